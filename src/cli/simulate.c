/* SPDX-License-Identifier: Apache-2.0
 *
 * `assumelint simulate`: one request against one role, and the reasons of the
 * verdict.
 */
#include "cli/commands.h"
#include "run/pick_role.h"
#include "run/request.h"

/* Finds the role and replays the request. */
static int replay(Simulation *sim, const LoadedInputs *inputs, const Settings *settings,
                  Error *err) {
  const char *path = settings->arguments.items[0];
  PickedRole picked;
  Str problem;
  if (!run_pick_role(&picked, &problem, sim->arena, inputs, str_of(settings->role)))
    return error_set(err, ERR_USAGE, "%s: %.*s", path, STR_FMT(problem));
  if (run_role_is_broken(picked.role))
    return error_set(err, ERR_USAGE,
                     "%s: its trust policy is not a policy: `assumelint scan` says why", path);
  sim->input = picked.input;
  sim->role = picked.role;
  sim->account = picked.account;
  sim->partition = picked.partition;
  simulate_run(sim, &settings->options);
  return OK;
}

/* The expected verdict, if `verdict` is another; or NULL. */
static const char *unmet(int expect, Verdict verdict) {
  bool denied = verdict == VERDICT_IMPLICIT_DENY || verdict == VERDICT_EXPLICIT_DENY;
  if (expect == EXPECT_ALLOW && verdict != VERDICT_ALLOW)
    return "allow";
  return expect == EXPECT_DENY && !denied ? "deny" : NULL;
}

int command_simulate(const Settings *settings, Error *err) {
  Simulation sim = {.arena = settings->arena};
  Loader loader;
  int status = CLI_EXIT_FAILURE;
  if (run_read_request(&sim.request, settings, err) != OK ||
      loader_begin(&loader, settings, err) != OK)
    return status;
  LoadedInputs inputs = loader_open_path(&loader, settings->arguments.items[0], sim.arena);
  loader_end(&loader);
  bool opened = !loader.failed || inputs.count > 0;
  if (opened && replay(&sim, &inputs, settings, err) == OK) {
    Out out;
    AccessPrinter printer;
    cli_access_to_stdout(&printer, &out, settings);
    sim.unmet = unmet(settings->expect, sim.replay.verdict);
    printer.writer->simulation(&printer, &sim);
    if (cli_access_finish(&printer) && !loader.failed)
      status = sim.unmet ? CLI_EXIT_FINDINGS : CLI_EXIT_OK;
  }
  loader_close_all(&inputs);
  return status;
}
