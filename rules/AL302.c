/* SPDX-License-Identifier: Apache-2.0
 *
 * AL302 oidc-tenant-too-wide
 *
 * Another tenant of a shared issuer gets in although a condition asks for a claim that names the
 * tenant.
 */
#include "model/match.h"
#include "rules/tenancy.h"

/* The subject of the token that got in; NULL: the call has none. */
static const Text *foreign_subject(const Way *way, Str key) {
  const Request *call = way->attempts[ADVERSARY_FOREIGN_TENANT].witness;
  const ContextKey *found = call ? request_key(call, key) : NULL;
  return found && found->value_count > 0 ? found->values[0] : NULL;
}

/* Points at the value that lets the subject in; without one, at the key. */
static void point_at_value(Draft *draft, const Way *way, Str key, const Text *subject) {
  for (size_t i = 0; i < way->statement->condition_count; i++) {
    const Condition *condition = &way->statement->conditions[i];
    if (!str_eq_nocase(condition->key, key))
      continue;
    draft_at_condition(draft, condition);
    for (size_t k = 0; subject && k < condition->value_count; k++) {
      if (text_match(condition->values[k].text, subject, MATCH_GLOB) != TRI_YES)
        continue;
      draft_at_item(draft, &condition->values[k]);
      return;
    }
  }
}

static void tell(Draft *draft, const Way *way) {
  const Tenancy tenancy = way_tenancy(way);
  if (!tenancy.asked)
    return;
  Str key = str_printf(draft->check->arena, "%s:%s", tenancy.host, tenancy.claim);
  const Text *subject = foreign_subject(way, key);
  point_at_value(draft, way, key, subject);
  draft_message(draft, "another %s of %s gets in: a token with %s %s meets the conditions",
                tenancy.noun, tenancy.name, tenancy.claim,
                subject ? draft_quote_text(draft, subject) : "of its own");
  draft_help_with_tenant(draft, &tenancy);
}

const RuleChecks rule_al302 = {.adversary = ADVERSARY_FOREIGN_TENANT, .way = tell};
