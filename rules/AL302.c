/* SPDX-License-Identifier: Apache-2.0
 *
 * AL302 oidc-tenant-too-wide
 *
 * A foreign tenant of a shared issuer gets in although a condition is on a claim that names a
 * tenant.
 */
#include "access.h"
#include "model/match.h"

/* The subject of the token that was let in, as text; NULL: the call has none. */
static const struct alint_text *foreign_subject(const struct alint_way *way, struct alint_str key) {
  const struct alint_request *call = way->attempts[ALINT_FOREIGN_TENANT].witness;
  const struct alint_context_key *found = call ? alint_request_key(call, key) : NULL;
  return found && found->value_count > 0 ? found->values[0] : NULL;
}

/* Points at the value that lets the subject in; without one, at the key. */
static void point_at_value(struct alint_draft *draft, const struct alint_way *way,
                           struct alint_str key, const struct alint_text *subject) {
  for (size_t i = 0; i < way->statement->condition_count; i++) {
    const struct alint_condition *condition = &way->statement->conditions[i];
    if (!alint_str_eq_nocase(condition->key, key))
      continue;
    alint_draft_at_condition(draft, condition);
    for (size_t k = 0; subject && k < condition->value_count; k++) {
      if (alint_match(condition->values[k].text, subject, ALINT_MATCH_GLOB) != ALINT_YES)
        continue;
      alint_draft_at_item(draft, &condition->values[k]);
      return;
    }
  }
}

static void tell(struct alint_draft *draft, const struct alint_way *way) {
  const struct alint_tenancy tenancy = alint_way_tenancy(way);
  if (!tenancy.asked)
    return;
  struct alint_str key =
      alint_str_printf(draft->check->arena, "%s:%s", tenancy.host, tenancy.claim);
  const struct alint_text *subject = foreign_subject(way, key);
  point_at_value(draft, way, key, subject);
  alint_draft_message(draft, "another %s of %s gets in: a token with %s %s meets the conditions",
                      tenancy.noun, tenancy.name, tenancy.claim,
                      subject ? alint_quote_text(draft, subject) : "of its own");
  alint_help_with_tenant(draft, &tenancy);
}

const struct alint_checks alint_al302 = {.adversary = ALINT_FOREIGN_TENANT, .way = tell};
