/* SPDX-License-Identifier: Apache-2.0
 *
 * Random policies around sampled calls: an Allow that mostly lets its call in, and Denies
 * that mostly let it pass, so that much of what is sampled is allowed. Weighted to what is
 * hard: policy variables, negation, Deny, IfExists and set operators.
 */
#ifndef ASSUMELINT_TESTS_UNIT_ACCESS_SAMPLING_POLICIES_H
#define ASSUMELINT_TESTS_UNIT_ACCESS_SAMPLING_POLICIES_H

#include "assumelint/buf.h"
#include "sampling_calls.h"

/* All keys that AWS documents, the names of tags and tenants filled in. */
static const char *const documented_keys[] = {
    "accounts.google.com:aud",
    "accounts.google.com:google/organization_number",
    "accounts.google.com:oaud",
    "accounts.google.com:sub",
    "agent.acme.buildkite.dev:build_branch",
    "agent.acme.buildkite.dev:cluster_id",
    "agent.acme.buildkite.dev:cluster_name",
    "agent.acme.buildkite.dev:organization_id",
    "agent.acme.buildkite.dev:organization_slug",
    "agent.acme.buildkite.dev:pipeline_id",
    "agent.acme.buildkite.dev:pipeline_slug",
    "agent.acme.buildkite.site:build_branch",
    "agent.acme.buildkite.site:cluster_id",
    "agent.acme.buildkite.site:cluster_name",
    "agent.acme.buildkite.site:organization_id",
    "agent.acme.buildkite.site:organization_slug",
    "agent.acme.buildkite.site:pipeline_id",
    "agent.acme.buildkite.site:pipeline_slug",
    "agent.buildkite.com:build_branch",
    "agent.buildkite.com:cluster_id",
    "agent.buildkite.com:cluster_name",
    "agent.buildkite.com:organization_id",
    "agent.buildkite.com:organization_slug",
    "agent.buildkite.com:pipeline_id",
    "agent.buildkite.com:pipeline_slug",
    "aws:AssumedRoot",
    "aws:CalledVia",
    "aws:CalledViaAWSMCP",
    "aws:CalledViaFirst",
    "aws:CalledViaLast",
    "aws:ChatbotSourceArn",
    "aws:CurrentTime",
    "aws:Ec2InstanceSourcePrivateIPv4",
    "aws:Ec2InstanceSourceVpc",
    "aws:EpochTime",
    "aws:FederatedProvider",
    "aws:IsMcpServiceAction",
    "aws:MultiFactorAuthAge",
    "aws:MultiFactorAuthPresent",
    "aws:PrincipalAccount",
    "aws:PrincipalArn",
    "aws:PrincipalIsAWSService",
    "aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths",
    "aws:PrincipalServiceName",
    "aws:PrincipalServiceNamesList",
    "aws:PrincipalTag/team",
    "aws:PrincipalType",
    "aws:referer",
    "aws:RequestedRegion",
    "aws:RequestTag/env",
    "aws:RequestTag/team",
    "aws:ResourceAccount",
    "aws:ResourceOrgID",
    "aws:ResourceOrgPaths",
    "aws:ResourceTag/env",
    "aws:ResourceTag/team",
    "aws:SecureTransport",
    "aws:SourceAccount",
    "aws:SourceArn",
    "aws:SourceIdentity",
    "aws:SourceIp",
    "aws:SourceOrgID",
    "aws:SourceOrgPaths",
    "aws:SourceOwner",
    "aws:SourceVpc",
    "aws:SourceVpcArn",
    "aws:SourceVpce",
    "aws:TagKeys",
    "aws:TokenIssueTime",
    "aws:UserAgent",
    "aws:userid",
    "aws:username",
    "aws:ViaAWSMCPService",
    "aws:ViaAWSService",
    "aws:VpceAccount",
    "aws:VpceOrgID",
    "aws:VpceOrgPaths",
    "aws:VpcSourceIp",
    "cognito-identity.amazonaws.com:amr",
    "cognito-identity.amazonaws.com:aud",
    "cognito-identity.amazonaws.com:sub",
    "ec2:RoleDelivery",
    "ec2:SourceInstanceArn",
    "github.com/enterprises/acme:actor",
    "github.com/enterprises/acme:actor_id",
    "github.com/enterprises/acme:enterprise_id",
    "github.com/enterprises/acme:environment",
    "github.com/enterprises/acme:job_workflow_ref",
    "github.com/enterprises/acme:ref",
    "github.com/enterprises/acme:repository",
    "github.com/enterprises/acme:repository_id",
    "github.com/enterprises/acme:repository_owner_id",
    "github.com/enterprises/acme:workflow",
    "gitlab.com:namespace_id",
    "gitlab.com:pipeline_source",
    "gitlab.com:project_id",
    "gitlab.com:ref_protected",
    "gitlab.com:runner_environment",
    "gitlab.com:user_access_level",
    "gitlab.com:user_email",
    "gitlab.com:user_id",
    "gitlab.com:user_login",
    "glue:CredentialIssuingService",
    "glue:RoleAssumedBy",
    "graph.facebook.com:app_id",
    "graph.facebook.com:id",
    "iam:ResourceTag/env",
    "idcs-0a1b.identity.oraclecloud.com:rpst_id",
    "identitystore:UserId",
    "lambda:SourceFunctionArn",
    "oidc.circleci.com/org/8a9ea1c7-7f3c-4a1a-8b7c-1d1b8b6d0c11:oidc.circleci.com/project-id",
    "saml:aud",
    "saml:cn",
    "saml:commonName",
    "saml:doc",
    "saml:eduorghomepageuri",
    "saml:eduorgidentityauthnpolicyuri",
    "saml:eduorglegalname",
    "saml:eduorgsuperioruri",
    "saml:eduorgwhitepagesuri",
    "saml:edupersonaffiliation",
    "saml:edupersonassurance",
    "saml:edupersonentitlement",
    "saml:edupersonnickname",
    "saml:edupersonorgdn",
    "saml:edupersonorgunitdn",
    "saml:edupersonprimaryaffiliation",
    "saml:edupersonprimaryorgunitdn",
    "saml:edupersonprincipalname",
    "saml:edupersonscopedaffiliation",
    "saml:edupersontargetedid",
    "saml:givenName",
    "saml:iss",
    "saml:mail",
    "saml:name",
    "saml:namequalifier",
    "saml:organizationStatus",
    "saml:primaryGroupSID",
    "saml:sub",
    "saml:sub_type",
    "saml:surname",
    "saml:uid",
    "saml:x500UniqueIdentifier",
    "ssm:SourceInstanceArn",
    "sts:AWSServiceName",
    "sts:DurationSeconds",
    "sts:ExternalId",
    "sts:IdentityTokenAudience",
    "sts:RequestContext/k",
    "sts:RequestContextProviders",
    "sts:RoleAuthorizedByIdp",
    "sts:RoleSessionName",
    "sts:SigningAlgorithm",
    "sts:SourceIdentity",
    "sts:TaskPolicyArn",
    "sts:TransitiveTagKeys",
    "token.actions.acme.ghe.com:actor",
    "token.actions.acme.ghe.com:actor_id",
    "token.actions.acme.ghe.com:enterprise_id",
    "token.actions.acme.ghe.com:environment",
    "token.actions.acme.ghe.com:job_workflow_ref",
    "token.actions.acme.ghe.com:ref",
    "token.actions.acme.ghe.com:repository",
    "token.actions.acme.ghe.com:repository_id",
    "token.actions.acme.ghe.com:repository_owner_id",
    "token.actions.acme.ghe.com:workflow",
    "token.actions.githubusercontent.com/acme:actor",
    "token.actions.githubusercontent.com/acme:actor_id",
    "token.actions.githubusercontent.com/acme:enterprise_id",
    "token.actions.githubusercontent.com/acme:environment",
    "token.actions.githubusercontent.com/acme:job_workflow_ref",
    "token.actions.githubusercontent.com/acme:ref",
    "token.actions.githubusercontent.com/acme:repository",
    "token.actions.githubusercontent.com/acme:repository_id",
    "token.actions.githubusercontent.com/acme:repository_owner_id",
    "token.actions.githubusercontent.com/acme:workflow",
    "token.actions.githubusercontent.com:actor",
    "token.actions.githubusercontent.com:actor_id",
    "token.actions.githubusercontent.com:enterprise_id",
    "token.actions.githubusercontent.com:environment",
    "token.actions.githubusercontent.com:job_workflow_ref",
    "token.actions.githubusercontent.com:ref",
    "token.actions.githubusercontent.com:repository",
    "token.actions.githubusercontent.com:repository_id",
    "token.actions.githubusercontent.com:repository_owner_id",
    "token.actions.githubusercontent.com:workflow",
    "www.amazon.com:app_id",
    "www.amazon.com:user_id",
    "token.actions.githubusercontent.com:aud",
    "token.actions.githubusercontent.com:sub",
    "token.actions.githubusercontent.com:amr",
    "token.actions.githubusercontent.com:email",
    "token.actions.githubusercontent.com:oaud",
    NULL};

enum type { A_STRING, AN_ARN, A_NUMBER, A_DATE, A_BOOL, AN_ADDRESS };

static inline enum type type_of_key(const char *key) {
  static const struct {
    const char *end;
    enum type type;
  } ends[] = {{"Arn", AN_ARN},
              {":RequestContextProviders", AN_ARN},
              {":MultiFactorAuthAge", A_NUMBER},
              {":DurationSeconds", A_NUMBER},
              {":RoleDelivery", A_NUMBER},
              {"organization_number", A_NUMBER},
              {"Time", A_DATE},
              {":MultiFactorAuthPresent", A_BOOL},
              {":SecureTransport", A_BOOL},
              {"Service", A_BOOL},
              {":AssumedRoot", A_BOOL},
              {":IsMcpServiceAction", A_BOOL},
              {":RoleAuthorizedByIdp", A_BOOL},
              {"SourceIp", AN_ADDRESS},
              {"IPv4", AN_ADDRESS}};
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
    if (str_ends(str_of(key), ends[i].end))
      return ends[i].type;
  }
  return A_STRING;
}

/* ---- Values ---------------------------------------------------------------------------------- */

/* A variable for a part of the value, where some key has that part. Keeps what it was else. */
static inline const char *with_variable(Arena *arena, uint64_t *seed, const char *value,
                                        const struct sample *call, const char *key) {
  unsigned first = pick(seed, call->count);
  for (unsigned i = 0; i < call->count; i++) {
    const struct said *said = &call->said[(first + i) % call->count];
    const char *part = said->values[0], *at = part && *part ? strstr(value, part) : NULL;
    if (said->list || !at || strcasecmp(said->name, key) == 0 ||
        (strlen(part) < 3 && pick(seed, 2)))
      continue;
    const char *more = pick(seed, 8) == 0 ? ", 'ci'" : "";
    return str_printf(arena, "%.*s${%s%s}%s", (int)(at - value), value, said->name, more,
                      at + strlen(part))
        .ptr;
  }
  return value;
}

/* Cut into a pattern that the value meets, mostly. */
static inline const char *cut(Arena *arena, uint64_t *seed, const char *value) {
  int len = (int)strlen(value);
  int from = (int)pick(seed, (unsigned)len + 1);
  int to = from + (int)pick(seed, (unsigned)(len - from) + 1);
  char *some;
  switch (pick(seed, 6)) {
  case 0:
    return str_printf(arena, "%.*s*", to, value).ptr;
  case 1:
    return str_printf(arena, "*%s", value + from).ptr;
  case 2:
    return str_printf(arena, "*%.*s*", to - from, value + from).ptr;
  case 3:
    return str_printf(arena, "%.*s*%s", from, value, value + to).ptr;
  case 4:
    some = arena_copy(arena, value, (size_t)len + 1);
    for (int i = from; i < to && i < from + 5; i++)
      some[i] = '?';
    return some;
  default:
    return value;
  }
}

static inline const char *network_around(Arena *arena, uint64_t *seed, const char *address) {
  unsigned a, b, c, d;
  if (sscanf(address, "%u.%u.%u.%u", &a, &b, &c, &d) != 4) {
    static const char *const six[] = {"2600::/12", "2000::/3", "::/0", "2600:1f18:abc::/48", NULL};
    return any(seed, six);
  }
  switch (pick(seed, 7)) {
  case 0:
    return "0.0.0.0/0";
  case 1:
    return a < 128 ? "0.0.0.0/1" : "128.0.0.0/1";
  case 2:
    return str_printf(arena, "%u.0.0.0/4", a / 16 * 16).ptr;
  case 3:
    return str_printf(arena, "%u.0.0.0/8", a).ptr;
  case 4:
    return str_printf(arena, "%u.%u.%u.0/24", a, b, c).ptr;
  case 5:
    return str_printf(arena, "%s/32", address).ptr;
  default:
    return address;
  }
}

static inline const char *number_near(Arena *arena, uint64_t *seed, const char *value) {
  long n = strtol(value, NULL, 10);
  static const long steps[] = {0, 1, -1, 3600, -3600};
  return str_printf(arena, "%ld", n + steps[pick(seed, 5)]).ptr;
}

static inline const char *date_near(uint64_t *seed, const char *value) {
  static const char *const dates[] = {"2026-02-01T00:00:00Z", "2020-01-01T00:00:00Z",
                                      "2026-01-01T00:00:00Z", "2030-01-01",
                                      "1767225600",           NULL};
  return pick(seed, 2) ? value : any(seed, dates);
}

/* ---- Operators ------------------------------------------------------------------------------- */

/* What a policy is made around. */
struct subject {
  const struct sample *call;   /* to be let in by an Allow */
  const struct sample *others; /* of the same kind, by other parties */
  Arena *arena;
  bool narrow; /* a few patterns on who calls, which say much about who else can */
};

/* How a condition is built: which value its patterns come from follows. */
struct operator_drawn {
  const char *name;
  bool negated, like;
  enum type as;
};

static inline struct operator_drawn draw_operator(const struct subject *about, uint64_t *seed,
                                                  const char *key, bool list) {
  Arena *arena = about->arena;
  static const char *const strings[][2] = {{"StringEquals", "StringNotEquals"},
                                           {"StringLike", "StringNotLike"},
                                           {"StringLike", "StringNotLike"},
                                           {"StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"}};
  static const char *const arns[][2] = {{"ArnLike", "ArnNotLike"}, {"ArnEquals", "ArnNotEquals"}};
  static const char *const numbers[][2] = {{"NumericEquals", "NumericNotEquals"},
                                           {"NumericLessThan", "NumericGreaterThan"},
                                           {"NumericLessThanEquals", "NumericGreaterThanEquals"}};
  static const char *const dates[][2] = {{"DateEquals", "DateNotEquals"},
                                         {"DateLessThan", "DateGreaterThan"},
                                         {"DateLessThanEquals", "DateGreaterThanEquals"}};
  static const char *const sets[] = {"ForAllValues:", "ForAnyValue:"};
  enum type type = pick(seed, 3) ? type_of_key(key) : A_STRING;
  bool negated = pick(seed, 5) < (about->narrow ? 1u : 2u);
  unsigned n = about->narrow && pick(seed, 3) ? 1 : pick(seed, 4);
  const char *base = type == AN_ARN       ? arns[n % 2][negated]
                     : type == A_NUMBER   ? numbers[n % 3][negated]
                     : type == A_DATE     ? dates[n % 3][negated]
                     : type == A_BOOL     ? "Bool"
                     : type == AN_ADDRESS ? (negated ? "NotIpAddress" : "IpAddress")
                                          : strings[n][negated];
  const char *set = pick(seed, list ? 8 : 1) || pick(seed, 6) == 0 ? sets[pick(seed, 2)] : "";
  const char *suffix = pick(seed, 6) == 0 ? "IfExists" : "";
  return (struct operator_drawn){.name = str_printf(arena, "%s%s%s", set, base, suffix).ptr,
                                 .negated = negated && type != A_BOOL,
                                 .like = type == AN_ARN || strstr(base, "Like"),
                                 .as = type};
}

/* ---- Conditions ------------------------------------------------------------------------------ */

static inline const char *draw_value(const struct subject *about, uint64_t *seed,
                                     const struct operator_drawn *op, const char *key,
                                     const struct sample *from) {
  const struct said *said = sample_says(from, key);
  const char *value =
      said && said->count > 0 ? said->values[pick(seed, said->count)] : any(seed, word_list);
  switch (op->as) {
  case AN_ADDRESS:
    return network_around(about->arena, seed, value);
  case A_NUMBER:
    return number_near(about->arena, seed, value);
  case A_DATE:
    return date_near(seed, value);
  case A_BOOL:
    return said && pick(seed, 4) ? value : pick(seed, 2) ? "true" : "false";
  default:
    break;
  }
  if (pick(seed, 3) == 0)
    value = with_variable(about->arena, seed, value, from, key);
  if (strstr(value, "${") || (!op->like && pick(seed, 12)))
    return op->like && pick(seed, 3) == 0 ? str_printf(about->arena, "%s*", value).ptr : value;
  return cut(about->arena, seed, value);
}

static inline void write_values(Buf *buf, uint64_t *seed, const struct subject *about,
                                const struct operator_drawn *op, const char *key, bool deny) {
  unsigned n = about->narrow || pick(seed, 3) ? 1 : 2 + pick(seed, 2);
  for (unsigned i = 0; i < n; i++) {
    /* A condition that is meant to hold takes what the call says, unless it is negated. */
    bool own = (op->negated == deny) != (pick(seed, about->narrow ? 15 : 5) == 0);
    const char *value = draw_value(about, seed, op, key, own ? about->call : about->others);
    buf_addf(buf, "%s`%s`", i > 0 ? "," : "", value);
  }
}

static inline const char *draw_key(const struct subject *about, uint64_t *seed, bool *list) {
  unsigned how = pick(seed, 12);
  if (about->narrow && how < 9) {
    const struct said *one = &about->call->said[pick(seed, 8)];
    *list = one->list;
    return one->name;
  }
  const struct sample *from = how < 10 ? about->call : about->others;
  const struct said *said = &from->said[pick(seed, from->count)];
  /* The first keys say who calls, the last are the same in every call. */
  if (said >= from->said + 12 && pick(seed, 2))
    said = &from->said[pick(seed, 12)];
  *list = said->list;
  return how == 0 ? any(seed, documented_keys) : said->name;
}

/* Each operator once: JSON would have it twice. */
static inline void write_conditions(Buf *buf, uint64_t *seed, const struct subject *about,
                                    bool deny) {
  const char *used[5];
  unsigned count = 0;
  unsigned most = deny ? 1 + pick(seed, 2) : about->narrow ? 1 + pick(seed, 2) : pick(seed, 5);
  for (unsigned left = most; left > 0; left--) {
    bool list = false, twice = false;
    const char *key = draw_key(about, seed, &list);
    struct operator_drawn op = draw_operator(about, seed, key, list);
    bool null = pick(seed, 12) == 0;
    const char *name = null ? "Null" : op.name;
    for (unsigned i = 0; i < count; i++)
      twice = twice || strcmp(used[i], name) == 0;
    if (twice)
      continue;
    buf_addf(buf, "%s`%s`:{`%s`:[", count > 0 ? "," : "", name, key);
    used[count++] = name;
    if (null)
      buf_add(buf, (sample_says(about->call, key) != NULL) == deny ? "`true`" : "`false`");
    else
      write_values(buf, seed, about, &op, key, deny);
    buf_add(buf, "]}");
  }
}

/* ---- Principals ------------------------------------------------------------------------------ */

static inline const char *unique_id_of(const struct sample *call, Arena *arena) {
  const struct said *id = sample_says(call, "aws:userid");
  const char *value = id ? id->values[0] : "AIDAEXAMPLEEXAMPLE123";
  return str_printf(arena, "%.*s", (int)strcspn(value, ":"), value).ptr;
}

/* One that means the caller, under its key. */
static inline void write_principal_of(Buf *buf, uint64_t *seed, const struct sample *call) {
  const struct said *account = sample_says(call, "aws:PrincipalAccount");
  const struct said *arn = sample_says(call, "aws:PrincipalArn");
  if (call->kind == PRINCIPAL_SERVICE || call->kind == PRINCIPAL_FEDERATED) {
    buf_addf(buf, "`%s`:`%s`", call->kind == PRINCIPAL_SERVICE ? "Service" : "Federated",
             call->principal);
    return;
  }
  switch (pick(seed, 6)) {
  case 0:
  case 1:
    buf_addf(buf, "`AWS`:`arn:aws:iam::%s:root`", account->values[0]);
    break;
  case 2:
    buf_addf(buf, "`AWS`:`%s`", account->values[0]);
    break;
  case 3:
    buf_addf(buf, "`AWS`:`%s`", call->principal);
    break;
  case 4:
    buf_addf(buf, "`AWS`:[`%s`,`%s`]", arn->values[0], unique_id_of(call, call->arena));
    break;
  default:
    buf_addf(buf, "`AWS`:`%s`", arn->values[0]);
  }
}

static inline void write_principal(Buf *buf, uint64_t *seed, const struct subject *about,
                                   bool deny) {
  const struct sample *who = deny && pick(seed, 2) ? about->others : about->call;
  bool aws = who->kind == PRINCIPAL_AWS;
  unsigned how = about->narrow && aws ? pick(seed, 7) : pick(seed, 16);
  if (how < (deny ? 10u : 7u) && !(about->narrow && !aws && !deny && how > 0)) {
    buf_add(buf, pick(seed, 4) ? "`Principal`:{`AWS`:`*`}" : "`Principal`:`*`");
  } else if (how == 10) {
    buf_add(buf, "`NotPrincipal`:{");
    write_principal_of(buf, seed, deny ? about->call : about->others);
    buf_add(buf, "}");
  } else if (how == 11) {
    buf_add(buf, "`Principal`:{");
    write_principal_of(buf, seed, who);
    buf_add(buf, aws ? ",`Service`:[`ec2.amazonaws.com`,`lambda.amazonaws.com`]}"
                     : ",`AWS`:`arn:aws:iam::999988887777:root`}");
  } else {
    buf_add(buf, "`Principal`:{");
    write_principal_of(buf, seed, who);
    buf_add(buf, "}");
  }
}

static inline void write_action(Buf *buf, uint64_t *seed, const struct sample *call, bool deny) {
  unsigned how = pick(seed, 12);
  if (how < 6)
    buf_addf(buf, "`Action`:[`%s`,`sts:TagSession`,`sts:SetSourceIdentity`]", call->action);
  else if (how < 9)
    buf_addf(buf, "`Action`:`%s`", call->action);
  else if (how == 9)
    buf_add(buf, "`NotAction`:`sts:GetCallerIdentity`");
  else if (deny)
    buf_add(buf, how == 10 ? "`Action`:`sts:TagSession`" : "`Action`:`sts:*`");
  else
    buf_add(buf, how == 10 ? "`Action`:`sts:Assume*`" : "`Action`:`sts:*`");
}

/* ---- Policies -------------------------------------------------------------------------------- */

/* With ` for the quotation mark. */
static inline const char *sample_policy(const struct subject *about, uint64_t *seed) {
  Buf buf = buf_in(about->arena);
  unsigned allows = !about->narrow && pick(seed, 4) == 0 ? 2 : 1;
  unsigned denies = pick(seed, 5) < (about->narrow ? 3u : 2u) ? 0 : 1 + pick(seed, 2);
  buf_addf(&buf, "{`Version`:`%s`,`Statement`:[", pick(seed, 12) ? "2012-10-17" : "2008-10-17");
  for (unsigned i = 0; i < allows + denies; i++) {
    bool deny = i >= allows;
    buf_addf(&buf, "%s{`Effect`:`%s`,", i > 0 ? "," : "", deny ? "Deny" : "Allow");
    write_principal(&buf, seed, about, deny);
    buf_add(&buf, ",");
    write_action(&buf, seed, about->call, deny);
    buf_add(&buf, ",`Condition`:{");
    write_conditions(&buf, seed, about, deny);
    buf_add(&buf, "}}");
  }
  buf_add(&buf, "]}");
  return buf.ptr;
}

#endif
