/* SPDX-License-Identifier: Apache-2.0
 *
 * AL202 external-id-not-enforced
 *
 * The trusted account's other customer gets in although the policy speaks of an external ID
 * for this principal.
 */
#include "access.h"

static void tell(struct alint_draft *draft, const struct alint_way *way) {
  if (!alint_is_third_party(way) || !alint_asks_external_id(draft->check, way))
    return;
  const struct alint_request *call = way->attempts[ALINT_OTHER_CUSTOMER].witness;
  bool sends = call && alint_request_key(call, ALINT_STR("sts:ExternalId"));
  const char *who = alint_way_subject(draft, way);
  if (!alint_statement_asks(way->statement, "sts:ExternalId"))
    alint_draft_message(draft,
                        "this statement lets %s in %s, though another statement asks it for one",
                        who, sends ? "with any external ID" : "without an external ID");
  else
    alint_draft_message(draft,
                        "an external ID is spoken of, yet %s is let in %s: the condition does "
                        "not bind",
                        who, sends ? "with any other ID" : "without one");
}

const struct alint_checks alint_al202 = {.adversary = ALINT_OTHER_CUSTOMER, .way = tell};
