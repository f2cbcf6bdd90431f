/* SPDX-License-Identifier: Apache-2.0
 *
 * The names that reports use for formats and changes.
 */
#include "assumelint/model.h"

const char *alint_format_name(enum alint_format format) {
  static const char *const names[ALINT_FORMAT_COUNT] = {
      [ALINT_FORMAT_CLOUDFORMATION] = "cloudformation",
      [ALINT_FORMAT_CDK] = "cdk",
      [ALINT_FORMAT_CHANGE_SET] = "change-set",
      [ALINT_FORMAT_TERRAFORM_PLAN] = "terraform-plan",
      [ALINT_FORMAT_TERRAFORM_STATE] = "terraform-state",
      [ALINT_FORMAT_TRUST_POLICY] = "trust-policy",
      [ALINT_FORMAT_AWS_CLI] = "aws-cli",
  };
  return format < ALINT_FORMAT_COUNT ? names[format] : NULL;
}

const char *alint_change_name(enum alint_change change) {
  static const char *const names[] = {
      [ALINT_CHANGE_NONE] = NULL,         [ALINT_CHANGE_CREATE] = "create",
      [ALINT_CHANGE_UPDATE] = "update",   [ALINT_CHANGE_DELETE] = "delete",
      [ALINT_CHANGE_REPLACE] = "replace", [ALINT_CHANGE_NO_OP] = "no-op",
      [ALINT_CHANGE_READ] = "read",       [ALINT_CHANGE_FORGET] = "forget",
  };
  return names[change];
}
