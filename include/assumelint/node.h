/* SPDX-License-Identifier: Apache-2.0
 *
 * The document tree: what the YAML and the JSON reader both make.
 *
 * A reader keeps the raw text of scalars (012345678901 stays text), keeps duplicate keys
 * in order, and turns YAML's short tags into their long form: `!Sub x` is a map with the
 * one key "Fn::Sub" (`from_tag` is set on it), and `!GetAtt a.b` is {"Fn::GetAtt": "a.b"}.
 * Front ends rewrite trees: intrinsic functions become texts with holes.
 */
#ifndef ASSUMELINT_NODE_H
#define ASSUMELINT_NODE_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/source.h"
#include "assumelint/str.h"
#include "assumelint/text.h"

typedef struct Arena Arena;
typedef struct Node Node;
typedef struct Offsets Offsets;

typedef enum {
  NODE_NULL,
  NODE_BOOL,   /* str is "true" or "false" (JSON), or the raw YAML spelling */
  NODE_NUMBER, /* str is the number as written */
  NODE_STRING, /* str */
  NODE_LIST,
  NODE_MAP,
  NODE_OPAQUE, /* made by front ends only: a value of any shape that is not known; see hole */
} NodeKind;

typedef struct Member {
  Str key;
  Span key_span;
  Node *value;
} Member;

typedef struct Node {
  NodeKind kind;
  bool plain;             /* YAML: an unquoted scalar, of the kind that YAML 1.1 readers give it */
  bool from_tag;          /* YAML: written in the short form, !Sub and the like */
  Str str;                /* scalars, as written (decoded, not resolved) */
  const Text *text;       /* scalars after resolution when holes may be in it, else NULL */
  const Hole *hole;       /* NODE_OPAQUE */
  Span span;              /* of the whole node in the file */
  const Span *alias;      /* YAML: the alias or merge key that led here, or NULL */
  const Offsets *offsets; /* scalars, see offsets.h; NULL: only the span is known */
  struct Node **items;    /* lists */
  Member *members;        /* maps, in file order, duplicates kept */
  size_t count;           /* items or members */
} Node;

Node *node_new(Arena *arena, NodeKind kind, Span span);
Node *node_string(Arena *arena, Str s, Span span);
/* The same value, with the same children, under another span. */
Node *node_copy(Arena *arena, const Node *node, Span span);

/* The first member of that key (case-sensitive); NULL if absent or not a map. */
Node *node_get(const Node *map, const char *key);
/* The i-th item of a list, or the value of the i-th member of a map. */
Node *node_child(const Node *node, size_t i);
const Member *node_member(const Node *map, const char *key);
/* Whether a member before index `i` has the same key. */
bool node_is_duplicate(const Node *map, size_t i);
bool node_is_scalar(const Node *node); /* NULL is none */
/* The text of a scalar: `text` if set, else `str` as a literal; NULL for anything else. */
const Text *node_text(Arena *arena, const Node *node);
/* A scalar member of a map as a literal; empty when absent or not a scalar, or with a hole
 * in it. */
Str node_get_str(const Node *map, const char *key);

#endif
