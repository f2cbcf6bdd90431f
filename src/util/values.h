/* SPDX-License-Identifier: Apache-2.0
 *
 * Typed values of conditions: numbers, dates, networks, base64.
 *
 * Each parser returns false for text that is no value of its type: such a
 * value matches nothing.
 */
#ifndef ASSUMELINT_UTIL_VALUES_H
#define ASSUMELINT_UTIL_VALUES_H

#include <stdbool.h>
#include <stdint.h>

#include "assumelint/str.h"

/* Compares decimal numbers exactly, of any length: -1, 0 or 1 in `order`. */
bool decimal_compare(int *order, Str a, Str b);

/* A point in time: seconds since 1970-01-01T00:00:00Z and nanoseconds. */
typedef struct Date {
  int64_t seconds;
  int32_t nanoseconds;
} Date;

/* The W3C profile of ISO 8601 (2026, 2026-01, 2026-01-31, 2026-01-31T10:00Z,
 * with seconds, a fraction, an offset) or epoch seconds. */
bool date_parse(Date *out, Str s);
int date_compare(Date a, Date b);

/* An IPv4 or IPv6 network; an address is one with all bits fixed. */
typedef struct Network {
  unsigned char bytes[16];
  unsigned bits;   /* prefix length */
  unsigned family; /* 4 or 6 */
} Network;

bool network_parse(Network *out, Str s);
/* Whether all of `inner` lies in `outer`; false for different families. */
bool network_contains(const Network *outer, const Network *inner);

/* Networks that nobody calls AWS from over the internet: aws:SourceIp is in none. */
extern const char *const special_networks[];
extern const size_t special_network_count;
/* Whether some address of the network is in none of these (of a network wholly in one: no). */
bool network_is_public(const Network *network);

/* Decodes base64 (padding optional) into `out`, which has room for s.len bytes. */
bool base64_decode(unsigned char *out, size_t *out_len, Str s);

#endif
