/* SPDX-License-Identifier: Apache-2.0
 *
 * AL406 wrong-kind-of-id
 *
 * Ids of the table of unique id prefixes that belong to no user or role.
 */
#include "rules.h"

static int look_at(const struct alint_check *check, struct alint_sink *sink,
                   const struct alint_statement *statement, const struct alint_principal *principal,
                   const struct alint_identity *identity) {
  struct alint_str id;
  if (identity->who != ALINT_WHO_OTHER_ID || !alint_identity_id(identity, &id))
    return ALINT_OK;
  struct alint_draft draft = alint_draft_principal(check, statement, principal);
  const char *kind = alint_unique_id_kind(id);
  alint_draft_message(&draft, "%s is the id of %s, which is no principal: IAM refuses the policy",
                      alint_quote_principal(&draft, identity), kind ? kind : "something else");
  return alint_draft_send(&draft, sink, &alint_rule_al406);
}

static int check(const struct alint_check *at, struct alint_sink *sink) {
  return alint_each_principal(at, sink, look_at);
}

static const char *const tags[] = {"principal", NULL};
static const char *const sources[] = {
    ALINT_DOC_IDENTIFIERS,
    ALINT_DOC_PRINCIPAL,
    NULL,
};

static const char bad[] = "{\n"
                          "  \"Version\": \"2012-10-17\",\n"
                          "  \"Statement\": [\n"
                          "    {\n"
                          "      \"Effect\": \"Allow\",\n"
                          "      \"Principal\": {\"AWS\": \"AKIAIOSFODNN7EXAMPLE\"},\n"
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

const struct alint_rule alint_rule_al406 = {
    .id = "AL406",
    .name = "wrong-kind-of-id",
    .title = "An id that is no principal stands in Principal",
    .severity = ALINT_SEVERITY_HIGH,
    .category = ALINT_BREAKS_DEPLOY,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "A principal is the id of something that cannot make calls: an access key "
                    "(AKIA, ASIA), a group (AGPA), an instance profile (AIPA), a managed policy "
                    "(ANPA)...",
            .why = "IAM refuses the policy with \"Invalid principal in policy\". Only users (AIDA) "
                   "and roles (AROA) have ids that IAM accepts there.",
            .bad = bad,
            .good = good,
            .fix = "Write the ARN of the user or role that is meant: the owner of the access "
                   "key, the role inside the instance profile.",
            .sources = sources,
        },
    .check = check,
};
