/* SPDX-License-Identifier: Apache-2.0
 *
 * Text in lines of a given width.
 */
#ifndef ASSUMELINT_CLI_WRAP_H
#define ASSUMELINT_CLI_WRAP_H

#include <stddef.h>
#include <stdio.h>

enum { TEXT_WIDTH = 80 };

/* Prints `text` in lines of at most `width` columns, each with `indent` spaces in
 * front. A longer word gets a line of its own. Ends with a newline. */
void cli_wrap(FILE *to, const char *text, size_t indent, size_t width);
/* The same, but the first line already has `used` columns. */
void cli_wrap_rest(FILE *to, const char *text, size_t used, size_t indent, size_t width);
/* Prints lines as they are, with `indent` spaces in front. */
void cli_print_indented(FILE *to, const char *text, size_t indent);

#endif
