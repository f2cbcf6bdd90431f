/* SPDX-License-Identifier: Apache-2.0
 *
 * `assumelint test`: case files, run one case after the other.
 */
#ifndef ASSUMELINT_RUN_CASES_H
#define ASSUMELINT_RUN_CASES_H

#include "report/access_writers.h"
#include "run/load.h"

typedef struct CaseRun {
  const Settings *settings;
  Loader loader; /* after loader_begin */
  /* Called for each case; the arena and the result are gone afterwards. */
  void (*report)(void *context, Arena *arena, const CaseResult *result);
  void *context;
  size_t passed, failed;
  size_t not_run; /* of the failed: could not be run */
  bool broken;    /* something could not be run: a notice said so */
} CaseRun;

/* Runs all cases and ends the loader. */
void run_cases(CaseRun *run);

#endif
