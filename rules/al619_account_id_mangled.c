/* SPDX-License-Identifier: Apache-2.0
 *
 * AL619 account-id-mangled
 *
 * Twelve octal digits without quotes, as principal or as value of a condition. Digits that
 * stay the same number are no fault.
 */
#include "rules.h"

enum { ACCOUNT_DIGITS = 12 };

/* What YAML 1.1 makes of the value; 0: nothing else than what is written. */
static uint64_t read_as_octal(const struct alint_item *item) {
  struct alint_str s;
  uint64_t number = 0;
  if (!item->plain_number || !alint_text_known(item->text, &s) || s.len != ACCOUNT_DIGITS ||
      s.ptr[0] != '0')
    return 0;
  for (size_t i = 0; i < s.len; i++) {
    if (s.ptr[i] < '0' || s.ptr[i] > '7')
      return 0;
    number = number * 8 + (uint64_t)(s.ptr[i] - '0');
  }
  return number;
}

static int report(struct alint_draft *draft, struct alint_sink *sink, const struct alint_item *item,
                  uint64_t number) {
  const char *shown = alint_quote_text(draft, item->text);
  alint_draft_fault(draft, "%s", shown);
  alint_draft_message(draft,
                      "%s has no quotes, so YAML reads an octal number and what is deployed is "
                      "%llu",
                      shown, (unsigned long long)number);
  return alint_draft_send(draft, sink, &alint_rule_al619);
}

static int look_at_principal(const struct alint_check *check, struct alint_sink *sink,
                             const struct alint_statement *statement,
                             const struct alint_principal *principal,
                             const struct alint_identity *identity) {
  (void)identity;
  uint64_t number = read_as_octal(&principal->value);
  if (number == 0)
    return ALINT_OK;
  struct alint_draft draft = alint_draft_principal(check, statement, principal);
  return report(&draft, sink, &principal->value, number);
}

static int look_at_condition(const struct alint_check *check, struct alint_sink *sink,
                             const struct alint_statement *statement,
                             const struct alint_condition *condition) {
  for (size_t i = 0; i < condition->value_count; i++) {
    uint64_t number = read_as_octal(&condition->values[i]);
    if (number == 0)
      continue;
    struct alint_draft draft = alint_draft_item(check, statement, &condition->values[i]);
    int status = report(&draft, sink, &condition->values[i], number);
    if (status != ALINT_OK)
      return status;
  }
  return ALINT_OK;
}

static int check(const struct alint_check *at, struct alint_sink *sink) {
  int status = alint_each_principal(at, sink, look_at_principal);
  return status == ALINT_OK ? alint_each_condition(at, sink, look_at_condition) : status;
}

static const char *const tags[] = {"yaml", NULL};
static const char *const sources[] = {
    ALINT_DOC_IAM "reference_policies_elements_principal.html",
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html",
    NULL,
};

static const char bad[] = "Resources:\n"
                          "  Deploy:\n"
                          "    Type: AWS::IAM::Role\n"
                          "    Properties:\n"
                          "      AssumeRolePolicyDocument:\n"
                          "        Version: \"2012-10-17\"\n"
                          "        Statement:\n"
                          "          - Effect: Allow\n"
                          "            Principal: {Service: scheduler.amazonaws.com}\n"
                          "            Action: sts:AssumeRole\n"
                          "            Condition:\n"
                          "              StringEquals:\n"
                          "                aws:SourceAccount: 012345670123\n";

static const char good[] = "Resources:\n"
                           "  Deploy:\n"
                           "    Type: AWS::IAM::Role\n"
                           "    Properties:\n"
                           "      AssumeRolePolicyDocument:\n"
                           "        Version: \"2012-10-17\"\n"
                           "        Statement:\n"
                           "          - Effect: Allow\n"
                           "            Principal: {Service: scheduler.amazonaws.com}\n"
                           "            Action: sts:AssumeRole\n"
                           "            Condition:\n"
                           "              StringEquals:\n"
                           "                aws:SourceAccount: \"012345670123\"\n";

const struct alint_rule alint_rule_al619 = {
    .id = "AL619",
    .name = "account-id-mangled",
    .title = "An unquoted account id that YAML reads as another number",
    .severity = ALINT_SEVERITY_HIGH,
    .category = ALINT_BREAKS_DEPLOY,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "An account id of a YAML template stands without quotes, starts with a zero "
                    "and has no 8 or 9.",
            .why = "YAML 1.1 takes a number with a leading zero for an octal one: 012345670123 "
                   "becomes 1402433619. What is deployed is another account, or a policy that "
                   "IAM refuses.",
            .bad = bad,
            .good = good,
            .fix = "Put the account id into quotes.",
            .sources = sources,
        },
    .check = check,
};
