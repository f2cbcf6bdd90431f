/* SPDX-License-Identifier: Apache-2.0
 *
 * The report: what a run found, free of inputs and arenas it was found in.
 *
 * The engine fills it, the writers in src/report/ print it. All strings live in
 * the report's own arena and are NUL-terminated UTF-8 (NULL where the contract
 * says null).
 */
#ifndef ASSUMELINT_REPORT_H
#define ASSUMELINT_REPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/out.h"
#include "assumelint/rule.h"
#include "assumelint/source.h"

struct alint_report_location {
  const char *path;
  struct alint_position begin, end; /* 1-based, code points, end exclusive */
};

struct alint_report_related {
  struct alint_report_location location;
  const char *message;
};

/* One principal, or one context key: a name and one or several values. */
struct alint_report_pair {
  const char *name;
  const char *const *values;
  size_t count;
  bool list; /* print as a list even when it has one value */
};

struct alint_report_witness {
  struct alint_report_pair principal; /* name "AWS", "Service", "Federated" */
  const char *action;
  const char *const *also;
  size_t also_count;
  const struct alint_report_pair *context; /* sorted by name */
  size_t context_count;
  const char *verdict;
  const char *const *assumptions; /* "U3" */
  size_t assumption_count;
};

/* Where a finding was suppressed, and why. */
struct alint_report_suppression {
  struct alint_report_location location;
  const char *reason; /* NULL: none was given */
};

enum alint_introduced { ALINT_INTRODUCED_NULL, ALINT_INTRODUCED_NO, ALINT_INTRODUCED_YES };

struct alint_report_finding {
  const struct alint_rule *rule;
  enum alint_severity severity;
  const char *severity_reason; /* NULL: the base severity */
  const char *message;
  const char *help;
  struct alint_report_location location;
  const char *address;   /* NULL where there is none (AL001) */
  const char *role;      /* NULL: not about a role */
  const char *role_name; /* NULL: not known */
  const char *role_arn;  /* NULL: not known */
  int statement;         /* -1: null */
  const char *sid;       /* NULL */
  const char *pointer;   /* NULL */
  bool has_principal;
  struct alint_report_pair principal;
  const char *change; /* NULL */
  enum alint_introduced introduced;
  const char *when; /* NULL: always */
  bool has_witness;
  struct alint_report_witness witness;
  const char *who; /* text: the witness in one line; NULL where there is none */
  const struct alint_report_related *related;
  size_t related_count;
  const char *origin; /* "as-written", ... */
  const char *fingerprint;
  bool suppressed; /* shown because it was asked for: it does not count */
  struct alint_report_suppression suppression;
  /* For text: the line of the file, or the statement re-rendered from the
   * model; lines separated by LF, no LF at the end. NULL: nothing to show. */
  const char *excerpt;
  bool excerpt_is_source;  /* a line of the file: a caret fits under it */
  size_t caret, caret_len; /* in code points of the excerpt, 0-based; the excerpt may be a cut and
                              escaped form of the line, so this is not `location` */
};

struct alint_report_input {
  const char *path;
  const char *format; /* as in the contract; NULL when it could not be told */
  size_t roles;
  bool complete;
  const char *error; /* NULL: analysed */
  bool skipped;      /* not ours: counted only */
};

/* Something about a suppression that its author should know. */
struct alint_report_remark {
  const char *path;
  struct alint_position at; /* line 0: the file as a whole */
  const char *text;         /* no final period */
};

struct alint_report {
  struct alint_arena *arena;
  struct alint_report_input *inputs;
  size_t input_count;
  struct alint_report_finding *findings; /* sorted as the contract says */
  size_t finding_count;
  size_t active_count;                      /* of these, what was not suppressed */
  size_t by_severity[ALINT_SEVERITY_NEVER]; /* of the active ones; indexed by enum alint_severity */
  size_t suppressed, skipped, roles, unknown_roles, not_new;
  const struct alint_report_remark *remarks; /* sorted by place */
  size_t remark_count;
  const struct alint_rule *const *enabled; /* rules that ran, sorted by id */
  size_t enabled_count;
};

struct alint_report_style {
  bool color;
  bool quiet; /* text: no summary */
};

/* One writer a format: const struct in its own file, listed in src/report/table.c. */
struct alint_writer {
  const char *name; /* "text", "gcc", "json", "sarif" */
  void (*write)(struct alint_out *out, const struct alint_report *report,
                const struct alint_report_style *style);
};

extern const struct alint_writer *const alint_writers[]; /* ends with NULL */
const struct alint_writer *alint_writer_find(const char *name);

#endif
