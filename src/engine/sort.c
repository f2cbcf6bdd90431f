/* SPDX-License-Identifier: Apache-2.0
 *
 * The order of findings: by place, then by what is found there. Nothing is left
 * to chance: the same input gives the same bytes.
 */
#include <stdlib.h>
#include <string.h>

#include "engine/build.h"

static int compare_size(size_t a, size_t b) {
  return a < b ? -1 : a > b;
}

static int compare_text(const char *a, const char *b) {
  return strcmp(a ? a : "", b ? b : "");
}

static int compare_place(const ReportLocation *a, const ReportLocation *b) {
  int order = strcmp(a->path, b->path);
  if (order == 0)
    order = compare_size(a->begin.line, b->begin.line);
  return order != 0 ? order : compare_size(a->begin.column, b->begin.column);
}

static int compare_findings(const void *left, const void *right) {
  const ReportFinding *a = left, *b = right;
  int order = compare_place(&a->location, &b->location);
  if (order == 0)
    order = strcmp(a->rule->id, b->rule->id);
  if (order == 0)
    order = compare_text(a->address, b->address);
  if (order == 0)
    order = a->statement < b->statement ? -1 : a->statement > b->statement;
  if (order == 0)
    order = compare_text(a->pointer, b->pointer);
  if (order == 0)
    order = compare_text(a->fingerprint, b->fingerprint);
  if (order == 0)
    order = compare_text(a->when, b->when);
  return order != 0 ? order : compare_text(a->message, b->message);
}

void engine_sort_findings(ReportFinding *findings, size_t count) {
  if (count > 1)
    qsort(findings, count, sizeof *findings, compare_findings);
}
