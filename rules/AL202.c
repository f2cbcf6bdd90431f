/* SPDX-License-Identifier: Apache-2.0
 *
 * AL202 external-id-not-enforced
 *
 * Another customer of the trusted account gets in although the policy asks this principal for an
 * external ID.
 */
#include "rules/ways.h"

static void tell(Draft *draft, const Way *way) {
  if (!way_is_third_party(way) || !way_asks_external_id(draft->check, way))
    return;
  const Request *call = way->attempts[ADVERSARY_OTHER_CUSTOMER].witness;
  bool sends = call && request_key(call, STR("sts:ExternalId"));
  const char *who = way_subject(draft, way);
  if (!statement_asks_key(way->statement, "sts:ExternalId"))
    draft_message(draft, "this statement lets %s in %s, although another statement asks for one",
                  who, sends ? "with any external ID" : "without an external ID");
  else
    draft_message(draft,
                  "the statement mentions an external ID but lets %s in %s: the condition does "
                  "not enforce it",
                  who, sends ? "with any other ID" : "without one");
}

const RuleChecks rule_al202 = {.adversary = ADVERSARY_OTHER_CUSTOMER, .way = tell};
