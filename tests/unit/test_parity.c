/* SPDX-License-Identifier: Apache-2.0
 *
 * One template written as YAML and as JSON gives the same findings: the folders
 * of testdata/parity hold pairs template.yaml and template.json. Everything but
 * positions has to agree, fingerprints first. Runs from the top of the checkout.
 */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "assumelint/arena.h"
#include "assumelint/engine.h"
#include "assumelint/limits.h"
#include "assumelint/parser.h"

#define FOLDER "testdata/parity"

enum { MAX_LINES = 200 };

/* The findings of one file, one line each, sorted. */
struct findings {
  struct alint_report *report;
  const char *lines[MAX_LINES];
  size_t count;
};

static struct alint_str read_file(struct alint_arena *arena, const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file)
    fail_msg("cannot open %s", path);
  assert_int_equal(fseek(file, 0, SEEK_END), 0);
  long size = ftell(file);
  assert_true(size > 0);
  rewind(file);
  char *bytes = alint_arena_alloc(arena, (size_t)size + 1);
  assert_non_null(bytes);
  assert_int_equal(fread(bytes, 1, (size_t)size, file), (size_t)size);
  assert_int_equal(fclose(file), 0);
  return alint_str_n(bytes, (size_t)size);
}

static const char *or_null(const char *text) {
  return text ? text : "(null)";
}

static const char *describe(struct alint_arena *arena, const struct alint_report_finding *f) {
  struct alint_str line = alint_str_printf(
      arena, "%s %s %s | %s | %s | %s | %s | %d | %s | %s | %s | %s | %s | %s", f->fingerprint,
      f->rule->id, alint_severity_name(f->severity), or_null(f->address), or_null(f->role),
      or_null(f->role_name), or_null(f->role_arn), f->statement, or_null(f->sid),
      or_null(f->pointer), or_null(f->when), or_null(f->who), or_null(f->help), f->message);
  assert_non_null(line.ptr);
  return line.ptr;
}

static int by_text(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void scan(struct findings *out, const char *folder, const char *name) {
  char path[512];
  int len = snprintf(path, sizeof path, FOLDER "/%s/%s", folder, name);
  assert_true(len > 0 && (size_t)len < sizeof path);
  struct alint_options options = {.min_severity = ALINT_SEVERITY_INFO,
                                  .fail_on = ALINT_SEVERITY_MEDIUM};
  struct alint_parse_options parse_options = {0};

  struct alint_arena *arena = alint_arena_new(ALINT_MAX_ARENA_BYTES);
  assert_non_null(arena);
  struct alint_input *input = alint_arena_alloc(arena, sizeof *input);
  assert_non_null(input);
  struct alint_str bytes = read_file(arena, path);
  input->arena = arena;
  input->source = (struct alint_source){.path = name, .bytes = bytes.ptr, .len = bytes.len};
  if (alint_parse(input, &parse_options) != ALINT_OK)
    fail_msg("%s: %s", path, input->error.text);

  struct alint_checked *checked = NULL;
  assert_int_equal(alint_check_input(&checked, input, &options), ALINT_OK);
  assert_int_equal(alint_report_begin(&out->report, &options), ALINT_OK);
  assert_int_equal(alint_report_add(out->report, input, checked, false), ALINT_OK);
  assert_int_equal(alint_report_end(out->report), ALINT_OK);
  alint_arena_free(arena);

  out->count = out->report->finding_count;
  assert_true(out->count <= MAX_LINES);
  for (size_t i = 0; i < out->count; i++)
    out->lines[i] = describe(out->report->arena, &out->report->findings[i]);
  qsort(out->lines, out->count, sizeof out->lines[0], by_text);
}

static void compare(const char *folder) {
  struct findings yaml = {0}, json = {0};
  scan(&yaml, folder, "template.yaml");
  scan(&json, folder, "template.json");
  print_message("%s: %zu findings\n", folder, yaml.count);
  for (size_t i = 0; i < yaml.count && i < json.count; i++)
    assert_string_equal(yaml.lines[i], json.lines[i]);
  assert_int_equal(yaml.count, json.count);
  /* A pair that finds nothing proves little. */
  assert_true(yaml.count > 0);
  alint_report_free(yaml.report);
  alint_report_free(json.report);
}

static void test_yaml_and_json_agree(void **state) {
  (void)state;
  DIR *folder = opendir(FOLDER);
  if (!folder)
    fail_msg("cannot open " FOLDER);
  size_t pairs = 0;
  for (struct dirent *entry; (entry = readdir(folder));) {
    if (entry->d_name[0] == '.')
      continue;
    compare(entry->d_name);
    pairs++;
  }
  closedir(folder);
  assert_true(pairs > 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_yaml_and_json_agree),
  };
  return cmocka_run_group_tests_name("parity", tests, NULL, NULL);
}
