/* SPDX-License-Identifier: Apache-2.0
 *
 * SHA-256 (FIPS 180-4), for fingerprints.
 */
#ifndef ASSUMELINT_UTIL_SHA256_H
#define ASSUMELINT_UTIL_SHA256_H

#include <stddef.h>
#include <stdint.h>

enum { SHA256_BYTES = 32 };

typedef struct Sha256 {
  uint32_t state[8];
  uint64_t total;          /* bytes taken so far */
  unsigned char block[64]; /* the last, not yet full block */
} Sha256;

void sha256_init(Sha256 *sha);
void sha256_add(Sha256 *sha, const void *bytes, size_t len);
void sha256_finish(Sha256 *sha, unsigned char out[SHA256_BYTES]);

#endif
