/* SPDX-License-Identifier: Apache-2.0
 *
 * Accounts of strangers: such as stand nowhere in the policy, and such as a
 * pattern leaves open that fixes next to nothing.
 */
#include "access/people.h"

#include "assumelint/buf.h"

enum { DIGITS = 12 };

/* Accounts nobody meant; one that stands nowhere in the policy is taken. */
static const char *const accounts[] = {"210987654321", "309876543210", "498765432109",
                                       "587654321098", "676543210987", "765432109876"};

static bool text_mentions(Search *s, const Text *text, Str account) {
  for (size_t p = 0; p < text->count; p++) {
    Str literal = text->pieces[p].literal;
    search_spend(s, 1 + literal.len / 8);
    if (!text->pieces[p].hole && str_find_str(literal, account) < literal.len)
      return true;
  }
  return false;
}

static bool principals_mention(Search *s, const Principal *principals, size_t count, Str account) {
  for (size_t i = 0; i < count; i++) {
    if (text_mentions(s, principals[i].value.text, account))
      return true;
  }
  return false;
}

static bool statement_mentions(Search *s, const Statement *statement, Str account) {
  for (size_t i = 0; i < statement->condition_count; i++) {
    const Condition *condition = &statement->conditions[i];
    for (size_t k = 0; k < condition->value_count; k++) {
      if (text_mentions(s, condition->values[k].text, account))
        return true;
    }
  }
  return principals_mention(s, statement->principals, statement->principal_count, account) ||
         principals_mention(s, statement->not_principals, statement->not_principal_count, account);
}

static bool mentions(Search *s, Str account) {
  for (size_t i = 0; i < s->whole->statement_count; i++) {
    if (statement_mentions(s, &s->whole->statements[i], account))
      return true;
  }
  return text_mentions(s, s->role->account, account);
}

/* Twelve digits that stand nowhere in the policy, `digits` at their start. */
static Str unmentioned(Search *s, Str digits) {
  Str out = {NULL, 0};
  for (unsigned n = 0; n < 1000 && s->status == OK; n++) {
    out = str_printf(s->arena, "%.*s%0*u", STR_FMT(digits), (int)(12 - digits.len),
                     (unsigned)(210987 + n * 7919));
    if (out.len == 12 && !mentions(s, out))
      return out;
  }
  if (s->status == OK)
    s->status = ERR_LIMIT;
  return (Str){NULL, 0};
}

const Text *search_stranger_account(Search *s) {
  Str id = {NULL, 0};
  for (size_t i = 0; i < sizeof accounts / sizeof *accounts && !id.ptr && !s->stranger; i++) {
    if (!mentions(s, str_of(accounts[i])))
      id = str_of(accounts[i]);
  }
  if (!id.ptr && !s->stranger)
    id = unmentioned(s, STR("8"));
  if (id.ptr)
    s->stranger = text_fresh(s->arena, id);
  return s->stranger;
}

/* ---- Several ----------------------------------------------------------------------- */

static void add_account(Search *s, TextList *out, Str digits) {
  if (digits.len != DIGITS || !str_all_digits(digits) || mentions(s, digits))
    return;
  if (out->count < MAX_STRANGER_ACCOUNTS)
    search_add_value(s, out, text_fresh(s->arena, digits));
  else
    s->gave_up = true;
}

/* 1* is met by opening accounts until one starts with a 1. */
static void add_like(Search *s, const Text *pattern, TextList *out) {
  Str known;
  if (!text_known(pattern, &known) || known.len > DIGITS + 1 ||
      !search_fixes_little(STR("aws:PrincipalAccount"), pattern))
    return;
  Buf buf = buf_in(s->arena);
  for (size_t i = 0; i < known.len; i++) {
    for (size_t k = known.len; known.ptr[i] == '*' && k < DIGITS + 1 && buf.len < DIGITS; k++)
      buf_add_char(&buf, '7');
    if (known.ptr[i] != '*')
      buf_add_char(&buf, known.ptr[i] == '?' ? '3' : known.ptr[i]);
  }
  add_account(s, out, buf_str(&buf));
}

/* Accounts that keep the conditions on aws:PrincipalAccount. */
static void add_solved(Search *s, TextList *out) {
  SearchKey *key = search_key(s, "aws:PrincipalAccount");
  const Text *shape = text_literal(s->arena, STR("????????????"));
  TextList solved = {.count = 0};
  Str digits;
  if (!key)
    return;
  search_solved_values(s, key, shape, true, &solved);
  for (size_t i = 0; i < solved.count; i++) {
    if (text_known(solved.items[i], &digits))
      add_account(s, out, digits);
  }
}

/* Whether some digits of an account are fixed, and others open. */
static bool fixes_digits(const Text *account) {
  bool digits = false, open = account->count != 1;
  for (size_t i = 0; i < account->count; i++) {
    Str s = account->pieces[i].literal;
    for (size_t k = 0; !account->pieces[i].hole && k < s.len; k++) {
      digits = digits || (s.ptr[k] >= '0' && s.ptr[k] <= '9');
      open = open || s.ptr[k] == '*' || s.ptr[k] == '?';
    }
  }
  return digits && open;
}

void search_stranger_accounts(Search *s, TextList *out) {
  static const char *const others[] = {"9", "4", "1"};
  SearchKey *arn = search_key(s, "aws:PrincipalArn");
  const Text *parts[6];
  bool denied = false;
  search_add_value(s, out, search_stranger_account(s));
  add_solved(s, out);
  for (size_t i = 0; arn && i < arn->use_count; i++) {
    const ConditionUse *use = &arn->uses[i];
    bool deny = use->statement->effect == EFFECT_DENY;
    for (size_t k = 0; k < use->condition->value_count; k++) {
      const Text *text = use->condition->values[k].text;
      bool whole = text_split(s->arena, text, ':', parts, 6) == 6;
      if (whole)
        add_like(s, parts[4], out);
      denied = denied || (deny && fixes_digits(whole ? parts[4] : text));
    }
  }
  /* In case a Deny is for ARNs of accounts that start like the first. */
  for (size_t i = 0; denied && i < sizeof others / sizeof *others; i++)
    add_account(s, out, unmentioned(s, str_of(others[i])));
}
