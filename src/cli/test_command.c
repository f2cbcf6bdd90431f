/* SPDX-License-Identifier: Apache-2.0
 *
 * `assumelint test`: runs the requests of case files and compares verdicts.
 */
#include "cli/commands.h"
#include "cli/output.h"
#include "run/cases.h"

static void tell(void *context, struct alint_arena *arena, const struct alint_case_result *result) {
  struct alint_access_printer *printer = context;
  printer->arena = arena;
  printer->writer->tested(printer, result);
}

int alint_command_test(const struct alint_settings *settings) {
  struct alint_out out;
  struct alint_access_printer printer;
  struct alint_case_run run = {.settings = settings, .told = tell, .context = &printer};
  alint_access_to_stdout(&printer, &out, settings);
  if (!alint_begin_loading(&run.loader, settings))
    return ALINT_EXIT_FAILURE;
  printer.writer->begin(&printer, "cases");
  alint_run_cases(&run);
  printer.writer->tests_end(&printer, run.passed, run.failed);
  printer.writer->end(&printer);
  if (!run.broken && run.passed + run.failed == 0) {
    alint_tell(&alint_stderr, "there is no case to run");
    run.broken = true;
  }
  if (!alint_access_finish(&printer) || run.broken)
    return ALINT_EXIT_FAILURE;
  return run.failed > 0 ? ALINT_EXIT_FINDINGS : ALINT_EXIT_OK;
}
