/* SPDX-License-Identifier: Apache-2.0
 *
 * Dynamic references, {{resolve:ssm:/path:1}}: values that CloudFormation
 * fetches when it deploys. They may stand inside any string.
 *
 * Source: AWS CloudFormation User Guide, "Using dynamic references to specify
 * template values".
 */
#include "assumelint/arena.h"
#include "parsers/cloudformation/cfn.h"

#define OPENING STR("{{resolve:")

bool cfn_has_dynamic(Str literal) {
  return str_find_str(literal, OPENING) < literal.len;
}

/* A place in a text. */
struct cursor {
  size_t piece, at;
};

static bool next_opening(const Text *text, struct cursor *cursor) {
  for (; cursor->piece < text->count; cursor->piece++, cursor->at = 0) {
    const Piece *piece = &text->pieces[cursor->piece];
    if (piece->hole)
      continue;
    Str rest = str_slice(piece->literal, cursor->at, piece->literal.len);
    size_t found = str_find_str(rest, OPENING);
    if (found < rest.len) {
      cursor->at += found;
      return true;
    }
  }
  return false;
}

/* The end of the reference that begins at `from`, after its "}}". */
static bool find_end(const Text *text, struct cursor from, struct cursor *end) {
  for (size_t i = from.piece; i < text->count; i++) {
    const Piece *piece = &text->pieces[i];
    if (piece->hole)
      continue;
    size_t begin = i == from.piece ? from.at : 0;
    Str rest = str_slice(piece->literal, begin, piece->literal.len);
    size_t found = str_find_str(rest, STR("}}"));
    if (found < rest.len) {
      *end = (struct cursor){i, begin + found + 2};
      return true;
    }
  }
  return false;
}

static void copy_part(CfnTextBuilder *out, const Text *text, struct cursor from, struct cursor to) {
  for (size_t i = from.piece; i <= to.piece && i < text->count; i++) {
    Piece piece = text->pieces[i];
    if (piece.hole) {
      if (i < to.piece)
        cfn_text_append(out, &(Text){&piece, 1});
      continue;
    }
    size_t begin = i == from.piece ? from.at : 0;
    size_t end = i == to.piece ? to.at : piece.literal.len;
    cfn_text_add(out, str_slice(piece.literal, begin, end));
  }
}

static void add_reference(CfnTextBuilder *out, const Text *text, struct cursor from,
                          struct cursor to) {
  CfnTemplate *cfn = out->cfn;
  const Text *reference;
  CfnTextBuilder part = cfn_text_begin(cfn);
  copy_part(&part, text, from, to);
  cfn_text_end(&reference, &part);
  Str name = text_print(cfn->arena, reference);
  const Text *value = text_hole(cfn->arena, cfn_hole(cfn, HOLE_ANY, name));
  if (!value)
    out_of_memory();
  cfn_text_append(out, value);
}

void cfn_dynamic(const Text **out, CfnTemplate *cfn, const Text *text) {
  struct cursor done = {0, 0}, at = {0, 0}, end;
  *out = text;
  if (!next_opening(text, &at))
    return;
  CfnTextBuilder result = cfn_text_begin(cfn);
  while (next_opening(text, &at) && find_end(text, at, &end)) {
    copy_part(&result, text, done, at);
    add_reference(&result, text, at, end);
    done = at = end;
  }
  copy_part(&result, text, done, (struct cursor){text->count, 0});
  cfn_text_end(out, &result);
}
