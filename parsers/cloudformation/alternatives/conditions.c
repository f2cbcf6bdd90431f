/* SPDX-License-Identifier: Apache-2.0
 *
 * Conditions. What the choices made so far decide is computed; a condition
 * that hangs on something else (the region, a value of another stack) is a
 * choice of its own.
 *
 * Source: AWS CloudFormation User Guide, "Condition functions".
 */
#include "parsers/cloudformation/cfn.h"

static int evaluate(Tri *out, CfnTemplate *cfn, const Node *node);

/* Whether a secret is in it that nobody gave: the value behind NoEcho is a
 * default at best. */
static bool is_secret(const CfnTemplate *cfn, const Text *text) {
  for (size_t i = 0; i < text->count; i++) {
    const Hole *hole = text->pieces[i].hole;
    if (hole && hole->sensitive && !cfn_is_given_secret(cfn, hole))
      return true;
  }
  return false;
}

/* Whether `hole` stands for the values of a parameter that are none of its
 * options, and `literal` is one of them. */
static bool is_other_option(const CfnTemplate *cfn, const Hole *hole, Str literal) {
  size_t option;
  if (!hole || !cfn->choosing || hole->source != HOLE_OF_PARAMETER ||
      !str_eq(hole->scope, cfn->place.scope))
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

static int evaluate_equals(Tri *out, CfnTemplate *cfn, const Node *argument) {
  Node *sides[2] = {NULL, NULL};
  const Text *texts[2];
  if (argument->kind != NODE_LIST || argument->count != 2)
    return OK;
  for (size_t i = 0; i < 2; i++) {
    int status = cfn_resolve(&sides[i], cfn, argument->items[i]);
    if (status == OK)
      cfn_node_text(&texts[i], cfn, sides[i]);
    if (status != OK)
      return status;
  }
  if (texts[0] && texts[1])
    *out = compare(cfn, texts[0], texts[1]);
  else if (sides[0] && cfn_same(sides[0], sides[1]))
    *out = TRI_YES;
  return OK;
}

/* Fn::And and Fn::Or: `decisive` settles the matter. */
static int evaluate_all(Tri *out, CfnTemplate *cfn, const Node *argument, Tri decisive) {
  if (argument->kind != NODE_LIST || argument->count == 0)
    return OK;
  Tri all = tri_not(decisive);
  for (size_t i = 0; i < argument->count; i++) {
    Tri one;
    int status = evaluate(&one, cfn, argument->items[i]);
    if (status != OK)
      return status;
    all = decisive == TRI_NO ? tri_and(all, one) : tri_or(all, one);
    if (all == decisive)
      break;
  }
  *out = all;
  return OK;
}

static int evaluate_function(Tri *out, CfnTemplate *cfn, const Member *function) {
  const Node *argument = function->value;
  if (str_is(function->key, "Fn::Equals"))
    return evaluate_equals(out, cfn, argument);
  if (str_is(function->key, "Fn::And"))
    return evaluate_all(out, cfn, argument, TRI_NO);
  if (str_is(function->key, "Fn::Or"))
    return evaluate_all(out, cfn, argument, TRI_YES);
  if (str_is(function->key, "Fn::Not")) {
    if (argument->kind != NODE_LIST || argument->count != 1)
      return OK;
    int status = evaluate(out, cfn, argument->items[0]);
    *out = tri_not(*out);
    return status;
  }
  Str name;
  if (str_is(function->key, "Condition") && cfn_node_known(argument, &name))
    return cfn_condition(out, cfn, name);
  return OK;
}

static int evaluate(Tri *out, CfnTemplate *cfn, const Node *node) {
  *out = TRI_UNKNOWN;
  if (node->kind != NODE_MAP || node->count != 1 || !cfn_step(cfn) || cfn->depth > 2 * MAX_DEPTH)
    return OK;
  cfn->depth++;
  int status = evaluate_function(out, cfn, &node->members[0]);
  cfn->depth--;
  return status;
}

/* The value as far as it follows from what is known; each is computed once for
 * an assignment. */
static int compute(Tri *out, CfnTemplate *cfn, size_t at) {
  CfnConditionMemo *memo = &cfn->condition_memo[cfn->choosing ? 1 : 0][at];
  size_t generation = cfn->choosing ? cfn->generation : 1;
  *out = memo->value;
  if (memo->generation == generation)
    return OK;
  bool in_condition = cfn->in_condition;
  cfn->in_condition = true;
  cfn->condition_busy[at] = 1;
  int status = evaluate(out, cfn, cfn->conditions.entries[at].member->value);
  cfn->condition_busy[at] = 0;
  cfn->in_condition = in_condition;
  memo->value = *out;
  memo->generation = generation;
  return status;
}

int cfn_condition(Tri *out, CfnTemplate *cfn, Str name) {
  size_t at, option;
  *out = TRI_UNKNOWN;
  if (cfn->choosing && cfn_chosen(cfn, CFN_CONDITION, name, &option)) {
    *out = option == 0 ? TRI_YES : TRI_NO;
    return OK;
  }
  /* Defined twice is as good as not defined: nobody can say what it is. */
  if (cfn_find(&cfn->conditions, name, &at) == 1) {
    if (cfn->condition_busy[at]) /* defined by itself: who asked first makes the choice */
      return OK;
    int status = compute(out, cfn, at);
    if (status != OK)
      return status;
  }
  if (*out != TRI_UNKNOWN || !cfn->choosing)
    return OK;
  cfn_choose(&option, cfn, CFN_CONDITION, name, 2);
  *out = option == 0 ? TRI_YES : TRI_NO;
  return OK;
}
