/* SPDX-License-Identifier: Apache-2.0
 *
 * AL619 account-id-mangled
 *
 * A number without quotes that YAML reads as another one (octal, hexadecimal, base 60, with
 * underscores or a fraction), as principal or where a condition compares with an account id or
 * an external ID. Digits that stay the same number are no fault.
 */
#include "rules.h"

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
                   struct alint_misread misread) {
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

static void tell_principal(struct alint_draft *draft, const struct alint_principal *principal,
                           const struct alint_identity *identity) {
  struct alint_misread misread = alint_misread(&principal->value);
  (void)identity;
  if (misread.as)
    report(draft, &principal->value, misread);
}

static void tell_condition(struct alint_draft *draft, const struct alint_condition *condition) {
  for (size_t i = 0; i < condition->value_count; i++) {
    const struct alint_item *item = &condition->values[i];
    struct alint_misread misread = alint_misread(item);
    if (!misread.as || !(is_id_key(condition->key) || looks_like_account(item)))
      continue;
    alint_draft_at_item(draft, item);
    report(draft, item, misread);
    alint_draft_send(draft);
  }
}

const struct alint_checks alint_al619 = {.principal = tell_principal, .condition = tell_condition};
