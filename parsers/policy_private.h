/* SPDX-License-Identifier: Apache-2.0
 *
 * What the files of the policy mapper share: policy.c (the document),
 * policy_statement.c (elements of a statement), policy_condition.c,
 * policy_check.c (duplicate keys and limits everywhere inside) and
 * policy_string.c (a document written as a string).
 */
#ifndef ASSUMELINT_PARSERS_POLICY_PRIVATE_H
#define ASSUMELINT_PARSERS_POLICY_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/node.h"
#include "assumelint/policy.h"

struct alint_policy_mapper {
  struct alint_arena *arena;
  struct alint_error *err;
  struct alint_policy *policy;
  size_t oddity_cap;
  /* Of a document written as a string: the holes whose placeholders may stand
   * in keys. */
  const struct alint_hole **holes;
  size_t hole_count;
  size_t values; /* counted against ALINT_MAX_POLICY_VALUES */
};

/* Where we are in the document: a list from the inside to the root, on the
 * stack of the functions that walk it. */
struct alint_policy_path {
  const struct alint_policy_path *up; /* NULL: `key` is an element of the document */
  struct alint_str key;
  bool is_index; /* `index` is meant, not `key` */
  size_t index;
};

/* RFC 6901; `path` may be NULL: the document. A NULL ptr: out of memory. */
struct alint_str alint_policy_pointer(struct alint_arena *arena,
                                      const struct alint_policy_path *path);

/* `statement`: index or -1. */
void alint_policy_odd(struct alint_policy_mapper *m, enum alint_oddity_kind kind, int statement,
                      struct alint_str detail, struct alint_span span,
                      const struct alint_policy_path *path);

/* The last member of that key: what most readers take of duplicates. */
const struct alint_member *alint_policy_last(const struct alint_node *map, const char *key);
/* Whether a later member has the same key. */
bool alint_policy_is_overridden(const struct alint_node *map, size_t i);

/* ---- Values ---- */

/* A value where a string is expected. */
struct alint_policy_value {
  struct alint_item item;
  const struct alint_hole
      *opaque; /* not NULL: anything may be in its place; item.text is the hole */
};

struct alint_policy_values {
  struct alint_policy_value *items;
  size_t count, cap;
  bool odd; /* something was of the wrong type */
};

/* One value, or each of a list; what is no string is an oddity. `name` is the
 * element's, for it. */
void alint_policy_collect(struct alint_policy_mapper *m, struct alint_policy_values *out,
                          const struct alint_node *node, const struct alint_policy_path *path,
                          int statement, struct alint_str name);
/* The hole of an opaque node; NULL when out of memory. */
const struct alint_hole *alint_policy_hole(struct alint_policy_mapper *m,
                                           const struct alint_node *node);
/* A string as one literal: holes as ${name}. False, with the oddity recorded in
 * `*status`, for what is no string. */
bool alint_policy_string(struct alint_policy_mapper *m, struct alint_str *out, bool *has_hole,
                         const struct alint_node *node, const struct alint_policy_path *path,
                         int statement, struct alint_str name, int *status);

/* ---- Parts ---- */

/* Duplicate keys, aliases, limits. */
int alint_policy_check(struct alint_policy_mapper *m, const struct alint_node *root);

int alint_policy_statement(struct alint_policy_mapper *m, struct alint_statement *out,
                           const struct alint_node *node, const struct alint_policy_path *path);
void alint_policy_condition(struct alint_policy_mapper *m, struct alint_statement *st,
                            const struct alint_node *node, const struct alint_policy_path *path);

/* The tree of a document written as a string; NULL with ALINT_OK when its text
 * is not JSON from `*broken` on (`*unknown`: because of the holes in it). */
int alint_policy_read_string(struct alint_policy_mapper *m, const struct alint_node **out,
                             bool *unknown, struct alint_span *broken,
                             const struct alint_node *string);
/* A key as it is shown: placeholders as ${name}. `*hole` is the first hole or
 * NULL. A NULL ptr: out of memory. */
struct alint_str alint_policy_key(struct alint_policy_mapper *m, struct alint_str key,
                                  const struct alint_hole **hole);

#endif
