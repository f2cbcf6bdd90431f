/* SPDX-License-Identifier: Apache-2.0
 *
 * The syntax of suppressions: assumelint:ignore ID[,ID...] [-- REASON]
 *
 * Blanks may stand around the colon and the commas. A comment that begins like a suppression
 * is one, and errors in it are reported: a suppression that silently does nothing is as bad
 * as a finding that is silently missing.
 */
#include "assumelint/suppression.h"

#include "assumelint/arena.h"
#include "assumelint/limits.h"

enum { MAX_WRITTEN = 100 /* bytes, for messages */ };

static const char word[] = "assumelint";

static bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

static size_t skip_blanks(Str s, size_t at) {
  while (at < s.len && is_blank(s.ptr[at]))
    at++;
  return at;
}

static Str trim(Str s) {
  s = str_slice(s, skip_blanks(s, 0), s.len);
  while (s.len > 0 && is_blank(s.ptr[s.len - 1]))
    s.len--;
  return s;
}

/* ---- One line -------------------------------------------------------------- */

/* Up to the next blank, or the next comma if `comma` says so. */
static Str next_word(Str s, size_t at, bool comma) {
  size_t end = at;
  while (end < s.len && !is_blank(s.ptr[end]) && !(comma && s.ptr[end] == ','))
    end++;
  return str_slice(s, at, end);
}

/* The index after "assumelint:"; 0 for a line that begins otherwise. */
static size_t skip_prefix(Str line) {
  if (!str_starts_nocase(line, word))
    return 0;
  size_t colon = skip_blanks(line, sizeof word - 1);
  return colon < line.len && line.ptr[colon] == ':' ? skip_blanks(line, colon + 1) : 0;
}

static Str cut(Str s) {
  size_t end = s.len < MAX_WRITTEN ? s.len : MAX_WRITTEN;
  while (end < s.len && end > 0 && ((unsigned char)s.ptr[end] & 0xC0) == 0x80)
    end--;
  return str_slice(s, 0, end);
}

static size_t count_commas(Str s) {
  size_t count = 0;
  for (size_t i = 0; i < s.len; i++)
    count += s.ptr[i] == ',';
  return count;
}

/* Reads the ids from `*at` on, and moves it past them. */
static void read_ids(Suppression *out, Arena *arena, Str line, size_t *at) {
  Str *ids = arena_array(arena, count_commas(line) + 1, sizeof *ids);
  out->ids = ids;
  for (;;) {
    Str id = next_word(line, *at, true);
    if (id.len == 0 || str_starts(id, "--")) {
      out->problem = out->id_count > 0 ? STR("a rule is missing behind the comma")
                                       : STR("it names no rule: assumelint:ignore AL201");
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

bool suppression_parse(Suppression *out, Arena *arena, Str line) {
  line = trim(line);
  size_t at = skip_prefix(line);
  *out = (Suppression){.line = 0};
  if (at == 0)
    return false;
  Str verb = next_word(line, at, false);
  out->written = cut(line);
  if (!str_is(verb, "ignore") || !str_starts(line, word)) {
    out->problem = STR("did you mean assumelint:ignore AL201?");
    return true;
  }
  at = skip_blanks(line, at + verb.len);
  read_ids(out, arena, line, &at);
  if (out->problem.len > 0)
    return true;
  Str rest = trim(str_slice(line, at, line.len));
  out->written = cut(str_slice(line, 0, at));
  if (str_starts(rest, "--") && (rest.len == 2 || is_blank(rest.ptr[2]))) {
    out->reason = trim(str_slice(rest, 2, rest.len));
  } else if (rest.len > 0) {
    out->written = cut(line);
    out->problem = STR("behind the rules may stand \" -- \" and a reason, and commas are "
                       "between them");
  }
  return true;
}

/* ---- Of an input ----------------------------------------------------------- */

Suppression *suppression_add(Input *input, const Suppression *suppression) {
  if (input->suppression_count >= MAX_SUPPRESSIONS) {
    input->suppressions_cut = true;
    return NULL;
  }
  Suppression *copy = arena_alloc(input->arena, sizeof *copy);
  *copy = *suppression;
  ARRAY_ADD(input->arena, input->suppressions, input->suppression_count, input->suppression_cap,
            copy);
  return copy;
}

/* Past what makes the line a comment, and what people put in front of each line of one. */
static size_t skip_markers(Str line) {
  size_t at = 0;
  while (at < line.len && (is_blank(line.ptr[at]) || line.ptr[at] == '#' || line.ptr[at] == '/' ||
                           line.ptr[at] == '*'))
    at++;
  return at;
}

void suppression_comment(Input *input, const Source *source, Span comment, Str text) {
  bool exact = text.len == comment.end - comment.begin;
  if (str_starts(text, "/*") && str_ends(text, "*/") && text.len >= 4)
    text.len -= 2;
  for (size_t begin = 0; begin < text.len;) {
    size_t end = str_find(text, begin, '\n');
    begin += skip_markers(str_slice(text, begin, end));
    Str line = trim(str_slice(text, begin, end));
    Suppression found;
    if (suppression_parse(&found, input->arena, line)) {
      Span span = {comment.begin + begin, comment.begin + begin + line.len};
      found.source_span = (SourceSpan){source, exact ? span : comment};
      suppression_add(input, &found);
    }
    begin = end + 1;
  }
}

void suppression_at(Suppression *suppression, Arena *arena, Str address) {
  ARRAY_ADD(arena, suppression->addresses, suppression->address_count, suppression->address_cap,
            address);
}
