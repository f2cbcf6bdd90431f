/* SPDX-License-Identifier: Apache-2.0
 *
 * Calls the checks of a rule for each part of a trust policy, with a draft that points there.
 */
#include "rules/draft.h"
#include "rules/ways.h"

static void run_on_way(const RuleChecks *checks, const Check *check, const Way *way) {
  Draft draft = {.check = check};
  AdversaryId adversary = checks->adversary;
  bool open = adversary == ADVERSARY_INTENDED ? !way_dead(way) : way_open(way, adversary);
  draft.finding.way = way;
  draft.finding.attempt = &way->attempts[adversary];
  if (way->principal) {
    draft_at_principal(&draft, way->statement, way->principal);
  } else {
    draft_at_statement(&draft, way->statement);
    draft_fault(&draft, "NotPrincipal");
  }
  if (checks->any_way)
    checks->any_way(&draft, way);
  else if (open)
    checks->way(&draft, way);
  draft_send(&draft);
}

static void run_on_principals(const RuleChecks *checks, const Check *check,
                              const Statement *statement) {
  const Identity *identities = check->identities[statement - check->trust->policy->statements];
  for (size_t i = 0; i < statement->principal_count; i++) {
    Draft draft = {.check = check};
    draft_at_principal(&draft, statement, &statement->principals[i]);
    checks->principal(&draft, &identities[i]);
    draft_send(&draft);
  }
}

static void run_on_conditions(const RuleChecks *checks, const Check *check,
                              const Statement *statement) {
  for (size_t i = 0; i < statement->condition_count; i++) {
    const Condition *condition = &statement->conditions[i];
    Draft draft = {.check = check, .condition = condition};
    draft.finding.statement = statement;
    draft_at_condition(&draft, condition);
    checks->condition(&draft, condition);
    draft_send(&draft);
  }
}

static void run_on_statement(const RuleChecks *checks, const Check *check,
                             const Statement *statement) {
  if (checks->statement) {
    Draft draft = {.check = check};
    draft_at_statement(&draft, statement);
    checks->statement(&draft, statement);
    draft_send(&draft);
  }
  if (checks->principal)
    run_on_principals(checks, check, statement);
  if (checks->condition)
    run_on_conditions(checks, check, statement);
}

static const Statement *statement_at(const Policy *policy, int index) {
  for (size_t i = 0; index >= 0 && i < policy->statement_count; i++) {
    if (policy->statements[i].index == (size_t)index)
      return &policy->statements[i];
  }
  return NULL;
}

static void run_on_malformation(const RuleChecks *checks, const Check *check,
                                const Malformation *malformation) {
  Draft draft = {.check = check, .malformation = malformation};
  draft.finding.span = malformation->span;
  draft.finding.statement = statement_at(check->trust->policy, malformation->statement);
  draft.finding.pointer = malformation->pointer;
  checks->malformation(&draft, malformation);
  draft_send(&draft);
}

static void run_on_role(const RuleChecks *checks, const Check *check) {
  bool first = check->trust == check->role->trusts;
  Draft role = {.check = check}, trust = {.check = check};
  role.finding.span = check->role->span;
  trust.finding.span = check->trust->span;
  if (checks->role && first) {
    checks->role(&role, check->role);
    draft_send(&role);
  }
  if (checks->trust) {
    checks->trust(&trust, check->trust);
    draft_send(&trust);
  }
}

static void run_on_unread(const RuleChecks *checks, const Check *check) {
  for (size_t i = 0; checks->unread && check->is_after && i < check->input->unread_count; i++) {
    const Unread *unread = &check->input->unread[i];
    Draft draft = {.check = check};
    draft.finding.address = unread->address;
    draft.finding.span = unread->span;
    draft.finding.source_span = unread->source_span;
    checks->unread(&draft, unread);
    draft_send(&draft);
  }
}

void rule_run_checks(const RuleChecks *checks, const Check *check) {
  if (!check->role) {
    run_on_unread(checks, check);
    return;
  }
  const Policy *policy = check->trust->policy;
  run_on_role(checks, check);
  for (size_t i = 0; checks->malformation && i < policy->malformation_count; i++)
    run_on_malformation(checks, check, &policy->malformations[i]);
  for (size_t i = 0; i < policy->statement_count; i++)
    run_on_statement(checks, check, &policy->statements[i]);
  size_t ways = (checks->way || checks->any_way) && check->ways ? check->ways->count : 0;
  for (size_t i = 0; i < ways; i++)
    run_on_way(checks, check, &check->ways->items[i]);
}
