/* SPDX-License-Identifier: Apache-2.0
 *
 * Messages about the run itself: one line each, on standard error.
 */
#ifndef ALINT_CLI_COMPLAIN_H
#define ALINT_CLI_COMPLAIN_H

#include "run/inputs.h"

/* "assumelint: " and the text, with everything escaped that could end the line
 * or steer a terminal. */
extern const struct alint_listener alint_stderr;

/* alint_loader_begin for a command: what is wrong is told, and the result false. */
bool alint_begin_loading(struct alint_loader *loader, const struct alint_settings *settings);

#endif
