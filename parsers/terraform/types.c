/* SPDX-License-Identifier: Apache-2.0
 *
 * The resource types that carry trust, are trusted, or say what a role may do.
 *
 * Types are matched without their provider's registry host, which differs
 * between Terraform, OpenTofu and old plans.
 */
#include "types.h"

static const struct alint_tf_type types[] = {
    {"aws_iam_role", ALINT_TF_ROLE, false, "name", "assume_role_policy"},
    {"awscc_iam_role", ALINT_TF_ROLE, false, "role_name", "assume_role_policy_document"},
    {"aws_iam_user", ALINT_TF_USER, false, "name", NULL},
    {"awscc_iam_user", ALINT_TF_USER, false, "user_name", NULL},
    {"aws_iam_openid_connect_provider", ALINT_TF_OIDC_PROVIDER, false, "url", NULL},
    {"awscc_iam_oidc_provider", ALINT_TF_OIDC_PROVIDER, false, "url", NULL},
    {"aws_iam_saml_provider", ALINT_TF_SAML_PROVIDER, false, "name", NULL},
    {"awscc_iam_saml_provider", ALINT_TF_SAML_PROVIDER, false, "name", NULL},
    {"aws_iam_role_policy_attachment", ALINT_TF_ROLE_ATTACHMENT, false, "role", NULL},
    {"aws_iam_role_policy_attachments_exclusive", ALINT_TF_ROLE_ATTACHMENTS, false, "role_name",
     NULL},
    {"aws_iam_policy_attachment", ALINT_TF_POLICY_ATTACHMENT, false, "name", NULL},
    {"aws_iam_role_policy", ALINT_TF_ROLE_POLICY, false, "role", "policy"},
    {"awscc_iam_role_policy", ALINT_TF_ROLE_POLICY, false, "role_name", "policy_document"},
    {"aws_iam_policy", ALINT_TF_MANAGED_POLICY, false, "name", "policy"},
    {"awscc_iam_managed_policy", ALINT_TF_MANAGED_POLICY, false, "managed_policy_name",
     "policy_document"},
    {"aws_cognito_identity_pool", ALINT_TF_IDENTITY_POOL, false, "id", NULL},
    {"aws_cognito_identity_pool_roles_attachment", ALINT_TF_POOL_ROLES, false, "id", NULL},
    {"aws_rolesanywhere_trust_anchor", ALINT_TF_TRUST_ANCHOR, false, "arn", NULL},
    {"aws_rolesanywhere_profile", ALINT_TF_ANYWHERE_PROFILE, false, "arn", NULL},
    {"aws_eks_pod_identity_association", ALINT_TF_POD_IDENTITY, false, "association_arn", NULL},
    {"aws_iam_instance_profile", ALINT_TF_INSTANCE_PROFILE, false, "arn", NULL},
    {"aws_cloudformation_stack", ALINT_TF_STACK, false, "name", NULL},
    {"awscc_cloudformation_stack", ALINT_TF_STACK, false, "stack_name", NULL},
    {"aws_cloudformation_stack_set", ALINT_TF_STACK_SET, false, "name", NULL},
    {"aws_cloudformation_stack_set_instance", ALINT_TF_STACK_INSTANCE, false, "stack_set_name",
     NULL},
    {"aws_cloudformation_stack_instances", ALINT_TF_STACK_INSTANCE, false, "stack_set_name", NULL},
    {"awscc_cloudformation_stack_set", ALINT_TF_STACK_SET, false, "stack_set_name", NULL},
    /* What exists elsewhere is no part of the plan, yet policies name it. */
    {"aws_iam_role", ALINT_TF_ROLE, true, "name", NULL},
    {"aws_iam_user", ALINT_TF_USER, true, "user_name", NULL},
    {"aws_iam_openid_connect_provider", ALINT_TF_OIDC_PROVIDER, true, "url", NULL},
    {"aws_iam_saml_provider", ALINT_TF_SAML_PROVIDER, true, "name", NULL},
    {"aws_iam_policy_document", ALINT_TF_POLICY_DOCUMENT, true, NULL, NULL},
    {"aws_caller_identity", ALINT_TF_CALLER_IDENTITY, true, NULL, NULL},
};

enum { TYPE_COUNT = sizeof types / sizeof types[0] };

const struct alint_tf_type *alint_tf_type_of(struct alint_str type, bool data) {
  for (size_t i = 0; i < TYPE_COUNT; i++) {
    if (types[i].data == data && alint_str_is(type, types[i].type))
      return &types[i];
  }
  return NULL;
}

bool alint_tf_type_wanted(struct alint_str type, unsigned kinds) {
  for (size_t i = 0; i < TYPE_COUNT; i++) {
    if ((kinds & ALINT_TF_BIT(types[i].kind)) && alint_str_is(type, types[i].type))
      return true;
  }
  return false;
}
