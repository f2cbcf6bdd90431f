/* SPDX-License-Identifier: Apache-2.0
 *
 * AL509 caller-chosen-condition
 *
 * Where a finding about the way in itself is there (a stranger, a third party), that one speaks.
 * A policy variable ties the value to the caller, so it is no choice.
 */
#include "access.h"

static const char *const chosen[] = {"sts:RoleSessionName", "sts:SourceIdentity", "aws:UserAgent",
                                     "aws:referer", "aws:RequestTag/"};

static bool is_chosen(struct alint_str key) {
  for (size_t i = 0; i < sizeof chosen / sizeof *chosen; i++) {
    bool tag = alint_str_ends(alint_str(chosen[i]), "/");
    if (tag ? alint_str_starts_nocase(key, chosen[i]) : alint_str_is_nocase(key, chosen[i]))
      return true;
  }
  return false;
}

/* Tags of identities are given in their own account: there they are no choice. */
static bool is_tag(struct alint_str key) {
  return alint_str_starts_nocase(key, "aws:PrincipalTag/");
}

static bool has_variable(const struct alint_condition *condition) {
  for (size_t i = 0; i < condition->value_count; i++) {
    struct alint_str value;
    if (!alint_text_known(condition->values[i].text, &value) ||
        alint_str_find_str(value, ALINT_STR("${")) < value.len)
      return true;
  }
  return false;
}

/* Conditions that keep out nobody of an account that is let in as a whole. */
static bool is_neutral(struct alint_str key) {
  return alint_str_is_nocase(key, "aws:SecureTransport") ||
         alint_str_is_nocase(key, "aws:RequestedRegion") ||
         alint_str_is_nocase(key, "aws:PrincipalAccount") ||
         alint_str_is_nocase(key, "aws:ResourceAccount");
}

/* The condition that is all there is; NULL where another one binds, or none does. */
static const struct alint_condition *only_chosen(const struct alint_check *check,
                                                 const struct alint_way *way) {
  const struct alint_statement *s = way->statement;
  const struct alint_condition *out = NULL;
  for (size_t i = 0; i < s->condition_count; i++) {
    const struct alint_condition *condition = &s->conditions[i];
    if (is_neutral(condition->key) ||
        !alint_condition_binds(check->arena, check->trust->policy, s, condition))
      continue;
    bool tag = way->owner != ALINT_OWNER_OWN && is_tag(condition->key);
    if (!(tag || is_chosen(condition->key)) || has_variable(condition))
      return NULL;
    out = out ? out : condition;
  }
  return s->condition_opaque ? NULL : out;
}

/* The way by which a whole account is let in, and nothing is reported of; or NULL. */
static const struct alint_way *way_of_account(const struct alint_check *check,
                                              const struct alint_statement *s) {
  for (size_t i = 0; check->ways && i < check->ways->count; i++) {
    const struct alint_way *way = &check->ways->items[i];
    if (way->statement == s && way->identity.who == ALINT_WHO_ACCOUNT &&
        alint_way_open(way, ALINT_INTENDED) && !alint_is_reported(way))
      return way;
  }
  return NULL;
}

static int check(const struct alint_check *at, struct alint_sink *sink) {
  int status = ALINT_OK;
  const struct alint_policy *policy = at->trust->policy;
  for (size_t i = 0; i < policy->statement_count && status == ALINT_OK; i++) {
    const struct alint_statement *s = &policy->statements[i];
    const struct alint_way *way = s->effect == ALINT_EFFECT_ALLOW ? way_of_account(at, s) : NULL;
    const struct alint_condition *condition = way ? only_chosen(at, way) : NULL;
    if (!condition)
      continue;
    struct alint_draft draft = alint_draft_statement(at, s);
    draft.finding.attempt = &way->attempts[ALINT_INTENDED];
    alint_draft_at_condition(&draft, condition);
    alint_draft_fault(&draft, "%.*s|%.*s", ALINT_FMT(condition->operator_name),
                      ALINT_FMT(condition->key));
    alint_draft_message(&draft, "all that is asked for is %s, which the caller chooses",
                        alint_quote_name(&draft, condition->key));
    status = alint_draft_send(&draft, sink, &alint_rule_al509);
  }
  return status;
}

static const char *const tags[] = {"conditions", NULL};
static const char *const sources[] = {
    ALINT_DOC_IAM "reference_policies_condition-keys.html",
    NULL,
};

static const char bad[] =
    "Resources:\n"
    "  Console:\n"
    "    Type: AWS::IAM::Role\n"
    "    Properties:\n"
    "      AssumeRolePolicyDocument:\n"
    "        Version: \"2012-10-17\"\n"
    "        Statement:\n"
    "          - Effect: Allow\n"
    "            Principal: {AWS: !Sub \"arn:aws:iam::${AWS::AccountId}:root\"}\n"
    "            Action: sts:AssumeRole\n"
    "            Condition:\n"
    "              StringEquals: {\"sts:RoleSessionName\": admin-console}\n";

static const char good[] =
    "Resources:\n"
    "  Console:\n"
    "    Type: AWS::IAM::Role\n"
    "    Properties:\n"
    "      AssumeRolePolicyDocument:\n"
    "        Version: \"2012-10-17\"\n"
    "        Statement:\n"
    "          - Effect: Allow\n"
    "            Principal: {AWS: !Sub \"arn:aws:iam::${AWS::AccountId}:root\"}\n"
    "            Action: sts:AssumeRole\n"
    "            Condition:\n"
    "              StringEquals:\n"
    "                sts:RoleSessionName: admin-console\n"
    "                aws:PrincipalTag/team: platform\n";

const struct alint_rule alint_rule_al509 = {
    .id = "AL509",
    .name = "caller-chosen-condition",
    .title = "What is asked for is the caller's own choice",
    .severity = ALINT_SEVERITY_MEDIUM,
    .category = ALINT_EXPOSURE,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "The only conditions that narrow the statement are on values that the caller "
                    "chooses.",
            .why = "The session name, the source identity, session tags, the user agent and the "
                   "referer are parameters of the call. A condition on them looks like a check of "
                   "who calls, and is met by whoever reads it.",
            .bad = bad,
            .good = good,
            .fix = "Say who may call by the principal, or by aws:PrincipalArn, aws:PrincipalOrgID "
                   "or aws:PrincipalTag of your own accounts; a session name that must equal "
                   "${aws:username} is fine.",
            .sources = sources,
        },
    .check = check,
};
