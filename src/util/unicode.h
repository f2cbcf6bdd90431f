/* SPDX-License-Identifier: Apache-2.0
 *
 * What of Unicode matters to a reader of Terraform: which texts its normal form
 * leaves alone, and what is white space.
 */
#ifndef ASSUMELINT_UTIL_UNICODE_H
#define ASSUMELINT_UTIL_UNICODE_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/str.h"

/* Whether normal form C of valid UTF-8 is certainly the text itself, whatever
 * such a text stands behind. False for some that are. */
bool unicode_is_normal(Str s);

/* Bytes of white space, as Unicode has it, at the beginning and at the end. */
size_t unicode_leading_space(Str s);
size_t unicode_trailing_space(Str s);

#endif
