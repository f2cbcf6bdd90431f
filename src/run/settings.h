/* SPDX-License-Identifier: Apache-2.0
 *
 * What one run is asked for, and the table of options it is asked with: the
 * command line, --help and the C API are made from it.
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
} Command;

/* diff --fail-on-gain: whose gain makes the exit status 1. */
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
  const char *name; /* that it is reported under */
  Str bytes;        /* with a NUL behind */
} Buffer;

typedef struct Settings {
  bool fail_on_given, min_severity_given;
  Arena *arena; /* lists live here; strings are the caller's */
  Listener listener;
  Command command;
  bool command_given; /* false: `assumelint FILE` */
  bool help, version;
  Strings arguments; /* paths, rules to explain, or the command that needs help */
  Buffer *buffers;   /* inputs beside those paths */
  size_t buffer_count, buffer_cap;

  Options options; /* its lists are set when the whole line was read */
  Strings accounts, orgs, select, ignore;
  TrustedAccount *trusted;
  size_t trusted_cap;

  const Writer *format; /* scan: of standard output */
  bool json;            /* every other command with --format */
  ReportOutput *outputs;
  size_t output_count, output_cap;
  const char *stdin_filename; /* NULL: not given */
  const char *source_root;    /* likewise */
  Strings params;             /* K=V, with a name in front of the first '=' */
  Strings parameter_files;
  const char *before; /* scan: the template as it was; NULL: not given */
  bool lenient, quiet, no_config, no_inline;
  size_t jobs; /* 0: as many as there are processors */
  int color;   /* Color */

  bool list_accounts; /* who */
  int gain_gate;      /* diff: GainGate */
  /* simulate; NULL: not given */
  const char *role, *principal, *action, *external_id;
  Strings context; /* K=V, with a key in front of the first '=' */
  Strings absent;  /* K */
  int expect;      /* Expectation */
} Settings;

/* Nothing asked for yet. The settings live in the arena, but for the strings that
 * they are given. */
void settings_begin(Settings *out, Arena *arena);
/* Every option was given: the engine's options borrow the lists. */
void settings_end(Settings *settings);

/* ---- The table ----------------------------------------------------------- */

typedef enum {
  GROUP_INPUT,
  GROUP_JUDGE,
  GROUP_OUTPUT,
  GROUP_OVERVIEW, /* told by `assumelint --help` only */
} OptionGroup;

typedef struct CliOption {
  const char *name;
  const char *value; /* how help calls the value; NULL: a flag */
  unsigned commands; /* bit mask: 1u << COMMAND_... */
  OptionGroup group;
  const char *help;
  char letter;     /* "-h" for "--help"; NUL: none */
  bool of_command; /* about what the command prints: not for the C API */
  /* A flag is a bool of the settings. A value is looked at and put there. */
  size_t member; /* offset in Settings; 0: the setter knows */
  int (*set)(Settings *settings, const struct CliOption *option, const char *value, Error *err);
  bool (*check)(Str value); /* or NULL */
  const char *takes;        /* what it takes, for who gives something else */
  const char *const *words; /* a value of an enum, by number */
  bool again;               /* the last of several values counts */
} CliOption;

extern const CliOption option_table[]; /* sorted by group; ends with a NULL name */

/* A command's option by its name, or by its letter; NULL: it has none such. */
const CliOption *option_find(Command command, Str name, bool letter);
/* `value` is NULL for a flag. OK, or ERR_USAGE or ERR_MEMORY with one line
 * in `err`. */
int option_apply(const CliOption *option, Settings *settings, const char *value, Error *err);

#endif
