/* SPDX-License-Identifier: Apache-2.0
 *
 * Ref and Fn::GetAtt: pseudo parameters, parameters, and resources.
 *
 * Source: AWS CloudFormation User Guide, "Pseudo parameters reference",
 * "Fn::GetAtt", "Ref".
 */
#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "parsers/cloudformation/resolve/nodes.h"
#include "parsers/cloudformation/resolve/resolve.h"
#include "parsers/cloudformation/resolve/text_builder.h"
#include "parsers/cloudformation/template/parameters.h"

/* arn:PARTITION:cloudformation:REGION:ACCOUNT:stack/NAME/ID: templates cut the
 * id out of it to make names unique. */
static Node *stack_id(CfnTemplate *cfn, Span span) {
  CfnTextBuilder text = cfn_text_begin(cfn);
  cfn_text_add(&text, STR("arn:"));
  cfn_text_append(&text, cfn->partition_text);
  cfn_text_add(&text, STR(":cloudformation:"));
  cfn_text_append(&text, cfn->region_text);
  cfn_text_add(&text, STR(":"));
  cfn_text_append(&text, cfn->account_text);
  cfn_text_add(&text, STR(":stack/"));
  cfn_text_append(&text, cfn->stack_text);
  cfn_text_add(&text, STR("/"));
  cfn_text_append(&text, cfn_hole_text(cfn, HOLE_NAME, STR("AWS::StackId")));
  return cfn_text_node(cfn, cfn_text_end(&text), span);
}

static Node *pseudo_parameter(CfnTemplate *cfn, Str name, Span span) {
  if (str_is(name, "AWS::NoValue"))
    return NULL;
  if (str_is(name, "AWS::StackId"))
    return stack_id(cfn, span);
  const Text *text = cfn_pseudo_text(cfn, name);
  if (text)
    return cfn_text_node(cfn, text, span);
  /* AWS::NotificationARNs is a list. */
  return cfn_opaque(cfn, cfn_hole(cfn, HOLE_ANY, name), span);
}

/* The type of the first resource with this name; empty: there is none. */
static Str type_of(const CfnTemplate *cfn, Str name) {
  CfnDefinitions resource = cfn_find(&cfn->resources, name);
  return resource.count > 0 ? cfn_type_of(resource.entries[0].member->value) : STR("");
}

/* SAM's generated role FnRole, of a function or state machine Fn. */
static bool is_generated_role(const CfnTemplate *cfn, Str name) {
  if (!str_ends(name, "Role"))
    return false;
  Str type = type_of(cfn, str_slice(name, 0, name.len - 4));
  return str_is(type, "AWS::Serverless::Function") || str_is(type, "AWS::Serverless::StateMachine");
}

/* Fills in names and ARN of a resource of IAM; false for everything else. */
static bool identify(CfnResourceNames *out, CfnTemplate *cfn, Str name) {
  CfnDefinitions resource = cfn_find(&cfn->resources, name);
  if (resource.count == 0) {
    if (!is_generated_role(cfn, name))
      return false;
    *out = cfn_identify(cfn, cfn_role_type(), name, NULL);
    return true;
  }
  const Node *definition = resource.entries[0].member->value;
  const CfnIamType *type = cfn_iam_type(cfn_type_of(definition));
  if (!type)
    return false;
  CfnResourceState *state = &cfn->resource_states[resource.index];
  /* Defined twice, or named by itself: only its type is known. */
  if (resource.count > 1 || state->busy) {
    *out = cfn_identify(cfn, type, name, NULL);
    return true;
  }
  if (!state->names.ref) {
    state->busy = true;
    state->names = cfn_identify(cfn, type, name, definition);
    state->busy = false;
  }
  *out = state->names;
  return true;
}

static Node *resource_hole(CfnTemplate *cfn, HoleKind kind, Str name, Str logical_id, Span span) {
  Hole *hole = cfn_hole(cfn, kind, name);
  if (cfn_find(&cfn->resources, logical_id).count > 0)
    hole->resource = cfn_address(cfn, logical_id);
  return cfn_text_node(cfn, text_hole(cfn->arena, hole), span);
}

Node *cfn_ref(CfnTemplate *cfn, Str name, Span span) {
  CfnResourceNames names;
  if (str_starts(name, "AWS::"))
    return pseudo_parameter(cfn, name, span);
  CfnDefinitions parameter = cfn_find(&cfn->parameters, name);
  if (parameter.count > 0)
    return cfn_parameter(cfn, parameter.index, span);
  if (identify(&names, cfn, name))
    return cfn_text_node(cfn, names.ref, span);
  return resource_hole(cfn, HOLE_ANY, name, name, span);
}

/* What the name of an attribute says about its value. */
static HoleKind attribute_kind(const CfnTemplate *cfn, Str name, Str attribute) {
  Str type = type_of(cfn, name);
  if (str_is(type, "AWS::IAM::Role") && str_is(attribute, "RoleId"))
    return HOLE_UNIQUE_ID;
  /* Custom resources and nested stacks name their attributes as they like. */
  bool own = str_starts(type, "AWS::") && !str_starts(type, "AWS::CloudFormation::");
  return own && str_is(attribute, "Arn") ? HOLE_ARN : HOLE_ANY;
}

Node *cfn_get_att(CfnTemplate *cfn, Str name, Str attribute, Span span) {
  CfnResourceNames names;
  if (str_is(attribute, "Arn") && identify(&names, cfn, name))
    return cfn_text_node(cfn, names.get_arn, span);
  Str full = str_printf(cfn->arena, "%.*s.%.*s", STR_FMT(name), STR_FMT(attribute));
  return resource_hole(cfn, attribute_kind(cfn, name, attribute), full, name, span);
}

Node *cfn_fn_ref(CfnTemplate *cfn, const Node *node, const Node *argument) {
  Str name;
  /* With the transform AWS::LanguageExtensions, a function may give the name. */
  if (!cfn_node_known(cfn_resolve(cfn, argument), &name) || name.len == 0)
    return cfn_unknown(cfn, node, NULL);
  return cfn_ref(cfn, name, node->span);
}

/* ["Id", "Attribute"], also with more items that dots join to the attribute. */
static Node *att_of_list(CfnTemplate *cfn, const Node *node, const Node *list) {
  Buf attribute = buf_in(cfn->arena);
  Str name = STR(""), part;
  if (list->count < 2)
    return cfn_unknown(cfn, node, NULL);
  for (size_t i = 0; i < list->count; i++) {
    if (!cfn_node_known(cfn_resolve(cfn, list->items[i]), &part))
      return cfn_unknown(cfn, node, NULL);
    if (i == 0) {
      name = part;
      continue;
    }
    buf_add(&attribute, i > 1 ? "." : "");
    buf_add_str(&attribute, part);
  }
  if (attribute.failed)
    return cfn_unknown(cfn, node, NULL);
  return cfn_get_att(cfn, name, buf_str(&attribute), node->span);
}

Node *cfn_fn_get_att(CfnTemplate *cfn, const Node *node, const Node *argument) {
  Str name;
  if (argument->kind == NODE_LIST)
    return att_of_list(cfn, node, argument);
  if (!cfn_node_known(argument, &name))
    return cfn_unknown(cfn, node, NULL);
  size_t dot = str_find(name, 0, '.');
  if (dot == name.len)
    return cfn_unknown(cfn, node, NULL);
  return cfn_get_att(cfn, str_slice(name, 0, dot), str_slice(name, dot + 1, name.len), node->span);
}
