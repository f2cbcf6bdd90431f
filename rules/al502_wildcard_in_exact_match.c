/* SPDX-License-Identifier: Apache-2.0
 *
 * AL502 wildcard-in-exact-match
 *
 * Exact string operators with a wildcard in the value. The external ID is AL204's; what clients
 * say of themselves may hold any character.
 */
#include "access.h"

static int look_at(const struct alint_check *check, struct alint_sink *sink,
                   const struct alint_statement *statement,
                   const struct alint_condition *condition) {
  const struct alint_item *item = alint_literal_wildcard(condition);
  bool judged = statement->effect == ALINT_EFFECT_ALLOW || statement->effect == ALINT_EFFECT_DENY;
  if (!item || !judged || alint_str_is_nocase(condition->key, "sts:ExternalId"))
    return ALINT_OK;
  struct alint_draft draft = alint_draft_item(check, statement, item);
  alint_draft_fault(&draft, "%.*s|%.*s", ALINT_FMT(condition->operator_name),
                    ALINT_FMT(condition->key));
  alint_draft_message(
      &draft, "%s takes the wildcard in %s literally, so it %s",
      alint_quote_name(&draft, condition->operator_name), alint_quote_text(&draft, item->text),
      statement->effect == ALINT_EFFECT_ALLOW ? "lets nobody in" : "denies nothing");
  return alint_draft_send(&draft, sink, &alint_rule_al502);
}

static int check(const struct alint_check *at, struct alint_sink *sink) {
  return alint_each_condition(at, sink, look_at);
}

static const char *const tags[] = {"conditions", NULL};
static const char *const sources[] = {
    ALINT_DOC_IAM "reference_policies_elements_condition_operators.html",
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
    "      \"StringEquals\": {\"token.actions.githubusercontent.com:aud\": \"sts.amazonaws.com\", \"token.actions.githubusercontent.com:sub\": \"repo:acme/api:*\"}\n"
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
    "      \"StringLike\": {\"token.actions.githubusercontent.com:sub\": \"repo:acme/api:environment:prod\"}\n"
    "    }\n"
    "  }]\n"
    "}\n";

const struct alint_rule alint_rule_al502 = {
    .id = "AL502",
    .name = "wildcard-in-exact-match",
    .title = "A wildcard stands where it is taken literally",
    .severity = ALINT_SEVERITY_MEDIUM,
    .category = ALINT_BREAKS_ACCESS,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "A value with * or ? stands under StringEquals or another operator that "
                    "compares whole strings.",
            .why = "StringEquals compares character by character: * matches an asterisk and "
                   "nothing else. In an Allow the statement lets nobody in, and the quick mend is "
                   "often a wider one; in a Deny it denies nothing.",
            .bad = bad,
            .good = good,
            .fix = "Use StringLike if the wildcard is meant, or write the whole value.",
            .sources = sources,
        },
    .check = check,
};
