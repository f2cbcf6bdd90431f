/* SPDX-License-Identifier: Apache-2.0
 *
 * A policy with the role's own account put in: somebody who names the role by
 * its ARN, or has one account only, has said what a template leaves open.
 */
#include "access/open_world.h"

#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/status.h"

struct binder {
  struct alint_arena *arena;
  const struct alint_text *account, *partition;
  bool failed;
};

static const struct alint_text *value_of(const struct binder *b, const struct alint_hole *hole) {
  if (hole && hole->kind == ALINT_HOLE_OWN_ACCOUNT)
    return b->account;
  return hole && hole->kind == ALINT_HOLE_PARTITION ? b->partition : NULL;
}

static const struct alint_text *bind(struct binder *b, const struct alint_text *text) {
  bool changes = false;
  for (size_t i = 0; text && i < text->count; i++)
    changes = changes || value_of(b, text->pieces[i].hole);
  if (!changes)
    return text;
  const struct alint_text **parts = alint_arena_array(b->arena, text->count, sizeof *parts);
  struct alint_text *single = alint_arena_array(b->arena, text->count, sizeof *single);
  const struct alint_text *out = NULL;
  for (size_t i = 0; i < text->count; i++) {
    const struct alint_text *value = value_of(b, text->pieces[i].hole);
    single[i] = (struct alint_text){&text->pieces[i], 1};
    parts[i] = value ? value : &single[i];
  }
  out = alint_text_concat(b->arena, parts, text->count);

  if (!out)
    alint_out_of_memory();
  return out ? out : text;
}

const struct alint_text *alint_bind_text(struct alint_arena *arena, const struct alint_text *text,
                                         const struct alint_text *account,
                                         const struct alint_text *partition) {
  struct binder b = {arena, account, partition, false};
  const struct alint_text *out = bind(&b, text);
  return out;
}

static void *copy_array(struct binder *b, const void *items, size_t count, size_t size) {
  void *out = alint_arena_array(b->arena, count, size);
  if (count > 0)
    memcpy(out, items, count * size);
  return out;
}

static struct alint_item *bind_items(struct binder *b, const struct alint_item *items,
                                     size_t count) {
  struct alint_item *out = copy_array(b, items, count, sizeof *items);
  for (size_t i = 0; i < count; i++)
    out[i].text = bind(b, items[i].text);
  return out;
}

static struct alint_principal *
bind_principals(struct binder *b, const struct alint_principal *principals, size_t count) {
  struct alint_principal *out = copy_array(b, principals, count, sizeof *principals);
  for (size_t i = 0; i < count; i++) {
    out[i].value.text = bind(b, principals[i].value.text);
    out[i].identity = NULL; /* of another text now */
  }
  return out;
}

static void bind_statement(struct binder *b, struct alint_statement *s) {
  s->principals = bind_principals(b, s->principals, s->principal_count);
  s->not_principals = bind_principals(b, s->not_principals, s->not_principal_count);
  s->conditions = copy_array(b, s->conditions, s->condition_count, sizeof *s->conditions);
  for (size_t i = 0; s->conditions && i < s->condition_count; i++) {
    struct alint_condition *condition = &s->conditions[i];
    condition->values = bind_items(b, condition->values, condition->value_count);
  }
}

void alint_bind_account(struct alint_policy **out, struct alint_arena *arena,
                        const struct alint_policy *policy, const struct alint_text *account,
                        const struct alint_text *partition) {
  struct binder b = {arena, account, partition, false};
  struct alint_policy *bound = copy_array(&b, policy, 1, sizeof *policy);
  bound->statements =
      copy_array(&b, policy->statements, policy->statement_count, sizeof *policy->statements);
  for (size_t i = 0; i < policy->statement_count; i++)
    bind_statement(&b, &bound->statements[i]);
  *out = bound;
}
