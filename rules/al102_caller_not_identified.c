/* SPDX-License-Identifier: Apache-2.0
 *
 * AL102 caller-not-identified
 *
 * A stranger gets in from inside the network that the policy names, and only from there. One
 * exact VPC or endpoint is a data perimeter pattern: info.
 */
#include "access.h"

static bool speaks_of_addresses(const struct alint_policy *policy) {
  for (size_t i = 0; i < policy->statement_count; i++) {
    if (alint_statement_asks(&policy->statements[i], "aws:SourceIp"))
      return true;
  }
  return false;
}

/* Whether callers come through a VPC or endpoint of the policy only: the call that
 * succeeds does, and no range of addresses that a Deny spares is another way. */
static bool through_endpoint(const struct alint_check *check, const struct alint_way *way) {
  const struct alint_request *call = way->attempts[ALINT_STRANGER_NETWORK].witness;
  static const char *const keys[] = {"aws:SourceVpc",   "aws:SourceVpce", "aws:SourceVpcArn",
                                     "aws:VpceAccount", "aws:VpceOrgID",  "aws:VpceOrgPaths"};
  for (size_t i = 0; call && i < sizeof keys / sizeof *keys; i++) {
    if (alint_request_key(call, alint_str(keys[i])) &&
        (alint_statement_asks(way->statement, keys[i]) ||
         !speaks_of_addresses(check->trust->policy)))
      return true;
  }
  return false;
}

static int check_way(const struct alint_check *check, struct alint_sink *sink,
                     const struct alint_way *way) {
  if (alint_way_open(way, ALINT_STRANGER) || !alint_way_open(way, ALINT_STRANGER_NETWORK))
    return ALINT_OK;
  struct alint_draft draft = alint_draft_way(check, way, ALINT_STRANGER_NETWORK);
  if (through_endpoint(check, way)) {
    alint_draft_severity(&draft, ALINT_SEVERITY_INFO,
                         "an exact VPC or endpoint bounds the callers");
  }
  const char *keys = alint_condition_keys(&draft, way->statement);
  alint_draft_message(&draft,
                      "a principal of any AWS account may assume this role from inside the "
                      "network that is asked for (%s): nothing says who the caller is",
                      keys ? keys : "by a Deny");
  return alint_draft_send(&draft, sink, &alint_rule_al102);
}

static const char *const tags[] = {"principal", "network", NULL};
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
    "    \"Condition\": {\"IpAddress\": {\"aws:SourceIp\": \"203.0.113.0/24\"}}\n"
    "  }]\n"
    "}\n";

static const char good[] = "{\n"
                           "  \"Version\": \"2012-10-17\",\n"
                           "  \"Statement\": [{\n"
                           "    \"Effect\": \"Allow\",\n"
                           "    \"Principal\": {\"AWS\": \"*\"},\n"
                           "    \"Action\": \"sts:AssumeRole\",\n"
                           "    \"Condition\": {\n"
                           "      \"IpAddress\": {\"aws:SourceIp\": \"203.0.113.0/24\"},\n"
                           "      \"StringEquals\": {\"aws:PrincipalOrgID\": \"o-exampleorg1\"}\n"
                           "    }\n"
                           "  }]\n"
                           "}\n";

const struct alint_rule alint_rule_al102 = {
    .id = "AL102",
    .name = "caller-not-identified",
    .title = "Only a network keeps strangers out",
    .severity = ALINT_SEVERITY_MEDIUM,
    .category = ALINT_EXPOSURE,
    .precedence = 20,
    .raised_for_admin = true,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "The trust policy names everybody, and all that keeps strangers out is where "
                    "the call comes from: a range of addresses, a VPC or an endpoint.",
            .why = "A network says where a call comes from, not who makes it. Everybody in an "
                   "office, behind a shared proxy or in a peered network gets in with credentials "
                   "of any AWS account, and private addresses are the same in every VPC.",
            .bad = bad,
            .good = good,
            .fix = "Name the principals that are meant, or add aws:PrincipalOrgID or "
                   "aws:PrincipalAccount; keep the network as a second condition.",
            .sources = sources,
        },
    .check_way = check_way,
};
