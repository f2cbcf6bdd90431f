/* SPDX-License-Identifier: Apache-2.0
 *
 * What a finding shows of its file: the line it points at where people edit the
 * file, otherwise its statement, printed from the model. The bytes of a plan may
 * hold secrets and are never shown.
 */
#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "engine/build.h"
#include "util/json_write.h"
#include "util/visible.h"

enum { MAX_COLUMNS = 160 }; /* of an excerpt's line */
static const char ellipsis[] = "\xE2\x80\xA6";

static bool is_continuation(char byte) {
  return ((unsigned char)byte & 0xC0) == 0x80;
}

/* Appends the visible form of `line` from byte `at`, up to MAX_COLUMNS. Returns the
 * columns of the excerpt in which the bytes of `marked` stand. */
static Span add_line(Buf *buf, Str line, size_t at, Span marked) {
  size_t column = at > 0 ? 1 : 0;
  Span columns = {column, column};
  if (at > 0)
    buf_add(buf, ellipsis);
  while (at < line.len && column < MAX_COLUMNS) {
    char form[VISIBLE_MAX];
    size_t width, from = at;
    size_t len = visible_next(line, &at, form, &width);
    buf_add_n(buf, form, len);
    column += width;
    if (from < marked.begin)
      columns.begin = column;
    if (from < marked.end)
      columns.end = column;
  }
  if (at < line.len)
    buf_add(buf, ellipsis);
  return columns;
}

/* ---- A line of the file ------------------------------------------------------- */

/* The byte from which to show a line, so that the caret stays in view. */
static size_t window_start(Str line, size_t caret) {
  enum { BEFORE_CARET = 60 }; /* columns kept before it */
  size_t columns = 0, begin = caret;
  if (line.len <= MAX_COLUMNS)
    return 0;
  while (begin > 0 && columns < BEFORE_CARET) {
    begin--;
    columns += !is_continuation(line.ptr[begin]);
  }
  return begin;
}

static size_t clamp(size_t value, size_t low, size_t high) {
  if (value < low)
    return low;
  return value < high ? value : high;
}

/* The line that holds a byte, without its end. The search stops as far from the byte as
 * an excerpt can show: a file may be one line of many megabytes. */
static Span line_around(const Source *source, size_t offset) {
  enum { REACH = 4 * MAX_COLUMNS }; /* bytes of UTF-8 that fill a line */
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

static void show_source(ReportBuilder *b, ReportFinding *out, Span span) {
  const Source *source = &b->input->source;
  if (!source->bytes)
    return;
  Span around = line_around(source, span.begin);
  Str line = str_n(source->bytes + around.begin, around.end - around.begin);
  size_t begin = clamp(span.begin, around.begin, around.end) - around.begin;
  size_t end = clamp(span.end, around.begin + begin, around.end) - around.begin;
  Buf buf = buf_in(b->arena);
  Span caret = add_line(&buf, line, window_start(line, begin), (Span){begin, end});
  out->excerpt = buf.ptr;
  out->excerpt_is_source = buf.ptr != NULL;
  out->caret = caret.begin;
  out->caret_len = caret.end > caret.begin ? caret.end - caret.begin : 1;
}

/* ---- A statement as JSON ------------------------------------------------------ */

enum { MAX_VALUES = 24 }; /* of one list */

struct render {
  JsonWriter json;
  Arena *arena;
};

static void add_value(struct render *r, const char *key, const Text *text) {
  json_string(&r->json, key, build_keep_text(r->arena, text));
}

static void add_values(struct render *r, const char *key, const Item *items, size_t count) {
  if (count == 1) {
    add_value(r, key, items[0].text);
    return;
  }
  json_array_inline(&r->json, key);
  for (size_t i = 0; i < count && i < MAX_VALUES; i++)
    add_value(r, NULL, items[i].text);
  if (count > MAX_VALUES)
    json_string(&r->json, NULL, ellipsis);
  json_end(&r->json);
}

static bool same_key(const Principal *a, const Principal *b) {
  return a->kind == b->kind && str_eq(a->key, b->key);
}

static void add_principals(struct render *r, const char *element, const Principal *principals,
                           size_t count) {
  if (count == 1 && principals[0].key.len == 0) {
    add_value(r, element, principals[0].value.text);
    return;
  }
  json_object_inline(&r->json, element);
  for (size_t i = 0, end; i < count; i = end) {
    for (end = i + 1; end < count && same_key(&principals[i], &principals[end]);)
      end++;
    json_key(&r->json, principals[i].key);
    if (end - i > 1)
      json_array_inline(&r->json, NULL);
    for (size_t j = i; j < end && j - i < MAX_VALUES; j++)
      add_value(r, NULL, principals[j].value.text);
    if (end - i > MAX_VALUES)
      json_string(&r->json, NULL, ellipsis);
    if (end - i > 1)
      json_end(&r->json);
  }
  json_end(&r->json);
}

static void add_conditions(struct render *r, const Statement *statement) {
  const Condition *conditions = statement->conditions;
  size_t count = statement->condition_count;
  json_object(&r->json, "Condition");
  for (size_t i = 0, end; i < count; i = end) {
    json_key(&r->json, conditions[i].operator_name);
    json_object_inline(&r->json, NULL);
    for (end = i; end < count && str_eq(conditions[i].operator_name, conditions[end].operator_name);
         end++) {
      json_key(&r->json, conditions[end].key);
      if (conditions[end].opaque)
        json_string(&r->json, NULL, "(not known)");
      else
        add_values(r, NULL, conditions[end].values, conditions[end].value_count);
    }
    json_end(&r->json);
  }
  if (statement->condition_opaque) {
    json_string(&r->json, "(more)", "(not known)");
  }
  json_end(&r->json);
}

static void add_statement(struct render *r, const Statement *statement, bool sensitive) {
  json_object(&r->json, NULL);
  if (statement->has_sid) {
    json_str(&r->json, "Sid", sensitive ? STR("(sensitive)") : statement->sid);
  }
  if (statement->effect == EFFECT_ALLOW || statement->effect == EFFECT_DENY) {
    json_string(&r->json, "Effect", statement->effect == EFFECT_ALLOW ? "Allow" : "Deny");
  }
  if (statement->has_principal)
    add_principals(r, "Principal", statement->principals, statement->principal_count);
  if (statement->has_not_principal)
    add_principals(r, "NotPrincipal", statement->not_principals, statement->not_principal_count);
  if (statement->has_action)
    add_values(r, "Action", statement->actions, statement->action_count);
  if (statement->has_not_action)
    add_values(r, "NotAction", statement->not_actions, statement->not_action_count);
  if (statement->condition_count > 0 || statement->condition_opaque)
    add_conditions(r, statement);
  json_end(&r->json);
}

/* At most MAX_LINES lines, each at most MAX_COLUMNS wide. */
static void add_cut(Buf *buf, Str text) {
  enum { MAX_LINES = 12 };
  size_t lines = 1;
  for (size_t i = 0; i < text.len; i++)
    lines += text.ptr[i] == '\n';
  size_t shown = lines > MAX_LINES ? MAX_LINES - 1 : lines;
  for (size_t n = 0; n < shown; n++) {
    size_t end = str_find(text, 0, '\n');
    if (n > 0)
      buf_add_char(buf, '\n');
    add_line(buf, str_slice(text, 0, end), 0, (Span){0, 0});
    text = str_slice(text, end + 1, text.len);
  }
  if (shown < lines)
    buf_addf(buf, "\n  %s", ellipsis);
}

/* NULL for a statement that is too large to be printed. */
static const char *render(Arena *arena, const Statement *statement, bool sensitive) {
  Buf whole = buf_in(arena), cut = buf_in(arena);
  Out to = out_to_buf(&whole);
  struct render r = {.json = json_writer(&to), .arena = arena};
  add_statement(&r, statement, sensitive);
  if (to.failed)
    return NULL;
  add_cut(&cut, buf_str(&whole));
  return cut.failed ? NULL : cut.ptr;
}

void build_excerpt(ReportBuilder *b, ReportFinding *out, const RawFinding *found) {
  const Statement *statement = found->finding.statement;
  if (b->input->exact_positions) {
    show_source(b, out, found->finding.span);
  } else if (statement) {
    /* Findings about one statement mostly follow each other. */
    if (b->rendered != statement)
      b->rendering = render(b->arena, statement, found->trust && found->trust->sensitive);
    b->rendered = statement;
    out->excerpt = b->rendering;
  }
}
