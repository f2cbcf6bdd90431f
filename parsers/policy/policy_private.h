/* SPDX-License-Identifier: Apache-2.0
 *
 * What the files of the policy mapper share: policy.c (the document),
 * policy_statement.c (elements of a statement), policy_condition.c,
 * policy_check.c (duplicate keys and limits everywhere inside) and
 * policy_string.c (a document written as a string).
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
  size_t malformation_cap;
  /* Of a document written as a string: the holes whose placeholders may stand
   * in keys. */
  const Hole **holes;
  size_t hole_count;
  size_t values; /* counted against MAX_POLICY_VALUES */
} PolicyMapper;

/* Where we are in the document: a list from the inside to the root, on the
 * stack of the functions that walk it. */
typedef struct PolicyPath {
  const struct PolicyPath *up; /* NULL: `key` is an element of the document */
  Str key;
  bool is_index; /* `index` is meant, not `key` */
  size_t index;
} PolicyPath;

/* RFC 6901; `path` may be NULL: the document. A NULL ptr: out of memory. */
Str policy_pointer(Arena *arena, const PolicyPath *path);

/* `statement`: index or -1. */
void policy_malformed(PolicyMapper *m, MalformationKind kind, int statement, Str detail, Span span,
                      const PolicyPath *path);

/* The last member of that key: what most readers take of duplicates. */
const Member *policy_last(const Node *map, const char *key);
/* Whether a later member has the same key. */
bool policy_is_overridden(const Node *map, size_t i);

/* ---- Values ---- */

/* A value where a string is expected. */
typedef struct PolicyValue {
  Item item;
  const Hole *opaque; /* not NULL: anything may be in its place; item.text is the hole */
} PolicyValue;

typedef struct PolicyValues {
  PolicyValue *items;
  size_t count, cap;
  bool odd; /* something was of the wrong type */
} PolicyValues;

/* One value, or each of a list; what is no string is an oddity. `name` is the
 * element's, for it. */
void policy_collect(PolicyMapper *m, PolicyValues *out, const Node *node, const PolicyPath *path,
                    int statement, Str name);
/* The hole of an opaque node; NULL when out of memory. */
const Hole *policy_hole(PolicyMapper *m, const Node *node);
/* A string as one literal: holes as ${name}. False, with the oddity recorded in
 * `*status`, for what is no string. */
bool policy_string(PolicyMapper *m, Str *out, bool *has_hole, const Node *node,
                   const PolicyPath *path, int statement, Str name, int *status);

/* ---- Parts ---- */

/* Duplicate keys, aliases, limits. */
int policy_check(PolicyMapper *m, const Node *root);

int policy_statement(PolicyMapper *m, Statement *out, const Node *node, const PolicyPath *path);
void policy_condition(PolicyMapper *m, Statement *st, const Node *node, const PolicyPath *path);

/* The tree of a document written as a string; NULL with OK when its text
 * is not JSON from `*broken` on (`*unknown`: because of the holes in it). */
int policy_read_string(PolicyMapper *m, const Node **out, bool *unknown, Span *broken,
                       const Node *string);
/* A key as it is shown: placeholders as ${name}. `*hole` is the first hole or
 * NULL. A NULL ptr: out of memory. */
Str policy_key(PolicyMapper *m, Str key, const Hole **hole);

#endif
