/* SPDX-License-Identifier: Apache-2.0
 *
 * Merging policy documents as the provider does, and reading those that are
 * given as JSON with what the provider makes of them: names of elements in any
 * case, other members lost, a principal that is a string is anybody, conditions
 * whose value is a number lost.
 */
#include "assumelint/arena.h"
#include "document.h"

/* ---- Documents ------------------------------------------------------------- */

void alint_tf_add_statement(struct alint_tf_document *document, struct alint_tf *tf,
                            struct alint_node *statement) {
  struct alint_node **items = alint_arena_grow(tf->arena, document->statements, document->count,
                                               &document->cap, sizeof(struct alint_node *));
  document->statements = items;
  items[document->count++] = statement;
  if (statement->kind == ALINT_NODE_OPAQUE && !document->hole)
    document->hole = statement->hole;
}

static struct alint_str sid_of(const struct alint_node *statement) {
  return alint_tf_string(statement, "Sid");
}

/* The place of the first statement with that Sid before `end`, or `end`. */
static size_t find_sid(const struct alint_tf_document *document, struct alint_str sid, size_t end) {
  size_t i = 0;
  while (i < end && !alint_str_eq(sid_of(document->statements[i]), sid))
    i++;
  return i;
}

/* Whether statements of the same Sid are told apart: more of them no policy has. */
static bool is_small(const struct alint_tf_document *document) {
  return document->count <= ALINT_MAX_STATEMENTS;
}

void alint_tf_merge(struct alint_tf_document *into, struct alint_tf *tf,
                    const struct alint_tf_document *from, enum alint_tf_merging how) {
  size_t there = into->count;
  if (from->id.len > 0)
    into->id = from->id;
  if (alint_str_cmp(from->version, into->version) > 0)
    into->version = from->version;
  for (size_t i = 0; i < from->count; i++) {
    struct alint_node *statement = from->statements[i];
    struct alint_str sid = sid_of(statement);
    size_t end = how == ALINT_TF_SOURCE     ? 0 /* a Sid that is there is an error */
                 : how == ALINT_TF_OVERRIDE ? into->count
                                            : there;
    size_t at = sid.len > 0 && is_small(into) ? find_sid(into, sid, end) : end;
    if (sid.len > 0 && is_small(into) && at < end) {
      into->statements[at] = statement;
      continue;
    }
    alint_tf_add_statement(into, tf, statement);
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
  struct alint_tf *tf;
  struct alint_tf_maker maker;
  bool failed; /* the provider cannot read it */
};

/* The last member of that name, in any case. */
static const struct alint_node *member_of(const struct alint_node *map, const char *name) {
  for (size_t i = map->count; i-- > 0;) {
    if (alint_str_is_nocase(map->members[i].key, name))
      return map->members[i].value;
  }
  return NULL;
}

static struct alint_str string_member(struct reader *r, const struct alint_node *map,
                                      const char *name) {
  const struct alint_node *node = member_of(map, name);
  if (!node || node->kind == ALINT_NODE_NULL)
    return (struct alint_str){NULL, 0};
  r->failed = r->failed || node->kind != ALINT_NODE_STRING;
  return node->str;
}

static struct alint_node *read_principal(struct reader *r, struct alint_node *node) {
  if (node->kind == ALINT_NODE_STRING)
    return alint_tf_new_string(&r->maker, ALINT_STR("*"));
  r->failed = r->failed || node->kind != ALINT_NODE_MAP;
  /* {"*": "*"} alone is written as "*", too. */
  if (node->count == 1 && node->kind == ALINT_NODE_MAP && alint_str_is(node->members[0].key, "*")) {
    const struct alint_node *value = node->members[0].value;
    if (alint_tf_count(value) == 1)
      value = value->items[0];
    if (value->kind == ALINT_NODE_STRING && alint_str_is(value->str, "*"))
      return alint_tf_new_string(&r->maker, ALINT_STR("*"));
  }
  return node;
}

/* The values of one key: NULL where the provider loses them. */
static struct alint_node *read_values(struct reader *r, struct alint_node *node) {
  switch (node->kind) {
  case ALINT_NODE_STRING:
  case ALINT_NODE_LIST:
    return alint_tf_collapse(node);
  case ALINT_NODE_BOOL:
    return alint_tf_new_string(&r->maker, node->str);
  default:
    return NULL;
  }
}

static struct alint_node *read_condition(struct reader *r, const struct alint_node *node) {
  struct alint_node *out = alint_tf_new_map(&r->maker, node->count);
  r->failed = r->failed || node->kind != ALINT_NODE_MAP;
  for (size_t i = 0; !r->failed && i < node->count; i++) {
    const struct alint_node *block = node->members[i].value;
    if (block->kind == ALINT_NODE_NULL)
      continue;
    r->failed = r->failed || block->kind != ALINT_NODE_MAP;
    struct alint_node *keys = alint_tf_new_map(&r->maker, block->count);
    for (size_t k = 0; !r->failed && k < block->count; k++) {
      struct alint_node *values = read_values(r, block->members[k].value);
      if (values)
        alint_tf_put(keys, block->members[k].key, values);
    }
    if (keys->count > 0)
      alint_tf_put(out, node->members[i].key, keys);
  }
  return out;
}

static struct alint_node *read_element(struct reader *r, size_t which, struct alint_node *node) {
  switch (elements[which].is) {
  case A_STRING:
    r->failed = r->failed || node->kind != ALINT_NODE_STRING;
    return node;
  case A_PRINCIPAL:
    return read_principal(r, node);
  case A_CONDITION:
    return read_condition(r, node);
  case A_LIST:
    break;
  }
  return node;
}

static bool is_nothing(const struct alint_node *node) {
  return node->kind == ALINT_NODE_NULL || (node->kind == ALINT_NODE_STRING && node->str.len == 0) ||
         ((node->kind == ALINT_NODE_LIST || node->kind == ALINT_NODE_MAP) && node->count == 0);
}

static struct alint_node *read_statement(struct reader *r, const struct alint_node *node) {
  struct alint_node *out = alint_tf_new_map(&r->maker, ELEMENT_COUNT);
  r->failed = r->failed || node->kind != ALINT_NODE_MAP;
  for (size_t i = 0; !r->failed && i < ELEMENT_COUNT; i++) {
    const struct alint_node *from = member_of(node, elements[i].name);
    if (!from || is_nothing(from))
      continue;
    struct alint_node *value = alint_node_new(r->maker.arena, from->kind, r->maker.span);
    *value = *from;
    value = read_element(r, i, value);
    if (!value)
      return NULL;
    if (!is_nothing(value))
      alint_tf_put(out, alint_str(elements[i].name), value);
  }
  return out;
}

int alint_tf_read_document(struct alint_tf_document *out, struct alint_tf *tf,
                           struct alint_str json) {
  struct alint_error ignored = {.status = ALINT_OK};
  struct alint_node *root;
  struct reader r = {.tf = tf, .maker = out->maker};
  if (json.len > ALINT_MAX_POLICY_BYTES)
    return ALINT_ENOTOURS;
  int status = alint_json_read_embedded(&root, tf->arena, json, out->maker.span, &ignored);
  if (status == ALINT_ENOMEM)
    alint_out_of_memory();
  if (status != ALINT_OK || root->kind != ALINT_NODE_MAP)
    return ALINT_ENOTOURS;
  out->version = string_member(&r, root, "Version");
  out->id = string_member(&r, root, "Id");
  const struct alint_node *list = member_of(root, "Statement");
  if (list && list->kind != ALINT_NODE_LIST && list->kind != ALINT_NODE_NULL)
    return ALINT_ENOTOURS;
  for (size_t i = 0; i < alint_tf_count(list) && !r.failed; i++) {
    if (list->items[i]->kind == ALINT_NODE_NULL)
      continue;
    struct alint_node *statement = read_statement(&r, list->items[i]);
    if (!statement)
      alint_out_of_memory();
    alint_tf_add_statement(out, tf, statement);
    status = ALINT_OK;
  }
  return r.failed ? ALINT_ENOTOURS : ALINT_OK;
}
