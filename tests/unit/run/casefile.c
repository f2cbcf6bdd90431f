/* SPDX-License-Identifier: Apache-2.0
 *
 * Case files: what they say, and where they are wrong.
 */
#include "run/casefile.h"
#include "assumelint/arena.h"
#include "unit.h"

struct read {
  Arena *arena;
  Source source;
  CaseFile file;
  Error err;
  int status;
};

static struct read read_text(const char *text) {
  struct read r = {.arena = arena_new((size_t)16 << 20),
                   .source = {.path = "cases", .bytes = text, .len = strlen(text)}};
  assert_non_null(r.arena);
  source_index(&r.source, r.arena);
  r.status = casefile_read(&r.file, r.arena, &r.source, &r.err);
  return r;
}

/* One case in a file of its own; `source` stands in front of it. */
static struct read read_one(const char *lines) {
  struct read r = read_text(lines);
  assert_string_equal(r.err.text, "");
  assert_int_equal(r.status, OK);
  assert_int_equal(r.file.count, 1);
  return r;
}

static void assert_case_error(const char *lines, size_t line, size_t column, const char *text) {
  struct read r = read_one(lines);
  const Error *err = r.file.cases[0].error;
  assert_non_null(err);
  assert_string_equal(err->text, text);
  assert_true(err->has_offset);
  Position at = source_position(&r.source, err->offset);
  assert_int_equal(at.line, line);
  assert_int_equal(at.column, column);
  arena_free(r.arena);
}

static void assert_file_error(const char *text, const char *message) {
  struct read r = read_text(text);
  assert_int_not_equal(r.status, OK);
  assert_non_null(strstr(r.err.text, message));
  arena_free(r.arena);
}

static void assert_text(const Text *text, const char *wanted) {
  assert_non_null(text);
  assert_true(text_is(text, wanted));
}

/* ---- What a case says --------------------------------------------------- */

static void test_whole_case(void **state) {
  (void)state;
  struct read r = read_one("source: vendor.yaml\n"
                           "cases:\n"
                           "  - name: right\n"
                           "    role: Vendor\n"
                           "    role_arn: arn:aws:iam::111122223333:role/team/Vendor\n"
                           "    request:\n"
                           "      principal: {AWS: arn:aws:iam::464622532012:user/app}\n"
                           "      action: sts:TagSession\n"
                           "      context: {\"sts:ExternalId\": 12345, \"aws:TagKeys\": [a, b]}\n"
                           "    expect: allow\n");
  const TestCase *one = &r.file.cases[0];
  assert_null(one->error);
  assert_true(str_is(r.file.source, "vendor.yaml"));
  assert_true(str_is(one->name, "right"));
  assert_true(str_is(one->role, "Vendor"));
  assert_text(one->account, "111122223333");
  assert_text(one->partition, "aws");
  assert_int_equal(one->request.principal_kind, PRINCIPAL_AWS);
  assert_true(str_is(one->request.action, "sts:TagSession"));
  assert_int_equal(one->request.others, KEY_ABSENT);
  assert_int_equal(one->request.key_count, 2);
  assert_false(one->request.keys[0].multivalued);
  assert_text(one->request.keys[0].values[0], "12345");
  assert_true(one->request.keys[1].multivalued);
  assert_int_equal(one->request.keys[1].value_count, 2);
  assert_int_equal(one->expect->verdicts, 1u << VERDICT_ALLOW);
  arena_free(r.arena);
}

static void assert_call(const char *principal, PrincipalKey kind, const char *value,
                        const char *action) {
  char text[512];
  snprintf(text, sizeof text,
           "{\"cases\": [{\"policy\": {}, \"request\": {\"principal\": %s}, \"expect\": "
           "\"deny\"}]}",
           principal);
  struct read r = read_one(text);
  const TestCase *one = &r.file.cases[0];
  assert_null(one->error);
  assert_int_equal(one->request.principal_kind, kind);
  assert_text(one->request.principal, value);
  assert_true(str_is(one->request.action, action));
  arena_free(r.arena);
}

static void test_principals_and_their_calls(void **state) {
  (void)state;
  assert_call("\"AIDA3ZFZ4X6FO5HB76XYS\"", PRINCIPAL_AWS, "AIDA3ZFZ4X6FO5HB76XYS",
              "sts:AssumeRole");
  assert_call("\"service:ec2.amazonaws.com\"", PRINCIPAL_SERVICE, "ec2.amazonaws.com",
              "sts:AssumeRole");
  assert_call("{\"Service\": \"ec2.amazonaws.com\"}", PRINCIPAL_SERVICE, "ec2.amazonaws.com",
              "sts:AssumeRole");
  assert_call("\"federated:accounts.google.com\"", PRINCIPAL_FEDERATED, "accounts.google.com",
              "sts:AssumeRoleWithWebIdentity");
  assert_call("\"arn:aws:iam::111122223333:oidc-provider/x.example/id\"", PRINCIPAL_FEDERATED,
              "arn:aws:iam::111122223333:oidc-provider/x.example/id",
              "sts:AssumeRoleWithWebIdentity");
  assert_call("{\"Federated\": \"arn:aws:iam::111122223333:saml-provider/Corp\"}",
              PRINCIPAL_FEDERATED, "arn:aws:iam::111122223333:saml-provider/Corp",
              "sts:AssumeRoleWithSAML");
}

static void test_expectations(void **state) {
  (void)state;
  static const struct {
    const char *word;
    unsigned verdicts;
  } words[] = {{"allow", 1u << VERDICT_ALLOW},
               {"deny", 1u << VERDICT_EXPLICIT_DENY | 1u << VERDICT_IMPLICIT_DENY},
               {"explicit-deny", 1u << VERDICT_EXPLICIT_DENY},
               {"implicit-deny", 1u << VERDICT_IMPLICIT_DENY},
               {"unknown", 1u << VERDICT_UNKNOWN}};
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
    char text[256];
    snprintf(text, sizeof text,
             "cases: [{policy: {}, request: {principal: \"111122223333\"}, expect: %s}]",
             words[i].word);
    struct read r = read_one(text);
    assert_null(r.file.cases[0].error);
    assert_int_equal(r.file.cases[0].expect->verdicts, words[i].verdicts);
    assert_true(str_is(r.file.cases[0].name, "case 1"));
    arena_free(r.arena);
  }
}

static void test_yaml_booleans(void **state) {
  (void)state;
  struct read r = read_one("cases: [{policy: {}, expect: deny, request: {principal: "
                           "\"111122223333\", context: {a: True, b: no, c: \"yes\"}}}]");
  const Request *request = &r.file.cases[0].request;
  assert_text(request->keys[0].values[0], "true");
  assert_text(request->keys[1].values[0], "false");
  assert_text(request->keys[2].values[0], "yes");
  arena_free(r.arena);
}

/* ---- What is wrong ------------------------------------------------------ */

#define REQUEST "    request: {principal: \"111122223333\"}\n"

static void test_unknown_keys(void **state) {
  (void)state;
  assert_case_error("cases:\n  - policy: {}\n    expct: deny\n" REQUEST, 3, 5,
                    "unknown key \"expct\" (did you mean expect?)");
  assert_case_error("cases:\n  - policy: {}\n    expect: deny\n    request:\n      principle: x\n",
                    5, 7, "unknown key \"principle\" (did you mean principal?)");
  assert_case_error("cases:\n  - policy: {}\n    expect: deny\n    expect: allow\n" REQUEST, 4, 5,
                    "the key \"expect\" is given twice");
  assert_file_error("sources: x\ncases: []\n", "unknown key \"sources\"");
}

static void test_wrong_values(void **state) {
  (void)state;
  assert_case_error("cases:\n  - policy: {}\n    expect: denied\n" REQUEST, 3, 13,
                    "expect must be allow, deny, explicit-deny, implicit-deny or unknown");
  assert_case_error("cases:\n  - expect: deny\n" REQUEST, 2, 5,
                    "the case has neither a role of a source nor a policy");
  assert_case_error("cases:\n  - role: A\n    expect: deny\n" REQUEST, 2, 5,
                    "the file has no source with this role: add source: FILE");
  assert_case_error("source: a\ncases:\n  - role: A\n    policy: {}\n    expect: deny\n" REQUEST, 3,
                    5, "a case has a role or a policy, not both");
  assert_case_error("cases:\n  - policy: {}\n    role_arn: arn:aws:iam::1:role/x\n"
                    "    expect: deny\n" REQUEST,
                    3, 15, "role_arn is not the ARN of a role");
  assert_case_error("cases:\n  - policy: {}\n    expect: deny\n    request: {principal: \"*\"}\n",
                    4, 26, "the principal \"*\" stands for any caller: name one");
  assert_case_error("cases:\n  - policy: {}\n    expect: deny\n"
                    "    request: {principal: {Group: x}}\n",
                    4, 27, "\"Group\" is not a kind of principal: use AWS, Service or Federated");
  assert_case_error("cases:\n  - policy: {}\n    expect: deny\n"
                    "    request: {principal: \"111122223333\", action: \"sts:*\"}\n",
                    4, 50, "\"sts:*\" is not an action: write one like sts:AssumeRole");
  assert_case_error("cases:\n  - policy: {}\n    expect: deny\n    request:\n"
                    "      principal: \"111122223333\"\n"
                    "      context: {\"sts:ExternalId\": a, \"STS:externalid\": b}\n",
                    6, 38, "the key \"STS:externalid\" is given twice");
}

static void test_wrong_files(void **state) {
  (void)state;
  assert_file_error("[]", "not a case file");
  assert_file_error("cases: {}\n", "cases must be a list");
  assert_file_error("source: [a]\ncases: []\n", "source must be a string");
  assert_file_error("cases: [\n", "");
  assert_file_error("{\"cases\": [}", "");
  assert_file_error("cases: []\n---\ncases: []\n", "more than one YAML document");
}

TESTS(casefile, TEST(test_whole_case), TEST(test_principals_and_their_calls),
      TEST(test_expectations), TEST(test_yaml_booleans), TEST(test_unknown_keys),
      TEST(test_wrong_values), TEST(test_wrong_files));
