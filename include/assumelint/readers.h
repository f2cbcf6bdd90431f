/* SPDX-License-Identifier: Apache-2.0
 *
 * The readers of JSON and YAML: from bytes to a document tree (parsers/readers).
 *
 * Spans in the tree are byte offsets in the source, and errors carry one. Each function
 * returns OK, ERR_SYNTAX or ERR_LIMIT, with the reason in `err`.
 */
#ifndef ASSUMELINT_READERS_H
#define ASSUMELINT_READERS_H

#include <stddef.h>

#include "assumelint/node.h"
#include "assumelint/status.h"

/* JSON strictly by RFC 8259. `slice` is the part of the source that holds one JSON text,
 * with white space around it and nothing else. */
int json_read(Node **out, Arena *arena, const Source *source, Span slice, Error *err);
/* The JSON text in a string: `json` is the string itself or made from it. The nodes get
 * spans by `offsets`, or `span` if that is NULL. */
int json_read_string(Node **out, Arena *arena, Str json, const Offsets *offsets, Span span,
                     Error *err);
/* The same without offsets: every node gets `span`. */
int json_read_embedded(Node **out, Arena *arena, Str json, Span span, Error *err);
/* Likewise; NULL where it is no JSON. */
Node *json_parse(Arena *arena, Str json, Span span);

/* YAML. The tree is that of the first document; `documents` gets the number of documents. */
int yaml_read(Node **out, size_t *documents, Arena *arena, const Source *source, Error *err);
int yaml_read_string(Node **out, size_t *documents, Arena *arena, Str yaml, const Offsets *offsets,
                     Span span, Error *err);

/* Comments in file order, without the ends of their lines. */
typedef struct Comments {
  Span *items;
  size_t count, cap;
} Comments;

/* yaml_read() with the comments in the first document and before it. `comments` may be NULL. */
int yaml_read_comments(Node **out, size_t *documents, Comments *comments, Arena *arena,
                       const Source *source, Error *err);

#endif
