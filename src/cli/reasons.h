/* SPDX-License-Identifier: Apache-2.0
 *
 * A replayed request for reading: what each statement made of it, and why.
 */
#ifndef ALINT_CLI_REASONS_H
#define ALINT_CLI_REASONS_H

#include "assumelint/out.h"
#include "engine/replay.h"
#include "util/json_write.h"

/* Needs a decision with details. `only_decisive`: statements that did not
 * matter to the verdict are left out. Lines stand behind `indent` blanks. */
void alint_print_reasons(struct alint_out *out, struct alint_arena *arena,
                         const struct alint_replayed *replayed, bool only_decisive, size_t indent);

/* What made an unknown verdict unknown, with what to do about it: one line
 * without an end. Empty for other verdicts. */
struct alint_str alint_undecided_line(struct alint_arena *arena, const struct alint_replay *replay);

/* "statement 0 (Sid)" */
struct alint_str alint_statement_name(struct alint_arena *arena, const struct alint_trust *trust,
                                      const struct alint_statement *statement);

/* The Sid, as it may be told; NULL ptr where there is none. */
struct alint_str alint_told_sid(const struct alint_trust *trust,
                                const struct alint_statement *statement);

/* The member "statements" of the JSON. */
void alint_add_reasons(struct alint_json *json, struct alint_arena *arena,
                       const struct alint_replayed *replayed);

#endif
