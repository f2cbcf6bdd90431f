/* SPDX-License-Identifier: Apache-2.0
 *
 * Modules of the source as they call each other (sites.c), where people edit a
 * resource (locate.c), and suppressions in comments (suppressions.c).
 */
#ifndef ASSUMELINT_PARSERS_TERRAFORM_SOURCE_SITES_H
#define ASSUMELINT_PARSERS_TERRAFORM_SOURCE_SITES_H

#include "parsers/hcl/scope.h"
#include "parsers/terraform/plan/resource.h"
#include "parsers/terraform/source/module.h"

/* A module of the configuration. */
typedef struct TfSite {
  Str path;                /* "module.a.module.b"; empty for the root */
  Str name;                /* "b" */
  const char *folder;      /* from the root module's folder; "" for that folder; NULL: not known */
  const struct TfSite *up; /* NULL: the root */
  const TfModule *module;  /* NULL: it is not in the source */
  const TfBlock *call;     /* the block in `up`; NULL for the root, or not found */
  bool own; /* the user's own files: the root, and what is called from there by relative paths */
} TfSite;

/* An instance of a module. */
typedef struct TfModuleInstance {
  const TfSite *site;
  const struct TfModuleInstance *up;
  Str prefix; /* "module.a[\"k\"].module.b." */
  Str key;    /* "[0]"; empty for none */
} TfModuleInstance;

typedef struct TfNamedFile TfNamedFile; /* ../world/named_files.c */

/* What --source-root gave; filled as it is needed. */
typedef struct TfSource {
  const char *folder; /* of the root module */
  struct {
    TfModule **items;
    size_t count, cap;
  } modules;
  struct {
    TfSite **items;
    size_t count, cap;
  } sites;
  struct {
    TfNamedFile **items;
    size_t count, cap;
  } named;
  const Node *manifest; /* modules.json; NULL: there is none */
  size_t file_count;
  size_t steps; /* of all evaluations */
} TfSource;

/* The instance by its address: "module.a[\"k\"]." */
TfModuleInstance *tf_instance_of(TfPlan *tf, Str prefix);
/* The instance that a module calls; `key` as in addresses. */
TfModuleInstance *tf_enter(TfPlan *tf, const TfModuleInstance *up, Str name, Str key);
/* A folder and a path from there, without "." and "..". */
const char *tf_join(Arena *arena, const char *folder, Str path);
/* Whether a path leads into the folder that `terraform init` downloads to. */
bool tf_is_installed(Str path);

/* ---- Resources (locate.c) -------------------------------------------------- */

/* The block of a resource; NULL where there is none. */
const TfBlock *tf_block_of(const TfModuleInstance *instance, const TfResource *resource);
/* Where people edit a resource, and its own block where that is somewhere else. Leaves both
 * alone where they are not known. Applies the suppressions there. */
void tf_locate(SourceSpan *edited, SourceSpan *definition, TfPlan *tf, const TfResource *resource);

/* ---- Suppressions (suppressions.c) ----------------------------------------- */

/* Finds the suppressions in one of the user's own modules. */
void tf_read_suppressions(TfPlan *tf, TfModule *module);
/* Applies the suppressions at a resource, or at a call of the module it is in, to the resource. */
void tf_apply_suppressions(TfPlan *tf, const TfModuleInstance *instance,
                           const TfResource *resource);

#endif
