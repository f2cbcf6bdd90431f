/* SPDX-License-Identifier: Apache-2.0
 *
 * AL609 malformed-principal
 *
 * Values and kinds that no principal has.
 */
#include "rules.h"

static const char *const kinds[] = {"AWS", "Federated", "Service"};

/* The same unknown kind is reported once, at its first value. */
static bool is_repeated(const struct alint_statement *statement,
                        const struct alint_principal *principal) {
  return principal > statement->principals && principal[-1].kind == principal->kind &&
         alint_str_eq(principal[-1].key, principal->key);
}

static void tell_kind(struct alint_draft *draft, const struct alint_principal *principal) {
  if (is_repeated(draft->finding.statement, principal))
    return;
  alint_draft_fault(draft, "kind|%.*s", ALINT_FMT(principal->key));
  if (principal->kind == ALINT_PRINCIPAL_CANONICAL) {
    alint_draft_severity(draft, ALINT_SEVERITY_MEDIUM,
                         "the grammar of policies has this kind, for S3");
    alint_draft_message(draft, "CanonicalUser is a kind of principal of S3: no caller of a role "
                               "is one, and IAM is likely to refuse it");
  } else {
    const char *near = alint_nearest(principal->key, kinds, sizeof kinds / sizeof *kinds);
    alint_draft_message(draft, "%s is no kind of principal%s: IAM refuses the policy",
                        alint_quote_name(draft, principal->key), alint_did_you_mean(draft, near));
  }
}

static bool is_provider_under_aws(const struct alint_principal *principal,
                                  const struct alint_identity *identity) {
  return principal->kind == ALINT_PRINCIPAL_AWS &&
         (identity->who == ALINT_WHO_OIDC || identity->who == ALINT_WHO_SAML);
}

static void tell(struct alint_draft *draft, const struct alint_identity *identity) {
  const struct alint_principal *principal = draft->principal;
  bool misplaced = is_provider_under_aws(principal, identity);
  bool kind_exists =
      principal->kind != ALINT_PRINCIPAL_CANONICAL && principal->kind != ALINT_PRINCIPAL_OTHER;
  if (!kind_exists)
    tell_kind(draft, principal);
  if (!kind_exists || (identity->who != ALINT_WHO_MALFORMED && !misplaced))
    return;
  struct alint_str value;
  const char *why =
      misplaced ? "is an identity provider, and those stand under Federated" : identity->why;
  alint_draft_message(draft, "%s %s: IAM refuses the policy",
                      alint_quote_text(draft, principal->value.text), why ? why : "is malformed");
  if (principal->kind == ALINT_PRINCIPAL_AWS && alint_text_known(principal->value.text, &value) &&
      alint_str_ends(value, ".amazonaws.com"))
    alint_draft_help(draft, "It looks like a service: services stand under \"Service\".");
}

const struct alint_checks alint_al609 = {.principal = tell};
