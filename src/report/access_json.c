/* SPDX-License-Identifier: Apache-2.0
 *
 * The format JSON, and what its parts share: requests and witnesses.
 */
#include "report/access_json.h"

#include <stdlib.h>

#include "assumelint/arena.h"
#include "facts/unsettled.h"
#include "simulate/explain.h"

void json_begin(AccessPrinter *p, const char *list) {
  p->json = json_writer(p->out);
  json_object(&p->json, NULL);
  json_number(&p->json, "schema_version", 1);
  if (list)
    json_array(&p->json, list);
}

void json_finish(AccessPrinter *p) {
  while (p->json.depth > 0)
    json_end(&p->json);
  out_text(p->out, "\n");
}

void report_add_some(JsonWriter *json, const char *key, Str value) {
  json_str(json, key, value.len > 0 ? value : (Str){NULL, 0});
}

void report_add_known(JsonWriter *json, const char *key, const Text *text) {
  Str known = {NULL, 0};
  if (text && !text_known(text, &known))
    known.ptr = NULL;
  json_str(json, key, known);
}

void report_add_text(JsonWriter *json, const char *key, Arena *arena, const Text *text) {
  Str printed = text_print(arena, text);
  json_str(json, key, printed.ptr ? printed : STR(""));
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
  json_key(json, key->name);
  if (list)
    json_array_inline(json, NULL);
  for (size_t i = 0; i < key->value_count; i++)
    report_add_text(json, NULL, arena, key->values[i]);
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
  json_object(json, "context");
  for (size_t i = 0; i < count; i++)
    add_key(json, arena, keys[i]);
  json_end(json);
}

static void add_call(JsonWriter *json, Arena *arena, const Request *request) {
  json_object_inline(json, "principal");
  report_add_text(json, explain_principal_key(request->principal_kind), arena, request->principal);
  json_end(json);
  json_str(json, "action", request->action);
}

void report_add_request(JsonWriter *json, Arena *arena, const Request *request, bool holes) {
  add_call(json, arena, request);
  add_context(json, arena, request, holes);
}

void report_add_assumptions(JsonWriter *json, Assumptions assumptions) {
  json_array_inline(json, "assumptions");
  for (size_t n = 0; n < UNSETTLED_COUNT; n++) {
    if (assumptions & 1u << n)
      json_string(json, NULL, unsettled_point(n)->id);
  }
  json_end(json);
}

void report_add_witness(JsonWriter *json, Arena *arena, const char *key, const Attempt *attempt) {
  if (!attempt || attempt->outcome != WAY_OPEN || !attempt->witness) {
    json_null(json, key);
    return;
  }
  const Request *request = attempt->witness;
  json_object(json, key);
  add_call(json, arena, request);
  json_array_inline(json, "also");
  for (size_t i = 0; i < request->also_count; i++)
    json_str(json, NULL, request->also[i]);
  json_end(json);
  add_context(json, arena, request, true);
  json_string(json, "verdict", verdict_name(VERDICT_ALLOW));
  report_add_assumptions(json, attempt->assumptions);
  json_end(json);
}

static void tests_end(AccessPrinter *p, size_t passed, size_t failed) {
  json_end(&p->json);
  json_number(&p->json, "passed", passed);
  json_number(&p->json, "failed", failed);
}

const AccessWriter access_json = {.begin = json_begin,
                                  .end = json_finish,
                                  .role = report_who_json,
                                  .tested = report_tested_json,
                                  .tests_end = tests_end,
                                  .accounts = report_accounts_json,
                                  .diff = report_diff_json,
                                  .simulation = report_simulation_json};
