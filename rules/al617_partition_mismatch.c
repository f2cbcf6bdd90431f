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

static int look_at(const struct alint_check *check, struct alint_sink *sink,
                   const struct alint_statement *statement, const struct alint_principal *principal,
                   const struct expected *expected) {
  struct alint_identity identity;
  int status = alint_identify(&identity, check->arena, principal);
  if (status != ALINT_OK)
    return status;
  struct alint_str partition = partition_of(&identity);
  if (partition.len == 0 || alint_str_eq(partition, expected->partition))
    return ALINT_OK;
  struct alint_draft draft = alint_draft_principal(check, statement, principal);
  alint_draft_message(&draft, "%s is of the partition %.*s and %s of %.*s: IAM refuses the policy",
                      alint_quote_principal(&draft, &identity), ALINT_FMT(partition),
                      expected->whose, ALINT_FMT(expected->partition));
  return alint_draft_send(&draft, sink, &alint_rule_al617);
}

static int check(const struct alint_check *at, struct alint_sink *sink) {
  const struct alint_policy *policy = at->trust->policy;
  struct expected expected;
  int status = find_expected(&expected, at);
  if (status != ALINT_OK || expected.partition.len == 0)
    return status;
  for (size_t i = 0; i < policy->statement_count; i++) {
    const struct alint_statement *statement = &policy->statements[i];
    for (size_t k = 0; status == ALINT_OK && k < statement->principal_count; k++)
      status = look_at(at, sink, statement, &statement->principals[k], &expected);
  }
  return status;
}

static const char *const tags[] = {"principal", "partition", NULL};
static const char *const sources[] = {
    ALINT_DOC_IDENTIFIERS,
    ALINT_DOC_TRUST_ERRORS,
    "https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html",
    NULL,
};

static const char bad[] =
    "{\n"
    "  \"Version\": \"2012-10-17\",\n"
    "  \"Statement\": [\n"
    "    {\n"
    "      \"Effect\": \"Allow\",\n"
    "      \"Principal\": {\n"
    "        \"AWS\": [\n"
    "          \"arn:aws:iam::111122223333:role/deploy\",\n"
    "          \"arn:aws-us-gov:iam::444455556666:role/deploy\"\n"
    "        ]\n"
    "      },\n"
    "      \"Action\": \"sts:AssumeRole\",\n"
    "      \"Condition\": {\"StringEquals\": {\"sts:ExternalId\": \"b1946ac9-2492-4d23-97f5-ce85f3a4c1e7\"}}\n"
    "    }\n"
    "  ]\n"
    "}\n";

static const char good[] =
    "{\n"
    "  \"Version\": \"2012-10-17\",\n"
    "  \"Statement\": [\n"
    "    {\n"
    "      \"Effect\": \"Allow\",\n"
    "      \"Principal\": {\n"
    "        \"AWS\": [\n"
    "          \"arn:aws:iam::111122223333:role/deploy\"\n"
    "        ]\n"
    "      },\n"
    "      \"Action\": \"sts:AssumeRole\",\n"
    "      \"Condition\": {\"StringEquals\": {\"sts:ExternalId\": \"b1946ac9-2492-4d23-97f5-ce85f3a4c1e7\"}}\n"
    "    }\n"
    "  ]\n"
    "}\n";

const struct alint_rule alint_rule_al617 = {
    .id = "AL617",
    .name = "partition-mismatch",
    .title = "A principal is of another partition than the role",
    .severity = ALINT_SEVERITY_HIGH,
    .category = ALINT_BREAKS_DEPLOY,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "A principal is of another partition than the role, or two principals of one "
                    "policy are of different partitions.",
            .why = "Partitions (aws, aws-cn, aws-us-gov, ...) share no identities: nobody can be "
                   "let in from one to the other, and IAM refuses the policy with \"Invalid "
                   "principal in policy\".",
            .bad = bad,
            .good = good,
            .fix = "Name principals of the role's own partition only; in a template for several "
                   "partitions write ${AWS::Partition}.",
            .sources = sources,
        },
    .check = check,
};
