/* SPDX-License-Identifier: Apache-2.0
 *
 * Options of parameters: the values a parameter may have that make a
 * difference. These are its AllowedValues, or its default and the literals
 * that conditions compare it with.
 */
#include "parsers/cloudformation/cfn.h"

bool cfn_has_option(const CfnParameter *parameter, Str literal) {
  for (size_t i = 0; i < parameter->option_count; i++) {
    const Node *value = parameter->options[i].value;
    if (node_is_scalar(value) && str_eq(value->str, literal))
      return true;
  }
  return false;
}

void cfn_add_option(CfnTemplate *cfn, CfnParameter *parameter, Node *value, Str label) {
  if (node_is_scalar(value) && cfn_has_option(parameter, value->str))
    return;
  /* One more than can be tried: then the rest is reported as not judged. */
  if (parameter->option_count > MAX_ALTERNATIVES)
    return;
  parameter->options = arena_grow(cfn->arena, parameter->options, parameter->option_count,
                                  &parameter->option_cap, sizeof *parameter->options);
  CfnOption *option = &parameter->options[parameter->option_count++];
  option->value = value;
  option->label = label;
}

static void compare(CfnTemplate *cfn, const Node *reference, const Node *literal) {
  const Text *text;
  Node *value = NULL;
  const Node *target = node_get(reference, "Ref");
  if (!target || reference->count != 1 || !node_is_scalar(target) || !node_is_scalar(literal) ||
      literal->kind == NODE_NULL)
    return;
  CfnParameter *parameter = cfn_find_parameter(cfn, target->str);
  if (!parameter || parameter->closed || parameter->hidden ||
      parameter->unknown->kind != NODE_STRING)
    return;
  cfn_node_text(&text, cfn, literal);
  cfn_text_node(&value, cfn, text, literal->span);
  cfn_add_option(cfn, parameter, value, literal->str);
}

static void scan(CfnTemplate *cfn, const Node *node, size_t depth) {
  if (depth > MAX_DEPTH)
    return;
  if (node->kind == NODE_LIST) {
    for (size_t i = 0; i < node->count; i++)
      scan(cfn, node->items[i], depth + 1);
  } else if (node->kind == NODE_MAP) {
    for (size_t i = 0; i < node->count; i++) {
      const Node *value = node->members[i].value;
      if (str_is(node->members[i].key, "Fn::Equals") && value->kind == NODE_LIST &&
          value->count == 2) {
        compare(cfn, value->items[0], value->items[1]);
        compare(cfn, value->items[1], value->items[0]);
      }
      scan(cfn, value, depth + 1);
    }
  }
}

int cfn_read_options(CfnTemplate *cfn) {
  for (size_t i = 0; i < cfn->conditions.count; i++)
    scan(cfn, cfn->conditions.entries[i].member->value, 0);
  return OK;
}
