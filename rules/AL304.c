/* SPDX-License-Identifier: Apache-2.0
 *
 * AL304 oidc-pull-request
 *
 * A value under the subject claim of the provider that ends in :pull_request, and a token with it
 * gets in.
 */
#include "facts/operators.h"
#include "rules/ways.h"

/* An environment may be called pull_request too. */
static bool names_pull_requests(Str value) {
  if (str_find_str(value, STR(":environment:")) < value.len)
    return false;
  return str_ends(value, ":pull_request") || str_ends(value, ":pull_request*") ||
         str_find_str(value, STR(":ref:refs/pull/")) < value.len ||
         str_find_str(value, STR(":ref_type:merge_request")) < value.len;
}

static bool is_positive_subject(const Condition *condition) {
  Operator op;
  return str_ends(condition->key, ":sub") && operator_parse(&op, condition->operator_name) &&
         !op.negated;
}

/* A value that is partly unknown may be told by its end. */
static bool may_name_pull_requests(const Text *text) {
  const Piece *last = text->count > 0 ? &text->pieces[text->count - 1] : NULL;
  return last && !last->hole && names_pull_requests(last->literal);
}

/* Whether a token with this subject gets in, as far as it is known. */
static bool gets_in(Draft *draft, const Way *way, const Condition *condition, const Item *item) {
  Attempt *attempt = NULL;
  Str value;
  if (!text_known(item->text, &value) || !way_open(way, ADVERSARY_INTENDED))
    return true;
  rule_call_with(&attempt, draft->check, way, condition->key, value);
  if (attempt)
    draft->finding.attempt = attempt;
  return attempt;
}

/* The first value that lets pull requests in; one finding a way. */
static void tell(Draft *draft, const Way *way) {
  const Statement *s = way->statement;
  if (way->identity.kind != IDENTITY_OIDC)
    return;
  for (size_t i = 0; i < s->condition_count; i++) {
    const Condition *condition = &s->conditions[i];
    for (size_t k = 0; is_positive_subject(condition) && k < condition->value_count; k++) {
      const Item *item = &condition->values[k];
      if (!may_name_pull_requests(item->text) || !gets_in(draft, way, condition, item))
        continue;
      draft_at_item(draft, item);
      draft_message(draft,
                    "workflows of pull requests may assume this role (%s), before anybody "
                    "reviewed what they run",
                    draft_quote_text(draft, item->text));
      return;
    }
  }
}

const RuleChecks rule_al304 = {.adversary = ADVERSARY_INTENDED, .way = tell};
