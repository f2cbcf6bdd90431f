/* SPDX-License-Identifier: Apache-2.0
 *
 * The shapes of holes' values.
 */
#include "model/hole_shape.h"

#define ACCOUNT "DDDDDDDDDDDD"
#define PARTITION "awsL"
#define IAM_ARN "arn:" PARTITION ":iam::" ACCOUNT ":"

static const char *const shapes[] = {
    [HOLE_ANY] = "*",
    [HOLE_ACCOUNT] = ACCOUNT,
    [HOLE_OWN_ACCOUNT] = ACCOUNT,
    [HOLE_PARTITION] = PARTITION,
    [HOLE_REGION] = "H",
    [HOLE_URL_SUFFIX] = "H",
    [HOLE_NAME] = "NM",
    [HOLE_ROLE_ARN] = IAM_ARN "role/*",
    [HOLE_USER_ARN] = IAM_ARN "user/*",
    [HOLE_GROUP_ARN] = IAM_ARN "*",
    [HOLE_OIDC_ARN] = IAM_ARN "oidc-provider/*",
    [HOLE_SAML_ARN] = IAM_ARN "saml-provider/*",
    [HOLE_ARN] = "arn:*",
    [HOLE_UNIQUE_ID] = "I",
    [HOLE_OUTER_ACCOUNT] = ACCOUNT,
};

const char *hole_shape(HoleKind kind) {
  return shapes[kind];
}

static bool is_lower(uint32_t c) {
  return c >= 'a' && c <= 'z';
}

static bool is_digit(uint32_t c) {
  return c >= '0' && c <= '9';
}

bool hole_shape_takes(char sign, uint32_t c) {
  switch (sign) {
  case '*':
    return true;
  case 'D':
    return is_digit(c);
  case 'L':
    return is_lower(c) || c == '-';
  case 'H':
    return is_lower(c) || is_digit(c) || c == '-' || c == '.';
  case 'I':
    return is_lower(c) || is_digit(c) || (c >= 'A' && c <= 'Z');
  case 'N':
  case 'M':
    return c != ':' && c != '/' && c != '*' && c != '?';
  default:
    return c == (unsigned char)sign;
  }
}

bool hole_shape_repeats(char sign) {
  return sign == '*' || sign == 'L' || sign == 'H' || sign == 'I' || sign == 'M';
}
