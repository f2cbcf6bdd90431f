/* SPDX-License-Identifier: Apache-2.0
 *
 * The names of condition operators.
 *
 * IAM User Guide, "IAM JSON policy elements: Condition operators". Whether IAM
 * minds the letter case of an operator is not documented: here it does not.
 */
#include "rules.h"

const char *const alint_operators[] = {
    "ArnEquals",
    "ArnLike",
    "ArnNotEquals",
    "ArnNotLike",
    "BinaryEquals",
    "Bool",
    "DateEquals",
    "DateGreaterThan",
    "DateGreaterThanEquals",
    "DateLessThan",
    "DateLessThanEquals",
    "DateNotEquals",
    "IpAddress",
    "NotIpAddress",
    "Null",
    "NumericEquals",
    "NumericGreaterThan",
    "NumericGreaterThanEquals",
    "NumericLessThan",
    "NumericLessThanEquals",
    "NumericNotEquals",
    "StringEquals",
    "StringEqualsIgnoreCase",
    "StringLike",
    "StringNotEquals",
    "StringNotEqualsIgnoreCase",
    "StringNotLike",
};
const size_t alint_operator_count = sizeof alint_operators / sizeof *alint_operators;

static bool ends_nocase(struct alint_str s, const char *suffix) {
  struct alint_str tail = alint_str(suffix);
  return s.len >= tail.len &&
         alint_str_eq_nocase(alint_str_slice(s, s.len - tail.len, s.len), tail);
}

static bool is_set(struct alint_str s) {
  return alint_str_is_nocase(s, "ForAllValues") || alint_str_is_nocase(s, "ForAnyValue");
}

struct alint_operator_parts alint_operator_split(struct alint_str name) {
  struct alint_operator_parts parts = {.base = name};
  size_t colon = alint_str_find(name, 0, ':');
  bool good_set = true;
  if (colon < name.len) {
    parts.set = alint_str_slice(name, 0, colon);
    parts.base = alint_str_slice(name, colon + 1, name.len);
    good_set = is_set(parts.set);
  }
  if (ends_nocase(parts.base, "IfExists")) {
    parts.if_exists = true;
    parts.base.len -= sizeof "IfExists" - 1;
  }
  for (size_t i = 0; good_set && i < alint_operator_count; i++)
    parts.known = parts.known || alint_str_is_nocase(parts.base, alint_operators[i]);
  /* Null asks whether a key is there: "if it exists" makes no sense with it. */
  if (parts.if_exists && alint_str_is_nocase(parts.base, "Null"))
    parts.known = false;
  return parts;
}
