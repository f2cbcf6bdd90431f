/* SPDX-License-Identifier: Apache-2.0
 *
 * A policy document that is written as a string.
 *
 * The string may have holes (`Fn::Sub` over JSON text). To parse it, each hole
 * is replaced by a placeholder: U+E000, its number, and U+E001 where it stands
 * inside a JSON string, or, where it stands for a whole JSON value, a string of
 * its own that ends in U+E002. After parsing the holes are put back: into the
 * texts of strings, and as opaque nodes for whole values. Keys keep their
 * placeholders until they are shown.
 */

#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "policy_private.h"

/* All in UTF-8; the first two bytes are the same. */
#define MARK_BEGIN "\xEE\x80\x80"
#define MARK_INSIDE "\xEE\x80\x81"
#define MARK_WHOLE "\xEE\x80\x82"
enum { MARK_LEN = 3 };

/* ---- Putting placeholders in ---- */

/* Whether the text could spell a placeholder itself, as bytes or escaped. */
static bool has_marks(struct alint_str s) {
  for (size_t i = 0; i < s.len; i++) {
    struct alint_str rest = alint_str_slice(s, i, s.len);
    if (alint_str_starts(rest, "\xEE\x80") || alint_str_starts_nocase(rest, "\\ue00"))
      return true;
  }
  return false;
}

struct writer {
  struct alint_buf json;
  struct alint_offsets_builder offsets; /* of the JSON text */
  const struct alint_node *string;      /* what it is made of, and the offsets of that */
  const struct alint_offsets *from;
  size_t at;               /* in the string, with a hole as one byte */
  bool in_string, escaped; /* state of the JSON text so far */
  bool has_whole;          /* a hole stands outside of strings */
};

static void add_literal(struct writer *w, struct alint_str s) {
  alint_buf_add_str(&w->json, s);
  alint_offsets_add_slice(&w->offsets, w->from, w->string->span, w->at, w->at + s.len);
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
    alint_buf_addf(&w->json, MARK_BEGIN "%zu" MARK_INSIDE, number);
  } else {
    w->has_whole = true;
    alint_buf_addf(&w->json, "\"" MARK_BEGIN "%zu" MARK_WHOLE "\"", number);
  }
  alint_offsets_add(&w->offsets, w->json.len - before,
                    alint_offsets_span(w->from, w->string->span, w->at, w->at + 1), false);
  w->at++;
}

/* The JSON text of a string with holes; false when it cannot be made. */
static bool write_json(struct alint_policy_mapper *m, struct writer *w,
                       const struct alint_text *text) {
  m->holes = alint_arena_array(m->arena, text->count, sizeof(const struct alint_hole *));
  w->json = alint_buf(m->arena);
  w->offsets = alint_offsets_begin(m->arena);
  for (size_t i = 0; i < text->count; i++) {
    const struct alint_piece *piece = &text->pieces[i];
    if (piece->hole) {
      add_placeholder(w, m->hole_count);
      m->holes[m->hole_count++] = piece->hole;
    } else {
      add_literal(w, piece->literal);
    }
  }
  return !w->json.failed;
}

/* ---- Taking them out again ---- */

/* The placeholder at `at`: its hole, what it stands for, and where it ends. */
static const struct alint_hole *placeholder_at(const struct alint_policy_mapper *m,
                                               struct alint_str s, size_t at, size_t *end,
                                               bool *whole) {
  if (m->hole_count == 0 || !alint_str_starts(alint_str_slice(s, at, s.len), MARK_BEGIN))
    return NULL;
  size_t number = 0, i = at + MARK_LEN;
  for (; i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9' && number < m->hole_count; i++)
    number = number * 10 + (size_t)(s.ptr[i] - '0');
  struct alint_str rest = alint_str_slice(s, i, s.len);
  *whole = alint_str_starts(rest, MARK_WHOLE);
  if (number >= m->hole_count || (!*whole && !alint_str_starts(rest, MARK_INSIDE)))
    return NULL;
  *end = i + MARK_LEN;
  return m->holes[number];
}

/* The pieces of a text as they are found; `failed` when out of memory. */
struct parts {
  const struct alint_text **items;
  size_t count, cap;
  bool failed;
};

static void add_part(struct alint_policy_mapper *m, struct parts *parts,
                     const struct alint_text *text) {
  void *grown = alint_arena_grow(m->arena, (void *)parts->items, parts->count, &parts->cap,
                                 sizeof(const struct alint_text *));
  if (!text) {
    parts->failed = true;
    return;
  }
  parts->items = grown;
  parts->items[parts->count++] = text;
}

/* The text of a string that may hold placeholders; NULL when out of memory.
 * `*whole` becomes the hole that stands for the value as such. */
static const struct alint_text *restore_text(struct alint_policy_mapper *m, struct alint_str s,
                                             const struct alint_hole **whole) {
  struct parts parts = {0};
  size_t done = 0;
  for (size_t i = 0; i < s.len && !parts.failed;) {
    size_t end = 0;
    bool is_whole = false;
    const struct alint_hole *hole = placeholder_at(m, s, i, &end, &is_whole);
    if (!hole) {
      i++;
      continue;
    }
    if (is_whole)
      *whole = hole;
    add_part(m, &parts, alint_text_literal(m->arena, alint_str_slice(s, done, i)));
    add_part(m, &parts, alint_text_hole(m->arena, hole));
    i = done = end;
  }
  add_part(m, &parts, alint_text_literal(m->arena, alint_str_slice(s, done, s.len)));
  return parts.failed ? NULL : alint_text_concat(m->arena, parts.items, parts.count);
}

static void restore_string(struct alint_policy_mapper *m, struct alint_node *node) {
  if (alint_str_find_str(node->str, ALINT_STR(MARK_BEGIN)) == node->str.len)
    return;
  const struct alint_hole *whole = NULL;
  node->text = restore_text(m, node->str, &whole);
  if (!node->text)
    alint_out_of_memory();
  if (whole) {
    node->kind = ALINT_NODE_OPAQUE;
    node->hole = whole;
  }
}

/* The recursion is as deep as the tree, whose depth the reader limits. */
static void restore(struct alint_policy_mapper *m, struct alint_node *node) {
  if (node->kind == ALINT_NODE_STRING) {
    restore_string(m, node);
    return;
  }
  if (node->kind == ALINT_NODE_LIST) {
    for (size_t i = 0; i < node->count; i++)
      restore(m, node->items[i]);
  } else if (node->kind == ALINT_NODE_MAP) {
    for (size_t i = 0; i < node->count; i++)
      restore(m, node->members[i].value);
  }
}

struct alint_str alint_policy_key(struct alint_policy_mapper *m, struct alint_str key,
                                  const struct alint_hole **hole) {
  *hole = NULL;
  if (m->hole_count == 0 || alint_str_find_str(key, ALINT_STR(MARK_BEGIN)) == key.len)
    return key.ptr ? key : ALINT_STR("");
  const struct alint_hole *whole = NULL;
  const struct alint_text *text = restore_text(m, key, &whole);
  if (!text)
    return (struct alint_str){NULL, 0};
  *hole = alint_text_first_hole(text);
  return alint_text_key(m->arena, text);
}

/* ---- Reading ---- */

static bool any_marks(const struct alint_text *text) {
  for (size_t i = 0; i < text->count; i++) {
    if (!text->pieces[i].hole && has_marks(text->pieces[i].literal))
      return true;
  }
  return false;
}

static bool too_large(const struct alint_node *string) {
  if (!string->text)
    return string->str.len > ALINT_MAX_POLICY_BYTES;
  size_t len = 0;
  for (size_t i = 0; i < string->text->count && len <= ALINT_MAX_POLICY_BYTES; i++)
    len += string->text->pieces[i].hole ? 0 : string->text->pieces[i].literal.len;
  return len > ALINT_MAX_POLICY_BYTES || string->text->count > ALINT_MAX_POLICY_VALUES;
}

int alint_policy_read_string(struct alint_policy_mapper *m, const struct alint_node **out,
                             bool *unknown, struct alint_span *broken,
                             const struct alint_node *string) {
  *out = NULL;
  *unknown = false;
  *broken = string->span;
  struct alint_str json = string->str;
  const struct alint_offsets *offsets = alint_offsets_of(m->arena, string);
  struct writer writer = {.string = string, .from = offsets};
  if (too_large(string))
    return alint_fail_at(m->err, ALINT_ELIMIT, string->span.begin,
                         "a policy of more than %zu bytes", ALINT_MAX_POLICY_BYTES);
  if (string->text && !alint_text_known(string->text, &json)) {
    *unknown = true;
    if (any_marks(string->text))
      return ALINT_OK;
    if (!write_json(m, &writer, string->text))
      alint_out_of_memory();
    json = alint_buf_str(&writer.json);
    offsets = offsets ? alint_offsets_end(&writer.offsets) : NULL;
  }
  if (!json.ptr)
    json = ALINT_STR("");
  struct alint_error parse = {0};
  struct alint_node *root = NULL;
  int status = alint_json_read_string(&root, m->arena, json, offsets, string->span, &parse);
  if (status == ALINT_ESYNTAX) {
    /* A hole inside of a string cannot mend what is broken around it. */
    *unknown = *unknown && writer.has_whole;
    if (offsets && parse.has_offset)
      *broken = (struct alint_span){parse.offset, parse.offset};
    return ALINT_OK;
  }
  if (status != ALINT_OK)
    return alint_fail_at(m->err, status, string->span.begin, "%s", parse.text);
  *unknown = false;
  *out = root;
  restore(m, root);
  return ALINT_OK;
}
