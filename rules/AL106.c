/* SPDX-License-Identifier: Apache-2.0
 *
 * AL106 name-bound-principal
 *
 * A condition on aws:PrincipalArn under an account or everybody. Roles that only AWS creates
 * (paths aws-reserved and aws-service-role) cannot be made by others.
 */
#include "access.h"
#include "access/operators.h"

/* Whether the text, account and partition of which may be holes, has this in it. */
static bool has(const struct alint_text *text, const char *wanted) {
  for (size_t i = 0; i < text->count; i++) {
    struct alint_str piece = text->pieces[i].literal;
    if (!text->pieces[i].hole && alint_str_find_str(piece, alint_str(wanted)) < piece.len)
      return true;
  }
  return false;
}

static bool made_by_aws(const struct alint_text *arn) {
  return has(arn, ":role/aws-reserved/") || has(arn, ":role/aws-service-role/");
}

/* The first value that somebody could give to an identity of theirs. */
static const struct alint_item *first_name(const struct alint_check *check,
                                           const struct alint_condition *condition) {
  for (size_t i = 0; i < condition->value_count; i++) {
    const struct alint_text *value = condition->values[i].text;
    if (!made_by_aws(value) && !alint_names_nobody(check->arena, value))
      return &condition->values[i];
  }
  return NULL;
}

static bool is_positive(const struct alint_condition *condition) {
  struct alint_operator op;
  return alint_operator_parse(&op, condition->operator_name) && !op.negated &&
         op.family != ALINT_OP_NULL;
}

/* Whether the statement asks for the unique id of an identity besides its name. */
static bool asks_for_id(const struct alint_statement *statement) {
  for (size_t i = 0; i < statement->condition_count; i++) {
    const struct alint_condition *condition = &statement->conditions[i];
    bool all = alint_str_is_nocase(condition->key, "aws:userid") && is_positive(condition);
    for (size_t k = 0; all && k < condition->value_count; k++) {
      struct alint_str value;
      all = alint_text_known(condition->values[k].text, &value) &&
            alint_unique_id_kind(alint_str_slice(value, 0, alint_str_find(value, 0, ':')));
    }
    if (all)
      return true;
  }
  return false;
}

/* The way of an account or of everybody that the statement leaves to those it names. */
static const struct alint_way *wide_way(const struct alint_check *check,
                                        const struct alint_statement *statement) {
  for (size_t i = 0; check->ways && i < check->ways->count; i++) {
    const struct alint_way *way = &check->ways->items[i];
    bool wide = way->identity.who == ALINT_WHO_ACCOUNT || way->identity.who == ALINT_WHO_ANYONE;
    if (way->statement == statement && wide && !alint_way_dead(way) &&
        !alint_way_open(way, ALINT_STRANGER))
      return way;
  }
  return NULL;
}

static void tell(struct alint_draft *draft, const struct alint_condition *condition) {
  const struct alint_statement *statement = draft->finding.statement;
  const struct alint_item *name = NULL;
  if (statement->effect == ALINT_EFFECT_ALLOW && is_positive(condition) &&
      alint_str_is_nocase(condition->key, "aws:PrincipalArn") && !asks_for_id(statement))
    name = first_name(draft->check, condition);
  const struct alint_way *way = name ? wide_way(draft->check, statement) : NULL;
  if (!way)
    return;
  alint_draft_at_item(draft, name);
  /* Of several names the call may have another one. */
  if (condition->value_count == 1 && alint_way_open(way, ALINT_INTENDED))
    draft->finding.attempt = &way->attempts[ALINT_INTENDED];
  bool pattern = has(name->text, "*") || has(name->text, "?");
  alint_draft_message(draft, "the caller is known by name only: %s %s gets in",
                      pattern ? "every role or user that is given a name like"
                              : "a role or user deleted and created again as",
                      alint_quote_text(draft, name->text));
}

const struct alint_checks alint_al106 = {.condition = tell};
