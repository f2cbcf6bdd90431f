/* SPDX-License-Identifier: Apache-2.0
 *
 * Modules of the source as they call each other (source_sites.c), where people edit a
 * resource (source_place.c), and suppressions in comments (source_ignores.c).
 */
#ifndef ASSUMELINT_PARSERS_TERRAFORM_SOURCE_SITES_H
#define ASSUMELINT_PARSERS_TERRAFORM_SOURCE_SITES_H

#include "parsers/hcl/scope.h"
#include "parsers/terraform/plan/resource.h"
#include "parsers/terraform/source/files.h"

/* A module of the configuration. */
typedef struct TfSite {
  Str path;                /* "module.a.module.b"; empty for the root */
  Str name;                /* "b" */
  const char *folder;      /* from the root module's: "" for that; NULL: not known */
  const struct TfSite *up; /* NULL: the root */
  const TfModule *module;  /* NULL: it is not in the source */
  const TfBlock *call;     /* the block in `up`; NULL for the root, or not found */
  bool own; /* the user's own files: the root, and what is called from there by relative paths */
} TfSite;

/* One instance of it. */
typedef struct TfModuleInstance {
  const TfSite *site;
  const struct TfModuleInstance *up;
  Str prefix; /* "module.a[\"k\"].module.b." */
  Str key;    /* "[0]"; empty for none */
} TfModuleInstance;

/* The instance that an address with keys is in: "module.a[\"k\"]." */
void tf_instance_of(TfModuleInstance **out, TfPlan *tf, Str prefix);
/* The instance that a module calls; `key` as in addresses. */
void tf_enter(TfModuleInstance **out, TfPlan *tf, const TfModuleInstance *up, Str name, Str key);
/* The block of a resource; NULL where there is none (source_place.c). */
const TfBlock *tf_block_of(const TfModuleInstance *instance, const TfResource *resource);

/* Whether a path leads into the folder that `terraform init` puts things in. */
bool tf_is_installed(Str path);
/* Finds the suppressions in a module of one's own (source_ignores.c). */
void tf_read_suppressions(TfPlan *tf, TfModule *module);
/* Says of those that stand at a resource, or at a call of what it is in, that they
 * are for it. */
void tf_apply_suppressions(TfPlan *tf, const TfModuleInstance *instance,
                           const TfResource *resource);

/* A file that an expression names. */
typedef struct TfNamedFile {
  HclNamedFile file;
  Str why; /* it was not read; NULL: it was */
} TfNamedFile;

/* What --source-root gave; allocated when it is first looked at. */
typedef struct TfSource {
  const char *folder; /* of the root module */
  TfModule **modules;
  size_t module_count, module_cap;
  TfSite **sites;
  size_t site_count, site_cap;
  const Node *manifest; /* modules.json; NULL: there is none */
  size_t file_count;
  TfNamedFile **named;
  size_t named_count, named_cap;
  size_t steps; /* of all evaluations */
} TfSource;

/* A folder and a path from there, without "." and ".."; NULL when out of memory. */
const char *tf_join(Arena *arena, const char *folder, Str path);
/* Whether --source-root was given. */
bool tf_wants_source(const TfPlan *tf);
/* Where people edit a resource, and the block in its module where that is
 * another place (source_place.c). Leaves both alone where it is not known. What is
 * suppressed there is suppressed then. */
void tf_find_place(SourceSpan *place, SourceSpan *definition, TfPlan *tf,
                   const TfResource *resource);

#endif
