/* SPDX-License-Identifier: Apache-2.0
 *
 * One template written as YAML and as JSON gives the same findings: the folders
 * of testdata/parity hold pairs template.yaml and template.json. Everything but
 * positions has to agree, fingerprints first. Where there is a plan.json of the
 * same roles too, it agrees in all that does not tell a plan from a template: the
 * own account is a hole there and a literal here. Runs from the top of the checkout.
 */
#include <dirent.h>
#include <unistd.h>

#include "assumelint/buf.h"
#include "inputs.h"

#define FOLDER "testdata/parity"

enum { MAX_LINES = 200 };

/* The findings of one file, one line each, sorted. */
struct findings {
  Report *report;
  const char *lines[MAX_LINES];
  size_t count;
};

static Str read_file(Arena *arena, const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file)
    fail_msg("cannot open %s", path);
  assert_int_equal(fseek(file, 0, SEEK_END), 0);
  long size = ftell(file);
  assert_true(size > 0);
  rewind(file);
  char *bytes = arena_alloc(arena, (size_t)size + 1);
  assert_non_null(bytes);
  assert_int_equal(fread(bytes, 1, (size_t)size, file), (size_t)size);
  assert_int_equal(fclose(file), 0);
  return str_n(bytes, (size_t)size);
}

static const char *or_null(const char *text) {
  return text ? text : "(null)";
}

static const char *describe(Arena *arena, const ReportFinding *f) {
  Str line = str_printf(arena, "%s %s %s | %s | %s | %s | %s | %d | %s | %s | %s | %s | %s | %s",
                        f->fingerprint, f->rule->id, severity_name(f->severity),
                        or_null(f->address), or_null(f->role), or_null(f->role_name),
                        or_null(f->role_arn), f->statement, or_null(f->sid), or_null(f->pointer),
                        or_null(f->when), or_null(f->who), or_null(f->help), f->message);
  assert_non_null(line.ptr);
  return line.ptr;
}

/* `text` with the names of the holes of own account and partition replaced by
 * what the plan has for them. */
static const char *with_account(Arena *arena, const char *text) {
  static const struct {
    const char *hole, *literal;
  } known[] = {{"${AWS::AccountId}", "111122223333"}, {"${AWS::Partition}", "aws"}};
  Buf buf = buf_in(arena);
  while (*text) {
    size_t i = 0;
    while (i < 2 && strncmp(text, known[i].hole, strlen(known[i].hole)) != 0)
      i++;
    if (i < 2)
      buf_add(&buf, known[i].literal);
    else
      buf_add_char(&buf, *text);
    text += i < 2 ? strlen(known[i].hole) : 1;
  }
  assert_false(buf.failed);
  return buf.ptr ? buf.ptr : "";
}

/* What a plan and a template say alike. Messages may tell more of a plan, which
 * has a before. */
static const char *describe_role(Arena *arena, const ReportFinding *f) {
  Str line =
      str_printf(arena, "%s %s %s | %s | %s | %d | %s | %s | %s", f->fingerprint, f->rule->id,
                 severity_name(f->severity), or_null(f->severity_reason), or_null(f->role_name),
                 f->statement, or_null(f->sid), or_null(f->pointer), or_null(f->who));
  assert_non_null(line.ptr);
  return with_account(arena, line.ptr);
}

static int by_text(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void scan(struct findings *out, const char *folder, const char *name,
                 const char *(*describe_it)(Arena *arena, const ReportFinding *f)) {
  char path[512];
  int len = snprintf(path, sizeof path, FOLDER "/%s/%s", folder, name);
  assert_true(len > 0 && (size_t)len < sizeof path);
  Options options = {.min_severity = SEVERITY_INFO, .fail_on = SEVERITY_MEDIUM};
  ParseOptions parse_options = {0};

  Arena *arena = arena_new(MAX_ARENA_BYTES);
  assert_non_null(arena);
  Input *input = arena_alloc(arena, sizeof *input);
  assert_non_null(input);
  Str bytes = read_file(arena, path);
  input->arena = arena;
  input->source = (Source){.path = name, .bytes = bytes.ptr, .len = bytes.len};
  if (front_end_read(input, &parse_options) != OK)
    fail_msg("%s: %s", path, input->error.text);

  out->report = report_on(input, &options);
  arena_free(arena);

  out->count = out->report->finding_count;
  assert_true(out->count <= MAX_LINES);
  for (size_t i = 0; i < out->count; i++)
    out->lines[i] = describe_it(out->report->arena, &out->report->findings[i]);
  qsort(out->lines, out->count, sizeof out->lines[0], by_text);
}

static void expect_same(const struct findings *a, const struct findings *b) {
  for (size_t i = 0; i < a->count && i < b->count; i++)
    assert_string_equal(a->lines[i], b->lines[i]);
  assert_int_equal(a->count, b->count);
  /* A pair that finds nothing proves little. */
  assert_true(a->count > 0);
}

static void compare(const char *folder) {
  struct findings yaml = {0}, json = {0};
  scan(&yaml, folder, "template.yaml", describe);
  scan(&json, folder, "template.json", describe);
  print_message("%s: %zu findings\n", folder, yaml.count);
  expect_same(&yaml, &json);
  report_free(yaml.report);
  report_free(json.report);
}

static bool has_plan(const char *folder) {
  char path[512];
  int len = snprintf(path, sizeof path, FOLDER "/%s/plan.json", folder);
  assert_true(len > 0 && (size_t)len < sizeof path);
  return access(path, R_OK) == 0;
}

static void compare_plan(const char *folder) {
  struct findings template = {0}, plan = {0};
  scan(&template, folder, "template.yaml", describe_role);
  scan(&plan, folder, "plan.json", describe_role);
  expect_same(&template, &plan);
  report_free(template.report);
  report_free(plan.report);
}

static void test_formats_agree(void **state) {
  (void)state;
  DIR *folder = opendir(FOLDER);
  if (!folder)
    fail_msg("cannot open " FOLDER);
  size_t pairs = 0, plans = 0;
  for (struct dirent *entry; (entry = readdir(folder));) {
    if (entry->d_name[0] == '.')
      continue;
    compare(entry->d_name);
    pairs++;
    if (!has_plan(entry->d_name))
      continue;
    compare_plan(entry->d_name);
    plans++;
  }
  closedir(folder);
  assert_true(pairs > 0);
  assert_true(plans > 0);
}

TESTS(parity, TEST(test_formats_agree));
