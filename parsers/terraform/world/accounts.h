/* SPDX-License-Identifier: Apache-2.0
 *
 * Providers of AWS, and the accounts they are for.
 */
#ifndef ASSUMELINT_PARSERS_TERRAFORM_WORLD_ACCOUNTS_H
#define ASSUMELINT_PARSERS_TERRAFORM_WORLD_ACCOUNTS_H

#include "parsers/terraform/plan/resource.h"

/* Sorts tf->providers, which then has at least one, sets the provider of each resource of the
 * configuration, and finds the accounts. */
void tf_find_accounts(TfPlan *tf);
/* Account and partition of a resource: by its ARN, else by its provider. */
void tf_account(const Text **account, const Text **partition, TfPlan *tf,
                const TfResource *resource);

#endif
