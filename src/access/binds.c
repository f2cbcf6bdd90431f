/* SPDX-License-Identifier: Apache-2.0
 *
 * Whether a condition narrows anything: it is evaluated with values that no policy names,
 * and without its key.
 */
#include "assumelint/access.h"
#include "evaluate/evaluation.h"
#include "facts/keys.h"

static Tri holds(Arena *arena, const Policy *policy, const Statement *statement,
                 const Condition *condition, const char *value) {
  const Text *text = value ? text_fresh(arena, str_of(value)) : NULL;
  ContextKey key = context_key(arena, condition->key, text);
  key.multivalued = key_info(condition->key, (Str){NULL, 0})->multivalued;
  Request request = {.keys = &key, .key_count = 1, .others = KEY_ABSENT};
  Evaluation e = {.arena = arena,
                  .policy = policy,
                  .request = &request,
                  .variables = policy_has_variables(policy),
                  .deny = statement->effect == EFFECT_DENY};
  return eval_condition(&e, condition);
}

/* Values of each family that no policy names; two where an order could allow one. */
static const char *const probes[][4] = {
    [OPERATOR_STRING] = {"of-somebody-else", "arn:aws:iam::210987654321:role/other"},
    [OPERATOR_STRING_NOCASE] = {"of-somebody-else"},
    [OPERATOR_LIKE] = {"of-somebody-else", "arn:aws:iam::210987654321:role/other"},
    [OPERATOR_NUMERIC] = {"0", "4102444800"},
    [OPERATOR_DATE] = {"1970-01-02T00:00:00Z", "2100-01-01T00:00:00Z"},
    [OPERATOR_BOOL] = {"true", "false"},
    [OPERATOR_BINARY] = {"c29tZWJvZHk="},
    [OPERATOR_IP] = {"203.0.113.7", "8.8.8.8"},
    [OPERATOR_ARN] = {"arn:aws:iam::210987654321:role/other"},
    [OPERATOR_NULL] = {"of-somebody-else"},
};

bool access_condition_binds(Arena *arena, const Policy *policy, const Statement *statement,
                            const Condition *condition) {
  Operator op;
  if (!operator_parse(&op, condition->operator_name))
    return true;
  bool always = key_info(condition->key, (Str){NULL, 0})->always;
  if (!always && holds(arena, policy, statement, condition, NULL) == TRI_NO)
    return true;
  for (size_t i = 0; probes[op.family][i]; i++) {
    if (holds(arena, policy, statement, condition, probes[op.family][i]) == TRI_NO)
      return true;
  }
  return false;
}
