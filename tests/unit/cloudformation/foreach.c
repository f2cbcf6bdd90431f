/* SPDX-License-Identifier: Apache-2.0
 *
 * The CloudFormation front end: Fn::ForEach.
 */
#include "templates.h"

#define HEAD "Transform: AWS::LanguageExtensions\n"
#define LOOP(collection)                                                                           \
  "Resources:\n  Fn::ForEach::Roles:\n    - Team\n    - " collection "\n"                          \
  "    - Role${Team}:\n        Type: AWS::IAM::Role\n        Properties:\n"                        \
  "          AssumeRolePolicyDocument:\n            Statement:\n              Effect: Allow\n"     \
  "              Principal:\n                AWS: "

static size_t unread_of(const char *yaml) {
  Input input;
  read_template(&input, yaml);
  size_t count = input.unread_count;
  arena_free(input.arena);
  return count;
}

static void test_loops(void **state) {
  (void)state;
  expect(HEAD LOOP("[A, B]") "!Sub '${Team}-${AWS::Region}'\n",
         "RoleA: Allow AWS=A-${AWS::Region}\nRoleB: Allow AWS=B-${AWS::Region}\n");
  expect(HEAD LOOP("[A, B]") "[!Ref Team, '&{Team}', '${Team}x', !Ref Other]\n",
         "RoleA: Allow AWS=A AWS=A AWS=Ax AWS=${Other}\n"
         "RoleB: Allow AWS=B AWS=B AWS=Bx AWS=${Other}\n");
  expect(HEAD LOOP("[]") "x\n", "");
  expect(HEAD "Parameters:\n  Teams: {Type: CommaDelimitedList, Default: 'A, B'}\n" LOOP(
             "!Ref Teams") "!Ref Team\n",
         "RoleA: Allow AWS=A\nRoleB: Allow AWS=B\n");
  assert_int_equal(unread_of(HEAD LOOP("[A, B]") "x\n"), 0);
}

/* Letters and digits alone make a logical id. */
static void test_stripped(void **state) {
  (void)state;
  expect(HEAD "Resources:\n  Fn::ForEach::L:\n    - I\n    - ['a-1', 'b/2']\n"
              "    - R&{I}:\n        Type: AWS::IAM::Role\n        Properties:\n"
              "          AssumeRolePolicyDocument: {Statement: {Effect: Allow, "
              "Principal: {AWS: !Ref I}}}\n",
         "Ra1: Allow AWS=a-1\nRb2: Allow AWS=b/2\n");
}

static void test_nested(void **state) {
  (void)state;
  expect(HEAD "Resources:\n  Fn::ForEach::L:\n    - I\n    - [a, b]\n"
              "    - Fn::ForEach::M:\n        - J\n        - ['${I}1', c]\n"
              "        - R${I}${J}:\n            Type: AWS::IAM::Role\n            Properties:\n"
              "              AssumeRolePolicyDocument: {Statement: {Effect: Allow, "
              "Principal: {AWS: '${J}'}}}\n",
         "Raa1: Allow AWS=a1\nRac: Allow AWS=c\nRbb1: Allow AWS=b1\nRbc: Allow AWS=c\n");
}

/* In properties and in conditions. */
static void test_elsewhere(void **state) {
  (void)state;
  expect(HEAD "Parameters: {P: {Type: String}}\n"
              "Conditions:\n  Fn::ForEach::C:\n    - I\n    - [a, b]\n"
              "    - Is${I}: !Equals [!Ref P, !Ref I]\n"
              "Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n"
              "      Fn::ForEach::P:\n        - Key\n        - [AssumeRolePolicy]\n"
              "        - ${Key}Document: {Statement: {Effect: Allow, "
              "Principal: {AWS: !If [Isa, x, y]}}}\n",
         "R[P=a]: Allow AWS=x\nR[P=(not a)]: Allow AWS=y\n");
}

/* Without the transform, or without a known collection, nothing is read, and that is reported. */
static void test_not_read(void **state) {
  (void)state;
  expect(LOOP("[A]") "x\n", "");
  assert_int_equal(unread_of(LOOP("[A]") "x\n"), 1);
  expect(HEAD LOOP("!Ref Teams") "x\n", "");
  assert_int_equal(unread_of(HEAD LOOP("!Ref Teams") "x\n"), 1);
  assert_int_equal(
      unread_of(HEAD "Parameters: {Teams: {Type: CommaDelimitedList}}\n" LOOP("!Ref Teams") "x\n"),
      1);
  assert_int_equal(unread_of(HEAD LOOP("[A, [B]]") "x\n"), 1);
}

/* Loops in loops multiply: what is too much is not read, and reported. */
static void test_limit(void **state) {
  static char yaml[4096];
  size_t len = (size_t)snprintf(yaml, sizeof yaml, HEAD "Resources:\n");
  int indent = 2;
  (void)state;
  for (int i = 0; i < 12; i++, indent += 4)
    len += (size_t)snprintf(yaml + len, sizeof yaml - len,
                            "%*sFn::ForEach::L%d:\n%*s- I%d\n%*s- [a, b, c, d]\n%*s-\n", indent, "",
                            i, indent + 2, "", i, indent + 2, "", indent + 2, "");
  snprintf(yaml + len, sizeof yaml - len, "%*sR: {Type: 'AWS::IAM::Role'}\n", indent, "");
  expect(yaml, "");
  /* The loop itself, and what the resolver had no steps left for. */
  assert_int_equal(unread_of(yaml), 2);
}

TESTS(foreach, TEST(test_loops), TEST(test_stripped), TEST(test_nested), TEST(test_elsewhere),
      TEST(test_limit), TEST(test_not_read));
