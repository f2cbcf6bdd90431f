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

static void tell(struct alint_draft *draft, const struct alint_way *way) {
  if (through_endpoint(draft->check, way))
    alint_draft_severity(draft, ALINT_SEVERITY_INFO, "an exact VPC or endpoint bounds the callers");
  const char *keys = alint_condition_keys(draft, way->statement);
  alint_draft_message(draft,
                      "a principal of any AWS account may assume this role from inside the "
                      "network that is asked for (%s): nothing says who the caller is",
                      keys ? keys : "by a Deny");
}

const struct alint_checks alint_al102 = {.adversary = ALINT_STRANGER_NETWORK, .way = tell};
