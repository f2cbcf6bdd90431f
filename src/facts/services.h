/* SPDX-License-Identifier: Apache-2.0
 *
 * Service principals. The list is not complete.
 */
#ifndef ASSUMELINT_FACTS_SERVICES_H
#define ASSUMELINT_FACTS_SERVICES_H

#include <stddef.h>

/* Sorted; without ".amazonaws.com". */
extern const char *const service_names[];
extern const size_t service_name_count;

#endif
