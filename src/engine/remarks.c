/* SPDX-License-Identifier: Apache-2.0
 *
 * What the authors of suppressions should know: which ones are not understood,
 * and which ids are for nothing. One that is for something in any input of the
 * run, or where something could not be judged, is not for nothing.
 */
#include <stdlib.h>
#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/suppression.h"
#include "engine/build.h"

enum state { IDLE, UNSURE, USED, PROBLEM };

typedef struct RemarkEntry {
  ReportRemark remark; /* PROBLEM: complete */
  const char *id;      /* the others */
  enum state state;
} RemarkEntry;

static void add(ReportBuilder *b, Remarks *remarks, RemarkEntry entry) {
  remarks->entries = arena_grow(b->arena, remarks->entries, remarks->count, &remarks->cap,
                                sizeof *remarks->entries);
  remarks->entries[remarks->count++] = entry;
}

static void add_use(ReportBuilder *b, Remarks *remarks, const SuppressionUse *use,
                    FilePositions *places) {
  const Suppression *ignore = use->ignore;
  ReportLocation location = build_location(b, places, ignore->source_span);
  RemarkEntry entry = {.remark = {.path = location.path, .at = location.begin}};
  if (use->problem.len > 0) {
    entry.state = PROBLEM;
    entry.remark.text = build_keep(b, str_printf(b->arena, "\"%.*s\" ignores nothing: %.*s",
                                                 STR_FMT(ignore->written), STR_FMT(use->problem)));
    add(b, remarks, entry);
    return;
  }
  /* Nothing that it is for is in the input at all. */
  bool nowhere = ignore->line == 0 && !ignore->everywhere && ignore->address_count == 0;
  for (size_t i = 0; i < ignore->id_count; i++) {
    entry.state = use->used[i] ? USED : nowhere || use->undecided ? UNSURE : IDLE;
    entry.id = build_keep(b, ignore->ids[i]);
    add(b, remarks, entry);
  }
}

void engine_add_remarks(ReportBuilder *b, Remarks *remarks, const CheckedInput *checked,
                        const Input *input, FilePositions *places) {
  for (size_t i = 0; i < checked->use_count; i++)
    add_use(b, remarks, &checked->uses[i], places);
  if (input->suppressions_cut) {
    RemarkEntry entry = {.state = PROBLEM, .remark = {.path = places->path}};
    entry.remark.text = "there are too many suppressions: the last ones ignore nothing";
    add(b, remarks, entry);
  }
}

/* ---- All of them ----------------------------------------------------------- */

static int compare_places(const RemarkEntry *a, const RemarkEntry *b) {
  const ReportRemark *x = &a->remark, *y = &b->remark;
  int order = strcmp(x->path, y->path);
  if (order == 0 && x->at.line != y->at.line)
    order = x->at.line < y->at.line ? -1 : 1;
  if (order == 0 && x->at.column != y->at.column)
    order = x->at.column < y->at.column ? -1 : 1;
  return order;
}

/* Of one place and id, the best state first. */
static int compare_entries(const void *left, const void *right) {
  const RemarkEntry *a = left, *b = right;
  int order = compare_places(a, b);
  if (order == 0)
    order = strcmp(a->id ? a->id : "", b->id ? b->id : "");
  if (order == 0 && !a->id)
    order = strcmp(a->remark.text, b->remark.text);
  return order != 0 ? order : (int)b->state - (int)a->state;
}

static bool is_same(const RemarkEntry *a, const RemarkEntry *b) {
  if (compare_places(a, b) != 0 || !a->id != !b->id)
    return false;
  return a->id ? strcmp(a->id, b->id) == 0 : strcmp(a->remark.text, b->remark.text) == 0;
}

/* Keeps the first of equal ones. */
static size_t drop_equal(RemarkEntry *entries, size_t count) {
  size_t kept = 0;
  for (size_t i = 0; i < count; i++) {
    if (kept == 0 || !is_same(&entries[kept - 1], &entries[i]))
      entries[kept++] = entries[i];
  }
  return kept;
}

/* One remark on all idle ids of a place; NULL where there are none. */
static const char *describe(ReportBuilder *b, const RemarkEntry *entries, size_t count) {
  Buf buf = buf_in(b->arena);
  size_t idle = 0;
  buf_add(&buf, "\"assumelint:ignore ");
  for (size_t i = 0; i < count; i++) {
    if (entries[i].id && entries[i].state == IDLE)
      buf_addf(&buf, "%s%s", idle++ > 0 ? "," : "", entries[i].id);
  }
  buf_add(&buf, "\" ignores nothing here");
  if (buf.failed)
    out_of_memory();
  return idle > 0 && !buf.failed ? buf.ptr : NULL;
}

void build_remarks(ReportBuilder *b, Report *report, Remarks *remarks) {
  RemarkEntry *entries = remarks->entries;
  if (remarks->count == 0)
    return;
  qsort(entries, remarks->count, sizeof *entries, compare_entries);
  size_t count = drop_equal(entries, remarks->count);
  ReportRemark *out = build_array(b, count, sizeof *out);
  for (size_t i = 0, end; i < count; i = end) {
    for (end = i; end < count && compare_places(&entries[i], &entries[end]) == 0; end++) {
      if (entries[end].state == PROBLEM)
        out[report->remark_count++] = entries[end].remark;
    }
    const char *text = describe(b, entries + i, end - i);
    if (text)
      out[report->remark_count++] =
          (ReportRemark){entries[i].remark.path, entries[i].remark.at, text};
  }
  report->remarks = out;
}
