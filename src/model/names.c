/* SPDX-License-Identifier: Apache-2.0
 *
 * The names that reports use for formats, changes, severities and categories.
 */
#include <string.h>

#include "assumelint/model.h"
#include "assumelint/severity.h"

const char *format_name(Format format) {
  static const char *const names[FORMAT_COUNT] = {
      [FORMAT_CLOUDFORMATION] = "cloudformation",
      [FORMAT_CDK] = "cdk",
      [FORMAT_CHANGE_SET] = "change-set",
      [FORMAT_TERRAFORM_PLAN] = "terraform-plan",
      [FORMAT_TERRAFORM_STATE] = "terraform-state",
      [FORMAT_TRUST_POLICY] = "trust-policy",
      [FORMAT_AWS_CLI] = "aws-cli",
  };
  return format < FORMAT_COUNT ? names[format] : NULL;
}

const char *change_name(Change change) {
  static const char *const names[] = {
      [CHANGE_NONE] = NULL,       [CHANGE_CREATE] = "create",   [CHANGE_UPDATE] = "update",
      [CHANGE_DELETE] = "delete", [CHANGE_REPLACE] = "replace", [CHANGE_NO_OP] = "no-op",
      [CHANGE_READ] = "read",     [CHANGE_FORGET] = "forget",
  };
  return names[change];
}

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
