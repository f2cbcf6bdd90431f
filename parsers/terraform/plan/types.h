/* SPDX-License-Identifier: Apache-2.0
 *
 * The types of resources that matter.
 */
#ifndef ASSUMELINT_PARSERS_TERRAFORM_PLAN_TYPES_H
#define ASSUMELINT_PARSERS_TERRAFORM_PLAN_TYPES_H

#include <stdbool.h>

#include "assumelint/str.h"

typedef enum {
  TF_NONE,
  TF_ROLE,
  TF_USER,
  TF_OIDC_PROVIDER,
  TF_SAML_PROVIDER,
  TF_ROLE_ATTACHMENT,   /* one role, one managed policy */
  TF_ROLE_ATTACHMENTS,  /* one role, all its managed policies */
  TF_POLICY_ATTACHMENT, /* several roles, one managed policy */
  TF_ROLE_POLICY,       /* one role, an inline policy */
  TF_MANAGED_POLICY,
  TF_IDENTITY_POOL,
  TF_POOL_ROLES,
  TF_TRUST_ANCHOR,
  TF_ANYWHERE_PROFILE,
  TF_POD_IDENTITY,
  TF_INSTANCE_PROFILE,
  TF_STACK,
  TF_STACK_SET,
  TF_STACK_INSTANCE,  /* of a stack set */
  TF_POLICY_DOCUMENT, /* data source */
  TF_CALLER_IDENTITY, /* data source */
} TfKind;

/* The attributes of a type that has two names (aws, awscc). */
typedef struct TfType {
  const char *type;
  TfKind kind;
  bool data;          /* a data source; otherwise a managed resource */
  const char *name;   /* attribute with the name */
  const char *policy; /* attribute with the policy document, if any */
} TfType;

/* NULL: no such type. Data sources and resources may share the name of a type. */
const TfType *tf_type_of(Str type, bool data);
/* Whether a type of that name is of one of the kinds (a bit for each kind). */
bool tf_type_wanted(Str type, unsigned kinds);
#define TF_BIT(kind) (1U << (kind))

#endif
