/* SPDX-License-Identifier: Apache-2.0
 *
 * Telling inputs apart: ours, not ours, ours and unreadable, the wrong thing.
 */
#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "assumelint/parser.h"
#include "unit.h"

static Input parse_n(const char *bytes, size_t len) {
  Input input = {.arena = arena_new(MAX_ARENA_BYTES)};
  ParseOptions options = {0};
  assert_non_null(input.arena);
  /* A copy of just that size, so that a read past the end is seen. */
  char *copy = arena_copy(input.arena, bytes, len);
  input.source = (Source){.path = "input", .bytes = copy, .len = len};
  int status = front_end_read(&input, &options);
  assert_int_equal(status, input.status);
  if (status != OK)
    assert_true(input.error.text[0] != '\0');
  return input;
}

static Input parse(const char *text) {
  return parse_n(text, strlen(text));
}

static void done(Input *input) {
  arena_free(input->arena);
}

static void expect(const char *text, int status) {
  Input input = parse(text);
  if (input.status != status)
    fail_msg("status %d (%s), not %d: %s", input.status, input.error.text, status, text);
  done(&input);
}

#define POLICY                                                                                     \
  "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Principal\": "          \
  "{\"AWS\": \"111122223333\"}, \"Action\": \"sts:AssumeRole\"}]}"

static void a_trust_policy_is_one_role(void **state) {
  (void)state;
  Input input = parse(POLICY);
  assert_int_equal(input.status, OK);
  assert_int_equal(input.format, FORMAT_TRUST_POLICY);
  assert_true(input.exact_positions);
  assert_true(input.complete);
  assert_false(input.has_before);
  assert_int_equal(input.after.role_count, 1);
  const Role *role = &input.after.roles[0];
  assert_true(str_is(role->address, "policy"));
  assert_true(str_is(role->label, "policy"));
  assert_null(role->name);
  assert_null(role->arn);
  assert_int_equal(text_only_hole(role->account)->kind, HOLE_OWN_ACCOUNT);
  assert_int_equal(text_only_hole(role->partition)->kind, HOLE_PARTITION);
  assert_int_equal(role->max_session, -1);
  assert_int_equal(role->trust_count, 1);
  assert_int_equal(role->trusts[0].state, TRUST_KNOWN);
  assert_int_equal(role->trusts[0].policy->statement_count, 1);
  assert_int_equal(input.source.line_count, 1);
  done(&input);
}

static void trust_policies_whatever_is_wrong(void **state) {
  (void)state;
  static const char *const ours[] = {
      "{\"Statement\": {\"Principal\": \"*\"}}",
      "{\"Statement\": [{}, {\"Action\": \"sts:AssumeRole\"}]}",
      "{\"Statement\": {\"Action\": [\"x\", \"STS:AssumeRole\"]}}",
      "{\"Statement\": {\"NotAction\": \"sts:TagSession\"}}",
      "{\"Statement\": {\"NotPrincipal\": {\"AWS\": \"x\"}, \"Action\": \"*\"}}",
      "{\"Statement\": {\"Principal\": {\"AWS\": \"x\"}, \"Action\": \"sts:AssumeRole\", "
      "\"Resource\": \"*\"}}",
      "Statement:\n- Effect: Allow\n  Principal: {AWS: '*'}\n  Action: sts:AssumeRole\n",
      "Statement:\n  principal: {AWS: '*'}\n  Action: s3:GetObject\n",
  };
  for (size_t i = 0; i < sizeof ours / sizeof *ours; i++) {
    Input input = parse(ours[i]);
    if (input.status != OK || input.format != FORMAT_TRUST_POLICY)
      fail_msg("%d: %s", input.status, ours[i]);
    done(&input);
  }
  static const char *const others[] = {
      /* of an identity */
      "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"sts:AssumeRole\", \"Resource\": \"*\"}}",
      "{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"s3:*\"}]}",
      /* of a resource */
      "{\"Statement\": {\"Principal\": \"*\", \"Action\": \"s3:GetObject\", \"Resource\": \"*\"}}",
      "{\"Statement\": []}",
      "{\"Statement\": \"text\"}",
      "[{\"Statement\": {\"Principal\": \"*\"}}]",
  };
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    expect(others[i], ERR_NOT_OURS);
}

static void templates_go_to_their_front_end(void **state) {
  (void)state;
  static const char yaml[] = "Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n"
                             "      AssumeRolePolicyDocument:\n        Statement:\n"
                             "          Effect: Allow\n          Principal: {AWS: '*'}\n"
                             "          Action: sts:AssumeRole\n";
  Input input = parse(yaml);
  assert_int_equal(input.status, OK);
  assert_int_equal(input.format, FORMAT_CLOUDFORMATION);
  assert_int_equal(input.after.role_count, 1);
  done(&input);
}

static void what_is_not_ours(void **state) {
  (void)state;
  static const char *const others[] = {
      "",
      "\n",
      "hello",
      "{}",
      "[1, 2]",
      "{\"a\": [",    /* broken, and nobody's */
      "a: [b\n",      /* likewise */
      "\xFF\xFF\x00", /* no text at all */
      "apiVersion: v1\nkind: Ingress\nspec:\n  tls:\n  - hosts: [a.example]\n",
      "on: push\njobs:\n  a:\n    steps:\n    - run: aws sts assume-role\n",
      "services:\n  web:\n    image: x\n",
      "service: x\nprovider: aws\nresources:\n  Resources:\n    R:\n      Type: AWS::IAM::Role\n",
      "kind: List\n---\nkind: List\nhosts: []\n",
  };
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    expect(others[i], ERR_NOT_OURS);
}

static void markers(void **state) {
  (void)state;
  static const char *const with[] = {
      "AWS::IAM::Role", "AssumeRolePolicyDocument", "\"Statement\" : 1",  "Statement:",
      "'Statement':",   "sts:AssumeRole",           "\"STS:*\"",          "Resources:",
      "Transform:",     "\"resource_changes\"",     "\"format_version\"", "\\u0041WS",
      "\"A\\x57S\"",    "\"\\U00000041WS\"",        "\"AW\\\n  S::IAM\"",
  };
  for (size_t i = 0; i < sizeof with / sizeof *with; i++) {
    if (!front_end_has_marker(with[i], strlen(with[i])))
      fail_msg("no marker: %s", with[i]);
  }
  static const char *const without[] = {
      "",        "hosts: [a]",    "requests:\n  cpu: 1",
      "sts:",    "sts: x",        "a statement of Resources",
      "\\u003c", "C:\\xylophone", "a \\\n  b",
      "\\",      "\\u00",         "\\x4",
      "AWS:",
  };
  for (size_t i = 0; i < sizeof without / sizeof *without; i++) {
    if (front_end_has_marker(without[i], strlen(without[i])))
      fail_msg("a marker: %s", without[i]);
  }
}

static void ours_and_unreadable(void **state) {
  (void)state;
  Input input = parse("Resources:\n  R:\n    Type: AWS::IAM::Role\n   x: 1\n");
  assert_int_equal(input.status, ERR_SYNTAX);
  assert_true(input.error.has_offset);
  assert_int_equal(source_position(&input.source, input.error.offset).line, 4);
  assert_int_equal(input.format, FORMAT_NONE);
  done(&input);
  /* Looks like JSON: told as JSON. */
  input = parse("{\"Statement\": [}");
  assert_int_equal(input.status, ERR_SYNTAX);
  assert_int_equal(input.error.offset, 15);
  done(&input);
  input = parse_n("Statement: \0", 12);
  assert_int_equal(input.status, ERR_SYNTAX);
  assert_string_equal(input.error.text, "a NUL byte");
  done(&input);
  expect("Statement: \xC3\n", ERR_SYNTAX);
  expect("Resources: !Rain::Embed x\n", ERR_SYNTAX);
  char deep[MAX_DEPTH * 2 + 64] = "Statement: ";
  memset(deep + 11, '[', MAX_DEPTH + 1);
  expect(deep, ERR_LIMIT);
}

static void yaml_flow_that_is_no_json(void **state) {
  (void)state;
  Input input = parse("{Statement: [{Effect: Allow, Principal: '*', Action: 'sts:AssumeRole'}]}\n");
  assert_int_equal(input.status, OK);
  assert_int_equal(input.format, FORMAT_TRUST_POLICY);
  done(&input);
}

static void more_documents_are_told(void **state) {
  (void)state;
  Input input = parse("Statement: {Principal: '*'}\n---\nStatement: {Principal: '*'}\n");
  assert_int_equal(input.status, OK);
  assert_int_equal(input.unread_count, 1);
  assert_true(input.unread[0].near_role);
  assert_true(
      str_is(input.unread[0].what, "the file holds 2 YAML documents, and only the first was read"));
  assert_int_equal(input.unread[0].span.begin, 27);
  done(&input);
}

static void utf16_is_read(void **state) {
  (void)state;
  static const char text[] = POLICY;
  for (int big = 0; big < 2; big++) {
    char wide[2 * sizeof text];
    size_t n = 0;
    wide[n++] = big ? '\xFE' : '\xFF';
    wide[n++] = big ? '\xFF' : '\xFE';
    for (size_t i = 0; i < sizeof text - 1; i++) {
      wide[n++] = big ? '\0' : text[i];
      wide[n++] = big ? text[i] : '\0';
    }
    Input input = parse_n(wide, n);
    assert_int_equal(input.status, OK);
    assert_int_equal(input.source.len, sizeof text - 1);
    assert_int_equal(input.after.role_count, 1);
    done(&input);
    /* Half a character at the end. */
    input = parse_n(wide, n - 1);
    assert_int_equal(input.status, ERR_SYNTAX);
    done(&input);
  }
}

static void the_wrong_thing(void **state) {
  (void)state;
  expect("# roles\n\n/* of\n the\n app */\nresource \"aws_iam_role\" \"r\" {\n", ERR_WRONG_KIND);
  expect("terraform {\r\n}\r\n", ERR_WRONG_KIND);
  expect("resource: x\n", ERR_NOT_OURS);
  Input input =
      parse("{\"TemplateBody\": {\"Resources\": {}}, \"StagesAvailable\": [\"Original\"]}");
  assert_int_equal(input.status, ERR_WRONG_KIND);
  assert_string_equal(input.error.text,
                      "this is the output of `aws cloudformation get-template`, not the template; "
                      "add `--query TemplateBody` to that command");
  done(&input);
}

static void out_of_memory_is_an_error(void **state) {
  (void)state;
  static const char text[] = POLICY;
  ParseOptions options = {0};
  int failures = 0;
  for (size_t limit = 64;; limit += 64) {
    Input input = {.arena = arena_new(limit)};
    input.source = (Source){.path = "p", .bytes = text, .len = sizeof text - 1};
    int status = front_end_read(&input, &options);
    done(&input);
    if (status == OK)
      break;
    assert_int_equal(status, ERR_LIMIT);
    failures++;
  }
  assert_true(failures > 20);
}

static void inputs_have_a_limit(void **state) {
  (void)state;
  static const ParseOptions options;
  Input input = {.arena = arena_new(MAX_ARENA_BYTES)};
  /* Refused before a byte is looked at. */
  input.source = (Source){.path = "t", .bytes = "{}", .len = MAX_FILE_BYTES + 1};
  assert_int_equal(front_end_read(&input, &options), ERR_LIMIT);
  assert_string_equal(input.error.text, "larger than 256 MiB");
  arena_free(input.arena);
}

/* ---- Descriptors --------------------------------------------------------- */

#define COMPLAIN(i, what) fail_msg("front end %zu of parsers/table.c: " what, i)

/* Of each character it is known that an escape may spell it, and the place tells. */
static void check_marker(size_t i, const Marker *marker) {
  char text[64];
  size_t plain = strspn(marker->word, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_:");
  if (marker->word[plain] != '\0')
    COMPLAIN(i, "a marker is made of letters, \":\" and \"_\"");
  snprintf(text, sizeof text, "%s%c", marker->word, marker->form == MARKER_KEY ? ':' : 'x');
  assert_true(front_end_has_marker(text, strlen(text)));
  text[strlen(text) - 1] = '\0';
  assert_int_equal(front_end_has_marker(text, strlen(text)), marker->form == MARKER_ANYWHERE);
}

static void check_wrong(size_t i, const FrontEnd *front_end) {
  const WrongKind *wrong = front_end->wrong;
  for (; wrong && wrong->what; wrong++) {
    if (!!wrong->head + !!wrong->tree + !!wrong->key != 1)
      COMPLAIN(i, "a wrong thing takes one way to be recognised");
    if ((wrong->tree && !front_end->claims) || (wrong->key && !front_end->read))
      COMPLAIN(i, "a wrong thing is recognised by what is not read");
    if (wrong->unless_json && !(wrong->head && front_end->read))
      COMPLAIN(i, "no JSON is looked for");
    if (!strchr(wrong->what, '`') || strchr(wrong->what, '\n'))
      COMPLAIN(i, "what is said of a wrong thing is one line, with a `command`");
  }
}

static void front_ends_say_all_of_themselves(void **state) {
  (void)state;
  size_t owners[FORMAT_COUNT] = {0};
  for (size_t i = 0; front_ends[i]; i++) {
    const FrontEnd *front_end = front_ends[i];
    if (!front_end->formats[0])
      COMPLAIN(i, "no format");
    for (size_t k = 0; k < 3; k++)
      owners[front_end->formats[k]]++;
    if (!front_end->markers[0].word)
      COMPLAIN(i, "no markers");
    for (size_t k = 0; front_end->markers[k].word; k++)
      check_marker(i, &front_end->markers[k]);
    if (!front_end->extensions[0])
      COMPLAIN(i, "no extensions");
    for (size_t k = 0; front_end->extensions[k]; k++)
      assert_true(front_end->extensions[k][0] == '.' &&
                  front_end_is_walked(front_end->extensions[k]));
    bool tree = front_end->claims && front_end->map;
    bool stream = front_end->claims_stream && front_end->read;
    if (tree == stream)
      COMPLAIN(i, "it takes claims and map, or claims_stream and read");
    check_wrong(i, front_end);
  }
  for (size_t i = 1; i < FORMAT_COUNT; i++) {
    const char *name = format_name((Format)i);
    if (!name)
      fail_msg("format %zu has no name in src/model/names.c", i);
    if (owners[i] != 1)
      fail_msg("%s is the format of %zu front ends", name, owners[i]);
  }
}

static void walked_names(void **state) {
  (void)state;
  assert_true(front_end_is_walked("a.template") && front_end_is_walked("A.YAML") &&
              front_end_is_walked(".yml"));
  assert_false(front_end_is_walked("a.json.bak") || front_end_is_walked("yml") ||
               front_end_is_walked(""));
}

TESTS(front_end, TEST(inputs_have_a_limit), TEST(front_ends_say_all_of_themselves),
      TEST(walked_names), TEST(a_trust_policy_is_one_role), TEST(trust_policies_whatever_is_wrong),
      TEST(templates_go_to_their_front_end), TEST(what_is_not_ours), TEST(markers),
      TEST(ours_and_unreadable), TEST(yaml_flow_that_is_no_json), TEST(more_documents_are_told),
      TEST(utf16_is_read), TEST(the_wrong_thing), TEST(out_of_memory_is_an_error));
