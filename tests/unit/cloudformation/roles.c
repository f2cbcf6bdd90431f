/* SPDX-License-Identifier: Apache-2.0
 *
 * The CloudFormation front end: identities of resources, administrator rights,
 * SAM, what is not read, what is a template.
 */
#include "templates.h"

#include "assumelint/readers.h"

/* ---- Identities ---------------------------------------------------------- */

static void test_identities(void **state) {
  static const struct {
    const char *resource, *principal, *expected;
  } cases[] = {
      {"{Type: 'AWS::IAM::Role', Properties: {RoleName: n, Path: /p/}}", "!GetAtt X.Arn",
       "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/p/n"},
      {"{Type: 'AWS::IAM::Role', Properties: {RoleName: !Sub '${AWS::StackName}-n'}}",
       "!GetAtt X.Arn", "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/${AWS::StackName}-n"},
      {"{Type: 'AWS::IAM::Role'}", "!GetAtt X.Arn", "${X.Arn}"},
      {"{Type: 'AWS::IAM::Role'}", "!Sub 'role/${X}'", "role/${X}"},
      {"{Type: 'AWS::IAM::User', Properties: {UserName: u}}", "!Ref X", "u"},
      {"{Type: 'AWS::IAM::User', Properties: {UserName: !Ref X}}", "!GetAtt X.Arn",
       "arn:${AWS::Partition}:iam::${AWS::AccountId}:user/${X}"},
      {"{Type: 'AWS::IAM::OIDCProvider', Properties: {Url: 'https://a.b/c'}}", "!Ref X",
       "arn:${AWS::Partition}:iam::${AWS::AccountId}:oidc-provider/a.b/c"},
      {"{Type: 'AWS::IAM::OIDCProvider', Properties: {Url: !GetAtt Cluster.Url}}", "!Ref X",
       "${X.Arn}"},
      {"{Type: 'AWS::IAM::SAMLProvider', Properties: {Name: s}}", "!GetAtt X.Arn",
       "arn:${AWS::Partition}:iam::${AWS::AccountId}:saml-provider/s"},
  };
  char yaml[1024], expected[256];
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    Input input;
    snprintf(yaml, sizeof yaml, ROLE "%s\n  X: %s\n", cases[i].principal, cases[i].resource);
    snprintf(expected, sizeof expected, "R: Allow AWS=%s\n", cases[i].expected);
    read_template(&input, yaml);
    Str shown = show(&input);
    assert_true(str_starts(shown, expected));
    arena_free(input.arena);
  }
}

static void test_hole_leads_to_resource(void **state) {
  Input input;
  (void)state;
  read_template(&input, ROLE "!GetAtt U.Arn\n  U: {Type: 'AWS::IAM::User'}\n");
  const Policy *policy = input.after.roles[0].trusts[0].policy;
  const Hole *hole = text_only_hole(policy->statements[0].principals[0].value.text);
  assert_non_null(hole);
  assert_int_equal(hole->kind, HOLE_USER_ARN);
  assert_true(str_is(hole->resource, "Resources.U"));
  assert_int_equal(input.after.roles[0].depends_on_count, 1);
  assert_true(str_is(input.after.roles[0].depends_on[0], "Resources.U"));
  assert_int_equal(input.after.principal_resource_count, 1);
  assert_true(str_is(input.after.principal_resources[0].address, "Resources.U"));
  assert_null(input.after.principal_resources[0].arn);
  arena_free(input.arena);
}

/* ---- Administrator rights ------------------------------------------------ */

static void test_admin(void **state) {
  static const struct {
    const char *properties, *more;
    bool admin;
  } cases[] = {
      {"ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess']", "", true},
      {"ManagedPolicyArns: [!Sub 'arn:${AWS::Partition}:iam::aws:policy/IAMFullAccess']", "", true},
      {"ManagedPolicyArns: [!If [C, 'arn:aws:iam::aws:policy/AdministratorAccess', x]]", "", true},
      {"ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess']", "", false},
      {"Policies: [{PolicyName: p, PolicyDocument: {Statement: "
       "{Effect: Allow, Action: [a, 'iam:*'], Resource: '*'}}}]",
       "", true},
      {"Policies: [{PolicyName: p, PolicyDocument: {Statement: "
       "[{Effect: Deny, Action: '*', Resource: '*'}]}}]",
       "", false},
      {"Policies: [{PolicyName: p, PolicyDocument: {Statement: "
       "[{Effect: Allow, Action: 's3:*', Resource: '*'}]}}]",
       "", false},
      {"Path: /",
       "  P: {Type: 'AWS::IAM::Policy', Properties: {Roles: [!Ref R], PolicyDocument: "
       "{Statement: [{Effect: Allow, Action: '*', Resource: '*'}]}}}\n",
       true},
      {"RoleName: n",
       "  P: {Type: 'AWS::IAM::RolePolicy', Properties: {RoleName: n, "
       "PolicyDocument: "
       "{Statement: [{Effect: Allow, Action: '*:*', Resource: '*'}]}}}\n",
       true},
      {"ManagedPolicyArns: [!Ref P]",
       "  P: {Type: 'AWS::IAM::ManagedPolicy', Properties: {PolicyDocument: "
       "{Statement: [{Effect: Allow, Action: '*', Resource: '*'}]}}}\n",
       true},
      {"ManagedPolicyArns: [!Sub 'arn:${AWS::Partition}:iam::aws:policy/PowerUserAccess']", "",
       true},
      {"Policies: [{PolicyName: a, PolicyDocument: {Statement: {Effect: Allow, NotAction: 'iam:*', "
       "Resource: '*'}}}]",
       "", true},
      {"Policies: [{PolicyName: a, PolicyDocument: {Statement: {Effect: Allow, NotAction: '*', "
       "Resource: '*'}}}]",
       "", false},
      {"Policies: [{PolicyName: a, PolicyDocument: {Statement: {Effect: Allow, Action: '*', "
       "Resource: '*', Condition: {Bool: {a: b}}}}}]",
       "", false},
      {"Path: /",
       "  P: {Type: 'AWS::IAM::RolePolicy', Properties: {RoleName: !Ref R, PolicyName: p, "
       "PolicyDocument: {Statement: [{Effect: Allow, Action: 'iam:*', Resource: '*'}]}}}\n",
       true},
      /* A boundary takes it away if it is known to. */
      {"PermissionsBoundary: arn:aws:iam::aws:policy/ReadOnlyAccess\n"
       "      ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess']",
       "", false},
      {"PermissionsBoundary: arn:aws:iam::aws:policy/AdministratorAccess\n"
       "      ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess']",
       "", true},
      {"PermissionsBoundary: arn:aws:iam::111122223333:policy/ours\n"
       "      ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess']",
       "", true},
      {"PermissionsBoundary: !Ref P\n"
       "      ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess']",
       "  P: {Type: 'AWS::IAM::ManagedPolicy', Properties: {PolicyDocument: "
       "{Statement: [{Effect: Allow, Action: 's3:*', Resource: '*'}]}}}\n",
       false},
      {"PermissionsBoundary: !Ref P\n"
       "      ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess']",
       "  P: {Type: 'AWS::IAM::ManagedPolicy', Properties: {PolicyDocument: "
       "{Statement: [{Effect: Allow, Action: '*', Resource: '*'}]}}}\n",
       true},
      {"Path: /",
       "  P: {Type: 'AWS::IAM::Policy', Properties: {Roles: [other], PolicyDocument: "
       "{Statement: [{Effect: Allow, Action: '*', Resource: '*'}]}}}\n",
       false},
  };
  char yaml[1024];
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    Input input;
    snprintf(yaml, sizeof yaml,
             "Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n      %s\n%s",
             cases[i].properties, cases[i].more);
    read_template(&input, yaml);
    if (input.after.roles[0].admin != cases[i].admin)
      fail_msg("case %zu", i);
    assert_int_equal(input.after.roles[0].admin_why.len > 0, cases[i].admin);
    arena_free(input.arena);
  }
}

/* ---- SAM and what is not read -------------------------------------------- */

static void test_sam(void **state) {
  (void)state;
  expect("Transform: AWS::Serverless-2016-10-31\nGlobals:\n  Function:\n"
         "    AssumeRolePolicyDocument:\n"
         "      Statement: [{Effect: Allow, Principal: {AWS: g}}]\n"
         "Resources:\n  F: {Type: 'AWS::Serverless::Function'}\n"
         "  G: {Type: 'AWS::Serverless::Function', Properties: {AssumeRolePolicyDocument: "
         "{Statement: [{Effect: Allow, Principal: {AWS: l}}]}}}\n"
         "  H: {Type: 'AWS::Serverless::Function', Properties: {Role: x}}\n",
         "FRole: Allow AWS=g\nGRole: Allow AWS=g Allow AWS=l\n");
}

static void test_unread(void **state) {
  static const struct {
    const char *yaml;
    size_t count;
    bool near_role;
  } cases[] = {
      {"Transform: [AWS::Serverless-2016-10-31, AWS::LanguageExtensions]\n", 0, false},
      {"Transform: PyPlate\n", 1, true},
      {"Transform: {Name: AWS::Include}\n", 1, true},
      {"Resources: {A: {Type: 'AWS::CloudFormation::Stack'}}\n", 1, false},
      {"Resources: {A: {Type: 'AWS::CloudFormation::StackSet', Properties: "
       "{TemplateBody: '{\"Type\": \"AWS::IAM::Role\"}'}}}\n",
       1, true},
      {"Resources: {A: {Type: 'Org::S::U::MODULE'}}\n", 1, false},
      {"Resources: {'Fn::ForEach::L': [I, [a], {'X${I}': {Type: 'AWS::IAM::Role'}}]}\n", 1, true},
      {"Resources: {'Fn::Transform': {Name: 'AWS::Include'}}\n", 1, true},
      {"Resources: {A: {Type: 'AWS::IAM::Role', Properties: {'Fn::Transform': {Name: M}}}}\n", 1,
       true},
      {"Resources: {A: {Type: 'AWS::S3::Bucket', Properties: {'Fn::Transform': {Name: M}}}}\n", 0,
       false},
      {"Resources: {A: {Type: 'AWS::Serverless::StateMachine', Properties: "
       "{AssumeRolePolicyDocument: {}}}}\n",
       1, true},
  };
  char yaml[512];
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    Input input;
    snprintf(yaml, sizeof yaml, "AWSTemplateFormatVersion: 2010-09-09\n%s", cases[i].yaml);
    read_template(&input, yaml);
    if (input.unread_count != cases[i].count)
      fail_msg("case %zu: %zu", i, input.unread_count);
    if (input.unread_count > 0)
      assert_int_equal(input.unread[0].near_role, cases[i].near_role);
    arena_free(input.arena);
  }
}

/* A role with so many properties, of which the last has the first one's key. */
static void read_wide(Input *input, size_t properties) {
  static char yaml[4096];
  size_t len = (size_t)snprintf(yaml, sizeof yaml,
                                "Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n");
  for (size_t i = 0; i < properties; i++)
    len += (size_t)snprintf(yaml + len, sizeof yaml - len, "      P%zu: x\n",
                            i + 1 < properties ? i : 0);
  read_template(input, yaml);
}

static void test_searched_keys(void **state) {
  Input input;
  (void)state;
  read_wide(&input, MAX_SEARCHED_KEYS);
  assert_int_equal(input.after.roles[0].trusts[0].policy->malformation_count, 1);
  assert_int_equal(input.unread_count, 0);
  arena_free(input.arena);
  read_wide(&input, MAX_SEARCHED_KEYS + 1);
  assert_int_equal(input.after.roles[0].trusts[0].policy->malformation_count, 0);
  assert_int_equal(input.unread_count, 1);
  assert_true(input.unread[0].near_role);
  arena_free(input.arena);
}

/* ---- Is it a template? --------------------------------------------------- */

static void test_sniff(void **state) {
  static const struct {
    const char *yaml;
    bool ours;
  } cases[] = {
      {"Resources: {A: {Type: 'AWS::S3::Bucket'}}\n", true},
      {"Resources: {A: {Type: 'Custom::Thing'}}\n", true},
      {"AWSTemplateFormatVersion: x\n", true},
      {"Transform: AWS::Serverless-2016-10-31\n", true},
      {"Resources: {A: {Type: thing}}\n", false},
      {"Resources: [a]\n", false},
      {"service: s\nprovider: p\nfunctions: {}\nresources: {Resources: {}}\n", false},
      {"[a]\n", false},
  };
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    Arena *arena = arena_new(1 << 20);
    Source source = {.bytes = cases[i].yaml, .len = strlen(cases[i].yaml)};
    Node *root;
    size_t documents;
    Error err = {0};
    assert_int_equal(yaml_read(&root, &documents, arena, &source, &err), OK);
    assert_int_equal(cfn_cloudformation_front_end.claims(root), cases[i].ours);
    arena_free(arena);
  }
}

TESTS(roles, TEST(test_identities), TEST(test_hole_leads_to_resource), TEST(test_admin),
      TEST(test_sam), TEST(test_unread), TEST(test_searched_keys), TEST(test_sniff));
