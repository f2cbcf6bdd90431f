/* SPDX-License-Identifier: Apache-2.0
 *
 * Front ends: from bytes to the role model.
 *
 * A front end is one `const FrontEnd` in its own file or folder
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
#include "assumelint/readers.h"

/* The value of one parameter of a CloudFormation template. */
typedef struct ParameterValue {
  Str name;
  Str value;
  Str resolved;  /* what the parameter store has under that value; NULL: not said */
  bool previous; /* what the stack has now, which nobody says here: no value */
} ParameterValue;

/* The values of one environment; a parameter without one is open or has its default. */
typedef struct ParameterSet {
  Str name; /* of its file, where there are several sets */
  const ParameterValue *values;
  size_t count;
} ParameterSet;

/* A file that is no input, or not in the first place. */
typedef struct NamedFile {
  Str bytes;                /* with a NUL behind */
  unsigned long long id[2]; /* which file it is, whatever its name; zeros: not known */
  bool is_input;            /* it is an input of the run itself, and reported there */
  Str real;                 /* its path, links followed; empty: not known */
} NamedFile;

/* Files beside an input. Front ends open nothing themselves: whoever wants them
 * to look further gives them this. Both functions may be called by several
 * threads at a time; what they give lives in the arena. */
typedef struct FileAccess {
  void *context;
  /* Names of what is in a folder, in any order. ERR_IO, with the reason in
   * `err`, when it cannot be listed. "" is the current folder. */
  int (*list)(void *context, Str **names, size_t *count, Arena *arena, const char *folder,
              Error *err);
  /* Reads a file. ERR_IO when it cannot be read, ERR_LIMIT when it has more
   * than `most` bytes: all but its bytes is told then too. */
  int (*read)(void *context, NamedFile *out, Arena *arena, const char *path, size_t most,
              Error *err);
  /* The same for a file that, links followed, is in a folder or below it; ERR_IO
   * where it is not. NULL: no such files are read. */
  int (*read_inside)(void *context, NamedFile *out, Arena *arena, const char *folder,
                     const char *path, size_t most, Error *err);
} FileAccess;

/* Where a stack goes, as its cloud assembly says; empty where it does not. */
typedef struct StackTarget {
  Str account, region;
} StackTarget;

/* What a run knows about the role's surroundings that changes how files are read. */
typedef struct ParseOptions {
  const char *const *own_accounts; /* --account */
  size_t own_account_count;
  const ParameterSet *parameter_sets; /* --param, --parameters */
  size_t parameter_set_count;
  const StackTarget *target; /* the template is one of a cloud assembly; or NULL */
  const char *source_root; /* --source-root: the folder of a plan's root module; NULL: not given */
  const FileAccess *files; /* NULL: no other file is looked for */
  bool
      no_folder; /* input->source.path is none: what a template names beside it is not looked for */
  bool suppressions; /* suppressions in the source are looked for */
} ParseOptions;

/* ---- What a front end says of itself -------------------------------------- */

typedef struct JsonStream JsonStream; /* parsers/stream.h */
typedef struct Window Window;         /* util/window.h */
typedef struct Reader Reader;

typedef enum {
  MARKER_ANYWHERE,
  MARKER_KEY,   /* with a colon behind it: a word that other files hold too */
  MARKER_ACTION /* where an action begins, in any case: "sts:", but not in "hosts:" */
} MarkerPlace;

/* A word that files of a front end hold. */
typedef struct Marker {
  const char *word;
  MarkerPlace place;
} Marker;

/* Something that people give by mistake. It is recognised by one of the first
 * three: the first bytes; a tree that no front end claims, or that this one does; a
 * key at the top of a stream that this one claims. */
typedef struct WrongKind {
  bool (*head)(Str head);
  bool (*tree)(const Node *root);
  const char *key;
  bool unless_json; /* `head`: it is all right where lines of text end and JSON begins */
  const char *what; /* what it is and the command that makes the right thing, on one line */
} WrongKind;

typedef struct FrontEnd {
  Format formats[3];         /* what its inputs are; the first until reading tells more */
  const char *extensions[5]; /* of files that a walk takes */
  Marker markers[7];         /* every file of its holds at least one */
  const WrongKind *wrong;    /* ends with a NULL `what`; NULL: nothing is known */
  bool comments;             /* those of a YAML file may suppress findings */
  /* Of a document tree. Whether it is of these formats: looks at shape only. Then
   * fills the worlds of `input`. */
  bool (*claims)(const Node *root);
  int (*map)(Input *input, Node *root, const ParseOptions *options);
  /* Or of a stream, a JSON object that need not be held. claims_stream() gets it
   * just begun, and as far as it is there: true is final. read() fills the worlds of
   * stream->input, whose format it sets. */
  bool (*claims_stream)(Window *window);
  int (*read)(JsonStream *stream, const ParseOptions *options);
} FrontEnd;

/* In the order in which they are asked: the one that asks for most comes first. Ends
 * with NULL. */
extern const FrontEnd *const front_ends[];

/* Whether a walk takes files of that name. */
bool front_end_is_walked(const char *name);

/* ---- Reading --------------------------------------------------------------- */

/* Reads one input from bytes that are held whole. `options` NULL: none. The arena in
 * `input` must be set, and `input->source.path`, `.bytes` and `.len`. Sets everything
 * else, `input->status` and `input->error` included, and returns `input->status`:
 * OK; ERR_NOT_OURS (no marker of ours, or of no shape of ours);
 * ERR_WRONG_KIND (recognisably the wrong thing: the text says what it is and the
 * command that makes the right one); ERR_SYNTAX, ERR_LIMIT (ours but
 * unreadable); ERR_MEMORY, ERR_INTERNAL. */
int front_end_read(Input *input, const ParseOptions *options);

/* What the first bytes of a file tell. A file that has a front end then need not be
 * held: true whatever follows. Without one, more bytes may tell more. */
typedef struct InputHead {
  const FrontEnd *front_end; /* NULL: the file is to be held */
  const WrongKind *wrong;    /* it is not what people meant */
} InputHead;
InputHead front_end_look_at_head(const char *bytes, size_t len);

/* front_end_read for bytes that a reader gives, from the first one on, through a buffer
 * of `window` bytes (WINDOW_BYTES); the report is the same. ERR_IO: the
 * reader failed. */
int front_end_read_stream(Input *input, InputHead head, const ParseOptions *options,
                          const Reader *reader, size_t window);

/* Whether text holds a marker of a front end, or an escape that could spell one: what
 * holds none is not ours and need not be parsed. */
bool front_end_has_marker(const char *bytes, size_t len);

/* Whether text is to be read as JSON first, and as YAML, whose flow style looks the same,
 * only if it is none. */
bool starts_like_json(Str text);
/* Reads a document in that way. `*documents`: how many a YAML file has. `comments` NULL:
 * not needed. If it is neither, `err` is about the syntax it starts like. */
int document_read(Node **out, size_t *documents, Comments *comments, Arena *arena,
                  const Source *source, Error *err);

/* Maps a resolved tree into a trust policy. Never fails on content: whatever is
 * wrong goes into the oddities. `root` may be a map, or a string holding JSON. */
int policy_map(Policy **out, TrustState *state, Arena *arena, const Node *root, Error *err);

#endif
