/* SPDX-License-Identifier: Apache-2.0
 *
 * The commands: their names, their help, and the functions that run them.
 */
#ifndef ASSUMELINT_CLI_COMMANDS_H
#define ASSUMELINT_CLI_COMMANDS_H

#include <stdio.h>

#include "cli/output.h"
#include "run/settings.h"
#include "util/suggest.h"

const char *command_name(Command command);
/* False if no command has that name. */
bool command_find(Command *out, const char *name);
/* The command nearest to a mistyped name: " (did you mean who?)", or "". */
void command_suggest(char out[SUGGESTION_TEXT], const char *name);

/* At most 80 columns wide. */
void command_print_overview(FILE *to);
void command_print_help(FILE *to, Command command);

enum { CLI_EXIT_OK = 0, CLI_EXIT_FINDINGS = 1, CLI_EXIT_FAILURE = 2 };

/* Each returns the exit status of the program. An error in `err` is printed by the caller
 * and makes it CLI_EXIT_FAILURE. */
int command_scan(const Settings *settings, Error *err);
int command_who(const Settings *settings, Error *err);
int command_diff(const Settings *settings, Error *err);
int command_simulate(const Settings *settings, Error *err);
int command_test(const Settings *settings, Error *err);
int command_rules(const Settings *settings, Error *err);
int command_explain(const Settings *settings, Error *err);
int command_help(const Settings *settings, Error *err);

#endif
