/* SPDX-License-Identifier: Apache-2.0
 *
 * The configuration of a plan (configuration.c).
 */
#ifndef ALINT_PARSERS_TERRAFORM_CONFIGURATION_H
#define ALINT_PARSERS_TERRAFORM_CONFIGURATION_H

#include "plan.h"

int alint_tf_read_configuration(struct alint_tf *tf, enum alint_json_event event, void *context);
/* The top level's "variables". */
int alint_tf_read_variables(struct alint_tf *tf, enum alint_json_event event, void *context);
void alint_tf_sort_configuration(struct alint_tf *tf);
/* The call of that path; NULL where it is not known. */
const struct alint_tf_call *alint_tf_call_of(const struct alint_tf *tf, struct alint_str path);
/* The configuration of a resource, by its address without keys; NULL where it is
 * not known. */
const struct alint_node *alint_tf_config_of(const struct alint_tf *tf, struct alint_str address);
/* The same by an address with keys. */
void alint_tf_config_for(const struct alint_tf_object **out, const struct alint_tf *tf,
                         struct alint_str address);
/* What an expression refers to, the most specific ones only, in file order. */
void alint_tf_references(struct alint_str **out, size_t *count, struct alint_tf *tf,
                         const struct alint_node *expression);

#endif
