/* SPDX-License-Identifier: Apache-2.0
 *
 * The command line, read by the table of options (run/settings.h).
 *
 * Options may stand before and after paths; "--" ends them, "-" is a path.
 * `--name=value` and `--name value` are the same. Names cannot be abbreviated: a
 * new option would make an abbreviation ambiguous.
 */
#ifndef ASSUMELINT_CLI_OPTIONS_H
#define ASSUMELINT_CLI_OPTIONS_H

#include "run/settings.h"

/* Reads the command line, up to --help or --version. OK, or ERR_USAGE with one line in
 * `err`. Opens no file. */
int settings_read(Settings *out, Arena *arena, int argc, char **argv, Error *err);

#endif
