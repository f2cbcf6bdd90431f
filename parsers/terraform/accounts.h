/* SPDX-License-Identifier: Apache-2.0
 *
 * Providers of AWS, and the accounts they are for (providers.c, accounts.c).
 */
#ifndef ALINT_PARSERS_TERRAFORM_ACCOUNTS_H
#define ALINT_PARSERS_TERRAFORM_ACCOUNTS_H

#include "side.h"

void alint_tf_add_provider(struct alint_tf *tf, struct alint_tf_provider provider);
/* Sorts tf->providers, of which there is at least one then, and says of each
 * resource of the configuration which is its. */
void alint_tf_place_providers(struct alint_tf *tf);
/* What a provider's configuration says; empty where it says nothing. */
void alint_tf_configured_account(const struct alint_tf_provider *provider,
                                 struct alint_str *account, struct alint_str *partition);
/* Fills the accounts of tf->providers. */
void alint_tf_find_accounts(struct alint_tf *tf);
/* Account and partition out of the ARN, or those of its provider. */
void alint_tf_account(const struct alint_text **account, const struct alint_text **partition,
                      struct alint_tf *tf, const struct alint_tf_side *side);
/* The same as it is seen by resources of the provider `from`: what is not known
 * and another provider's is not one's own. */
void alint_tf_account_seen(const struct alint_text **account, const struct alint_text **partition,
                           struct alint_tf *tf, const struct alint_tf_side *side, size_t from);

#endif
