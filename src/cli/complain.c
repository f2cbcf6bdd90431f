/* SPDX-License-Identifier: Apache-2.0
 *
 * Messages about the run. File names and arguments come from outside and may
 * hold anything: they are escaped, so that one message is one line.
 */
#include "cli/complain.h"

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

static void print(void *context, const char *text) {
  (void)context;
  struct alint_arena *arena = alint_arena_new(MESSAGE_BYTES);
  const char *line = arena ? make_line(arena, text) : NULL;
  /* In one piece: other processes may share the terminal. */
  fputs(line ? line : "assumelint: out of memory\n", stderr);
  alint_arena_free(arena);
}

const struct alint_listener alint_stderr = {.tell = print};

bool alint_begin_loading(struct alint_loader *loader, const struct alint_settings *settings) {
  struct alint_error err = {.status = ALINT_OK};
  int status = alint_loader_begin(loader, settings, &err);
  if (status != ALINT_OK)
    alint_tell(&alint_stderr, "%s", err.text);
  return status == ALINT_OK;
}
