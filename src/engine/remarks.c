/* SPDX-License-Identifier: Apache-2.0
 *
 * What the authors of suppressions should know: which suppressions are not
 * understood, and which ids ignore nothing. An id that is for something in any
 * input of the run, or where something could not be judged, is not idle.
 */
#include <stdlib.h>
#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "assumelint/suppression.h"
#include "engine/build.h"

enum state { IDLE, UNSURE, USED, PROBLEM };

typedef struct RemarkEntry {
  ReportRemark remark; /* PROBLEM: complete; the others: without a text */
  const char *id;      /* the others */
  enum state state;
} RemarkEntry;

static void add_use(Remarks *remarks, ReportBuilder *b, const SuppressionUse *use) {
  const Suppression *suppression = use->suppression;
  ReportLocation location = build_location(b, suppression->source_span);
  RemarkEntry entry = {.remark = {.path = location.path, .at = location.begin}};
  if (use->problem.len > 0) {
    entry.state = PROBLEM;
    entry.remark.text =
        build_keep(b->arena, str_printf(b->arena, "\"%.*s\" ignores nothing: %.*s",
                                        STR_FMT(suppression->written), STR_FMT(use->problem)));
    LIST_ADD(b->arena, remarks, entry);
    return;
  }
  /* The input has nothing that the suppression could be for. */
  bool nowhere = suppression->line == 0 && !suppression->everywhere && !suppression->address_count;
  for (size_t i = 0; i < suppression->id_count; i++) {
    entry.state = use->used[i] ? USED : nowhere || use->undecided ? UNSURE : IDLE;
    entry.id = build_keep(b->arena, suppression->ids[i]);
    LIST_ADD(b->arena, remarks, entry);
  }
}

void build_add_remarks(Remarks *remarks, ReportBuilder *b, const CheckedInput *checked) {
  static const char too_many[] = "there are too many suppressions: the last ones ignore nothing";
  for (size_t i = 0; i < checked->use_count; i++)
    add_use(remarks, b, &checked->uses[i]);
  if (b->input->suppressions_cut)
    LIST_ADD(b->arena, remarks,
             (RemarkEntry){.state = PROBLEM, .remark = {.path = b->path, .text = too_many}});
}

/* ---- All of them ----------------------------------------------------------- */

static int compare_positions(const RemarkEntry *a, const RemarkEntry *b) {
  const ReportRemark *x = &a->remark, *y = &b->remark;
  int order = strcmp(x->path, y->path);
  if (order == 0 && x->at.line != y->at.line)
    order = x->at.line < y->at.line ? -1 : 1;
  if (order == 0 && x->at.column != y->at.column)
    order = x->at.column < y->at.column ? -1 : 1;
  return order;
}

/* Equal ones are one remark, whichever inputs they come from. */
static int compare_remarks(const RemarkEntry *a, const RemarkEntry *b) {
  int order = compare_positions(a, b);
  if (order == 0)
    order = strcmp(a->id ? a->id : "", b->id ? b->id : "");
  return order != 0 || a->id ? order : strcmp(a->remark.text, b->remark.text);
}

/* The best state of equal ones comes first. */
static int compare_entries(const void *left, const void *right) {
  const RemarkEntry *a = left, *b = right;
  int order = compare_remarks(a, b);
  return order != 0 ? order : (int)b->state - (int)a->state;
}

static void drop_equal(Remarks *remarks) {
  RemarkEntry *items = remarks->items;
  size_t kept = 0;
  for (size_t i = 0; i < remarks->count; i++) {
    if (kept == 0 || compare_remarks(&items[kept - 1], &items[i]) != 0)
      items[kept++] = items[i];
  }
  remarks->count = kept;
}

/* One remark on all idle ids of a position; NULL where there are none. */
static const char *describe_idle(Arena *arena, const RemarkEntry *entries, size_t count) {
  Buf buf = buf_in(arena);
  size_t idle = 0;
  buf_add(&buf, "\"assumelint:ignore ");
  for (size_t i = 0; i < count; i++) {
    if (entries[i].state == IDLE)
      buf_addf(&buf, "%s%s", idle++ > 0 ? "," : "", entries[i].id);
  }
  buf_add(&buf, "\" ignores nothing here");
  if (buf.failed)
    out_of_memory();
  return idle > 0 ? buf.ptr : NULL;
}

void build_remarks(Report *report, Remarks *remarks) {
  RemarkEntry *entries = remarks->items;
  if (remarks->count == 0)
    return;
  qsort(entries, remarks->count, sizeof *entries, compare_entries);
  drop_equal(remarks);
  ReportRemark *out = arena_array(report->arena, remarks->count, sizeof *out);
  for (size_t i = 0, end; i < remarks->count; i = end) {
    for (end = i; end < remarks->count && compare_positions(&entries[i], &entries[end]) == 0;
         end++) {
      if (entries[end].state == PROBLEM)
        out[report->remark_count++] = entries[end].remark;
    }
    ReportRemark idle = entries[i].remark;
    idle.text = describe_idle(report->arena, entries + i, end - i);
    if (idle.text)
      out[report->remark_count++] = idle;
  }
  report->remarks = out;
}
