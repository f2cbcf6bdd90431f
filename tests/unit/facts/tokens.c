/* SPDX-License-Identifier: Apache-2.0
 *
 * What tokens look like: every claim that an issuer is known for has a row, and tokens from the
 * issuers' documents are in the languages.
 */
#include "domain_case.h"
#include "facts/issuers.h"

/* ---- Rows --------------------------------------------------------------------------------------- */

static bool has_claim(const TokenDomain *token, Str claim) {
  return str_is_nocase(claim, token->subject) || token_claim(token, claim);
}

/* Calls `check` with each claim that the table of issuers names for one. */
static void each_claim(const Issuer *issuer,
                       void (*check)(const Issuer *issuer, const TokenDomain *token, Str claim)) {
  static const char *const common[] = {"sub", "aud", "amr", "email", "oaud", NULL};
  const char *const *const lists[] = {common, issuer->binding, issuer->free, issuer->always};
  const TokenDomain *token = token_domain(str_of(issuer->host));
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
    for (const char *const *claim = lists[i]; claim && *claim; claim++)
      check(issuer, token, str_of(*claim));
  }
}

static void agrees(const Issuer *issuer, const TokenDomain *token, Str claim) {
  bool has = has_claim(token, claim), maps = issuer_maps(issuer, claim);
  const ClaimDomain *row = token_claim(token, claim);
  if (has != maps)
    fprintf(stderr, "%s:%.*s\n", issuer->host, STR_FMT(claim));
  assert_int_equal(has, maps);
  if (row && issuer_always(issuer, claim))
    assert_int_equal(row->there, THERE_ALWAYS);
}

static void issuers_have_rows(void **state) {
  (void)state;
  for (size_t i = 0; i < issuer_table_count; i++) {
    const Issuer *issuer = &issuer_table[i];
    const TokenDomain *token = token_domain(str_of(issuer->host));
    assert_string_equal(token->host, issuer->host);
    assert_string_equal(token->subject, issuer->subject_key);
    each_claim(issuer, agrees);
    /* What the program shows of another tenant is a token of that issuer. */
    Str own = str_of(issuer->own_subject);
    bool shown = domain_claim_has(token, str_of(token->subject), own, false);
    if (!shown)
      fprintf(stderr, "%s: %s\n", issuer->host, issuer->own_subject);
    assert_true(shown);
  }
}

/* ---- Parts and forms ---------------------------------------------------------------------------- */

static bool words_fit(const TokenDomain *token, const PartDomain *part) {
  bool fit = true;
  Str words = str_of(part->words);
  char form[64];
  snprintf(form, sizeof form, "{%s}", part->name);
  for (size_t at = 0; at < words.len;) {
    size_t end = str_find(words, at, ' ');
    Str word = str_slice(words, at, end);
    bool good =
        domain_has(form, token->parts, word, false) && domain_has(form, token->parts, word, true);
    if (!good)
      fprintf(stderr, "%s %s: not in its language: %.*s\n", token->host, part->name, STR_FMT(word));
    fit = fit && good;
    at = end + 1;
  }
  return fit;
}

/* A part without words may be empty. */
static void check_parts(const TokenDomain *token) {
  for (const PartDomain *part = token->parts; part->name; part++) {
    char form[64];
    snprintf(form, sizeof form, "{%s}", part->name);
    assert_true(part->words ? words_fit(token, part)
                            : domain_has(form, token->parts, STR(""), false));
    assert_ptr_equal(domain_find(token->parts, str_of(part->name)), part);
    if (domain_find(caller_parts, str_of(part->name)))
      fprintf(stderr, "%s: callers have such a part too: %s\n", token->host, part->name);
    assert_null(domain_find(caller_parts, str_of(part->name)));
  }
}

/* Callers' parts come before those of the token. */
static size_t place_of(const TokenDomain *token, Str name) {
  const PartDomain *own = domain_find(token->parts, name);
  const PartDomain *callers = domain_find(caller_parts, name);
  return own       ? 1000 + (size_t)(own - token->parts)
         : callers ? (size_t)(callers - caller_parts) + 1
                   : 0;
}

static void check_form(const TokenDomain *token, const char *form) {
  Str whole = str_of(form);
  size_t last = 0;
  for (size_t at = 0; at < whole.len;) {
    Str name = domain_next_part(whole, &at);
    if (name.len == 0)
      break;
    size_t place = place_of(token, name);
    if (place <= last)
      fprintf(stderr, "%s: not declared, or out of order: %s\n", token->host, form);
    assert_true(place > last);
    last = place;
  }
}

static void check_token(const TokenDomain *token) {
  check_parts(token);
  for (const char *const *form = token->forms; *form; form++)
    check_form(token, *form);
  for (const ClaimDomain *claim = token->claims; claim->claim; claim++) {
    check_form(token, claim->form);
    assert_true(claim->there != THERE_NEVER);
    assert_false(str_is_nocase(str_of(claim->claim), token->subject));
  }
}

static void tables_are_readable(void **state) {
  (void)state;
  for (size_t n = 0; token_domain_row(n); n++)
    check_token(token_domain_row(n));
  check_token(token_domain(STR("issuer.example")));
}

/* ---- Tokens --------------------------------------------------------------------------------------- */

static const char github[] = "token.actions.githubusercontent.com";

/* As the issuers' documents show them, with names of examples. */
static const struct {
  const char *host, *claim, *can, *cannot; /* cannot: NULL, none */
} samples[] = {
    {github, "sub", "repo:octo-org/octo-repo:ref:refs/heads/demo-branch", "octo-org/octo-repo"},
    {github, "sub", "repo:octo-org/octo-repo:ref:refs/tags/demo-tag", "repo:octo-org/*"},
    {github, "sub", "repo:octo-org/octo-repo:environment:Production%3AV1",
     "repo:octo_org/octo-repo:ref:refs/heads/main"},
    {github, "sub", "repo:octo-org/octo-repo:pull_request", "repo:octo-org/octo-repo:branch:main"},
    {github, "sub", "repo:octo-org@123456/octo-repo@456789:ref:refs/heads/main",
     "repo:octo-org@123456/octo-repo:ref:refs/heads/main"},
    {github, "sub", "repository_owner:monalisa:repository_visibility:private",
     "repository_owner:monalisa*"},
    {github, "sub", "repository_owner:monalisa", "repository_owner:"},
    {github, "sub",
     "job_workflow_ref:octo-org/octo-automation/.github/workflows/oidc.yml@refs/heads/main", NULL},
    {github, "sub",
     "repo:octo-org/octo-repo:environment:prod:job_workflow_ref:octo-org/octo-automation/.github/"
     "workflows/oidc.yml@refs/heads/main",
     NULL},
    {github, "sub", "repository_id:1296269", "repository_id:octo"},
    {github, "sub", "environment:prod:repository_owner:octo-org", NULL},
    {github, "sub", "repo:octo-org/octo-repo", "repo:octo-org"},
    {github, "sub", "repo:octo-org/octo-repo:repo_property_team:platform", NULL},
    {github, "repository", "octo-org/octo-repo", "octo-org"},
    {github, "job_workflow_ref",
     "octo-org/octo-automation/.github/workflows/oidc.yml@refs/heads/main",
     "repo:octo-org/octo-repo:ref:refs/heads/main"},
    {github, "actor", "dependabot[bot]", "a b"},
    {github, "ref", "refs/pull/1/merge", "main"},
    {github, "aud", "https://github.com/octo-org", NULL},
    {"token.actions.githubusercontent.com/octocat-inc", "sub",
     "repo:octocat-inc/private-server:ref:refs/heads/main", NULL},
    {"token.actions.octocorp.ghe.com", "enterprise_id", "123", "octocorp"},
    {"oidc-configuration.audit-log.githubusercontent.com", "sub", "https://github.com/octo-corp",
     NULL},
    {"gitlab.com", "sub", "project_path:mygroup/sub/myproject:ref_type:branch:ref:main",
     "project_path:mygroup:ref_type:branch:ref:main"},
    {"gitlab.com", "user_email", "sample-user@example.com", NULL},
    {"gitlab.com", "ref_protected", "true", "yes"},
    {"app.terraform.io", "sub",
     "organization:my-org:project:Default Project:workspace:my-workspace:run_phase:apply",
     "organization:my-org:workspace:my-workspace:run_phase:apply"},
    {"app.terraform.io", "sub", "organization:my-org:project:p:stack:s:deployment:d:operation:plan",
     NULL},
    {"agent.buildkite.com", "sub",
     "organization:acme-inc:pipeline:super-duper-app:ref:refs/heads/main:commit:"
     "9f3182061f1e2cca4702c368cbc039b7dc9d4485:step:build",
     "organization:acme-inc"},
    {"agent.buildkite.com", "sub", "0184990a-477b-4fa8-9968-496074483cee", NULL},
    {"agent.acme.buildkite.dev", "organization_id", "0184990a-477b-4fa8-9968-496074483cee",
     "acme-inc"},
    {"cognito-identity.amazonaws.com", "aud", "us-east-1:12345678-dcba-dcba-dcba-123456790ab0",
     "us-east-1:*"},
    {"cognito-identity.amazonaws.com", "sub", "us-east-1:12345678-dcba-dcba-dcba-123456790ab1",
     NULL},
    {"cognito-identity.amazonaws.com", "amr", "graph.facebook.com", ""},
    {"accounts.google.com", "aud", "407408718192.apps.googleusercontent.com", "app-2"},
    {"accounts.google.com", "sub", "110169484474386276334", "11016948447438627633a"},
    {"accounts.google.com", "email", "jsmith@example.com", "jsmith"},
    {"www.amazon.com", "app_id", "amzn1.application-oa2-client.0123456789abcdef0123456789abcdef",
     "amzn1.application.x"},
    {"www.amazon.com", "user_id", "amzn1.account.AFB2EXAMPLE", "AFB2EXAMPLE"},
    {"graph.facebook.com", "app_id", "111222333444555", "my-app"},
    {"oidc.codefresh.io", "sub",
     "account:5f30ebd30312313ae7f17948:pipeline:64de5cd47626b3ca134e760a:scm_repo_url:https://"
     "github.com/acme/api:scm_user_name:acme:scm_ref:main",
     "account:acme:pipeline:64de5cd47626b3ca134e760a:initiator:someone"},
    {"studio.datachain.ai/api", "sub", "credentials:acme/prod", "credentials:acme"},
    {"scalr.io", "sub", "account:acme:environment:prod:workspace:app", "account:acme"},
    {"proidc.upbound.io", "sub", "mcp:acme/prod:provider:provider-aws", "mcp:acme"},
    {"api.pulumi.com/oidc", "aud", "aws:acme", "a:acme"},
    {"api.pulumi.com/oidc", "sub",
     "pulumi:deploy:org:acme:project:website:stack:prod:operation:update:scope:write",
     "pulumi:deploy:org:acme"},
    {"api.pulumi.com/oidc", "sub", "pulumi:environments:org:acme:env:prod", NULL},
    {"oidc.vercel.com", "sub", "owner:acme:project:website:environment:production", "owner:acme"},
    {"oidc.vercel.com/acme", "aud", "https://vercel.com/acme", "https://vercel.com"},
    {"oidc.eks.us-east-1.amazonaws.com/id/0123ABCD", "sub", "system:serviceaccount:ns:app",
     "system:serviceaccount:ns"},
    {"oidc.eks.cn-north-1.amazonaws.com.cn/id/0123ABCD", "sub", "system:serviceaccount:ns:a.b-c",
     "system:serviceaccount:NS:app"},
    {"oidc.circleci.com/org/12345678-dcba-dcba-dcba-123456790ab0", "oidc.circleci.com/project-id",
     "12345678-dcba-dcba-dcba-123456790ab1", "app"},
    {"api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc", "sub",
     "{12345678-dcba-dcba-dcba-123456790ab0}:{12345678-dcba-dcba-dcba-123456790ab1}", "acme/api"},
    {"acme.app.spacelift.io", "sub",
     "space:legacy-01KJMM56VS4W3AL9YZWVCXBX8D:stack:infra:run_type:TRACKED:scope:write",
     "space:root"},
    {"sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d", "sts:RoleSessionName",
     "MicrosoftSentinel_12345678-dcba-dcba-dcba-123456790ab0", "session"},
    {"sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d", "sub",
     "12345678-dcba-dcba-dcba-123456790ab0", NULL},
    {"issuer.example", "sub", "anybody", ""},
    {"issuer.example", "groups", "admins", NULL},
};

static void documented_tokens_are_in_their_languages(void **state) {
  (void)state;
  size_t wrong = 0;
  for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
    const TokenDomain *token = token_domain(str_of(samples[i].host));
    Str claim = str_of(samples[i].claim);
    bool can = domain_claim_has(token, claim, str_of(samples[i].can), false);
    bool other =
        samples[i].cannot && domain_claim_has(token, claim, str_of(samples[i].cannot), false);
    if (can && !other)
      continue;
    wrong++;
    fprintf(stderr, "%s:%s: %s, but not %s\n", samples[i].host, samples[i].claim, samples[i].can,
            samples[i].cannot ? samples[i].cannot : "");
  }
  assert_int_equal(wrong, 0);
}

static void hosts_are_found(void **state) {
  (void)state;
  const TokenDomain *unknown = token_domain(STR("issuer.example"));
  assert_ptr_equal(token_domain(STR("Token.Actions.GitHubUserContent.com")), token_domain_row(0));
  assert_ptr_equal(token_domain(STR("evil.token.actions.githubusercontent.com")), unknown);
  assert_ptr_equal(token_domain(STR("gitlab.com.example")), unknown);
  assert_ptr_equal(token_domain(STR("oidc.eks.us-east-1.amazonaws.com")), unknown);
  assert_ptr_equal(token_domain(STR("")), unknown);
}

TESTS(tokens, TEST(issuers_have_rows), TEST(tables_are_readable),
      TEST(documented_tokens_are_in_their_languages), TEST(hosts_are_found));
