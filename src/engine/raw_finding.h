/* SPDX-License-Identifier: Apache-2.0
 *
 * Findings on their way from the rules to the report.
 *
 * The engine runs all rules, then works on one list a world, in this order:
 * precedence, severity, merging of alternatives, fingerprints, comparison with
 * the world before, suppressions, selection. A rule that is ignored thus still claims its way
 * in: ignoring it never makes a weaker rule report the same way.
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
  const Role *role;                            /* the role it is about; NULL if none */
  const Trust *trust;                          /* NULL: a finding about the world */
  const PrincipalResource *principal_resource; /* world: the user or provider it is about */
  Severity severity;
  Str severity_reason; /* empty: the base severity */
  Str when;            /* empty: always */
  bool dropped;
  bool always_new; /* it stands for findings that are not there to be compared */
  char fingerprint[FINGERPRINT_BYTES];
  /* The same with the address the role had before it was moved. */
  char former[FINGERPRINT_BYTES];
  Introduced introduced;
  const Suppression *ignored; /* the suppression that is for it; NULL: none */
} RawFinding;

typedef struct RawFindings {
  Arena *arena;
  RawFinding *items;
  size_t count, cap;
  bool cut; /* MAX_FINDINGS was hit */
  /* The first role that findings about its trust policy are missing of; NULL: none. */
  const Role *cut_at;
} RawFindings;

/* What became of a suppression. */
typedef struct SuppressionUse {
  const Suppression *ignore;
  Str problem;    /* not empty: it is not understood; why */
  bool *used;     /* parallel to its ids */
  bool undecided; /* something that it is for could not be judged */
} SuppressionUse;

typedef struct CheckedInput {
  RawFinding *items; /* of the world after the change */
  size_t count;
  size_t unknown_roles; /* roles that could not be judged wholly */
  SuppressionUse *uses;
  size_t use_count;
} CheckedInput;

/* engine_check_input with a rule table of the caller's. */
int engine_check_with(CheckedInput **out, Input *input, const Options *options,
                      const Rule *const *rules);

/* Removes what was dropped, keeping the order. */
void findings_compact(RawFindings *list);

/* precedence.c: one rule for each way in; rules yield to others that say why. */
void engine_apply_precedence(RawFindings *list);

/* raise.c: base severity, administrator roles, --strict. */
void engine_apply_severity(RawFindings *list, const Options *options);

/* merge.c: one finding for all alternatives of a role it holds in. */
void engine_merge_alternatives(RawFindings *list);

/* fingerprint.c. The findings are about `world`, the `other` is the one before or
 * after it; either may be NULL. */
void engine_apply_fingerprints(RawFindings *list, const World *world, const World *other);
void engine_mark_introduced(RawFindings *after, const RawFindings *before);

/* suppress.c: marks what suppressions in the source are for. */
void engine_apply_ignores(CheckedInput *out, RawFindings *list, const Input *input,
                          const Rule *const *rules);

/* select.c: whether --select and --ignore leave a rule on. */
bool rule_enabled(const Rule *rule, const Options *options);

#endif
