/* SPDX-License-Identifier: Apache-2.0
 *
 * Messages about the run itself: one line each, on standard error.
 */
#ifndef ASSUMELINT_CLI_COMPLAIN_H
#define ASSUMELINT_CLI_COMPLAIN_H

#include "run/inputs.h"

/* "assumelint: " and the text, with everything escaped that could end the line
 * or steer a terminal. */
extern const Listener cli_stderr;

/* loader_begin for a command: what is wrong is told, and the result false. */
bool cli_begin_loading(Loader *loader, const Settings *settings);

#endif
