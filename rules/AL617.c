/* SPDX-License-Identifier: Apache-2.0
 *
 * AL617 partition-mismatch
 *
 * Partitions of ARNs. Where the role's own partition is not known, that of the first principal
 * counts.
 */
#include "rules/rules.h"

/* Of an ARN that IAM could take; empty: none, or not known. */
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

static void look_at(const Check *at, const Statement *statement, size_t k, const Identity *identity,
                    const struct expected *expected) {
  Str partition = partition_of(identity);
  if (partition.len == 0 || str_eq(partition, expected->partition))
    return;
  Draft draft = draft_principal(at, statement, &statement->principals[k]);
  draft_message(&draft, "%s is of the partition %.*s and %s of %.*s: IAM refuses the policy",
                draft_quote_principal(&draft, identity), STR_FMT(partition), expected->whose,
                STR_FMT(expected->partition));
  draft_send(&draft);
}

static int check(const Check *at) {
  const Policy *policy = at->trust->policy;
  struct expected expected = find_expected(at);
  for (size_t i = 0; i < policy->statement_count && expected.partition.len > 0; i++) {
    const Statement *statement = &policy->statements[i];
    for (size_t k = 0; k < statement->principal_count; k++)
      look_at(at, statement, k, &at->identities[i][k], &expected);
  }
  return OK;
}

const RuleChecks rule_al617 = {.check = check};
