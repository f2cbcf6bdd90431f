/* SPDX-License-Identifier: Apache-2.0
 *
 * AL508 unsatisfiable-statement
 *
 * The intended caller gets in by none of the statement's principals. It yields to findings that
 * say why: an impossible external ID, principals that match nobody.
 */
#include "access.h"

static bool can_be_somebody(enum alint_who who) {
  return who != ALINT_WHO_MALFORMED && who != ALINT_WHO_GROUP && who != ALINT_WHO_OTHER_ID &&
         who != ALINT_WHO_UNKNOWN;
}

/* Whether every way of the statement is closed, and nothing else says why. */
static bool is_dead(const struct alint_check *check, const struct alint_statement *statement) {
  size_t ways = 0;
  for (size_t i = 0; i < check->ways->count; i++) {
    const struct alint_way *way = &check->ways->items[i];
    if (way->statement != statement)
      continue;
    bool partly_wildcard = way->identity.has_wildcard && way->identity.who != ALINT_WHO_ANYONE;
    if (!can_be_somebody(way->identity.who) || partly_wildcard || !alint_way_dead(way))
      return false;
    ways++;
  }
  return ways > 0;
}

static bool explained(const struct alint_statement *statement) {
  for (size_t i = 0; i < statement->condition_count; i++) {
    if (alint_external_id_impossible(&statement->conditions[i]) ||
        alint_literal_wildcard(&statement->conditions[i]))
      return true;
  }
  return false;
}

static bool has_deny(const struct alint_policy *policy) {
  for (size_t i = 0; i < policy->statement_count; i++) {
    if (policy->statements[i].effect == ALINT_EFFECT_DENY)
      return true;
  }
  return false;
}

static const char variable_help[] =
    "Write \"Version\": \"2012-10-17\": under an older one, or none, policy variables such as "
    "${aws:username} are not replaced.";

/* A Deny that keeps nobody out. */
static int tell_dead_deny(const struct alint_check *at, struct alint_sink *sink,
                          const struct alint_statement *statement) {
  const struct alint_condition *condition = alint_plain_variable(at->trust->policy, statement);
  if (!condition)
    return ALINT_OK;
  struct alint_draft draft = alint_draft_item(at, statement, &condition->values[0]);
  alint_draft_fault(&draft, "unsatisfiable");
  alint_draft_message(&draft,
                      "no call can match this Deny: under the policy's Version %s is plain text, "
                      "which %s never is",
                      alint_quote_text(&draft, condition->values[0].text),
                      alint_quote_name(&draft, condition->key));
  alint_draft_help(&draft, "%s", variable_help);
  return alint_draft_send(&draft, sink, &alint_rule_al508);
}

static void point_at(struct alint_draft *draft, const struct alint_condition *condition) {
  draft->finding.span = condition->key_span;
  draft->finding.pointer = condition->pointer;
}

/* A key that no call has: false where there is none. */
static bool describe_unknown_key(struct alint_draft *draft,
                                 const struct alint_statement *statement) {
  const char *near = NULL;
  const struct alint_condition *condition = alint_unknown_key_asked(statement, &near);
  if (!condition)
    return false;
  point_at(draft, condition);
  alint_draft_message(draft,
                      "no call can match this statement: %s is no condition key that is "
                      "known%s%s%s, so no call has it",
                      alint_quote_name(draft, condition->key), near ? " (did you mean " : "",
                      near ? near : "", near ? "?)" : "");
  return true;
}

static void describe(struct alint_draft *draft, const struct alint_statement *statement) {
  if (describe_unknown_key(draft, statement))
    return;
  const char *keys = alint_condition_keys(draft, statement);
  bool deny = has_deny(draft->check->trust->policy);
  if (statement->condition_count == 1 && !deny)
    point_at(draft, &statement->conditions[0]);
  alint_draft_message(draft,
                      "no call can match this statement: what it asks for%s%s%s cannot be met%s",
                      keys ? " (" : "", keys ? keys : "", keys ? ")" : "",
                      deny ? " without meeting a Deny statement" : "");
  if (alint_private_address(draft->check->trust->policy, statement))
    alint_draft_help(draft, "aws:SourceIp is a public address always, and no call has one of these "
                            "networks. Calls through a VPC endpoint have aws:VpcSourceIp instead: "
                            "ask for that, together with aws:SourceVpc.");
  else if (alint_plain_variable(draft->check->trust->policy, statement))
    alint_draft_help(draft, "%s", variable_help);
}

static int check(const struct alint_check *at, struct alint_sink *sink) {
  int status = ALINT_OK;
  const struct alint_policy *policy = at->trust->policy;
  for (size_t i = 0; at->ways && i < policy->statement_count && status == ALINT_OK; i++) {
    const struct alint_statement *s = &policy->statements[i];
    if (s->effect == ALINT_EFFECT_DENY)
      status = tell_dead_deny(at, sink, s);
    if (s->effect != ALINT_EFFECT_ALLOW || !is_dead(at, s) || explained(s))
      continue;
    struct alint_draft draft = alint_draft_statement(at, s);
    alint_draft_fault(&draft, "unsatisfiable");
    describe(&draft, s);
    status = alint_draft_send(&draft, sink, &alint_rule_al508);
  }
  return status;
}

static const char *const tags[] = {"conditions", NULL};
static const char *const sources[] = {
    ALINT_DOC_IAM "reference_policies_elements_condition_operators.html",
    NULL,
};

static const char bad[] =
    "{\n"
    "  \"Version\": \"2012-10-17\",\n"
    "  \"Statement\": [{\n"
    "    \"Effect\": \"Allow\",\n"
    "    \"Principal\": {\"AWS\": \"arn:aws:iam::111122223333:role/deploy\"},\n"
    "    \"Action\": \"sts:AssumeRole\",\n"
    "    \"Condition\": {\n"
    "      \"StringEquals\": {\"sts:ExternalId\": \"4f8c2d1a9b7e\", \"aws:PrincipalOrgID\": \"o-exampleorg1\"},\n"
    "      \"StringLike\": {\"aws:PrincipalOrgID\": \"o-other*\"}\n"
    "    }\n"
    "  }]\n"
    "}\n";

static const char good[] =
    "{\n"
    "  \"Version\": \"2012-10-17\",\n"
    "  \"Statement\": [{\n"
    "    \"Effect\": \"Allow\",\n"
    "    \"Principal\": {\"AWS\": \"arn:aws:iam::111122223333:role/deploy\"},\n"
    "    \"Action\": \"sts:AssumeRole\",\n"
    "    \"Condition\": {\n"
    "      \"StringEquals\": {\"sts:ExternalId\": \"4f8c2d1a9b7e\", \"aws:PrincipalOrgID\": \"o-exampleorg1\"}\n"
    "    }\n"
    "  }]\n"
    "}\n";

const struct alint_rule alint_rule_al508 = {
    .id = "AL508",
    .name = "unsatisfiable-statement",
    .title = "No request can match this statement",
    .severity = ALINT_SEVERITY_MEDIUM,
    .category = ALINT_BREAKS_ACCESS,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "No call can meet all that an Allow statement asks for, so it lets nobody in.",
            .why = "Keys and operators of one condition must hold together. A value that cannot "
                   "be sent, two values for one key that exclude each other, or a Deny that "
                   "closes all that the Allow opens make a statement dead. Whoever needs the role "
                   "finds out in production, and the mend is made in a hurry.",
            .bad = bad,
            .good = good,
            .fix = "Look at the conditions together: several values that are alternatives belong "
                   "into one list under one key.",
            .sources = sources,
        },
    .check = check,
};
