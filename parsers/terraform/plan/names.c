/* SPDX-License-Identifier: Apache-2.0
 *
 * Lists of names.
 */
#include "parsers/terraform/plan/names.h"

#include <stdlib.h>

#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "util/sorted.h"

static int compare(const void *a, const void *b) {
  return str_cmp(*(const Str *)a, *(const Str *)b);
}

void tf_sort_names(TfNames *names) {
  size_t kept = 0;
  sorted_sort(names->items, names->count, sizeof *names->items, compare);
  for (size_t i = 0; i < names->count; i++) {
    if (kept == 0 || !str_eq(names->items[kept - 1], names->items[i]))
      names->items[kept++] = names->items[i];
  }
  names->count = kept;
}

bool tf_has_name(const TfNames *names, Str name) {
  size_t i =
      sorted_first_not_below(&name, names->items, names->count, sizeof *names->items, compare);
  return i < names->count && str_eq(names->items[i], name);
}

Str tf_built(const Buf *buf) {
  if (buf->failed)
    out_of_memory();
  return buf_str(buf);
}
