/* SPDX-License-Identifier: Apache-2.0
 *
 * Want of memory: whatever allocation fails while an input is read, checked and
 * reported, that is told, or the report is the one there is with enough.
 */
#include "assumelint/arena.h"
#include "assumelint/engine.h"
#include "assumelint/limits.h"
#include "assumelint/out.h"
#include "assumelint/parser.h"
#include "assumelint/report.h"
#include "unit.h"

/* ---- Boundaries ---------------------------------------------------------- */

struct nested {
  Arena *arena;
  int inner; /* what the boundary inside gave */
};

static int too_much(void *context) {
  struct nested *nested = context;
  assert_non_null(arena_alloc(nested->arena, 16));
  arena_alloc(nested->arena, 1 << 20);
  fail_msg("an allocation over the limit came back");
  return OK;
}

static int inside(void *context) {
  struct nested *nested = context;
  nested->inner = protect(too_much, nested);
  assert_non_null(arena_alloc(nested->arena, 16));
  return ERR_SYNTAX;
}

static int twice(void *context) {
  inside(context);
  too_much(context);
  return OK;
}

static void the_innermost_boundary_returns(void **state) {
  (void)state;
  struct nested nested = {.arena = arena_new(1024)};
  assert_int_equal(protect(inside, &nested), ERR_SYNTAX);
  assert_int_equal(nested.inner, ERR_MEMORY);
  assert_true(arena_hit_limit(nested.arena));
  nested.inner = OK;
  assert_int_equal(protect(twice, &nested), ERR_MEMORY);
  assert_int_equal(nested.inner, ERR_MEMORY);
  arena_free(nested.arena);
}

static int overflow(void *context) {
  arena_array(context, SIZE_MAX / 2, 4);
  return OK;
}

static void sizes_do_not_overflow(void **state) {
  (void)state;
  Arena *arena = arena_new(MAX_ARENA_BYTES);
  assert_int_equal(protect(overflow, arena), ERR_MEMORY);
  arena_free(arena);
}

/* ---- One input, from its bytes to a report ------------------------------- */

static const char policy[] =
    "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": "
    "\"arn:aws:iam::464622532012:root\"}, \"Action\": \"sts:AssumeRole\"}]}";

/* All of these are read in some milliseconds. */
static const char *const paths[] = {
    "testdata/demo/github.yaml",
    "testdata/demo/vendor.yaml",
    "testdata/demo/plan.json",
    "testdata/plans/widened-state.json",
    "testdata/plans/moved-replaced.json",
};

struct run {
  const char *path;
  char *bytes;
  size_t len;
  size_t limit; /* of the arena of the input */
  int status;   /* of the input */
  char *report; /* as JSON, of malloc; NULL where there is none */
};

static char *read_file(const char *path, size_t *len) {
  FILE *file = fopen(path, "rb");
  if (!file)
    fail_msg("cannot open %s", path);
  assert_int_equal(fseek(file, 0, SEEK_END), 0);
  *len = (size_t)ftell(file);
  rewind(file);
  char *bytes = malloc(*len);
  assert_non_null(bytes);
  assert_int_equal(fread(bytes, 1, *len, file), *len);
  fclose(file);
  return bytes;
}

struct text {
  char *bytes;
  size_t len;
};

static bool append(void *context, const char *bytes, size_t len) {
  struct text *text = context;
  char *grown = realloc(text->bytes, text->len + len + 1);
  assert_non_null(grown);
  memcpy(grown + text->len, bytes, len);
  grown[text->len + len] = '\0';
  text->bytes = grown;
  text->len += len;
  return true;
}

struct writing {
  Out *out;
  const Report *report;
};

static int write_json(void *context) {
  const struct writing *writing = context;
  ReportStyle style = {.quiet = false};
  writer_find("json")->write(writing->out, writing->report, &style);
  return OK;
}

static void report_input(struct run *run, const Input *input, const CheckedInput *checked,
                         const Options *options) {
  Report *report = NULL;
  struct text text = {NULL, 0};
  Out out = {.write = append, .context = &text};
  struct writing writing = {.out = &out};
  if (report_begin(&report, options) == OK && report_add(report, input, checked, false) == OK &&
      report_end(report) == OK) {
    writing.report = report;
    if (protect(write_json, &writing) == OK && !out.failed)
      run->report = text.bytes;
  }
  if (!run->report)
    free(text.bytes);
  report_free(report);
}

static void scan(struct run *run) {
  const Options options = {.fail_on = SEVERITY_NEVER};
  const ParseOptions parse_options = {.suppressions = true};
  Input input = {.arena = arena_new(run->limit)};
  CheckedInput *checked = NULL;
  run->status = ERR_MEMORY;
  run->report = NULL;
  if (!input.arena)
    return;
  input.source = (Source){.path = run->path, .bytes = run->bytes, .len = run->len};
  int status = front_end_read(&input, &parse_options);
  assert_int_equal(status, input.status);
  engine_check_input(&checked, &input, &options);
  run->status = input.status;
  if (input.status != OK)
    assert_true(input.error.text[0] != '\0');
  else
    assert_non_null(checked);
  report_input(run, &input, checked, &options);
  arena_free(input.arena);
}

/* One of the bodies below for each input. */
static void for_each_input(void (*try)(struct run *run, const char *whole)) {
  for (size_t i = 0; i <= sizeof paths / sizeof *paths; i++) {
    struct run run = {.path = "policy.json", .limit = MAX_ARENA_BYTES};
    if (i < sizeof paths / sizeof *paths) {
      run.path = paths[i];
      run.bytes = read_file(run.path, &run.len);
    } else {
      run.len = sizeof policy - 1;
      run.bytes = malloc(run.len);
      assert_non_null(run.bytes);
      memcpy(run.bytes, policy, run.len);
    }
    scan(&run);
    assert_int_equal(run.status, OK);
    char *whole = run.report;
    assert_non_null(whole);
    try(&run, whole);
    free(whole);
    free(run.bytes);
  }
}

static void shrink(struct run *run, const char *whole) {
  size_t refused = 0;
  int last = ERR_MEMORY;
  for (run->limit = 16; last != OK; run->limit += 16 + run->limit / 64) {
    scan(run);
    last = run->status;
    refused += last == ERR_LIMIT;
    assert_true(last == OK || last == ERR_LIMIT);
    /* What is made while the report is has no room either, then. */
    if (last == OK && run->report)
      assert_string_equal(run->report, whole);
    free(run->report);
  }
  assert_true(refused > 100);
}

static void every_limit_is_told(void **state) {
  (void)state;
  for_each_input(shrink);
}

static void starve(struct run *run, const char *whole) {
  size_t refused = 0;
  bool enough = false;
  for (size_t blocks = 0; !enough; blocks += 1 + blocks / 64) {
    arena_fail_after(blocks);
    scan(run);
    arena_fail_after(SIZE_MAX);
    assert_true(run->status == OK || run->status == ERR_MEMORY);
    refused += !run->report || run->status != OK;
    enough = run->report && strcmp(run->report, whole) == 0;
    assert_true(enough || !run->report || run->status != OK);
    free(run->report);
  }
  assert_true(refused > 5);
}

static void every_block_may_be_the_last(void **state) {
  (void)state;
  for_each_input(starve);
}

TESTS(memory, TEST(the_innermost_boundary_returns), TEST(sizes_do_not_overflow),
      TEST(every_limit_is_told), TEST(every_block_may_be_the_last));
