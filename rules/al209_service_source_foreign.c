/* SPDX-License-Identifier: Apache-2.0
 *
 * AL209 service-source-foreign
 *
 * A resource of another account gets in although the statement asks for a source.
 */
#include "access.h"

static const char *const sources_of_calls[] = {"aws:SourceArn", "aws:SourceAccount",
                                               "aws:SourceOrgID", "aws:SourceOrgPaths"};

static const char *asked_source(const struct alint_statement *statement) {
  for (size_t i = 0; i < sizeof sources_of_calls / sizeof *sources_of_calls; i++) {
    if (alint_statement_asks(statement, sources_of_calls[i]))
      return sources_of_calls[i];
  }
  return NULL;
}

static int look_at(const struct alint_check *check, struct alint_sink *sink,
                   const struct alint_way *way) {
  const char *asked = asked_source(way->statement);
  if (!asked || !alint_way_open(way, ALINT_OTHER_RESOURCE))
    return ALINT_OK;
  struct alint_draft draft = alint_draft_way(check, way, ALINT_OTHER_RESOURCE);
  alint_draft_message(&draft,
                      "a resource of another account may use this role through %s: the condition "
                      "on %s leaves the account open",
                      alint_way_subject(&draft, way), asked);
  return alint_draft_send(&draft, sink, &alint_rule_al209);
}

static int check(const struct alint_check *at, struct alint_sink *sink) {
  return alint_each_way(at, sink, look_at);
}

static const char *const tags[] = {"confused-deputy", "service", NULL};
static const char *const sources[] = {
    ALINT_DOC_IAM "confused-deputy.html",
    ALINT_DOC_IAM "reference_policies_condition-keys.html",
    NULL,
};

static const char bad[] =
    "{\n"
    "  \"Version\": \"2012-10-17\",\n"
    "  \"Statement\": [{\n"
    "    \"Effect\": \"Allow\",\n"
    "    \"Principal\": {\"Service\": \"states.amazonaws.com\"},\n"
    "    \"Action\": \"sts:AssumeRole\",\n"
    "    \"Condition\": {\"ArnLike\": {\"aws:SourceArn\": \"arn:aws:states:us-east-1:*:stateMachine:orders\"}}\n"
    "  }]\n"
    "}\n";

static const char good[] =
    "{\n"
    "  \"Version\": \"2012-10-17\",\n"
    "  \"Statement\": [{\n"
    "    \"Effect\": \"Allow\",\n"
    "    \"Principal\": {\"Service\": \"states.amazonaws.com\"},\n"
    "    \"Action\": \"sts:AssumeRole\",\n"
    "    \"Condition\": {\"ArnLike\": {\"aws:SourceArn\": \"arn:aws:states:us-east-1:111122223333:stateMachine:*\"}}\n"
    "  }]\n"
    "}\n";

const struct alint_rule alint_rule_al209 = {
    .id = "AL209",
    .name = "service-source-foreign",
    .title = "Another account's resource may use the role through the service",
    .severity = ALINT_SEVERITY_MEDIUM,
    .category = ALINT_EXPOSURE,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "A service may assume the role, and the condition on aws:SourceArn or "
                    "aws:SourceAccount admits resources of other accounts.",
            .why = "A service acts for all of its customers. Where it says for which resource it "
                   "calls, a condition that leaves the account open lets another customer's "
                   "resource use your role through the service: the confused deputy again.",
            .bad = bad,
            .good = good,
            .fix = "Add StringEquals aws:SourceAccount with your account id, or write the account "
                   "into the pattern for aws:SourceArn.",
            .sources = sources,
        },
    .check = check,
};
