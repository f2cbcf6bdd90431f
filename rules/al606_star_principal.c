/* SPDX-License-Identifier: Apache-2.0
 *
 * AL606 star-principal
 *
 * "Principal": "*", refused in trust policies; AL101 judges whom it would let in.
 */
#include "rules.h"

static int look_at(const struct alint_check *check, struct alint_sink *sink,
                   const struct alint_statement *statement, const struct alint_principal *principal,
                   const struct alint_identity *identity) {
  (void)identity;
  if (principal->kind != ALINT_PRINCIPAL_STAR)
    return ALINT_OK;
  struct alint_draft draft = alint_draft_principal(check, statement, principal);
  alint_draft_message(&draft, "\"Principal\": \"*\" is refused in a trust policy: what it means is "
                              "{\"AWS\": \"*\"}, every principal of every account");
  return alint_draft_send(&draft, sink, &alint_rule_al606);
}

static int check(const struct alint_check *at, struct alint_sink *sink) {
  return alint_each_principal(at, sink, look_at);
}

static const char *const tags[] = {"grammar", "principal", NULL};
static const char *const sources[] = {
    ALINT_DOC_PRINCIPAL,
    ALINT_DOC_CHECKS,
    NULL,
};

static const char bad[] =
    "{\n"
    "  \"Version\": \"2012-10-17\",\n"
    "  \"Statement\": [\n"
    "    {\n"
    "      \"Effect\": \"Allow\",\n"
    "      \"Principal\": \"*\",\n"
    "      \"Action\": \"sts:AssumeRole\",\n"
    "      \"Condition\": {\"StringEquals\": {\"aws:PrincipalOrgID\": \"o-a1b2c3d4e5\"}}\n"
    "    }\n"
    "  ]\n"
    "}\n";

static const char good[] =
    "{\n"
    "  \"Version\": \"2012-10-17\",\n"
    "  \"Statement\": [\n"
    "    {\n"
    "      \"Effect\": \"Allow\",\n"
    "      \"Principal\": {\"AWS\": \"*\"},\n"
    "      \"Action\": \"sts:AssumeRole\",\n"
    "      \"Condition\": {\"StringEquals\": {\"aws:PrincipalOrgID\": \"o-a1b2c3d4e5\"}}\n"
    "    }\n"
    "  ]\n"
    "}\n";

const struct alint_rule alint_rule_al606 = {
    .id = "AL606",
    .name = "star-principal",
    .title = "The principal is a bare asterisk, which a trust policy may not have",
    .severity = ALINT_SEVERITY_HIGH,
    .category = ALINT_BREAKS_DEPLOY,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "The Principal element is the string \"*\" and not an object.",
            .why = "Other resource policies take \"Principal\": \"*\", a trust policy does not: "
                   "CreateRole answers that the policy \"contained an invalid principal\". What it "
                   "means is {\"AWS\": \"*\"}, everybody in every account.",
            .bad = bad,
            .good = good,
            .fix = "Name the accounts, roles or services that may assume the role. If it is "
                   "really everybody who meets the conditions, write {\"AWS\": \"*\"}.",
            .sources = sources,
        },
    .check = check,
};
