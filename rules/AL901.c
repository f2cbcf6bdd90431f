/* SPDX-License-Identifier: Apache-2.0
 *
 * AL901 trust-not-known
 *
 * Trust policies of which nothing is known.
 */
#include "rules.h"

static int check(const struct alint_check *at) {
  const struct alint_trust *trust = at->trust;
  if (trust->state != ALINT_TRUST_UNKNOWN)
    return ALINT_OK;
  const struct alint_hole *hole = trust->hole;
  struct alint_draft draft = alint_draft_trust(at);
  alint_draft_fault(&draft, "trust");
  if (hole && hole->name.len > 0)
    alint_draft_message(&draft,
                        "the trust policy is not known: it depends on %s; who may assume the "
                        "role was not judged",
                        alint_quote_hole(&draft, hole));
  else
    alint_draft_message(&draft, "the trust policy is not known: who may assume the role was not "
                                "judged");
  /* With its source, the hole says what is missing. */
  if (at->input->give_source.len > 0 && !at->role->place.source)
    alint_draft_next_step(&draft, at->input->give_source);
  else if (hole)
    alint_draft_next_step(&draft, hole->give);
  alint_draft_send(&draft);
  return ALINT_OK;
}

const struct alint_checks alint_al901 = {.check = check};
