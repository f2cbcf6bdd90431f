/* SPDX-License-Identifier: Apache-2.0
 *
 * The format JSON, and what its parts share: requests and witnesses.
 */
#include "report/access_json.h"

#include <stdlib.h>

#include "assumelint/arena.h"
#include "facts/unsettled.h"

void json_begin(AccessPrinter *p, const char *list) {
  p->json = json_writer(p->out);
  json_object(&p->json);
  add_number(&p->json, "schema_version", 1);
  if (list)
    add_array(&p->json, list);
}

void json_finish(AccessPrinter *p) {
  while (p->json.depth > 0)
    json_end(&p->json);
  out_text(p->out, "\n");
}

void report_add_some(JsonWriter *json, const char *key, Str value) {
  add_str(json, key, value.len > 0 ? value : (Str){NULL, 0});
}

void report_add_known(JsonWriter *json, const char *key, const Text *text) {
  Str known = {NULL, 0};
  if (text && !text_known(text, &known))
    known.ptr = NULL;
  add_str(json, key, known);
}

static bool is_shown(const ContextKey *key, bool holes) {
  if (key->presence != KEY_PRESENT)
    return false;
  for (size_t i = 0; i < key->value_count && !holes; i++) {
    if (text_first_hole(key->values[i]))
      return false;
  }
  return true;
}

static int compare_keys(const void *left, const void *right) {
  const ContextKey *const *a = left, *const *b = right;
  return str_cmp((*a)->name, (*b)->name);
}

static void add_key(JsonWriter *json, Arena *arena, const ContextKey *key) {
  bool list = key->multivalued || key->value_count != 1;
  json_key_str(json, key->name);
  if (list)
    json_array_inline(json);
  for (size_t i = 0; i < key->value_count; i++)
    json_str(json, text_print(arena, key->values[i]));
  if (list)
    json_end(json);
}

static void add_context(JsonWriter *json, Arena *arena, const Request *request, bool holes) {
  const ContextKey **keys = arena_array(arena, request->key_count, sizeof *keys);
  size_t count = 0;
  for (size_t i = 0; i < request->key_count; i++) {
    if (is_shown(&request->keys[i], holes))
      keys[count++] = &request->keys[i];
  }
  if (count > 1)
    qsort(keys, count, sizeof *keys, compare_keys);
  add_object(json, "context");
  for (size_t i = 0; i < count; i++)
    add_key(json, arena, keys[i]);
  json_end(json);
}

static void add_call(JsonWriter *json, Arena *arena, const Request *request) {
  json_key(json, "principal");
  json_object_inline(json);
  json_key(json, request_principal_key(request->principal_kind));
  json_str(json, text_print(arena, request->principal));
  json_end(json);
  add_str(json, "action", request->action);
}

void report_add_request(JsonWriter *json, Arena *arena, const Request *request, bool holes) {
  add_call(json, arena, request);
  add_context(json, arena, request, holes);
}

void report_add_assumptions(JsonWriter *json, Assumptions assumptions) {
  json_key(json, "assumptions");
  json_array_inline(json);
  for (size_t n = 0; n < UNSETTLED_COUNT; n++) {
    if (assumptions & 1u << n)
      json_string(json, unsettled_point(n)->id);
  }
  json_end(json);
}

void report_add_witness(JsonWriter *json, Arena *arena, const char *key, const Attempt *attempt) {
  json_key(json, key);
  if (!attempt || attempt->outcome != WAY_OPEN || !attempt->witness) {
    json_null(json);
    return;
  }
  const Request *request = attempt->witness;
  json_object(json);
  add_call(json, arena, request);
  json_key(json, "also");
  json_array_inline(json);
  for (size_t i = 0; i < request->also_count; i++)
    json_str(json, request->also[i]);
  json_end(json);
  add_context(json, arena, request, true);
  add_string(json, "verdict", verdict_name(VERDICT_ALLOW));
  report_add_assumptions(json, attempt->assumptions);
  json_end(json);
}

static void tests_end(AccessPrinter *p, size_t passed, size_t failed) {
  json_end(&p->json);
  add_number(&p->json, "passed", passed);
  add_number(&p->json, "failed", failed);
}

const AccessWriter access_json = {.begin = json_begin,
                                  .end = json_finish,
                                  .role = report_who_json,
                                  .tested = report_tested_json,
                                  .tests_end = tests_end,
                                  .accounts = report_accounts_json,
                                  .diff = report_diff_json,
                                  .simulation = report_simulation_json};
