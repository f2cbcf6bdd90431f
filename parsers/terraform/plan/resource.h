/* SPDX-License-Identifier: Apache-2.0
 *
 * A resource as it is in one of the worlds, and its attributes (attributes.c).
 */
#ifndef ASSUMELINT_PARSERS_TERRAFORM_PLAN_RESOURCE_H
#define ASSUMELINT_PARSERS_TERRAFORM_PLAN_RESOURCE_H

#include "parsers/terraform/plan/plan.h"

typedef struct TfResource {
  const TfObject *object;
  int world;
  Str address;           /* unique: left-over (deposed) objects have their key in it */
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

/* A string member of a map; empty where it is absent or no string (null, say). */
Str tf_string(const Node *map, const char *key);
/* Whether `after_unknown` or sensitive marks name the attribute, or all. */
bool tf_marked(const Node *marks, const char *attribute);
bool tf_unknown(const TfResource *resource, const char *attribute);
/* Whether the configuration has it, or is not known itself: awscc counts what is
 * not given as not known. */
bool tf_given(const TfResource *resource, const char *attribute);
/* The string itself, sensitive or not; empty where it is absent or no string. */
Str tf_raw(const TfResource *resource, const char *attribute);
/* The holes of Terraform's inputs are made here, and copied of one another (names.c). */
Hole *tf_hole(Arena *arena, Hole like);
const Text *tf_hole_text(Arena *arena, Hole like);
/* A string attribute as text: NULL where it is absent, null, empty or not
 * known; a sensitive one is a hole of that kind. */
void tf_text(const Text **out, TfPlan *tf, const TfResource *resource, const char *attribute,
             HoleKind kind);
/* The same for what was made of the attribute. */
void tf_text_as(const Text **out, TfPlan *tf, const TfResource *resource, const char *attribute,
                HoleKind kind, Str value);

/* ---- By address (arn.c) -------------------------------------------------- */

/* Sorts what has an ARN, policies and policy documents by address; finds them.
 * NULL: no such resource. */
void tf_index_resources(TfPlan *tf, const TfResource *resources, size_t count);
const TfResource *tf_find_resource(const TfPlan *tf, Str address);
/* The place in tf->by_address of the first address that is not before it. */
size_t tf_first_resource(const TfPlan *tf, Str address);

#endif
