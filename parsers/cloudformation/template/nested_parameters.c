/* SPDX-License-Identifier: Apache-2.0
 *
 * What a template gives to one inside of it: the values of its parameters, and
 * what stands for placeholders in its text.
 *
 * A stack set puts its template into other accounts. What is the own account for
 * the outer template is some other account for the inner one.
 */
#include "assumelint/arena.h"
#include "parsers/cloudformation/cfn.h"

/* The middle of the ARN of an identity, for holes that stand for whole ARNs. */
static const char *arn_type(HoleKind kind) {
  switch (kind) {
  case HOLE_ROLE_ARN:
    return ":role/";
  case HOLE_USER_ARN:
    return ":user/";
  case HOLE_GROUP_ARN:
    return ":group/";
  case HOLE_OIDC_ARN:
    return ":oidc-provider/";
  case HOLE_SAML_ARN:
    return ":saml-provider/";
  default:
    return NULL;
  }
}

static const Text *hole_as(Arena *arena, const Hole *hole, HoleKind kind) {
  Hole like = *hole;
  like.kind = kind;
  return text_hole(arena, hole_new(arena, like));
}

/* The account as others see it. */
static void add_account(CfnTextBuilder *out, const Text *account) {
  const Hole *own = text_only_hole(account);
  if (own)
    account = hole_as(out->cfn->arena, own, HOLE_OUTER_ACCOUNT);
  if (!account)
    out_of_memory();
  cfn_text_append(out, account);
}

/* "arn:P:iam::A:role/NAME" for the hole of a whole ARN. */
static void add_arn(CfnTextBuilder *out, const Hole *hole, const char *type) {
  CfnTemplate *cfn = out->cfn;
  const Text *text = hole_as(cfn->arena, hole, HOLE_NAME);
  cfn_text_add(out, STR("arn:"));
  cfn_text_append(out, cfn->partition_text);
  cfn_text_add(out, STR(":iam::"));
  if (!text)
    out_of_memory();
  add_account(out, cfn->account_text);
  cfn_text_add(out, str_of(type));
  cfn_text_append(out, text);
}

static void pass_text(const Text **out, CfnTemplate *cfn, const Text *text) {
  CfnTextBuilder result = cfn_text_begin(cfn);
  for (size_t i = 0; i < text->count; i++) {
    const Text piece = {&text->pieces[i], 1};
    const Hole *hole = text->pieces[i].hole;
    const char *type = hole ? arn_type(hole->kind) : NULL;
    if (hole && hole->kind == HOLE_OWN_ACCOUNT)
      add_account(&result, &piece);
    else if (type)
      add_arn(&result, hole, type);
    else
      cfn_text_append(&result, &piece);
  }
  cfn_text_end(out, &result);
}

static void pass_children(Node *copy, CfnTemplate *cfn, const Node *value) {
  bool list = value->kind == NODE_LIST, map = value->kind == NODE_MAP;
  if (list)
    copy->items = arena_array(cfn->arena, value->count, sizeof(Node *));
  if (map)
    copy->members = arena_array(cfn->arena, value->count, sizeof *copy->members);
  if ((list && !copy->items) || (map && !copy->members))
    out_of_memory();
  for (size_t i = 0; i < value->count; i++) {
    if (map)
      copy->members[i] = value->members[i];
    cfn_pass_in(map ? &copy->members[i].value : &copy->items[i], cfn, true,
                map ? value->members[i].value : value->items[i]);
  }
}

/* Depth: the resolver's limit. */
void cfn_pass_in(Node **out, CfnTemplate *cfn, bool elsewhere, const Node *value) {
  const Text *text;
  Node *copy = node_new(cfn->arena, value->kind, value->span);
  *out = copy;
  *copy = *value;
  if (!elsewhere)
    return;
  if (node_is_scalar(value) && value->text) {
    pass_text(&text, cfn, value->text);
    cfn_text_node(out, cfn, text, value->span);
    if (text->count == value->text->count)
      (*out)->offsets = value->offsets;
    return;
  }
  pass_children(copy, cfn, value);
}

/* ---- Parameters ------------------------------------------------------------ */

static int add_passed(CfnNestedParameter *passed, CfnNesting *place, CfnTemplate *cfn, Str name,
                      const Node *value) {
  Node *resolved;
  int status = value ? cfn_resolve_fixed(&resolved, cfn, value) : OK;
  if (status != OK || !value || !resolved || name.len == 0)
    return status;
  passed[place->passed_count].name = name;
  cfn_pass_in(&passed[place->passed_count++].value, cfn, place->elsewhere, resolved);
  return OK;
}

/* A map, or the list of a stack set: [{ParameterKey, ParameterValue}]. */
int cfn_read_nested_parameters(CfnNesting *place, CfnTemplate *cfn, const Node *parameters) {
  bool map = parameters && parameters->kind == NODE_MAP && !cfn_intrinsic(parameters);
  bool list = parameters && parameters->kind == NODE_LIST;
  if (!map && !list)
    return OK;
  CfnNestedParameter *passed = arena_array(cfn->arena, parameters->count, sizeof *passed);
  place->passed = passed;
  for (size_t i = 0; i < parameters->count; i++) {
    const Node *item = list ? parameters->items[i] : NULL;
    int status = map ? add_passed(passed, place, cfn, parameters->members[i].key,
                                  parameters->members[i].value)
                     : add_passed(passed, place, cfn, node_get_str(item, "ParameterKey"),
                                  node_get(item, "ParameterValue"));
    if (status != OK)
      return status;
  }
  return OK;
}
