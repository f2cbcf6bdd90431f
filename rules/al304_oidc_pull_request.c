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

static int report(const struct alint_check *check, struct alint_sink *sink,
                  const struct alint_way *way, const struct alint_item *item,
                  const struct alint_attempt *attempt) {
  struct alint_draft draft = alint_draft_way(check, way, ALINT_INTENDED);
  draft.finding.attempt = attempt ? attempt : draft.finding.attempt;
  alint_draft_at_item(&draft, item);
  alint_draft_message(&draft,
                      "workflows of pull requests may assume this role (%s), before anybody "
                      "reviewed what they run",
                      alint_quote_text(&draft, item->text));
  return alint_draft_send(&draft, sink, &alint_rule_al304);
}

/* A value that is partly unknown may be told by its end. */
static bool may_name_pull_requests(const struct alint_text *text) {
  const struct alint_piece *last = text->count > 0 ? &text->pieces[text->count - 1] : NULL;
  return last && !last->hole && names_pull_requests(last->literal);
}

/* The first value that lets pull requests in; one finding a way. */
static int check_way(const struct alint_check *check, struct alint_sink *sink,
                     const struct alint_way *way) {
  const struct alint_statement *s = way->statement;
  if (way->identity.who != ALINT_WHO_OIDC || alint_way_dead(way))
    return ALINT_OK;
  for (size_t i = 0; i < s->condition_count; i++) {
    const struct alint_condition *condition = &s->conditions[i];
    for (size_t k = 0; is_positive_subject(condition) && k < condition->value_count; k++) {
      const struct alint_item *item = &condition->values[k];
      struct alint_attempt *attempt = NULL;
      struct alint_str value;
      bool known = alint_text_known(item->text, &value);
      if (!may_name_pull_requests(item->text))
        continue;
      int status = known ? alint_call_with(&attempt, check, way, condition->key, value) : ALINT_OK;
      if (status != ALINT_OK)
        return status;
      if (attempt || !known || !alint_way_open(way, ALINT_INTENDED))
        return report(check, sink, way, item, attempt);
    }
  }
  return ALINT_OK;
}

static const char *const tags[] = {"oidc", "federation", NULL};
static const char *const sources[] = {
    ALINT_DOC_IAM "id_roles_create_for-idp_oidc.html",
    "https://docs.github.com/en/actions/reference/security/oidc",
    NULL,
};

static const char bad[] =
    "{\n"
    "  \"Version\": \"2012-10-17\",\n"
    "  \"Statement\": [{\n"
    "    \"Effect\": \"Allow\",\n"
    "    \"Principal\": {\"Federated\": \"arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com\"},\n"
    "    \"Action\": \"sts:AssumeRoleWithWebIdentity\",\n"
    "    \"Condition\": {\n"
    "      \"StringEquals\": {\"token.actions.githubusercontent.com:aud\": \"sts.amazonaws.com\"},\n"
    "      \"StringLike\": {\"token.actions.githubusercontent.com:sub\": \"repo:acme/api:pull_request\"}\n"
    "    }\n"
    "  }]\n"
    "}\n";

static const char good[] =
    "{\n"
    "  \"Version\": \"2012-10-17\",\n"
    "  \"Statement\": [{\n"
    "    \"Effect\": \"Allow\",\n"
    "    \"Principal\": {\"Federated\": \"arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com\"},\n"
    "    \"Action\": \"sts:AssumeRoleWithWebIdentity\",\n"
    "    \"Condition\": {\n"
    "      \"StringEquals\": {\"token.actions.githubusercontent.com:aud\": \"sts.amazonaws.com\"},\n"
    "      \"StringLike\": {\"token.actions.githubusercontent.com:sub\": \"repo:acme/api:ref:refs/heads/main\"}\n"
    "    }\n"
    "  }]\n"
    "}\n";

const struct alint_rule alint_rule_al304 = {
    .id = "AL304",
    .name = "oidc-pull-request",
    .title = "Pull requests may assume the role",
    .severity = ALINT_SEVERITY_MEDIUM,
    .category = ALINT_EXPOSURE,
    .precedence = 140,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "A subject of pull requests is let in by name.",
            .why = "A workflow for a pull request runs before anybody reviewed it. Whoever may "
                   "open one from a branch of the repository decides what the workflow does with "
                   "the role.",
            .bad = bad,
            .good = good,
            .fix = "Give pull requests a role of their own that can only read, and let the "
                   "deploying role in from protected branches or environments only.",
            .sources = sources,
        },
    .check_way = check_way,
};
