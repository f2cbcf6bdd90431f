/* SPDX-License-Identifier: Apache-2.0
 *
 * AL902 value-not-known
 *
 * Holes that decide. An own account or partition that is not known is no such hole. What is
 * certain already is not reported again.
 */
#include "access.h"
#include "access/operators.h"

/* More holes than this in one role: the worst ones are told. */
enum { MAX_RISKS = 64 };

/* The worst that one hole could lead to, in one role. */
struct risk {
  const struct alint_hole *hole; /* NULL: it has no name */
  enum alint_severity severity;  /* of the finding it could become */
  const char *who;               /* "anybody with an AWS account" */
  const struct alint_statement *statement;
  const struct alint_principal *principal;
};

struct risks {
  struct risk items[MAX_RISKS];
  size_t count;
};

static const char *const who_of[ALINT_ADVERSARY_COUNT] = {
    [ALINT_INTENDED] = "whom the policy names",
    [ALINT_STRANGER] = "anybody with an AWS account",
    [ALINT_STRANGER_NETWORK] = "anybody in a network that the policy names",
    [ALINT_STRANGER_WITH_ID] = "anybody who knows the external ID",
    [ALINT_OTHER_CUSTOMER] = "another customer of the trusted account",
    [ALINT_FOREIGN_TENANT] = "another tenant of the identity provider",
    [ALINT_OTHER_REPOSITORY] = "another repository of the tenant",
    [ALINT_OTHER_REF] = "another branch of the repository",
    [ALINT_GUEST] = "an unauthenticated identity",
    [ALINT_OTHER_SUBJECT] = "another subject of the identity provider",
    [ALINT_SAME_NAMESPACE] = "another service account of the namespace",
    [ALINT_OTHER_RESOURCE] = "another account's resource",
    [ALINT_WITHOUT_MFA] = "a caller without MFA",
};

static bool is_own_side(const struct alint_hole *hole) {
  return hole && (hole->kind == ALINT_HOLE_OWN_ACCOUNT || hole->kind == ALINT_HOLE_PARTITION);
}

static void add_risk(struct risks *risks, struct risk risk) {
  if (risk.severity == ALINT_SEVERITY_NONE || is_own_side(risk.hole))
    return;
  for (size_t i = 0; i < risks->count; i++) {
    struct risk *known = &risks->items[i];
    bool same = known->hole && risk.hole ? alint_str_eq(known->hole->name, risk.hole->name)
                                         : known->hole == risk.hole;
    if (!same)
      continue;
    if (risk.severity > known->severity)
      *known = risk;
    return;
  }
  struct risk *mildest = &risks->items[0];
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
static struct risk principal_risk(const struct alint_way *way) {
  struct risk risk = {.hole = way->identity.hole,
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
  struct alint_str under = ALINT_STR("/Principal/Service");
  if (way->principal && way->principal->kind == ALINT_PRINCIPAL_SERVICE)
    return way->identity.who == ALINT_WHO_UNKNOWN;
  return way->principal && way->principal->kind == ALINT_PRINCIPAL_OPAQUE &&
         alint_str_find_str(way->principal->value.pointer, under) <
             way->principal->value.pointer.len;
}

/* An operator that does not exist leaves every verdict open; AL612 says so. */
static bool has_unknown_operator(const struct alint_statement *statement) {
  struct alint_operator op;
  for (size_t i = 0; i < statement->condition_count; i++) {
    if (!alint_operator_parse(&op, statement->conditions[i].operator_name))
      return true;
  }
  return false;
}

static void judge_way(struct risks *risks, const struct alint_way *way) {
  enum alint_severity certain = alint_certain_severity(way);
  bool undecided = false;
  if (is_unknown_service(way)) {
    add_risk(risks, (struct risk){.hole = hole_of(way, &way->attempts[ALINT_INTENDED]),
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
      add_risk(risks, (struct risk){.hole = hole_of(way, attempt),
                                    .severity = alint_attempt_severity(way, a),
                                    .who = who_of[a],
                                    .statement = way->statement,
                                    .principal = way->principal});
  }
  if (way->identity.who == ALINT_WHO_UNKNOWN && !undecided)
    add_risk(risks, principal_risk(way));
}

/* Statements that may or may not be an Allow have no ways in. */
static void judge_policy(struct risks *risks, const struct alint_trust *trust) {
  const struct alint_policy *policy = trust->policy;
  for (size_t i = 0; i < policy->statement_count; i++) {
    const struct alint_statement *s = &policy->statements[i];
    if (s->effect == ALINT_EFFECT_UNKNOWN)
      add_risk(risks, (struct risk){.hole = s->opaque_hole,
                                    .severity = ALINT_SEVERITY_CRITICAL,
                                    .who = "whom the statement names",
                                    .statement = s});
  }
  if (policy->statements_opaque)
    add_risk(risks, (struct risk){.hole = trust->hole,
                                  .severity = ALINT_SEVERITY_CRITICAL,
                                  .who = "anybody at all"});
}

static bool has_hole(const struct alint_text *text, const struct alint_hole *hole) {
  for (size_t i = 0; hole && i < text->count; i++) {
    if (text->pieces[i].hole && alint_str_eq(text->pieces[i].hole->name, hole->name))
      return true;
  }
  return false;
}

/* The value that the hole is in; NULL: it stands for something larger. */
static const struct alint_item *find_item(const struct risk *risk) {
  const struct alint_statement *s = risk->statement;
  if (risk->principal && has_hole(risk->principal->value.text, risk->hole))
    return &risk->principal->value;
  for (size_t i = 0; s && i < s->condition_count; i++) {
    for (size_t k = 0; k < s->conditions[i].value_count; k++) {
      if (has_hole(s->conditions[i].values[k].text, risk->hole))
        return &s->conditions[i].values[k];
    }
  }
  for (size_t i = 0; s && i < s->action_count; i++) {
    if (has_hole(s->actions[i].text, risk->hole))
      return &s->actions[i];
  }
  return NULL;
}

/* A condition whose values are not known at all. */
static const struct alint_condition *find_opaque(const struct risk *risk) {
  const struct alint_statement *s = risk->statement;
  for (size_t i = 0; s && s->opaque_hole == risk->hole && i < s->condition_count; i++) {
    if (s->conditions[i].opaque)
      return &s->conditions[i];
  }
  return NULL;
}

static struct alint_draft draft_at(const struct alint_check *at, const struct risk *risk) {
  const struct alint_item *item = find_item(risk);
  const struct alint_condition *condition = find_opaque(risk);
  if (item)
    return alint_draft_item(at, risk->statement, item);
  struct alint_draft draft =
      risk->statement ? alint_draft_statement(at, risk->statement) : alint_draft_trust(at);
  if (condition) {
    alint_draft_at_condition(&draft, condition);
  }
  return draft;
}

/* A part of a pattern opens it only by a wildcard in the value: nobody gives such
 * a name by accident, so it is said in a low voice. */
static bool is_part_of_pattern(const struct risk *risk, const struct alint_item *item) {
  return item && (!risk->principal || item != &risk->principal->value) && item->text->count > 1;
}

static int report(const struct alint_check *at, struct alint_sink *sink, const struct risk *risk) {
  struct alint_draft draft = draft_at(at, risk);
  const struct alint_hole *hole = risk->hole;
  draft.finding.principal = risk->principal;
  draft.finding.severity = risk->severity > ALINT_SEVERITY_LOW
                               ? (enum alint_severity)(risk->severity - 1)
                               : ALINT_SEVERITY_LOW;
  draft.finding.severity_reason = ALINT_STR("one level below the worst that the value could be");
  if (is_part_of_pattern(risk, find_item(risk))) {
    alint_draft_severity(&draft, ALINT_SEVERITY_LOW,
                         "only a wildcard in the value would let others in");
  }
  bool named = hole && hole->name.len > 0;
  alint_draft_fault(&draft, "hole|%.*s", ALINT_FMT(named ? hole->name : ALINT_STR("?")));
  alint_draft_message(&draft,
                      "whether %s may assume the role depends on %s, whose value is not "
                      "known",
                      risk->who,
                      named ? alint_quote_name(&draft, hole->name) : "a part of the policy");
  if (named && hole->give.len > 0)
    alint_draft_help(&draft, "Give it a value: %.*s", ALINT_FMT(hole->give));
  return alint_draft_send(&draft, sink, &alint_rule_al902);
}

static int check(const struct alint_check *at, struct alint_sink *sink) {
  struct risks risks = {.count = 0};
  int status = ALINT_OK;
  for (size_t i = 0; at->ways && i < at->ways->count; i++)
    judge_way(&risks, &at->ways->items[i]);
  judge_policy(&risks, at->trust);
  for (size_t i = 0; status == ALINT_OK && i < risks.count; i++)
    status = report(at, sink, &risks.items[i]);
  return status;
}

static const char *const tags[] = {"unknown", NULL};
static const char *const sources[] = {
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html",
    ALINT_DOC_PRINCIPAL,
    NULL,
};

static const char bad[] = "Parameters:\n"
                          "  Trusted:\n"
                          "    Type: String\n"
                          "Resources:\n"
                          "  Deploy:\n"
                          "    Type: AWS::IAM::Role\n"
                          "    Properties:\n"
                          "      AssumeRolePolicyDocument:\n"
                          "        Version: \"2012-10-17\"\n"
                          "        Statement:\n"
                          "          - Effect: Allow\n"
                          "            Principal: {AWS: !Ref Trusted}\n"
                          "            Action: sts:AssumeRole\n";

static const char good[] =
    "Resources:\n"
    "  Deploy:\n"
    "    Type: AWS::IAM::Role\n"
    "    Properties:\n"
    "      AssumeRolePolicyDocument:\n"
    "        Version: \"2012-10-17\"\n"
    "        Statement:\n"
    "          - Effect: Allow\n"
    "            Principal: {AWS: !Sub \"arn:aws:iam::${AWS::AccountId}:role/ci\"}\n"
    "            Action: sts:AssumeRole\n";

const struct alint_rule alint_rule_al902 = {
    .id = "AL902",
    .name = "value-not-known",
    .title = "A value that is not known decides who may assume the role",
    .severity = ALINT_SEVERITY_MEDIUM,
    .category = ALINT_EXPOSURE,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "A parameter, an import or a value known only after apply decides whether "
                    "somebody gets in who must not. The severity is one level below that of the "
                    "worst finding the value could lead to.",
            .why = "With another value the role may be open. What is checked in review is then "
                   "not what is deployed.",
            .bad = bad,
            .good = good,
            .fix = "Give the value (--param NAME=VALUE, or the parameter file that is deployed), "
                   "narrow it down with AllowedValues, or write it as a literal.",
            .sources = sources,
        },
    .check = check,
};
