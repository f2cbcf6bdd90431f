/* SPDX-License-Identifier: Apache-2.0
 *
 * Marks: holes of the outer template in the text of an inner one.
 *
 * `TemplateBody: !Sub ...` makes a text with holes, and a reader of YAML or JSON
 * takes none. Each hole is replaced by U+E000, its number and U+E001, which are
 * ordinary characters for a reader, and turned back when texts are made.
 */
#include "assumelint/arena.h"
#include "cfn.h"

#define MARK_BEGIN "\xEE\x80\x80"
#define MARK_END "\xEE\x80\x81"
enum { MARK_LEN = 3 };

/* As bytes, or as an escape of JSON or YAML. */
bool alint_cfn_spells_mark(struct alint_str s) {
  for (size_t i = 0; i < s.len; i++) {
    struct alint_str rest = alint_str_slice(s, i, s.len);
    if (alint_str_starts(rest, "\xEE\x80") || alint_str_starts_nocase(rest, "\\ue00") ||
        alint_str_starts_nocase(rest, "\\U0000e00"))
      return true;
  }
  return false;
}

void alint_cfn_set_marks(struct alint_str *out, const struct alint_offsets **offsets,
                         struct alint_cfn_place *place, struct alint_arena *arena,
                         const struct alint_node *string) {
  const struct alint_text *text = string->text;
  const struct alint_offsets *from = alint_offsets_of(arena, string);
  struct alint_offsets_builder places = alint_offsets_begin(arena);
  struct alint_buf buf = alint_buf(arena);
  size_t at = 0; /* in the string, with a hole as one byte */
  place->holes = alint_arena_array(arena, text->count, sizeof(const struct alint_hole *));
  for (size_t i = 0; i < text->count; i++) {
    const struct alint_piece *piece = &text->pieces[i];
    size_t before = buf.len;
    if (!piece->hole) {
      alint_buf_add_str(&buf, piece->literal);
      alint_offsets_add_slice(&places, from, string->span, at, at + piece->literal.len);
      at += piece->literal.len;
      continue;
    }
    alint_buf_addf(&buf, MARK_BEGIN "%zu" MARK_END, place->hole_count);
    alint_offsets_add(&places, buf.len - before, alint_offsets_span(from, string->span, at, at + 1),
                      false);
    at++;
    place->holes[place->hole_count++] = piece->hole;
  }
  *out = alint_buf_str(&buf);
  *offsets = from ? alint_offsets_end(&places) : NULL;
  if (buf.failed)
    alint_out_of_memory();
}

/* The mark that begins at `at`. */
static const struct alint_hole *mark_at(const struct alint_cfn *cfn, struct alint_str s, size_t at,
                                        size_t *end) {
  size_t number = 0, i = at + MARK_LEN;
  if (!alint_str_starts(alint_str_slice(s, at, s.len), MARK_BEGIN))
    return NULL;
  for (; i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9' && number < cfn->place.hole_count; i++)
    number = number * 10 + (size_t)(s.ptr[i] - '0');
  if (number >= cfn->place.hole_count || !alint_str_starts(alint_str_slice(s, i, s.len), MARK_END))
    return NULL;
  *end = i + MARK_LEN;
  return cfn->place.holes[number];
}

const struct alint_hole *alint_cfn_next_mark(const struct alint_cfn *cfn, struct alint_str s,
                                             size_t *at, size_t *end) {
  for (; *at < s.len && cfn->place.hole_count > 0; (*at)++) {
    *at = alint_str_find(s, *at, MARK_BEGIN[0]);
    const struct alint_hole *hole = *at < s.len ? mark_at(cfn, s, *at, end) : NULL;
    if (hole)
      return hole;
  }
  *at = s.len;
  return NULL;
}

struct alint_str alint_cfn_readable(const struct alint_cfn *cfn, struct alint_str s) {
  size_t at = 0, end = 0, done = 0;
  const struct alint_hole *hole = alint_cfn_next_mark(cfn, s, &at, &end);
  if (!hole)
    return s;
  struct alint_buf buf = alint_buf(cfn->arena);
  while (hole) {
    alint_buf_add_str(&buf, alint_str_slice(s, done, at));
    alint_buf_add(&buf, "${");
    alint_buf_add_str(&buf, alint_hole_shown(cfn->arena, hole));
    alint_buf_add_char(&buf, '}');
    at = done = end;
    hole = alint_cfn_next_mark(cfn, s, &at, &end);
  }
  alint_buf_add_str(&buf, alint_str_slice(s, done, s.len));
  return alint_buf_str(&buf);
}
