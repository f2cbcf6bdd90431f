/* SPDX-License-Identifier: Apache-2.0
 *
 * AL619 account-id-mangled
 *
 * A number without quotes that YAML reads as another one (octal, hexadecimal, base 60, with
 * underscores or a fraction), as principal or where a condition compares with an account id or
 * an external ID. Digits that stay the same number are no fault.
 */
#include "rules.h"

enum { ACCOUNT_DIGITS = 12 };

/* Twelve digits, whatever underscores are between them. */
static bool looks_like_account(const struct alint_item *item) {
  struct alint_str s;
  size_t digits = 0;
  if (!alint_text_known(item->text, &s))
    return false;
  for (size_t i = 0; i < s.len; i++) {
    bool digit = s.ptr[i] >= '0' && s.ptr[i] <= '9';
    if (!digit && s.ptr[i] != '_')
      return false;
    digits += digit;
  }
  return digits == ACCOUNT_DIGITS;
}

static bool is_id_key(struct alint_str key) {
  static const char *const keys[] = {"aws:PrincipalAccount", "aws:SourceAccount",
                                     "aws:ResourceAccount", "sts:ExternalId"};
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
    if (alint_str_is_nocase(key, keys[i]))
      return true;
  }
  return false;
}

static int report(struct alint_draft *draft, struct alint_sink *sink, const struct alint_item *item,
                  struct alint_misread misread) {
  const char *shown = alint_quote_text(draft, item->text);
  alint_draft_fault(draft, "%s", shown);
  if (misread.whole)
    alint_draft_message(draft, "%s has no quotes, so YAML reads %s and what is deployed is %llu",
                        shown, misread.as, (unsigned long long)misread.number);
  else
    alint_draft_message(draft,
                        "%s has no quotes, so YAML reads %s, and something else is deployed than "
                        "what is written",
                        shown, misread.as);
  return alint_draft_send(draft, sink, &alint_rule_al619);
}

static int look_at_principal(const struct alint_check *check, struct alint_sink *sink,
                             const struct alint_statement *statement,
                             const struct alint_principal *principal,
                             const struct alint_identity *identity) {
  (void)identity;
  struct alint_misread misread = alint_misread(&principal->value);
  if (!misread.as)
    return ALINT_OK;
  struct alint_draft draft = alint_draft_principal(check, statement, principal);
  return report(&draft, sink, &principal->value, misread);
}

static int look_at_condition(const struct alint_check *check, struct alint_sink *sink,
                             const struct alint_statement *statement,
                             const struct alint_condition *condition) {
  for (size_t i = 0; i < condition->value_count; i++) {
    const struct alint_item *item = &condition->values[i];
    struct alint_misread misread = alint_misread(item);
    if (!misread.as || !(is_id_key(condition->key) || looks_like_account(item)))
      continue;
    struct alint_draft draft = alint_draft_item(check, statement, item);
    int status = report(&draft, sink, item, misread);
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
            .what = "An account id or external ID of a YAML template stands without quotes, and "
                    "YAML reads another number than is written.",
            .why = "YAML 1.1 takes a number with a leading zero and no 8 or 9 for an octal one: "
                   "012345670123 becomes 1402433619. Underscores are dropped, 12:34 is a number to "
                   "the base of 60, and 1.2e+11 has a fraction. What is deployed is another "
                   "account, or a policy that IAM refuses.",
            .bad = bad,
            .good = good,
            .fix = "Put the value into quotes.",
            .sources = sources,
        },
    .check = check,
};
