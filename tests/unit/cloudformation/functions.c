/* SPDX-License-Identifier: Apache-2.0
 *
 * The CloudFormation front end: intrinsic functions, parameters, conditions and
 * alternatives, documents, limits.
 */
#include "templates.h"

#include "assumelint/buf.h"

static void expect_principal(const char *before, const char *principal, const char *expected) {
  static char yaml[8192];
  size_t need = strlen(before) + strlen(ROLE) + strlen(principal) + 2;
  assert_true(need < sizeof yaml);
  memcpy(yaml, before, strlen(before) + 1);
  memcpy(yaml + strlen(before), ROLE, sizeof ROLE);
  memcpy(yaml + strlen(before) + sizeof ROLE - 1, principal, strlen(principal) + 1);
  memcpy(yaml + need - 2, "\n", 2);
  expect(yaml, expected);
}

/* ---- Intrinsic functions ------------------------------------------------- */

static void test_functions(void **state) {
  static const struct {
    const char *principal, *expected;
  } cases[] = {
      {"!Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root'",
       "arn:${AWS::Partition}:iam::${AWS::AccountId}:root"},
      {"!Sub ['${A}-${!B}-${ C }', {A: x, C: !Ref AWS::Region}]", "x-${B}-${AWS::Region}"},
      {"!Sub '${Thing.Arn}'", "${Thing.Arn}"},
      {"!Join ['', ['arn:', !Ref AWS::Partition, ':x']]", "arn:${AWS::Partition}:x"},
      {"!Join [',', [a, !Ref AWS::NoValue, b]]", "a,b"},
      {"!Join [',', !Split ['-', a-b]]", "a,b"},
      {"!Select [1, !Split ['/', !Sub 'a/${AWS::AccountId}/c']]", "${AWS::AccountId}"},
      {"!Select ['2', !Split ['/', !Ref AWS::StackId]]", "${AWS::StackId}"},
      {"!Select [1, !Split ['//', !GetAtt Cluster.OpenIdConnectIssuerUrl]]",
       "${Fn::Select('1', Fn::Split('//', ${Cluster.OpenIdConnectIssuerUrl}))}"},
      {"!Select [7, [a, b]]", "${Fn::Select('7', ['a', 'b'])}"},
      {"!ImportValue Shared-Arn", "${ImportValue:Shared-Arn}"},
      {"!ImportValue {'Fn::Sub': '${AWS::StackName}-Arn'}", "${ImportValue:${AWS::StackName}-Arn}"},
      {"{'Fn::GetStackOutput': {StackName: s, OutputName: o}}", "${GetStackOutput:s.o}"},
      {"!GetAtt Nested.Outputs.Account", "${Nested.Outputs.Account}"},
      {"!GetAtt [Nested, Outputs.Account]", "${Nested.Outputs.Account}"},
      {"!Base64 x", "${Fn::Base64('x')}"},
      {"!Ref Nothing", "${Nothing}"},
      {"'x-{{resolve:ssm:/vendor:1}}-y'", "x-${{{resolve:ssm:/vendor:1}}}-y"},
      {"!Sub 'x-{{resolve:ssm:/${AWS::Region}/v}}'", "x-${{{resolve:ssm:/${AWS::Region}/v}}}"},
      {"!If [Undefined, x, x]", "x"},
  };
  char expected[256];
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    int n = snprintf(expected, sizeof expected, "R: Allow AWS=%s\n", cases[i].expected);
    assert_true(n > 0 && (size_t)n < sizeof expected);
    expect_principal("", cases[i].principal, expected);
  }
}

static void test_unknown_shapes(void **state) {
  static const struct {
    const char *principal, *name;
  } cases[] = {
      {"!Split [',', !ImportValue Ids]", "Fn::Split(',', Fn::ImportValue('Ids'))"},
      {"!Sub [a, b, c]", "Fn::Sub('a', 'b', 'c')"},
      {"{'Fn::Sub': x, Other: y}", "{Fn::Sub: 'x', Other: 'y'}"},
      {"!Join [',', [[a], b]]", "Fn::Join(',', [['a'], 'b'])"},
      {"!Ref AWS::NotificationARNs", "AWS::NotificationARNs"},
      {"{'Fn::Transform': {Name: M}}", "Fn::Transform({Name: 'M'})"},
      {"{'Fn::Nonsense': 1}", "Fn::Nonsense('1')"},
      {"{'Rain::Embed': f}", "Rain::Embed('f')"},
  };
  char expected[256];
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    snprintf(expected, sizeof expected, "R: Allow any =${%s}\n", cases[i].name);
    expect_principal("", cases[i].principal, expected);
  }
}

static void test_find_in_map(void **state) {
  static const char maps[] = "Mappings:\n  M:\n    dev: {Id: '111111111111', L: [a, b]}\n"
                             "    prod: {Id: '222222222222', L: [c]}\n";
  (void)state;
  expect_principal(maps, "!FindInMap [M, dev, Id]", "R: Allow AWS=111111111111\n");
  expect_principal(maps, "!FindInMap [M, dev, L]", "R: Allow AWS=a AWS=b\n");
  expect_principal(maps, "!FindInMap [M, none, Id, {DefaultValue: x}]", "R: Allow AWS=x\n");
  expect_principal(maps, "!FindInMap [M, !Ref AWS::Region, Id]",
                   "R: Allow AWS=${Fn::FindInMap('M', ${AWS::Region}, 'Id')}\n");
  expect_principal("Mappings:\n  A: {aws: {S: a}, aws-cn: {S: a}, aws-x: {S: b}}\n"
                   "  B: {aws-x: {S: d}, aws-cn: {S: c}, aws: {S: c}}\n",
                   "[!FindInMap [A, !Ref AWS::Partition, S], "
                   "!FindInMap [B, !Ref AWS::Partition, S]]",
                   "R[AWS::Partition=aws|aws-cn]: Allow AWS=a AWS=c\n"
                   "R[AWS::Partition=aws-x]: Allow AWS=b AWS=d\n");
  expect_principal(maps, "!FindInMap [M, !Ref AWS::Region, L]",
                   "R: Allow any =${Fn::FindInMap('M', ${AWS::Region}, 'L')}\n");
}

/* ---- Parameters ---------------------------------------------------------- */

static void test_parameters(void **state) {
  static const struct {
    const char *definition, *expected;
  } cases[] = {
      {"{Type: String, Default: x}", "R: Allow AWS=x\n"},
      {"{Type: String, Default: ''}", "R: Allow AWS=${P}\n"},
      {"{Type: String}", "R: Allow AWS=${P}\n"},
      {"{Type: String, AllowedValues: [x]}", "R: Allow AWS=x\n"},
      {"{Type: String, Default: b, AllowedValues: [a, b]}",
       "R[P=a]: Allow AWS=a\nR[P=b]: Allow AWS=b\n"},
      {"{Type: CommaDelimitedList, Default: 'a, b'}", "R: Allow AWS=a AWS=b\n"},
      {"{Type: CommaDelimitedList}", "R: Allow any =${P}\n"},
      {"{Type: 'AWS::SSM::Parameter::Value<String>', Default: /k}",
       "R: Allow AWS=${{{resolve:ssm:/k}}}\n"},
      {"{Type: String, NoEcho: true, Default: secret}", "R: Allow AWS=(sensitive)\n"},
      {"{Type: String, NoEcho: true, AllowedValues: [s1, s2]}", "R: Allow AWS=(sensitive)\n"},
  };
  char before[256];
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    snprintf(before, sizeof before, "Parameters:\n  P: %s\n", cases[i].definition);
    expect_principal(before, "!Ref P", cases[i].expected);
  }
  /* Defined twice: neither default can be relied on. */
  expect_principal("Parameters:\n  P: {Type: String, Default: a}\n"
                   "  P: {Type: String, Default: b}\n",
                   "!Ref P", "R: Allow AWS=${P}\n");
}

static void test_parameter_holes(void **state) {
  static const struct {
    const char *constraint;
    HoleKind kind;
  } cases[] = {
      {"AllowedPattern: '^\\d{12}$'", HOLE_ACCOUNT},
      {"AllowedPattern: '[0-9]{12}'", HOLE_ACCOUNT},
      {"AllowedPattern: '[0-9]*', MinLength: 12, MaxLength: 12", HOLE_ACCOUNT},
      {"AllowedPattern: '^(\\d{12})?$'", HOLE_ANY},
      {"AllowedPattern: '[0-9]*'", HOLE_ANY},
      {"MinLength: 12", HOLE_ANY},
  };
  char yaml[1024];
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    Input input;
    snprintf(yaml, sizeof yaml, "Parameters:\n  P: {Type: String, %s}\n" ROLE "!Ref P\n",
             cases[i].constraint);
    read_template(&input, yaml);
    const Policy *policy = input.after.roles[0].trusts[0].policy;
    const Hole *hole = text_only_hole(policy->statements[0].principals[0].value.text);
    assert_non_null(hole);
    assert_int_equal(hole->kind, cases[i].kind);
    assert_true(str_is(hole->give, "--param P=..."));
    arena_free(input.arena);
  }
}

/* ---- Conditions and alternatives ----------------------------------------- */

static void test_conditions(void **state) {
  (void)state;
  /* A condition on something that is not in the template is a choice. */
  expect_principal("Conditions:\n  C: !Equals [!Ref AWS::Region, us-east-1]\n", "!If [C, a, b]",
                   "R[C=true]: Allow AWS=a\nR[C=false]: Allow AWS=b\n");
  /* One on AllowedValues is a choice of the parameter, the same everywhere. */
  expect_principal("Parameters:\n  Stage: {Type: String, AllowedValues: [dev, test, prod]}\n"
                   "Conditions:\n  P: !Equals [!Ref Stage, prod]\n  N: !Not [!Condition P]\n",
                   "[!If [P, a, b], !If [N, c, d]]",
                   "R[Stage=dev|test]: Allow AWS=b AWS=c\nR[Stage=prod]: Allow AWS=a AWS=d\n");
  /* A default is not the only value: what conditions tell apart is tried. */
  expect_principal("Parameters:\n  Stage: {Type: String, Default: dev}\n"
                   "Conditions:\n  P: !Equals [!Ref Stage, prod]\n",
                   "!If [P, a, b]",
                   "R[Stage=(not prod)]: Allow AWS=b\nR[Stage=prod]: Allow AWS=a\n");
  expect_principal("Parameters:\n  Id: {Type: String, Default: ''}\n"
                   "Conditions:\n  Has: !Not [!Equals [!Ref Id, '']]\n",
                   "!If [Has, !Ref Id, none]",
                   "R[Id=(empty)]: Allow AWS=none\nR[Id=(not empty)]: Allow AWS=${Id}\n");
  /* Nothing depends on it: no choices are named. */
  expect_principal("Conditions:\n  C: !Equals [!Ref AWS::Region, us-east-1]\n", "!If [C, a, a]",
                   "R: Allow AWS=a\n");
  /* Known without any choice. */
  expect_principal("Conditions:\n  C: !And [!Equals [a, a], !Not [!Equals [a, b]]]\n",
                   "!If [C, a, b]", "R: Allow AWS=a\n");
  /* By itself, and nowhere. */
  expect_principal("Conditions:\n  C: !Not [!Condition C]\n", "!If [C, a, b]",
                   "R[C=true]: Allow AWS=a\nR[C=false]: Allow AWS=b\n");
  /* Never a secret. */
  expect_principal("Parameters:\n  S: {Type: String, NoEcho: true, Default: hush}\n"
                   "Conditions:\n  C: !Equals [!Ref S, hush]\n",
                   "!If [C, a, b]", "R[C=true]: Allow AWS=a\nR[C=false]: Allow AWS=b\n");
}

#define SERVICE                                                                                    \
  "Properties: {AssumeRolePolicyDocument: {Statement: "                                            \
  "[{Effect: Allow, Action: 'sts:AssumeRole', Principal: {Service: s}}]}}"

static void test_conditional_roles(void **state) {
  (void)state;
  expect("Conditions: {C: !Equals [!Ref AWS::Region, us-east-1], No: !Equals [a, b]}\nResources:\n"
         "  A: {Type: 'AWS::IAM::Role', Condition: C, " SERVICE "}\n"
         "  B: {Type: 'AWS::IAM::Role', Condition: No, " SERVICE "}\n",
         "A[C=true]: Allow Service=s\n");
}

static void test_alternatives_limit(void **state) {
  Input input;
  Arena *arena = arena_new(1 << 20);
  Buf buf = buf_in(arena);
  (void)state;
  buf_add(&buf, ROLE "[");
  for (int i = 0; i < 7; i++)
    buf_addf(&buf, "!If [C%d, a%d, b%d],", i, i, i);
  buf_add(&buf, "]\n");
  read_template(&input, buf.ptr);
  assert_true(input.after.roles[0].alternatives_cut);
  assert_int_equal(input.after.roles[0].trust_count, MAX_ALTERNATIVES);
  arena_free(input.arena);
  arena_free(arena);
}

/* ---- Documents ----------------------------------------------------------- */

static void test_documents(void **state) {
  static const char head[] = "Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n";
  static const struct {
    const char *properties, *expected;
  } cases[] = {
      {"      Path: /\n", "R: missing\n"},
      {"      AssumeRolePolicyDocument: !Ref AWS::NoValue\n", "R: missing\n"},
      {"      AssumeRolePolicyDocument: !ImportValue Doc\n", "R: unknown ImportValue:Doc\n"},
      {"      AssumeRolePolicyDocument: {'Fn::Transform': {Name: M}}\n",
       "R: unknown Fn::Transform({Name: 'M'})\n"},
      {"      Fn::Transform: {Name: M}\n", "R: unknown Fn::Transform({Name: 'M'})\n"},
      {"      AssumeRolePolicyDocument: nonsense\n", "R: broken\n"},
      {"      AssumeRolePolicyDocument: '{\"Statement\": {\"Effect\": \"Allow\", "
       "\"Principal\": {\"AWS\": \"x\"}}}'\n",
       "R: Allow AWS=x\n"},
      {"      AssumeRolePolicyDocument: !Sub '{\"Statement\": {\"Effect\": \"Allow\", "
       "\"Principal\": {\"AWS\": \"arn:aws:iam::${Vendor}:root\"}}}'\n",
       "R: Allow AWS=arn:aws:iam::${Vendor}:root\n"},
      {"      AssumeRolePolicyDocument:\n        Fn::ToJsonString:\n          Statement:\n"
       "            Effect: Allow\n            Principal: {AWS: x}\n",
       "R: Allow AWS=x\n"},
      {"      AssumeRolePolicyDocument:\n        Statement:\n"
       "          - !If [C, {Effect: Allow, Principal: {AWS: x}}, !Ref AWS::NoValue]\n"
       "          - {Effect: Allow, Principal: {AWS: y}}\n",
       "R[C=true]: Allow AWS=x Allow AWS=y\nR[C=false]: Allow AWS=y\n"},
      {"      AssumeRolePolicyDocument: {Statement: {Effect: Allow, Principal: {AWS: x}}}\n"
       "      AssumeRolePolicyDocument: {Statement: {Effect: Allow, Principal: {AWS: y}}}\n",
       "R[AssumeRolePolicyDocument=(definition 1)]: Allow AWS=x\n"
       "R[AssumeRolePolicyDocument=(definition 2)]: Allow AWS=y\n"},
  };
  char yaml[1024];
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    snprintf(yaml, sizeof yaml, "%s%s", head, cases[i].properties);
    expect(yaml, cases[i].expected);
  }
}

static size_t count_oddities(const Policy *policy, MalformationKind kind) {
  size_t count = 0;
  for (size_t i = 0; i < policy->malformation_count; i++)
    count += policy->malformations[i].kind == kind;
  return count;
}

static void test_oddities(void **state) {
  Input input;
  (void)state;
  read_template(&input, "Resources:\n  A: {Type: 'AWS::IAM::Role', " SERVICE "}\n"
                        "  A: {Type: 'AWS::IAM::Role', " SERVICE "}\n"
                        "  B: {Type: 'AWS::IAM::Role', " SERVICE "}\n");
  assert_int_equal(input.after.role_count, 2);
  const Policy *policy = input.after.roles[0].trusts[0].policy;
  assert_int_equal(count_oddities(policy, MALFORMED_DUPLICATE_KEY), 1);
  policy = input.after.roles[1].trusts[0].policy;
  assert_int_equal(count_oddities(policy, MALFORMED_DUPLICATE_KEY), 0);
  arena_free(input.arena);

  read_template(&input, "X: &a {Statement: {Effect: Allow, Principal: {AWS: x}}}\nResources:\n"
                        "  A: {Type: 'AWS::IAM::Role', "
                        "Properties: {AssumeRolePolicyDocument: *a}}\n"
                        "  B: {Type: 'AWS::IAM::Role', " SERVICE "}\n");
  policy = input.after.roles[0].trusts[0].policy;
  assert_int_equal(count_oddities(policy, MALFORMED_ALIAS), 1);
  policy = input.after.roles[1].trusts[0].policy;
  assert_int_equal(count_oddities(policy, MALFORMED_ALIAS), 0);
  arena_free(input.arena);
}

/* Names that double with every reference end in a hole, not in all memory. */
static void test_hostile_doubling(void **state) {
  Input input;
  Arena *arena = arena_new(1 << 20);
  Buf buf = buf_in(arena);
  (void)state;
  buf_add(&buf, ROLE "!GetAtt X0.Arn\n");
  for (int i = 0; i < 60; i++)
    buf_addf(&buf, "  X%d: {Type: 'AWS::IAM::User', Properties: {UserName: !Sub '${X%d}${X%d}'}}\n",
             i, i + 1, i + 1);
  read_template(&input, buf.ptr);
  Str shown = show(&input);
  assert_true(str_starts(shown, "R: Allow "));
  assert_non_null(text_first_hole(
      input.after.roles[0].trusts[0].policy->statements[0].principals[0].value.text));
  arena_free(input.arena);
  arena_free(arena);
}

/* A text of `count` parameters: whether it is known to be made of them. */
static bool joins(size_t count) {
  Input input;
  Arena *arena = arena_new(32 << 20);
  Buf buf = buf_in(arena);
  buf_add(&buf, "Parameters: {A: {Type: String}}\n" ROLE "!Join ['', [");
  for (size_t i = 0; i < count; i++)
    buf_add(&buf, "!Ref A,");
  buf_add(&buf, "]]\n");
  read_template(&input, buf.ptr);
  bool out = !text_only_hole(
      input.after.roles[0].trusts[0].policy->statements[0].principals[0].value.text);
  arena_free(input.arena);
  arena_free(arena);
  return out;
}

static void test_pieces_limit(void **state) {
  (void)state;
  assert_true(joins(MAX_TEXT_PIECES));
  assert_false(joins(MAX_TEXT_PIECES + 1));
}

/* What the resolver does not get to is unknown, not absent. */
static void test_resolve_limit(void **state) {
  Input input;
  Arena *arena = arena_new(32 << 20);
  Buf buf = buf_in(arena);
  (void)state;
  buf_add(&buf, "Resources:\n");
  for (int i = 0; i < 55; i++) {
    buf_addf(&buf,
             "  R%d:\n    Type: AWS::IAM::Role\n    Properties:\n"
             "      AssumeRolePolicyDocument:\n        Statement:\n"
             "          Effect: Allow\n          Principal:\n            AWS: [",
             i);
    for (int k = 0; k < 6; k++)
      buf_addf(&buf, "!If [C%d, a, b],", k);
    for (int k = 0; k < 600; k++)
      buf_add(&buf, "x,");
    buf_add(&buf, "]\n");
  }
  read_template(&input, buf.ptr);
  assert_int_equal(input.after.role_count, 55);
  assert_int_equal(input.after.roles[0].trust_count, 64);
  const Trust *last = &input.after.roles[54].trusts[0];
  assert_int_equal(last->state, TRUST_UNKNOWN);
  assert_true(str_is(last->hole->name, "(too much to resolve)"));
  arena_free(input.arena);
  arena_free(arena);
}

TESTS(functions, TEST(test_functions), TEST(test_unknown_shapes), TEST(test_find_in_map),
      TEST(test_parameters), TEST(test_parameter_holes), TEST(test_conditions),
      TEST(test_conditional_roles), TEST(test_alternatives_limit), TEST(test_documents),
      TEST(test_oddities), TEST(test_hostile_doubling), TEST(test_pieces_limit),
      TEST(test_resolve_limit));
