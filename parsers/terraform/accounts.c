/* SPDX-License-Identifier: Apache-2.0
 *
 * Whose account a plan is for. It says so only where it read
 * `aws_caller_identity`, or where there are ARNs of resources that exist; and
 * only where all of them agree.
 */
#include "plan.h"

struct found {
  struct alint_str account, partition;
  bool several;
};

static void see(struct found *found, struct alint_str account, struct alint_str arn) {
  struct alint_str parts[5];
  bool is_arn = alint_tf_split_arn(arn, parts);
  if (account.len == 0 && is_arn)
    account = parts[4];
  if (account.len != 12 || !alint_str_all_digits(account))
    return;
  if (found->account.len > 0 && !alint_str_eq(found->account, account))
    found->several = true;
  found->account = account;
  if (is_arn)
    found->partition = parts[1];
}

static void see_values(struct found found[2], const struct alint_tf_object *object,
                       const struct alint_node *values) {
  struct alint_str arn = alint_tf_string(values, "arn");
  if (object->type->kind == ALINT_TF_CALLER_IDENTITY)
    see(&found[0], alint_tf_string(values, "account_id"), arn);
  else if (object->type->kind == ALINT_TF_ROLE || object->type->kind == ALINT_TF_USER)
    see(&found[1], ALINT_STR(""), arn);
}

static const struct alint_text *hole(struct alint_arena *arena, enum alint_hole_kind kind,
                                     struct alint_str name, struct alint_str give) {
  struct alint_hole *out = alint_arena_alloc(arena, sizeof *out);
  if (!out)
    return NULL;
  *out = (struct alint_hole){.name = name, .kind = kind, .give = give};
  return alint_text_hole(arena, out);
}

int alint_tf_find_accounts(struct alint_tf *tf) {
  struct found found[2] = {{.several = false}, {.several = false}}; /* caller, ARNs */
  for (size_t i = 0; i < tf->changes.count; i++) {
    const struct alint_tf_object *object = &tf->changes.items[i];
    const struct alint_node *change = alint_node_get(object->node, "change");
    see_values(found, object, alint_node_get(change, "before"));
    see_values(found, object, alint_node_get(change, "after"));
  }
  for (size_t i = 0; i < tf->state.count; i++)
    see_values(found, &tf->state.items[i], alint_node_get(tf->state.items[i].node, "values"));
  const struct found *best = &found[0];
  /* Other resources' ARNs tell only where there is one provider for all. */
  if (best->account.len == 0 && tf->aws_providers == 1)
    best = &found[1];
  if (best->account.len > 0 && !best->several) {
    tf->account = alint_text_literal(tf->arena, best->account);
    if (best->partition.len > 0)
      tf->partition = alint_text_literal(tf->arena, best->partition);
  }
  if (!tf->account)
    tf->account = hole(tf->arena, ALINT_HOLE_OWN_ACCOUNT, ALINT_STR("account_id@aws"),
                       ALINT_STR("--account ID"));
  if (!tf->partition)
    tf->partition =
        hole(tf->arena, ALINT_HOLE_PARTITION, ALINT_STR("partition@aws"), ALINT_STR(""));
  return tf->account && tf->partition ? ALINT_OK : alint_no_memory(tf->err);
}
