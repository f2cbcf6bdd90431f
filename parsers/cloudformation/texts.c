/* SPDX-License-Identifier: Apache-2.0
 *
 * Building texts out of many pieces, in linear time and with a limit: a
 * template may join strings that double in length with every reference.
 */
#include "assumelint/arena.h"
#include "cfn.h"

struct alint_cfn_text alint_cfn_text_begin(struct alint_cfn *cfn) {
  return (struct alint_cfn_text){.cfn = cfn, .literal = alint_buf(cfn->arena)};
}

bool alint_cfn_may_be_document(struct alint_str s) {
  size_t i = 0;
  while (i < s.len && (s.ptr[i] == ' ' || s.ptr[i] == '\n' || s.ptr[i] == '\t'))
    i++;
  if (i < s.len && s.ptr[i] == '{')
    return true;
  return alint_str_find_str(s, ALINT_STR("Resources")) < s.len; /* a template in YAML */
}

static void add_literal(struct alint_cfn_text *text, struct alint_str literal) {
  if (text->too_long || literal.len == 0)
    return;
  if (literal.len > ALINT_MAX_TEXT_BYTES - text->bytes) {
    text->too_long = true;
    return;
  }
  text->bytes += literal.len;
  alint_buf_add_str(&text->literal, literal);
  if (text->literal.failed)
    alint_out_of_memory();
}

static void add_piece(struct alint_cfn_text *text, struct alint_piece piece) {
  /* Holes are small, but a text of nothing else must end too. */
  if (text->count >= ALINT_MAX_TEXT_PIECES) {
    text->too_long = true;
    return;
  }
  text->pieces = alint_arena_grow(text->cfn->arena, text->pieces, text->count, &text->cap,
                                  sizeof *text->pieces);
  text->pieces[text->count++] = piece;
}

/* The literal that is being collected becomes a piece. */
static void flush(struct alint_cfn_text *text) {
  if (text->literal.len == 0)
    return;
  add_piece(text, (struct alint_piece){.literal = alint_buf_str(&text->literal)});
  text->literal = alint_buf(text->cfn->arena);
}

void alint_cfn_text_add(struct alint_cfn_text *text, struct alint_str literal) {
  size_t at = 0, end = 0, done = 0;
  const struct alint_hole *hole;
  while ((hole = alint_cfn_next_mark(text->cfn, literal, &at, &end)) != NULL && !text->too_long) {
    add_literal(text, alint_str_slice(literal, done, at));
    flush(text);
    add_piece(text, (struct alint_piece){.hole = hole});
    text->holes++;
    at = done = end;
  }
  add_literal(text, alint_str_slice(literal, done, literal.len));
}

void alint_cfn_text_append(struct alint_cfn_text *text, const struct alint_text *more) {
  for (size_t i = 0; i < more->count && !text->too_long; i++) {
    const struct alint_piece *piece = &more->pieces[i];
    if (!piece->hole) {
      alint_cfn_text_add(text, piece->literal);
    } else {
      flush(text);
      add_piece(text, *piece);
      text->holes++;
    }
  }
}

void alint_cfn_text_end(const struct alint_text **out, struct alint_cfn_text *text) {
  *out = NULL;
  if (!text->too_long)
    flush(text);
  if (text->too_long) {
    const struct alint_hole *hole =
        alint_cfn_hole(text->cfn, ALINT_HOLE_ANY, ALINT_STR("(a string that is too long)"));
    *out = hole ? alint_text_hole(text->cfn->arena, hole) : NULL;
    if (!(*out))
      alint_out_of_memory();
    return;
  }
  struct alint_text *result = alint_arena_alloc(text->cfn->arena, sizeof *result);
  result->pieces = text->pieces;
  result->count = text->count;
  *out = result;
}
