/* SPDX-License-Identifier: Apache-2.0
 *
 * Requests that users write: a request gives only some of its keys.
 *
 * In an open world keys that follow from the principal are filled in, parameters of the
 * call that are not given are absent, keys of every request have an unknown value, and
 * every other key is unknown.
 */
#ifndef ASSUMELINT_SIMULATE_OPEN_WORLD_H
#define ASSUMELINT_SIMULATE_OPEN_WORLD_H

#include "assumelint/access.h"

/* Sentences for the user about the request, at most 1023 bytes each. */
typedef struct Notes {
  Arena *arena;
  Str *items;
  size_t count, cap;
} Notes;

void notes_add(Notes *notes, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Makes the keys absent that this action of this caller cannot carry, with a note. Notes
 * what STS would refuse in the call, too. */
void request_carry(Request *request, Notes *notes);

/* Completes the request for one policy of a role, after request_carry. */
void request_open(Request *request, Arena *arena, const Role *role, const Policy *policy);

#endif
