/* SPDX-License-Identifier: Apache-2.0
 *
 * The ways into a role, over all trust policies it may have: what `who` lists
 * and `diff` compares.
 */
#ifndef ALINT_ENGINE_ROLE_WAYS_H
#define ALINT_ENGINE_ROLE_WAYS_H

#include "access/denied.h"
#include "assumelint/access.h"
#include "assumelint/model.h"

struct alint_listed_way {
  const struct alint_way *way;
  const struct alint_trust *trust; /* the first alternative it is in */
  const bool *binds;               /* one for each condition of the statement */
  struct alint_str when;           /* empty: in every alternative */
  struct alint_denies denies;      /* that narrow it */
};

struct alint_role_ways {
  struct alint_listed_way *items;
  size_t count, cap;
};

/* Ways that an explicit Deny closes wholly are left out. A way is listed once
 * though several alternatives have it. */
int alint_list_ways(struct alint_role_ways *out, struct alint_arena *arena,
                    const struct alint_role *role, const struct alint_options *options);

/* "anyone", "account", "role", ... */
const char *alint_way_kind(const struct alint_way *way);

/* Where a role is told to be: where findings about it point. */
struct alint_role_line {
  const char *path;
  size_t line;
};

struct alint_role_line alint_role_line(struct alint_input *input, const struct alint_role *role);

#endif
