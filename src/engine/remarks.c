/* SPDX-License-Identifier: Apache-2.0
 *
 * What the authors of suppressions should know: which ones are not understood,
 * and which ids are for nothing. One that is for something in any input of the
 * run, or where something could not be judged, is not for nothing.
 */
#include <stdlib.h>
#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/ignore.h"
#include "engine/build.h"

enum state { IDLE, UNSURE, USED, PROBLEM };

struct alint_remark_entry {
  struct alint_report_remark remark; /* PROBLEM: complete */
  const char *id;                    /* the others */
  enum state state;
};

static void add(struct alint_builder *b, struct alint_remarks *remarks,
                struct alint_remark_entry entry) {
  remarks->entries = alint_arena_grow(b->arena, remarks->entries, remarks->count, &remarks->cap,
                                      sizeof *remarks->entries);
  remarks->entries[remarks->count++] = entry;
}

static void add_use(struct alint_builder *b, struct alint_remarks *remarks,
                    const struct alint_ignore_use *use, struct alint_places *places) {
  const struct alint_ignore *ignore = use->ignore;
  struct alint_report_location location = alint_locate(b, places, ignore->place);
  struct alint_remark_entry entry = {.remark = {.path = location.path, .at = location.begin}};
  if (use->problem.len > 0) {
    entry.state = PROBLEM;
    entry.remark.text =
        alint_keep(b, alint_str_printf(b->arena, "\"%.*s\" ignores nothing: %.*s",
                                       ALINT_FMT(ignore->written), ALINT_FMT(use->problem)));
    add(b, remarks, entry);
    return;
  }
  /* Nothing that it is for is in the input at all. */
  bool nowhere = ignore->line == 0 && !ignore->everywhere && ignore->address_count == 0;
  for (size_t i = 0; i < ignore->id_count; i++) {
    entry.state = use->used[i] ? USED : nowhere || use->undecided ? UNSURE : IDLE;
    entry.id = alint_keep(b, ignore->ids[i]);
    add(b, remarks, entry);
  }
}

void alint_add_remarks(struct alint_builder *b, struct alint_remarks *remarks,
                       const struct alint_checked *checked, const struct alint_input *input,
                       struct alint_places *places) {
  for (size_t i = 0; i < checked->use_count; i++)
    add_use(b, remarks, &checked->uses[i], places);
  if (input->ignores_cut) {
    struct alint_remark_entry entry = {.state = PROBLEM, .remark = {.path = places->path}};
    entry.remark.text = "there are too many suppressions: the last ones ignore nothing";
    add(b, remarks, entry);
  }
}

/* ---- All of them ----------------------------------------------------------- */

static int compare_places(const struct alint_remark_entry *a, const struct alint_remark_entry *b) {
  const struct alint_report_remark *x = &a->remark, *y = &b->remark;
  int order = strcmp(x->path, y->path);
  if (order == 0 && x->at.line != y->at.line)
    order = x->at.line < y->at.line ? -1 : 1;
  if (order == 0 && x->at.column != y->at.column)
    order = x->at.column < y->at.column ? -1 : 1;
  return order;
}

/* Of one place and id, the best state first. */
static int compare_entries(const void *left, const void *right) {
  const struct alint_remark_entry *a = left, *b = right;
  int order = compare_places(a, b);
  if (order == 0)
    order = strcmp(a->id ? a->id : "", b->id ? b->id : "");
  if (order == 0 && !a->id)
    order = strcmp(a->remark.text, b->remark.text);
  return order != 0 ? order : (int)b->state - (int)a->state;
}

static bool is_same(const struct alint_remark_entry *a, const struct alint_remark_entry *b) {
  if (compare_places(a, b) != 0 || !a->id != !b->id)
    return false;
  return a->id ? strcmp(a->id, b->id) == 0 : strcmp(a->remark.text, b->remark.text) == 0;
}

/* Keeps the first of equal ones. */
static size_t drop_equal(struct alint_remark_entry *entries, size_t count) {
  size_t kept = 0;
  for (size_t i = 0; i < count; i++) {
    if (kept == 0 || !is_same(&entries[kept - 1], &entries[i]))
      entries[kept++] = entries[i];
  }
  return kept;
}

/* One remark on all idle ids of a place; NULL where there are none. */
static const char *describe(struct alint_builder *b, const struct alint_remark_entry *entries,
                            size_t count) {
  struct alint_buf buf = alint_buf(b->arena);
  size_t idle = 0;
  alint_buf_add(&buf, "\"assumelint:ignore ");
  for (size_t i = 0; i < count; i++) {
    if (entries[i].id && entries[i].state == IDLE)
      alint_buf_addf(&buf, "%s%s", idle++ > 0 ? "," : "", entries[i].id);
  }
  alint_buf_add(&buf, "\" ignores nothing here");
  if (buf.failed)
    alint_out_of_memory();
  return idle > 0 && !buf.failed ? buf.ptr : NULL;
}

void alint_build_remarks(struct alint_builder *b, struct alint_report *report,
                         struct alint_remarks *remarks) {
  struct alint_remark_entry *entries = remarks->entries;
  if (remarks->count == 0)
    return;
  qsort(entries, remarks->count, sizeof *entries, compare_entries);
  size_t count = drop_equal(entries, remarks->count);
  struct alint_report_remark *out = alint_keep_array(b, count, sizeof *out);
  for (size_t i = 0, end; i < count; i = end) {
    for (end = i; end < count && compare_places(&entries[i], &entries[end]) == 0; end++) {
      if (entries[end].state == PROBLEM)
        out[report->remark_count++] = entries[end].remark;
    }
    const char *text = describe(b, entries + i, end - i);
    if (text)
      out[report->remark_count++] =
          (struct alint_report_remark){entries[i].remark.path, entries[i].remark.at, text};
  }
  report->remarks = out;
}
