/* SPDX-License-Identifier: Apache-2.0
 *
 * AL506 deny-bypassable
 *
 * A Deny that would close a way of the wrong party if it did not ask for what this party chooses
 * or leaves out. What the party cannot help (its account, its organization) says whom the Deny
 * means: a Deny of somebody else is not stepped around.
 */
#include "access.h"
#include "access/find.h"
#include "access/issuers.h"
#include "access/keys.h"
#include "access/operators.h"
#include "assumelint/arena.h"
#include "assumelint/limits.h"

/* The adversaries whose ways in are reported. */
static const enum alint_adversary_id parties[] = {ALINT_STRANGER, ALINT_OTHER_CUSTOMER,
                                                  ALINT_FOREIGN_TENANT};

static bool is_wrong_party(const struct alint_way *way, enum alint_adversary_id id) {
  return alint_way_open(way, id) && (id != ALINT_OTHER_CUSTOMER || alint_is_third_party(way));
}

/* ---- What the party has in its hand ---------------------------------------------- */

/* Whether some value of an aws:PrincipalArn leaves the account open: only then is
 * the name a stranger's choice. */
static bool any_account(const struct alint_condition *condition) {
  for (size_t i = 0; i < condition->value_count; i++) {
    struct alint_str value;
    if (alint_text_known(condition->values[i].text, &value) &&
        (alint_str_find_str(value, ALINT_STR("::*:")) < value.len || alint_str_starts(value, "*")))
      return true;
  }
  return false;
}

/* Names and kinds a stranger chooses; of a trusted account they were given. */
static bool chooses_name(const struct alint_condition *condition, enum alint_adversary_id party) {
  return party == ALINT_STRANGER &&
         (alint_str_is_nocase(condition->key, "aws:PrincipalType") ||
          alint_str_is_nocase(condition->key, "aws:username") ||
          (alint_str_is_nocase(condition->key, "aws:PrincipalArn") && any_account(condition)));
}

static bool chooses_claim(const struct alint_condition *condition, const struct alint_way *way) {
  const struct alint_issuer *issuer = alint_issuer_of(&way->identity);
  struct alint_str claim =
      issuer ? alint_issuer_claim(issuer, condition->key) : (struct alint_str){NULL, 0};
  return claim.len > 0 && alint_issuer_is_free(issuer, claim);
}

/* Whether the condition does not hold for want of its key alone: then leaving the
 * key out is what escapes it. */
static bool needs_presence(const struct alint_condition *condition) {
  struct alint_operator op;
  return alint_operator_parse(&op, condition->operator_name) &&
         ((op.family == ALINT_OP_NULL && condition->value_count == 1 &&
           alint_text_is(condition->values[0].text, "false")) ||
          (op.negated && op.set == ALINT_SET_ANY));
}

/* Whether the party escapes the condition by its own choice. Not the external ID
 * and MFA: findings of their own speak of them. */
static bool avoids(const struct alint_condition *condition, const struct alint_way *way,
                   enum alint_adversary_id party) {
  switch (alint_key_info(condition->key, (struct alint_str){NULL, 0})->source) {
  case ALINT_KEY_CALLER_TAG:
  case ALINT_KEY_SESSION_NAME:
  case ALINT_KEY_SOURCE_IDENTITY:
  case ALINT_KEY_SESSION_TAG:
    return true;
  case ALINT_KEY_CLIENT:
    return !alint_str_is_nocase(condition->key, "aws:SecureTransport");
  case ALINT_KEY_IDENTITY:
    return chooses_name(condition, party);
  case ALINT_KEY_ORG:
  case ALINT_KEY_ADDRESS:
  case ALINT_KEY_NETWORK:
    return needs_presence(condition);
  default:
    return chooses_claim(condition, way);
  }
}

/* ---- The Deny without that --------------------------------------------------------- */

/* The policy with a Deny that asks only for what the party cannot help; `*taken`
 * tells how many conditions that leaves out. */
static void without_choices(struct alint_policy *out, size_t *taken,
                            const struct alint_check *check, size_t deny,
                            const struct alint_way *way, enum alint_adversary_id id) {
  const struct alint_policy *policy = check->trust->policy;
  const struct alint_statement *old = &policy->statements[deny];
  struct alint_statement *statements =
      alint_arena_array(check->arena, policy->statement_count, sizeof *statements);
  struct alint_condition *conditions =
      alint_arena_array(check->arena, old->condition_count, sizeof *conditions);
  for (size_t i = 0; i < policy->statement_count; i++)
    statements[i] = policy->statements[i];
  size_t kept = 0;
  for (size_t i = 0; i < old->condition_count; i++) {
    if (!avoids(&old->conditions[i], way, id))
      conditions[kept++] = old->conditions[i];
  }
  statements[deny].conditions = conditions;
  statements[deny].condition_count = kept;
  *taken = old->condition_count - kept;
  *out = *policy;
  out->statements = statements;
}

/* One check: what its searches may still spend, and the first Deny that they gave up on. */
struct look {
  const struct alint_check *check;
  struct alint_budget budget;
  const struct alint_statement *undecided;
};

/* Whether the Deny, did it not leave the choice, would keep the party out. */
static void would_close(bool *out, struct look *look, size_t deny, const struct alint_way *way,
                        enum alint_adversary_id id) {
  const struct alint_check *check = look->check;
  struct alint_policy changed;
  struct alint_attempt attempt;
  struct alint_way same = *way;
  size_t taken;
  *out = false;
  without_choices(&changed, &taken, check, deny, way, id);
  if (taken == 0)
    return;
  /* The search knows its statement by address. */
  same.statement = &changed.statements[way->statement - check->trust->policy->statements];
  alint_find_witness(&attempt, check->arena, check->role, &changed, &same, id, &look->budget);
  *out = attempt.outcome == ALINT_WAY_CLOSED;
  if (attempt.gave_up && !look->undecided)
    look->undecided = &check->trust->policy->statements[deny];
}

static void report(const struct alint_check *check, const struct alint_statement *deny,
                   const struct alint_way *way, enum alint_adversary_id id) {
  struct alint_draft draft = alint_draft_statement(check, deny);
  draft.finding.attempt = &way->attempts[id];
  const char *keys = alint_condition_keys(&draft, deny);
  alint_draft_fault(&draft, "deny|%s", keys ? keys : "");
  alint_draft_message(&draft,
                      "this Deny does not keep out whom it could: the caller leaves out or chooses "
                      "what it asks for (%s)",
                      keys ? keys : "");
  alint_draft_send(&draft);
}

static void report_undecided(const struct look *look) {
  struct alint_draft draft = alint_draft_statement(look->check, look->undecided);
  draft.finding.unfinished = true;
  alint_draft_fault(&draft, "deny not searched");
  alint_draft_message(&draft, "the search for calls that step around the policy's Deny statements "
                              "gave up at a limit: whether this one, or another, holds against "
                              "those whom it could keep out is not known");
  alint_draft_help(&draft, "Make the conditions of the Deny statements simpler.");
  alint_draft_send(&draft);
}

static void look_at_deny(struct look *look, size_t index) {
  const struct alint_check *check = look->check;
  for (size_t i = 0; i < check->ways->count; i++) {
    const struct alint_way *way = &check->ways->items[i];
    for (size_t k = 0; k < sizeof parties / sizeof *parties; k++) {
      bool closes = false;
      if (is_wrong_party(way, parties[k]))
        would_close(&closes, look, index, way, parties[k]);
      if (closes) {
        report(check, &check->trust->policy->statements[index], way, parties[k]);
        return;
      }
    }
  }
}

static int check(const struct alint_check *at) {
  const struct alint_policy *policy = at->trust->policy;
  struct look look = {.check = at};
  if (!at->ways)
    return ALINT_OK;
  look.budget =
      (struct alint_budget){.steps = at->ways->steps_left, .most = ALINT_MAX_SEARCH_STEPS};
  for (size_t i = 0; i < policy->statement_count; i++) {
    const struct alint_statement *s = &policy->statements[i];
    if (s->effect == ALINT_EFFECT_DENY && s->condition_count > 0)
      look_at_deny(&look, i);
  }
  if (look.undecided)
    report_undecided(&look);
  return ALINT_OK;
}

const struct alint_checks alint_al506 = {.check = check};
