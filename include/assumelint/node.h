/* SPDX-License-Identifier: Apache-2.0
 *
 * The document tree: what the YAML and the JSON reader both make.
 *
 * A reader keeps the raw text of scalars (012345678901 stays text), keeps
 * duplicate keys in order, and turns YAML's short tags into their long form:
 * `!Sub x` is a map with the one key "Fn::Sub" (`from_tag` is set on it), and
 * `!GetAtt a.b` is {"Fn::GetAtt": "a.b"}. The mappers rewrite trees: intrinsic
 * functions become texts with holes.
 */
#ifndef ASSUMELINT_NODE_H
#define ASSUMELINT_NODE_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/source.h"
#include "assumelint/status.h"
#include "assumelint/str.h"
#include "assumelint/text.h"

typedef struct Node Node;

typedef struct Arena Arena;

typedef enum {
  NODE_NULL,
  NODE_BOOL,   /* str is "true" or "false" (JSON), or the raw YAML spelling */
  NODE_NUMBER, /* str is the number as written */
  NODE_STRING, /* str */
  NODE_LIST,
  NODE_MAP,
  NODE_OPAQUE, /* made by mappers only: a value of any shape that is not known; see hole */
} NodeKind;

/* Some neighbouring bytes of a decoded string, and where they stand in the file. */
typedef struct Stretch {
  size_t at;  /* of the first one, in the string */
  Span span;  /* in the file */
  bool exact; /* byte for byte; otherwise the one as a whole stands for the other */
} Stretch;

/* Where the bytes of a decoded string come from. A hole of a text counts as one
 * byte. Without stretches: from the file, to be decoded once more. */
typedef struct Offsets {
  const char *file;
  const Stretch *stretches;
  size_t count;
  size_t len; /* of the string */
} Offsets;

typedef struct Member {
  Str key;
  Span key_span;
  Node *value;
} Member;

typedef struct Node {
  NodeKind kind;
  bool plain;        /* YAML: an unquoted scalar. kind is what YAML 1.1 readers would take it for */
  bool from_tag;     /* YAML: written in the short form, !Sub and the like */
  Str str;           /* scalars, as written (decoded, not resolved) */
  const Text *text;  /* scalars after resolution when holes may be in it, else NULL */
  const Hole *hole;  /* NODE_OPAQUE */
  Span span;         /* of the whole node in the file */
  const Span *alias; /* YAML: the alias or merge key it was reached through, or NULL */
  const Offsets *offsets; /* scalars; NULL: all that is known is the span */
  struct Node **items;    /* lists */
  Member *members;        /* maps, in file order, duplicates kept */
  size_t count;           /* items or members */
} Node;

/* A set of constructor helpers. */
Node *node_new(Arena *arena, NodeKind kind, Span span);
Node *node_string(Arena *arena, Str s, Span span);

/* First member of that key (case-sensitive); NULL if absent or not a map. */
Node *node_get(const Node *map, const char *key);
const Member *node_member(const Node *map, const char *key);
/* Whether some other member before index `i` has the same key. */
bool node_is_duplicate(const Node *map, size_t i);
bool node_is_scalar(const Node *node);
/* Text of a scalar: `text` if set, else `str` as a literal; NULL when out of
 * memory or not a scalar. */
const Text *node_text(Arena *arena, const Node *node);
/* String member of a map as a literal; empty when absent or not a literal scalar. */
Str node_get_str(const Node *map, const char *key);

/* ---- Offsets (src/model/offsets.c) ---- */

/* The offsets of all scalars of a file; NULL where its positions are of no use
 * (there is no line table). */
void offsets_file(const Offsets **out, Arena *arena, const Source *source);
/* The offsets of a scalar with its stretches; NULL where it is not known. */
const Offsets *offsets_of(Arena *arena, const Node *node);
/* The place in the file of some bytes of the string; `whole` where the offsets are NULL. */
Span offsets_span(const Offsets *offsets, Span whole, size_t begin, size_t end);
/* The offsets of a scalar that stands in a text which has offsets itself: `span`
 * is its place in that text. NULL where it cannot be told, or costs too much. */
const Offsets *offsets_inside(Arena *arena, Str text, const Offsets *of_text, Span span,
                              Str decoded);

/* Offsets under construction, front to back. Failures stick. */
typedef struct OffsetsBuilder {
  Arena *arena;
  Stretch *stretches;
  size_t count, cap;
  size_t len;
  bool failed;
} OffsetsBuilder;

OffsetsBuilder offsets_begin(Arena *arena);
/* `len` bytes that as a whole, or one by one, stand at `span`. */
void offsets_add(OffsetsBuilder *builder, size_t len, Span span, bool exact);
/* Bytes of another string; `whole` where `from` is NULL. */
void offsets_add_slice(OffsetsBuilder *builder, const Offsets *from, Span whole, size_t begin,
                       size_t end);
const Offsets *offsets_end(OffsetsBuilder *builder); /* or NULL */

/* Readers (parsers/). Both need `source->bytes` and give a tree whose spans are
 * byte offsets in `source`. Errors carry the byte offset.
 *
 * JSON strictly by RFC 8259: the cursor checks, cJSON parses, both are walked
 * in lock step. `slice` is the part of the source that holds one JSON text
 * (white space around it allowed, nothing else). */
int json_read(Node **out, Arena *arena, const Source *source, Span slice, Error *err);
/* The JSON text that a string holds: `json`, which is the string itself or made
 * of it, with `offsets`, or `span` where that is NULL. */
int json_read_string(Node **out, Arena *arena, Str json, const Offsets *offsets, Span span,
                     Error *err);
/* The same without knowing better: every node gets `span`. */
int json_read_embedded(Node **out, Arena *arena, Str json, Span span, Error *err);
/* YAML by libyaml's events. `documents` gets the number of documents in the
 * stream (the first one is the tree). */
int yaml_read(Node **out, size_t *documents, Arena *arena, const Source *source, Error *err);
/* The same with the comments of that document and before it; NULL: not wanted. */
typedef struct Comments {
  Span *items; /* in file order, without the ends of their lines */
  size_t count, cap;
} Comments;
int yaml_read_comments(Node **out, size_t *documents, Comments *comments, Arena *arena,
                       const Source *source, Error *err);
int yaml_read_string(Node **out, size_t *documents, Arena *arena, Str yaml, const Offsets *offsets,
                     Span span, Error *err);

#endif
