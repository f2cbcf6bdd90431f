/* SPDX-License-Identifier: Apache-2.0
 *
 * AL304 oidc-pull-request
 *
 * The subject may name pull requests, and a token with that subject gets in.
 */
#include "rules/ways.h"

/* An environment may be called pull_request, too. */
static bool names_pull_requests(Str value) {
  if (str_find_str(value, STR(":environment:")) < value.len)
    return false;
  return str_ends(value, ":pull_request") || str_ends(value, ":pull_request*") ||
         str_find_str(value, STR(":ref:refs/pull/")) < value.len ||
         str_find_str(value, STR(":ref_type:merge_request")) < value.len;
}

/* The end of a value that is partly unknown may be enough. */
static bool may_name_pull_requests(const Text *text) {
  const Piece *last = text->count > 0 ? &text->pieces[text->count - 1] : NULL;
  return last && !last->hole && names_pull_requests(last->literal);
}

/* Whether a token with this subject gets in, as far as the subject is known. */
static bool gets_in(Draft *draft, const Way *way, const Condition *condition, const Item *item) {
  Str value;
  if (!text_known(item->text, &value) || !way_open(way, ADVERSARY_INTENDED))
    return true;
  const Attempt *attempt = way_call_with(draft->check, way, condition->key, value);
  if (attempt)
    draft->finding.attempt = attempt;
  return attempt;
}

/* One finding a way: the first value that lets pull requests in. */
static void tell(Draft *draft, const Way *way) {
  const Statement *s = way->statement;
  if (way->identity.kind != IDENTITY_OIDC)
    return;
  for (size_t i = 0; i < s->condition_count; i++) {
    const Condition *condition = &s->conditions[i];
    Operator op;
    if (!str_ends(condition->key, ":sub") || !condition_is_positive(condition, &op))
      continue;
    for (size_t k = 0; k < condition->value_count; k++) {
      const Item *item = &condition->values[k];
      if (!may_name_pull_requests(item->text) || !gets_in(draft, way, condition, item))
        continue;
      draft_at_item(draft, item);
      draft_message(draft,
                    "workflows of pull requests may assume this role (%s) before anybody has "
                    "reviewed what they run",
                    draft_quote_text(draft, item->text));
      return;
    }
  }
}

const RuleChecks rule_al304 = {.adversary = ADVERSARY_INTENDED, .way = tell};
