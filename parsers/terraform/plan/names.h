/* SPDX-License-Identifier: Apache-2.0
 *
 * Lists of addresses, references and other names.
 */
#ifndef ASSUMELINT_PARSERS_TERRAFORM_PLAN_NAMES_H
#define ASSUMELINT_PARSERS_TERRAFORM_PLAN_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/buf.h"
#include "assumelint/str.h"

/* Grows with LIST_ADD. */
typedef struct TfNames {
  Str *items;
  size_t count, cap;
} TfNames;

/* Sorts them, and keeps each once. */
void tf_sort_names(TfNames *names);
/* Whether a sorted list has the name. */
bool tf_has_name(const TfNames *names, Str name);

/* Whether a text is one of the words, or begins with one. A NULL ends the list. */
bool tf_is_one_of(Str text, const char *const *words);
bool tf_starts_with(Str text, const char *const *words);

/* What was built; a text over the limit fails as an allocation does. */
Str tf_built(const Buf *buf);

#endif
