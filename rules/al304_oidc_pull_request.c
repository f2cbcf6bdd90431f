/* SPDX-License-Identifier: Apache-2.0
 *
 * AL304 oidc-pull-request
 *
 * A value under the subject claim of the provider that ends in :pull_request, in a way that is
 * open.
 */
#include "access.h"
#include "access/operators.h"

static bool names_pull_requests(struct alint_str value) {
  return alint_str_ends(value, ":pull_request") || alint_str_ends(value, ":pull_request*") ||
         alint_str_find_str(value, ALINT_STR(":ref:refs/pull/")) < value.len ||
         alint_str_find_str(value, ALINT_STR(":ref_type:merge_request")) < value.len;
}

static const struct alint_item *pull_request_item(const struct alint_way *way) {
  for (size_t i = 0; i < way->statement->condition_count; i++) {
    const struct alint_condition *condition = &way->statement->conditions[i];
    struct alint_operator op;
    if (!alint_str_ends(condition->key, ":sub") ||
        !alint_operator_parse(&op, condition->operator_name) || op.negated)
      continue;
    for (size_t k = 0; k < condition->value_count; k++) {
      const struct alint_text *text = condition->values[k].text;
      struct alint_str last =
          text->count > 0 ? text->pieces[text->count - 1].literal : (struct alint_str){NULL, 0};
      if (text->count > 0 && !text->pieces[text->count - 1].hole && names_pull_requests(last))
        return &condition->values[k];
    }
  }
  return NULL;
}

static int look_at(const struct alint_check *check, struct alint_sink *sink,
                   const struct alint_way *way) {
  const struct alint_item *item = pull_request_item(way);
  if (way->identity.who != ALINT_WHO_OIDC || !item ||
      way->attempts[ALINT_INTENDED].outcome == ALINT_WAY_CLOSED)
    return ALINT_OK;
  struct alint_draft draft = alint_draft_way(check, way, ALINT_INTENDED);
  draft.finding.span = item->span;
  draft.finding.pointer = item->pointer;
  alint_draft_message(&draft,
                      "workflows of pull requests may assume this role (%s), before anybody "
                      "reviewed what they run",
                      alint_quote_text(&draft, item->text));
  return alint_draft_send(&draft, sink, &alint_rule_al304);
}

static int check(const struct alint_check *at, struct alint_sink *sink) {
  return alint_each_way(at, sink, look_at);
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
    .check = check,
};
