/* SPDX-License-Identifier: Apache-2.0
 *
 * The ways into a role, over all trust policies that it may have: `who` lists
 * them, `diff` compares them.
 */
#ifndef ASSUMELINT_ENGINE_ROLE_WAYS_H
#define ASSUMELINT_ENGINE_ROLE_WAYS_H

#include "access/denied.h"
#include "assumelint/access.h"
#include "assumelint/model.h"

typedef struct ListedWay {
  const Way *way;
  const Trust *trust;     /* the first alternative that has it */
  const bool *binds;      /* for each condition of the statement: whether it narrows the way */
  bool *holds;            /* for each alternative of the role: whether it has the way */
  Str when;               /* empty: in every alternative */
  NarrowingDenies denies; /* that narrow it */
} ListedWay;

typedef struct RoleWays {
  ListedWay *items;
  size_t count, cap;
} RoleWays;

/* Without the ways that an explicit Deny closes wholly. A way of several alternatives is
 * listed once. `share`: what each of its trust policies may cost. ERR_LIMIT as
 * access_find_ways. */
int engine_list_ways(RoleWays *out, Arena *arena, const Role *role, SearchBudget share,
                     const Options *options);

/* The `binds` of a way in the policy. */
const bool *engine_condition_binds(Arena *arena, const Policy *policy, const Way *way);

/* Whether alternatives or statements of its trust policy are not known. */
bool engine_role_is_part(const Role *role);

/* Where findings about a role point. */
typedef struct RoleLine {
  const char *path;
  size_t line;
} RoleLine;

RoleLine engine_role_line(const Input *input, const Role *role);

#endif
