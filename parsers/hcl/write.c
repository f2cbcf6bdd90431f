/* SPDX-License-Identifier: Apache-2.0
 *
 * jsonencode(): JSON text with holes, byte for byte as Terraform writes it.
 */
#include "parsers/hcl/value.h"

#include "assumelint/buf.h"

struct writer {
  Arena *arena;
  const Text **items; /* the parts so far */
  size_t count, cap;
  Buf literal; /* since the last hole */
  bool failed;
};

static void end_literal(struct writer *w) {
  if (w->literal.failed)
    w->failed = true;
  else if (w->literal.len > 0)
    LIST_ADD(w->arena, w, text_literal(w->arena, buf_str(&w->literal)));
  w->literal = buf_in(w->arena);
}

static void add_hole(struct writer *w, const Hole *hole) {
  end_literal(w);
  LIST_ADD(w->arena, w, text_hole(w->arena, hole));
}

/* The escape of a character, or NULL. Go's encoder escapes for HTML too. */
static const char *escape_of(char c) {
  static const struct {
    char c;
    const char *escape;
  } escapes[] = {
      {'"', "\\\""}, {'\\', "\\\\"}, {'\n', "\\n"},    {'\r', "\\r"},    {'\t', "\\t"},
      {'\b', "\\b"}, {'\f', "\\f"},  {'<', "\\u003c"}, {'>', "\\u003e"}, {'&', "\\u0026"},
  };
  for (size_t i = 0; i < sizeof escapes / sizeof escapes[0]; i++) {
    if (escapes[i].c == c)
      return escapes[i].escape;
  }
  return NULL;
}

static void add_escaped(struct writer *w, Str s) {
  for (size_t i = 0; i < s.len; i++) {
    Str rest = str_slice(s, i, s.len);
    const char *escape = escape_of(s.ptr[i]);
    bool separator = str_starts(rest, "\xE2\x80\xA8") || str_starts(rest, "\xE2\x80\xA9");
    if (escape) {
      buf_add(&w->literal, escape);
    } else if (separator) { /* U+2028 and U+2029 */
      buf_add(&w->literal, s.ptr[i + 2] == '\xA8' ? "\\u2028" : "\\u2029");
      i += 2;
    } else if ((unsigned char)s.ptr[i] < 0x20) {
      buf_addf(&w->literal, "\\u%04x", (unsigned)(unsigned char)s.ptr[i]);
    } else {
      buf_add_char(&w->literal, s.ptr[i]);
    }
  }
}

static void add_string(struct writer *w, const Text *text) {
  buf_add_char(&w->literal, '"');
  for (size_t i = 0; i < text->count; i++) {
    if (text->pieces[i].hole)
      add_hole(w, text->pieces[i].hole);
    else
      add_escaped(w, text->pieces[i].literal);
  }
  buf_add_char(&w->literal, '"');
}

static void add_value(struct writer *w, const HclValue *value);

static void add_container(struct writer *w, const HclValue *value) {
  bool map = value->kind == HCL_V_MAP;
  buf_add_char(&w->literal, map ? '{' : '[');
  for (size_t i = 0; i < value->count && !w->failed; i++) {
    if (i > 0)
      buf_add_char(&w->literal, ',');
    if (map) {
      add_string(w, value->keys[i]);
      buf_add_char(&w->literal, ':');
    }
    add_value(w, value->items[i]);
  }
  buf_add_char(&w->literal, map ? '}' : ']');
}

/* Recurses as deep as values are. */
static void add_value(struct writer *w, const HclValue *value) {
  switch (value->kind) {
  case HCL_V_BOOL:
  case HCL_V_NUMBER:
    buf_add_str(&w->literal, value->str);
    break;
  case HCL_V_TEXT:
    add_string(w, value->text);
    break;
  case HCL_V_LIST:
  case HCL_V_MAP:
    add_container(w, value);
    break;
  case HCL_V_UNKNOWN:
    add_hole(w, value->hole);
    break;
  case HCL_V_NULL:
  case HCL_V_DOCUMENT: /* the evaluator lets none in */
  case HCL_V_INSTANCE:
    buf_add(&w->literal, "null");
    break;
  }
}

const Text *hcl_value_json(Arena *arena, const HclValue *value) {
  struct writer w = {.arena = arena, .literal = buf_in(arena)};
  add_value(&w, value);
  end_literal(&w);
  return w.failed ? NULL : text_concat(arena, w.items, w.count);
}
