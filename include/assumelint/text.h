/* SPDX-License-Identifier: Apache-2.0
 *
 * Text: a string of literal pieces and holes.
 *
 * What a template or a plan does not say is not "unknown" as a whole: in
 * `arn:${AWS::Partition}:iam::${AWS::AccountId}:root` only two parts are open, and they
 * are the same two wherever they stand. Comparing texts is three-valued.
 */
#ifndef ASSUMELINT_TEXT_H
#define ASSUMELINT_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/hole.h"
#include "assumelint/str.h"
#include "assumelint/tri.h"

typedef struct Arena Arena;

typedef struct Piece {
  Str literal;      /* set while `hole` is NULL */
  const Hole *hole; /* NULL: a literal piece */
  bool fresh;       /* literal, chosen by an adversary: equal to no hole whatever its value */
  bool exact;       /* literal, put in by a policy variable: '*' and '?' in it are no wildcards */
} Piece;

/* Neighbouring literal pieces with the same flags are always joined; no literal piece is
 * empty. A count of 0 is the empty string. */
typedef struct Text {
  const Piece *pieces;
  size_t count;
} Text;

/* ---- Building -------------------------------------------------------------------- */

const Text *text_literal(Arena *arena, Str s);
const Text *text_fresh(Arena *arena, Str s);
const Text *text_hole(Arena *arena, const Hole *hole); /* NULL for NULL */
/* The role's own account, where nothing else is known of it. `give` says how to make it
 * known, "--account ID"; may be empty. */
const Text *text_own_account(Arena *arena, const char *give);
const Text *text_concat(Arena *arena, const Text *const *parts, size_t count);
/* Cuts at each `separator` in literal pieces into at least one and at most `max` parts; the
 * last takes the rest. `parts` has room for `max`, which is not 0. Returns how many parts. */
size_t text_split(Arena *arena, const Text *text, char separator, const Text **parts, size_t max);

/* ---- Looking --------------------------------------------------------------------- */

/* The whole text as a literal; false when there is a hole in it. */
bool text_known(const Text *text, Str *out);
bool text_is(const Text *text, const char *c_string); /* known and equal */
bool text_empty(const Text *text);                    /* known and "" */
/* The hole that is the whole text; NULL if it is anything else. */
const Hole *text_only_hole(const Text *text);
const Hole *text_first_hole(const Text *text);

/* ---- Comparing ------------------------------------------------------------------- */

/* Same pieces: certainly equal whatever the holes are. */
bool text_same(const Text *a, const Text *b);
/* Three-valued equality, byte exact or with ASCII case folded. */
Tri text_eq(const Text *a, const Text *b);
Tri text_eq_nocase(const Text *a, const Text *b);
/* Neither is NULL, and they differ whatever their holes are. */
bool text_contradicts(const Text *a, const Text *b);

/* ---- Printing -------------------------------------------------------------------- */

/* For people: holes as ${name}, sensitive ones as (sensitive). */
Str text_print(Arena *arena, const Text *text);
/* The same with all scopes, as a part of a condition key: there one spelling has to be one
 * value. */
Str text_key(Arena *arena, const Text *text);
/* For fingerprints: holes by kind, not by name; own account as own. */
Str text_canonical(Arena *arena, const Text *text);

#endif
