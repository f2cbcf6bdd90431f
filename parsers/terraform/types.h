/* SPDX-License-Identifier: Apache-2.0
 *
 * The types of resources that matter (types.c).
 */
#ifndef ALINT_PARSERS_TERRAFORM_TYPES_H
#define ALINT_PARSERS_TERRAFORM_TYPES_H

#include <stdbool.h>

#include "assumelint/str.h"

enum alint_tf_kind {
  ALINT_TF_NONE,
  ALINT_TF_ROLE,
  ALINT_TF_USER,
  ALINT_TF_OIDC_PROVIDER,
  ALINT_TF_SAML_PROVIDER,
  ALINT_TF_ROLE_ATTACHMENT,   /* one role, one managed policy */
  ALINT_TF_ROLE_ATTACHMENTS,  /* one role, all its managed policies */
  ALINT_TF_POLICY_ATTACHMENT, /* several roles, one managed policy */
  ALINT_TF_ROLE_POLICY,       /* one role, an inline policy */
  ALINT_TF_MANAGED_POLICY,
  ALINT_TF_IDENTITY_POOL,
  ALINT_TF_POOL_ROLES,
  ALINT_TF_TRUST_ANCHOR,
  ALINT_TF_ANYWHERE_PROFILE,
  ALINT_TF_POD_IDENTITY,
  ALINT_TF_INSTANCE_PROFILE,
  ALINT_TF_STACK,
  ALINT_TF_STACK_SET,
  ALINT_TF_STACK_INSTANCE,  /* of a stack set */
  ALINT_TF_POLICY_DOCUMENT, /* data source */
  ALINT_TF_CALLER_IDENTITY, /* data source */
};

/* The attributes of a type that is there under two names (aws, awscc). */
struct alint_tf_type {
  const char *type;
  enum alint_tf_kind kind;
  bool data;          /* a data source; otherwise a managed resource */
  const char *name;   /* attribute with the name */
  const char *policy; /* attribute with the policy document, if any */
};

/* NULL: no type of ours. Data sources and resources may share a type's name. */
const struct alint_tf_type *alint_tf_type_of(struct alint_str type, bool data);
/* Whether a type of that name is of one of the kinds (a bit for each kind). */
bool alint_tf_type_wanted(struct alint_str type, unsigned kinds);
#define ALINT_TF_BIT(kind) (1U << (kind))

#endif
