/* SPDX-License-Identifier: Apache-2.0
 *
 * AL901 trust-not-known
 *
 * Trust policies of which nothing is known.
 */
#include "rules/rules.h"

static int check(const Check *at) {
  const Trust *trust = at->trust;
  if (trust->state != TRUST_UNKNOWN)
    return OK;
  const Hole *hole = trust->hole;
  Draft draft = draft_trust(at);
  draft_fault(&draft, "trust");
  if (hole && hole->name.len > 0)
    draft_message(&draft,
                  "the trust policy is not known: it depends on %s; who may assume the "
                  "role was not judged",
                  draft_quote_hole(&draft, hole));
  else
    draft_message(&draft, "the trust policy is not known: who may assume the role was not "
                          "judged");
  /* With its source, the hole says what is missing. */
  if (at->input->give_source.len > 0 && !at->role->source_span.source)
    draft_next_step(&draft, at->input->give_source);
  else if (hole)
    draft_next_step(&draft, hole->give);
  draft_send(&draft);
  return OK;
}

const RuleChecks rule_al901 = {.check = check};
