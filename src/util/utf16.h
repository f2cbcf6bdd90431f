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

struct alint_arena;

bool alint_is_utf16(const char *bytes, size_t len);

/* The text as UTF-8, NUL-terminated, without the mark. NULL ptr: no memory. */
struct alint_str alint_utf16_decode(struct alint_arena *arena, const char *bytes, size_t len);

/* Gives what another reader gives: as UTF-8 if that is UTF-16, else unchanged. */
struct alint_utf16_reader {
  struct alint_reader inner;
  enum { ALINT_UTF16_START, ALINT_UTF16_LITTLE, ALINT_UTF16_BIG, ALINT_UTF16_NONE } mode;
  unsigned char in[256]; /* bytes not looked at yet */
  size_t in_len, in_at;
  char out[8]; /* of a code unit that did not fit */
  size_t out_len, out_at;
  uint16_t high; /* a high surrogate that waits for its other half */
  bool ended;
};
struct alint_reader alint_utf16_reader(struct alint_utf16_reader *reader,
                                       struct alint_reader inner);

#endif
