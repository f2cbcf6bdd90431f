/* SPDX-License-Identifier: Apache-2.0
 *
 * Modules of the source as they call each other (source_sites.c), where people edit a
 * resource (source_place.c), and suppressions in comments (source_ignores.c).
 */
#ifndef ALINT_PARSERS_TERRAFORM_SITES_H
#define ALINT_PARSERS_TERRAFORM_SITES_H

#include "../hcl/scope.h"
#include "files.h"
#include "side.h"

/* A module of the configuration. */
struct alint_tf_site {
  struct alint_str path;                /* "module.a.module.b"; empty for the root */
  struct alint_str name;                /* "b" */
  const char *folder;                   /* from the root module's: "" for that; NULL: not known */
  const struct alint_tf_site *up;       /* NULL: the root */
  const struct alint_tf_module *module; /* NULL: it is not in the source */
  const struct alint_tf_block *call;    /* the block in `up`; NULL for the root, or not found */
  bool own; /* the user's own files: the root, and what is called from there by relative paths */
};

/* One instance of it. */
struct alint_tf_instance {
  const struct alint_tf_site *site;
  const struct alint_tf_instance *up;
  struct alint_str prefix; /* "module.a[\"k\"].module.b." */
  struct alint_str key;    /* "[0]"; empty for none */
};

/* The instance that an address with keys is in: "module.a[\"k\"]." */
void alint_tf_instance_of(struct alint_tf_instance **out, struct alint_tf *tf,
                          struct alint_str prefix);
/* The instance that a module calls; `key` as in addresses. */
void alint_tf_enter(struct alint_tf_instance **out, struct alint_tf *tf,
                    const struct alint_tf_instance *up, struct alint_str name,
                    struct alint_str key);
/* The block of a resource; NULL where there is none (source_place.c). */
const struct alint_tf_block *alint_tf_block_of(const struct alint_tf_instance *instance,
                                               const struct alint_tf_side *side);

/* Whether a path leads into the folder that `terraform init` puts things in. */
bool alint_tf_is_installed(struct alint_str path);
/* Finds the suppressions in a module of one's own (source_ignores.c). */
void alint_tf_read_ignores(struct alint_tf *tf, struct alint_tf_module *module);
/* Says of those that stand at a resource, or at a call of what it is in, that they
 * are for it. */
void alint_tf_place_ignores(struct alint_tf *tf, const struct alint_tf_instance *instance,
                            const struct alint_tf_side *side);

/* A file that an expression names. */
struct alint_tf_named_file {
  struct alint_hcl_named_file file;
  struct alint_str why; /* it was not read; NULL: it was */
};

/* What --source-root gave; allocated when it is first looked at. */
struct alint_tf_source {
  const char *folder; /* of the root module */
  struct alint_tf_module **modules;
  size_t module_count, module_cap;
  struct alint_tf_site **sites;
  size_t site_count, site_cap;
  const struct alint_node *manifest; /* modules.json; NULL: there is none */
  size_t file_count;
  struct alint_tf_named_file **named;
  size_t named_count, named_cap;
  size_t steps; /* of all evaluations */
};

/* A folder and a path from there, without "." and ".."; NULL when out of memory. */
const char *alint_tf_join(struct alint_arena *arena, const char *folder, struct alint_str path);
/* Whether --source-root was given. */
bool alint_tf_wants_source(const struct alint_tf *tf);
/* Where people edit a resource, and the block in its module where that is
 * another place (source_place.c). Leaves both alone where it is not known. What is
 * suppressed there is suppressed then. */
void alint_tf_find_place(struct alint_place *place, struct alint_place *definition,
                         struct alint_tf *tf, const struct alint_tf_side *side);

#endif
