/* SPDX-License-Identifier: Apache-2.0
 *
 * AL602 invalid-version
 *
 * The version of the policy language.
 */
#include "rules.h"

static int look_at(const struct alint_check *check, struct alint_sink *sink,
                   const struct alint_oddity *oddity) {
  if (oddity->kind != ALINT_ODD_BAD_VERSION)
    return ALINT_OK;
  struct alint_draft draft = alint_draft_oddity(check, oddity);
  alint_draft_message(&draft,
                      "%s is no version of the policy language: it is 2012-10-17, or 2008-10-17 of "
                      "old; IAM refuses the policy",
                      alint_quote(&draft, oddity->detail));
  return alint_draft_send(&draft, sink, &alint_rule_al602);
}

static int check(const struct alint_check *at, struct alint_sink *sink) {
  return alint_each_oddity(at, sink, look_at);
}

static const char *const tags[] = {"grammar", NULL};
static const char *const sources[] = {
    ALINT_DOC_IAM "reference_policies_elements_version.html",
    ALINT_DOC_GRAMMAR,
    NULL,
};

static const char bad[] = "{\n"
                          "  \"Version\": \"2024-01-01\",\n"
                          "  \"Statement\": [\n"
                          "    {\n"
                          "      \"Effect\": \"Allow\",\n"
                          "      \"Principal\": {\"Service\": \"ec2.amazonaws.com\"},\n"
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

const struct alint_rule alint_rule_al602 = {
    .id = "AL602",
    .name = "invalid-version",
    .title = "The policy has a Version that does not exist",
    .severity = ALINT_SEVERITY_HIGH,
    .category = ALINT_BREAKS_DEPLOY,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "Version is neither 2012-10-17 nor 2008-10-17.",
            .why = "Version is the version of the policy language and not the date of the "
                   "policy: IAM knows these two and refuses any other (\"The policy must contain "
                   "a valid version string\").",
            .bad = bad,
            .good = good,
            .fix = "Write \"Version\": \"2012-10-17\".",
            .sources = sources,
        },
    .check = check,
};
