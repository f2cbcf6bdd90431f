/* SPDX-License-Identifier: Apache-2.0
 *
 * The policy mapper: elements of one statement, principals and actions.
 */
#include "assumelint/arena.h"
#include "policy_private.h"

/* A statement while it is read. */
struct reader {
  struct alint_policy_mapper *m;
  struct alint_statement *st;
  const struct alint_node *node;
  const struct alint_policy_path *path;
  int index;
};

static void odd(const struct reader *r, enum alint_oddity_kind kind, struct alint_str detail,
                struct alint_span span, const struct alint_policy_path *path) {
  alint_policy_odd(r->m, kind, r->index, detail, span, path);
}

static void note_hole(struct alint_statement *st, const struct alint_hole *hole) {
  if (!st->opaque_hole)
    st->opaque_hole = hole;
}

/* ---- Element names ---- */

static const char *const known_elements[] = {
    "Sid",       "Effect",    "Principal", "NotPrincipal", "Action",
    "NotAction", "Condition", "Resource",  "NotResource",
};

static bool is_known(struct alint_str name) {
  for (size_t i = 0; i < sizeof known_elements / sizeof *known_elements; i++) {
    if (alint_str_is(name, known_elements[i]))
      return true;
  }
  return false;
}

static void check_elements(const struct reader *r) {
  for (size_t i = 0; i < r->node->count; i++) {
    const struct alint_member *member = &r->node->members[i];
    const struct alint_hole *hole = NULL;
    struct alint_policy_path path = {.up = r->path,
                                     .key = alint_policy_key(r->m, member->key, &hole)};
    if (!path.key.ptr)
      alint_out_of_memory();
    if (hole)
      r->m->policy->statements_opaque = true; /* it may be any element */
    else if (alint_str_is(path.key, "Resource") || alint_str_is(path.key, "NotResource"))
      odd(r, ALINT_ODD_PROHIBITED, path.key, member->key_span, &path);
    else if (!is_known(path.key))
      odd(r, ALINT_ODD_UNKNOWN_ELEMENT, path.key, member->key_span, &path);
  }
}

/* ---- Sid and Effect ---- */

static int read_sid(const struct reader *r) {
  const struct alint_member *member = alint_policy_last(r->node, "Sid");
  if (!member)
    return ALINT_OK;
  struct alint_policy_path path = {.up = r->path, .key = member->key};
  int status = ALINT_OK;
  r->st->has_sid = true;
  r->st->sid_span = member->value->span;
  alint_policy_string(r->m, &r->st->sid, &r->st->sid_has_hole, member->value, &path, r->index,
                      path.key, &status);
  return status;
}

static int read_effect(const struct reader *r) {
  struct alint_statement *st = r->st;
  const struct alint_member *member = alint_policy_last(r->node, "Effect");
  st->effect = ALINT_EFFECT_OTHER;
  if (!member) {
    odd(r, ALINT_ODD_MISSING, ALINT_STR("Effect"), st->span, r->path);
    return ALINT_OK;
  }
  struct alint_policy_path path = {.up = r->path, .key = member->key};
  struct alint_str effect;
  bool has_hole = false;
  int status = ALINT_OK;
  st->effect_span = member->value->span;
  if (!alint_policy_string(r->m, &effect, &has_hole, member->value, &path, r->index, path.key,
                           &status))
    return status;
  if (has_hole) {
    st->effect = ALINT_EFFECT_UNKNOWN;
    const struct alint_hole *hole = alint_policy_hole(r->m, member->value);
    note_hole(st, hole);
    if (!hole)
      alint_out_of_memory();
    return ALINT_OK;
  }
  if (alint_str_is(effect, "Allow"))
    st->effect = ALINT_EFFECT_ALLOW;
  else if (alint_str_is(effect, "Deny"))
    st->effect = ALINT_EFFECT_DENY;
  else if (effect.len == 0) {
    odd(r, ALINT_ODD_EMPTY, path.key, member->value->span, &path);
    return ALINT_OK;
  } else {
    odd(r, ALINT_ODD_BAD_EFFECT, effect, member->value->span, &path);
    return ALINT_OK;
  }
  return ALINT_OK;
}

/* ---- Principals ---- */

struct principals {
  struct alint_principal *items;
  size_t count, cap;
};

/* A list that is not known may have anybody in it, but for services and providers of
 * identities: nobody else can stand there. */
static void add_principal(const struct reader *r, struct principals *out,
                          enum alint_principal_key kind, struct alint_str key,
                          const struct alint_policy_value *value) {
  out->items = alint_arena_grow(r->m->arena, out->items, out->count, &out->cap, sizeof *out->items);
  struct alint_principal principal = {.kind = kind, .key = key, .value = value->item};
  if (value->opaque && kind != ALINT_PRINCIPAL_SERVICE && kind != ALINT_PRINCIPAL_FEDERATED) {
    principal.kind = ALINT_PRINCIPAL_OPAQUE;
    principal.key = ALINT_STR("");
  }
  if (value->opaque)
    note_hole(r->st, value->opaque);
  out->items[out->count++] = principal;
}

static enum alint_principal_key principal_kind(struct alint_str key) {
  static const struct {
    const char *key;
    enum alint_principal_key kind;
  } kinds[] = {
      {"AWS", ALINT_PRINCIPAL_AWS},
      {"Service", ALINT_PRINCIPAL_SERVICE},
      {"Federated", ALINT_PRINCIPAL_FEDERATED},
      {"CanonicalUser", ALINT_PRINCIPAL_CANONICAL},
  };
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    if (alint_str_is(key, kinds[i].key))
      return kinds[i].kind;
  }
  return ALINT_PRINCIPAL_OTHER;
}

/* "AWS": ["...", "..."] */
static void read_principal_key(const struct reader *r, struct principals *out,
                               const struct alint_member *member,
                               const struct alint_policy_path *up) {
  const struct alint_hole *hole = NULL;
  struct alint_policy_path path = {.up = up, .key = alint_policy_key(r->m, member->key, &hole)};
  if (!path.key.ptr)
    alint_out_of_memory();
  struct alint_policy_values values = {0};
  alint_policy_collect(r->m, &values, member->value, &path, r->index, path.key);
  if (values.count == 0 && !values.odd) {
    odd(r, ALINT_ODD_EMPTY, path.key, member->value->span, &path);
    return;
  }
  for (size_t i = 0; i < values.count; i++) {
    if (hole)
      values.items[i].opaque = hole; /* of which kind, nobody knows */
    enum alint_principal_key kind = hole ? ALINT_PRINCIPAL_OPAQUE : principal_kind(path.key);
    add_principal(r, out, kind, path.key, &values.items[i]);
  }
}

/* "Principal": "*", or a value that is not known. */
static void read_scalar_principal(const struct reader *r, struct principals *out,
                                  const struct alint_node *value,
                                  const struct alint_policy_path *path) {
  struct alint_policy_values values = {0};
  alint_policy_collect(r->m, &values, value, path, r->index, path->key);
  if (values.count == 0)
    return;
  struct alint_policy_value *only = &values.items[0];
  if (alint_text_first_hole(only->item.text)) {
    only->opaque = only->opaque ? only->opaque : alint_text_first_hole(only->item.text);
    add_principal(r, out, ALINT_PRINCIPAL_OPAQUE, ALINT_STR(""), only);
    return;
  }
  if (alint_text_is(only->item.text, "*")) {
    add_principal(r, out, ALINT_PRINCIPAL_STAR, ALINT_STR(""), only);
    return;
  }
  bool is_empty = alint_text_empty(only->item.text);
  odd(r, is_empty ? ALINT_ODD_EMPTY : ALINT_ODD_WRONG_TYPE, path->key, value->span, path);
}

static void read_principals(const struct reader *r, struct principals *out,
                            const struct alint_member *member) {
  struct alint_policy_path path = {.up = r->path, .key = member->key};
  const struct alint_node *value = member->value;
  if (value->kind == ALINT_NODE_LIST) {
    odd(r, ALINT_ODD_WRONG_TYPE, path.key, value->span, &path);
    return;
  }
  if (value->kind != ALINT_NODE_MAP) {
    read_scalar_principal(r, out, value, &path);
    return;
  }
  if (value->count == 0) {
    odd(r, ALINT_ODD_EMPTY, path.key, value->span, &path);
    return;
  }
  for (size_t i = 0; i < value->count; i++) {
    if (!alint_policy_is_overridden(value, i))
      read_principal_key(r, out, &value->members[i], &path);
  }
}

static void read_both_principals(const struct reader *r) {
  struct alint_statement *st = r->st;
  const struct alint_member *is = alint_policy_last(r->node, "Principal");
  const struct alint_member *is_not = alint_policy_last(r->node, "NotPrincipal");
  struct principals yes = {0}, no = {0};
  st->has_principal = is != NULL;
  st->has_not_principal = is_not != NULL;
  if (!is && !is_not) {
    odd(r, ALINT_ODD_MISSING, ALINT_STR("Principal"), st->span, r->path);
    return;
  }
  st->principal_span = is ? is->key_span : is_not->key_span;
  if (is)
    read_principals(r, &yes, is);
  if (is_not)
    read_principals(r, &no, is_not);
  if (is && is_not)
    odd(r, ALINT_ODD_BOTH, ALINT_STR("Principal and NotPrincipal"), is_not->key_span, r->path);
  st->principals = yes.items;
  st->principal_count = yes.count;
  st->not_principals = no.items;
  st->not_principal_count = no.count;
}

/* ---- Actions ---- */

static void read_actions(const struct reader *r, struct alint_item **items, size_t *count,
                         const struct alint_member *member) {
  struct alint_policy_path path = {.up = r->path, .key = member->key};
  struct alint_policy_values values = {0};
  alint_policy_collect(r->m, &values, member->value, &path, r->index, path.key);
  bool is_blank = values.count == 1 && member->value->kind != ALINT_NODE_LIST &&
                  alint_text_empty(values.items[0].item.text);
  if (is_blank || (values.count == 0 && !values.odd)) {
    odd(r, ALINT_ODD_EMPTY, path.key, member->value->span, &path);
    return;
  }
  *items = alint_arena_array(r->m->arena, values.count, sizeof **items);
  for (size_t i = 0; i < values.count; i++) {
    (*items)[i] = values.items[i].item;
    if (values.items[i].opaque)
      note_hole(r->st, values.items[i].opaque);
  }
  *count = values.count;
}

static void read_both_actions(const struct reader *r) {
  struct alint_statement *st = r->st;
  const struct alint_member *is = alint_policy_last(r->node, "Action");
  const struct alint_member *is_not = alint_policy_last(r->node, "NotAction");
  st->has_action = is != NULL;
  st->has_not_action = is_not != NULL;
  if (!is && !is_not) {
    odd(r, ALINT_ODD_MISSING, ALINT_STR("Action"), st->span, r->path);
    return;
  }
  st->action_span = is ? is->key_span : is_not->key_span;
  if (is)
    read_actions(r, &st->actions, &st->action_count, is);
  if (is_not)
    read_actions(r, &st->not_actions, &st->not_action_count, is_not);
  if (is && is_not)
    odd(r, ALINT_ODD_BOTH, ALINT_STR("Action and NotAction"), is_not->key_span, r->path);
}

/* ---- The statement ---- */

int alint_policy_statement(struct alint_policy_mapper *m, struct alint_statement *out,
                           const struct alint_node *node, const struct alint_policy_path *path) {
  struct reader r = {m, out, node, path, (int)out->index};
  out->span = out->effect_span = out->principal_span = out->action_span = node->span;
  out->pointer = alint_policy_pointer(m->arena, path);
  if (!out->pointer.ptr)
    alint_out_of_memory();
  check_elements(&r);
  int status = read_sid(&r);
  if (status == ALINT_OK)
    status = read_effect(&r);
  if (status == ALINT_OK) {
    read_both_principals(&r);
    read_both_actions(&r);
    alint_policy_condition(m, out, node, path);
  }
  return status;
}
