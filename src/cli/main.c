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

#ifndef ASSUMELINT_VERSION
#define ASSUMELINT_VERSION "unknown"
#endif

static int (*const commands[])(const Settings *) = {
    [COMMAND_SCAN] = command_scan,       [COMMAND_WHO] = command_who,
    [COMMAND_DIFF] = command_diff,       [COMMAND_SIMULATE] = command_simulate,
    [COMMAND_TEST] = command_test,       [COMMAND_RULES] = command_rules,
    [COMMAND_EXPLAIN] = command_explain, [COMMAND_HELP] = command_help,
};

struct command_line {
  Arena *arena;
  int argc;
  char **argv;
  int exit_status;
};

static int run(const struct command_line *line) {
  Settings settings;
  Error err = {.status = OK};
  if (settings_read(&settings, line->arena, line->argc, line->argv, &err) != OK) {
    notice_send(&cli_stderr, "%s", err.text);
    return CLI_EXIT_FAILURE;
  }
  if (!settings.help && !settings.version)
    return commands[settings.command](&settings);
  if (settings.version)
    puts("assumelint " ASSUMELINT_VERSION);
  else if (settings.command_given)
    print_command_help(stdout, settings.command);
  else
    print_overview(stdout);
  return cli_finish_stdout() ? CLI_EXIT_OK : CLI_EXIT_FAILURE;
}

static int run_protected(void *context) {
  struct command_line *line = context;
  line->exit_status = run(line);
  return OK;
}

int main(int argc, char **argv) {
  /* A reader that goes away is a failure to write like any other. */
  signal(SIGPIPE, SIG_IGN);
  cli_hold_standard_files();
  struct command_line line = {.arena = arena_new(MAX_ARENA_BYTES),
                              .argc = argc,
                              .argv = argv,
                              .exit_status = CLI_EXIT_FAILURE};
  if (!line.arena || protect(run_protected, &line) != OK)
    notice_send(&cli_stderr, "out of memory");
  arena_free(line.arena);
  return line.exit_status;
}
