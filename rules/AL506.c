/* SPDX-License-Identifier: Apache-2.0
 *
 * AL506 deny-bypassable
 *
 * A Deny that would keep a party out if it did not ask for what this party chooses or leaves out.
 * What the party cannot choose (its account, its organization) says whom the Deny means: a Deny of
 * somebody else cannot be bypassed.
 */
#include "access/witness.h"
#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "facts/issuers.h"
#include "facts/keys.h"
#include "rules/ways.h"

/* The adversaries whose ways in are reported. */
static const AdversaryId parties[] = {ADVERSARY_STRANGER, ADVERSARY_OTHER_CUSTOMER,
                                      ADVERSARY_FOREIGN_TENANT};

static bool is_wrong_party(const Way *way, AdversaryId id) {
  return way_open(way, id) && (id != ADVERSARY_OTHER_CUSTOMER || way_is_third_party(way));
}

/* ---- What the party chooses -------------------------------------------------------- */

/* Whether an aws:PrincipalArn leaves the account open. Only then can a stranger choose the name. */
static bool is_of_any_account(const Text *text) {
  Str value;
  return text_known(text, &value) &&
         (str_find_str(value, STR("::*:")) < value.len || str_starts(value, "*"));
}

/* Strangers choose names and kinds of identities; those of a trusted account are given. */
static bool chooses_name(const Condition *condition, AdversaryId party) {
  return party == ADVERSARY_STRANGER && (str_is_nocase(condition->key, "aws:PrincipalType") ||
                                         str_is_nocase(condition->key, "aws:username") ||
                                         (str_is_nocase(condition->key, "aws:PrincipalArn") &&
                                          condition_find(condition, is_of_any_account)));
}

static bool chooses_claim(const Condition *condition, const Way *way) {
  const Issuer *issuer = issuer_of(&way->identity);
  Str claim = issuer ? issuer_claim(issuer, condition->key) : (Str){NULL, 0};
  return claim.len > 0 && issuer_is_free(issuer, claim);
}

/* Whether the condition fails without its key, so that the party escapes by leaving it out. */
static bool needs_presence(const Condition *condition) {
  Operator op;
  return operator_parse(&op, condition->operator_name) &&
         ((op.family == OPERATOR_NULL && condition->value_count == 1 &&
           text_is(condition->values[0].text, "false")) ||
          (op.negated && op.set == OPERATOR_SET_ANY));
}

/* Whether the party escapes the condition by its own choice. External IDs and MFA have rules of
 * their own. */
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

/* ---- The policy without the choices -------------------------------------------------- */

/* The policy in which a Deny asks only for what the party cannot choose. */
static Policy without_choices(const Check *check, size_t deny, const Way *way, AdversaryId id) {
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
  Policy out = *policy;
  out.statements = statements;
  return out;
}

/* The searches for one trust policy, and the first Deny that they gave up on. */
struct look {
  const Check *check;
  const Statement *undecided;
};

/* Whether the Deny would keep the party out if it did not leave it the choice. */
static bool would_close(struct look *look, size_t deny, const Way *way, AdversaryId id) {
  const Check *check = look->check;
  const Policy *policy = check->trust->policy;
  Policy changed = without_choices(check, deny, way, id);
  if (changed.statements[deny].condition_count == policy->statements[deny].condition_count)
    return false;
  Way same = *way;
  /* The search knows its statement by address. */
  same.statement = &changed.statements[way->statement - policy->statements];
  check->budget->most = MAX_SEARCH_STEPS;
  Attempt attempt =
      access_find_witness(check->arena, check->role, &changed, &same, id, check->budget);
  if (attempt.gave_up && !look->undecided)
    look->undecided = &policy->statements[deny];
  return attempt.outcome == WAY_CLOSED;
}

/* The proof that the Deny can be bypassed; NULL: nobody whom it could keep out does. */
static const Attempt *find_bypass(struct look *look, size_t deny) {
  const Ways *ways = look->check->ways;
  for (size_t i = 0; i < ways->count; i++) {
    const Way *way = &ways->items[i];
    for (size_t k = 0; k < sizeof parties / sizeof *parties; k++) {
      if (is_wrong_party(way, parties[k]) && would_close(look, deny, way, parties[k]))
        return &way->attempts[parties[k]];
    }
  }
  return NULL;
}

static void report(Draft draft, const Statement *deny, const Attempt *attempt) {
  const char *keys = condition_keys(&draft, deny);
  draft_at_statement(&draft, deny);
  draft.finding.attempt = attempt;
  draft_fault(&draft, "deny|%s", keys ? keys : "");
  draft_message(
      &draft,
      "the caller can bypass this Deny: it leaves out or chooses what the Deny asks for (%s)",
      keys ? keys : "");
  draft_send(&draft);
}

static void report_undecided(Draft draft, const Statement *deny) {
  draft_at_statement(&draft, deny);
  draft.finding.unfinished = true;
  draft_fault(&draft, "deny not searched");
  draft_message(&draft,
                "the search for calls that bypass the policy's Deny statements gave up at a "
                "limit: it is not known whether this one and the others hold");
  draft_help(&draft, "Simplify the conditions of the Deny statements.");
  draft_send(&draft);
}

static void tell(Draft *draft, const Trust *trust) {
  const Policy *policy = trust->policy;
  const Ways *ways = draft->check->ways;
  if (!ways)
    return;
  struct look look = {.check = draft->check};
  for (size_t i = 0; i < policy->statement_count; i++) {
    const Statement *s = &policy->statements[i];
    bool deny = s->effect == EFFECT_DENY && s->condition_count > 0;
    const Attempt *bypass = deny ? find_bypass(&look, i) : NULL;
    if (bypass)
      report(*draft, s, bypass);
  }
  if (look.undecided)
    report_undecided(*draft, look.undecided);
}

const RuleChecks rule_al506 = {.trust = tell};
