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
#include "document.h"

struct builder {
  const struct alint_tf_unknown *unknown;
  struct alint_arena *arena;
  struct alint_tf_maker maker;
  bool replace_variables;
  /* Of the statement that is being built: */
  const struct alint_node *values, *marks;
  const struct alint_node *expressions; /* its block in the configuration, or NULL */
  size_t index;
};

/* A list of blocks in a statement, and what the configuration has of them. */
struct blocks {
  const char *key;
  const struct alint_node *values, *marks;
  const struct alint_node *expressions; /* NULL: they do not pair */
};

static struct blocks blocks_of(const struct builder *b, const char *key) {
  struct blocks out = {.key = key, .values = alint_node_get(b->values, key)};
  out.marks = alint_tf_mark_of(b->marks, key);
  const struct alint_node *expressions = alint_node_get(b->expressions, key);
  if (alint_tf_count(expressions) == alint_tf_count(out.values))
    out.expressions = expressions;
  return out;
}

/* ---- Holes ----------------------------------------------------------------- */

/* "statement[0].principals[1].identifiers" */
static struct alint_str where_of(const struct builder *b, const char *block, size_t i,
                                 const char *attribute) {
  if (!block)
    return alint_str_printf(b->arena, "statement[%zu].%s", b->index, attribute);
  return alint_str_printf(b->arena, "statement[%zu].%s[%zu].%s", b->index, block, i, attribute);
}

static struct alint_node *opaque(const struct builder *b, const struct alint_node *expression,
                                 struct alint_str where) {
  return where.ptr ? alint_tf_new_opaque(&b->maker,
                                         alint_tf_unknown_element(b->unknown, expression, where))
                   : NULL;
}

/* ---- Strings --------------------------------------------------------------- */

/* `&{` is how policy variables are written in Terraform. */
static struct alint_node *new_string(const struct builder *b, struct alint_str s, bool variables) {
  if (!variables || !b->replace_variables)
    return alint_tf_new_string(&b->maker, s);
  char *copy = alint_arena_copy(b->arena, s.ptr, s.len);
  for (size_t i = 0; i + 1 < s.len; i++) {
    if (copy[i] == '&' && copy[i + 1] == '{')
      copy[i] = '$';
  }
  return alint_tf_new_string(&b->maker, alint_str_n(copy, s.len));
}

/* A list of strings of which some may not be known. */
struct strings {
  const struct alint_node *values;
  struct alint_tf_unknown_values unknown;
  bool variables; /* "&{" is replaced in them */
};

/* Into `list`, which has room for them. */
static bool add_strings(const struct builder *b, struct alint_node *list,
                        const struct strings *from) {
  const struct alint_node *marks = from->unknown.marks;
  size_t count = alint_tf_count(from->values), unknown = 0, next = 0;
  for (size_t i = 0; i < count; i++)
    unknown += alint_tf_mark_true(alint_tf_mark_at(marks, i));
  const struct alint_text **texts =
      alint_arena_array(b->arena, unknown, sizeof(const struct alint_text *));
  if (!from->unknown.where.ptr)
    return false;
  if (unknown > 0)
    alint_tf_name_unknown(texts, unknown, b->unknown, &from->unknown);
  for (size_t i = 0; i < count; i++) {
    const struct alint_node *value = from->values->items[i];
    bool is_unknown = alint_tf_mark_true(alint_tf_mark_at(marks, i));
    bool is_string = value->kind == ALINT_NODE_STRING && !is_unknown;
    struct alint_node *item =
        new_string(b, is_string ? value->str : ALINT_STR(""), from->variables);
    if (is_unknown)
      item->text = texts[next++];
    alint_tf_append(list, item);
  }
  return true;
}

static bool known_string(const struct alint_node *node, struct alint_str *out) {
  *out = node->str;
  return node->kind == ALINT_NODE_STRING && (!node->text || alint_text_known(node->text, out));
}

/* Of strings that are known. */
static int compare_descending(const void *a, const void *b) {
  const struct alint_node *const *x = a, *const *y = b;
  struct alint_str s, t;
  known_string(*x, &s);
  known_string(*y, &t);
  return alint_str_cmp(t, s);
}

/* The strings from there on, which are one block's, as the provider writes them:
 * what was saved has this order. One that is not known could be anywhere: all is
 * left where it is then. */
static void put_in_order(struct alint_node *list, size_t from) {
  struct alint_str known;
  for (size_t i = from; i < list->count; i++) {
    if (!known_string(list->items[i], &known))
      return;
  }
  if (list->count > from)
    qsort(list->items + from, list->count - from, sizeof *list->items, compare_descending);
}

/* An attribute of the statement, a set of strings; NULL out where there is none. */
static bool list_of(const struct builder *b, struct alint_node **out, const char *key,
                    bool variables) {
  struct strings strings = {.values = alint_node_get(b->values, key),
                            .unknown = {.marks = alint_tf_mark_of(b->marks, key),
                                        .expression = alint_node_get(b->expressions, key),
                                        .where = where_of(b, NULL, 0, key)},
                            .variables = variables};
  *out = NULL;
  if (alint_tf_mark_true(strings.unknown.marks)) {
    *out = opaque(b, strings.unknown.expression, strings.unknown.where);
    return *out != NULL;
  }
  if (alint_tf_count(strings.values) == 0)
    return true;
  *out = alint_tf_new_list(&b->maker, strings.values->count);
  if (!add_strings(b, *out, &strings))
    return false;
  put_in_order(*out, 0);
  return true;
}

/* ---- Pairing blocks with the configuration --------------------------------- */

static struct alint_str constant(const struct alint_node *block, const char *key) {
  return alint_tf_string(alint_node_get(block, key), "constant_value");
}

/* Whether a block of the configuration may be the one with that value. */
static bool may_be(const struct alint_node *expressions, const struct alint_node *values,
                   const char *key) {
  const struct alint_node *expression = alint_node_get(expressions, key);
  const struct alint_node *value = alint_node_get(values, key);
  if (!alint_node_get(expression, "constant_value") || !value)
    return true;
  return value->kind == ALINT_NODE_STRING && alint_str_eq(constant(expressions, key), value->str);
}

static bool has_references(const struct alint_node *expression) {
  return alint_tf_count(alint_node_get(expression, "references")) > 0;
}

/* The expression of an attribute that is not known in block `i`: of the only
 * block that has those keys and refers to something. */
static const struct alint_node *expression_of(const struct blocks *blocks, size_t i,
                                              const char *const keys[2], const char *attribute) {
  const struct alint_node *hit = NULL;
  size_t alike = 0;
  if (!blocks->expressions || blocks->values->count > ALINT_MAX_DOCUMENT_BLOCKS)
    return NULL;
  for (size_t k = 0; k < blocks->values->count; k++) {
    const struct alint_node *mark = alint_tf_mark_at(blocks->marks, k);
    bool same = alint_tf_any_mark(alint_tf_mark_of(mark, attribute));
    for (size_t n = 0; n < 2 && keys[n]; n++) {
      struct alint_str other = alint_tf_string(blocks->values->items[k], keys[n]);
      same = same && alint_str_eq(other, alint_tf_string(blocks->values->items[i], keys[n]));
    }
    alike += same;
  }
  for (size_t k = 0; k < blocks->expressions->count; k++) {
    const struct alint_node *block = blocks->expressions->items[k];
    const struct alint_node *expression = alint_node_get(block, attribute);
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

static struct alint_node *find(const struct alint_node *map, struct alint_str key) {
  for (size_t i = 0; i < map->count; i++) {
    if (alint_str_eq(map->members[i].key, key))
      return map->members[i].value;
  }
  return NULL;
}

/* Values in all blocks together: room enough for any one list of them. */
static size_t total(const struct alint_node *blocks, const char *key) {
  size_t sum = 0;
  for (size_t i = 0; i < alint_tf_count(blocks); i++)
    sum += alint_tf_count(alint_node_get(blocks->items[i], key));
  return sum;
}

/* Only {"*": "*"} is written as "*". */
static bool is_anyone(const struct blocks *blocks) {
  if (blocks->values->count != 1 || alint_tf_any_mark(blocks->marks) ||
      !alint_str_is(alint_tf_string(blocks->values->items[0], "type"), "*"))
    return false;
  const struct alint_node *ids = alint_node_get(blocks->values->items[0], "identifiers");
  return alint_tf_count(ids) == 1 && ids->items[0]->kind == ALINT_NODE_STRING &&
         alint_str_is(ids->items[0]->str, "*");
}

/* One block of them; blocks of one type go together. */
static bool add_principals(const struct builder *b, struct alint_node *map,
                           const struct blocks *blocks, size_t i) {
  static const char *const keys[2] = {"type", NULL};
  const struct alint_node *block = blocks->values->items[i];
  const struct alint_node *mark = alint_tf_mark_at(blocks->marks, i);
  struct alint_str type = alint_tf_string(block, "type");
  struct strings strings = {.values = alint_node_get(block, "identifiers"),
                            .unknown = {.marks = alint_tf_mark_of(mark, "identifiers"),
                                        .expression = expression_of(blocks, i, keys, "identifiers"),
                                        .where = where_of(b, blocks->key, i, "identifiers"),
                                        .principals = true},
                            .variables = true};
  struct alint_node *list = find(map, type);
  if (!list) {
    list = alint_tf_new_list(&b->maker, total(blocks->values, "identifiers") + 1);
    alint_tf_put(map, type, list);
  }
  if (!alint_tf_mark_true(strings.unknown.marks)) {
    size_t from = list->count;
    if (!add_strings(b, list, &strings))
      return false;
    put_in_order(list, from);
    return true;
  }
  struct alint_node *any = opaque(b, strings.unknown.expression, strings.unknown.where);
  if (any && list->count < total(blocks->values, "identifiers") + 1)
    alint_tf_append(list, any);
  return any != NULL;
}

static bool principals(const struct builder *b, struct alint_node **out, const char *key) {
  struct blocks blocks = blocks_of(b, key);
  bool unknown = alint_tf_mark_true(blocks.marks);
  *out = NULL;
  if (alint_tf_count(blocks.values) == 0 && !unknown)
    return true;
  for (size_t i = 0; i < alint_tf_count(blocks.values) && !unknown; i++)
    unknown = alint_tf_mark_true(alint_tf_mark_of(alint_tf_mark_at(blocks.marks, i), "type"));
  if (unknown || blocks.values->count > ALINT_MAX_DOCUMENT_BLOCKS) {
    *out = opaque(b, NULL, where_of(b, NULL, 0, key));
    return *out != NULL;
  }
  if (is_anyone(&blocks)) {
    *out = alint_tf_new_string(&b->maker, ALINT_STR("*"));
    return true;
  }
  *out = alint_tf_new_map(&b->maker, blocks.values->count);
  for (size_t i = 0; *out && i < blocks.values->count; i++) {
    if (!add_principals(b, *out, &blocks, i))
      return false;
  }
  return *out != NULL;
}

/* ---- Conditions ------------------------------------------------------------ */

/* An operator's block that is not known: whatever it asks for is open. */
static bool unknown_condition(const struct builder *b, struct alint_node *map,
                              const struct blocks *blocks, size_t i) {
  static const char *const none[2] = {NULL, NULL};
  struct alint_str any = ALINT_STR("(not known)");
  const struct alint_node *expression = expression_of(blocks, i, none, "variable");
  struct alint_node *node;
  if (find(map, any))
    return true;
  node = opaque(b, expression, where_of(b, blocks->key, i, "variable"));
  if (node)
    alint_tf_put(map, any, node);
  return node != NULL;
}

/* One block of them; blocks of one operator and key go together. */
static bool add_condition(const struct builder *b, struct alint_node *map,
                          const struct blocks *blocks, size_t i) {
  static const char *const keys[2] = {"test", "variable"};
  const struct alint_node *block = blocks->values->items[i];
  const struct alint_node *mark = alint_tf_mark_at(blocks->marks, i);
  if (alint_tf_mark_true(mark) || alint_tf_mark_true(alint_tf_mark_of(mark, "test")) ||
      alint_tf_mark_true(alint_tf_mark_of(mark, "variable")))
    return unknown_condition(b, map, blocks, i);
  struct alint_str test = alint_tf_string(block, "test");
  struct alint_str variable = alint_tf_string(block, "variable");
  struct strings strings = {.values = alint_node_get(block, "values"),
                            .unknown = {.marks = alint_tf_mark_of(mark, "values"),
                                        .expression = expression_of(blocks, i, keys, "values"),
                                        .where = where_of(b, blocks->key, i, "values")},
                            .variables = true};
  struct alint_node *variables = find(map, test);
  if (!variables) {
    variables = alint_tf_new_map(&b->maker, blocks->values->count);
    alint_tf_put(map, test, variables);
  }
  struct alint_node *list = find(variables, variable);
  if (alint_tf_mark_true(strings.unknown.marks)) {
    struct alint_node *any = opaque(b, strings.unknown.expression, strings.unknown.where);
    if (any && list)
      *list = *any;
    else if (any)
      alint_tf_put(variables, variable, any);
    return any != NULL;
  }
  if (list && list->kind == ALINT_NODE_OPAQUE)
    return true; /* and more values, of a list that is not known */
  if (!list) {
    list = alint_tf_new_list(&b->maker, total(blocks->values, "values"));
    alint_tf_put(variables, variable, list);
  }
  return add_strings(b, list, &strings);
}

static bool conditions(const struct builder *b, struct alint_node **out) {
  struct blocks blocks = blocks_of(b, "condition");
  *out = NULL;
  if (alint_tf_mark_true(blocks.marks) ||
      alint_tf_count(blocks.values) > ALINT_MAX_DOCUMENT_BLOCKS) {
    *out = opaque(b, NULL, where_of(b, NULL, 0, "condition"));
    return *out != NULL;
  }
  if (alint_tf_count(blocks.values) == 0)
    return true;
  *out = alint_tf_new_map(&b->maker, blocks.values->count + 1);
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

static bool element(const struct builder *b, struct alint_node **out, int which) {
  struct alint_str s = alint_tf_string(b->values, which == SID ? "sid" : "effect");
  *out = NULL;
  switch (which) {
  case SID:
    *out = s.len > 0 ? alint_tf_new_string(&b->maker, s) : NULL;
    return s.len == 0 || *out;
  case EFFECT:
    if (alint_tf_mark_true(alint_tf_mark_of(b->marks, "effect")))
      *out = opaque(b, alint_node_get(b->expressions, "effect"), where_of(b, NULL, 0, "effect"));
    else
      *out = alint_tf_new_string(&b->maker, s.len > 0 ? s : ALINT_STR("Allow"));
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
static void collapse(struct alint_node *map, int depth) {
  for (size_t i = 0; map->kind == ALINT_NODE_MAP && i < map->count; i++) {
    map->members[i].value = alint_tf_collapse(map->members[i].value);
    if (depth < 2)
      collapse(map->members[i].value, depth + 1);
  }
}

static struct alint_node *statement(const struct builder *b) {
  static const char *const names[ELEMENTS] = {
      "Sid",         "Effect",    "Action",       "NotAction", "Resource",
      "NotResource", "Principal", "NotPrincipal", "Condition",
  };
  if (alint_tf_mark_true(b->marks))
    return opaque(b, NULL, alint_str_printf(b->arena, "statement[%zu]", b->index));
  struct alint_node *out = alint_tf_new_map(&b->maker, ELEMENTS), *value;
  for (int i = 0; i < ELEMENTS; i++) {
    if (!element(b, &value, i))
      return NULL;
    if (value)
      alint_tf_put(out, alint_str(names[i]), value);
  }
  collapse(out, 0);
  return out;
}

/* The block of a statement: the one in its place where there are no others than
 * those of the configuration, else the one of its Sid, which only one can have. */
static const struct alint_node *block_of(const struct alint_node *blocks,
                                         const struct alint_node *values, size_t i) {
  const struct alint_node *hit = NULL;
  struct alint_str sid = alint_tf_string(values->items[i], "sid");
  if (alint_tf_count(blocks) == values->count)
    return blocks->items[i];
  for (size_t k = 0; k < alint_tf_count(blocks) && k < ALINT_MAX_DOCUMENT_BLOCKS && sid.len > 0;
       k++) {
    if (alint_str_eq(constant(blocks->items[k], "sid"), sid))
      hit = blocks->items[k];
  }
  return hit;
}

void alint_tf_own_statements(struct alint_tf_document *out, const struct alint_tf_unknown *unknown,
                             bool replace_variables) {
  const struct alint_tf_side *side = unknown->document;
  const struct alint_node *values = alint_node_get(side->values, "statement");
  const struct alint_node *marks = alint_tf_mark_of(side->unknown, "statement");
  const struct alint_node *blocks =
      alint_node_get(alint_node_get(side->config, "expressions"), "statement");
  struct builder b = {.unknown = unknown,
                      .arena = unknown->tf->arena,
                      .maker = out->maker,
                      .replace_variables = replace_variables};
  if (alint_tf_mark_true(marks)) {
    struct alint_node *any = opaque(&b, NULL, ALINT_STR("statement"));
    if (!any)
      alint_out_of_memory();
    alint_tf_add_statement(out, unknown->tf, any);
    return;
  }
  for (size_t i = 0; i < alint_tf_count(values); i++) {
    b.values = values->items[i];
    b.marks = alint_tf_mark_at(marks, i);
    b.expressions = block_of(blocks, values, i);
    b.index = i;
    struct alint_node *node = statement(&b);
    if (!node)
      alint_out_of_memory();
    alint_tf_add_statement(out, unknown->tf, node);
  }
}
