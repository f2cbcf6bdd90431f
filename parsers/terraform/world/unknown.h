/* SPDX-License-Identifier: Apache-2.0
 *
 * What stands for values of a policy document that are not known: the resource they are
 * attributes of, or a name that says what they are made from.
 */
#ifndef ASSUMELINT_PARSERS_TERRAFORM_WORLD_UNKNOWN_H
#define ASSUMELINT_PARSERS_TERRAFORM_WORLD_UNKNOWN_H

#include "parsers/terraform/plan/resource.h"

/* Values that are not known in a policy document. */
typedef struct TfUnknowns {
  TfPlan *tf;
  const TfResource *document; /* the data source they are in */
  size_t viewer;              /* the provider of the role it is for */
} TfUnknowns;

/* Values of one list that are not known. */
typedef struct TfUnknownValues {
  const Node *marks;      /* of the list; `true` marks the values that are meant */
  const Node *expression; /* what the list is made from, or NULL */
  Str path;               /* "statement[0].principals[1].identifiers" */
  bool principals;
} TfUnknownValues;

/* Texts for them, `count` in all. A principal is what the expression refers to; any other
 * value is only made from it and may be any text. */
void tf_name_unknown(const Text **out, size_t count, const TfUnknowns *unknown,
                     const TfUnknownValues *values);
/* A hole for a whole element; never NULL. */
const Hole *tf_unknown_element(const TfUnknowns *unknown, const Node *expression, Str path);

#endif
