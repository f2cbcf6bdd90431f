/* SPDX-License-Identifier: Apache-2.0
 *
 * The evaluator against verdicts that others came to: case files in the format
 * of `assumelint test`, read from the folder conformance/ under
 * $ASSUMELINT_SHARED or ../shared. Skipped where there is none.
 */
#include "access_case.h"

static const char *const files[] = {"evaluator-cases.json", "more-cases.json"};

static FILE *open_shared(const char *file) {
  const char *folder = getenv("ASSUMELINT_SHARED");
  char path[4096];
  snprintf(path, sizeof path, "%s/conformance/%s", folder ? folder : "../shared", file);
  return fopen(path, "rb");
}

static char *read_all(FILE *file, Arena *arena) {
  size_t size = (size_t)8 << 20;
  char *bytes = arena_alloc(arena, size);
  size_t len = fread(bytes, 1, size - 1, file);
  return len > 0 && len < size - 1 ? bytes : NULL;
}

static PrincipalKey kind_of(Str key) {
  return str_is(key, "AWS")       ? PRINCIPAL_AWS
         : str_is(key, "Service") ? PRINCIPAL_SERVICE
                                  : PRINCIPAL_FEDERATED;
}

static bool agrees(Arena *arena, const Node *one) {
  const Node *asked = node_get(one, "request");
  const Node *principal = node_get(asked, "principal");
  const Policy *policy = case_policy_of(arena, node_get(one, "policy"));
  Request request = {
      .principal_kind = kind_of(principal->members[0].key),
      .principal = node_text(arena, principal->members[0].value),
      .action = node_get_str(asked, "action"),
      .others = KEY_ABSENT,
  };
  case_context(&request, arena, node_get(asked, "context"));
  if (!policy)
    return false;
  request_complete(&request, arena);
  Decision decision = eval_policy(arena, policy, &request, false);
  Str expected = node_get_str(one, "expect");
  if (str_is(expected, verdict_name(decision.verdict)))
    return true;
  Str name = node_get_str(one, "name");
  fprintf(stderr, "%.*s: expected %.*s, got %s\n", STR_FMT(name), STR_FMT(expected),
          verdict_name(decision.verdict));
  return false;
}

static void one_file(FILE *file) {
  Arena *arena = arena_new((size_t)2 << 30);
  const char *text = read_all(file, arena);
  assert_non_null(text);
  const Node *cases = node_get(case_json(arena, text), "cases");
  assert_non_null(cases);
  assert_true(cases->count > 100);
  size_t wrong = 0;
  for (size_t i = 0; i < cases->count; i++)
    wrong += !agrees(arena, cases->items[i]);
  arena_free(arena);
  assert_int_equal(wrong, 0);
}

static void shared_verdicts(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
    FILE *file = open_shared(files[i]);
    if (!file)
      SKIP("no shared cases; ASSUMELINT_SHARED names the folder that holds conformance/");
    one_file(file);
    fclose(file);
  }
}

TESTS(conformance, TEST(shared_verdicts));
