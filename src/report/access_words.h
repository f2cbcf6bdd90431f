/* SPDX-License-Identifier: Apache-2.0
 *
 * Roles, ways, statements and verdicts in words.
 */
#ifndef ASSUMELINT_REPORT_ACCESS_WORDS_H
#define ASSUMELINT_REPORT_ACCESS_WORDS_H

#include "engine/role_ways.h"
#include "simulate/replay.h"

/* "known", "missing", "unknown" or "broken": the worst of the alternatives. */
const char *report_trust_state_name(const Role *role);
/* Why a trust policy is not known; NULL ptr where it is. */
Str report_trust_why(Arena *arena, const Role *role);

/* The principal for reading: "anyone" for `*`, "anyone but ..." for NotPrincipal. */
Str report_way_principal(Arena *arena, const Way *way);

/* "(sensitive)" in a sensitive policy; NULL ptr where there is no Sid. */
Str report_shown_sid(const Trust *trust, const Statement *statement);
/* "statement 0 (Sid)" */
Str report_statement_name(Arena *arena, const Trust *trust, const Statement *statement);
const char *report_effect_name(Effect effect);

/* Why a verdict is unknown and what to do about it, in one line without its end. NULL ptr
 * for other verdicts. */
Str report_undecided_line(Arena *arena, const Replay *replay);

#endif
