/* SPDX-License-Identifier: Apache-2.0
 *
 * The output of the AWS CLI: one role, lists of roles, a whole account.
 */
#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "assumelint/parser.h"
#include "unit.h"

#define DOCUMENT                                                                                   \
  "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"       \
  "\"444455556666\"},\"Action\":\"sts:AssumeRole\"}]}"
#define ROLE(name, more)                                                                           \
  "{\"Path\":\"/p/\",\"RoleName\":\"" name "\",\"RoleId\":\"AROAX\",\"Arn\":"                      \
  "\"arn:aws-cn:iam::111122223333:role/p/" name "\"" more "}"
#define TRUST ",\"AssumeRolePolicyDocument\":" DOCUMENT

static Input parse(const char *text) {
  Input input = {.arena = arena_new(MAX_ARENA_BYTES)};
  ParseOptions options = {0};
  char *copy = arena_copy(input.arena, text, strlen(text));
  input.source = (Source){.path = "input", .bytes = copy, .len = strlen(text)};
  front_end_read(&input, &options);
  return input;
}

/* The only role of a text that is this format. */
static const Role *only_role(Input *input, const char *text) {
  *input = parse(text);
  if (input->status != OK)
    fail_msg("%s: %s", input->error.text, text);
  assert_int_equal(input->format, FORMAT_AWS_CLI);
  assert_false(input->exact_positions);
  assert_false(input->has_before);
  assert_int_equal(input->after.role_count, 1);
  return &input->after.roles[0];
}

static void done(Input *input) {
  arena_free(input->arena);
}

static void test_one_role(void **state) {
  (void)state;
  Input input;
  const char text[] = "{\"Role\":" ROLE("r", TRUST ",\"MaxSessionDuration\":7200") "}";
  const Role *role = only_role(&input, text);
  assert_true(str_is(role->address, "arn:aws-cn:iam::111122223333:role/p/r"));
  assert_true(str_is(role->label, "r"));
  assert_true(text_is(role->name, "r"));
  assert_true(text_is(role->path, "/p/"));
  assert_true(text_is(role->account, "111122223333"));
  assert_true(text_is(role->partition, "aws-cn"));
  assert_int_equal(role->max_session, 7200);
  assert_int_equal(role->span.begin, 8);
  assert_int_equal(role->span.end, sizeof text - 2);
  assert_int_equal(role->trusts[0].state, TRUST_KNOWN);
  assert_int_equal(role->trusts[0].policy->statement_count, 1);
  assert_false(role->admin);
  done(&input);
}

static void test_shapes(void **state) {
  (void)state;
  static const char *const texts[] = {
      ROLE("r", TRUST),
      "[" ROLE("r", TRUST) "]",
      "{\"Roles\":[" ROLE("r", TRUST) "]}",
      "{\"RoleDetailList\":[" ROLE("r", TRUST) "],\"UserDetailList\":[]}",
      "Role:\n  RoleName: r\n  AssumeRolePolicyDocument:\n    Statement: []\n",
  };
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
    Input input;
    assert_true(str_is(only_role(&input, texts[i])->label, "r"));
    assert_true(input.complete);
    done(&input);
  }
}

static void test_url_encoded_document(void **state) {
  (void)state;
  Input input;
  const Role *role = only_role(
      &input, "{\"Role\":" ROLE("r", ",\"AssumeRolePolicyDocument\":\"%7B%22Statement%22%3a%5B%7B"
                                     "%22Effect%22:%22Allow%22,%22Sid%22:%22100%\"") "}");
  assert_int_equal(role->trusts[0].state, TRUST_BROKEN);
  done(&input);
  role = only_role(&input, "{\"Role\":" ROLE(
                               "r", ",\"AssumeRolePolicyDocument\":\"%7B%22Statement%22%3a%5B%7B"
                                    "%22Effect%22:%22Allow%22%2C%22Sid%22:%22A%22%7D%5D%7d\"") "}");
  assert_int_equal(role->trusts[0].state, TRUST_KNOWN);
  assert_true(str_is(role->trusts[0].policy->statements[0].sid, "A"));
  done(&input);
}

static void test_document_that_was_cut_away(void **state) {
  (void)state;
  Input input;
  const Role *role =
      only_role(&input, "{\"Role\":" ROLE("r", "") ",\"x\":\"AssumeRolePolicyDocument\"}");
  assert_int_equal(role->trusts[0].state, TRUST_UNKNOWN);
  assert_non_null(role->trusts[0].hole);
  done(&input);
}

static void test_pages(void **state) {
  (void)state;
  Input input;
  only_role(&input, "{\"Roles\":[" ROLE("r", TRUST) "],\"IsTruncated\":true}");
  assert_false(input.complete);
  assert_true(input.incomplete_why.len > 0);
  done(&input);
  only_role(&input, "{\"Roles\":[" ROLE("r", TRUST) "],\"NextToken\":\"abc\"}");
  assert_false(input.complete);
  done(&input);
  only_role(&input, "{\"Roles\":[" ROLE("r", TRUST) "],\"IsTruncated\":false}");
  assert_true(input.complete);
  done(&input);
}

static void test_account(void **state) {
  (void)state;
#define ALLOW(action)                                                                              \
  "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"" action "\",\"Resource\":\"*\"}]}"
  Input
      input =
          parse("{\"UserDetailList\":[{\"Path\":\"/\",\"UserName\":\"u\",\"UserId\":\"AIDAX\",\"Arn\":"
                "\"arn:aws:iam::111122223333:user/u\"}],\"RoleDetailList\":[" ROLE(
                    "none", TRUST ",\"RolePolicyList\":[{\"PolicyDocument\":" ALLOW(
                                "s3:*") "}],"
                                        "\"AttachedManagedPolicies\":[{\"PolicyArn\":\"arn:aws:iam::111122223333:policy/old\"}]") "," ROLE("inline",
                                                                                                                                           TRUST ",\"RolePolicyList\":[{\"PolicyDocument\":" ALLOW("*") "}]") "," ROLE("aws",
                                                                                                                                                                                                                       TRUST ",\"AttachedManagedPolicies\":[{\"PolicyArn\":"
                                                                                                                                                                                                                             "\"arn:aws:iam::aws:policy/IAMFullAccess\"}]") "," ROLE("own", TRUST ",\"AttachedManagedPolicies\":[{\"PolicyArn\":"
                                                                                                                                                                                                                                                                                                  "\"arn:aws:iam::111122223333:policy/all\"}]") "],\"Policies\":[{\"Arn\":\"arn:aws:iam::111122223333:policy/old\",\"PolicyVersionList\":["
                                                                                                                                                                                                                                                                                                                                                "{\"IsDefaultVersion\":false,\"Document\":" ALLOW(
                                                                                                                                                                                                                                                                                                                                                    "*") "},{\"IsDefaultVersion\":true,"
                                                                                                                                                                                                                                                                                                                                                         "\"Document\":" ALLOW("s3:*") "}]},{\"Arn\":\"arn:aws:iam::111122223333:policy/all\","
                                                                                                                                                                                                                                                                                                                                                                                       "\"PolicyVersionList\":[{\"IsDefaultVersion\":true,\"Document\":" ALLOW(
                                                                                                                                                                                                                                                                                                                                                                                           "iam:*") "}]}]}");
  assert_int_equal(input.status, OK);
  assert_int_equal(input.after.role_count, 4);
  static const bool admin[] = {false, true, true, true};
  for (size_t i = 0; i < 4; i++) {
    assert_int_equal(input.after.roles[i].admin, admin[i]);
    assert_int_equal(input.after.roles[i].admin_why.len > 0, admin[i]);
  }
  assert_int_equal(input.after.principal_resource_count, 1);
  const PrincipalResource *user = &input.after.principal_resources[0];
  assert_int_equal(user->kind, RESOURCE_USER);
  assert_true(str_is(user->unique_id, "AIDAX"));
  assert_true(text_is(user->account, "111122223333"));
  done(&input);
}

static void test_refused(void **state) {
  (void)state;
  Input input = parse("{\"Role\":" ROLE("r", TRUST ",\"AssumeRolePolicyDocument\":{}") "}");
  assert_int_equal(input.status, ERR_SYNTAX);
  done(&input);
  input = parse("{\"Roles\":[" ROLE("r", TRUST) ",1]}");
  assert_int_equal(input.status, ERR_SYNTAX);
  done(&input);
}

TESTS(aws_cli, TEST(test_one_role), TEST(test_shapes), TEST(test_url_encoded_document),
      TEST(test_document_that_was_cut_away), TEST(test_pages), TEST(test_account),
      TEST(test_refused));
