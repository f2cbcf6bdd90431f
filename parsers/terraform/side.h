/* SPDX-License-Identifier: Apache-2.0
 *
 * A resource as it is in one of the worlds, and its attributes (attributes.c).
 */
#ifndef ALINT_PARSERS_TERRAFORM_SIDE_H
#define ALINT_PARSERS_TERRAFORM_SIDE_H

#include "plan.h"

struct alint_tf_side {
  const struct alint_tf_object *object;
  int world;
  struct alint_str address;           /* unique: left-over (deposed) objects have their key in it */
  struct alint_str resource;          /* address without that key */
  struct alint_str module;            /* "module.m[\"k\"]."; empty in the root module */
  const struct alint_node *values;    /* NULL: nothing of it is known */
  const struct alint_node *unknown;   /* after_unknown; NULL: all is known */
  const struct alint_node *sensitive; /* NULL: nothing is */
  const struct alint_node *other;     /* its values before the change, or NULL */
  const struct alint_node *config;    /* its configuration, or NULL */
  size_t provider;                    /* index of tf->providers */
  enum alint_change change;
};

/* A string member of a map; empty where it is absent or no string (null, say). */
struct alint_str alint_tf_string(const struct alint_node *map, const char *key);
/* Whether `after_unknown` or sensitive marks name the attribute, or all. */
bool alint_tf_marked(const struct alint_node *marks, const char *attribute);
bool alint_tf_unknown(const struct alint_tf_side *side, const char *attribute);
/* Whether the configuration has it, or is not known itself: awscc counts what is
 * not given as not known. */
bool alint_tf_given(const struct alint_tf_side *side, const char *attribute);
/* The string itself, sensitive or not; empty where it is absent or no string. */
struct alint_str alint_tf_raw(const struct alint_tf_side *side, const char *attribute);
/* The holes of Terraform's inputs are made here, and copied of one another (names.c). */
struct alint_hole *alint_tf_hole(struct alint_arena *arena, struct alint_hole like);
const struct alint_text *alint_tf_hole_text(struct alint_arena *arena, struct alint_hole like);
/* A string attribute as text: NULL where it is absent, null, empty or not
 * known; a sensitive one is a hole of that kind. */
void alint_tf_text(const struct alint_text **out, struct alint_tf *tf,
                   const struct alint_tf_side *side, const char *attribute,
                   enum alint_hole_kind kind);
/* The same for what was made of the attribute. */
void alint_tf_text_as(const struct alint_text **out, struct alint_tf *tf,
                      const struct alint_tf_side *side, const char *attribute,
                      enum alint_hole_kind kind, struct alint_str value);

/* ---- By address (arn.c) -------------------------------------------------- */

/* Sorts what has an ARN, policies and policy documents by address; finds them.
 * NULL: no such resource. */
void alint_tf_index_sides(struct alint_tf *tf, const struct alint_tf_side *sides, size_t count);
const struct alint_tf_side *alint_tf_find_side(const struct alint_tf *tf, struct alint_str address);
/* The place in tf->by_address of the first address that is not before it. */
size_t alint_tf_first_side(const struct alint_tf *tf, struct alint_str address);

#endif
