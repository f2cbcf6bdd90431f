/* SPDX-License-Identifier: Apache-2.0
 *
 * Fuzz target: the JSON cursor against cJSON, and against itself in chunks.
 *
 * What the cursor accepts the reader must accept, with a tree of cJSON's shape
 * (the reader compares them: a difference is ERR_INTERNAL), and feeding the
 * text in pieces of any size must give the events of the whole.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "assumelint/node.h"
#include "assumelint/readers.h"
#include "util/json_cursor.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint64_t mix(uint64_t hash, uint64_t value) {
  return (hash ^ value) * 1099511628211U;
}

/* A hash over all events, with their places. */
static uint64_t run(const char *text, size_t len, size_t chunk, JsonCursor *c) {
  uint64_t hash = 14695981039346656037U;
  size_t at = 0;
  json_cursor_init(c, 0, true);
  json_cursor_feed(c, text, 0, len == 0);
  for (;;) {
    JsonEvent event = json_cursor_next(c);
    if (event == JSON_MORE) {
      size_t n = len - at < chunk ? len - at : chunk;
      json_cursor_feed(c, text + at, n, at + n == len);
      at += n;
      continue;
    }
    hash = mix(hash, event);
    if (event == JSON_DONE)
      return hash;
    if (event == JSON_ERROR)
      return mix(mix(hash, c->error_offset), (uint64_t)(-c->status));
    hash = mix(mix(mix(hash, c->token.begin), c->token.end), c->depth);
  }
}

struct input {
  Arena *arena;
  Source source;
};

static int read_tree(void *context) {
  const struct input *input = context;
  Node *root;
  Error err = {0};
  return json_read(&root, input->arena, &input->source, (Span){0, input->source.len}, &err);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const char *text = (const char *)data;
  JsonCursor c;
  uint64_t whole = run(text, size, size > 0 ? size : 1, &c);
  int status = c.status;
  for (size_t chunk = 1; chunk < size && chunk < 64; chunk++) {
    if (run(text, size, chunk, &c) != whole)
      abort();
  }
  struct input input = {.arena = arena_new((size_t)64 << 20),
                        .source = {.path = "fuzz", .bytes = text, .len = size}};
  if (input.arena && protect(read_tree, &input) != status)
    abort();
  arena_free(input.arena);
  return 0;
}
