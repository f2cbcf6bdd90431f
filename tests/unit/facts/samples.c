/* SPDX-License-Identifier: Apache-2.0
 *
 * Requests that others wrote down, against the domains: the case files in the folder
 * conformance/ under $ASSUMELINT_SHARED or ../shared. Skipped where there is none.
 */
#include "access_case.h"
#include "domain_case.h"

static const char *const files[] = {"evaluator-cases.json", "more-cases.json"};

/* Values that the cases have to try an operator, and nobody can send. */
static const struct {
  const char *key, *value;
} impossible[] = {
    /* Ids of organizations have ten characters at least, and so have parts of paths. */
    {"aws:PrincipalOrgID", "o-abc123"},
    {"aws:PrincipalOrgID", "o-zzz999"},
    {"aws:PrincipalOrgPaths", "o-abc123/r-1/ou-1/"},
    {"aws:PrincipalOrgPaths", "o-abc123/r-1/ou-2/"},
    {"aws:PrincipalOrgPaths", "o-zzz999/r-1/ou-1/"},
    /* STS refuses a star. */
    {"sts:ExternalId", "a*c"},
    /* No form of a client. */
    /* Subjects, not paths of workflows. */
    {"token.actions.githubusercontent.com:job_workflow_ref",
     "repo:acme-evil/x:ref:refs/heads/main"},
    {"token.actions.githubusercontent.com:job_workflow_ref", "repo:acme/api:pull_request"},
    {"token.actions.githubusercontent.com:job_workflow_ref", "repo:acme/api:ref:refs/heads/main"},
    {"token.actions.githubusercontent.com:job_workflow_ref", "repo:acme/web:environment:prod"},
    {"token.actions.githubusercontent.com:job_workflow_ref", "repo:other/api:ref:refs/tags/v1"},
};

enum { IMPOSSIBLE = sizeof impossible / sizeof *impossible, MAX_SEEN = 1000 };

/* One value of a key, as a kind of caller has it. */
struct sample {
  CallerKindOf caller;
  Str host, key, value;
};

struct seen {
  Arena *arena;
  struct sample items[MAX_SEEN];
  size_t count, wrong;
  bool hit[IMPOSSIBLE];
};

static bool is_seen(const struct seen *seen, const struct sample *one) {
  for (size_t i = 0; i < seen->count; i++) {
    const struct sample *other = &seen->items[i];
    if (other->caller == one->caller && str_eq(other->key, one->key) &&
        str_eq(other->value, one->value))
      return true;
  }
  return false;
}

/* The wider language: SourceIp has IPv6 addresses too. */
static bool can_send(const struct sample *one) {
  size_t n = one->host.len;
  if (n > 0 && one->key.len > n && str_eq_nocase(str_slice(one->key, 0, n), one->host))
    return domain_claim_has(token_domain(one->host), str_slice(one->key, n + 1, one->key.len),
                            one->value, true);
  return domain_key_has(one->key, one->caller, one->value, true);
}

static void check_sample(struct seen *seen, const struct sample *one) {
  if (is_seen(seen, one))
    return;
  assert_true(seen->count < MAX_SEEN);
  seen->items[seen->count++] = *one;
  bool expected = true;
  for (size_t i = 0; i < IMPOSSIBLE; i++) {
    if (str_is_nocase(one->key, impossible[i].key) && str_is(one->value, impossible[i].value)) {
      expected = false;
      seen->hit[i] = true;
    }
  }
  if (can_send(one) == expected)
    return;
  seen->wrong++;
  fprintf(stderr, "caller %d, %.*s: %.*s\n", (int)one->caller, STR_FMT(one->key),
          STR_FMT(one->value));
}

static CallerKindOf caller_of(Str kind, Str principal, Str *host) {
  size_t at = str_find_str(principal, STR(":oidc-provider/"));
  *host = (Str){NULL, 0};
  if (str_is(kind, "Service"))
    return CALLER_SERVICE;
  if (str_is(kind, "AWS"))
    return str_find_str(principal, STR(":user/")) < principal.len ? CALLER_USER : CALLER_ROLE;
  if (at == principal.len)
    return CALLER_ASSERTION;
  *host = str_slice(principal, at + strlen(":oidc-provider/"), principal.len);
  return CALLER_TOKEN;
}

static void check_request(struct seen *seen, const Node *request) {
  const Node *principal = node_get(request, "principal"), *context = node_get(request, "context");
  struct sample one = {.caller = CALLER_USER};
  Str name;
  assert_true(text_known(node_text(seen->arena, principal->members[0].value), &name));
  one.caller = caller_of(principal->members[0].key, name, &one.host);
  for (size_t i = 0; context && i < context->count; i++) {
    const Node *value = context->members[i].value;
    size_t count = value->kind == NODE_LIST ? value->count : 1;
    one.key = context->members[i].key;
    for (size_t k = 0; k < count; k++) {
      const Node *item = value->kind == NODE_LIST ? value->items[k] : value;
      assert_true(text_known(node_text(seen->arena, item), &one.value));
      check_sample(seen, &one);
    }
  }
}

static void check_file(struct seen *seen, FILE *file) {
  size_t size = (size_t)8 << 20;
  char *bytes = arena_alloc(seen->arena, size);
  size_t len = fread(bytes, 1, size - 1, file);
  assert_true(len > 0 && len < size - 1);
  bytes[len] = '\0';
  const Node *cases = node_get(case_json(seen->arena, bytes), "cases");
  assert_non_null(cases);
  for (size_t i = 0; i < cases->count; i++)
    check_request(seen, node_get(cases->items[i], "request"));
}

static void recorded_requests_are_in_their_languages(void **state) {
  (void)state;
  const char *folder = getenv("ASSUMELINT_SHARED");
  struct seen *seen = calloc(1, sizeof *seen);
  assert_non_null(seen);
  seen->arena = arena_new((size_t)2 << 30);
  for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
    char path[4096];
    snprintf(path, sizeof path, "%s/conformance/%s", folder ? folder : "../shared", files[i]);
    FILE *file = fopen(path, "rb");
    if (!file) {
      arena_free(seen->arena);
      free(seen);
      SKIP("no shared cases; ASSUMELINT_SHARED names the folder that holds conformance/");
    }
    check_file(seen, file);
    fclose(file);
  }
  size_t wrong = seen->wrong;
  for (size_t i = 0; i < IMPOSSIBLE; i++) {
    if (!seen->hit[i])
      fprintf(stderr, "no such case any more: %s %s\n", impossible[i].key, impossible[i].value);
    wrong += !seen->hit[i];
  }
  arena_free(seen->arena);
  free(seen);
  assert_int_equal(wrong, 0);
}

TESTS(samples, TEST(recorded_requests_are_in_their_languages));
