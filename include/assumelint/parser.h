/* SPDX-License-Identifier: Apache-2.0
 *
 * Front ends: from bytes to the role model.
 *
 * A front end is one `const struct alint_parser` in its own file under
 * parsers/, listed once in parsers/table.c. Formats are told apart by content,
 * never by file name.
 */
#ifndef ASSUMELINT_PARSER_H
#define ASSUMELINT_PARSER_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/model.h"
#include "assumelint/node.h"

/* The value of one parameter of a CloudFormation template. */
struct alint_parameter_value {
  struct alint_str name;
  struct alint_str value;
  struct alint_str resolved; /* what the parameter store has under that value; NULL: not said */
  bool previous;             /* what the stack has now, which nobody says here: no value */
};

/* The values of one environment; a parameter without one is open or has its default. */
struct alint_parameter_set {
  struct alint_str name; /* of its file, where there are several sets */
  const struct alint_parameter_value *values;
  size_t count;
};

/* A file that is no input, or not in the first place. */
struct alint_file {
  struct alint_str bytes;   /* with a NUL behind */
  unsigned long long id[2]; /* which file it is, whatever its name; zeros: not known */
  bool is_input;            /* it is an input of the run itself, and reported there */
  struct alint_str real;    /* its path, links followed; empty: not known */
};

/* Files beside an input. Front ends open nothing themselves: whoever wants them
 * to look further gives them this. Both functions may be called by several
 * threads at a time; what they give lives in the arena. */
struct alint_files {
  void *context;
  /* Names of what is in a folder, in any order. ALINT_EIO, with the reason in
   * `err`, when it cannot be listed. "" is the current folder. */
  int (*list)(void *context, struct alint_str **names, size_t *count, struct alint_arena *arena,
              const char *folder, struct alint_error *err);
  /* Reads a file. ALINT_EIO when it cannot be read, ALINT_ELIMIT when it has more
   * than `most` bytes: all but its bytes is told then too. */
  int (*read)(void *context, struct alint_file *out, struct alint_arena *arena, const char *path,
              size_t most, struct alint_error *err);
  /* The same for a file that, links followed, is in a folder or below it; ALINT_EIO
   * where it is not. NULL: no such files are read. */
  int (*read_inside)(void *context, struct alint_file *out, struct alint_arena *arena,
                     const char *folder, const char *path, size_t most, struct alint_error *err);
};

/* Where a stack goes, as its cloud assembly says; empty where it does not. */
struct alint_stack_target {
  struct alint_str account, region;
};

/* What a run knows about the role's surroundings that changes how files are read. */
struct alint_parse_options {
  const char *const *own_accounts; /* --account */
  size_t own_account_count;
  const struct alint_parameter_set *parameter_sets; /* --param, --parameters */
  size_t parameter_set_count;
  const struct alint_stack_target *target; /* the template is one of a cloud assembly; or NULL */
  const char *source_root; /* --source-root: the folder of a plan's root module; NULL: not given */
  const struct alint_files *files; /* NULL: no other file is looked for */
  bool
      no_folder; /* input->source.path is none: what a template names beside it is not looked for */
  bool ignores;  /* suppressions in the source are looked for */
};

/* A mapper over a document tree. */
struct alint_parser {
  const char *name; /* for messages: "CloudFormation template" */
  enum alint_format format;
  bool comments; /* those of a YAML file may suppress findings */
  /* Whether the tree is of this format: looks at shape only, changes nothing. */
  bool (*sniff)(const struct alint_node *root);
  /* Fills the worlds of `input`. */
  int (*map)(struct alint_input *input, struct alint_node *root,
             const struct alint_parse_options *options);
};

/* In the order in which they are tried; ends with NULL. */
extern const struct alint_parser *const alint_parsers[];

/* Reads one input from bytes that are held whole. The arena in `input` must be
 * set, and `input->source.path`, `.bytes` and `.len`. Sets everything else,
 * `input->status` and `input->error` included, and returns `input->status`:
 * ALINT_OK; ALINT_ENOTOURS (no marker of ours, or of no shape of ours);
 * ALINT_EWRONG (recognisably the wrong thing: the text says what it is and the
 * command that makes the right one); ALINT_ESYNTAX, ALINT_ELIMIT (ours but
 * unreadable); ALINT_ENOMEM, ALINT_EINTERNAL. */
int alint_parse(struct alint_input *input, const struct alint_parse_options *options);

/* Inputs that need not be held. claims_stream() says whether a file that begins
 * with these bytes is to be given to parse_stream(): true is final, whatever
 * follows; after false, more bytes may tell more. parse_stream() is alint_parse
 * for bytes that a reader gives, from the first one on, through a buffer of
 * `window` bytes (ALINT_WINDOW_BYTES); the report is the same. ALINT_EIO: the
 * reader failed. */
struct alint_reader; /* util/window.h */
bool alint_claims_stream(const char *bytes, size_t len);
int alint_parse_stream(struct alint_input *input, const struct alint_parse_options *options,
                       const struct alint_reader *reader, size_t window);

/* Whether the bytes hold a marker of our formats, or an escape that could spell
 * one: what holds none is not ours and need not be parsed. */
bool alint_has_marker(const char *bytes, size_t len);

/* Maps a resolved tree into a trust policy. Never fails on content: whatever is
 * wrong goes into the oddities. `root` may be a map, or a string holding JSON. */
int alint_policy_map(struct alint_policy **out, enum alint_trust_state *state,
                     struct alint_arena *arena, const struct alint_node *root,
                     struct alint_error *err);

#endif
