/* SPDX-License-Identifier: Apache-2.0
 *
 * Sampled callers with credentials of AWS: users, sessions of roles, services.
 */
#ifndef ASSUMELINT_TESTS_UNIT_ACCESS_SAMPLING_ACCOUNTS_H
#define ASSUMELINT_TESTS_UNIT_ACCESS_SAMPLING_ACCOUNTS_H

#include "sampling_values.h"

/* ---- Callers of accounts --------------------------------------------------------------------- */

static inline void say_organization(struct sample *s, const struct parties *who, uint64_t *seed) {
  if (pick(seed, 3) == 0)
    return;
  struct said *paths = say_list(s, "aws:PrincipalOrgPaths");
  SAY(s, "aws:PrincipalOrgID", "%s", who->org);
  paths->values[paths->count++] = pick(seed, 3)
                                      ? PRINT(s, "%s/%s/%s/", who->org, who->root, who->unit)
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

static const char *const path_list[] = {
    "", "", "", "team/", "a/b/", "x:y/", "eu/prod:1/", "division_abc/", NULL};

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
  say_source(
      s, who,
      PRINT(s, "arn:aws:rolesanywhere:us-east-1:%s:trust-anchor/%s", who->account, who->uuid),
      seed);
  SAY(s, "aws:PrincipalTag/x509Subject/CN", "%s", any(seed, word_list));
  say(s, "aws:PrincipalTag/x509Issuer/CN", "Example CA");
  if (pick(seed, 2))
    SAY(s, "aws:PrincipalTag/x509SAN/DNS", "%s.example.com", any(seed, word_list));
}

#endif
