/* SPDX-License-Identifier: Apache-2.0
 *
 * assumelint, the command: reads the command line and runs a command.
 */
#include <signal.h>
#include <stdio.h>

#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "assumelint/status.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/terminal.h"

#ifndef ASSUMELINT_VERSION
#define ASSUMELINT_VERSION "unknown"
#endif

static int (*const commands[])(const Settings *, Error *) = {
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

static int print_help(const Settings *settings) {
  if (settings->version)
    puts("assumelint " ASSUMELINT_VERSION);
  else if (settings->command_given)
    command_print_help(stdout, settings->command);
  else
    command_print_overview(stdout);
  return cli_finish_stdout() ? CLI_EXIT_OK : CLI_EXIT_FAILURE;
}

static int run(void *context) {
  struct command_line *line = context;
  Settings settings;
  Error err = {.status = OK};
  if (settings_read(&settings, line->arena, line->argc, line->argv, &err) == OK)
    line->exit_status = settings.help || settings.version
                            ? print_help(&settings)
                            : commands[settings.command](&settings, &err);
  if (err.status != OK) {
    notice_send(&cli_stderr, "%s", err.text);
    line->exit_status = CLI_EXIT_FAILURE;
  }
  return OK;
}

int main(int argc, char **argv) {
  /* A closed pipe is a failure to write like any other. */
  signal(SIGPIPE, SIG_IGN);
  cli_hold_standard_files();
  struct command_line line = {.arena = arena_new(MAX_ARENA_BYTES),
                              .argc = argc,
                              .argv = argv,
                              .exit_status = CLI_EXIT_FAILURE};
  if (!line.arena || protect(run, &line) != OK)
    notice_send(&cli_stderr, "out of memory");
  arena_free(line.arena);
  return line.exit_status;
}
