/* SPDX-License-Identifier: Apache-2.0
 *
 * Hexadecimal digits.
 */
#ifndef ASSUMELINT_UTIL_HEX_H
#define ASSUMELINT_UTIL_HEX_H

/* The value of a digit in either case; -1 for any other byte. */
int hex_value(char c);

#endif
