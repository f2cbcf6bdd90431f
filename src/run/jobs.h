/* SPDX-License-Identifier: Apache-2.0
 *
 * A pool of threads that works on numbered items and hands them back in order.
 */
#ifndef ASSUMELINT_RUN_JOBS_H
#define ASSUMELINT_RUN_JOBS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct Jobs {
  size_t count;   /* items 0 .. count-1 */
  size_t threads; /* 0: as many as there are processors */
  void *context;
  /* Called in any thread, in any order. */
  void (*work)(void *context, size_t index);
  /* Called in the caller's thread, in the order of items, after work. False stops the
   * run: items that were begun are finished, but not handed back. */
  bool (*done)(void *context, size_t index);
  /* Called in the caller's thread now and then, to show progress. */
  void (*tick)(void *context, size_t finished);
} Jobs;

/* Begins only a few items ahead of `done`, so that memory stays bounded. Runs with
 * fewer threads, or none, if the system gives no more. Fails like an arena's
 * allocation if memory runs out. */
void jobs_run(const Jobs *jobs);

#endif
