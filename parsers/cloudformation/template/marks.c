/* SPDX-License-Identifier: Apache-2.0
 *
 * Marks: holes of the outer template in the text of an inner one.
 *
 * `TemplateBody: !Sub ...` makes a text with holes, and a reader of YAML or JSON
 * takes none. Each hole is replaced by U+E000, its number and U+E001, which are
 * ordinary characters for a reader, and turned back when texts are made.
 */
#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "assumelint/offsets.h"
#include "parsers/cloudformation/cfn.h"

#define MARK_BEGIN "\xEE\x80\x80"
#define MARK_END "\xEE\x80\x81"
enum { MARK_LEN = 3 };

/* As bytes, or as an escape of JSON or YAML. */
bool cfn_spells_mark(Str s) {
  for (size_t i = 0; i < s.len; i++) {
    Str rest = str_slice(s, i, s.len);
    if (str_starts(rest, "\xEE\x80") || str_starts_nocase(rest, "\\ue00") ||
        str_starts_nocase(rest, "\\U0000e00"))
      return true;
  }
  return false;
}

void cfn_set_marks(Str *out, const Offsets **offsets, CfnNesting *place, Arena *arena,
                   const Node *string) {
  const Text *text = string->text;
  const Offsets *from = offsets_of(arena, string);
  OffsetsBuilder places = offsets_begin(arena);
  Buf buf = buf_in(arena);
  size_t at = 0; /* in the string, with a hole as one byte */
  place->holes = arena_array(arena, text->count, sizeof(const Hole *));
  for (size_t i = 0; i < text->count; i++) {
    const Piece *piece = &text->pieces[i];
    size_t before = buf.len;
    if (!piece->hole) {
      buf_add_str(&buf, piece->literal);
      offsets_add_slice(&places, from, string->span, at, at + piece->literal.len);
      at += piece->literal.len;
      continue;
    }
    buf_addf(&buf, MARK_BEGIN "%zu" MARK_END, place->hole_count);
    offsets_add(&places, buf.len - before, offsets_span(from, string->span, at, at + 1), false);
    at++;
    place->holes[place->hole_count++] = piece->hole;
  }
  *out = buf_str(&buf);
  *offsets = from ? offsets_end(&places) : NULL;
  if (buf.failed)
    out_of_memory();
}

/* The mark that begins at `at`. */
static const Hole *mark_at(const CfnTemplate *cfn, Str s, size_t at, size_t *end) {
  size_t number = 0, i = at + MARK_LEN;
  if (!str_starts(str_slice(s, at, s.len), MARK_BEGIN))
    return NULL;
  for (; i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9' && number < cfn->place.hole_count; i++)
    number = number * 10 + (size_t)(s.ptr[i] - '0');
  if (number >= cfn->place.hole_count || !str_starts(str_slice(s, i, s.len), MARK_END))
    return NULL;
  *end = i + MARK_LEN;
  return cfn->place.holes[number];
}

const Hole *cfn_next_mark(const CfnTemplate *cfn, Str s, size_t *at, size_t *end) {
  for (; *at < s.len && cfn->place.hole_count > 0; (*at)++) {
    *at = str_find(s, *at, MARK_BEGIN[0]);
    const Hole *hole = *at < s.len ? mark_at(cfn, s, *at, end) : NULL;
    if (hole)
      return hole;
  }
  *at = s.len;
  return NULL;
}

Str cfn_readable(const CfnTemplate *cfn, Str s) {
  size_t at = 0, end = 0, done = 0;
  const Hole *hole = cfn_next_mark(cfn, s, &at, &end);
  if (!hole)
    return s;
  Buf buf = buf_in(cfn->arena);
  while (hole) {
    buf_add_str(&buf, str_slice(s, done, at));
    buf_add(&buf, "${");
    buf_add_str(&buf, hole_shown(cfn->arena, hole));
    buf_add_char(&buf, '}');
    at = done = end;
    hole = cfn_next_mark(cfn, s, &at, &end);
  }
  buf_add_str(&buf, str_slice(s, done, s.len));
  return buf_str(&buf);
}
