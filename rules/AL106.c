/* SPDX-License-Identifier: Apache-2.0
 *
 * AL106 name-bound-principal
 *
 * A condition on aws:PrincipalArn under an account or everybody. Roles that only AWS creates
 * (paths aws-reserved and aws-service-role) cannot be made by others.
 */
#include "facts/operators.h"
#include "rules/ways.h"

/* Whether the text, account and partition of which may be holes, has this in it. */
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

/* The first value that somebody could give to an identity of theirs. */
static const Item *first_name(const Check *check, const Condition *condition) {
  for (size_t i = 0; i < condition->value_count; i++) {
    const Text *value = condition->values[i].text;
    if (!made_by_aws(value) && !rule_names_nobody(check->arena, value))
      return &condition->values[i];
  }
  return NULL;
}

static bool is_positive(const Condition *condition) {
  Operator op;
  return operator_parse(&op, condition->operator_name) && !op.negated && op.family != OPERATOR_NULL;
}

/* Whether the statement asks for the unique id of an identity besides its name. */
static bool asks_for_id(const Statement *statement) {
  for (size_t i = 0; i < statement->condition_count; i++) {
    const Condition *condition = &statement->conditions[i];
    bool all = str_is_nocase(condition->key, "aws:userid") && is_positive(condition);
    for (size_t k = 0; all && k < condition->value_count; k++) {
      Str value;
      all = text_known(condition->values[k].text, &value) &&
            unique_id_kind(str_slice(value, 0, str_find(value, 0, ':')));
    }
    if (all)
      return true;
  }
  return false;
}

/* The way of an account or of everybody that the statement leaves to those it names. */
static const Way *wide_way(const Check *check, const Statement *statement) {
  for (size_t i = 0; check->ways && i < check->ways->count; i++) {
    const Way *way = &check->ways->items[i];
    bool wide = way->identity.kind == IDENTITY_ACCOUNT || way->identity.kind == IDENTITY_ANYONE;
    if (way->statement == statement && wide && !way_dead(way) && !way_open(way, ADVERSARY_STRANGER))
      return way;
  }
  return NULL;
}

static void tell(Draft *draft, const Condition *condition) {
  const Statement *statement = draft->finding.statement;
  const Item *name = NULL;
  if (statement->effect == EFFECT_ALLOW && is_positive(condition) &&
      str_is_nocase(condition->key, "aws:PrincipalArn") && !asks_for_id(statement))
    name = first_name(draft->check, condition);
  const Way *way = name ? wide_way(draft->check, statement) : NULL;
  if (!way)
    return;
  draft_at_item(draft, name);
  /* Of several names the call may have another one. */
  if (condition->value_count == 1 && way_open(way, ADVERSARY_INTENDED))
    draft->finding.attempt = &way->attempts[ADVERSARY_INTENDED];
  bool pattern = has(name->text, "*") || has(name->text, "?");
  draft_message(draft, "the caller is known by name only: %s %s gets in",
                pattern ? "every role or user that is given a name like"
                        : "a role or user deleted and created again as",
                draft_quote_text(draft, name->text));
}

const RuleChecks rule_al106 = {.condition = tell};
