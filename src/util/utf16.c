/* SPDX-License-Identifier: Apache-2.0
 *
 * UTF-16 to UTF-8, whole or bit by bit.
 */
#include "util/utf16.h"

#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/utf8.h"

/* Adds one code unit, at most four bytes; `high` is the half that waits, or 0. */
static size_t put_unit(char *out, uint16_t *high, uint16_t unit) {
  size_t n = 0;
  bool is_high = unit >= 0xD800 && unit <= 0xDBFF, is_low = unit >= 0xDC00 && unit <= 0xDFFF;
  if (*high && is_low) {
    n = utf8_put(out, 0x10000U + ((uint32_t)(*high - 0xD800) << 10) + (unit - 0xDC00U));
    *high = 0;
    return n;
  }
  if (*high)
    out[n++] = '\xFF';
  *high = is_high ? unit : 0;
  if (is_low)
    out[n++] = '\xFF';
  else if (!is_high)
    n += utf8_put(out + n, unit);
  return n;
}

static uint16_t unit_at(const unsigned char *p, bool big) {
  unsigned high = big ? p[0] : p[1], low = big ? p[1] : p[0];
  return (uint16_t)(high << 8 | low);
}

bool utf16_is(const char *bytes, size_t len) {
  return len >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0);
}

Str utf16_decode(Arena *arena, const char *bytes, size_t len) {
  const unsigned char *p = (const unsigned char *)bytes;
  bool big = p[0] == 0xFE;
  /* A unit gives three bytes at most, a pair four. */
  char *out = arena_array(arena, len / 2 + 2, 3);
  size_t n = 0, at = 2;
  uint16_t high = 0;
  for (; at + 1 < len; at += 2)
    n += put_unit(out + n, &high, unit_at(p + at, big));
  if (high || at < len)
    out[n++] = '\xFF';
  out[n] = '\0';
  return str_n(out, n);
}

/* Moves what is left to the front and reads more behind it. */
static bool refill(Utf16Reader *r) {
  memmove(r->in, r->in + r->in_at, r->in_len - r->in_at);
  r->in_len -= r->in_at;
  r->in_at = 0;
  while (r->in_len < 2 && !r->ended) {
    ptrdiff_t n =
        r->inner.read(r->inner.context, (char *)r->in + r->in_len, sizeof r->in - r->in_len);
    if (n < 0 || (size_t)n > sizeof r->in - r->in_len)
      return false;
    r->ended = n == 0;
    r->in_len += (size_t)n;
  }
  return true;
}

static void find_mode(Utf16Reader *r) {
  if (!utf16_is((const char *)r->in, r->in_len)) {
    r->mode = UTF16_NONE;
    return;
  }
  r->mode = r->in[0] == 0xFE ? UTF16_BIG : UTF16_LITTLE;
  r->in_at = 2;
}

/* What was read while the mode was found, then the inner reader's own. */
static ptrdiff_t read_through(Utf16Reader *r, char *buffer, size_t size) {
  size_t left = r->in_len - r->in_at;
  if (left == 0)
    return r->ended ? 0 : r->inner.read(r->inner.context, buffer, size);
  size_t n = left < size ? left : size;
  memcpy(buffer, r->in + r->in_at, n);
  r->in_at += n;
  return (ptrdiff_t)n;
}

/* Decodes one more code unit into `out`; nothing at the end. */
static bool next_unit(Utf16Reader *r) {
  r->out_at = r->out_len = 0;
  if (r->in_len - r->in_at < 2 && !refill(r))
    return false;
  if (r->in_len - r->in_at >= 2) {
    r->out_len = put_unit(r->out, &r->high, unit_at(r->in + r->in_at, r->mode == UTF16_BIG));
    r->in_at += 2;
  } else if (r->high || r->in_len > r->in_at) {
    r->out[r->out_len++] = '\xFF';
    r->high = 0;
    r->in_at = r->in_len;
  }
  return true;
}

static ptrdiff_t read_utf16(void *context, char *buffer, size_t size) {
  Utf16Reader *r = context;
  if (r->mode == UTF16_START) {
    if (!refill(r))
      return -1;
    find_mode(r);
  }
  if (r->mode == UTF16_NONE)
    return read_through(r, buffer, size);
  size_t n = 0;
  while (n < size) {
    if (r->out_at < r->out_len) {
      buffer[n++] = r->out[r->out_at++];
      continue;
    }
    bool more = r->in_len - r->in_at >= 2;
    if (!more && n > 0)
      break; /* give what there is before waiting for more */
    if (!next_unit(r))
      return -1;
    if (r->out_len == 0 && !r->high)
      break;
  }
  return (ptrdiff_t)n;
}

Reader utf16_reader(Utf16Reader *r, Reader inner) {
  *r = (Utf16Reader){.inner = inner, .mode = UTF16_START};
  return (Reader){.read = read_utf16, .context = r};
}
