/* SPDX-License-Identifier: Apache-2.0
 *
 * The inside of the public API (assumelint.h), which the command uses too.
 */
#ifndef ASSUMELINT_RUN_SCAN_H
#define ASSUMELINT_RUN_SCAN_H

#include "assumelint.h"
#include "run/settings.h"

struct alint_scan {
  Arena *arena;
  Settings settings;
  void (*show)(void *context, size_t done, size_t total); /* progress; may be NULL */
  void *show_context;
  Error error;
};

struct alint_result {
  Report *report;
  bool quiet;
  int status; /* exit status */
};

/* A scan with these settings, which must outlive it. NULL if out of memory. */
struct alint_scan *run_scan_with(const Settings *settings);

/* Reads, checks and reports all inputs. OK, or a status with one line in `err` and
 * nothing in `out`. */
int run_scan(struct alint_result *out, const struct alint_scan *scan, Error *err);

#endif
