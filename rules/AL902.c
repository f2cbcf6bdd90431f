/* SPDX-License-Identifier: Apache-2.0
 *
 * AL902 value-not-known
 *
 * Holes that decide who gets in. The own account and partition are none, and what is certain
 * already is not reported again.
 */
#include "assumelint/limits.h"
#include "rules/ways.h"

/* The worst that one hole could lead to, in one role. */
struct risk {
  const Hole *hole;      /* NULL: it has no name */
  Severity severity;     /* of the finding it could become */
  const char *party;     /* "anybody with an AWS account" */
  AdversaryId adversary; /* INTENDED: nobody in particular */
  const Statement *statement;
  const Principal *principal;
};

/* Beyond the limit, the worst. */
struct risks {
  struct risk items[MAX_RISKS];
  size_t count;
};

/* Who gets in, in words. NULL: reported only where it is certain. */
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

/* ---- Which values decide -------------------------------------------------------------- */

static bool is_own(const Hole *hole) {
  return hole && (hole->kind == HOLE_OWN_ACCOUNT || hole->kind == HOLE_PARTITION);
}

static void add_risk(struct risks *risks, struct risk risk) {
  if (risk.severity == SEVERITY_NONE || is_own(risk.hole))
    return;
  for (size_t i = 0; i < risks->count; i++) {
    struct risk *known = &risks->items[i];
    bool same =
        known->hole && risk.hole ? hole_same(known->hole, risk.hole) : known->hole == risk.hole;
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

static void add_way_risk(struct risks *risks, const Way *way, struct risk risk) {
  risk.statement = way->statement;
  risk.principal = way->principal;
  add_risk(risks, risk);
}

/* What an unknown principal could be. */
static struct risk principal_risk(const Way *way) {
  const Hole *hole = way->identity.hole;
  bool any = !hole || (hole->kind == HOLE_ANY &&
                       (!way->identity.text || text_only_hole(way->identity.text)));
  if (any)
    return (struct risk){.hole = hole, .severity = SEVERITY_CRITICAL, .party = "anybody at all"};
  return (struct risk){.hole = hole, .severity = SEVERITY_MEDIUM, .party = "some other account"};
}

static const Hole *hole_of(const Way *way, const Attempt *attempt) {
  if (attempt->hole)
    return attempt->hole;
  return way->identity.hole ? way->identity.hole : way->statement->opaque_hole;
}

/* An unknown value under Service is a service. */
static bool is_unknown_service(const Way *way) {
  return way->principal && way->principal->kind == PRINCIPAL_SERVICE &&
         way->identity.kind == IDENTITY_UNKNOWN;
}

/* An operator that does not exist leaves every verdict open: no value would settle it. */
static bool has_no_operator(const Condition *condition) {
  Operator op;
  return !operator_parse(&op, condition->operator_name);
}

static void judge_way(struct risks *risks, const Way *way) {
  Severity certain = way_certain_severity(way);
  bool undecided = false;
  if (is_unknown_service(way)) {
    const Hole *hole = hole_of(way, &way->attempts[ADVERSARY_INTENDED]);
    add_way_risk(risks, way, (struct risk){hole, SEVERITY_LOW, .party = "another service"});
    return;
  }
  for (AdversaryId a = ADVERSARY_STRANGER; a < ADVERSARY_COUNT; a++) {
    const Attempt *attempt = &way->attempts[a];
    const Hole *hole = hole_of(way, attempt);
    Severity severity = way_severity(way, a);
    if (attempt->outcome != WAY_UNKNOWN ||
        (!hole && statement_find(way->statement, has_no_operator)))
      continue;
    undecided = true;
    if (severity > certain)
      add_way_risk(risks, way, (struct risk){hole, severity, parties[a], .adversary = a});
  }
  if (way->identity.kind == IDENTITY_UNKNOWN && !undecided)
    add_way_risk(risks, way, principal_risk(way));
}

/* A statement whose Effect is unknown has no ways in. */
static void judge_policy(struct risks *risks, const Trust *trust) {
  const Policy *policy = trust->policy;
  for (size_t i = 0; i < policy->statement_count; i++) {
    const Statement *s = &policy->statements[i];
    if (s->effect == EFFECT_UNKNOWN)
      add_risk(risks, (struct risk){.hole = s->opaque_hole,
                                    .severity = SEVERITY_CRITICAL,
                                    .party = "whom the statement names",
                                    .statement = s});
  }
  if (policy->statements_opaque)
    add_risk(risks, (struct risk){.hole = trust->hole,
                                  .severity = SEVERITY_CRITICAL,
                                  .party = "anybody at all"});
}

static void find_risks(struct risks *out, const Check *check) {
  for (size_t i = 0; check->ways && i < check->ways->count; i++)
    judge_way(out, &check->ways->items[i]);
  judge_policy(out, check->trust);
}

/* ---- Where they are ------------------------------------------------------------------- */

static bool has_hole(const Text *text, const Hole *hole) {
  for (size_t i = 0; hole && i < text->count; i++) {
    if (text->pieces[i].hole && hole_same(text->pieces[i].hole, hole))
      return true;
  }
  return false;
}

static const Item *find_item(const Item *items, size_t count, const Hole *hole) {
  for (size_t i = 0; i < count; i++) {
    if (has_hole(items[i].text, hole))
      return &items[i];
  }
  return NULL;
}

/* The value with the hole, and the condition that it is in. NULL: the hole stands for something
 * larger; the value is in no condition. */
struct location {
  const Item *item;
  const Condition *condition;
};

static struct location locate(const struct risk *risk) {
  const Statement *s = risk->statement;
  if (risk->principal && has_hole(risk->principal->value.text, risk->hole))
    return (struct location){.item = &risk->principal->value};
  for (size_t i = 0; s && i < s->condition_count; i++) {
    const Condition *condition = &s->conditions[i];
    const Item *item = find_item(condition->values, condition->value_count, risk->hole);
    if (item)
      return (struct location){item, condition};
  }
  return (struct location){.item = s ? find_item(s->actions, s->action_count, risk->hole) : NULL};
}

/* The condition whose values the hole stands for. */
static const Condition *find_opaque(const struct risk *risk) {
  const Statement *s = risk->statement;
  for (size_t i = 0; s && s->opaque_hole == risk->hole && i < s->condition_count; i++) {
    if (s->conditions[i].opaque)
      return &s->conditions[i];
  }
  return NULL;
}

static void point_at(Draft *draft, const struct risk *risk, const Item *item) {
  const Condition *opaque = find_opaque(risk);
  if (risk->statement)
    draft_at_statement(draft, risk->statement);
  if (item)
    draft_at_item(draft, item);
  else if (opaque)
    draft_at_condition(draft, opaque);
}

/* ---- What to say of them -------------------------------------------------------------- */

static bool compares_exactly(const Condition *condition) {
  Operator op;
  return condition_is_positive(condition, &op) &&
         (op.family == OPERATOR_STRING || op.family == OPERATOR_STRING_NOCASE);
}

/* Whether the first hole is in the name of a policy variable: "${aws:PrincipalTag/${x}}". */
static bool names_variable(const Text *text) {
  for (size_t i = 0; i < text->count && !text->pieces[i].hole; i++) {
    Str before = text->pieces[i].literal;
    size_t at = before.len;
    while (at > 0 && before.ptr[at - 1] != '}' && before.ptr[at - 1] != '{')
      at--;
    if (at > 1 && before.ptr[at - 1] == '{' && before.ptr[at - 2] == '$')
      return true;
  }
  return false;
}

/* Why the risk is low, as nobody gives such a value by accident: a wildcard inside a name, or a
 * subject without tenant. NULL: it is not. */
static const char *improbable(const struct risk *risk, struct location at) {
  if (!at.item || (risk->principal && at.item == &risk->principal->value))
    return NULL;
  if (risk->adversary == ADVERSARY_FOREIGN_TENANT && at.condition && compares_exactly(at.condition))
    return "only a subject that names no tenant would let others in";
  if (at.item->text->count > 1 && !names_variable(at.item->text))
    return "only a wildcard in the value would let others in";
  return NULL;
}

static void help(Draft *draft, const Hole *hole) {
  if (hole && hole->sensitive)
    draft_help(draft, "The value is marked as sensitive: check it where it is set, or remove the "
                      "mark if it is not a secret.");
  else
    draft_next_step(draft, draft->check->input->give);
  if (hole)
    draft_next_step(draft, hole->give);
}

static const char one_below[] = "one level below the worst that the value could be";

static void report(Draft draft, const struct risk *risk) {
  const Hole *hole = risk->hole;
  bool named = hole && hole->name.len > 0;
  const struct location at = locate(risk);
  const char *reason = improbable(risk, at);
  point_at(&draft, risk, at.item);
  draft.finding.principal = risk->principal;
  if (reason || risk->severity <= SEVERITY_LOW)
    draft_severity(&draft, SEVERITY_LOW, reason ? reason : one_below);
  else
    draft_severity(&draft, (Severity)(risk->severity - 1), one_below);
  draft_fault(&draft, "hole|%.*s",
              STR_FMT(named ? hole_canonical(draft.check->arena, hole) : STR("?")));
  draft_message(&draft, "whether %s may assume the role depends on %s, whose value is not known",
                risk->party, named ? draft_quote_hole(&draft, hole) : "a part of the policy");
  help(&draft, hole);
  draft_send(&draft);
}

static void tell(Draft *draft, const Trust *trust) {
  struct risks risks = {.count = 0};
  (void)trust;
  find_risks(&risks, draft->check);
  for (size_t i = 0; i < risks.count; i++)
    report(*draft, &risks.items[i]);
}

const RuleChecks rule_al902 = {.trust = tell};
