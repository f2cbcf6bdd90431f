/* SPDX-License-Identifier: Apache-2.0
 *
 * Markers: words of which every file of ours holds at least one.
 *
 * The scan is over bytes, before any parsing, so that the many YAML and JSON files that
 * are no templates cost nothing and cannot fail. A word that other files hold too counts
 * as a key only ("Resources" with its colon), and `sts:` only where an action can begin
 * (not in `hosts:`).
 */
#include "assumelint/parser.h"
#include "util/hex.h"

static bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static Str rest_from(Str s, size_t at) {
  return str_slice(s, at, s.len);
}

/* `key":`, `key :`, `key:` after the key. */
static bool colon_follows(Str s, size_t at) {
  if (at < s.len && (s.ptr[at] == '"' || s.ptr[at] == '\''))
    at++;
  while (at < s.len && str_has(STR(" \t\r\n"), s.ptr[at]))
    at++;
  return at < s.len && s.ptr[at] == ':';
}

/* sts:AssumeRole, "STS:*" */
static bool is_action(Str s, size_t at, size_t end) {
  if ((at > 0 && is_word(s.ptr[at - 1])) || end >= s.len)
    return false;
  char next = ascii_lower(s.ptr[end]);
  return (next >= 'a' && next <= 'z') || next == '*' || next == '?';
}

static bool is_marker_at(Str s, size_t at, const Marker *marker) {
  Str rest = rest_from(s, at);
  size_t end = at + str_of(marker->word).len;
  if (marker->form == MARKER_ACTION)
    return str_starts_nocase(rest, marker->word) && is_action(s, at, end);
  return str_starts(rest, marker->word) &&
         (marker->form == MARKER_ANYWHERE || colon_follows(s, end));
}

/* Makes both cases of a letter one byte, and some other bytes too, which does no harm. */
static unsigned char folded(char c) {
  return (unsigned char)(c | 0x20);
}

static bool is_any_marker_at(Str s, size_t at) {
  for (size_t i = 0; front_ends[i]; i++) {
    const Marker *marker = front_ends[i]->markers;
    for (; marker->word; marker++) {
      if (folded(marker->word[0]) == folded(s.ptr[at]) && is_marker_at(s, at, marker))
        return true;
    }
  }
  return false;
}

/* The bytes that markers begin with: the scan passes over most others at once. */
static void find_first_bytes(bool first[256]) {
  for (size_t i = 0; front_ends[i]; i++) {
    const Marker *marker = front_ends[i]->markers;
    for (; marker->word; marker++)
      first[folded(marker->word[0])] = true;
  }
}

/* The characters that markers are made of. */
static bool spells_marker(int code) {
  return code == ':' || code == '_' || (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z');
}

/* \u0041, and YAML's \x41, \U00000041, and a line folded inside a word. */
static bool is_escape_at(Str s, size_t at) {
  static const char *const prefixes[] = {"\\u00", "\\x", "\\U000000"};
  Str rest = rest_from(s, at);
  for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
    size_t n = str_of(prefixes[i]).len;
    if (!str_starts(rest, prefixes[i]) || rest.len < n + 2)
      continue;
    int high = hex_value(rest.ptr[n]), low = hex_value(rest.ptr[n + 1]);
    if (high >= 0 && low >= 0 && spells_marker(high * 16 + low))
      return true;
  }
  size_t next = rest.len > 1 && rest.ptr[1] == '\r' ? 2 : 1;
  if (rest.len <= next || rest.ptr[next] != '\n' || at == 0 || !spells_marker(s.ptr[at - 1]))
    return false;
  do
    next++;
  while (next < rest.len && (rest.ptr[next] == ' ' || rest.ptr[next] == '\t'));
  return next < rest.len && spells_marker(rest.ptr[next]);
}

bool front_end_has_marker(const char *bytes, size_t len) {
  Str s = str_n(bytes, len);
  bool first[256] = {false};
  find_first_bytes(first);
  for (size_t i = 0; i < len; i++) {
    if ((first[folded(bytes[i])] && is_any_marker_at(s, i)) ||
        (bytes[i] == '\\' && is_escape_at(s, i)))
      return true;
  }
  return false;
}
