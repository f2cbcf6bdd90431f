/* SPDX-License-Identifier: Apache-2.0
 *
 * Placeholders: holes of the outer template in the text of a nested one.
 *
 * `TemplateBody: !Sub ...` makes a text with holes, which a reader of YAML or JSON
 * cannot read. A placeholder is U+E000, the number of its hole and U+E001: ordinary
 * characters for a reader, and turned back when texts are made.
 */
#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "assumelint/offsets.h"
#include "parsers/cloudformation/template/template.h"

#define BEGIN "\xEE\x80\x80"
#define END "\xEE\x80\x81"
enum { MARK_LEN = 3 }; /* of BEGIN and END */

/* As bytes, or as an escape of JSON or YAML. */
bool cfn_spells_placeholder(Str s) {
  for (size_t i = 0; i < s.len; i++) {
    Str rest = str_slice(s, i, s.len);
    if (str_starts(rest, "\xEE\x80") || str_starts_nocase(rest, "\\ue00") ||
        str_starts_nocase(rest, "\\U0000e00"))
      return true;
  }
  return false;
}

Str cfn_set_placeholders(const Offsets **offsets, CfnNesting *nesting, Arena *arena,
                         const Node *string) {
  const Text *text = string->text;
  const Offsets *from = offsets_of(arena, string);
  OffsetsBuilder builder = offsets_begin(arena);
  Buf buf = buf_in(arena);
  size_t at = 0; /* in the string, with a hole as one byte */
  nesting->holes = arena_array(arena, text->count, sizeof(const Hole *));
  for (size_t i = 0; i < text->count; i++) {
    const Piece *piece = &text->pieces[i];
    size_t before = buf.len;
    if (!piece->hole) {
      buf_add_str(&buf, piece->literal);
      offsets_add_slice(&builder, from, string->span, at, at + piece->literal.len);
      at += piece->literal.len;
      continue;
    }
    buf_addf(&buf, BEGIN "%zu" END, nesting->hole_count);
    offsets_add(&builder, buf.len - before, offsets_span(from, string->span, at, at + 1), false);
    at++;
    nesting->holes[nesting->hole_count++] = piece->hole;
  }
  if (buf.failed)
    out_of_memory();
  *offsets = from ? offsets_end(&builder) : NULL;
  return buf_str(&buf);
}

/* The hole of the placeholder that begins there; NULL: none does. */
static const Hole *hole_at(const CfnNesting *nesting, Str s, size_t begin, size_t *end) {
  size_t number = 0, i = begin + MARK_LEN;
  if (!str_starts(str_slice(s, begin, s.len), BEGIN))
    return NULL;
  for (; i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9' && number < nesting->hole_count; i++)
    number = number * 10 + (size_t)(s.ptr[i] - '0');
  if (number >= nesting->hole_count || !str_starts(str_slice(s, i, s.len), END))
    return NULL;
  *end = i + MARK_LEN;
  return nesting->holes[number];
}

const Hole *cfn_next_placeholder(const CfnTemplate *cfn, Str s, size_t *begin, size_t *end) {
  for (; *begin < s.len && cfn->nesting.hole_count > 0; (*begin)++) {
    *begin = str_find(s, *begin, BEGIN[0]);
    const Hole *hole = *begin < s.len ? hole_at(&cfn->nesting, s, *begin, end) : NULL;
    if (hole)
      return hole;
  }
  *begin = s.len;
  return NULL;
}

Str cfn_readable(const CfnTemplate *cfn, Str s) {
  size_t begin = 0, end = 0, done = 0;
  const Hole *hole = cfn_next_placeholder(cfn, s, &begin, &end);
  if (!hole)
    return s;
  Buf buf = buf_in(cfn->arena);
  while (hole) {
    buf_add_str(&buf, str_slice(s, done, begin));
    buf_add(&buf, "${");
    buf_add_str(&buf, hole_shown(cfn->arena, hole));
    buf_add_char(&buf, '}');
    begin = done = end;
    hole = cfn_next_placeholder(cfn, s, &begin, &end);
  }
  buf_add_str(&buf, str_slice(s, done, s.len));
  return buf_str(&buf);
}
