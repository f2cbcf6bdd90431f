/* SPDX-License-Identifier: Apache-2.0
 *
 * Severities and categories by name.
 */
#include <string.h>

#include "assumelint/severity.h"

static const char *const severities[] = {
    [SEVERITY_NONE] = "none",     [SEVERITY_INFO] = "info", [SEVERITY_LOW] = "low",
    [SEVERITY_MEDIUM] = "medium", [SEVERITY_HIGH] = "high", [SEVERITY_CRITICAL] = "critical",
    [SEVERITY_NEVER] = "never",
};

const char *severity_name(Severity severity) {
  return severities[severity];
}

bool severity_parse(Severity *out, const char *name) {
  /* "none" is no name that a user may give. */
  for (int s = SEVERITY_INFO; s <= SEVERITY_NEVER; s++) {
    if (strcmp(severities[s], name) == 0) {
      *out = (Severity)s;
      return true;
    }
  }
  return false;
}

const char *category_name(Category category) {
  static const char *const names[] = {
      [CATEGORY_EXPOSURE] = "exposure",
      [CATEGORY_BREAKS_DEPLOY] = "breaks-deploy",
      [CATEGORY_BREAKS_ACCESS] = "breaks-access",
      [CATEGORY_HYGIENE] = "hygiene",
  };
  return names[category];
}
