/* SPDX-License-Identifier: Apache-2.0
 *
 * AL901 trust-not-known
 *
 * Trust policies of which nothing is known.
 */
#include "rules/draft.h"

static void tell(Draft *draft, const Trust *trust) {
  const Input *input = draft->check->input;
  const Hole *hole = trust->hole;
  if (trust->state != TRUST_UNKNOWN)
    return;
  draft_fault(draft, "trust");
  if (hole && hole->name.len > 0)
    draft_message(draft,
                  "the trust policy is not known because it depends on %s: who may assume the "
                  "role was not judged",
                  draft_quote_hole(draft, hole));
  else
    draft_message(draft, "the trust policy is not known: who may assume the role was not judged");
  /* Where the source of the role was read, the hole says what is missing. */
  if (input->give_source.len > 0 && !draft->check->role->source_span.source)
    draft_next_step(draft, input->give_source);
  else if (hole)
    draft_next_step(draft, hole->give);
}

const RuleChecks rule_al901 = {.trust = tell};
