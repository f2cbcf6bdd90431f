/* SPDX-License-Identifier: Apache-2.0
 *
 * A deferred `aws_iam_policy_document`: Terraform reads it during apply, yet
 * its arguments are in the plan. The document is built as the provider would
 * build it, with holes where an argument is not known.
 *
 * Built from its own statements only: a document that is merged from others is
 * left unknown. Defaults (Effect, Version) are not in a deferred read and are
 * filled in, as the provider does. Behaviour: terraform-provider-aws,
 * policy_document_data_source.go and policy_model.go.
 */
#include <string.h>

#include "plan.h"

struct builder {
  struct alint_tf *tf;
  struct alint_arena *arena;
  struct alint_span span;
  struct alint_str address; /* of the data source, for names of holes */
  struct alint_str module;
  const struct alint_node *expressions; /* of the statement, or NULL */
};

/* ---- Marks of what is not known ------------------------------------------ */

static bool is_true(const struct alint_node *mark) {
  return mark && mark->kind == ALINT_NODE_BOOL && alint_str_is(mark->str, "true");
}

static const struct alint_node *mark_of(const struct alint_node *marks, const char *key) {
  return is_true(marks) ? marks : alint_node_get(marks, key);
}

static const struct alint_node *element(const struct alint_node *list, size_t i) {
  if (is_true(list))
    return list;
  return list && list->kind == ALINT_NODE_LIST && i < list->count ? list->items[i] : NULL;
}

static size_t count_of(const struct alint_node *list) {
  return list && list->kind == ALINT_NODE_LIST ? list->count : 0;
}

/* Whether anything in a tree of marks is marked; no deeper than documents are. */
static bool any_mark(const struct alint_node *marks) {
  if (!marks || is_true(marks))
    return marks != NULL;
  for (size_t i = 0; i < marks->count; i++) {
    if (any_mark(marks->kind == ALINT_NODE_MAP ? marks->members[i].value : marks->items[i]))
      return true;
  }
  return false;
}

/* ---- Nodes --------------------------------------------------------------- */

static struct alint_node *new_container(struct builder *b, enum alint_node_kind kind, size_t room) {
  struct alint_node *node = alint_node_new(b->arena, kind, b->span);
  if (!node)
    return NULL;
  if (kind == ALINT_NODE_MAP)
    node->members = alint_arena_array(b->arena, room, sizeof *node->members);
  else
    node->items = alint_arena_array(b->arena, room, sizeof(struct alint_node *));
  return node->members || node->items ? node : NULL;
}

static void put(struct alint_node *map, struct alint_str key, struct alint_node *value) {
  map->members[map->count++] =
      (struct alint_member){.key = key, .key_span = map->span, .value = value};
}

/* `&{` is how policy variables are written in Terraform. */
static struct alint_node *new_string(struct builder *b, struct alint_str s) {
  char *copy = alint_arena_copy(b->arena, s.ptr, s.len);
  for (size_t i = 0; copy && i + 1 < s.len; i++) {
    if (copy[i] == '&' && copy[i + 1] == '{')
      copy[i] = '$';
  }
  return copy ? alint_node_string(b->arena, alint_str_n(copy, s.len), b->span) : NULL;
}

/* ---- Holes --------------------------------------------------------------- */

static const struct {
  const char *type;
  enum alint_hole_kind kind;
} arn_kinds[] = {
    {"aws_iam_role.", ALINT_HOLE_ROLE_ARN},
    {"aws_iam_user.", ALINT_HOLE_USER_ARN},
    {"aws_iam_group.", ALINT_HOLE_GROUP_ARN},
    {"aws_iam_openid_connect_provider.", ALINT_HOLE_OIDC_ARN},
    {"aws_iam_saml_provider.", ALINT_HOLE_SAML_ARN},
};

/* Names a hole by the one thing that its expression refers to. */
static int name_by_reference(struct builder *b, struct alint_hole *hole,
                             const struct alint_node *expression) {
  struct alint_str *references;
  size_t count;
  int status = alint_tf_references(&references, &count, b->tf, expression);
  if (status != ALINT_OK || count != 1)
    return status;
  struct alint_str reference = references[0];
  hole->name = alint_str_printf(b->arena, "%.*s%.*s", ALINT_FMT(b->module), ALINT_FMT(reference));
  if (!hole->name.ptr)
    return alint_no_memory(b->tf->err);
  for (size_t i = 0; i < sizeof arn_kinds / sizeof arn_kinds[0]; i++) {
    if (!alint_str_starts(reference, arn_kinds[i].type) || !alint_str_ends(reference, ".arn"))
      continue;
    hole->kind = arn_kinds[i].kind;
    hole->resource = alint_str_slice(hole->name, 0, hole->name.len - 4);
  }
  return ALINT_OK;
}

/* `expression`: given where the hole is all that is not known of its value. */
static struct alint_hole *new_hole(struct builder *b, const struct alint_node *expression,
                                   const char *what, size_t index) {
  struct alint_hole *hole = alint_arena_alloc(b->arena, sizeof *hole);
  if (!hole)
    return NULL;
  hole->name = alint_str_printf(b->arena, "%.*s.%s[%zu]", ALINT_FMT(b->address), what, index);
  hole->give = ALINT_STR("apply what it is made from first and plan again");
  if (!hole->name.ptr || (expression && name_by_reference(b, hole, expression) != ALINT_OK))
    return NULL;
  return hole;
}

/* A string that is not known. The ARN of a resource of the plan may be known
 * in all but the account. */
static struct alint_node *hole_string(struct builder *b, const struct alint_hole *hole) {
  struct alint_node *node = alint_node_string(b->arena, ALINT_STR(""), b->span);
  if (!node || !hole)
    return NULL;
  const struct alint_tf_side *side =
      hole->resource.len > 0 ? alint_tf_find_side(b->tf, hole->resource) : NULL;
  if (side && alint_tf_arn(&node->text, b->tf, side) != ALINT_OK)
    return NULL;
  if (!node->text)
    node->text = alint_text_hole(b->arena, hole);
  return node->text ? node : NULL;
}

static struct alint_node *opaque(struct builder *b, const char *what, size_t index) {
  struct alint_node *node = alint_node_new(b->arena, ALINT_NODE_OPAQUE, b->span);
  if (node)
    node->hole = new_hole(b, NULL, what, index);
  return node && node->hole ? node : NULL;
}

/* ---- Values -------------------------------------------------------------- */

/* A list of strings into `list`, which has room for it. */
static bool add_strings(struct builder *b, struct alint_node *list, const struct alint_node *values,
                        const struct alint_node *marks, const struct alint_node *expression,
                        const char *what) {
  size_t unknown = 0;
  for (size_t i = 0; i < count_of(values); i++)
    unknown += is_true(element(marks, i));
  for (size_t i = 0; i < count_of(values); i++) {
    struct alint_node *item;
    if (is_true(element(marks, i)) || values->items[i]->kind != ALINT_NODE_STRING)
      item = hole_string(b, new_hole(b, unknown == 1 ? expression : NULL, what, i));
    else
      item = new_string(b, values->items[i]->str);
    if (!item)
      return false;
    list->items[list->count++] = item;
  }
  return true;
}

/* A list of strings as a value; NULL out where there is none. */
static bool strings(struct builder *b, struct alint_node **out, const struct alint_node *map,
                    const struct alint_node *marks, const char *key) {
  const struct alint_node *values = alint_node_get(map, key), *mark = mark_of(marks, key);
  *out = NULL;
  if (is_true(mark)) {
    *out = opaque(b, key, 0);
    return *out != NULL;
  }
  if (count_of(values) == 0)
    return true;
  *out = new_container(b, ALINT_NODE_LIST, values->count);
  return *out && add_strings(b, *out, values, mark, NULL, key);
}

/* The expression of the one block of that type in the configuration. */
static const struct alint_node *identifiers_of(const struct builder *b, const char *blocks,
                                               struct alint_str type) {
  const struct alint_node *list = alint_node_get(b->expressions, blocks), *hit = NULL;
  for (size_t i = 0; i < count_of(list); i++) {
    const struct alint_node *its = alint_node_get(list->items[i], "type");
    if (!alint_str_eq(alint_tf_string(its, "constant_value"), type))
      continue;
    if (hit)
      return NULL;
    hit = alint_node_get(list->items[i], "identifiers");
  }
  return hit;
}

static struct alint_node *find_or_add(struct builder *b, struct alint_node *map,
                                      struct alint_str key, enum alint_node_kind kind,
                                      size_t room) {
  for (size_t i = 0; i < map->count; i++) {
    if (alint_str_eq(map->members[i].key, key))
      return map->members[i].value;
  }
  struct alint_node *value = new_container(b, kind, room);
  if (value)
    put(map, key, value);
  return value;
}

/* Strings in all blocks together: room enough for any one list of them. */
static size_t total(const struct alint_node *blocks, const char *key) {
  size_t sum = 0;
  for (size_t i = 0; i < count_of(blocks); i++)
    sum += count_of(alint_node_get(blocks->items[i], key));
  return sum;
}

static bool is_anyone(const struct alint_node *blocks) {
  if (count_of(blocks) != 1 || !alint_str_is(alint_tf_string(blocks->items[0], "type"), "*"))
    return false;
  const struct alint_node *ids = alint_node_get(blocks->items[0], "identifiers");
  return count_of(ids) == 1 && alint_str_is(ids->items[0]->str, "*");
}

static bool principals(struct builder *b, struct alint_node **out, const struct alint_node *map,
                       const struct alint_node *marks, const char *key) {
  const struct alint_node *blocks = alint_node_get(map, key);
  marks = mark_of(marks, key);
  *out = NULL;
  if (count_of(blocks) == 0 && !is_true(marks))
    return true;
  if (is_anyone(blocks) && !any_mark(marks)) {
    *out = new_string(b, ALINT_STR("*"));
    return *out != NULL;
  }
  *out = new_container(b, ALINT_NODE_MAP, count_of(blocks));
  for (size_t i = 0; *out && i < count_of(blocks); i++) {
    const struct alint_node *mark = element(marks, i);
    struct alint_str type = alint_tf_string(blocks->items[i], "type");
    if (is_true(mark_of(mark, "type")) || is_true(mark_of(mark, "identifiers"))) {
      *out = opaque(b, key, i);
      return *out != NULL;
    }
    struct alint_node *list =
        find_or_add(b, *out, type, ALINT_NODE_LIST, total(blocks, "identifiers"));
    if (!list ||
        !add_strings(b, list, alint_node_get(blocks->items[i], "identifiers"),
                     mark_of(mark, "identifiers"), identifiers_of(b, key, type), "identifiers"))
      return false;
  }
  if (*out && is_true(marks))
    *out = opaque(b, key, 0);
  return *out != NULL;
}

static bool conditions(struct builder *b, struct alint_node **out, const struct alint_node *map,
                       const struct alint_node *marks) {
  const struct alint_node *blocks = alint_node_get(map, "condition");
  marks = mark_of(marks, "condition");
  *out = NULL;
  if (is_true(marks)) {
    *out = opaque(b, "condition", 0);
    return *out != NULL;
  }
  if (count_of(blocks) == 0)
    return true;
  *out = new_container(b, ALINT_NODE_MAP, blocks->count);
  for (size_t i = 0; *out && i < blocks->count; i++) {
    const struct alint_node *block = blocks->items[i], *mark = element(marks, i);
    if (is_true(mark) || is_true(mark_of(mark, "test")) || is_true(mark_of(mark, "variable")) ||
        is_true(mark_of(mark, "values"))) {
      *out = opaque(b, "condition", i);
      return *out != NULL;
    }
    struct alint_node *keys =
        find_or_add(b, *out, alint_tf_string(block, "test"), ALINT_NODE_MAP, blocks->count);
    struct alint_node *list = keys ? find_or_add(b, keys, alint_tf_string(block, "variable"),
                                                 ALINT_NODE_LIST, total(blocks, "values"))
                                   : NULL;
    if (!list || !add_strings(b, list, alint_node_get(block, "values"), mark_of(mark, "values"),
                              NULL, "values"))
      return false;
  }
  return *out != NULL;
}

/* ---- Statements ---------------------------------------------------------- */

static void put_if(struct alint_node *map, const char *key, struct alint_node *value) {
  if (value)
    put(map, alint_str(key), value);
}

static struct alint_node *statement(struct builder *b, const struct alint_node *from,
                                    const struct alint_node *marks, size_t index) {
  static const struct {
    const char *from, *to;
  } lists[] = {
      {"actions", "Action"},
      {"not_actions", "NotAction"},
      {"resources", "Resource"},
      {"not_resources", "NotResource"},
  };
  if (is_true(marks))
    return opaque(b, "statement", index);
  struct alint_node *out = new_container(b, ALINT_NODE_MAP, 9), *value;
  struct alint_str sid = alint_tf_string(from, "sid");
  struct alint_str effect = alint_tf_string(from, "effect");
  if (!out)
    return NULL;
  if (is_true(mark_of(marks, "effect")))
    value = opaque(b, "effect", index);
  else
    value = new_string(b, effect.len > 0 ? effect : ALINT_STR("Allow"));
  if (!value)
    return NULL;
  put(out, ALINT_STR("Effect"), value);
  value = sid.len > 0 ? new_string(b, sid) : NULL;
  if (sid.len > 0 && !value)
    return NULL;
  put_if(out, "Sid", value);
  for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
    if (!strings(b, &value, from, marks, lists[i].from))
      return NULL;
    put_if(out, lists[i].to, value);
  }
  if (!principals(b, &value, from, marks, "principals"))
    return NULL;
  put_if(out, "Principal", value);
  if (!principals(b, &value, from, marks, "not_principals"))
    return NULL;
  put_if(out, "NotPrincipal", value);
  if (!conditions(b, &value, from, marks))
    return NULL;
  put_if(out, "Condition", value);
  return out;
}

static struct alint_node *document(struct builder *b, const struct alint_node *after,
                                   const struct alint_node *unknown,
                                   const struct alint_node *expressions) {
  const struct alint_node *from = alint_node_get(after, "statement");
  const struct alint_node *marks = mark_of(unknown, "statement");
  const struct alint_node *blocks = alint_node_get(expressions, "statement");
  struct alint_node *root = new_container(b, ALINT_NODE_MAP, 2);
  struct alint_node *list = new_container(b, ALINT_NODE_LIST, count_of(from));
  struct alint_str version = alint_tf_string(after, "version");
  struct alint_node *text = new_string(b, version.len > 0 ? version : ALINT_STR("2012-10-17"));
  if (!root || !list || !text)
    return NULL;
  put(root, ALINT_STR("Version"), text);
  put(root, ALINT_STR("Statement"), list);
  for (size_t i = 0; i < count_of(from); i++) {
    /* `dynamic` blocks are not in the configuration: then nothing pairs. */
    b->expressions = count_of(blocks) == count_of(from) ? blocks->items[i] : NULL;
    struct alint_node *item = statement(b, from->items[i], element(marks, i), i);
    if (!item)
      return NULL;
    list->items[list->count++] = item;
  }
  return root;
}

/* ---- Which document ------------------------------------------------------ */

/* Whether the arguments are its own statements and nothing else. */
static bool is_plain(const struct alint_node *after, const struct alint_node *unknown) {
  static const char *const others[] = {"source_json", "override_json", "source_policy_documents",
                                       "override_policy_documents"};
  for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
    const struct alint_node *value = alint_node_get(after, others[i]);
    bool absent = !value || value->kind == ALINT_NODE_NULL ||
                  (value->kind == ALINT_NODE_LIST && value->count == 0) ||
                  (value->kind == ALINT_NODE_STRING && value->str.len == 0);
    if (!absent || is_true(mark_of(unknown, others[i])))
      return false;
  }
  return !is_true(mark_of(unknown, "statement")) &&
         count_of(alint_node_get(after, "statement")) > 0;
}

/* The key of an instance, "[0]" or "[\"k\"]"; empty for none. */
static struct alint_str key_of(struct alint_str address) {
  struct alint_str label = alint_tf_label_of(address);
  return alint_str_slice(label, alint_str_find(label, 0, '['), label.len);
}

/* The instance that belongs to the role: the only one, or that of its key. */
static int find_instance(const struct alint_node **out, struct alint_tf *tf,
                         const struct alint_tf_side *side, struct alint_str reference) {
  struct alint_str keys[] = {key_of(side->resource), {NULL, 0}};
  *out = NULL;
  for (size_t i = 0; i < sizeof keys / sizeof keys[0] && !*out; i++) {
    struct alint_str address = alint_str_printf(tf->arena, "%.*s%.*s%.*s", ALINT_FMT(side->module),
                                                ALINT_FMT(reference), ALINT_FMT(keys[i]));
    if (!address.ptr)
      return alint_no_memory(tf->err);
    const struct alint_tf_side *hit = alint_tf_find_side(tf, address);
    *out = hit ? hit->object->node : NULL;
  }
  return ALINT_OK;
}

/* The data source that is all the policy refers to; empty for anything else. */
static struct alint_str the_document(const struct alint_str *references, size_t count) {
  struct alint_str out = {NULL, 0};
  for (size_t i = 0; i < count; i++) {
    struct alint_str reference = references[i];
    if (alint_str_starts(reference, "each.") || alint_str_is(reference, "count.index"))
      continue;
    if (out.ptr || !alint_str_starts(reference, "data.aws_iam_policy_document."))
      return (struct alint_str){NULL, 0};
    size_t end = sizeof "data.aws_iam_policy_document." - 1;
    while (end < reference.len && reference.ptr[end] != '.' && reference.ptr[end] != '[')
      end++;
    out = alint_str_slice(reference, 0, end);
  }
  return out;
}

int alint_tf_rebuild(struct alint_node **out, bool *sensitive, struct alint_tf *tf,
                     const struct alint_tf_side *side, const struct alint_str *references,
                     size_t count) {
  struct alint_str reference = the_document(references, count), config_address;
  const struct alint_node *object = NULL;
  int status = reference.len > 0 ? find_instance(&object, tf, side, reference) : ALINT_OK;
  const struct alint_node *change = alint_node_get(object, "change");
  const struct alint_node *after = alint_node_get(change, "after");
  const struct alint_node *unknown = alint_node_get(change, "after_unknown");
  *out = NULL;
  if (status != ALINT_OK || !after || !is_plain(after, unknown))
    return status;
  struct builder b = {.tf = tf, .arena = tf->arena, .span = side->object->span};
  b.module = side->module;
  b.address = alint_tf_string(object, "address");
  if (alint_tf_config_address(&config_address, tf->arena, b.address) != ALINT_OK)
    return alint_no_memory(tf->err);
  const struct alint_node *config = alint_tf_config_of(tf, config_address);
  *sensitive = any_mark(alint_node_get(change, "after_sensitive"));
  *out = document(&b, after, unknown, alint_node_get(config, "expressions"));
  return *out ? ALINT_OK : alint_no_memory(tf->err);
}
