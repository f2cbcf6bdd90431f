/* SPDX-License-Identifier: Apache-2.0
 *
 * Roles that SAM generates. Errors are those of cfn_add_role().
 */
#ifndef ASSUMELINT_PARSERS_CLOUDFORMATION_SAM_SAM_H
#define ASSUMELINT_PARSERS_CLOUDFORMATION_SAM_SAM_H

#include "parsers/cloudformation/template/template.h"

/* Maps the roles that SAM makes of a resource. */
int cfn_map_sam(CfnTemplate *cfn, const CfnDefinitions *resource);
/* Maps the one role of CodeDeploy for all functions, if any is deployed with it. */
int cfn_map_deployment_role(CfnTemplate *cfn);

#endif
