/* SPDX-License-Identifier: Apache-2.0
 *
 * AL604 prohibited-element
 *
 * Elements that the grammar has no place for.
 */
#include "rules.h"

static const char *const policy_elements[] = {"Id", "Statement", "Version"};
static const char *const statement_elements[] = {
    "Action", "Condition", "Effect", "NotAction", "NotPrincipal", "Principal", "Sid",
};

static const char *nearest_element(const struct alint_oddity *oddity) {
  if (oddity->statement < 0)
    return alint_nearest(oddity->detail, policy_elements,
                         sizeof policy_elements / sizeof *policy_elements);
  return alint_nearest(oddity->detail, statement_elements,
                       sizeof statement_elements / sizeof *statement_elements);
}

static int look_at(const struct alint_check *check, struct alint_sink *sink,
                   const struct alint_oddity *oddity) {
  if (oddity->kind != ALINT_ODD_PROHIBITED && oddity->kind != ALINT_ODD_UNKNOWN_ELEMENT)
    return ALINT_OK;
  struct alint_draft draft = alint_draft_oddity(check, oddity);
  if (oddity->kind == ALINT_ODD_PROHIBITED) {
    alint_draft_message(&draft,
                        "%.*s is not allowed in a trust policy, whose resource is the role itself: "
                        "IAM refuses the policy",
                        ALINT_FMT(oddity->detail));
  } else {
    const char *near = nearest_element(oddity);
    alint_draft_message(&draft, "%s is no element of a %s%s%s%s: IAM refuses the policy",
                        alint_quote_name(&draft, oddity->detail),
                        oddity->statement < 0 ? "policy" : "statement",
                        near ? " (did you mean " : "", near ? near : "", near ? "?)" : "");
  }
  return alint_draft_send(&draft, sink, &alint_rule_al604);
}

static int check(const struct alint_check *at, struct alint_sink *sink) {
  return alint_each_oddity(at, sink, look_at);
}

static const char *const tags[] = {"grammar", NULL};
static const char *const sources[] = {
    ALINT_DOC_CHECKS,
    ALINT_DOC_GRAMMAR,
    ALINT_DOC_IAM "reference_policies_elements_resource.html",
    NULL,
};

static const char bad[] = "{\n"
                          "  \"Version\": \"2012-10-17\",\n"
                          "  \"Statement\": [\n"
                          "    {\n"
                          "      \"Effect\": \"Allow\",\n"
                          "      \"Principal\": {\"Service\": \"ec2.amazonaws.com\"},\n"
                          "      \"Action\": \"sts:AssumeRole\",\n"
                          "      \"Resource\": \"*\"\n"
                          "    }\n"
                          "  ]\n"
                          "}\n";

static const char good[] = "{\n"
                           "  \"Version\": \"2012-10-17\",\n"
                           "  \"Statement\": [\n"
                           "    {\n"
                           "      \"Effect\": \"Allow\",\n"
                           "      \"Principal\": {\"Service\": \"ec2.amazonaws.com\"},\n"
                           "      \"Action\": \"sts:AssumeRole\"\n"
                           "    }\n"
                           "  ]\n"
                           "}\n";

const struct alint_rule alint_rule_al604 = {
    .id = "AL604",
    .name = "prohibited-element",
    .title = "The policy has an element that a trust policy may not have",
    .severity = ALINT_SEVERITY_HIGH,
    .category = ALINT_BREAKS_DEPLOY,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "A statement has Resource or NotResource, or the policy has an element that "
                    "does not exist.",
            .why = "IAM refuses the policy (\"Has prohibited field Resource\"). The resource of a "
                   "trust policy is the role it belongs to. A misspelt element is worse than a "
                   "superfluous one: the condition that was meant is not there.",
            .bad = bad,
            .good = good,
            .fix = "Remove the element, or correct its spelling: names of elements are "
                   "case-sensitive.",
            .sources = sources,
        },
    .check = check,
};
