/* SPDX-License-Identifier: Apache-2.0
 *
 * The window reader. The buffer is filled anew each time the cursor has used
 * it up; what must outlive it (the token that is being read, the object that
 * is held back) is copied out of it before.
 */
#include "util/window.h"

#include <stdlib.h>
#include <string.h>

#include "assumelint/limits.h"

/* ---- The bytes --------------------------------------------------------- */

static ptrdiff_t read_memory(void *context, char *buffer, size_t size) {
  MemoryReader *memory = context;
  size_t n = memory->len - memory->at;
  if (n > size)
    n = size;
  if (n > 0)
    memcpy(buffer, memory->bytes + memory->at, n);
  memory->at += n;
  return (ptrdiff_t)n;
}

Reader memory_reader(MemoryReader *memory) {
  return (Reader){.read = read_memory, .context = memory};
}

/* ---- Lines and columns ------------------------------------------------- */

/* The mark of an offset, from one before it that is in the buffer or at its end. */
static KnownPosition mark_from(const Window *w, KnownPosition mark, size_t offset) {
  size_t end = window_end(w);
  if (offset > end)
    offset = end;
  if (offset > mark.offset)
    mark.position = source_position_after(mark.position, w->buffer + (mark.offset - w->begin),
                                          offset - mark.offset);
  mark.offset = offset;
  return mark;
}

Position window_position(Window *w, size_t offset) {
  if (offset == w->held_at.offset)
    return w->held_at.position;
  if (offset >= w->furthest.offset) {
    w->furthest = mark_from(w, w->furthest, offset);
    return w->furthest.position;
  }
  if (offset >= w->first.offset)
    return mark_from(w, w->first, offset).position;
  bool token = w->token_at.offset <= offset && w->token_at.offset >= w->held_at.offset;
  return token ? w->token_at.position : w->held_at.position;
}

size_t window_end(const Window *w) {
  return w->begin + w->len;
}

bool window_byte(const Window *w, size_t offset, char *out) {
  if (offset < w->begin || offset - w->begin >= w->len)
    return false;
  *out = w->buffer[offset - w->begin];
  return true;
}

/* Before the buffer goes. */
static void keep_positions(Window *w) {
  size_t token = w->cursor.token.begin;
  if (token >= w->first.offset)
    w->token_at = (KnownPosition){token, window_position(w, token)};
  w->furthest = mark_from(w, w->furthest, w->begin + w->len);
  w->first = w->furthest;
}

/* ---- Filling ----------------------------------------------------------- */

/* Fills the buffer with the bytes that come next; none at the end. */
static int fill(Window *w) {
  keep_positions(w);
  w->begin += w->len;
  w->len = 0;
  while (w->len < w->size && !w->ended) {
    ptrdiff_t n = w->reader.read(w->reader.context, w->buffer + w->len, w->size - w->len);
    if (n < 0 || (size_t)n > w->size - w->len)
      return error_set(w->err, ERR_IO, "the file could not be read to its end");
    w->ended = n == 0;
    w->len += (size_t)n;
  }
  return OK;
}

/* ---- Before the JSON --------------------------------------------------- */

/* Length of a byte order mark; the buffer has room for more than that. */
static size_t bom_length(const Window *w) {
  return w->len >= 3 && memcmp(w->buffer, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

static bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void start(Window *w, size_t at, bool bom) {
  json_cursor_init(&w->cursor, w->begin + at, bom);
  json_cursor_feed(&w->cursor, w->buffer + at, w->len - at, w->ended);
}

int window_open(Window *w, Reader reader, size_t size, Error *err) {
  *w = (Window){.err = err, .reader = reader};
  w->size = size < WINDOW_MIN ? WINDOW_MIN : size;
  w->buffer = malloc(w->size);
  if (!w->buffer)
    return w->status = error_memory(err);
  w->first.position = (Position){1, 1};
  w->furthest = w->token_at = w->held_at = w->first;
  w->status = fill(w);
  w->first.offset = w->furthest.offset = bom_length(w);
  start(w, 0, true);
  return w->status;
}

int window_find_object(Window *w, bool *text) {
  bool blank = true, line_start = true;
  size_t i = bom_length(w);
  while (w->status == OK && w->len > 0) {
    for (; i < w->len; i++) {
      char c = w->buffer[i];
      if (c == '{' && line_start) {
        *text = !blank;
        start(w, i, false);
        return OK;
      }
      blank = blank && is_blank(c);
      line_start = c == '\n' || blank;
    }
    w->status = fill(w);
    i = 0;
  }
  if (w->status == OK)
    w->status = error_set(w->err, ERR_NOT_OURS, "there is no JSON object in it");
  return w->status;
}

void window_close(Window *w) {
  free(w->buffer);
  free(w->held.bytes);
  w->buffer = NULL;
  w->held = (HeldValue){.bytes = NULL};
}

int window_status(const Window *w) {
  return w->status;
}

/* ---- Holding back ------------------------------------------------------ */

static void held_add(HeldValue *held, const char *bytes, size_t len) {
  if (held->no_memory || held->too_long || len == 0)
    return;
  if (len > MAX_KEPT_OBJECT - held->len) {
    held->too_long = true;
    return;
  }
  if (held->len + len > held->cap) {
    size_t cap = held->cap < 4096 ? 4096 : held->cap * 2;
    while (cap < held->len + len)
      cap *= 2;
    char *grown = realloc(held->bytes, cap);
    if (!grown) {
      held->no_memory = true;
      return;
    }
    held->bytes = grown;
    held->cap = cap;
  }
  memcpy(held->bytes + held->len, bytes, len);
  held->len += len;
}

/* Copies what is not held yet, up to a file offset inside the buffer. */
static void hold_up_to(Window *w, size_t end) {
  if (!w->holding || end <= w->hold_from)
    return;
  held_add(&w->held, w->buffer + (w->hold_from - w->begin), end - w->hold_from);
  w->hold_from = end;
}

void window_hold(Window *w) {
  w->held.len = 0;
  w->held.no_memory = w->held.too_long = false;
  w->holding = true;
  w->hold_from = w->cursor.token.begin;
  w->held_at = (KnownPosition){w->hold_from, window_position(w, w->hold_from)};
}

void window_drop(Window *w) {
  w->holding = false;
}

int window_held(Window *w, Str *out) {
  hold_up_to(w, w->cursor.token.end);
  w->holding = false;
  if (w->held.no_memory)
    return w->status = error_memory(w->err);
  if (w->held.too_long)
    return w->status =
               error_set_at(w->err, ERR_LIMIT, w->held_at.offset,
                            "one object of the JSON has more than %zu bytes", MAX_KEPT_OBJECT);
  *out = str_n(w->held.bytes, w->held.len);
  return OK;
}

/* ---- Events ------------------------------------------------------------ */

/* Saves the beginning of a token that goes on in the next buffer. */
static void save_token(Window *w) {
  if (!json_cursor_in_token(&w->cursor))
    return;
  size_t from = w->cursor.token.begin;
  if (from >= w->begin)
    w->token_len = 0;
  else
    from = w->begin;
  size_t n = w->begin + w->len - from;
  if (n > sizeof w->token - w->token_len)
    n = sizeof w->token - w->token_len;
  memcpy(w->token + w->token_len, w->buffer + (from - w->begin), n);
  w->token_len += n;
}

static bool feed_more(Window *w) {
  save_token(w);
  hold_up_to(w, w->begin + w->len);
  w->status = fill(w);
  if (w->status != OK)
    return false;
  json_cursor_feed(&w->cursor, w->buffer, w->len, w->ended);
  return true;
}

static JsonEvent run(Window *w, JsonEvent (*step)(JsonCursor *)) {
  while (w->status == OK) {
    JsonEvent event = step(&w->cursor);
    if (event == JSON_ERROR)
      w->status = json_cursor_fail(&w->cursor, w->err);
    else if (event != JSON_MORE)
      return event;
    else
      feed_more(w);
  }
  return JSON_ERROR;
}

JsonEvent window_next(Window *w) {
  return run(w, json_cursor_next);
}

JsonEvent window_skip(Window *w) {
  return run(w, json_cursor_skip);
}

bool window_skip_value(Window *w, JsonEvent event) {
  if (event == JSON_BEGIN_OBJECT || event == JSON_BEGIN_ARRAY)
    event = window_skip(w);
  return event != JSON_ERROR;
}

bool window_text(Window *w, Str *out) {
  Span token = w->cursor.token;
  size_t len = token.end - token.begin;
  if (len > WINDOW_TEXT)
    return false;
  const char *bytes = w->buffer;
  if (token.begin >= w->begin) {
    bytes += token.begin - w->begin;
  } else {
    /* Its beginning was saved; join the rest to it. */
    memcpy(w->token + w->token_len, w->buffer, len - w->token_len);
    w->token_len = len;
    bytes = w->token;
  }
  *out = str_n(w->text, json_unescape(w->text, bytes + 1, len - 2));
  return true;
}

/* ---- After the JSON ---------------------------------------------------- */

/* Whether another JSON text begins where one must not. */
static int another(Window *w, size_t at) {
  return w->status = error_set_at(w->err, ERR_SYNTAX, w->begin + at,
                                  "there is more than one JSON text in the file");
}

int window_finish(Window *w, bool postamble) {
  if (w->status != OK)
    return w->status;
  if (!postamble) {
    window_next(w);
    return w->status;
  }
  size_t i = json_cursor_offset(&w->cursor) - w->begin;
  bool line_start = true; /* or only blanks since the value */
  for (;;) {
    for (; i < w->len; i++) {
      char c = w->buffer[i];
      if (line_start && c == '{')
        return another(w, i);
      line_start = c == '\n' || (line_start && is_blank(c));
    }
    if (w->ended)
      return OK;
    w->status = fill(w);
    if (w->status != OK)
      return w->status;
    i = 0;
  }
}
