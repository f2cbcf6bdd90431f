/* SPDX-License-Identifier: Apache-2.0
 *
 * The table of the 27 condition operators and the parts of a name.
 */
#include "access/operators.h"

#include <string.h>

static const struct {
  const char *name;
  struct alint_operator base;
} operators[] = {
    {"StringEquals", {.family = ALINT_OP_STRING}},
    {"StringNotEquals", {.family = ALINT_OP_STRING, .negated = true}},
    {"StringEqualsIgnoreCase", {.family = ALINT_OP_STRING_NOCASE}},
    {"StringNotEqualsIgnoreCase", {.family = ALINT_OP_STRING_NOCASE, .negated = true}},
    {"StringLike", {.family = ALINT_OP_LIKE}},
    {"StringNotLike", {.family = ALINT_OP_LIKE, .negated = true}},
    {"NumericEquals", {.family = ALINT_OP_NUMERIC}},
    {"NumericNotEquals", {.family = ALINT_OP_NUMERIC, .negated = true}},
    {"NumericLessThan", {.family = ALINT_OP_NUMERIC, .order = ALINT_ORDER_LESS}},
    {"NumericLessThanEquals", {.family = ALINT_OP_NUMERIC, .order = ALINT_ORDER_LESS_EQUAL}},
    {"NumericGreaterThan", {.family = ALINT_OP_NUMERIC, .order = ALINT_ORDER_GREATER}},
    {"NumericGreaterThanEquals", {.family = ALINT_OP_NUMERIC, .order = ALINT_ORDER_GREATER_EQUAL}},
    {"DateEquals", {.family = ALINT_OP_DATE}},
    {"DateNotEquals", {.family = ALINT_OP_DATE, .negated = true}},
    {"DateLessThan", {.family = ALINT_OP_DATE, .order = ALINT_ORDER_LESS}},
    {"DateLessThanEquals", {.family = ALINT_OP_DATE, .order = ALINT_ORDER_LESS_EQUAL}},
    {"DateGreaterThan", {.family = ALINT_OP_DATE, .order = ALINT_ORDER_GREATER}},
    {"DateGreaterThanEquals", {.family = ALINT_OP_DATE, .order = ALINT_ORDER_GREATER_EQUAL}},
    {"Bool", {.family = ALINT_OP_BOOL}},
    {"BinaryEquals", {.family = ALINT_OP_BINARY}},
    {"IpAddress", {.family = ALINT_OP_IP}},
    {"NotIpAddress", {.family = ALINT_OP_IP, .negated = true}},
    {"ArnEquals", {.family = ALINT_OP_ARN}},
    {"ArnLike", {.family = ALINT_OP_ARN}},
    {"ArnNotEquals", {.family = ALINT_OP_ARN, .negated = true}},
    {"ArnNotLike", {.family = ALINT_OP_ARN, .negated = true}},
    {"Null", {.family = ALINT_OP_NULL}},
};

enum { OPERATOR_COUNT = sizeof operators / sizeof *operators };

const char *alint_operator_name(size_t n) {
  return n < OPERATOR_COUNT ? operators[n].name : NULL;
}

static bool cut_prefix(struct alint_str *name, const char *prefix) {
  if (!alint_str_starts_nocase(*name, prefix))
    return false;
  *name = alint_str_slice(*name, strlen(prefix), name->len);
  return true;
}

static bool cut_if_exists(struct alint_str *name) {
  struct alint_str suffix = ALINT_STR("IfExists");
  if (name->len <= suffix.len ||
      !alint_str_eq_nocase(alint_str_slice(*name, name->len - suffix.len, name->len), suffix))
    return false;
  *name = alint_str_slice(*name, 0, name->len - suffix.len);
  return true;
}

bool alint_operator_parse(struct alint_operator *out, struct alint_str name) {
  enum alint_operator_set set = cut_prefix(&name, "ForAllValues:")  ? ALINT_SET_ALL
                                : cut_prefix(&name, "ForAnyValue:") ? ALINT_SET_ANY
                                                                    : ALINT_SET_NONE;
  bool if_exists = cut_if_exists(&name);
  for (size_t i = 0; i < OPERATOR_COUNT; i++) {
    if (name.len == 0 || alint_lower(name.ptr[0]) != alint_lower(operators[i].name[0]) ||
        !alint_str_is_nocase(name, operators[i].name))
      continue;
    *out = operators[i].base;
    out->set = set;
    out->if_exists = if_exists;
    return !(if_exists && out->family == ALINT_OP_NULL);
  }
  return false;
}
