/* SPDX-License-Identifier: Apache-2.0
 *
 * Where a value comes from: the references of an expression, followed through
 * the modules of the configuration (trail.c), and what they stand for (names.c).
 *
 * An expression of a plan lists what it refers to, and nothing of its text: what
 * it does with it cannot be told.
 */
#ifndef ASSUMELINT_PARSERS_TERRAFORM_WORLD_FOLLOW_H
#define ASSUMELINT_PARSERS_TERRAFORM_WORLD_FOLLOW_H

#include "parsers/terraform/plan/resource.h"

/* Where an expression stands: what each.key and each.value are there. */
typedef struct TfExpressionPlace {
  Str module;           /* of the instance: "module.m[\"k\"]." */
  Str key;              /* of the instance: "[0]", "[\"k\"]", or empty */
  const Node *for_each; /* the expression, or NULL */
} TfExpressionPlace;

/* The end of a trail: a resource, a data source, a local value. */
typedef struct TfReference {
  Str module; /* it is in */
  Str name;   /* "aws_iam_user.ci.arn" */
  /* What each.key, count.index or each.value may stand for as a key of it;
   * empty where they take no part. */
  Str keys[2];
} TfReference;

typedef struct TfReferences {
  TfReference *refs; /* each once */
  size_t count, cap;
  bool mixed; /* a known value takes part that may be a part of the result */
  bool cut;   /* there may be more */
  size_t steps;
} TfReferences;

TfExpressionPlace tf_place_of(const TfResource *resource);
/* Variables are followed to what the caller of the module gives, outputs into
 * the module; local values end the trail. `out` begins as {0}. */
void tf_follow(TfReferences *out, TfPlan *tf, TfExpressionPlace place, const Node *expression);

/* The resources of one world that a reference may mean: the one of the key that
 * it gives, or of a key that is likely by each.key and the like, or all of its
 * instances. `index` 0 and on; NULL after the last one. */
typedef struct TfInstanceRange {
  size_t first, count; /* in tf->by_address */
} TfInstanceRange;
void tf_find_instances(TfInstanceRange *out, TfPlan *tf, const TfReference *ref);
/* What comes behind the resource: "arn", "" */
Str tf_attribute_of(const TfReference *ref);

/* "module.m.aws_iam_user.ci.arn, module.m.local.x": names for what they tell. */
void tf_add_names(Buf *buf, const TfReferences *trail);

/* ---- Names (names.c) ------------------------------------------------------ */

/* Values that are not known in a policy document. */
typedef struct TfUnknowns {
  TfPlan *tf;
  const TfResource *document; /* the data source they stand in */
  size_t viewer;              /* the provider of the role it is for */
} TfUnknowns;

/* Values of one list that are not known. */
typedef struct TfUnknownValues {
  const Node *marks;      /* of the list; `true` are those that are meant */
  const Node *expression; /* what the list is made from, or NULL */
  Str where;              /* "statement[0].principals[1].identifiers" */
  bool principals;
} TfUnknownValues;

/* Texts for them, `count` in all. Those that name a principal are what the
 * expression refers to, others only made from it: they may be any text. */
void tf_name_unknown(const Text **out, size_t count, const TfUnknowns *unknown,
                     const TfUnknownValues *values);
/* A hole for a whole element. */
const Hole *tf_unknown_element(const TfUnknowns *unknown, const Node *expression, Str where);

#endif
