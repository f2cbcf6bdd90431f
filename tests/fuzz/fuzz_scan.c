/* SPDX-License-Identifier: Apache-2.0
 *
 * Fuzz target: a whole scan of one input, from bytes to a report.
 *
 * Besides what the sanitizers see: an input that is ours and was not analysed
 * never ends with status 0, and a failure always has a text.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/engine.h"
#include "assumelint/parser.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Much less than a real run has, so that running out is tried too. */
enum { ARENA_BYTES = 64 << 20 };

static bool discard(void *context, const char *bytes, size_t len) {
  size_t *total = context;
  (void)bytes;
  *total += len;
  return true;
}

/* One format an input, by its size: all of them each time would be most of the time. */
static void write_one(const Report *report, size_t which) {
  ReportStyle style = {.color = true};
  size_t count = 0, total = 0;
  while (report_writers[count])
    count++;
  Out out = {.write = discard, .context = &total};
  report_writers[which % count]->write(&out, report, &style);
  if (out.failed)
    abort();
}

static void scan(Input *input) {
  static const char *const own[] = {"111122223333"};
  Options options = {.accounts = own,
                     .account_count = 1,
                     .min_severity = SEVERITY_INFO,
                     .fail_on = SEVERITY_NEVER,
                     .show_suppressed = true};
  const ParameterValue values[] = {
      {.name = STR("P"), .value = STR("x, y")},
      {.name = STR("Stage"), .value = STR("prod")},
      {.name = STR("Vendor"), .value = STR("464622532012")},
  };
  const ParameterSet sets[] = {
      {.name = STR("a"), .values = values, .count = 2},
      {.name = STR("b"), .values = values + 1, .count = 2},
  };
  ParseOptions parse_options = {.own_accounts = own,
                                .own_account_count = 1,
                                .parameter_sets = sets,
                                .parameter_set_count = 2,
                                .suppressions = true};
  CheckedInput *checked = NULL;
  Report *report = NULL;

  if (front_end_read(input, &parse_options) != OK && input->error.text[0] == '\0' &&
      input->status != ERR_NOT_OURS)
    abort();
  if (engine_check_input(&checked, input, &options) == ERR_MEMORY)
    goto cleanup;
  if (report_begin(&report, &options) != OK || report_add(report, input, checked, false) != OK ||
      report_end(report) != OK)
    goto cleanup;
  if (input->status == ERR_INTERNAL)
    abort();
  if (input->status != OK && report_exit_status(report, &options) != 2)
    abort();
  write_one(report, input->source.len);

cleanup:
  report_free(report);
}

struct input {
  Arena *arena;
  const uint8_t *data;
  size_t size;
};

static int run(void *context) {
  const struct input *in = context;
  Input *input = arena_alloc(in->arena, sizeof *input);
  input->arena = in->arena;
  input->source = (Source){.path = "fuzz",
                           .bytes = arena_copy(in->arena, (const char *)in->data, in->size),
                           .len = in->size};
  scan(input);
  return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct input input = {arena_new(ARENA_BYTES), data, size};
  if (input.arena)
    protect(run, &input);
  arena_free(input.arena);
  return 0;
}
