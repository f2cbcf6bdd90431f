/* SPDX-License-Identifier: Apache-2.0
 *
 * Building the report: everything that a finding says becomes text in the
 * report's own arena. What comes out of a policy is printed by text_print, which
 * never shows a sensitive value.
 */
#ifndef ASSUMELINT_ENGINE_BUILD_H
#define ASSUMELINT_ENGINE_BUILD_H

#include "assumelint/access.h"
#include "assumelint/report.h"
#include "engine/raw_finding.h"

/* One input on its way into the report. */
typedef struct ReportBuilder {
  Arena *arena; /* of the report */
  const Input *input;
  const char *path;          /* of the input, in the report's arena */
  const Statement *rendered; /* the statement that excerpt.c showed last, */
  const char *rendering;     /* and as what */
} ReportBuilder;

/* A NUL-terminated copy, in which a NUL becomes U+FFFD. */
const char *build_keep(Arena *arena, Str s);
const char *build_keep_text(Arena *arena, const Text *text);

/* Where a span starts and ends; without a source it is a span of the input. */
ReportLocation build_location(ReportBuilder *b, SourceSpan at);

/* A call as it is reported. Without `holes`, keys without a known value are left out. */
ReportWitness build_call(Arena *arena, const Request *request, Assumptions assumptions, bool holes);

ReportFinding build_finding(ReportBuilder *b, const RawFinding *found);
/* The finding of `rule`, AL001, about an input that could not be read. */
ReportFinding build_unreadable(ReportBuilder *b, const Rule *rule);

/* excerpt.c: sets `excerpt`, `excerpt_is_source` and the caret. */
void build_excerpt(ReportBuilder *b, ReportFinding *out, const RawFinding *found);

/* remarks.c: what authors of suppressions should know. Remarks are collected over all
 * inputs of a run, because several plans may have one source. */
typedef struct RemarkEntry RemarkEntry;
typedef struct Remarks {
  RemarkEntry *items;
  size_t count, cap;
} Remarks;

void build_add_remarks(Remarks *remarks, ReportBuilder *b, const CheckedInput *checked);
/* Sorts `remarks`, and gives the report one for each fault and place. */
void build_remarks(Report *report, Remarks *remarks);

#endif
