/* SPDX-License-Identifier: Apache-2.0
 *
 * Inside the Terraform front end: the source of a plan (--source-root). It tells
 * where a resource is written, and what a policy says that the plan leaves out.
 *
 *   files    source_files.c, source_json.c   one folder is one module
 *   sites    source_sites.c                  modules as they call each other
 *   places   source_place.c                  where people edit a resource
 *   ignores  source_ignores.c                suppressions in comments
 *   values   source_values.c, source_eval.c and the files named below
 *   policies source_check.c, source_trust.c
 *
 * The source may be another one than the plan was made of. A place is a hint; a
 * policy is taken from it only where it refers to exactly what the plan says.
 */
#ifndef ALINT_PARSERS_TERRAFORM_SOURCE_H
#define ALINT_PARSERS_TERRAFORM_SOURCE_H

#include "../hcl/hcl.h"
#include "../hcl/scope.h"
#include "plan.h"

/* ---- Files (source_files.c, source_json.c) ------------------------------- */

struct alint_tf_file {
  struct alint_source source;
  bool overrides;                   /* override.tf: its attributes go over those of other files */
  bool installed;                   /* links followed, it is what `terraform init` downloaded */
  struct alint_hcl_file hcl;        /* with the comments; empty for JSON */
  const struct alint_tf_file *next; /* of the module */
};

/* A suppression at a block. */
struct alint_tf_ignore {
  struct alint_ignore *ignore;
  const struct alint_tf_ignore *next;
};

/* A block of the top level. */
struct alint_tf_block {
  const struct alint_tf_file *file;
  struct alint_str type, labels[2];
  struct alint_span header;
  const struct alint_hcl_body *body; /* NULL: the block is written in JSON */
  const struct alint_node *json;
  size_t order;
  const struct alint_tf_ignore *ignores; /* in one's own modules only */
};

struct alint_tf_attribute {
  const struct alint_tf_file *file;
  struct alint_span name_span;
  struct alint_span span;        /* of the expression */
  const struct alint_node *json; /* instead of it */
};

/* A folder. */
struct alint_tf_module {
  const char *folder;            /* "" is the current one */
  struct alint_tf_block *blocks; /* sorted by type and labels, then by file */
  size_t count, cap;
  const struct alint_tf_file *files; /* those that were read */
  bool ignores_read;
  bool no_overrides; /* a file that may override others was not read */
};

int alint_tf_read_module(struct alint_tf_module **out, struct alint_tf *tf, const char *folder);
/* Blocks of that type and those labels (NULL: has none) are next to each other:
 * the first one; NULL where there is none. */
const struct alint_tf_block *alint_tf_find_block(const struct alint_tf_module *module,
                                                 const char *type, struct alint_str first,
                                                 struct alint_str second);
/* The next one of that type and those labels; NULL: there is no more. */
const struct alint_tf_block *alint_tf_next_block(const struct alint_tf_module *module,
                                                 const struct alint_tf_block *block);
/* The attribute of a block, or what goes over it; false where there is none, or
 * where it is not certain which counts. */
bool alint_tf_find_attribute(struct alint_tf_attribute *out, const struct alint_tf_module *module,
                             const struct alint_tf_block *block, const char *name);
bool alint_tf_find_local(struct alint_tf_attribute *out, const struct alint_tf_module *module,
                         struct alint_str name);
int alint_tf_read_attribute(struct alint_hcl_expr **out, struct alint_tf *tf,
                            const struct alint_tf_attribute *attribute);
/* The attribute as a plain string; empty where it is none. */
int alint_tf_attribute_text(struct alint_str *out, struct alint_tf *tf,
                            const struct alint_tf_module *module,
                            const struct alint_tf_block *block, const char *name);

/* Notes something of the source that was not read, and why. `source` may be empty
 * but for its path. */
int alint_tf_add_unread(struct alint_tf *tf, const struct alint_source *source, size_t offset,
                        const char *why);

/* Which program made the plan, by the registry that its providers are from. */
enum alint_tf_tool { ALINT_TF_TERRAFORM, ALINT_TF_OPENTOFU, ALINT_TF_ANY_TOOL };

/* Names of files (source_pick.c). */
enum alint_tf_tool alint_tf_tool_of(const struct alint_tf *tf);
/* Puts the files that count to the front, in the order they are read in; gives how
 * many these are. */
size_t alint_tf_pick_files(struct alint_str *names, size_t count, enum alint_tf_tool tool);
bool alint_tf_is_tofu(struct alint_str name);
bool alint_tf_is_json(struct alint_str name);
/* override.tf and the like. */
bool alint_tf_overrides(struct alint_str name);

/* source_json.c */
int alint_tf_json_blocks(struct alint_tf_module *module, struct alint_tf *tf,
                         const struct alint_tf_file *file, const struct alint_node *root);
int alint_tf_json_expression(struct alint_hcl_expr **out, struct alint_tf *tf,
                             const struct alint_node *node);
int alint_tf_add_block(struct alint_tf_module *module, struct alint_tf *tf,
                       struct alint_tf_block block);

/* ---- Sites (source_sites.c) ---------------------------------------------- */

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
int alint_tf_instance_of(struct alint_tf_instance **out, struct alint_tf *tf,
                         struct alint_str prefix);
/* The instance that a module calls; `key` as in addresses. */
int alint_tf_enter(struct alint_tf_instance **out, struct alint_tf *tf,
                   const struct alint_tf_instance *up, struct alint_str name, struct alint_str key);
/* The block of a resource; NULL where there is none (source_place.c). */
const struct alint_tf_block *alint_tf_block_of(const struct alint_tf_instance *instance,
                                               const struct alint_tf_side *side);

/* Whether a path leads into the folder that `terraform init` puts things in. */
bool alint_tf_is_installed(struct alint_str path);
/* Finds the suppressions in a module of one's own (source_ignores.c). */
int alint_tf_read_ignores(struct alint_tf *tf, struct alint_tf_module *module);
/* Says of those that stand at a resource, or at a call of what it is in, that they
 * are for it. */
int alint_tf_place_ignores(struct alint_tf *tf, const struct alint_tf_instance *instance,
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
  size_t unread_cap;
  size_t steps; /* of all evaluations */
};

/* A folder and a path from there, without "." and ".."; NULL when out of memory. */
const char *alint_tf_join(struct alint_arena *arena, const char *folder, struct alint_str path);

/* ---- Policies (source_check.c) ------------------------------------------- */

/* Whether an expression refers to what `references` of the plan's configuration
 * says, to all of it and to nothing else. */
int alint_tf_same_references(bool *out, struct alint_tf *tf, const struct alint_hcl_expr *expr,
                             const struct alint_node *expression);

#endif
