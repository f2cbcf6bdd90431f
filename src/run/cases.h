/* SPDX-License-Identifier: Apache-2.0
 *
 * `assumelint test`: case files, run one case after the other.
 */
#ifndef ALINT_RUN_CASES_H
#define ALINT_RUN_CASES_H

#include "report/access_writers.h"
#include "run/inputs.h"

struct alint_case_run {
  const struct alint_settings *settings;
  struct alint_loader loader; /* begun */
  /* Called for each case; what it is given is gone afterwards. */
  void (*told)(void *context, struct alint_arena *arena, const struct alint_case_result *result);
  void *context;
  /* What became of all. */
  size_t passed, failed;
  size_t not_run; /* of the failed: could not even be run */
  bool broken;    /* something could not be run: that was told */
};

void alint_run_cases(struct alint_case_run *run);

#endif
