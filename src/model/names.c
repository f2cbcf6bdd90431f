/* SPDX-License-Identifier: Apache-2.0
 *
 * The names that reports use for formats and changes.
 */
#include "assumelint/model.h"

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
