/* SPDX-License-Identifier: Apache-2.0
 *
 * AL106 name-bound-principal
 *
 * A condition on aws:PrincipalArn where the principal is an account or everybody. Only AWS creates
 * roles under the paths aws-reserved and aws-service-role.
 */
#include "rules/ways.h"

/* Whether the ARN has this in it; its account and partition may be holes. */
static bool has(const Text *text, const char *wanted) {
  for (size_t i = 0; i < text->count; i++) {
    Str piece = text->pieces[i].literal;
    if (!text->pieces[i].hole && str_find_str(piece, str_of(wanted)) < piece.len)
      return true;
  }
  return false;
}

static bool made_by_aws(const Text *arn) {
  return has(arn, ":role/aws-reserved/") || has(arn, ":role/aws-service-role/");
}

/* The first value that a user of the account could give to a new identity. */
static const Item *first_name(const Check *check, const Condition *condition) {
  for (size_t i = 0; i < condition->value_count; i++) {
    const Text *value = condition->values[i].text;
    if (!made_by_aws(value) && !arn_names_nobody(check->arena, value))
      return &condition->values[i];
  }
  return NULL;
}

static bool is_no_id(const Text *text) {
  Str value;
  return !text_known(text, &value) || !unique_id_kind(str_slice(value, 0, str_find(value, 0, ':')));
}

/* Whether the condition asks for the unique id of an identity, which a new one does not have. */
static bool asks_for_id(const Condition *condition) {
  Operator op;
  return str_is_nocase(condition->key, "aws:userid") && condition_is_positive(condition, &op) &&
         !condition_find(condition, is_no_id);
}

/* The way of an account or of everybody, which the condition narrows to some identities. */
static bool is_wide(const Way *way) {
  bool wide = way->identity.kind == IDENTITY_ACCOUNT || way->identity.kind == IDENTITY_ANYONE;
  return wide && !way_dead(way) && !way_open(way, ADVERSARY_STRANGER);
}

static void tell(Draft *draft, const Condition *condition) {
  const Statement *statement = draft->finding.statement;
  Operator op;
  if (!str_is_nocase(condition->key, "aws:PrincipalArn") ||
      !condition_is_positive(condition, &op) || statement_find(statement, asks_for_id))
    return;
  const Item *name = first_name(draft->check, condition);
  const Way *way = way_of(draft->check, statement, is_wide);
  if (!name || !way)
    return;
  draft_at_item(draft, name);
  /* With several names, the proving call may use another one. */
  if (condition->value_count == 1 && way_open(way, ADVERSARY_INTENDED))
    draft->finding.attempt = &way->attempts[ADVERSARY_INTENDED];
  bool pattern = has(name->text, "*") || has(name->text, "?");
  draft_message(draft, "the role knows the caller only by name: %s %s gets in",
                pattern ? "every role or user with a name like"
                        : "a role or user that is deleted and created again as",
                draft_quote_text(draft, name->text));
}

const RuleChecks rule_al106 = {.condition = tell};
