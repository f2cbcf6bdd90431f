/* SPDX-License-Identifier: Apache-2.0
 *
 * The policy mapper: from a resolved tree to a trust policy and its malformations.
 *
 * Element names are case-sensitive, as IAM's are. Of duplicate keys the last one counts,
 * and each duplicate is a malformation. Keys that differ only by case are duplicates too:
 * Access Analyzer, "Duplicate keys with different case". What is not known keeps its hole.
 * Grammar: IAM User Guide, "Grammar of the IAM JSON policy language".
 */
#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "assumelint/limits.h"
#include "assumelint/parser.h"
#include "parsers/policy/policy_private.h"

/* ---- Paths and malformations ---- */

static void add_step(Buf *buf, const PolicyPath *path) {
  buf_add_char(buf, '/');
  if (path->is_index) {
    buf_addf(buf, "%zu", path->index);
    return;
  }
  for (size_t i = 0; i < path->key.len; i++) {
    char c = path->key.ptr[i];
    if (c == '~' || c == '/')
      buf_add(buf, c == '~' ? "~0" : "~1");
    else
      buf_add_char(buf, c);
  }
}

Str policy_pointer(Arena *arena, const PolicyPath *path) {
  const PolicyPath *steps[MAX_DEPTH + 1];
  size_t count = 0;
  for (; path && count < MAX_DEPTH + 1; path = path->up)
    steps[count++] = path;
  Buf buf = buf_in(arena);
  buf_add(&buf, "");
  while (count > 0)
    add_step(&buf, steps[--count]);
  if (buf.failed)
    out_of_memory();
  return buf_str(&buf);
}

void policy_malformed(PolicyMapper *m, MalformationKind kind, Str detail, Span span,
                      const PolicyPath *path) {
  Policy *policy = m->policy;
  Malformation malformation = {kind, m->statement, detail, span, policy_pointer(m->arena, path)};
  ARRAY_ADD(m->arena, policy->malformations, policy->malformation_count, m->malformation_cap,
            malformation);
}

const Member *policy_last(const Node *map, const char *key) {
  for (size_t i = map->count; i-- > 0;) {
    if (str_is(map->members[i].key, key))
      return &map->members[i];
  }
  return NULL;
}

bool policy_is_overridden(const Node *map, size_t i) {
  for (size_t k = i + 1; k < map->count; k++) {
    if (str_eq(map->members[k].key, map->members[i].key))
      return true;
  }
  return false;
}

/* ---- Values ---- */

bool policy_is_open(const Node *node) {
  return node->kind == NODE_OPAQUE || (node->text && text_first_hole(node->text));
}

const Hole *policy_hole(PolicyMapper *m, const Node *node) {
  const Hole *hole = node->hole;
  if (!hole && node->text)
    hole = text_first_hole(node->text);
  return hole ? hole : hole_new(m->arena, (Hole){.name = STR("unknown")});
}

/* YAML 1.1 reads yes and off as true and false, and IAM gets these. */
static Str bool_text(Str s) {
  char first = s.len > 0 ? ascii_lower(s.ptr[0]) : 'f';
  bool yes = first == 't' || first == 'y' || str_is_nocase(s, "on");
  return yes ? STR("true") : STR("false");
}

static bool is_value(const Node *node) {
  return node->kind == NODE_OPAQUE ||
         (node_is_scalar(node) && (node->kind != NODE_NULL || node->text));
}

static PolicyValue value_of(PolicyMapper *m, const Node *node, const PolicyPath *path) {
  PolicyValue value = {.item = {.span = node->span, .pointer = policy_pointer(m->arena, path)}};
  if (node->kind == NODE_OPAQUE) {
    value.opaque = policy_hole(m, node);
    value.item.text = text_hole(m->arena, value.opaque);
    return value;
  }
  value.item.was_bool = node->kind == NODE_BOOL && !node->text;
  value.item.was_number = node->kind == NODE_NUMBER && !node->plain;
  value.item.plain_number = node->kind == NODE_NUMBER && node->plain;
  value.item.text = value.item.was_bool ? text_literal(m->arena, bool_text(node->str))
                                        : node_text(m->arena, node);
  return value;
}

/* `name` of the element is the detail where the type is wrong. */
static void collect_one(PolicyMapper *m, PolicyValues *out, const Node *node,
                        const PolicyPath *path, Str name) {
  if (is_value(node)) {
    LIST_ADD(m->arena, out, value_of(m, node, path));
    return;
  }
  out->odd = true;
  policy_malformed(m, MALFORMED_WRONG_TYPE, name, node->span, path);
}

PolicyValues policy_collect(PolicyMapper *m, const Node *node, const PolicyPath *path) {
  PolicyValues values = {0};
  if (node->kind != NODE_LIST)
    collect_one(m, &values, node, path, path->key);
  for (size_t i = 0; node->kind == NODE_LIST && i < node->count; i++) {
    PolicyPath inside = {.up = path, .is_index = true, .index = i};
    collect_one(m, &values, node->items[i], &inside, path->key);
  }
  return values;
}

bool policy_string(PolicyMapper *m, Str *out, bool *has_hole, const Node *node,
                   const PolicyPath *path) {
  *has_hole = false;
  if (!is_value(node)) {
    policy_malformed(m, MALFORMED_WRONG_TYPE, path->key, node->span, path);
    return false;
  }
  const Text *text = value_of(m, node, path).item.text;
  *has_hole = !text_known(text, out);
  if (*has_hole)
    *out = text_print(m->arena, text);
  return true;
}

/* ---- Checks of the whole document ---- */

static bool same_key_before(const Node *map, size_t i) {
  for (size_t k = 0; k < i; k++) {
    if (str_eq_nocase(map->members[k].key, map->members[i].key))
      return true;
  }
  return false;
}

static int check_node(PolicyMapper *m, const Node *node, const PolicyPath *path, bool in_alias);

static int check_map(PolicyMapper *m, const Node *map, const PolicyPath *up, bool in_alias) {
  int outer = m->statement;
  for (size_t i = 0; i < map->count; i++) {
    const Member *member = &map->members[i];
    const Hole *hole;
    PolicyPath path = {.up = up, .key = policy_key(m, member->key, &hole)};
    if (!up && str_is(member->key, "Statement") && member->value->kind == NODE_MAP)
      m->statement = 0;
    int status = check_node(m, member->value, &path, in_alias);
    if (status != OK)
      return status;
    /* Values are counted first, so their limit bounds this search too. */
    if (same_key_before(map, i))
      policy_malformed(m, MALFORMED_DUPLICATE_KEY, path.key, member->key_span, &path);
    m->statement = outer;
  }
  return OK;
}

static int check_list(PolicyMapper *m, const Node *list, const PolicyPath *up, bool in_alias) {
  bool of_statements = up && !up->up && !up->is_index && str_is(up->key, "Statement");
  int outer = m->statement;
  for (size_t i = 0; i < list->count; i++) {
    PolicyPath path = {.up = up, .is_index = true, .index = i};
    if (of_statements && i < MAX_STATEMENTS)
      m->statement = (int)i;
    int status = check_node(m, list->items[i], &path, in_alias);
    if (status != OK)
      return status;
    m->statement = outer;
  }
  return OK;
}

/* Looks for duplicate keys, YAML aliases and more values than are judged. Recurses as
 * deep as the tree, whose depth the readers limit. */
static int check_node(PolicyMapper *m, const Node *node, const PolicyPath *path, bool in_alias) {
  if (++m->values > MAX_POLICY_VALUES)
    return error_set_at(m->err, ERR_LIMIT, node->span.begin, "a policy of more than %d values",
                        MAX_POLICY_VALUES);
  if (node->alias && !in_alias) {
    policy_malformed(m, MALFORMED_ALIAS, (Str){NULL, 0}, *node->alias, path);
    in_alias = true;
  }
  if (node->kind == NODE_MAP)
    return check_map(m, node, path, in_alias);
  return node->kind == NODE_LIST ? check_list(m, node, path, in_alias) : OK;
}

/* ---- The document ---- */

static void map_version(PolicyMapper *m, const Member *member) {
  Policy *policy = m->policy;
  PolicyPath path = {.key = member->key};
  bool has_hole;
  policy->has_version = true;
  policy->version_span = member->value->span;
  if (policy_string(m, &policy->version, &has_hole, member->value, &path) && !has_hole &&
      !str_is(policy->version, "2012-10-17") && !str_is(policy->version, "2008-10-17"))
    policy_malformed(m, MALFORMED_BAD_VERSION, policy->version, member->value->span, &path);
}

static void check_id(PolicyMapper *m, const Member *member) {
  PolicyPath path = {.key = member->key};
  Str id;
  bool has_hole;
  policy_string(m, &id, &has_hole, member->value, &path);
}

static void check_elements(PolicyMapper *m, const Node *root) {
  for (size_t i = 0; i < root->count; i++) {
    const Member *member = &root->members[i];
    if (str_is(member->key, "Version") || str_is(member->key, "Id") ||
        str_is(member->key, "Statement"))
      continue;
    const Hole *hole;
    PolicyPath path = {.key = policy_key(m, member->key, &hole)};
    if (hole)
      m->policy->statements_opaque = true; /* it may be "Statement" */
    else
      policy_malformed(m, MALFORMED_UNKNOWN_ELEMENT, path.key, member->key_span, &path);
  }
}

/* One statement of a list, or the single object. */
static void map_one(PolicyMapper *m, const Node *node, size_t index, const PolicyPath *path) {
  Policy *policy = m->policy;
  if (policy_is_open(node)) {
    policy->statements_opaque = true;
    return;
  }
  if (node->kind == NODE_MAP) {
    Statement *st = &policy->statements[policy->statement_count++];
    st->index = index;
    policy_statement(m, st, node, path);
  } else {
    bool is_null = node->kind == NODE_NULL;
    policy_malformed(m, is_null ? MALFORMED_WRONG_TYPE : MALFORMED_NOT_OBJECT, STR("Statement"),
                     node->span, path);
  }
}

static void map_statements(PolicyMapper *m, const Node *value, const PolicyPath *path) {
  bool list = value->kind == NODE_LIST;
  size_t count = list ? value->count : 1;
  if (count == 0)
    policy_malformed(m, MALFORMED_EMPTY, path->key, value->span, path);
  m->policy->statements = arena_array(m->arena, count, sizeof *m->policy->statements);
  for (size_t i = 0; i < count; i++) {
    PolicyPath inside = {.up = path, .is_index = true, .index = i};
    m->statement = list || value->kind == NODE_MAP ? (int)i : -1;
    map_one(m, list ? value->items[i] : value, i, list ? &inside : path);
  }
  m->statement = -1;
}

static int map_document(PolicyMapper *m, const Node *root) {
  const Member *version = policy_last(root, "Version"), *id = policy_last(root, "Id"),
               *statements = policy_last(root, "Statement");
  int status = check_node(m, root, NULL, false);
  if (status != OK)
    return status;
  if (statements && statements->value->kind == NODE_LIST &&
      statements->value->count > MAX_STATEMENTS)
    return error_set_at(m->err, ERR_LIMIT, statements->value->span.begin,
                        "a policy of more than %d statements", MAX_STATEMENTS);
  if (version)
    map_version(m, version);
  if (id)
    check_id(m, id);
  check_elements(m, root);
  if (statements)
    map_statements(m, statements->value, &(PolicyPath){.key = statements->key});
  else if (!m->policy->statements_opaque)
    policy_malformed(m, MALFORMED_MISSING, STR("Statement"), root->span, NULL);
  return OK;
}

int policy_map(Policy **out, TrustState *state, Arena *arena, const Node *root, Error *err) {
  PolicyMapper m = {.arena = arena, .err = err, .statement = -1};
  *out = m.policy = arena_alloc(arena, sizeof *m.policy);
  *state = TRUST_MISSING;
  if (!root)
    return OK;
  m.policy->span = root->span;
  if (root->kind == NODE_STRING || (node_is_scalar(root) && root->text)) {
    bool unknown;
    Span broken;
    int status = policy_read_string(&m, &root, &unknown, &broken, root);
    if (status != OK)
      return status;
    *state = unknown ? TRUST_UNKNOWN : TRUST_BROKEN;
    if (!root && !unknown)
      policy_malformed(&m, MALFORMED_NOT_JSON, STR(""), broken, NULL);
    if (!root)
      return OK;
  }
  *state = TRUST_UNKNOWN;
  if (policy_is_open(root))
    return OK;
  *state = root->kind == NODE_MAP ? TRUST_KNOWN : TRUST_BROKEN;
  if (root->kind == NODE_MAP)
    return map_document(&m, root);
  policy_malformed(&m, MALFORMED_NOT_OBJECT, STR(""), root->span, NULL);
  return OK;
}
