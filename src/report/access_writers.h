/* SPDX-License-Identifier: Apache-2.0
 *
 * The formats of `who`, `diff`, `simulate` and `test`: one table of functions each.
 */
#ifndef ALINT_REPORT_ACCESS_WRITERS_H
#define ALINT_REPORT_ACCESS_WRITERS_H

#include "assumelint/out.h"
#include "engine/accounts_seen.h"
#include "engine/diff.h"
#include "engine/role_ways.h"
#include "engine/simulation.h"
#include "util/json_write.h"

/* A case of `test`, and what became of it. */
struct alint_case_result {
  const char *path;
  size_t line;
  struct alint_str name;
  const char *expect;                /* NULL: the case does not say it */
  const struct alint_replay *replay; /* NULL: it could not be run */
  bool passed;
};

/* Where a report goes, and how. */
struct alint_access_printer {
  const struct alint_access_writer *writer;
  struct alint_out *out;
  struct alint_arena *arena; /* for texts */
  bool color, quiet;
  struct alint_json json; /* of the writers of JSON */
};

struct alint_access_writer {
  /* `who` and `test` write role by role, case by case: in between these. */
  void (*begin)(struct alint_access_printer *p, const char *list);
  void (*end)(struct alint_access_printer *p);
  int (*role)(struct alint_access_printer *p, struct alint_input *input,
              const struct alint_role *role, const struct alint_role_ways *ways);
  void (*tested)(struct alint_access_printer *p, const struct alint_case_result *result);
  void (*tests_end)(struct alint_access_printer *p, size_t passed, size_t failed);
  /* The rest is whole. */
  void (*accounts)(struct alint_access_printer *p, const struct alint_accounts *accounts,
                   const struct alint_options *options);
  void (*diff)(struct alint_access_printer *p, const struct alint_diff *diff);
  void (*simulation)(struct alint_access_printer *p, const struct alint_simulation *sim);
};

extern const struct alint_access_writer alint_access_text, alint_access_json;

#endif
