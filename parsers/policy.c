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
#include "assumelint/limits.h"
#include "assumelint/parser.h"
#include "policy_private.h"

/* ---- Helpers of all parts ---- */

static void add_segment(struct alint_buf *buf, const struct alint_policy_path *path) {
  alint_buf_add_char(buf, '/');
  if (path->is_index) {
    alint_buf_addf(buf, "%zu", path->index);
    return;
  }
  for (size_t i = 0; i < path->key.len; i++) {
    char c = path->key.ptr[i];
    if (c == '~' || c == '/')
      alint_buf_add(buf, c == '~' ? "~0" : "~1");
    else
      alint_buf_add_char(buf, c);
  }
}

struct alint_str alint_policy_pointer(struct alint_arena *arena,
                                      const struct alint_policy_path *path) {
  struct alint_buf buf = alint_buf(arena);
  alint_buf_add(&buf, "");
  const struct alint_policy_path *chain[ALINT_MAX_DEPTH + 1];
  size_t n = 0;
  for (; path && n < ALINT_MAX_DEPTH + 1; path = path->up)
    chain[n++] = path;
  while (n > 0)
    add_segment(&buf, chain[--n]);
  return alint_buf_str(&buf);
}

void alint_policy_odd(struct alint_policy_mapper *m, enum alint_oddity_kind kind, int statement,
                      struct alint_str detail, struct alint_span span,
                      const struct alint_policy_path *path) {
  struct alint_policy *policy = m->policy;
  struct alint_str pointer = alint_policy_pointer(m->arena, path);
  policy->oddities = alint_arena_grow(m->arena, policy->oddities, policy->oddity_count,
                                      &m->oddity_cap, sizeof *policy->oddities);
  if (!pointer.ptr)
    alint_out_of_memory();
  policy->oddities[policy->oddity_count++] =
      (struct alint_oddity){kind, statement, detail, span, pointer};
}

const struct alint_member *alint_policy_last(const struct alint_node *map, const char *key) {
  for (size_t i = map->count; i-- > 0;) {
    if (alint_str_is(map->members[i].key, key))
      return &map->members[i];
  }
  return NULL;
}

bool alint_policy_is_overridden(const struct alint_node *map, size_t i) {
  for (size_t k = i + 1; k < map->count; k++) {
    if (alint_str_eq(map->members[k].key, map->members[i].key))
      return true;
  }
  return false;
}

const struct alint_hole *alint_policy_hole(struct alint_policy_mapper *m,
                                           const struct alint_node *node) {
  if (node->hole)
    return node->hole;
  const struct alint_hole *hole = node->text ? alint_text_first_hole(node->text) : NULL;
  if (hole)
    return hole;
  return alint_hole_new(m->arena, (struct alint_hole){.name = ALINT_STR("unknown")});
}

/* ---- Values ---- */

/* IAM gets what YAML 1.1 makes of yes and off: true and false. */
static struct alint_str bool_text(struct alint_str s) {
  char first = s.len > 0 ? alint_lower(s.ptr[0]) : 'f';
  bool yes = first == 't' || first == 'y' || alint_str_is_nocase(s, "on");
  return yes ? ALINT_STR("true") : ALINT_STR("false");
}

static void add_value(struct alint_policy_mapper *m, struct alint_policy_values *out,
                      const struct alint_node *node, const struct alint_policy_path *path) {
  struct alint_policy_value value = {.item = {.span = node->span}};
  value.item.pointer = alint_policy_pointer(m->arena, path);
  if (node->kind == ALINT_NODE_OPAQUE) {
    value.opaque = alint_policy_hole(m, node);
    value.item.text = value.opaque ? alint_text_hole(m->arena, value.opaque) : NULL;
  } else {
    bool is_bool = node->kind == ALINT_NODE_BOOL && !node->text;
    value.item.was_bool = is_bool;
    value.item.was_number = node->kind == ALINT_NODE_NUMBER && !node->plain;
    value.item.plain_number = node->kind == ALINT_NODE_NUMBER && node->plain;
    value.item.text = is_bool ? alint_text_literal(m->arena, bool_text(node->str))
                              : alint_node_text(m->arena, node);
  }
  out->items = alint_arena_grow(m->arena, out->items, out->count, &out->cap, sizeof *out->items);
  if (!value.item.text || !value.item.pointer.ptr)
    alint_out_of_memory();
  out->items[out->count++] = value;
}

static bool is_value(const struct alint_node *node) {
  return node->kind == ALINT_NODE_OPAQUE ||
         (alint_node_is_scalar(node) && (node->kind != ALINT_NODE_NULL || node->text));
}

void alint_policy_collect(struct alint_policy_mapper *m, struct alint_policy_values *out,
                          const struct alint_node *node, const struct alint_policy_path *path,
                          int statement, struct alint_str name) {
  if (is_value(node)) {
    add_value(m, out, node, path);
    return;
  }
  if (node->kind != ALINT_NODE_LIST) {
    out->odd = true;
    alint_policy_odd(m, ALINT_ODD_WRONG_TYPE, statement, name, node->span, path);
    return;
  }
  for (size_t i = 0; i < node->count; i++) {
    struct alint_policy_path inside = {.up = path, .is_index = true, .index = i};
    if (is_value(node->items[i])) {
      add_value(m, out, node->items[i], &inside);
    } else {
      out->odd = true;
      alint_policy_odd(m, ALINT_ODD_WRONG_TYPE, statement, name, node->items[i]->span, &inside);
    }
  }
}

bool alint_policy_string(struct alint_policy_mapper *m, struct alint_str *out, bool *has_hole,
                         const struct alint_node *node, const struct alint_policy_path *path,
                         int statement, struct alint_str name, int *status) {
  struct alint_policy_values values = {0};
  *status = ALINT_OK;
  *has_hole = false;
  if (!is_value(node)) {
    alint_policy_odd(m, ALINT_ODD_WRONG_TYPE, statement, name, node->span, path);
    *status = ALINT_OK;
    return false;
  }
  add_value(m, &values, node, path);
  *status = ALINT_OK;
  if (*status != ALINT_OK)
    return false;
  const struct alint_text *text = values.items[0].item.text;
  *has_hole = !alint_text_known(text, out);
  if (*has_hole) {
    *out = alint_text_print(m->arena, text);
    if (!out->ptr)
      alint_out_of_memory();
  }
  return *status == ALINT_OK;
}

/* ---- The document ---- */

static int map_version(struct alint_policy_mapper *m, const struct alint_node *root) {
  static const struct alint_policy_path path = {.key = {"Version", 7}};
  const struct alint_member *member = alint_policy_last(root, "Version");
  if (!member)
    return ALINT_OK;
  struct alint_policy *policy = m->policy;
  bool has_hole = false;
  int status = ALINT_OK;
  policy->has_version = true;
  policy->version_span = member->value->span;
  if (!alint_policy_string(m, &policy->version, &has_hole, member->value, &path, -1, path.key,
                           &status))
    return status;
  if (has_hole || alint_str_is(policy->version, "2012-10-17") ||
      alint_str_is(policy->version, "2008-10-17"))
    return ALINT_OK;
  alint_policy_odd(m, ALINT_ODD_BAD_VERSION, -1, policy->version, member->value->span, &path);
  return ALINT_OK;
}

static int map_id(struct alint_policy_mapper *m, const struct alint_node *root) {
  static const struct alint_policy_path path = {.key = {"Id", 2}};
  const struct alint_member *member = alint_policy_last(root, "Id");
  struct alint_str id;
  bool has_hole = false;
  int status = ALINT_OK;
  if (member)
    alint_policy_string(m, &id, &has_hole, member->value, &path, -1, path.key, &status);
  return status;
}

static void map_unknown_elements(struct alint_policy_mapper *m, const struct alint_node *root) {
  static const char *const known[] = {"Version", "Id", "Statement"};
  for (size_t i = 0; i < root->count; i++) {
    const struct alint_member *member = &root->members[i];
    bool is_known = false;
    for (size_t k = 0; k < sizeof known / sizeof *known; k++)
      is_known = is_known || alint_str_is(member->key, known[k]);
    if (is_known)
      continue;
    const struct alint_hole *hole = NULL;
    struct alint_policy_path path = {.key = alint_policy_key(m, member->key, &hole)};
    if (!path.key.ptr)
      alint_out_of_memory();
    if (hole) {
      m->policy->statements_opaque = true; /* it may be "Statement" */
      continue;
    }
    alint_policy_odd(m, ALINT_ODD_UNKNOWN_ELEMENT, -1, path.key, member->key_span, &path);
  }
}

/* ---- Statements ---- */

static bool may_be_anything(const struct alint_node *node) {
  return node->kind == ALINT_NODE_OPAQUE || (node->text && alint_text_first_hole(node->text));
}

/* One statement of a list, or the single object. */
static int map_one(struct alint_policy_mapper *m, const struct alint_node *node, size_t index,
                   const struct alint_policy_path *path) {
  struct alint_policy *policy = m->policy;
  if (may_be_anything(node)) {
    policy->statements_opaque = true;
    return ALINT_OK;
  }
  if (node->kind != ALINT_NODE_MAP) {
    bool is_null = node->kind == ALINT_NODE_NULL;
    alint_policy_odd(m, is_null ? ALINT_ODD_WRONG_TYPE : ALINT_ODD_NOT_OBJECT, (int)index,
                     ALINT_STR("Statement"), node->span, path);
    return ALINT_OK;
  }
  struct alint_statement *st = &policy->statements[policy->statement_count++];
  st->index = index;
  return alint_policy_statement(m, st, node, path);
}

static int map_list(struct alint_policy_mapper *m, const struct alint_node *list,
                    const struct alint_policy_path *path) {
  struct alint_policy *policy = m->policy;
  if (list->count == 0) {
    alint_policy_odd(m, ALINT_ODD_EMPTY, -1, ALINT_STR("Statement"), list->span, path);
    return ALINT_OK;
  }
  if (list->count > ALINT_MAX_STATEMENTS)
    return alint_fail_at(m->err, ALINT_ELIMIT, list->span.begin,
                         "a policy of more than %d statements", ALINT_MAX_STATEMENTS);
  policy->statements = alint_arena_array(m->arena, list->count, sizeof *policy->statements);
  int status = ALINT_OK;
  for (size_t i = 0; i < list->count && status == ALINT_OK; i++) {
    struct alint_policy_path inside = {.up = path, .is_index = true, .index = i};
    status = map_one(m, list->items[i], i, &inside);
  }
  return status;
}

static int map_statements(struct alint_policy_mapper *m, const struct alint_node *root) {
  static const struct alint_policy_path path = {.key = {"Statement", 9}};
  const struct alint_member *member = alint_policy_last(root, "Statement");
  if (!member) {
    if (!m->policy->statements_opaque)
      alint_policy_odd(m, ALINT_ODD_MISSING, -1, path.key, root->span, NULL);
    return ALINT_OK;
  }
  const struct alint_node *value = member->value;
  if (value->kind == ALINT_NODE_LIST)
    return map_list(m, value, &path);
  if (value->kind == ALINT_NODE_MAP) {
    m->policy->statements = alint_arena_alloc(m->arena, sizeof *m->policy->statements);
    return map_one(m, value, 0, &path);
  }
  if (may_be_anything(value)) {
    m->policy->statements_opaque = true;
    return ALINT_OK;
  }
  bool is_null = value->kind == ALINT_NODE_NULL;
  alint_policy_odd(m, is_null ? ALINT_ODD_WRONG_TYPE : ALINT_ODD_NOT_OBJECT, -1, path.key,
                   value->span, &path);
  return ALINT_OK;
}

static int map_document(struct alint_policy_mapper *m, const struct alint_node *root) {
  int status = alint_policy_check(m, root);
  if (status == ALINT_OK)
    status = map_version(m, root);
  if (status == ALINT_OK)
    status = map_id(m, root);
  if (status == ALINT_OK) {
    map_unknown_elements(m, root);
    status = map_statements(m, root);
  }
  return status;
}

int alint_policy_map(struct alint_policy **out, enum alint_trust_state *state,
                     struct alint_arena *arena, const struct alint_node *root,
                     struct alint_error *err) {
  struct alint_policy_mapper m = {.arena = arena, .err = err};
  m.policy = alint_arena_alloc(arena, sizeof *m.policy);
  *out = m.policy;
  *state = ALINT_TRUST_MISSING;
  if (!root)
    return ALINT_OK;
  m.policy->span = root->span;
  if (root->kind == ALINT_NODE_STRING || (alint_node_is_scalar(root) && root->text)) {
    bool unknown = false;
    struct alint_span broken;
    int status = alint_policy_read_string(&m, &root, &unknown, &broken, root);
    if (status != ALINT_OK)
      return status;
    *state = unknown ? ALINT_TRUST_UNKNOWN : ALINT_TRUST_BROKEN;
    if (!root) {
      if (!unknown)
        alint_policy_odd(&m, ALINT_ODD_NOT_JSON, -1, ALINT_STR(""), broken, NULL);
      return ALINT_OK;
    }
  }
  *state = ALINT_TRUST_UNKNOWN;
  if (may_be_anything(root))
    return ALINT_OK;
  *state = ALINT_TRUST_BROKEN;
  if (root->kind != ALINT_NODE_MAP) {
    alint_policy_odd(&m, ALINT_ODD_NOT_OBJECT, -1, ALINT_STR(""), root->span, NULL);
    return ALINT_OK;
  }
  *state = ALINT_TRUST_KNOWN;
  return map_document(&m, root);
}
