/* SPDX-License-Identifier: Apache-2.0
 *
 * Values of expressions: what Terraform would make of them, with holes where
 * that is not known. All live in an arena.
 */
#ifndef ASSUMELINT_PARSERS_HCL_VALUE_H
#define ASSUMELINT_PARSERS_HCL_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/arena.h"
#include "assumelint/node.h"
#include "assumelint/text.h"

typedef enum {
  HCL_V_NULL,
  HCL_V_BOOL,     /* str */
  HCL_V_NUMBER,   /* str */
  HCL_V_TEXT,     /* text */
  HCL_V_LIST,     /* items */
  HCL_V_MAP,      /* keys and items */
  HCL_V_DOCUMENT, /* node: a text of JSON of which only the tree is known */
  HCL_V_INSTANCE, /* instance: of a resource, as a whole */
  HCL_V_UNKNOWN,  /* hole */
} HclValueKind;

typedef struct HclValue {
  HclValueKind kind;
  Str str;
  const Text *text;
  const Hole *hole;
  struct HclValue **items;
  const Text **keys; /* sorted; those that are not known come last */
  size_t count, cap;
  Node *node;
  const void *instance; /* the scope knows what it is: scope.h */
  bool sensitive;       /* DOCUMENT; MAP: its keys are secret, though there is no hole for them */
  bool set;             /* LIST: of no order but that of its elements */
  bool tuple;           /* LIST: certainly none of Terraform's, whose elements are of one type */
  /* LIST: an element that is not known may be any number of them, or equal to
   * another one, or elsewhere: no position in it means anything. */
  bool loose;
} HclValue;

HclValue *hcl_value_new(Arena *arena, HclValueKind kind);
HclValue *hcl_value_text(Arena *arena, const Text *text);
HclValue *hcl_value_literal(Arena *arena, Str s);
/* A BOOL or NUMBER. */
HclValue *hcl_value_scalar(Arena *arena, HclValueKind kind, Str s);
HclValue *hcl_value_bool(Arena *arena, bool yes);
/* A list or map with room for that many. */
HclValue *hcl_value_container(Arena *arena, HclValueKind kind, size_t room);
/* The same value, with items of its own. */
HclValue *hcl_value_copy(Arena *arena, const HclValue *value);
/* Adds an element to a list that has room. */
void hcl_value_add(HclValue *list, HclValue *item);
/* Puts a member into a map that has room; one with an equal key is replaced. False
 * where it is not known whether another key is the same. */
bool hcl_value_put(HclValue *map, const Text *key, HclValue *item);
/* The member of that key; `*sure` is false where it may be another one. NULL: none. */
HclValue *hcl_value_get(const HclValue *map, const Text *key, bool *sure);
/* Whether a map has a key that is not known: then its position is not known either. */
bool hcl_has_open_key(const HclValue *value);
/* The bytes of a text, with a hole as one. */
size_t hcl_text_size(const Text *text);
/* An upper bound of the work that a value makes; more than MAX_POLICY_BYTES is not
 * counted. */
size_t hcl_value_size(const HclValue *value);
/* Whether a part of it cannot be written as JSON. */
bool hcl_value_opaque(const HclValue *value);
/* A value of JSON. */
HclValue *hcl_value_of_node(Arena *arena, const Node *node);
/* A scalar as text, as it stands in a template; NULL for anything else. */
const Text *hcl_value_to_text(Arena *arena, const HclValue *value);
/* jsonencode() of a value that is neither too large nor opaque (write.c); NULL where the
 * text is longer than MAX_TEXT_BYTES. */
const Text *hcl_value_json(Arena *arena, const HclValue *value);

/* ---- Numbers (numbers.c) ------------------------------------------------- */

/* A NUMBER as Terraform writes it; UNKNOWN where it is none, or has too many digits. */
HclValue *hcl_value_number(Arena *arena, Str written);
/* A number, or a string that is one, that is whole and not too large. */
bool hcl_integer(long long *out, const HclValue *value);
HclValue *hcl_value_integer(Arena *arena, long long number);

#endif
