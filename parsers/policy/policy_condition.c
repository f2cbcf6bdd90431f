/* SPDX-License-Identifier: Apache-2.0
 *
 * The policy mapper: the Condition element of a statement.
 */
#include "assumelint/arena.h"
#include "parsers/policy/policy_private.h"

struct reader {
  PolicyMapper *m;
  Statement *st;
  int index;
  size_t cap;
};

static void note_hole(struct reader *r, const Hole *hole) {
  if (!r->st->opaque_hole)
    r->st->opaque_hole = hole;
}

/* The whole Condition, or an operator's block, is not known. */
static void all_opaque(struct reader *r, const Node *node) {
  const Hole *hole = policy_hole(r->m, node);
  r->st->condition_opaque = true;
  note_hole(r, hole);
  if (!hole)
    out_of_memory();
}

static bool may_be_anything(const Node *node) {
  return node->kind == NODE_OPAQUE || (node->text && text_first_hole(node->text));
}

static void take_values(struct reader *r, Condition *condition, const Node *node,
                        const PolicyPath *path) {
  PolicyValues values = {0};
  policy_collect(r->m, &values, node, path, r->index, path->key);
  condition->values = arena_array(r->m->arena, values.count, sizeof *condition->values);
  for (size_t i = 0; i < values.count; i++) {
    if (values.items[i].opaque)
      note_hole(r, values.items[i].opaque);
    /* In a list it is one more value, any at all; alone it may be a list. */
    if (values.items[i].opaque && node->kind == NODE_OPAQUE) {
      condition->opaque = true;
      condition->hole = values.items[i].opaque;
    } else
      condition->values[condition->value_count++] = values.items[i].item;
  }
}

static void add_condition(struct reader *r, const Member *operator_member, const Member *member,
                          const PolicyPath *up) {
  Statement *st = r->st;
  const Hole *hole = NULL;
  PolicyPath path = {.up = up, .key = policy_key(r->m, member->key, &hole)};
  Condition condition = {.operator_name = operator_member->key,
                         .key = path.key,
                         .key_has_hole = hole != NULL,
                         .operator_span = operator_member->key_span,
                         .key_span = member->key_span,
                         .pointer = policy_pointer(r->m->arena, &path)};
  if (!condition.key.ptr || !condition.pointer.ptr)
    out_of_memory();
  take_values(r, &condition, member->value, &path);
  st->conditions =
      arena_grow(r->m->arena, st->conditions, st->condition_count, &r->cap, sizeof *st->conditions);
  st->conditions[st->condition_count++] = condition;
}

/* "StringEquals": {"sts:ExternalId": "..."} */
static void read_operator(struct reader *r, const Member *member, const PolicyPath *up) {
  const Node *block = member->value;
  const Hole *hole = NULL;
  PolicyPath path = {.up = up, .key = policy_key(r->m, member->key, &hole)};
  if (!path.key.ptr)
    out_of_memory();
  if (hole) {
    r->st->condition_opaque = true;
    note_hole(r, hole);
    return;
  }
  if (may_be_anything(block)) {
    all_opaque(r, block);
    return;
  }
  if (block->kind != NODE_MAP) {
    policy_malformed(r->m, MALFORMED_WRONG_TYPE, r->index, path.key, block->span, &path);
    return;
  }
  for (size_t i = 0; i < block->count; i++) {
    if (!policy_is_overridden(block, i))
      add_condition(r, member, &block->members[i], &path);
  }
}

void policy_condition(PolicyMapper *m, Statement *st, const Node *node, const PolicyPath *path) {
  struct reader r = {.m = m, .st = st, .index = (int)st->index};
  const Member *member = policy_last(node, "Condition");
  if (!member)
    return;
  PolicyPath inside = {.up = path, .key = member->key};
  const Node *value = member->value;
  if (may_be_anything(value)) {
    all_opaque(&r, value);
    return;
  }
  if (value->kind != NODE_MAP) {
    policy_malformed(m, MALFORMED_WRONG_TYPE, r.index, member->key, value->span, &inside);
    return;
  }
  for (size_t i = 0; i < value->count; i++) {
    if (!policy_is_overridden(value, i))
      read_operator(&r, &value->members[i], &inside);
  }
}
