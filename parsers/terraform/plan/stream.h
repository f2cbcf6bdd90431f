/* SPDX-License-Identifier: Apache-2.0
 *
 * The stream of a plan: walking through it (walk.c), and what is kept of it (objects.c).
 *
 * The functions that read return OK, or ERR_SYNTAX, ERR_LIMIT or ERR_IO with the text in
 * tf->err.
 */
#ifndef ASSUMELINT_PARSERS_TERRAFORM_PLAN_STREAM_H
#define ASSUMELINT_PARSERS_TERRAFORM_PLAN_STREAM_H

#include "parsers/terraform/plan/plan.h"

/* ---- Walking (walk.c) ------------------------------------------------------ */

/* Reads a value, whose event is given. */
typedef int TfRead(TfPlan *tf, JsonEvent event, void *context);

/* A key, and what reads its value; NULL: the value is passed over. */
typedef struct TfKeyReader {
  const char *key;
  TfRead *read;
} TfKeyReader;

/* Reads the members of the object just begun; keys that are not in the table are passed
 * over. A key of the table that stands twice is ERR_SYNTAX. Adds a bit to `seen` for each key
 * that is there. */
int tf_read_members(TfPlan *tf, const TfKeyReader *keys, size_t count, void *context,
                    unsigned *seen);
/* Reads a value that has to be an object, or a list. Null is as good as absent; anything
 * else is ERR_SYNTAX: "`what` is of the wrong type". */
int tf_read_object(TfPlan *tf, JsonEvent event, const char *what, const TfKeyReader *keys,
                   size_t count, void *context);
int tf_read_list(TfPlan *tf, JsonEvent event, const char *what, TfRead *each, void *context);
/* Reads an object of any keys. The name does not last; one that is too long is "?". */
int tf_read_named(TfPlan *tf, JsonEvent event, const char *what,
                  int (*each)(TfPlan *tf, Str name, JsonEvent event, void *context), void *context);
/* Copies a string. Anything else, and a string that is too long, is passed over: `out` stays. */
int tf_read_text(Str *out, TfPlan *tf, JsonEvent event);
int tf_skip(TfPlan *tf, JsonEvent event);

/* ---- Objects (objects.c) ------------------------------------------------- */

/* What to keep, and where. */
typedef struct TfKeep {
  TfObjects *into;
  unsigned kinds;
  Str module;  /* configuration: "module.a.module.b"; empty in the root module */
  bool others; /* what is not wanted is kept for its values (others.h) */
  bool prior;  /* it is of the state before the plan */
} TfKeep;

/* Reads a resource object and keeps it if its type is wanted. `keep`: a TfKeep. */
int tf_keep_object(TfPlan *tf, JsonEvent event, void *keep);
/* Keeps an object or a list; NULL for a value of another kind. */
int tf_keep_value(const Node **out, TfPlan *tf, JsonEvent event);
/* Modules of a state: {"root_module": {"resources", "child_modules"}}. */
int tf_read_values(TfPlan *tf, JsonEvent event, void *keep);
/* Reads the JSON of an object. ERR_SYNTAX where a key stands twice in it. */
int tf_read_tree(Node **out, TfPlan *tf, Str json, Span span, Error *err);

#endif
