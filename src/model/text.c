/* SPDX-License-Identifier: Apache-2.0
 *
 * Texts: building, cutting, comparing, printing.
 */
#include "assumelint/text.h"

#include "assumelint/arena.h"
#include "model/match.h"

enum alint_tri alint_tri_and(enum alint_tri a, enum alint_tri b) {
  return a < b ? a : b;
}

enum alint_tri alint_tri_or(enum alint_tri a, enum alint_tri b) {
  return a > b ? a : b;
}

enum alint_tri alint_tri_not(enum alint_tri a) {
  return a == ALINT_YES ? ALINT_NO : a == ALINT_NO ? ALINT_YES : ALINT_UNKNOWN;
}

/* ---- Building ------------------------------------------------------------ */

static const struct alint_text *one_piece(struct alint_arena *arena, struct alint_piece piece) {
  struct alint_text *text = alint_arena_alloc(arena, sizeof *text);
  struct alint_piece *pieces = alint_arena_alloc(arena, sizeof *pieces);
  *pieces = piece;
  text->pieces = pieces;
  text->count = piece.hole || piece.literal.len > 0;
  return text;
}

const struct alint_text *alint_text_literal(struct alint_arena *arena, struct alint_str s) {
  return one_piece(arena, (struct alint_piece){.literal = s});
}

struct alint_hole *alint_hole_new(struct alint_arena *arena, struct alint_hole like) {
  struct alint_hole *hole = like.name.ptr ? alint_arena_alloc(arena, sizeof *hole) : NULL;
  if (hole)
    *hole = like;
  return hole;
}

const struct alint_text *alint_text_hole(struct alint_arena *arena, const struct alint_hole *hole) {
  return hole ? one_piece(arena, (struct alint_piece){.hole = hole}) : NULL;
}

const struct alint_text *alint_text_own_account(struct alint_arena *arena, const char *give) {
  return alint_text_hole(
      arena, alint_hole_new(arena, (struct alint_hole){.name = ALINT_STR("AWS::AccountId"),
                                                       .kind = ALINT_HOLE_OWN_ACCOUNT,
                                                       .give = alint_str(give)}));
}

const struct alint_text *alint_text_own_partition(struct alint_arena *arena) {
  return alint_text_hole(
      arena, alint_hole_new(arena, (struct alint_hole){.name = ALINT_STR("AWS::Partition"),
                                                       .kind = ALINT_HOLE_PARTITION}));
}

const struct alint_text *alint_text_fresh(struct alint_arena *arena, struct alint_str s) {
  return one_piece(arena, (struct alint_piece){.literal = s, .fresh = true});
}

static bool joins(const struct alint_piece *a, const struct alint_piece *b) {
  return !a->hole && !b->hole && a->fresh == b->fresh && a->exact == b->exact;
}

static void append_piece(struct alint_arena *arena, struct alint_piece *pieces, size_t *count,
                         const struct alint_piece *piece) {
  struct alint_piece *last = *count > 0 ? &pieces[*count - 1] : NULL;
  if (!piece->hole && piece->literal.len == 0)
    return;
  if (!last || !joins(last, piece)) {
    pieces[(*count)++] = *piece;
    return;
  }
  struct alint_buf buf = alint_buf(arena);
  alint_buf_add_str(&buf, last->literal);
  alint_buf_add_str(&buf, piece->literal);
  if (buf.failed)
    alint_out_of_memory();
  last->literal = alint_buf_str(&buf);
}

const struct alint_text *alint_text_concat(struct alint_arena *arena,
                                           const struct alint_text *const *parts, size_t count) {
  size_t most = 0;
  for (size_t i = 0; i < count; i++)
    most += parts[i]->count;
  struct alint_text *text = alint_arena_alloc(arena, sizeof *text);
  struct alint_piece *pieces = alint_arena_array(arena, most, sizeof *pieces);
  for (size_t i = 0; i < count; i++) {
    for (size_t k = 0; k < parts[i]->count; k++)
      append_piece(arena, pieces, &text->count, &parts[i]->pieces[k]);
  }
  text->pieces = pieces;
  return text;
}

/* A piece list under construction, cut at separators. */
struct splitter {
  struct alint_arena *arena;
  const struct alint_text **parts;
  size_t count, max;
  struct alint_text *part;    /* the part being filled */
  struct alint_piece *pieces; /* its pieces */
  size_t room;
};

static void begin_part(struct splitter *s) {
  s->part = alint_arena_alloc(s->arena, sizeof *s->part);
  s->pieces = alint_arena_array(s->arena, s->room, sizeof *s->pieces);
  s->part->pieces = s->pieces;
  s->parts[s->count++] = s->part;
}

static void add_to_part(struct splitter *s, struct alint_piece piece) {
  if (piece.hole || piece.literal.len > 0)
    s->pieces[s->part->count++] = piece;
}

size_t alint_text_split(struct alint_arena *arena, const struct alint_text *text, char separator,
                        const struct alint_text **parts, size_t max) {
  struct splitter s = {.arena = arena, .parts = parts, .max = max, .room = text->count};
  if (max == 0)
    return 0;
  begin_part(&s);
  for (size_t i = 0; i < text->count; i++) {
    struct alint_piece piece = text->pieces[i];
    while (!piece.hole && s.count < s.max) {
      size_t cut = alint_str_find(piece.literal, 0, separator);
      if (cut == piece.literal.len)
        break;
      struct alint_piece head = piece;
      head.literal = alint_str_slice(piece.literal, 0, cut);
      add_to_part(&s, head);
      piece.literal = alint_str_slice(piece.literal, cut + 1, piece.literal.len);
      begin_part(&s);
    }
    add_to_part(&s, piece);
  }
  return s.count;
}

/* ---- Looking ------------------------------------------------------------- */

bool alint_text_known(const struct alint_text *text, struct alint_str *out) {
  *out = (struct alint_str){"", 0};
  if (text->count == 0)
    return true;
  if (text->count > 1 || text->pieces[0].hole)
    return false;
  *out = text->pieces[0].literal;
  return true;
}

bool alint_text_is(const struct alint_text *text, const char *c_string) {
  struct alint_str s;
  return alint_text_known(text, &s) && alint_str_is(s, c_string);
}

bool alint_text_empty(const struct alint_text *text) {
  return text->count == 0;
}

const struct alint_hole *alint_text_only_hole(const struct alint_text *text) {
  return text->count == 1 ? text->pieces[0].hole : NULL;
}

const struct alint_hole *alint_text_first_hole(const struct alint_text *text) {
  for (size_t i = 0; i < text->count; i++) {
    if (text->pieces[i].hole)
      return text->pieces[i].hole;
  }
  return NULL;
}

int alint_hole_cmp(const struct alint_hole *a, const struct alint_hole *b) {
  int order = alint_str_cmp(a->name, b->name);
  if (order == 0)
    order = alint_str_cmp(a->scope, b->scope);
  return order != 0 ? order : (int)a->source - (int)b->source;
}

bool alint_hole_same(const struct alint_hole *a, const struct alint_hole *b) {
  return a == b || (a->source == b->source && alint_str_eq(a->name, b->name) &&
                    alint_str_eq(a->scope, b->scope));
}

bool alint_text_same(const struct alint_text *a, const struct alint_text *b) {
  if (a == b)
    return true;
  if (a->count != b->count)
    return false;
  for (size_t i = 0; i < a->count; i++) {
    const struct alint_piece *x = &a->pieces[i], *y = &b->pieces[i];
    if (!x->hole != !y->hole)
      return false;
    if (x->hole ? !alint_hole_same(x->hole, y->hole) : !alint_str_eq(x->literal, y->literal))
      return false;
  }
  return true;
}

enum alint_tri alint_text_eq(const struct alint_text *a, const struct alint_text *b) {
  return alint_match(a, b, 0);
}

enum alint_tri alint_text_eq_nocase(const struct alint_text *a, const struct alint_text *b) {
  return alint_match(a, b, ALINT_MATCH_NOCASE);
}

bool alint_text_contradicts(const struct alint_text *a, const struct alint_text *b) {
  return a && b && alint_text_eq(a, b) == ALINT_NO;
}

/* ---- Printing ------------------------------------------------------------ */

static struct alint_str with_scope(struct alint_arena *arena, const struct alint_hole *hole) {
  return hole->scope.len == 0 || hole->source == ALINT_HOLE_OF_PROVIDER
             ? hole->name
             : alint_str_printf(arena, "%.*s@%.*s", ALINT_FMT(hole->name), ALINT_FMT(hole->scope));
}

struct alint_str alint_hole_shown(struct alint_arena *arena, const struct alint_hole *hole) {
  return hole->source == ALINT_HOLE_OF_PLACE ? hole->name : with_scope(arena, hole);
}

static struct alint_str print(struct alint_arena *arena, const struct alint_text *text,
                              struct alint_str (*name_of)(struct alint_arena *arena,
                                                          const struct alint_hole *hole)) {
  struct alint_str known;
  if (alint_text_known(text, &known))
    return known;
  struct alint_buf buf = alint_buf(arena);
  for (size_t i = 0; i < text->count; i++) {
    const struct alint_piece *piece = &text->pieces[i];
    if (!piece->hole) {
      alint_buf_add_str(&buf, piece->literal);
    } else if (piece->hole->sensitive) {
      alint_buf_add(&buf, "(sensitive)");
    } else {
      alint_buf_add(&buf, "${");
      alint_buf_add_str(&buf, name_of(arena, piece->hole));
      alint_buf_add(&buf, "}");
    }
  }
  return alint_buf_str(&buf);
}

struct alint_str alint_text_print(struct alint_arena *arena, const struct alint_text *text) {
  return print(arena, text, alint_hole_shown);
}

struct alint_str alint_text_key(struct alint_arena *arena, const struct alint_text *text) {
  return print(arena, text, with_scope);
}

/* What follows makes fingerprints: it never changes. */
static const char *const canonical_names[] = {
    [ALINT_HOLE_ANY] = "${}",
    [ALINT_HOLE_ACCOUNT] = "${account}",
    [ALINT_HOLE_OWN_ACCOUNT] = "${own}",
    [ALINT_HOLE_PARTITION] = "aws",
    [ALINT_HOLE_REGION] = "${region}",
    [ALINT_HOLE_URL_SUFFIX] = "amazonaws.com",
    [ALINT_HOLE_NAME] = "${name}",
    [ALINT_HOLE_ROLE_ARN] = "${role}",
    [ALINT_HOLE_USER_ARN] = "${user}",
    [ALINT_HOLE_GROUP_ARN] = "${group}",
    [ALINT_HOLE_OIDC_ARN] = "${oidc}",
    [ALINT_HOLE_SAML_ARN] = "${saml}",
    [ALINT_HOLE_ARN] = "${arn}",
    [ALINT_HOLE_UNIQUE_ID] = "${id}",
    [ALINT_HOLE_OUTER_ACCOUNT] = "${account}",
};

struct alint_str alint_hole_canonical(struct alint_arena *arena, const struct alint_hole *hole) {
  if (hole->source == ALINT_HOLE_OF_PROVIDER)
    return alint_str_printf(arena, "account_id@%.*s", ALINT_FMT(hole->scope));
  return alint_str_printf(arena, "%s%.*s", hole->source == ALINT_HOLE_OF_PARAMETER ? "Param:" : "",
                          ALINT_FMT(with_scope(arena, hole)));
}

struct alint_str alint_text_canonical(struct alint_arena *arena, const struct alint_text *text) {
  struct alint_str known;
  if (alint_text_known(text, &known))
    return known;
  struct alint_buf buf = alint_buf(arena);
  for (size_t i = 0; i < text->count; i++) {
    const struct alint_piece *piece = &text->pieces[i];
    if (!piece->hole)
      alint_buf_add_str(&buf, piece->literal);
    else if (piece->hole->sensitive)
      alint_buf_add(&buf, "${sensitive}");
    else
      alint_buf_add(&buf, canonical_names[piece->hole->kind]);
  }
  return alint_buf_str(&buf);
}
