/* SPDX-License-Identifier: Apache-2.0
 *
 * The files of a plan's source (--source-root): one folder is one module
 * (source_files.c, source_json.c).
 *
 * The source may be another one than the plan was made of. A place is a hint; a
 * policy is taken from it only where it refers to exactly what the plan says.
 */
#ifndef ALINT_PARSERS_TERRAFORM_FILES_H
#define ALINT_PARSERS_TERRAFORM_FILES_H

#include "../hcl/hcl.h"
#include "plan.h"

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

void alint_tf_read_module(struct alint_tf_module **out, struct alint_tf *tf, const char *folder);
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
void alint_tf_read_attribute(struct alint_hcl_expr **out, struct alint_tf *tf,
                             const struct alint_tf_attribute *attribute);
/* The attribute as a plain string; empty where it is none. */
void alint_tf_attribute_text(struct alint_str *out, struct alint_tf *tf,
                             const struct alint_tf_module *module,
                             const struct alint_tf_block *block, const char *name);

/* Notes something of the source that was not read, and why. `source` may be empty
 * but for its path. */
void alint_tf_add_unread(struct alint_tf *tf, const struct alint_source *source, size_t offset,
                         const char *why);

/* source_json.c */
void alint_tf_json_blocks(struct alint_tf_module *module, struct alint_tf *tf,
                          const struct alint_tf_file *file, const struct alint_node *root);
void alint_tf_json_expression(struct alint_hcl_expr **out, struct alint_tf *tf,
                              const struct alint_node *node);
void alint_tf_add_block(struct alint_tf_module *module, struct alint_tf *tf,
                        struct alint_tf_block block);

/* ---- Which of a folder count (source_pick.c) ------------------------------ */

/* Which program made the plan, by the registry that its providers are from. */
enum alint_tf_tool { ALINT_TF_TERRAFORM, ALINT_TF_OPENTOFU, ALINT_TF_ANY_TOOL };

enum alint_tf_tool alint_tf_tool_of(const struct alint_tf *tf);
/* Puts the files that count to the front, in the order they are read in; gives how
 * many these are. */
size_t alint_tf_pick_files(struct alint_str *names, size_t count, enum alint_tf_tool tool);
bool alint_tf_is_tofu(struct alint_str name);
bool alint_tf_is_json(struct alint_str name);
/* override.tf and the like. */
bool alint_tf_overrides(struct alint_str name);

#endif
