/* SPDX-License-Identifier: Apache-2.0
 *
 * The policy mapper: the elements of one statement.
 */
#include "assumelint/arena.h"
#include "parsers/policy/policy_private.h"

/* A statement while it is read. */
struct reader {
  PolicyMapper *m;
  Statement *st;
  const Node *node;
  const PolicyPath *path;
  size_t condition_cap;
};

static void note_hole(const struct reader *r, const Hole *hole) {
  if (!r->st->opaque_hole)
    r->st->opaque_hole = hole;
}

/* ---- Element names ---- */

static bool is_element(Str name) {
  static const char *const elements[] = {"Sid",    "Effect",    "Principal", "NotPrincipal",
                                         "Action", "NotAction", "Condition", NULL};
  return str_is_one_of(name, elements);
}

static void check_elements(const struct reader *r) {
  for (size_t i = 0; i < r->node->count; i++) {
    const Member *member = &r->node->members[i];
    const Hole *hole;
    PolicyPath path = {.up = r->path, .key = policy_key(r->m, member->key, &hole)};
    bool prohibited = str_is(path.key, "Resource") || str_is(path.key, "NotResource");
    if (hole)
      r->m->policy->statements_opaque = true; /* it may be any element */
    else if (prohibited || !is_element(path.key))
      policy_malformed(r->m, prohibited ? MALFORMED_PROHIBITED : MALFORMED_UNKNOWN_ELEMENT,
                       path.key, member->key_span, &path);
  }
}

/* ---- Sid and Effect ---- */

static void read_sid(const struct reader *r) {
  const Member *member = policy_last(r->node, "Sid");
  if (!member)
    return;
  PolicyPath path = {.up = r->path, .key = member->key};
  r->st->has_sid = true;
  r->st->sid_span = member->value->span;
  policy_string(r->m, &r->st->sid, &r->st->sid_has_hole, member->value, &path);
}

static void read_effect(const struct reader *r) {
  Statement *st = r->st;
  const Member *member = policy_last(r->node, "Effect");
  st->effect = EFFECT_OTHER;
  if (!member) {
    policy_malformed(r->m, MALFORMED_MISSING, STR("Effect"), st->span, r->path);
    return;
  }
  PolicyPath path = {.up = r->path, .key = member->key};
  Str effect;
  bool has_hole;
  st->effect_span = member->value->span;
  if (!policy_string(r->m, &effect, &has_hole, member->value, &path))
    return;
  if (has_hole) {
    st->effect = EFFECT_UNKNOWN;
    note_hole(r, policy_hole(r->m, member->value));
  } else if (str_is(effect, "Allow")) {
    st->effect = EFFECT_ALLOW;
  } else if (str_is(effect, "Deny")) {
    st->effect = EFFECT_DENY;
  } else if (effect.len == 0) {
    policy_malformed(r->m, MALFORMED_EMPTY, path.key, member->value->span, &path);
  } else {
    policy_malformed(r->m, MALFORMED_BAD_EFFECT, effect, member->value->span, &path);
  }
}

/* ---- Principals ---- */

struct principals {
  Principal *items;
  size_t count, cap;
};

/* Anybody may be in a list that is not known, except where only services or identity
 * providers can stand. */
static void add_principal(const struct reader *r, struct principals *out, PrincipalKey kind,
                          Str key, const PolicyValue *value) {
  if (value->opaque && kind != PRINCIPAL_SERVICE && kind != PRINCIPAL_FEDERATED) {
    kind = PRINCIPAL_OPAQUE;
    key = STR("");
  }
  if (value->opaque)
    note_hole(r, value->opaque);
  LIST_ADD(r->m->arena, out, (Principal){.kind = kind, .key = key, .value = value->item});
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
  const Hole *hole;
  PolicyPath path = {.up = up, .key = policy_key(r->m, member->key, &hole)};
  PolicyValues values = policy_collect(r->m, member->value, &path);
  if (values.count == 0 && !values.odd)
    policy_malformed(r->m, MALFORMED_EMPTY, path.key, member->value->span, &path);
  for (size_t i = 0; i < values.count; i++) {
    if (hole)
      values.items[i].opaque = hole; /* the key may be any kind */
    PrincipalKey kind = hole ? PRINCIPAL_OPAQUE : principal_kind(path.key);
    add_principal(r, out, kind, path.key, &values.items[i]);
  }
}

/* "Principal": "*", or a value that is not known. */
static void read_scalar_principal(const struct reader *r, struct principals *out, const Node *value,
                                  const PolicyPath *path) {
  PolicyValues values = policy_collect(r->m, value, path);
  if (values.count == 0)
    return;
  PolicyValue *only = &values.items[0];
  const Text *text = only->item.text;
  if (!only->opaque)
    only->opaque = text_first_hole(text);
  if (only->opaque)
    add_principal(r, out, PRINCIPAL_OPAQUE, STR(""), only);
  else if (text_is(text, "*"))
    add_principal(r, out, PRINCIPAL_STAR, STR(""), only);
  else
    policy_malformed(r->m, text_empty(text) ? MALFORMED_EMPTY : MALFORMED_WRONG_TYPE, path->key,
                     value->span, path);
}

static struct principals read_principals(const struct reader *r, const Member *member) {
  struct principals out = {0};
  if (!member)
    return out;
  PolicyPath path = {.up = r->path, .key = member->key};
  const Node *value = member->value;
  if (value->kind == NODE_LIST)
    policy_malformed(r->m, MALFORMED_WRONG_TYPE, path.key, value->span, &path);
  else if (value->kind != NODE_MAP)
    read_scalar_principal(r, &out, value, &path);
  else if (value->count == 0)
    policy_malformed(r->m, MALFORMED_EMPTY, path.key, value->span, &path);
  for (size_t i = 0; value->kind == NODE_MAP && i < value->count; i++) {
    if (!policy_is_overridden(value, i))
      read_principal_key(r, &out, &value->members[i], &path);
  }
  return out;
}

/* The key of an element or its opposite, of which a statement needs exactly one. */
static Span check_pair(const struct reader *r, const Member *is, const Member *is_not, Str name,
                       Str both) {
  if (is && is_not)
    policy_malformed(r->m, MALFORMED_BOTH, both, is_not->key_span, r->path);
  if (is || is_not)
    return is ? is->key_span : is_not->key_span;
  policy_malformed(r->m, MALFORMED_MISSING, name, r->st->span, r->path);
  return r->st->span;
}

static void read_both_principals(const struct reader *r) {
  Statement *st = r->st;
  const Member *is = policy_last(r->node, "Principal");
  const Member *is_not = policy_last(r->node, "NotPrincipal");
  struct principals named = read_principals(r, is), excepted = read_principals(r, is_not);
  st->has_principal = is != NULL;
  st->has_not_principal = is_not != NULL;
  st->principals = named.items;
  st->principal_count = named.count;
  st->not_principals = excepted.items;
  st->not_principal_count = excepted.count;
  st->principal_span =
      check_pair(r, is, is_not, STR("Principal"), STR("Principal and NotPrincipal"));
}

/* ---- Actions ---- */

static void read_actions(const struct reader *r, Item **items, size_t *count,
                         const Member *member) {
  PolicyPath path = {.up = r->path, .key = member->key};
  PolicyValues values = policy_collect(r->m, member->value, &path);
  bool is_blank = values.count == 1 && member->value->kind != NODE_LIST &&
                  text_empty(values.items[0].item.text);
  if (is_blank || (values.count == 0 && !values.odd)) {
    policy_malformed(r->m, MALFORMED_EMPTY, path.key, member->value->span, &path);
    return;
  }
  *count = values.count;
  *items = arena_array(r->m->arena, values.count, sizeof **items);
  for (size_t i = 0; i < values.count; i++) {
    (*items)[i] = values.items[i].item;
    if (values.items[i].opaque)
      note_hole(r, values.items[i].opaque);
  }
}

static void read_both_actions(const struct reader *r) {
  Statement *st = r->st;
  const Member *is = policy_last(r->node, "Action");
  const Member *is_not = policy_last(r->node, "NotAction");
  st->has_action = is != NULL;
  st->has_not_action = is_not != NULL;
  if (is)
    read_actions(r, &st->actions, &st->action_count, is);
  if (is_not)
    read_actions(r, &st->not_actions, &st->not_action_count, is_not);
  st->action_span = check_pair(r, is, is_not, STR("Action"), STR("Action and NotAction"));
}

/* ---- Conditions ---- */

/* The whole Condition, or an operator's block, is not known. */
static void open_condition(const struct reader *r, const Hole *hole) {
  r->st->condition_opaque = true;
  note_hole(r, hole);
}

static void take_values(const struct reader *r, Condition *condition, const Node *node,
                        const PolicyPath *path) {
  PolicyValues values = policy_collect(r->m, node, path);
  condition->values = arena_array(r->m->arena, values.count, sizeof *condition->values);
  for (size_t i = 0; i < values.count; i++) {
    const Hole *hole = values.items[i].opaque;
    if (hole)
      note_hole(r, hole);
    if (hole && node->kind == NODE_OPAQUE) { /* alone it may be a list; in a list it is a value */
      condition->opaque = true;
      condition->hole = hole;
    } else {
      condition->values[condition->value_count++] = values.items[i].item;
    }
  }
}

static void add_condition(struct reader *r, const Member *operator_member, const Member *member,
                          const PolicyPath *up) {
  Statement *st = r->st;
  const Hole *hole;
  PolicyPath path = {.up = up, .key = policy_key(r->m, member->key, &hole)};
  Condition condition = {.operator_name = operator_member->key,
                         .key = path.key,
                         .key_has_hole = hole != NULL,
                         .operator_span = operator_member->key_span,
                         .key_span = member->key_span,
                         .pointer = policy_pointer(r->m->arena, &path)};
  take_values(r, &condition, member->value, &path);
  ARRAY_ADD(r->m->arena, st->conditions, st->condition_count, r->condition_cap, condition);
}

/* "StringEquals": {"sts:ExternalId": "..."} */
static void read_operator(struct reader *r, const Member *member, const PolicyPath *up) {
  const Node *block = member->value;
  const Hole *hole;
  PolicyPath path = {.up = up, .key = policy_key(r->m, member->key, &hole)};
  if (hole || policy_is_open(block)) {
    open_condition(r, hole ? hole : policy_hole(r->m, block));
    return;
  }
  if (block->kind != NODE_MAP)
    policy_malformed(r->m, MALFORMED_WRONG_TYPE, path.key, block->span, &path);
  for (size_t i = 0; block->kind == NODE_MAP && i < block->count; i++) {
    if (!policy_is_overridden(block, i))
      add_condition(r, member, &block->members[i], &path);
  }
}

static void read_condition(struct reader *r) {
  const Member *member = policy_last(r->node, "Condition");
  if (!member)
    return;
  PolicyPath path = {.up = r->path, .key = member->key};
  const Node *value = member->value;
  if (policy_is_open(value))
    open_condition(r, policy_hole(r->m, value));
  else if (value->kind != NODE_MAP)
    policy_malformed(r->m, MALFORMED_WRONG_TYPE, member->key, value->span, &path);
  for (size_t i = 0; value->kind == NODE_MAP && i < value->count; i++) {
    if (!policy_is_overridden(value, i))
      read_operator(r, &value->members[i], &path);
  }
}

/* ---- The statement ---- */

void policy_statement(PolicyMapper *m, Statement *out, const Node *node, const PolicyPath *path) {
  struct reader r = {.m = m, .st = out, .node = node, .path = path};
  out->span = out->effect_span = out->principal_span = out->action_span = node->span;
  out->pointer = policy_pointer(m->arena, path);
  check_elements(&r);
  read_sid(&r);
  read_effect(&r);
  read_both_principals(&r);
  read_both_actions(&r);
  read_condition(&r);
}
