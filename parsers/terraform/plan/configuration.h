/* SPDX-License-Identifier: Apache-2.0
 *
 * The configuration of a plan.
 */
#ifndef ASSUMELINT_PARSERS_TERRAFORM_PLAN_CONFIGURATION_H
#define ASSUMELINT_PARSERS_TERRAFORM_PLAN_CONFIGURATION_H

#include "parsers/terraform/plan/stream.h"

/* Reads the top level's "configuration". */
TfRead tf_read_configuration;
/* Sorts it once it is read. */
void tf_sort_configuration(TfPlan *tf);
/* The call of a module by its path, "module.a.module.b", or by the address of an instance,
 * "module.a[\"k\"]."; NULL where it is not known. */
const TfModuleCall *tf_call_of(const TfPlan *tf, Str path);
const TfModuleCall *tf_call_for(const TfPlan *tf, Str instance);
/* The configuration of a resource by its address, with keys or without; NULL where it is
 * not known. */
const TfObject *tf_config_for(const TfPlan *tf, Str address);
/* What an expression refers to, the most specific references only, in file order. */
TfNames tf_references(TfPlan *tf, const Node *expression);

#endif
