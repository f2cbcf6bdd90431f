/* SPDX-License-Identifier: Apache-2.0
 *
 * The command line: a table of commands, and the reading by the table of options
 * (run/settings.h), from which --help is made too.
 *
 * Options may stand before and after paths; "--" ends them, "-" is a path.
 * `--name=value` and `--name value` are the same. Names are not abbreviated: an
 * abbreviation that works today is ambiguous with tomorrow's option.
 */
#ifndef ALINT_CLI_OPTIONS_H
#define ALINT_CLI_OPTIONS_H

#include <stdio.h>

#include "run/settings.h"
#include "util/suggest.h"

/* Reads the command line. ALINT_OK, ALINT_EUSAGE with one line in `err`, or
 * ALINT_ENOMEM. Stops at --help and --version. Touches no file. */
int alint_settings_read(struct alint_settings *out, struct alint_arena *arena, int argc,
                        char **argv, struct alint_error *err);

/* ---- The table of commands ---------------------------------------------- */

struct alint_command_info {
  const char *name;
  const char *usage; /* what follows the program's name */
  const char *summary;
  /* The rest is for --help of the command; NULL: there is nothing to say. */
  const char *details;
  const char *done, *fails; /* what exit status 0 and 1 say */
  const char *examples;     /* whole lines */
};

extern const struct alint_command_info alint_commands[]; /* by enum alint_command */
extern const size_t alint_command_count;

/* The command of that name; false when there is none. */
bool alint_command_find(enum alint_command *out, const char *name);
void alint_suggest_commands(struct alint_suggestions *near);

/* Each at most 80 columns wide. */
void alint_print_overview(FILE *to);
void alint_print_command_help(FILE *to, enum alint_command command);

#endif
