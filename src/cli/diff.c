/* SPDX-License-Identifier: Apache-2.0
 *
 * `assumelint diff`: who gains and who loses access, of a plan or between two
 * files.
 */
#include "cli/commands.h"
#include "cli/output.h"
#include "run/inputs.h"

/* What is not known passes no gate. */
static bool fails(const struct alint_diff *diff, int gate) {
  static const enum alint_reach least[] = {[ALINT_GAIN_ANY] = ALINT_REACH_INTERNAL,
                                           [ALINT_GAIN_EXTERNAL] = ALINT_REACH_EXTERNAL,
                                           [ALINT_GAIN_PUBLIC] = ALINT_REACH_PUBLIC};
  return gate != ALINT_GAIN_NEVER && alint_diff_reaches(diff, least[gate]);
}

/* One path: it must hold both worlds. */
static bool has_before(const struct alint_loaded *inputs, const char *path) {
  for (size_t i = 0; i < inputs->count; i++) {
    if (inputs->inputs[i]->has_before)
      continue;
    alint_tell(&alint_stderr, "%s: it does not tell what was before: name OLD and NEW",
               inputs->inputs[i]->source.path);
    return false;
  }
  if (inputs->count == 0)
    alint_tell(&alint_stderr, "%s: there is nothing to compare", path);
  return inputs->count > 0;
}

/* `*comparable` stays false where there is nothing to tell: why was said. */
static int load_and_compare(struct alint_diff *diff, struct alint_loader *loader,
                            struct alint_loaded *old, struct alint_loaded *new, bool *comparable) {
  const struct alint_settings *settings = loader->settings;
  const struct alint_strings *paths = &settings->arguments;
  bool one = paths->count == 1;
  int status = alint_load_path(loader, old, paths->items[0], settings->arena);
  if (status == ALINT_OK && !one)
    status = alint_load_path(loader, new, paths->items[1], settings->arena);
  alint_loader_end(loader);
  if (status != ALINT_OK)
    return status;
  *comparable = !loader->failed || (old->count > 0 && (one || new->count > 0));
  if (one)
    *comparable = *comparable && has_before(old, paths->items[0]);
  if (!*comparable)
    return ALINT_OK;
  const struct alint_loaded *now = one ? old : new;
  struct alint_side before = {.inputs = old->inputs, .count = old->count, .before = one};
  struct alint_side after = {.inputs = now->inputs, .count = now->count};
  return alint_find_diff(diff, settings->arena, &before, &after, &settings->options);
}

int alint_command_diff(const struct alint_settings *settings) {
  struct alint_loader loader;
  struct alint_loaded old = {.items = NULL}, new = {.items = NULL};
  struct alint_diff diff = {.items = NULL};
  bool comparable = false;
  int status = ALINT_EXIT_FAILURE;
  if (!alint_begin_loading(&loader, settings))
    return status;
  if (load_and_compare(&diff, &loader, &old, &new, &comparable) != ALINT_OK) {
    alint_tell(&alint_stderr, "out of memory");
  } else if (comparable) {
    struct alint_out out;
    struct alint_access_printer printer;
    alint_access_to_stdout(&printer, &out, settings);
    printer.writer->diff(&printer, &diff);
    if (alint_access_finish(&printer) && !loader.failed)
      status = fails(&diff, settings->gain_gate) ? ALINT_EXIT_FINDINGS : ALINT_EXIT_OK;
  }
  alint_unload(&old);
  alint_unload(&new);
  return status;
}
