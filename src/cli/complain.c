/* SPDX-License-Identifier: Apache-2.0
 *
 * Messages about the run. File names and arguments come from outside and may
 * hold anything: they are escaped, so that one message is one line.
 */
#include "cli/complain.h"

#include <stdarg.h>
#include <stdio.h>

#include "assumelint/arena.h"
#include "assumelint/status.h"
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

/* A message while it is made. */
struct message {
  struct alint_arena *arena;
  char *text;
  const char *line;
  size_t size;
};

static int make_room(void *context) {
  struct message *message = context;
  message->text = alint_arena_alloc(message->arena, message->size);
  return ALINT_OK;
}

static int finish_line(void *context) {
  struct message *message = context;
  message->line = make_line(message->arena, message->text);
  return ALINT_OK;
}

void alint_complain(const char *format, ...) {
  va_list args;
  va_start(args, format);
  int len = vsnprintf(NULL, 0, format, args);
  va_end(args);
  struct message message = {.arena = alint_arena_new(MESSAGE_BYTES),
                            .size = len > 0 ? (size_t)len + 1 : 1};
  if (message.arena && alint_protect(make_room, &message) == ALINT_OK) {
    va_start(args, format);
    vsnprintf(message.text, message.size, format, args);
    va_end(args);
    alint_protect(finish_line, &message);
  }
  /* In one piece: other processes may share the terminal. */
  fputs(message.line ? message.line : "assumelint: out of memory\n", stderr);
  alint_arena_free(message.arena);
}
