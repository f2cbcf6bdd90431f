/* SPDX-License-Identifier: Apache-2.0
 *
 * Names and ARNs of the resources of IAM in a template.
 */
#ifndef ASSUMELINT_PARSERS_CLOUDFORMATION_RESOLVE_IDENTITIES_H
#define ASSUMELINT_PARSERS_CLOUDFORMATION_RESOLVE_IDENTITIES_H

#include "assumelint/node.h"

typedef struct CfnTemplate CfnTemplate;
typedef struct CfnIamType CfnIamType; /* a resource type of IAM that has a name */

typedef struct CfnResourceNames {
  const Text *name;    /* as given; NULL when generated or not known */
  const Text *path;    /* NULL when not known, or where the type has none */
  const Text *arn;     /* with the name in it; NULL when that is not known */
  const Text *ref;     /* what Ref gives; never NULL */
  const Text *get_arn; /* what GetAtt Arn gives; never NULL */
} CfnResourceNames;

/* NULL for all other types. */
const CfnIamType *cfn_iam_type(Str type);
/* AWS::IAM::Role, also for roles that SAM generates. */
const CfnIamType *cfn_role_type(void);
/* `resource` NULL: only its logical id counts. */
CfnResourceNames cfn_identify(CfnTemplate *cfn, const CfnIamType *type, Str logical_id,
                              const Node *resource);

#endif
