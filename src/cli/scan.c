/* SPDX-License-Identifier: Apache-2.0
 *
 * `assumelint scan`: a scan by the public API, and its reports.
 */
#include <string.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/output.h"
#include "run/scan.h"

/* `assumelint WORD`: a mistyped command is not taken for a missing file. */
static bool is_mistyped_command(const struct alint_settings *settings) {
  const char *word = settings->arguments.items[0];
  enum alint_command meant;
  if (settings->command_given || strpbrk(word, "/.") || access(word, F_OK) == 0 ||
      strcmp(word, "-") == 0)
    return false;
  if (alint_command_find(&meant, word)) {
    alint_tell(&alint_stderr, "the command comes first: assumelint %s [OPTIONS]...", word);
    return true;
  }
  struct alint_suggestions near = alint_suggestions(word, 1);
  alint_suggest_commands(&near);
  char suggestion[ALINT_SUGGESTION_TEXT];
  alint_suggestion_text(suggestion, &near, "");
  alint_tell(&alint_stderr, "\"%s\" is neither a command nor a file%s", word, suggestion);
  return true;
}

/* The line that shows progress makes room for another one. */
static void tell(void *context, const char *line) {
  alint_progress_clear(context);
  alint_tell(&alint_stderr, "%s", line);
}

static void show(void *context, size_t done, size_t total) {
  if (total > 1)
    alint_progress_show(context, done, total);
}

static bool write_reports(const struct alint_result *result,
                          const struct alint_settings *settings) {
  bool written = true;
  for (size_t i = 0; i < settings->output_count; i++) {
    const struct alint_output *output = &settings->outputs[i];
    if (!alint_report_to_file(output->file, output->writer->name, result))
      written = false;
  }
  bool color = alint_want_color((enum alint_color)settings->color, STDOUT_FILENO);
  return alint_report_to_stdout(settings->format->name, result, color) && written;
}

int alint_command_scan(const struct alint_settings *settings) {
  if (is_mistyped_command(settings))
    return ALINT_EXIT_FAILURE;
  struct alint_scan *scan = alint_scan_with(settings);
  if (!scan) {
    alint_tell(&alint_stderr, "out of memory");
    return ALINT_EXIT_FAILURE;
  }
  struct alint_progress progress;
  alint_progress_begin(&progress, !settings->quiet);
  alint_scan_on_notice(scan, tell, &progress);
  alint_scan_on_progress(scan, show, &progress);
  struct alint_result *result = alint_scan_run(scan);
  alint_progress_clear(&progress);
  int status = ALINT_EXIT_FAILURE;
  if (!result)
    alint_tell(&alint_stderr, "%s", alint_scan_error(scan));
  else if (write_reports(result, settings))
    status = alint_result_status(result);
  alint_result_free(result);
  alint_scan_free(scan);
  return status;
}
