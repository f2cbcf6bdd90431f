/* SPDX-License-Identifier: Apache-2.0
 *
 * Chance with a seed: the same from run to run.
 */
#ifndef ASSUMELINT_TESTS_UNIT_CHANCE_H
#define ASSUMELINT_TESTS_UNIT_CHANCE_H

#include <stddef.h>
#include <stdint.h>

static inline unsigned pick(uint64_t *seed, unsigned below) {
  *seed = *seed * 6364136223846793005u + 1442695040888963407u;
  return (unsigned)(*seed >> 33) % below;
}

/* One of a list that ends with NULL. */
static inline const char *any(uint64_t *seed, const char *const *list) {
  unsigned n = 0;
  while (list[n])
    n++;
  return list[pick(seed, n)];
}

#endif
