/* SPDX-License-Identifier: Apache-2.0
 *
 * `assumelint diff`: who gains and who loses access, of a plan or between two
 * files.
 */
#include "cli/commands.h"
#include "cli/output.h"
#include "run/inputs.h"

/* What is not known passes no gate. */
static bool fails(const Diff *diff, int gate) {
  static const Reach least[] = {
      [GAIN_ANY] = REACH_INTERNAL, [GAIN_EXTERNAL] = REACH_EXTERNAL, [GAIN_PUBLIC] = REACH_PUBLIC};
  return gate != GAIN_NEVER && engine_diff_reaches(diff, least[gate]);
}

/* One path: it must hold both worlds. */
static bool has_before(const LoadedInputs *inputs, const char *path) {
  for (size_t i = 0; i < inputs->count; i++) {
    if (inputs->inputs[i]->has_before)
      continue;
    notice_send(&cli_stderr, "%s: it does not tell what was before: name OLD and NEW",
                inputs->inputs[i]->source.path);
    return false;
  }
  if (inputs->count == 0)
    notice_send(&cli_stderr, "%s: there is nothing to compare", path);
  return inputs->count > 0;
}

/* `*comparable` stays false where there is nothing to tell: why was said. */
static int load_and_compare(Diff *diff, Loader *loader, LoadedInputs *old, LoadedInputs *new,
                            bool *comparable) {
  const Settings *settings = loader->settings;
  const Strings *paths = &settings->arguments;
  bool one = paths->count == 1;
  int status = run_load_path(loader, old, paths->items[0], settings->arena);
  if (status == OK && !one)
    status = run_load_path(loader, new, paths->items[1], settings->arena);
  loader_end(loader);
  if (status != OK)
    return status;
  *comparable = !loader->failed || (old->count > 0 && (one || new->count > 0));
  if (one)
    *comparable = *comparable && has_before(old, paths->items[0]);
  if (!*comparable)
    return OK;
  const LoadedInputs *now = one ? old : new;
  ComparedInputs before = {.inputs = old->inputs, .count = old->count, .before = one};
  ComparedInputs after = {.inputs = now->inputs, .count = now->count};
  return engine_find_diff(diff, settings->arena, &before, &after, &settings->options);
}

int command_diff(const Settings *settings) {
  Loader loader;
  LoadedInputs old = {.items = NULL}, new = {.items = NULL};
  Diff diff = {.items = NULL};
  bool comparable = false;
  int status = CLI_EXIT_FAILURE;
  if (!cli_begin_loading(&loader, settings))
    return status;
  if (load_and_compare(&diff, &loader, &old, &new, &comparable) != OK) {
    notice_send(&cli_stderr, "out of memory");
  } else if (comparable) {
    Out out;
    AccessPrinter printer;
    cli_access_to_stdout(&printer, &out, settings);
    printer.writer->diff(&printer, &diff);
    if (cli_access_finish(&printer) && !loader.failed)
      status = fails(&diff, settings->gain_gate) ? CLI_EXIT_FINDINGS : CLI_EXIT_OK;
  }
  run_unload(&old);
  run_unload(&new);
  return status;
}
