/* SPDX-License-Identifier: Apache-2.0
 *
 * The resource types that carry trust, are trusted, or say what a role may do.
 *
 * Types are matched without their provider's registry host, which differs
 * between Terraform, OpenTofu and old plans.
 */
#include "parsers/terraform/plan/types.h"

static const TfType types[] = {
    {"aws_iam_role", TF_ROLE, false, "name", "assume_role_policy"},
    {"awscc_iam_role", TF_ROLE, false, "role_name", "assume_role_policy_document"},
    {"aws_iam_user", TF_USER, false, "name", NULL},
    {"awscc_iam_user", TF_USER, false, "user_name", NULL},
    {"aws_iam_openid_connect_provider", TF_OIDC_PROVIDER, false, "url", NULL},
    {"awscc_iam_oidc_provider", TF_OIDC_PROVIDER, false, "url", NULL},
    {"aws_iam_saml_provider", TF_SAML_PROVIDER, false, "name", NULL},
    {"awscc_iam_saml_provider", TF_SAML_PROVIDER, false, "name", NULL},
    {"aws_iam_role_policy_attachment", TF_ROLE_ATTACHMENT, false, "role", NULL},
    {"aws_iam_role_policy_attachments_exclusive", TF_ROLE_ATTACHMENTS, false, "role_name", NULL},
    {"aws_iam_policy_attachment", TF_POLICY_ATTACHMENT, false, "name", NULL},
    {"aws_iam_role_policy", TF_ROLE_POLICY, false, "role", "policy"},
    {"awscc_iam_role_policy", TF_ROLE_POLICY, false, "role_name", "policy_document"},
    {"aws_iam_policy", TF_MANAGED_POLICY, false, "name", "policy"},
    {"awscc_iam_managed_policy", TF_MANAGED_POLICY, false, "managed_policy_name",
     "policy_document"},
    {"aws_cognito_identity_pool", TF_IDENTITY_POOL, false, "id", NULL},
    {"aws_cognito_identity_pool_roles_attachment", TF_POOL_ROLES, false, "id", NULL},
    {"aws_rolesanywhere_trust_anchor", TF_TRUST_ANCHOR, false, "arn", NULL},
    {"aws_rolesanywhere_profile", TF_ANYWHERE_PROFILE, false, "arn", NULL},
    {"aws_eks_pod_identity_association", TF_POD_IDENTITY, false, "association_arn", NULL},
    {"aws_iam_instance_profile", TF_INSTANCE_PROFILE, false, "arn", NULL},
    {"aws_cloudformation_stack", TF_STACK, false, "name", NULL},
    {"awscc_cloudformation_stack", TF_STACK, false, "stack_name", NULL},
    {"aws_cloudformation_stack_set", TF_STACK_SET, false, "name", NULL},
    {"aws_cloudformation_stack_set_instance", TF_STACK_INSTANCE, false, "stack_set_name", NULL},
    {"aws_cloudformation_stack_instances", TF_STACK_INSTANCE, false, "stack_set_name", NULL},
    {"awscc_cloudformation_stack_set", TF_STACK_SET, false, "stack_set_name", NULL},
    /* What exists elsewhere is not in the plan, yet policies name it. */
    {"aws_iam_role", TF_ROLE, true, "name", NULL},
    {"aws_iam_user", TF_USER, true, "user_name", NULL},
    {"aws_iam_openid_connect_provider", TF_OIDC_PROVIDER, true, "url", NULL},
    {"aws_iam_saml_provider", TF_SAML_PROVIDER, true, "name", NULL},
    {"aws_iam_policy_document", TF_POLICY_DOCUMENT, true, NULL, NULL},
    {"aws_caller_identity", TF_CALLER_IDENTITY, true, NULL, NULL},
};

enum { TYPE_COUNT = sizeof types / sizeof types[0] };

const TfType *tf_type_of(Str type, bool data) {
  for (size_t i = 0; i < TYPE_COUNT; i++) {
    if (types[i].data == data && str_is(type, types[i].type))
      return &types[i];
  }
  return NULL;
}

bool tf_type_wanted(Str type, unsigned kinds) {
  for (size_t i = 0; i < TYPE_COUNT; i++) {
    if ((kinds & TF_BIT(types[i].kind)) && str_is(type, types[i].type))
      return true;
  }
  return false;
}
