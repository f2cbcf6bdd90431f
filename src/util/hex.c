/* SPDX-License-Identifier: Apache-2.0
 *
 * Hexadecimal digits.
 */
#include "util/hex.h"

int hex_value(char c) {
  if (c >= '0' && c <= '9')
    return c - '0';
  if (c >= 'a' && c <= 'f')
    return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}
