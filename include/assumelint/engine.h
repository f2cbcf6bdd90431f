/* SPDX-License-Identifier: Apache-2.0
 *
 * The engine: inputs in, a report out.
 *
 * Inputs are independent: they may be read and checked in parallel, and are
 * added to the report in their order.
 */
#ifndef ASSUMELINT_ENGINE_H
#define ASSUMELINT_ENGINE_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/model.h"
#include "assumelint/options.h"
#include "assumelint/report.h"

struct alint_checked; /* the findings of one input, before they are in a report */

/* Runs all rules over both worlds of an input that was parsed. The result lives
 * in the input's arena; it is NULL for an input that failed (its report is
 * AL001 and nothing else). When the judging itself fails, `input->status` and
 * `input->error` say so, and are returned: the report will have AL001 too.
 * Thread-safe for different inputs. */
int alint_check_input(struct alint_checked **out, struct alint_input *input,
                      const struct alint_options *options);

/* Makes the world after of `old` the one before of `input`, which has none. `old`
 * has to stay until the input was reported. */
void alint_give_before(struct alint_input *input, struct alint_input *old);

/* Builds the report: begin, add every input in its order, end. add() copies
 * everything into the report's arena, so that the input may be freed right
 * after it. An input with status ALINT_ENOTOURS is counted as skipped where
 * `skip_not_ours` is set (found in a walk, --lenient). One with status ALINT_OK
 * that was not checked is ALINT_EINTERNAL. end() sorts and counts: the report is
 * not to be looked at before. Not thread-safe. */
int alint_report_begin(struct alint_report **out, const struct alint_options *options);
int alint_report_add(struct alint_report *report, const struct alint_input *input,
                     const struct alint_checked *checked, bool skip_not_ours);
int alint_report_end(struct alint_report *report);
void alint_report_free(struct alint_report *report);

/* 0, 1 or 2 by the contract. */
int alint_report_exit_status(const struct alint_report *report,
                             const struct alint_options *options);

#endif
