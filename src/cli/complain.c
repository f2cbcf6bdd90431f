/* SPDX-License-Identifier: Apache-2.0
 *
 * Messages about the run. File names and arguments come from outside and may
 * hold anything: they are escaped, so that one message is one line.
 */
#include "cli/complain.h"

#include <stdarg.h>
#include <stdio.h>

#include "assumelint/arena.h"
#include "assumelint/out.h"
#include "util/visible.h"

/* More than a command line may hold, escaped. */
#define MESSAGE_BYTES ((size_t)16 << 20)

/* The whole line in the arena; NULL when there is no memory. */
static const char *make_line(struct alint_arena *arena, const char *text) {
  struct alint_buf line = alint_buf(arena);
  struct alint_out out = alint_out_to_buf(&line);
  alint_out_text(&out, "assumelint: ");
  alint_out_visible(&out, text);
  alint_out_text(&out, "\n");
  return out.failed ? NULL : line.ptr;
}

void alint_complain(const char *format, ...) {
  va_list args;
  va_start(args, format);
  int len = vsnprintf(NULL, 0, format, args);
  va_end(args);
  size_t size = len > 0 ? (size_t)len + 1 : 1;
  struct alint_arena *arena = alint_arena_new(MESSAGE_BYTES);
  char *text = arena ? alint_arena_alloc(arena, size) : NULL;
  const char *line = NULL;
  if (text) {
    va_start(args, format);
    vsnprintf(text, size, format, args);
    va_end(args);
    line = make_line(arena, text);
  }
  /* In one piece: other processes may share the terminal. */
  fputs(line ? line : "assumelint: out of memory\n", stderr);
  alint_arena_free(arena);
}
