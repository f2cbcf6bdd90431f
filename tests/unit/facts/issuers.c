/* SPDX-License-Identifier: Apache-2.0
 *
 * Every shared issuer of the table: which values of the claim that names the
 * tenant keep other tenants out.
 */
#include "facts/issuers.h"
#include "access_case.h"

enum { PATTERNS = 8 };

static const struct {
  const char *host;
  const char *claim;            /* that the patterns are of */
  const char *open[PATTERNS];   /* under StringLike: another tenant fits */
  const char *closed[PATTERNS]; /* only one's own does */
} issuers[] = {
    {"token.actions.githubusercontent.com",
     "sub",
     {"*", "repo:*", "repo:acme*", "repo:*/api:*"},
     {"repo:acme/*", "repo:acme/api:*", "repo:acme/api:ref:refs/heads/main"}},
    {"vstoken.actions.githubusercontent.com",
     "sub",
     {"*", "repo:*", "repo:acme*", "repo:*/api:*"},
     {"repo:acme/*", "repo:acme/api:*", "repo:acme/api:ref:refs/heads/main"}},
    {"gitlab.com",
     "sub",
     {"*", "project_path:*", "project_path:acme*", "project_path:*/api:*"},
     {"project_path:acme/*", "project_path:acme/api:ref_type:branch:ref:main"}},
    {"app.terraform.io",
     "sub",
     {"*", "organization:*", "organization:acme*",
      "organization:*:project:p:workspace:w:run_phase:apply"},
     {"organization:acme:*", "organization:acme:project:p:workspace:w:run_phase:apply"}},
    {"agent.buildkite.com",
     "sub",
     {"*", "organization:*", "organization:acme*", "organization:*:pipeline:p:*"},
     {"organization:acme:*", "organization:acme:pipeline:p:ref:refs/heads/main:commit:c:step:s"}},
    {"oidc-configuration.audit-log.githubusercontent.com",
     "sub",
     {"*", "https://github.com/*", "https://github.com/acme*", "https://*/acme*"},
     {"https://github.com/acme"}},
    {"oidc.codefresh.io",
     "sub",
     {"*", "account:*", "account:64f*", "account:*:pipeline:*"},
     {"account:5f30ebd30312313ae7f17948:*", "account:5f30ebd30312313ae7f17948*",
      "account:5f30ebd30312313ae7f17948:pipeline:64de5cd47626b3ca134e760a:*"}},
    {"studio.datachain.ai/api",
     "sub",
     {"*", "credentials:*", "credentials:acme*", "credentials:*/prod"},
     {"credentials:acme/*", "credentials:acme/prod"}},
    {"scalr.io",
     "sub",
     {"*", "account:*", "account:acme*", "account:*:environment:prod:workspace:*"},
     {"account:acme:*", "account:acme:environment:prod:workspace:app"}},
    {"tokens.cloud.shisho.dev",
     "sub",
     {"*", "job:*", "job:acme*"},
     {"job:acme:*", "job:acme:app", "job:acme"}},
    {"proidc.upbound.io",
     "sub",
     {"*", "mcp:*", "mcp:acme*", "mcp:*/prod:provider:provider-aws"},
     {"mcp:acme/*", "mcp:acme/prod:provider:provider-aws"}},
    {"api.pulumi.com/oidc",
     "sub",
     {"*", "pulumi:*", "pulumi:deploy:*", "pulumi:deploy:org:acme*",
      "pulumi:deploy:org:*:project:p:*", "pulumi:environments:org:*",
      "pulumi:environments:org:acme*", "*:env:prod"},
     {"pulumi:deploy:org:acme:*", "pulumi:environments:org:acme:env:prod"}},
    {"api.pulumi.com/oidc", "aud", {"*", "aws:*", "acme*"}, {"acme", "aws:acme"}},
    {"sandboxes.cloud", "aud", {"*", "acme*"}, {"acme"}},
    {"oidc.vercel.com",
     "sub",
     {"*", "owner:*", "owner:acme*", "owner:*:project:p:*", "*:environment:production"},
     {"owner:acme:*", "owner:acme:project:p:environment:production"}},
    {"oidc.vercel.com",
     "aud",
     {"*", "https://vercel.com/*", "https://vercel.com/acme*"},
     {"https://vercel.com/acme"}},
    {"accounts.google.com",
     "aud",
     {"*", "1234*", "*.apps.googleusercontent.com"},
     {"123456789012-abc.apps.googleusercontent.com", "123456789012-*"}},
    {"www.amazon.com",
     "app_id",
     {"*", "amzn1.application.*", "amzn1.application-oa2-client.0*"},
     {"amzn1.application.0123456789abcdef0123456789abcdef", "amzn1.application.0123456789*"}},
    {"graph.facebook.com", "app_id", {"*", "98*"}, {"987654321098765"}},
    {"cognito-identity.amazonaws.com",
     "aud",
     {"*", "us-east-1:*", "us-east-1:4f8c*"},
     {"us-east-1:4f8c2d1a-9b7e-4c1d-8a2b-0c9d8e7f6a5b"}},
    {"cognito-identity-us-gov.amazonaws.com",
     "aud",
     {"*", "us-gov-west-1:*", "us-gov-west-1:4f8c*"},
     {"us-gov-west-1:4f8c2d1a-9b7e-4c1d-8a2b-0c9d8e7f6a5b"}},
};

/* The built-in providers have no ARN. */
static bool is_built_in(const char *host) {
  return strncmp(host, "cognito-", 8) == 0 || strncmp(host, "accounts.", 9) == 0 ||
         strncmp(host, "www.", 4) == 0 || strncmp(host, "graph.", 6) == 0;
}

/* Whether another tenant gets in; `condition` is a whole Condition or empty. */
static Outcome outcome(const char *host, const char *condition) {
  Arena *arena = arena_new(CASE_BYTES);
  const char *arn = is_built_in(host) ? "" : "arn:aws:iam::111122223333:oidc-provider/";
  Str json = str_printf(arena,
                        "{`Version`:`2012-10-17`,`Statement`:[{`Effect`:`Allow`,`Principal`:"
                        "{`Federated`:`%s%s`},`Action`:`sts:AssumeRoleWithWebIdentity`%s}]}",
                        arn, host, condition);
  const Policy *policy = case_policy(arena, json.ptr);
  const Ways *ways = case_ways(arena, policy);
  Outcome out = case_outcome(ways, ADVERSARY_FOREIGN_TENANT);
  if (!case_all_proved(arena, policy, ways)) {
    fprintf(stderr, "not proved: %s\n", json.ptr);
    out = WAY_LIMIT;
  }
  arena_free(arena);
  return out;
}

/* One value of the claim, alone. */
static bool agrees(const char *host, const char *claim, const char *pattern, Outcome wanted) {
  char condition[512];
  snprintf(condition, sizeof condition, ",`Condition`:{`StringLike`:{`%s:%s`:`%s`}}", host, claim,
           pattern);
  Outcome got = outcome(host, condition);
  if (got != wanted)
    fprintf(stderr, "%s:%s %s: %s\n", host, claim, pattern,
            wanted == WAY_OPEN ? "another tenant should get in" : "another tenant gets in");
  return got == wanted;
}

static void patterns_of_every_issuer(void **state) {
  (void)state;
  size_t wrong = 0;
  for (size_t i = 0; i < sizeof issuers / sizeof *issuers; i++) {
    for (size_t k = 0; k < PATTERNS && issuers[i].open[k]; k++)
      wrong += !agrees(issuers[i].host, issuers[i].claim, issuers[i].open[k], WAY_OPEN);
    for (size_t k = 0; k < PATTERNS && issuers[i].closed[k]; k++)
      wrong += !agrees(issuers[i].host, issuers[i].claim, issuers[i].closed[k], WAY_CLOSED);
  }
  assert_int_equal(wrong, 0);
}

/* Without a condition all tenants get in, and so they do where another claim than the
 * tenant's is asked for. */
static void without_the_tenants_claim(void **state) {
  (void)state;
  for (size_t i = 0; i < issuer_table_count; i++) {
    const Issuer *issuer = &issuer_table[i];
    assert_int_equal(outcome(issuer->host, ""), WAY_OPEN);
    if (strcmp(issuer->subject_key, "sub") == 0)
      assert_true(agrees(issuer->host, "aud", "sts.amazonaws.com", WAY_OPEN));
  }
}

static void every_issuer_is_tested(void **state) {
  (void)state;
  for (size_t i = 0; i < issuer_table_count; i++) {
    bool found = false;
    for (size_t k = 0; k < sizeof issuers / sizeof *issuers; k++)
      found = found || (strcmp(issuer_table[i].host, issuers[k].host) == 0 &&
                        strcmp(issuer_table[i].subject_key, issuers[k].claim) == 0);
    assert_true(found);
  }
}

TESTS(issuers, TEST(patterns_of_every_issuer), TEST(without_the_tenants_claim),
      TEST(every_issuer_is_tested));
