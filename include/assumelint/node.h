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

struct alint_arena;

enum alint_node_kind {
  ALINT_NODE_NULL,
  ALINT_NODE_BOOL,   /* str is "true" or "false" (JSON), or the raw YAML spelling */
  ALINT_NODE_NUMBER, /* str is the number as written */
  ALINT_NODE_STRING, /* str */
  ALINT_NODE_LIST,
  ALINT_NODE_MAP,
  ALINT_NODE_OPAQUE, /* made by mappers only: a value of any shape that is not known; see hole */
};

/* Some neighbouring bytes of a decoded string, and where they stand in the file. */
struct alint_stretch {
  size_t at;              /* of the first one, in the string */
  struct alint_span span; /* in the file */
  bool exact;             /* byte for byte; otherwise the one as a whole stands for the other */
};

/* Where the bytes of a decoded string come from. A hole of a text counts as one
 * byte. Without stretches: from the file, to be decoded once more. */
struct alint_offsets {
  const char *file;
  const struct alint_stretch *stretches;
  size_t count;
  size_t len; /* of the string */
};

struct alint_member {
  struct alint_str key;
  struct alint_span key_span;
  struct alint_node *value;
};

struct alint_node {
  enum alint_node_kind kind;
  bool plain;    /* YAML: an unquoted scalar. kind is what YAML 1.1 readers would take it for */
  bool from_tag; /* YAML: written in the short form, !Sub and the like */
  struct alint_str str;           /* scalars, as written (decoded, not resolved) */
  const struct alint_text *text;  /* scalars after resolution when holes may be in it, else NULL */
  const struct alint_hole *hole;  /* ALINT_NODE_OPAQUE */
  struct alint_span span;         /* of the whole node in the file */
  const struct alint_span *alias; /* YAML: the alias or merge key it was reached through, or NULL */
  const struct alint_offsets *offsets; /* scalars; NULL: all that is known is the span */
  struct alint_node **items;           /* lists */
  struct alint_member *members;        /* maps, in file order, duplicates kept */
  size_t count;                        /* items or members */
};

/* A set of constructor helpers. */
struct alint_node *alint_node_new(struct alint_arena *arena, enum alint_node_kind kind,
                                  struct alint_span span);
struct alint_node *alint_node_string(struct alint_arena *arena, struct alint_str s,
                                     struct alint_span span);

/* First member of that key (case-sensitive); NULL if absent or not a map. */
struct alint_node *alint_node_get(const struct alint_node *map, const char *key);
const struct alint_member *alint_node_member(const struct alint_node *map, const char *key);
/* Whether some other member before index `i` has the same key. */
bool alint_node_is_duplicate(const struct alint_node *map, size_t i);
bool alint_node_is_scalar(const struct alint_node *node);
/* Text of a scalar: `text` if set, else `str` as a literal; NULL when out of
 * memory or not a scalar. */
const struct alint_text *alint_node_text(struct alint_arena *arena, const struct alint_node *node);
/* String member of a map as a literal; empty when absent or not a literal scalar. */
struct alint_str alint_node_get_str(const struct alint_node *map, const char *key);

/* ---- Offsets (src/model/offsets.c) ---- */

/* The offsets of all scalars of a file; NULL where its positions are of no use
 * (there is no line table). */
void alint_offsets_file(const struct alint_offsets **out, struct alint_arena *arena,
                        const struct alint_source *source);
/* The offsets of a scalar with its stretches; NULL where it is not known. */
const struct alint_offsets *alint_offsets_of(struct alint_arena *arena,
                                             const struct alint_node *node);
/* The place in the file of some bytes of the string; `whole` where the offsets are NULL. */
struct alint_span alint_offsets_span(const struct alint_offsets *offsets, struct alint_span whole,
                                     size_t begin, size_t end);
/* The offsets of a scalar that stands in a text which has offsets itself: `span`
 * is its place in that text. NULL where it cannot be told, or costs too much. */
const struct alint_offsets *alint_offsets_inside(struct alint_arena *arena, struct alint_str text,
                                                 const struct alint_offsets *of_text,
                                                 struct alint_span span, struct alint_str decoded);

/* Offsets under construction, front to back. Failures stick. */
struct alint_offsets_builder {
  struct alint_arena *arena;
  struct alint_stretch *stretches;
  size_t count, cap;
  size_t len;
  bool failed;
};

struct alint_offsets_builder alint_offsets_begin(struct alint_arena *arena);
/* `len` bytes that as a whole, or one by one, stand at `span`. */
void alint_offsets_add(struct alint_offsets_builder *builder, size_t len, struct alint_span span,
                       bool exact);
/* Bytes of another string; `whole` where `from` is NULL. */
void alint_offsets_add_slice(struct alint_offsets_builder *builder,
                             const struct alint_offsets *from, struct alint_span whole,
                             size_t begin, size_t end);
const struct alint_offsets *alint_offsets_end(struct alint_offsets_builder *builder); /* or NULL */

/* Readers (parsers/). Both need `source->bytes` and give a tree whose spans are
 * byte offsets in `source`. Errors carry the byte offset.
 *
 * JSON strictly by RFC 8259: the cursor checks, cJSON parses, both are walked
 * in lock step. `slice` is the part of the source that holds one JSON text
 * (white space around it allowed, nothing else). */
int alint_json_read(struct alint_node **out, struct alint_arena *arena,
                    const struct alint_source *source, struct alint_span slice,
                    struct alint_error *err);
/* The JSON text that a string holds: `json`, which is the string itself or made
 * of it, with `offsets`, or `span` where that is NULL. */
int alint_json_read_string(struct alint_node **out, struct alint_arena *arena,
                           struct alint_str json, const struct alint_offsets *offsets,
                           struct alint_span span, struct alint_error *err);
/* The same without knowing better: every node gets `span`. */
int alint_json_read_embedded(struct alint_node **out, struct alint_arena *arena,
                             struct alint_str json, struct alint_span span,
                             struct alint_error *err);
/* YAML by libyaml's events. `documents` gets the number of documents in the
 * stream (the first one is the tree). */
int alint_yaml_read(struct alint_node **out, size_t *documents, struct alint_arena *arena,
                    const struct alint_source *source, struct alint_error *err);
/* The same with the comments of that document and before it; NULL: not wanted. */
struct alint_comments {
  struct alint_span *items; /* in file order, without the ends of their lines */
  size_t count, cap;
};
int alint_yaml_read_comments(struct alint_node **out, size_t *documents,
                             struct alint_comments *comments, struct alint_arena *arena,
                             const struct alint_source *source, struct alint_error *err);
int alint_yaml_read_string(struct alint_node **out, size_t *documents, struct alint_arena *arena,
                           struct alint_str yaml, const struct alint_offsets *offsets,
                           struct alint_span span, struct alint_error *err);

#endif
