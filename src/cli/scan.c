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
static bool is_mistyped_command(const Settings *settings) {
  const char *word = settings->arguments.items[0];
  Command meant;
  if (settings->command_given || strpbrk(word, "/.") || access(word, F_OK) == 0 ||
      strcmp(word, "-") == 0)
    return false;
  if (command_find(&meant, word)) {
    notice_send(&cli_stderr, "the command comes first: assumelint %s [OPTIONS]...", word);
    return true;
  }
  Suggestions near = suggest_begin(word, 1);
  cli_suggest_commands(&near);
  char suggestion[SUGGESTION_TEXT];
  suggest_text(suggestion, &near, "");
  notice_send(&cli_stderr, "\"%s\" is neither a command nor a file%s", word, suggestion);
  return true;
}

/* The line that shows progress makes room for another one. */
static void tell(void *context, const char *line) {
  progress_clear(context);
  notice_send(&cli_stderr, "%s", line);
}

static void show(void *context, size_t done, size_t total) {
  if (total > 1)
    progress_show(context, done, total);
}

static bool write_reports(const struct alint_result *result, const Settings *settings) {
  bool written = true;
  for (size_t i = 0; i < settings->output_count; i++) {
    const ReportOutput *output = &settings->outputs[i];
    if (!cli_report_to_file(output->file, output->writer->name, result))
      written = false;
  }
  bool color = cli_want_color((Color)settings->color, STDOUT_FILENO);
  return cli_report_to_stdout(settings->format->name, result, color) && written;
}

int command_scan(const Settings *settings) {
  if (is_mistyped_command(settings))
    return CLI_EXIT_FAILURE;
  struct alint_scan *scan = run_scan_with(settings);
  if (!scan) {
    notice_send(&cli_stderr, "out of memory");
    return CLI_EXIT_FAILURE;
  }
  Progress progress;
  progress_begin(&progress, !settings->quiet);
  alint_scan_on_notice(scan, tell, &progress);
  alint_scan_on_progress(scan, show, &progress);
  struct alint_result *result = alint_scan_run(scan);
  progress_clear(&progress);
  int status = CLI_EXIT_FAILURE;
  if (!result)
    notice_send(&cli_stderr, "%s", alint_scan_error(scan));
  else if (write_reports(result, settings))
    status = alint_result_status(result);
  alint_result_free(result);
  alint_scan_free(scan);
  return status;
}
