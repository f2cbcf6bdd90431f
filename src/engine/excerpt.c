/* SPDX-License-Identifier: Apache-2.0
 *
 * What a finding shows of its file: the line it points at where people edit the
 * file, else its statement written anew from the model (a plan's own bytes may
 * hold secrets and are never shown).
 */
#include <string.h>

#include "assumelint/arena.h"
#include "engine/build.h"
#include "util/visible.h"

enum {
  MAX_COLUMNS = 160,       /* of an excerpt's line */
  BEFORE_CARET = 60,       /* columns kept before the caret in a line that is cut */
  REACH = 4 * MAX_COLUMNS, /* bytes of UTF-8 that fill a line */
  MAX_LINES = 12,
};
static const char ellipsis[] = "\xE2\x80\xA6";

static bool is_continuation(char byte) {
  return ((unsigned char)byte & 0xC0) == 0x80;
}

/* Where to start so that the caret stays in view. */
static size_t window_start(Str line, size_t caret) {
  size_t columns = 0, begin = caret;
  if (line.len <= MAX_COLUMNS)
    return 0;
  while (begin > 0 && columns < BEFORE_CARET) {
    begin--;
    columns += !is_continuation(line.ptr[begin]);
  }
  return begin;
}

/* Appends the visible form of `line` from `at`, up to MAX_COLUMNS. Notes the
 * columns at which `begin` and `end` stand. */
static void add_line(Buf *buf, Str line, size_t at, size_t *begin, size_t *end) {
  size_t column = 0, begin_at = *begin, end_at = *end;
  bool begun = false, ended = false;
  if (at > 0) {
    buf_add(buf, ellipsis);
    column++;
  }
  while (at < line.len && column < MAX_COLUMNS) {
    char form[VISIBLE_MAX];
    size_t columns;
    if (!begun && at >= begin_at) {
      begun = true;
      *begin = column;
    }
    if (!ended && at >= end_at) {
      ended = true;
      *end = column;
    }
    size_t len = visible_next(line, &at, form, &columns);
    buf_add_n(buf, form, len);
    column += columns;
  }
  if (!begun)
    *begin = column;
  if (!ended)
    *end = column;
  if (at < line.len)
    buf_add(buf, ellipsis);
}

static size_t clamp(size_t value, size_t low, size_t high) {
  if (value < low)
    return low;
  return value < high ? value : high;
}

/* The line that holds a byte, without its line end. Looked for around the byte
 * (an unreadable file may have no table of lines), no further than an excerpt
 * can show: a file may be one line of many megabytes. */
static Span line_around(const Source *source, size_t offset) {
  size_t begin = offset < source->len ? offset : source->len, end = begin;
  size_t first = begin > REACH ? begin - REACH : 0;
  size_t last = source->len - end > REACH ? end + REACH : source->len;
  while (begin > first && source->bytes[begin - 1] != '\n')
    begin--;
  while (end < last && source->bytes[end] != '\n')
    end++;
  if (end > begin && source->bytes[end - 1] == '\r')
    end--;
  if (begin == 0 && end >= 3 && memcmp(source->bytes, "\xEF\xBB\xBF", 3) == 0)
    begin = 3;
  return (Span){begin, end};
}

void engine_excerpt_source(ReportBuilder *b, ReportFinding *out, const Source *source, Span span) {
  if (!source->bytes)
    return;
  Span around = line_around(source, span.begin);
  Str text = str_n(source->bytes + around.begin, around.end - around.begin);
  size_t begin = clamp(span.begin, around.begin, around.end) - around.begin;
  size_t end = clamp(span.end, around.begin + begin, around.end) - around.begin;
  Buf buf = buf_in(b->arena);
  add_line(&buf, text, window_start(text, begin), &begin, &end);
  if (buf.failed)
    out_of_memory();
  out->excerpt = buf.ptr;
  out->excerpt_is_source = buf.ptr != NULL;
  out->caret = begin;
  out->caret_len = end > begin ? end - begin : 1;
}

/* ---- The statement ---------------------------------------------------------- */

/* At most MAX_LINES lines, each at most MAX_COLUMNS wide. */
static void add_cut(Buf *buf, Str text) {
  size_t lines = 1;
  for (size_t i = 0; i < text.len; i++)
    lines += text.ptr[i] == '\n';
  size_t shown = lines > MAX_LINES ? MAX_LINES - 1 : lines;
  for (size_t n = 0; n < shown; n++) {
    size_t end = str_find(text, 0, '\n'), unused_begin = 0, unused_end = 0;
    if (n > 0)
      buf_add_char(buf, '\n');
    add_line(buf, str_slice(text, 0, end), 0, &unused_begin, &unused_end);
    text = str_slice(text, end + 1, text.len);
  }
  if (shown < lines)
    buf_addf(buf, "\n  %s", ellipsis);
}

void engine_excerpt_statement(ReportBuilder *b, ReportFinding *out, const Statement *statement,
                              bool sensitive) {
  /* Findings about one statement mostly come one after the other. */
  if (b->rendered == statement) {
    out->excerpt = b->rendering;
    return;
  }
  Buf cut = buf_in(b->arena);
  Str whole = engine_render_statement(b, statement, sensitive);
  if (whole.ptr)
    add_cut(&cut, whole);
  /* A statement of a megabyte and more is not shown. */
  b->rendered = statement;
  b->rendering = cut.failed ? NULL : cut.ptr;
  out->excerpt = b->rendering;
}
