/* SPDX-License-Identifier: Apache-2.0
 *
 * The risks of a policy: the unknown values that decide, and the worst that each
 * could lead to.
 */
#include "rules/risk.h"

#include "facts/operators.h"

/* ---- How bad it would be -------------------------------------------------------- */

/* Who gets in, in words. The rest is nobody's business until it is certain. */
static const char *const parties[ADVERSARY_COUNT] = {
    [ADVERSARY_STRANGER] = "anybody with an AWS account",
    [ADVERSARY_STRANGER_IN_NETWORK] = "anybody in a network that the policy names",
    [ADVERSARY_STRANGER_WITH_ID] = "anybody who knows the external ID",
    [ADVERSARY_OTHER_CUSTOMER] = "another customer of the trusted account",
    [ADVERSARY_FOREIGN_TENANT] = "another tenant of the identity provider",
    [ADVERSARY_GUEST] = "an unauthenticated identity",
    [ADVERSARY_OTHER_SUBJECT] = "another subject of the identity provider",
    [ADVERSARY_OTHER_RESOURCE] = "another account's resource",
    [ADVERSARY_WITHOUT_MFA] = "a caller without MFA",
};

/* The base severity of the rule that speaks of this adversary. */
static Severity severity_of(size_t adversary) {
  Severity worst = SEVERITY_NONE;
  for (size_t i = 0; rule_list[i]; i++) {
    const RuleChecks *checks = rule_list[i]->checks;
    bool speaks = checks && (checks->way || checks->any_way) && checks->adversary == adversary;
    if (speaks && rule_list[i]->severity > worst)
      worst = rule_list[i]->severity;
  }
  return worst;
}

Severity rule_attempt_severity(const Way *way, size_t adversary) {
  if (!parties[adversary])
    return SEVERITY_NONE;
  switch ((AdversaryId)adversary) {
  case ADVERSARY_OTHER_CUSTOMER:
    if (!rule_is_third_party(way))
      return SEVERITY_NONE;
    if (!statement_asks_key(way->statement, "sts:ExternalId"))
      return rule_missing_id_severity(way);
    break;
  case ADVERSARY_OTHER_SUBJECT: /* at the worst: any pod of a cluster */
    return SEVERITY_HIGH;
  case ADVERSARY_WITHOUT_MFA:
    if (!statement_asks_key(way->statement, "aws:MultiFactorAuthPresent"))
      return SEVERITY_NONE;
    break;
  default:
    break;
  }
  return severity_of(adversary);
}

Severity rule_certain_severity(const Way *way) {
  Severity certain = SEVERITY_NONE;
  for (size_t a = ADVERSARY_STRANGER; a < ADVERSARY_COUNT; a++) {
    Severity one = rule_attempt_severity(way, a);
    if (way->attempts[a].outcome == WAY_OPEN && one > certain)
      certain = one;
  }
  return certain;
}

/* ---- Which values decide ---------------------------------------------------------- */

static bool is_own_side(const Hole *hole) {
  return hole && (hole->kind == HOLE_OWN_ACCOUNT || hole->kind == HOLE_PARTITION);
}

static void add_risk(Risks *risks, Risk risk) {
  if (risk.severity == SEVERITY_NONE || is_own_side(risk.hole))
    return;
  for (size_t i = 0; i < risks->count; i++) {
    Risk *known = &risks->items[i];
    bool same =
        known->hole && risk.hole ? hole_same(known->hole, risk.hole) : known->hole == risk.hole;
    if (!same)
      continue;
    if (risk.severity > known->severity)
      *known = risk;
    return;
  }
  Risk *mildest = &risks->items[0];
  for (size_t i = 1; i < risks->count; i++) {
    if (risks->items[i].severity < mildest->severity)
      mildest = &risks->items[i];
  }
  if (risks->count < MAX_RISKS)
    risks->items[risks->count++] = risk;
  else if (risk.severity > mildest->severity)
    *mildest = risk;
}

/* What a principal could be that is wholly or partly unknown. */
static Risk principal_risk(const Way *way) {
  Risk risk = {.hole = way->identity.hole,
               .statement = way->statement,
               .principal = way->principal,
               .severity = SEVERITY_MEDIUM,
               .who = "some other account"};
  bool any = !risk.hole || (risk.hole->kind == HOLE_ANY &&
                            (!way->identity.text || text_only_hole(way->identity.text)));
  if (any) {
    risk.severity = SEVERITY_CRITICAL;
    risk.who = "anybody at all";
  }
  return risk;
}

static const Hole *hole_of(const Way *way, const Attempt *attempt) {
  if (attempt->hole)
    return attempt->hole;
  return way->identity.hole ? way->identity.hole : way->statement->opaque_hole;
}

/* An unknown value that stands under Service is some service and nobody else. */
static bool is_unknown_service(const Way *way) {
  return way->principal && way->principal->kind == PRINCIPAL_SERVICE &&
         way->identity.kind == IDENTITY_UNKNOWN;
}

/* An operator that does not exist leaves every verdict open, and no value would settle it. */
static bool has_unknown_operator(const Statement *statement) {
  Operator op;
  for (size_t i = 0; i < statement->condition_count; i++) {
    if (!operator_parse(&op, statement->conditions[i].operator_name))
      return true;
  }
  return false;
}

static void judge_way(Risks *risks, const Way *way) {
  Severity certain = rule_certain_severity(way);
  bool undecided = false;
  if (is_unknown_service(way)) {
    add_risk(risks, (Risk){.hole = hole_of(way, &way->attempts[ADVERSARY_INTENDED]),
                           .severity = SEVERITY_LOW,
                           .who = "another service",
                           .statement = way->statement,
                           .principal = way->principal});
    return;
  }
  for (size_t a = ADVERSARY_STRANGER; a < ADVERSARY_COUNT; a++) {
    const Attempt *attempt = &way->attempts[a];
    if (attempt->outcome != WAY_UNKNOWN)
      continue;
    if (!hole_of(way, attempt) && has_unknown_operator(way->statement))
      continue;
    undecided = true;
    if (rule_attempt_severity(way, a) > certain)
      add_risk(risks, (Risk){.hole = hole_of(way, attempt),
                             .severity = rule_attempt_severity(way, a),
                             .who = parties[a],
                             .adversary = a,
                             .statement = way->statement,
                             .principal = way->principal});
  }
  if (way->identity.kind == IDENTITY_UNKNOWN && !undecided)
    add_risk(risks, principal_risk(way));
}

/* Statements that may or may not be an Allow have no ways in. */
static void judge_policy(Risks *risks, const Trust *trust) {
  const Policy *policy = trust->policy;
  for (size_t i = 0; i < policy->statement_count; i++) {
    const Statement *s = &policy->statements[i];
    if (s->effect == EFFECT_UNKNOWN)
      add_risk(risks, (Risk){.hole = s->opaque_hole,
                             .severity = SEVERITY_CRITICAL,
                             .who = "whom the statement names",
                             .statement = s});
  }
  if (policy->statements_opaque)
    add_risk(risks,
             (Risk){.hole = trust->hole, .severity = SEVERITY_CRITICAL, .who = "anybody at all"});
}

void rule_find_risks(Risks *out, const Check *check) {
  *out = (Risks){.count = 0};
  for (size_t i = 0; check->ways && i < check->ways->count; i++)
    judge_way(out, &check->ways->items[i]);
  judge_policy(out, check->trust);
}
