/* SPDX-License-Identifier: Apache-2.0
 *
 * The command line: a table of commands, and the reading by the table of options
 * (run/settings.h), from which --help is made too.
 *
 * Options may stand before and after paths; "--" ends them, "-" is a path.
 * `--name=value` and `--name value` are the same. Names are not abbreviated: an
 * abbreviation that works today is ambiguous with tomorrow's option.
 */
#ifndef ASSUMELINT_CLI_OPTIONS_H
#define ASSUMELINT_CLI_OPTIONS_H

#include <stdio.h>

#include "run/settings.h"
#include "util/suggest.h"

/* Reads the command line. OK, ERR_USAGE with one line in `err`, or
 * ERR_MEMORY. Stops at --help and --version. Touches no file. */
int settings_read(Settings *out, Arena *arena, int argc, char **argv, Error *err);

/* ---- The table of commands ---------------------------------------------- */

typedef struct CommandInfo {
  const char *name;
  const char *usage; /* what follows the program's name */
  const char *summary;
  /* The rest is for --help of the command; NULL: there is nothing to say. */
  const char *details;
  const char *done, *fails; /* what exit status 0 and 1 say */
  const char *examples;     /* whole lines */
} CommandInfo;

extern const CommandInfo cli_commands[]; /* by Command */
extern const size_t command_count;

/* The command of that name; false when there is none. */
bool command_find(Command *out, const char *name);
void cli_suggest_commands(Suggestions *near);

/* Each at most 80 columns wide. */
void print_overview(FILE *to);
void print_command_help(FILE *to, Command command);

#endif
