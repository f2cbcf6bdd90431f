/* SPDX-License-Identifier: Apache-2.0
 *
 * Values of expressions: what Terraform would make of them, with holes where
 * that is not known. All live in an arena.
 */
#ifndef ALINT_PARSERS_HCL_VALUE_H
#define ALINT_PARSERS_HCL_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/arena.h"
#include "assumelint/node.h"
#include "assumelint/text.h"

enum alint_hcl_value_kind {
  ALINT_HCL_V_NULL,
  ALINT_HCL_V_BOOL,     /* str */
  ALINT_HCL_V_NUMBER,   /* str */
  ALINT_HCL_V_TEXT,     /* text */
  ALINT_HCL_V_LIST,     /* items */
  ALINT_HCL_V_MAP,      /* keys and items */
  ALINT_HCL_V_DOCUMENT, /* node: a text of JSON of which only the tree is known */
  ALINT_HCL_V_INSTANCE, /* instance: of a resource, as a whole */
  ALINT_HCL_V_UNKNOWN,  /* hole */
};

struct alint_hcl_value {
  enum alint_hcl_value_kind kind;
  struct alint_str str;
  const struct alint_text *text;
  const struct alint_hole *hole;
  struct alint_hcl_value **items;
  const struct alint_text **keys; /* sorted; those that are not known come last */
  size_t count;
  struct alint_node *node;
  const void *instance; /* the scope knows what it is: scope.h */
  bool sensitive;       /* DOCUMENT; MAP: its keys are secret, though there is no hole for them */
  bool set;             /* LIST: of no order but that of its elements */
  bool tuple;           /* LIST: certainly none of Terraform's, whose elements are of one type */
  /* LIST: an element that is not known may be any number of them, or equal to
   * another one, or elsewhere: no position in it means anything. */
  bool loose;
};

struct alint_hcl_value *alint_hcl_value_new(struct alint_arena *arena,
                                            enum alint_hcl_value_kind kind);
struct alint_hcl_value *alint_hcl_value_text(struct alint_arena *arena,
                                             const struct alint_text *text);
struct alint_hcl_value *alint_hcl_value_literal(struct alint_arena *arena, struct alint_str s);
/* A BOOL or NUMBER. */
struct alint_hcl_value *alint_hcl_value_scalar(struct alint_arena *arena,
                                               enum alint_hcl_value_kind kind, struct alint_str s);
struct alint_hcl_value *alint_hcl_value_bool(struct alint_arena *arena, bool yes);
/* A list or map with room for that many. */
struct alint_hcl_value *alint_hcl_value_container(struct alint_arena *arena,
                                                  enum alint_hcl_value_kind kind, size_t room);
/* The same value, with items of its own. */
struct alint_hcl_value *alint_hcl_value_copy(struct alint_arena *arena,
                                             const struct alint_hcl_value *value);
/* Adds an element to a list that has room. */
void alint_hcl_value_add(struct alint_hcl_value *list, struct alint_hcl_value *item);
/* Puts a member into a map that has room; one with an equal key is replaced. False
 * where it is not known whether another key is the same. */
bool alint_hcl_value_put(struct alint_hcl_value *map, const struct alint_text *key,
                         struct alint_hcl_value *item);
/* The member of that key; `*sure` is false where it may be another one. NULL: none. */
struct alint_hcl_value *alint_hcl_value_get(const struct alint_hcl_value *map,
                                            const struct alint_text *key, bool *sure);
/* Whether a map has a key that is not known: its place among the others is not either. */
bool alint_hcl_has_open_key(const struct alint_hcl_value *value);
/* An upper bound of the work that a value makes; more than ALINT_MAX_POLICY_BYTES
 * is not counted. */
size_t alint_hcl_value_size(const struct alint_hcl_value *value);
/* Whether a part of it cannot be written as JSON. */
bool alint_hcl_value_opaque(const struct alint_hcl_value *value);
/* A value of JSON. */
struct alint_hcl_value *alint_hcl_value_of_node(struct alint_arena *arena,
                                                const struct alint_node *node);
/* A scalar as text, as it stands in a template; NULL for anything else. */
const struct alint_text *alint_hcl_value_to_text(struct alint_arena *arena,
                                                 const struct alint_hcl_value *value);
/* jsonencode(): of a value that is not too large, nor opaque; NULL where the text is
 * longer than any (write.c). */
const struct alint_text *alint_hcl_value_json(struct alint_arena *arena,
                                              const struct alint_hcl_value *value);

/* ---- Numbers (numbers.c) ------------------------------------------------- */

/* A number as Terraform writes it; empty where it is none, or has too many digits. */
struct alint_str alint_hcl_number(struct alint_arena *arena, struct alint_str written);
/* A NUMBER of what is written somewhere, else something that is not known; `name`
 * for that. */
struct alint_hcl_value *alint_hcl_value_number(struct alint_arena *arena, struct alint_str written);
/* A number, or a string that is one, that is whole and not too large. */
bool alint_hcl_integer(long long *out, const struct alint_hcl_value *value);
struct alint_hcl_value *alint_hcl_value_integer(struct alint_arena *arena, long long number);

#endif
