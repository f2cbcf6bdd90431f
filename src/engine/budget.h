/* SPDX-License-Identifier: Apache-2.0
 *
 * What the trust policies of an input may cost. The budget of the input is divided before any
 * of them is searched: what a policy gets depends neither on the order of the roles nor on
 * which is searched first.
 */
#ifndef ASSUMELINT_ENGINE_BUDGET_H
#define ASSUMELINT_ENGINE_BUDGET_H

#include "assumelint/access.h"
#include "assumelint/model.h"

/* Trust policies of a world that there is something to search in: each alternative is one. */
size_t engine_count_policies(const World *world);

/* The share of each of so many policies. */
SearchBudget engine_share(size_t policies);

#endif
