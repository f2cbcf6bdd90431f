/* SPDX-License-Identifier: Apache-2.0
 *
 * The engine: inputs in, a report out.
 *
 * Inputs are independent: they may be read and checked in parallel. They are
 * added to the report in order.
 */
#ifndef ASSUMELINT_ENGINE_H
#define ASSUMELINT_ENGINE_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/model.h"
#include "assumelint/options.h"
#include "assumelint/report.h"

/* The findings of one input, before they are in a report. */
typedef struct CheckedInput CheckedInput;

/* Runs all rules over both worlds of an input that was parsed. The result lives in the
 * input's arena. It is NULL for an input that could not be read: the report says AL001 of it
 * and nothing else. When the judging itself fails, the status is returned and set in the
 * input, with the error: the report says AL001 then too. Thread-safe for different inputs. */
int engine_check_input(CheckedInput **out, Input *input, const Options *options);

/* Makes the world after of `old` the world before of `input`, which has none. `old` has to
 * live until the input is in the report. */
void engine_give_before(Input *input, Input *old);

/* Builds the report: begin, add each input, end. All return OK or ERR_MEMORY. report_add
 * copies everything into the report's arena: the input may be freed afterwards. With
 * `skip_not_ours` (found in a walk, --lenient) an input with ERR_NOT_OURS is only counted. An
 * input with status OK that was not checked gives ERR_INTERNAL. report_end sorts and counts:
 * do not read the report before. Not thread-safe. */
int report_begin(Report **out, const Options *options);
int report_add(Report *report, const Input *input, const CheckedInput *checked, bool skip_not_ours);
int report_end(Report *report);
void report_free(Report *report);

/* 0, 1 or 2, as the contract says. */
int report_exit_status(const Report *report, const Options *options);

#endif
