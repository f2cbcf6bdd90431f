/* SPDX-License-Identifier: Apache-2.0
 *
 * A policy document that is written as a string.
 *
 * The string may have holes (`Fn::Sub` over JSON text). To parse it, a placeholder
 * replaces each hole. Inside a JSON string that is U+E000, the number of the hole, and
 * U+E001; for a whole JSON value it is a string of its own, which ends in U+E002. After
 * parsing the holes return: into the texts of strings, and as opaque nodes for whole
 * values. Keys keep their placeholders until they are shown.
 */
#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "assumelint/limits.h"
#include "assumelint/offsets.h"
#include "assumelint/readers.h"
#include "parsers/policy/policy_private.h"

/* All in UTF-8; the first two bytes are the same. */
#define PLACEHOLDER_BEGIN "\xEE\x80\x80"
#define PLACEHOLDER_INSIDE "\xEE\x80\x81"
#define PLACEHOLDER_WHOLE "\xEE\x80\x82"
enum { SIGN_LEN = 3 };

/* ---- Putting placeholders in ---- */

/* Whether the text could spell a placeholder itself, as bytes or escaped. */
static bool has_signs(Str s) {
  for (size_t i = 0; i < s.len; i++) {
    Str rest = str_slice(s, i, s.len);
    if (str_starts(rest, "\xEE\x80") || str_starts_nocase(rest, "\\ue00"))
      return true;
  }
  return false;
}

struct writer {
  Buf json;
  OffsetsBuilder offsets; /* of the JSON text */
  const Node *string;     /* what it is made of, and the offsets of that */
  const Offsets *from;
  size_t at;               /* in the string, with a hole as one byte */
  bool in_string, escaped; /* state of the JSON text so far */
  bool has_whole;          /* a hole stands outside of strings */
};

static void add_literal(struct writer *w, Str s) {
  buf_add_str(&w->json, s);
  offsets_add_slice(&w->offsets, w->from, w->string->span, w->at, w->at + s.len);
  w->at += s.len;
  for (size_t i = 0; i < s.len; i++) {
    if (w->escaped)
      w->escaped = false;
    else if (w->in_string && s.ptr[i] == '\\')
      w->escaped = true;
    else if (s.ptr[i] == '"')
      w->in_string = !w->in_string;
  }
}

static void add_placeholder(struct writer *w, size_t number) {
  size_t before = w->json.len;
  if (w->in_string) {
    w->escaped = false;
    buf_addf(&w->json, PLACEHOLDER_BEGIN "%zu" PLACEHOLDER_INSIDE, number);
  } else {
    w->has_whole = true;
    buf_addf(&w->json, "\"" PLACEHOLDER_BEGIN "%zu" PLACEHOLDER_WHOLE "\"", number);
  }
  offsets_add(&w->offsets, w->json.len - before,
              offsets_span(w->from, w->string->span, w->at, w->at + 1), false);
  w->at++;
}

/* The JSON text of a string with holes. Limits keep it shorter than any buffer. */
static void write_json(PolicyMapper *m, struct writer *w, const Text *text) {
  m->holes = arena_array(m->arena, text->count, sizeof(const Hole *));
  for (size_t i = 0; i < text->count; i++) {
    const Piece *piece = &text->pieces[i];
    if (piece->hole) {
      add_placeholder(w, m->hole_count);
      m->holes[m->hole_count++] = piece->hole;
    } else {
      add_literal(w, piece->literal);
    }
  }
}

/* ---- Taking them out again ---- */

/* The placeholder at `at`: its hole, what it stands for, and where it ends. */
static const Hole *placeholder_at(const PolicyMapper *m, Str s, size_t at, size_t *end,
                                  bool *whole) {
  if (m->hole_count == 0 || !str_starts(str_slice(s, at, s.len), PLACEHOLDER_BEGIN))
    return NULL;
  size_t number = 0, i = at + SIGN_LEN;
  for (; i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9' && number < m->hole_count; i++)
    number = number * 10 + (size_t)(s.ptr[i] - '0');
  Str rest = str_slice(s, i, s.len);
  *whole = str_starts(rest, PLACEHOLDER_WHOLE);
  if (number >= m->hole_count || (!*whole && !str_starts(rest, PLACEHOLDER_INSIDE)))
    return NULL;
  *end = i + SIGN_LEN;
  return m->holes[number];
}

struct parts {
  const Text **items;
  size_t count, cap;
};

/* The text of a string that may hold placeholders. `*whole`: the hole that stands for all
 * of it, or NULL. */
static const Text *restore_text(PolicyMapper *m, Str s, const Hole **whole) {
  struct parts parts = {0};
  size_t done = 0;
  *whole = NULL;
  for (size_t i = 0; i < s.len;) {
    size_t end = 0;
    bool is_whole = false;
    const Hole *hole = placeholder_at(m, s, i, &end, &is_whole);
    if (!hole) {
      i++;
      continue;
    }
    if (is_whole)
      *whole = hole;
    LIST_ADD(m->arena, &parts, text_literal(m->arena, str_slice(s, done, i)));
    LIST_ADD(m->arena, &parts, text_hole(m->arena, hole));
    i = done = end;
  }
  LIST_ADD(m->arena, &parts, text_literal(m->arena, str_slice(s, done, s.len)));
  return text_concat(m->arena, parts.items, parts.count);
}

static bool has_placeholder(Str s) {
  return str_find_str(s, STR(PLACEHOLDER_BEGIN)) < s.len;
}

/* Recurses as deep as the tree, whose depth the reader limits. */
static void restore(PolicyMapper *m, Node *node) {
  if (node->kind == NODE_STRING && has_placeholder(node->str)) {
    node->text = restore_text(m, node->str, &node->hole);
    if (node->hole)
      node->kind = NODE_OPAQUE;
    return;
  }
  for (size_t i = 0; i < node->count; i++)
    restore(m, node->kind == NODE_LIST ? node->items[i] : node->members[i].value);
}

Str policy_key(PolicyMapper *m, Str key, const Hole **hole) {
  const Hole *whole;
  *hole = NULL;
  if (m->hole_count == 0 || !has_placeholder(key))
    return key.ptr ? key : STR("");
  const Text *text = restore_text(m, key, &whole);
  *hole = text_first_hole(text);
  return text_key(m->arena, text);
}

/* ---- Reading ---- */

static bool any_signs(const Text *text) {
  for (size_t i = 0; i < text->count; i++) {
    if (!text->pieces[i].hole && has_signs(text->pieces[i].literal))
      return true;
  }
  return false;
}

static bool too_large(const Node *string) {
  if (!string->text)
    return string->str.len > MAX_POLICY_BYTES;
  size_t len = 0;
  for (size_t i = 0; i < string->text->count && len <= MAX_POLICY_BYTES; i++)
    len += string->text->pieces[i].hole ? 0 : string->text->pieces[i].literal.len;
  return len > MAX_POLICY_BYTES || string->text->count > MAX_POLICY_VALUES;
}

int policy_read_string(PolicyMapper *m, const Node **out, bool *unknown, Span *broken,
                       const Node *string) {
  const Offsets *offsets = offsets_of(m->arena, string);
  Str json = string->str;
  bool has_whole = false;
  *out = NULL;
  *unknown = false;
  *broken = string->span;
  if (too_large(string))
    return error_set_at(m->err, ERR_LIMIT, string->span.begin, "a policy of more than %zu bytes",
                        MAX_POLICY_BYTES);
  if (string->text && !text_known(string->text, &json)) {
    struct writer writer = {.json = buf_in(m->arena),
                            .offsets = offsets_begin(m->arena),
                            .string = string,
                            .from = offsets};
    *unknown = any_signs(string->text);
    if (*unknown)
      return OK;
    write_json(m, &writer, string->text);
    json = buf_str(&writer.json);
    offsets = offsets ? offsets_end(&writer.offsets) : NULL;
    has_whole = writer.has_whole;
  }
  Error parse = {0};
  Node *root = NULL;
  int status =
      json_read_string(&root, m->arena, json.ptr ? json : STR(""), offsets, string->span, &parse);
  if (status == ERR_SYNTAX) {
    /* A hole inside a string cannot mend what is broken around it. */
    *unknown = has_whole;
    if (offsets && parse.has_offset)
      *broken = (Span){parse.offset, parse.offset};
    return OK;
  }
  if (status != OK)
    return error_set_at(m->err, status, string->span.begin, "%s", parse.text);
  *out = root;
  restore(m, root);
  return OK;
}
