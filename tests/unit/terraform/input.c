/* SPDX-License-Identifier: Apache-2.0
 *
 * The Terraform front end: what a file is, in which order and through how much
 * memory it is read, and what is refused.
 */
#include "terraform_show.h"

static void expect_status(const char *text, int status, const char *what) {
  Input input = read_text(text);
  if (input.status != status)
    fail_msg("status %d (%s), not %d: %s", input.status, input.error.text, status, text);
  if (!strstr(input.error.text, what))
    fail_msg("not there: %s\n%s", what, input.error.text);
  done(&input);
}

/* ---- What the file is -------------------------------------------------- */

#define STATE_ROLE                                                                                   \
  "{\"address\":\"aws_iam_role.r\",\"mode\":\"managed\",\"type\":\"aws_iam_role\",\"values\":" ROLE( \
      "n", "1") "}"

static void test_states(void **state) {
  (void)state;
  Input input = read_text(
      "{\"format_version\":\"1.0\",\"values\":{\"root_module\":{\"resources\":[" STATE_ROLE
      "],\"child_modules\":[{\"address\":\"module.a\",\"child_modules\":[{\"resources\":["
      "{\"values\":{},\"type\":\"aws_iam_user\",\"mode\":\"managed\",\"address\":\"module.a.module."
      "b.aws_iam_user.u\"}]}]}]}}}");
  assert_int_equal(input.status, OK);
  assert_int_equal(input.format, FORMAT_TERRAFORM_STATE);
  assert_false(input.has_before);
  assert_int_equal(input.after.role_count, 1);
  assert_int_equal(input.after.roles[0].change, CHANGE_NONE);
  assert_int_equal(input.after.principal_resource_count, 1);
  done(&input);
  input = read_text("{\"format_version\":\"1.0\"}");
  assert_int_equal(input.status, OK);
  assert_int_equal(input.format, FORMAT_TERRAFORM_STATE);
  assert_int_equal(input.after.role_count, 0);
  done(&input);
  /* A plan that changes nothing but the state: in any order of keys. */
  input = read_text("{\"prior_state\":{\"values\":{\"root_module\":{\"resources\":[" STATE_ROLE
                    "]}}},\"format_version\":\"1.2\",\"planned_values\":{}}");
  assert_int_equal(input.format, FORMAT_TERRAFORM_PLAN);
  assert_true(input.has_before);
  assert_int_equal(input.before.role_count, 1);
  assert_int_equal(input.after.roles[0].change, CHANGE_NO_OP);
  done(&input);
}

/* What exists and what a plan says nothing of stays as it is. */
static void test_left_out(void **state) {
  (void)state;
#define EXISTS "\"prior_state\":{\"values\":{\"root_module\":{\"resources\":[" STATE_ROLE "]}}}"
#define CHANGES(changes) "\"resource_changes\":[" changes "]"
#define USER                                                                                       \
  "{\"address\":\"aws_iam_user.u\",\"mode\":\"managed\",\"type\":\"aws_iam_user\",\"change\":{"    \
  "\"actions\":[\"delete\"],\"before\":{\"name\":\"u\"},\"after\":null}}"
  const char *const plans[] = {"{" EXISTS "," CHANGES(USER) "}", "{" CHANGES(USER) "," EXISTS "}",
                               "{" CHANGES("") "," EXISTS "}"};
  for (size_t i = 0; i < sizeof plans / sizeof plans[0]; i++) {
    Input input = read_text(plans[i]);
    assert_int_equal(input.before.role_count, 1);
    assert_int_equal(input.after.role_count, 1);
    assert_int_equal(input.after.roles[0].change, CHANGE_NO_OP);
    done(&input);
  }
  /* What the plan speaks of is not there twice: not under the address before a move, and not as
   * something that exists where planning failed. */
  Input input = read_text("{" CHANGES(NEW_ROLE) "," EXISTS "}");
  assert_int_equal(input.after.role_count, 1);
  assert_int_equal(input.before.role_count, 0);
  done(&input);
  input = read_text("{" EXISTS
                    "," CHANGES("{\"address\":\"aws_iam_role.s\",\"previous_address\":"
                                "\"aws_iam_role.r\",\"mode\":\"managed\",\"type\":\"aws_iam_role\","
                                "\"change\":{\"actions\":[\"no-op\"],\"before\":" ROLE(
                                    "n", "1") ",\"after\":" ROLE("n", "1") "}}") "}");
  assert_int_equal(input.after.role_count, 1);
  assert_int_equal(input.before.role_count, 1);
  done(&input);
  input = read_text("{\"errored\":true," CHANGES("") "," EXISTS "}");
  assert_int_equal(input.after.role_count, 0);
  done(&input);
}

/* Terraform 0.12: addresses begin in the module and have no key. */
static void test_old_addresses(void **state) {
  (void)state;
#define OLD(index)                                                                                 \
  "{\"address\":\"aws_iam_role.r\",\"index\":" index                                               \
  ",\"mode\":\"managed\",\"type\":\"aws_iam_role\",\"values\":" ROLE("n", "1") "}"
  Input input = read_text(
      "{\"resource_changes\":[],\"prior_state\":{\"values\":{\"root_module\":{\"child_modules\":[{"
      "\"resources\":[" OLD("0") "," OLD(
          "\"a\\\"b\"") "],\"address\":\"module.a\",\"child_modules\":[{"
                        "\"resources\":[" STATE_ROLE "],\"address\":\"module.a.module.b\"}]}],"
                        "\"resources\":[" STATE_ROLE "]}}}}");
  const Role *roles = input.after.roles;
  assert_int_equal(input.after.role_count, 4);
  assert_true(str_is(roles[0].address, "module.a.aws_iam_role.r[0]"));
  assert_true(str_is(roles[1].address, "module.a.aws_iam_role.r[\"a\\\"b\"]"));
  assert_true(str_is(roles[2].address, "module.a.module.b.aws_iam_role.r"));
  assert_true(str_is(roles[3].address, "aws_iam_role.r"));
  done(&input);
}

static void test_order_of_keys(void **state) {
  (void)state;
  /* `jq -S`: the type comes last, of what is wanted and of what is not. */
  expect("{\"resource_changes\":[{\"address\":\"x.y\",\"change\":{\"after\":{\"big\":\"" POLICY(
             "1") "\"}}]}",
         (const char *const[]){"-3 invalid JSON", NULL});
  expect(
      "{\"resource_changes\":[{\"address\":\"x.y\",\"change\":{\"actions\":[\"create\"],"
      "\"after\":{\"big\":[1,2,{\"type\":\"aws_iam_role\"}]}},\"mode\":\"managed\",\"type\":"
      "\"x\"},{\"address\":\"aws_iam_role.r\",\"change\":{\"actions\":[\"create\"],\"after\":" ROLE(
          "n", "1") "},\"mode\":\"managed\",\"t\\u0079pe\":\"aws_iam_\\u0072ole\"}]}",
      (const char *const[]){"after\nrole aws_iam_role.r [r] create 145-", NULL});
}

static void test_versions_and_marks(void **state) {
  (void)state;
#define WITH(keys) "{" keys ",\"resource_changes\":[" NEW_ROLE "]}"
  expect(WITH("\"format_version\":\"0.1\""), (const char *const[]){"0  4 1 0\n", NULL});
  expect(WITH("\"format_version\":\"1.99\""), (const char *const[]){"0  4 1 0\n", NULL});
  expect(WITH("\"plan_format_version\":\"1.0\""), (const char *const[]){"0  4 1 0\n", NULL});
  expect_status(WITH("\"format_version\":\"2.0\""), ERR_SYNTAX, "format version 2");
  expect_status(WITH("\"format_version\":\"x\""), ERR_SYNTAX, "not a version");
  expect_status(WITH("\"format_version\":12"), ERR_SYNTAX, "not a version");
  expect(WITH("\"errored\":true"),
         (const char *const[]){"0  4 0 1\n", "role aws_iam_role.r", NULL});
  expect(WITH("\"complete\":false"), (const char *const[]){"0  4 0 0\n", "role", NULL});
  expect(WITH("\"deferred_changes\":[{\"reason\":\"x\"}]"),
         (const char *const[]){"0  4 0 0\n", "role", NULL});
  /* What is known of a deferred role is judged. */
  expect(
      "{\"planned_values\":{},\"deferred_changes\":[{\"reason\":\"x\",\"resource_change\":" NEW_ROLE
      "}]}",
      (const char *const[]){"0  4 0 0\n", "role aws_iam_role.r [r] create", NULL});
  expect_status("{\"deferred_changes\":[1],\"resource_changes\":[]}", ERR_SYNTAX, "deferred");
  expect(WITH("\"deferred_changes\":[]"), (const char *const[]){"0  4 1 0\n", "role", NULL});
}

static void test_wrong_things(void **state) {
  (void)state;
  expect_status("PK\x03\x04\x14", ERR_WRONG_KIND, "binary plan");
  expect_status("{\"@level\":\"info\",\"@module\":\"terraform.ui\"}\n{\"@level\":\"info\"}\n",
                ERR_WRONG_KIND, "log");
  expect_status("\nTerraform used the selected providers to generate the following\n",
                ERR_WRONG_KIND, "text");
  expect_status("\x1B[1m\x1B[0mTerraform will perform the following actions:\x1B[0m\n",
                ERR_WRONG_KIND, "text");
  expect_status("{\"version\":4,\"serial\":1,\"lineage\":\"x\",\"resources\":[]}", ERR_WRONG_KIND,
                "raw state");
  expect_status("{\"remote_plan_format\":1,\"run_id\":\"r\"}", ERR_WRONG_KIND, "bookmark");
  expect_status("{\"format_version\":\"1.0\",\"provider_schemas\":{}}", ERR_WRONG_KIND, "schemas");
  expect_status("{\"format_version\":\"1.0\",\"configuration\":{}}", ERR_WRONG_KIND,
                "configuration");
  expect_status("{\"a\":1}", ERR_NOT_OURS, "neither");
  expect_status("a: b\n", ERR_NOT_OURS, "no JSON object");
}

static void test_claims(void **state) {
  (void)state;
  static const struct {
    const char *text;
    bool claimed;
  } cases[] = {
      {"{\"format_version\":\"1.0\"}", true},
      {"{\"x\":{\"y\":[]},\"planned_values\":{}}", true},
      {"line\n{\"resource_changes\":[]}", true},
      {"PK\x03\x04", true},
      {"{\"Resources\":{\"format_version\":1}}", false},
      {"{\"values\":{}}", false},
      {"{\"configuration\":{}}", false},
      {"Resources:\n  x: {resource_changes: 1}\n", false},
      {"{", false},
      {"", false},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    if (!front_end_look_at_head(cases[i].text, strlen(cases[i].text)).front_end == cases[i].claimed)
      fail_msg("%s", cases[i].text);
  }
}

static void test_text_around_plans(void **state) {
  (void)state;
  expect("[command]/opt/terraform-bin show -json p\n" PLAN(NEW_ROLE) "\n::debug::{x}\n",
         (const char *const[]){"0  4 1 0\n", "role aws_iam_role.r", NULL});
  expect_status(PLAN(NEW_ROLE) PLAN(NEW_ROLE), ERR_SYNTAX, "more than one");
  expect_status("x\n{\"format_version\":\"1.0\"}", ERR_SYNTAX, "text before");
  expect_status("{\"format_version\":\"1.0\"} x", ERR_SYNTAX, "more after the end");
}

static void test_refused(void **state) {
  (void)state;
  static const struct {
    const char *text, *what;
  } cases[] = {
      {"{\"resource_changes\":[],\"resource_changes\":[]}", "appears twice"},
      {"{\"resource_changes\":[],\"resource_\\u0063hanges\":[]}", "appears twice"},
      {"{\"resource_changes\":[{\"type\":\"x\",\"type\":\"aws_iam_role\"}]}", "appears twice"},
      {"{\"resource_changes\":[{\"type\":\"aws_iam_role\",\"a\":{\"b\":1,\"b\":2}}]}",
       "appears twice"},
      {"{\"prior_state\":{\"values\":{\"root_module\":{\"resources\":[],\"resources\":[]}}}}",
       "appears twice"},
      {"{\"resource_changes\":{}}", "wrong type"},
      {"{\"resource_changes\":[1]}", "not an object"},
      {"{\"resource_changes\":[{}]}", "without a type"},
      {"{\"resource_changes\":[{\"type\":1}]}", "not a string"},
      {"{\"resource_changes\":[{\"type\":\"aws_iam_role\"}]}", "without \"change\""},
      {"{\"resource_changes\":[{\"type\":\"aws_iam_role\",\"change\":{}}]}", "without an address"},
      {"{\"planned_values\":{},\"x\":\"\xFF\"}", "UTF-8"},
      {"{\"planned_values\":{\"x\":01}}", "leading zero"},
      {"{\"planned_values\":{}", "too early"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
    expect_status(cases[i].text, ERR_SYNTAX, cases[i].what);
}

/* ---- Memory ------------------------------------------------------------ */

/* A plan of `left` resources that nobody wants, then one role. */
struct endless {
  size_t left;
  char piece[2000];
  size_t len, at;
  int part;
};

static ptrdiff_t read_endless(void *context, char *buffer, size_t size) {
  struct endless *e = context;
  static const char first[] = "{\"resource_changes\":[";
  static const char other[] =
      "{\"address\":\"x.y\",\"change\":{\"actions\":[\"create\"],\"after\":{\"user_data\":"
      "\"0123456789012345678901234567890123456789012345678901234567890123456789\"}},"
      "\"mode\":\"managed\",\"type\":\"x\"},";
  if (e->at == e->len) {
    const char *next = e->part == 0 ? first : e->left > 0 ? other : NEW_ROLE "]}";
    if (e->part == 2)
      return 0;
    e->part = e->part == 0 ? 1 : e->left > 0 ? 1 : 2;
    e->left -= next == other;
    e->len = strlen(next);
    e->at = 0;
    memcpy(e->piece, next, e->len);
  }
  size_t n = e->len - e->at < size ? e->len - e->at : size;
  memcpy(buffer, e->piece + e->at, n);
  e->at += n;
  return (ptrdiff_t)n;
}

static void test_memory_grows_with_roles_only(void **state) {
  (void)state;
  struct endless endless = {.left = 50000};
  Input input = {.arena = arena_new(64 * 1024)};
  Reader reader = {read_endless, &endless};
  InputHead head = {.front_end = &tf_terraform_front_end};
  assert_int_equal(front_end_read_stream(&input, head, NULL, &reader, 4096), OK);
  assert_int_equal(input.after.role_count, 1);
  done(&input);
  /* And the arena's limit is a limit, not an accident. */
  endless = (struct endless){.left = 0};
  input = (Input){.arena = arena_new(1024)};
  reader = (Reader){read_endless, &endless};
  assert_int_equal(front_end_read_stream(&input, head, NULL, &reader, 4096), ERR_LIMIT);
  done(&input);
}

static void test_utf16_plan(void **state) {
  (void)state;
  static const char plan[] = PLAN(NEW_ROLE);
  char text[2 * sizeof plan + 2];
  size_t n = 0;
  text[n++] = '\xFF';
  text[n++] = '\xFE';
  for (size_t i = 0; i + 1 < sizeof plan; i++) {
    text[n++] = plan[i];
    text[n++] = '\0';
  }
  Input streamed = read_with(text, n, 64);
  assert_int_equal(streamed.status, OK);
  assert_int_equal(streamed.after.role_count, 1);
  Input whole = {.arena = arena_new(MAX_ARENA_BYTES)};
  whole.source = (Source){.path = "p", .bytes = text, .len = n};
  assert_int_equal(front_end_read(&whole, NULL), OK);
  assert_true(str_eq(show(&streamed), show(&whole)));
  /* Spans are those of the text as it was read. */
  Span span = whole.after.roles[0].span;
  assert_memory_equal(whole.source.bytes + span.begin, "{\"address\"", 10);
  done(&streamed);
  done(&whole);
}

TESTS(input, TEST(test_states), TEST(test_left_out), TEST(test_old_addresses),
      TEST(test_order_of_keys), TEST(test_versions_and_marks), TEST(test_wrong_things),
      TEST(test_claims), TEST(test_text_around_plans), TEST(test_refused),
      TEST(test_memory_grows_with_roles_only), TEST(test_utf16_plan));
