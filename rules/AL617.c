/* SPDX-License-Identifier: Apache-2.0
 *
 * AL617 partition-mismatch
 *
 * Partitions of ARNs. Where the role's own partition is not known, that of the first principal
 * counts.
 */
#include "rules.h"

/* Of an ARN that IAM could take; empty: none, or not known. */
static struct alint_str partition_of(const struct alint_identity *identity) {
  struct alint_str partition = {0};
  if (identity->who == ALINT_WHO_MALFORMED || !identity->partition ||
      !alint_text_known(identity->partition, &partition))
    return (struct alint_str){0};
  return partition;
}

/* The partition that counts, and whose it is. */
struct expected {
  struct alint_str partition;
  const char *whose;
};

static struct expected find_expected(const struct alint_check *at) {
  const struct alint_policy *policy = at->trust->policy;
  struct expected out = {.whose = "this role is"};
  if (alint_text_known(at->role->partition, &out.partition))
    return out;
  out = (struct expected){.whose = "the first principal is"};
  for (size_t i = 0; i < policy->statement_count; i++) {
    for (size_t k = 0; out.partition.len == 0 && k < policy->statements[i].principal_count; k++)
      out.partition = partition_of(&at->identities[i][k]);
  }
  return out;
}

static void look_at(const struct alint_check *at, const struct alint_statement *statement, size_t k,
                    const struct alint_identity *identity, const struct expected *expected) {
  struct alint_str partition = partition_of(identity);
  if (partition.len == 0 || alint_str_eq(partition, expected->partition))
    return;
  struct alint_draft draft = alint_draft_principal(at, statement, &statement->principals[k]);
  alint_draft_message(&draft, "%s is of the partition %.*s and %s of %.*s: IAM refuses the policy",
                      alint_quote_principal(&draft, identity), ALINT_FMT(partition),
                      expected->whose, ALINT_FMT(expected->partition));
  alint_draft_send(&draft);
}

static int check(const struct alint_check *at) {
  const struct alint_policy *policy = at->trust->policy;
  struct expected expected = find_expected(at);
  for (size_t i = 0; i < policy->statement_count && expected.partition.len > 0; i++) {
    const struct alint_statement *statement = &policy->statements[i];
    for (size_t k = 0; k < statement->principal_count; k++)
      look_at(at, statement, k, &at->identities[i][k], &expected);
  }
  return ALINT_OK;
}

const struct alint_checks alint_al617 = {.check = check};
