/* SPDX-License-Identifier: Apache-2.0
 *
 * AL302 oidc-tenant-too-wide
 *
 * A foreign tenant of a shared issuer gets in although a condition is on a claim that names a
 * tenant.
 */
#include "access.h"
#include "model/match.h"

/* The subject of the token that was let in, as text; NULL: the call has none. */
static const struct alint_text *foreign_subject(const struct alint_way *way, struct alint_str key) {
  const struct alint_request *call = way->attempts[ALINT_FOREIGN_TENANT].witness;
  const struct alint_context_key *found = call ? alint_request_key(call, key) : NULL;
  return found && found->value_count > 0 ? found->values[0] : NULL;
}

/* Points at the value that lets the subject in; without one, at the key. */
static void point_at_value(struct alint_draft *draft, const struct alint_way *way,
                           struct alint_str key, const struct alint_text *subject) {
  for (size_t i = 0; i < way->statement->condition_count; i++) {
    const struct alint_condition *condition = &way->statement->conditions[i];
    if (!alint_str_eq_nocase(condition->key, key))
      continue;
    alint_draft_at_condition(draft, condition);
    for (size_t k = 0; subject && k < condition->value_count; k++) {
      if (alint_match(condition->values[k].text, subject, ALINT_MATCH_GLOB) != ALINT_YES)
        continue;
      alint_draft_at_item(draft, &condition->values[k]);
      return;
    }
  }
}

static int check_way(const struct alint_check *check, struct alint_sink *sink,
                     const struct alint_way *way) {
  const struct alint_tenancy tenancy = alint_way_tenancy(way);
  if (!alint_way_open(way, ALINT_FOREIGN_TENANT) || !tenancy.asked)
    return ALINT_OK;
  struct alint_draft draft = alint_draft_way(check, way, ALINT_FOREIGN_TENANT);
  struct alint_str key = alint_str_printf(check->arena, "%s:%s", tenancy.host, tenancy.claim);
  const struct alint_text *subject = foreign_subject(way, key);
  draft.failed = draft.failed || !key.ptr;
  point_at_value(&draft, way, key, subject);
  alint_draft_message(&draft, "another %s of %s gets in: a token with %s %s meets the conditions",
                      tenancy.noun, tenancy.name, tenancy.claim,
                      subject ? alint_quote_text(&draft, subject) : "of its own");
  alint_help_with_tenant(&draft, &tenancy);
  return alint_draft_send(&draft, sink, &alint_rule_al302);
}

static const char *const tags[] = {"oidc", "federation", NULL};
static const char *const sources[] = {
    ALINT_DOC_IAM "id_roles_providers_oidc_secure-by-default.html",
    ALINT_DOC_IAM "id_roles_create_for-idp_oidc.html",
    "https://docs.github.com/en/actions/reference/security/oidc",
    NULL,
};

static const char bad[] =
    "{\n"
    "  \"Version\": \"2012-10-17\",\n"
    "  \"Statement\": [{\n"
    "    \"Effect\": \"Allow\",\n"
    "    \"Principal\": {\"Federated\": \"arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com\"},\n"
    "    \"Action\": \"sts:AssumeRoleWithWebIdentity\",\n"
    "    \"Condition\": {\n"
    "      \"StringEquals\": {\"token.actions.githubusercontent.com:aud\": \"sts.amazonaws.com\"},\n"
    "      \"StringLike\": {\"token.actions.githubusercontent.com:sub\": \"repo:acme*\"}\n"
    "    }\n"
    "  }]\n"
    "}\n";

static const char good[] =
    "{\n"
    "  \"Version\": \"2012-10-17\",\n"
    "  \"Statement\": [{\n"
    "    \"Effect\": \"Allow\",\n"
    "    \"Principal\": {\"Federated\": \"arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com\"},\n"
    "    \"Action\": \"sts:AssumeRoleWithWebIdentity\",\n"
    "    \"Condition\": {\n"
    "      \"StringEquals\": {\"token.actions.githubusercontent.com:aud\": \"sts.amazonaws.com\"},\n"
    "      \"StringLike\": {\"token.actions.githubusercontent.com:sub\": \"repo:acme/api:ref:refs/heads/main\"}\n"
    "    }\n"
    "  }]\n"
    "}\n";

const struct alint_rule alint_rule_al302 = {
    .id = "AL302",
    .name = "oidc-tenant-too-wide",
    .title = "The condition on the tenant lets other tenants in",
    .severity = ALINT_SEVERITY_CRITICAL,
    .category = ALINT_EXPOSURE,
    .precedence = 50,
    .raised_for_admin = true,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "The role trusts a shared identity provider and has a condition on the "
                    "subject, which tokens of other tenants meet as well.",
            .why = "repo:* is every repository there is, repo:acme* is also acme-evil, which "
                   "anybody may register, and */api is everybody's repository of that name. An "
                   "organization may choose the form of its subjects, so one without repo: in it "
                   "can be made alike by others. Negated and optional conditions admit what they "
                   "do not name.",
            .bad = bad,
            .good = good,
            .fix = "Spell the organization out up to its slash: "
                   "repo:acme/api:ref:refs/heads/main, or repo:acme/* if every repository of it "
                   "is meant.",
            .sources = sources,
        },
    .check_way = check_way,
};
