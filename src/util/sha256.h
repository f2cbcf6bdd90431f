/* SPDX-License-Identifier: Apache-2.0
 *
 * SHA-256 (FIPS 180-4), for fingerprints.
 */
#ifndef ALINT_UTIL_SHA256_H
#define ALINT_UTIL_SHA256_H

#include <stddef.h>
#include <stdint.h>

enum { ALINT_SHA256_BYTES = 32 };

struct alint_sha256 {
  uint32_t state[8];
  uint64_t total;          /* bytes taken so far */
  unsigned char block[64]; /* the last, not yet full block */
};

void alint_sha256_init(struct alint_sha256 *sha);
void alint_sha256_add(struct alint_sha256 *sha, const void *bytes, size_t len);
void alint_sha256_finish(struct alint_sha256 *sha, unsigned char out[ALINT_SHA256_BYTES]);

#endif
