/* SPDX-License-Identifier: Apache-2.0
 *
 * Objections of an IAM expert to a verdict: small policies with all their findings. A comment
 * says what the rows up to the next comment show.
 */
#include "inputs.h"

#define ANY "{`AWS`:`*`}"
#define OWN "{`AWS`:`arn:aws:iam::111122223333:root`}"
#define OWN_ROLE "{`AWS`:`arn:aws:iam::111122223333:role/app`}"
#define OWN_USER "{`AWS`:`arn:aws:iam::111122223333:user/bob`}"
#define OTHER "{`AWS`:`arn:aws:iam::999988887777:root`}"
#define OTHER_ROLE "{`AWS`:`arn:aws:iam::999988887777:role/x`}"
#define HUB "token.actions.githubusercontent.com"
#define GITHUB "{`Federated`:`arn:aws:iam::111122223333:oidc-provider/" HUB "`}"
#define COGNITO "{`Federated`:`cognito-identity.amazonaws.com`}"
#define SAML "{`Federated`:`arn:aws:iam::111122223333:saml-provider/idp`}"
#define STATES "{`Service`:`states.amazonaws.com`}"
#define ASSUME "sts:AssumeRole"
#define WEB "sts:AssumeRoleWithWebIdentity"

/* A statement; an empty condition is left out. */
#define STATEMENT(effect, principal, action, rest)                                                 \
  "{`Effect`:`" effect "`,`Principal`:" principal ",`Action`:`" action "`" rest "}"
#define ALLOW(principal, action) STATEMENT("Allow", principal, action, "")
#define ALLOW_IF(principal, action, condition)                                                     \
  STATEMENT("Allow", principal, action, ",`Condition`:" condition)
#define DENY(principal, action) STATEMENT("Deny", principal, action, "")
#define DENY_IF(principal, action, condition)                                                      \
  STATEMENT("Deny", principal, action, ",`Condition`:" condition)

static const struct row {
  const char *statements; /* with ` for the quotation mark */
  const char *findings;   /* all, sorted: "AL104:info AL505:medium" */
  bool declared;          /* whether 111122223333 is declared as an own account */
} rows[] = {
    /* ---- Everybody ---- */
    /* A stranger has MFA in the own account. */
    {ALLOW_IF(ANY, ASSUME, "{`Bool`:{`aws:MultiFactorAuthPresent`:`true`}}"), "AL101:critical",
     false},
    /* One organization binds; any does not, nor does a condition that needs none. */
    {ALLOW_IF(ANY, ASSUME, "{`StringEquals`:{`aws:PrincipalOrgID`:`o-exampleorg1`}}"), "", false},
    {ALLOW_IF(ANY, ASSUME, "{`StringLike`:{`aws:PrincipalOrgID`:`o-*`}}"), "AL101:critical", false},
    {ALLOW_IF(ANY, ASSUME, "{`StringEqualsIfExists`:{`aws:PrincipalOrgID`:`o-exampleorg1`}}"),
     "AL101:critical", false},
    {ALLOW_IF(ANY, ASSUME, "{`Null`:{`aws:PrincipalOrgID`:`false`}}"), "AL101:critical", false},
    /* The role's own side binds only what it is compared with. */
    {ALLOW_IF(ANY, ASSUME, "{`StringEquals`:{`aws:PrincipalOrgID`:`${aws:ResourceOrgID}`}}"), "",
     false},
    {ALLOW_IF(ANY, ASSUME,
              "{`StringEqualsIfExists`:{`aws:PrincipalOrgID`:`${aws:ResourceOrgID}`}}"),
     "AL101:critical", false},
    {ALLOW_IF(ANY, ASSUME, "{`StringEquals`:{`aws:ResourceAccount`:`111122223333`}}"),
     "AL101:critical", true},
    /* Organizational units are numbered by each organization for itself. */
    {ALLOW_IF(ANY, ASSUME,
              "{`ForAnyValue:StringLike`:{`aws:PrincipalOrgPaths`:`*/ou-ab12-11111111/*`}}"),
     "AL101:critical", false},
    /* The policy may mean the very organization that the tool makes up for strangers. */
    {ALLOW_IF(ANY, ASSUME, "{`ForAnyValue:StringLike`:{`aws:PrincipalOrgPaths`:`o-a1b2c3d4e5/*`}}"),
     "", false},
    {ALLOW_IF(STATES, ASSUME, "{`ForAnyValue:StringLike`:{`aws:SourceOrgPaths`:`o-a1b2c3d4e5/*`}}"),
     "", false},
    {ALLOW_IF(ANY, ASSUME, "{`StringLike`:{`aws:SourceVpce`:`vpce-0a1b2c3d4e5f6071*`}}"),
     "AL102:info", false},
    /* ForAllValues is true where there are no values. */
    {ALLOW_IF(ANY, ASSUME,
              "{`ForAllValues:StringLike`:{`aws:PrincipalOrgPaths`:`o-exampleorg1/*`}}"),
     "AL101:critical", false},
    /* Account ids are random: a stranger gets one for 1* by trying, not one for 1111*. */
    {ALLOW_IF(ANY, ASSUME, "{`StringLike`:{`aws:PrincipalAccount`:`1*`}}"), "AL101:critical",
     false},
    {ALLOW_IF(ANY, ASSUME, "{`StringLike`:{`aws:PrincipalAccount`:`1111*`}}"), "", false},
    {ALLOW_IF(ANY, ASSUME, "{`StringLike`:{`aws:PrincipalAccount`:`ab*`}}"), "AL508:medium", false},
    /* Names of roles are chosen; an account number in the middle may be a name. */
    {ALLOW_IF(ANY, ASSUME, "{`ArnLike`:{`aws:PrincipalArn`:`arn:aws:iam::*:role/Admin`}}"),
     "AL101:critical", false},
    {ALLOW_IF(ANY, ASSUME, "{`StringLike`:{`aws:PrincipalArn`:`*111122223333*`}}"),
     "AL101:critical", false},
    {ALLOW_IF(ANY, ASSUME, "{`StringLike`:{`aws:PrincipalArn`:`arn:aws:iam::111122223333:*`}}"), "",
     true},
    /* An instance, a function and a provider are of the caller's account. */
    {ALLOW_IF(ANY, ASSUME,
              "{`ArnLike`:{`ec2:SourceInstanceArn`:`arn:aws:ec2:*:111122223333:instance/*`}}"),
     "", false},
    {ALLOW_IF(ANY, ASSUME, "{`ArnLike`:{`ec2:SourceInstanceArn`:`arn:aws:ec2:*:*:instance/*`}}"),
     "AL101:critical", false},
    {ALLOW_IF(
         ANY, ASSUME,
         "{`ArnLikeIfExists`:{`ec2:SourceInstanceArn`:`arn:aws:ec2:*:111122223333:instance/*`}}"),
     "AL101:critical", false},
    {ALLOW_IF(ANY, ASSUME,
              "{`ArnLike`:{`lambda:SourceFunctionArn`:`arn:aws:lambda:*:*:function:deploy`}}"),
     "AL101:critical", false},
    {ALLOW_IF(
         ANY, ASSUME,
         "{`ArnLike`:{`aws:FederatedProvider`:`arn:aws:iam::111122223333:oidc-provider/idp.example`}}"),
     "", false},
    {ALLOW_IF(ANY, ASSUME,
              "{`StringEquals`:{`aws:FederatedProvider`:`cognito-identity.amazonaws.com`}}"),
     "AL101:critical", false},
    /* Tags, names of users and sessions, source identities are chosen. */
    {ALLOW_IF(ANY, ASSUME, "{`StringEquals`:{`aws:PrincipalTag/team`:`red`}}"), "AL101:critical",
     false},
    {ALLOW_IF(ANY, ASSUME, "{`StringEquals`:{`sts:RoleSessionName`:`secret`}}"), "AL101:critical",
     false},
    {ALLOW_IF(ANY, ASSUME, "{`StringLike`:{`aws:userid`:`*:bob@example.com`}}"), "AL101:critical",
     false},
    /* The id of a role is drawn. */
    {ALLOW_IF(ANY, ASSUME, "{`StringLike`:{`aws:userid`:`AROA3ZFZ4X6FO5HB76XYS:*`}}"), "", false},
    /* Two halves of all addresses are all addresses. */
    {ALLOW_IF(ANY, ASSUME, "{`IpAddress`:{`aws:SourceIp`:[`0.0.0.0/1`,`128.0.0.0/1`]}}"),
     "AL101:critical", false},
    {ALLOW_IF(ANY, ASSUME, "{`IpAddress`:{`aws:SourceIp`:`203.0.113.0/24`}}"), "AL102:medium",
     false},
    {ALLOW_IF(ANY, ASSUME, "{`IpAddressIfExists`:{`aws:SourceIp`:`203.0.113.0/24`}}"),
     "AL101:critical", false},
    {ALLOW_IF(ANY, ASSUME, "{`IpAddress`:{`aws:SourceIp`:`2000::/3`}}"), "AL101:critical", false},
    /* Calls through an endpoint have no aws:SourceIp, and such a Deny is for them too. */
    {ALLOW(ANY, ASSUME) "," DENY_IF(ANY, ASSUME,
                                    "{`NotIpAddress`:{`aws:SourceIp`:`203.0.113.0/24`}}"),
     "AL102:medium", false},
    /* A Deny by a key that is missing: negated it holds, with ForAnyValue it does not. */
    {ALLOW(ANY, ASSUME) "," DENY_IF(ANY, ASSUME,
                                    "{`StringNotEquals`:{`aws:PrincipalOrgID`:`o-exampleorg1`}}"),
     "", false},
    {ALLOW(ANY, ASSUME) "," DENY_IF(
         ANY, ASSUME, "{`StringNotEqualsIfExists`:{`aws:PrincipalOrgID`:`o-exampleorg1`}}"),
     "", false},
    {ALLOW(ANY, ASSUME) "," DENY_IF(
         ANY, ASSUME, "{`ForAnyValue:StringNotEquals`:{`aws:PrincipalOrgID`:`o-exampleorg1`}}"),
     "AL101:critical AL506:medium", false},
    /* A misspelt key is in no call: a Deny by it is for nobody, or for everybody. */
    {ALLOW(ANY, ASSUME) "," DENY_IF(ANY, ASSUME, "{`StringEquals`:{`aws:PrincipleOrgID`:`x`}}"),
     "AL101:critical", false},
    {ALLOW(ANY, ASSUME) "," DENY_IF(ANY, ASSUME,
                                    "{`StringNotEquals`:{`aws:PrincipleOrgID`:`o-exampleorg1`}}"),
     "AL508:medium", false},
    /* NotAction allows what it does not name. */
    {"{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`NotAction`:`sts:TagSession`}", "AL101:critical",
     false},
    /* Everybody is also whoever has a token. */
    {ALLOW(ANY, WEB), "AL101:critical", false},
    {ALLOW_IF(ANY, WEB, "{`StringLike`:{`" HUB ":sub`:`repo:*`}}"), "AL302:critical AL305:low",
     false},
    {ALLOW_IF(ANY, WEB,
              "{`StringEquals`:{`" HUB ":sub`:`repo:acme/api:ref:refs/heads/main`,`" HUB
              ":aud`:`sts.amazonaws.com`}}"),
     "", false},
    {ALLOW_IF(ANY, WEB,
              "{`StringEquals`:{`accounts.google.com:aud`:`123-app.apps.googleusercontent.com`}}"),
     "", false},
    {ALLOW_IF(
         ANY, WEB,
         "{`StringEquals`:{`cognito-identity.amazonaws.com:aud`:`eu-west-1:12345678-ab12-cd34-ef56-1234567890ab`}}"),
     "AL309:high", false},
    /* ---- Accounts and external ids ---- */
    /* Who need not send an external id sends none. */
    {ALLOW_IF(OTHER, ASSUME,
              "{`StringEqualsIfExists`:{`sts:ExternalId`:`9f86d081884c7d659a2feaa0c55ad015`}}"),
     "AL202:high", false},
    {ALLOW_IF(
         OTHER, ASSUME,
         "{`ForAllValues:StringEquals`:{`sts:ExternalId`:`9f86d081884c7d659a2feaa0c55ad015`}}"),
     "AL202:high", false},
    {ALLOW_IF(OTHER, ASSUME, "{`Null`:{`sts:ExternalId`:`false`}}"), "AL202:high", false},
    {ALLOW_IF(OTHER, ASSUME, "{`StringLike`:{`sts:ExternalId`:`?*`}}"), "AL202:high", false},
    {ALLOW_IF(OTHER, ASSUME, "{`StringNotEquals`:{`sts:ExternalId`:`x`}}"), "AL202:high", false},
    /* With ForAnyValue one must be there. */
    {ALLOW_IF(OTHER, ASSUME,
              "{`ForAnyValue:StringEquals`:{`sts:ExternalId`:`9f86d081884c7d659a2feaa0c55ad015`}}"),
     "AL104:low", false},
    /* Names of operators are read in any case. */
    {ALLOW_IF(OTHER, ASSUME,
              "{`stringequals`:{`sts:ExternalId`:`9f86d081884c7d659a2feaa0c55ad015`}}"),
     "AL104:low", false},
    /* A Deny closes what IfExists leaves open, if it is for the same caller. */
    {ALLOW_IF(OTHER, ASSUME, "{`StringEqualsIfExists`:{`sts:ExternalId`:`9f86d081884c7d659a2feaa0c55ad015`}}") "," DENY_IF(
         ANY, ASSUME, "{`Null`:{`sts:ExternalId`:`true`}}"),
     "AL104:low", false},
    {ALLOW(OTHER, ASSUME) "," DENY_IF(
         ANY, ASSUME, "{`StringNotEquals`:{`sts:ExternalId`:`9f86d081884c7d659a2feaa0c55ad015`}}"),
     "AL104:low", false},
    {ALLOW(OTHER, ASSUME) "," DENY_IF(ANY, ASSUME, "{`StringNotLike`:{`sts:ExternalId`:`*`}}"),
     "AL202:high", false},
    {ALLOW(OTHER, ASSUME) "," DENY_IF("{`AWS`:`arn:aws:iam::123412341234:root`}", ASSUME,
                                      "{`Null`:{`sts:ExternalId`:`true`}}"),
     "AL201:medium", false},
    /* What no caller can send lets nobody in. */
    {ALLOW_IF(OTHER, ASSUME, "{`StringEquals`:{`sts:ExternalId`:`my company`}}"), "AL204:medium",
     false},
    {ALLOW_IF(OTHER, ASSUME, "{`StringEquals`:{`sts:ExternalId`:`x`}}"), "AL204:medium", false},
    /* An id that everybody may bring is a password; with an organization beside it, it is none. */
    {ALLOW_IF(ANY, ASSUME,
              "{`StringEquals`:{`sts:ExternalId`:`9f86d081884c7d659a2feaa0c55ad015`}}"),
     "AL207:high", false},
    {ALLOW_IF(
         ANY, ASSUME,
         "{`StringEquals`:{`sts:ExternalId`:`9f86d081884c7d659a2feaa0c55ad015`,`aws:PrincipalOrgID`:`o-exampleorg1`}}"),
     "", false},
    /* An account that a condition names is trusted like one that is a principal. */
    {ALLOW_IF(ANY, ASSUME, "{`StringEquals`:{`aws:PrincipalAccount`:`464622532012`}}"),
     "AL201:high", false},
    /* The tags of another account are its own to choose. */
    {ALLOW_IF(OTHER, ASSUME, "{`StringEquals`:{`aws:PrincipalTag/team`:`x`}}"), "AL201:high", true},
    /* A Deny by the ARN of a session meets nobody: aws:PrincipalArn is the role's. */
    {ALLOW(OTHER_ROLE, ASSUME) "," DENY_IF(
         ANY, ASSUME,
         "{`ArnEquals`:{`aws:PrincipalArn`:`arn:aws:sts::999988887777:assumed-role/x/s`}}"),
     "AL201:high", true},
    /* Every session of the own account is closed by a Deny of its root. */
    {ALLOW(OWN_ROLE, ASSUME) "," DENY(OWN, ASSUME), "AL508:medium", true},
    /* A role has no user name, a user has. */
    {ALLOW_IF(OWN_ROLE, ASSUME, "{`StringEquals`:{`aws:username`:`bob`}}"), "AL508:medium", true},
    {ALLOW_IF(OWN_USER, ASSUME, "{`StringEquals`:{`aws:username`:`bob`}}"), "", true},
    /* A name under root is looked up at each call; those of Identity Center are reserved. */
    {ALLOW_IF(OWN, ASSUME, "{`ArnLike`:{`aws:PrincipalArn`:`arn:aws:iam::111122223333:role/app`}}"),
     "AL106:low", true},
    {ALLOW_IF(
         OWN, ASSUME,
         "{`ArnLike`:{`aws:PrincipalArn`:`arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Admin_*`}}"),
     "", true},
    /* Long-lived keys come without the MFA key. */
    {ALLOW_IF(OWN_USER, ASSUME, "{`BoolIfExists`:{`aws:MultiFactorAuthPresent`:`true`}}"),
     "AL505:medium", true},
    {ALLOW_IF(OWN_USER, ASSUME, "{`Bool`:{`aws:MultiFactorAuthPresent`:`true`}}"), "", true},
    /* A session got without MFA has the key, and it is false; the age is not there without. */
    {ALLOW_IF(OWN_USER, ASSUME, "{`Null`:{`aws:MultiFactorAuthPresent`:`false`}}"), "AL505:medium",
     true},
    {ALLOW_IF(OWN_USER, ASSUME, "{`Bool`:{`aws:MultiFactorAuthPresent`:`false`}}"), "", true},
    {ALLOW_IF(OWN_USER, ASSUME, "{`Null`:{`aws:MultiFactorAuthAge`:`false`}}"), "", true},
    {ALLOW(OWN, ASSUME) "," DENY_IF(ANY, ASSUME, "{`Bool`:{`aws:MultiFactorAuthPresent`:`false`}}"),
     "AL104:info AL505:medium", true},
    {ALLOW(OWN, ASSUME) "," DENY_IF(ANY, ASSUME,
                                    "{`BoolIfExists`:{`aws:MultiFactorAuthPresent`:`false`}}"),
     "AL104:info", true},
    /* No call that assumes a role has sts:DurationSeconds. */
    {ALLOW_IF(OTHER_ROLE, ASSUME, "{`NumericLessThan`:{`sts:DurationSeconds`:`3600`}}"),
     "AL508:medium", true},
    /* ---- Tokens ---- */
    /* Every token of GitHub has a subject: IfExists and ForAllValues leave nothing out there. */
    {ALLOW_IF(GITHUB, WEB,
              "{`StringEqualsIfExists`:{`" HUB
              ":sub`:`repo:acme/api:ref:refs/heads/main`},`StringEquals`:{`" HUB
              ":aud`:`sts.amazonaws.com`}}"),
     "", false},
    {ALLOW_IF(GITHUB, WEB,
              "{`ForAllValues:StringEquals`:{`" HUB
              ":sub`:`repo:acme/api:ref:refs/heads/main`},`StringEquals`:{`" HUB
              ":aud`:`sts.amazonaws.com`}}"),
     "", false},
    /* AWS makes no key of repository_owner. */
    {ALLOW_IF(GITHUB, WEB,
              "{`StringEquals`:{`" HUB ":repository_owner`:`acme`,`" HUB
              ":aud`:`sts.amazonaws.com`}}"),
     "AL508:medium", false},
    {ALLOW_IF(GITHUB, WEB,
              "{`StringEqualsIfExists`:{`" HUB ":repository_owner`:`acme`},`StringEquals`:{`" HUB
              ":aud`:`sts.amazonaws.com`}}"),
     "AL301:critical", false},
    /* A stranger may call the reusable workflow, name an environment or an actor alike. */
    {ALLOW_IF(
         GITHUB, WEB,
         "{`StringLike`:{`" HUB
         ":job_workflow_ref`:`acme/wf/.github/workflows/deploy.yml@refs/heads/main`},`StringEquals`:{`" HUB
         ":aud`:`sts.amazonaws.com`}}"),
     "AL301:critical", false},
    {ALLOW_IF(GITHUB, WEB,
              "{`StringEquals`:{`" HUB ":sub`:`environment:prod`,`" HUB
              ":aud`:`sts.amazonaws.com`}}"),
     "AL302:critical", false},
    /* Another organization's name may start alike, or end so. */
    {ALLOW_IF(GITHUB, WEB,
              "{`StringLike`:{`" HUB ":sub`:`repo:acme*`},`StringEquals`:{`" HUB
              ":aud`:`sts.amazonaws.com`}}"),
     "AL302:critical", false},
    {ALLOW_IF(GITHUB, WEB,
              "{`StringLike`:{`" HUB
              ":sub`:`repo:?cme/api:ref:refs/heads/main`},`StringEquals`:{`" HUB
              ":aud`:`sts.amazonaws.com`}}"),
     "AL302:critical", false},
    {ALLOW_IF(GITHUB, WEB,
              "{`StringLike`:{`" HUB ":sub`:`repo:acme/api*`},`StringEquals`:{`" HUB
              ":aud`:`sts.amazonaws.com`}}"),
     "AL303:medium", false},
    /* One value of a list is enough. */
    {ALLOW_IF(GITHUB, WEB,
              "{`StringLike`:{`" HUB
              ":sub`:[`repo:acme/api:ref:refs/heads/main`,`repo:*`]},`StringEquals`:{`" HUB
              ":aud`:`sts.amazonaws.com`}}"),
     "AL302:critical", false},
    /* Keys are read in any case. */
    {ALLOW_IF(
         GITHUB, WEB,
         "{`StringEquals`:{`Token.Actions.GithubUserContent.com:SUB`:`repo:acme/api:ref:refs/heads/main`,`" HUB
         ":aud`:`sts.amazonaws.com`}}"),
     "", false},
    /* A key of another spelling of the issuer is in no token. */
    {ALLOW_IF(GITHUB, WEB,
              "{`StringEquals`:{`" HUB "/:sub`:`repo:acme/api:ref:refs/heads/main`,`" HUB
              ":aud`:`sts.amazonaws.com`}}"),
     "AL508:medium", false},
    /* A Deny of all other subjects is a condition like any, for the same action. */
    {ALLOW_IF(GITHUB, WEB, "{`StringEquals`:{`" HUB ":aud`:`sts.amazonaws.com`}}") "," DENY_IF(
         ANY, "STS:assumerolewithwebidentity", "{`StringNotLike`:{`" HUB ":sub`:`repo:acme/*`}}"),
     "AL303:medium", false},
    {ALLOW_IF(GITHUB, WEB, "{`StringEquals`:{`" HUB ":aud`:`sts.amazonaws.com`}}") "," DENY_IF(
         ANY, ASSUME, "{`StringNotLike`:{`" HUB ":sub`:`repo:acme/*`}}"),
     "AL301:critical", false},
    /* Login with Amazon and Facebook have no key for `sub` or `aud`. */
    {ALLOW_IF("{`Federated`:`www.amazon.com`}", WEB, "{`StringEquals`:{`www.amazon.com:sub`:`x`}}"),
     "AL508:medium", false},
    {ALLOW_IF("{`Federated`:`www.amazon.com`}", WEB,
              "{`StringEqualsIfExists`:{`www.amazon.com:sub`:`x`}}"),
     "AL301:critical", false},
    {ALLOW_IF("{`Federated`:`graph.facebook.com`}", WEB,
              "{`StringNotEquals`:{`graph.facebook.com:sub`:`x`}}"),
     "AL301:critical", false},
    {ALLOW_IF("{`Federated`:`graph.facebook.com`}", WEB,
              "{`StringEquals`:{`graph.facebook.com:app_id`:`111`}}"),
     "", false},
    /* The audience of Vercel and Pulumi is a whole team. */
    {ALLOW_IF("{`Federated`:`arn:aws:iam::111122223333:oidc-provider/oidc.vercel.com`}", WEB,
              "{`StringEquals`:{`oidc.vercel.com:aud`:`https://vercel.com/acme`}}"),
     "AL303:medium", false},
    {ALLOW_IF(
         "{`Federated`:`arn:aws:iam::111122223333:oidc-provider/oidc.vercel.com`}", WEB,
         "{`StringEquals`:{`oidc.vercel.com:aud`:`https://vercel.com/acme`},`StringLike`:{`oidc.vercel.com:sub`:`owner:acme:project:p:environment:*`}}"),
     "AL303:low", false},
    {ALLOW_IF(
         "{`Federated`:`arn:aws:iam::111122223333:oidc-provider/oidc.vercel.com`}", WEB,
         "{`StringEquals`:{`oidc.vercel.com:aud`:`https://vercel.com/acme`,`oidc.vercel.com:sub`:`owner:acme:project:p:environment:production`}}"),
     "", false},
    {ALLOW_IF("{`Federated`:`arn:aws:iam::111122223333:oidc-provider/api.pulumi.com/oidc`}", WEB,
              "{`StringEquals`:{`api.pulumi.com/oidc:aud`:`acme`}}"),
     "AL303:medium", false},
    {ALLOW_IF(
         "{`Federated`:`arn:aws:iam::111122223333:oidc-provider/api.pulumi.com/oidc`}", WEB,
         "{`StringEquals`:{`api.pulumi.com/oidc:aud`:`acme`},`StringLike`:{`api.pulumi.com/oidc:sub`:`pulumi:deploy:org:acme:project:p:*`}}"),
     "AL303:medium", false},
    /* A key of another cluster is in no token of this one. */
    {ALLOW_IF(
         "{`Federated`:`arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E`}",
         WEB,
         "{`StringEquals`:{`oidc.eks.eu-west-1.amazonaws.com/id/ANOTHERD539D4633E53DE1B716D3041E:sub`:`system:serviceaccount:prod:app`,`oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E:aud`:`sts.amazonaws.com`}}"),
     "AL508:medium", false},
    /* Guests have `unauthenticated` in a list: a plain operator meets no list. */
    {ALLOW_IF(
         COGNITO, WEB,
         "{`StringEquals`:{`cognito-identity.amazonaws.com:aud`:`eu-west-1:12345678-ab12-cd34-ef56-1234567890ab`,`cognito-identity.amazonaws.com:amr`:`authenticated`}}"),
     "AL508:medium", false},
    {ALLOW_IF(
         COGNITO, WEB,
         "{`StringEquals`:{`cognito-identity.amazonaws.com:aud`:`eu-west-1:12345678-ab12-cd34-ef56-1234567890ab`},`ForAnyValue:StringLike`:{`cognito-identity.amazonaws.com:amr`:`*authenticated`}}"),
     "AL309:high", false},
    {ALLOW_IF(COGNITO, WEB, "{`StringEquals`:{`cognito-identity.amazonaws.com:aud`:`eu-west-1:12345678-ab12-cd34-ef56-1234567890ab`}}") "," DENY_IF(
         COGNITO, WEB,
         "{`ForAnyValue:StringEquals`:{`cognito-identity.amazonaws.com:amr`:`unauthenticated`}}"),
     "", false},
    /* Only AssumeRole has an external id. */
    {ALLOW_IF(SAML, "sts:AssumeRoleWithSAML",
              "{`StringEquals`:{`sts:ExternalId`:`9f86d081884c7d659a2feaa0c55ad015`}}"),
     "AL508:medium", false},
    /* ---- Services ---- */
    /* A source of any account, or none at all, is no source. */
    {ALLOW_IF(STATES, ASSUME, "{`ArnLike`:{`aws:SourceArn`:`arn:aws:states:*:*:*`}}"),
     "AL209:medium", false},
    {ALLOW_IF(STATES, ASSUME, "{`StringEqualsIfExists`:{`aws:SourceAccount`:`111122223333`}}"),
     "AL209:medium", false},
    {ALLOW_IF(STATES, ASSUME, "{`StringEquals`:{`aws:SourceOrgID`:`o-exampleorg1`}}"), "", false},
    {ALLOW_IF(STATES, ASSUME, "{`StringEquals`:{`aws:SourceAccount`:`999988887777`}}"),
     "AL209:medium", true},
    /* A service is of no organization. */
    {ALLOW_IF(STATES, ASSUME, "{`StringEquals`:{`aws:PrincipalOrgID`:`o-exampleorg1`}}"),
     "AL508:medium", false},
    /* Regional names exist for opt-in regions. */
    {ALLOW("{`Service`:`s3.ap-east-1.amazonaws.com`}", ASSUME), "", false},
};

static Report *scan(Arena *arena, const char *statements, bool declared) {
  Str text = str_printf(arena, "{`Version`:`2012-10-17`,`Statement`:[%s]}", statements);
  char *bytes = arena_copy(arena, text.ptr, text.len);
  assert_non_null(bytes);
  for (size_t i = 0; i < text.len; i++)
    bytes[i] = bytes[i] == '`' ? '"' : bytes[i];
  return scan_text(bytes, declared);
}

static void list_findings(char *out, size_t size, const Report *report) {
  out[0] = '\0';
  for (size_t r = 0; rule_list[r]; r++) {
    for (size_t i = 0; i < report->finding_count; i++) {
      size_t used = strlen(out);
      if (report->findings[i].rule == rule_list[r])
        snprintf(out + used, size - used, "%s%s:%s", used > 0 ? " " : "", rule_list[r]->id,
                 severity_name(report->findings[i].severity));
    }
  }
}

static void test_objections(void **state) {
  (void)state;
  size_t wrong = 0;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    char got[512];
    Arena *arena = arena_new(MAX_ARENA_BYTES);
    assert_non_null(arena);
    Report *report = scan(arena, rows[i].statements, rows[i].declared);
    list_findings(got, sizeof got, report);
    if (strcmp(got, rows[i].findings) != 0) {
      print_message("%s\n  expected \"%s\", got \"%s\"\n", rows[i].statements, rows[i].findings,
                    got);
      wrong++;
    }
    report_free(report);
    arena_free(arena);
  }
  assert_int_equal(wrong, 0);
}

TESTS(expert, TEST(test_objections));
