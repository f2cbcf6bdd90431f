/* SPDX-License-Identifier: Apache-2.0
 *
 * The CloudFormation front end: roles that SAM generates, and those whose trust
 * policy it takes from the template.
 */
#include "templates.h"

#include "assumelint/buf.h"

#define HEAD "Transform: AWS::Serverless-2016-10-31\n"

static void expect_services(const char *yaml, const char *expected) {
  Input input;
  read_template(&input, yaml);
  Buf buf = buf_in(input.arena);
  for (size_t i = 0; i < input.after.role_count; i++) {
    const Role *role = &input.after.roles[i];
    assert_int_equal(role->trust_count, 1);
    assert_int_equal(role->trusts[0].state, TRUST_KNOWN);
    const Statement *statement = &role->trusts[0].policy->statements[0];
    buf_add_str(&buf, role->label);
    buf_add(&buf, role->generated ? " " : "! ");
    show_text(&buf, statement->principals[0].value.text);
    assert_int_equal(statement->action_count, 1);
    assert_true(text_is(statement->actions[0].text, "sts:AssumeRole"));
    buf_add(&buf, "\n");
  }
  assert_string_equal(buf.len > 0 ? buf.ptr : "", expected);
  arena_free(input.arena);
}

static void test_functions(void **state) {
  (void)state;
  expect_services(HEAD "Resources:\n  F: {Type: 'AWS::Serverless::Function', Properties: {Events: "
                       "{E: {Type: ScheduleV2}, O: {Type: ScheduleV2, Properties: {RoleArn: x}}, "
                       "P: {Type: Schedule}}}}\n"
                       "  G: {Type: 'AWS::Serverless::Function', Properties: {Role: x}}\n",
                  "FRole lambda.amazonaws.com\nFERole scheduler.amazonaws.com\n");
  /* The template has a resource of that name: it is no generated one. */
  expect_services(HEAD "Resources:\n  F: {Type: 'AWS::Serverless::Function'}\n"
                       "  FRole: {Type: 'AWS::SNS::Topic'}\n",
                  "");
}

/* Where a condition decides between a given role and a generated one. */
static void test_conditional_role(void **state) {
  (void)state;
  expect_services(HEAD "Parameters: {P: {Type: String, AllowedValues: ['', x]}}\n"
                       "Conditions: {C: !Equals [!Ref P, '']}\n"
                       "Resources:\n  F: {Type: 'AWS::Serverless::Function', "
                       "Properties: {Role: !If [C, !Ref AWS::NoValue, !Ref P]}}\n",
                  "FRole lambda.amazonaws.com\n");
  expect_services(HEAD "Conditions: {C: !Equals [a, b]}\n"
                       "Resources:\n  F: {Type: 'AWS::Serverless::Function', "
                       "Properties: {Role: !If [C, !Ref AWS::NoValue, x]}}\n",
                  "");
}

static void test_state_machines(void **state) {
  (void)state;
  expect_services(HEAD
                  "Resources:\n  M: {Type: 'AWS::Serverless::StateMachine', Properties: {Events: "
                  "{A: {Type: Schedule}, B: {Type: CloudWatchEvent}, C: {Type: EventBridgeRule}, "
                  "D: {Type: Api}, E: {Type: ScheduleV2}}}}\n"
                  "  N: {Type: 'AWS::Serverless::StateMachine', Properties: {Role: x}}\n",
                  "MRole states.amazonaws.com\nMARole events.amazonaws.com\n"
                  "MBRole events.amazonaws.com\nMCRole events.amazonaws.com\n"
                  "MDRole apigateway.amazonaws.com\nMERole scheduler.amazonaws.com\n");
}

static void test_graphql(void **state) {
  (void)state;
  expect_services(
      HEAD "Resources:\n  A: {Type: 'AWS::Serverless::GraphQLApi', Properties: {DataSources: "
           "{DynamoDb: {T: {}, U: {ServiceRoleArn: x}}, Lambda: {V: {}}}}}\n"
           "  B: {Type: 'AWS::Serverless::GraphQLApi', Properties: {Logging: false}}\n"
           "  C: {Type: 'AWS::Serverless::GraphQLApi', Properties: {Logging: "
           "{CloudWatchLogsRoleArn: x}}}\n",
      "ACloudWatchRole appsync.amazonaws.com\nATDynamoDBDataSourceRole appsync.amazonaws.com\n"
      "AVLambdaDataSourceRole appsync.amazonaws.com\n");
}

static void test_others(void **state) {
  (void)state;
  expect_services(HEAD "Globals: {Function: {DeploymentPreference: {Type: AllAtOnce}}}\n"
                       "Resources:\n  F: {Type: 'AWS::Serverless::Function', "
                       "Properties: {Role: x}}\n"
                       "  P: {Type: 'AWS::Serverless::CapacityProvider'}\n",
                  "POperatorRole lambda.amazonaws.com\n"
                  "CodeDeployServiceRole codedeploy.amazonaws.com\n");
  expect_services(HEAD "Resources:\n  F: {Type: 'AWS::Serverless::Function', Properties: "
                       "{Role: x, DeploymentPreference: {Enabled: false}}}\n"
                       "  G: {Type: 'AWS::Serverless::Function', Properties: "
                       "{Role: x, DeploymentPreference: {Role: y}}}\n",
                  "");
}

/* A trust policy of the template's is looked at like any other. */
static void test_own_trust(void **state) {
  (void)state;
  expect(HEAD "Resources:\n  F: {Type: 'AWS::Serverless::Function', Properties: "
              "{AssumeRolePolicyDocument: {Statement: {Effect: Allow, Principal: {AWS: x}}}}}\n",
         "FRole: Allow AWS=x\n");
  expect_services(HEAD "Resources:\n  F: {Type: 'AWS::Serverless::Function', Properties: "
                       "{AssumeRolePolicyDocument: {Statement: {Effect: Allow, Principal: "
                       "{AWS: x}, Action: 'sts:AssumeRole'}}}}\n",
                  "FRole! x\n");
}

TESTS(sam, TEST(test_functions), TEST(test_conditional_role), TEST(test_state_machines),
      TEST(test_graphql), TEST(test_others), TEST(test_own_trust));
