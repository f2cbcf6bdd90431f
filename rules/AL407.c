/* SPDX-License-Identifier: Apache-2.0
 *
 * AL407 sso-role-by-full-name
 *
 * Roles that IAM Identity Center makes have a name with a hash that changes.
 */
#include "rules.h"

static bool starts_with(const struct alint_text *text, const char *prefix) {
  return text && text->count > 0 && !text->pieces[0].hole &&
         alint_str_starts(text->pieces[0].literal, prefix);
}

static void tell(struct alint_draft *draft, const struct alint_identity *identity) {
  if (identity->who != ALINT_WHO_ROLE || identity->has_wildcard ||
      draft->finding.statement->effect == ALINT_EFFECT_DENY ||
      !starts_with(identity->name, "AWSReservedSSO_") ||
      !starts_with(identity->path, "/aws-reserved/sso.amazonaws.com/"))
    return;
  alint_draft_message(draft,
                      "%s is a role that IAM Identity Center generates: when its permission set is "
                      "provisioned again it is another role, and this trust ends",
                      alint_quote_principal(draft, identity));
}

const struct alint_checks alint_al407 = {.principal = tell};
