/* SPDX-License-Identifier: Apache-2.0
 *
 * Findings on their way from the rules to the report.
 *
 * The engine runs all rules, then works on one list a world, in this order:
 * precedence, severity, merging of alternatives, fingerprints, comparison with
 * the world before, suppressions, selection. A rule that is ignored thus still claims its way
 * in: ignoring it never makes a weaker rule report the same way.
 */
#ifndef ALINT_ENGINE_FOUND_H
#define ALINT_ENGINE_FOUND_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/arena.h"
#include "assumelint/engine.h"
#include "assumelint/model.h"
#include "assumelint/report.h"
#include "assumelint/rule.h"

enum { ALINT_FINGERPRINT_BYTES = 2 + 32 + 1 }; /* "1:", 32 hex digits, NUL */

struct alint_found {
  const struct alint_rule *rule;
  struct alint_finding finding;      /* as the rule gave it */
  const struct alint_role *role;     /* the role it is about; NULL if none */
  const struct alint_trust *trust;   /* NULL: a finding about the world */
  const struct alint_entity *entity; /* world: the user or provider it is about */
  enum alint_severity severity;
  struct alint_str severity_reason; /* empty: the base severity */
  struct alint_str when;            /* empty: always */
  bool dropped;
  bool always_new; /* it stands for findings that are not there to be compared */
  char fingerprint[ALINT_FINGERPRINT_BYTES];
  /* The same with the address the role had before it was moved. */
  char former[ALINT_FINGERPRINT_BYTES];
  enum alint_introduced introduced;
  const struct alint_ignore *ignored; /* the suppression that is for it; NULL: none */
};

struct alint_found_list {
  struct alint_arena *arena;
  struct alint_found *items;
  size_t count, cap;
  bool cut; /* ALINT_MAX_FINDINGS was hit */
  /* The first role that findings about its trust policy are missing of; NULL: none. */
  const struct alint_role *cut_at;
};

/* What became of a suppression. */
struct alint_ignore_use {
  const struct alint_ignore *ignore;
  struct alint_str problem; /* not empty: it is not understood; why */
  bool *used;               /* parallel to its ids */
  bool undecided;           /* something that it is for could not be judged */
};

struct alint_checked {
  struct alint_found *items; /* of the world after the change */
  size_t count;
  size_t unknown_roles; /* roles that could not be judged wholly */
  struct alint_ignore_use *uses;
  size_t use_count;
};

/* alint_check_input with a rule table of the caller's. */
int alint_check_with(struct alint_checked **out, struct alint_input *input,
                     const struct alint_options *options, const struct alint_rule *const *rules);

/* Removes what was dropped, keeping the order. */
void alint_found_compact(struct alint_found_list *list);

/* precedence.c: one rule for each way in; rules yield to others that say why. */
void alint_apply_precedence(struct alint_found_list *list);

/* raise.c: base severity, administrator roles, --strict. */
void alint_apply_severity(struct alint_found_list *list, const struct alint_options *options);

/* merge.c: one finding for all alternatives of a role it holds in. */
void alint_merge_alternatives(struct alint_found_list *list);

/* fingerprint.c. The findings are about `world`, the `other` is the one before or
 * after it; either may be NULL. */
void alint_apply_fingerprints(struct alint_found_list *list, const struct alint_world *world,
                              const struct alint_world *other);
void alint_mark_introduced(struct alint_found_list *after, const struct alint_found_list *before);

/* suppress.c: marks what suppressions in the source are for. */
void alint_apply_ignores(struct alint_checked *out, struct alint_found_list *list,
                         const struct alint_input *input, const struct alint_rule *const *rules);

/* select.c: whether --select and --ignore leave a rule on. */
bool alint_rule_enabled(const struct alint_rule *rule, const struct alint_options *options);

#endif
