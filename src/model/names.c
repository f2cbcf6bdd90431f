/* SPDX-License-Identifier: Apache-2.0
 *
 * The names that reports use for formats and changes.
 */
#include "assumelint/model.h"

const char *alint_format_name(enum alint_format format) {
  switch (format) {
  case ALINT_FORMAT_CLOUDFORMATION:
    return "cloudformation";
  case ALINT_FORMAT_CDK:
    return "cdk";
  case ALINT_FORMAT_CHANGE_SET:
    return "change-set";
  case ALINT_FORMAT_TERRAFORM_PLAN:
    return "terraform-plan";
  case ALINT_FORMAT_TERRAFORM_STATE:
    return "terraform-state";
  case ALINT_FORMAT_TRUST_POLICY:
    return "trust-policy";
  case ALINT_FORMAT_AWS_CLI:
    return "aws-cli";
  case ALINT_FORMAT_NONE:
    break;
  }
  return "unknown";
}

const char *alint_change_name(enum alint_change change) {
  switch (change) {
  case ALINT_CHANGE_CREATE:
    return "create";
  case ALINT_CHANGE_UPDATE:
    return "update";
  case ALINT_CHANGE_DELETE:
    return "delete";
  case ALINT_CHANGE_REPLACE:
    return "replace";
  case ALINT_CHANGE_NO_OP:
    return "no-op";
  case ALINT_CHANGE_READ:
    return "read";
  case ALINT_CHANGE_FORGET:
    return "forget";
  case ALINT_CHANGE_NONE:
    break;
  }
  return NULL;
}
