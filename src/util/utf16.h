/* SPDX-License-Identifier: Apache-2.0
 *
 * UTF-16 with a byte order mark (what PowerShell's `>` writes), read as UTF-8.
 *
 * Half a surrogate pair and an odd last byte become the byte 0xFF, which no
 * reader of UTF-8 takes.
 */
#ifndef ASSUMELINT_UTIL_UTF16_H
#define ASSUMELINT_UTIL_UTF16_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "assumelint/str.h"
#include "util/window.h"

typedef struct Arena Arena;

bool utf16_is(const char *bytes, size_t len);

/* The text as UTF-8, NUL-terminated, without the mark. NULL ptr: no memory. */
Str utf16_decode(Arena *arena, const char *bytes, size_t len);

/* Gives what another reader gives: as UTF-8 if that is UTF-16, else unchanged. */
typedef struct Utf16Reader {
  Reader inner;
  enum { UTF16_START, UTF16_LITTLE, UTF16_BIG, UTF16_NONE } mode;
  unsigned char in[256]; /* bytes not looked at yet */
  size_t in_len, in_at;
  char out[8]; /* of a code unit that did not fit */
  size_t out_len, out_at;
  uint16_t high; /* a high surrogate that waits for its other half */
  bool ended;
} Utf16Reader;
Reader utf16_reader(Utf16Reader *reader, Reader inner);

#endif
