/* SPDX-License-Identifier: Apache-2.0
 *
 * Comments of YAML, which libyaml does not tell.
 *
 * A `#` inside a scalar, quoted or not, or in a block of text, begins none. What
 * is between two scalars has no other `#` than that of a comment: indicators,
 * tags, anchors and aliases have none. So only these gaps are looked at. They
 * end where a line does for libyaml, which knows more line ends than we do. What
 * stands in the first line of a block of text, behind `|`, is taken for a part
 * of it.
 */
#include "assumelint/arena.h"
#include "assumelint/readers.h"
#include "parsers/readers/yaml_private.h"

/* Where a line ends for libyaml: a comment goes no further. */
static size_t line_end(Str s, size_t at) {
  static const char *const breaks[] = {"\r", "\n", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"};
  for (; at < s.len; at++) {
    for (size_t i = 0; i < sizeof breaks / sizeof breaks[0]; i++) {
      if (str_starts(str_slice(s, at, s.len), breaks[i]))
        return at;
    }
  }
  return at;
}

static void keep(YamlBuilder *b, size_t begin, size_t end) {
  Comments *comments = b->comments;
  Span *items =
      arena_grow(b->arena, comments->items, comments->count, &comments->cap, sizeof *items);
  comments->items = items;
  items[comments->count++] = yaml_place(b, begin, end);
}

void yaml_pass_gap(YamlBuilder *b, size_t begin, size_t end) {
  Str before = str_n(b->bytes, begin);
  if (!b->comments)
    return;
  for (size_t at = b->gap; at < begin;) {
    size_t hash = str_find(before, at, '#'), line = line_end(before, hash);
    if (hash < begin)
      keep(b, hash, line);
    at = line;
  }
  if (b->gap < end)
    b->gap = end;
}
