/* SPDX-License-Identifier: Apache-2.0
 *
 * `assumelint scan`: a scan by the public API, and its reports.
 */
#include <string.h>
#include <unistd.h>

#include "assumelint/arena.h"
#include "cli/commands.h"
#include "cli/terminal.h"
#include "run/scan.h"

/* `assumelint WORD`: a mistyped command, or one after an option, is not a missing file. */
static int check_first_word(const Settings *settings, Error *err) {
  const char *word = settings->arguments.items[0];
  Command meant;
  char suggestion[SUGGESTION_TEXT];
  if (settings->command_given || strpbrk(word, "/.") || access(word, F_OK) == 0 ||
      strcmp(word, "-") == 0)
    return OK;
  if (command_find(&meant, word))
    return error_set(err, ERR_USAGE, "the command comes first: assumelint %s [OPTIONS]...", word);
  command_suggest(suggestion, word);
  return error_set(err, ERR_USAGE, "\"%.200s\" is neither a command nor a file%s", word,
                   suggestion);
}

/* Clears the line of progress first. */
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
  for (size_t i = 0; i < settings->outputs.count; i++) {
    const ReportOutput *output = &settings->outputs.items[i];
    written = cli_report_to_file(output->file, output->writer->name, result) && written;
  }
  bool color = cli_want_color((Color)settings->color, STDOUT_FILENO);
  return cli_report_to_stdout(settings->format->name, result, color) && written;
}

int command_scan(const Settings *settings, Error *err) {
  if (check_first_word(settings, err) != OK)
    return CLI_EXIT_FAILURE;
  struct alint_scan *scan = run_scan_with(settings);
  if (!scan)
    out_of_memory();
  Progress progress;
  progress_begin(&progress, !settings->quiet);
  alint_scan_on_notice(scan, tell, &progress);
  alint_scan_on_progress(scan, show, &progress);
  struct alint_result *result = alint_scan_run(scan);
  progress_clear(&progress);
  int status = CLI_EXIT_FAILURE;
  if (!result)
    *err = scan->error;
  else if (write_reports(result, settings))
    status = alint_result_status(result);
  alint_result_free(result);
  alint_scan_free(scan);
  return status;
}
