/* SPDX-License-Identifier: Apache-2.0
 *
 * The syntax of suppressions: assumelint:ignore ID[,ID...] [-- REASON]
 *
 * Blanks may stand around the colon and the commas. A comment that begins like
 * one is one: what is wrong with it is told, for a suppression that silently does
 * nothing is as bad as a finding that silently is not there.
 */
#include "assumelint/ignore.h"

#include "assumelint/arena.h"
#include "assumelint/limits.h"

enum { MAX_WRITTEN = 100 /* bytes, for messages */ };

static const char word[] = "assumelint";

static bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

static size_t skip_blanks(struct alint_str s, size_t at) {
  while (at < s.len && is_blank(s.ptr[at]))
    at++;
  return at;
}

static struct alint_str trim(struct alint_str s) {
  s = alint_str_slice(s, skip_blanks(s, 0), s.len);
  while (s.len > 0 && is_blank(s.ptr[s.len - 1]))
    s.len--;
  return s;
}

/* ---- One line -------------------------------------------------------------- */

/* Up to the next blank, or comma where that ends it. */
static struct alint_str next_word(struct alint_str s, size_t at, bool comma) {
  size_t end = at;
  while (end < s.len && !is_blank(s.ptr[end]) && !(comma && s.ptr[end] == ','))
    end++;
  return alint_str_slice(s, at, end);
}

/* Behind "assumelint:"; 0 where the line begins otherwise. */
static size_t skip_prefix(struct alint_str line) {
  if (!alint_str_starts_nocase(line, word))
    return 0;
  size_t colon = skip_blanks(line, sizeof word - 1);
  return colon < line.len && line.ptr[colon] == ':' ? skip_blanks(line, colon + 1) : 0;
}

static struct alint_str cut(struct alint_str s) {
  size_t end = s.len < MAX_WRITTEN ? s.len : MAX_WRITTEN;
  while (end < s.len && end > 0 && ((unsigned char)s.ptr[end] & 0xC0) == 0x80)
    end--;
  return alint_str_slice(s, 0, end);
}

static size_t count_commas(struct alint_str s) {
  size_t count = 0;
  for (size_t i = 0; i < s.len; i++)
    count += s.ptr[i] == ',';
  return count;
}

/* Reads the ids from `at` on; gives where they end. */
static void read_ids(struct alint_ignore *out, struct alint_arena *arena, struct alint_str line,
                     size_t *at) {
  struct alint_str *ids = alint_arena_array(arena, count_commas(line) + 1, sizeof *ids);
  out->ids = ids;
  for (;;) {
    struct alint_str id = next_word(line, *at, true);
    if (id.len == 0 || alint_str_starts(id, "--")) {
      out->problem = out->id_count > 0 ? ALINT_STR("a rule is missing behind the comma")
                                       : ALINT_STR("it names no rule: assumelint:ignore AL201");
      return;
    }
    ids[out->id_count++] = id;
    *at += id.len;
    size_t comma = skip_blanks(line, *at);
    if (comma >= line.len || line.ptr[comma] != ',')
      return;
    *at = skip_blanks(line, comma + 1);
  }
}

void alint_ignore_parse(struct alint_ignore *out, bool *ours, struct alint_arena *arena,
                        struct alint_str line) {
  line = trim(line);
  size_t at = skip_prefix(line);
  *out = (struct alint_ignore){.line = 0};
  *ours = at > 0;
  if (!*ours)
    return;
  struct alint_str verb = next_word(line, at, false);
  out->written = cut(line);
  if (!alint_str_is(verb, "ignore") || !alint_str_starts(line, word)) {
    out->problem = ALINT_STR("did you mean assumelint:ignore AL201?");
    return;
  }
  at = skip_blanks(line, at + verb.len);
  read_ids(out, arena, line, &at);
  if (out->problem.len > 0)
    return;
  struct alint_str rest = trim(alint_str_slice(line, at, line.len));
  out->written = cut(alint_str_slice(line, 0, at));
  if (alint_str_starts(rest, "--") && (rest.len == 2 || is_blank(rest.ptr[2]))) {
    out->reason = trim(alint_str_slice(rest, 2, rest.len));
  } else if (rest.len > 0) {
    out->written = cut(line);
    out->problem = ALINT_STR("behind the rules may stand \" -- \" and a reason, and commas are "
                             "between them");
  }
}

/* ---- Of an input ----------------------------------------------------------- */

void alint_ignore_add(struct alint_ignore **out, struct alint_input *input,
                      const struct alint_ignore *ignore) {
  *out = NULL;
  if (input->ignore_count >= ALINT_MAX_IGNORES) {
    input->ignores_cut = true;
    return;
  }
  struct alint_ignore **items =
      alint_arena_grow(input->arena, (void *)input->ignores, input->ignore_count,
                       &input->ignore_cap, sizeof(struct alint_ignore *));
  struct alint_ignore *copy = alint_arena_alloc(input->arena, sizeof *copy);
  *copy = *ignore;
  input->ignores = items;
  items[input->ignore_count++] = copy;
  *out = copy;
}

/* What makes a comment of a line, and what people put in front of each line of
 * one. */
static size_t skip_marks(struct alint_str line) {
  size_t at = 0;
  while (at < line.len && (is_blank(line.ptr[at]) || line.ptr[at] == '#' || line.ptr[at] == '/' ||
                           line.ptr[at] == '*'))
    at++;
  return at;
}

void alint_ignore_comment(struct alint_input *input, const struct alint_source *source,
                          struct alint_span comment, struct alint_str text) {
  bool exact = text.len == comment.end - comment.begin;
  if (alint_str_starts(text, "/*") && alint_str_ends(text, "*/") && text.len >= 4)
    text.len -= 2;
  for (size_t begin = 0; begin < text.len;) {
    size_t end = alint_str_find(text, begin, '\n');
    begin += skip_marks(alint_str_slice(text, begin, end));
    struct alint_str line = trim(alint_str_slice(text, begin, end));
    struct alint_ignore ignore, *added;
    bool ours;
    alint_ignore_parse(&ignore, &ours, input->arena, line);
    ignore.place = (struct alint_place){source, comment};
    if (exact)
      ignore.place.span =
          (struct alint_span){comment.begin + begin, comment.begin + begin + line.len};
    if (ours)
      alint_ignore_add(&added, input, &ignore);
    begin = end + 1;
  }
}

void alint_ignore_at(struct alint_ignore *ignore, struct alint_arena *arena,
                     struct alint_str address) {
  struct alint_str *grown = alint_arena_grow(arena, ignore->addresses, ignore->address_count,
                                             &ignore->address_cap, sizeof *grown);
  ignore->addresses = grown;
  grown[ignore->address_count++] = address;
}
