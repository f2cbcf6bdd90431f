/* SPDX-License-Identifier: Apache-2.0
 *
 * The configuration of a plan (configuration.c).
 */
#ifndef ASSUMELINT_PARSERS_TERRAFORM_PLAN_CONFIGURATION_H
#define ASSUMELINT_PARSERS_TERRAFORM_PLAN_CONFIGURATION_H

#include "parsers/terraform/plan/plan.h"

int tf_read_configuration(TfPlan *tf, JsonEvent event, void *context);
/* The top level's "variables". */
int tf_read_variables(TfPlan *tf, JsonEvent event, void *context);
void tf_sort_configuration(TfPlan *tf);
/* The call of that path; NULL where it is not known. */
const TfModuleCall *tf_call_of(const TfPlan *tf, Str path);
/* The configuration of a resource, by its address without keys; NULL where it is
 * not known. */
const Node *tf_config_of(const TfPlan *tf, Str address);
/* The same by an address with keys. */
void tf_config_for(const TfObject **out, const TfPlan *tf, Str address);
/* What an expression refers to, the most specific ones only, in file order. */
void tf_references(Str **out, size_t *count, TfPlan *tf, const Node *expression);

#endif
