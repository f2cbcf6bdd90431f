/* SPDX-License-Identifier: Apache-2.0
 *
 * Front ends: from bytes to the role model.
 *
 * A front end is one `const struct alint_front_end` in its own file or folder
 * under parsers/, listed once in parsers/table.c; it fills the model with the
 * functions of builder.h. Everything that is not its own is done in one place,
 * parsers/sniff.c, which walks the table: limits, UTF-16 and byte order marks,
 * markers, parsing, choosing, and what is told of an input that is none. Formats
 * are told apart by content, never by file name.
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

/* ---- What a front end says of itself -------------------------------------- */

struct alint_stream; /* parsers/stream.h */
struct alint_window; /* util/window.h */
struct alint_reader;

enum alint_marker_place {
  ALINT_MARKER_ANYWHERE,
  ALINT_MARKER_KEY,   /* with a colon behind it: a word that other files hold too */
  ALINT_MARKER_ACTION /* where an action begins, in any case: "sts:", but not in "hosts:" */
};

/* A word that files of a front end hold. */
struct alint_marker {
  const char *word;
  enum alint_marker_place place;
};

/* Something that people give by mistake. It is recognised by one of the first
 * three: the first bytes; a tree that no front end claims, or that this one does; a
 * key at the top of a stream that this one claims. */
struct alint_wrong {
  bool (*head)(struct alint_str head);
  bool (*tree)(const struct alint_node *root);
  const char *key;
  bool unless_json; /* `head`: it is all right where lines of text end and JSON begins */
  const char *what; /* what it is and the command that makes the right thing, on one line */
};

struct alint_front_end {
  enum alint_format formats[3];    /* what its inputs are; the first until reading tells more */
  const char *extensions[5];       /* of files that a walk takes */
  struct alint_marker markers[7];  /* every file of its holds at least one */
  const struct alint_wrong *wrong; /* ends with a NULL `what`; NULL: nothing is known */
  bool comments;                   /* those of a YAML file may suppress findings */
  /* Of a document tree. Whether it is of these formats: looks at shape only. Then
   * fills the worlds of `input`. */
  bool (*claims)(const struct alint_node *root);
  int (*map)(struct alint_input *input, struct alint_node *root,
             const struct alint_parse_options *options);
  /* Or of a stream, a JSON object that need not be held. claims_stream() gets it
   * just begun, and as far as it is there: true is final. read() fills the worlds of
   * stream->input, whose format it sets. */
  bool (*claims_stream)(struct alint_window *window);
  int (*read)(struct alint_stream *stream, const struct alint_parse_options *options);
};

/* In the order in which they are asked: the one that asks for most comes first. Ends
 * with NULL. */
extern const struct alint_front_end *const alint_front_ends[];

/* Whether a walk takes files of that name. */
bool alint_is_walked(const char *name);

/* ---- Reading --------------------------------------------------------------- */

/* Reads one input from bytes that are held whole. `options` NULL: none. The arena in
 * `input` must be set, and `input->source.path`, `.bytes` and `.len`. Sets everything
 * else, `input->status` and `input->error` included, and returns `input->status`:
 * ALINT_OK; ALINT_ENOTOURS (no marker of ours, or of no shape of ours);
 * ALINT_EWRONG (recognisably the wrong thing: the text says what it is and the
 * command that makes the right one); ALINT_ESYNTAX, ALINT_ELIMIT (ours but
 * unreadable); ALINT_ENOMEM, ALINT_EINTERNAL. */
int alint_parse(struct alint_input *input, const struct alint_parse_options *options);

/* What the first bytes of a file tell. A file that has a front end then need not be
 * held: true whatever follows. Without one, more bytes may tell more. */
struct alint_head {
  const struct alint_front_end *front_end; /* NULL: the file is to be held */
  const struct alint_wrong *wrong;         /* it is not what people meant */
};
struct alint_head alint_look_at_head(const char *bytes, size_t len);

/* alint_parse for bytes that a reader gives, from the first one on, through a buffer
 * of `window` bytes (ALINT_WINDOW_BYTES); the report is the same. ALINT_EIO: the
 * reader failed. */
int alint_parse_stream(struct alint_input *input, struct alint_head head,
                       const struct alint_parse_options *options, const struct alint_reader *reader,
                       size_t window);

/* Whether text holds a marker of a front end, or an escape that could spell one: what
 * holds none is not ours and need not be parsed. */
bool alint_has_marker(const char *bytes, size_t len);

/* Whether text is to be read as JSON first, and as YAML, whose flow style looks the same,
 * only if it is none. */
bool alint_starts_like_json(struct alint_str text);

/* Maps a resolved tree into a trust policy. Never fails on content: whatever is
 * wrong goes into the oddities. `root` may be a map, or a string holding JSON. */
int alint_policy_map(struct alint_policy **out, enum alint_trust_state *state,
                     struct alint_arena *arena, const struct alint_node *root,
                     struct alint_error *err);

#endif
