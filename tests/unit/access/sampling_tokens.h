/* SPDX-License-Identifier: Apache-2.0
 *
 * Sampled tokens of every issuer that tenants share and of some that are private, as their
 * issuers document them, and SAML assertions.
 */
#ifndef ASSUMELINT_TESTS_UNIT_ACCESS_SAMPLING_TOKENS_H
#define ASSUMELINT_TESTS_UNIT_ACCESS_SAMPLING_TOKENS_H

#include "sampling_values.h"

/* ---- Tokens ---------------------------------------------------------------------------------- */

static inline void begin_token(struct sample *s, const char *host, bool built_in) {
  s->kind = PRINCIPAL_FEDERATED;
  s->action = "sts:AssumeRoleWithWebIdentity";
  s->host = host;
  s->principal = built_in ? host : PRINT(s, "arn:aws:iam::111122223333:oidc-provider/%s", host);
}

static inline void say_github_sub(struct sample *s, const struct parties *who, const char *repo,
                                  const char *ref, const char *environment, uint64_t *seed) {
  static const char *const workflows[] = {"octo-org/octo-automation/.github/workflows/oidc.yml",
                                          "acme/.github/.github/workflows/d.yml", NULL};
  const char *context =
      environment ? PRINT(s, "environment:%s", environment) : PRINT(s, "ref:%s", ref);
  if (pick(seed, 6) == 0)
    context = "pull_request";
  const char *workflow = PRINT(s, "%s@refs/heads/main", any(seed, workflows));
  CLAIM(s, "job_workflow_ref", "%s", workflow);
  switch (pick(seed, 9)) {
  case 0:
  case 1:
    CLAIM(s, "sub", "repo:%s@%s/%s@%s:%s", who->owner, who->owner_id, repo, who->unit_id, context);
    break;
  case 2:
    CLAIM(s, "sub", "repository_owner:%s:repository_visibility:private", who->owner);
    break;
  case 3:
    CLAIM(s, "sub", "job_workflow_ref:%s", workflow);
    break;
  case 4:
    CLAIM(s, "sub", "repository_owner_id:%s:repository_id:%s", who->owner_id, who->unit_id);
    break;
  case 5:
    CLAIM(s, "sub", "%s:repository_owner:%s", environment ? context : "environment:prod",
          who->owner);
    break;
  case 6:
    CLAIM(s, "sub", "repo:%s/%s:%s:job_workflow_ref:%s", who->owner, repo, context, workflow);
    break;
  default:
    CLAIM(s, "sub", "repo:%s/%s:%s", who->owner, repo, context);
  }
}

static inline void say_github(struct sample *s, const struct parties *who, const char *host,
                              uint64_t *seed) {
  static const char *const refs[] = {"refs/heads/main", "refs/heads/release/1.2", "refs/tags/v1",
                                     "refs/pull/7/merge", NULL};
  const char *repo = any(seed, word_list), *ref = any(seed, refs);
  repo = strchr(repo, '@') ? "api" : repo;
  const char *environment = pick(seed, 2) ? any(seed, word_list) : NULL;
  begin_token(s, host, false);
  say_github_sub(s, who, repo, ref, environment, seed);
  if (environment)
    CLAIM(s, "environment", "%s", environment);
  if (pick(seed, 2))
    CLAIM(s, "aud", "sts.amazonaws.com");
  else
    CLAIM(s, "aud", "https://github.com/%s", who->owner);
  CLAIM(s, "repository", "%s/%s", who->owner, repo);
  CLAIM(s, "repository_id", "%s", who->unit_id);
  CLAIM(s, "repository_owner_id", "%s", who->owner_id);
  CLAIM(s, "actor", "octocat-%s", who->person_id);
  CLAIM(s, "actor_id", "%s", who->person_id);
  CLAIM(s, "ref", "%s", ref);
  CLAIM(s, "workflow", "%s", any(seed, word_list));
  if (pick(seed, 3) == 0)
    CLAIM(s, "enterprise_id", "1%s", who->account + 6);
}

static inline void say_gitlab(struct sample *s, const struct parties *who, uint64_t *seed) {
  const char *project = any(seed, word_list);
  bool tag = pick(seed, 4) == 0;
  const char *ref = tag ? "v1.0" : pick(seed, 2) ? "main" : "feature/x";
  begin_token(s, "gitlab.com", false);
  CLAIM(s, "sub", "project_path:%s/%s%s:ref_type:%s:ref:%s", who->owner,
        pick(seed, 3) == 0 ? "infra/" : "", project, tag ? "tag" : "branch", ref);
  CLAIM(s, "aud", "%s", pick(seed, 2) ? "https://gitlab.com" : "sts.amazonaws.com");
  CLAIM(s, "namespace_id", "%s", who->owner_id);
  CLAIM(s, "project_id", "%s", who->unit_id);
  CLAIM(s, "user_id", "%s", who->person_id);
  CLAIM(s, "user_login", "user%s", who->person_id);
  CLAIM(s, "user_email", "user%s@example.com", who->person_id);
  CLAIM(s, "user_access_level", "%s", pick(seed, 2) ? "maintainer" : "developer");
  CLAIM(s, "pipeline_source", "%s", pick(seed, 2) ? "push" : "web");
  CLAIM(s, "ref_protected", "%s", pick(seed, 2) ? "true" : "false");
  CLAIM(s, "runner_environment", "gitlab-hosted");
}

static inline void say_terraform(struct sample *s, const struct parties *who, uint64_t *seed) {
  begin_token(s, "app.terraform.io", false);
  CLAIM(s, "aud", "aws.workload.identity");
  CLAIM(s, "sub", "organization:%s:project:%s:workspace:%s:run_phase:%s", who->owner,
        pick(seed, 2) ? "Default Project" : any(seed, word_list), any(seed, word_list),
        pick(seed, 2) ? "plan" : "apply");
}

static inline void say_buildkite(struct sample *s, const struct parties *who, uint64_t *seed) {
  const char *pipeline = any(seed, word_list);
  begin_token(s, "agent.buildkite.com", false);
  CLAIM(s, "aud", "%s", pick(seed, 2) ? "sts.amazonaws.com" : "https://buildkite.com/acme");
  CLAIM(s, "sub", "organization:%s:pipeline:%s:ref:refs/heads/main:commit:%.40s:step:%s",
        who->owner, pipeline, "9f3182061f1e2cca4702c368cbc039b7dc9d4485", any(seed, word_list));
  CLAIM(s, "organization_slug", "%s", who->owner);
  CLAIM(s, "organization_id", "%s", who->uuid);
  CLAIM(s, "pipeline_slug", "%s", pipeline);
  CLAIM(s, "pipeline_id", "%s", who->unit_uuid);
  CLAIM(s, "build_branch", "main");
  if (pick(seed, 2)) {
    CLAIM(s, "cluster_id", "%s", who->person_uuid);
    CLAIM(s, "cluster_name", "%s", any(seed, word_list));
  }
}

/* Of people: the application is the tenant, the person is anybody. */
static inline void say_people(struct sample *s, const struct parties *who, uint64_t *seed) {
  if (s->by == BY_GOOGLE) {
    begin_token(s, "accounts.google.com", true);
    CLAIM(s, "sub", "1%s%s", who->person_id, who->account);
    if (pick(seed, 2))
      CLAIM(s, "aud", "%s-%s.apps.googleusercontent.com", who->owner_id, who->uid);
    else
      CLAIM(s, "aud", "%s%s", who->owner_id, who->unit_id);
    CLAIM(s, "oaud", "https://my-app.example");
    CLAIM(s, "email", "%s@%s.iam.gserviceaccount.com", any(seed, word_list), who->owner);
    if (pick(seed, 3) == 0)
      CLAIM(s, "google/organization_number", "%s", who->owner_id);
    return;
  }
  bool amazon = s->by == BY_AMAZON;
  begin_token(s, amazon ? "www.amazon.com" : "graph.facebook.com", true);
  if (amazon) {
    CLAIM(s, "app_id", "amzn1.application.%s", who->uid);
    CLAIM(s, "user_id", "amzn1.account.%s%s", who->account, who->uid);
  } else {
    CLAIM(s, "app_id", "%s", who->unit_id);
    CLAIM(s, "id", "%s", who->person_id);
  }
}

static inline void say_cognito(struct sample *s, const struct parties *who, uint64_t *seed) {
  bool gov = pick(seed, 8) == 0;
  begin_token(s, gov ? "cognito-identity-us-gov.amazonaws.com" : "cognito-identity.amazonaws.com",
              true);
  const char *region = gov ? "us-gov-west-1" : pick(seed, 2) ? "us-east-1" : "eu-west-1";
  CLAIM(s, "aud", "%s:%s", region, who->uuid);
  CLAIM(s, "sub", "%s:%s", region, who->person_uuid);
  struct said *list = say_list(s, PRINT(s, "%s:amr", s->host));
  if (pick(seed, 2)) {
    list->values[list->count++] = "unauthenticated";
    return;
  }
  list->values[list->count++] = "authenticated";
  list->values[list->count++] = pick(seed, 2) ? "graph.facebook.com" : "accounts.google.com";
}

static inline void say_other_issuer(struct sample *s, const struct parties *who, uint64_t *seed) {
  /* %O: the tenant, %I: its number, %W: a word. */
  static const struct {
    const char *host, *sub, *aud;
  } issuers[] = {
      {"vstoken.actions.githubusercontent.com", "repo:%O/%W:ref:refs/heads/main",
       "https://github.com/%O"},
      {"oidc-configuration.audit-log.githubusercontent.com", "https://github.com/%O",
       "sts.amazonaws.com"},
      {"oidc.codefresh.io", "account:%I%I:pipeline:%I%I:initiator:%W", "https://codefresh.io"},
      {"studio.datachain.ai/api", "credentials:%O/%W", "studio"},
      {"scalr.io", "account:%O:environment:%W:workspace:%W", "aws.scalr-run-workload"},
      {"tokens.cloud.shisho.dev", "job:%O:%W", "sts.amazonaws.com"},
      {"proidc.upbound.io", "mcp:%O/%W:provider:provider-aws", "sts.amazonaws.com"},
      {"api.pulumi.com/oidc",
       "pulumi:deploy:org:%O:project:%W:stack:prod:operation:update:scope:write", "%O"},
      {"api.pulumi.com/oidc", "pulumi:environments:org:%O:env:%W", "aws:%O"},
      {"sandboxes.cloud", "%O:sandbox:%W", "%O"},
      {"oidc.vercel.com", "owner:%O:project:%W:environment:production", "https://vercel.com/%O"},
  };
  unsigned n = pick(seed, sizeof issuers / sizeof *issuers);
  begin_token(s, issuers[n].host, false);
  const char *forms[] = {issuers[n].sub, issuers[n].aud};
  for (int i = 0; i < 2; i++) {
    const char *value = "";
    for (const char *at = forms[i]; *at; at++) {
      bool part = at[0] == '%';
      at += part;
      value = !part        ? PRINT(s, "%s%c", value, *at)
              : *at == 'O' ? PRINT(s, "%s%s", value, who->owner)
              : *at == 'I' ? PRINT(s, "%s%s", value, who->owner_id)
                           : PRINT(s, "%s%s", value, any(seed, word_list));
    }
    CLAIM(s, i == 0 ? "sub" : "aud", "%s", value);
  }
}

/* Of issuers that one tenant has to itself: everybody else is another subject. */
static inline void say_private(struct sample *s, const struct parties *who, uint64_t *seed) {
  const char *words[] = {any(seed, word_list), any(seed, word_list)};
  if (s->by == BY_GITHUB_ENTERPRISE) {
    say_github(s, who, "token.actions.acme.ghe.com", seed);
  } else if (s->by == BY_EKS) {
    begin_token(s, "oidc.eks.us-east-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E", false);
    char *namespace = arena_copy(s->arena, who->owner, strlen(who->owner) + 1);
    for (char *at = namespace; *at; at++)
      *at = ascii_lower(*at);
    CLAIM(s, "sub", "system:serviceaccount:%s:%s", namespace,
          strpbrk(words[0], "@A") ? "app" : words[0]);
    CLAIM(s, "aud", "sts.amazonaws.com");
  } else {
    begin_token(s, "oidc.circleci.com/org/8a9ea1c7-7f3c-4a1a-8b7c-1d1b8b6d0c11", false);
    CLAIM(s, "aud", "8a9ea1c7-7f3c-4a1a-8b7c-1d1b8b6d0c11");
    CLAIM(s, "sub", "org/8a9ea1c7-7f3c-4a1a-8b7c-1d1b8b6d0c11/project/%s/user/%s", who->uuid,
          who->person_uuid);
    CLAIM(s, "oidc.circleci.com/project-id", "%s", who->uuid);
  }
}

static inline void say_assertion(struct sample *s, const struct parties *who, uint64_t *seed) {
  static const char *const texts[] = {"saml:cn",   "saml:edupersonaffiliation", "saml:givenName",
                                      "saml:mail", "saml:edupersonentitlement", "saml:uid"};
  s->kind = PRINCIPAL_FEDERATED;
  s->action = "sts:AssumeRoleWithSAML";
  s->principal = "arn:aws:iam::111122223333:saml-provider/Okta";
  say(s, "SAML:aud",
      pick(seed, 3) ? "https://signin.aws.amazon.com/saml"
                    : "https://eu-west-1.signin.aws.amazon.com/saml");
  say(s, "SAML:iss", "http://www.okta.com/exk1abcdefgHIJKLM2p7");
  say(s, "SAML:doc", "111122223333/Okta");
  say(s, "SAML:namequalifier", "SbdGOnUkh1i4+EXAMPLExL/jEvs=");
  SAY(s, "SAML:sub", "_cbb88bf52c2510eabe00c1642d4643f41430fe%s", who->person_id);
  say(s, "SAML:sub_type", pick(seed, 2) ? "persistent" : "transient");
  if (pick(seed, 2))
    say(s, "SAML:edupersonorgdn", "dc=example,dc=edu");
  for (unsigned i = 0; i < 6; i++) {
    if (pick(seed, 4) > 0)
      continue;
    struct said *list = say_list(s, texts[i]);
    list->values[list->count++] = any(seed, word_list);
    if (pick(seed, 2))
      list->values[list->count++] = any(seed, word_list);
  }
}

#endif
