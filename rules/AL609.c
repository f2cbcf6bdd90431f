/* SPDX-License-Identifier: Apache-2.0
 *
 * AL609 malformed-principal
 *
 * Values that name no principal, and kinds that do not exist.
 */
#include "rules/draft.h"

static const char *const kinds[] = {"AWS", "Federated", "Service"};

/* An unknown kind is reported once, at its first value. */
static bool is_repeated(const Statement *statement, const Principal *principal) {
  return principal > statement->principals && principal[-1].kind == principal->kind &&
         str_eq(principal[-1].key, principal->key);
}

static void tell_kind(Draft *draft, const Principal *principal) {
  if (is_repeated(draft->finding.statement, principal))
    return;
  draft_fault(draft, "kind|%.*s", STR_FMT(principal->key));
  if (principal->kind == PRINCIPAL_CANONICAL) {
    draft_severity(draft, SEVERITY_MEDIUM, "the grammar of policies has this kind, for S3");
    draft_message(draft, "CanonicalUser is a kind of principal for S3: no caller of a role is one, "
                         "and IAM is likely to refuse it");
  } else {
    const char *near = nearest_name(principal->key, kinds, sizeof kinds / sizeof *kinds);
    draft_message(draft, "%s is not a kind of principal%s: IAM refuses the policy",
                  draft_quote_name(draft, principal->key), draft_did_you_mean(draft, near));
  }
}

static bool is_provider_under_aws(const Principal *principal, const Identity *identity) {
  return principal->kind == PRINCIPAL_AWS &&
         (identity->kind == IDENTITY_OIDC || identity->kind == IDENTITY_SAML);
}

static void tell(Draft *draft, const Identity *identity) {
  const Principal *principal = draft->principal;
  bool misplaced = is_provider_under_aws(principal, identity);
  bool kind_exists = principal->kind != PRINCIPAL_CANONICAL && principal->kind != PRINCIPAL_OTHER;
  if (!kind_exists)
    tell_kind(draft, principal);
  if (!kind_exists || (identity->kind != IDENTITY_MALFORMED && !misplaced))
    return;
  Str value;
  const char *why =
      misplaced ? "is an identity provider, which belongs under Federated" : identity->why;
  draft_message(draft, "%s %s: IAM refuses the policy",
                draft_quote_text(draft, principal->value.text), why ? why : "is malformed");
  if (principal->kind == PRINCIPAL_AWS && text_known(principal->value.text, &value) &&
      str_ends(value, ".amazonaws.com"))
    draft_help(draft, "It looks like a service: list services under \"Service\".");
}

const RuleChecks rule_al609 = {.principal = tell};
