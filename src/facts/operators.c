/* SPDX-License-Identifier: Apache-2.0
 *
 * The table of the 27 condition operators and the parts of a name.
 */
#include "facts/operators.h"

#include <string.h>

static const struct {
  const char *name;
  Operator base;
} operators[] = {
    {"StringEquals", {.family = OPERATOR_STRING}},
    {"StringNotEquals", {.family = OPERATOR_STRING, .negated = true}},
    {"StringEqualsIgnoreCase", {.family = OPERATOR_STRING_NOCASE}},
    {"StringNotEqualsIgnoreCase", {.family = OPERATOR_STRING_NOCASE, .negated = true}},
    {"StringLike", {.family = OPERATOR_LIKE}},
    {"StringNotLike", {.family = OPERATOR_LIKE, .negated = true}},
    {"NumericEquals", {.family = OPERATOR_NUMERIC}},
    {"NumericNotEquals", {.family = OPERATOR_NUMERIC, .negated = true}},
    {"NumericLessThan", {.family = OPERATOR_NUMERIC, .order = ORDER_LESS}},
    {"NumericLessThanEquals", {.family = OPERATOR_NUMERIC, .order = ORDER_LESS_EQUAL}},
    {"NumericGreaterThan", {.family = OPERATOR_NUMERIC, .order = ORDER_GREATER}},
    {"NumericGreaterThanEquals", {.family = OPERATOR_NUMERIC, .order = ORDER_GREATER_EQUAL}},
    {"DateEquals", {.family = OPERATOR_DATE}},
    {"DateNotEquals", {.family = OPERATOR_DATE, .negated = true}},
    {"DateLessThan", {.family = OPERATOR_DATE, .order = ORDER_LESS}},
    {"DateLessThanEquals", {.family = OPERATOR_DATE, .order = ORDER_LESS_EQUAL}},
    {"DateGreaterThan", {.family = OPERATOR_DATE, .order = ORDER_GREATER}},
    {"DateGreaterThanEquals", {.family = OPERATOR_DATE, .order = ORDER_GREATER_EQUAL}},
    {"Bool", {.family = OPERATOR_BOOL}},
    {"BinaryEquals", {.family = OPERATOR_BINARY}},
    {"IpAddress", {.family = OPERATOR_IP}},
    {"NotIpAddress", {.family = OPERATOR_IP, .negated = true}},
    {"ArnEquals", {.family = OPERATOR_ARN}},
    {"ArnLike", {.family = OPERATOR_ARN}},
    {"ArnNotEquals", {.family = OPERATOR_ARN, .negated = true}},
    {"ArnNotLike", {.family = OPERATOR_ARN, .negated = true}},
    {"Null", {.family = OPERATOR_NULL}},
};

enum { OPERATOR_COUNT = sizeof operators / sizeof *operators };

bool operator_is_text(const Operator *op) {
  return op->family == OPERATOR_STRING || op->family == OPERATOR_STRING_NOCASE ||
         op->family == OPERATOR_LIKE || op->family == OPERATOR_ARN;
}

const char *operator_name(size_t n) {
  return n < OPERATOR_COUNT ? operators[n].name : NULL;
}

static bool cut_prefix(Str *name, const char *prefix) {
  if (!str_starts_nocase(*name, prefix))
    return false;
  *name = str_slice(*name, strlen(prefix), name->len);
  return true;
}

static bool cut_if_exists(Str *name) {
  Str suffix = STR("IfExists");
  if (name->len <= suffix.len ||
      !str_eq_nocase(str_slice(*name, name->len - suffix.len, name->len), suffix))
    return false;
  *name = str_slice(*name, 0, name->len - suffix.len);
  return true;
}

bool operator_parse(Operator *out, Str name) {
  OperatorSet set = cut_prefix(&name, "ForAllValues:")  ? OPERATOR_SET_ALL
                    : cut_prefix(&name, "ForAnyValue:") ? OPERATOR_SET_ANY
                                                        : OPERATOR_SET_NONE;
  bool if_exists = cut_if_exists(&name);
  for (size_t i = 0; i < OPERATOR_COUNT; i++) {
    if (name.len == 0 || ascii_lower(name.ptr[0]) != ascii_lower(operators[i].name[0]) ||
        !str_is_nocase(name, operators[i].name))
      continue;
    *out = operators[i].base;
    out->set = set;
    out->if_exists = if_exists;
    return !(if_exists && out->family == OPERATOR_NULL);
  }
  return false;
}
