/* SPDX-License-Identifier: Apache-2.0
 *
 * The table of issuers' tokens: who decides what of a subject. Those of issuers that belong to
 * one tenant, by their address, stand beside those that tenants share.
 *
 * Sources: IAM User Guide, "Available keys for AWS OIDC federation" and "Identity-provider
 * controls for shared OIDC providers"; AWS Service Authorization Reference, "AWS Security Token
 * Service", for the claims that are condition keys; each issuer's documents, named at its rows.
 * Names of parts differ from those of caller_parts: a call has both.
 */
#include "facts/domains.h"

#include <string.h>

#include "facts/languages.h"

#define CHOSEN(level) PART_CHOSEN, LEVEL_##level
#define ASSIGNED(level) PART_ASSIGNED, LEVEL_##level
#define REDRAWN(level) PART_REDRAWN, LEVEL_##level
#define SEQUENTIAL(level) PART_SEQUENTIAL, LEVEL_##level

/* One of several that colons part. */
#define FIELD "[^:]+"
/* git-check-ref-format: no blank and none of ~^:?*[\ */
#define GIT_NAME "[^ ~^:?*\\[\\\\]+"

static const ClaimDomain no_claims[] = {{.claim = NULL}};

/* ---- GitHub Actions ------------------------------------------------------------------ */

/* GitHub Docs, "OpenID Connect reference". A subject may be made of any claims, in any order;
 * a colon of a value is written %3A there. These name nobody: whose workflow a job is taken
 * from is its own choice. */
#define GITHUB_FREE                                                                                \
  "(pull_request|(environment|ref|ref_type|ref_protected|base_ref|head_ref|sha|workflow|"          \
  "workflow_ref|workflow_sha|job_workflow_ref|job_workflow_sha|event_name|actor|actor_id|"         \
  "repository_visibility|runner_environment|run_id|run_number|run_attempt|check_run_id):[^:]*)"
/* And with those that name an owner or a repository, of any value. */
#define GITHUB_ANY "([a-z_]+(:[^:]*)?)"
#define GITHUB_REF "refs/(heads|tags|pull)/" GIT_NAME

/* A name has at most 39 characters, a repository's at most 100. Names of some old accounts end
 * with a hyphen, and those of managed users have an underscore. */
#define GITHUB_NAME "[A-Za-z0-9](-?[A-Za-z0-9])*"
#define GITHUB_OLD_NAME "[A-Za-z0-9][A-Za-z0-9_-]*"

static const PartDomain github_parts[] = {
    {"FREE", "(" GITHUB_FREE ":)*", "(" GITHUB_ANY ":)*", CHOSEN(NONE), NULL},
    {"ALONE", GITHUB_FREE "(:" GITHUB_FREE ")*", NULL, CHOSEN(NONE),
     "environment:production ref:refs/heads/main"},
    {"ENTERPRISE", "[A-Za-z0-9_-]+", NULL, CHOSEN(TENANT), "mallory"},
    {"ENTERPRISEID", NUMBER, NULL, SEQUENTIAL(TENANT), "98765"},
    {"OWNER", GITHUB_NAME, GITHUB_OLD_NAME, CHOSEN(TENANT), "mallory"},
    {"OWNERID", NUMBER, NULL, SEQUENTIAL(TENANT), "987654321"},
    {"REPO", "[A-Za-z0-9_.-]+", NULL, CHOSEN(UNIT), "app"},
    {"REPOID", NUMBER, NULL, SEQUENTIAL(UNIT), "876543210"},
    {"REF", GITHUB_REF, NULL, CHOSEN(REF), "refs/heads/main"},
    /* As a claim of its own an environment's name may hold a colon. */
    {"ENVIRONMENT", FIELD, ANY_TEXT, CHOSEN(REF), "production"},
    {"MORE", "(:" GITHUB_FREE ")*", "(:" GITHUB_ANY ")*", CHOSEN(REF), NULL},
    {"ACTOR", GITHUB_NAME "(\\[bot\\])?", GITHUB_OLD_NAME "(\\[bot\\])?", CHOSEN(NONE), "mallory"},
    {"ACTORID", NUMBER, NULL, CHOSEN(NONE), "987654321"},
    {"WORKFLOW", ANY_TEXT, NULL, CHOSEN(NONE), "build"},
    {"WFOWNER", GITHUB_NAME, GITHUB_OLD_NAME, CHOSEN(NONE), "mallory"},
    {"WFREPO", "[A-Za-z0-9_.-]+", NULL, CHOSEN(NONE), "app"},
    {"WFFILE", "[^@:]+", NULL, CHOSEN(NONE), ".github/workflows/build.yml"},
    {"WFREF", GITHUB_REF "|[0-9a-f]{40}", GIT_NAME, CHOSEN(NONE), "refs/heads/main"},
    {.name = NULL},
};

/* The form by default; that of repositories made, renamed or moved since July 2026, with ids;
 * and those of templates. With two claims that name somebody, the second is in MORE, where
 * only the wider language has it. Unsure: whether a template's `repo` has ids too. */
static const char *const github_forms[] = {
    "repo:{OWNER}/{REPO}:ref:{REF}",
    "repo:{OWNER}/{REPO}:environment:{ENVIRONMENT}",
    "repo:{OWNER}/{REPO}:pull_request",
    "repo:{OWNER}@{OWNERID}/{REPO}@{REPOID}:ref:{REF}",
    "repo:{OWNER}@{OWNERID}/{REPO}@{REPOID}:environment:{ENVIRONMENT}",
    "repo:{OWNER}@{OWNERID}/{REPO}@{REPOID}:pull_request",
    "{FREE}repo:{OWNER}/{REPO}{MORE}",
    "{FREE}repo:{OWNER}@{OWNERID}/{REPO}@{REPOID}{MORE}",
    "{FREE}repository:{OWNER}/{REPO}{MORE}",
    "{FREE}repository_owner:{OWNER}{MORE}",
    "{FREE}repository_owner_id:{OWNERID}{MORE}",
    "{FREE}repository_id:{REPOID}{MORE}",
    "{FREE}enterprise:{ENTERPRISE}{MORE}",
    "{FREE}enterprise_id:{ENTERPRISEID}{MORE}",
    "{ALONE}",
    NULL,
};

static const ClaimDomain github_claims[] = {
    {"repository", THERE_ALWAYS, false, "{OWNER}/{REPO}"},
    {"repository_id", THERE_ALWAYS, false, "{REPOID}"},
    {"repository_owner_id", THERE_ALWAYS, false, "{OWNERID}"},
    {"enterprise_id", THERE_SOMETIMES, false, "{ENTERPRISEID}"},
    {"ref", THERE_ALWAYS, false, "{REF}"},
    {"environment", THERE_SOMETIMES, false, "{ENVIRONMENT}"},
    {"actor", THERE_ALWAYS, false, "{ACTOR}"},
    {"actor_id", THERE_ALWAYS, false, "{ACTORID}"},
    {"workflow", THERE_ALWAYS, false, "{WORKFLOW}"},
    {"job_workflow_ref", THERE_ALWAYS, false, "{WFOWNER}/{WFREPO}/{WFFILE}@{WFREF}"},
    {.claim = NULL},
};

/* GitHub Docs, "Streaming the audit log for your enterprise". */
static const PartDomain audit_log_parts[] = {
    {"ENTERPRISE", "[A-Za-z0-9_-]+", NULL, CHOSEN(TENANT), "mallory"}, {.name = NULL}};
static const char *const audit_log_forms[] = {"https://github.com/{ENTERPRISE}", NULL};

/* ---- GitLab ------------------------------------------------------------------------------ */

/* GitLab Docs, "OpenID Connect (OIDC) authentication using ID tokens" and "Connect to cloud
 * services"; a project may leave the reference out (since 17.10). */
#define GITLAB_NAME "[A-Za-z0-9_][A-Za-z0-9_.-]*"

static const PartDomain gitlab_parts[] = {
    {"GROUP", GITLAB_NAME, NULL, CHOSEN(TENANT), "mallory"},
    {"PROJECT", GITLAB_NAME "(/" GITLAB_NAME ")*", NULL, CHOSEN(UNIT), "app"},
    {"REFTYPE", "branch|tag", "[a-z_]+", CHOSEN(REF), "branch"},
    {"REFNAME", GIT_NAME, NULL, CHOSEN(REF), "main"},
    {"NAMESPACEID", NUMBER, NULL, SEQUENTIAL(TENANT), "98765432"},
    {"PROJECTID", NUMBER, NULL, SEQUENTIAL(UNIT), "87654321"},
    {"USERID", NUMBER, NULL, SEQUENTIAL(TENANT), "9876543"},
    {"USERLOGIN", GITLAB_NAME, NULL, CHOSEN(TENANT), "mallory"},
    {"USEREMAIL", "[^@ ]+@[^@ ]+", ANY_TEXT, CHOSEN(TENANT), "mallory@mallory.example"},
    {"USERLEVEL", "[a-z_]+", NULL, CHOSEN(NONE), "owner"},
    {"PIPELINESOURCE", "[a-z_]+", NULL, CHOSEN(NONE), "push"},
    {"PROTECTED", "true|false", NULL, CHOSEN(NONE), "true"},
    {"RUNNER", "gitlab-hosted|self-hosted", "[a-z-]+", CHOSEN(NONE), "gitlab-hosted"},
    {.name = NULL},
};
static const char *const gitlab_forms[] = {
    "project_path:{GROUP}/{PROJECT}:ref_type:{REFTYPE}:ref:{REFNAME}",
    "project_path:{GROUP}/{PROJECT}:ref_type:{REFTYPE}",
    "project_path:{GROUP}/{PROJECT}:ref:{REFNAME}",
    "project_path:{GROUP}/{PROJECT}",
    NULL,
};
static const ClaimDomain gitlab_claims[] = {
    {"namespace_id", THERE_ALWAYS, false, "{NAMESPACEID}"},
    {"project_id", THERE_ALWAYS, false, "{PROJECTID}"},
    {"user_id", THERE_ALWAYS, false, "{USERID}"},
    {"user_login", THERE_ALWAYS, false, "{USERLOGIN}"},
    {"user_email", THERE_ALWAYS, false, "{USEREMAIL}"},
    {"user_access_level", THERE_SOMETIMES, false, "{USERLEVEL}"},
    {"pipeline_source", THERE_ALWAYS, false, "{PIPELINESOURCE}"},
    {"ref_protected", THERE_ALWAYS, false, "{PROTECTED}"},
    {"runner_environment", THERE_SOMETIMES, false, "{RUNNER}"},
    {.claim = NULL},
};
