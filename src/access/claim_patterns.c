/* SPDX-License-Identifier: Apache-2.0
 *
 * The values that a policy compares a claim with, as strings to make subjects of. A hole
 * in one is a mark there: a subject that is made of the pattern has the same hole, so a
 * caller of another tenant can have it where the hole is not what names the tenant.
 */
#include "access/claims.h"
#include "assumelint/arena.h"
#include "assumelint/buf.h"

enum { STEPS_OF_A_SUBJECT = 100, STEPS_OF_A_PATTERN = 32 };

size_t search_claim_patterns(Search *s, const SearchKey *key, Str *out, size_t max) {
  size_t n = 0;
  for (size_t i = 0; i < key->use_count; i++) {
    for (size_t k = 0; k < key->uses[i].condition->value_count; k++) {
      const Text *text = search_use_value(s, &key->uses[i], k);
      if (!text || text_first_hole(text))
        continue;
      /* What a variable brought in is a part of its own. */
      if (n < max)
        out[n++] = text_print(s->arena, text);
      else
        s->gave_up = true;
    }
  }
  return n;
}

/* Whether a subject is foreign, or whose kin it is, is asked of every pattern. */
void search_spend_on_patterns(Search *s, size_t count) {
  search_spend(s, STEPS_OF_A_SUBJECT + count * STEPS_OF_A_PATTERN);
}

/* ---- Patterns with holes ------------------------------------------------------ */

/* What stands for the i-th hole while a subject is put together, behind a mark: bytes that
 * neither end a name nor have a case. */
enum { MARK = 1, FIRST_HOLE = 0x80 };

bool search_may_bring_wildcards(const Hole *hole) {
  return hole->kind == HOLE_ANY && hole->resource.len == 0 &&
         !(hole->sensitive && hole->secret.ptr);
}

/* The number of the hole; false when there are too many. */
static bool number_of(size_t *number, ClaimPatterns *out, const Hole *hole) {
  size_t i = 0;
  while (i < out->hole_count && !hole_same(out->holes[i], hole))
    i++;
  if (i == MAX_CLAIM_HOLES)
    return false;
  if (i == out->hole_count)
    out->holes[out->hole_count++] = hole;
  *number = i;
  return true;
}

/* The text with its holes marked, or (`open`) as the wildcards that they may bring. */
static void add_with_holes(Search *s, ClaimPatterns *out, const Text *text, bool open) {
  Buf buf = buf_in(s->arena);
  for (size_t i = 0; i < text->count; i++) {
    const Hole *hole = text->pieces[i].hole;
    size_t number;
    if (!hole) {
      buf_add_str(&buf, text->pieces[i].literal);
    } else if (open && search_may_bring_wildcards(hole)) {
      buf_add_char(&buf, '*');
    } else if (number_of(&number, out, hole)) {
      buf_add_char(&buf, MARK);
      buf_add_char(&buf, (char)(FIRST_HOLE + number));
    } else {
      s->gave_up = true;
      return;
    }
  }
  if (out->count < MAX_CLAIM_PATTERNS)
    out->items[out->count++] = buf_str(&buf);
  else
    s->gave_up = true;
}

static bool brings_wildcards(const Text *text) {
  for (size_t i = 0; i < text->count; i++) {
    if (text->pieces[i].hole && search_may_bring_wildcards(text->pieces[i].hole))
      return true;
  }
  return false;
}

void search_subject_patterns(Search *s, const SearchKey *key, ClaimPatterns *out) {
  out->hole_count = 0;
  out->count = search_claim_patterns(s, key, out->items, MAX_CLAIM_PATTERNS);
  for (size_t i = 0; i < key->use_count; i++) {
    bool like = key->uses[i].op.family == OPERATOR_LIKE;
    for (size_t k = 0; k < key->uses[i].condition->value_count; k++) {
      const Text *text = search_use_value(s, &key->uses[i], k);
      /* Of what begins with a hole it is not known what it names. */
      if (!text || !text_first_hole(text) || text->pieces[0].hole)
        continue;
      add_with_holes(s, out, text, false);
      if (like && brings_wildcards(text))
        add_with_holes(s, out, text, true);
    }
  }
}

void search_add_subject(Search *s, const ClaimPatterns *patterns, Str subject, TextList *out) {
  const Text *parts[2 * MAX_CLAIM_HOLES + 1];
  size_t count = 0, begin = 0;
  for (size_t at = 0; at + 1 < subject.len; at++) {
    size_t number = (size_t)(unsigned char)subject.ptr[at + 1] - FIRST_HOLE;
    if (subject.ptr[at] != MARK || number >= patterns->hole_count)
      continue;
    if (count + 2 >= sizeof parts / sizeof *parts) {
      s->gave_up = true;
      return;
    }
    parts[count++] = text_literal(s->arena, str_slice(subject, begin, at));
    parts[count++] = text_hole(s->arena, patterns->holes[number]);
    begin = ++at + 1;
  }
  parts[count++] = text_literal(s->arena, str_slice(subject, begin, subject.len));
  search_add_value(s, out, text_concat(s->arena, parts, count));
}
