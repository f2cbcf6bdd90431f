/* SPDX-License-Identifier: Apache-2.0
 *
 * Providers of AWS, and the accounts they are for (providers.c, accounts.c).
 */
#ifndef ASSUMELINT_PARSERS_TERRAFORM_WORLD_ACCOUNTS_H
#define ASSUMELINT_PARSERS_TERRAFORM_WORLD_ACCOUNTS_H

#include "parsers/terraform/plan/resource.h"

void tf_add_provider(TfPlan *tf, TfProvider provider);
/* Sorts tf->providers, of which there is at least one then, and says of each
 * resource of the configuration which is its. */
void tf_place_providers(TfPlan *tf);
/* What a provider's configuration says; empty where it says nothing. */
void tf_configured_account(const TfProvider *provider, Str *account, Str *partition);
/* Fills the accounts of tf->providers. */
void tf_find_accounts(TfPlan *tf);
/* Account and partition out of the ARN, or those of its provider. */
void tf_account(const Text **account, const Text **partition, TfPlan *tf,
                const TfResource *resource);
/* The same as it is seen by resources of the provider `from`: what is not known
 * and another provider's is not one's own. */
void tf_account_seen(const Text **account, const Text **partition, TfPlan *tf,
                     const TfResource *resource, size_t from);

#endif
