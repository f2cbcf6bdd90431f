/* SPDX-License-Identifier: Apache-2.0
 *
 * Lines and columns of what findings can point at. The bytes of a plan are gone
 * when it has been read, so they are noted on the way: where each object that
 * is kept begins and ends, and where reading stopped.
 */
#include <stdlib.h>

#include "stream.h"

static int add(struct alint_tf *tf, size_t offset, struct alint_position position) {
  struct alint_mark *marks =
      alint_arena_grow(tf->arena, tf->marks, tf->mark_count, &tf->mark_cap, sizeof *marks);
  if (!marks)
    return alint_no_memory(tf->err);
  tf->marks = marks;
  marks[tf->mark_count++] = (struct alint_mark){offset, position};
  return ALINT_OK;
}

int alint_tf_mark_object(struct alint_tf *tf, struct alint_span span) {
  int status = add(tf, span.begin, alint_window_position(&tf->window, span.begin));
  return status == ALINT_OK ? add(tf, span.end, alint_window_position(&tf->window, span.end))
                            : status;
}

/* An error can be about an object that was read long ago. */
static struct alint_position error_position(struct alint_tf *tf) {
  for (size_t i = 0; i < tf->mark_count; i++) {
    if (tf->marks[i].offset == tf->err->offset)
      return tf->marks[i].position;
  }
  return alint_window_position(&tf->window, tf->err->offset);
}

/* The character at the error counts as the place, as in a file that is held.
 * One that is not in the buffer any more begins a token or an object. */
static int mark_error(struct alint_tf *tf) {
  struct alint_error *err = tf->err;
  size_t at = err->offset;
  struct alint_position position = error_position(tf);
  int status = add(tf, at, position);
  char byte = '"';
  if (!alint_window_byte(&tf->window, at, &byte) && at >= alint_window_end(&tf->window))
    return status;
  if (byte == '\n' || status != ALINT_OK)
    return status;
  position.column += ((unsigned char)byte & 0xC0) != 0x80;
  err->length = 1;
  while (alint_window_byte(&tf->window, at + err->length, &byte) &&
         ((unsigned char)byte & 0xC0) == 0x80)
    err->length++;
  return add(tf, at + err->length, position);
}

static int compare(const void *left, const void *right) {
  const struct alint_mark *a = left, *b = right;
  return a->offset < b->offset ? -1 : a->offset > b->offset;
}

int alint_tf_finish_marks(struct alint_tf *tf) {
  int status = tf->err->has_offset ? mark_error(tf) : ALINT_OK;
  if (tf->mark_count > 1)
    qsort(tf->marks, tf->mark_count, sizeof *tf->marks, compare);
  tf->input->source.marks = tf->marks;
  tf->input->source.mark_count = tf->mark_count;
  return status;
}
