/* SPDX-License-Identifier: Apache-2.0
 *
 * A module of a plan's source (--source-root): the files of one folder (files.c, json.c),
 * their blocks and attributes (blocks.c).
 *
 * The source may not be the one that the plan was made of. A position is a hint; a
 * policy is taken from it only where it refers to exactly what the plan says.
 */
#ifndef ASSUMELINT_PARSERS_TERRAFORM_SOURCE_MODULE_H
#define ASSUMELINT_PARSERS_TERRAFORM_SOURCE_MODULE_H

#include "parsers/hcl/hcl.h"
#include "parsers/terraform/plan/plan.h"

typedef struct TfFile {
  Source source;
  bool overrides;            /* override.tf: its attributes replace those of other files */
  bool installed;            /* links followed, `terraform init` downloaded it */
  HclFile hcl;               /* with the comments; empty for JSON */
  const struct TfFile *next; /* of the module */
} TfFile;

typedef struct TfSuppression TfSuppression; /* suppressions.c */

/* A block of the top level. */
typedef struct TfBlock {
  const TfFile *file;
  Str type, labels[2];
  Span header;
  const HclBody *body; /* NULL: the block is written in JSON */
  const Node *json;
  size_t order;
  const TfSuppression *ignores; /* in the user's own modules only */
} TfBlock;

typedef struct TfAttribute {
  const TfFile *file;
  Span name_span;
  Span span;        /* of the expression */
  const Node *json; /* instead of it */
} TfAttribute;

/* A folder. */
typedef struct TfModule {
  const char *folder; /* "": the current folder */
  struct {
    TfBlock *items; /* sorted by type and labels, then by file */
    size_t count, cap;
  } blocks;
  const TfFile *files; /* the ones that were read */
  bool ignores_read;
  bool no_overrides; /* a file that may override others was not read */
} TfModule;

/* The module in a folder; each is read once. What cannot be read is noted as unread. */
TfModule *tf_read_module(TfPlan *tf, const char *folder);
/* Notes something of the source that was not read, and why. `source` may be empty
 * but for its path. */
void tf_add_unread(TfPlan *tf, const Source *source, size_t offset, const char *why);

/* ---- Blocks (blocks.c) ----------------------------------------------------- */

void tf_add_block(TfModule *module, TfPlan *tf, TfBlock block);
/* Once all are added, before they are looked up. */
void tf_sort_blocks(TfModule *module);
/* The first of the blocks of that type and those labels (empty: the block has none), which
 * are next to each other; NULL where there is none. */
const TfBlock *tf_find_block(const TfModule *module, const char *type, Str first, Str second);
/* The next one of the same type and labels; NULL after the last. */
const TfBlock *tf_next_block(const TfModule *module, const TfBlock *block);

/* The attribute of a block, or what overrides it; false where there is none, where it is
 * not certain which counts, and where `block` is NULL. */
bool tf_find_attribute(TfAttribute *out, const TfModule *module, const TfBlock *block,
                       const char *name);
bool tf_find_local(TfAttribute *out, const TfModule *module, Str name);
HclExpr *tf_read_attribute(TfPlan *tf, const TfAttribute *attribute);
/* The attribute as a plain string; empty where it is none. */
Str tf_attribute_text(TfPlan *tf, const TfModule *module, const TfBlock *block, const char *name);
/* Whether the block has the attribute and it may be true: it is no plain false. */
bool tf_is_true(TfPlan *tf, const TfModule *module, const TfBlock *block, const char *name);
/* The provider of a block as written; empty for the default, or no block. */
Str tf_provider_of(const TfModule *module, const TfBlock *block);

/* ---- .tf.json (json.c) ----------------------------------------------------- */

void tf_json_blocks(TfModule *module, TfPlan *tf, const TfFile *file, const Node *root);
HclExpr *tf_json_expression(TfPlan *tf, const Node *node);

#endif
