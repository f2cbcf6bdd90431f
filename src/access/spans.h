/* SPDX-License-Identifier: Apache-2.0
 *
 * Numbers, dates and addresses between two others, as regular expressions (facts/domains.h).
 */
#ifndef ASSUMELINT_ACCESS_SPANS_H
#define ASSUMELINT_ACCESS_SPANS_H

#include <stdint.h>

#include "assumelint/buf.h"

/* Whole numbers without leading zeros; `last` UINT64_MAX: without end. */
void span_of_numbers(Buf *out, uint64_t first, uint64_t last);
/* Times as YYYY-MM-DDTHH:MM:SSZ, by seconds since 1970, from 1970 to 9999. */
void span_of_times(Buf *out, int64_t first, int64_t last);
/* IPv4 addresses in dotted form. */
void span_of_addresses(Buf *out, uint32_t first, uint32_t last);

#endif
