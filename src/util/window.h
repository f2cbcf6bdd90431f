/* SPDX-License-Identifier: Apache-2.0
 *
 * The window reader: JSON of any length through one buffer.
 *
 * Bytes come from a callback, files and pipes alike. Everything is checked by
 * the JSON cursor; what is passed over is kept nowhere. Keys and short strings
 * can be looked at where they stand, and an object can be held back, until it
 * is known whether anybody wants it.
 *
 * No event is ever JSON_MORE: the window feeds the cursor itself. After
 * JSON_ERROR the reason is in `err`.
 */
#ifndef ASSUMELINT_UTIL_WINDOW_H
#define ASSUMELINT_UTIL_WINDOW_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/source.h"
#include "assumelint/status.h"
#include "assumelint/str.h"
#include "util/json_cursor.h"

/* Where bytes come from. `read` gives the number of bytes it wrote to `buffer`,
 * 0 at the end, or -1 when it failed. */
typedef struct Reader {
  ptrdiff_t (*read)(void *context, char *buffer, size_t size);
  void *context;
} Reader;

/* Bytes that are in memory already, as a reader. */
typedef struct MemoryReader {
  const char *bytes;
  size_t len, at;
} MemoryReader;
Reader memory_reader(MemoryReader *memory);

enum {
  WINDOW_MIN = 64,   /* smallest buffer */
  WINDOW_TEXT = 1024 /* longest key or string that can be looked at, as written */
};

/* A growing string of malloc's. */
typedef struct HeldValue {
  char *bytes;
  size_t len, cap;
  bool no_memory, too_long; /* more than MAX_KEPT_OBJECT */
} HeldValue;

typedef struct Window {
  JsonCursor cursor; /* the token and the depth of the last event */
  Error *err;
  /* Private: */
  Reader reader;
  char *buffer;
  size_t size;
  size_t begin; /* file offset of buffer[0] */
  size_t len;   /* bytes in the buffer */
  bool ended;   /* the reader has no more */
  int status;
  char token[WINDOW_TEXT]; /* the part of a token from earlier buffers */
  size_t token_len;
  char text[WINDOW_TEXT];
  HeldValue held;
  bool holding;
  size_t hold_from; /* file offset of the first byte not held yet */
  /* Lines and columns: of buffer[0], of the furthest byte asked for, and of what
   * may begin before the buffer, the token that is being read and what is held. */
  KnownPosition first, furthest, token_at, held_at;
} Window;

/* `size`: of the buffer, which is filled for the first time. To be closed
 * whatever comes back. */
int window_open(Window *window, Reader reader, size_t size, Error *err);
void window_close(Window *window);

/* Passes over a byte order mark and over lines until one starts with '{', where
 * the JSON begins. `*text`: there were such lines, not only white space.
 * ERR_NOT_OURS when no line starts with '{'. Without it, the JSON begins at
 * the first byte. */
int window_find_object(Window *window, bool *text);

JsonEvent window_next(Window *window);
/* Passes over the rest of the innermost open container; gives its END event. */
JsonEvent window_skip(Window *window);
/* Passes over the value that an event just given began, or was. False: failed. */
bool window_skip_value(Window *window, JsonEvent event);

/* The decoded text of the KEY or STRING just given, valid until the next call;
 * false when it is longer than WINDOW_TEXT. */
bool window_text(Window *window, Str *out);

/* Starts to hold the bytes of the container just begun, its bracket included.
 * There is one at a time. */
void window_hold(Window *window);
void window_drop(Window *window);
/* What was held, to the end of the token just given; valid until the next
 * hold. ERR_LIMIT when it is too long. */
int window_held(Window *window, Str *out);

/* Line and column of a byte of the file: exact for those of the buffer, for the
 * first of the token just given and of what was held last; otherwise the
 * nearest of these before it. Cheap where offsets only grow. */
Position window_position(Window *window, size_t offset);
/* File offset of the first byte that is not in the buffer yet. */
size_t window_end(const Window *window);
/* The byte at an offset; false for one that is not in the buffer. */
bool window_byte(const Window *window, size_t offset, char *out);

/* After the top-level value: with `postamble` text may follow of which no line
 * starts with '{'; otherwise nothing but white space. */
int window_finish(Window *window, bool postamble);

/* OK, or why the last event was JSON_ERROR. */
int window_status(const Window *window);

#endif
