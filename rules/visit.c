/* SPDX-License-Identifier: Apache-2.0
 *
 * Loops over the parts of a trust policy.
 */
#include "rules.h"

int alint_each_principal(const struct alint_check *check, struct alint_sink *sink,
                         alint_visit_principal *visit) {
  const struct alint_policy *policy = check->trust->policy;
  for (size_t i = 0; i < policy->statement_count; i++) {
    const struct alint_statement *statement = &policy->statements[i];
    for (size_t k = 0; k < statement->principal_count; k++) {
      const struct alint_principal *principal = &statement->principals[k];
      struct alint_identity identity;
      int status = alint_identify(&identity, check->arena, principal);
      if (status == ALINT_OK)
        status = visit(check, sink, statement, principal, &identity);
      if (status != ALINT_OK)
        return status;
    }
  }
  return ALINT_OK;
}

int alint_each_oddity(const struct alint_check *check, struct alint_sink *sink,
                      alint_visit_oddity *visit) {
  const struct alint_policy *policy = check->trust->policy;
  for (size_t i = 0; i < policy->oddity_count; i++) {
    int status = visit(check, sink, &policy->oddities[i]);
    if (status != ALINT_OK)
      return status;
  }
  return ALINT_OK;
}

int alint_each_condition(const struct alint_check *check, struct alint_sink *sink,
                         alint_visit_condition *visit) {
  const struct alint_policy *policy = check->trust->policy;
  for (size_t i = 0; i < policy->statement_count; i++) {
    const struct alint_statement *statement = &policy->statements[i];
    for (size_t k = 0; k < statement->condition_count; k++) {
      int status = visit(check, sink, statement, &statement->conditions[k]);
      if (status != ALINT_OK)
        return status;
    }
  }
  return ALINT_OK;
}

bool alint_is_first_trust(const struct alint_check *check) {
  return check->trust == check->role->trusts;
}
