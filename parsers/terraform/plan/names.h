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

/* What was built; a text over the limit fails as an allocation does. */
Str tf_built(const Buf *buf);

#endif
