/* SPDX-License-Identifier: Apache-2.0
 *
 * Front ends: from bytes to the role model.
 *
 * A front end is one `const FrontEnd` in its own file or folder under parsers/, listed
 * once in parsers/table.c. It fills the model with the functions of builder.h. What front
 * ends have in common is in parsers/front_end.c, which walks the table: limits, UTF-16 and
 * byte order marks, markers, parsing, choosing, and errors. Content alone decides which
 * format an input has, never its file name.
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
  Str resolved;  /* what the parameter store has under that value; NULL: not given */
  bool previous; /* the value that the stack has now, which is not known: no value */
} ParameterValue;

/* The values of one environment. A parameter without a value is open, or has its default. */
typedef struct ParameterSet {
  Str name; /* of its file, if there are several sets */
  const ParameterValue *values;
  size_t count;
} ParameterSet;

/* A file that an input names. */
typedef struct NamedFile {
  Str bytes;                /* a NUL follows */
  unsigned long long id[2]; /* the same for all names of a file; zeros: not known */
  bool is_input;            /* it is an input of this run too, and reported there */
  Str real;                 /* its path with links followed; empty: not known */
} NamedFile;

/* Access to files beside an input. Front ends open nothing themselves. Several threads may
 * call the functions at a time; results live in the arena. */
typedef struct FileAccess {
  void *context;
  /* The names in a folder, in any order; "" is the current folder. ERR_IO: it cannot be
   * listed, for the reason in `err`. */
  int (*list)(void *context, Str **names, size_t *count, Arena *arena, const char *folder,
              Error *err);
  /* Reads a file. ERR_IO: it cannot be read. ERR_LIMIT: it has more than `most` bytes;
   * all members of `out` but its bytes are set. */
  int (*read)(void *context, NamedFile *out, Arena *arena, const char *path, size_t most,
              Error *err);
  /* The same for a file that is in a folder or below it after links are followed; ERR_IO
   * for others. NULL: no such files are read. */
  int (*read_inside)(void *context, NamedFile *out, Arena *arena, const char *folder,
                     const char *path, size_t most, Error *err);
} FileAccess;

/* Where a cloud assembly deploys a stack to; empty where it does not say. */
typedef struct StackTarget {
  Str account, region;
} StackTarget;

/* What a run was given that changes how inputs are read. */
typedef struct ParseOptions {
  const char *const *own_accounts; /* --account */
  size_t own_account_count;
  const ParameterSet *parameter_sets; /* --param, --parameters */
  size_t parameter_set_count;
  const StackTarget *target; /* of a template in a cloud assembly; NULL for other inputs */
  const char *source_root; /* --source-root: the folder of a plan's root module; NULL: not given */
  const FileAccess *files; /* NULL: no other file is read */
  bool no_folder;          /* the input has no path, so a template names no files beside it */
  bool suppressions;       /* suppressions in the source count */
} ParseOptions;

/* ---- The descriptor of a front end ----------------------------------------- */

typedef struct JsonStream JsonStream; /* parsers/stream.h */
typedef struct Window Window;         /* util/window.h */
typedef struct Reader Reader;

typedef enum {
  MARKER_ANYWHERE,
  MARKER_KEY,   /* a colon follows: for a word that other files hold too */
  MARKER_ACTION /* where an action can begin, in any case: "sts:", but not in "hosts:" */
} MarkerForm;

/* A word that files of a front end hold. */
typedef struct Marker {
  const char *word;
  MarkerForm form;
} Marker;

/* Something that people give by mistake, recognised by one of three:
 *   head  the first bytes of a file;
 *   tree  a document tree that this front end claims, or that none does;
 *   key   a key at the top of a stream that this front end claims. Its read() looks for
 *         these keys, and fails with ERR_WRONG_KIND and `what`. */
typedef struct WrongKind {
  bool (*head)(Str head);
  bool (*tree)(const Node *root);
  const char *key;
  bool unless_json; /* `head` only: fine if JSON follows after some lines of text */
  const char *what; /* what it is and the command that makes the right thing, on one line */
} WrongKind;

/* A front end has claims() and map(), for a document tree, or claims_stream() and read(),
 * for one JSON object that need not be held. Both ways fill the worlds of an input and set
 * its `exact_positions`, `has_before` and `complete`. They return OK, or what is wrong is
 * in the input's error; what cannot be read of a role is a hole or an unread part, not an
 * error. */
typedef struct FrontEnd {
  Format formats[3];         /* what its inputs are, the usual one first */
  const char *extensions[5]; /* of files that a walk of a folder takes */
  Marker markers[7];         /* every file of these formats holds one or more of them */
  const WrongKind *wrong;    /* ends with a NULL `what`; NULL: there are none */
  bool comments;             /* comments of a YAML file may suppress findings */
  /* Whether a tree is of these formats: by its shape only, whatever else is wrong. */
  bool (*claims)(const Node *root);
  /* Maps a tree that it claims. The tree lives in the input's arena and may be changed;
   * input->format is formats[0] until it is set to another one. */
  int (*map)(Input *input, Node *root, const ParseOptions *options);
  /* Whether a JSON object that has just begun is of these formats. The window may hold
   * only the first bytes of it. A yes is final; no other front end is asked. */
  bool (*claims_stream)(Window *window);
  /* Reads a stream from the object's '{' on, and sets the format of stream->input. */
  int (*read)(JsonStream *stream, const ParseOptions *options);
} FrontEnd;

/* In the order in which they are asked; ends with NULL. */
extern const FrontEnd *const front_ends[];

/* Whether a walk takes files of that name. */
bool front_end_is_walked(const char *name);

/* ---- Reading --------------------------------------------------------------- */

/* Reads one input from bytes that are held whole. Before the call `input` has its arena,
 * and `input->source.path`, `.bytes` and `.len`; everything else is set here. `options`
 * NULL: none. Returns `input->status`, for which `input->error` has the text:
 *   ERR_NOT_OURS      it has no marker, or none of the shapes that are read;
 *   ERR_WRONG_KIND    it is something given by mistake;
 *   ERR_SYNTAX        it has a marker and does not parse;
 *   ERR_LIMIT, ERR_MEMORY, ERR_INTERNAL. */
int front_end_read(Input *input, const ParseOptions *options);

/* What the first bytes of a file show. A file with a front end need not be held, whatever
 * follows. Without one, more bytes may show more. */
typedef struct InputHead {
  const FrontEnd *front_end; /* NULL: the file has to be held */
  const WrongKind *wrong;    /* it is something given by mistake */
} InputHead;
InputHead front_end_look_at_head(const char *bytes, size_t len);

/* front_end_read() for bytes that come from a reader, through a buffer of `window` bytes
 * (WINDOW_BYTES). `head` has a front end; the reader gives the file from its first byte.
 * The result is the same, but for ERR_IO: the reader failed. */
int front_end_read_stream(Input *input, InputHead head, const ParseOptions *options,
                          const Reader *reader, size_t window);

/* Whether text holds a marker of a front end, or an escape that could spell one. Other
 * text is not ours and need not be parsed. */
bool front_end_has_marker(const char *bytes, size_t len);

/* Whether text is read as JSON first, and as YAML only if it is no JSON. */
bool starts_like_json(Str text);
/* Reads a document in that way. `*documents`: how many a YAML file has. `comments` NULL:
 * not needed. If it is neither, `err` is about the syntax it starts like. */
int document_read(Node **out, size_t *documents, Comments *comments, Arena *arena,
                  const Source *source, Error *err);

/* Maps a resolved tree into a trust policy: a map, or a string that holds JSON; NULL gives
 * TRUST_MISSING. What is wrong with it becomes its malformations; content fails only where
 * it hits a limit. */
int policy_map(Policy **out, TrustState *state, Arena *arena, const Node *root, Error *err);

#endif
