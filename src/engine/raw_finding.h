/* SPDX-License-Identifier: Apache-2.0
 *
 * Findings on their way from the rules to the report. check.c has the order of
 * the steps.
 */
#ifndef ASSUMELINT_ENGINE_RAW_FINDING_H
#define ASSUMELINT_ENGINE_RAW_FINDING_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/arena.h"
#include "assumelint/engine.h"
#include "assumelint/model.h"
#include "assumelint/report.h"
#include "assumelint/rule.h"

enum { FINGERPRINT_BYTES = 2 + 32 + 1 }; /* "1:", 32 hex digits, NUL */

typedef struct RawFinding {
  const Rule *rule;
  Finding finding;                             /* as the rule gave it */
  const Role *role;                            /* NULL: not about a role */
  const Trust *trust;                          /* NULL: about the world */
  const PrincipalResource *principal_resource; /* about the world: the resource meant, or NULL */
  Severity severity;
  Str severity_reason; /* empty: the base severity */
  Str when;            /* empty: always */
  bool dropped;
  bool always_new; /* it stands for findings that are missing, so it equals none from before */
  char fingerprint[FINGERPRINT_BYTES];
  char former[FINGERPRINT_BYTES]; /* the same with the address the role had before it was moved */
  Introduced introduced;
  const Suppression *suppression; /* that is for it; NULL: none */
} RawFinding;

typedef struct RawFindings {
  Arena *arena;
  RawFinding *items;
  size_t count, cap;
  bool cut; /* MAX_FINDINGS was hit */
  /* The first role of whose trust policy findings are missing; NULL: none. */
  const Role *cut_at;
} RawFindings;

/* What became of a suppression. */
typedef struct SuppressionUse {
  const Suppression *suppression;
  Str problem;    /* not empty: why it is not understood */
  bool *used;     /* parallel to its ids */
  bool undecided; /* something that it is for could not be judged */
} SuppressionUse;

typedef struct CheckedInput {
  RawFinding *items; /* of the world after the change */
  size_t count;
  size_t unknown_roles; /* roles that could not be judged wholly */
  SuppressionUse *uses; /* parallel to the suppressions of the input */
  size_t use_count;
} CheckedInput;

/* engine_check_input with a rule table of the caller's. */
int engine_check_with(CheckedInput **out, Input *input, const Options *options,
                      const Rule *const *rules);

/* Whether --select and --ignore leave a rule on. */
bool rule_enabled(const Rule *rule, const Options *options);

/* Removes what was dropped, keeping the order. */
void findings_compact(RawFindings *list);

/* precedence.c: one rule for each way in; rules yield to others that say why. */
void engine_apply_precedence(RawFindings *list);

/* merge.c: one finding for all alternatives of a role in which it holds. */
void engine_merge_alternatives(RawFindings *list);

/* fingerprint.c. The findings are about `world`; `other` is the world before or after it.
 * Both may be NULL. */
void engine_apply_fingerprints(RawFindings *list, const World *world, const World *other);
void engine_mark_introduced(RawFindings *after, const RawFindings *before);

/* suppress.c: gives each finding the suppression that is for it, and sets `uses`. */
void engine_apply_suppressions(CheckedInput *out, RawFindings *list, const Input *input,
                               const Rule *const *rules);

#endif
