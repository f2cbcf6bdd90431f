/* SPDX-License-Identifier: Apache-2.0
 *
 * The policy mapper: the Condition element of a statement.
 */
#include "assumelint/arena.h"
#include "policy_private.h"

struct reader {
  struct alint_policy_mapper *m;
  struct alint_statement *st;
  int index;
  size_t cap;
};

static void note_hole(struct reader *r, const struct alint_hole *hole) {
  if (!r->st->opaque_hole)
    r->st->opaque_hole = hole;
}

/* The whole Condition, or an operator's block, is not known. */
static void all_opaque(struct reader *r, const struct alint_node *node) {
  const struct alint_hole *hole = alint_policy_hole(r->m, node);
  r->st->condition_opaque = true;
  note_hole(r, hole);
  if (!hole)
    alint_out_of_memory();
}

static bool may_be_anything(const struct alint_node *node) {
  return node->kind == ALINT_NODE_OPAQUE || (node->text && alint_text_first_hole(node->text));
}

static void take_values(struct reader *r, struct alint_condition *condition,
                        const struct alint_node *node, const struct alint_policy_path *path) {
  struct alint_policy_values values = {0};
  alint_policy_collect(r->m, &values, node, path, r->index, path->key);
  condition->values = alint_arena_array(r->m->arena, values.count, sizeof *condition->values);
  for (size_t i = 0; i < values.count; i++) {
    if (values.items[i].opaque)
      note_hole(r, values.items[i].opaque);
    /* In a list it is one more value, any at all; alone it may be a list. */
    if (values.items[i].opaque && node->kind == ALINT_NODE_OPAQUE) {
      condition->opaque = true;
      condition->hole = values.items[i].opaque;
    } else
      condition->values[condition->value_count++] = values.items[i].item;
  }
}

static void add_condition(struct reader *r, const struct alint_member *operator_member,
                          const struct alint_member *member, const struct alint_policy_path *up) {
  struct alint_statement *st = r->st;
  const struct alint_hole *hole = NULL;
  struct alint_policy_path path = {.up = up, .key = alint_policy_key(r->m, member->key, &hole)};
  struct alint_condition condition = {.operator_name = operator_member->key,
                                      .key = path.key,
                                      .key_has_hole = hole != NULL,
                                      .operator_span = operator_member->key_span,
                                      .key_span = member->key_span,
                                      .pointer = alint_policy_pointer(r->m->arena, &path)};
  if (!condition.key.ptr || !condition.pointer.ptr)
    alint_out_of_memory();
  take_values(r, &condition, member->value, &path);
  st->conditions = alint_arena_grow(r->m->arena, st->conditions, st->condition_count, &r->cap,
                                    sizeof *st->conditions);
  st->conditions[st->condition_count++] = condition;
}

/* "StringEquals": {"sts:ExternalId": "..."} */
static void read_operator(struct reader *r, const struct alint_member *member,
                          const struct alint_policy_path *up) {
  const struct alint_node *block = member->value;
  const struct alint_hole *hole = NULL;
  struct alint_policy_path path = {.up = up, .key = alint_policy_key(r->m, member->key, &hole)};
  if (!path.key.ptr)
    alint_out_of_memory();
  if (hole) {
    r->st->condition_opaque = true;
    note_hole(r, hole);
    return;
  }
  if (may_be_anything(block)) {
    all_opaque(r, block);
    return;
  }
  if (block->kind != ALINT_NODE_MAP) {
    alint_policy_odd(r->m, ALINT_ODD_WRONG_TYPE, r->index, path.key, block->span, &path);
    return;
  }
  for (size_t i = 0; i < block->count; i++) {
    if (!alint_policy_is_overridden(block, i))
      add_condition(r, member, &block->members[i], &path);
  }
}

void alint_policy_condition(struct alint_policy_mapper *m, struct alint_statement *st,
                            const struct alint_node *node, const struct alint_policy_path *path) {
  struct reader r = {.m = m, .st = st, .index = (int)st->index};
  const struct alint_member *member = alint_policy_last(node, "Condition");
  if (!member)
    return;
  struct alint_policy_path inside = {.up = path, .key = member->key};
  const struct alint_node *value = member->value;
  if (may_be_anything(value)) {
    all_opaque(&r, value);
    return;
  }
  if (value->kind != ALINT_NODE_MAP) {
    alint_policy_odd(m, ALINT_ODD_WRONG_TYPE, r.index, member->key, value->span, &inside);
    return;
  }
  for (size_t i = 0; i < value->count; i++) {
    if (!alint_policy_is_overridden(value, i))
      read_operator(&r, &value->members[i], &inside);
  }
}
