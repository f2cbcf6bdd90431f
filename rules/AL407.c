/* SPDX-License-Identifier: Apache-2.0
 *
 * AL407 sso-role-by-full-name
 *
 * IAM Identity Center gives its roles a name with a hash that changes.
 */
#include "rules/draft.h"

static bool starts_with(const Text *text, const char *prefix) {
  return text && text->count > 0 && !text->pieces[0].hole &&
         str_starts(text->pieces[0].literal, prefix);
}

static void tell(Draft *draft, const Identity *identity) {
  if (identity->kind != IDENTITY_ROLE || identity->has_wildcard ||
      draft->finding.statement->effect == EFFECT_DENY ||
      !starts_with(identity->name, "AWSReservedSSO_") ||
      !starts_with(identity->path, "/aws-reserved/sso.amazonaws.com/"))
    return;
  draft_message(draft,
                "%s is a role that IAM Identity Center generated: when its permission set is "
                "provisioned again, another role takes its place and does not get in",
                draft_quote_principal(draft, identity));
}

const RuleChecks rule_al407 = {.principal = tell};
