/* SPDX-License-Identifier: Apache-2.0
 *
 * Merging policy documents as the provider does, and reading documents from JSON as the
 * provider does: it takes names of elements in any case, loses other members and conditions
 * whose value is a number, and a principal that is a string means anybody.
 */
#include "assumelint/arena.h"
#include "assumelint/readers.h"
#include "parsers/terraform/world/document.h"

/* ---- Documents ------------------------------------------------------------- */

void tf_add_statement(TfDocument *document, TfPlan *tf, Node *statement) {
  LIST_ADD(tf->arena, &document->statements, statement);
  if (statement->kind == NODE_OPAQUE && !document->hole)
    document->hole = statement->hole;
}

static Str sid_of(const Node *statement) {
  return tf_string(statement, "Sid");
}

/* The index of the first statement with that Sid before `end`, or `end`. */
static size_t find_sid(const TfDocument *document, Str sid, size_t end) {
  size_t i = 0;
  while (i < end && !str_eq(sid_of(document->statements.items[i]), sid))
    i++;
  return i;
}

void tf_merge(TfDocument *into, TfPlan *tf, const TfDocument *from, TfMerging how) {
  size_t there = into->statements.count;
  if (from->id.len > 0)
    into->id = from->id;
  if (str_cmp(from->version, into->version) > 0)
    into->version = from->version;
  for (size_t i = 0; i < from->statements.count; i++) {
    Node *statement = from->statements.items[i];
    Str sid = sid_of(statement);
    size_t end = how == TF_OVERRIDE ? into->statements.count : how == TF_OWN ? there : 0;
    /* No policy has more statements than the limit. */
    bool replaces = sid.len > 0 && into->statements.count <= MAX_STATEMENTS;
    size_t at = replaces ? find_sid(into, sid, end) : end;
    if (at < end)
      into->statements.items[at] = statement;
    else
      tf_add_statement(into, tf, statement);
  }
}

/* ---- Reading --------------------------------------------------------------- */

/* Elements of a statement; what they may be. */
static const struct {
  const char *name;
  enum { A_STRING, A_LIST, A_PRINCIPAL, A_CONDITION } is;
} elements[] = {
    {"Sid", A_STRING},          {"Effect", A_STRING},          {"Action", A_LIST},
    {"NotAction", A_LIST},      {"Resource", A_LIST},          {"NotResource", A_LIST},
    {"Principal", A_PRINCIPAL}, {"NotPrincipal", A_PRINCIPAL}, {"Condition", A_CONDITION},
};

enum { ELEMENT_COUNT = sizeof elements / sizeof elements[0] };

struct reader {
  TfNodeMaker maker;
  bool failed; /* the provider cannot read it */
};

/* The last member of that name, in any case. */
static const Node *member_of(const Node *map, const char *name) {
  for (size_t i = map->count; i-- > 0;) {
    if (str_is_nocase(map->members[i].key, name))
      return map->members[i].value;
  }
  return NULL;
}

static Str string_member(struct reader *r, const Node *map, const char *name) {
  const Node *node = member_of(map, name);
  if (!node || node->kind == NODE_NULL)
    return (Str){NULL, 0};
  r->failed = r->failed || node->kind != NODE_STRING;
  return node->str;
}

static Node *read_principal(struct reader *r, Node *node) {
  if (node->kind == NODE_STRING)
    return tf_new_string(&r->maker, STR("*"));
  r->failed = r->failed || node->kind != NODE_MAP;
  /* {"*": "*"} alone is written as "*", too. */
  if (node->count == 1 && node->kind == NODE_MAP && str_is(node->members[0].key, "*")) {
    const Node *value = node->members[0].value;
    if (tf_count(value) == 1)
      value = value->items[0];
    if (value->kind == NODE_STRING && str_is(value->str, "*"))
      return tf_new_string(&r->maker, STR("*"));
  }
  return node;
}

/* The values of one key: NULL where the provider loses them. */
static Node *read_values(struct reader *r, Node *node) {
  switch (node->kind) {
  case NODE_STRING:
  case NODE_LIST:
    return tf_collapse(node);
  case NODE_BOOL:
    return tf_new_string(&r->maker, node->str);
  default:
    return NULL;
  }
}

static Node *read_condition(struct reader *r, const Node *node) {
  Node *out = tf_new_map(&r->maker, node->count);
  r->failed = r->failed || node->kind != NODE_MAP;
  for (size_t i = 0; !r->failed && i < node->count; i++) {
    const Node *block = node->members[i].value;
    if (block->kind == NODE_NULL)
      continue;
    r->failed = r->failed || block->kind != NODE_MAP;
    Node *keys = tf_new_map(&r->maker, block->count);
    for (size_t k = 0; !r->failed && k < block->count; k++) {
      Node *values = read_values(r, block->members[k].value);
      if (values)
        tf_put(keys, block->members[k].key, values);
    }
    if (keys->count > 0)
      tf_put(out, node->members[i].key, keys);
  }
  return out;
}

static Node *read_element(struct reader *r, size_t which, Node *node) {
  switch (elements[which].is) {
  case A_PRINCIPAL:
    return read_principal(r, node);
  case A_CONDITION:
    return read_condition(r, node);
  case A_STRING:
    r->failed = r->failed || node->kind != NODE_STRING;
    break;
  case A_LIST:
    break;
  }
  return node;
}

static bool is_nothing(const Node *node) {
  return node->kind == NODE_NULL || (node->kind == NODE_STRING && node->str.len == 0) ||
         ((node->kind == NODE_LIST || node->kind == NODE_MAP) && node->count == 0);
}

static Node *read_statement(struct reader *r, const Node *node) {
  Node *out = tf_new_map(&r->maker, ELEMENT_COUNT);
  r->failed = r->failed || node->kind != NODE_MAP;
  for (size_t i = 0; !r->failed && i < ELEMENT_COUNT; i++) {
    const Node *from = member_of(node, elements[i].name);
    if (!from || is_nothing(from))
      continue;
    Node *value = node_new(r->maker.arena, from->kind, r->maker.span);
    *value = *from;
    value = read_element(r, i, value);
    if (!is_nothing(value))
      tf_put(out, str_of(elements[i].name), value);
  }
  return out;
}

bool tf_read_document(TfDocument *out, TfPlan *tf, Str json) {
  struct reader r = {.maker = out->maker};
  const Node *root =
      json.len > MAX_POLICY_BYTES ? NULL : json_parse(tf->arena, json, out->maker.span);
  if (!root || root->kind != NODE_MAP)
    return false;
  out->version = string_member(&r, root, "Version");
  out->id = string_member(&r, root, "Id");
  const Node *list = member_of(root, "Statement");
  if (list && list->kind != NODE_LIST && list->kind != NODE_NULL)
    return false;
  for (size_t i = 0; i < tf_count(list) && !r.failed; i++) {
    if (list->items[i]->kind != NODE_NULL)
      tf_add_statement(out, tf, read_statement(&r, list->items[i]));
  }
  return !r.failed;
}
