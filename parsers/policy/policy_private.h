/* SPDX-License-Identifier: Apache-2.0
 *
 * What the files of the policy mapper share: policy.c (the document), policy_statement.c
 * (statements and their conditions) and policy_string.c (a document written as a string).
 *
 * The mapper reads a tree and never fails on its content: what is wrong becomes a
 * malformation of the policy.
 */
#ifndef ASSUMELINT_PARSERS_POLICY_POLICY_PRIVATE_H
#define ASSUMELINT_PARSERS_POLICY_POLICY_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/node.h"
#include "assumelint/policy.h"
#include "assumelint/status.h"

typedef struct PolicyMapper {
  Arena *arena;
  Error *err;
  Policy *policy;
  int statement; /* the index of the one being read; -1 outside of statements */
  size_t malformation_cap;
  /* Of a document written as a string: the holes whose placeholders may stand in keys. */
  const Hole **holes;
  size_t hole_count;
  size_t values; /* counted against MAX_POLICY_VALUES */
} PolicyMapper;

/* The path from the root of the document to a node. Each step is on the stack of the
 * function that walks there. */
typedef struct PolicyPath {
  const struct PolicyPath *up; /* NULL: `key` is an element of the document */
  Str key;
  bool is_index; /* the step is `index`, not `key` */
  size_t index;
} PolicyPath;

/* The path as RFC 6901 writes it; NULL is the document. */
Str policy_pointer(Arena *arena, const PolicyPath *path);

/* Records a malformation of the statement being read, or of the document. */
void policy_malformed(PolicyMapper *m, MalformationKind kind, Str detail, Span span,
                      const PolicyPath *path);

/* The last member of that key, which is the one that most readers take. */
const Member *policy_last(const Node *map, const char *key);
/* Whether a later member has the same key. */
bool policy_is_overridden(const Node *map, size_t i);
/* A key as it is shown, with placeholders as ${name}. `*hole`: the first hole in it, or NULL. */
Str policy_key(PolicyMapper *m, Str key, const Hole **hole);

/* ---- Values ---- */

/* A value where a string is expected. */
typedef struct PolicyValue {
  Item item;
  const Hole *opaque; /* not NULL: a value of any shape may stand here; item.text is the hole */
} PolicyValue;

typedef struct PolicyValues {
  PolicyValue *items;
  size_t count, cap;
  bool odd; /* something was of the wrong type */
} PolicyValues;

/* The single value, or each one of a list. Anything else is of the wrong type. */
PolicyValues policy_collect(PolicyMapper *m, const Node *node, const PolicyPath *path);
/* A string as one literal, with holes as ${name}. False for anything else, which is of
 * the wrong type. */
bool policy_string(PolicyMapper *m, Str *out, bool *has_hole, const Node *node,
                   const PolicyPath *path);
/* Whether the node has a hole, so that anything may stand there. */
bool policy_is_open(const Node *node);
/* The first hole of an open node. */
const Hole *policy_hole(PolicyMapper *m, const Node *node);

/* ---- Parts ---- */

void policy_statement(PolicyMapper *m, Statement *out, const Node *node, const PolicyPath *path);

/* Reads a document written as a string. OK with `*out` NULL: the text is not JSON from
 * `*broken` on; `*unknown` says that its holes may be the reason. ERR_LIMIT: it is too
 * large or too deep. */
int policy_read_string(PolicyMapper *m, const Node **out, bool *unknown, Span *broken,
                       const Node *string);

#endif
