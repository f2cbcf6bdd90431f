/* SPDX-License-Identifier: Apache-2.0
 *
 * Where a value comes from: the references of an expression, followed through
 * the modules of the configuration (trail.c), and what they stand for (names.c).
 *
 * An expression of a plan lists what it refers to, and nothing of its text: what
 * it does with it cannot be told.
 */
#ifndef ALINT_PARSERS_TERRAFORM_TRAIL_H
#define ALINT_PARSERS_TERRAFORM_TRAIL_H

#include "side.h"

/* Where an expression stands: what each.key and each.value are there. */
struct alint_tf_place {
  struct alint_str module;           /* of the instance: "module.m[\"k\"]." */
  struct alint_str key;              /* of the instance: "[0]", "[\"k\"]", or empty */
  const struct alint_node *for_each; /* the expression, or NULL */
};

/* The end of a trail: a resource, a data source, a local value. */
struct alint_tf_ref {
  struct alint_str module; /* it is in */
  struct alint_str name;   /* "aws_iam_user.ci.arn" */
  /* What each.key, count.index or each.value may stand for as a key of it;
   * empty where they take no part. */
  struct alint_str keys[2];
};

struct alint_tf_trail {
  struct alint_tf_ref *refs; /* each once */
  size_t count, cap;
  bool mixed; /* a known value takes part that may be a part of the result */
  bool cut;   /* there may be more */
  size_t steps;
};

struct alint_tf_place alint_tf_place_of(const struct alint_tf_side *side);
/* Variables are followed to what the caller of the module gives, outputs into
 * the module; local values end the trail. `out` begins as {0}. */
void alint_tf_follow(struct alint_tf_trail *out, struct alint_tf *tf, struct alint_tf_place place,
                     const struct alint_node *expression);

/* The resources of one world that a reference may mean: the one of the key that
 * it gives, or of a key that is likely by each.key and the like, or all of its
 * instances. `index` 0 and on; NULL after the last one. */
struct alint_tf_instances {
  size_t first, count; /* in tf->by_address */
};
void alint_tf_find_instances(struct alint_tf_instances *out, struct alint_tf *tf,
                             const struct alint_tf_ref *ref);
/* What comes behind the resource: "arn", "" */
struct alint_str alint_tf_attribute_of(const struct alint_tf_ref *ref);

/* "module.m.aws_iam_user.ci.arn, module.m.local.x": names for what they tell. */
void alint_tf_add_names(struct alint_buf *buf, const struct alint_tf_trail *trail);

/* ---- Names (names.c) ------------------------------------------------------ */

/* Values that are not known in a policy document. */
struct alint_tf_unknown {
  struct alint_tf *tf;
  const struct alint_tf_side *document; /* the data source they stand in */
  size_t viewer;                        /* the provider of the role it is for */
};

/* Values of one list that are not known. */
struct alint_tf_unknown_values {
  const struct alint_node *marks;      /* of the list; `true` are those that are meant */
  const struct alint_node *expression; /* what the list is made from, or NULL */
  struct alint_str where;              /* "statement[0].principals[1].identifiers" */
  bool principals;
};

/* Texts for them, `count` in all. Those that name a principal are what the
 * expression refers to, others only made from it: they may be any text. */
void alint_tf_name_unknown(const struct alint_text **out, size_t count,
                           const struct alint_tf_unknown *unknown,
                           const struct alint_tf_unknown_values *values);
/* A hole for a whole element. */
const struct alint_hole *alint_tf_unknown_element(const struct alint_tf_unknown *unknown,
                                                  const struct alint_node *expression,
                                                  struct alint_str where);

#endif
