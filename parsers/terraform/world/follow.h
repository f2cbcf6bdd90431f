/* SPDX-License-Identifier: Apache-2.0
 *
 * Where a value comes from: the references of an expression, followed through the modules of
 * the configuration, and the resources they mean.
 *
 * A plan lists what an expression refers to and nothing of its text: what it does with the
 * values is not known.
 */
#ifndef ASSUMELINT_PARSERS_TERRAFORM_WORLD_FOLLOW_H
#define ASSUMELINT_PARSERS_TERRAFORM_WORLD_FOLLOW_H

#include "assumelint/buf.h"
#include "parsers/terraform/plan/resource.h"

/* What each.key and each.value are in an expression. */
typedef struct TfExpressionContext {
  Str module;           /* of the instance: "module.m[\"k\"]." */
  Str key;              /* of the instance: "[0]", "[\"k\"]", or empty */
  const Node *for_each; /* the expression, or NULL */
} TfExpressionContext;

/* Where following ends: a resource, a data source, a local value. */
typedef struct TfReference {
  Str module; /* it is in */
  Str name;   /* "aws_iam_user.ci.arn" */
  /* What each.key, count.index or each.value may be as a key of it; empty where they
   * take no part. */
  Str keys[2];
} TfReference;

/* Each once. */
typedef struct TfReferences {
  TfReference *items;
  size_t count, cap;
  bool mixed; /* a known value takes part that may be a part of the result */
  bool cut;   /* there may be more */
  size_t steps;
} TfReferences;

TfExpressionContext tf_context_of(const TfResource *resource);
/* Follows variables to what the caller of the module gives, and outputs into the module; local
 * values end it. */
TfReferences tf_follow(TfPlan *tf, TfExpressionContext context, const Node *expression);
TfReferences tf_follow_attribute(TfPlan *tf, const TfResource *resource, const char *attribute);

/* Resources of one world, next to each other in tf->by_address. */
typedef struct TfInstances {
  const TfResource *const *items;
  size_t count;
} TfInstances;

/* What a reference may mean: the instance of the key that it gives, or of a key that is likely
 * by each.key and the like, or all instances. */
TfInstances tf_find_instances(TfPlan *tf, const TfReference *ref);
/* What follows the resource in a reference: "arn", "" */
Str tf_attribute_of(const TfReference *ref);
/* Adds "module.m.aws_iam_user.ci.arn, module.m.local.x": the name of what is made of them. */
void tf_add_names(Buf *buf, const TfReferences *references);

#endif
