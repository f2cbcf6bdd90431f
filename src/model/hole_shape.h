/* SPDX-License-Identifier: Apache-2.0
 *
 * What values a hole can have, by its kind.
 */
#ifndef ASSUMELINT_MODEL_HOLE_SHAPE_H
#define ASSUMELINT_MODEL_HOLE_SHAPE_H

#include <stdint.h>

#include "assumelint/hole.h"

/* One sign after the other: 'D' is a digit, 'L' a run of a-z and '-', 'H' a run of characters
 * of host names, 'I' a run of letters and digits, 'N' one character of a name and 'M' a run of
 * them, '*' a run of anything; every other sign is itself. */
const char *hole_shape(HoleKind kind);
/* Whether a character, a code point, can stand for the sign, or in its run. */
bool hole_shape_takes(char sign, uint32_t code);
/* Whether the sign is a run, which may be empty. */
bool hole_shape_repeats(char sign);

#endif
