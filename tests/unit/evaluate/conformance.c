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

static char *read_all(FILE *file, struct alint_arena *arena) {
  size_t size = (size_t)8 << 20;
  char *bytes = alint_arena_alloc(arena, size);
  size_t len = fread(bytes, 1, size - 1, file);
  return len > 0 && len < size - 1 ? bytes : NULL;
}

static enum alint_principal_key kind_of(struct alint_str key) {
  return alint_str_is(key, "AWS")       ? ALINT_PRINCIPAL_AWS
         : alint_str_is(key, "Service") ? ALINT_PRINCIPAL_SERVICE
                                        : ALINT_PRINCIPAL_FEDERATED;
}

static void read_context(struct alint_request *out, struct alint_arena *arena,
                         const struct alint_node *context) {
  size_t count = context ? context->count : 0;
  out->keys = alint_arena_array(arena, count + 1, sizeof *out->keys);
  for (size_t i = 0; i < count; i++) {
    const struct alint_node *value = context->members[i].value;
    bool list = value->kind == ALINT_NODE_LIST;
    size_t n = list ? value->count : 1;
    const struct alint_text **values = alint_arena_array(arena, n + 1, sizeof *values);
    for (size_t k = 0; k < n; k++)
      values[k] = alint_node_text(arena, list ? value->items[k] : value);
    out->keys[out->key_count++] = (struct alint_context_key){.name = context->members[i].key,
                                                             .presence = ALINT_PRESENT,
                                                             .values = values,
                                                             .value_count = n,
                                                             .multivalued = list};
  }
}

static bool agrees(struct alint_arena *arena, const struct alint_node *one) {
  const struct alint_node *asked = alint_node_get(one, "request");
  const struct alint_node *principal = alint_node_get(asked, "principal");
  const struct alint_policy *policy = case_policy_of(arena, alint_node_get(one, "policy"));
  struct alint_request request = {
      .principal_kind = kind_of(principal->members[0].key),
      .principal = alint_node_text(arena, principal->members[0].value),
      .action = alint_node_get_str(asked, "action"),
      .others = ALINT_ABSENT,
  };
  struct alint_decision decision;
  read_context(&request, arena, alint_node_get(asked, "context"));
  if (!policy)
    return false;
  alint_request_complete(&request, arena);
  alint_evaluate(&decision, arena, policy, &request, false);
  struct alint_str expected = alint_node_get_str(one, "expect");
  if (alint_str_is(expected, alint_verdict_name(decision.verdict)))
    return true;
  struct alint_str name = alint_node_get_str(one, "name");
  fprintf(stderr, "%.*s: expected %.*s, got %s\n", ALINT_FMT(name), ALINT_FMT(expected),
          alint_verdict_name(decision.verdict));
  return false;
}

static void one_file(FILE *file) {
  struct alint_arena *arena = alint_arena_new((size_t)2 << 30);
  const char *text = read_all(file, arena);
  assert_non_null(text);
  const struct alint_node *cases = alint_node_get(case_json(arena, text), "cases");
  assert_non_null(cases);
  assert_true(cases->count > 100);
  size_t wrong = 0;
  for (size_t i = 0; i < cases->count; i++)
    wrong += !agrees(arena, cases->items[i]);
  alint_arena_free(arena);
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
