/* SPDX-License-Identifier: Apache-2.0
 *
 * AL509 caller-chosen-condition
 *
 * A whole account is trusted, and everybody in it can meet the only condition. A policy variable
 * ties the value to the caller, so it leaves no choice.
 */
#include "rules/ways.h"

static const char *const chosen[] = {"sts:RoleSessionName", "sts:SourceIdentity", "aws:UserAgent",
                                     "aws:referer",         "aws:RequestTag/",    NULL};
/* The principal's account gives tags. In another account they are its choice. */
static const char *const tags[] = {"aws:PrincipalTag/", NULL};
/* These keep nobody of a trusted account out. */
static const char *const neutral[] = {"aws:SecureTransport", "aws:RequestedRegion",
                                      "aws:PrincipalAccount", "aws:ResourceAccount", NULL};

static bool depends_on_caller(const Text *text) {
  Str value;
  return !text_known(text, &value) || has_variable(value);
}

/* The first condition that binds, if the caller chooses all that bind; else NULL. */
static const Condition *only_chosen(const Check *check, const Way *way) {
  const Statement *s = way->statement;
  const Condition *out = NULL;
  for (size_t i = 0; i < s->condition_count; i++) {
    const Condition *condition = &s->conditions[i];
    if (key_is_in(condition->key, neutral) ||
        !access_condition_binds(check->arena, check->trust->policy, s, condition))
      continue;
    bool tag = way->owner != OWNER_OWN && key_is_in(condition->key, tags);
    if (!(tag || key_is_in(condition->key, chosen)) || condition_find(condition, depends_on_caller))
      return NULL;
    out = out ? out : condition;
  }
  return s->condition_opaque ? NULL : out;
}

/* Where another customer of a third party gets in too, other rules report that. */
static bool lets_account_in(const Way *way) {
  bool misused = way_is_third_party(way) && way_open(way, ADVERSARY_OTHER_CUSTOMER);
  return way->identity.kind == IDENTITY_ACCOUNT && way_open(way, ADVERSARY_INTENDED) && !misused;
}

static void tell(Draft *draft, const Statement *s) {
  const Way *way = way_of(draft->check, s, lets_account_in);
  draft->condition = way ? only_chosen(draft->check, way) : NULL;
  if (!draft->condition)
    return;
  draft->finding.attempt = &way->attempts[ADVERSARY_INTENDED];
  draft_at_condition(draft, draft->condition);
  draft_message(draft, "the only condition is on %s, which the caller chooses",
                draft_quote_name(draft, draft->condition->key));
}

const RuleChecks rule_al509 = {.statement = tell};
