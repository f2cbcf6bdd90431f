/* SPDX-License-Identifier: Apache-2.0
 *
 * The commands. Each returns the exit status of the program.
 */
#ifndef ASSUMELINT_CLI_COMMANDS_H
#define ASSUMELINT_CLI_COMMANDS_H

#include "cli/complain.h"
#include "cli/options.h"
#include "cli/terminal.h"

enum { CLI_EXIT_OK = 0, CLI_EXIT_FINDINGS = 1, CLI_EXIT_FAILURE = 2 };

int command_scan(const Settings *settings);
int command_who(const Settings *settings);
int command_diff(const Settings *settings);
int command_simulate(const Settings *settings);
int command_test(const Settings *settings);
int command_rules(const Settings *settings);
int command_explain(const Settings *settings);
int command_help(const Settings *settings);

#endif
