/* SPDX-License-Identifier: Apache-2.0
 *
 * Policies that people thought of, with who gets in: what once was called closed, and
 * patterns that look like values that no request has.
 */
#ifndef ASSUMELINT_TESTS_UNIT_ACCESS_SAMPLING_CASES_H
#define ASSUMELINT_TESTS_UNIT_ACCESS_SAMPLING_CASES_H

#include "assumelint/access.h"

/* Statements with ` for the quotation mark. */
static const struct known {
  const char *name;
  AdversaryId id;
  bool closed; /* nobody gets in; else it must not be called so */
  const char *statements;
} known[] = {
    {"stringlike arn prefix vendor", ADVERSARY_INTENDED, false,
     "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:`sts:AssumeRole`,`Condition`:{`St"
     "ringLike`:{`aws:PrincipalArn`:`arn:aws:iam::464622532012*`}}}"},
    {"google oaud only", ADVERSARY_FOREIGN_TENANT, false,
     "{`Effect`:`Allow`,`Principal`:{`Federated`:`accounts.google.com`},`Action`:`sts:Assu"
     "meRoleWithWebIdentity`,`Condition`:{`StringEquals`:{`accounts.google.com:oaud`:`http"
     "s://my-app.example`}}}"},
    {"stringlike arn prefix in list", ADVERSARY_INTENDED, false,
     "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:`sts:AssumeRole`,`Condition`:{`St"
     "ringLike`:{`aws:PrincipalArn`:[`arn:aws:iam::111122223333:role/ci`,`arn:aws:iam::464"
     "622532012*`]}}}"},
    {"principalaccount ifexists", ADVERSARY_INTENDED, false,
     "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:`sts:AssumeRole`,`Condition`:{`St"
     "ringEqualsIfExists`:{`aws:PrincipalAccount`:`464622532012`}}}"},
    {"principalarn ifexists", ADVERSARY_INTENDED, false,
     "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:`sts:AssumeRole`,`Condition`:{`Ar"
     "nLikeIfExists`:{`aws:PrincipalArn`:`arn:aws:iam::464622532012:role/x`}}}"},
    {"ext id other statement ifexists", ADVERSARY_INTENDED, false,
     "{`Effect`:`Allow`,`Principal`:{`AWS`:`arn:aws:iam::464622532012:root`},`Action`:`sts"
     ":AssumeRole`,`Condition`:{`StringEquals`:{`sts:ExternalId`:`7f9c24e8-3b12-4a6f`}}},{"
     "`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:`sts:AssumeRole`,`Condition`:{`Str"
     "ingEqualsIfExists`:{`aws:PrincipalAccount`:`464622532012`}}}"},
    {"orgid equals own tag", ADVERSARY_STRANGER, false,
     "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:`sts:AssumeRole`,`Condition`:{`St"
     "ringEquals`:{`aws:PrincipalOrgID`:`${aws:PrincipalTag/org}`}}}"},
    {"account prefix silent", ADVERSARY_INTENDED, false,
     "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:`sts:AssumeRole`,`Condition`:{`St"
     "ringLike`:{`aws:PrincipalAccount`:`1112*`}}}"},
    {"userid any user", ADVERSARY_STRANGER, false,
     "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:`sts:AssumeRole`,`Condition`:{`St"
     "ringLike`:{`aws:userid`:`AIDA?????????????????`}}}"},
    {"foreign org silent", ADVERSARY_INTENDED, false,
     "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:`sts:AssumeRole`,`Condition`:{`St"
     "ringEquals`:{`aws:PrincipalOrgID`:`o-zzzzzz9999`}}}"},
    {"al508 beside al616", ADVERSARY_INTENDED, false,
     "{`Effect`:`Allow`,`Principal`:{`Federated`:`arn:aws:iam::111122223333:oidc-provider/"
     "token.stedi.example`},`Action`:`sts:AssumeRoleWithWebIdentity`,`Condition`:{`StringE"
     "quals`:{`aws:RequestTag/MemberRole`:`${aws:ResourceTag/MemberRole}`,`token.stedi.exa"
     "mple:aud`:`x`}}}"},
    {"ext id is callers own account", ADVERSARY_STRANGER, false,
     "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:`sts:AssumeRole`,`Condition`:{`St"
     "ringEquals`:{`sts:ExternalId`:`${aws:PrincipalAccount}`}}}"},
    {"ext id vendor own account", ADVERSARY_OTHER_CUSTOMER, false,
     "{`Effect`:`Allow`,`Principal`:{`AWS`:`arn:aws:iam::464622532012:root`},`Action`:`sts"
     ":AssumeRole`,`Condition`:{`StringEquals`:{`sts:ExternalId`:`${aws:PrincipalAccount}`"
     "}}}"},
    {"gh sub equals own repository", ADVERSARY_FOREIGN_TENANT, false,
     "{`Effect`:`Allow`,`Principal`:{`Federated`:`arn:aws:iam::111122223333:oidc-provider/"
     "token.actions.githubusercontent.com`},`Action`:`sts:AssumeRoleWithWebIdentity`,`Cond"
     "ition`:{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:${token.action"
     "s.githubusercontent.com:repository}:*`},`StringEquals`:{`token.actions.githubusercon"
     "tent.com:aud`:`sts.amazonaws.com`}}}"},
    {"gh repository id prefix", ADVERSARY_FOREIGN_TENANT, false,
     "{`Effect`:`Allow`,`Principal`:{`Federated`:`arn:aws:iam::111122223333:oidc-provider/"
     "token.actions.githubusercontent.com`},`Action`:`sts:AssumeRoleWithWebIdentity`,`Cond"
     "ition`:{`StringLike`:{`token.actions.githubusercontent.com:repository_id`:`1*`},`Str"
     "ingEquals`:{`token.actions.githubusercontent.com:aud`:`sts.amazonaws.com`}}}"},
    {"vpc equals instance vpc", ADVERSARY_STRANGER, false,
     "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:`sts:AssumeRole`,`Condition`:{`St"
     "ringEquals`:{`aws:SourceVpc`:`${aws:Ec2InstanceSourceVpc}`}}}"},
    {"chain of four variables", ADVERSARY_INTENDED, false,
     "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:[`sts:AssumeRole`,`sts:TagSession"
     "`,`sts:SetSourceIdentity`],`Condition`:{`StringEquals`:{`aws:RequestTag/a`:`${aws:Pr"
     "incipalTag/b}`,`aws:PrincipalTag/b`:`${sts:RoleSessionName}`,`sts:SourceIdentity`:`$"
     "{aws:RequestTag/a}`},`StringLike`:{`sts:SourceIdentity`:`q*w`}}}"},
    {"chain of four variables", ADVERSARY_STRANGER, false,
     "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:[`sts:AssumeRole`,`sts:TagSession"
     "`,`sts:SetSourceIdentity`],`Condition`:{`StringEquals`:{`aws:RequestTag/a`:`${aws:Pr"
     "incipalTag/b}`,`aws:PrincipalTag/b`:`${sts:RoleSessionName}`,`sts:SourceIdentity`:`$"
     "{aws:RequestTag/a}`},`StringLike`:{`sts:SourceIdentity`:`q*w`}}}"},
    {"arn four digit account", ADVERSARY_INTENDED, false,
     "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:`sts:AssumeRole`,`Condition`:{`St"
     "ringLike`:{`aws:PrincipalArn`:`arn:aws:iam::1111*:role/ci`}}}"},
    {"who witness account x", ADVERSARY_STRANGER, false,
     "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:`sts:AssumeRole`,`Condition`:{`Ar"
     "nLike`:{`aws:PrincipalArn`:`arn:aws:iam::*:role/ci-*`}}}"},
    {"saml anybody", ADVERSARY_INTENDED, false,
     "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:`sts:AssumeRoleWithSAML`}"},
    {"private issuer every subject", ADVERSARY_OTHER_SUBJECT, false,
     "{`Effect`:`Allow`,`Principal`:{`Federated`:`arn:aws:iam::111122223333:oidc-provider/"
     "token.actions.acme.ghe.com`},`Action`:`sts:AssumeRoleWithWebIdentity`,`Condition`:{`"
     "StringLike`:{`token.actions.acme.ghe.com:sub`:`repo:*`},`StringEquals`:{`token.actio"
     "ns.acme.ghe.com:aud`:`sts.amazonaws.com`}}}"},
    {"rolesanywhere documented", ADVERSARY_INTENDED, false,
     "{`Effect`:`Allow`,`Principal`:{`Service`:`rolesanywhere.amazonaws.com`},`Action`:[`s"
     "ts:AssumeRole`,`sts:TagSession`,`sts:SetSourceIdentity`],`Condition`:{`StringEquals`"
     ":{`aws:PrincipalTag/x509Subject/CN`:`host1`},`ArnEquals`:{`aws:SourceArn`:[`arn:aws:"
     "rolesanywhere:us-east-1:111122223333:trust-anchor/11111111-2222-3333-4444-5555555555"
     "55`]}}}"},
    {"rolesanywhere cn added new", ADVERSARY_INTENDED, false,
     "{`Effect`:`Allow`,`Principal`:{`Service`:`rolesanywhere.amazonaws.com`},`Action`:[`s"
     "ts:AssumeRole`,`sts:TagSession`,`sts:SetSourceIdentity`],`Condition`:{`StringEquals`"
     ":{`aws:PrincipalTag/x509Subject/CN`:[`a`,`b`]}}}"},
    {"diff arn prefix new", ADVERSARY_INTENDED, false,
     "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:`sts:AssumeRole`,`Condition`:{`St"
     "ringLike`:{`aws:PrincipalArn`:[`arn:aws:iam::111122223333:role/x`,`arn:aws:iam::4646"
     "22532012*`]}}}"},
    {"diff orgid to orgpaths new", ADVERSARY_INTENDED, false,
     "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:`sts:AssumeRole`,`Condition`:{`Fo"
     "rAnyValue:StringLike`:{`aws:PrincipalOrgPaths`:`o-abc1234567/r-ab12/ou-ab12-11111111"
     "/*`}}}"},
    {"saml aud ifexists", ADVERSARY_STRANGER, false,
     "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`,`Federated`:`arn:aws:iam::111122223333:saml"
     "-provider/Okta`},`Action`:[`sts:AssumeRole`,`sts:AssumeRoleWithSAML`],`Condition`:{`"
     "StringEqualsIfExists`:{`SAML:aud`:`https://signin.aws.amazon.com/saml`}}}"},
    {"deny foranyvalue saml aud", ADVERSARY_STRANGER, false,
     "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:`sts:AssumeRole`},{`Effect`:`Deny"
     "`,`Principal`:{`AWS`:`*`},`Action`:`sts:AssumeRole`,`Condition`:{`ForAnyValue:String"
     "NotEquals`:{`SAML:aud`:`https://signin.aws.amazon.com/saml`}}}"},
    {"sentinel no session name", ADVERSARY_FOREIGN_TENANT, false,
     "{`Effect`:`Allow`,`Principal`:{`Federated`:`arn:aws:iam::111122223333:oidc-provider/"
     "sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d`},`Action`:`sts:AssumeRoleWithW"
     "ebIdentity`,`Condition`:{`StringEquals`:{`sts.windows.net/33e01921-4d64-4f8c-a055-5b"
     "daffd5e33d:aud`:`api://1462b192-27f7-4cb9-8523-0f4ecb54b47e`}}}"},
    {"google sub prefix", ADVERSARY_FOREIGN_TENANT, false,
     "{`Effect`:`Allow`,`Principal`:{`Federated`:`accounts.google.com`},`Action`:`sts:Assu"
     "meRoleWithWebIdentity`,`Condition`:{`StringLike`:{`accounts.google.com:sub`:`1*`}}}"},
    {"amazon user prefix", ADVERSARY_FOREIGN_TENANT, false,
     "{`Effect`:`Allow`,`Principal`:{`Federated`:`www.amazon.com`},`Action`:`sts:AssumeRol"
     "eWithWebIdentity`,`Condition`:{`StringLike`:{`www.amazon.com:user_id`:`amzn1.account"
     ".*`}}}"},
    {"principal account prefix", ADVERSARY_INTENDED, false,
     "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:`sts:AssumeRole`,`Condition`:{`St"
     "ringLike`:{`aws:PrincipalAccount`:`44445555666?`}}}"},
    {"github owner prefix", ADVERSARY_FOREIGN_TENANT, false,
     "{`Effect`:`Allow`,`Principal`:{`Federated`:`arn:aws:iam::111122223333:oidc-provider/"
     "token.actions.githubusercontent.com`},`Action`:`sts:AssumeRoleWithWebIdentity`,`Cond"
     "ition`:{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repository_owner:ac"
     "me*`},`StringEquals`:{`token.actions.githubusercontent.com:aud`:`sts.amazonaws.com`}"
     "}}"},
    {"github environment first", ADVERSARY_FOREIGN_TENANT, false,
     "{`Effect`:`Allow`,`Principal`:{`Federated`:`arn:aws:iam::111122223333:oidc-provider/"
     "token.actions.githubusercontent.com`},`Action`:`sts:AssumeRoleWithWebIdentity`,`Cond"
     "ition`:{`StringLike`:{`token.actions.githubusercontent.com:sub`:`environment:prod:re"
     "pository_owner:acme*`},`StringEquals`:{`token.actions.githubusercontent.com:aud`:`st"
     "s.amazonaws.com`}}}"},
    {"github owner exact whole org", ADVERSARY_OTHER_REPOSITORY, false,
     "{`Effect`:`Allow`,`Principal`:{`Federated`:`arn:aws:iam::111122223333:oidc-provider/"
     "token.actions.githubusercontent.com`},`Action`:`sts:AssumeRoleWithWebIdentity`,`Cond"
     "ition`:{`StringEquals`:{`token.actions.githubusercontent.com:sub`:`repository_owner:"
     "acme:repository_visibility:private`,`token.actions.githubusercontent.com:aud`:`sts.a"
     "mazonaws.com`}}}"},
    {"gitlab namespace id prefix", ADVERSARY_FOREIGN_TENANT, false,
     "{`Effect`:`Allow`,`Principal`:{`Federated`:`arn:aws:iam::111122223333:oidc-provider/"
     "gitlab.com`},`Action`:`sts:AssumeRoleWithWebIdentity`,`Condition`:{`StringLike`:{`gi"
     "tlab.com:namespace_id`:`1*`},`StringEquals`:{`gitlab.com:aud`:`sts.amazonaws.com`}}}"},
    {"tag equals star", ADVERSARY_STRANGER, true,
     "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:`sts:AssumeRole`,`Condition`:{`St"
     "ringEquals`:{`aws:PrincipalTag/team`:`*`}}}"},
    {"source ip cidr as text", ADVERSARY_STRANGER, true,
     "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:`sts:AssumeRole`,`Condition`:{`St"
     "ringEquals`:{`aws:SourceIp`:`203.0.113.0/24`}}}"},
    {"mfa yes as text", ADVERSARY_STRANGER, true,
     "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:`sts:AssumeRole`,`Condition`:{`St"
     "ringEquals`:{`aws:MultiFactorAuthPresent`:`yes`}}}"},
    {"github sub question mark", ADVERSARY_FOREIGN_TENANT, true,
     "{`Effect`:`Allow`,`Principal`:{`Federated`:`arn:aws:iam::111122223333:oidc-provider/"
     "token.actions.githubusercontent.com`},`Action`:`sts:AssumeRoleWithWebIdentity`,`Cond"
     "ition`:{`StringLike`:{`token.actions.githubusercontent.com:sub`:`?`},`StringEquals`:"
     "{`token.actions.githubusercontent.com:aud`:`sts.amazonaws.com`}}}"},
    {"github sub without key", ADVERSARY_FOREIGN_TENANT, true,
     "{`Effect`:`Allow`,`Principal`:{`Federated`:`arn:aws:iam::111122223333:oidc-provider/"
     "token.actions.githubusercontent.com`},`Action`:`sts:AssumeRoleWithWebIdentity`,`Cond"
     "ition`:{`StringLike`:{`token.actions.githubusercontent.com:sub`:`acme/api:*`},`Strin"
     "gEquals`:{`token.actions.githubusercontent.com:aud`:`sts.amazonaws.com`}}}"},
};

#endif
