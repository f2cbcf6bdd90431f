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
static void write_one(const struct alint_report *report, size_t which) {
  struct alint_report_style style = {.color = true};
  size_t count = 0, total = 0;
  while (alint_writers[count])
    count++;
  struct alint_out out = {.write = discard, .context = &total};
  alint_writers[which % count]->write(&out, report, &style);
  if (out.failed)
    abort();
}

static void scan(struct alint_input *input) {
  static const char *const own[] = {"111122223333"};
  struct alint_options options = {.accounts = own,
                                  .account_count = 1,
                                  .min_severity = ALINT_SEVERITY_INFO,
                                  .fail_on = ALINT_SEVERITY_NEVER,
                                  .show_suppressed = true};
  const struct alint_parameter_value values[] = {
      {.name = ALINT_STR("P"), .value = ALINT_STR("x, y")},
      {.name = ALINT_STR("Stage"), .value = ALINT_STR("prod")},
      {.name = ALINT_STR("Vendor"), .value = ALINT_STR("464622532012")},
  };
  const struct alint_parameter_set sets[] = {
      {.name = ALINT_STR("a"), .values = values, .count = 2},
      {.name = ALINT_STR("b"), .values = values + 1, .count = 2},
  };
  struct alint_parse_options parse_options = {.own_accounts = own,
                                              .own_account_count = 1,
                                              .parameter_sets = sets,
                                              .parameter_set_count = 2,
                                              .ignores = true};
  struct alint_checked *checked = NULL;
  struct alint_report *report = NULL;

  if (alint_parse(input, &parse_options) != ALINT_OK && input->error.text[0] == '\0' &&
      input->status != ALINT_ENOTOURS)
    abort();
  if (alint_check_input(&checked, input, &options) == ALINT_ENOMEM)
    goto cleanup;
  if (alint_report_begin(&report, &options) != ALINT_OK ||
      alint_report_add(report, input, checked, false) != ALINT_OK ||
      alint_report_end(report) != ALINT_OK)
    goto cleanup;
  if (input->status == ALINT_EINTERNAL)
    abort();
  if (input->status != ALINT_OK && alint_report_exit_status(report, &options) != 2)
    abort();
  write_one(report, input->source.len);

cleanup:
  alint_report_free(report);
}

struct input {
  struct alint_arena *arena;
  const uint8_t *data;
  size_t size;
};

static int run(void *context) {
  const struct input *in = context;
  struct alint_input *input = alint_arena_alloc(in->arena, sizeof *input);
  input->arena = in->arena;
  input->source =
      (struct alint_source){.path = "fuzz",
                            .bytes = alint_arena_copy(in->arena, (const char *)in->data, in->size),
                            .len = in->size};
  scan(input);
  return ALINT_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct input input = {alint_arena_new(ARENA_BYTES), data, size};
  if (input.arena)
    alint_protect(run, &input);
  alint_arena_free(input.arena);
  return 0;
}
