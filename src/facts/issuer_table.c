/* SPDX-License-Identifier: Apache-2.0
 *
 * The table of issuers that many tenants share: facts only.
 *
 * Sources: IAM User Guide, "Identity-provider controls for shared OIDC
 * providers"; for the subjects the documents of GitHub, GitLab, HCP Terraform,
 * Buildkite, Codefresh, DataChain, Scalr, Upbound, Pulumi and Vercel.
 */
#include "facts/issuers.h"

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
static const char *const google_binding[] = {"sub", "email", "google/organization_number", NULL};
/* The audience that any service account chooses for itself. */
static const char *const google_free[] = {"oaud", NULL};
static const char *const amazon_binding[] = {"user_id", NULL};
static const char *const facebook_binding[] = {"id", NULL};

/* Of issuers whose documents show one form of subject. */
static const char *const audit_log_fillers[] = {"-evil", "mallory", NULL};
static const char *const codefresh_fillers[] = {
    "",
    "5f00ba5eba11c0ffee000000:pipeline:5f00ba5eba11c0ffee000001:initiator:someone",
    "account:5f00ba5eba11c0ffee000000:pipeline:5f00ba5eba11c0ffee000001:initiator:someone",
    "account:5f00ba5eba11c0ffee000000",
    "00ba5eba11c0ffee00000:pipeline:5f00ba5eba11c0ffee000001:initiator:someone",
    "00ba5eba11c0ffee00000",
    "5f00ba5eba11c0ffee000000",
    "5f00ba5eba11c0ffee000001",
    "initiator:someone",
    NULL};
static const char *const datachain_fillers[] = {
    "", "mallory", "-evil/app", "-evil", "mallory/app", "credentials:mallory/app", "app", NULL};
static const char *const scalr_fillers[] = {"",
                                            "mallory",
                                            "-evil:environment:prod:workspace:app",
                                            "-evil",
                                            "mallory:environment:prod:workspace:app",
                                            "account:mallory:environment:prod:workspace:app",
                                            "account:mallory",
                                            "prod",
                                            "app",
                                            "environment:prod:workspace:app",
                                            NULL};
/* Its form is not published: taken to be like the others. */
static const char *const shisho_fillers[] = {
    "",    "mallory", "-evil:app", "-evil", "mallory:app", "job:mallory:app", "job:mallory",
    "app", NULL};
static const char *const upbound_fillers[] = {"",
                                              "mallory",
                                              "-evil/app:provider:provider-aws",
                                              "-evil",
                                              "mallory/app:provider:provider-aws",
                                              "mcp:mallory/app:provider:provider-aws",
                                              "mcp:mallory/app",
                                              "mcp:mallory",
                                              "mallory/app",
                                              "app:provider:provider-aws",
                                              "app",
                                              "provider:provider-aws",
                                              "provider-aws",
                                              NULL};
static const char *const pulumi_deploy_fillers[] = {
    "",
    "mallory",
    "-evil:project:app:stack:prod:operation:update:scope:write",
    "-evil",
    "mallory:project:app:stack:prod:operation:update:scope:write",
    "org:mallory:project:app:stack:prod:operation:update:scope:write",
    "deploy:org:mallory:project:app:stack:prod:operation:update:scope:write",
    "pulumi:deploy:org:mallory:project:app:stack:prod:operation:update:scope:write",
    "pulumi:deploy:org:mallory",
    "app",
    "prod",
    "update",
    "stack:prod:operation:update:scope:write",
    NULL};
static const char *const pulumi_environment_fillers[] = {"",
                                                         "mallory",
                                                         "-evil:env:app",
                                                         "-evil",
                                                         "mallory:env:app",
                                                         "org:mallory:env:app",
                                                         "environments:org:mallory:env:app",
                                                         "pulumi:environments:org:mallory:env:app",
                                                         "pulumi:environments:org:mallory",
                                                         "app",
                                                         NULL};
static const char *const vercel_fillers[] = {"",
                                             "mallory",
                                             "-evil:project:app:environment:production",
                                             "-evil",
                                             "mallory:project:app:environment:production",
                                             "owner:mallory:project:app:environment:production",
                                             "owner:mallory",
                                             "app",
                                             "production",
                                             "project:app:environment:production",
                                             NULL};

static const char *const vercel_siblings[] = {"another",
                                              "preview",
                                              "another:environment:preview",
                                              "project:another:environment:preview",
                                              "environment:preview",
                                              "",
                                              NULL};
static const char *const pulumi_siblings[] = {
    "another",
    "update",
    "another:stack:another:operation:update:scope:write",
    "project:another:stack:another:operation:update:scope:write",
    "stack:another:operation:update:scope:write",
    "another:operation:update:scope:write",
    "operation:update:scope:write",
    "update:scope:write",
    "",
    NULL};

/* Subjects of issuers whose tenant stands in the audience, and in the subject too. */
static const Issuer pulumi_deploy = {
    .subject_prefix = "pulumi:deploy:org:",
    .tenant_ends = ":",
    .fillers = pulumi_deploy_fillers,
    .unit_ends = ":operation:",
    .siblings = pulumi_siblings,
    .own_subject = "pulumi:deploy:org:mallory:project:app:stack:prod:operation:update:scope:write",
};
static const Issuer pulumi_environment = {
    .subject_prefix = "pulumi:environments:org:",
    .tenant_ends = ":",
    .fillers = pulumi_environment_fillers,
    .own_subject = "pulumi:environments:org:mallory:env:app",
};
static const Issuer *const pulumi_subjects[] = {&pulumi_deploy, &pulumi_environment, NULL};
static const Issuer vercel_subject = {
    .subject_prefix = "owner:",
    .tenant_ends = ":",
    .fillers = vercel_fillers,
    .unit_ends = ":environment:",
    .siblings = vercel_siblings,
    .own_subject = "owner:mallory:project:app:environment:production",
};
static const Issuer *const vercel_subjects[] = {&vercel_subject, NULL};

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

const Issuer issuer_table[] = {
    {
        .host = "token.actions.githubusercontent.com",
        .name = "GitHub Actions",
        .tenant_noun = "organization",
        .subject_key = "sub",
        .subject_prefix = "repo:",
        .tenant_ends = "/@",
        .fillers = github_fillers,
        .own_subject = "repo:mallory/app:ref:refs/heads/main",
        .binding = github_binding,
        .free = github_free,
        .always = github_always,
        .custom_subjects = true,
        .unit_ends = ":",
        .units = github_units,
        .siblings = github_siblings,
    },
    {
        .host = "vstoken.actions.githubusercontent.com",
        .name = "GitHub Actions",
        .tenant_noun = "organization",
        .subject_key = "sub",
        .subject_prefix = "repo:",
        .tenant_ends = "/@",
        .fillers = github_fillers,
        .own_subject = "repo:mallory/app:ref:refs/heads/main",
        .binding = github_binding,
        .free = github_free,
        .always = github_always,
        .custom_subjects = true,
        .unit_ends = ":",
        .units = github_units,
        .siblings = github_siblings,
    },
    {
        .host = "gitlab.com",
        .name = "GitLab",
        .tenant_noun = "group",
        .subject_key = "sub",
        .subject_prefix = "project_path:",
        .tenant_ends = "/",
        .fillers = gitlab_fillers,
        .own_subject = "project_path:mallory/app:ref_type:branch:ref:main",
        .binding = gitlab_binding,
        .free = gitlab_free,
        .always = gitlab_always,
        .unit_ends = ":ref_type:",
        .units = gitlab_units,
        .siblings = gitlab_siblings,
    },
    {
        .host = "app.terraform.io",
        .name = "HCP Terraform",
        .tenant_noun = "organization",
        .subject_key = "sub",
        .subject_prefix = "organization:",
        .tenant_ends = ":",
        .fillers = hcp_fillers,
        .own_subject = "organization:mallory:project:app:workspace:prod:run_phase:apply",
        .free = aud_free,
        .unit_ends = ":run_phase:",
        .siblings = hcp_siblings,
    },
    {
        .host = "agent.buildkite.com",
        .name = "Buildkite",
        .tenant_noun = "organization",
        .subject_key = "sub",
        .subject_prefix = "organization:",
        .tenant_ends = ":",
        .fillers = buildkite_fillers,
        .own_subject = "organization:mallory:pipeline:app:ref:refs/heads/main:commit:x:step:deploy",
        .binding = buildkite_binding,
        .free = buildkite_free,
        .always = buildkite_always,
        .unit_ends = ":ref:",
        .units = buildkite_units,
        .siblings = buildkite_siblings,
    },
    {
        .host = "cognito-identity.amazonaws.com",
        .name = "Cognito",
        .tenant_noun = "identity pool",
        .subject_key = "aud",
        .subject_prefix = "",
        .tenant_ends = "",
        .fillers = cognito_fillers,
        .own_subject = "us-east-1:00000000-aaaa-bbbb-cccc-000000000000",
        .free = cognito_free,
        .always = cognito_always,
        .has_guests = true,
    },
    {
        .host = "cognito-identity-us-gov.amazonaws.com",
        .name = "Cognito",
        .tenant_noun = "identity pool",
        .subject_key = "aud",
        .subject_prefix = "",
        .tenant_ends = "",
        .fillers = cognito_gov_fillers,
        .own_subject = "us-gov-west-1:00000000-aaaa-bbbb-cccc-000000000000",
        .free = cognito_free,
        .always = cognito_always,
        .has_guests = true,
    },
    {
        .host = "accounts.google.com",
        .name = "Google",
        .tenant_noun = "application",
        .subject_key = "aud",
        .subject_prefix = "",
        .tenant_ends = "",
        .own_subject = "123456789012-mallory.apps.googleusercontent.com",
        .binding = google_binding,
        .free = google_free,
        .drawn = 8,
    },
    {
        .host = "www.amazon.com",
        .name = "Login with Amazon",
        .tenant_noun = "application",
        .subject_key = "app_id",
        .subject_prefix = "",
        .tenant_ends = "",
        .own_subject = "amzn1.application.00000000000000000000000000000000",
        .binding = amazon_binding,
        .drawn = 8,
        .always = amazon_always,
        .own_keys = true,
    },
    {
        .host = "graph.facebook.com",
        .name = "Facebook",
        .tenant_noun = "application",
        .subject_key = "app_id",
        .subject_prefix = "",
        .tenant_ends = "",
        .own_subject = "123456789012345",
        .binding = facebook_binding,
        .drawn = 8,
        .always = facebook_always,
        .own_keys = true,
    },
    {
        .host = "oidc-configuration.audit-log.githubusercontent.com",
        .name = "GitHub audit log",
        .tenant_noun = "enterprise",
        .subject_key = "sub",
        .subject_prefix = "",
        .tenant_ends = "",
        .fillers = audit_log_fillers,
        .own_subject = "https://github.com/mallory",
        .free = aud_free,
    },
    {
        .host = "oidc.codefresh.io",
        .name = "Codefresh",
        .tenant_noun = "account",
        .subject_key = "sub",
        .subject_prefix = "account:",
        .tenant_ends = ":",
        .fillers = codefresh_fillers,
        .own_subject =
            "account:5f00ba5eba11c0ffee000000:pipeline:5f00ba5eba11c0ffee000001:initiator:someone",
        .free = aud_free,
        .drawn = 8,
    },
    {
        .host = "studio.datachain.ai/api",
        .name = "DataChain Studio",
        .tenant_noun = "team",
        .subject_key = "sub",
        .subject_prefix = "credentials:",
        .tenant_ends = "/",
        .fillers = datachain_fillers,
        .own_subject = "credentials:mallory/app",
        .free = aud_free,
    },
    {
        .host = "scalr.io",
        .name = "Scalr",
        .tenant_noun = "account",
        .subject_key = "sub",
        .subject_prefix = "account:",
        .tenant_ends = ":",
        .fillers = scalr_fillers,
        .own_subject = "account:mallory:environment:prod:workspace:app",
        .free = aud_free,
    },
    {
        .host = "tokens.cloud.shisho.dev",
        .name = "Shisho Cloud",
        .tenant_noun = "organization",
        .subject_key = "sub",
        .subject_prefix = "job:",
        .tenant_ends = ":/",
        .fillers = shisho_fillers,
        .own_subject = "job:mallory:app",
        .free = aud_free,
    },
    {
        .host = "proidc.upbound.io",
        .name = "Upbound",
        .tenant_noun = "organization",
        .subject_key = "sub",
        .subject_prefix = "mcp:",
        .tenant_ends = "/",
        .fillers = upbound_fillers,
        .own_subject = "mcp:mallory/app:provider:provider-aws",
        .free = aud_free,
    },
    {
        .host = "api.pulumi.com/oidc",
        .name = "Pulumi",
        .tenant_noun = "organization",
        .subject_key = "aud",
        .subject_prefix = "",
        .tenant_ends = "",
        .fillers = name_fillers,
        .own_subject = "mallory",
        .binding = sub_binding,
        .subjects = pulumi_subjects,
    },
    {
        .host = "sandboxes.cloud",
        .name = "Sandboxes",
        .tenant_noun = "tenant",
        .subject_key = "aud",
        .subject_prefix = "",
        .tenant_ends = "",
        .fillers = name_fillers,
        .own_subject = "mallory",
        .binding = sub_binding,
    },
    {
        .host = "oidc.vercel.com",
        .name = "Vercel",
        .tenant_noun = "team",
        .subject_key = "aud",
        .subject_prefix = "",
        .tenant_ends = "",
        .fillers = name_fillers,
        .own_subject = "https://vercel.com/mallory",
        .binding = sub_binding,
        .subjects = vercel_subjects,
    },
};
const size_t issuer_table_count = sizeof issuer_table / sizeof *issuer_table;
