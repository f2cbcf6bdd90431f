/* SPDX-License-Identifier: Apache-2.0
 *
 * Conditions. A condition that the present choices decide is computed; one
 * that depends on something else (the region, a value of another stack) is a
 * choice of its own.
 *
 * Source: AWS CloudFormation User Guide, "Condition functions".
 */
#include "parsers/cloudformation/resolve/nodes.h"
#include "parsers/cloudformation/resolve/resolve.h"
#include "parsers/cloudformation/template/parameters.h"

static Tri evaluate(CfnTemplate *cfn, const Node *node);

/* Whether a secret is in it whose value is not given: behind NoEcho there is only the
 * default. */
static bool is_secret(const CfnTemplate *cfn, const Text *text) {
  for (size_t i = 0; i < text->count; i++) {
    const Hole *hole = text->pieces[i].hole;
    if (hole && hole->sensitive && !cfn_is_given_secret(cfn, hole))
      return true;
  }
  return false;
}

/* Whether `hole` stands for all values of a parameter that are not its
 * options, and `literal` is an option. */
static bool is_other_option(const CfnTemplate *cfn, const Hole *hole, Str literal) {
  size_t option;
  if (!hole || !cfn->choosing || hole->source != HOLE_OF_PARAMETER ||
      !str_eq(hole->scope, cfn->nesting.scope))
    return false;
  const CfnParameter *parameter = cfn_find_parameter(cfn, hole->name);
  return parameter && cfn_chosen(cfn, CFN_PARAMETER, hole->name, &option) &&
         cfn_has_option(parameter, literal);
}

static Tri compare(const CfnTemplate *cfn, const Text *a, const Text *b) {
  Str literal;
  if (is_secret(cfn, a) || is_secret(cfn, b))
    return text_same(a, b) ? TRI_YES : TRI_UNKNOWN;
  if (text_known(b, &literal) && is_other_option(cfn, text_only_hole(a), literal))
    return TRI_NO;
  if (text_known(a, &literal) && is_other_option(cfn, text_only_hole(b), literal))
    return TRI_NO;
  return text_eq(a, b);
}

static Tri evaluate_equals(CfnTemplate *cfn, const Node *argument) {
  if (argument->kind != NODE_LIST || argument->count != 2)
    return TRI_UNKNOWN;
  const Node *left = cfn_resolve(cfn, argument->items[0]);
  const Node *right = cfn_resolve(cfn, argument->items[1]);
  const Text *a = cfn_node_text(cfn, left), *b = cfn_node_text(cfn, right);
  if (a && b)
    return compare(cfn, a, b);
  return left && cfn_same(left, right) ? TRI_YES : TRI_UNKNOWN;
}

/* Fn::And and Fn::Or: one condition that is `decisive` decides. */
static Tri evaluate_all(CfnTemplate *cfn, const Node *argument, Tri decisive) {
  if (argument->kind != NODE_LIST || argument->count == 0)
    return TRI_UNKNOWN;
  Tri all = tri_not(decisive);
  for (size_t i = 0; i < argument->count && all != decisive; i++) {
    Tri one = evaluate(cfn, argument->items[i]);
    all = decisive == TRI_NO ? tri_and(all, one) : tri_or(all, one);
  }
  return all;
}

static Tri evaluate_not(CfnTemplate *cfn, const Node *argument) {
  if (argument->kind != NODE_LIST || argument->count != 1)
    return TRI_UNKNOWN;
  return tri_not(evaluate(cfn, argument->items[0]));
}

static Tri evaluate_function(CfnTemplate *cfn, const Member *function) {
  const Node *argument = function->value;
  Str name;
  if (str_is(function->key, "Fn::Equals"))
    return evaluate_equals(cfn, argument);
  if (str_is(function->key, "Fn::And"))
    return evaluate_all(cfn, argument, TRI_NO);
  if (str_is(function->key, "Fn::Or"))
    return evaluate_all(cfn, argument, TRI_YES);
  if (str_is(function->key, "Fn::Not"))
    return evaluate_not(cfn, argument);
  if (str_is(function->key, "Condition") && cfn_node_known(argument, &name))
    return cfn_condition(cfn, name);
  return TRI_UNKNOWN;
}

static Tri evaluate(CfnTemplate *cfn, const Node *node) {
  if (node->kind != NODE_MAP || node->count != 1 || !cfn_step(cfn) || cfn->depth > 2 * MAX_DEPTH)
    return TRI_UNKNOWN;
  cfn->depth++;
  Tri result = evaluate_function(cfn, &node->members[0]);
  cfn->depth--;
  return result;
}

/* The value as far as it is known; computed once for each assignment. */
static Tri compute(CfnTemplate *cfn, size_t index) {
  CfnConditionState *state = &cfn->condition_states[index];
  size_t generation = cfn->choosing ? cfn->generation : 1, memo = cfn->choosing ? 1 : 0;
  if (state->memo[memo].generation == generation)
    return state->memo[memo].value;
  bool in_condition = cfn->in_condition;
  cfn->in_condition = true;
  state->busy = true;
  state->memo[memo].value = evaluate(cfn, cfn->conditions.entries[index].member->value);
  state->memo[memo].generation = generation;
  state->busy = false;
  cfn->in_condition = in_condition;
  return state->memo[memo].value;
}

Tri cfn_condition(CfnTemplate *cfn, Str name) {
  Tri value = TRI_UNKNOWN;
  size_t option;
  if (cfn->choosing && cfn_chosen(cfn, CFN_CONDITION, name, &option))
    return option == 0 ? TRI_YES : TRI_NO;
  /* If it is defined twice, we cannot say which one counts. */
  CfnDefinitions condition = cfn_find(&cfn->conditions, name);
  if (condition.count == 1) {
    if (cfn->condition_states[condition.index].busy) /* defined by itself */
      return TRI_UNKNOWN;
    value = compute(cfn, condition.index);
  }
  if (value != TRI_UNKNOWN || !cfn->choosing)
    return value;
  return cfn_choose(cfn, CFN_CONDITION, name, 2) == 0 ? TRI_YES : TRI_NO;
}

Tri cfn_condition_of(CfnTemplate *cfn, const Member *condition) {
  Str name;
  return condition && cfn_node_known(condition->value, &name) ? cfn_condition(cfn, name) : TRI_YES;
}
