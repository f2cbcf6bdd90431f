/* SPDX-License-Identifier: Apache-2.0
 *
 * AL618 duplicate-key
 *
 * JSON objects with equal keys; the front ends find them.
 */
#include "rules.h"

static int look_at(const struct alint_check *check, struct alint_sink *sink,
                   const struct alint_oddity *oddity) {
  if (oddity->kind != ALINT_ODD_DUPLICATE_KEY)
    return ALINT_OK;
  struct alint_draft draft = alint_draft_oddity(check, oddity);
  const char *key = alint_quote_name(&draft, oddity->detail);
  if (oddity->pointer.len == 0) /* above the policy */
    alint_draft_message(&draft,
                        "the key %s is in this object twice: readers disagree about which one "
                        "counts, and so about the trust policy",
                        key);
  else
    alint_draft_message(&draft,
                        "the key %s is in this object twice (letter case set aside): readers "
                        "disagree about which one counts, and IAM refuses the policy",
                        key);
  return alint_draft_send(&draft, sink, &alint_rule_al618);
}

static int check(const struct alint_check *at, struct alint_sink *sink) {
  return alint_each_oddity(at, sink, look_at);
}

static const char *const tags[] = {"grammar", NULL};
static const char *const sources[] = {
    ALINT_DOC_GRAMMAR,
    ALINT_DOC_CHECKS,
    NULL,
};

static const char bad[] = "{\n"
                          "  \"Version\": \"2012-10-17\",\n"
                          "  \"Statement\": [\n"
                          "    {\n"
                          "      \"Effect\": \"Deny\",\n"
                          "      \"Effect\": \"Allow\",\n"
                          "      \"Principal\": {\"Service\": \"ec2.amazonaws.com\"},\n"
                          "      \"Action\": \"sts:AssumeRole\"\n"
                          "    }\n"
                          "  ]\n"
                          "}\n";

static const char good[] = "{\n"
                           "  \"Version\": \"2012-10-17\",\n"
                           "  \"Statement\": [\n"
                           "    {\n"
                           "      \"Effect\": \"Allow\",\n"
                           "      \"Principal\": {\"Service\": \"ec2.amazonaws.com\"},\n"
                           "      \"Action\": \"sts:AssumeRole\"\n"
                           "    }\n"
                           "  ]\n"
                           "}\n";

const struct alint_rule alint_rule_al618 = {
    .id = "AL618",
    .name = "duplicate-key",
    .title = "The same key stands twice in one object",
    .severity = ALINT_SEVERITY_HIGH,
    .category = ALINT_BREAKS_DEPLOY,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "An object of the policy, or one above it, has the same key twice; or a "
                    "condition names the same key in two spellings that differ in letter case "
                    "only.",
            .why = "Readers disagree which of the two counts: some take the first, most the "
                   "last, IAM refuses the policy. What a reviewer reads is then not what is "
                   "deployed.",
            .bad = bad,
            .good = good,
            .fix = "Keep one of them. Several values of one key form a list; two operators of "
                   "the same name form one object with both keys.",
            .sources = sources,
        },
    .check = check,
};
