/* SPDX-License-Identifier: Apache-2.0
 *
 * Typed values of conditions: numbers, dates, networks, base64.
 *
 * Each parser returns false for text that is no value of its type: such a
 * value matches nothing.
 */
#ifndef ALINT_ACCESS_VALUES_H
#define ALINT_ACCESS_VALUES_H

#include <stdbool.h>
#include <stdint.h>

#include "assumelint/str.h"

/* Compares decimal numbers exactly, of any length: -1, 0 or 1 in `order`. */
bool alint_decimal_compare(int *order, struct alint_str a, struct alint_str b);

/* A point in time: seconds since 1970-01-01T00:00:00Z and nanoseconds. */
struct alint_date {
  int64_t seconds;
  int32_t nanoseconds;
};

/* The W3C profile of ISO 8601 (2026, 2026-01, 2026-01-31, 2026-01-31T10:00Z,
 * with seconds, a fraction, an offset) or epoch seconds. */
bool alint_date_parse(struct alint_date *out, struct alint_str s);
int alint_date_compare(struct alint_date a, struct alint_date b);

/* An IPv4 or IPv6 network; an address is one with all bits fixed. */
struct alint_network {
  unsigned char bytes[16];
  unsigned bits;   /* prefix length */
  unsigned family; /* 4 or 6 */
};

bool alint_network_parse(struct alint_network *out, struct alint_str s);
/* Whether all of `inner` lies in `outer`; false for different families. */
bool alint_network_contains(const struct alint_network *outer, const struct alint_network *inner);

/* Networks that nobody calls AWS from over the internet: aws:SourceIp is in none. */
extern const char *const alint_special_networks[];
extern const size_t alint_special_network_count;
/* Whether some address of the network is in none of these (of a network wholly in one: no). */
bool alint_network_is_public(const struct alint_network *network);

/* Decodes base64 (padding optional) into `out`, which has room for s.len bytes. */
bool alint_base64_decode(unsigned char *out, size_t *out_len, struct alint_str s);

#endif
