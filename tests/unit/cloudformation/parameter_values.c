/* SPDX-License-Identifier: Apache-2.0
 *
 * The CloudFormation front end: parameter values, in one set or in several.
 */
#include "templates.h"

/* A set from "K=V" texts, ended by NULL; "K" alone: the value the stack has. */
static ParameterSet set_of(ParameterValue *room, const char *name, const char *const *texts) {
  ParameterSet set = {.name = str_of(name), .values = room};
  for (; texts[set.count]; set.count++) {
    Str text = str_of(texts[set.count]);
    size_t equals = str_find(text, 0, '=');
    room[set.count] = (ParameterValue){
        .name = str_slice(text, 0, equals),
        .value = str_slice(text, equals + 1, text.len),
        .previous = equals == text.len,
    };
  }
  return set;
}

struct values {
  ParameterValue room[2][4];
  ParameterSet sets[2];
  ParseOptions options;
};

static const ParseOptions *give(struct values *values, const char *const *first,
                                const char *const *second) {
  values->sets[0] = set_of(values->room[0], second ? "dev.json" : NULL, first);
  if (second)
    values->sets[1] = set_of(values->room[1], "prod.json", second);
  values->options =
      (ParseOptions){.parameter_sets = values->sets, .parameter_set_count = second ? 2 : 1};
  return &values->options;
}

static void expect_values(const char *yaml, const char *const *first, const char *const *second,
                          const char *expected) {
  Input input;
  struct values values;
  int status = map_template(&input, yaml, give(&values, first, second));
  if (status != OK)
    fail_msg("status %d: %s", status, input.error.text);
  Str shown = show(&input);
  const char *copy = arena_copy(input.arena, shown.ptr, shown.len);
  assert_non_null(copy);
  assert_string_equal(copy, expected);
  arena_free(input.arena);
}

/* The line of the refusal. */
static void expect_refused(const char *yaml, const char *text, const char *expected) {
  Input input;
  struct values values;
  const char *const texts[] = {text, NULL};
  int status = map_template(&input, yaml, give(&values, texts, NULL));
  assert_int_equal(status, ERR_USAGE);
  assert_string_equal(input.error.text, expected);
  arena_free(input.arena);
}

#define P(rest) "Parameters:\n  P: {" rest "}\n" ROLE "!Ref P\n"

static void test_values(void **state) {
  (void)state;
  const char *const x[] = {"P=x", NULL}, *const none[] = {NULL}, *const list[] = {"P=a, b", NULL};
  expect(P("Type: String"), "R: Allow AWS=${P}\n");
  expect_values(P("Type: String"), x, NULL, "R: Allow AWS=x\n");
  expect_values(P("Type: String, Default: y"), x, NULL, "R: Allow AWS=x\n");
  expect_values(P("Type: String, Default: y"), none, NULL, "R: Allow AWS=y\n");
  expect_values(P("Type: String, AllowedValues: [x, y]"), x, NULL, "R: Allow AWS=x\n");
  expect_values(P("Type: CommaDelimitedList"), list, NULL, "R: Allow AWS=a AWS=b\n");
  expect_values(P("Type: 'AWS::SSM::Parameter::Value<String>', Default: y"), x, NULL,
                "R: Allow AWS=${{{resolve:ssm:x}}}\n");
}

static void test_stored_value(void **state) {
  Input input;
  struct values values;
  const char *const x[] = {"P=/key", NULL};
  (void)state;
  give(&values, x, NULL);
  values.room[0][0].resolved = STR("value");
  assert_int_equal(
      map_template(&input, P("Type: 'AWS::SSM::Parameter::Value<String>'"), &values.options), OK);
  Str shown = show(&input);
  assert_true(str_is(shown, "R: Allow AWS=value\n"));
  arena_free(input.arena);
}

/* The value the stack has is not the default. */
static void test_previous(void **state) {
  (void)state;
  const char *const previous[] = {"P", NULL};
  expect_values(P("Type: String, Default: y"), previous, NULL, "R: Allow AWS=${P}\n");
  expect_values(P("Type: String, AllowedValues: [x, y]"), previous, NULL,
                "R[P=x]: Allow AWS=x\nR[P=y]: Allow AWS=y\n");
}

static void test_conditions(void **state) {
  static const char yaml[] =
      "Parameters:\n  Stage: {Type: String, Default: dev}\n"
      "Conditions:\n  IsProd: !Equals [!Ref Stage, prod]\n" ROLE "!If [IsProd, p, d]\n";
  (void)state;
  const char *const prod[] = {"Stage=prod", NULL}, *const test[] = {"Stage=test", NULL};
  expect_values(yaml, prod, NULL, "R: Allow AWS=p\n");
  expect_values(yaml, test, NULL, "R: Allow AWS=d\n");
}

/* Each set is an alternative, named by its file; where they agree there is none. */
static void test_sets(void **state) {
  (void)state;
  const char *const x[] = {"P=x", NULL}, *const y[] = {"P=y", NULL}, *const none[] = {NULL};
  expect_values(P("Type: String"), x, y, "R[dev.json]: Allow AWS=x\nR[prod.json]: Allow AWS=y\n");
  expect_values(P("Type: String"), x, x, "R: Allow AWS=x\n");
  expect_values(P("Type: String"), x, none,
                "R[dev.json]: Allow AWS=x\nR[prod.json]: Allow AWS=${P}\n");
  expect_values("Parameters:\n  P: {Type: String}\nResources:\n"
                "  U: {Type: 'AWS::IAM::Role', Properties: {RoleName: !Ref P, "
                "AssumeRolePolicyDocument: {Statement: {Effect: Allow, Principal: {AWS: z}}}}}\n",
                x, y, "U: Allow AWS=z\n");
}

static void test_refused(void **state) {
  (void)state;
  expect_refused(P("Type: String, AllowedValues: [a, b]"), "P=c",
                 "parameter P: \"c\" is not allowed: it must be one of a, b");
  expect_refused(P("Type: String, AllowedPattern: '\\d{12}'"), "P=1234567890123",
                 "parameter P: \"1234567890123\" is not allowed: it must match \\d{12}");
  expect_refused(P("Type: CommaDelimitedList, AllowedPattern: '[a-z]'"), "P=a,1",
                 "parameter P: \"1\" is not allowed: it must match [a-z]");
  expect_refused(P("Type: String, NoEcho: true, AllowedPattern: '[a-z]+'"), "P=Secret",
                 "parameter P: the value is not allowed: it must match [a-z]+");
}

static size_t notes_of(const char *yaml, const char *text) {
  Input input;
  struct values values;
  const char *const texts[] = {text, NULL};
  assert_int_equal(map_template(&input, yaml, give(&values, texts, NULL)), OK);
  size_t count = input.note_count;
  arena_free(input.arena);
  return count;
}

/* A pattern that cannot be read, or takes too long, refuses nothing; a note says so. */
static void test_patterns_not_checked(void **state) {
  (void)state;
  assert_int_equal(notes_of(P("Type: String, AllowedPattern: '(['"), "P=x"), 1);
  assert_int_equal(notes_of(P("Type: String, AllowedPattern: '(a+)+(b|c)'"),
                            "P=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaad"),
                   1);
  assert_int_equal(notes_of(P("Type: String, AllowedPattern: '[a-z]'"), "P=x"), 0);
}

/* A secret decides conditions, is compared, and is never shown. */
static void test_secret(void **state) {
  const char *const s[] = {"P=hidden", NULL}, *const t[] = {"P=other", NULL};
  (void)state;
  expect_values(P("Type: String, NoEcho: true"), s, NULL, "R: Allow AWS=(sensitive)\n");
  static const char yaml[] =
      "Parameters:\n  P: {Type: String, NoEcho: true, Default: d}\n"
      "Conditions:\n  Is: !Equals [!Ref P, hidden]\n" ROLE "!If [Is, y1, n1]\n";
  expect_values(yaml, s, NULL, "R: Allow AWS=y1\n");
  expect_values(yaml, s, t, "R[dev.json]: Allow AWS=y1\nR[prod.json]: Allow AWS=n1\n");
}

static void test_holes_say_how(void **state) {
  Input input;
  (void)state;
  read_template(&input, P("Type: String"));
  const Policy *policy = input.after.roles[0].trusts[0].policy;
  const Hole *hole = text_only_hole(policy->statements[0].principals[0].value.text);
  assert_true(str_is(hole->give, "--param P=..."));
  assert_int_equal(input.parameter_count, 6);
  assert_true(str_is(input.parameters[0], "P"));
  assert_true(str_is(input.parameters[1], "AWS::AccountId"));
  arena_free(input.arena);
}

TESTS(parameter_values, TEST(test_values), TEST(test_stored_value), TEST(test_previous),
      TEST(test_conditions), TEST(test_sets), TEST(test_refused), TEST(test_secret),
      TEST(test_patterns_not_checked), TEST(test_holes_say_how));
