/* SPDX-License-Identifier: Apache-2.0
 *
 * Calls as they really come: recorded claims, names and ids of documentation, for every kind
 * of caller. What is known of keys and issuers is written out here by hand and not taken from
 * src/facts: what is wrong there must not be wrong here too.
 *
 * A call has parties, who are assigned (accounts, organizations, ids, owners of
 * repositories), and a shape, which is everything that its caller may choose. The same shape
 * with other parties is the same call of somebody else.
 */
#ifndef ASSUMELINT_TESTS_UNIT_ACCESS_SAMPLING_VALUES_H
#define ASSUMELINT_TESTS_UNIT_ACCESS_SAMPLING_VALUES_H

#include "assumelint/arena.h"
#include "assumelint/request.h"
#include "chance.h"
#include "unit.h"

#include <strings.h>

enum { MAX_SAID = 72, MAX_ELEMENTS = 4, MAX_ALSO = 4 };

struct said {
  const char *name;
  const char *values[MAX_ELEMENTS];
  unsigned count;
  bool list;
};

enum caller {
  BY_USER,
  BY_SESSION,
  BY_SERVICE,
  BY_CERTIFICATE, /* Roles Anywhere */
  BY_SAML,
  BY_GITHUB,
  BY_GITHUB_ENTERPRISE, /* a private issuer, as the next two */
  BY_EKS,
  BY_CIRCLECI,
  BY_GITLAB,
  BY_TERRAFORM,
  BY_BUILDKITE,
  BY_GOOGLE,
  BY_AMAZON,
  BY_FACEBOOK,
  BY_COGNITO,
  BY_OTHER_ISSUER,
  CALLERS,
};

struct sample {
  Arena *arena;
  enum caller by;
  PrincipalKey kind;
  const char *principal, *action;
  const char *host; /* issuer of the token; NULL for others */
  struct said said[MAX_SAID];
  unsigned count;
  const char *also[MAX_ALSO];
  unsigned also_count;
};

/* ---- Parties --------------------------------------------------------------------------------- */

/* Digits and letters that nobody chooses. */
struct parties {
  char account[13], uid[18], org[13], root[7], unit[18], vpc[18], endpoint[18];
  char address[48];
  char owner[40]; /* organization, group, namespace: somebody chose it */
  char owner_id[14], unit_id[14], person_id[14];
  char uuid[37], unit_uuid[37], person_uuid[37];
  const char *address_of_vpc;
};

static inline void draw_of(char *out, size_t n, const char *letters, uint64_t *seed) {
  for (size_t i = 0; i < n; i++)
    out[i] = letters[pick(seed, (unsigned)strlen(letters))];
  out[n] = '\0';
}

static inline void draw_number(char *out, uint64_t *seed, const char *like) {
  size_t n = 5 + pick(seed, 6);
  out[0] = like && pick(seed, 2) ? like[0] : (char)('1' + pick(seed, 9));
  draw_of(out + 1, n - 1, "0123456789", seed);
}

static inline void draw_uuid(char *out, uint64_t *seed) {
  draw_of(out, 36, "0123456789abcdef", seed);
  for (int i = 8; i <= 23; i += 5)
    out[i] = '-';
}

static inline void draw_assigned(struct parties *out, uint64_t *seed) {
  static const char hex[] = "0123456789abcdef", low[] = "abcdefghijklmnopqrstuvwxyz0123456789";
  draw_of(out->account, 12, "0123456789", seed);
  draw_of(out->uid, 17, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", seed);
  draw_of(out->org, 12, low, seed);
  memcpy(out->org, "o-", 2);
  draw_of(out->root, 6, low, seed);
  memcpy(out->root, "r-", 2);
  draw_of(out->unit, 16, low, seed);
  memcpy(out->unit, "ou-", 3);
  memcpy(out->unit + 3, out->root + 2, 4);
  out->unit[7] = '-';
  draw_of(out->vpc, 17, hex, seed);
  draw_of(out->endpoint, 17, hex, seed);
  draw_uuid(out->uuid, seed);
  draw_uuid(out->unit_uuid, seed);
  draw_uuid(out->person_uuid, seed);
  draw_number(out->owner_id, seed, out->owner_id[0] ? out->owner_id : NULL);
  draw_number(out->unit_id, seed, out->unit_id[0] ? out->unit_id : NULL);
  draw_number(out->person_id, seed, out->person_id[0] ? out->person_id : NULL);
}

/* Those that policies speak of. */
static inline struct parties usual_parties(uint64_t *seed) {
  static const char *const accounts[] = {"464622532012", "123456789012", "999988887777",
                                         "444455556666", "012345678901", NULL};
  static const char *const owners[] = {"acme", "octo-org", "my-group", "payments", "a", "Acme-Labs",
                                       NULL};
  static const char *const addresses[] = {"203.0.113.7", "54.240.197.233", "18.194.0.1",
                                          "2600:1f18:abc::12", NULL};
  struct parties out = {.address_of_vpc = pick(seed, 2) ? "10.0.1.12" : "172.31.4.4"};
  draw_assigned(&out, seed);
  snprintf(out.account, sizeof out.account, "%s", any(seed, accounts));
  snprintf(out.owner, sizeof out.owner, "%s", any(seed, owners));
  snprintf(out.address, sizeof out.address, "%s", any(seed, addresses));
  return out;
}

/* Somebody else, whose name may be made to look like the old one. */
static inline struct parties other_parties(const struct parties *old, uint64_t *seed) {
  static const char *const addresses[] = {"45.83.64.1", "91.198.174.192", "101.6.6.172",
                                          "185.199.108.153", "2a00:1450:4001::8a", NULL};
  static const char low[] = "abcdefghijklmnopqrstuvwxyz0123456789";
  struct parties out = *old;
  char fresh[12];
  size_t kept = pick(seed, (unsigned)strlen(old->owner) + 1);
  const char *end = old->owner + strlen(old->owner) - kept;
  draw_assigned(&out, seed);
  draw_of(fresh, 4 + pick(seed, 7), low, seed);
  snprintf(out.address, sizeof out.address, "%s", any(seed, addresses));
  switch (pick(seed, 4)) {
  case 0:
    snprintf(out.owner, sizeof out.owner, "%s", fresh);
    break;
  case 1: /* the beginning of the name */
    snprintf(out.owner, sizeof out.owner, "%.*s%s", (int)kept, old->owner, fresh);
    break;
  case 2: /* the end of it */
    snprintf(out.owner, sizeof out.owner, "%s%s", fresh, end);
    break;
  default: /* both */
    snprintf(out.owner, sizeof out.owner, "%c%s%s", old->owner[0], fresh, end);
  }
  return out;
}

/* Those that a policy names besides: no adversary has their address. */
static inline struct parties named_parties(const struct parties *old, uint64_t *seed) {
  static const char *const addresses[] = {"99.77.128.1", "35.180.0.9", "2620:107:4000::5", NULL};
  struct parties out = other_parties(old, seed);
  snprintf(out.address, sizeof out.address, "%s", any(seed, addresses));
  return out;
}

/* ---- Saying ---------------------------------------------------------------------------------- */

static inline struct said *say_list(struct sample *s, const char *name) {
  assert_true(s->count < MAX_SAID);
  struct said *out = &s->said[s->count++];
  *out = (struct said){.name = name, .list = true};
  return out;
}

static inline void say(struct sample *s, const char *name, const char *value) {
  struct said *out = say_list(s, name);
  out->list = false;
  out->values[out->count++] = value;
}

#define PRINT(s, ...) (str_printf((s)->arena, __VA_ARGS__).ptr)
#define SAY(s, name, ...) say(s, name, PRINT(s, __VA_ARGS__))
/* Of the token. */
#define CLAIM(s, claim, ...) say(s, PRINT(s, "%s:%s", (s)->host, claim), PRINT(s, __VA_ARGS__))

static inline void need(struct sample *s, const char *action) {
  s->also[s->also_count++] = action;
}

static const char *const word_list[] = {
    "ci",   "deploy", "Admin", "app",       "team-a",   "prod",    "host1", "alice",
    "api",  "web",    "main",  "platform",  "a.b",      "x",       "q-w",   "release",
    "data", "dev",    "i-0a1", "dev@x.org", "A+B=c,d@", "ci-prod", NULL};

/* ---- What many calls say --------------------------------------------------------------------- */

static inline void say_time(struct sample *s, uint64_t *seed) {
  static const char *const times[][2] = {{"2026-01-01T00:00:00Z", "1767225600"},
                                         {"2026-03-14T15:09:26Z", "1773500966"},
                                         {"2027-12-31T23:59:59Z", "1830297599"}};
  unsigned n = pick(seed, 3);
  say(s, "aws:CurrentTime", times[n][0]);
  say(s, "aws:EpochTime", times[n][1]);
}

static inline void say_place(struct sample *s, const struct parties *who, uint64_t *seed) {
  if (pick(seed, 4)) {
    SAY(s, "aws:SourceIp", "%s", who->address);
    return;
  }
  SAY(s, "aws:SourceVpc", "vpc-%s", who->vpc);
  SAY(s, "aws:SourceVpce", "vpce-%s", who->endpoint);
  say(s, "aws:VpcSourceIp", who->address_of_vpc);
  if (pick(seed, 2)) {
    SAY(s, "aws:VpceAccount", "%s", who->account);
    SAY(s, "aws:SourceVpcArn", "arn:aws:ec2:us-east-1:%s:vpc/vpc-%s", who->account, who->vpc);
  }
}

/* Of the role that is called: it is the same whoever calls. */
static inline void say_role(struct sample *s, uint64_t *seed) {
  say(s, "aws:ResourceAccount", "111122223333");
  if (pick(seed, 2)) {
    struct said *paths = say_list(s, "aws:ResourceOrgPaths");
    paths->values[paths->count++] = "o-theroleown/r-zz99/ou-zz99-zzzzzzzz/";
    say(s, "aws:ResourceOrgID", "o-theroleown");
  }
  if (pick(seed, 3) == 0) {
    say(s, "aws:ResourceTag/team", "of-the-role");
    say(s, "iam:ResourceTag/team", "of-the-role");
  }
}

static inline void say_client(struct sample *s, uint64_t *seed) {
  static const char *const regions[] = {"us-east-1", "eu-central-1", "ap-south-1", NULL};
  static const char *const agents[] = {"aws-cli/2.15.30 Python/3.11.8", "Boto3/1.34.0", NULL};
  say(s, "aws:RequestedRegion", any(seed, regions));
  say(s, "aws:UserAgent", any(seed, agents));
  if (pick(seed, 6) == 0)
    say(s, "aws:referer", "https://console.example/start");
  say(s, "aws:SecureTransport", "true");
  say(s, "aws:ViaAWSService", "false");
  say(s, "aws:ViaAWSMCPService", "false");
  say(s, "aws:IsMcpServiceAction", "false");
  say(s, "aws:PrincipalIsAWSService", s->kind == PRINCIPAL_SERVICE ? "true" : "false");
}

static inline void say_session(struct sample *s, uint64_t *seed) {
  static const char *const names[] = {"deploy", "ci-prod", "alice@x.org", "q-w",  "i-0a1b2c3d",
                                      "host1",  "app",     "session",     "prod", NULL};
  say(s, "sts:RoleSessionName", any(seed, names));
  if (pick(seed, 4) == 0) {
    say(s, "sts:SourceIdentity", any(seed, names));
    need(s, "sts:SetSourceIdentity");
  }
}

static inline void say_tags(struct sample *s, uint64_t *seed) {
  static const char *const tags[][2] = {
      {"team", "aws:RequestTag/team"}, {"a", "aws:RequestTag/a"}, {"env", "aws:RequestTag/env"}};
  unsigned first = pick(seed, 3), n = 1 + pick(seed, 2);
  struct said *keys = say_list(s, "aws:TagKeys");
  for (unsigned i = first; i < first + n; i++) {
    keys->values[keys->count++] = tags[i % 3][0];
    say(s, tags[i % 3][1], any(seed, word_list));
  }
  if (pick(seed, 3) == 0) {
    struct said *transitive = say_list(s, "sts:TransitiveTagKeys");
    transitive->values[transitive->count++] = tags[first][0];
  }
  need(s, "sts:TagSession");
}

static inline void say_common(struct sample *s, const struct parties *who, uint64_t *seed) {
  say_time(s, seed);
  if (s->kind != PRINCIPAL_SERVICE)
    say_place(s, who, seed);
  say_role(s, seed);
  say_client(s, seed);
  say_session(s, seed);
  if (pick(seed, 4) == 0)
    say_tags(s, seed);
}

/* ---- Callers of accounts --------------------------------------------------------------------- */

static inline void say_organization(struct sample *s, const struct parties *who, uint64_t *seed) {
  if (pick(seed, 3) == 0)
    return;
  struct said *paths = say_list(s, "aws:PrincipalOrgPaths");
  SAY(s, "aws:PrincipalOrgID", "%s", who->org);
  paths->values[paths->count++] = pick(seed, 3) ? PRINT(s, "%s/%s/%s/", who->org, who->root, who->unit)
                                                : PRINT(s, "%s/%s/", who->org, who->root);
}

static inline void say_own_tags(struct sample *s, uint64_t *seed) {
  static const char *const tags[] = {"aws:PrincipalTag/team", "aws:PrincipalTag/org",
                                     "aws:PrincipalTag/b"};
  for (unsigned i = 0; i < 3; i++) {
    if (pick(seed, 3) == 0)
      say(s, tags[i], any(seed, word_list));
  }
}

static inline void say_factor(struct sample *s, uint64_t *seed) {
  unsigned how = pick(seed, 3);
  if (how == 0)
    return;
  say(s, "aws:MultiFactorAuthPresent", how == 1 ? "true" : "false");
  if (how == 1)
    SAY(s, "aws:MultiFactorAuthAge", "%u", pick(seed, 2) ? 60 : pick(seed, 40000));
}

static inline void say_external_id(struct sample *s, const struct parties *who, uint64_t *seed) {
  static const char *const ids[] = {"7f9c24e8-3b12-4a6f", "acme/prod:1", "customer-42", "x_y@z",
                                    NULL};
  unsigned how = pick(seed, 5);
  if (how == 0)
    say(s, "sts:ExternalId", who->account);
  else if (how < 3)
    say(s, "sts:ExternalId", any(seed, ids));
}

static inline void say_account(struct sample *s, const struct parties *who, uint64_t *seed) {
  say(s, "aws:PrincipalAccount", who->account);
  say_organization(s, who, seed);
  say_own_tags(s, seed);
  say_factor(s, seed);
  say_external_id(s, who, seed);
}

static const char *const path_list[] = {"",   "",   "",           "team/",   "a/b/",
                                        "x:y/", "eu/prod:1/", "division_abc/", NULL};

static inline void say_user(struct sample *s, const struct parties *who, uint64_t *seed) {
  const char *path = any(seed, path_list), *name = any(seed, word_list);
  s->kind = PRINCIPAL_AWS;
  s->principal = PRINT(s, "arn:aws:iam::%s:user/%s%s", who->account, path, name);
  say(s, "aws:PrincipalArn", s->principal);
  say(s, "aws:PrincipalType", "User");
  say(s, "aws:username", name);
  SAY(s, "aws:userid", "AIDA%s", who->uid);
  say_account(s, who, seed);
}

static inline void say_chain(struct sample *s, const struct parties *who, const char *session,
                             uint64_t *seed) {
  switch (pick(seed, 6)) {
  case 0:
    SAY(s, "ec2:SourceInstanceArn", "arn:aws:ec2:us-east-1:%s:instance/i-0a1b2c3d4e5f60718",
        who->account);
    SAY(s, "aws:Ec2InstanceSourceVpc", "vpc-%s", who->vpc);
    say(s, "aws:Ec2InstanceSourcePrivateIPv4", who->address_of_vpc);
    say(s, "ec2:RoleDelivery", "2.0");
    break;
  case 1:
    SAY(s, "lambda:SourceFunctionArn", "arn:aws:lambda:eu-central-1:%s:function:%s", who->account,
        any(seed, word_list));
    break;
  case 2:
    say(s, "aws:SourceIdentity", session);
    break;
  case 3:
    SAY(s, "aws:FederatedProvider",
        "arn:aws:iam::%s:oidc-provider/token.actions.githubusercontent.com", who->account);
    say(s, "aws:TokenIssueTime", "2026-01-01T00:00:00Z");
    break;
  default:
    break;
  }
}

static inline void say_role_session(struct sample *s, const struct parties *who, uint64_t *seed) {
  const char *path = any(seed, path_list), *name = any(seed, word_list);
  const char *session = any(seed, word_list);
  session = strlen(session) < 2 ? "i-0a1b2c3d" : session;
  if (pick(seed, 8) == 0) {
    path = "aws-reserved/sso.amazonaws.com/eu-central-1/";
    name = PRINT(s, "AWSReservedSSO_%s_0123456789abcdef", name);
  }
  s->kind = PRINCIPAL_AWS;
  s->principal = PRINT(s, "arn:aws:sts::%s:assumed-role/%s/%s", who->account, name, session);
  SAY(s, "aws:PrincipalArn", "arn:aws:iam::%s:role/%s%s", who->account, path, name);
  say(s, "aws:PrincipalType", "AssumedRole");
  SAY(s, "aws:userid", "AROA%s:%s", who->uid, session);
  say_account(s, who, seed);
  say_chain(s, who, session, seed);
}

/* ---- Services -------------------------------------------------------------------------------- */

static inline void say_source(struct sample *s, const struct parties *who, const char *arn,
                              uint64_t *seed) {
  unsigned how = pick(seed, 6);
  if (how == 0)
    return;
  say(s, "aws:SourceAccount", who->account);
  if (how > 1)
    say(s, "aws:SourceArn", arn);
  if (how < 4)
    return;
  struct said *paths = say_list(s, "aws:SourceOrgPaths");
  paths->values[paths->count++] = PRINT(s, "%s/%s/%s/", who->org, who->root, who->unit);
  say(s, "aws:SourceOrgID", PRINT(s, "%s", who->org));
}

static inline void say_service_name(struct sample *s, const char *name) {
  s->kind = PRINCIPAL_SERVICE;
  s->principal = name;
  struct said *list = say_list(s, "aws:PrincipalServiceNamesList");
  list->values[list->count++] = name;
  say(s, "aws:PrincipalServiceName", name);
}

static inline void say_service(struct sample *s, const struct parties *who, uint64_t *seed) {
  static const char *const services[][2] = {
      {"lambda.amazonaws.com", "arn:aws:lambda:eu-central-1:%A:function:app"},
      {"cloudtrail.amazonaws.com", "arn:aws:cloudtrail:us-east-1:%A:trail/main"},
      {"s3.amazonaws.com", "arn:aws:s3:::%O-bucket"},
      {"states.amazonaws.com", "arn:aws:states:us-east-1:%A:stateMachine:deploy"},
      {"scheduler.amazonaws.com", "arn:aws:scheduler:us-east-1:%A:schedule-group/prod"},
      {"cognito-idp.amazonaws.com", "arn:aws:cognito-idp:us-east-1:%A:userpool/us-east-1_abc"}};
  unsigned n = pick(seed, 6);
  const char *arn = services[n][1], *at = strchr(arn, '%');
  const char *part = at[1] == 'A' ? who->account : who->owner;
  say_service_name(s, services[n][0]);
  arn = PRINT(s, "%.*s%s%s", (int)(at - arn), arn, part, at + 2);
  say_source(s, who, arn, seed);
  if (n == 5)
    say_external_id(s, who, seed);
}

static inline void say_certificate(struct sample *s, const struct parties *who, uint64_t *seed) {
  say_service_name(s, "rolesanywhere.amazonaws.com");
  say_source(s, who,
             PRINT(s, "arn:aws:rolesanywhere:us-east-1:%s:trust-anchor/%s", who->account,
                   who->uuid),
             seed);
  SAY(s, "aws:PrincipalTag/x509Subject/CN", "%s", any(seed, word_list));
  say(s, "aws:PrincipalTag/x509Issuer/CN", "Example CA");
  if (pick(seed, 2))
    SAY(s, "aws:PrincipalTag/x509SAN/DNS", "%s.example.com", any(seed, word_list));
}

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
      {"api.pulumi.com/oidc", "pulumi:deploy:org:%O:project:%W:stack:prod:operation:update:scope:write",
       "%O"},
      {"api.pulumi.com/oidc", "pulumi:environments:org:%O:env:%W", "aws:%O"},
      {"sandboxes.cloud", "sandbox:%W", "%O"},
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
      value = !part         ? PRINT(s, "%s%c", value, *at)
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
  static const char *const texts[] = {"saml:cn", "saml:edupersonaffiliation", "saml:givenName",
                                      "saml:mail", "saml:edupersonentitlement", "saml:uid"};
  s->kind = PRINCIPAL_FEDERATED;
  s->action = "sts:AssumeRoleWithSAML";
  s->principal = "arn:aws:iam::111122223333:saml-provider/Okta";
  say(s, "SAML:aud", pick(seed, 3) ? "https://signin.aws.amazon.com/saml"
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

/* The call of this shape by these parties. */
static inline struct sample *sample_call(Arena *arena, enum caller by, const struct parties *who,
                                         uint64_t shape) {
  struct sample *s = arena_alloc(arena, sizeof *s);
  *s = (struct sample){.arena = arena, .by = by, .action = "sts:AssumeRole"};
  uint64_t *seed = &shape;
  switch (by) {
  case BY_USER:
    say_user(s, who, seed);
    break;
  case BY_SESSION:
    say_role_session(s, who, seed);
    break;
  case BY_SERVICE:
    say_service(s, who, seed);
    break;
  case BY_CERTIFICATE:
    say_certificate(s, who, seed);
    break;
  case BY_SAML:
    say_assertion(s, who, seed);
    break;
  case BY_GITHUB:
    say_github(s, who, "token.actions.githubusercontent.com", seed);
    break;
  case BY_GITHUB_ENTERPRISE:
  case BY_EKS:
  case BY_CIRCLECI:
    say_private(s, who, seed);
    break;
  case BY_GITLAB:
    say_gitlab(s, who, seed);
    break;
  case BY_TERRAFORM:
    say_terraform(s, who, seed);
    break;
  case BY_BUILDKITE:
    say_buildkite(s, who, seed);
    break;
  case BY_GOOGLE:
  case BY_AMAZON:
  case BY_FACEBOOK:
    say_people(s, who, seed);
    break;
  case BY_COGNITO:
    say_cognito(s, who, seed);
    break;
  case BY_OTHER_ISSUER:
  case CALLERS:
    say_other_issuer(s, who, seed);
    break;
  }
  say_common(s, who, seed);
  /* A certificate always brings tags and a source identity. */
  if (by == BY_CERTIFICATE) {
    s->also_count = 0;
    need(s, "sts:TagSession");
    need(s, "sts:SetSourceIdentity");
  }
  return s;
}

static inline const struct said *sample_says(const struct sample *s, const char *name) {
  for (unsigned i = 0; i < s->count; i++) {
    if (strcasecmp(s->said[i].name, name) == 0)
      return &s->said[i];
  }
  return NULL;
}

/* As the evaluator reads it. */
static inline Request sample_request(const struct sample *s) {
  ContextKey *keys = arena_array(s->arena, s->count, sizeof *keys);
  Str *also = arena_array(s->arena, s->also_count + 1, sizeof *also);
  for (unsigned i = 0; i < s->count; i++) {
    const struct said *said = &s->said[i];
    const Text **values = arena_array(s->arena, said->count + 1, sizeof *values);
    for (unsigned k = 0; k < said->count; k++)
      values[k] = text_literal(s->arena, str_of(said->values[k]));
    keys[i] = (ContextKey){.name = str_of(said->name),
                           .presence = KEY_PRESENT,
                           .values = values,
                           .value_count = said->count,
                           .multivalued = said->list};
  }
  for (unsigned i = 0; i < s->also_count; i++)
    also[i] = str_of(s->also[i]);
  return (Request){.principal_kind = s->kind,
                   .principal = text_literal(s->arena, str_of(s->principal)),
                   .action = str_of(s->action),
                   .also = also,
                   .also_count = s->also_count,
                   .keys = keys,
                   .key_count = s->count};
}

#endif
