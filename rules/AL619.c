/* SPDX-License-Identifier: Apache-2.0
 *
 * AL619 account-id-mangled
 *
 * A number without quotes that YAML reads as another one (octal, hexadecimal, base 60, with
 * underscores or a fraction), as principal or where a condition compares with an account id or
 * an external ID. Digits that stay the same number are no fault.
 *
 * What YAML 1.1 reads: https://yaml.org/type/int.html and float.html.
 */
#include <string.h>

#include "rules.h"

/* What a value without quotes is read as, where that is not what is written. */
struct misread {
  const char *as; /* "an octal number"; NULL: nothing else than what is written */
  bool whole;     /* `number` is what it stands for */
  uint64_t number;
};

/* Digits of a base; underscores say nothing. False: too large a number. */
static bool add_digits(uint64_t *number, struct alint_str digits, unsigned base) {
  for (size_t i = 0; i < digits.len; i++) {
    char c = alint_lower(digits.ptr[i]);
    unsigned digit = c >= 'a' ? (unsigned)(c - 'a') + 10 : (unsigned)(c - '0');
    if (c == '_')
      continue;
    if (*number > (UINT64_MAX - digit) / base)
      return false;
    *number = *number * base + digit;
  }
  return true;
}

/* 190:20:30, each part worth 60 times the next. */
static bool add_base_60(uint64_t *number, struct alint_str s) {
  for (size_t at = 0; at <= s.len;) {
    size_t end = alint_str_find(s, at, ':');
    uint64_t part = 0;
    if (!add_digits(&part, alint_str_slice(s, at, end), 10) || *number > (UINT64_MAX - part) / 60)
      return false;
    *number = *number * 60 + part;
    at = end + 1;
  }
  return true;
}

static bool is_octal(struct alint_str s) {
  for (size_t i = 0; i < s.len; i++) {
    if (!strchr("01234567_", s.ptr[i]))
      return false;
  }
  return s.len > 1 && s.ptr[0] == '0';
}

static struct misread read_by_yaml(const struct alint_item *item) {
  struct misread out = {NULL, false, 0};
  struct alint_str written, s;
  if (!item->plain_number || !alint_text_known(item->text, &written) || written.len == 0)
    return out;
  bool sign = written.ptr[0] == '+' || written.ptr[0] == '-';
  s = alint_str_slice(written, sign ? 1 : 0, written.len);
  if (alint_str_has(s, '.')) {
    out.as = "a floating-point number";
  } else if (alint_str_starts(s, "0x")) {
    out.as = "a hexadecimal number";
    out.whole = add_digits(&out.number, alint_str_slice(s, 2, s.len), 16);
  } else if (alint_str_starts(s, "0b")) {
    out.as = "a binary number";
    out.whole = add_digits(&out.number, alint_str_slice(s, 2, s.len), 2);
  } else if (alint_str_has(s, ':')) {
    out.as = "a number to the base of 60";
    out.whole = add_base_60(&out.number, s);
  } else if (is_octal(s)) {
    out.as = "an octal number";
    out.whole = add_digits(&out.number, s, 8);
  } else if (sign || alint_str_has(s, '_')) {
    out.as = "a number";
    out.whole = add_digits(&out.number, s, 10);
  }
  out.whole = out.whole && !(sign && written.ptr[0] == '-');
  return out;
}

enum { ACCOUNT_DIGITS = 12 };

/* Twelve digits, whatever underscores are between them. */
static bool looks_like_account(const struct alint_item *item) {
  struct alint_str s;
  size_t digits = 0;
  if (!alint_text_known(item->text, &s))
    return false;
  for (size_t i = 0; i < s.len; i++) {
    bool digit = s.ptr[i] >= '0' && s.ptr[i] <= '9';
    if (!digit && s.ptr[i] != '_')
      return false;
    digits += digit;
  }
  return digits == ACCOUNT_DIGITS;
}

static bool is_id_key(struct alint_str key) {
  static const char *const keys[] = {"aws:PrincipalAccount", "aws:SourceAccount",
                                     "aws:ResourceAccount", "sts:ExternalId"};
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
    if (alint_str_is_nocase(key, keys[i]))
      return true;
  }
  return false;
}

static void report(struct alint_draft *draft, const struct alint_item *item,
                   struct misread misread) {
  const char *shown = alint_quote_text(draft, item->text);
  alint_draft_fault(draft, "%s", shown);
  if (misread.whole)
    alint_draft_message(draft, "%s has no quotes, so YAML reads %s and what is deployed is %llu",
                        shown, misread.as, (unsigned long long)misread.number);
  else
    alint_draft_message(draft,
                        "%s has no quotes, so YAML reads %s, and something else is deployed than "
                        "what is written",
                        shown, misread.as);
}

static void tell_principal(struct alint_draft *draft, const struct alint_identity *identity) {
  const struct alint_principal *principal = draft->principal;
  struct misread misread = read_by_yaml(&principal->value);
  (void)identity;
  if (misread.as)
    report(draft, &principal->value, misread);
}

static void tell_condition(struct alint_draft *draft, const struct alint_condition *condition) {
  for (size_t i = 0; i < condition->value_count; i++) {
    const struct alint_item *item = &condition->values[i];
    struct misread misread = read_by_yaml(item);
    if (!misread.as || !(is_id_key(condition->key) || looks_like_account(item)))
      continue;
    alint_draft_at_item(draft, item);
    report(draft, item, misread);
    alint_draft_send(draft);
  }
}

const struct alint_checks alint_al619 = {.principal = tell_principal, .condition = tell_condition};
