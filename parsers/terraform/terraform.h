/* SPDX-License-Identifier: Apache-2.0
 *
 * The front end for Terraform and OpenTofu: `terraform show -json` of a plan
 * or of a state.
 *
 * It reads through a window (util/window.h), so memory grows with the roles
 * and not with the plan. Whatever names the format is recognised by content.
 */
#ifndef ALINT_PARSERS_TERRAFORM_TERRAFORM_H
#define ALINT_PARSERS_TERRAFORM_TERRAFORM_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/model.h"
#include "assumelint/parser.h"
#include "util/window.h"

/* Whether the bytes (UTF-8, or UTF-16 with a byte order mark) are Terraform's: a
 * plan or a state that we read, or something recognisably wrong that only this
 * front end can name. The first bytes of a file will do where they tell. */
bool alint_terraform_claims(const char *bytes, size_t len);

/* Fills `input` from bytes that a reader gives (UTF-8, or UTF-16 with a byte
 * order mark) through a buffer of `window` bytes, ALINT_WINDOW_BYTES as a rule.
 * input->arena must be set. Sets the rest, input->status included, and returns
 * it: see alint_parse. */
int alint_terraform_read(struct alint_input *input, const struct alint_parse_options *options,
                         struct alint_reader reader, size_t window);

/* The same for input->source.bytes. */
int alint_terraform_read_source(struct alint_input *input,
                                const struct alint_parse_options *options);

#endif
