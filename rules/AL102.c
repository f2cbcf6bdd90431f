/* SPDX-License-Identifier: Apache-2.0
 *
 * AL102 caller-not-identified
 *
 * A stranger gets in, but only from inside the network that the policy names. An exact VPC or
 * endpoint is a data perimeter: info.
 */
#include "rules/ways.h"

static bool speaks_of_addresses(const Policy *policy) {
  for (size_t i = 0; i < policy->statement_count; i++) {
    if (statement_asks_key(&policy->statements[i], "aws:SourceIp"))
      return true;
  }
  return false;
}

/* Whether callers can only come through a VPC or endpoint of the policy: the call that succeeds
 * does, and no Deny spares a range of addresses. */
static bool through_endpoint(const Check *check, const Way *way) {
  const Request *call = way->attempts[ADVERSARY_STRANGER_IN_NETWORK].witness;
  static const char *const keys[] = {"aws:SourceVpc",   "aws:SourceVpce", "aws:SourceVpcArn",
                                     "aws:VpceAccount", "aws:VpceOrgID",  "aws:VpceOrgPaths"};
  for (size_t i = 0; call && i < sizeof keys / sizeof *keys; i++) {
    if (request_key(call, str_of(keys[i])) &&
        (statement_asks_key(way->statement, keys[i]) || !speaks_of_addresses(check->trust->policy)))
      return true;
  }
  return false;
}

static void tell(Draft *draft, const Way *way) {
  if (through_endpoint(draft->check, way))
    draft_severity(draft, SEVERITY_INFO, "an exact VPC or endpoint limits the callers");
  const char *keys = condition_keys(draft, way->statement);
  draft_message(draft,
                "a principal of any AWS account may assume this role from inside the allowed "
                "network (%s): no condition says who the caller is",
                keys ? keys : "in a Deny");
}

const RuleChecks rule_al102 = {.adversary = ADVERSARY_STRANGER_IN_NETWORK, .way = tell};
