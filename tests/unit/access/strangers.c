/* SPDX-License-Identifier: Apache-2.0
 *
 * The witness search for strangers: with whatever Condition, everybody is the
 * principal; who gets in, and who does not.
 */
#include "access_case.h"

#define ALLOW "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:`sts:AssumeRole`"
#define DENY "{`Effect`:`Deny`,`Principal`:{`AWS`:`*`},`Action`:`sts:AssumeRole`"

static const struct case_row cases[] = {
    {WAY_OPEN, NULL, NULL},
    IF(WAY_OPEN, "{`StringLike`:{`aws:PrincipalArn`:`arn:aws:iam::*:role/Admin`}}"),
    IF(WAY_CLOSED, "{`StringLike`:{`aws:PrincipalArn`:`arn:aws:iam::111122223333:role/*`}}"),
    IF(WAY_OPEN, "{`StringLike`:{`aws:PrincipalArn`:`*:role/deploy-*`}}"),
    IF(WAY_OPEN, "{`ArnLike`:{`aws:PrincipalArn`:`arn:aws:iam::*:role/*/ops`}}"),
    IF(WAY_OPEN, "{`StringLike`:{`aws:PrincipalArn`:`arn:*:role/a*`},"
                 "`StringNotLike`:{`aws:PrincipalArn`:[`*:role/ab*`,`*:role/ac`]}}"),
    IF(WAY_OPEN, "{`StringLike`:{`aws:PrincipalArn`:`*a`},"
                 "`StringLikeIfExists`:{`aws:PrincipalArn`:`*:role/b*`},"
                 "`ArnLike`:{`aws:PrincipalArn`:`arn:aws:iam::*:role/*c*`}}"),
    IF(WAY_CLOSED, "{`StringLike`:{`aws:PrincipalArn`:`*a`},"
                   "`StringEquals`:{`aws:PrincipalArn`:[`arn:aws:iam::111122223333:role/a`]}}"),
    IF(WAY_OPEN, "{`StringNotLike`:{`sts:RoleSessionName`:[`s*`,`a*`]}}"),
    IF(WAY_OPEN, "{`StringNotLike`:{`aws:UserAgent`:[`*a*`,`*e*`]}}"),
    IF(WAY_OPEN, "{`StringNotLike`:{`aws:PrincipalTag/team`:[`*a*`]},"
                 "`Null`:{`aws:PrincipalTag/team`:`false`}}"),
    IF(WAY_OPEN, "{`StringLike`:{`aws:username`:`a*`},"
                 "`ArnLike`:{`aws:PrincipalArn`:`arn:aws:iam::*:user/*b`}}"),
    IF(WAY_OPEN, "{`StringLike`:{`aws:username`:`bob*`},"
                 "`ArnLike`:{`aws:PrincipalArn`:`arn:aws:iam::*:user/team/*`}}"),
    IF(WAY_OPEN, "{`StringLike`:{`aws:username`:[`bob*`]},`StringNotLike`:{`aws:username`:[`bob`,"
                 "`bobx`]}}"),
    IF(WAY_OPEN, "{`StringLike`:{`aws:userid`:`*:deploy`}}"),
    IF(WAY_OPEN, "{`StringLike`:{`aws:userid`:`AROA*:deploy-*`}}"),
    IF(WAY_CLOSED, "{`StringLike`:{`aws:userid`:`AROAEXAMPLEEXAMPLE12:*`}}"),
    IF(WAY_OPEN, "{`StringLike`:{`aws:userid`:`AIDA*`}}"),
    IF(WAY_OPEN, "{`StringLike`:{`aws:PrincipalAccount`:`*`}}"),
    IF(WAY_OPEN, "{`StringLike`:{`aws:PrincipalAccount`:`1*`}}"),
    IF(WAY_CLOSED, "{`StringLike`:{`aws:PrincipalAccount`:`11112222333*`}}"),
    {WAY_OPEN, NULL, DENY ",`Condition`:{`StringLike`:{`aws:PrincipalAccount`:`2*`}}}"},
    {WAY_OPEN, NULL,
     "{`Effect`:`Deny`,`Principal`:{`AWS`:`210987654321`},`Action`:`sts:AssumeRole`}"},
    {WAY_OPEN, NULL,
     "{`Effect`:`Deny`,`Principal`:{`AWS`:[`210987654321`,`209876543210`,`298765432109`,"
     "`287654321098`]},`Action`:`sts:AssumeRole`}"},
    IF(WAY_OPEN, "{`StringNotEquals`:{`aws:PrincipalAccount`:[`210987654321`,`209876543210`,"
                 "`298765432109`,`287654321098`]}}"),
    IF(WAY_CLOSED, "{`StringEquals`:{`aws:PrincipalAccount`:[`210987654321`,`209876543210`,"
                   "`298765432109`,`287654321098`]}}"),
    IF(WAY_OPEN, "{`StringLike`:{`aws:PrincipalOrgID`:`o-*`}}"),
    IF(WAY_OPEN, "{`StringLike`:{`aws:PrincipalOrgID`:`o-b*`}}"),
    IF(WAY_CLOSED, "{`StringLike`:{`aws:PrincipalOrgID`:`o-abcd*`}}"),
    IF(WAY_CLOSED, "{`StringEquals`:{`aws:PrincipalOrgID`:`o-a1b2c3d4e5`}}"),
    IF(WAY_OPEN,
       "{`ForAnyValue:StringLike`:{`aws:PrincipalOrgPaths`:`o-*/r-xyz9/ou-xyz9-abcdefgh/*`}}"),
    IF(WAY_OPEN, "{`ForAnyValue:StringLike`:{`aws:PrincipalOrgPaths`:`*/r-xyz9/*`}}"),
    IF(WAY_CLOSED, "{`ForAnyValue:StringLike`:{`aws:PrincipalOrgPaths`:`o-abcdefghij/r-xyz9/*`}}"),
    IF(WAY_OPEN, "{`ForAllValues:StringLike`:{`aws:PrincipalOrgPaths`:`o-abcdefghij/r-xyz9/*`}}"),
    IF(WAY_OPEN, "{`StringEqualsIfExists`:{`aws:PrincipalOrgID`:`o-abcdefghij`}}"),
    {WAY_CLOSED, NULL,
     DENY ",`Condition`:{`StringNotEqualsIfExists`:{`aws:PrincipalOrgID`:`o-abcdefghij`}}}"},
    {WAY_CLOSED, NULL,
     DENY ",`Condition`:{`StringNotEquals`:{`aws:PrincipalOrgID`:`o-abcdefghij`}}}"},
    {WAY_CLOSED, NULL,
     DENY ",`Condition`:{`StringNotEquals`:{`aws:PrincipalOrgID`:`${aws:ResourceOrgID}`}}}"},
    IF(WAY_CLOSED, "{`StringEquals`:{`aws:PrincipalOrgID`:`${aws:ResourceOrgID}`}}"),
    IF(WAY_CLOSED, "{`StringEquals`:{`aws:ResourceOrgID`:`${aws:PrincipalOrgID}`}}"),
    IF(WAY_CLOSED, "{`StringEquals`:{`aws:PrincipalAccount`:`${aws:ResourceAccount}`}}"),
    IF(WAY_CLOSED, "{`StringEquals`:{`aws:ResourceAccount`:`${aws:PrincipalAccount}`}}"),
    IF(WAY_OPEN, "{`StringEquals`:{`aws:ResourceAccount`:`111122223333`}}"),
    IF(WAY_OPEN, "{`StringNotEquals`:{`aws:PrincipalAccount`:`${aws:ResourceAccount}`}}"),
    {WAY_OPEN, NULL,
     DENY ",`Condition`:{`StringNotEquals`:{`aws:PrincipalOrgID`:`o-abcdefghij`},"
          "`Bool`:{`aws:PrincipalIsAWSService`:`true`}}}"},
    {WAY_OPEN, NULL,
     DENY ",`Condition`:{`StringNotEquals`:{`aws:PrincipalOrgID`:`o-abcdefghij`},"
          "`StringEquals`:{`aws:PrincipalType`:`User`}}}"},
    {WAY_OPEN, NULL,
     DENY ",`Condition`:{`StringNotEquals`:{`aws:PrincipalOrgID`:`o-abcdefghij`},"
          "`StringNotLike`:{`aws:PrincipalArn`:`arn:aws:iam::*:role/ops*`}}}"},
    {WAY_OPEN, NULL,
     DENY ",`Condition`:{`StringNotEquals`:{`aws:PrincipalOrgID`:`o-abcdefghij`},"
          "`NumericGreaterThan`:{`aws:MultiFactorAuthAge`:`3600`}}}"},
    IF(WAY_OPEN, "{`DateGreaterThan`:{`aws:CurrentTime`:`2026-01-01T00:00:00Z`},"
                 "`DateLessThan`:{`aws:EpochTime`:`1893456000`}}"),
    IF(WAY_OPEN, "{`DateGreaterThan`:{`aws:CurrentTime`:`2026-06-01T00:00:00Z`},"
                 "`DateLessThan`:{`aws:CurrentTime`:`2026-06-01T00:00:02Z`},"
                 "`NumericGreaterThan`:{`aws:EpochTime`:`0`}}"),
    IF(WAY_OPEN, "{`DateGreaterThan`:{`aws:CurrentTime`:`2020-04-01`},"
                 "`DateLessThan`:{`aws:CurrentTime`:`2020-06-30`}}"),
    IF(WAY_CLOSED, "{`DateGreaterThan`:{`aws:CurrentTime`:`2020-06-30`},"
                   "`DateLessThan`:{`aws:CurrentTime`:`2020-06-01`}}"),
    IF(WAY_CLOSED, "{`NumericLessThan`:{`aws:MultiFactorAuthAge`:`0`}}"),
    IF(WAY_OPEN, "{`NumericLessThan`:{`aws:MultiFactorAuthAge`:`1`}}"),
    IF(WAY_CLOSED, "{`NumericGreaterThan`:{`aws:MultiFactorAuthAge`:`3`},"
                   "`NumericLessThan`:{`aws:MultiFactorAuthAge`:`4`}}"),
    IF(WAY_OPEN, "{`NumericGreaterThan`:{`aws:PrincipalTag/level`:`3`},"
                 "`NumericLessThan`:{`aws:PrincipalTag/level`:`4`}}"),
    IF(WAY_OPEN, "{`NumericGreaterThan`:{`aws:PrincipalTag/level`:`1000000000000000000000`}}"),
    IF(WAY_OPEN, "{`NumericLessThan`:{`aws:MultiFactorAuthAge`:`3600`},"
                 "`Bool`:{`aws:MultiFactorAuthPresent`:`true`}}"),
    IF(WAY_CLOSED, "{`NumericLessThan`:{`aws:MultiFactorAuthAge`:`3600`},"
                   "`Bool`:{`aws:MultiFactorAuthPresent`:`false`}}"),
    IF(WAY_OPEN, "{`Bool`:{`aws:MultiFactorAuthPresent`:`true`}}"),
    IF(WAY_CLOSED, "{`IpAddress`:{`aws:SourceIp`:`203.0.113.0/24`}}"),
    IF(WAY_OPEN, "{`IpAddress`:{`aws:SourceIp`:[`0.0.0.0/1`,`128.0.0.0/1`]}}"),
    IF(WAY_CLOSED,
       "{`IpAddress`:{`aws:SourceIp`:[`10.0.0.0/8`,`172.16.0.0/12`,`192.168.0.0/16`]}}"),
    IF(WAY_CLOSED, "{`IpAddress`:{`aws:SourceIp`:[`1.0.0.0/9`,`1.128.0.0/9`]}}"),
    IF(WAY_OPEN, "{`IpAddress`:{`aws:SourceIp`:[`1.0.0.0/8`,`2.0.0.0/8`,`3.0.0.0/8`]}}"),
    IF(WAY_CLOSED, "{`IpAddress`:{`aws:SourceIp`:[`224.0.0.0/4`]}}"),
    IF(WAY_OPEN, "{`IpAddress`:{`aws:SourceIp`:[`10.0.0.0/7`]}}"),
    IF(WAY_OPEN, "{`IpAddress`:{`aws:SourceIp`:[`::/0`]}}"),
    IF(WAY_OPEN, "{`IpAddress`:{`aws:SourceIp`:[`2000::/3`]}}"),
    IF(WAY_CLOSED, "{`IpAddress`:{`aws:SourceIp`:[`2001:db8::/32`]}}"),
    IF(WAY_OPEN, "{`IpAddressIfExists`:{`aws:SourceIp`:[`203.0.113.0/24`]}}"),
    IF(WAY_OPEN,
       "{`NotIpAddress`:{`aws:SourceIp`:[`203.0.113.0/24`,`198.51.100.0/24`,`192.0.2.0/24`,"
       "`8.8.8.0/24`]}}"),
    {WAY_CLOSED, "{`IpAddress`:{`aws:SourceIp`:`0.0.0.0/0`}}",
     DENY ",`Condition`:{`NotIpAddress`:{`aws:SourceIp`:`203.0.113.0/24`}}}"},
    IF(WAY_CLOSED,
       "{`IpAddress`:{`aws:SourceIp`:[`203.0.0.0/24`,`203.0.1.0/24`,`203.0.2.0/24`,"
       "`203.0.3.0/24`,`203.0.4.0/24`,`203.0.5.0/24`,`203.0.6.0/24`,`203.0.7.0/24`,"
       "`203.0.8.0/24`,`203.0.9.0/24`,`203.0.10.0/24`,`203.0.11.0/24`,`203.0.12.0/24`,"
       "`203.0.13.0/24`,`203.0.14.0/24`,`203.0.15.0/24`,`203.0.16.0/24`,`203.0.17.0/24`,"
       "`203.0.18.0/24`,`203.0.19.0/24`,`203.0.20.0/24`,`203.0.21.0/24`,`203.0.22.0/24`,"
       "`203.0.23.0/24`,`203.0.24.0/24`,`203.0.25.0/24`,`203.0.26.0/24`,`203.0.27.0/24`,"
       "`203.0.28.0/24`,`203.0.29.0/24`,`203.0.30.0/24`,`203.0.31.0/24`,`203.0.32.0/24`,"
       "`203.0.33.0/24`,`203.0.34.0/24`,`203.0.35.0/24`,`203.0.36.0/24`,`203.0.37.0/24`,"
       "`203.0.38.0/24`,`203.0.39.0/24`,`203.0.40.0/24`,`203.0.41.0/24`,`203.0.42.0/24`,"
       "`203.0.43.0/24`,`203.0.44.0/24`,`203.0.45.0/24`,`203.0.46.0/24`,`203.0.47.0/24`,"
       "`203.0.48.0/24`,`203.0.49.0/24`,`203.0.50.0/24`,`203.0.51.0/24`,`203.0.52.0/24`,"
       "`203.0.53.0/24`,`203.0.54.0/24`,`203.0.55.0/24`,`203.0.56.0/24`,`203.0.57.0/24`,"
       "`203.0.58.0/24`,`203.0.59.0/24`,`203.0.60.0/24`,`203.0.61.0/24`,`203.0.62.0/24`,"
       "`203.0.63.0/24`,`203.0.64.0/24`,`203.0.65.0/24`,`203.0.66.0/24`,`203.0.67.0/24`,"
       "`203.0.68.0/24`,`203.0.69.0/24`,`203.0.70.0/24`,`203.0.71.0/24`,`203.0.72.0/24`,"
       "`203.0.73.0/24`,`203.0.74.0/24`,`203.0.75.0/24`,`203.0.76.0/24`,`203.0.77.0/24`,"
       "`203.0.78.0/24`,`203.0.79.0/24`,`203.0.80.0/24`,`203.0.81.0/24`,`203.0.82.0/24`,"
       "`203.0.83.0/24`,`203.0.84.0/24`,`203.0.85.0/24`,`203.0.86.0/24`,`203.0.87.0/24`,"
       "`203.0.88.0/24`,`203.0.89.0/24`,`203.0.90.0/24`,`203.0.91.0/24`,`203.0.92.0/24`,"
       "`203.0.93.0/24`,`203.0.94.0/24`,`203.0.95.0/24`,`203.0.96.0/24`,`203.0.97.0/24`,"
       "`203.0.98.0/24`,`203.0.99.0/24`]}}"),
    IF(WAY_CLOSED, "{`IpAddress`:{`aws:VpcSourceIp`:`10.0.0.0/8`}}"),
    IF(WAY_CLOSED, "{`IpAddress`:{`aws:VpcSourceIp`:`10.0.0.0/16`}}"),
    IF(WAY_OPEN, "{`StringLike`:{`aws:SourceVpce`:`vpce-*`}}"),
    IF(WAY_CLOSED, "{`StringEquals`:{`aws:SourceVpce`:`vpce-0123456789abcdef0`}}"),
    IF(WAY_OPEN, "{`StringEqualsIfExists`:{`aws:SourceVpce`:`vpce-0123456789abcdef0`}}"),
    IF(WAY_CLOSED,
       "{`StringLike`:{`aws:SourceVpce`:`vpce-*`},`IpAddress`:{`aws:SourceIp`:`0.0.0.0/0`}}"),
    IF(WAY_CLOSED, "{`StringEquals`:{`sts:ExternalId`:`12345`}}"),
    IF(WAY_OPEN, "{`StringLike`:{`sts:ExternalId`:`*`}}"),
    IF(WAY_OPEN, "{`StringLike`:{`sts:ExternalId`:`????????`}}"),
    IF(WAY_OPEN,
       "{`StringNotLike`:{`sts:ExternalId`:[`any*`,`x*`]},`Null`:{`sts:ExternalId`:`false`}}"),
    IF(WAY_OPEN, "{`StringLike`:{`sts:RoleSessionName`:`deploy-*`}}"),
    IF(WAY_CLOSED, "{`StringLike`:{`sts:RoleSessionName`:`?`}}"),
    IF(WAY_OPEN, "{`StringLike`:{`sts:RoleSessionName`:`*`}}"),
    IF(WAY_OPEN, "{`StringEquals`:{`sts:RoleSessionName`:`${aws:username}`}}"),
    IF(WAY_CLOSED, "{`StringEquals`:{`aws:RequestTag/a`:`x`}}"),
    {WAY_OPEN, "{`StringEquals`:{`aws:RequestTag/a`:`x`}}",
     "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:`sts:TagSession`}"},
    {WAY_CLOSED, "{`StringEquals`:{`aws:RequestTag/a`:`x`}}",
     "{`Effect`:`Allow`,`Principal`:{`AWS`:`111122223333`},`Action`:`sts:TagSession`}"},
    {WAY_OPEN, "{`StringLike`:{`sts:SourceIdentity`:`a*`}}",
     "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:`sts:SetSourceIdentity`,"
     "`Condition`:{`StringLike`:{`sts:SourceIdentity`:`*b`}}}"},
    {WAY_CLOSED, "{`StringLike`:{`sts:SourceIdentity`:`a*`}}",
     "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:`sts:SetSourceIdentity`,"
     "`Condition`:{`StringLike`:{`sts:SourceIdentity`:`b*`}}}"},
    IF(WAY_OPEN, "{`StringEquals`:{`aws:PrincipalTag/a`:`${aws:PrincipalTag/b}`,"
                 "`aws:PrincipalTag/b`:`${aws:PrincipalTag/c}`},"
                 "`StringLike`:{`aws:PrincipalTag/c`:`x*`}}"),
    IF(WAY_OPEN, "{`StringEquals`:{`aws:PrincipalTag/a`:`${aws:PrincipalTag/b}`,"
                 "`aws:PrincipalTag/b`:`${aws:PrincipalTag/a}`}}"),
    IF(WAY_OPEN, "{`StringLike`:{`aws:PrincipalTag/a`:`${aws:PrincipalTag/b}-*`,"
                 "`aws:PrincipalTag/b`:`q?`}}"),
    IF(WAY_OPEN,
       "{`StringLike`:{`aws:PrincipalArn`:`arn:aws:iam::*:role/${aws:PrincipalTag/team}`}}"),
    IF(WAY_OPEN, "{`StringLike`:{`aws:PrincipalArn`:`arn:aws:iam::*:role/${aws:"
                 "PrincipalTag/team}-deploy`},`StringEquals`:{`aws:PrincipalTag/team`:`blue`}}"),
    IF(WAY_OPEN,
       "{`StringLike`:{`aws:PrincipalArn`:`arn:aws:iam::*:role/${aws:PrincipalTag/team}`},"
       "`StringNotLike`:{`aws:PrincipalTag/team`:[`a*`,`b*`]}}"),
    IF(WAY_OPEN,
       "{`StringEquals`:{`aws:PrincipalArn`:`arn:aws:iam::${aws:PrincipalAccount}:role/x`}}"),
    IF(WAY_OPEN, "{`StringEquals`:{`aws:PrincipalTag/x`:`${aws:PrincipalTag/y, 'z'}`}}"),
    IF(WAY_OPEN, "{`StringEquals`:{`aws:PrincipalTag/x`:`${aws:PrincipalTag/y, 'z'}`},"
                 "`Null`:{`aws:PrincipalTag/y`:`true`}}"),
    IF(WAY_OPEN, "{`StringLike`:{`aws:PrincipalTag/x`:`a${*}b*`}}"),
    {WAY_OPEN, NULL,
     DENY ",`Condition`:{`StringLike`:{`aws:PrincipalArn`:`*b*`}}}," DENY
          ",`Condition`:{`StringLike`:{`aws:PrincipalArn`:`*c*`}}}," DENY
          ",`Condition`:{`StringLike`:{`aws:PrincipalArn`:`*d*`}}}," DENY
          ",`Condition`:{`StringLike`:{`aws:PrincipalArn`:`*f*`}}}," DENY
          ",`Condition`:{`StringLike`:{`aws:PrincipalArn`:`*g*`}}}," DENY
          ",`Condition`:{`StringLike`:{`aws:PrincipalArn`:`*h*`}}}," DENY
          ",`Condition`:{`StringLike`:{`aws:PrincipalArn`:`*j*`}}}," DENY
          ",`Condition`:{`StringLike`:{`aws:PrincipalArn`:`*k*`}}}"},
    {WAY_OPEN, NULL,
     DENY ",`Condition`:{`StringEquals`:{`aws:PrincipalTag/0`:`a`},"
          "`StringNotEquals`:{`aws:PrincipalTag/1`:`b`}}}," DENY
          ",`Condition`:{`StringEquals`:{`aws:PrincipalTag/1`:`a`},"
          "`StringNotEquals`:{`aws:PrincipalTag/2`:`b`}}}," DENY
          ",`Condition`:{`StringEquals`:{`aws:PrincipalTag/2`:`a`},"
          "`StringNotEquals`:{`aws:PrincipalTag/3`:`b`}}}," DENY
          ",`Condition`:{`StringEquals`:{`aws:PrincipalTag/3`:`a`},"
          "`StringNotEquals`:{`aws:PrincipalTag/4`:`b`}}}," DENY
          ",`Condition`:{`StringEquals`:{`aws:PrincipalTag/4`:`a`},"
          "`StringNotEquals`:{`aws:PrincipalTag/5`:`b`}}}," DENY
          ",`Condition`:{`StringEquals`:{`aws:PrincipalTag/5`:`a`},"
          "`StringNotEquals`:{`aws:PrincipalTag/6`:`b`}}}," DENY
          ",`Condition`:{`StringEquals`:{`aws:PrincipalTag/6`:`a`},"
          "`StringNotEquals`:{`aws:PrincipalTag/7`:`b`}}}," DENY
          ",`Condition`:{`StringEquals`:{`aws:PrincipalTag/7`:`a`},"
          "`StringNotEquals`:{`aws:PrincipalTag/8`:`b`}}}," DENY
          ",`Condition`:{`StringEquals`:{`aws:PrincipalTag/8`:`a`},"
          "`StringNotEquals`:{`aws:PrincipalTag/9`:`b`}}}," DENY
          ",`Condition`:{`StringEquals`:{`aws:PrincipalTag/9`:`a`},"
          "`StringNotEquals`:{`aws:PrincipalTag/10`:`b`}}}," DENY
          ",`Condition`:{`StringEquals`:{`aws:PrincipalTag/10`:`a`},"
          "`StringNotEquals`:{`aws:PrincipalTag/11`:`b`}}}," DENY
          ",`Condition`:{`StringEquals`:{`aws:PrincipalTag/11`:`a`},"
          "`StringNotEquals`:{`aws:PrincipalTag/12`:`b`}}}"},
    {WAY_CLOSED,
     "{`StringEquals`:{`aws:PrincipalTag/0`:[`a`,`b`],`aws:PrincipalTag/1`:[`a`,`b`],"
     "`aws:PrincipalTag/2`:[`a`,`b`],`aws:PrincipalTag/3`:[`a`,`b`],"
     "`aws:PrincipalTag/4`:[`a`,`b`],`aws:PrincipalTag/5`:[`a`,`b`],"
     "`aws:PrincipalTag/6`:[`a`,`b`],`aws:PrincipalTag/7`:[`a`,`b`],"
     "`aws:PrincipalTag/8`:[`a`,`b`],`aws:PrincipalTag/9`:[`a`,`b`],"
     "`aws:PrincipalTag/10`:[`a`,`b`],`aws:PrincipalTag/11`:[`a`,`b`],"
     "`aws:PrincipalTag/12`:[`a`,`b`],`aws:PrincipalTag/13`:[`a`,`b`],"
     "`aws:PrincipalTag/14`:[`a`,`b`],`aws:PrincipalTag/15`:[`a`,`b`],"
     "`aws:PrincipalTag/16`:[`a`,`b`],`aws:PrincipalTag/17`:[`a`,`b`],"
     "`aws:PrincipalTag/18`:[`a`,`b`],`aws:PrincipalTag/19`:[`a`,`b`]}}",
     DENY ",`Condition`:{`StringEquals`:{`aws:PrincipalTag/19`:`a`}}}," DENY
          ",`Condition`:{`StringEquals`:{`aws:PrincipalTag/19`:`b`}}}"},
    {WAY_CLOSED, NULL,
     "{`Effect`:`Deny`,`NotPrincipal`:{`AWS`:`arn:aws:iam::111122223333:role/x`},"
     "`Action`:`sts:AssumeRole`}"},
    {WAY_OPEN, NULL,
     "{`Effect`:`Deny`,`NotPrincipal`:{`AWS`:`arn:aws:iam::111122223333:role/x`},"
     "`NotAction`:`sts:AssumeRole`}"},
    IF(WAY_OPEN, "{`Bool`:{`aws:PrincipalIsAWSService`:`false`}}"),
    IF(WAY_CLOSED, "{`Bool`:{`aws:PrincipalIsAWSService`:`true`}}"),
    IF(WAY_OPEN, "{`BoolIfExists`:{`aws:ViaAWSService`:`false`}}"),
    IF(WAY_CLOSED, "{`StringEquals`:{`aws:PrincipalServiceName`:`x.amazonaws.com`}}"),
    IF(WAY_CLOSED, "{`StringEquals`:{`aws:SourceAccount`:`111122223333`}}"),
    IF(WAY_OPEN, "{`StringEqualsIfExists`:{`aws:SourceAccount`:`111122223333`}}"),
    IF(WAY_OPEN, "{`ArnLikeIfExists`:{`aws:SourceArn`:`arn:aws:s3:::b`}}"),
    IF(WAY_CLOSED, "{`Null`:{`aws:SourceAccount`:`false`}}"),
    IF(WAY_CLOSED, "{`NumericLessThan`:{`sts:DurationSeconds`:`3600`}}"),
    IF(WAY_OPEN, "{`NumericLessThanIfExists`:{`sts:DurationSeconds`:`3600`}}"),
    IF(WAY_CLOSED, "{`StringEquals`:{`aws:SourceORGid`:`o-x`}}"),
    IF(WAY_CLOSED, "{`StringEquals`:{`aws:UnknownKey`:`x`}}"),
    IF(WAY_OPEN, "{`StringNotEquals`:{`aws:UnknownKey`:`x`}}"),
    IF(WAY_OPEN, "{`DateLessThanIfExists`:{`aws:TokenIssueTime`:`2020-01-01T00:00:00Z`}}"),
    IF(WAY_OPEN, "{`DateGreaterThan`:{`aws:TokenIssueTime`:`2020-01-01T00:00:00Z`}}"),
    IF(WAY_OPEN, "{`BinaryEquals`:{`aws:PrincipalTag/b`:`QUI=`}}"),
    IF(WAY_OPEN, "{`Null`:{`aws:PrincipalTag/b`:`false`}}"),
    IF(WAY_CLOSED, "{`Null`:{`aws:PrincipalArn`:`true`}}"),
    IF(WAY_CLOSED, "{`Null`:{`aws:CurrentTime`:`true`}}"),
    IF(WAY_OPEN, "{`Null`:{`aws:username`:`true`}}"),
    IF(WAY_OPEN, "{`Null`:{`aws:username`:`false`}}"),
    IF(WAY_OPEN, "{`Null`:{`aws:SourceIp`:`true`}}"),
    IF(WAY_OPEN, "{`StringEquals`:{`aws:PrincipalType`:[`User`]}}"),
    IF(WAY_CLOSED, "{`StringEquals`:{`aws:PrincipalType`:[`Anonymous`]}}"),
    IF(WAY_CLOSED, "{`StringEquals`:{`aws:PrincipalType`:[`Account`]}}"),
    IF(WAY_OPEN,
       "{`ForAllValues:StringEquals`:{`aws:CalledVia`:[`cloudformation.amazonaws.com`]}}"),
    IF(WAY_OPEN, "{`StringLike`:{`aws:FederatedProvider`:`*`}}"),
    IF(WAY_OPEN, "{`StringEquals`:{`aws:RequestedRegion`:[`eu-west-1`]}}"),
    IF(WAY_OPEN, "{`StringEquals`:{`aws:referer`:`https://x/`}}"),
    {WAY_OPEN, "{`Bool`:{`aws:SecureTransport`:`true`}}",
     "{`Effect`:`Deny`,`Principal`:{`AWS`:`*`},`Action`:`sts:*`,"
     "`Condition`:{`Bool`:{`aws:SecureTransport`:`false`}}}"},
    IF(WAY_CLOSED, "{`StringEquals`:{`sts:RequestContext/x`:`a`}}"),
    IF(WAY_CLOSED, "{`StringEquals`:{`aws:VpceAccount`:`111122223333`}}"),
    IF(WAY_OPEN, "{`StringNotEquals`:{`aws:VpceAccount`:`111122223333`}}"),
    IF(WAY_OPEN, "{`StringLike`:{`aws:VpceAccount`:`*`}}"),
    IF(WAY_CLOSED,
       "{`ForAnyValue:StringLike`:{`aws:PrincipalOrgPaths`:[`o-abcdefghij/*/ou-1/*`]}}"),
    {WAY_OPEN, NULL,
     DENY ","
          "`Condition`:{`ForAllValues:StringNotLike`:{`aws:PrincipalOrgPaths`:"
          "[`o-abcdefghij/*`]},`StringLike`:{`aws:PrincipalArn`:`*role/x*`}}}"},
    {WAY_CLOSED, NULL,
     DENY ","
          "`Condition`:{`ForAllValues:StringNotLike`:{`aws:PrincipalOrgPaths`:"
          "[`o-abcdefghij/*`]}}}"},
    {WAY_OPEN, NULL,
     DENY ","
          "`Condition`:{`ForAnyValue:StringNotLike`:{`aws:PrincipalOrgPaths`:"
          "[`o-abcdefghij/*`]}}}"},
    {WAY_OPEN, NULL,
     "{`Effect`:`Deny`,`Principal`:{`AWS`:`*`},`Action`:`sts:TagSession`,"
     "`Condition`:{`StringNotEquals`:{`aws:PrincipalAccount`:`111122223333`}}}"},
    {WAY_CLOSED, NULL,
     "{`Effect`:`Deny`,`Principal`:{`AWS`:`*`},`Action`:`sts:AssumeRole*`,"
     "`Condition`:{`StringNotEquals`:{`aws:PrincipalAccount`:`111122223333`}}}"},
    {WAY_CLOSED, NULL,
     "{`Effect`:`Deny`,`Principal`:`*`,`Action`:`sts:*`,"
     "`Condition`:{`StringNotEquals`:{`aws:PrincipalAccount`:[`111122223333`]}}}"},
    {WAY_OPEN, NULL, "{`Effect`:`Deny`,`Principal`:{`AWS`:`*`},`NotAction`:[`sts:AssumeRole`]}"},
    {WAY_CLOSED, NULL, "{`Effect`:`Deny`,`Principal`:{`AWS`:`*`},`NotAction`:[`sts:TagSession`]}"},
    {WAY_CLOSED, NULL,
     "{`Effect`:`Deny`,`NotPrincipal`:{`AWS`:[`111122223333`,"
     "`arn:aws:iam::111122223333:root`]},`Action`:`sts:*`}"},
    {WAY_OPEN, "{`StringLike`:{`aws:userid`:`AIDA?*`}}",
     DENY ",`Condition`:{`StringLike`:{`aws:userid`:`AIDAJ*`}}}"},
    IF(WAY_CLOSED, "{`StringEquals`:{`aws:userid`:`AIDAEXAMPLEEXAMPLE12`}}"),
    IF(WAY_OPEN, "{`StringNotLike`:{`aws:userid`:[`AIDAEXAMPLEEXAMPLE12`,`AROA*`]}}"),
    IF(WAY_CLOSED, "{`StringEquals`:{`sts:RoleSessionName`:`a b`}}"),
    IF(WAY_CLOSED, "{`StringEquals`:{`sts:ExternalId`:`*`}}"),
    IF(WAY_OPEN, "{`StringEqualsIgnoreCase`:{`aws:PrincipalTag/T`:`ABC`},"
                 "`StringLike`:{`aws:principaltag/t`:`a*C`}}"),
    IF(WAY_CLOSED, "{`IpAddress`:{`aws:SourceIp`:`0.0.0.0/0`},"
                   "`IpAddressIfExists`:{`aws:SourceIp`:`203.0.113.0/24`}}"),
    IF(WAY_OPEN, "{`IpAddress`:{`aws:SourceIp`:[`0.0.0.0/0`,`::/0`]},"
                 "`NotIpAddress`:{`aws:SourceIp`:`0.0.0.0/0`}}"),
    IF(WAY_OPEN, "{`NotIpAddress`:{`aws:SourceIp`:[`0.0.0.0/0`]}}"),
    IF(WAY_CLOSED, "{`IpAddress`:{`aws:SourceIp`:`10.0.0.0/33`}}"),
    {WAY_OPEN, "{`StringEquals`:{`accounts.google.com:aud`:`x`}}", ALLOW "}"},
};

static void all_cases(void **state) {
  (void)state;
  assert_int_equal(case_wrong(cases, sizeof cases / sizeof *cases, ALLOW, ADVERSARY_STRANGER), 0);
}

TESTS(strangers, TEST(all_cases));
