/* SPDX-License-Identifier: Apache-2.0
 *
 * Building texts out of many pieces, in linear time and with a limit: a
 * template may join strings that double in length with every reference.
 */
#include "parsers/cloudformation/resolve/text_builder.h"

#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "parsers/cloudformation/resolve/nodes.h"

CfnTextBuilder cfn_text_begin(const CfnTemplate *cfn) {
  return (CfnTextBuilder){.cfn = cfn, .literal = buf_in(cfn->arena)};
}

bool cfn_may_be_document(Str s) {
  size_t i = 0;
  while (i < s.len && (s.ptr[i] == ' ' || s.ptr[i] == '\n' || s.ptr[i] == '\t'))
    i++;
  if (i < s.len && s.ptr[i] == '{')
    return true;
  return str_find_str(s, STR("Resources")) < s.len; /* a template in YAML */
}

static void add_literal(CfnTextBuilder *text, Str literal) {
  if (text->too_long || literal.len == 0)
    return;
  if (literal.len > MAX_TEXT_BYTES - text->bytes) {
    text->too_long = true;
    return;
  }
  text->bytes += literal.len;
  buf_add_str(&text->literal, literal);
}

static void add_piece(CfnTextBuilder *text, Piece piece) {
  /* Holes are small, but a text of nothing else must end too. */
  if (text->pieces.count >= MAX_TEXT_PIECES) {
    text->too_long = true;
    return;
  }
  LIST_ADD(text->cfn->arena, &text->pieces, piece);
}

/* The literal that is being collected becomes a piece. */
static void flush(CfnTextBuilder *text) {
  if (text->literal.len == 0)
    return;
  add_piece(text, (Piece){.literal = buf_str(&text->literal)});
  text->literal = buf_in(text->cfn->arena);
}

static void add_hole(CfnTextBuilder *text, const Hole *hole) {
  flush(text);
  add_piece(text, (Piece){.hole = hole});
  text->holes++;
}

void cfn_text_add(CfnTextBuilder *text, Str literal) {
  size_t begin = 0, end = 0, done = 0;
  const Hole *hole;
  while ((hole = cfn_next_placeholder(text->cfn, literal, &begin, &end)) && !text->too_long) {
    add_literal(text, str_slice(literal, done, begin));
    add_hole(text, hole);
    begin = done = end;
  }
  add_literal(text, str_slice(literal, done, literal.len));
}

void cfn_text_append(CfnTextBuilder *text, const Text *more) {
  for (size_t i = 0; i < more->count && !text->too_long; i++) {
    if (more->pieces[i].hole)
      add_hole(text, more->pieces[i].hole);
    else
      cfn_text_add(text, more->pieces[i].literal);
  }
}

const Text *cfn_text_end(CfnTextBuilder *text) {
  if (!text->too_long)
    flush(text);
  if (text->too_long)
    return cfn_hole_text(text->cfn, HOLE_ANY, STR("(a string that is too long)"));
  Text *result = arena_alloc(text->cfn->arena, sizeof *result);
  result->pieces = text->pieces.items;
  result->count = text->pieces.count;
  return result;
}
