/* SPDX-License-Identifier: Apache-2.0
 *
 * AL903 construct-not-read
 *
 * What front ends and searches could not look into.
 */
#include <stdio.h>

#include "assumelint/limits.h"
#include "risk.h"

static void report_unread(const struct alint_check *at, const struct alint_unread *unread) {
  struct alint_draft draft = alint_draft_world(at, unread->address, unread->span);
  draft.finding.place = unread->place;
  struct alint_str low_why = unread->low_why;
  if (!unread->near_role && low_why.len == 0)
    low_why = ALINT_STR("no role is in it or below it");
  if (low_why.len > 0) {
    draft.finding.severity = ALINT_SEVERITY_LOW;
    draft.finding.severity_reason = low_why;
  }
  alint_draft_fault(&draft, "unread|%.*s", ALINT_FMT(unread->what));
  alint_draft_message(&draft, "%.*s", ALINT_FMT(unread->what));
  alint_draft_next_step(&draft, unread->give);
  alint_draft_send(&draft);
}

static void check_world(const struct alint_check *at) {
  for (size_t i = 0; at->is_after && i < at->input->unread_count; i++)
    report_unread(at, &at->input->unread[i]);
}

static void report_cut(const struct alint_check *at) {
  struct alint_draft draft = alint_draft_trust(at);
  draft.finding.span = at->role->span;
  alint_draft_fault(&draft, "alternatives");
  alint_draft_message(&draft,
                      "the trust policy has more than %d alternatives, by conditions and "
                      "parameters: the others were not judged",
                      ALINT_MAX_ALTERNATIVES);
  alint_draft_help(&draft, "Give parameters their values with --param or --parameters.");
  alint_draft_send(&draft);
}

/* Whether a search gave up that may have missed something worse than what is certain. The
 * intended caller's counts too: nothing was proved of the way. */
static bool may_be_worse(const struct alint_way *way) {
  enum alint_severity certain = alint_certain_severity(way);
  if (!alint_way_gave_up(way))
    return false;
  for (size_t a = ALINT_STRANGER; a < ALINT_ADVERSARY_COUNT; a++) {
    if (way->attempts[a].gave_up && alint_attempt_severity(way, a) > certain)
      return true;
  }
  return way->attempts[ALINT_INTENDED].outcome == ALINT_WAY_LIMIT && certain == ALINT_SEVERITY_NONE;
}

/* `count`: ways of the policy that this holds of; they share a budget, so it is one finding. */
static void report_search(const struct alint_check *at, const struct alint_way *way, size_t count) {
  struct alint_draft draft = way->principal
                                 ? alint_draft_principal(at, way->statement, way->principal)
                                 : alint_draft_statement(at, way->statement);
  const char *shown =
      way->principal ? alint_quote_principal(&draft, &way->identity) : "NotPrincipal";
  char others[48] = "";
  if (count > 1)
    snprintf(others, sizeof others, " and in %zu more way%s", count - 1, count > 2 ? "s" : "");
  alint_draft_message(&draft,
                      "the search for calls that get in through %s%s gave up at a limit: it is not "
                      "known whether somebody gets in who must not",
                      shown, others);
  alint_draft_help(&draft, "Make the conditions of the statement simpler.");
  alint_draft_send(&draft);
}

static int check(const struct alint_check *at) {
  const struct alint_way *first = NULL;
  size_t count = 0;
  if (at->role->alternatives_cut && alint_is_first_trust(at))
    report_cut(at);
  for (size_t i = 0; at->ways && i < at->ways->count; i++) {
    if (may_be_worse(&at->ways->items[i]) && count++ == 0)
      first = &at->ways->items[i];
  }
  if (first)
    report_search(at, first, count);
  return ALINT_OK;
}

const struct alint_checks alint_al903 = {.check = check, .check_world = check_world};
