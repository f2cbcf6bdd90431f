/* SPDX-License-Identifier: Apache-2.0
 *
 * `assumelint test`: runs the requests of case files and compares verdicts.
 */
#include "cli/commands.h"
#include "run/cases.h"

static void report(void *context, Arena *arena, const CaseResult *result) {
  AccessPrinter *printer = context;
  printer->arena = arena;
  printer->writer->tested(printer, result);
}

int command_test(const Settings *settings, Error *err) {
  Out out;
  AccessPrinter printer;
  CaseRun run = {.settings = settings, .report = report, .context = &printer};
  cli_access_to_stdout(&printer, &out, settings);
  if (loader_begin(&run.loader, settings, err) != OK)
    return CLI_EXIT_FAILURE;
  printer.writer->begin(&printer, "cases");
  run_cases(&run);
  printer.writer->tests_end(&printer, run.passed, run.failed);
  printer.writer->end(&printer);
  if (!run.broken && run.passed + run.failed == 0)
    error_set(err, ERR_USAGE, "there is no case to run");
  if (!cli_access_finish(&printer) || run.broken)
    return CLI_EXIT_FAILURE;
  return run.failed > 0 ? CLI_EXIT_FINDINGS : CLI_EXIT_OK;
}
