/* SPDX-License-Identifier: Apache-2.0
 *
 * AL903 construct-not-read
 *
 * What front ends and searches could not look into.
 */
#include <stdio.h>

#include "assumelint/limits.h"
#include "rules/risk.h"

static void report_unread(const Check *at, const Unread *unread) {
  Draft draft = draft_world(at, unread->address, unread->span);
  draft.finding.source_span = unread->source_span;
  Str low_why = unread->low_why;
  if (!unread->near_role && low_why.len == 0)
    low_why = STR("no role is in it or below it");
  if (low_why.len > 0) {
    draft.finding.severity = SEVERITY_LOW;
    draft.finding.severity_reason = low_why;
  }
  draft_fault(&draft, "unread|%.*s", STR_FMT(unread->what));
  draft_message(&draft, "%.*s", STR_FMT(unread->what));
  draft_next_step(&draft, unread->give);
  draft_send(&draft);
}

static void check_world(const Check *at) {
  for (size_t i = 0; at->is_after && i < at->input->unread_count; i++)
    report_unread(at, &at->input->unread[i]);
}

static void report_cut(const Check *at) {
  Draft draft = draft_trust(at);
  draft.finding.span = at->role->span;
  draft_fault(&draft, "alternatives");
  draft_message(&draft,
                "the trust policy has more than %d alternatives, by conditions and "
                "parameters: the others were not judged",
                MAX_ALTERNATIVES);
  draft_help(&draft, "Give parameters their values with --param or --parameters.");
  draft_send(&draft);
}

/* Whether a search gave up that may have missed something worse than what is certain. The
 * intended caller's counts too: nothing was proved of the way. */
static bool may_be_worse(const Way *way) {
  Severity certain = rule_certain_severity(way);
  if (!way_gave_up(way))
    return false;
  for (size_t a = ADVERSARY_STRANGER; a < ADVERSARY_COUNT; a++) {
    if (way->attempts[a].gave_up && rule_attempt_severity(way, a) > certain)
      return true;
  }
  return way->attempts[ADVERSARY_INTENDED].outcome == WAY_LIMIT && certain == SEVERITY_NONE;
}

/* `count`: ways of the policy that this holds of; they share a budget, so it is one finding. */
static void report_search(const Check *at, const Way *way, size_t count) {
  Draft draft = way->principal ? draft_principal(at, way->statement, way->principal)
                               : draft_statement(at, way->statement);
  const char *shown =
      way->principal ? draft_quote_principal(&draft, &way->identity) : "NotPrincipal";
  char others[48] = "";
  if (count > 1)
    snprintf(others, sizeof others, " and in %zu more way%s", count - 1, count > 2 ? "s" : "");
  draft_message(&draft,
                "the search for calls that get in through %s%s gave up at a limit: it is not "
                "known whether somebody gets in who must not",
                shown, others);
  draft_help(&draft, "Make the conditions of the statement simpler.");
  draft_send(&draft);
}

static int check(const Check *at) {
  const Way *first = NULL;
  size_t count = 0;
  if (at->role->alternatives_cut && rule_is_first_trust(at))
    report_cut(at);
  for (size_t i = 0; at->ways && i < at->ways->count; i++) {
    if (may_be_worse(&at->ways->items[i]) && count++ == 0)
      first = &at->ways->items[i];
  }
  if (first)
    report_search(at, first, count);
  return OK;
}

const RuleChecks rule_al903 = {.check = check, .check_world = check_world};
