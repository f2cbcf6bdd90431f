/* SPDX-License-Identifier: Apache-2.0
 *
 * The front end for change sets of CloudFormation.
 */
#include "inputs.h"

#include "assumelint/buf.h"

static int read_json(Input *input, const char *json) {
  static const ParseOptions options;
  *input = input_of("c.json", json);
  return front_end_read(input, &options);
}

#define STACK "arn:aws-us-gov:cloudformation:us-gov-west-1:111122223333:stack/s/1"
#define CONTEXT(principal)                                                                         \
  "\"{\\\"Properties\\\": {\\\"AssumeRolePolicyDocument\\\": {\\\"Statement\\\": {"                \
  "\\\"Effect\\\": \\\"Allow\\\", \\\"Principal\\\": {\\\"AWS\\\": " principal "}}}}}\""
#define QUOTED(text) "\\\"" text "\\\""

/* A change set of one role R, with these members of its ResourceChange. */
static int read_change(Input *input, const char *members) {
  static char json[4096];
  int n =
      snprintf(json, sizeof json,
               "{\"ChangeSetName\": \"c\", \"StackId\": \"" STACK "\", \"Changes\": [{\"Type\": "
               "\"Resource\", \"ResourceChange\": {\"LogicalResourceId\": \"R\", "
               "\"ResourceType\": \"AWS::IAM::Role\", %s}}]}",
               members);
  assert_true(n > 0 && (size_t)n < sizeof json);
  return read_json(input, json);
}

static void show_side(Buf *buf, const World *world) {
  for (size_t i = 0; i < world->role_count; i++) {
    const Role *role = &world->roles[i];
    const Trust *trust = &role->trusts[0];
    const char *change = change_name(role->change);
    buf_addf(buf, "%s ", change ? change : "none");
    if (trust->state == TRUST_KNOWN)
      buf_add_str(buf,
                  text_print(buf->arena, trust->policy->statements[0].principals[0].value.text));
    else
      buf_add(buf, "unknown");
    buf_add_char(buf, ' ');
    buf_add_str(buf, role->name ? text_print(buf->arena, role->name) : STR("?"));
  }
}

static void expect(const char *members, const char *before, const char *after) {
  Input input;
  int status = read_change(&input, members);
  if (status != OK)
    fail_msg("status %d: %s", status, input.error.text);
  assert_int_equal(input.format, FORMAT_CHANGE_SET);
  assert_true(input.has_before);
  assert_false(input.exact_positions);
  Buf left = buf_in(input.arena), right = buf_in(input.arena);
  show_side(&left, &input.before);
  show_side(&right, &input.after);
  assert_string_equal(left.len > 0 ? left.ptr : "", before);
  assert_string_equal(right.len > 0 ? right.ptr : "", after);
  arena_free(input.arena);
}

#define BEFORE "\"BeforeContext\": " CONTEXT(QUOTED("b"))
#define AFTER "\"AfterContext\": " CONTEXT(QUOTED("a"))
#define NAMED "\"PhysicalResourceId\": \"r-1\""

static void test_actions(void **state) {
  (void)state;
  expect("\"Action\": \"Add\", " AFTER, "", "create a ?");
  expect("\"Action\": \"Modify\", " NAMED ", " BEFORE ", " AFTER, "update b r-1", "update a r-1");
  expect("\"Action\": \"Modify\", \"Replacement\": \"True\", " NAMED ", " BEFORE ", " AFTER,
         "replace b r-1", "replace a ?");
  expect("\"Action\": \"Remove\", " NAMED ", " BEFORE, "delete b r-1", "");
  expect("\"Action\": \"Remove\", \"PolicyAction\": \"Retain\", " NAMED ", " BEFORE, "forget b r-1",
         "forget b r-1");
  expect("\"Action\": \"Import\", " NAMED ", " AFTER, "no-op a r-1", "no-op a r-1");
  expect("\"Action\": \"Dynamic\", " BEFORE ", " AFTER, "update b ?", "update a ?");
}

/* Properties that the change set does not have are not known. */
static void test_missing_context(void **state) {
  (void)state;
  expect("\"Action\": \"Modify\", " AFTER, "update unknown ?", "update a ?");
  expect("\"Action\": \"Modify\", " BEFORE ", \"AfterContext\": \"{\"", "update b ?",
         "update unknown ?");
}

/* Values that are known later, or secret, are holes of their own. */
static void test_unknown_values(void **state) {
  Input input;
  (void)state;
  expect("\"Action\": \"Add\", \"AfterContext\": " CONTEXT(
             "[" QUOTED("x-{{changeSet:KNOWN_AFTER_APPLY}}-{{changeSet:KNOWN_AFTER_APPLY}}") "]"),
         "",
         "create x-${R/AssumeRolePolicyDocument/Statement/Principal/AWS/0}-"
         "${R/AssumeRolePolicyDocument/Statement/Principal/AWS/0#1} ?");
  assert_int_equal(
      read_change(&input, "\"Action\": \"Add\", \"AfterContext\": " CONTEXT(QUOTED("****"))), OK);
  const Text *text = input.after.roles[0].trusts[0].policy->statements[0].principals[0].value.text;
  assert_true(text_only_hole(text)->sensitive);
  arena_free(input.arena);
}

static void test_surroundings(void **state) {
  Input input;
  (void)state;
  assert_int_equal(read_change(&input, "\"Action\": \"Add\", " AFTER), OK);
  assert_true(text_is(input.after.roles[0].account, "111122223333"));
  assert_true(text_is(input.after.roles[0].partition, "aws-us-gov"));
  assert_true(input.complete);
  arena_free(input.arena);
}

static void test_entities(void **state) {
  Input input;
  (void)state;
  assert_int_equal(
      read_json(&input,
                "{\"ChangeSetId\": \"c\", \"NextToken\": \"t\", \"Changes\": [{\"ResourceChange\": "
                "{\"Action\": \"Remove\", \"LogicalResourceId\": \"U\", \"PhysicalResourceId\": "
                "\"u-1\", \"ResourceType\": \"AWS::IAM::User\", \"BeforeContext\": \"{}\"}}, "
                "{\"ResourceChange\": {\"Action\": \"Modify\", \"Replacement\": \"Conditional\", "
                "\"LogicalResourceId\": \"V\", \"ResourceType\": \"AWS::IAM::User\", "
                "\"BeforeContext\": \"{}\", \"AfterContext\": \"{}\"}}]}"),
      OK);
  assert_int_equal(input.before.principal_resource_count, 2);
  assert_int_equal(input.before.principal_resources[0].change, CHANGE_DELETE);
  assert_true(text_is(input.before.principal_resources[0].name, "u-1"));
  assert_int_equal(input.after.principal_resource_count, 1);
  assert_int_equal(input.after.principal_resources[0].change, CHANGE_UPDATE);
  assert_int_equal(input.unread_count, 1); /* whether V is replaced */
  assert_false(input.complete);
  assert_true(input.incomplete_why.len > 0);
  arena_free(input.arena);
}

/* Every change has a name; without one the role is judged all the same. */
static void test_no_name(void **state) {
  Input input;
  (void)state;
  assert_int_equal(
      read_json(&input, "{\"ChangeSetId\": \"c\", \"Changes\": [{\"ResourceChange\": {\"Action\": "
                        "\"Add\", \"ResourceType\": \"AWS::IAM::Role\", \"AfterContext\": "
                        "\"{}\"}}]}"),
      OK);
  assert_int_equal(input.after.role_count, 1);
  arena_free(input.arena);
}

static void test_refused(void **state) {
  Input input;
  (void)state;
  assert_int_equal(read_change(&input, "\"Action\": \"Add\""), ERR_WRONG_KIND);
  assert_non_null(strstr(input.error.text, "--include-property-values"));
  arena_free(input.arena);
  assert_int_equal(read_json(&input, "{\"ChangeSetName\": \"c\", \"Changes\": []}"), OK);
  arena_free(input.arena);
  assert_int_equal(read_json(&input, "{\"ChangeSetName\": \"c\", \"Changes\": 1}"), ERR_NOT_OURS);
  arena_free(input.arena);
}

TESTS(change_set, TEST(test_actions), TEST(test_missing_context), TEST(test_unknown_values),
      TEST(test_surroundings), TEST(test_entities), TEST(test_no_name), TEST(test_refused));
