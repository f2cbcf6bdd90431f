/* SPDX-License-Identifier: Apache-2.0
 *
 * Addresses of resources and modules, as text.
 */
#ifndef ASSUMELINT_PARSERS_TERRAFORM_PLAN_ADDRESS_H
#define ASSUMELINT_PARSERS_TERRAFORM_PLAN_ADDRESS_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/arena.h"
#include "assumelint/str.h"

/* "module.m[\"k\"]." of an address; empty in the root module. */
Str tf_module_of(Str address);
/* The module above, and of the last step of a module its name and its key
 * ("[\"k\"]", or empty). Not for the root module. */
Str tf_module_up(Str module, Str *name, Str *key);
/* The key that the text begins with, brackets included; empty for none. */
Str tf_leading_key(Str text);
/* The string in a key, as for_each has it; empty for a number. And back. */
Str tf_unquote_key(Arena *arena, Str key);
Str tf_quote_key(Arena *arena, Str text);
/* The key of an instance, "[0]" or "[\"k\"]"; empty for none. */
Str tf_key_of(Str address);
/* The length of "module.m[\"k\"]." at the start of an address; 0 where there is
 * no module. */
size_t tf_first_module(Str address);
/* "r[0]": the resource's name with its key. */
Str tf_label_of(Str address);
/* "module.m.aws_iam_role.r" for "module.m[\"k\"].aws_iam_role.r[0]". */
Str tf_config_address(Arena *arena, Str address);

/* The resource that a reference starts with: "aws_iam_user.ci" of
 * aws_iam_user.ci.arn, "data.x.y" of data.x.y.json; empty for anything else. */
Str tf_resource_of(Str reference);

#endif
