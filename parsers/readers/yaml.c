/* SPDX-License-Identifier: Apache-2.0
 *
 * The YAML reader: libyaml's events, byte positions, errors in one line.
 *
 * libyaml's marks count code points, so they are walked to byte offsets along
 * with the events. The bytes are checked to be UTF-8 before libyaml sees them.
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

/* Marks come nearly in order: a simple key is told of when its colon is seen,
 * so the walk goes back a little now and then. */
size_t yaml_offset(YamlBuilder *b, size_t index) {
  while (b->mark_index < index && b->mark_offset < b->len) {
    do
      b->mark_offset++;
    while (b->mark_offset < b->len && ((unsigned char)b->bytes[b->mark_offset] & 0xC0) == 0x80);
    b->mark_index++;
  }
  while (b->mark_index > index && b->mark_offset > 0) {
    do
      b->mark_offset--;
    while (b->mark_offset > 0 && ((unsigned char)b->bytes[b->mark_offset] & 0xC0) == 0x80);
    b->mark_index--;
  }
  return b->mark_offset;
}

Span yaml_place(const YamlBuilder *b, size_t begin, size_t end) {
  if (b->whole)
    return offsets_span(b->offsets, *b->whole, begin, end);
  return (Span){b->base + begin, b->base + end};
}

int yaml_fail(YamlBuilder *b, int status, size_t offset, const char *format, ...) {
  char text[ERROR_TEXT_BYTES];
  va_list args;
  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  return error_set_at(b->err, status, yaml_place(b, offset, offset).begin, "%s", text);
}

static int parser_failure(YamlBuilder *b, const yaml_parser_t *parser) {
  const char *problem = parser->problem ? parser->problem : "not YAML";
  if (parser->error == YAML_MEMORY_ERROR)
    out_of_memory();
  if (parser->error == YAML_READER_ERROR)
    return yaml_fail(b, ERR_SYNTAX, parser->problem_offset, "%s", problem);
  size_t offset = yaml_offset(b, parser->problem_mark.index);
  if (parser->context)
    return yaml_fail(b, ERR_SYNTAX, offset, "%s %s", problem, parser->context);
  return yaml_fail(b, ERR_SYNTAX, offset, "%s", problem);
}

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
  size_t count = 0;
  for (;;) {
    if (!yaml_parser_parse(&run->parser, event))
      return parser_failure(b, &run->parser);
    yaml_event_type_t type = event->type;
    int status = OK;
    if (type == YAML_DOCUMENT_START_EVENT)
      count++;
    else if (type != YAML_STREAM_START_EVENT && type != YAML_STREAM_END_EVENT &&
             type != YAML_DOCUMENT_END_EVENT && count == 1)
      status = yaml_build(b, event);
    else if (type == YAML_DOCUMENT_END_EVENT && count == 1)
      yaml_pass_gap(b, yaml_offset(b, event->start_mark.index), b->len);
    yaml_event_delete(event);
    if (status != OK)
      return status;
    if (type == YAML_STREAM_END_EVENT || type == YAML_NO_EVENT)
      break;
  }
  run->documents = count;
  return OK;
}

static int check_bytes(YamlBuilder *b) {
  size_t bad = 0;
  if (!utf8_valid(b->bytes, b->len, &bad))
    return yaml_fail(b, ERR_SYNTAX, bad, "not UTF-8");
  const char *nul = b->len > 0 ? memchr(b->bytes, '\0', b->len) : NULL;
  if (nul)
    return yaml_fail(b, ERR_SYNTAX, (size_t)(nul - b->bytes), "a NUL byte");
  return OK;
}

static int read_stream(Node **out, size_t *documents, YamlBuilder *b) {
  struct run run = {.b = b};
  int status = check_bytes(b);
  if (status != OK)
    return status;
  if (!yaml_parser_initialize(&run.parser))
    out_of_memory();
  yaml_parser_set_encoding(&run.parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&run.parser, (const unsigned char *)b->bytes, b->len);
  status = protect(run_events, &run);
  yaml_event_delete(&run.event);
  yaml_parser_delete(&run.parser);
  if (status == ERR_MEMORY)
    out_of_memory();
  *documents = run.documents;
  if (status != OK)
    return status;
  if (!b->root) {
    b->root = yaml_node(b, NODE_NULL, 0, 0);
    if (!b->root)
      return b->err->status;
  }
  *out = b->root;
  return OK;
}

int yaml_read(Node **out, size_t *documents, Arena *arena, const Source *source, Error *err) {
  return yaml_read_comments(out, documents, NULL, arena, source, err);
}

int yaml_read_comments(Node **out, size_t *documents, Comments *comments, Arena *arena,
                       const Source *source, Error *err) {
  Error own = {0};
  YamlBuilder builder = {.arena = arena, .err = err ? err : &own, .comments = comments};
  builder.base = source->len >= 3 && memcmp(source->bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
  builder.bytes = source->bytes + builder.base;
  builder.len = source->len - builder.base;
  *documents = 0;
  builder.file = offsets_file(arena, source);
  return read_stream(out, documents, &builder);
}

int yaml_read_string(Node **out, size_t *documents, Arena *arena, Str yaml, const Offsets *offsets,
                     Span span, Error *err) {
  Error own = {0};
  YamlBuilder builder = {
      .arena = arena, .err = err ? err : &own, .whole = &span, .offsets = offsets};
  builder.bytes = yaml.ptr ? yaml.ptr : "";
  builder.len = yaml.len;
  *documents = 0;
  return read_stream(out, documents, &builder);
}
