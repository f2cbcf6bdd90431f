/* SPDX-License-Identifier: Apache-2.0
 *
 * Ref and Fn::GetAtt: pseudo parameters, parameters, and resources.
 *
 * Source: AWS CloudFormation User Guide, "Pseudo parameters reference",
 * "Fn::GetAtt", "Ref".
 */
#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "parsers/cloudformation/cfn.h"

/* arn:PARTITION:cloudformation:REGION:ACCOUNT:stack/NAME/ID: templates cut the
 * id out of it to make names unique. */
static void stack_id(Node **out, CfnTemplate *cfn, Span span) {
  CfnTextBuilder text = cfn_text_begin(cfn);
  cfn_text_add(&text, STR("arn:"));
  cfn_text_append(&text, cfn->partition_text);
  cfn_text_add(&text, STR(":cloudformation:"));
  cfn_text_append(&text, cfn->region_text);
  cfn_text_add(&text, STR(":"));
  cfn_text_append(&text, cfn->account_text);
  cfn_text_add(&text, STR(":stack/"));
  cfn_text_append(&text, cfn->stack_text);
  const Text *id = text_hole(cfn->arena, cfn_hole(cfn, HOLE_NAME, STR("AWS::StackId")));
  if (!id)
    out_of_memory();
  cfn_text_add(&text, STR("/"));
  cfn_text_append(&text, id);
  const Text *whole;
  cfn_text_end(&whole, &text);
  cfn_text_node(out, cfn, whole, span);
}

static void pseudo_parameter(Node **out, CfnTemplate *cfn, Str name, Span span) {
  const struct {
    const char *name;
    const Text *text;
  } surroundings[] = {
      {"AWS::AccountId", cfn->account_text}, {"AWS::Partition", cfn->partition_text},
      {"AWS::Region", cfn->region_text},     {"AWS::URLSuffix", cfn->suffix_text},
      {"AWS::StackName", cfn->stack_text},
  };
  *out = NULL;
  if (str_is(name, "AWS::NoValue"))
    return;
  for (size_t i = 0; i < sizeof surroundings / sizeof surroundings[0]; i++) {
    if (str_is(name, surroundings[i].name)) {
      cfn_text_node(out, cfn, surroundings[i].text, span);
      return;
    }
  }
  if (str_is(name, "AWS::StackId")) {
    stack_id(out, cfn, span);
    return;
  }
  /* AWS::NotificationARNs is a list. */
  cfn_opaque(out, cfn, cfn_hole(cfn, HOLE_ANY, name), span);
}

/* SAM's generated role FnRole, of a function or state machine Fn. */
static bool is_generated_role(CfnTemplate *cfn, Str name) {
  size_t at;
  if (!str_ends(name, "Role"))
    return false;
  Str function = str_slice(name, 0, name.len - 4);
  if (cfn_find(&cfn->resources, function, &at) == 0)
    return false;
  Str type = cfn_type_of(cfn->resources.entries[at].member->value);
  return str_is(type, "AWS::Serverless::Function") || str_is(type, "AWS::Serverless::StateMachine");
}

/* Name and ARN of a resource of IAM; `*kind` NULL for everything else. */
static int identify(const CfnIamType **kind, CfnResourceNames *identity, CfnTemplate *cfn,
                    Str name) {
  size_t at;
  *kind = NULL;
  size_t count = cfn_find(&cfn->resources, name, &at);
  if (count == 0) {
    if (!is_generated_role(cfn, name))
      return OK;
    *kind = cfn_role_kind();
    return cfn_identify(identity, cfn, *kind, name, NULL);
  }
  const Node *resource = cfn->resources.entries[at].member->value;
  *kind = cfn_kind_of(cfn_type_of(resource));
  if (!*kind)
    return OK;
  CfnResourceNames *known = &cfn->identities[at];
  /* Defined twice, or named by itself: all we know is what it is. */
  if (count > 1 || cfn->resource_busy[at])
    return cfn_identify(identity, cfn, *kind, name, NULL);
  if (!known->ref) {
    cfn->resource_busy[at] = 1;
    int status = cfn_identify(known, cfn, *kind, name, resource);
    cfn->resource_busy[at] = 0;
    if (status != OK)
      return status;
  }
  *identity = *known;
  return OK;
}

static void resource_hole(Node **out, CfnTemplate *cfn, HoleKind kind, Str name, Str logical_id,
                          Span span) {
  *out = NULL;
  Hole *hole = name.ptr ? cfn_hole(cfn, kind, name) : NULL;
  size_t at;
  if (!hole)
    out_of_memory();
  if (cfn_find(&cfn->resources, logical_id, &at) > 0)
    hole->resource = cfn_address(cfn, logical_id);
  cfn_text_node(out, cfn, text_hole(cfn->arena, hole), span);
}

int cfn_ref(Node **out, CfnTemplate *cfn, Str name, Span span) {
  size_t at;
  if (str_starts(name, "AWS::")) {
    pseudo_parameter(out, cfn, name, span);
    return OK;
  }
  if (cfn_find(&cfn->parameters, name, &at) > 0) {
    cfn_parameter(out, cfn, at, span);
    return OK;
  }
  const CfnIamType *kind;
  CfnResourceNames identity;
  int status = identify(&kind, &identity, cfn, name);
  if (status != OK)
    return status;
  if (kind) {
    cfn_text_node(out, cfn, identity.ref, span);
    return OK;
  }
  resource_hole(out, cfn, HOLE_ANY, name, name, span);
  return OK;
}

/* What is known of an attribute by its name alone. */
static HoleKind attribute_kind(CfnTemplate *cfn, Str name, Str attribute) {
  size_t at;
  if (cfn_find(&cfn->resources, name, &at) == 0)
    return HOLE_ANY;
  Str type = cfn_type_of(cfn->resources.entries[at].member->value);
  if (str_is(type, "AWS::IAM::Role") && str_is(attribute, "RoleId"))
    return HOLE_UNIQUE_ID;
  /* Custom resources and nested stacks name their attributes as they like. */
  bool own = str_starts(type, "AWS::") && !str_starts(type, "AWS::CloudFormation::");
  return own && str_is(attribute, "Arn") ? HOLE_ARN : HOLE_ANY;
}

int cfn_get_att(Node **out, CfnTemplate *cfn, Str name, Str attribute, Span span) {
  const CfnIamType *kind = NULL;
  CfnResourceNames identity;
  *out = NULL;
  if (str_is(attribute, "Arn")) {
    int status = identify(&kind, &identity, cfn, name);
    if (status != OK)
      return status;
    if (kind) {
      cfn_text_node(out, cfn, identity.get_arn, span);
      return OK;
    }
  }
  Str full = str_printf(cfn->arena, "%.*s.%.*s", STR_FMT(name), STR_FMT(attribute));
  resource_hole(out, cfn, attribute_kind(cfn, name, attribute), full, name, span);
  return OK;
}

int cfn_fn_ref(Node **out, CfnTemplate *cfn, const Node *node, const Node *argument) {
  Node *resolved = NULL;
  Str name;
  /* With the transform AWS::LanguageExtensions, a function may give the name. */
  int status = cfn_resolve(&resolved, cfn, argument);
  if (status != OK)
    return status;
  if (!resolved || !cfn_node_known(resolved, &name) || name.len == 0) {
    cfn_unknown(out, cfn, node, NULL);
    return OK;
  }
  return cfn_ref(out, cfn, name, node->span);
}

/* ["Id", "Attribute"], also with dots in the attribute's place. */
static int att_of_list(Node **out, CfnTemplate *cfn, const Node *node, const Node *list) {
  Buf attribute = buf_in(cfn->arena);
  Str name = {NULL, 0};
  bool known = list->count >= 2;
  for (size_t i = 0; i < list->count && known; i++) {
    Node *item = NULL;
    Str part;
    int status = cfn_resolve(&item, cfn, list->items[i]);
    if (status != OK)
      return status;
    known = item && cfn_node_known(item, &part);
    if (!known)
      break;
    if (i == 0)
      name = part;
    if (i > 1)
      buf_add_char(&attribute, '.');
    if (i > 0)
      buf_add_str(&attribute, part);
  }
  if (!known || attribute.failed) {
    cfn_unknown(out, cfn, node, NULL);
    return OK;
  }
  return cfn_get_att(out, cfn, name, buf_str(&attribute), node->span);
}

int cfn_fn_get_att(Node **out, CfnTemplate *cfn, const Node *node, const Node *argument) {
  if (argument->kind == NODE_LIST)
    return att_of_list(out, cfn, node, argument);
  Str name;
  size_t dot = 0;
  bool known = cfn_node_known(argument, &name);
  if (known)
    dot = str_find(name, 0, '.');
  if (!known || dot == name.len) {
    cfn_unknown(out, cfn, node, NULL);
    return OK;
  }
  return cfn_get_att(out, cfn, str_slice(name, 0, dot), str_slice(name, dot + 1, name.len),
                     node->span);
}
