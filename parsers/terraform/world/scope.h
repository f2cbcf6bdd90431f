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
#ifndef ASSUMELINT_PARSERS_TERRAFORM_WORLD_SCOPE_H
#define ASSUMELINT_PARSERS_TERRAFORM_WORLD_SCOPE_H

#include "parsers/hcl/eval.h"
#include "parsers/terraform/source/sites.h"

typedef struct TfScope {
  HclEval eval; /* its context is the view */
  Arena *arena;
  TfPlan *tf;
  const TfResource *resource; /* the role */
  const TfSite *site;         /* of its module */
  Str provider;               /* of the role, as written in `site`; empty: the default */
  Str *seen;                  /* addresses of resources that are referred to */
  size_t seen_count, seen_cap;
} TfScope;

/* One instance of a block, where expressions stand. */
typedef struct TfBlockInstance {
  const TfModuleInstance *instance; /* of the module */
  const TfBlock *block;             /* whose each and count; NULL: there are none */
  Str address;                      /* of that block, with its key */
  Str key;                          /* "[0]" */
} TfBlockInstance;

/* One instance of a resource. */
typedef struct TfResourceRef {
  const TfModuleInstance *instance; /* of the module that it is in */
  bool data;
  Str type, name, key; /* key as in addresses; empty for none */
  Str attribute;       /* that is asked for; empty: it is meant as a whole */
  Str address;         /* with its module and key */
} TfResourceRef;

/* `out` must stay where it is. */
void tf_begin_scope(TfScope *out, TfPlan *tf, const TfResource *resource, const TfSite *site);
/* What an attribute is that stands there. */
HclValue *tf_evaluate_attribute(TfScope *scope, const TfBlockInstance *where,
                                const TfAttribute *attribute);
HclValue *tf_evaluate_variable(TfScope *scope, const TfModuleInstance *instance, Str name);
HclValue *tf_evaluate_local(TfScope *scope, const TfModuleInstance *instance, Str name);
/* The attribute of a resource. */
HclValue *tf_evaluate_resource(TfScope *scope, const TfResourceRef *ref);
/* The resource as a whole, or all its instances: a list or a map of them. NULL where
 * the plan does not tell. */
HclValue *tf_evaluate_instances(TfScope *scope, const TfResourceRef *ref);
/* One instance as a value. */
HclValue *tf_instance_value(TfScope *scope, const TfResourceRef *ref, Str key);
/* The scope's `file`. */
HclNamedFile *tf_find_file(HclEval *eval, const HclFrame *frame, const Text *path);
/* Whether a block has the attribute and it is anything but a plain false. */
void tf_is_true(bool *out, TfPlan *tf, const TfModule *module, const TfBlock *block,
                const char *name);
/* Of a tree of JSON. */
size_t tf_count_nodes(const Node *node);
/* The provider of a block as written; empty for the default, or no block. */
Str tf_provider_of(const TfModule *module, const TfBlock *block);

/* Whether an expression refers to what `references` of the plan's configuration
 * says, to all of it and to nothing else. */
void tf_same_references(bool *out, TfPlan *tf, const HclExpr *expr, const Node *expression);

#endif
