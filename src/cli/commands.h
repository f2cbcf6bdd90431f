/* SPDX-License-Identifier: Apache-2.0
 *
 * The commands. Each returns the exit status of the program.
 */
#ifndef ALINT_CLI_COMMANDS_H
#define ALINT_CLI_COMMANDS_H

#include "cli/complain.h"
#include "cli/options.h"
#include "cli/terminal.h"

enum { ALINT_EXIT_OK = 0, ALINT_EXIT_FINDINGS = 1, ALINT_EXIT_FAILURE = 2 };

int alint_command_scan(const struct alint_settings *settings);
int alint_command_who(const struct alint_settings *settings);
int alint_command_diff(const struct alint_settings *settings);
int alint_command_simulate(const struct alint_settings *settings);
int alint_command_test(const struct alint_settings *settings);
int alint_command_rules(const struct alint_settings *settings);
int alint_command_explain(const struct alint_settings *settings);
int alint_command_help(const struct alint_settings *settings);

#endif
