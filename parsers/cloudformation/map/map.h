/* SPDX-License-Identifier: Apache-2.0
 *
 * From resources to the model. Functions that map trust policies return ERR_LIMIT if one is
 * too large.
 */
#ifndef ASSUMELINT_PARSERS_CLOUDFORMATION_MAP_MAP_H
#define ASSUMELINT_PARSERS_CLOUDFORMATION_MAP_MAP_H

#include "parsers/cloudformation/template/template.h"

/* ---- Roles (role.c) ---------------------------------------------------------- */

/* Maps AWS::IAM::Role. */
int cfn_map_role(CfnTemplate *cfn, const CfnDefinitions *resource);

/* A role and the resource that makes it. */
typedef struct CfnRoleParts {
  Str id;
  const CfnDefinitions *resource;
  const Node *definition; /* the one that counts outside alternatives */
  CfnReadRole *read;
  const void *context; /* of `read` */
  bool generated;      /* it has no name of its own */
  bool fixed;          /* its trust policy is always the same */
} CfnRoleParts;

/* Adds a role to the world unless its condition never holds. */
int cfn_add_role(CfnTemplate *cfn, const CfnRoleParts *parts);
/* The definition of the resource under the present choices; NULL if the resource is not there,
 * or of another type. */
const Node *cfn_present(CfnTemplate *cfn, const CfnDefinitions *resource, const char *type);
/* Whether a resource may be there, outside alternatives. */
bool cfn_may_be_there(CfnTemplate *cfn, const Node *definition);
/* Reads the trust policy under that key of the properties. */
void cfn_read_document(CfnAlternative *out, CfnTemplate *cfn, const Node *definition,
                       const char *key);

/* ---- Administrator rights (admin.c) -------------------------------------------- */

/* Reads the policies of the template that give administrator rights. */
void cfn_read_grants(CfnTemplate *cfn);
/* Sets what the role is an administrator by; `ref`: what its Ref gives. */
void cfn_map_admin(CfnTemplate *cfn, Role *role, const Text *ref, const Node *definition);

/* ---- Other resources -------------------------------------------------------------------- */

/* Users and identity providers (principal_resources.c). */
void cfn_map_principal_resource(CfnTemplate *cfn, const CfnDefinitions *resource);
/* Role brokers; after all roles, whose addresses it looks for (brokers.c). */
void cfn_map_brokers(CfnTemplate *cfn);
/* What may hold roles and is not read (unread.c). */
void cfn_report_unread(CfnTemplate *cfn);

#endif
