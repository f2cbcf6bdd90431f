/* SPDX-License-Identifier: Apache-2.0
 *
 * Building the report: everything a finding says is turned into text of the
 * report's own arena. Whatever comes out of a policy is printed by
 * alint_text_print, which never shows a sensitive value.
 */
#ifndef ALINT_ENGINE_BUILD_H
#define ALINT_ENGINE_BUILD_H

#include "assumelint/report.h"
#include "engine/found.h"

/* A failed allocation sticks: look at `failed` at the end. */
struct alint_builder {
  struct alint_arena *arena;
  bool failed;
  const struct alint_statement *rendered; /* the excerpt made last, and what of */
  const char *rendering;
};

/* A NUL-terminated copy (a NUL inside becomes U+FFFD); `alint_keep_or_null`
 * gives NULL for an empty string. */
const char *alint_keep(struct alint_builder *b, struct alint_str s);
const char *alint_keep_or_null(struct alint_builder *b, struct alint_str s);
const char *alint_keep_text(struct alint_builder *b, const struct alint_text *text);
void *alint_keep_array(struct alint_builder *b, size_t count, size_t size);

/* place.c: positions in one file. A plan may be one line of many megabytes and
 * have thousands of findings, so it is walked once and marked on the way. */
struct alint_places {
  const struct alint_source *source;
  const char *path;
  struct alint_position *marks; /* of every MARK_BYTES-th byte; made when first needed */
  size_t mark_count;
};

struct alint_places alint_places(const struct alint_source *source, const char *path);
struct alint_report_location alint_place(struct alint_builder *b, struct alint_places *places,
                                         struct alint_span span);

/* excerpt.c: sets excerpt, excerpt_is_source and the caret. */
void alint_excerpt_source(struct alint_builder *b, struct alint_report_finding *out,
                          const struct alint_source *source, struct alint_span span);
void alint_excerpt_statement(struct alint_builder *b, struct alint_report_finding *out,
                             const struct alint_statement *statement, bool sensitive);

/* render.c: a statement as JSON; NULL ptr where it is too large to be shown. */
struct alint_str alint_render_statement(struct alint_builder *b,
                                        const struct alint_statement *statement, bool sensitive);

/* witness.c: witness and the line that tells it. */
void alint_build_witness(struct alint_builder *b, struct alint_report_finding *out,
                         const struct alint_found *found);

/* finding.c: a place in the input, or in a file beside it. */
struct alint_report_location alint_locate(struct alint_builder *b, struct alint_places *places,
                                          struct alint_place place);
/* One finding of an input, complete. */
void alint_build_finding(struct alint_builder *b, struct alint_report_finding *out,
                         const struct alint_found *found, const struct alint_input *input,
                         struct alint_places *places);
/* The input could not be read: `rule` is AL001. */
void alint_build_unreadable(struct alint_builder *b, struct alint_report_finding *out,
                            const struct alint_rule *rule, const struct alint_input *input,
                            const char *path);

/* remarks.c: what there is to say about suppressions, collected over all inputs of
 * a run: several plans may have one source. */
struct alint_remark_entry;
struct alint_remarks {
  struct alint_remark_entry *entries;
  size_t count, cap;
};

void alint_add_remarks(struct alint_builder *b, struct alint_remarks *remarks,
                       const struct alint_checked *checked, const struct alint_input *input,
                       struct alint_places *places);
void alint_build_remarks(struct alint_builder *b, struct alint_report *report,
                         struct alint_remarks *remarks);

/* sort.c: the order of the contract. */
void alint_sort_findings(struct alint_report_finding *findings, size_t count);

#endif
