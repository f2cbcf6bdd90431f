/* SPDX-License-Identifier: Apache-2.0
 *
 * The report: what a run found, independent of the inputs and their arenas.
 *
 * The engine fills it, the writers in src/report/ print it. All strings live in
 * the report's own arena and are NUL-terminated UTF-8; NULL is the contract's null.
 */
#ifndef ASSUMELINT_REPORT_H
#define ASSUMELINT_REPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/out.h"
#include "assumelint/rule.h"
#include "assumelint/source.h"

typedef struct ReportLocation {
  const char *path;
  Position begin, end; /* 1-based, code points, end exclusive */
} ReportLocation;

typedef struct ReportRelated {
  ReportLocation location;
  const char *message;
} ReportRelated;

/* One principal, or one context key: a name and one or several values. */
typedef struct ReportPair {
  const char *name;
  const char *const *values;
  size_t count;
  bool list; /* print a list even of one value */
} ReportPair;

typedef struct ReportWitness {
  ReportPair principal; /* name "AWS", "Service", "Federated" */
  const char *action;
  const char *const *also;
  size_t also_count;
  const ReportPair *context; /* sorted by name */
  size_t context_count;
  const char *verdict;
  const char *const *assumptions; /* "U3" */
  size_t assumption_count;
} ReportWitness;

/* Where a finding is suppressed, and why. */
typedef struct ReportSuppression {
  ReportLocation location;
  const char *reason; /* NULL: none was given */
} ReportSuppression;

typedef enum { INTRODUCED_NULL, INTRODUCED_NO, INTRODUCED_YES } Introduced;

typedef struct ReportFinding {
  const Rule *rule;
  Severity severity;
  const char *severity_reason; /* NULL: the base severity */
  const char *message;
  const char *help;
  ReportLocation location;
  const char *address;   /* NULL where there is none (AL001) */
  const char *role;      /* NULL: not about a role */
  const char *role_name; /* NULL: not known */
  const char *role_arn;  /* NULL: not known */
  int statement;         /* -1: null */
  const char *sid;       /* NULL */
  const char *pointer;   /* NULL */
  bool has_principal;
  ReportPair principal;
  const char *change; /* NULL */
  Introduced introduced;
  const char *when; /* NULL: always */
  bool has_witness;
  ReportWitness witness;
  const char *who; /* the witness in one line; NULL: none */
  const ReportRelated *related;
  size_t related_count;
  const char *origin; /* "as-written", ... */
  const char *fingerprint;
  bool suppressed; /* --show-suppressed shows it: it does not count */
  ReportSuppression suppression;
  /* The line of the file, or the statement printed from the model, without a final LF.
   * NULL: nothing to show. */
  const char *excerpt;
  bool excerpt_is_source;  /* a line of the file: a caret fits under it */
  size_t caret, caret_len; /* in code points of the excerpt, 0-based; not as in `location`, because
                              the excerpt may be cut and escaped */
} ReportFinding;

typedef struct ReportInput {
  const char *path;
  const char *format; /* as in the contract; NULL: not known */
  size_t roles;
  bool complete;
  const char *error; /* NULL: analysed */
  bool skipped;      /* not ours: it is only counted */
} ReportInput;

/* Something about a suppression that its author should know. */
typedef struct ReportRemark {
  const char *path;
  Position at;      /* line 0: the file as a whole */
  const char *text; /* no final period */
} ReportRemark;

typedef struct Report {
  Arena *arena;
  ReportInput *inputs;
  size_t input_count;
  ReportFinding *findings; /* sorted as the contract says */
  size_t finding_count;
  size_t active_count;                /* of these, those not suppressed */
  size_t by_severity[SEVERITY_NEVER]; /* of the active ones; indexed by Severity */
  size_t suppressed, skipped, roles, unknown_roles, not_new;
  const ReportRemark *remarks; /* sorted by position */
  size_t remark_count;
  const Rule *const *enabled; /* rules that ran, sorted by id */
  size_t enabled_count;
} Report;

typedef struct ReportStyle {
  bool color;
  bool quiet; /* text: no summary */
} ReportStyle;

/* One for each format, in its own file; src/report/table.c lists them. */
typedef struct Writer {
  const char *name; /* "text", "gcc", "json", "sarif" */
  void (*write)(Out *out, const Report *report, const ReportStyle *style);
} Writer;

extern const Writer *const report_writers[]; /* ends with NULL */
const Writer *writer_find(const char *name); /* NULL: no such format */

#endif
