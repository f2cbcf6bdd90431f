/* SPDX-License-Identifier: Apache-2.0
 *
 * AL903 construct-not-read
 *
 * What front ends and searches could not look into.
 */
#include <stdio.h>

#include "assumelint/limits.h"
#include "rules/ways.h"

static void tell_unread(Draft *draft, const Unread *unread) {
  if (!unread->near_role)
    draft_severity(draft, SEVERITY_LOW, "no role is in it or below it");
  if (unread->low_why.len > 0) {
    draft->finding.severity = SEVERITY_LOW;
    draft->finding.severity_reason = unread->low_why;
  }
  draft_fault(draft, "unread|%.*s", STR_FMT(unread->what));
  draft_message(draft, "%.*s", STR_FMT(unread->what));
  draft_next_step(draft, unread->give);
}

static void tell_cut(Draft *draft, const Role *role) {
  if (!role->alternatives_cut)
    return;
  draft_fault(draft, "alternatives");
  draft_message(draft,
                "conditions and parameters give the trust policy more than %d alternatives: "
                "the others were not judged",
                MAX_ALTERNATIVES);
  draft_help(draft, "Give the parameters values with --param or --parameters.");
}

/* Whether a search gave up that may have missed something worse than what is certain. The one
 * for the intended caller counts too: nothing was proved of the way then. */
static bool may_be_worse(const Way *way) {
  Severity certain = way_certain_severity(way);
  if (!way_gave_up(way))
    return false;
  for (AdversaryId a = ADVERSARY_STRANGER; a < ADVERSARY_COUNT; a++) {
    if (way->attempts[a].gave_up && way_severity(way, a) > certain)
      return true;
  }
  return way->attempts[ADVERSARY_INTENDED].outcome == WAY_LIMIT && certain == SEVERITY_NONE;
}

/* The ways of a policy share a budget, so `count` of them are one finding. */
static void report_search(Draft *draft, const Way *way, size_t count) {
  const char *shown = "NotPrincipal";
  draft_at_statement(draft, way->statement);
  if (way->principal) {
    shown = draft_quote_principal(draft, &way->identity);
    draft_at_principal(draft, way->statement, way->principal);
  }
  char others[48] = "";
  if (count > 1)
    snprintf(others, sizeof others, " and in %zu more way%s", count - 1, count > 2 ? "s" : "");
  draft_message(draft,
                "the search for calls that get in through %s%s gave up at a limit: it is not "
                "known whether the wrong party gets in",
                shown, others);
  draft_help(draft, "Simplify the conditions of the statement.");
}

static void tell_searches(Draft *draft, const Trust *trust) {
  const Ways *ways = draft->check->ways;
  const Way *first = NULL;
  size_t count = 0;
  (void)trust;
  for (size_t i = 0; ways && i < ways->count; i++) {
    if (may_be_worse(&ways->items[i]) && count++ == 0)
      first = &ways->items[i];
  }
  if (first)
    report_search(draft, first, count);
}

const RuleChecks rule_al903 = {.trust = tell_searches, .role = tell_cut, .unread = tell_unread};
