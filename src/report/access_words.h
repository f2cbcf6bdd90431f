/* SPDX-License-Identifier: Apache-2.0
 *
 * Roles, ways, statements and verdicts in words.
 */
#ifndef ALINT_REPORT_ACCESS_WORDS_H
#define ALINT_REPORT_ACCESS_WORDS_H

#include "engine/replay.h"
#include "engine/role_ways.h"

/* "known", "missing", "unknown" or "broken": the worst of the alternatives. */
const char *alint_trust_state_name(const struct alint_role *role);
/* Why a trust policy is not known; NULL ptr when there is nothing to say. */
struct alint_str alint_trust_why(struct alint_arena *arena, const struct alint_role *role);

/* The principal for reading: `*` is "anyone", of NotPrincipal "anyone but ...". */
struct alint_str alint_way_principal(struct alint_arena *arena, const struct alint_way *way);

/* The Sid, as it may be told; NULL ptr where there is none. */
struct alint_str alint_told_sid(const struct alint_trust *trust,
                                const struct alint_statement *statement);
/* "statement 0 (Sid)" */
struct alint_str alint_statement_name(struct alint_arena *arena, const struct alint_trust *trust,
                                      const struct alint_statement *statement);
const char *alint_effect_name(enum alint_effect effect);

/* What made an unknown verdict unknown, with what to do about it: one line
 * without an end. NULL ptr for other verdicts. */
struct alint_str alint_undecided_line(struct alint_arena *arena, const struct alint_replay *replay);

#endif
