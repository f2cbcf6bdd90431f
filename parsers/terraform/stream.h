/* SPDX-License-Identifier: Apache-2.0
 *
 * The stream of a plan: walking through it (walk.c), and what is kept of it (objects.c).
 */
#ifndef ALINT_PARSERS_TERRAFORM_STREAM_H
#define ALINT_PARSERS_TERRAFORM_STREAM_H

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

/* ---- Objects (objects.c) ------------------------------------------------- */

/* A module call of the configuration, on the way to what is being read. */
struct alint_tf_scope {
  const struct alint_tf_scope *up;
  struct alint_str name;
  size_t call; /* its place in tf->calls, as long as they are read */
};

/* What to keep, and where. */
struct alint_tf_keep {
  struct alint_tf_objects *into;
  unsigned kinds;
  const struct alint_tf_scope *scope; /* configuration: NULL in the root module */
  bool others;                        /* what is not wanted is kept for its values: others.c */
  bool prior;                         /* it is of the state before the plan */
};

/* Reads the resource object just begun and keeps it if its type is wanted. */
int alint_tf_keep_object(struct alint_tf *tf, enum alint_json_event event, void *keep);
/* Keeps the object or list just begun; NULL for a value of another kind. */
int alint_tf_keep_value(const struct alint_node **out, struct alint_tf *tf,
                        enum alint_json_event event);
/* ALINT_ESYNTAX where a key stands twice in an object. */
int alint_tf_check_keys(const struct alint_node *root, struct alint_arena *arena,
                        struct alint_error *err);
/* Modules of a state: {"root_module": {"resources", "child_modules"}}. */
int alint_tf_read_values(struct alint_tf *tf, enum alint_json_event event, void *keep);

#endif
