# SPDX-License-Identifier: Apache-2.0
#
# Many invented roles, one a line, in a template or in a plan:
#
#   awk -f tests/bench/roles.awk -v kind=oidc -v roles=1000 [-v plan=1] [-v stride=7]
#       [-v worst=20]
#
# What a role is depends on its number alone. `kind`:
#
#   ordinary  a service, roles of one's own account, a vendor with an external ID, tokens
#   oidc      tokens of GitHub, GitLab and EKS: audience, subject, ids, some with a Deny
#   service   the least there is to search
#   worst     statements that fight each other over callers' names, tags and ids
#
# `worst` of them, evenly spread, are of that kind whatever the others are. `stride`: the
# roles come in another order, if it has no factor in common with `roles`. `plan`: two in
# three roles are not changed, the others are created or updated.

# ---- Chance, the same everywhere ---------------------------------------------------------

function start(i) { state = (i + 1) * 7919 % 2147483647 }
function below(n) { state = state * 16807 % 2147483647; return int(state / 64) % n }
function chance(percent) { return below(100) < percent }
function pick(words,   list) { return list[1 + below(split(words, list, " "))] }
function hex(digits,   text) { while (length(text) < digits) text = text pick("0 1 2 3 4 5 6 7 8 9 A B C D E F"); return text }

# ---- Policies ------------------------------------------------------------------------------

function pair(key, value) { return "\"" key "\":" value }
function text(value) { return "\"" value "\"" }

function statement(effect, principal, action, condition) {
  return "{" pair("Effect", text(effect)) "," pair("Principal", principal) "," \
    pair("Action", text(action)) (condition == "" ? "" : "," pair("Condition", "{" condition "}")) "}"
}

function policy_of(statements) {
  return "{" pair("Version", text("2012-10-17")) "," pair("Statement", "[" statements "]") "}"
}

function service(   name) {
  name = pick("ec2 lambda ecs-tasks states events glue codebuild firehose scheduler") ".amazonaws.com"
  return policy_of(statement("Allow", "{" pair("Service", text(name)) "}", "sts:AssumeRole", \
    chance(30) ? pair("StringEquals", "{" pair("aws:SourceAccount", text(own)) "}") : ""))
}

function own_role(i,   one, condition) {
  one = text("arn:aws:iam::" own ":role/" pick("deploy build audit ops") "/caller-" i)
  condition = chance(30) ? pair("StringEquals", "{" pair("aws:PrincipalOrgID", text("o-a1b2c3d4e5")) "}") : ""
  if (chance(20)) condition = pair("Bool", "{" pair("aws:MultiFactorAuthPresent", text("true")) "}")
  if (chance(20)) one = "[" one "," text("arn:aws:iam::" own ":role/second-" i) "]"
  return policy_of(statement("Allow", "{" pair("AWS", one) "}", "sts:AssumeRole", condition))
}

function vendor(i) {
  return policy_of(statement("Allow", "{" pair("AWS", text("arn:aws:iam::464622532012:root")) "}", \
    "sts:AssumeRole", pair("StringEquals", "{" pair("sts:ExternalId", text("customer-" i "-" hex(12))) "}")))
}

function tokens(provider, condition, more) {
  return policy_of(statement("Allow", "{" pair("Federated", text("arn:aws:iam::" own ":oidc-provider/" provider)) "}", \
    "sts:AssumeRoleWithWebIdentity", condition) more)
}

function claim(issuer, name, values) { return pair(issuer ":" name, values) }

function repository() {
  return pick("acme acme-labs initech globex") "/" pick("api web infra billing search auth etl docs") "-" below(400)
}

function github_subject(   repo) {
  named = repository()
  repo = "repo:" named
  if (chance(35)) return repo ":ref:refs/heads/" pick("main master release/* develop")
  if (chance(30)) return repo ":environment:" pick("production staging prod-* dev")
  if (chance(40)) return repo ":*"
  return chance(50) ? repo ":ref:refs/tags/v*" : repo ":pull_request"
}

function github(   issuer, subjects, n, exact, condition, more) {
  issuer = "token.actions.githubusercontent.com"
  n = chance(25) ? 2 + below(5) : 1
  while (n-- > 0) subjects = subjects (subjects == "" ? "" : ",") text(github_subject())
  exact = claim(issuer, "aud", text("sts.amazonaws.com"))
  if (chance(25)) exact = exact "," claim(issuer, "repository_owner_id", text(1000000 + below(9000000)))
  if (chance(10)) exact = exact "," claim(issuer, "repository", text(named))
  condition = pair("StringEquals", "{" exact "}") "," pair("StringLike", "{" claim(issuer, "sub", "[" subjects "]") "}")
  if (chance(8)) condition = condition "," pair("StringNotLike", "{" claim(issuer, "ref", text("refs/pull/*")) "}")
  if (chance(15))
    more = "," statement("Deny", text("*"), "sts:AssumeRoleWithWebIdentity", \
      pair("StringLike", "{" claim(issuer, "sub", text(chance(50) ? "*:pull_request" : "repo:*:environment:dev*")) "}"))
  return tokens(issuer, condition, more)
}

function gitlab(   issuer, exact, condition) {
  issuer = "gitlab.com"
  exact = claim(issuer, "aud", text(chance(50) ? "sts.amazonaws.com" : "https://gitlab.com"))
  if (chance(25)) exact = exact "," claim(issuer, "namespace_id", text(10000 + below(90000)))
  condition = claim(issuer, "sub", text("project_path:" repository() ":ref_type:" \
    pick("branch:ref:main branch:ref:* tag:ref:v* *")))
  return tokens(issuer, pair("StringEquals", "{" exact "}") "," pair("StringLike", "{" condition "}"), "")
}

function eks(   issuer, subject) {
  issuer = "oidc.eks." pick("eu-west-1 us-east-1 eu-central-1") ".amazonaws.com/id/" hex(32)
  subject = "system:serviceaccount:" pick("default monitoring payments kube-system") ":" \
    (chance(20) ? "*" : pick("loader writer external-dns autoscaler") "-" below(90))
  return tokens(issuer, pair("StringEquals", "{" claim(issuer, "aud", text("sts.amazonaws.com")) "}") "," \
    pair(chance(70) ? "StringLike" : "StringEquals", "{" claim(issuer, "sub", text(subject)) "}"), "")
}

function oidc(   n) {
  n = below(100)
  return n < 60 ? github() : n < 75 ? gitlab() : eks()
}

function ordinary(i,   n) {
  n = below(100)
  return n < 45 ? service() : n < 70 ? own_role(i) : n < 85 ? vendor(i) : oidc()
}

# ---- The worst -------------------------------------------------------------------------------

function fought_value() {
  return text(pick("*a*b* ?*?*${aws:username} arn:aws:iam::*:role/*${aws:PrincipalTag/a}* o-* *x?y* *") \
    (chance(40) ? below(10) "*" : ""))
}

# One to five keys, each with one to eleven values.
function fought_keys(   list, n, at, i, k, values, out) {
  n = split("aws:PrincipalArn aws:PrincipalOrgID sts:ExternalId aws:PrincipalTag/a aws:SourceIp " \
    "aws:PrincipalAccount sts:RoleSessionName aws:RequestTag/b aws:userid aws:username " \
    "aws:PrincipalOrgPaths sts:SourceIdentity", list, " ")
  at = below(n)
  for (i = below(5); i >= 0; i--) {
    values = fought_value()
    for (k = below(11); k > 0; k--) values = values "," fought_value()
    out = out (out == "" ? "" : ",") pair(list[1 + (at + i * 5) % n], "[" values "]")
  }
  return "{" out "}"
}

function fought_conditions(   list, n, at, i, out) {
  n = split("StringLike StringNotLike StringEquals StringNotEquals ForAnyValue:StringLike " \
    "ForAllValues:StringNotLike StringLikeIfExists ArnLike StringEqualsIgnoreCase", list, " ")
  at = below(n)
  for (i = below(5); i >= 0; i--)
    out = out (out == "" ? "" : ",") pair(list[1 + (at + i * 4) % n], fought_keys())
  return out
}

# As long as IAM takes it at most.
function fight(   out, i, who) {
  do {
    out = ""
    for (i = 0; i < 4; i++) {
      who = chance(67) ? "{" pair("AWS", text("*")) "}" : "{" pair("AWS", text("arn:aws:iam::464622532012:root")) "}"
      out = out (i > 0 ? "," : "") statement(i == 0 || chance(50) ? "Allow" : "Deny", who, "sts:AssumeRole", fought_conditions())
    }
  } while (length(out) > 4000)
  return policy_of(out)
}

# ---- Roles -----------------------------------------------------------------------------------

function policy(i) {
  start(i)
  if (kind == "worst" || (worst > 0 && i % every == int(every / 2))) return fight()
  if (kind == "oidc") return oidc()
  return kind == "service" ? service() : ordinary(i)
}

function in_template(i) {
  return text("R" i) ":{\"Type\":\"AWS::IAM::Role\",\"Properties\":{\"AssumeRolePolicyDocument\":" policy(i) "}}"
}

function in_plan(i,   document, values, actions) {
  document = policy(i)
  gsub(/"/, "\\\"", document)
  values = "{\"arn\":\"arn:aws:iam::" own ":role/role-" i "\",\"name\":\"role-" i \
    "\",\"path\":\"/\",\"max_session_duration\":3600,\"assume_role_policy\":\"" document "\"}"
  actions = i % 3 ? "no-op" : i % 2 ? "create" : "update"
  return "{\"address\":\"aws_iam_role.r" i "\",\"mode\":\"managed\",\"type\":\"aws_iam_role\"," \
    "\"name\":\"r" i "\",\"change\":{\"actions\":[\"" actions "\"],\"before\":" \
    (actions == "create" ? "null" : values) ",\"after\":" values \
    ",\"after_unknown\":{},\"before_sensitive\":{},\"after_sensitive\":{}}}"
}

BEGIN {
  own = "111122223333"
  if (!roles) roles = 1000
  if (!stride) stride = 1
  every = worst > 0 ? int(roles / worst) : 0
  printf "%s", plan ? "{\"format_version\":\"1.2\",\"resource_changes\":[" : "{\"Resources\":{"
  for (n = 0; n < roles; n++) {
    i = n * stride % roles
    printf "%s\n%s", (n > 0 ? "," : ""), plan ? in_plan(i) : in_template(i)
  }
  print plan ? "],\"configuration\":{\"root_module\":{}},\"complete\":true,\"terraform_version\":\"1.11.4\"}" : "}}"
}
