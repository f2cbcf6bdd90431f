/* SPDX-License-Identifier: Apache-2.0
 *
 * What the source of a plan refers to, as one role sees it: the scope that its
 * expressions are evaluated against (../hcl/scope.h).
 *
 *   source_names.c      the scope; each, count, path and outputs of modules
 *   source_variables.c  var and local
 *   source_instances.c  resources as a whole
 *   source_resources.c  their attributes
 *   source_reads.c      files that an expression names
 */
#ifndef ALINT_PARSERS_TERRAFORM_VIEW_H
#define ALINT_PARSERS_TERRAFORM_VIEW_H

#include "../hcl/eval.h"
#include "sites.h"

struct alint_tf_view {
  struct alint_hcl_eval eval; /* its context is the view */
  struct alint_arena *arena;
  struct alint_tf *tf;
  const struct alint_tf_side *side; /* the role */
  const struct alint_tf_site *site; /* of its module */
  struct alint_str provider;        /* of the role, as written in `site`; empty: the default */
  struct alint_str *seen;           /* addresses of resources that are referred to */
  size_t seen_count, seen_cap;
};

/* One instance of a block, where expressions stand. */
struct alint_tf_stand {
  const struct alint_tf_instance *instance; /* of the module */
  const struct alint_tf_block *block;       /* whose each and count; NULL: there are none */
  struct alint_str address;                 /* of that block, with its key */
  struct alint_str key;                     /* "[0]" */
};

/* One instance of a resource. */
struct alint_tf_resource {
  const struct alint_tf_instance *instance; /* of the module that it is in */
  bool data;
  struct alint_str type, name, key; /* key as in addresses; empty for none */
  struct alint_str attribute;       /* that is asked for; empty: it is meant as a whole */
  struct alint_str address;         /* with its module and key */
};

/* `out` must stay where it is. */
void alint_tf_begin_view(struct alint_tf_view *out, struct alint_tf *tf,
                         const struct alint_tf_side *side, const struct alint_tf_site *site);
/* What an attribute is that stands there. */
struct alint_hcl_value *alint_tf_evaluate_attribute(struct alint_tf_view *view,
                                                    const struct alint_tf_stand *stand,
                                                    const struct alint_tf_attribute *attribute);
struct alint_hcl_value *alint_tf_evaluate_variable(struct alint_tf_view *view,
                                                   const struct alint_tf_instance *instance,
                                                   struct alint_str name);
struct alint_hcl_value *alint_tf_evaluate_local(struct alint_tf_view *view,
                                                const struct alint_tf_instance *instance,
                                                struct alint_str name);
/* The attribute of a resource. */
struct alint_hcl_value *alint_tf_evaluate_resource(struct alint_tf_view *view,
                                                   const struct alint_tf_resource *resource);
/* The resource as a whole, or all its instances: a list or a map of them. NULL where
 * the plan does not tell. */
struct alint_hcl_value *alint_tf_evaluate_instances(struct alint_tf_view *view,
                                                    const struct alint_tf_resource *resource);
/* One instance as a value. */
struct alint_hcl_value *alint_tf_instance_value(struct alint_tf_view *view,
                                                const struct alint_tf_resource *resource,
                                                struct alint_str key);
/* The scope's `file`. */
struct alint_hcl_named_file *alint_tf_find_file(struct alint_hcl_eval *eval,
                                                const struct alint_hcl_frame *frame,
                                                const struct alint_text *path);
/* Whether a block has the attribute and it is anything but a plain false. */
void alint_tf_is_true(bool *out, struct alint_tf *tf, const struct alint_tf_module *module,
                      const struct alint_tf_block *block, const char *name);
/* Of a tree of JSON. */
size_t alint_tf_count_nodes(const struct alint_node *node);
/* The provider of a block as written; empty for the default, or no block. */
struct alint_str alint_tf_provider_of(const struct alint_tf_module *module,
                                      const struct alint_tf_block *block);

/* Whether an expression refers to what `references` of the plan's configuration
 * says, to all of it and to nothing else. */
void alint_tf_same_references(bool *out, struct alint_tf *tf, const struct alint_hcl_expr *expr,
                              const struct alint_node *expression);

#endif
