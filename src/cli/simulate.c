/* SPDX-License-Identifier: Apache-2.0
 *
 * `assumelint simulate`: one request against one role, and why the verdict is
 * what it is.
 */
#include "cli/commands.h"
#include "cli/output.h"
#include "run/pick_role.h"
#include "run/request.h"

/* The role, and the request against it; false when that was told to be impossible. */
static bool ask(Simulation *sim, const LoadedInputs *inputs, const Settings *settings) {
  PickedRole picked = {.input = NULL};
  Str problem = STR("out of memory");
  int status = run_pick_role(&picked, &problem, sim->arena, inputs, str_of(settings->role));
  if (status == OK && run_role_is_broken(picked.role)) {
    problem = STR("its trust policy is none: `assumelint scan` says why");
    status = ERR_USAGE;
  }
  sim->input = picked.input;
  sim->role = picked.role;
  sim->account = picked.account;
  sim->partition = picked.partition;
  if (status == OK)
    simulate_run(sim, &settings->options);
  if (status != OK)
    notice_send(&cli_stderr, "%s: %.*s", settings->arguments.items[0], STR_FMT(problem));
  return status == OK;
}

/* The verdict that was expected, where this is another. */
static const char *unmet(int expect, Verdict verdict) {
  bool denied = verdict == VERDICT_IMPLICIT_DENY || verdict == VERDICT_EXPLICIT_DENY;
  if (expect == EXPECT_ALLOW && verdict != VERDICT_ALLOW)
    return "allow";
  return expect == EXPECT_DENY && !denied ? "deny" : NULL;
}

int command_simulate(const Settings *settings) {
  Simulation sim = {.arena = settings->arena};
  Loader loader;
  LoadedInputs inputs = {.items = NULL};
  Error err = {.status = OK};
  int status = CLI_EXIT_FAILURE;
  if (run_read_request(&sim.request, settings, &err) != OK) {
    notice_send(&cli_stderr, "%s", err.text);
    return status;
  }
  if (!cli_begin_loading(&loader, settings))
    return status;
  if (run_load_path(&loader, &inputs, settings->arguments.items[0], sim.arena) != OK)
    notice_send(&cli_stderr, "out of memory");
  loader_end(&loader);
  if ((!loader.failed || inputs.count > 0) && ask(&sim, &inputs, settings)) {
    Out out;
    AccessPrinter printer;
    cli_access_to_stdout(&printer, &out, settings);
    sim.unmet = unmet(settings->expect, sim.replay.verdict);
    printer.writer->simulation(&printer, &sim);
    if (cli_access_finish(&printer) && !loader.failed)
      status = sim.unmet ? CLI_EXIT_FINDINGS : CLI_EXIT_OK;
  }
  run_unload(&inputs);
  return status;
}
