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
  struct alint_arena *arena;
  int inner; /* what the boundary inside gave */
};

static int too_much(void *context) {
  struct nested *nested = context;
  assert_non_null(alint_arena_alloc(nested->arena, 16));
  alint_arena_alloc(nested->arena, 1 << 20);
  fail_msg("an allocation over the limit came back");
  return ALINT_OK;
}

static int inside(void *context) {
  struct nested *nested = context;
  nested->inner = alint_protect(too_much, nested);
  assert_non_null(alint_arena_alloc(nested->arena, 16));
  return ALINT_ESYNTAX;
}

static int twice(void *context) {
  inside(context);
  too_much(context);
  return ALINT_OK;
}

static void the_innermost_boundary_returns(void **state) {
  (void)state;
  struct nested nested = {.arena = alint_arena_new(1024)};
  assert_int_equal(alint_protect(inside, &nested), ALINT_ESYNTAX);
  assert_int_equal(nested.inner, ALINT_ENOMEM);
  assert_true(alint_arena_hit_limit(nested.arena));
  nested.inner = ALINT_OK;
  assert_int_equal(alint_protect(twice, &nested), ALINT_ENOMEM);
  assert_int_equal(nested.inner, ALINT_ENOMEM);
  alint_arena_free(nested.arena);
}

static int overflow(void *context) {
  alint_arena_array(context, SIZE_MAX / 2, 4);
  return ALINT_OK;
}

static void sizes_do_not_overflow(void **state) {
  (void)state;
  struct alint_arena *arena = alint_arena_new(ALINT_MAX_ARENA_BYTES);
  assert_int_equal(alint_protect(overflow, arena), ALINT_ENOMEM);
  alint_arena_free(arena);
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
  struct alint_out *out;
  const struct alint_report *report;
};

static int write_json(void *context) {
  const struct writing *writing = context;
  struct alint_report_style style = {.quiet = false};
  alint_writer_find("json")->write(writing->out, writing->report, &style);
  return ALINT_OK;
}

static void report_input(struct run *run, const struct alint_input *input,
                         const struct alint_checked *checked, const struct alint_options *options) {
  struct alint_report *report = NULL;
  struct text text = {NULL, 0};
  struct alint_out out = {.write = append, .context = &text};
  struct writing writing = {.out = &out};
  if (alint_report_begin(&report, options) == ALINT_OK &&
      alint_report_add(report, input, checked, false) == ALINT_OK &&
      alint_report_end(report) == ALINT_OK) {
    writing.report = report;
    if (alint_protect(write_json, &writing) == ALINT_OK && !out.failed)
      run->report = text.bytes;
  }
  if (!run->report)
    free(text.bytes);
  alint_report_free(report);
}

static void scan(struct run *run) {
  const struct alint_options options = {.fail_on = ALINT_SEVERITY_NEVER};
  const struct alint_parse_options parse_options = {.ignores = true};
  struct alint_input input = {.arena = alint_arena_new(run->limit)};
  struct alint_checked *checked = NULL;
  run->status = ALINT_ENOMEM;
  run->report = NULL;
  if (!input.arena)
    return;
  input.source = (struct alint_source){.path = run->path, .bytes = run->bytes, .len = run->len};
  int status = alint_parse(&input, &parse_options);
  assert_int_equal(status, input.status);
  alint_check_input(&checked, &input, &options);
  run->status = input.status;
  if (input.status != ALINT_OK)
    assert_true(input.error.text[0] != '\0');
  else
    assert_non_null(checked);
  report_input(run, &input, checked, &options);
  alint_arena_free(input.arena);
}

/* One of the bodies below for each input. */
static void for_each_input(void (*try)(struct run *run, const char *whole)) {
  for (size_t i = 0; i <= sizeof paths / sizeof *paths; i++) {
    struct run run = {.path = "policy.json", .limit = ALINT_MAX_ARENA_BYTES};
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
    assert_int_equal(run.status, ALINT_OK);
    char *whole = run.report;
    assert_non_null(whole);
    try(&run, whole);
    free(whole);
    free(run.bytes);
  }
}

static void shrink(struct run *run, const char *whole) {
  size_t refused = 0;
  int last = ALINT_ENOMEM;
  for (run->limit = 16; last != ALINT_OK; run->limit += 16 + run->limit / 64) {
    scan(run);
    last = run->status;
    refused += last == ALINT_ELIMIT;
    assert_true(last == ALINT_OK || last == ALINT_ELIMIT);
    /* What is made while the report is has no room either, then. */
    if (last == ALINT_OK && run->report)
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
    alint_arena_fail_after(blocks);
    scan(run);
    alint_arena_fail_after(SIZE_MAX);
    assert_true(run->status == ALINT_OK || run->status == ALINT_ENOMEM);
    refused += !run->report || run->status != ALINT_OK;
    enough = run->report && strcmp(run->report, whole) == 0;
    assert_true(enough || !run->report || run->status != ALINT_OK);
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
