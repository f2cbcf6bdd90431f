/* SPDX-License-Identifier: Apache-2.0
 *
 * Under which alternatives a finding holds: terms that decide alone where there
 * are such terms, else the alternatives themselves, and not too many of them.
 */
#include "engine/when.h"

#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/status.h"

enum { MAX_LISTED = 4 };
static const char term_separator[] = ", ";

/* The next term of an alternative, which is "term, term, ...". */
static bool next_term(struct alint_str when, size_t *at, struct alint_str *term) {
  if (*at >= when.len)
    return false;
  struct alint_str rest = alint_str_slice(when, *at, when.len);
  size_t len = alint_str_find_str(rest, alint_str(term_separator));
  *term = alint_str_slice(rest, 0, len);
  *at += len + strlen(term_separator);
  return true;
}

static bool has_term(struct alint_str when, struct alint_str wanted) {
  struct alint_str term;
  for (size_t at = 0; next_term(when, &at, &term);) {
    if (alint_str_eq(term, wanted))
      return true;
  }
  return false;
}

/* Whether the finding holds in every alternative that has the term. */
static bool decides(const struct alint_role *role, const bool *holds, struct alint_str term) {
  for (size_t i = 0; i < role->trust_count; i++) {
    if (!holds[i] && has_term(role->trusts[i].when, term))
      return false;
  }
  return true;
}

/* A term of alternative `i` that decides alone. */
static bool deciding_term(const struct alint_role *role, const bool *holds, size_t i,
                          struct alint_str *term) {
  for (size_t at = 0; next_term(role->trusts[i].when, &at, term);) {
    if (decides(role, holds, *term))
      return true;
  }
  return false;
}

static void add_option(struct alint_buf *buf, struct alint_str option) {
  if (buf->len > 0)
    alint_buf_add(buf, " | ");
  alint_buf_add_str(buf, option);
}

/* All that holds, by deciding terms; false where some alternative has none. */
static bool describe_by_terms(struct alint_buf *buf, const struct alint_role *role,
                              const bool *holds, bool *covered) {
  for (size_t i = 0; i < role->trust_count; i++) {
    struct alint_str term;
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

static void describe_by_list(struct alint_buf *buf, const struct alint_role *role,
                             const bool *holds) {
  size_t listed = 0, more = 0;
  for (size_t i = 0; i < role->trust_count; i++) {
    if (!holds[i])
      continue;
    if (listed == MAX_LISTED) {
      more++;
    } else {
      add_option(buf, role->trusts[i].when);
      listed++;
    }
  }
  if (more > 0)
    alint_buf_addf(buf, " | and %zu more", more);
}

void alint_describe_when(struct alint_str *out, struct alint_arena *arena,
                         const struct alint_role *role, const bool *holds) {
  bool *covered = alint_arena_array(arena, role->trust_count, sizeof *covered);
  struct alint_buf buf = alint_buf(arena);
  if (!describe_by_terms(&buf, role, holds, covered)) {
    buf = alint_buf(arena);
    describe_by_list(&buf, role, holds);
  }
  *out = alint_buf_str(&buf);
  if (buf.failed)
    alint_out_of_memory();
}
