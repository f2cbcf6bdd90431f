/* SPDX-License-Identifier: Apache-2.0
 *
 * The format JSON, and what its parts share: requests and witnesses.
 */
#include "report/access_json.h"

#include <stdlib.h>

#include "access/explain.h"
#include "access/unsettled.h"
#include "assumelint/arena.h"

void alint_json_begin(struct alint_access_printer *p, const char *list) {
  p->json = alint_json(p->out);
  alint_json_object(&p->json);
  alint_add_number(&p->json, "schema_version", 1);
  if (list)
    alint_add_array(&p->json, list);
}

void alint_json_finish(struct alint_access_printer *p) {
  while (p->json.depth > 0)
    alint_json_end(&p->json);
  alint_out_text(p->out, "\n");
}

void alint_add_some(struct alint_json *json, const char *key, struct alint_str value) {
  alint_add_str(json, key, value.len > 0 ? value : (struct alint_str){NULL, 0});
}

void alint_add_known(struct alint_json *json, const char *key, const struct alint_text *text) {
  struct alint_str known = {NULL, 0};
  if (text && !alint_text_known(text, &known))
    known.ptr = NULL;
  alint_add_str(json, key, known);
}

static bool is_shown(const struct alint_context_key *key, bool holes) {
  if (key->presence != ALINT_PRESENT)
    return false;
  for (size_t i = 0; i < key->value_count && !holes; i++) {
    if (alint_text_first_hole(key->values[i]))
      return false;
  }
  return true;
}

static int compare_keys(const void *left, const void *right) {
  const struct alint_context_key *const *a = left, *const *b = right;
  return alint_str_cmp((*a)->name, (*b)->name);
}

static void add_key(struct alint_json *json, struct alint_arena *arena,
                    const struct alint_context_key *key) {
  bool list = key->multivalued || key->value_count != 1;
  alint_json_key_str(json, key->name);
  if (list)
    alint_json_array_inline(json);
  for (size_t i = 0; i < key->value_count; i++)
    alint_json_str(json, alint_text_print(arena, key->values[i]));
  if (list)
    alint_json_end(json);
}

static void add_context(struct alint_json *json, struct alint_arena *arena,
                        const struct alint_request *request, bool holes) {
  const struct alint_context_key **keys =
      alint_arena_array(arena, request->key_count, sizeof *keys);
  size_t count = 0;
  for (size_t i = 0; i < request->key_count; i++) {
    if (is_shown(&request->keys[i], holes))
      keys[count++] = &request->keys[i];
  }
  if (count > 1)
    qsort(keys, count, sizeof *keys, compare_keys);
  alint_add_object(json, "context");
  for (size_t i = 0; i < count; i++)
    add_key(json, arena, keys[i]);
  alint_json_end(json);
}

static void add_call(struct alint_json *json, struct alint_arena *arena,
                     const struct alint_request *request) {
  alint_json_key(json, "principal");
  alint_json_object_inline(json);
  alint_json_key(json, alint_principal_key_name(request->principal_kind));
  alint_json_str(json, alint_text_print(arena, request->principal));
  alint_json_end(json);
  alint_add_str(json, "action", request->action);
}

void alint_add_request(struct alint_json *json, struct alint_arena *arena,
                       const struct alint_request *request, bool holes) {
  add_call(json, arena, request);
  add_context(json, arena, request, holes);
}

void alint_add_assumptions(struct alint_json *json, alint_assumptions assumptions) {
  alint_json_key(json, "assumptions");
  alint_json_array_inline(json);
  for (size_t n = 0; n < ALINT_UNSETTLED_COUNT; n++) {
    if (assumptions & 1u << n)
      alint_json_string(json, alint_unsettled_point(n)->id);
  }
  alint_json_end(json);
}

void alint_add_witness(struct alint_json *json, struct alint_arena *arena, const char *key,
                       const struct alint_attempt *attempt) {
  alint_json_key(json, key);
  if (!attempt || attempt->outcome != ALINT_WAY_OPEN || !attempt->witness) {
    alint_json_null(json);
    return;
  }
  const struct alint_request *request = attempt->witness;
  alint_json_object(json);
  add_call(json, arena, request);
  alint_json_key(json, "also");
  alint_json_array_inline(json);
  for (size_t i = 0; i < request->also_count; i++)
    alint_json_str(json, request->also[i]);
  alint_json_end(json);
  add_context(json, arena, request, true);
  alint_add_string(json, "verdict", alint_verdict_name(ALINT_ALLOW));
  alint_add_assumptions(json, attempt->assumptions);
  alint_json_end(json);
}

static void tests_end(struct alint_access_printer *p, size_t passed, size_t failed) {
  alint_json_end(&p->json);
  alint_add_number(&p->json, "passed", passed);
  alint_add_number(&p->json, "failed", failed);
}

const struct alint_access_writer alint_access_json = {.begin = alint_json_begin,
                                                      .end = alint_json_finish,
                                                      .role = alint_who_json,
                                                      .tested = alint_tested_json,
                                                      .tests_end = tests_end,
                                                      .accounts = alint_accounts_json,
                                                      .diff = alint_diff_json,
                                                      .simulation = alint_simulation_json};
