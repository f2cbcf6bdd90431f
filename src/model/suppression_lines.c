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

/* A comment and what is around it on its lines. */
struct stand {
  size_t first, last; /* lines, from 0 */
  bool alone_before, alone_after;
};

static struct stand stand_of(const Source *source, Span comment) {
  size_t last = comment.end > comment.begin ? comment.end - 1 : comment.begin;
  return (struct stand){.first = source_line_number(source, comment.begin) - 1,
                        .last = source_line_number(source, last) - 1};
}

/* Front to back: whether there are only comments in front of it on its line. */
static void look_before(struct stand *stands, const Source *source, const Span *comments,
                        size_t count) {
  for (size_t i = 0; i < count; i++) {
    size_t begin = source->lines[stands[i].first];
    bool joined = i > 0 && stands[i - 1].last == stands[i].first;
    if (joined)
      begin = comments[i - 1].end;
    stands[i].alone_before =
        is_blank(source, begin, comments[i].begin) && (!joined || stands[i - 1].alone_before);
  }
}

/* The line below one that is nothing but comments; 0: none. `i`: the comment
 * behind it. */
static size_t line_below(const struct stand *stands, const size_t *lines, size_t count, size_t i,
                         const Source *source, size_t line) {
  if (line >= source->line_count)
    return 0;
  if (i < count && stands[i].first == line && stands[i].alone_before)
    return lines[i];
  return is_blank(source, source->lines[line], line_end(source, line)) ? 0 : line + 1;
}

void suppression_lines(size_t **out, Arena *arena, const Source *source, const Span *comments,
                       size_t count) {
  struct stand *stands = arena_array(arena, count, sizeof *stands);
  size_t *lines = arena_array(arena, count, sizeof *lines);
  *out = lines;
  for (size_t i = 0; i < count; i++)
    stands[i] = stand_of(source, comments[i]);
  look_before(stands, source, comments, count);
  for (size_t i = count; i-- > 0;) {
    struct stand *stand = &stands[i];
    bool joined = i + 1 < count && stands[i + 1].first == stand->last;
    size_t end = joined ? comments[i + 1].begin : line_end(source, stand->last);
    stand->alone_after =
        is_blank(source, comments[i].end, end) && (!joined || stands[i + 1].alone_after);
    if (!stand->alone_before)
      lines[i] = stand->first + 1;
    else if (!stand->alone_after)
      lines[i] = stand->last + 1;
    else
      lines[i] =
          joined ? lines[i + 1] : line_below(stands, lines, count, i + 1, source, stand->last + 1);
  }
}

void suppression_comments(Input *input, const Span *comments, size_t count) {
  const Source *source = &input->source;
  Str bytes = str_n(source->bytes, source->len);
  size_t *lines;
  suppression_lines(&lines, input->arena, source, comments, count);
  for (size_t i = 0; i < count; i++) {
    size_t first = input->suppression_count;
    suppression_comment(input, NULL, comments[i],
                        str_slice(bytes, comments[i].begin, comments[i].end));
    for (size_t k = first; k < input->suppression_count; k++) {
      Suppression *ignore = input->suppressions[k];
      ignore->line = lines[i];
      if (lines[i] == 0 && ignore->problem.len == 0)
        ignore->problem = STR("nothing stands on its line, or on the line below");
    }
  }
}
