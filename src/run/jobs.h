/* SPDX-License-Identifier: Apache-2.0
 *
 * A pool of threads that works on numbered items and hands the results back in
 * order.
 */
#ifndef ASSUMELINT_RUN_JOBS_H
#define ASSUMELINT_RUN_JOBS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct Jobs {
  size_t count;   /* items 0 .. count-1 */
  size_t threads; /* 0: as many as there are processors */
  void *context;
  /* In any thread, in any order. */
  void (*work)(void *context, size_t index);
  /* In the caller's thread, in the order of items, after work. False stops:
   * items already begun are finished, but not handed back. */
  bool (*done)(void *context, size_t index);
  /* In the caller's thread, now and then while waiting: for progress. */
  void (*tick)(void *context, size_t finished);
} Jobs;

/* Only so many items are begun ahead of `done` that memory stays bounded.
 * Threads that cannot be made are done without. False when out of memory. */
bool jobs_run(const Jobs *jobs);

#endif
