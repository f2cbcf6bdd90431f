/* SPDX-License-Identifier: Apache-2.0
 *
 * The ways into a role, over all trust policies it may have: what `who` lists
 * and `diff` compares.
 */
#ifndef ASSUMELINT_ENGINE_ROLE_WAYS_H
#define ASSUMELINT_ENGINE_ROLE_WAYS_H

#include "access/denied.h"
#include "assumelint/access.h"
#include "assumelint/model.h"

typedef struct ListedWay {
  const Way *way;
  const Trust *trust;     /* the first alternative it is in */
  const bool *binds;      /* one for each condition of the statement */
  Str when;               /* empty: in every alternative */
  NarrowingDenies denies; /* that narrow it */
} ListedWay;

typedef struct RoleWays {
  ListedWay *items;
  size_t count, cap;
} RoleWays;

/* Ways that an explicit Deny closes wholly are left out. A way is listed once
 * though several alternatives have it. */
int engine_list_ways(RoleWays *out, Arena *arena, const Role *role, const Options *options);

/* "anyone", "account", "role", ... */
const char *way_kind_name(const Way *way);

/* Where a role is told to be: where findings about it point. */
typedef struct RoleLine {
  const char *path;
  size_t line;
} RoleLine;

RoleLine engine_role_line(Input *input, const Role *role);

#endif
