/* SPDX-License-Identifier: Apache-2.0
 *
 * AL619 account-id-mangled
 *
 * A number without quotes that YAML reads as another one (octal, hexadecimal, base 60, with
 * underscores or a fraction), as a principal or where a condition compares an account id or an
 * external ID.
 *
 * What YAML 1.1 reads: https://yaml.org/type/int.html and float.html.
 */
#include <string.h>

#include "rules/conditions.h"

/* What YAML reads in place of what is written. */
struct misread {
  const char *as; /* "an octal number"; NULL: what is written */
  bool whole;     /* its value is `number` */
  uint64_t number;
};

/* Skips underscores. False: the number is too large. */
static bool add_digits(uint64_t *number, Str digits, unsigned base) {
  for (size_t i = 0; i < digits.len; i++) {
    char c = ascii_lower(digits.ptr[i]);
    unsigned digit = c >= 'a' ? (unsigned)(c - 'a') + 10 : (unsigned)(c - '0');
    if (c == '_')
      continue;
    if (*number > (UINT64_MAX - digit) / base)
      return false;
    *number = *number * base + digit;
  }
  return true;
}

/* 190:20:30: each part is worth 60 times the next. */
static bool add_base_60(uint64_t *number, Str s) {
  for (size_t at = 0; at <= s.len;) {
    size_t end = str_find(s, at, ':');
    uint64_t part = 0;
    if (!add_digits(&part, str_slice(s, at, end), 10) || *number > (UINT64_MAX - part) / 60)
      return false;
    *number = *number * 60 + part;
    at = end + 1;
  }
  return true;
}

static bool is_octal(Str s) {
  for (size_t i = 0; i < s.len; i++) {
    if (!strchr("01234567_", s.ptr[i]))
      return false;
  }
  return s.len > 1 && s.ptr[0] == '0';
}

static struct misread read_by_yaml(const Item *item) {
  struct misread out = {NULL, false, 0};
  Str written, s;
  if (!item->plain_number || !text_known(item->text, &written) || written.len == 0)
    return out;
  bool sign = written.ptr[0] == '+' || written.ptr[0] == '-';
  s = str_slice(written, sign ? 1 : 0, written.len);
  if (str_has(s, '.')) {
    out.as = "a floating-point number";
  } else if (str_starts(s, "0x")) {
    out.as = "a hexadecimal number";
    out.whole = add_digits(&out.number, str_slice(s, 2, s.len), 16);
  } else if (str_starts(s, "0b")) {
    out.as = "a binary number";
    out.whole = add_digits(&out.number, str_slice(s, 2, s.len), 2);
  } else if (str_has(s, ':')) {
    out.as = "a number to the base of 60";
    out.whole = add_base_60(&out.number, s);
  } else if (is_octal(s)) {
    out.as = "an octal number";
    out.whole = add_digits(&out.number, s, 8);
  } else if (sign || str_has(s, '_')) {
    out.as = "a number";
    out.whole = add_digits(&out.number, s, 10);
  }
  out.whole = out.whole && !(sign && written.ptr[0] == '-');
  return out;
}

enum { ACCOUNT_DIGITS = 12 };

/* Twelve digits, with or without underscores between them. */
static bool looks_like_account(const Item *item) {
  Str s;
  size_t digits = 0;
  if (!text_known(item->text, &s))
    return false;
  for (size_t i = 0; i < s.len; i++) {
    bool digit = s.ptr[i] >= '0' && s.ptr[i] <= '9';
    if (!digit && s.ptr[i] != '_')
      return false;
    digits += digit;
  }
  return digits == ACCOUNT_DIGITS;
}

static const char *const id_keys[] = {"aws:PrincipalAccount", "aws:SourceAccount",
                                      "aws:ResourceAccount", "sts:ExternalId", NULL};

static void report(Draft *draft, const Item *item, struct misread misread) {
  const char *shown = draft_quote_text(draft, item->text);
  draft_fault(draft, "%s", shown);
  if (misread.whole)
    draft_message(draft, "%s has no quotes, so YAML reads %s, and you deploy %llu", shown,
                  misread.as, (unsigned long long)misread.number);
  else
    draft_message(
        draft,
        "%s has no quotes, so YAML reads %s, and you deploy something else than what is written",
        shown, misread.as);
}

static void tell_principal(Draft *draft, const Identity *identity) {
  const Item *item = &draft->principal->value;
  struct misread misread = read_by_yaml(item);
  (void)identity;
  if (misread.as)
    report(draft, item, misread);
}

static void tell_condition(Draft *draft, const Condition *condition) {
  for (size_t i = 0; i < condition->value_count; i++) {
    const Item *item = &condition->values[i];
    struct misread misread = read_by_yaml(item);
    if (!misread.as || !(key_is_in(condition->key, id_keys) || looks_like_account(item)))
      continue;
    draft_at_item(draft, item);
    report(draft, item, misread);
    draft_send(draft);
  }
}

const RuleChecks rule_al619 = {.principal = tell_principal, .condition = tell_condition};
