/* SPDX-License-Identifier: Apache-2.0
 *
 * Severities and categories by name.
 */
#include <string.h>

#include "assumelint/rule.h"

static const char *const severities[] = {
    [ALINT_SEVERITY_NONE] = "none",   [ALINT_SEVERITY_INFO] = "info",
    [ALINT_SEVERITY_LOW] = "low",     [ALINT_SEVERITY_MEDIUM] = "medium",
    [ALINT_SEVERITY_HIGH] = "high",   [ALINT_SEVERITY_CRITICAL] = "critical",
    [ALINT_SEVERITY_NEVER] = "never",
};

const char *alint_severity_name(enum alint_severity severity) {
  return severities[severity];
}

bool alint_severity_parse(enum alint_severity *out, const char *name) {
  /* "none" is no name that a user may give. */
  for (int s = ALINT_SEVERITY_INFO; s <= ALINT_SEVERITY_NEVER; s++) {
    if (strcmp(severities[s], name) == 0) {
      *out = (enum alint_severity)s;
      return true;
    }
  }
  return false;
}

const char *alint_category_name(enum alint_category category) {
  static const char *const names[] = {
      [ALINT_EXPOSURE] = "exposure",
      [ALINT_BREAKS_DEPLOY] = "breaks-deploy",
      [ALINT_BREAKS_ACCESS] = "breaks-access",
      [ALINT_HYGIENE] = "hygiene",
  };
  return names[category];
}
