/* SPDX-License-Identifier: Apache-2.0
 *
 * Whether a condition narrows anything: it is tried with values that nobody
 * chose for it, and without its key.
 */
#include "access/internal.h"
#include "access/keys.h"

static enum alint_tri holds(struct alint_arena *arena, const struct alint_policy *policy,
                            const struct alint_statement *statement,
                            const struct alint_condition *condition, const char *value) {
  const struct alint_text *text = value ? alint_text_fresh(arena, alint_str(value)) : NULL;
  struct alint_context_key key = {
      .name = condition->key,
      .presence = value ? ALINT_PRESENT : ALINT_ABSENT,
      .values = &text,
      .value_count = value ? 1 : 0,
      .multivalued = alint_key_info(condition->key, (struct alint_str){NULL, 0})->multivalued};
  struct alint_request request = {.keys = &key, .key_count = 1, .others = ALINT_ABSENT};
  struct alint_evaluation e = {.arena = arena,
                               .policy = policy,
                               .request = &request,
                               .variables = alint_policy_has_variables(policy),
                               .deny = statement->effect == ALINT_EFFECT_DENY};
  return alint_eval_condition(&e, condition);
}

/* Values of each family that no policy was written for; two where one could be
 * on the allowed side by its order. */
static const char *const probes[][4] = {
    [ALINT_OP_STRING] = {"of-somebody-else", "arn:aws:iam::210987654321:role/other"},
    [ALINT_OP_STRING_NOCASE] = {"of-somebody-else"},
    [ALINT_OP_LIKE] = {"of-somebody-else", "arn:aws:iam::210987654321:role/other"},
    [ALINT_OP_NUMERIC] = {"0", "4102444800"},
    [ALINT_OP_DATE] = {"1970-01-02T00:00:00Z", "2100-01-01T00:00:00Z"},
    [ALINT_OP_BOOL] = {"true", "false"},
    [ALINT_OP_BINARY] = {"c29tZWJvZHk="},
    [ALINT_OP_IP] = {"203.0.113.7", "8.8.8.8"},
    [ALINT_OP_ARN] = {"arn:aws:iam::210987654321:role/other"},
    [ALINT_OP_NULL] = {"of-somebody-else"},
};

bool alint_condition_binds(struct alint_arena *arena, const struct alint_policy *policy,
                           const struct alint_statement *statement,
                           const struct alint_condition *condition) {
  struct alint_operator op;
  if (!alint_operator_parse(&op, condition->operator_name))
    return true;
  bool always = alint_key_info(condition->key, (struct alint_str){NULL, 0})->always;
  if (!always && holds(arena, policy, statement, condition, NULL) == ALINT_NO)
    return true;
  for (size_t i = 0; probes[op.family][i]; i++) {
    if (holds(arena, policy, statement, condition, probes[op.family][i]) == ALINT_NO)
      return true;
  }
  return false;
}
