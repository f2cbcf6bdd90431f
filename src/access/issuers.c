/* SPDX-License-Identifier: Apache-2.0
 *
 * The table of shared issuers, and what their claims fix.
 */
#include "access/issuers.h"

#include <string.h>

static const char *const none[] = {NULL};

/* The plain ones first: the first subject that is let in is shown. */
static const char *const github_fillers[] = {"ref:refs/heads/main",
                                             "mallory",
                                             "-evil",
                                             "mallory/app",
                                             "-evil/app",
                                             "-evil/app:ref:refs/heads/main",
                                             "mallory/app:ref:refs/heads/main",
                                             "repo:mallory/app:ref:refs/heads/main",
                                             "repo:mallory/app",
                                             "app:ref:refs/heads/main",
                                             "app",
                                             "main",
                                             "repo:mallory/app:ref:refs/heads/",
                                             "mallory/app:ref:refs/heads/x",
                                             "",
                                             NULL};
static const char *const github_binding[] = {"repository_id", "repository_owner_id",
                                             "enterprise_id", "repository", NULL};
static const char *const github_free[] = {"environment", "ref",      "workflow", "job_workflow_ref",
                                          "aud",         "actor_id", "actor",    NULL};

static const char *const github_units[] = {"repository_id", "repository", NULL};
static const char *const github_siblings[] = {"another:ref:refs/heads/another",
                                              "another",
                                              "ref:refs/heads/another",
                                              "refs/heads/another",
                                              ":ref:refs/heads/another",
                                              "",
                                              NULL};

static const char *const gitlab_fillers[] = {"",
                                             "mallory/app",
                                             "mallory/app:ref_type:branch:ref:main",
                                             "project_path:mallory/app:ref_type:branch:ref:main",
                                             "project_path:mallory/app",
                                             "-evil/app:ref_type:branch:ref:main",
                                             "-evil",
                                             "mallory",
                                             "app",
                                             "app:ref_type:branch:ref:main",
                                             "branch",
                                             "main",
                                             NULL};
static const char *const gitlab_binding[] = {"namespace_id", "project_id", "user_id",
                                             "user_login",   "user_email", NULL};
static const char *const gitlab_free[] = {
    "pipeline_source", "ref_protected", "runner_environment", "user_access_level", "aud", NULL};

static const char *const gitlab_units[] = {"project_id", NULL};
static const char *const gitlab_siblings[] = {"another:ref_type:branch:ref:another",
                                              "another",
                                              "ref_type:branch:ref:another",
                                              "branch",
                                              ":ref_type:branch:ref:another",
                                              "",
                                              NULL};

static const char *const hcp_fillers[] = {
    "",
    "mallory:project:app:workspace:prod:run_phase:apply",
    "organization:mallory:project:app:workspace:prod:run_phase:apply",
    "organization:mallory",
    "-evil:project:app:workspace:prod:run_phase:apply",
    "-evil",
    "mallory",
    "app",
    "prod",
    "apply",
    "project:app:workspace:prod:run_phase:apply",
    NULL};
static const char *const hcp_siblings[] = {"another",
                                           "project:another:workspace:another:run_phase:apply",
                                           "another:workspace:another:run_phase:apply",
                                           "another:run_phase:apply",
                                           "apply",
                                           "plan",
                                           "",
                                           NULL};
static const char *const aud_free[] = {"aud", NULL};

static const char *const buildkite_fillers[] = {
    "",
    "mallory:pipeline:app:ref:refs/heads/main:commit:x:step:deploy",
    "organization:mallory:pipeline:app:ref:refs/heads/main:commit:x:step:deploy",
    "organization:mallory",
    "-evil:pipeline:app:ref:refs/heads/main:commit:x:step:deploy",
    "-evil",
    "mallory",
    "app",
    "refs/heads/main",
    "x",
    "deploy",
    NULL};
static const char *const buildkite_binding[] = {"organization_id", "organization_slug",
                                                "pipeline_id", "cluster_id", NULL};
static const char *const buildkite_free[] = {"build_branch", "cluster_name", "pipeline_slug", "aud",
                                             NULL};

static const char *const buildkite_units[] = {"pipeline_id", NULL};
static const char *const buildkite_siblings[] = {
    "another",
    "ref:refs/heads/another:commit:x:step:another",
    "another:ref:refs/heads/another:commit:x:step:another",
    "pipeline:another:ref:refs/heads/another:commit:x:step:another",
    "refs/heads/another:commit:x:step:another",
    "",
    NULL};

static const char *const cognito_fillers[] = {
    ":00000000-aaaa-bbbb-cccc-000000000000", "00000000-aaaa-bbbb-cccc-000000000000",
    "us-east-1:00000000-aaaa-bbbb-cccc-000000000000", "", NULL};
static const char *const cognito_gov_fillers[] = {
    ":00000000-aaaa-bbbb-cccc-000000000000", "00000000-aaaa-bbbb-cccc-000000000000",
    "us-gov-west-1:00000000-aaaa-bbbb-cccc-000000000000", "", NULL};
static const char *const cognito_free[] = {"sub", "amr", NULL};

/* The tenant's name alone, chosen by its owner. */
static const char *const name_fillers[] = {"-evil", "mallory", NULL};

static const char *const sub_binding[] = {"sub", NULL};
static const char *const google_binding[] = {"sub", "oaud", "email", "google/organization_number",
                                             NULL};
static const char *const amazon_binding[] = {"user_id", NULL};
static const char *const facebook_binding[] = {"id", NULL};

/* Without fillers the form of the subject is not known here: another tenant's equals none
 * of the policy's, and only a wildcard takes it. */

static const struct alint_issuer issuers[] = {
    {"token.actions.githubusercontent.com", "GitHub Actions", "organization", "sub", "repo:", "/@",
     github_fillers, "repo:mallory/app:ref:refs/heads/main", github_binding, github_free, true, ":",
     github_units, github_siblings, false},
    {"gitlab.com", "GitLab", "group", "sub", "project_path:", "/", gitlab_fillers,
     "project_path:mallory/app:ref_type:branch:ref:main", gitlab_binding, gitlab_free, false,
     ":ref_type:", gitlab_units, gitlab_siblings, false},
    {"app.terraform.io", "HCP Terraform", "organization", "sub", "organization:", ":", hcp_fillers,
     "organization:mallory:project:app:workspace:prod:run_phase:apply", none, aud_free, false,
     ":run_phase:", none, hcp_siblings, false},
    {"agent.buildkite.com", "Buildkite", "organization", "sub", "organization:", ":",
     buildkite_fillers,
     "organization:mallory:pipeline:app:ref:refs/heads/main:commit:x:step:deploy",
     buildkite_binding, buildkite_free, false, ":ref:", buildkite_units, buildkite_siblings, false},
    {"cognito-identity.amazonaws.com", "Cognito", "identity pool", "aud", "", "", cognito_fillers,
     "us-east-1:00000000-aaaa-bbbb-cccc-000000000000", none, cognito_free, false, NULL, none, none,
     true},
    {"cognito-identity-us-gov.amazonaws.com", "Cognito", "identity pool", "aud", "", "",
     cognito_gov_fillers, "us-gov-west-1:00000000-aaaa-bbbb-cccc-000000000000", none, cognito_free,
     false, NULL, none, none, true},
    {"accounts.google.com", "Google", "application", "aud", "", "", NULL,
     "123456789012-mallory.apps.googleusercontent.com", google_binding, none, false, NULL, none,
     none, false},
    {"www.amazon.com", "Login with Amazon", "application", "app_id", "", "", NULL,
     "amzn1.application.00000000000000000000000000000000", amazon_binding, none, false, NULL, none,
     none, false},
    {"graph.facebook.com", "Facebook", "application", "app_id", "", "", NULL, "", facebook_binding,
     none, false, NULL, none, none, false},
    {"vstoken.actions.githubusercontent.com", "GitHub Actions", "tenant", "sub", "", "", NULL, "",
     none, aud_free, false, NULL, none, none, false},
    {"oidc-configuration.audit-log.githubusercontent.com", "GitHub audit log", "tenant", "sub", "",
     "", NULL, "", none, aud_free, false, NULL, none, none, false},
    {"oidc.codefresh.io", "Codefresh", "tenant", "sub", "", "", NULL, "", none, aud_free, false,
     NULL, none, none, false},
    {"studio.datachain.ai/api", "DataChain Studio", "tenant", "sub", "", "", NULL, "", none,
     aud_free, false, NULL, none, none, false},
    {"scalr.io", "Scalr", "tenant", "sub", "", "", NULL, "", none, aud_free, false, NULL, none,
     none, false},
    {"tokens.cloud.shisho.dev", "Shisho Cloud", "tenant", "sub", "", "", NULL, "", none, aud_free,
     false, NULL, none, none, false},
    {"proidc.upbound.io", "Upbound", "tenant", "sub", "", "", NULL, "", none, aud_free, false, NULL,
     none, none, false},
    {"api.pulumi.com/oidc", "Pulumi", "organization", "aud", "", "", name_fillers, "mallory",
     sub_binding, none, false, NULL, none, none, false},
    {"sandboxes.cloud", "Sandboxes", "tenant", "aud", "", "", name_fillers, "mallory", sub_binding,
     none, false, NULL, none, none, false},
    {"oidc.vercel.com", "Vercel", "team", "aud", "", "", name_fillers, "https://vercel.com/mallory",
     sub_binding, none, false, NULL, none, none, false},
};

const struct alint_issuer *alint_issuer_of(const struct alint_identity *identity) {
  struct alint_str host;
  if (identity->who != ALINT_WHO_OIDC || !identity->host ||
      !alint_text_known(identity->host, &host))
    return NULL;
  for (size_t i = 0; i < sizeof issuers / sizeof *issuers; i++) {
    if (alint_str_is_nocase(host, issuers[i].host))
      return &issuers[i];
  }
  return NULL;
}

struct alint_str alint_issuer_claim(const struct alint_issuer *issuer, struct alint_str key) {
  size_t n = strlen(issuer->host);
  if (key.len > n + 1 && key.ptr[n] == ':' && alint_str_starts_nocase(key, issuer->host))
    return alint_str_slice(key, n + 1, key.len);
  return (struct alint_str){NULL, 0};
}

static bool listed(const char *const *list, struct alint_str claim) {
  for (; *list; list++) {
    if (alint_str_is_nocase(claim, *list))
      return true;
  }
  return false;
}

bool alint_issuer_binds(const struct alint_issuer *issuer, struct alint_str claim) {
  return alint_str_is_nocase(claim, issuer->subject_key) || listed(issuer->binding, claim);
}

bool alint_issuer_fixes_unit(const struct alint_issuer *issuer, struct alint_str claim) {
  return listed(issuer->units, claim);
}

bool alint_issuer_is_free(const struct alint_issuer *issuer, struct alint_str claim) {
  return listed(issuer->free, claim);
}

/* Claims besides subject and audience that every token of the issuer has. */
static const char *const github_always[] = {"actor",      "actor_id",         "ref",
                                            "repository", "repository_id",    "repository_owner_id",
                                            "workflow",   "job_workflow_ref", NULL};
static const char *const gitlab_always[] = {"namespace_id",  "project_id", "user_id",
                                            "user_login",    "user_email", "pipeline_source",
                                            "ref_protected", NULL};
static const char *const buildkite_always[] = {
    "organization_id", "organization_slug", "pipeline_id", "pipeline_slug", "build_branch", NULL};
static const char *const cognito_always[] = {"amr", NULL};
static const char *const amazon_always[] = {"app_id", "user_id", NULL};
static const char *const facebook_always[] = {"app_id", "id", NULL};
static const struct {
  const char *host;
  const char *const *claims;
} always[] = {
    {"token.actions.githubusercontent.com", github_always},
    {"gitlab.com", gitlab_always},
    {"agent.buildkite.com", buildkite_always},
    {"cognito-identity.amazonaws.com", cognito_always},
    {"cognito-identity-us-gov.amazonaws.com", cognito_always},
    {"www.amazon.com", amazon_always},
    {"graph.facebook.com", facebook_always},
};

bool alint_issuer_always(const struct alint_issuer *issuer, struct alint_str claim) {
  for (size_t i = 0; i < sizeof always / sizeof *always; i++) {
    if (strcmp(issuer->host, always[i].host) == 0)
      return listed(always[i].claims, claim);
  }
  return false;
}

bool alint_issuer_maps(const struct alint_issuer *issuer, struct alint_str claim) {
  static const char *const common[] = {"sub", "aud", "amr", "email", "oaud", NULL};
  return listed(common, claim) || alint_issuer_binds(issuer, claim) ||
         alint_issuer_is_free(issuer, claim);
}

bool alint_issuer_chosen_name(const struct alint_issuer *issuer, struct alint_str claim) {
  static const char *const names[] = {"repository", "organization_slug", "user_login", NULL};
  return alint_issuer_binds(issuer, claim) && listed(names, claim);
}
