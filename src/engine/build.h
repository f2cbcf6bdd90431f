/* SPDX-License-Identifier: Apache-2.0
 *
 * Building the report: everything a finding says is turned into text of the
 * report's own arena. Whatever comes out of a policy is printed by
 * text_print, which never shows a sensitive value.
 */
#ifndef ASSUMELINT_ENGINE_BUILD_H
#define ASSUMELINT_ENGINE_BUILD_H

#include "assumelint/report.h"
#include "engine/raw_finding.h"

/* A failed allocation sticks: look at `failed` at the end. */
typedef struct ReportBuilder {
  Arena *arena;
  bool failed;
  const Statement *rendered; /* the excerpt made last, and what of */
  const char *rendering;
} ReportBuilder;

/* A NUL-terminated copy (a NUL inside becomes U+FFFD); `build_keep_or_null`
 * gives NULL for an empty string. */
const char *build_keep(ReportBuilder *b, Str s);
const char *build_keep_or_null(ReportBuilder *b, Str s);
const char *build_keep_text(ReportBuilder *b, const Text *text);
void *build_array(ReportBuilder *b, size_t count, size_t size);

/* place.c: positions in one file. A plan may be one line of many megabytes and
 * have thousands of findings, so it is walked once and marked on the way. */
typedef struct FilePositions {
  const Source *source;
  const char *path;
  Position *marks; /* of every MARK_BYTES-th byte; made when first needed */
  size_t mark_count;
} FilePositions;

FilePositions positions_of(const Source *source, const char *path);
ReportLocation positions_locate(ReportBuilder *b, FilePositions *places, Span span);

/* excerpt.c: sets excerpt, excerpt_is_source and the caret. */
void engine_excerpt_source(ReportBuilder *b, ReportFinding *out, const Source *source, Span span);
void engine_excerpt_statement(ReportBuilder *b, ReportFinding *out, const Statement *statement,
                              bool sensitive);

/* render.c: a statement as JSON; NULL ptr where it is too large to be shown. */
Str engine_render_statement(ReportBuilder *b, const Statement *statement, bool sensitive);

/* witness.c: witness and the line that tells it. */
void build_witness(ReportBuilder *b, ReportFinding *out, const RawFinding *found);

/* finding.c: a place in the input, or in a file beside it. */
ReportLocation build_location(ReportBuilder *b, FilePositions *places, SourceSpan place);
/* One finding of an input, complete. */
void build_finding(ReportBuilder *b, ReportFinding *out, const RawFinding *found,
                   const Input *input, FilePositions *places);
/* The input could not be read: `rule` is AL001. */
void build_unreadable(ReportBuilder *b, ReportFinding *out, const Rule *rule, const Input *input,
                      const char *path);

/* remarks.c: what there is to say about suppressions, collected over all inputs of
 * a run: several plans may have one source. */
typedef struct RemarkEntry RemarkEntry;
typedef struct Remarks {
  RemarkEntry *entries;
  size_t count, cap;
} Remarks;

void engine_add_remarks(ReportBuilder *b, Remarks *remarks, const CheckedInput *checked,
                        const Input *input, FilePositions *places);
void build_remarks(ReportBuilder *b, Report *report, Remarks *remarks);

/* sort.c: the order of the contract. */
void engine_sort_findings(ReportFinding *findings, size_t count);

#endif
