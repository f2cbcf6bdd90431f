/* SPDX-License-Identifier: Apache-2.0
 *
 * The table of issuers' tokens, facts only: who decides what of a subject. Those of issuers
 * that belong to one tenant, by their address, stand beside those that tenants share.
 *
 * Sources: IAM User Guide, "Available keys for AWS OIDC federation" and "Identity-provider
 * controls for shared OIDC providers"; AWS Service Authorization Reference, "AWS Security Token
 * Service", for the claims that are condition keys; each issuer's documents, named at its rows.
 * Names of parts differ from those of caller_parts: a call has both.
 */
#include "facts/token_table.h"
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
 * from is its own choice, and so are properties. `context` stands for one of the first three. */
#define GITHUB_FREE                                                                                \
  "(pull_request|(environment|ref|ref_type|ref_protected|base_ref|head_ref|sha|workflow|"          \
  "workflow_ref|workflow_sha|job_workflow_ref|job_workflow_sha|event_name|actor|actor_id|"         \
  "repository_visibility|runner_environment|run_id|run_number|run_attempt|check_run_id|"           \
  "repo_property_[A-Za-z0-9_-]+):[^:]*)"
/* And with those that name an owner or a repository, of any value. */
#define GITHUB_ANY "[a-z_]+(:[^:]*)?"
#define GITHUB_REF "refs/(heads|tags|pull)/" GIT_NAME

/* A name has at most 39 characters, a repository's at most 100. Names of some old accounts end
 * with a hyphen, and those of managed users have an underscore. */
#define GITHUB_NAME "[A-Za-z0-9](-?[A-Za-z0-9])*"
#define GITHUB_OLD_NAME "[A-Za-z0-9][A-Za-z0-9_-]*"

static const PartDomain github_parts[] = {
    {"FREE", "(" GITHUB_FREE ":)*", NULL, CHOSEN(NONE), NULL},
    {"ALONE", GITHUB_FREE "(:" GITHUB_FREE ")*", NULL, CHOSEN(NONE),
     "environment:production ref:refs/heads/main"},
    {"ENTERPRISE", "[A-Za-z0-9_-]+", NULL, CHOSEN(TENANT), "mallory"},
    {"ENTERPRISEID", NUMBER, NULL, SEQUENTIAL(TENANT), "98765"},
    {"OWNER", GITHUB_NAME, GITHUB_OLD_NAME, CHOSEN(TENANT), "mallory"},
    {"OWNERID", NUMBER, NULL, SEQUENTIAL(TENANT), "987654321"},
    {"REPO", "[A-Za-z0-9_.-]+", NULL, CHOSEN(UNIT), "app"},
    {"REPOID", NUMBER, NULL, SEQUENTIAL(UNIT), "876543210"},
    {"REF", GITHUB_REF, NULL, CHOSEN(REF), "refs/heads/main"},
    {"ENVIRONMENT", FIELD, NULL, CHOSEN(REF), "production"},
    /* As a claim of its own an environment's name may hold a colon. */
    {"ENVIRONMENTNAME", ANY_TEXT, NULL, CHOSEN(REF), "production"},
    /* No colon before it: so it is a word that a policy can spell out. */
    {"MORE", GITHUB_FREE "(:" GITHUB_FREE ")*", GITHUB_ANY "(:" GITHUB_ANY ")*", CHOSEN(REF),
     "ref:refs/heads/main"},
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
 * only the wider language has it. Unsure: whether a template may have `repository`. */
static const char *const github_forms[] = {
    "repo:{OWNER}/{REPO}:ref:{REF}",
    "repo:{OWNER}/{REPO}:environment:{ENVIRONMENT}",
    "repo:{OWNER}/{REPO}:pull_request",
    "repo:{OWNER}@{OWNERID}/{REPO}@{REPOID}:ref:{REF}",
    "repo:{OWNER}@{OWNERID}/{REPO}@{REPOID}:environment:{ENVIRONMENT}",
    "repo:{OWNER}@{OWNERID}/{REPO}@{REPOID}:pull_request",
    "{FREE}repo:{OWNER}/{REPO}",
    "{FREE}repo:{OWNER}/{REPO}:{MORE}",
    "{FREE}repo:{OWNER}@{OWNERID}/{REPO}@{REPOID}",
    "{FREE}repo:{OWNER}@{OWNERID}/{REPO}@{REPOID}:{MORE}",
    "{FREE}repository:{OWNER}/{REPO}",
    "{FREE}repository:{OWNER}/{REPO}:{MORE}",
    "{FREE}repository_owner:{OWNER}",
    "{FREE}repository_owner:{OWNER}:{MORE}",
    "{FREE}repository_owner_id:{OWNERID}",
    "{FREE}repository_owner_id:{OWNERID}:{MORE}",
    "{FREE}repository_id:{REPOID}",
    "{FREE}repository_id:{REPOID}:{MORE}",
    "{FREE}enterprise:{ENTERPRISE}",
    "{FREE}enterprise:{ENTERPRISE}:{MORE}",
    "{FREE}enterprise_id:{ENTERPRISEID}",
    "{FREE}enterprise_id:{ENTERPRISEID}:{MORE}",
    "{ALONE}",
    NULL,
};

static const ClaimDomain github_claims[] = {
    {"repository", THERE_ALWAYS, false, "{OWNER}/{REPO}"},
    {"repository_id", THERE_ALWAYS, false, "{REPOID}"},
    {"repository_owner_id", THERE_ALWAYS, false, "{OWNERID}"},
    {"enterprise_id", THERE_SOMETIMES, false, "{ENTERPRISEID}"},
    {"ref", THERE_ALWAYS, false, "{REF}"},
    {"environment", THERE_SOMETIMES, false, "{ENVIRONMENTNAME}"},
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

/* ---- HCP Terraform and Buildkite ------------------------------------------------------ */

/* HCP Terraform documentation, "Workload identity tokens" and "Dynamic provider credentials":
 * of workspaces and of stacks. Names of projects may have blanks. */
#define HCP_NAME "[A-Za-z0-9_-]+"
#define HCP_TITLE "[A-Za-z0-9 _-]+"

static const PartDomain hcp_parts[] = {
    {"ORGANIZATION", HCP_NAME, FIELD, CHOSEN(TENANT), "mallory"},
    {"PROJECT", HCP_TITLE, FIELD, CHOSEN(UNIT), "app"},
    {"WORKSPACE", HCP_NAME, FIELD, CHOSEN(UNIT), "prod"},
    {"STACK", HCP_NAME, FIELD, CHOSEN(UNIT), "prod"},
    {"DEPLOYMENT", HCP_NAME, FIELD, CHOSEN(REF), "prod"},
    {"PHASE", "plan|apply|test", "[a-z_-]+", CHOSEN(REF), "apply"},
    {.name = NULL},
};
static const char *const hcp_forms[] = {
    "organization:{ORGANIZATION}:project:{PROJECT}:workspace:{WORKSPACE}:run_phase:{PHASE}",
    "organization:{ORGANIZATION}:project:{PROJECT}:stack:{STACK}:deployment:{DEPLOYMENT}:"
    "operation:{PHASE}",
    NULL,
};

/* Buildkite Docs, "OIDC with AWS" and `buildkite-agent oidc`: an id may stand for the whole
 * subject (--subject-claim, since 2026; which ids may is not listed whole). */
#define SLUG "[a-z0-9][a-z0-9-]*"

static const PartDomain buildkite_parts[] = {
    {"ORGANIZATION", SLUG, FIELD, CHOSEN(TENANT), "mallory"},
    {"PIPELINE", SLUG, FIELD, CHOSEN(UNIT), "app"},
    {"REF", FIELD, NULL, CHOSEN(REF), "refs/heads/main"},
    {"COMMIT", FIELD, NULL, CHOSEN(REF), "0123456789abcdef0123456789abcdef01234567"},
    {"STEP", "[^:]*", NULL, CHOSEN(REF), "deploy"},
    {"BRANCH", ANY_TEXT, NULL, CHOSEN(REF), "main"},
    {"ORGANIZATIONID", UUID, NULL, ASSIGNED(TENANT), "00000000-aaaa-bbbb-cccc-000000000000"},
    {"PIPELINEID", UUID, NULL, ASSIGNED(UNIT), "00000000-aaaa-bbbb-cccc-000000000001"},
    {"CLUSTERID", UUID, NULL, ASSIGNED(UNIT), "00000000-aaaa-bbbb-cccc-000000000002"},
    {"CLUSTERNAME", ANY_TEXT, NULL, CHOSEN(NONE), "default"},
    {.name = NULL},
};
static const char *const buildkite_forms[] = {
    "organization:{ORGANIZATION}:pipeline:{PIPELINE}:ref:{REF}:commit:{COMMIT}:step:{STEP}",
    "{ORGANIZATIONID}",
    "{PIPELINEID}",
    "{CLUSTERID}",
    NULL,
};
static const ClaimDomain buildkite_claims[] = {
    {"organization_id", THERE_ALWAYS, false, "{ORGANIZATIONID}"},
    {"organization_slug", THERE_ALWAYS, false, "{ORGANIZATION}"},
    {"pipeline_id", THERE_ALWAYS, false, "{PIPELINEID}"},
    {"pipeline_slug", THERE_ALWAYS, false, "{PIPELINE}"},
    {"build_branch", THERE_ALWAYS, false, "{BRANCH}"},
    {"cluster_id", THERE_SOMETIMES, false, "{CLUSTERID}"},
    {"cluster_name", THERE_SOMETIMES, false, "{CLUSTERNAME}"},
    {.claim = NULL},
};

/* ---- Built-in providers ----------------------------------------------------------------- */

/* Cognito Developer Guide, "Role trust and permissions": the audience is the pool. */
static const PartDomain cognito_parts[] = {
    {"POOLREGION", REGION_NAME, NULL, CHOSEN(NONE), "us-east-1"},
    {"POOL", UUID, NULL, ASSIGNED(TENANT), "00000000-aaaa-bbbb-cccc-000000000000"},
    {"IDENTITY", UUID, NULL, REDRAWN(UNIT), "00000000-aaaa-bbbb-cccc-000000000001"},
    {.name = NULL},
};
static const PartDomain cognito_gov_parts[] = {
    {"POOLREGION", "us-gov-(east|west)-1", NULL, CHOSEN(NONE), "us-gov-west-1"},
    {"POOL", UUID, NULL, ASSIGNED(TENANT), "00000000-aaaa-bbbb-cccc-000000000000"},
    {"IDENTITY", UUID, NULL, REDRAWN(UNIT), "00000000-aaaa-bbbb-cccc-000000000001"},
    {.name = NULL},
};
static const char *const cognito_forms[] = {"{POOLREGION}:{POOL}", NULL};
static const ClaimDomain cognito_claims[] = {
    {"sub", THERE_ALWAYS, false, "{POOLREGION}:{IDENTITY}"},
    {"amr", THERE_ALWAYS, true, "{METHOD*}"},
    {.claim = NULL},
};

/* Google Identity, "OpenID Connect". The original audience is what a service account asks for:
 * whoever has any chooses it. Numbers of users are drawn, but nearly all are taken. */
static const PartDomain google_parts[] = {
    {"CLIENT", GOOGLE_CLIENT, "[A-Za-z0-9_.:/-]+", ASSIGNED(TENANT),
     "123456789012-mallory.apps.googleusercontent.com"},
    {"SUBJECT", GOOGLE_SUBJECT, "[0-9]+", SEQUENTIAL(TENANT), "108264977514893620571"},
    {"ORGANIZATIONNUMBER", NUMBER, NULL, SEQUENTIAL(TENANT), "987654321098"},
    {.name = NULL},
};
static const char *const google_forms[] = {"{CLIENT}", NULL};
static const ClaimDomain google_claims[] = {
    {"sub", THERE_ALWAYS, false, "{SUBJECT}"},
    {"google/organization_number", THERE_SOMETIMES, false, "{ORGANIZATIONNUMBER}"},
    {.claim = NULL},
};

static const PartDomain amazon_parts[] = {
    {"APPLICATION", AMAZON_APPLICATION, NULL, ASSIGNED(TENANT),
     "amzn1.application.00000000000000000000000000000000"},
    {"AMAZONUSER", AMAZON_USER, NULL, REDRAWN(TENANT),
     "amzn1.account.AG4ZVNBK3QXWTJ7P2RDSLMYF6HCE"},
    {.name = NULL},
};
static const char *const amazon_forms[] = {"{APPLICATION}", NULL};
static const ClaimDomain amazon_claims[] = {
    {"user_id", THERE_ALWAYS, false, "{AMAZONUSER}"},
    {.claim = NULL},
};

/* Meta for Developers, "App-scoped user ids". */
static const PartDomain facebook_parts[] = {
    {"APPLICATION", NUMBER, NULL, SEQUENTIAL(TENANT), "123456789012345"},
    {"FACEBOOKUSER", NUMBER, NULL, SEQUENTIAL(TENANT), "234567890123456"},
    {.name = NULL},
};
static const char *const facebook_forms[] = {"{APPLICATION}", NULL};
static const ClaimDomain facebook_claims[] = {
    {"id", THERE_ALWAYS, false, "{FACEBOOKUSER}"},
    {.claim = NULL},
};

/* ---- Others that tenants share --------------------------------------------------------------- */

/* Codefresh Docs, "OpenID Connect for pipelines": ids as MongoDB makes them. */
static const PartDomain codefresh_parts[] = {
    {"CFACCOUNT", "[0-9a-f]{24}", NULL, ASSIGNED(TENANT), "5f00ba5eba11c0ffee000000"},
    {"CFPIPELINE", "[0-9a-f]{24}", NULL, ASSIGNED(UNIT), "5f00ba5eba11c0ffee000001"},
    {"CFTRIGGER", "(initiator|scm_[a-z_]+):.+", NULL, CHOSEN(REF), "initiator:someone"},
    {.name = NULL},
};
static const char *const codefresh_forms[] = {
    "account:{CFACCOUNT}:pipeline:{CFPIPELINE}:{CFTRIGGER}", NULL};

/* DataChain Studio documentation, "OpenID Connect". */
static const PartDomain datachain_parts[] = {
    {"TEAM", "[A-Za-z0-9_.-]+", "[^/]+", CHOSEN(TENANT), "mallory"},
    {"CREDENTIALS", "[^/]+", NULL, CHOSEN(UNIT), "app"},
    {.name = NULL},
};
static const char *const datachain_forms[] = {"credentials:{TEAM}/{CREDENTIALS}", NULL};

/* Scalr documentation, "AWS provider configuration, OIDC". */
static const PartDomain scalr_parts[] = {
    {"SCALRACCOUNT", "[A-Za-z0-9_-]+", FIELD, CHOSEN(TENANT), "mallory"},
    {"SCALRENVIRONMENT", FIELD, NULL, CHOSEN(UNIT), "prod"},
    {"WORKSPACE", FIELD, NULL, CHOSEN(UNIT), "app"},
    {.name = NULL},
};
static const char *const scalr_forms[] = {
    "account:{SCALRACCOUNT}:environment:{SCALRENVIRONMENT}:workspace:{WORKSPACE}", NULL};

/* Shisho Cloud's form is not published: taken to be like the others. */
static const PartDomain shisho_parts[] = {
    {"ORGANIZATION", "[A-Za-z0-9_-]+", "[^:/]+", CHOSEN(TENANT), "mallory"},
    {"JOB", "([:/].*)?", NULL, CHOSEN(UNIT), ":app"},
    {.name = NULL},
};
static const char *const shisho_forms[] = {"job:{ORGANIZATION}{JOB}", NULL};

/* Upbound documentation, "Provider authentication, Upbound identity". */
static const PartDomain upbound_parts[] = {
    {"ORGANIZATION", "[a-z0-9-]+", "[^:/]+", CHOSEN(TENANT), "mallory"},
    {"CONTROLPLANE", "[^:/]+", NULL, CHOSEN(UNIT), "app"},
    {"UPBOUNDPROVIDER", ANY_TEXT, NULL, CHOSEN(REF), "provider-aws"},
    {.name = NULL},
};
static const char *const upbound_forms[] = {
    "mcp:{ORGANIZATION}/{CONTROLPLANE}:provider:{UPBOUNDPROVIDER}", NULL};

/* Pulumi documentation, "Deployments, OIDC" and "ESC, OIDC": the audience is the organization,
 * of environments with "aws:" before it. An environment's subject may have more attributes. */
static const PartDomain pulumi_parts[] = {
    {"AUDIENCEKIND", "(aws:)?", NULL, CHOSEN(NONE), NULL},
    {"ISSUEDFOR", "deploy|environments", NULL, CHOSEN(NONE), "deploy"},
    {"ORGANIZATION", "[A-Za-z0-9_.-]+", FIELD, CHOSEN(TENANT), "mallory"},
    {"STACK", "project:" FIELD ":stack:" FIELD "|env:.+", NULL, CHOSEN(UNIT),
     "project:app:stack:prod"},
    {"OPERATION", "(:operation:" FIELD "(:scope:" FIELD ")?)?", NULL, CHOSEN(REF),
     ":operation:update:scope:write"},
    {.name = NULL},
};
static const char *const pulumi_forms[] = {"{AUDIENCEKIND}{ORGANIZATION}", NULL};
static const ClaimDomain pulumi_claims[] = {
    {"sub", THERE_ALWAYS, false, "pulumi:{ISSUEDFOR}:org:{ORGANIZATION}:{STACK}{OPERATION}"},
    {.claim = NULL},
};

/* Its form is not published. */
static const PartDomain sandboxes_parts[] = {
    {"TENANT", ANY_TEXT, NULL, CHOSEN(TENANT), "mallory"},
    {"SUBJECT", ANY_TEXT, NULL, CHOSEN(TENANT), "of-somebody-else"},
    {.name = NULL},
};
static const char *const sandboxes_forms[] = {"{TENANT}", NULL};
static const ClaimDomain sandboxes_claims[] = {
    {"sub", THERE_ALWAYS, false, "{SUBJECT}"},
    {.claim = NULL},
};

/* Vercel documentation, "OpenID Connect (OIDC) federation reference". */
static const PartDomain vercel_parts[] = {
    {"TEAM", "[a-z0-9_-]+", "[^:/]+", CHOSEN(TENANT), "mallory"},
    {"PROJECT", FIELD, NULL, CHOSEN(UNIT), "app"},
    {"DEPLOYMENT", "production|preview|development", FIELD, CHOSEN(REF), "production"},
    {.name = NULL},
};
static const char *const vercel_forms[] = {"https://vercel.com/{TEAM}", "{TEAM}", NULL};
static const ClaimDomain vercel_claims[] = {
    {"sub", THERE_ALWAYS, false, "owner:{TEAM}:project:{PROJECT}:environment:{DEPLOYMENT}"},
    {.claim = NULL},
};

/* Microsoft Learn, "Connect Microsoft Sentinel to AWS" and, with the same issuer, "Connect AWS
 * accounts to Defender for Cloud": one application calls for all customers, so that subject and
 * audience are the same for everybody. What names the customer is how the session is called. */
static const PartDomain sentinel_parts[] = {
    {"PRODUCT", "MicrosoftSentinel|MicrosoftDefenderForClouds", "[A-Za-z]+", CHOSEN(NONE),
     "MicrosoftSentinel"},
    {"WORKSPACE", "[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}", "[A-Za-z0-9_+=,.@-]{1,46}",
     ASSIGNED(TENANT), "00000000-aaaa-bbbb-cccc-000000000000"},
    {"SUBJECT", ANY_TEXT, NULL, CHOSEN(NONE), "00000000-aaaa-bbbb-cccc-000000000001"},
    {.name = NULL},
};
static const char *const sentinel_forms[] = {"{PRODUCT}_{WORKSPACE}", NULL};
static const ClaimDomain sentinel_claims[] = {
    {"sub", THERE_ALWAYS, false, "{SUBJECT}"},
    {.claim = NULL},
};

/* ---- Clusters ------------------------------------------------------------------------------ */

/* Kubernetes documentation, "Service accounts" and "Object names": labels have at most 63
 * characters, names of accounts 253. */
#define LABEL "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
#define ACCOUNT_NAME "[a-z0-9]([a-z0-9.-]*[a-z0-9])?"

static const PartDomain cluster_parts[] = {
    {"NAMESPACE", LABEL, NULL, CHOSEN(UNIT), "another"},
    {"SERVICEACCOUNT", ACCOUNT_NAME, NULL, CHOSEN(REF), "another"},
    {.name = NULL},
};
static const char *const cluster_forms[] = {"system:serviceaccount:{NAMESPACE}:{SERVICEACCOUNT}",
                                            NULL};

/* IBM Turbonomic's clusters: unsure, taken to be those of Kubernetes, where each customer has
 * a namespace. */
static const PartDomain turbonomic_parts[] = {
    {"NAMESPACE", LABEL, ANY_TEXT, CHOSEN(TENANT), "mallory"},
    {"SERVICEACCOUNT", ACCOUNT_NAME, ANY_TEXT, CHOSEN(UNIT), "app"},
    {.name = NULL},
};

/* ---- Others of one tenant ------------------------------------------------------------------- */

/* CircleCI Docs, "OpenID Connect tokens in jobs"; the form with the source since 2024. */
static const PartDomain circleci_parts[] = {
    {"CIRCLECIORG", UUID, "[^/:]+", ASSIGNED(TENANT), "00000000-aaaa-bbbb-cccc-000000000000"},
    {"PROJECT", UUID, "[^/:]+", ASSIGNED(UNIT), "00000000-aaaa-bbbb-cccc-000000000001"},
    {"CIRCLECIUSER", UUID, ANY_TEXT, ASSIGNED(NONE), "00000000-aaaa-bbbb-cccc-000000000002"},
    {"ORIGIN", ANY_TEXT, NULL, CHOSEN(REF), "github.com/mallory/app"},
    {"REF", ANY_TEXT, NULL, CHOSEN(REF), "refs/heads/main"},
    {.name = NULL},
};
static const char *const circleci_forms[] = {
    "org/{CIRCLECIORG}/project/{PROJECT}/user/{CIRCLECIUSER}",
    "org/{CIRCLECIORG}/project/{PROJECT}/user/{CIRCLECIUSER}/vcs-origin/{ORIGIN}/vcs-ref/{REF}",
    NULL,
};
static const ClaimDomain circleci_claims[] = {
    {"oidc.circleci.com/project-id", THERE_ALWAYS, false, "{PROJECT}"},
    {.claim = NULL},
};

/* Atlassian Support, "Integrate Pipelines with resource servers using OIDC": ids stand in
 * braces; that of a deployment environment only where there is one. */
#define BRACED "\\{" UUID "\\}"

static const PartDomain bitbucket_parts[] = {
    {"REPOSITORY", BRACED, NULL, ASSIGNED(UNIT), "{00000000-aaaa-bbbb-cccc-000000000000}"},
    {"DEPLOYMENT", BRACED, NULL, ASSIGNED(REF), "{00000000-aaaa-bbbb-cccc-000000000001}"},
    {"STEP", BRACED, NULL, REDRAWN(REF), "{00000000-aaaa-bbbb-cccc-000000000002}"},
    {.name = NULL},
};
static const char *const bitbucket_forms[] = {"{REPOSITORY}:{STEP}",
                                              "{REPOSITORY}:{DEPLOYMENT}:{STEP}", NULL};

/* Spacelift documentation, "OpenID Connect (OIDC)". */
static const PartDomain spacelift_parts[] = {
    {"SPACE", "[A-Za-z0-9_-]+", FIELD, CHOSEN(UNIT), "another"},
    {"CALLERTYPE", "stack|module", "[a-z_]+", CHOSEN(NONE), "stack"},
    {"CALLER", "[A-Za-z0-9_./-]+", FIELD, CHOSEN(UNIT), "another"},
    {"RUNTYPE", "PROPOSED|TRACKED|TASK|TESTING|DESTROY", "[A-Za-z_]+", CHOSEN(REF), "TRACKED"},
    {"SCOPE", "read|write", "[a-z]+", CHOSEN(REF), "write"},
    {.name = NULL},
};
static const char *const spacelift_forms[] = {
    "space:{SPACE}:{CALLERTYPE}:{CALLER}:run_type:{RUNTYPE}:scope:{SCOPE}", NULL};

/* Oracle Cloud Infrastructure: the subject's form is not published for this use. */
static const char *const oracle_forms[] = {"{SUBJECT}", NULL};
static const PartDomain oracle_parts[] = {
    {"SUBJECT", ANY_TEXT, NULL, CHOSEN(UNIT), "of-somebody-else"},
    {"SESSIONTOKEN", ANY_TEXT, NULL, CHOSEN(UNIT), "of-somebody-else"},
    {.name = NULL},
};
static const ClaimDomain oracle_claims[] = {
    {"rpst_id", THERE_SOMETIMES, false, "{SESSIONTOKEN}"},
    {.claim = NULL},
};

/* ---- The table ------------------------------------------------------------------------------- */

const TokenDomain token_table[] = {
    {"token.actions.githubusercontent.com", github_parts, "sub", github_forms, github_claims},
    {"vstoken.actions.githubusercontent.com", github_parts, "sub", github_forms, github_claims},
    {"token.actions.githubusercontent.com/*", github_parts, "sub", github_forms, github_claims},
    {"token.actions.*.ghe.com", github_parts, "sub", github_forms, github_claims},
    {"github.com/enterprises/*", github_parts, "sub", github_forms, github_claims},
    {"oidc-configuration.audit-log.githubusercontent.com", audit_log_parts, "sub", audit_log_forms,
     no_claims},
    {"gitlab.com", gitlab_parts, "sub", gitlab_forms, gitlab_claims},
    {"app.terraform.io", hcp_parts, "sub", hcp_forms, no_claims},
    {"agent.buildkite.com", buildkite_parts, "sub", buildkite_forms, buildkite_claims},
    {"agent.*.buildkite.dev", buildkite_parts, "sub", buildkite_forms, buildkite_claims},
    {"agent.*.buildkite.site", buildkite_parts, "sub", buildkite_forms, buildkite_claims},
    {"cognito-identity.amazonaws.com", cognito_parts, "aud", cognito_forms, cognito_claims},
    {"cognito-identity-us-gov.amazonaws.com", cognito_gov_parts, "aud", cognito_forms,
     cognito_claims},
    {"accounts.google.com", google_parts, "aud", google_forms, google_claims},
    {"www.amazon.com", amazon_parts, "app_id", amazon_forms, amazon_claims},
    {"graph.facebook.com", facebook_parts, "app_id", facebook_forms, facebook_claims},
    {"oidc.codefresh.io", codefresh_parts, "sub", codefresh_forms, no_claims},
    {"studio.datachain.ai/api", datachain_parts, "sub", datachain_forms, no_claims},
    {"scalr.io", scalr_parts, "sub", scalr_forms, no_claims},
    {"tokens.cloud.shisho.dev", shisho_parts, "sub", shisho_forms, no_claims},
    {"proidc.upbound.io", upbound_parts, "sub", upbound_forms, no_claims},
    {"api.pulumi.com/oidc", pulumi_parts, "aud", pulumi_forms, pulumi_claims},
    {"sandboxes.cloud", sandboxes_parts, "aud", sandboxes_forms, sandboxes_claims},
    {"oidc.vercel.com", vercel_parts, "aud", vercel_forms, vercel_claims},
    {"oidc.vercel.com/*", vercel_parts, "aud", vercel_forms, vercel_claims},
    {"sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d", sentinel_parts, "sts:RoleSessionName",
     sentinel_forms, sentinel_claims},
    {"rh-oidc.s3.us-east-1.amazonaws.com/22ejnvnnturfmt6km08idd0nt4hekbn7", turbonomic_parts, "sub",
     cluster_forms, no_claims},
    {"rh-oidc.s3.us-east-1.amazonaws.com/23e3sd27sju1hoou6ohfs68vbno607tr", turbonomic_parts, "sub",
     cluster_forms, no_claims},
    {"rh-oidc.s3.us-east-1.amazonaws.com/23ne21h005qjl3n33d8dui5dlrmv2tmg", turbonomic_parts, "sub",
     cluster_forms, no_claims},
    {"rh-oidc.s3.us-east-1.amazonaws.com/24jrf12m5dj7ljlfb4ta2frhrcoadm26", turbonomic_parts, "sub",
     cluster_forms, no_claims},
    {"oidc.op1.openshiftapps.com/2f785sojlpb85i7402pk3qogugim5nfb", turbonomic_parts, "sub",
     cluster_forms, no_claims},
    {"oidc.op1.openshiftapps.com/2c51blsaqa9gkjt0o9rt11mle8mmropu", turbonomic_parts, "sub",
     cluster_forms, no_claims},
    {"oidc.eks.*.amazonaws.com*/id/*", cluster_parts, "sub", cluster_forms, no_claims},
    {"oidc.circleci.com/org/*", circleci_parts, "sub", circleci_forms, circleci_claims},
    {"api.bitbucket.org/2.0/workspaces/*/pipelines-config/identity/oidc", bitbucket_parts, "sub",
     bitbucket_forms, no_claims},
    {"*.app.spacelift.io", spacelift_parts, "sub", spacelift_forms, no_claims},
    {"idcs-*.identity.oraclecloud.com", oracle_parts, "sub", oracle_forms, oracle_claims},
};
const size_t token_table_count = sizeof token_table / sizeof *token_table;
