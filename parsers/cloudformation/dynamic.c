/* SPDX-License-Identifier: Apache-2.0
 *
 * Dynamic references, {{resolve:ssm:/path:1}}: values that CloudFormation
 * fetches when it deploys. They may stand inside any string.
 *
 * Source: AWS CloudFormation User Guide, "Using dynamic references to specify
 * template values".
 */
#include "assumelint/arena.h"
#include "cfn.h"

#define OPENING ALINT_STR("{{resolve:")

bool alint_cfn_has_dynamic(struct alint_str literal) {
  return alint_str_find_str(literal, OPENING) < literal.len;
}

/* A place in a text. */
struct cursor {
  size_t piece, at;
};

static bool next_opening(const struct alint_text *text, struct cursor *cursor) {
  for (; cursor->piece < text->count; cursor->piece++, cursor->at = 0) {
    const struct alint_piece *piece = &text->pieces[cursor->piece];
    if (piece->hole)
      continue;
    struct alint_str rest = alint_str_slice(piece->literal, cursor->at, piece->literal.len);
    size_t found = alint_str_find_str(rest, OPENING);
    if (found < rest.len) {
      cursor->at += found;
      return true;
    }
  }
  return false;
}

/* The end of the reference that begins at `from`, after its "}}". */
static bool find_end(const struct alint_text *text, struct cursor from, struct cursor *end) {
  for (size_t i = from.piece; i < text->count; i++) {
    const struct alint_piece *piece = &text->pieces[i];
    if (piece->hole)
      continue;
    size_t begin = i == from.piece ? from.at : 0;
    struct alint_str rest = alint_str_slice(piece->literal, begin, piece->literal.len);
    size_t found = alint_str_find_str(rest, ALINT_STR("}}"));
    if (found < rest.len) {
      *end = (struct cursor){i, begin + found + 2};
      return true;
    }
  }
  return false;
}

static void copy_part(struct alint_cfn_text *out, const struct alint_text *text, struct cursor from,
                      struct cursor to) {
  for (size_t i = from.piece; i <= to.piece && i < text->count; i++) {
    struct alint_piece piece = text->pieces[i];
    if (piece.hole) {
      if (i < to.piece)
        alint_cfn_text_append(out, &(struct alint_text){&piece, 1});
      continue;
    }
    size_t begin = i == from.piece ? from.at : 0;
    size_t end = i == to.piece ? to.at : piece.literal.len;
    alint_cfn_text_add(out, alint_str_slice(piece.literal, begin, end));
  }
}

static void add_reference(struct alint_cfn_text *out, const struct alint_text *text,
                          struct cursor from, struct cursor to) {
  struct alint_cfn *cfn = out->cfn;
  const struct alint_text *reference;
  struct alint_cfn_text part = alint_cfn_text_begin(cfn);
  copy_part(&part, text, from, to);
  alint_cfn_text_end(&reference, &part);
  struct alint_str name = alint_text_print(cfn->arena, reference);
  const struct alint_text *value =
      alint_text_hole(cfn->arena, alint_cfn_hole(cfn, ALINT_HOLE_ANY, name));
  if (!value)
    alint_out_of_memory();
  alint_cfn_text_append(out, value);
}

void alint_cfn_dynamic(const struct alint_text **out, struct alint_cfn *cfn,
                       const struct alint_text *text) {
  struct cursor done = {0, 0}, at = {0, 0}, end;
  *out = text;
  if (!next_opening(text, &at))
    return;
  struct alint_cfn_text result = alint_cfn_text_begin(cfn);
  while (next_opening(text, &at) && find_end(text, at, &end)) {
    copy_part(&result, text, done, at);
    add_reference(&result, text, at, end);
    done = at = end;
  }
  copy_part(&result, text, done, (struct cursor){text->count, 0});
  alint_cfn_text_end(out, &result);
}
