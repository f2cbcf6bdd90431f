/* SPDX-License-Identifier: Apache-2.0
 *
 * AL618 duplicate-key
 *
 * JSON objects with equal keys.
 */
#include "rules.h"

static int look_at(const struct alint_check *check, struct alint_sink *sink,
                   const struct alint_oddity *oddity) {
  if (oddity->kind != ALINT_ODD_DUPLICATE_KEY)
    return ALINT_OK;
  struct alint_draft draft = alint_draft_oddity(check, oddity);
  alint_draft_message(&draft,
                      "the key %s is in this object twice: readers disagree about which one "
                      "counts, and IAM refuses the policy",
                      alint_quote_name(&draft, oddity->detail));
  return alint_draft_send(&draft, sink, &alint_rule_al618);
}

/* Another key of the same operator that differs in letter case only. */
static const struct alint_condition *find_twin(const struct alint_statement *statement,
                                               const struct alint_condition *condition) {
  for (const struct alint_condition *c = statement->conditions; c < condition; c++) {
    if (alint_str_eq(c->operator_name, condition->operator_name) &&
        alint_str_eq_nocase(c->key, condition->key) && !alint_str_eq(c->key, condition->key))
      return c;
  }
  return NULL;
}

static int look_at_condition(const struct alint_check *check, struct alint_sink *sink,
                             const struct alint_statement *statement,
                             const struct alint_condition *condition) {
  const struct alint_condition *twin = find_twin(statement, condition);
  if (!twin)
    return ALINT_OK;
  struct alint_draft draft = alint_draft_statement(check, statement);
  draft.finding.span = condition->key_span;
  draft.finding.pointer = condition->pointer;
  alint_draft_related(&draft, twin->key_span, "the other one");
  alint_draft_fault(&draft, "%.*s|%.*s", ALINT_FMT(condition->operator_name),
                    ALINT_FMT(condition->key));
  alint_draft_message(&draft,
                      "the condition keys %s and %s differ in letter case only, which IAM does not "
                      "tell apart: it is the same key twice",
                      alint_quote_name(&draft, twin->key),
                      alint_quote_name(&draft, condition->key));
  return alint_draft_send(&draft, sink, &alint_rule_al618);
}

static int check(const struct alint_check *at, struct alint_sink *sink) {
  int status = alint_each_oddity(at, sink, look_at);
  return status == ALINT_OK ? alint_each_condition(at, sink, look_at_condition) : status;
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
