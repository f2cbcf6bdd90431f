/* SPDX-License-Identifier: Apache-2.0
 *
 * AL509 caller-chosen-condition
 *
 * A whole account is let in by a condition that everybody of it can meet. A policy variable ties the value to the caller, so it is no choice.
 */
#include "rules/ways.h"

static const char *const chosen[] = {"sts:RoleSessionName", "sts:SourceIdentity", "aws:UserAgent",
                                     "aws:referer", "aws:RequestTag/"};

static bool is_chosen(Str key) {
  for (size_t i = 0; i < sizeof chosen / sizeof *chosen; i++) {
    bool tag = str_ends(str_of(chosen[i]), "/");
    if (tag ? str_starts_nocase(key, chosen[i]) : str_is_nocase(key, chosen[i]))
      return true;
  }
  return false;
}

/* Tags of identities are given in their own account: there they are no choice. */
static bool is_tag(Str key) {
  return str_starts_nocase(key, "aws:PrincipalTag/");
}

static bool has_variable(const Condition *condition) {
  for (size_t i = 0; i < condition->value_count; i++) {
    Str value;
    if (!text_known(condition->values[i].text, &value) ||
        str_find_str(value, STR("${")) < value.len)
      return true;
  }
  return false;
}

/* Conditions that keep out nobody of an account that is let in as a whole. */
static bool is_neutral(Str key) {
  return str_is_nocase(key, "aws:SecureTransport") || str_is_nocase(key, "aws:RequestedRegion") ||
         str_is_nocase(key, "aws:PrincipalAccount") || str_is_nocase(key, "aws:ResourceAccount");
}

/* The condition that is all there is; NULL where another one binds, or none does. */
static const Condition *only_chosen(const Check *check, const Way *way) {
  const Statement *s = way->statement;
  const Condition *out = NULL;
  for (size_t i = 0; i < s->condition_count; i++) {
    const Condition *condition = &s->conditions[i];
    if (is_neutral(condition->key) ||
        !access_condition_binds(check->arena, check->trust->policy, s, condition))
      continue;
    bool tag = way->owner != OWNER_OWN && is_tag(condition->key);
    if (!(tag || is_chosen(condition->key)) || has_variable(condition))
      return NULL;
    out = out ? out : condition;
  }
  return s->condition_opaque ? NULL : out;
}

/* Whether a third party's other customer is let in: then the wrong party is at fault and not
 * the condition. */
static bool is_misused(const Way *way) {
  return rule_is_third_party(way) && way_open(way, ADVERSARY_OTHER_CUSTOMER);
}

/* The way by which a whole account is let in, and nobody else; or NULL. */
static const Way *way_of_account(const Check *check, const Statement *s) {
  for (size_t i = 0; check->ways && i < check->ways->count; i++) {
    const Way *way = &check->ways->items[i];
    if (way->statement == s && way->identity.kind == IDENTITY_ACCOUNT &&
        way_open(way, ADVERSARY_INTENDED) && !is_misused(way))
      return way;
  }
  return NULL;
}

static void tell(Draft *draft, const Statement *s) {
  const Way *way = s->effect == EFFECT_ALLOW ? way_of_account(draft->check, s) : NULL;
  draft->condition = way ? only_chosen(draft->check, way) : NULL;
  if (!draft->condition)
    return;
  draft->finding.attempt = &way->attempts[ADVERSARY_INTENDED];
  draft_at_condition(draft, draft->condition);
  draft_message(draft, "all that is asked for is %s, which the caller chooses",
                draft_quote_name(draft, draft->condition->key));
}

const RuleChecks rule_al509 = {.statement = tell};
