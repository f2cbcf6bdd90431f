/* SPDX-License-Identifier: Apache-2.0
 *
 * How bad a finding is, and of which sort.
 */
#ifndef ASSUMELINT_SEVERITY_H
#define ASSUMELINT_SEVERITY_H

#include <stdbool.h>

typedef enum {
  SEVERITY_NONE, /* silent */
  SEVERITY_INFO,
  SEVERITY_LOW,
  SEVERITY_MEDIUM,
  SEVERITY_HIGH,
  SEVERITY_CRITICAL,
  SEVERITY_NEVER, /* as a threshold only: above everything */
} Severity;

typedef enum {
  CATEGORY_EXPOSURE,      /* lets somebody in */
  CATEGORY_BREAKS_DEPLOY, /* IAM refuses it */
  CATEGORY_BREAKS_ACCESS, /* closes what was meant to be open */
  CATEGORY_HYGIENE,
} Category;

const char *severity_name(Severity severity); /* "critical" ... "never" */
bool severity_parse(Severity *out, const char *name);
const char *category_name(Category category); /* "exposure", "breaks-deploy", ... */

#endif
