/* SPDX-License-Identifier: Apache-2.0
 *
 * The command line: one table of commands and one of options, from which both
 * reading and --help are made.
 *
 * Options may stand before and after paths; "--" ends them, "-" is a path.
 * `--name=value` and `--name value` are the same. Names are not abbreviated: an
 * abbreviation that works today is ambiguous with tomorrow's option.
 */
#ifndef ALINT_CLI_OPTIONS_H
#define ALINT_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "assumelint/options.h"
#include "assumelint/report.h"
#include "assumelint/status.h"
#include "cli/terminal.h"
#include "util/suggest.h"

struct alint_arena;

enum alint_command {
  ALINT_COMMAND_SCAN,
  ALINT_COMMAND_WHO,
  ALINT_COMMAND_DIFF,
  ALINT_COMMAND_SIMULATE,
  ALINT_COMMAND_TEST,
  ALINT_COMMAND_RULES,
  ALINT_COMMAND_EXPLAIN,
  ALINT_COMMAND_HELP,
};

/* diff --fail-on-gain: whose gain makes the exit status 1. */
enum alint_gain_gate { ALINT_GAIN_NEVER, ALINT_GAIN_ANY, ALINT_GAIN_EXTERNAL, ALINT_GAIN_PUBLIC };

/* simulate --expect. */
enum alint_expectation { ALINT_EXPECT_NOTHING, ALINT_EXPECT_ALLOW, ALINT_EXPECT_DENY };

/* A further report: --output FORMAT=FILE. */
struct alint_output {
  const struct alint_writer *writer;
  const char *file;
};

struct alint_strings {
  const char **items;
  size_t count, cap;
};

struct alint_settings {
  bool fail_on_given, min_severity_given;
  struct alint_arena *arena; /* lists live here; strings are those of argv */
  enum alint_command command;
  bool command_given; /* false: `assumelint FILE` */
  bool help, version;
  struct alint_strings arguments; /* paths, rules to explain, or the command that needs help */

  struct alint_options options; /* its lists are set when the whole line was read */
  struct alint_strings accounts, orgs, select, ignore;
  struct alint_trusted_account *trusted;
  size_t trusted_cap;

  const struct alint_writer *format; /* scan: of standard output */
  bool json;                         /* every other command with --format */
  struct alint_output *outputs;
  size_t output_count, output_cap;
  const char *stdin_filename;  /* NULL: not given */
  const char *source_root;     /* likewise */
  struct alint_strings params; /* K=V, with a name in front of the first '=' */
  struct alint_strings parameter_files;
  const char *before; /* scan: the template as it was; NULL: not given */
  bool lenient, quiet, no_config, no_inline;
  size_t jobs; /* 0: as many as there are processors */
  enum alint_color color;

  bool list_accounts;             /* who */
  enum alint_gain_gate gain_gate; /* diff */
  /* simulate; NULL: not given */
  const char *role, *principal, *action, *external_id;
  struct alint_strings context; /* K=V, with a key in front of the first '=' */
  struct alint_strings absent;  /* K */
  enum alint_expectation expect;
};

/* Reads the command line. ALINT_OK, ALINT_EUSAGE with one line in `err`, or
 * ALINT_ENOMEM. Stops at --help and --version. Touches no file. */
int alint_settings_read(struct alint_settings *out, struct alint_arena *arena, int argc,
                        char **argv, struct alint_error *err);

/* ---- The tables -------------------------------------------------------- */

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

enum alint_option_group {
  ALINT_GROUP_INPUT,
  ALINT_GROUP_JUDGE,
  ALINT_GROUP_OUTPUT,
  ALINT_GROUP_OVERVIEW, /* told by `assumelint --help` only */
};

struct alint_option {
  const char *name;
  const char *value; /* how help calls the value; NULL: a flag */
  unsigned commands; /* bit mask: 1u << ALINT_COMMAND_... */
  enum alint_option_group group;
  const char *help;
  size_t flag; /* flags: offset of the bool in struct alint_settings */
  char letter; /* "-h" for "--help"; NUL: none */
  int (*set)(struct alint_settings *settings, const char *value, struct alint_error *err);
};

extern const struct alint_option alint_cli_options[]; /* sorted by group; ends with a NULL name */

/* The command of that name; false when there is none. */
bool alint_command_find(enum alint_command *out, const char *name);
void alint_suggest_commands(struct alint_suggestions *near);

/* Each at most 80 columns wide. */
void alint_print_overview(FILE *to);
void alint_print_command_help(FILE *to, enum alint_command command);

#endif
