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

typedef struct CheckedInput
    CheckedInput; /* the findings of one input, before they are in a report */

/* Runs all rules over both worlds of an input that was parsed. The result lives
 * in the input's arena; it is NULL for an input that failed (its report is
 * AL001 and nothing else). When the judging itself fails, `input->status` and
 * `input->error` say so, and are returned: the report will have AL001 too.
 * Thread-safe for different inputs. */
int engine_check_input(CheckedInput **out, Input *input, const Options *options);

/* Makes the world after of `old` the one before of `input`, which has none. `old`
 * has to stay until the input was reported. */
void engine_give_before(Input *input, Input *old);

/* Builds the report: begin, add every input in its order, end. add() copies
 * everything into the report's arena, so that the input may be freed right
 * after it. An input with status ERR_NOT_OURS is counted as skipped where
 * `skip_not_ours` is set (found in a walk, --lenient). One with status OK
 * that was not checked is ERR_INTERNAL. end() sorts and counts: the report is
 * not to be looked at before. Not thread-safe. */
int report_begin(Report **out, const Options *options);
int report_add(Report *report, const Input *input, const CheckedInput *checked, bool skip_not_ours);
int report_end(Report *report);
void report_free(Report *report);

/* 0, 1 or 2 by the contract. */
int report_exit_status(const Report *report, const Options *options);

#endif
