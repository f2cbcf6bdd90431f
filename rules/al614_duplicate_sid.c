/* SPDX-License-Identifier: Apache-2.0
 *
 * AL614 duplicate-sid
 *
 * Empty Sids are fine, and common. Characters that no policy may have are AL621's.
 */
#include "rules.h"

static struct alint_draft draft_sid(const struct alint_check *at,
                                    const struct alint_statement *statement) {
  struct alint_draft draft = alint_draft_statement(at, statement);
  draft.finding.span = statement->sid_span;
  alint_draft_pointer(&draft, statement->pointer, "/Sid");
  return draft;
}

static const struct alint_statement *find_equal(const struct alint_policy *policy, size_t before) {
  for (size_t i = 0; i < before; i++) {
    if (alint_str_eq(policy->statements[i].sid, policy->statements[before].sid))
      return &policy->statements[i];
  }
  return NULL;
}

static int look_for_equal(const struct alint_check *at, struct alint_sink *sink,
                          const struct alint_statement *statement) {
  const struct alint_statement *first =
      find_equal(at->trust->policy, (size_t)(statement - at->trust->policy->statements));
  if (!first)
    return ALINT_OK;
  struct alint_draft draft = draft_sid(at, statement);
  const char *shown = alint_quote(&draft, statement->sid);
  alint_draft_fault(&draft, "duplicate|%s", shown);
  alint_draft_related(&draft, first->sid_span, "the first statement of this Sid");
  alint_draft_message(&draft, "the Sid %s is taken by another statement: IAM refuses the policy",
                      shown);
  return alint_draft_send(&draft, sink, &alint_rule_al614);
}

/* True for ' ', '-', '_', ...; false where AL621 speaks. What stands for a value that is not
 * known is left out. */
static bool has_odd_characters(const struct alint_statement *statement) {
  struct alint_str sid = statement->sid;
  bool odd = false;
  for (size_t at = 0; at < sid.len;) {
    if (statement->sid_has_hole && sid.ptr[at] == '$' && at + 1 < sid.len &&
        sid.ptr[at + 1] == '{') {
      at = alint_str_find(sid, at, '}') + 1;
      continue;
    }
    uint32_t c = alint_utf8_next(sid, &at);
    if (c > 0xff || c < 0x20)
      return false;
    odd = odd || !((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'));
  }
  return odd;
}

static int look_at_characters(const struct alint_check *at, struct alint_sink *sink,
                              const struct alint_statement *statement) {
  if (!has_odd_characters(statement))
    return ALINT_OK;
  struct alint_draft draft = draft_sid(at, statement);
  const char *shown = alint_quote(&draft, statement->sid);
  alint_draft_severity(&draft, ALINT_SEVERITY_MEDIUM,
                       "only the documentation forbids the character");
  alint_draft_fault(&draft, "characters|%s", shown);
  alint_draft_message(&draft, "the Sid %s has characters other than letters and digits", shown);
  return alint_draft_send(&draft, sink, &alint_rule_al614);
}

static int check(const struct alint_check *at, struct alint_sink *sink) {
  const struct alint_policy *policy = at->trust->policy;
  for (size_t i = 0; i < policy->statement_count; i++) {
    const struct alint_statement *statement = &policy->statements[i];
    if (statement->sid.len == 0)
      continue;
    int status = look_for_equal(at, sink, statement);
    if (status == ALINT_OK)
      status = look_at_characters(at, sink, statement);
    if (status != ALINT_OK)
      return status;
  }
  return ALINT_OK;
}

static const char *const tags[] = {"grammar", NULL};
static const char *const sources[] = {
    ALINT_DOC_IAM "reference_policies_elements_sid.html",
    ALINT_DOC_CHECKS,
    NULL,
};

static const char bad[] = "{\n"
                          "  \"Version\": \"2012-10-17\",\n"
                          "  \"Statement\": [\n"
                          "    {\n"
                          "      \"Sid\": \"Trust\",\n"
                          "      \"Effect\": \"Allow\",\n"
                          "      \"Principal\": {\"Service\": \"ec2.amazonaws.com\"},\n"
                          "      \"Action\": \"sts:AssumeRole\"\n"
                          "    },\n"
                          "    {\n"
                          "      \"Sid\": \"Trust\",\n"
                          "      \"Effect\": \"Allow\",\n"
                          "      \"Principal\": {\"Service\": \"ecs-tasks.amazonaws.com\"},\n"
                          "      \"Action\": \"sts:AssumeRole\"\n"
                          "    }\n"
                          "  ]\n"
                          "}\n";

static const char good[] = "{\n"
                           "  \"Version\": \"2012-10-17\",\n"
                           "  \"Statement\": [\n"
                           "    {\n"
                           "      \"Sid\": \"TrustEc2\",\n"
                           "      \"Effect\": \"Allow\",\n"
                           "      \"Principal\": {\"Service\": \"ec2.amazonaws.com\"},\n"
                           "      \"Action\": \"sts:AssumeRole\"\n"
                           "    },\n"
                           "    {\n"
                           "      \"Sid\": \"Trust\",\n"
                           "      \"Effect\": \"Allow\",\n"
                           "      \"Principal\": {\"Service\": \"ecs-tasks.amazonaws.com\"},\n"
                           "      \"Action\": \"sts:AssumeRole\"\n"
                           "    }\n"
                           "  ]\n"
                           "}\n";

const struct alint_rule alint_rule_al614 = {
    .id = "AL614",
    .name = "duplicate-sid",
    .title = "Two statements have the same Sid, or a Sid has characters it may not have",
    .severity = ALINT_SEVERITY_HIGH,
    .category = ALINT_BREAKS_DEPLOY,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "Two statements of the policy have the same Sid. Also, as medium: a Sid with "
                    "characters other than letters and digits.",
            .why = "IAM refuses the policy (\"The Statement Ids in the policy are not unique\").",
            .bad = bad,
            .good = good,
            .fix = "Give each statement a Sid of its own out of A-Z, a-z and 0-9, or leave it "
                   "out.",
            .sources = sources,
        },
    .check = check,
};
