/* SPDX-License-Identifier: Apache-2.0
 *
 * assumelint, the command: reads the command line and hands over.
 */
#include <signal.h>
#include <stdio.h>

#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "assumelint/status.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/terminal.h"

#ifndef ALINT_VERSION
#define ALINT_VERSION "unknown"
#endif

static int (*const commands[])(const struct alint_settings *) = {
    [ALINT_COMMAND_SCAN] = alint_command_scan,
    [ALINT_COMMAND_WHO] = alint_command_who,
    [ALINT_COMMAND_DIFF] = alint_command_diff,
    [ALINT_COMMAND_SIMULATE] = alint_command_simulate,
    [ALINT_COMMAND_TEST] = alint_command_test,
    [ALINT_COMMAND_RULES] = alint_command_rules,
    [ALINT_COMMAND_EXPLAIN] = alint_command_explain,
    [ALINT_COMMAND_HELP] = alint_command_help,
};

struct command_line {
  struct alint_arena *arena;
  int argc;
  char **argv;
  int exit_status;
};

static int run(const struct command_line *line) {
  struct alint_settings settings;
  struct alint_error err = {.status = ALINT_OK};
  if (alint_settings_read(&settings, line->arena, line->argc, line->argv, &err) != ALINT_OK) {
    alint_tell(&alint_stderr, "%s", err.text);
    return ALINT_EXIT_FAILURE;
  }
  if (!settings.help && !settings.version)
    return commands[settings.command](&settings);
  if (settings.version)
    puts("assumelint " ALINT_VERSION);
  else if (settings.command_given)
    alint_print_command_help(stdout, settings.command);
  else
    alint_print_overview(stdout);
  return alint_finish_stdout() ? ALINT_EXIT_OK : ALINT_EXIT_FAILURE;
}

static int run_protected(void *context) {
  struct command_line *line = context;
  line->exit_status = run(line);
  return ALINT_OK;
}

int main(int argc, char **argv) {
  /* A reader that goes away is a failure to write like any other. */
  signal(SIGPIPE, SIG_IGN);
  alint_hold_standard_files();
  struct command_line line = {.arena = alint_arena_new(ALINT_MAX_ARENA_BYTES),
                              .argc = argc,
                              .argv = argv,
                              .exit_status = ALINT_EXIT_FAILURE};
  if (!line.arena || alint_protect(run_protected, &line) != ALINT_OK)
    alint_tell(&alint_stderr, "out of memory");
  alint_arena_free(line.arena);
  return line.exit_status;
}
