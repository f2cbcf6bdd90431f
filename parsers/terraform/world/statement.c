/* SPDX-License-Identifier: Apache-2.0
 *
 * The statements that an `aws_iam_policy_document` has in blocks of its own.
 *
 * Defaults are not in a deferred read and are filled in as the provider does.
 * Nested blocks are lists in the configuration, in the order in which they are
 * written, but sets in the plan; and `dynamic` blocks are in the plan only.
 */

#include <stdlib.h>

#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "parsers/terraform/world/document.h"

struct builder {
  const TfUnknowns *unknown;
  Arena *arena;
  TfNodeMaker maker;
  bool replace_variables;
  /* Of the statement that is being built: */
  const Node *values, *marks;
  const Node *expressions; /* its block in the configuration, or NULL */
  size_t index;
};

/* A list of blocks in a statement, and what the configuration has of them. */
struct blocks {
  const char *key;
  const Node *values, *marks;
  const Node *expressions; /* NULL: they do not pair */
};

static struct blocks blocks_of(const struct builder *b, const char *key) {
  struct blocks out = {.key = key, .values = node_get(b->values, key)};
  out.marks = tf_mark_of(b->marks, key);
  const Node *expressions = node_get(b->expressions, key);
  if (tf_count(expressions) == tf_count(out.values))
    out.expressions = expressions;
  return out;
}

/* ---- Holes ----------------------------------------------------------------- */

/* "statement[0].principals[1].identifiers" */
static Str where_of(const struct builder *b, const char *block, size_t i, const char *attribute) {
  if (!block)
    return str_printf(b->arena, "statement[%zu].%s", b->index, attribute);
  return str_printf(b->arena, "statement[%zu].%s[%zu].%s", b->index, block, i, attribute);
}

static Node *opaque(const struct builder *b, const Node *expression, Str where) {
  return where.ptr ? tf_new_opaque(&b->maker, tf_unknown_element(b->unknown, expression, where))
                   : NULL;
}

/* ---- Strings --------------------------------------------------------------- */

/* `&{` is how policy variables are written in Terraform. */
static Node *new_string(const struct builder *b, Str s, bool variables) {
  if (!variables || !b->replace_variables)
    return tf_new_string(&b->maker, s);
  char *copy = arena_copy(b->arena, s.ptr, s.len);
  for (size_t i = 0; i + 1 < s.len; i++) {
    if (copy[i] == '&' && copy[i + 1] == '{')
      copy[i] = '$';
  }
  return tf_new_string(&b->maker, str_n(copy, s.len));
}

/* A list of strings of which some may not be known. */
struct strings {
  const Node *values;
  TfUnknownValues unknown;
  bool variables; /* "&{" is replaced in them */
};

/* Into `list`, which has room for them. */
static bool add_strings(const struct builder *b, Node *list, const struct strings *from) {
  const Node *marks = from->unknown.marks;
  size_t count = tf_count(from->values), unknown = 0, next = 0;
  for (size_t i = 0; i < count; i++)
    unknown += tf_mark_true(tf_mark_at(marks, i));
  const Text **texts = arena_array(b->arena, unknown, sizeof(const Text *));
  if (!from->unknown.where.ptr)
    return false;
  if (unknown > 0)
    tf_name_unknown(texts, unknown, b->unknown, &from->unknown);
  for (size_t i = 0; i < count; i++) {
    const Node *value = from->values->items[i];
    bool is_unknown = tf_mark_true(tf_mark_at(marks, i));
    bool is_string = value->kind == NODE_STRING && !is_unknown;
    Node *item = new_string(b, is_string ? value->str : STR(""), from->variables);
    if (is_unknown)
      item->text = texts[next++];
    tf_append(list, item);
  }
  return true;
}

static bool known_string(const Node *node, Str *out) {
  *out = node->str;
  return node->kind == NODE_STRING && (!node->text || text_known(node->text, out));
}

/* Of strings that are known. */
static int compare_descending(const void *a, const void *b) {
  const Node *const *x = a, *const *y = b;
  Str s, t;
  known_string(*x, &s);
  known_string(*y, &t);
  return str_cmp(t, s);
}

/* The strings from there on, which are one block's, as the provider writes them:
 * what was saved has this order. One that is not known could be anywhere: all is
 * left where it is then. */
static void put_in_order(Node *list, size_t from) {
  Str known;
  for (size_t i = from; i < list->count; i++) {
    if (!known_string(list->items[i], &known))
      return;
  }
  if (list->count > from)
    qsort(list->items + from, list->count - from, sizeof *list->items, compare_descending);
}

/* An attribute of the statement, a set of strings; NULL out where there is none. */
static bool list_of(const struct builder *b, Node **out, const char *key, bool variables) {
  struct strings strings = {.values = node_get(b->values, key),
                            .unknown = {.marks = tf_mark_of(b->marks, key),
                                        .expression = node_get(b->expressions, key),
                                        .where = where_of(b, NULL, 0, key)},
                            .variables = variables};
  *out = NULL;
  if (tf_mark_true(strings.unknown.marks)) {
    *out = opaque(b, strings.unknown.expression, strings.unknown.where);
    return *out != NULL;
  }
  if (tf_count(strings.values) == 0)
    return true;
  *out = tf_new_list(&b->maker, strings.values->count);
  if (!add_strings(b, *out, &strings))
    return false;
  put_in_order(*out, 0);
  return true;
}

/* ---- Pairing blocks with the configuration --------------------------------- */

static Str constant(const Node *block, const char *key) {
  return tf_string(node_get(block, key), "constant_value");
}

/* Whether a block of the configuration may be the one with that value. */
static bool may_be(const Node *expressions, const Node *values, const char *key) {
  const Node *expression = node_get(expressions, key);
  const Node *value = node_get(values, key);
  if (!node_get(expression, "constant_value") || !value)
    return true;
  return value->kind == NODE_STRING && str_eq(constant(expressions, key), value->str);
}

static bool has_references(const Node *expression) {
  return tf_count(node_get(expression, "references")) > 0;
}

/* The expression of an attribute that is not known in block `i`: of the only
 * block that has those keys and refers to something. */
static const Node *expression_of(const struct blocks *blocks, size_t i, const char *const keys[2],
                                 const char *attribute) {
  const Node *hit = NULL;
  size_t alike = 0;
  if (!blocks->expressions || blocks->values->count > MAX_DOCUMENT_BLOCKS)
    return NULL;
  for (size_t k = 0; k < blocks->values->count; k++) {
    const Node *mark = tf_mark_at(blocks->marks, k);
    bool same = tf_any_mark(tf_mark_of(mark, attribute));
    for (size_t n = 0; n < 2 && keys[n]; n++) {
      Str other = tf_string(blocks->values->items[k], keys[n]);
      same = same && str_eq(other, tf_string(blocks->values->items[i], keys[n]));
    }
    alike += same;
  }
  for (size_t k = 0; k < blocks->expressions->count; k++) {
    const Node *block = blocks->expressions->items[k];
    const Node *expression = node_get(block, attribute);
    bool same = has_references(expression);
    for (size_t n = 0; n < 2 && keys[n]; n++)
      same = same && may_be(block, blocks->values->items[i], keys[n]);
    if (same && hit)
      return NULL;
    hit = same ? expression : hit;
  }
  return alike == 1 ? hit : NULL;
}

/* ---- Principals ------------------------------------------------------------ */

static Node *find(const Node *map, Str key) {
  for (size_t i = 0; i < map->count; i++) {
    if (str_eq(map->members[i].key, key))
      return map->members[i].value;
  }
  return NULL;
}

/* Values in all blocks together: room enough for any one list of them. */
static size_t total(const Node *blocks, const char *key) {
  size_t sum = 0;
  for (size_t i = 0; i < tf_count(blocks); i++)
    sum += tf_count(node_get(blocks->items[i], key));
  return sum;
}

/* Only {"*": "*"} is written as "*". */
static bool is_anyone(const struct blocks *blocks) {
  if (blocks->values->count != 1 || tf_any_mark(blocks->marks) ||
      !str_is(tf_string(blocks->values->items[0], "type"), "*"))
    return false;
  const Node *ids = node_get(blocks->values->items[0], "identifiers");
  return tf_count(ids) == 1 && ids->items[0]->kind == NODE_STRING &&
         str_is(ids->items[0]->str, "*");
}

/* One block of them; blocks of one type go together. */
static bool add_principals(const struct builder *b, Node *map, const struct blocks *blocks,
                           size_t i) {
  static const char *const keys[2] = {"type", NULL};
  const Node *block = blocks->values->items[i];
  const Node *mark = tf_mark_at(blocks->marks, i);
  Str type = tf_string(block, "type");
  struct strings strings = {.values = node_get(block, "identifiers"),
                            .unknown = {.marks = tf_mark_of(mark, "identifiers"),
                                        .expression = expression_of(blocks, i, keys, "identifiers"),
                                        .where = where_of(b, blocks->key, i, "identifiers"),
                                        .principals = true},
                            .variables = true};
  Node *list = find(map, type);
  if (!list) {
    list = tf_new_list(&b->maker, total(blocks->values, "identifiers") + 1);
    tf_put(map, type, list);
  }
  if (!tf_mark_true(strings.unknown.marks)) {
    size_t from = list->count;
    if (!add_strings(b, list, &strings))
      return false;
    put_in_order(list, from);
    return true;
  }
  Node *any = opaque(b, strings.unknown.expression, strings.unknown.where);
  if (any && list->count < total(blocks->values, "identifiers") + 1)
    tf_append(list, any);
  return any != NULL;
}

static bool principals(const struct builder *b, Node **out, const char *key) {
  struct blocks blocks = blocks_of(b, key);
  bool unknown = tf_mark_true(blocks.marks);
  *out = NULL;
  if (tf_count(blocks.values) == 0 && !unknown)
    return true;
  for (size_t i = 0; i < tf_count(blocks.values) && !unknown; i++)
    unknown = tf_mark_true(tf_mark_of(tf_mark_at(blocks.marks, i), "type"));
  if (unknown || blocks.values->count > MAX_DOCUMENT_BLOCKS) {
    *out = opaque(b, NULL, where_of(b, NULL, 0, key));
    return *out != NULL;
  }
  if (is_anyone(&blocks)) {
    *out = tf_new_string(&b->maker, STR("*"));
    return true;
  }
  *out = tf_new_map(&b->maker, blocks.values->count);
  for (size_t i = 0; *out && i < blocks.values->count; i++) {
    if (!add_principals(b, *out, &blocks, i))
      return false;
  }
  return *out != NULL;
}

/* ---- Conditions ------------------------------------------------------------ */

/* An operator's block that is not known: whatever it asks for is open. */
static bool unknown_condition(const struct builder *b, Node *map, const struct blocks *blocks,
                              size_t i) {
  static const char *const none[2] = {NULL, NULL};
  Str any = STR("(not known)");
  const Node *expression = expression_of(blocks, i, none, "variable");
  Node *node;
  if (find(map, any))
    return true;
  node = opaque(b, expression, where_of(b, blocks->key, i, "variable"));
  if (node)
    tf_put(map, any, node);
  return node != NULL;
}

/* One block of them; blocks of one operator and key go together. */
static bool add_condition(const struct builder *b, Node *map, const struct blocks *blocks,
                          size_t i) {
  static const char *const keys[2] = {"test", "variable"};
  const Node *block = blocks->values->items[i];
  const Node *mark = tf_mark_at(blocks->marks, i);
  if (tf_mark_true(mark) || tf_mark_true(tf_mark_of(mark, "test")) ||
      tf_mark_true(tf_mark_of(mark, "variable")))
    return unknown_condition(b, map, blocks, i);
  Str test = tf_string(block, "test");
  Str variable = tf_string(block, "variable");
  struct strings strings = {.values = node_get(block, "values"),
                            .unknown = {.marks = tf_mark_of(mark, "values"),
                                        .expression = expression_of(blocks, i, keys, "values"),
                                        .where = where_of(b, blocks->key, i, "values")},
                            .variables = true};
  Node *variables = find(map, test);
  if (!variables) {
    variables = tf_new_map(&b->maker, blocks->values->count);
    tf_put(map, test, variables);
  }
  Node *list = find(variables, variable);
  if (tf_mark_true(strings.unknown.marks)) {
    Node *any = opaque(b, strings.unknown.expression, strings.unknown.where);
    if (any && list)
      *list = *any;
    else if (any)
      tf_put(variables, variable, any);
    return any != NULL;
  }
  if (list && list->kind == NODE_OPAQUE)
    return true; /* and more values, of a list that is not known */
  if (!list) {
    list = tf_new_list(&b->maker, total(blocks->values, "values"));
    tf_put(variables, variable, list);
  }
  return add_strings(b, list, &strings);
}

static bool conditions(const struct builder *b, Node **out) {
  struct blocks blocks = blocks_of(b, "condition");
  *out = NULL;
  if (tf_mark_true(blocks.marks) || tf_count(blocks.values) > MAX_DOCUMENT_BLOCKS) {
    *out = opaque(b, NULL, where_of(b, NULL, 0, "condition"));
    return *out != NULL;
  }
  if (tf_count(blocks.values) == 0)
    return true;
  *out = tf_new_map(&b->maker, blocks.values->count + 1);
  for (size_t i = 0; *out && i < blocks.values->count; i++) {
    if (!add_condition(b, *out, &blocks, i))
      return false;
  }
  return *out != NULL;
}

/* ---- Statements ------------------------------------------------------------ */

/* In the order in which the provider writes them. */
enum {
  SID,
  EFFECT,
  ACTION,
  NOT_ACTION,
  RESOURCE,
  NOT_RESOURCE,
  PRINCIPAL,
  NOT_PRINCIPAL,
  CONDITION,
  ELEMENTS
};

static bool element(const struct builder *b, Node **out, int which) {
  Str s = tf_string(b->values, which == SID ? "sid" : "effect");
  *out = NULL;
  switch (which) {
  case SID:
    *out = s.len > 0 ? tf_new_string(&b->maker, s) : NULL;
    return s.len == 0 || *out;
  case EFFECT:
    if (tf_mark_true(tf_mark_of(b->marks, "effect")))
      *out = opaque(b, node_get(b->expressions, "effect"), where_of(b, NULL, 0, "effect"));
    else
      *out = tf_new_string(&b->maker, s.len > 0 ? s : STR("Allow"));
    return *out;
  case ACTION:
    return list_of(b, out, "actions", false);
  case NOT_ACTION:
    return list_of(b, out, "not_actions", false);
  case RESOURCE:
    return list_of(b, out, "resources", true);
  case NOT_RESOURCE:
    return list_of(b, out, "not_resources", true);
  case PRINCIPAL:
    return principals(b, out, "principals");
  case NOT_PRINCIPAL:
    return principals(b, out, "not_principals");
  default:
    return conditions(b, out);
  }
}

/* Lists of one value are written as the value, also inside of elements. */
static void collapse(Node *map, int depth) {
  for (size_t i = 0; map->kind == NODE_MAP && i < map->count; i++) {
    map->members[i].value = tf_collapse(map->members[i].value);
    if (depth < 2)
      collapse(map->members[i].value, depth + 1);
  }
}

static Node *statement(const struct builder *b) {
  static const char *const names[ELEMENTS] = {
      "Sid",         "Effect",    "Action",       "NotAction", "Resource",
      "NotResource", "Principal", "NotPrincipal", "Condition",
  };
  if (tf_mark_true(b->marks))
    return opaque(b, NULL, str_printf(b->arena, "statement[%zu]", b->index));
  Node *out = tf_new_map(&b->maker, ELEMENTS), *value;
  for (int i = 0; i < ELEMENTS; i++) {
    if (!element(b, &value, i))
      return NULL;
    if (value)
      tf_put(out, str_of(names[i]), value);
  }
  collapse(out, 0);
  return out;
}

/* The block of a statement: the one in its place where there are no others than
 * those of the configuration, else the one of its Sid, which only one can have. */
static const Node *block_of(const Node *blocks, const Node *values, size_t i) {
  const Node *hit = NULL;
  Str sid = tf_string(values->items[i], "sid");
  if (tf_count(blocks) == values->count)
    return blocks->items[i];
  for (size_t k = 0; k < tf_count(blocks) && k < MAX_DOCUMENT_BLOCKS && sid.len > 0; k++) {
    if (str_eq(constant(blocks->items[k], "sid"), sid))
      hit = blocks->items[k];
  }
  return hit;
}

void tf_own_statements(TfDocument *out, const TfUnknowns *unknown, bool replace_variables) {
  const TfResource *resource = unknown->document;
  const Node *values = node_get(resource->values, "statement");
  const Node *marks = tf_mark_of(resource->unknown, "statement");
  const Node *blocks = node_get(node_get(resource->config, "expressions"), "statement");
  struct builder b = {.unknown = unknown,
                      .arena = unknown->tf->arena,
                      .maker = out->maker,
                      .replace_variables = replace_variables};
  if (tf_mark_true(marks)) {
    Node *any = opaque(&b, NULL, STR("statement"));
    if (!any)
      out_of_memory();
    tf_add_statement(out, unknown->tf, any);
    return;
  }
  for (size_t i = 0; i < tf_count(values); i++) {
    b.values = values->items[i];
    b.marks = tf_mark_at(marks, i);
    b.expressions = block_of(blocks, values, i);
    b.index = i;
    Node *node = statement(&b);
    if (!node)
      out_of_memory();
    tf_add_statement(out, unknown->tf, node);
  }
}
