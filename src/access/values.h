/* SPDX-License-Identifier: Apache-2.0
 *
 * The witness search: values to try for a condition key.
 */
#ifndef ASSUMELINT_ACCESS_VALUES_H
#define ASSUMELINT_ACCESS_VALUES_H

#include "access/search.h"

/* A growing list of texts without equal ones. */
typedef struct TextList {
  const Text **items;
  size_t count, cap;
} TextList;

/* pattern_values.c: adds to the list, while steps are left. */
void search_add_value(Search *s, TextList *out, const Text *text);
void search_add_literal(Search *s, TextList *out, Str value);
/* The policy's own values, wildcards filled. */
void search_pattern_values(Search *s, const SearchKey *key, TextList *out);
/* The i-th value of a condition, policy variables replaced; NULL where they cannot be. */
const Text *search_use_value(Search *s, const ConditionUse *use, size_t i);
/* Whether a pattern leaves nearly everything open: at most two characters are fixed of the
 * part of the key's values that differs from one owner to the next. */
bool search_fixes_little(Str key, const Text *pattern);

/* candidates.c: fills `key->candidates` with those worth trying. */
void search_make_candidates(Search *s, SearchKey *key);
void search_offer_list(Search *s, SearchKey *key, const Text *const *values, size_t count);
/* elements.c: lists for a multivalued key, made of single values. */
void search_offer_lists(Search *s, SearchKey *key, TextList *values);

/* key_values.c: the values an adversary has for a key: by its choice, any, or own ones only. */
void search_key_values(Search *s, const SearchKey *key, TextList *out);
void search_free_values(Search *s, const SearchKey *key, TextList *out);
void search_fresh_values(Search *s, const SearchKey *key, TextList *out);
bool search_key_may_be_absent(const Search *s, const SearchKey *key);

/* typed_values.c: numbers, dates, addresses, booleans. */
void search_typed_values(Search *s, const SearchKey *key, TextList *out);
/* aws:EpochTime where aws:CurrentTime was chosen: the same time. False for other keys. */
bool search_follow_time(Search *s, const SearchKey *key, TextList *out);
/* addresses.c: addresses in and beside the networks of the policy; `wide`: public
 * ones only, and none in a network that a stranger cannot choose to be in. */
void search_address_values(Search *s, const SearchKey *key, bool wide, TextList *out);

/* solved_values.c: values that the solver finds for the conditions of the
 * statement, stepping around each set of Deny conditions. `shape` (may be NULL)
 * must match too. `fresh`: only values that a stranger could have. */
void search_solved_values(Search *s, const SearchKey *key, const Text *shape, bool fresh,
                          TextList *out);

#endif
