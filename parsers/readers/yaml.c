/* SPDX-License-Identifier: Apache-2.0
 *
 * The YAML reader: libyaml's events, byte positions, comments, errors in one line.
 *
 * libyaml's marks count code points, so they are walked to byte offsets along with the
 * events. The bytes are checked to be UTF-8 before libyaml sees them.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <yaml.h>

#include "assumelint/arena.h"
#include "assumelint/node.h"
#include "assumelint/offsets.h"
#include "assumelint/readers.h"
#include "assumelint/utf8.h"
#include "parsers/readers/yaml_private.h"

/* ---- Positions and errors ---- */

static bool continues_character(const YamlBuilder *b, size_t at) {
  return ((unsigned char)b->bytes[at] & 0xC0) == 0x80;
}

/* Marks come nearly in order: libyaml gives a simple key only when it sees the colon, so
 * the walk goes back a little now and then. */
size_t yaml_offset(YamlBuilder *b, size_t index) {
  while (b->mark_index < index && b->mark_offset < b->len) {
    do
      b->mark_offset++;
    while (b->mark_offset < b->len && continues_character(b, b->mark_offset));
    b->mark_index++;
  }
  while (b->mark_index > index && b->mark_offset > 0) {
    do
      b->mark_offset--;
    while (b->mark_offset > 0 && continues_character(b, b->mark_offset));
    b->mark_index--;
  }
  return b->mark_offset;
}

Span yaml_span(const YamlBuilder *b, size_t begin, size_t end) {
  if (b->whole)
    return offsets_span(b->offsets, *b->whole, begin, end);
  return (Span){b->base + begin, b->base + end};
}

void yaml_fail(YamlBuilder *b, int status, size_t offset, const char *format, ...) {
  char text[ERROR_TEXT_BYTES];
  va_list args;
  if (b->status != OK)
    return;
  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  b->status = error_set_at(b->err, status, yaml_span(b, offset, offset).begin, "%s", text);
}

static void fail_as_parser(YamlBuilder *b, const yaml_parser_t *parser) {
  const char *problem = parser->problem ? parser->problem : "not YAML";
  const char *context = parser->context ? parser->context : "";
  if (parser->error == YAML_MEMORY_ERROR)
    out_of_memory();
  if (parser->error == YAML_READER_ERROR)
    yaml_fail(b, ERR_SYNTAX, parser->problem_offset, "%s", problem);
  else
    yaml_fail(b, ERR_SYNTAX, yaml_offset(b, parser->problem_mark.index), "%s%s%s", problem,
              *context ? " " : "", context);
}

static void check_bytes(YamlBuilder *b) {
  size_t bad;
  const char *nul = b->len > 0 ? memchr(b->bytes, '\0', b->len) : NULL;
  if (!utf8_valid(b->bytes, b->len, &bad))
    yaml_fail(b, ERR_SYNTAX, bad, "not UTF-8");
  else if (nul)
    yaml_fail(b, ERR_SYNTAX, (size_t)(nul - b->bytes), "a NUL byte");
}

/* ---- Comments ----
 *
 * libyaml gives no comments. A `#` inside a scalar, quoted or not, or in a block of text,
 * begins none. Between two scalars every other `#` begins one: indicators, tags, anchors
 * and aliases have none. So only these gaps are searched. A comment in the first line of
 * a block of text, behind `|`, counts as a part of the block. */

/* Where a line ends for libyaml, which knows more line ends than we do. */
static size_t line_end(Str s, size_t at) {
  static const char *const breaks[] = {"\r", "\n", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"};
  for (; at < s.len; at++) {
    for (size_t i = 0; i < sizeof breaks / sizeof breaks[0]; i++) {
      if (str_starts(str_slice(s, at, s.len), breaks[i]))
        return at;
    }
  }
  return at;
}

void yaml_pass_gap(YamlBuilder *b, size_t begin, size_t end) {
  Str before = str_n(b->bytes, begin);
  if (!b->comments)
    return;
  for (size_t at = b->gap; at < begin;) {
    size_t hash = str_find(before, at, '#');
    at = line_end(before, hash);
    if (hash < begin)
      LIST_ADD(b->arena, b->comments, yaml_span(b, hash, at));
  }
  if (b->gap < end)
    b->gap = end;
}

/* ---- Events ---- */

/* What libyaml holds while nodes are made. */
struct run {
  YamlBuilder *b;
  yaml_parser_t parser;
  yaml_event_t event;
  size_t documents;
};

/* Builds the first document and counts the others. */
static int run_events(void *context) {
  struct run *run = context;
  YamlBuilder *b = run->b;
  yaml_event_t *event = &run->event;
  yaml_event_type_t type = YAML_NO_EVENT;
  while (b->status == OK && type != YAML_STREAM_END_EVENT) {
    if (!yaml_parser_parse(&run->parser, event)) {
      fail_as_parser(b, &run->parser);
      break;
    }
    type = event->type;
    if (type == YAML_DOCUMENT_START_EVENT)
      run->documents++;
    else if (type == YAML_DOCUMENT_END_EVENT && run->documents == 1)
      yaml_pass_gap(b, yaml_offset(b, event->start_mark.index), b->len);
    else if (type != YAML_STREAM_START_EVENT && type != YAML_STREAM_END_EVENT &&
             run->documents == 1)
      yaml_build(b, event);
    yaml_event_delete(event);
  }
  return b->status;
}

static int read_stream(Node **out, size_t *documents, YamlBuilder *b) {
  struct run run = {.b = b};
  *documents = 0;
  check_bytes(b);
  if (b->status != OK)
    return b->status;
  if (!yaml_parser_initialize(&run.parser))
    out_of_memory();
  yaml_parser_set_encoding(&run.parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&run.parser, (const unsigned char *)b->bytes, b->len);
  int status = protect(run_events, &run);
  yaml_event_delete(&run.event);
  yaml_parser_delete(&run.parser);
  if (status == ERR_MEMORY)
    out_of_memory();
  *documents = run.documents;
  if (status == OK)
    *out = b->root ? b->root : yaml_node(b, NODE_NULL, 0, 0);
  return status;
}

int yaml_read(Node **out, size_t *documents, Arena *arena, const Source *source, Error *err) {
  return yaml_read_comments(out, documents, NULL, arena, source, err);
}

int yaml_read_comments(Node **out, size_t *documents, Comments *comments, Arena *arena,
                       const Source *source, Error *err) {
  size_t base = str_starts(str_n(source->bytes, source->len), "\xEF\xBB\xBF") ? 3 : 0;
  YamlBuilder builder = {.arena = arena,
                         .err = err,
                         .bytes = source->bytes + base,
                         .len = source->len - base,
                         .base = base,
                         .comments = comments};
  builder.file = offsets_file(arena, source);
  return read_stream(out, documents, &builder);
}

int yaml_read_string(Node **out, size_t *documents, Arena *arena, Str yaml, const Offsets *offsets,
                     Span span, Error *err) {
  YamlBuilder builder = {.arena = arena,
                         .err = err,
                         .bytes = yaml.ptr ? yaml.ptr : "",
                         .len = yaml.len,
                         .whole = &span,
                         .offsets = offsets};
  return read_stream(out, documents, &builder);
}
