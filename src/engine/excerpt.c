/* SPDX-License-Identifier: Apache-2.0
 *
 * What a finding shows of its file: the line it points at where people edit the
 * file, else its statement written anew from the model (a plan's own bytes may
 * hold secrets and are never shown).
 */
#include <string.h>

#include "engine/build.h"
#include "util/json_write.h"
#include "util/visible.h"

enum {
  MAX_COLUMNS = 160,       /* of an excerpt's line */
  BEFORE_CARET = 60,       /* columns kept before the caret in a line that is cut */
  REACH = 4 * MAX_COLUMNS, /* bytes of UTF-8 that fill a line */
  MAX_LINES = 12,
  MAX_VALUES = 24, /* of one list */
};
static const char ellipsis[] = "\xE2\x80\xA6";

static bool is_continuation(char byte) {
  return ((unsigned char)byte & 0xC0) == 0x80;
}

/* Where to start so that the caret stays in view. */
static size_t window_start(struct alint_str line, size_t caret) {
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
static void add_line(struct alint_buf *buf, struct alint_str line, size_t at, size_t *begin,
                     size_t *end) {
  size_t column = 0, begin_at = *begin, end_at = *end;
  bool begun = false, ended = false;
  if (at > 0) {
    alint_buf_add(buf, ellipsis);
    column++;
  }
  while (at < line.len && column < MAX_COLUMNS) {
    char form[ALINT_VISIBLE_MAX];
    size_t columns;
    if (!begun && at >= begin_at) {
      begun = true;
      *begin = column;
    }
    if (!ended && at >= end_at) {
      ended = true;
      *end = column;
    }
    size_t len = alint_visible_next(line, &at, form, &columns);
    alint_buf_add_n(buf, form, len);
    column += columns;
  }
  if (!begun)
    *begin = column;
  if (!ended)
    *end = column;
  if (at < line.len)
    alint_buf_add(buf, ellipsis);
}

static size_t clamp(size_t value, size_t low, size_t high) {
  if (value < low)
    return low;
  return value < high ? value : high;
}

/* The line that holds a byte, without its line end. Looked for around the byte
 * (an unreadable file may have no table of lines), no further than an excerpt
 * can show: a file may be one line of many megabytes. */
static struct alint_span line_around(const struct alint_source *source, size_t offset) {
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
  return (struct alint_span){begin, end};
}

void alint_excerpt_source(struct alint_builder *b, struct alint_report_finding *out,
                          const struct alint_source *source, struct alint_span span) {
  if (!source->bytes)
    return;
  struct alint_span around = line_around(source, span.begin);
  struct alint_str text = alint_str_n(source->bytes + around.begin, around.end - around.begin);
  size_t begin = clamp(span.begin, around.begin, around.end) - around.begin;
  size_t end = clamp(span.end, around.begin + begin, around.end) - around.begin;
  struct alint_buf buf = alint_buf(b->arena);
  add_line(&buf, text, window_start(text, begin), &begin, &end);
  if (buf.failed) {
    b->failed = true;
    return;
  }
  out->excerpt = buf.ptr;
  out->excerpt_is_source = buf.ptr != NULL;
  out->caret = begin;
  out->caret_len = end > begin ? end - begin : 1;
}

/* ---- The statement, written anew ---------------------------------------- */

struct render {
  struct alint_json json;
  struct alint_builder *builder;
};

static void text_value(struct render *r, const struct alint_text *text) {
  alint_json_string(&r->json, alint_keep_text(r->builder, text));
}

static void add_values(struct render *r, const struct alint_item *items, size_t count) {
  if (count == 1) {
    text_value(r, items[0].text);
    return;
  }
  alint_json_array_inline(&r->json);
  for (size_t i = 0; i < count && i < MAX_VALUES; i++)
    text_value(r, items[i].text);
  if (count > MAX_VALUES)
    alint_json_string(&r->json, ellipsis);
  alint_json_end(&r->json);
}

static bool same_key(const struct alint_principal *a, const struct alint_principal *b) {
  return a->kind == b->kind && alint_str_eq(a->key, b->key);
}

static void add_principals(struct render *r, const char *element,
                           const struct alint_principal *principals, size_t count) {
  alint_json_key(&r->json, element);
  if (count == 1 && principals[0].key.len == 0) {
    text_value(r, principals[0].value.text);
    return;
  }
  alint_json_object_inline(&r->json);
  for (size_t i = 0, end; i < count; i = end) {
    for (end = i + 1; end < count && same_key(&principals[i], &principals[end]);)
      end++;
    alint_json_key_str(&r->json, principals[i].key);
    if (end - i > 1)
      alint_json_array_inline(&r->json);
    for (size_t j = i; j < end && j - i < MAX_VALUES; j++)
      text_value(r, principals[j].value.text);
    if (end - i > MAX_VALUES)
      alint_json_string(&r->json, ellipsis);
    if (end - i > 1)
      alint_json_end(&r->json);
  }
  alint_json_end(&r->json);
}

static void add_conditions(struct render *r, const struct alint_statement *statement) {
  const struct alint_condition *conditions = statement->conditions;
  size_t count = statement->condition_count;
  alint_json_key(&r->json, "Condition");
  alint_json_object(&r->json);
  for (size_t i = 0, end; i < count; i = end) {
    alint_json_key_str(&r->json, conditions[i].operator_name);
    alint_json_object_inline(&r->json);
    for (end = i;
         end < count && alint_str_eq(conditions[i].operator_name, conditions[end].operator_name);
         end++) {
      alint_json_key_str(&r->json, conditions[end].key);
      if (conditions[end].opaque)
        alint_json_string(&r->json, "(not known)");
      else
        add_values(r, conditions[end].values, conditions[end].value_count);
    }
    alint_json_end(&r->json);
  }
  if (statement->condition_opaque) {
    alint_json_key(&r->json, "(more)");
    alint_json_string(&r->json, "(not known)");
  }
  alint_json_end(&r->json);
}

static void render_statement(struct render *r, const struct alint_statement *statement,
                             bool sensitive) {
  alint_json_object(&r->json);
  if (statement->has_sid) {
    alint_json_key(&r->json, "Sid");
    alint_json_str(&r->json, sensitive ? ALINT_STR("(sensitive)") : statement->sid);
  }
  if (statement->effect == ALINT_EFFECT_ALLOW || statement->effect == ALINT_EFFECT_DENY) {
    alint_json_key(&r->json, "Effect");
    alint_json_string(&r->json, statement->effect == ALINT_EFFECT_ALLOW ? "Allow" : "Deny");
  }
  if (statement->has_principal)
    add_principals(r, "Principal", statement->principals, statement->principal_count);
  if (statement->has_not_principal)
    add_principals(r, "NotPrincipal", statement->not_principals, statement->not_principal_count);
  if (statement->has_action) {
    alint_json_key(&r->json, "Action");
    add_values(r, statement->actions, statement->action_count);
  }
  if (statement->has_not_action) {
    alint_json_key(&r->json, "NotAction");
    add_values(r, statement->not_actions, statement->not_action_count);
  }
  if (statement->condition_count > 0 || statement->condition_opaque)
    add_conditions(r, statement);
  alint_json_end(&r->json);
}

/* At most MAX_LINES lines, each at most MAX_COLUMNS wide. */
static void add_cut(struct alint_buf *buf, struct alint_str text) {
  size_t lines = 1;
  for (size_t i = 0; i < text.len; i++)
    lines += text.ptr[i] == '\n';
  size_t shown = lines > MAX_LINES ? MAX_LINES - 1 : lines;
  for (size_t n = 0; n < shown; n++) {
    size_t end = alint_str_find(text, 0, '\n'), unused_begin = 0, unused_end = 0;
    if (n > 0)
      alint_buf_add_char(buf, '\n');
    add_line(buf, alint_str_slice(text, 0, end), 0, &unused_begin, &unused_end);
    text = alint_str_slice(text, end + 1, text.len);
  }
  if (shown < lines)
    alint_buf_addf(buf, "\n  %s", ellipsis);
}

void alint_excerpt_statement(struct alint_builder *b, struct alint_report_finding *out,
                             const struct alint_statement *statement, bool sensitive) {
  /* Findings about one statement mostly come one after the other. */
  if (b->rendered == statement) {
    out->excerpt = b->rendering;
    return;
  }
  struct alint_buf whole = alint_buf(b->arena), cut = alint_buf(b->arena);
  struct alint_out to = alint_out_to_buf(&whole);
  struct render r = {.json = alint_json(&to), .builder = b};
  render_statement(&r, statement, sensitive);
  if (!to.failed)
    add_cut(&cut, alint_buf_str(&whole));
  /* A statement of a megabyte and more is not shown. */
  b->rendered = statement;
  b->rendering = cut.failed ? NULL : cut.ptr;
  out->excerpt = b->rendering;
}
