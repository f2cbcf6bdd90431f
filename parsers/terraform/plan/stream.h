/* SPDX-License-Identifier: Apache-2.0
 *
 * The stream of a plan: walking through it (walk.c), and what is kept of it (objects.c).
 */
#ifndef ASSUMELINT_PARSERS_TERRAFORM_PLAN_STREAM_H
#define ASSUMELINT_PARSERS_TERRAFORM_PLAN_STREAM_H

#include "parsers/terraform/plan/plan.h"

/* What a walk does at each level of containers: a table of keys. `read` gets
 * the event of the value. Keys of the table must not stand twice; those not in
 * it are passed over. Gives the bits of the keys that were there. */
typedef struct TfKeyReader {
  const char *key;
  int (*read)(TfPlan *tf, JsonEvent event, void *context);
} TfKeyReader;

int tf_read_object(TfPlan *tf, const TfKeyReader *keys, size_t count, void *context,
                   unsigned *seen);
/* Calls `each` for every element of the list just begun, with its event. */
int tf_read_list(TfPlan *tf, int (*each)(TfPlan *tf, JsonEvent event, void *context),
                 void *context);
/* OK and `*there` when the value is of the event's kind; null is as good
 * as absent; anything else is ERR_SYNTAX. */
int tf_expect(TfPlan *tf, JsonEvent event, JsonEvent wanted, const char *what, bool *there);

/* ---- Objects (objects.c) ------------------------------------------------- */

/* A module call of the configuration, on the way to what is being read. */
typedef struct TfCallPath {
  const struct TfCallPath *up;
  Str name;
  size_t call; /* its place in tf->calls, as long as they are read */
} TfCallPath;

/* What to keep, and where. */
typedef struct TfKeep {
  TfObjects *into;
  unsigned kinds;
  const TfCallPath *scope; /* configuration: NULL in the root module */
  bool others;             /* what is not wanted is kept for its values: others.c */
  bool prior;              /* it is of the state before the plan */
} TfKeep;

/* Reads the resource object just begun and keeps it if its type is wanted. */
int tf_keep_object(TfPlan *tf, JsonEvent event, void *keep);
/* Keeps the object or list just begun; NULL for a value of another kind. */
int tf_keep_value(const Node **out, TfPlan *tf, JsonEvent event);
/* ERR_SYNTAX where a key stands twice in an object. */
int tf_check_keys(const Node *root, Arena *arena, Error *err);
/* Modules of a state: {"root_module": {"resources", "child_modules"}}. */
int tf_read_values(TfPlan *tf, JsonEvent event, void *keep);

#endif
