/* SPDX-License-Identifier: Apache-2.0
 *
 * AL614 duplicate-sid
 *
 * Sids that are there twice or have characters other than letters and digits. Empty Sids are fine,
 * and common.
 */
#include "rules/draft.h"

#include "assumelint/utf8.h"

static const Statement *find_equal(const Policy *policy, size_t before) {
  for (size_t i = 0; i < before; i++) {
    if (str_eq(policy->statements[i].sid, policy->statements[before].sid))
      return &policy->statements[i];
  }
  return NULL;
}

static void look_for_equal(Draft *draft, const Statement *statement) {
  const Policy *policy = draft->check->trust->policy;
  const Statement *first = find_equal(policy, (size_t)(statement - policy->statements));
  if (!first)
    return;
  const char *shown = draft_quote(draft, statement->sid);
  draft_fault(draft, "duplicate|%s", shown);
  draft_related(draft, first->sid_span, "the first statement with this Sid");
  draft_message(draft, "another statement has the same Sid %s: IAM refuses the policy", shown);
  draft_send(draft);
  draft->finding.related_count = 0;
}

/* True for ' ', '-', '_', ...; false where AL621 reports a character. Placeholders of unknown
 * values do not count. */
static bool has_odd_characters(const Statement *statement) {
  Str sid = statement->sid;
  bool odd = false;
  for (size_t at = 0; at < sid.len;) {
    if (statement->sid_has_hole && sid.ptr[at] == '$' && at + 1 < sid.len &&
        sid.ptr[at + 1] == '{') {
      at = str_find(sid, at, '}') + 1;
      continue;
    }
    uint32_t c = utf8_next(sid, &at);
    if (c > 0xff || c < 0x20)
      return false;
    odd = odd || !((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'));
  }
  return odd;
}

static void look_at_characters(Draft *draft, const Statement *statement) {
  if (!has_odd_characters(statement))
    return;
  const char *shown = draft_quote(draft, statement->sid);
  draft_severity(draft, SEVERITY_MEDIUM, "only the documentation forbids the character");
  draft_fault(draft, "characters|%s", shown);
  draft_message(draft, "the Sid %s has characters other than letters and digits", shown);
}

static void tell(Draft *draft, const Statement *statement) {
  if (statement->sid.len == 0)
    return;
  draft->finding.span = statement->sid_span;
  draft->finding.pointer = str_printf(draft->check->arena, "%.*s/Sid", STR_FMT(statement->pointer));
  look_for_equal(draft, statement);
  look_at_characters(draft, statement);
}

const RuleChecks rule_al614 = {.statement = tell};
