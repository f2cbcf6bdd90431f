/* SPDX-License-Identifier: Apache-2.0
 *
 * The policy mapper: from a resolved tree to a trust policy and what is odd
 * about it.
 *
 * Element names are case-sensitive, as IAM's are. Of duplicates the last one is
 * taken, and the duplicate is an oddity. What is not known keeps its hole.
 * Grammar: IAM User Guide, "Grammar of the IAM JSON policy language".
 */
#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "assumelint/limits.h"
#include "assumelint/parser.h"
#include "parsers/policy/policy_private.h"

/* ---- Helpers of all parts ---- */

static void add_segment(Buf *buf, const PolicyPath *path) {
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
  Buf buf = buf_in(arena);
  buf_add(&buf, "");
  const PolicyPath *chain[MAX_DEPTH + 1];
  size_t n = 0;
  for (; path && n < MAX_DEPTH + 1; path = path->up)
    chain[n++] = path;
  while (n > 0)
    add_segment(&buf, chain[--n]);
  return buf_str(&buf);
}

void policy_malformed(PolicyMapper *m, MalformationKind kind, int statement, Str detail, Span span,
                      const PolicyPath *path) {
  Policy *policy = m->policy;
  Str pointer = policy_pointer(m->arena, path);
  policy->malformations = arena_grow(m->arena, policy->malformations, policy->malformation_count,
                                     &m->malformation_cap, sizeof *policy->malformations);
  if (!pointer.ptr)
    out_of_memory();
  policy->malformations[policy->malformation_count++] =
      (Malformation){kind, statement, detail, span, pointer};
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

const Hole *policy_hole(PolicyMapper *m, const Node *node) {
  if (node->hole)
    return node->hole;
  const Hole *hole = node->text ? text_first_hole(node->text) : NULL;
  if (hole)
    return hole;
  return hole_new(m->arena, (Hole){.name = STR("unknown")});
}

/* ---- Values ---- */

/* IAM gets what YAML 1.1 makes of yes and off: true and false. */
static Str bool_text(Str s) {
  char first = s.len > 0 ? ascii_lower(s.ptr[0]) : 'f';
  bool yes = first == 't' || first == 'y' || str_is_nocase(s, "on");
  return yes ? STR("true") : STR("false");
}

static void add_value(PolicyMapper *m, PolicyValues *out, const Node *node,
                      const PolicyPath *path) {
  PolicyValue value = {.item = {.span = node->span}};
  value.item.pointer = policy_pointer(m->arena, path);
  if (node->kind == NODE_OPAQUE) {
    value.opaque = policy_hole(m, node);
    value.item.text = value.opaque ? text_hole(m->arena, value.opaque) : NULL;
  } else {
    bool is_bool = node->kind == NODE_BOOL && !node->text;
    value.item.was_bool = is_bool;
    value.item.was_number = node->kind == NODE_NUMBER && !node->plain;
    value.item.plain_number = node->kind == NODE_NUMBER && node->plain;
    value.item.text =
        is_bool ? text_literal(m->arena, bool_text(node->str)) : node_text(m->arena, node);
  }
  out->items = arena_grow(m->arena, out->items, out->count, &out->cap, sizeof *out->items);
  if (!value.item.text || !value.item.pointer.ptr)
    out_of_memory();
  out->items[out->count++] = value;
}

static bool is_value(const Node *node) {
  return node->kind == NODE_OPAQUE ||
         (node_is_scalar(node) && (node->kind != NODE_NULL || node->text));
}

void policy_collect(PolicyMapper *m, PolicyValues *out, const Node *node, const PolicyPath *path,
                    int statement, Str name) {
  if (is_value(node)) {
    add_value(m, out, node, path);
    return;
  }
  if (node->kind != NODE_LIST) {
    out->odd = true;
    policy_malformed(m, MALFORMED_WRONG_TYPE, statement, name, node->span, path);
    return;
  }
  for (size_t i = 0; i < node->count; i++) {
    PolicyPath inside = {.up = path, .is_index = true, .index = i};
    if (is_value(node->items[i])) {
      add_value(m, out, node->items[i], &inside);
    } else {
      out->odd = true;
      policy_malformed(m, MALFORMED_WRONG_TYPE, statement, name, node->items[i]->span, &inside);
    }
  }
}

bool policy_string(PolicyMapper *m, Str *out, bool *has_hole, const Node *node,
                   const PolicyPath *path, int statement, Str name, int *status) {
  PolicyValues values = {0};
  *status = OK;
  *has_hole = false;
  if (!is_value(node)) {
    policy_malformed(m, MALFORMED_WRONG_TYPE, statement, name, node->span, path);
    *status = OK;
    return false;
  }
  add_value(m, &values, node, path);
  *status = OK;
  if (*status != OK)
    return false;
  const Text *text = values.items[0].item.text;
  *has_hole = !text_known(text, out);
  if (*has_hole) {
    *out = text_print(m->arena, text);
    if (!out->ptr)
      out_of_memory();
  }
  return *status == OK;
}

/* ---- The document ---- */

static int map_version(PolicyMapper *m, const Node *root) {
  static const PolicyPath path = {.key = {"Version", 7}};
  const Member *member = policy_last(root, "Version");
  if (!member)
    return OK;
  Policy *policy = m->policy;
  bool has_hole = false;
  int status = OK;
  policy->has_version = true;
  policy->version_span = member->value->span;
  if (!policy_string(m, &policy->version, &has_hole, member->value, &path, -1, path.key, &status))
    return status;
  if (has_hole || str_is(policy->version, "2012-10-17") || str_is(policy->version, "2008-10-17"))
    return OK;
  policy_malformed(m, MALFORMED_BAD_VERSION, -1, policy->version, member->value->span, &path);
  return OK;
}

static int map_id(PolicyMapper *m, const Node *root) {
  static const PolicyPath path = {.key = {"Id", 2}};
  const Member *member = policy_last(root, "Id");
  Str id;
  bool has_hole = false;
  int status = OK;
  if (member)
    policy_string(m, &id, &has_hole, member->value, &path, -1, path.key, &status);
  return status;
}

static void map_unknown_elements(PolicyMapper *m, const Node *root) {
  static const char *const known[] = {"Version", "Id", "Statement"};
  for (size_t i = 0; i < root->count; i++) {
    const Member *member = &root->members[i];
    bool is_known = false;
    for (size_t k = 0; k < sizeof known / sizeof *known; k++)
      is_known = is_known || str_is(member->key, known[k]);
    if (is_known)
      continue;
    const Hole *hole = NULL;
    PolicyPath path = {.key = policy_key(m, member->key, &hole)};
    if (!path.key.ptr)
      out_of_memory();
    if (hole) {
      m->policy->statements_opaque = true; /* it may be "Statement" */
      continue;
    }
    policy_malformed(m, MALFORMED_UNKNOWN_ELEMENT, -1, path.key, member->key_span, &path);
  }
}

/* ---- Statements ---- */

static bool may_be_anything(const Node *node) {
  return node->kind == NODE_OPAQUE || (node->text && text_first_hole(node->text));
}

/* One statement of a list, or the single object. */
static int map_one(PolicyMapper *m, const Node *node, size_t index, const PolicyPath *path) {
  Policy *policy = m->policy;
  if (may_be_anything(node)) {
    policy->statements_opaque = true;
    return OK;
  }
  if (node->kind != NODE_MAP) {
    bool is_null = node->kind == NODE_NULL;
    policy_malformed(m, is_null ? MALFORMED_WRONG_TYPE : MALFORMED_NOT_OBJECT, (int)index,
                     STR("Statement"), node->span, path);
    return OK;
  }
  Statement *st = &policy->statements[policy->statement_count++];
  st->index = index;
  return policy_statement(m, st, node, path);
}

static int map_list(PolicyMapper *m, const Node *list, const PolicyPath *path) {
  Policy *policy = m->policy;
  if (list->count == 0) {
    policy_malformed(m, MALFORMED_EMPTY, -1, STR("Statement"), list->span, path);
    return OK;
  }
  if (list->count > MAX_STATEMENTS)
    return error_set_at(m->err, ERR_LIMIT, list->span.begin, "a policy of more than %d statements",
                        MAX_STATEMENTS);
  policy->statements = arena_array(m->arena, list->count, sizeof *policy->statements);
  int status = OK;
  for (size_t i = 0; i < list->count && status == OK; i++) {
    PolicyPath inside = {.up = path, .is_index = true, .index = i};
    status = map_one(m, list->items[i], i, &inside);
  }
  return status;
}

static int map_statements(PolicyMapper *m, const Node *root) {
  static const PolicyPath path = {.key = {"Statement", 9}};
  const Member *member = policy_last(root, "Statement");
  if (!member) {
    if (!m->policy->statements_opaque)
      policy_malformed(m, MALFORMED_MISSING, -1, path.key, root->span, NULL);
    return OK;
  }
  const Node *value = member->value;
  if (value->kind == NODE_LIST)
    return map_list(m, value, &path);
  if (value->kind == NODE_MAP) {
    m->policy->statements = arena_alloc(m->arena, sizeof *m->policy->statements);
    return map_one(m, value, 0, &path);
  }
  if (may_be_anything(value)) {
    m->policy->statements_opaque = true;
    return OK;
  }
  bool is_null = value->kind == NODE_NULL;
  policy_malformed(m, is_null ? MALFORMED_WRONG_TYPE : MALFORMED_NOT_OBJECT, -1, path.key,
                   value->span, &path);
  return OK;
}

static int map_document(PolicyMapper *m, const Node *root) {
  int status = policy_check(m, root);
  if (status == OK)
    status = map_version(m, root);
  if (status == OK)
    status = map_id(m, root);
  if (status == OK) {
    map_unknown_elements(m, root);
    status = map_statements(m, root);
  }
  return status;
}

int policy_map(Policy **out, TrustState *state, Arena *arena, const Node *root, Error *err) {
  PolicyMapper m = {.arena = arena, .err = err};
  m.policy = arena_alloc(arena, sizeof *m.policy);
  *out = m.policy;
  *state = TRUST_MISSING;
  if (!root)
    return OK;
  m.policy->span = root->span;
  if (root->kind == NODE_STRING || (node_is_scalar(root) && root->text)) {
    bool unknown = false;
    Span broken;
    int status = policy_read_string(&m, &root, &unknown, &broken, root);
    if (status != OK)
      return status;
    *state = unknown ? TRUST_UNKNOWN : TRUST_BROKEN;
    if (!root) {
      if (!unknown)
        policy_malformed(&m, MALFORMED_NOT_JSON, -1, STR(""), broken, NULL);
      return OK;
    }
  }
  *state = TRUST_UNKNOWN;
  if (may_be_anything(root))
    return OK;
  *state = TRUST_BROKEN;
  if (root->kind != NODE_MAP) {
    policy_malformed(&m, MALFORMED_NOT_OBJECT, -1, STR(""), root->span, NULL);
    return OK;
  }
  *state = TRUST_KNOWN;
  return map_document(&m, root);
}
