/* SPDX-License-Identifier: Apache-2.0
 *
 * The CloudFormation front end: templates in templates.
 */
#include "templates.h"

#include "assumelint/buf.h"

/* ---- Files that are not on any disk ---------------------------------------- */

struct file {
  const char *path, *text;
  bool is_input;
};

static int read_file(void *context, NamedFile *out, Arena *arena, const char *path, size_t most,
                     Error *err) {
  const struct file *files = context;
  (void)arena;
  for (size_t i = 0; files[i].path; i++) {
    if (strcmp(files[i].path, path) != 0)
      continue;
    if (strlen(files[i].text) > most)
      return error_set(err, ERR_LIMIT, "too large");
    *out = (NamedFile){
        .bytes = str_of(files[i].text), .id = {1, i + 1}, .is_input = files[i].is_input};
    return OK;
  }
  return error_set(err, ERR_IO, "no such file");
}

static void expect_nested(const char *yaml, struct file *files, const char *expected,
                          size_t unread) {
  Input input;
  FileAccess reader = {.context = files, .read = read_file};
  ParseOptions options = {.files = files ? &reader : NULL};
  int status = map_template(&input, yaml, &options);
  if (status != OK)
    fail_msg("status %d: %s", status, input.error.text);
  Buf buf = buf_in(input.arena);
  for (size_t i = 0; i < input.after.role_count; i++) {
    buf_add_str(&buf, input.after.roles[i].address);
    buf_add(&buf, " ");
    show_text(&buf, input.after.roles[i].account);
    buf_add(&buf, "\n");
  }
  buf_add_str(&buf, show(&input));
  assert_false(buf.failed);
  assert_string_equal(buf.len > 0 ? buf.ptr : "", expected);
  assert_int_equal(input.unread_count, unread);
  arena_free(input.arena);
}

#define INNER(principal)                                                                           \
  "{\"Resources\": {\"R\": {\"Type\": \"AWS::IAM::Role\", \"Properties\": "                        \
  "{\"AssumeRolePolicyDocument\": {\"Statement\": {\"Effect\": \"Allow\", \"Principal\": "         \
  "{\"AWS\": " principal "}}}}}}}"
#define STACK_SET(properties)                                                                      \
  "Resources:\n  S:\n    Type: AWS::CloudFormation::StackSet\n    Properties:\n" properties

/* ---- Stack sets -------------------------------------------------------------- */

static void test_body(void **state) {
  (void)state;
  expect_nested(STACK_SET("      TemplateBody: |\n"
                          "        Parameters: {P: {Type: String}, Q: {Type: String}}\n"
                          "        Resources:\n          R:\n            Type: AWS::IAM::Role\n"
                          "            Properties:\n              AssumeRolePolicyDocument:\n"
                          "                Statement:\n                  Effect: Allow\n"
                          "                  Principal:\n"
                          "                    AWS: [!Ref P, !Ref Q, !Ref AWS::AccountId]\n"
                          "      Parameters: [{ParameterKey: P, ParameterValue: x}]\n"),
                NULL,
                "Resources.S/TemplateBody/Resources.R ${AWS::AccountId@StackSet.S}\n"
                "R: Allow AWS=x AWS=${Q@StackSet.S} AWS=${AWS::AccountId@StackSet.S}\n",
                0);
  expect_nested(STACK_SET("      TemplateBody: '" INNER("\"x\"") "'\n"), NULL,
                "Resources.S/TemplateBody/Resources.R ${AWS::AccountId@StackSet.S}\n"
                "R: Allow AWS=x\n",
                0);
  expect_nested(
      STACK_SET("      TemplateBody:\n        Fn::ToJsonString: " INNER("{\"Ref\": \"P\"}") "\n"),
      NULL,
      "Resources.S/TemplateBody/Resources.R ${AWS::AccountId@StackSet.S}\n"
      "R: Allow AWS=${P}\n",
      0);
}

/* What Fn::Sub puts in is the outer template's, and of another account. */
static void test_body_with_holes(void **state) {
  static const char body[] = STACK_SET(
      "      TemplateBody: !Sub '" INNER("\"arn:aws:iam::${AWS::AccountId}:root\"") "'\n");
  Input input;
  (void)state;
  expect_nested(body, NULL,
                "Resources.S/TemplateBody/Resources.R ${AWS::AccountId@StackSet.S}\n"
                "R: Allow AWS=arn:aws:iam::${AWS::AccountId}:root\n",
                0);
  read_template(&input, body);
  const Statement *statement = &input.after.roles[0].trusts[0].policy->statements[0];
  assert_int_equal(text_first_hole(statement->principals[0].value.text)->kind, HOLE_OUTER_ACCOUNT);
  arena_free(input.arena);
  expect_nested(
      STACK_SET("      TemplateBody: !Sub '" INNER(
          "{\"Fn::Sub\": \"${!AWS::AccountId}-${AWS::Region}-${X.Arn}\"}") "'\n"
                                                                           "  X: {Type: AWS::IAM::User}\n"),
      NULL,
      "Resources.S/TemplateBody/Resources.R ${AWS::AccountId@StackSet.S}\n"
      "R: Allow AWS=${AWS::AccountId@StackSet.S}-${AWS::Region}-"
      "arn:${AWS::Partition}:iam::${AWS::AccountId}:user/${X.Arn}\n",
      0);
  /* A key that is not known: any condition. */
  expect_nested(STACK_SET("      TemplateBody: !Sub '{\"Resources\": {\"R\": {\"Type\": "
                          "\"AWS::IAM::Role\", \"Properties\": {\"AssumeRolePolicyDocument\": "
                          "{\"Statement\": {\"Effect\": \"Allow\", \"Principal\": {\"AWS\": "
                          "\"x\"}, \"Condition\": {\"StringEquals\": {\"${P}:sub\": "
                          "\"s\"}}}}}}}}'\n"),
                NULL,
                "Resources.S/TemplateBody/Resources.R ${AWS::AccountId@StackSet.S}\n"
                "R: Allow AWS=x condition=any\n",
                0);
}

static void test_not_read(void **state) {
  static const char *const properties[] = {
      "      TemplateBody: !Ref P\n",
      "      TemplateBody: 'AWS::IAM::Role: ['\n",
      "      TemplateBody: 'no: template'\n",
      "      TemplateURL: https://example.com/t.yaml\n",
      "      TemplateURL: t.yaml\n", /* files are not read here */
      "      TemplateBody: !Sub '\xEE\x80\x80"
      "0\xEE\x80\x81${X}'\n",
  };
  char yaml[512];
  (void)state;
  for (size_t i = 0; i < sizeof properties / sizeof properties[0]; i++) {
    snprintf(yaml, sizeof yaml, STACK_SET("%s"), properties[i]);
    expect_nested(yaml, NULL, "", 1);
    expect(yaml, "");
  }
}

/* ---- Nested stacks --------------------------------------------------------------- */

#define STACK(url)                                                                                 \
  "Conditions:\n  Never: !Equals [a, b]\nResources:\n  S:\n"                                       \
  "    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: " url "\n"

static void test_files(void **state) {
  struct file files[] = {
      {"sub/n.json", INNER("{\"Ref\": \"AWS::AccountId\"}"), false},
      {"p.yaml", "Parameters: {P: {Type: CommaDelimitedList}}\n" ROLE "!Ref P\n", false},
      {"input.yaml", INNER("\"x\""), true},
      {NULL, NULL, false}};
  (void)state;
  /* The own account and region are the outer template's. */
  expect_nested(STACK("sub/n.json"), files,
                "Resources.S/TemplateURL/Resources.R ${AWS::AccountId}\n"
                "R: Allow AWS=${AWS::AccountId}\n",
                0);
  expect_nested(STACK("p.yaml\n      Parameters: {P: 'a, b'}"), files,
                "Resources.S/TemplateURL/Resources.R ${AWS::AccountId}\n"
                "R: Allow AWS=a AWS=b\n",
                0);
  expect_nested(STACK("p.yaml\n      Parameters: {P: [!Ref X, b]}"), files,
                "Resources.S/TemplateURL/Resources.R ${AWS::AccountId}\n"
                "R: Allow AWS=${X} AWS=b\n",
                0);
  expect_nested(STACK("sub/n.json\n    Condition: Never"), files, "", 0);
  expect_nested(STACK("input.yaml"), files, "", 0); /* reported for itself */
  expect_nested(STACK("missing.yaml"), files, "", 1);
  expect_nested(STACK("/sub/n.json"), files, "", 1);
  expect_nested("Resources:\n  A:\n    Type: AWS::Serverless::Application\n    Properties: "
                "{Location: sub/n.json}\n",
                files,
                "Resources.A/Location/Resources.R ${AWS::AccountId}\n"
                "R: Allow AWS=${AWS::AccountId}\n",
                0);
  expect_nested("Resources:\n  C:\n    Type: AWS::CloudFormation::Stack\n"
                "    Metadata: {'aws:asset:path': sub/n.json, 'aws:asset:property': TemplateURL}\n"
                "    Properties: {TemplateURL: !Sub 'https://${AWS::Region}/x'}\n",
                files,
                "Resources.C/TemplateURL/Resources.R ${AWS::AccountId}\n"
                "R: Allow AWS=${AWS::AccountId}\n",
                0);
}

/* Names are beside the file that says them; what goes round ends. */
static void test_cycles(void **state) {
  struct file files[] = {{"a/b.yaml", STACK("../c.yaml") "  R: {Type: 'AWS::IAM::Role'}\n", false},
                         {"a/../c.yaml", STACK("a/b.yaml"), false},
                         {"a/../a/b.yaml", STACK("../c.yaml"), false},
                         {NULL, NULL, false}};
  (void)state;
  expect_nested(STACK("a/b.yaml"), files,
                "Resources.S/TemplateURL/Resources.R ${AWS::AccountId}\nR: missing\n", 1);
}

/* Each stack brings two more: depth and number are limited, and what was left out is reported. */
static void test_limits(void **state) {
  char twice[2048], outer[8192];
  size_t len = 0;
  (void)state;
  snprintf(twice, sizeof twice, "%s%s", STACK("n.yaml"),
           "  T: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: n.yaml}}\n");
  struct file itself[] = {{"n.yaml", twice, false}, {NULL, NULL, false}};
  expect_nested(twice, itself, "", 4); /* two of two: the file is around itself there */
  len += (size_t)snprintf(outer, sizeof outer, "Resources:\n");
  for (int i = 0; i < MAX_NESTED_TEMPLATES + 1; i++)
    len += (size_t)snprintf(outer + len, sizeof outer - len,
                            "  S%d: {Type: AWS::CloudFormation::Stack, Properties: "
                            "{TemplateURL: r}}\n",
                            i);
  struct file many[] = {{"r", "Resources: {X: {Type: 'A::B::C'}}", false}, {NULL, NULL, false}};
  expect_nested(outer, many, "", 1);
}

static void test_size(void **state) {
  static const char role[] = "Resources: {R: {Type: 'AWS::IAM::Role'}}\n#";
  char *text = calloc(MAX_NESTED_BYTES + 2, 1);
  (void)state;
  assert_non_null(text);
  memset(text, ' ', MAX_NESTED_BYTES);
  memcpy(text, role, sizeof role - 1);
  struct file files[] = {{"n.yaml", text, false}, {NULL, NULL, false}};
  expect_nested(STACK("n.yaml"), files,
                "Resources.S/TemplateURL/Resources.R ${AWS::AccountId}\nR: missing\n", 0);
  text[MAX_NESTED_BYTES] = ' ';
  expect_nested(STACK("n.yaml"), files, "", 1);
  free(text);
}

static void test_depth(void **state) {
  static const char *const names[] = {"1", "2", "3", "4", "5", "6", "7"};
  static char texts[7][256];
  struct file files[8] = {{0}};
  (void)state;
  for (size_t i = 0; i < 7; i++) {
    snprintf(texts[i], sizeof texts[i], STACK("'%zu'"), i + 2);
    files[i] = (struct file){names[i], texts[i], false};
  }
  expect_nested(STACK("'1'"), files, "", 1);
}

TESTS(nested, TEST(test_body), TEST(test_body_with_holes), TEST(test_files), TEST(test_not_read),
      TEST(test_cycles), TEST(test_limits), TEST(test_size), TEST(test_depth));
