/* SPDX-License-Identifier: Apache-2.0
 *
 * What a template gives to one inside of it: the values of its parameters, and
 * what stands for placeholders in its text.
 *
 * A stack set puts its template into other accounts. What is the own account for
 * the outer template is some other account for the inner one.
 */
#include "assumelint/arena.h"
#include "cfn.h"

/* The middle of the ARN of an identity, for holes that stand for whole ARNs. */
static const char *arn_type(enum alint_hole_kind kind) {
  switch (kind) {
  case ALINT_HOLE_ROLE_ARN:
    return ":role/";
  case ALINT_HOLE_USER_ARN:
    return ":user/";
  case ALINT_HOLE_GROUP_ARN:
    return ":group/";
  case ALINT_HOLE_OIDC_ARN:
    return ":oidc-provider/";
  case ALINT_HOLE_SAML_ARN:
    return ":saml-provider/";
  default:
    return NULL;
  }
}

static const struct alint_text *hole_as(struct alint_arena *arena, const struct alint_hole *hole,
                                        enum alint_hole_kind kind) {
  struct alint_hole like = *hole;
  like.kind = kind;
  return alint_text_hole(arena, alint_hole_new(arena, like));
}

/* The account as others see it. */
static void add_account(struct alint_cfn_text *out, const struct alint_text *account) {
  const struct alint_hole *own = alint_text_only_hole(account);
  if (own)
    account = hole_as(out->cfn->arena, own, ALINT_HOLE_OUTER_ACCOUNT);
  if (!account)
    alint_out_of_memory();
  alint_cfn_text_append(out, account);
}

/* "arn:P:iam::A:role/NAME" for the hole of a whole ARN. */
static void add_arn(struct alint_cfn_text *out, const struct alint_hole *hole, const char *type) {
  struct alint_cfn *cfn = out->cfn;
  const struct alint_text *text = hole_as(cfn->arena, hole, ALINT_HOLE_NAME);
  alint_cfn_text_add(out, ALINT_STR("arn:"));
  alint_cfn_text_append(out, cfn->partition_text);
  alint_cfn_text_add(out, ALINT_STR(":iam::"));
  if (!text)
    alint_out_of_memory();
  add_account(out, cfn->account_text);
  alint_cfn_text_add(out, alint_str(type));
  alint_cfn_text_append(out, text);
}

static void pass_text(const struct alint_text **out, struct alint_cfn *cfn,
                      const struct alint_text *text) {
  struct alint_cfn_text result = alint_cfn_text_begin(cfn);
  for (size_t i = 0; i < text->count; i++) {
    const struct alint_text piece = {&text->pieces[i], 1};
    const struct alint_hole *hole = text->pieces[i].hole;
    const char *type = hole ? arn_type(hole->kind) : NULL;
    if (hole && hole->kind == ALINT_HOLE_OWN_ACCOUNT)
      add_account(&result, &piece);
    else if (type)
      add_arn(&result, hole, type);
    else
      alint_cfn_text_append(&result, &piece);
  }
  alint_cfn_text_end(out, &result);
}

static void pass_children(struct alint_node *copy, struct alint_cfn *cfn,
                          const struct alint_node *value) {
  bool list = value->kind == ALINT_NODE_LIST, map = value->kind == ALINT_NODE_MAP;
  if (list)
    copy->items = alint_arena_array(cfn->arena, value->count, sizeof(struct alint_node *));
  if (map)
    copy->members = alint_arena_array(cfn->arena, value->count, sizeof *copy->members);
  if ((list && !copy->items) || (map && !copy->members))
    alint_out_of_memory();
  for (size_t i = 0; i < value->count; i++) {
    if (map)
      copy->members[i] = value->members[i];
    alint_cfn_pass(map ? &copy->members[i].value : &copy->items[i], cfn, true,
                   map ? value->members[i].value : value->items[i]);
  }
}

/* Depth: the resolver's limit. */
void alint_cfn_pass(struct alint_node **out, struct alint_cfn *cfn, bool elsewhere,
                    const struct alint_node *value) {
  const struct alint_text *text;
  struct alint_node *copy = alint_node_new(cfn->arena, value->kind, value->span);
  *out = copy;
  *copy = *value;
  if (!elsewhere)
    return;
  if (alint_node_is_scalar(value) && value->text) {
    pass_text(&text, cfn, value->text);
    alint_cfn_text_node(out, cfn, text, value->span);
    if (text->count == value->text->count)
      (*out)->offsets = value->offsets;
    return;
  }
  pass_children(copy, cfn, value);
}

/* ---- Parameters ------------------------------------------------------------ */

static int add_passed(struct alint_cfn_passed *passed, struct alint_cfn_place *place,
                      struct alint_cfn *cfn, struct alint_str name,
                      const struct alint_node *value) {
  struct alint_node *resolved;
  int status = value ? alint_cfn_resolve_fixed(&resolved, cfn, value) : ALINT_OK;
  if (status != ALINT_OK || !value || !resolved || name.len == 0)
    return status;
  passed[place->passed_count].name = name;
  alint_cfn_pass(&passed[place->passed_count++].value, cfn, place->elsewhere, resolved);
  return ALINT_OK;
}

/* A map, or the list of a stack set: [{ParameterKey, ParameterValue}]. */
int alint_cfn_read_passed(struct alint_cfn_place *place, struct alint_cfn *cfn,
                          const struct alint_node *parameters) {
  bool map = parameters && parameters->kind == ALINT_NODE_MAP && !alint_cfn_intrinsic(parameters);
  bool list = parameters && parameters->kind == ALINT_NODE_LIST;
  if (!map && !list)
    return ALINT_OK;
  struct alint_cfn_passed *passed =
      alint_arena_array(cfn->arena, parameters->count, sizeof *passed);
  place->passed = passed;
  for (size_t i = 0; i < parameters->count; i++) {
    const struct alint_node *item = list ? parameters->items[i] : NULL;
    int status = map ? add_passed(passed, place, cfn, parameters->members[i].key,
                                  parameters->members[i].value)
                     : add_passed(passed, place, cfn, alint_node_get_str(item, "ParameterKey"),
                                  alint_node_get(item, "ParameterValue"));
    if (status != ALINT_OK)
      return status;
  }
  return ALINT_OK;
}
