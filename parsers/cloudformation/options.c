/* SPDX-License-Identifier: Apache-2.0
 *
 * Options of parameters: the values a parameter may have that make a
 * difference. These are its AllowedValues, or its default and the literals
 * that conditions compare it with.
 */
#include "cfn.h"

bool alint_cfn_has_option(const struct alint_cfn_parameter *parameter, struct alint_str literal) {
  for (size_t i = 0; i < parameter->option_count; i++) {
    const struct alint_node *value = parameter->options[i].value;
    if (alint_node_is_scalar(value) && alint_str_eq(value->str, literal))
      return true;
  }
  return false;
}

void alint_cfn_add_option(struct alint_cfn *cfn, struct alint_cfn_parameter *parameter,
                          struct alint_node *value, struct alint_str label) {
  if (alint_node_is_scalar(value) && alint_cfn_has_option(parameter, value->str))
    return;
  /* One more than can be tried: then the rest is reported as not judged. */
  if (parameter->option_count > ALINT_MAX_ALTERNATIVES)
    return;
  parameter->options = alint_arena_grow(cfn->arena, parameter->options, parameter->option_count,
                                        &parameter->option_cap, sizeof *parameter->options);
  struct alint_cfn_option *option = &parameter->options[parameter->option_count++];
  option->value = value;
  option->label = label;
}

static void compare(struct alint_cfn *cfn, const struct alint_node *reference,
                    const struct alint_node *literal) {
  const struct alint_text *text;
  struct alint_node *value = NULL;
  const struct alint_node *target = alint_node_get(reference, "Ref");
  if (!target || reference->count != 1 || !alint_node_is_scalar(target) ||
      !alint_node_is_scalar(literal) || literal->kind == ALINT_NODE_NULL)
    return;
  struct alint_cfn_parameter *parameter = alint_cfn_find_parameter(cfn, target->str);
  if (!parameter || parameter->closed || parameter->hidden ||
      parameter->unknown->kind != ALINT_NODE_STRING)
    return;
  alint_cfn_node_text(&text, cfn, literal);
  alint_cfn_text_node(&value, cfn, text, literal->span);
  alint_cfn_add_option(cfn, parameter, value, literal->str);
}

static void scan(struct alint_cfn *cfn, const struct alint_node *node, size_t depth) {
  if (depth > ALINT_MAX_DEPTH)
    return;
  if (node->kind == ALINT_NODE_LIST) {
    for (size_t i = 0; i < node->count; i++)
      scan(cfn, node->items[i], depth + 1);
  } else if (node->kind == ALINT_NODE_MAP) {
    for (size_t i = 0; i < node->count; i++) {
      const struct alint_node *value = node->members[i].value;
      if (alint_str_is(node->members[i].key, "Fn::Equals") && value->kind == ALINT_NODE_LIST &&
          value->count == 2) {
        compare(cfn, value->items[0], value->items[1]);
        compare(cfn, value->items[1], value->items[0]);
      }
      scan(cfn, value, depth + 1);
    }
  }
}

int alint_cfn_read_options(struct alint_cfn *cfn) {
  for (size_t i = 0; i < cfn->conditions.count; i++)
    scan(cfn, cfn->conditions.entries[i].member->value, 0);
  return ALINT_OK;
}
