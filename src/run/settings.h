/* SPDX-License-Identifier: Apache-2.0
 *
 * What one run is asked for, and the table of options it is asked with: the
 * command line, --help and the C API are made from it.
 */
#ifndef ALINT_RUN_SETTINGS_H
#define ALINT_RUN_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/options.h"
#include "assumelint/report.h"
#include "assumelint/status.h"
#include "run/notice.h"

struct alint_arena;

enum alint_color { ALINT_COLOR_AUTO, ALINT_COLOR_ALWAYS, ALINT_COLOR_NEVER };

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

/* An input in memory. */
struct alint_buffer {
  const char *name;       /* that it is reported under */
  struct alint_str bytes; /* with a NUL behind */
};

struct alint_settings {
  bool fail_on_given, min_severity_given;
  struct alint_arena *arena; /* lists live here; strings are the caller's */
  struct alint_listener listener;
  enum alint_command command;
  bool command_given; /* false: `assumelint FILE` */
  bool help, version;
  struct alint_strings arguments; /* paths, rules to explain, or the command that needs help */
  struct alint_buffer *buffers;   /* inputs beside those paths */
  size_t buffer_count, buffer_cap;

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
  int color;   /* enum alint_color */

  bool list_accounts; /* who */
  int gain_gate;      /* diff: enum alint_gain_gate */
  /* simulate; NULL: not given */
  const char *role, *principal, *action, *external_id;
  struct alint_strings context; /* K=V, with a key in front of the first '=' */
  struct alint_strings absent;  /* K */
  int expect;                   /* enum alint_expectation */
};

/* Nothing asked for yet. The settings live in the arena, but for the strings that
 * they are given. */
void alint_settings_begin(struct alint_settings *out, struct alint_arena *arena);
/* Every option was given: the engine's options borrow the lists. */
void alint_settings_end(struct alint_settings *settings);

/* alint_strings_add with the error of an option. */
void alint_strings_append(struct alint_strings *list, struct alint_arena *arena, const char *item);

/* ---- The table ----------------------------------------------------------- */

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
  char letter;     /* "-h" for "--help"; NUL: none */
  bool of_command; /* about what the command prints: not for the C API */
  /* A flag is a bool of the settings. A value is looked at and put there. */
  size_t member; /* offset in struct alint_settings; 0: the setter knows */
  int (*set)(struct alint_settings *settings, const struct alint_option *option, const char *value,
             struct alint_error *err);
  bool (*check)(struct alint_str value); /* or NULL */
  const char *takes;                     /* what it takes, for who gives something else */
  const char *const *words;              /* a value of an enum, by number */
  bool again;                            /* the last of several values counts */
};

extern const struct alint_option alint_option_table[]; /* sorted by group; ends with a NULL name */

/* A command's option by its name, or by its letter; NULL: it has none such. */
const struct alint_option *alint_option_find(enum alint_command command, struct alint_str name,
                                             bool letter);
/* `value` is NULL for a flag. ALINT_OK, or ALINT_EUSAGE or ALINT_ENOMEM with one line
 * in `err`. */
int alint_option_apply(const struct alint_option *option, struct alint_settings *settings,
                       const char *value, struct alint_error *err);

#endif
