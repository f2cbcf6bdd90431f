/* SPDX-License-Identifier: Apache-2.0
 *
 * A resource as it is in one of the worlds, and the one reading of its attributes.
 *
 * An attribute that is not known is left out of the values and marked in
 * `after_unknown`; `sensitive` marks have the same shape. A mark `true` covers all
 * that is below it.
 */
#ifndef ASSUMELINT_PARSERS_TERRAFORM_PLAN_RESOURCE_H
#define ASSUMELINT_PARSERS_TERRAFORM_PLAN_RESOURCE_H

#include "parsers/terraform/plan/plan.h"

typedef struct TfResource {
  const TfObject *object;
  int world;
  Str address;           /* unique: a left-over (deposed) object has its key in it */
  Str plain_address;     /* without that key */
  Str module;            /* "module.m[\"k\"]."; empty in the root module */
  const Node *values;    /* NULL: nothing of it is known */
  const Node *unknown;   /* after_unknown; NULL: all is known */
  const Node *sensitive; /* NULL: nothing is */
  const Node *other;     /* its values before the change, or NULL */
  const Node *config;    /* its configuration, or NULL */
  size_t provider;       /* index of tf->providers */
  Change change;
} TfResource;

/* Of one world, in file order. */
typedef struct TfResources {
  TfResource *items;
  size_t count, cap;
} TfResources;

/* ---- Values ---------------------------------------------------------------- */

/* A string member of a map; empty where it is absent or no string. */
Str tf_string(const Node *map, const char *key);
/* The number of elements of a list; 0 for anything else. */
size_t tf_count(const Node *list);
/* The value of a member; NULL where there is none. */
Node *tf_member(const Node *map, Str key);
/* The string of an attribute, sensitive or not; empty where it is absent or no string. */
Str tf_raw(const TfResource *resource, const char *attribute);
/* What the configuration says of an attribute, or NULL. */
const Node *tf_expression_of(const TfResource *resource, const char *attribute);
/* Whether the configuration sets the attribute or is not known itself: awscc marks what is
 * not set as not known. */
bool tf_given(const TfResource *resource, const char *attribute);
/* A string attribute as text; NULL where it is absent, empty or not known. A sensitive
 * one is a hole of that kind. */
const Text *tf_text(TfPlan *tf, const TfResource *resource, const char *attribute, HoleKind kind);
/* The same for a value made from the attribute. */
const Text *tf_text_as(TfPlan *tf, const TfResource *resource, const char *attribute, HoleKind kind,
                       Str value);
/* All holes of Terraform's inputs are made here, or copied from one that was. */
Hole *tf_hole(Arena *arena, Hole like);
const Text *tf_hole_text(Arena *arena, Hole like);

/* ---- Marks ----------------------------------------------------------------- */

bool tf_mark_true(const Node *mark);
/* The marks below a member, and below an element. */
const Node *tf_mark_of(const Node *marks, const char *key);
const Node *tf_mark_at(const Node *marks, size_t i);
/* Whether the member is marked as a whole. */
bool tf_marked(const Node *marks, const char *key);
/* Whether anything is marked. */
bool tf_any_mark(const Node *marks);
/* Whether the value of an attribute is not known. */
bool tf_unknown(const TfResource *resource, const char *attribute);

#endif
