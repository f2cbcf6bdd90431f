/* SPDX-License-Identifier: Apache-2.0
 *
 * Walking through the stream of a plan (walk.c).
 */
#ifndef ALINT_PARSERS_TERRAFORM_WALK_H
#define ALINT_PARSERS_TERRAFORM_WALK_H

#include "plan.h"

/* What a walk does at each level of containers: a table of keys. `read` gets
 * the event of the value. Keys of the table must not stand twice; those not in
 * it are passed over. Gives the bits of the keys that were there. */
struct alint_tf_key {
  const char *key;
  int (*read)(struct alint_tf *tf, enum alint_json_event event, void *context);
};

int alint_tf_read_object(struct alint_tf *tf, const struct alint_tf_key *keys, size_t count,
                         void *context, unsigned *seen);
/* Calls `each` for every element of the list just begun, with its event. */
int alint_tf_read_list(struct alint_tf *tf,
                       int (*each)(struct alint_tf *tf, enum alint_json_event event, void *context),
                       void *context);
/* ALINT_OK and `*there` when the value is of the event's kind; null is as good
 * as absent; anything else is ALINT_ESYNTAX. */
int alint_tf_expect(struct alint_tf *tf, enum alint_json_event event, enum alint_json_event wanted,
                    const char *what, bool *there);

#endif
