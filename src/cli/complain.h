/* SPDX-License-Identifier: Apache-2.0
 *
 * Messages about the run itself: one line each, on standard error.
 */
#ifndef ALINT_CLI_COMPLAIN_H
#define ALINT_CLI_COMPLAIN_H

/* "assumelint: " and the text, with everything escaped that could end the line
 * or steer a terminal. */
void alint_complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
