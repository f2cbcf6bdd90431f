/* SPDX-License-Identifier: Apache-2.0
 *
 * What the public API (assumelint.h) is made of: the command knows it too.
 */
#ifndef ALINT_RUN_SCAN_H
#define ALINT_RUN_SCAN_H

#include "assumelint.h"
#include "run/settings.h"

struct alint_scan {
  struct alint_arena *arena;
  struct alint_settings settings;
  void (*show)(void *context, size_t done, size_t total); /* progress; may be NULL */
  void *show_context;
  struct alint_error error;
};

struct alint_result {
  struct alint_report *report;
  struct alint_report_style style;
  int status; /* of the exit */
};

/* A scan with these settings, which outlive it. NULL: no memory. */
struct alint_scan *alint_scan_with(const struct alint_settings *settings);

/* Reads, checks and reports all inputs. ALINT_OK, or a status with one line in `err`. */
int alint_run_scan(struct alint_result *out, const struct alint_scan *scan,
                   struct alint_error *err);

#endif
