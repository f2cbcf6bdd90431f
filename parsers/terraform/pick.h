/* SPDX-License-Identifier: Apache-2.0
 *
 * Which files of a folder count (source_pick.c).
 */
#ifndef ALINT_PARSERS_TERRAFORM_PICK_H
#define ALINT_PARSERS_TERRAFORM_PICK_H

#include "plan.h"

/* Which program made the plan, by the registry that its providers are from. */
enum alint_tf_tool { ALINT_TF_TERRAFORM, ALINT_TF_OPENTOFU, ALINT_TF_ANY_TOOL };

enum alint_tf_tool alint_tf_tool_of(const struct alint_tf *tf);
/* Puts the files that count to the front, in the order they are read in; gives how
 * many these are. */
size_t alint_tf_pick_files(struct alint_str *names, size_t count, enum alint_tf_tool tool);
bool alint_tf_is_tofu(struct alint_str name);
bool alint_tf_is_json(struct alint_str name);
/* override.tf and the like. */
bool alint_tf_overrides(struct alint_str name);

#endif
