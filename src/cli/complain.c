/* SPDX-License-Identifier: Apache-2.0
 *
 * Messages about the run. File names and arguments come from outside and may
 * hold anything: they are escaped, so that one message is one line.
 */
#include "cli/complain.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util/visible.h"

struct line {
  char *bytes;
  size_t len;
};

static bool append(void *context, const char *bytes, size_t len) {
  struct line *line = context;
  memcpy(line->bytes + line->len, bytes, len);
  line->len += len;
  return true;
}

/* In one piece: other processes may share the terminal. */
static void print(void *context, const char *text) {
  /* Nothing grows by more than that. */
  size_t most = sizeof "assumelint: \n" + strlen(text) * VISIBLE_MAX;
  struct line line = {.bytes = malloc(most)};
  Out out = {.write = append, .context = &line};
  (void)context;
  if (!line.bytes) {
    fputs("assumelint: out of memory\n", stderr);
    return;
  }
  out_format(&out, "assumelint: %s\n", text);
  fwrite(line.bytes, 1, line.len, stderr);
  free(line.bytes);
}

const Listener cli_stderr = {.tell = print};

bool cli_begin_loading(Loader *loader, const Settings *settings) {
  Error err = {.status = OK};
  int status = loader_begin(loader, settings, &err);
  if (status != OK)
    notice_send(&cli_stderr, "%s", err.text);
  return status == OK;
}
