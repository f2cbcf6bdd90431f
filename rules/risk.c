/* SPDX-License-Identifier: Apache-2.0
 *
 * The risks of a policy: the unknown values that decide, and the worst that each
 * could lead to.
 */
#include "risk.h"

#include "access/operators.h"

/* ---- How bad it would be -------------------------------------------------------- */

/* Who gets in, in words. The rest is nobody's business until it is certain. */
static const char *const parties[ALINT_ADVERSARY_COUNT] = {
    [ALINT_STRANGER] = "anybody with an AWS account",
    [ALINT_STRANGER_NETWORK] = "anybody in a network that the policy names",
    [ALINT_STRANGER_WITH_ID] = "anybody who knows the external ID",
    [ALINT_OTHER_CUSTOMER] = "another customer of the trusted account",
    [ALINT_FOREIGN_TENANT] = "another tenant of the identity provider",
    [ALINT_GUEST] = "an unauthenticated identity",
    [ALINT_OTHER_SUBJECT] = "another subject of the identity provider",
    [ALINT_OTHER_RESOURCE] = "another account's resource",
    [ALINT_WITHOUT_MFA] = "a caller without MFA",
};

/* The base severity of the rule that speaks of this adversary. */
static enum alint_severity severity_of(size_t adversary) {
  enum alint_severity worst = ALINT_SEVERITY_NONE;
  for (size_t i = 0; alint_rules[i]; i++) {
    const struct alint_checks *checks = alint_rules[i]->checks;
    bool speaks = checks && (checks->way || checks->any_way) && checks->adversary == adversary;
    if (speaks && alint_rules[i]->severity > worst)
      worst = alint_rules[i]->severity;
  }
  return worst;
}

enum alint_severity alint_attempt_severity(const struct alint_way *way, size_t adversary) {
  if (!parties[adversary])
    return ALINT_SEVERITY_NONE;
  switch ((enum alint_adversary_id)adversary) {
  case ALINT_OTHER_CUSTOMER:
    if (!alint_is_third_party(way))
      return ALINT_SEVERITY_NONE;
    if (!alint_statement_asks(way->statement, "sts:ExternalId"))
      return alint_missing_id_severity(way);
    break;
  case ALINT_OTHER_SUBJECT: /* at the worst: any pod of a cluster */
    return ALINT_SEVERITY_HIGH;
  case ALINT_WITHOUT_MFA:
    if (!alint_statement_asks(way->statement, "aws:MultiFactorAuthPresent"))
      return ALINT_SEVERITY_NONE;
    break;
  default:
    break;
  }
  return severity_of(adversary);
}

enum alint_severity alint_certain_severity(const struct alint_way *way) {
  enum alint_severity certain = ALINT_SEVERITY_NONE;
  for (size_t a = ALINT_STRANGER; a < ALINT_ADVERSARY_COUNT; a++) {
    enum alint_severity one = alint_attempt_severity(way, a);
    if (way->attempts[a].outcome == ALINT_WAY_OPEN && one > certain)
      certain = one;
  }
  return certain;
}

/* ---- Which values decide ---------------------------------------------------------- */

static bool is_own_side(const struct alint_hole *hole) {
  return hole && (hole->kind == ALINT_HOLE_OWN_ACCOUNT || hole->kind == ALINT_HOLE_PARTITION);
}

static void add_risk(struct alint_risks *risks, struct alint_risk risk) {
  if (risk.severity == ALINT_SEVERITY_NONE || is_own_side(risk.hole))
    return;
  for (size_t i = 0; i < risks->count; i++) {
    struct alint_risk *known = &risks->items[i];
    bool same = known->hole && risk.hole ? alint_hole_same(known->hole, risk.hole)
                                         : known->hole == risk.hole;
    if (!same)
      continue;
    if (risk.severity > known->severity)
      *known = risk;
    return;
  }
  struct alint_risk *mildest = &risks->items[0];
  for (size_t i = 1; i < risks->count; i++) {
    if (risks->items[i].severity < mildest->severity)
      mildest = &risks->items[i];
  }
  if (risks->count < ALINT_MAX_RISKS)
    risks->items[risks->count++] = risk;
  else if (risk.severity > mildest->severity)
    *mildest = risk;
}

/* What a principal could be that is wholly or partly unknown. */
static struct alint_risk principal_risk(const struct alint_way *way) {
  struct alint_risk risk = {.hole = way->identity.hole,
                            .statement = way->statement,
                            .principal = way->principal,
                            .severity = ALINT_SEVERITY_MEDIUM,
                            .who = "some other account"};
  bool any = !risk.hole || (risk.hole->kind == ALINT_HOLE_ANY &&
                            (!way->identity.text || alint_text_only_hole(way->identity.text)));
  if (any) {
    risk.severity = ALINT_SEVERITY_CRITICAL;
    risk.who = "anybody at all";
  }
  return risk;
}

static const struct alint_hole *hole_of(const struct alint_way *way,
                                        const struct alint_attempt *attempt) {
  if (attempt->hole)
    return attempt->hole;
  return way->identity.hole ? way->identity.hole : way->statement->opaque_hole;
}

/* An unknown value that stands under Service is some service and nobody else. */
static bool is_unknown_service(const struct alint_way *way) {
  return way->principal && way->principal->kind == ALINT_PRINCIPAL_SERVICE &&
         way->identity.who == ALINT_WHO_UNKNOWN;
}

/* An operator that does not exist leaves every verdict open, and no value would settle it. */
static bool has_unknown_operator(const struct alint_statement *statement) {
  struct alint_operator op;
  for (size_t i = 0; i < statement->condition_count; i++) {
    if (!alint_operator_parse(&op, statement->conditions[i].operator_name))
      return true;
  }
  return false;
}

static void judge_way(struct alint_risks *risks, const struct alint_way *way) {
  enum alint_severity certain = alint_certain_severity(way);
  bool undecided = false;
  if (is_unknown_service(way)) {
    add_risk(risks, (struct alint_risk){.hole = hole_of(way, &way->attempts[ALINT_INTENDED]),
                                        .severity = ALINT_SEVERITY_LOW,
                                        .who = "another service",
                                        .statement = way->statement,
                                        .principal = way->principal});
    return;
  }
  for (size_t a = ALINT_STRANGER; a < ALINT_ADVERSARY_COUNT; a++) {
    const struct alint_attempt *attempt = &way->attempts[a];
    if (attempt->outcome != ALINT_WAY_UNKNOWN)
      continue;
    if (!hole_of(way, attempt) && has_unknown_operator(way->statement))
      continue;
    undecided = true;
    if (alint_attempt_severity(way, a) > certain)
      add_risk(risks, (struct alint_risk){.hole = hole_of(way, attempt),
                                          .severity = alint_attempt_severity(way, a),
                                          .who = parties[a],
                                          .adversary = a,
                                          .statement = way->statement,
                                          .principal = way->principal});
  }
  if (way->identity.who == ALINT_WHO_UNKNOWN && !undecided)
    add_risk(risks, principal_risk(way));
}

/* Statements that may or may not be an Allow have no ways in. */
static void judge_policy(struct alint_risks *risks, const struct alint_trust *trust) {
  const struct alint_policy *policy = trust->policy;
  for (size_t i = 0; i < policy->statement_count; i++) {
    const struct alint_statement *s = &policy->statements[i];
    if (s->effect == ALINT_EFFECT_UNKNOWN)
      add_risk(risks, (struct alint_risk){.hole = s->opaque_hole,
                                          .severity = ALINT_SEVERITY_CRITICAL,
                                          .who = "whom the statement names",
                                          .statement = s});
  }
  if (policy->statements_opaque)
    add_risk(risks, (struct alint_risk){.hole = trust->hole,
                                        .severity = ALINT_SEVERITY_CRITICAL,
                                        .who = "anybody at all"});
}

void alint_find_risks(struct alint_risks *out, const struct alint_check *check) {
  *out = (struct alint_risks){.count = 0};
  for (size_t i = 0; check->ways && i < check->ways->count; i++)
    judge_way(out, &check->ways->items[i]);
  judge_policy(out, check->trust);
}
