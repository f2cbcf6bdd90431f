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
static bool ask(struct alint_simulation *sim, const struct alint_loaded *inputs,
                const struct alint_settings *settings) {
  struct alint_picked picked = {.input = NULL};
  struct alint_str problem = ALINT_STR("out of memory");
  int status = alint_pick_role(&picked, &problem, sim->arena, inputs, alint_str(settings->role));
  if (status == ALINT_OK && alint_role_is_broken(picked.role)) {
    problem = ALINT_STR("its trust policy is none: `assumelint scan` says why");
    status = ALINT_EUSAGE;
  }
  sim->input = picked.input;
  sim->role = picked.role;
  sim->account = picked.account;
  sim->partition = picked.partition;
  if (status == ALINT_OK)
    alint_simulate(sim, &settings->options);
  if (status != ALINT_OK)
    alint_tell(&alint_stderr, "%s: %.*s", settings->arguments.items[0], ALINT_FMT(problem));
  return status == ALINT_OK;
}

/* The verdict that was expected, where this is another. */
static const char *unmet(int expect, enum alint_verdict verdict) {
  bool denied = verdict == ALINT_IMPLICIT_DENY || verdict == ALINT_EXPLICIT_DENY;
  if (expect == ALINT_EXPECT_ALLOW && verdict != ALINT_ALLOW)
    return "allow";
  return expect == ALINT_EXPECT_DENY && !denied ? "deny" : NULL;
}

int alint_command_simulate(const struct alint_settings *settings) {
  struct alint_simulation sim = {.arena = settings->arena};
  struct alint_loader loader;
  struct alint_loaded inputs = {.items = NULL};
  struct alint_error err = {.status = ALINT_OK};
  int status = ALINT_EXIT_FAILURE;
  if (alint_read_request(&sim.request, settings, &err) != ALINT_OK) {
    alint_tell(&alint_stderr, "%s", err.text);
    return status;
  }
  if (!alint_begin_loading(&loader, settings))
    return status;
  if (alint_load_path(&loader, &inputs, settings->arguments.items[0], sim.arena) != ALINT_OK)
    alint_tell(&alint_stderr, "out of memory");
  alint_loader_end(&loader);
  if ((!loader.failed || inputs.count > 0) && ask(&sim, &inputs, settings)) {
    struct alint_out out;
    struct alint_access_printer printer;
    alint_access_to_stdout(&printer, &out, settings);
    sim.unmet = unmet(settings->expect, sim.replay.verdict);
    printer.writer->simulation(&printer, &sim);
    if (alint_access_finish(&printer) && !loader.failed)
      status = sim.unmet ? ALINT_EXIT_FINDINGS : ALINT_EXIT_OK;
  }
  alint_unload(&inputs);
  return status;
}
