/* SPDX-License-Identifier: Apache-2.0
 *
 * A policy with the role's own account put in: somebody who names the role by
 * its ARN, or has one account only, has said what a template leaves open.
 */
#include "simulate/open_world.h"

#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/status.h"

struct binder {
  Arena *arena;
  const Text *account, *partition;
  bool failed;
};

static const Text *value_of(const struct binder *b, const Hole *hole) {
  if (hole && hole->kind == HOLE_OWN_ACCOUNT)
    return b->account;
  return hole && hole->kind == HOLE_PARTITION ? b->partition : NULL;
}

static const Text *bind(struct binder *b, const Text *text) {
  bool changes = false;
  for (size_t i = 0; text && i < text->count; i++)
    changes = changes || value_of(b, text->pieces[i].hole);
  if (!changes)
    return text;
  const Text **parts = arena_array(b->arena, text->count, sizeof *parts);
  Text *single = arena_array(b->arena, text->count, sizeof *single);
  const Text *out = NULL;
  for (size_t i = 0; i < text->count; i++) {
    const Text *value = value_of(b, text->pieces[i].hole);
    single[i] = (Text){&text->pieces[i], 1};
    parts[i] = value ? value : &single[i];
  }
  out = text_concat(b->arena, parts, text->count);

  if (!out)
    out_of_memory();
  return out ? out : text;
}

const Text *simulate_bind_text(Arena *arena, const Text *text, const Text *account,
                               const Text *partition) {
  struct binder b = {arena, account, partition, false};
  const Text *out = bind(&b, text);
  return out;
}

static void *copy_array(struct binder *b, const void *items, size_t count, size_t size) {
  void *out = arena_array(b->arena, count, size);
  if (count > 0)
    memcpy(out, items, count * size);
  return out;
}

static Item *bind_items(struct binder *b, const Item *items, size_t count) {
  Item *out = copy_array(b, items, count, sizeof *items);
  for (size_t i = 0; i < count; i++)
    out[i].text = bind(b, items[i].text);
  return out;
}

static Principal *bind_principals(struct binder *b, const Principal *principals, size_t count) {
  Principal *out = copy_array(b, principals, count, sizeof *principals);
  for (size_t i = 0; i < count; i++) {
    out[i].value.text = bind(b, principals[i].value.text);
    out[i].identity = NULL; /* of another text now */
  }
  return out;
}

static void bind_statement(struct binder *b, Statement *s) {
  s->principals = bind_principals(b, s->principals, s->principal_count);
  s->not_principals = bind_principals(b, s->not_principals, s->not_principal_count);
  s->conditions = copy_array(b, s->conditions, s->condition_count, sizeof *s->conditions);
  for (size_t i = 0; s->conditions && i < s->condition_count; i++) {
    Condition *condition = &s->conditions[i];
    condition->values = bind_items(b, condition->values, condition->value_count);
  }
}

void simulate_bind_account(Policy **out, Arena *arena, const Policy *policy, const Text *account,
                           const Text *partition) {
  struct binder b = {arena, account, partition, false};
  Policy *bound = copy_array(&b, policy, 1, sizeof *policy);
  bound->statements =
      copy_array(&b, policy->statements, policy->statement_count, sizeof *policy->statements);
  for (size_t i = 0; i < policy->statement_count; i++)
    bind_statement(&b, &bound->statements[i]);
  *out = bound;
}
