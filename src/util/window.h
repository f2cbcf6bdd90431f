/* SPDX-License-Identifier: Apache-2.0
 *
 * The window reader: JSON of any length through one buffer.
 *
 * Bytes come from a callback, files and pipes alike. Everything is checked by
 * the JSON cursor; what is passed over is kept nowhere. Keys and short strings
 * can be looked at where they stand, and an object can be held back, until it
 * is known whether anybody wants it.
 *
 * No event is ever ALINT_JSON_MORE: the window feeds the cursor itself. After
 * ALINT_JSON_ERROR the reason is in `err`.
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
struct alint_reader {
  ptrdiff_t (*read)(void *context, char *buffer, size_t size);
  void *context;
};

/* Bytes that are in memory already, as a reader. */
struct alint_memory_reader {
  const char *bytes;
  size_t len, at;
};
struct alint_reader alint_memory_reader(struct alint_memory_reader *memory);

enum {
  ALINT_WINDOW_MIN = 64,   /* smallest buffer */
  ALINT_WINDOW_TEXT = 1024 /* longest key or string that can be looked at, as written */
};

/* A growing string of malloc's. */
struct alint_held {
  char *bytes;
  size_t len, cap;
  bool no_memory, too_long; /* more than ALINT_MAX_KEPT_OBJECT */
};

struct alint_window {
  struct alint_json_cursor cursor; /* the token and the depth of the last event */
  struct alint_error *err;
  /* Private: */
  struct alint_reader reader;
  char *buffer;
  size_t size;
  size_t begin; /* file offset of buffer[0] */
  size_t len;   /* bytes in the buffer */
  bool ended;   /* the reader has no more */
  int status;
  char token[ALINT_WINDOW_TEXT]; /* the part of a token from earlier buffers */
  size_t token_len;
  char text[ALINT_WINDOW_TEXT];
  struct alint_held held;
  bool holding;
  size_t hold_from; /* file offset of the first byte not held yet */
  /* Lines and columns: of buffer[0], of the furthest byte asked for, and of what
   * may begin before the buffer, the token that is being read and what is held. */
  struct alint_mark first, furthest, token_at, held_at;
};

/* `size`: of the buffer, which is filled for the first time. To be closed
 * whatever comes back. */
int alint_window_open(struct alint_window *window, struct alint_reader reader, size_t size,
                      struct alint_error *err);
void alint_window_close(struct alint_window *window);

/* What is in the buffer: after open, the first bytes of the file. */
struct alint_str alint_window_peek(const struct alint_window *window);

/* Passes over a byte order mark and over lines until one starts with '{', where
 * the JSON begins. `*text`: there were such lines, not only white space.
 * ALINT_ENOTOURS when no line starts with '{'. Without it, the JSON begins at
 * the first byte. */
int alint_window_find_object(struct alint_window *window, bool *text);

enum alint_json_event alint_window_next(struct alint_window *window);
/* Passes over the rest of the innermost open container; gives its END event. */
enum alint_json_event alint_window_skip(struct alint_window *window);
/* Passes over the value that an event just given began, or was. False: failed. */
bool alint_window_skip_value(struct alint_window *window, enum alint_json_event event);

/* The decoded text of the KEY or STRING just given, valid until the next call;
 * false when it is longer than ALINT_WINDOW_TEXT. */
bool alint_window_text(struct alint_window *window, struct alint_str *out);

/* Starts to hold the bytes of the container just begun, its bracket included.
 * There is one at a time. */
void alint_window_hold(struct alint_window *window);
void alint_window_drop(struct alint_window *window);
/* What was held, to the end of the token just given; valid until the next
 * hold. ALINT_ELIMIT when it is too long. */
int alint_window_held(struct alint_window *window, struct alint_str *out);

/* Line and column of a byte of the file: exact for those of the buffer, for the
 * first of the token just given and of what was held last; otherwise the
 * nearest of these before it. Cheap where offsets only grow. */
struct alint_position alint_window_position(struct alint_window *window, size_t offset);
/* File offset of the first byte that is not in the buffer yet. */
size_t alint_window_end(const struct alint_window *window);
/* The byte at an offset; false for one that is not in the buffer. */
bool alint_window_byte(const struct alint_window *window, size_t offset, char *out);

/* After the top-level value: with `postamble` text may follow of which no line
 * starts with '{'; otherwise nothing but white space. */
int alint_window_finish(struct alint_window *window, bool postamble);

/* ALINT_OK, or why the last event was ALINT_JSON_ERROR. */
int alint_window_status(const struct alint_window *window);

#endif
