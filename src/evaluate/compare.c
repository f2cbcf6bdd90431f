/* SPDX-License-Identifier: Apache-2.0
 *
 * One value of the request against one value of the policy, by the family of
 * the operator. A value that is not of the operator's type matches nothing.
 *
 * ARNs have six components, split at the first five colons, each matched as a glob
 * of its own. ArnEquals and ArnLike are the same.
 *
 * Source: IAM User Guide, "IAM JSON policy elements: Condition operators".
 */
#include "assumelint/arena.h"
#include "evaluate/evaluation.h"
#include "model/match.h"
#include "util/values.h"

/* ---- Types ---------------------------------------------------------------------------- */

static Tri from_bool(bool b) {
  return b ? TRI_YES : TRI_NO;
}

static bool order_holds(OperatorOrder order, int compared) {
  switch (order) {
  case ORDER_EQUAL:
    return compared == 0;
  case ORDER_LESS:
    return compared < 0;
  case ORDER_LESS_EQUAL:
    return compared <= 0;
  case ORDER_GREATER:
    return compared > 0;
  case ORDER_GREATER_EQUAL:
    return compared >= 0;
  }
  return false;
}

static Tri compare_numbers(const Operator *op, Str value, Str wanted) {
  int compared;
  return from_bool(decimal_compare(&compared, value, wanted) && order_holds(op->order, compared));
}

static Tri compare_dates(const Operator *op, Str value, Str wanted) {
  Date a, b;
  return from_bool(date_parse(&a, value) && date_parse(&b, wanted) &&
                   order_holds(op->order, date_compare(a, b)));
}

static Tri compare_bools(Str value, Str wanted) {
  bool is_bool = str_is_nocase(wanted, "true") || str_is_nocase(wanted, "false");
  return from_bool(is_bool && str_eq_nocase(value, wanted));
}

static Tri compare_networks(Str value, Str wanted) {
  Network inner, outer;
  return from_bool(network_parse(&inner, value) && network_parse(&outer, wanted) &&
                   network_contains(&outer, &inner));
}

static Tri compare_binary(Evaluation *e, Str value, Str wanted) {
  size_t a_len, b_len;
  unsigned char *a = arena_alloc(e->arena, value.len);
  unsigned char *b = arena_alloc(e->arena, wanted.len);
  if (!base64_decode(a, &a_len, value) || !base64_decode(b, &b_len, wanted))
    return TRI_NO;
  return from_bool(str_eq(str_n((char *)a, a_len), str_n((char *)b, b_len)));
}

/* ---- ARNs --------------------------------------------------------------------------- */

enum { COMPONENTS = 6 };

static bool no_arn(size_t parts, const Text *const *components) {
  return parts < COMPONENTS ||
         (components[0]->count > 0 && !components[0]->pieces[0].hole &&
          !text_is(components[0], "arn") && !str_has(components[0]->pieces[0].literal, '*'));
}

/* U2: "*" is every ARN or none, whichever lets more callers in. */
static Tri star_matches(Evaluation *e, bool negated) {
  bool wide = eval_reading(e, U2_PATTERN_NOT_ARN);
  return (e->deny == negated) == wide ? TRI_YES : TRI_NO;
}

static Tri match_arns(Evaluation *e, const Text *pattern, const Text *value, bool negated) {
  const Text *wanted[COMPONENTS], *given[COMPONENTS];
  size_t wanted_count = text_split(e->arena, pattern, ':', wanted, COMPONENTS);
  size_t given_count = text_split(e->arena, value, ':', given, COMPONENTS);
  if (wanted_count < COMPONENTS && text_first_hole(pattern))
    return eval_unknown_hole(e, text_first_hole(pattern));
  if (given_count < COMPONENTS && text_first_hole(value))
    return eval_unknown_hole(e, text_first_hole(value));
  if (no_arn(given_count, given))
    return TRI_NO;
  if (no_arn(wanted_count, wanted))
    return text_is(pattern, "*") ? star_matches(e, negated) : TRI_NO;
  Tri out = TRI_YES;
  for (size_t i = 0; i < COMPONENTS; i++)
    out = tri_and(out, text_match(wanted[i], given[i], MATCH_GLOB));
  return out == TRI_UNKNOWN ? eval_unknown_text(e, pattern, value) : out;
}

/* ---- Strings -------------------------------------------------------------------------- */

static Tri compare_texts(Evaluation *e, const Operator *op, const Text *value, const Text *wanted) {
  if (op->family == OPERATOR_ARN)
    return match_arns(e, wanted, value, op->negated);
  unsigned flags = op->family == OPERATOR_LIKE            ? MATCH_GLOB
                   : op->family == OPERATOR_STRING_NOCASE ? MATCH_NOCASE
                                                          : 0;
  Tri out = text_match(wanted, value, flags);
  return out == TRI_UNKNOWN ? eval_unknown_text(e, wanted, value) : out;
}

/* Replaces policy variables. False when that decides the comparison: `*decided` has
 * the answer. */
static bool prepare(Evaluation *e, const Operator *op, const Text **wanted, Tri *decided) {
  if (!e->variables || !eval_has_variable(*wanted))
    return true;
  if (!operator_is_text(op) && eval_reading(e, U7_VARIABLE_IN_OTHER_TYPE))
    return true;
  switch (eval_expand_variables(e, wanted, *wanted)) {
  case EXPANSION_DONE:
    return true;
  case EXPANSION_UNKNOWN:
    *decided = TRI_UNKNOWN;
    return false;
  case EXPANSION_MISSING:
    break;
  }
  /* A positive operator cannot match. A negated one then does, unless the
   * point is read the other way. */
  bool usual = !op->negated || eval_reading(e, U6_MISSING_VARIABLE);
  *decided = usual ? TRI_NO : TRI_YES;
  return false;
}

/* ---- All ------------------------------------------------------------------------------- */

static size_t size_of(const Text *text) {
  size_t n = 0;
  for (size_t i = 0; i < text->count; i++)
    n += text->pieces[i].hole ? 1 : text->pieces[i].literal.len;
  return n;
}

/* A wildcard may look at the same characters again. Texts of several pieces are taken apart
 * first. Where there is a hole, each character of one is compared with each of the other. */
static void count_steps(const Evaluation *e, const Text *value, const Text *wanted) {
  size_t a = size_of(value), b = size_of(wanted);
  bool open = text_first_hole(value) || text_first_hole(wanted);
  bool pieces = value->count > 1 || wanted->count > 1;
  *e->steps += 32 + (pieces ? 4 * (a + b) : a + b) + (open ? a * b : a * b / 16);
}

Tri eval_compare(Evaluation *e, const Operator *op, const Text *value, const Text *wanted) {
  Tri decided;
  Str v, w;
  if (e->steps)
    count_steps(e, value, wanted);
  if (!prepare(e, op, &wanted, &decided))
    return decided;
  if (operator_is_text(op))
    return compare_texts(e, op, value, wanted);
  if (!text_known(value, &v) || !text_known(wanted, &w)) {
    if (text_same(value, wanted) && op->order != ORDER_LESS && op->order != ORDER_GREATER)
      return TRI_YES;
    return eval_unknown_text(e, wanted, value);
  }
  switch (op->family) {
  case OPERATOR_NUMERIC:
    return compare_numbers(op, v, w);
  case OPERATOR_DATE:
    return compare_dates(op, v, w);
  case OPERATOR_BOOL:
    return compare_bools(v, w);
  case OPERATOR_IP:
    return compare_networks(v, w);
  case OPERATOR_BINARY:
    return compare_binary(e, v, w);
  default:
    return TRI_NO;
  }
}
