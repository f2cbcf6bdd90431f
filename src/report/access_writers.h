/* SPDX-License-Identifier: Apache-2.0
 *
 * The formats of `who`, `diff`, `simulate` and `test`: one table of functions each.
 */
#ifndef ASSUMELINT_REPORT_ACCESS_WRITERS_H
#define ASSUMELINT_REPORT_ACCESS_WRITERS_H

#include "assumelint/out.h"
#include "engine/accounts_seen.h"
#include "engine/diff.h"
#include "engine/role_ways.h"
#include "simulate/simulation.h"
#include "util/json_write.h"

typedef struct AccessWriter AccessWriter;

/* A case of `test`, and its verdict. */
typedef struct CaseResult {
  const char *path;
  size_t line;
  Str name;
  const char *expect;   /* NULL: the case does not name it */
  const Replay *replay; /* NULL: it could not be run */
  bool passed;
} CaseResult;

/* Where a report goes, and how. */
typedef struct AccessPrinter {
  const AccessWriter *writer;
  Out *out;
  Arena *arena; /* for texts */
  bool color, quiet;
  JsonWriter json; /* of the writers of JSON */
} AccessPrinter;

typedef struct AccessWriter {
  /* `who` and `test` write role by role and case by case, between these two. A NULL `list`
   * begins a document without one. */
  void (*begin)(AccessPrinter *p, const char *list);
  void (*end)(AccessPrinter *p);
  void (*role)(AccessPrinter *p, const Input *input, const Role *role, const RoleWays *ways);
  void (*tested)(AccessPrinter *p, const CaseResult *result);
  void (*tests_end)(AccessPrinter *p, size_t passed, size_t failed);
  /* These write whole reports. */
  void (*accounts)(AccessPrinter *p, const SeenAccounts *accounts, const Options *options);
  void (*diff)(AccessPrinter *p, const Diff *diff);
  void (*simulation)(AccessPrinter *p, const Simulation *sim);
} AccessWriter;

extern const AccessWriter access_text, access_json;

#endif
