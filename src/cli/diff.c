/* SPDX-License-Identifier: Apache-2.0
 *
 * `assumelint diff`: who gains and who loses access by a plan, or between two files.
 */
#include "assumelint/buf.h"
#include "cli/commands.h"
#include "run/load.h"

/* An unknown gain passes no gate. */
static bool fails(const Diff *diff, int gate) {
  static const Reach least[] = {
      [GAIN_ANY] = REACH_INTERNAL, [GAIN_EXTERNAL] = REACH_EXTERNAL, [GAIN_PUBLIC] = REACH_PUBLIC};
  return gate != GAIN_NEVER && engine_diff_reaches(diff, least[gate]);
}

/* The input must hold both worlds. */
static bool has_before(const LoadedInputs *inputs, const char *path) {
  for (size_t i = 0; i < inputs->count; i++) {
    if (inputs->inputs[i]->has_before)
      continue;
    notice_send(&cli_stderr, "%s: it does not say what was before the change: name OLD and NEW",
                inputs->inputs[i]->source.path);
    return false;
  }
  if (inputs->count == 0)
    notice_send(&cli_stderr, "%s: there is nothing to compare", path);
  return inputs->count > 0;
}

int command_diff(const Settings *settings, Error *err) {
  const Strings *paths = &settings->arguments;
  bool one = paths->count == 1;
  int status = CLI_EXIT_FAILURE;
  Loader loader;
  if (loader_begin(&loader, settings, err) != OK)
    return status;
  LoadedInputs old = loader_open_path(&loader, paths->items[0], settings->arena);
  LoadedInputs new = one ? old : loader_open_path(&loader, paths->items[1], settings->arena);
  loader_end(&loader);
  bool opened = !loader.failed || (old.count > 0 && new.count > 0);
  if (opened && (!one || has_before(&old, paths->items[0]))) {
    Diff diff;
    ComparedInputs before = {.inputs = old.inputs, .count = old.count, .before = one};
    ComparedInputs after = {.inputs = new.inputs, .count = new.count};
    if (engine_find_diff(&diff, settings->arena, &before, &after, &settings->options) != OK) {
      notice_send(&cli_stderr, "%s: comparing it goes beyond a limit",
                  paths->items[paths->count - 1]);
      loader.failed = true;
    }
    Out out;
    AccessPrinter printer;
    cli_access_to_stdout(&printer, &out, settings);
    printer.writer->diff(&printer, &diff);
    if (cli_access_finish(&printer) && !loader.failed)
      status = fails(&diff, settings->gain_gate) ? CLI_EXIT_FINDINGS : CLI_EXIT_OK;
  }
  loader_close_all(&old);
  if (!one)
    loader_close_all(&new);
  return status;
}
