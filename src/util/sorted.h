/* SPDX-License-Identifier: Apache-2.0
 *
 * Looking things up in sorted lists where several may be equal: bsearch() finds
 * any of them, this the first.
 */
#ifndef ASSUMELINT_UTIL_SORTED_H
#define ASSUMELINT_UTIL_SORTED_H

#include <stddef.h>

/* The index of the first item that is not below the key; `count` where there is
 * none. `compare` is as for bsearch(): the key first. */
size_t sorted_first_not_below(const void *key, const void *items, size_t count, size_t size,
                              int (*compare)(const void *key, const void *item));

#endif
