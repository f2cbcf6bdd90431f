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

static int find_expected(struct expected *out, const struct alint_check *at) {
  const struct alint_policy *policy = at->trust->policy;
  *out = (struct expected){.whose = "this role is"};
  if (alint_text_known(at->role->partition, &out->partition))
    return ALINT_OK;
  out->partition = (struct alint_str){0};
  out->whose = "the first principal is";
  for (size_t i = 0; i < policy->statement_count; i++) {
    const struct alint_statement *statement = &policy->statements[i];
    for (size_t k = 0; out->partition.len == 0 && k < statement->principal_count; k++) {
      struct alint_identity identity;
      int status = alint_identify(&identity, at->arena, &statement->principals[k]);
      if (status != ALINT_OK)
        return status;
      out->partition = partition_of(&identity);
    }
  }
  return ALINT_OK;
}

static void tell(struct alint_draft *draft, const struct alint_identity *identity) {
  struct expected expected;
  struct alint_str partition = partition_of(identity);
  if (find_expected(&expected, draft->check) != ALINT_OK)
    draft->failed = true;
  if (draft->failed || partition.len == 0 || expected.partition.len == 0 ||
      alint_str_eq(partition, expected.partition))
    return;
  alint_draft_message(draft, "%s is of the partition %.*s and %s of %.*s: IAM refuses the policy",
                      alint_quote_principal(draft, identity), ALINT_FMT(partition), expected.whose,
                      ALINT_FMT(expected.partition));
}

const struct alint_checks alint_al617 = {.principal = tell};
