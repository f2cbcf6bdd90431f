/* SPDX-License-Identifier: Apache-2.0
 *
 * UTF-8: code points from bytes and back.
 */
#ifndef ASSUMELINT_UTF8_H
#define ASSUMELINT_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "assumelint/str.h"

/* Decodes the code point at `*at` of valid UTF-8 and moves past it. */
uint32_t utf8_next(Str s, size_t *at);

/* Writes at most four bytes and returns their number. */
size_t utf8_put(char *out, uint32_t code_point);

/* Whether `bytes` is well-formed UTF-8: no surrogates, nothing overlong. The offset of
 * the first bad byte goes to `*bad`, which may be NULL. */
bool utf8_valid(const char *bytes, size_t len, size_t *bad);

#endif
