/* SPDX-License-Identifier: Apache-2.0
 *
 * One value of the request against one value of the policy, by the family of
 * the operator. A value that is not of the operator's type matches nothing.
 */
#include "access/internal.h"
#include "access/values.h"
#include "assumelint/arena.h"
#include "model/match.h"

static enum alint_tri from_bool(bool b) {
  return b ? ALINT_YES : ALINT_NO;
}

static bool order_holds(enum alint_operator_order order, int compared) {
  switch (order) {
  case ALINT_ORDER_EQUAL:
    return compared == 0;
  case ALINT_ORDER_LESS:
    return compared < 0;
  case ALINT_ORDER_LESS_EQUAL:
    return compared <= 0;
  case ALINT_ORDER_GREATER:
    return compared > 0;
  case ALINT_ORDER_GREATER_EQUAL:
    return compared >= 0;
  }
  return false;
}

static enum alint_tri compare_numbers(const struct alint_operator *op, struct alint_str value,
                                      struct alint_str wanted) {
  int compared;
  return from_bool(alint_decimal_compare(&compared, value, wanted) &&
                   order_holds(op->order, compared));
}

static enum alint_tri compare_dates(const struct alint_operator *op, struct alint_str value,
                                    struct alint_str wanted) {
  struct alint_date a, b;
  return from_bool(alint_date_parse(&a, value) && alint_date_parse(&b, wanted) &&
                   order_holds(op->order, alint_date_compare(a, b)));
}

static enum alint_tri compare_bools(struct alint_str value, struct alint_str wanted) {
  bool is_bool = alint_str_is_nocase(wanted, "true") || alint_str_is_nocase(wanted, "false");
  return from_bool(is_bool && alint_str_eq_nocase(value, wanted));
}

static enum alint_tri compare_networks(struct alint_str value, struct alint_str wanted) {
  struct alint_network inner, outer;
  return from_bool(alint_network_parse(&inner, value) && alint_network_parse(&outer, wanted) &&
                   alint_network_contains(&outer, &inner));
}

static enum alint_tri compare_binary(struct alint_evaluation *e, struct alint_str value,
                                     struct alint_str wanted) {
  size_t a_len, b_len;
  unsigned char *a = alint_arena_alloc(e->arena, value.len);
  unsigned char *b = alint_arena_alloc(e->arena, wanted.len);
  if (!alint_base64_decode(a, &a_len, value) || !alint_base64_decode(b, &b_len, wanted))
    return ALINT_NO;
  return from_bool(alint_str_eq(alint_str_n((char *)a, a_len), alint_str_n((char *)b, b_len)));
}

static enum alint_tri compare_texts(struct alint_evaluation *e, const struct alint_operator *op,
                                    const struct alint_text *value,
                                    const struct alint_text *wanted) {
  if (op->family == ALINT_OP_ARN)
    return alint_arn_match(e, wanted, value, op->negated);
  unsigned flags = op->family == ALINT_OP_LIKE            ? ALINT_MATCH_GLOB
                   : op->family == ALINT_OP_STRING_NOCASE ? ALINT_MATCH_NOCASE
                                                          : 0;
  enum alint_tri out = alint_match(wanted, value, flags);
  if (out == ALINT_UNKNOWN) {
    const struct alint_hole *hole = alint_text_first_hole(wanted);
    alint_unknown_hole(e, hole ? hole : alint_text_first_hole(value));
  }
  return out;
}

static bool takes_variables(const struct alint_operator *op) {
  return op->family == ALINT_OP_STRING || op->family == ALINT_OP_STRING_NOCASE ||
         op->family == ALINT_OP_LIKE || op->family == ALINT_OP_ARN;
}

/* Replaces policy variables; false when the comparison is decided by that:
 * `*decided` has the answer. */
static bool prepare(struct alint_evaluation *e, const struct alint_operator *op,
                    const struct alint_text **wanted, enum alint_tri *decided) {
  if (!e->variables || !alint_has_variable(*wanted))
    return true;
  if (!takes_variables(op) && alint_reading(e, ALINT_U7_VARIABLE_IN_OTHER_TYPE))
    return true;
  switch (alint_expand_variables(e, wanted, *wanted)) {
  case ALINT_EXPANDED:
    return true;
  case ALINT_EXPANSION_UNKNOWN:
    *decided = ALINT_UNKNOWN;
    return false;
  case ALINT_EXPANSION_MISSING:
    break;
  }
  /* A positive operator cannot match. A negated one then does, unless the
   * point is read the other way. */
  bool usual = !op->negated || alint_reading(e, ALINT_U6_MISSING_VARIABLE);
  *decided = usual ? ALINT_NO : ALINT_YES;
  return false;
}

static size_t size_of(const struct alint_text *text) {
  size_t n = 0;
  for (size_t i = 0; i < text->count; i++)
    n += text->pieces[i].hole ? 1 : text->pieces[i].literal.len;
  return n;
}

/* A wildcard may look at the same characters again; texts of several pieces are taken apart
 * first; where there is a hole, each character of the one is held against each of the other. */
static void count_steps(const struct alint_evaluation *e, const struct alint_text *value,
                        const struct alint_text *wanted) {
  size_t a = size_of(value), b = size_of(wanted);
  bool open = alint_text_first_hole(value) || alint_text_first_hole(wanted);
  bool pieces = value->count > 1 || wanted->count > 1;
  *e->steps += 32 + (pieces ? 4 * (a + b) : a + b) + (open ? a * b : a * b / 16);
}

enum alint_tri alint_compare(struct alint_evaluation *e, const struct alint_operator *op,
                             const struct alint_text *value, const struct alint_text *wanted) {
  enum alint_tri decided;
  struct alint_str v, w;
  if (e->steps)
    count_steps(e, value, wanted);
  if (!prepare(e, op, &wanted, &decided))
    return decided;
  if (takes_variables(op))
    return compare_texts(e, op, value, wanted);
  if (!alint_text_known(value, &v) || !alint_text_known(wanted, &w)) {
    if (alint_text_same(value, wanted) && op->order != ALINT_ORDER_LESS &&
        op->order != ALINT_ORDER_GREATER)
      return ALINT_YES;
    const struct alint_hole *hole = alint_text_first_hole(wanted);
    return alint_unknown_hole(e, hole ? hole : alint_text_first_hole(value));
  }
  switch (op->family) {
  case ALINT_OP_NUMERIC:
    return compare_numbers(op, v, w);
  case ALINT_OP_DATE:
    return compare_dates(op, v, w);
  case ALINT_OP_BOOL:
    return compare_bools(v, w);
  case ALINT_OP_IP:
    return compare_networks(v, w);
  case ALINT_OP_BINARY:
    return compare_binary(e, v, w);
  default:
    return ALINT_NO;
  }
}
