/* SPDX-License-Identifier: Apache-2.0
 *
 * Calls the checks of a rule for each part of a trust policy that they are about.
 */
#include "access.h"
#include "assumelint/status.h"

/* A draft that a check gave a message is a finding. */
static void finish(struct alint_draft *draft) {
  if (draft->finding.message.len > 0)
    alint_draft_send(draft);
}

static void run_on_way(const struct alint_checks *checks, const struct alint_check *check,
                       const struct alint_way *way) {
  enum alint_adversary_id adversary = checks->adversary;
  bool open = adversary == ALINT_INTENDED ? !alint_way_dead(way) : alint_way_open(way, adversary);
  if (!checks->any_way && !open)
    return;
  struct alint_draft draft = alint_draft_way(check, way, adversary);
  if (checks->way && open)
    checks->way(&draft, way);
  if (checks->any_way)
    checks->any_way(&draft, way);
  finish(&draft);
}

static void run_on_principals(const struct alint_checks *checks, const struct alint_check *check,
                              const struct alint_statement *statement) {
  const struct alint_identity *identities =
      check->identities[statement - check->trust->policy->statements];
  for (size_t i = 0; i < statement->principal_count; i++) {
    struct alint_draft draft = alint_draft_principal(check, statement, &statement->principals[i]);
    checks->principal(&draft, &identities[i]);
    finish(&draft);
  }
}

static void run_on_conditions(const struct alint_checks *checks, const struct alint_check *check,
                              const struct alint_statement *statement) {
  for (size_t i = 0; i < statement->condition_count; i++) {
    struct alint_draft draft = alint_draft_condition(check, statement, &statement->conditions[i]);
    checks->condition(&draft, &statement->conditions[i]);
    finish(&draft);
  }
}

static void run_on_statement(const struct alint_checks *checks, const struct alint_check *check,
                             const struct alint_statement *statement) {
  if (checks->statement) {
    struct alint_draft draft = alint_draft_statement(check, statement);
    checks->statement(&draft, statement);
    finish(&draft);
  }
  if (checks->principal)
    run_on_principals(checks, check, statement);
  if (checks->condition)
    run_on_conditions(checks, check, statement);
}

static void run_on_oddities(const struct alint_checks *checks, const struct alint_check *check) {
  const struct alint_policy *policy = check->trust->policy;
  for (size_t i = 0; checks->oddity && i < policy->oddity_count; i++) {
    struct alint_draft draft = alint_draft_oddity(check, &policy->oddities[i]);
    checks->oddity(&draft, &policy->oddities[i]);
    finish(&draft);
  }
}

int alint_run_checks(const struct alint_checks *checks, const struct alint_check *check) {
  if (!check->role) {
    if (checks->check_world)
      checks->check_world(check);
    return ALINT_OK;
  }
  int status = checks->check ? checks->check(check) : ALINT_OK;
  if (status == ALINT_OK)
    run_on_oddities(checks, check);
  for (size_t i = 0; status == ALINT_OK && i < check->trust->policy->statement_count; i++)
    run_on_statement(checks, check, &check->trust->policy->statements[i]);
  size_t ways = (checks->way || checks->any_way) && check->ways ? check->ways->count : 0;
  for (size_t i = 0; i < ways && status == ALINT_OK; i++)
    run_on_way(checks, check, &check->ways->items[i]);
  return status;
}
