/* SPDX-License-Identifier: Apache-2.0
 *
 * Terms that decide alone, or else the first few alternatives themselves.
 */
#include "engine/when.h"

#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/buf.h"

enum { MAX_LISTED = 4 };
static const char term_separator[] = ", ";

/* The next term of an alternative, which is "term, term, ...". */
static bool next_term(Str when, size_t *at, Str *term) {
  if (*at >= when.len)
    return false;
  Str rest = str_slice(when, *at, when.len);
  size_t len = str_find_str(rest, str_of(term_separator));
  *term = str_slice(rest, 0, len);
  *at += len + strlen(term_separator);
  return true;
}

static bool has_term(Str when, Str wanted) {
  Str term;
  for (size_t at = 0; next_term(when, &at, &term);) {
    if (str_eq(term, wanted))
      return true;
  }
  return false;
}

/* Whether the finding holds in every alternative that has the term. */
static bool decides(const Role *role, const bool *holds, Str term) {
  for (size_t i = 0; i < role->trust_count; i++) {
    if (!holds[i] && has_term(role->trusts[i].when, term))
      return false;
  }
  return true;
}

/* A term of alternative `i` that decides alone. */
static bool deciding_term(const Role *role, const bool *holds, size_t i, Str *term) {
  for (size_t at = 0; next_term(role->trusts[i].when, &at, term);) {
    if (decides(role, holds, *term))
      return true;
  }
  return false;
}

static void add_option(Buf *buf, Str option) {
  if (buf->len > 0)
    buf_add(buf, " | ");
  buf_add_str(buf, option);
}

/* False where an alternative that holds has no deciding term. */
static bool describe_by_terms(Buf *buf, const Role *role, const bool *holds) {
  bool *covered = arena_array(buf->arena, role->trust_count, sizeof *covered);
  for (size_t i = 0; i < role->trust_count; i++) {
    Str term;
    if (!holds[i] || covered[i])
      continue;
    if (!deciding_term(role, holds, i, &term))
      return false;
    for (size_t j = i; j < role->trust_count; j++)
      covered[j] = covered[j] || has_term(role->trusts[j].when, term);
    add_option(buf, term);
  }
  return true;
}

static void describe_by_list(Buf *buf, const Role *role, const bool *holds) {
  size_t listed = 0;
  for (size_t i = 0; i < role->trust_count; i++) {
    if (!holds[i])
      continue;
    if (listed++ < MAX_LISTED)
      add_option(buf, role->trusts[i].when);
  }
  if (listed > MAX_LISTED)
    buf_addf(buf, " | and %zu more", listed - MAX_LISTED);
}

Str engine_describe_when(Arena *arena, const Role *role, const bool *holds) {
  Buf buf = buf_in(arena);
  if (!describe_by_terms(&buf, role, holds)) {
    buf = buf_in(arena);
    describe_by_list(&buf, role, holds);
  }
  if (buf.failed)
    out_of_memory();
  return buf_str(&buf);
}
