/* SPDX-License-Identifier: Apache-2.0
 *
 * AL509 caller-chosen-condition
 *
 * A whole account is let in by a condition that everybody of it can meet. A policy variable ties the value to the caller, so it is no choice.
 */
#include "access.h"

static const char *const chosen[] = {"sts:RoleSessionName", "sts:SourceIdentity", "aws:UserAgent",
                                     "aws:referer", "aws:RequestTag/"};

static bool is_chosen(struct alint_str key) {
  for (size_t i = 0; i < sizeof chosen / sizeof *chosen; i++) {
    bool tag = alint_str_ends(alint_str(chosen[i]), "/");
    if (tag ? alint_str_starts_nocase(key, chosen[i]) : alint_str_is_nocase(key, chosen[i]))
      return true;
  }
  return false;
}

/* Tags of identities are given in their own account: there they are no choice. */
static bool is_tag(struct alint_str key) {
  return alint_str_starts_nocase(key, "aws:PrincipalTag/");
}

static bool has_variable(const struct alint_condition *condition) {
  for (size_t i = 0; i < condition->value_count; i++) {
    struct alint_str value;
    if (!alint_text_known(condition->values[i].text, &value) ||
        alint_str_find_str(value, ALINT_STR("${")) < value.len)
      return true;
  }
  return false;
}

/* Conditions that keep out nobody of an account that is let in as a whole. */
static bool is_neutral(struct alint_str key) {
  return alint_str_is_nocase(key, "aws:SecureTransport") ||
         alint_str_is_nocase(key, "aws:RequestedRegion") ||
         alint_str_is_nocase(key, "aws:PrincipalAccount") ||
         alint_str_is_nocase(key, "aws:ResourceAccount");
}

/* The condition that is all there is; NULL where another one binds, or none does. */
static const struct alint_condition *only_chosen(const struct alint_check *check,
                                                 const struct alint_way *way) {
  const struct alint_statement *s = way->statement;
  const struct alint_condition *out = NULL;
  for (size_t i = 0; i < s->condition_count; i++) {
    const struct alint_condition *condition = &s->conditions[i];
    if (is_neutral(condition->key) ||
        !alint_condition_binds(check->arena, check->trust->policy, s, condition))
      continue;
    bool tag = way->owner != ALINT_OWNER_OWN && is_tag(condition->key);
    if (!(tag || is_chosen(condition->key)) || has_variable(condition))
      return NULL;
    out = out ? out : condition;
  }
  return s->condition_opaque ? NULL : out;
}

/* Whether a third party's other customer is let in: then the wrong party is at fault and not
 * the condition. */
static bool is_misused(const struct alint_way *way) {
  return alint_is_third_party(way) && alint_way_open(way, ALINT_OTHER_CUSTOMER);
}

/* The way by which a whole account is let in, and nobody else; or NULL. */
static const struct alint_way *way_of_account(const struct alint_check *check,
                                              const struct alint_statement *s) {
  for (size_t i = 0; check->ways && i < check->ways->count; i++) {
    const struct alint_way *way = &check->ways->items[i];
    if (way->statement == s && way->identity.who == ALINT_WHO_ACCOUNT &&
        alint_way_open(way, ALINT_INTENDED) && !is_misused(way))
      return way;
  }
  return NULL;
}

static void tell(struct alint_draft *draft, const struct alint_statement *s) {
  const struct alint_way *way =
      s->effect == ALINT_EFFECT_ALLOW ? way_of_account(draft->check, s) : NULL;
  draft->condition = way ? only_chosen(draft->check, way) : NULL;
  if (!draft->condition)
    return;
  draft->finding.attempt = &way->attempts[ALINT_INTENDED];
  alint_draft_at_condition(draft, draft->condition);
  alint_draft_message(draft, "all that is asked for is %s, which the caller chooses",
                      alint_quote_name(draft, draft->condition->key));
}

const struct alint_checks alint_al509 = {.statement = tell};
