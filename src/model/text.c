/* SPDX-License-Identifier: Apache-2.0
 *
 * Texts: building, cutting, comparing, printing.
 */
#include "assumelint/text.h"

#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "model/match.h"

Tri tri_and(Tri a, Tri b) {
  return a < b ? a : b;
}

Tri tri_or(Tri a, Tri b) {
  return a > b ? a : b;
}

Tri tri_not(Tri a) {
  return a == TRI_YES ? TRI_NO : a == TRI_NO ? TRI_YES : TRI_UNKNOWN;
}

/* ---- Building ------------------------------------------------------------ */

static const Text *one_piece(Arena *arena, Piece piece) {
  Text *text = arena_alloc(arena, sizeof *text);
  Piece *pieces = arena_alloc(arena, sizeof *pieces);
  *pieces = piece;
  *text = (Text){pieces, piece.hole || piece.literal.len > 0};
  return text;
}

const Text *text_literal(Arena *arena, Str s) {
  return one_piece(arena, (Piece){.literal = s});
}

const Text *text_hole(Arena *arena, const Hole *hole) {
  return hole ? one_piece(arena, (Piece){.hole = hole}) : NULL;
}

const Text *text_own_account(Arena *arena, const char *give) {
  return text_hole(arena, hole_new(arena, (Hole){.name = STR("AWS::AccountId"),
                                                 .kind = HOLE_OWN_ACCOUNT,
                                                 .give = str_of(give)}));
}

const Text *text_fresh(Arena *arena, Str s) {
  return one_piece(arena, (Piece){.literal = s, .fresh = true});
}

static bool joins(const Piece *a, const Piece *b) {
  return !a->hole && !b->hole && a->fresh == b->fresh && a->exact == b->exact;
}

static void append_piece(Arena *arena, Piece *pieces, size_t *count, const Piece *piece) {
  Piece *last = *count > 0 ? &pieces[*count - 1] : NULL;
  if (!piece->hole && piece->literal.len == 0)
    return;
  if (!last || !joins(last, piece)) {
    pieces[(*count)++] = *piece;
    return;
  }
  Buf buf = buf_in(arena);
  buf_add_str(&buf, last->literal);
  buf_add_str(&buf, piece->literal);
  if (buf.failed)
    out_of_memory();
  last->literal = buf_str(&buf);
}

const Text *text_concat(Arena *arena, const Text *const *parts, size_t count) {
  size_t most = 0;
  for (size_t i = 0; i < count; i++)
    most += parts[i]->count;
  Text *text = arena_alloc(arena, sizeof *text);
  Piece *pieces = arena_array(arena, most, sizeof *pieces);
  for (size_t i = 0; i < count; i++) {
    for (size_t k = 0; k < parts[i]->count; k++)
      append_piece(arena, pieces, &text->count, &parts[i]->pieces[k]);
  }
  text->pieces = pieces;
  return text;
}

/* A piece list under construction, cut at separators. */
struct splitter {
  Arena *arena;
  const Text **parts;
  size_t count, max;
  Text *part;    /* the part being filled */
  Piece *pieces; /* its pieces */
  size_t room;
};

static void begin_part(struct splitter *s) {
  s->part = arena_alloc(s->arena, sizeof *s->part);
  s->pieces = arena_array(s->arena, s->room, sizeof *s->pieces);
  s->part->pieces = s->pieces;
  s->parts[s->count++] = s->part;
}

static void add_to_part(struct splitter *s, Piece piece) {
  if (piece.hole || piece.literal.len > 0)
    s->pieces[s->part->count++] = piece;
}

size_t text_split(Arena *arena, const Text *text, char separator, const Text **parts, size_t max) {
  struct splitter s = {.arena = arena, .parts = parts, .max = max, .room = text->count};
  begin_part(&s);
  for (size_t i = 0; i < text->count; i++) {
    Piece piece = text->pieces[i];
    while (!piece.hole && s.count < s.max) {
      size_t cut = str_find(piece.literal, 0, separator);
      if (cut == piece.literal.len)
        break;
      Piece head = piece;
      head.literal = str_slice(piece.literal, 0, cut);
      add_to_part(&s, head);
      piece.literal = str_slice(piece.literal, cut + 1, piece.literal.len);
      begin_part(&s);
    }
    add_to_part(&s, piece);
  }
  return s.count;
}

/* ---- Looking ------------------------------------------------------------- */

bool text_known(const Text *text, Str *out) {
  *out = (Str){"", 0};
  if (text->count == 0)
    return true;
  if (text->count > 1 || text->pieces[0].hole)
    return false;
  *out = text->pieces[0].literal;
  return true;
}

bool text_is(const Text *text, const char *c_string) {
  Str s;
  return text_known(text, &s) && str_is(s, c_string);
}

bool text_empty(const Text *text) {
  return text->count == 0;
}

const Hole *text_only_hole(const Text *text) {
  return text->count == 1 ? text->pieces[0].hole : NULL;
}

const Hole *text_first_hole(const Text *text) {
  for (size_t i = 0; i < text->count; i++) {
    if (text->pieces[i].hole)
      return text->pieces[i].hole;
  }
  return NULL;
}

bool text_same(const Text *a, const Text *b) {
  if (a == b)
    return true;
  if (a->count != b->count)
    return false;
  for (size_t i = 0; i < a->count; i++) {
    const Piece *x = &a->pieces[i], *y = &b->pieces[i];
    if (!x->hole != !y->hole)
      return false;
    if (x->hole ? !hole_same(x->hole, y->hole) : !str_eq(x->literal, y->literal))
      return false;
  }
  return true;
}

Tri text_eq(const Text *a, const Text *b) {
  return text_match(a, b, 0);
}

Tri text_eq_nocase(const Text *a, const Text *b) {
  return text_match(a, b, MATCH_NOCASE);
}

bool text_contradicts(const Text *a, const Text *b) {
  return a && b && text_eq(a, b) == TRI_NO;
}

/* ---- Printing ------------------------------------------------------------ */

static Str print(Arena *arena, const Text *text, Str (*name_of)(Arena *arena, const Hole *hole)) {
  Str known;
  if (text_known(text, &known))
    return known;
  Buf buf = buf_in(arena);
  for (size_t i = 0; i < text->count; i++) {
    const Piece *piece = &text->pieces[i];
    if (!piece->hole) {
      buf_add_str(&buf, piece->literal);
    } else if (piece->hole->sensitive) {
      buf_add(&buf, "(sensitive)");
    } else {
      buf_add(&buf, "${");
      buf_add_str(&buf, name_of(arena, piece->hole));
      buf_add(&buf, "}");
    }
  }
  return buf_str(&buf);
}

Str text_print(Arena *arena, const Text *text) {
  return print(arena, text, hole_shown);
}

Str text_key(Arena *arena, const Text *text) {
  return print(arena, text, hole_scoped);
}

/* Fingerprints are made of these: they never change. */
static const char *const canonical_names[] = {
    [HOLE_ANY] = "${}",
    [HOLE_ACCOUNT] = "${account}",
    [HOLE_OWN_ACCOUNT] = "${own}",
    [HOLE_PARTITION] = "aws",
    [HOLE_REGION] = "${region}",
    [HOLE_URL_SUFFIX] = "amazonaws.com",
    [HOLE_NAME] = "${name}",
    [HOLE_ROLE_ARN] = "${role}",
    [HOLE_USER_ARN] = "${user}",
    [HOLE_GROUP_ARN] = "${group}",
    [HOLE_OIDC_ARN] = "${oidc}",
    [HOLE_SAML_ARN] = "${saml}",
    [HOLE_ARN] = "${arn}",
    [HOLE_UNIQUE_ID] = "${id}",
    [HOLE_OUTER_ACCOUNT] = "${account}",
};

Str text_canonical(Arena *arena, const Text *text) {
  Str known;
  if (text_known(text, &known))
    return known;
  Buf buf = buf_in(arena);
  for (size_t i = 0; i < text->count; i++) {
    const Piece *piece = &text->pieces[i];
    if (!piece->hole)
      buf_add_str(&buf, piece->literal);
    else if (piece->hole->sensitive)
      buf_add(&buf, "${sensitive}");
    else
      buf_add(&buf, canonical_names[piece->hole->kind]);
  }
  return buf_str(&buf);
}
