/* SPDX-License-Identifier: Apache-2.0
 *
 * AL609 malformed-principal
 *
 * Values and kinds that no principal has. Wildcards are AL607's, numbers that YAML reads
 * otherwise AL619's.
 */
#include "rules.h"

static const char *const kinds[] = {"AWS", "Federated", "Service"};

/* The same unknown kind is reported once, at its first value. */
static bool is_repeated(const struct alint_statement *statement,
                        const struct alint_principal *principal) {
  return principal > statement->principals && principal[-1].kind == principal->kind &&
         alint_str_eq(principal[-1].key, principal->key);
}

static int report_kind(const struct alint_check *check, struct alint_sink *sink,
                       const struct alint_statement *statement,
                       const struct alint_principal *principal) {
  if (is_repeated(statement, principal))
    return ALINT_OK;
  struct alint_draft draft = alint_draft_principal(check, statement, principal);
  alint_draft_fault(&draft, "kind|%.*s", ALINT_FMT(principal->key));
  if (principal->kind == ALINT_PRINCIPAL_CANONICAL) {
    alint_draft_severity(&draft, ALINT_SEVERITY_MEDIUM,
                         "the grammar of policies has this kind, for S3");
    alint_draft_message(&draft, "CanonicalUser is a kind of principal of S3: no caller of a role "
                                "is one, and IAM is likely to refuse it");
  } else {
    const char *near = alint_nearest(principal->key, kinds, sizeof kinds / sizeof *kinds);
    alint_draft_message(&draft, "%s is no kind of principal%s%s%s: IAM refuses the policy",
                        alint_quote_name(&draft, principal->key), near ? " (did you mean " : "",
                        near ? near : "", near ? "?)" : "");
  }
  return alint_draft_send(&draft, sink, &alint_rule_al609);
}

static bool is_provider_under_aws(const struct alint_principal *principal,
                                  const struct alint_identity *identity) {
  return principal->kind == ALINT_PRINCIPAL_AWS &&
         (identity->who == ALINT_WHO_OIDC || identity->who == ALINT_WHO_SAML);
}

static int look_at(const struct alint_check *check, struct alint_sink *sink,
                   const struct alint_statement *statement, const struct alint_principal *principal,
                   const struct alint_identity *identity) {
  if (principal->kind == ALINT_PRINCIPAL_CANONICAL || principal->kind == ALINT_PRINCIPAL_OTHER)
    return report_kind(check, sink, statement, principal);
  bool misplaced = is_provider_under_aws(principal, identity);
  if ((identity->who != ALINT_WHO_MALFORMED && !misplaced) || identity->has_wildcard ||
      alint_misread(&principal->value).as)
    return ALINT_OK;
  struct alint_draft draft = alint_draft_principal(check, statement, principal);
  struct alint_str value;
  const char *why =
      misplaced ? "is an identity provider, and those stand under Federated" : identity->why;
  alint_draft_message(&draft, "%s %s: IAM refuses the policy",
                      alint_quote_text(&draft, principal->value.text), why ? why : "is malformed");
  if (principal->kind == ALINT_PRINCIPAL_AWS && alint_text_known(principal->value.text, &value) &&
      alint_str_ends(value, ".amazonaws.com"))
    alint_draft_help(&draft, "It looks like a service: services stand under \"Service\".");
  return alint_draft_send(&draft, sink, &alint_rule_al609);
}

static int check(const struct alint_check *at, struct alint_sink *sink) {
  return alint_each_principal(at, sink, look_at);
}

static const char *const tags[] = {"principal", "grammar", NULL};
static const char *const sources[] = {
    ALINT_DOC_PRINCIPAL,
    ALINT_DOC_IDENTIFIERS,
    ALINT_DOC_TRUST_ERRORS,
    NULL,
};

static const char bad[] = "{\n"
                          "  \"Version\": \"2012-10-17\",\n"
                          "  \"Statement\": [\n"
                          "    {\n"
                          "      \"Effect\": \"Allow\",\n"
                          "      \"Principal\": {\"Service\": \"ec2\"},\n"
                          "      \"Action\": \"sts:AssumeRole\"\n"
                          "    }\n"
                          "  ]\n"
                          "}\n";

static const char good[] = "{\n"
                           "  \"Version\": \"2012-10-17\",\n"
                           "  \"Statement\": [\n"
                           "    {\n"
                           "      \"Effect\": \"Allow\",\n"
                           "      \"Principal\": {\"Service\": \"ec2.amazonaws.com\"},\n"
                           "      \"Action\": \"sts:AssumeRole\"\n"
                           "    }\n"
                           "  ]\n"
                           "}\n";

const struct alint_rule alint_rule_al609 = {
    .id = "AL609",
    .name = "malformed-principal",
    .title = "A principal is nothing that IAM knows",
    .severity = ALINT_SEVERITY_HIGH,
    .category = ALINT_BREAKS_DEPLOY,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "A principal is no ARN, account id, service or identity provider of the right "
                    "form, or it stands under a kind of principal that does not exist.",
            .why = "IAM refuses the policy with \"Invalid principal in policy\". Typical causes "
                   "are white space, an account id that lost a digit, a service without "
                   ".amazonaws.com, an ARN of another service, or a provider under AWS instead "
                   "of Federated.",
            .bad = bad,
            .good = good,
            .fix = "Write the principal as {\"AWS\": ARN or account id}, {\"Service\": "
                   "\"NAME.amazonaws.com\"} or {\"Federated\": provider}.",
            .sources = sources,
        },
    .check = check,
};
