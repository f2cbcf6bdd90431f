/* SPDX-License-Identifier: Apache-2.0
 *
 * Markers: words that every file of ours holds at least one of.
 *
 * The scan is over bytes, before any parsing, so that the many YAML and JSON
 * files that are nobody's template cost nothing and cannot fail. Words that
 * other files hold too count as keys only ("Resources" with its colon), `sts:`
 * only where an action can begin (not in `hosts:`).
 */
#include "assumelint/parser.h"
#include "util/utf16.h"

static const struct {
  const char *word;
  bool as_key; /* a colon has to follow */
} markers[] = {
    {"AWS::", false},
    {"AWSTemplateFormatVersion", false},
    {"AssumeRolePolicyDocument", false},
    {"ChangeSetId", false},
    {"ChangeSetName", false},
    {"Resources", true},
    {"Statement", true},
    {"Transform", true},
    {"format_version", false},
    {"planned_values", false},
    {"resource_changes", false},
};

static bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static struct alint_str rest_from(struct alint_str s, size_t at) {
  return alint_str_slice(s, at, s.len);
}

/* `key":`, `key :`, `key:` after the key. */
static bool colon_follows(struct alint_str s, size_t at) {
  if (at < s.len && (s.ptr[at] == '"' || s.ptr[at] == '\''))
    at++;
  while (at < s.len &&
         (s.ptr[at] == ' ' || s.ptr[at] == '\t' || s.ptr[at] == '\r' || s.ptr[at] == '\n'))
    at++;
  return at < s.len && s.ptr[at] == ':';
}

static bool is_marker_at(struct alint_str s, size_t at) {
  for (size_t i = 0; i < sizeof markers / sizeof *markers; i++) {
    struct alint_str word = alint_str(markers[i].word);
    if (alint_str_starts(rest_from(s, at), markers[i].word) &&
        (!markers[i].as_key || colon_follows(s, at + word.len)))
      return true;
  }
  return false;
}

/* sts:AssumeRole, "STS:*" */
static bool is_sts_action_at(struct alint_str s, size_t at) {
  if (at > 0 && is_word(s.ptr[at - 1]))
    return false;
  if (!alint_str_starts_nocase(rest_from(s, at), "sts:") || at + 4 >= s.len)
    return false;
  char next = s.ptr[at + 4];
  return (alint_lower(next) >= 'a' && alint_lower(next) <= 'z') || next == '*' || next == '?';
}

static int hex_digit(char c) {
  if (c >= '0' && c <= '9')
    return c - '0';
  c = alint_lower(c);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The characters that markers are made of. */
static bool spells_marker(int code) {
  return code == ':' || code == '_' || (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z');
}

/* \u0041, and YAML's \x41, \U00000041, and a line folded inside a word. */
static bool is_escape_at(struct alint_str s, size_t at) {
  static const char *const prefixes[] = {"\\u00", "\\x", "\\U000000"};
  struct alint_str rest = rest_from(s, at);
  for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
    size_t n = alint_str(prefixes[i]).len;
    if (!alint_str_starts(rest, prefixes[i]) || rest.len < n + 2)
      continue;
    int high = hex_digit(rest.ptr[n]), low = hex_digit(rest.ptr[n + 1]);
    if (high >= 0 && low >= 0 && spells_marker(high * 16 + low))
      return true;
  }
  size_t next = rest.len > 1 && rest.ptr[1] == '\r' ? 2 : 1;
  if (rest.len <= next || rest.ptr[next] != '\n' || at == 0 || !spells_marker(s.ptr[at - 1]))
    return false;
  for (next++; next < rest.len && (rest.ptr[next] == ' ' || rest.ptr[next] == '\t');)
    next++;
  return next < rest.len && spells_marker(rest.ptr[next]);
}

bool alint_has_marker(const char *bytes, size_t len) {
  if (alint_is_utf16(bytes, len))
    return true; /* to be decoded first */
  struct alint_str s = alint_str_n(bytes, len);
  for (size_t i = 0; i < len; i++) {
    bool found = false;
    switch (bytes[i]) {
    case 'A':
    case 'C':
    case 'R':
    case 'T':
    case 'f':
    case 'p':
    case 'r':
      found = is_marker_at(s, i);
      break;
    case 'S':
    case 's':
      found = is_marker_at(s, i) || is_sts_action_at(s, i);
      break;
    case '\\':
      found = is_escape_at(s, i);
      break;
    default:
      break;
    }
    if (found)
      return true;
  }
  return false;
}
