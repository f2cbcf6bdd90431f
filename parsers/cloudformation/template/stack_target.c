/* SPDX-License-Identifier: Apache-2.0
 *
 * Where a stack goes: account, region, and the partition of the region.
 *
 * Source: AWS General Reference, "AWS service endpoints"; AWS SDKs,
 * "partitions.json".
 */
#include "parsers/cloudformation/cfn.h"

/* Partitions by the beginning of their regions. In the others the names of
 * services end in the same way, but their own partition is not known here. */
static const struct {
  const char *region;
  const char *partition; /* NULL: not known */
  const char *suffix;
} partitions[] = {
    {"cn-", "aws-cn", "amazonaws.com.cn"},
    {"us-gov-", "aws-us-gov", "amazonaws.com"},
    {"us-iso", NULL, NULL},
    {"eu-iso", NULL, NULL},
    {"eusc-", NULL, NULL},
    {"", "aws", "amazonaws.com"},
};

/* The account and the region, where the cloud assembly says them. */
void cfn_set_target(CfnTemplate *cfn, const StackTarget *target) {
  if (target->account.len > 0)
    cfn->account_text = text_literal(cfn->arena, target->account);
  if (target->region.len == 0)
    return;
  size_t i = 0;
  while (!str_starts(target->region, partitions[i].region))
    i++;
  cfn->region_text = text_literal(cfn->arena, target->region);
  if (!partitions[i].partition)
    return;
  cfn->partition_text = text_literal(cfn->arena, str_of(partitions[i].partition));
  cfn->suffix_text = text_literal(cfn->arena, str_of(partitions[i].suffix));
}
