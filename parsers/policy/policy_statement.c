/* SPDX-License-Identifier: Apache-2.0
 *
 * The policy mapper: elements of one statement, principals and actions.
 */
#include "assumelint/arena.h"
#include "parsers/policy/policy_private.h"

/* A statement while it is read. */
struct reader {
  PolicyMapper *m;
  Statement *st;
  const Node *node;
  const PolicyPath *path;
  int index;
};

static void odd(const struct reader *r, MalformationKind kind, Str detail, Span span,
                const PolicyPath *path) {
  policy_malformed(r->m, kind, r->index, detail, span, path);
}

static void note_hole(Statement *st, const Hole *hole) {
  if (!st->opaque_hole)
    st->opaque_hole = hole;
}

/* ---- Element names ---- */

static const char *const known_elements[] = {
    "Sid",       "Effect",    "Principal", "NotPrincipal", "Action",
    "NotAction", "Condition", "Resource",  "NotResource",
};

static bool is_known(Str name) {
  for (size_t i = 0; i < sizeof known_elements / sizeof *known_elements; i++) {
    if (str_is(name, known_elements[i]))
      return true;
  }
  return false;
}

static void check_elements(const struct reader *r) {
  for (size_t i = 0; i < r->node->count; i++) {
    const Member *member = &r->node->members[i];
    const Hole *hole = NULL;
    PolicyPath path = {.up = r->path, .key = policy_key(r->m, member->key, &hole)};
    if (!path.key.ptr)
      out_of_memory();
    if (hole)
      r->m->policy->statements_opaque = true; /* it may be any element */
    else if (str_is(path.key, "Resource") || str_is(path.key, "NotResource"))
      odd(r, MALFORMED_PROHIBITED, path.key, member->key_span, &path);
    else if (!is_known(path.key))
      odd(r, MALFORMED_UNKNOWN_ELEMENT, path.key, member->key_span, &path);
  }
}

/* ---- Sid and Effect ---- */

static int read_sid(const struct reader *r) {
  const Member *member = policy_last(r->node, "Sid");
  if (!member)
    return OK;
  PolicyPath path = {.up = r->path, .key = member->key};
  int status = OK;
  r->st->has_sid = true;
  r->st->sid_span = member->value->span;
  policy_string(r->m, &r->st->sid, &r->st->sid_has_hole, member->value, &path, r->index, path.key,
                &status);
  return status;
}

static int read_effect(const struct reader *r) {
  Statement *st = r->st;
  const Member *member = policy_last(r->node, "Effect");
  st->effect = EFFECT_OTHER;
  if (!member) {
    odd(r, MALFORMED_MISSING, STR("Effect"), st->span, r->path);
    return OK;
  }
  PolicyPath path = {.up = r->path, .key = member->key};
  Str effect;
  bool has_hole = false;
  int status = OK;
  st->effect_span = member->value->span;
  if (!policy_string(r->m, &effect, &has_hole, member->value, &path, r->index, path.key, &status))
    return status;
  if (has_hole) {
    st->effect = EFFECT_UNKNOWN;
    const Hole *hole = policy_hole(r->m, member->value);
    note_hole(st, hole);
    if (!hole)
      out_of_memory();
    return OK;
  }
  if (str_is(effect, "Allow"))
    st->effect = EFFECT_ALLOW;
  else if (str_is(effect, "Deny"))
    st->effect = EFFECT_DENY;
  else if (effect.len == 0) {
    odd(r, MALFORMED_EMPTY, path.key, member->value->span, &path);
    return OK;
  } else {
    odd(r, MALFORMED_BAD_EFFECT, effect, member->value->span, &path);
    return OK;
  }
  return OK;
}

/* ---- Principals ---- */

struct principals {
  Principal *items;
  size_t count, cap;
};

/* A list that is not known may have anybody in it, but for services and providers of
 * identities: nobody else can stand there. */
static void add_principal(const struct reader *r, struct principals *out, PrincipalKey kind,
                          Str key, const PolicyValue *value) {
  out->items = arena_grow(r->m->arena, out->items, out->count, &out->cap, sizeof *out->items);
  Principal principal = {.kind = kind, .key = key, .value = value->item};
  if (value->opaque && kind != PRINCIPAL_SERVICE && kind != PRINCIPAL_FEDERATED) {
    principal.kind = PRINCIPAL_OPAQUE;
    principal.key = STR("");
  }
  if (value->opaque)
    note_hole(r->st, value->opaque);
  out->items[out->count++] = principal;
}

static PrincipalKey principal_kind(Str key) {
  static const struct {
    const char *key;
    PrincipalKey kind;
  } kinds[] = {
      {"AWS", PRINCIPAL_AWS},
      {"Service", PRINCIPAL_SERVICE},
      {"Federated", PRINCIPAL_FEDERATED},
      {"CanonicalUser", PRINCIPAL_CANONICAL},
  };
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    if (str_is(key, kinds[i].key))
      return kinds[i].kind;
  }
  return PRINCIPAL_OTHER;
}

/* "AWS": ["...", "..."] */
static void read_principal_key(const struct reader *r, struct principals *out, const Member *member,
                               const PolicyPath *up) {
  const Hole *hole = NULL;
  PolicyPath path = {.up = up, .key = policy_key(r->m, member->key, &hole)};
  if (!path.key.ptr)
    out_of_memory();
  PolicyValues values = {0};
  policy_collect(r->m, &values, member->value, &path, r->index, path.key);
  if (values.count == 0 && !values.odd) {
    odd(r, MALFORMED_EMPTY, path.key, member->value->span, &path);
    return;
  }
  for (size_t i = 0; i < values.count; i++) {
    if (hole)
      values.items[i].opaque = hole; /* of which kind, nobody knows */
    PrincipalKey kind = hole ? PRINCIPAL_OPAQUE : principal_kind(path.key);
    add_principal(r, out, kind, path.key, &values.items[i]);
  }
}

/* "Principal": "*", or a value that is not known. */
static void read_scalar_principal(const struct reader *r, struct principals *out, const Node *value,
                                  const PolicyPath *path) {
  PolicyValues values = {0};
  policy_collect(r->m, &values, value, path, r->index, path->key);
  if (values.count == 0)
    return;
  PolicyValue *only = &values.items[0];
  if (text_first_hole(only->item.text)) {
    only->opaque = only->opaque ? only->opaque : text_first_hole(only->item.text);
    add_principal(r, out, PRINCIPAL_OPAQUE, STR(""), only);
    return;
  }
  if (text_is(only->item.text, "*")) {
    add_principal(r, out, PRINCIPAL_STAR, STR(""), only);
    return;
  }
  bool is_empty = text_empty(only->item.text);
  odd(r, is_empty ? MALFORMED_EMPTY : MALFORMED_WRONG_TYPE, path->key, value->span, path);
}

static void read_principals(const struct reader *r, struct principals *out, const Member *member) {
  PolicyPath path = {.up = r->path, .key = member->key};
  const Node *value = member->value;
  if (value->kind == NODE_LIST) {
    odd(r, MALFORMED_WRONG_TYPE, path.key, value->span, &path);
    return;
  }
  if (value->kind != NODE_MAP) {
    read_scalar_principal(r, out, value, &path);
    return;
  }
  if (value->count == 0) {
    odd(r, MALFORMED_EMPTY, path.key, value->span, &path);
    return;
  }
  for (size_t i = 0; i < value->count; i++) {
    if (!policy_is_overridden(value, i))
      read_principal_key(r, out, &value->members[i], &path);
  }
}

static void read_both_principals(const struct reader *r) {
  Statement *st = r->st;
  const Member *is = policy_last(r->node, "Principal");
  const Member *is_not = policy_last(r->node, "NotPrincipal");
  struct principals yes = {0}, no = {0};
  st->has_principal = is != NULL;
  st->has_not_principal = is_not != NULL;
  if (!is && !is_not) {
    odd(r, MALFORMED_MISSING, STR("Principal"), st->span, r->path);
    return;
  }
  st->principal_span = is ? is->key_span : is_not->key_span;
  if (is)
    read_principals(r, &yes, is);
  if (is_not)
    read_principals(r, &no, is_not);
  if (is && is_not)
    odd(r, MALFORMED_BOTH, STR("Principal and NotPrincipal"), is_not->key_span, r->path);
  st->principals = yes.items;
  st->principal_count = yes.count;
  st->not_principals = no.items;
  st->not_principal_count = no.count;
}

/* ---- Actions ---- */

static void read_actions(const struct reader *r, Item **items, size_t *count,
                         const Member *member) {
  PolicyPath path = {.up = r->path, .key = member->key};
  PolicyValues values = {0};
  policy_collect(r->m, &values, member->value, &path, r->index, path.key);
  bool is_blank = values.count == 1 && member->value->kind != NODE_LIST &&
                  text_empty(values.items[0].item.text);
  if (is_blank || (values.count == 0 && !values.odd)) {
    odd(r, MALFORMED_EMPTY, path.key, member->value->span, &path);
    return;
  }
  *items = arena_array(r->m->arena, values.count, sizeof **items);
  for (size_t i = 0; i < values.count; i++) {
    (*items)[i] = values.items[i].item;
    if (values.items[i].opaque)
      note_hole(r->st, values.items[i].opaque);
  }
  *count = values.count;
}

static void read_both_actions(const struct reader *r) {
  Statement *st = r->st;
  const Member *is = policy_last(r->node, "Action");
  const Member *is_not = policy_last(r->node, "NotAction");
  st->has_action = is != NULL;
  st->has_not_action = is_not != NULL;
  if (!is && !is_not) {
    odd(r, MALFORMED_MISSING, STR("Action"), st->span, r->path);
    return;
  }
  st->action_span = is ? is->key_span : is_not->key_span;
  if (is)
    read_actions(r, &st->actions, &st->action_count, is);
  if (is_not)
    read_actions(r, &st->not_actions, &st->not_action_count, is_not);
  if (is && is_not)
    odd(r, MALFORMED_BOTH, STR("Action and NotAction"), is_not->key_span, r->path);
}

/* ---- The statement ---- */

int policy_statement(PolicyMapper *m, Statement *out, const Node *node, const PolicyPath *path) {
  struct reader r = {m, out, node, path, (int)out->index};
  out->span = out->effect_span = out->principal_span = out->action_span = node->span;
  out->pointer = policy_pointer(m->arena, path);
  if (!out->pointer.ptr)
    out_of_memory();
  check_elements(&r);
  int status = read_sid(&r);
  if (status == OK)
    status = read_effect(&r);
  if (status == OK) {
    read_both_principals(&r);
    read_both_actions(&r);
    policy_condition(m, out, node, path);
  }
  return status;
}
