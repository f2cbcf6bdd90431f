/* SPDX-License-Identifier: Apache-2.0
 *
 * AL617 partition-mismatch
 *
 * All ARNs have to be of the partition of the role. Where that is not known, the first principal
 * decides.
 */
#include "rules/draft.h"

/* The partition of a well-formed ARN; empty: none, or not known. */
static Str partition_of(const Identity *identity) {
  Str partition = {0};
  if (identity->kind == IDENTITY_MALFORMED || !identity->partition ||
      !text_known(identity->partition, &partition))
    return (Str){0};
  return partition;
}

/* The partition that counts, and whose it is. */
struct expected {
  Str partition;
  const char *whose;
};

static struct expected find_expected(const Check *at) {
  const Policy *policy = at->trust->policy;
  struct expected out = {.whose = "this role is"};
  if (text_known(at->role->partition, &out.partition))
    return out;
  out = (struct expected){.whose = "the first principal is"};
  for (size_t i = 0; i < policy->statement_count; i++) {
    for (size_t k = 0; out.partition.len == 0 && k < policy->statements[i].principal_count; k++)
      out.partition = partition_of(&at->identities[i][k]);
  }
  return out;
}

static void look_at(Draft draft, const Statement *statement, size_t index,
                    const struct expected *expected) {
  const Check *check = draft.check;
  const Identity *identity =
      &check->identities[statement - check->trust->policy->statements][index];
  Str partition = partition_of(identity);
  if (partition.len == 0 || str_eq(partition, expected->partition))
    return;
  draft_at_principal(&draft, statement, &statement->principals[index]);
  draft_message(&draft, "%s is in the partition %.*s, but %s in %.*s: IAM refuses the policy",
                draft_quote_principal(&draft, identity), STR_FMT(partition), expected->whose,
                STR_FMT(expected->partition));
  draft_send(&draft);
}

static void tell(Draft *draft, const Trust *trust) {
  const Policy *policy = trust->policy;
  struct expected expected = find_expected(draft->check);
  for (size_t i = 0; i < policy->statement_count && expected.partition.len > 0; i++) {
    for (size_t k = 0; k < policy->statements[i].principal_count; k++)
      look_at(*draft, &policy->statements[i], k, &expected);
  }
}

const RuleChecks rule_al617 = {.trust = tell};
