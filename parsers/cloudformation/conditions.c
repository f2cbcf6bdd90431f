/* SPDX-License-Identifier: Apache-2.0
 *
 * Conditions. What the choices made so far decide is computed; a condition
 * that hangs on something else (the region, a value of another stack) is a
 * choice of its own.
 *
 * Source: AWS CloudFormation User Guide, "Condition functions".
 */
#include "cfn.h"

static int evaluate(enum alint_tri *out, struct alint_cfn *cfn, const struct alint_node *node);

/* Whether a secret is in it that nobody gave: the value behind NoEcho is a
 * default at best. */
static bool is_secret(const struct alint_cfn *cfn, const struct alint_text *text) {
  for (size_t i = 0; i < text->count; i++) {
    const struct alint_hole *hole = text->pieces[i].hole;
    if (hole && hole->sensitive && !alint_cfn_is_given_secret(cfn, hole))
      return true;
  }
  return false;
}

/* Whether `hole` stands for the values of a parameter that are none of its
 * options, and `literal` is one of them. */
static bool is_other_option(const struct alint_cfn *cfn, const struct alint_hole *hole,
                            struct alint_str literal) {
  size_t option;
  if (!hole || !cfn->choosing || hole->source != ALINT_HOLE_OF_PARAMETER ||
      !alint_str_eq(hole->scope, cfn->place.scope))
    return false;
  const struct alint_cfn_parameter *parameter = alint_cfn_find_parameter(cfn, hole->name);
  return parameter && alint_cfn_chosen(cfn, ALINT_CFN_PARAMETER, hole->name, &option) &&
         alint_cfn_has_option(parameter, literal);
}

static enum alint_tri compare(const struct alint_cfn *cfn, const struct alint_text *a,
                              const struct alint_text *b) {
  struct alint_str literal;
  if (is_secret(cfn, a) || is_secret(cfn, b))
    return alint_text_same(a, b) ? ALINT_YES : ALINT_UNKNOWN;
  if (alint_text_known(b, &literal) && is_other_option(cfn, alint_text_only_hole(a), literal))
    return ALINT_NO;
  if (alint_text_known(a, &literal) && is_other_option(cfn, alint_text_only_hole(b), literal))
    return ALINT_NO;
  return alint_text_eq(a, b);
}

static int evaluate_equals(enum alint_tri *out, struct alint_cfn *cfn,
                           const struct alint_node *argument) {
  struct alint_node *sides[2] = {NULL, NULL};
  const struct alint_text *texts[2];
  if (argument->kind != ALINT_NODE_LIST || argument->count != 2)
    return ALINT_OK;
  for (size_t i = 0; i < 2; i++) {
    int status = alint_cfn_resolve(&sides[i], cfn, argument->items[i]);
    if (status == ALINT_OK)
      alint_cfn_node_text(&texts[i], cfn, sides[i]);
    if (status != ALINT_OK)
      return status;
  }
  if (texts[0] && texts[1])
    *out = compare(cfn, texts[0], texts[1]);
  else if (sides[0] && alint_cfn_same(sides[0], sides[1]))
    *out = ALINT_YES;
  return ALINT_OK;
}

/* Fn::And and Fn::Or: `decisive` settles the matter. */
static int evaluate_all(enum alint_tri *out, struct alint_cfn *cfn,
                        const struct alint_node *argument, enum alint_tri decisive) {
  if (argument->kind != ALINT_NODE_LIST || argument->count == 0)
    return ALINT_OK;
  enum alint_tri all = alint_tri_not(decisive);
  for (size_t i = 0; i < argument->count; i++) {
    enum alint_tri one;
    int status = evaluate(&one, cfn, argument->items[i]);
    if (status != ALINT_OK)
      return status;
    all = decisive == ALINT_NO ? alint_tri_and(all, one) : alint_tri_or(all, one);
    if (all == decisive)
      break;
  }
  *out = all;
  return ALINT_OK;
}

static int evaluate_function(enum alint_tri *out, struct alint_cfn *cfn,
                             const struct alint_member *function) {
  const struct alint_node *argument = function->value;
  if (alint_str_is(function->key, "Fn::Equals"))
    return evaluate_equals(out, cfn, argument);
  if (alint_str_is(function->key, "Fn::And"))
    return evaluate_all(out, cfn, argument, ALINT_NO);
  if (alint_str_is(function->key, "Fn::Or"))
    return evaluate_all(out, cfn, argument, ALINT_YES);
  if (alint_str_is(function->key, "Fn::Not")) {
    if (argument->kind != ALINT_NODE_LIST || argument->count != 1)
      return ALINT_OK;
    int status = evaluate(out, cfn, argument->items[0]);
    *out = alint_tri_not(*out);
    return status;
  }
  struct alint_str name;
  if (alint_str_is(function->key, "Condition") && alint_cfn_node_known(argument, &name))
    return alint_cfn_condition(out, cfn, name);
  return ALINT_OK;
}

static int evaluate(enum alint_tri *out, struct alint_cfn *cfn, const struct alint_node *node) {
  *out = ALINT_UNKNOWN;
  if (node->kind != ALINT_NODE_MAP || node->count != 1 || !alint_cfn_step(cfn) ||
      cfn->depth > 2 * ALINT_MAX_DEPTH)
    return ALINT_OK;
  cfn->depth++;
  int status = evaluate_function(out, cfn, &node->members[0]);
  cfn->depth--;
  return status;
}

/* The value as far as it follows from what is known; each is computed once for
 * an assignment. */
static int compute(enum alint_tri *out, struct alint_cfn *cfn, size_t at) {
  struct alint_cfn_verdict *memo = &cfn->condition_memo[cfn->choosing ? 1 : 0][at];
  size_t generation = cfn->choosing ? cfn->generation : 1;
  *out = memo->value;
  if (memo->generation == generation)
    return ALINT_OK;
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

int alint_cfn_condition(enum alint_tri *out, struct alint_cfn *cfn, struct alint_str name) {
  size_t at, option;
  *out = ALINT_UNKNOWN;
  if (cfn->choosing && alint_cfn_chosen(cfn, ALINT_CFN_CONDITION, name, &option)) {
    *out = option == 0 ? ALINT_YES : ALINT_NO;
    return ALINT_OK;
  }
  /* Defined twice is as good as not defined: nobody can say what it is. */
  if (alint_cfn_find(&cfn->conditions, name, &at) == 1) {
    if (cfn->condition_busy[at]) /* defined by itself: who asked first makes the choice */
      return ALINT_OK;
    int status = compute(out, cfn, at);
    if (status != ALINT_OK)
      return status;
  }
  if (*out != ALINT_UNKNOWN || !cfn->choosing)
    return ALINT_OK;
  alint_cfn_choose(&option, cfn, ALINT_CFN_CONDITION, name, 2);
  *out = option == 0 ? ALINT_YES : ALINT_NO;
  return ALINT_OK;
}
