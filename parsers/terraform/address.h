/* SPDX-License-Identifier: Apache-2.0
 *
 * Addresses of resources and modules, as text (address.c).
 */
#ifndef ALINT_PARSERS_TERRAFORM_ADDRESS_H
#define ALINT_PARSERS_TERRAFORM_ADDRESS_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/arena.h"
#include "assumelint/str.h"

/* "module.m[\"k\"]." of an address; empty in the root module. */
struct alint_str alint_tf_module_of(struct alint_str address);
/* The module above, and of the last step of a module its name and its key
 * ("[\"k\"]", or empty). Not for the root module. */
struct alint_str alint_tf_module_up(struct alint_str module, struct alint_str *name,
                                    struct alint_str *key);
/* The key that the text begins with, brackets included; empty for none. */
void alint_tf_split_key(struct alint_str text, struct alint_str *key);
/* The string in a key, as for_each has it; empty for a number. And back. */
int alint_tf_unquote_key(struct alint_str *out, struct alint_arena *arena, struct alint_str key);
struct alint_str alint_tf_quote_key(struct alint_arena *arena, struct alint_str text);
/* The key of an instance, "[0]" or "[\"k\"]"; empty for none. */
struct alint_str alint_tf_key_of(struct alint_str address);
/* The length of "module.m[\"k\"]." at the start of an address; 0 where there is
 * no module. */
size_t alint_tf_first_module(struct alint_str address);
/* "r[0]": the resource's name with its key. */
struct alint_str alint_tf_label_of(struct alint_str address);
/* "module.m.aws_iam_role.r" for "module.m[\"k\"].aws_iam_role.r[0]". */
void alint_tf_config_address(struct alint_str *out, struct alint_arena *arena,
                             struct alint_str address);

/* The resource that a reference starts with: "aws_iam_user.ci" of
 * aws_iam_user.ci.arn, "data.x.y" of data.x.y.json; empty for anything else
 * (configuration.c). */
struct alint_str alint_tf_resource_of(struct alint_str reference);

#endif
