/* SPDX-License-Identifier: Apache-2.0
 *
 * Calls the checks of a rule for each part of a trust policy that they are about.
 */
#include "assumelint/status.h"
#include "rules/ways.h"

/* A draft that a check gave a message is a finding. */
static void finish(Draft *draft) {
  if (draft->finding.message.len > 0)
    draft_send(draft);
}

static void run_on_way(const RuleChecks *checks, const Check *check, const Way *way) {
  AdversaryId adversary = checks->adversary;
  bool open = adversary == ADVERSARY_INTENDED ? !way_dead(way) : way_open(way, adversary);
  if (!checks->any_way && !open)
    return;
  Draft draft = draft_way(check, way, adversary);
  if (checks->way && open)
    checks->way(&draft, way);
  if (checks->any_way)
    checks->any_way(&draft, way);
  finish(&draft);
}

static void run_on_principals(const RuleChecks *checks, const Check *check,
                              const Statement *statement) {
  const Identity *identities = check->identities[statement - check->trust->policy->statements];
  for (size_t i = 0; i < statement->principal_count; i++) {
    Draft draft = draft_principal(check, statement, &statement->principals[i]);
    checks->principal(&draft, &identities[i]);
    finish(&draft);
  }
}

static void run_on_conditions(const RuleChecks *checks, const Check *check,
                              const Statement *statement) {
  for (size_t i = 0; i < statement->condition_count; i++) {
    Draft draft = draft_condition(check, statement, &statement->conditions[i]);
    checks->condition(&draft, &statement->conditions[i]);
    finish(&draft);
  }
}

static void run_on_statement(const RuleChecks *checks, const Check *check,
                             const Statement *statement) {
  if (checks->statement) {
    Draft draft = draft_statement(check, statement);
    checks->statement(&draft, statement);
    finish(&draft);
  }
  if (checks->principal)
    run_on_principals(checks, check, statement);
  if (checks->condition)
    run_on_conditions(checks, check, statement);
}

static void run_on_oddities(const RuleChecks *checks, const Check *check) {
  const Policy *policy = check->trust->policy;
  for (size_t i = 0; checks->malformation && i < policy->malformation_count; i++) {
    Draft draft = draft_malformation(check, &policy->malformations[i]);
    checks->malformation(&draft, &policy->malformations[i]);
    finish(&draft);
  }
}

int rule_run_checks(const RuleChecks *checks, const Check *check) {
  if (!check->role) {
    if (checks->check_world)
      checks->check_world(check);
    return OK;
  }
  int status = checks->check ? checks->check(check) : OK;
  if (status == OK)
    run_on_oddities(checks, check);
  for (size_t i = 0; status == OK && i < check->trust->policy->statement_count; i++)
    run_on_statement(checks, check, &check->trust->policy->statements[i]);
  size_t ways = (checks->way || checks->any_way) && check->ways ? check->ways->count : 0;
  for (size_t i = 0; i < ways && status == OK; i++)
    run_on_way(checks, check, &check->ways->items[i]);
  return status;
}
