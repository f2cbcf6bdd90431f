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

/* A list of blocks in a statement, with their configuration. */
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

/* "statement[0].principals[1].identifiers"; `block` NULL: "statement[0].actions" */
static Str path_of(const struct builder *b, const char *block, size_t i, const char *attribute) {
  if (!block)
    return str_printf(b->arena, "statement[%zu].%s", b->index, attribute);
  return str_printf(b->arena, "statement[%zu].%s[%zu].%s", b->index, block, i, attribute);
}

static Node *opaque(const struct builder *b, const Node *expression, Str path) {
  return tf_new_opaque(&b->maker, tf_unknown_element(b->unknown, expression, path));
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

/* A list of strings; some may not be known. */
struct strings {
  const Node *values;
  TfUnknownValues unknown;
  bool variables; /* "&{" is replaced in them */
};

/* Adds them to `list`, which has room. */
static void add_strings(const struct builder *b, Node *list, const struct strings *from) {
  const Node *marks = from->unknown.marks;
  size_t count = tf_count(from->values), unknown = 0, next = 0;
  for (size_t i = 0; i < count; i++)
    unknown += tf_mark_true(tf_mark_at(marks, i));
  const Text **texts = arena_array(b->arena, unknown, sizeof(const Text *));
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
}

static bool known_string(const Node *node, Str *out) {
  *out = node->str;
  return node->kind == NODE_STRING && (!node->text || text_known(node->text, out));
}

/* For strings that are known. */
static int compare_descending(const void *a, const void *b) {
  const Node *const *x = a, *const *y = b;
  Str s, t;
  known_string(*x, &s);
  known_string(*y, &t);
  return str_cmp(t, s);
}

/* Sorts the strings of one block, which begin at `from`, as the provider does: a policy that
 * was saved has this order. Where one is not known, and could be anywhere, all stay. */
static void put_in_order(Node *list, size_t from) {
  Str known;
  for (size_t i = from; i < list->count; i++) {
    if (!known_string(list->items[i], &known))
      return;
  }
  if (list->count > from)
    qsort(list->items + from, list->count - from, sizeof *list->items, compare_descending);
}

/* An attribute of the statement, a set of strings; NULL where there is none. */
static Node *list_of(const struct builder *b, const char *key, bool variables) {
  struct strings strings = {.values = node_get(b->values, key),
                            .unknown = {.marks = tf_mark_of(b->marks, key),
                                        .expression = node_get(b->expressions, key),
                                        .path = path_of(b, NULL, 0, key)},
                            .variables = variables};
  if (tf_mark_true(strings.unknown.marks))
    return opaque(b, strings.unknown.expression, strings.unknown.path);
  if (tf_count(strings.values) == 0)
    return NULL;
  Node *list = tf_new_list(&b->maker, strings.values->count);
  add_strings(b, list, &strings);
  put_in_order(list, 0);
  return list;
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

/* The expression of an attribute that is not known in block `i`: that of the only
 * block that has the same keys and refers to something. */
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
    bool same = tf_count(node_get(expression, "references")) > 0;
    for (size_t n = 0; n < 2 && keys[n]; n++)
      same = same && may_be(block, blocks->values->items[i], keys[n]);
    if (same && hit)
      return NULL;
    hit = same ? expression : hit;
  }
  return alike == 1 ? hit : NULL;
}

/* ---- Principals ------------------------------------------------------------ */

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

/* Adds one block; blocks of one type go together. */
static void add_principals(const struct builder *b, Node *map, const struct blocks *blocks,
                           size_t i) {
  static const char *const keys[2] = {"type", NULL};
  const Node *block = blocks->values->items[i];
  const Node *mark = tf_mark_at(blocks->marks, i);
  Str type = tf_string(block, "type");
  struct strings strings = {.values = node_get(block, "identifiers"),
                            .unknown = {.marks = tf_mark_of(mark, "identifiers"),
                                        .expression = expression_of(blocks, i, keys, "identifiers"),
                                        .path = path_of(b, blocks->key, i, "identifiers"),
                                        .principals = true},
                            .variables = true};
  size_t room = total(blocks->values, "identifiers") + 1;
  Node *list = tf_member(map, type);
  if (!list) {
    list = tf_new_list(&b->maker, room);
    tf_put(map, type, list);
  }
  if (!tf_mark_true(strings.unknown.marks)) {
    size_t from = list->count;
    add_strings(b, list, &strings);
    put_in_order(list, from);
  } else if (list->count < room) {
    tf_append(list, opaque(b, strings.unknown.expression, strings.unknown.path));
  }
}

static Node *principals(const struct builder *b, const char *key) {
  struct blocks blocks = blocks_of(b, key);
  size_t count = tf_count(blocks.values);
  bool unknown = tf_mark_true(blocks.marks);
  if (count == 0 && !unknown)
    return NULL;
  for (size_t i = 0; i < count && !unknown; i++)
    unknown = tf_marked(tf_mark_at(blocks.marks, i), "type");
  if (unknown || count > MAX_DOCUMENT_BLOCKS)
    return opaque(b, NULL, path_of(b, NULL, 0, key));
  if (is_anyone(&blocks))
    return tf_new_string(&b->maker, STR("*"));
  Node *map = tf_new_map(&b->maker, count);
  for (size_t i = 0; i < count; i++)
    add_principals(b, map, &blocks, i);
  return map;
}

/* ---- Conditions ------------------------------------------------------------ */

/* The block of an operator or key that is not known: it may ask for anything. */
static void unknown_condition(const struct builder *b, Node *map, const struct blocks *blocks,
                              size_t i) {
  static const char *const none[2] = {NULL, NULL};
  Str any = STR("(not known)");
  if (!tf_member(map, any))
    tf_put(map, any,
           opaque(b, expression_of(blocks, i, none, "variable"),
                  path_of(b, blocks->key, i, "variable")));
}

/* Adds one block; blocks of one operator and key go together. */
static void add_condition(const struct builder *b, Node *map, const struct blocks *blocks,
                          size_t i) {
  static const char *const keys[2] = {"test", "variable"};
  const Node *block = blocks->values->items[i];
  const Node *mark = tf_mark_at(blocks->marks, i);
  if (tf_marked(mark, "test") || tf_marked(mark, "variable")) {
    unknown_condition(b, map, blocks, i);
    return;
  }
  Str test = tf_string(block, "test");
  Str variable = tf_string(block, "variable");
  struct strings strings = {.values = node_get(block, "values"),
                            .unknown = {.marks = tf_mark_of(mark, "values"),
                                        .expression = expression_of(blocks, i, keys, "values"),
                                        .path = path_of(b, blocks->key, i, "values")},
                            .variables = true};
  Node *variables = tf_member(map, test);
  if (!variables) {
    variables = tf_new_map(&b->maker, blocks->values->count);
    tf_put(map, test, variables);
  }
  Node *list = tf_member(variables, variable);
  bool unknown = tf_mark_true(strings.unknown.marks);
  if (!list) {
    list = tf_new_list(&b->maker, total(blocks->values, "values"));
    tf_put(variables, variable, list);
  }
  if (unknown)
    *list = *opaque(b, strings.unknown.expression, strings.unknown.path);
  else if (list->kind != NODE_OPAQUE) /* with more values it is still not known */
    add_strings(b, list, &strings);
}

static Node *conditions(const struct builder *b) {
  struct blocks blocks = blocks_of(b, "condition");
  size_t count = tf_count(blocks.values);
  if (tf_mark_true(blocks.marks) || count > MAX_DOCUMENT_BLOCKS)
    return opaque(b, NULL, path_of(b, NULL, 0, "condition"));
  if (count == 0)
    return NULL;
  Node *map = tf_new_map(&b->maker, count + 1);
  for (size_t i = 0; i < count; i++)
    add_condition(b, map, &blocks, i);
  return map;
}

/* ---- Statements ------------------------------------------------------------ */

static Node *sid(const struct builder *b) {
  Str s = tf_string(b->values, "sid");
  return s.len > 0 ? tf_new_string(&b->maker, s) : NULL;
}

static Node *effect(const struct builder *b) {
  Str s = tf_string(b->values, "effect");
  if (tf_marked(b->marks, "effect"))
    return opaque(b, node_get(b->expressions, "effect"), path_of(b, NULL, 0, "effect"));
  return tf_new_string(&b->maker, s.len > 0 ? s : STR("Allow"));
}

static void add_element(Node *statement, const char *name, Node *value) {
  if (value)
    tf_put(statement, str_of(name), value);
}

/* Writes lists of one value as the value, also inside elements. */
static void collapse(Node *map, int depth) {
  for (size_t i = 0; map->kind == NODE_MAP && i < map->count; i++) {
    map->members[i].value = tf_collapse(map->members[i].value);
    if (depth < 2)
      collapse(map->members[i].value, depth + 1);
  }
}

static Node *statement(const struct builder *b) {
  enum { ELEMENTS = 9 };
  if (tf_mark_true(b->marks))
    return opaque(b, NULL, str_printf(b->arena, "statement[%zu]", b->index));
  Node *out = tf_new_map(&b->maker, ELEMENTS);
  /* In the order in which the provider writes them. */
  add_element(out, "Sid", sid(b));
  add_element(out, "Effect", effect(b));
  add_element(out, "Action", list_of(b, "actions", false));
  add_element(out, "NotAction", list_of(b, "not_actions", false));
  add_element(out, "Resource", list_of(b, "resources", true));
  add_element(out, "NotResource", list_of(b, "not_resources", true));
  add_element(out, "Principal", principals(b, "principals"));
  add_element(out, "NotPrincipal", principals(b, "not_principals"));
  add_element(out, "Condition", conditions(b));
  collapse(out, 0);
  return out;
}

/* The block of a statement: the one of the same index where all statements are in the
 * configuration, else the one of its Sid, which is unique. */
static const Node *block_of(const Node *blocks, const Node *values, size_t i) {
  const Node *hit = NULL;
  Str wanted = tf_string(values->items[i], "sid");
  if (tf_count(blocks) == values->count)
    return blocks->items[i];
  for (size_t k = 0; k < tf_count(blocks) && k < MAX_DOCUMENT_BLOCKS && wanted.len > 0; k++) {
    if (str_eq(constant(blocks->items[k], "sid"), wanted))
      hit = blocks->items[k];
  }
  return hit;
}

void tf_own_statements(TfDocument *out, const TfUnknowns *unknown, bool replace_variables) {
  const TfResource *document = unknown->document;
  TfPlan *tf = unknown->tf;
  const Node *values = node_get(document->values, "statement");
  const Node *marks = tf_mark_of(document->unknown, "statement");
  const Node *blocks = tf_expression_of(document, "statement");
  struct builder b = {.unknown = unknown,
                      .arena = tf->arena,
                      .maker = out->maker,
                      .replace_variables = replace_variables};
  if (tf_mark_true(marks)) {
    tf_add_statement(out, tf, opaque(&b, NULL, STR("statement")));
    return;
  }
  for (size_t i = 0; i < tf_count(values); i++) {
    b.values = values->items[i];
    b.marks = tf_mark_at(marks, i);
    b.expressions = block_of(blocks, values, i);
    b.index = i;
    tf_add_statement(out, tf, statement(&b));
  }
}
