/* SPDX-License-Identifier: Apache-2.0
 *
 * AL605 not-principal
 *
 * NotPrincipal is refused; whom it lets in is judged by the access rules all the same.
 */
#include "rules.h"

static int check(const struct alint_check *at, struct alint_sink *sink) {
  const struct alint_policy *policy = at->trust->policy;
  for (size_t i = 0; i < policy->statement_count; i++) {
    const struct alint_statement *statement = &policy->statements[i];
    if (!statement->has_not_principal)
      continue;
    struct alint_draft draft = alint_draft_statement(at, statement);
    draft.finding.span = statement->principal_span;
    alint_draft_pointer(&draft, statement->pointer, "/NotPrincipal");
    alint_draft_fault(&draft, "NotPrincipal");
    alint_draft_message(&draft, "NotPrincipal is not allowed in a trust policy: IAM refuses it%s",
                        statement->effect == ALINT_EFFECT_ALLOW
                            ? ", and with Allow it means everybody but those it lists"
                            : "");
    int status = alint_draft_send(&draft, sink, &alint_rule_al605);
    if (status != ALINT_OK)
      return status;
  }
  return ALINT_OK;
}

static const char *const tags[] = {"grammar", "principal", NULL};
static const char *const sources[] = {
    ALINT_DOC_IAM "reference_policies_elements_notprincipal.html",
    ALINT_DOC_CHECKS,
    NULL,
};

static const char bad[] = "{\n"
                          "  \"Version\": \"2012-10-17\",\n"
                          "  \"Statement\": [\n"
                          "    {\n"
                          "      \"Effect\": \"Allow\",\n"
                          "      \"Principal\": {\"Service\": \"ec2.amazonaws.com\"},\n"
                          "      \"Action\": \"sts:AssumeRole\"\n"
                          "    },\n"
                          "    {\n"
                          "      \"Effect\": \"Deny\",\n"
                          "      \"NotPrincipal\": {\"Service\": \"ec2.amazonaws.com\"},\n"
                          "      \"Action\": \"sts:AssumeRole\"\n"
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

const struct alint_rule alint_rule_al605 = {
    .id = "AL605",
    .name = "not-principal",
    .title = "A trust policy may not have NotPrincipal",
    .severity = ALINT_SEVERITY_HIGH,
    .category = ALINT_BREAKS_DEPLOY,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "A statement has NotPrincipal.",
            .why = "IAM refuses NotPrincipal in a trust policy. With Allow it would let in "
                   "everybody but those it lists, whatever their account.",
            .bad = bad,
            .good = good,
            .fix = "Name in Principal those who may assume the role: everybody else is out "
                   "already. To shut somebody out, use Deny with conditions such as ArnNotLike "
                   "on aws:PrincipalArn.",
            .sources = sources,
        },
    .check = check,
};
