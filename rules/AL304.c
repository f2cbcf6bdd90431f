/* SPDX-License-Identifier: Apache-2.0
 *
 * AL304 oidc-pull-request
 *
 * A value under the subject claim of the provider that ends in :pull_request, and a token with it
 * gets in.
 */
#include "access.h"
#include "access/operators.h"

/* An environment may be called pull_request too. */
static bool names_pull_requests(struct alint_str value) {
  if (alint_str_find_str(value, ALINT_STR(":environment:")) < value.len)
    return false;
  return alint_str_ends(value, ":pull_request") || alint_str_ends(value, ":pull_request*") ||
         alint_str_find_str(value, ALINT_STR(":ref:refs/pull/")) < value.len ||
         alint_str_find_str(value, ALINT_STR(":ref_type:merge_request")) < value.len;
}

static bool is_positive_subject(const struct alint_condition *condition) {
  struct alint_operator op;
  return alint_str_ends(condition->key, ":sub") &&
         alint_operator_parse(&op, condition->operator_name) && !op.negated;
}

/* A value that is partly unknown may be told by its end. */
static bool may_name_pull_requests(const struct alint_text *text) {
  const struct alint_piece *last = text->count > 0 ? &text->pieces[text->count - 1] : NULL;
  return last && !last->hole && names_pull_requests(last->literal);
}

/* Whether a token with this subject gets in, as far as it is known. */
static bool gets_in(struct alint_draft *draft, const struct alint_way *way,
                    const struct alint_condition *condition, const struct alint_item *item) {
  struct alint_attempt *attempt = NULL;
  struct alint_str value;
  if (!alint_text_known(item->text, &value) || !alint_way_open(way, ALINT_INTENDED))
    return true;
  alint_call_with(&attempt, draft->check, way, condition->key, value);
  if (attempt)
    draft->finding.attempt = attempt;
  return attempt;
}

/* The first value that lets pull requests in; one finding a way. */
static void tell(struct alint_draft *draft, const struct alint_way *way) {
  const struct alint_statement *s = way->statement;
  if (way->identity.who != ALINT_WHO_OIDC)
    return;
  for (size_t i = 0; i < s->condition_count; i++) {
    const struct alint_condition *condition = &s->conditions[i];
    for (size_t k = 0; is_positive_subject(condition) && k < condition->value_count; k++) {
      const struct alint_item *item = &condition->values[k];
      if (!may_name_pull_requests(item->text) || !gets_in(draft, way, condition, item))
        continue;
      alint_draft_at_item(draft, item);
      alint_draft_message(draft,
                          "workflows of pull requests may assume this role (%s), before anybody "
                          "reviewed what they run",
                          alint_quote_text(draft, item->text));
      return;
    }
  }
}

const struct alint_checks alint_al304 = {.adversary = ALINT_INTENDED, .way = tell};
