/* SPDX-License-Identifier: Apache-2.0
 *
 * AL506 deny-bypassable
 *
 * A Deny that would close a way of the wrong party if it did not ask for what this party chooses
 * or leaves out. What the party cannot help (its account, its organization) says whom the Deny
 * means: a Deny of somebody else is not stepped around.
 */
#include "access/witness.h"
#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "facts/issuers.h"
#include "facts/keys.h"
#include "facts/operators.h"
#include "rules/ways.h"

/* The adversaries whose ways in are reported. */
static const AdversaryId parties[] = {ADVERSARY_STRANGER, ADVERSARY_OTHER_CUSTOMER,
                                      ADVERSARY_FOREIGN_TENANT};

static bool is_wrong_party(const Way *way, AdversaryId id) {
  return way_open(way, id) && (id != ADVERSARY_OTHER_CUSTOMER || rule_is_third_party(way));
}

/* ---- What the party has in its hand ---------------------------------------------- */

/* Whether some value of an aws:PrincipalArn leaves the account open: only then is
 * the name a stranger's choice. */
static bool any_account(const Condition *condition) {
  for (size_t i = 0; i < condition->value_count; i++) {
    Str value;
    if (text_known(condition->values[i].text, &value) &&
        (str_find_str(value, STR("::*:")) < value.len || str_starts(value, "*")))
      return true;
  }
  return false;
}

/* Names and kinds a stranger chooses; of a trusted account they were given. */
static bool chooses_name(const Condition *condition, AdversaryId party) {
  return party == ADVERSARY_STRANGER &&
         (str_is_nocase(condition->key, "aws:PrincipalType") ||
          str_is_nocase(condition->key, "aws:username") ||
          (str_is_nocase(condition->key, "aws:PrincipalArn") && any_account(condition)));
}

static bool chooses_claim(const Condition *condition, const Way *way) {
  const Issuer *issuer = issuer_of(&way->identity);
  Str claim = issuer ? issuer_claim(issuer, condition->key) : (Str){NULL, 0};
  return claim.len > 0 && issuer_is_free(issuer, claim);
}

/* Whether the condition does not hold for want of its key alone: then leaving the
 * key out is what escapes it. */
static bool needs_presence(const Condition *condition) {
  Operator op;
  return operator_parse(&op, condition->operator_name) &&
         ((op.family == OPERATOR_NULL && condition->value_count == 1 &&
           text_is(condition->values[0].text, "false")) ||
          (op.negated && op.set == OPERATOR_SET_ANY));
}

/* Whether the party escapes the condition by its own choice. Not the external ID
 * and MFA: findings of their own speak of them. */
static bool avoids(const Condition *condition, const Way *way, AdversaryId party) {
  switch (key_info(condition->key, (Str){NULL, 0})->source) {
  case KEY_CALLER_TAG:
  case KEY_SESSION_NAME:
  case KEY_SOURCE_IDENTITY:
  case KEY_SESSION_TAG:
    return true;
  case KEY_CLIENT:
    return !str_is_nocase(condition->key, "aws:SecureTransport");
  case KEY_IDENTITY:
    return chooses_name(condition, party);
  case KEY_ORG:
  case KEY_ADDRESS:
  case KEY_NETWORK:
    return needs_presence(condition);
  default:
    return chooses_claim(condition, way);
  }
}

/* ---- The Deny without that --------------------------------------------------------- */

/* The policy with a Deny that asks only for what the party cannot help; `*taken`
 * tells how many conditions that leaves out. */
static void without_choices(Policy *out, size_t *taken, const Check *check, size_t deny,
                            const Way *way, AdversaryId id) {
  const Policy *policy = check->trust->policy;
  const Statement *old = &policy->statements[deny];
  Statement *statements = arena_array(check->arena, policy->statement_count, sizeof *statements);
  Condition *conditions = arena_array(check->arena, old->condition_count, sizeof *conditions);
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
  const Check *check;
  SearchBudget budget;
  const Statement *undecided;
};

/* Whether the Deny, did it not leave the choice, would keep the party out. */
static void would_close(bool *out, struct look *look, size_t deny, const Way *way, AdversaryId id) {
  const Check *check = look->check;
  Policy changed;
  Way same = *way;
  size_t taken;
  *out = false;
  without_choices(&changed, &taken, check, deny, way, id);
  if (taken == 0)
    return;
  /* The search knows its statement by address. */
  same.statement = &changed.statements[way->statement - check->trust->policy->statements];
  Attempt attempt =
      access_find_witness(check->arena, check->role, &changed, &same, id, &look->budget);
  *out = attempt.outcome == WAY_CLOSED;
  if (attempt.gave_up && !look->undecided)
    look->undecided = &check->trust->policy->statements[deny];
}

static void report(const Check *check, const Statement *deny, const Way *way, AdversaryId id) {
  Draft draft = draft_statement(check, deny);
  draft.finding.attempt = &way->attempts[id];
  const char *keys = condition_keys(&draft, deny);
  draft_fault(&draft, "deny|%s", keys ? keys : "");
  draft_message(&draft,
                "this Deny does not keep out whom it could: the caller leaves out or chooses "
                "what it asks for (%s)",
                keys ? keys : "");
  draft_send(&draft);
}

static void report_undecided(const struct look *look) {
  Draft draft = draft_statement(look->check, look->undecided);
  draft.finding.unfinished = true;
  draft_fault(&draft, "deny not searched");
  draft_message(&draft, "the search for calls that step around the policy's Deny statements "
                        "gave up at a limit: whether this one, or another, holds against "
                        "those whom it could keep out is not known");
  draft_help(&draft, "Make the conditions of the Deny statements simpler.");
  draft_send(&draft);
}

static void look_at_deny(struct look *look, size_t index) {
  const Check *check = look->check;
  for (size_t i = 0; i < check->ways->count; i++) {
    const Way *way = &check->ways->items[i];
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

static int check(const Check *at) {
  const Policy *policy = at->trust->policy;
  struct look look = {.check = at};
  if (!at->ways)
    return OK;
  look.budget = (SearchBudget){.steps = at->ways->steps_left, .most = MAX_SEARCH_STEPS};
  for (size_t i = 0; i < policy->statement_count; i++) {
    const Statement *s = &policy->statements[i];
    if (s->effect == EFFECT_DENY && s->condition_count > 0)
      look_at_deny(&look, i);
  }
  if (look.undecided)
    report_undecided(&look);
  return OK;
}

const RuleChecks rule_al506 = {.check = check};
