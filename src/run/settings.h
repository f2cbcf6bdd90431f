/* SPDX-License-Identifier: Apache-2.0
 *
 * The settings of one run, and the table of options that set them: the command
 * line, --help and the API use it.
 */
#ifndef ASSUMELINT_RUN_SETTINGS_H
#define ASSUMELINT_RUN_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/buf.h"
#include "assumelint/options.h"
#include "assumelint/report.h"
#include "assumelint/status.h"
#include "run/notice.h"

typedef struct Arena Arena;

typedef enum { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER } Color;

typedef enum {
  COMMAND_SCAN,
  COMMAND_WHO,
  COMMAND_DIFF,
  COMMAND_SIMULATE,
  COMMAND_TEST,
  COMMAND_RULES,
  COMMAND_EXPLAIN,
  COMMAND_HELP,
  COMMAND_COUNT
} Command;

/* diff --fail-on-gain: the callers whose gain makes the exit status 1. */
typedef enum { GAIN_NEVER, GAIN_ANY, GAIN_EXTERNAL, GAIN_PUBLIC } GainGate;

/* simulate --expect. */
typedef enum { EXPECT_NOTHING, EXPECT_ALLOW, EXPECT_DENY } Expectation;

/* A further report: --output FORMAT=FILE. */
typedef struct ReportOutput {
  const Writer *writer;
  const char *file;
} ReportOutput;

/* An input in memory. */
typedef struct Buffer {
  const char *name; /* its path in reports */
  Str bytes;        /* with a NUL at the end */
} Buffer;

typedef struct Settings {
  Arena *arena; /* of the lists; strings are borrowed */
  Listener listener;
  Command command;
  bool command_given; /* false: `assumelint FILE` */
  bool help, version;
  Strings arguments; /* paths, rules to explain, or the command that needs help */
  struct {
    Buffer *items;
    size_t count, cap;
  } buffers; /* further inputs */

  Options options; /* settings_end sets its lists */
  bool fail_on_given, min_severity_given;
  Strings accounts, orgs, select, ignore;
  struct {
    TrustedAccount *items;
    size_t count, cap;
  } trusted;

  const Writer *format; /* scan: of standard output */
  bool json;            /* every other command with --format */
  struct {
    ReportOutput *items;
    size_t count, cap;
  } outputs;
  const char *stdin_filename, *source_root, *before; /* NULL: not given */
  Strings params;                                    /* NAME=VALUE; the name is not empty */
  Strings parameter_files;
  bool lenient, quiet, no_config, no_inline;
  size_t jobs; /* 0: as many as there are processors */
  int color;   /* Color */

  bool list_accounts; /* who */
  int gain_gate;      /* diff: GainGate */
  /* simulate; NULL: not given */
  const char *role, *principal, *action, *external_id;
  Strings context; /* KEY=VALUE; the key is not empty */
  Strings absent;  /* KEY */
  int expect;      /* Expectation */
} Settings;

/* The defaults. */
void settings_begin(Settings *out, Arena *arena);
/* After the last option: sets the lists of settings->options. */
void settings_end(Settings *settings);

/* ---- The table ----------------------------------------------------------- */

typedef enum {
  GROUP_INPUT,
  GROUP_JUDGE,
  GROUP_OUTPUT,
  GROUP_OVERVIEW, /* in the overview, not in the help of commands */
} OptionGroup;

typedef struct CliOption {
  const char *name;
  const char *value; /* name of the value in --help; NULL: a flag */
  unsigned commands; /* bit mask: 1u << COMMAND_... */
  OptionGroup group;
  const char *help;
  char letter;     /* "-h" for "--help"; NUL: none */
  bool of_command; /* about what the command prints: not in the API */
  size_t member;   /* offset in Settings: a bool for a flag; 0 if `set` needs none */
  int (*set)(Settings *settings, const struct CliOption *option, const char *value, Error *err);
  bool (*check)(Str value); /* or NULL */
  const char *takes;        /* the values it takes, for the message about others */
  const char *const *words; /* names of an enum's values */
  bool again;               /* may be repeated: the last value counts */
} CliOption;

extern const CliOption option_table[]; /* sorted by group; ends with a NULL name */

/* The option of a command by its name or, if `letter`, its letter; NULL if there is none. */
const CliOption *option_find(Command command, Str name, bool letter);
/* `value` is NULL for a flag. OK, or ERR_USAGE with one line in `err`. */
int option_apply(const CliOption *option, Settings *settings, const char *value, Error *err);

#endif
