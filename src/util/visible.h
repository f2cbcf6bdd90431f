/* SPDX-License-Identifier: Apache-2.0
 *
 * Text from an input, made fit for a terminal.
 *
 * Control characters, line separators, bidirectional overrides and bytes that
 * are no UTF-8 are shown as escapes (\x1B, \u202E), so that a name in a hostile
 * file can neither move the cursor nor start a line of its own. Applying it
 * twice changes nothing.
 */
#ifndef ASSUMELINT_UTIL_VISIBLE_H
#define ASSUMELINT_UTIL_VISIBLE_H

#include <stddef.h>

#include "assumelint/out.h"
#include "assumelint/str.h"

enum { VISIBLE_MAX = 12 };

/* Writes the visible form of the code point at `*at` to `form`, moves past it
 * and returns the number of bytes; `*columns` gets the number of code points in
 * the form. A tab becomes four blanks. */
size_t visible_next(Str s, size_t *at, char form[VISIBLE_MAX], size_t *columns);

void out_visible_str(Out *out, Str s);
void out_visible(Out *out, const char *c_string); /* NULL: nothing */

/* Like printf, with %s, %.*s and %zu and no other conversion: what is put in is made
 * visible, the rest is ours and written as it is. */
void out_format(Out *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
