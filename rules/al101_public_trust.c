/* SPDX-License-Identifier: Apache-2.0
 *
 * AL101 public-trust
 *
 * A stranger gets in: a principal of any account, choosing only what strangers choose. Which
 * conditions keep one out is not for this rule to say: it reports the call that succeeded.
 */
#include "access.h"

static void describe(struct alint_draft *draft, const struct alint_way *way) {
  const char *keys = alint_condition_keys(draft, way->statement);
  if (!way->principal)
    alint_draft_message(draft, "NotPrincipal lets in everybody who is not listed: any principal "
                               "of any AWS account may assume this role");
  else if (keys)
    alint_draft_message(draft,
                        "anybody with an AWS account may assume this role: the principal is "
                        "everybody, and any caller can meet the conditions on %s",
                        keys);
  else
    alint_draft_message(draft, "anybody with an AWS account may assume this role: the principal "
                               "is everybody, and no condition says who");
}

static int check_way(const struct alint_check *check, struct alint_sink *sink,
                     const struct alint_way *way) {
  if (!alint_way_open(way, ALINT_STRANGER))
    return ALINT_OK;
  struct alint_draft draft = alint_draft_way(check, way, ALINT_STRANGER);
  describe(&draft, way);
  return alint_draft_send(&draft, sink, &alint_rule_al101);
}

static const char *const tags[] = {"principal", "public", NULL};
static const char *const sources[] = {
    ALINT_DOC_PRINCIPAL,
    ALINT_DOC_IAM "reference_policies_condition-keys.html",
    NULL,
};

static const char bad[] =
    "{\n"
    "  \"Version\": \"2012-10-17\",\n"
    "  \"Statement\": [{\n"
    "    \"Effect\": \"Allow\",\n"
    "    \"Principal\": {\"AWS\": \"*\"},\n"
    "    \"Action\": \"sts:AssumeRole\",\n"
    "    \"Condition\": {\"Bool\": {\"aws:MultiFactorAuthPresent\": \"true\"}}\n"
    "  }]\n"
    "}\n";

static const char good[] =
    "{\n"
    "  \"Version\": \"2012-10-17\",\n"
    "  \"Statement\": [{\n"
    "    \"Effect\": \"Allow\",\n"
    "    \"Principal\": {\"AWS\": \"*\"},\n"
    "    \"Action\": \"sts:AssumeRole\",\n"
    "    \"Condition\": {\"StringEquals\": {\"aws:PrincipalOrgID\": \"o-exampleorg1\"}}\n"
    "  }]\n"
    "}\n";

const struct alint_rule alint_rule_al101 = {
    .id = "AL101",
    .name = "public-trust",
    .title = "Anybody with an AWS account may assume the role",
    .severity = ALINT_SEVERITY_CRITICAL,
    .category = ALINT_EXPOSURE,
    .precedence = 10,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "A principal of any AWS account gets in: the trust policy names everybody, "
                    "and no condition asks for anything that a stranger cannot choose.",
            .why = "Everybody can open an AWS account. Whoever learns the role's ARN, which is no "
                   "secret, has the role's permissions with one AssumeRole call. MFA, tags, user "
                   "names, session names, times, user agents and the source address of the whole "
                   "internet are the caller's own choice.",
            .bad = bad,
            .good = good,
            .fix = "Name the accounts, roles or users that are meant. If everybody of an "
                   "organization is meant, keep the wildcard and add aws:PrincipalOrgID with the "
                   "id of that organization.",
            .sources = sources,
        },
    .check_way = check_way,
};
