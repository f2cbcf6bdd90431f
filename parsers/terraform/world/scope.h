/* SPDX-License-Identifier: Apache-2.0
 *
 * What the source of a plan refers to, as one role sees it: the scope that its
 * expressions are evaluated against (../../hcl/scope.h).
 *
 *   scope.c            the scope; each, count, path and outputs of modules
 *   variables.c        var and local
 *   instances.c        resources as a whole
 *   resources.c        their attributes
 *   named_files.c      files that an expression names
 *   same_references.c  whether an expression is the one of the plan
 */
#ifndef ASSUMELINT_PARSERS_TERRAFORM_WORLD_SCOPE_H
#define ASSUMELINT_PARSERS_TERRAFORM_WORLD_SCOPE_H

#include "parsers/hcl/eval.h"
#include "parsers/terraform/source/sites.h"

typedef struct TfScope {
  HclEval eval; /* its context is this scope */
  Arena *arena;
  TfPlan *tf;
  const TfResource *resource; /* the role */
  const TfSite *site;         /* of its module */
  Str provider;               /* of the role, as written in `site`; empty: the default */
  TfNames seen;               /* addresses of resources that are referred to */
} TfScope;

/* One instance of a block: where an expression is. */
typedef struct TfBlockInstance {
  const TfModuleInstance *instance; /* of the module */
  const TfBlock *block;             /* whose each and count are meant; NULL: none */
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
/* The value of an attribute of the block. */
HclValue *tf_evaluate_attribute(TfScope *scope, const TfBlockInstance *where,
                                const TfAttribute *attribute);
HclValue *tf_evaluate_variable(TfScope *scope, const TfModuleInstance *instance, Str name);
HclValue *tf_evaluate_local(TfScope *scope, const TfModuleInstance *instance, Str name);
/* The attribute of a resource. */
HclValue *tf_evaluate_resource(TfScope *scope, const TfResourceRef *ref);
/* The resource as a whole, or a list or a map of all its instances. NULL where the plan
 * does not say which there are. */
HclValue *tf_evaluate_instances(TfScope *scope, const TfResourceRef *ref);
/* One instance as a value. */
HclValue *tf_instance_value(TfScope *scope, const TfResourceRef *ref, Str key);
/* The scope's `file`: NULL where it is not read. Each is read once. */
HclNamedFile *tf_find_file(HclEval *eval, const HclFrame *frame, const Text *path);
/* The nodes of a tree of JSON. */
size_t tf_count_nodes(const Node *node);
/* Whether an expression refers to what `references` of the plan's configuration
 * says, to all of it and to nothing else. */
bool tf_same_references(TfPlan *tf, const HclExpr *expr, const Node *expression);

#endif
