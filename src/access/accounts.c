/* SPDX-License-Identifier: Apache-2.0
 *
 * Accounts of strangers: such as stand nowhere in the policy, and such as a
 * pattern leaves open that fixes next to nothing.
 */
#include "access/people.h"

enum { DIGITS = 12 };

/* Accounts nobody meant; one that stands nowhere in the policy is taken. */
static const char *const accounts[] = {"210987654321", "309876543210", "498765432109",
                                       "587654321098", "676543210987", "765432109876"};

static bool text_mentions(struct alint_search *s, const struct alint_text *text,
                          struct alint_str account) {
  for (size_t p = 0; p < text->count; p++) {
    struct alint_str literal = text->pieces[p].literal;
    alint_spend(s, 1 + literal.len / 8);
    if (!text->pieces[p].hole && alint_str_find_str(literal, account) < literal.len)
      return true;
  }
  return false;
}

static bool principals_mention(struct alint_search *s, const struct alint_principal *principals,
                               size_t count, struct alint_str account) {
  for (size_t i = 0; i < count; i++) {
    if (text_mentions(s, principals[i].value.text, account))
      return true;
  }
  return false;
}

static bool statement_mentions(struct alint_search *s, const struct alint_statement *statement,
                               struct alint_str account) {
  for (size_t i = 0; i < statement->condition_count; i++) {
    const struct alint_condition *condition = &statement->conditions[i];
    for (size_t k = 0; k < condition->value_count; k++) {
      if (text_mentions(s, condition->values[k].text, account))
        return true;
    }
  }
  return principals_mention(s, statement->principals, statement->principal_count, account) ||
         principals_mention(s, statement->not_principals, statement->not_principal_count, account);
}

static bool mentions(struct alint_search *s, struct alint_str account) {
  for (size_t i = 0; i < s->whole->statement_count; i++) {
    if (statement_mentions(s, &s->whole->statements[i], account))
      return true;
  }
  return text_mentions(s, s->role->account, account);
}

/* Twelve digits that stand nowhere in the policy, `digits` at their start. */
static struct alint_str unmentioned(struct alint_search *s, struct alint_str digits) {
  struct alint_str out = {NULL, 0};
  for (unsigned n = 0; n < 1000 && s->status == ALINT_OK; n++) {
    out = alint_str_printf(s->arena, "%.*s%0*u", ALINT_FMT(digits), (int)(12 - digits.len),
                           (unsigned)(210987 + n * 7919));
    if (out.len == 12 && !mentions(s, out))
      return out;
  }
  if (s->status == ALINT_OK)
    s->status = ALINT_ELIMIT;
  return (struct alint_str){NULL, 0};
}

const struct alint_text *alint_stranger_account(struct alint_search *s) {
  struct alint_str id = {NULL, 0};
  for (size_t i = 0; i < sizeof accounts / sizeof *accounts && !id.ptr && !s->stranger; i++) {
    if (!mentions(s, alint_str(accounts[i])))
      id = alint_str(accounts[i]);
  }
  if (!id.ptr && !s->stranger)
    id = unmentioned(s, ALINT_STR("8"));
  if (id.ptr)
    s->stranger = alint_text_fresh(s->arena, id);
  return s->stranger;
}

/* ---- Several ----------------------------------------------------------------------- */

static void add_account(struct alint_search *s, struct alint_values *out, struct alint_str digits) {
  if (digits.len != DIGITS || !alint_str_all_digits(digits) || mentions(s, digits))
    return;
  if (out->count < ALINT_MAX_STRANGER_ACCOUNTS)
    alint_add_value(s, out, alint_text_fresh(s->arena, digits));
  else
    s->gave_up = true;
}

/* 1* is met by opening accounts until one starts with a 1. */
static void add_like(struct alint_search *s, const struct alint_text *pattern,
                     struct alint_values *out) {
  struct alint_str known;
  if (!alint_text_known(pattern, &known) || known.len > DIGITS + 1 ||
      !alint_fixes_little(ALINT_STR("aws:PrincipalAccount"), pattern))
    return;
  struct alint_buf buf = alint_buf(s->arena);
  for (size_t i = 0; i < known.len; i++) {
    for (size_t k = known.len; known.ptr[i] == '*' && k < DIGITS + 1 && buf.len < DIGITS; k++)
      alint_buf_add_char(&buf, '7');
    if (known.ptr[i] != '*')
      alint_buf_add_char(&buf, known.ptr[i] == '?' ? '3' : known.ptr[i]);
  }
  add_account(s, out, alint_buf_str(&buf));
}

/* Accounts that keep the conditions on aws:PrincipalAccount. */
static void add_solved(struct alint_search *s, struct alint_values *out) {
  struct alint_search_key *key = alint_search_key(s, "aws:PrincipalAccount");
  const struct alint_text *shape = alint_text_literal(s->arena, ALINT_STR("????????????"));
  struct alint_values solved = {.count = 0};
  struct alint_str digits;
  if (!key)
    return;
  alint_solved_values(s, key, shape, true, &solved);
  for (size_t i = 0; i < solved.count; i++) {
    if (alint_text_known(solved.items[i], &digits))
      add_account(s, out, digits);
  }
}

/* Whether some digits of an account are fixed, and others open. */
static bool fixes_digits(const struct alint_text *account) {
  bool digits = false, open = account->count != 1;
  for (size_t i = 0; i < account->count; i++) {
    struct alint_str s = account->pieces[i].literal;
    for (size_t k = 0; !account->pieces[i].hole && k < s.len; k++) {
      digits = digits || (s.ptr[k] >= '0' && s.ptr[k] <= '9');
      open = open || s.ptr[k] == '*' || s.ptr[k] == '?';
    }
  }
  return digits && open;
}

void alint_stranger_accounts(struct alint_search *s, struct alint_values *out) {
  static const char *const others[] = {"9", "4", "1"};
  struct alint_search_key *arn = alint_search_key(s, "aws:PrincipalArn");
  const struct alint_text *parts[6];
  bool denied = false;
  alint_add_value(s, out, alint_stranger_account(s));
  add_solved(s, out);
  for (size_t i = 0; arn && i < arn->use_count; i++) {
    const struct alint_use *use = &arn->uses[i];
    bool deny = use->statement->effect == ALINT_EFFECT_DENY;
    for (size_t k = 0; k < use->condition->value_count; k++) {
      const struct alint_text *text = use->condition->values[k].text;
      bool whole = alint_text_split(s->arena, text, ':', parts, 6) == 6;
      if (whole)
        add_like(s, parts[4], out);
      denied = denied || (deny && fixes_digits(whole ? parts[4] : text));
    }
  }
  /* In case a Deny is for ARNs of accounts that start like the first. */
  for (size_t i = 0; denied && i < sizeof others / sizeof *others; i++)
    add_account(s, out, unmentioned(s, alint_str(others[i])));
}
