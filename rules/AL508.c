/* SPDX-License-Identifier: Apache-2.0
 *
 * AL508 unsatisfiable-statement
 *
 * The intended caller gets in by none of the statement's principals. Principals that match
 * nobody have findings of their own.
 */
#include "access.h"

static bool can_be_somebody(enum alint_who who) {
  return who != ALINT_WHO_MALFORMED && who != ALINT_WHO_GROUP && who != ALINT_WHO_OTHER_ID &&
         who != ALINT_WHO_UNKNOWN;
}

/* Whether every way of the statement is closed, and not for want of somebody. */
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
static void tell_dead_deny(struct alint_draft *draft, const struct alint_statement *statement) {
  const struct alint_condition *condition =
      alint_plain_variable(draft->check->trust->policy, statement);
  if (!condition)
    return;
  alint_draft_at_item(draft, &condition->values[0]);
  alint_draft_message(draft,
                      "no call can match this Deny: under the policy's Version %s is plain text, "
                      "which %s never is",
                      alint_quote_text(draft, condition->values[0].text),
                      alint_quote_name(draft, condition->key));
  alint_draft_help(draft, "%s", variable_help);
}

/* A key that no call has: false where there is none. */
static bool describe_unknown_key(struct alint_draft *draft,
                                 const struct alint_statement *statement) {
  const char *near = NULL;
  const struct alint_condition *condition = alint_unknown_key_asked(statement, &near);
  if (!condition)
    return false;
  alint_draft_at_condition(draft, condition);
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
    alint_draft_at_condition(draft, &statement->conditions[0]);
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

static void tell(struct alint_draft *draft, const struct alint_statement *statement) {
  if (!draft->check->ways)
    return;
  alint_draft_fault(draft, "unsatisfiable");
  if (statement->effect == ALINT_EFFECT_DENY)
    tell_dead_deny(draft, statement);
  else if (statement->effect == ALINT_EFFECT_ALLOW && is_dead(draft->check, statement))
    describe(draft, statement);
}

const struct alint_checks alint_al508 = {.statement = tell};
