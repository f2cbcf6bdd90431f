/* SPDX-License-Identifier: Apache-2.0
 *
 * Which line a comment is about: the one it stands on, or the one below an
 * unbroken run of lines that are nothing but comments.
 */
#include "assumelint/arena.h"
#include "assumelint/suppression.h"

static bool is_blank(const Source *source, size_t begin, size_t end) {
  for (size_t i = begin; i < end; i++) {
    char c = source->bytes[i];
    if (c != ' ' && c != '\t' && c != '\r' && c != '\n')
      return false;
  }
  return true;
}

static size_t line_end(const Source *source, size_t line) {
  return line + 1 < source->line_count ? source->lines[line + 1] : source->len;
}

/* A comment and what surrounds it on its lines. */
struct surroundings {
  size_t first, last; /* lines, from 0 */
  bool alone_before, alone_after;
};

static struct surroundings surroundings_of(const Source *source, Span comment) {
  size_t last = comment.end > comment.begin ? comment.end - 1 : comment.begin;
  return (struct surroundings){.first = source_line_number(source, comment.begin) - 1,
                               .last = source_line_number(source, last) - 1};
}

/* Whether only comments come before each comment on its first line. */
static void look_before(struct surroundings *around, const Source *source, const Span *comments,
                        size_t count) {
  for (size_t i = 0; i < count; i++) {
    size_t begin = source->lines[around[i].first];
    bool joined = i > 0 && around[i - 1].last == around[i].first;
    if (joined)
      begin = comments[i - 1].end;
    around[i].alone_before =
        is_blank(source, begin, comments[i].begin) && (!joined || around[i - 1].alone_before);
  }
}

/* The line that comments on the lines above `line` are about; 0: none. `i` is the first
 * comment at or after `line`. */
static size_t line_below(const struct surroundings *around, const size_t *lines, size_t count,
                         size_t i, const Source *source, size_t line) {
  if (line >= source->line_count)
    return 0;
  if (i < count && around[i].first == line && around[i].alone_before)
    return lines[i];
  return is_blank(source, source->lines[line], line_end(source, line)) ? 0 : line + 1;
}

size_t *suppression_lines(Arena *arena, const Source *source, const Span *comments, size_t count) {
  struct surroundings *around = arena_array(arena, count, sizeof *around);
  size_t *lines = arena_array(arena, count, sizeof *lines);
  for (size_t i = 0; i < count; i++)
    around[i] = surroundings_of(source, comments[i]);
  look_before(around, source, comments, count);
  for (size_t i = count; i-- > 0;) {
    struct surroundings *one = &around[i];
    bool joined = i + 1 < count && around[i + 1].first == one->last;
    size_t end = joined ? comments[i + 1].begin : line_end(source, one->last);
    one->alone_after =
        is_blank(source, comments[i].end, end) && (!joined || around[i + 1].alone_after);
    if (!one->alone_before)
      lines[i] = one->first + 1;
    else if (!one->alone_after)
      lines[i] = one->last + 1;
    else
      lines[i] =
          joined ? lines[i + 1] : line_below(around, lines, count, i + 1, source, one->last + 1);
  }
  return lines;
}

void suppression_comments(Input *input, const Span *comments, size_t count) {
  const Source *source = &input->source;
  Str bytes = str_n(source->bytes, source->len);
  size_t *lines = suppression_lines(input->arena, source, comments, count);
  for (size_t i = 0; i < count; i++) {
    size_t first = input->suppression_count;
    suppression_comment(input, NULL, comments[i],
                        str_slice(bytes, comments[i].begin, comments[i].end));
    for (size_t k = first; k < input->suppression_count; k++) {
      Suppression *suppression = input->suppressions[k];
      suppression->line = lines[i];
      if (lines[i] == 0 && suppression->problem.len == 0)
        suppression->problem = STR("nothing stands on its line, or on the line below");
    }
  }
}
