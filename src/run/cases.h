/* SPDX-License-Identifier: Apache-2.0
 *
 * `assumelint test`: case files, run one case after the other.
 */
#ifndef ASSUMELINT_RUN_CASES_H
#define ASSUMELINT_RUN_CASES_H

#include "report/access_writers.h"
#include "run/inputs.h"

typedef struct CaseRun {
  const Settings *settings;
  Loader loader; /* begun */
  /* Called for each case; what it is given is gone afterwards. */
  void (*told)(void *context, Arena *arena, const CaseResult *result);
  void *context;
  /* What became of all. */
  size_t passed, failed;
  size_t not_run; /* of the failed: could not even be run */
  bool broken;    /* something could not be run: that was told */
} CaseRun;

void run_cases(CaseRun *run);

#endif
