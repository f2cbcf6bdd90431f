/* SPDX-License-Identifier: Apache-2.0
 *
 * Resources of no type of ours: policies of the source refer to their values
 * (others.c).
 */
#ifndef ALINT_PARSERS_TERRAFORM_OTHERS_H
#define ALINT_PARSERS_TERRAFORM_OTHERS_H

#include "side.h"

struct alint_tf_other {
  struct alint_str address;
  struct alint_str bytes; /* JSON of the resource object */
  bool prior;             /* data of the state before the plan, which is as it was read */
  bool read;
  struct alint_node *node; /* once it is read; NULL: it cannot be */
};

/* Keeps one, up to ALINT_MAX_OTHER_BYTES of all. */
void alint_tf_add_other(struct alint_tf *tf, bool prior, struct alint_str address,
                        struct alint_str bytes);
/* The place of the first one whose address is not before it. */
size_t alint_tf_first_other(struct alint_tf *tf, struct alint_str address);
/* Its values after the plan; false where there are none (`out->values` is null then), or it
 * cannot be told what they are. `*status` is */
bool alint_tf_other_side(struct alint_tf_side *out, int *status, struct alint_tf *tf,
                         struct alint_str address);

#endif
