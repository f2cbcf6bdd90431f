/* SPDX-License-Identifier: Apache-2.0
 *
 * The files of a plan's source (--source-root): one folder is one module
 * (source_files.c, source_json.c).
 *
 * The source may be another one than the plan was made of. A place is a hint; a
 * policy is taken from it only where it refers to exactly what the plan says.
 */
#ifndef ASSUMELINT_PARSERS_TERRAFORM_SOURCE_FILES_H
#define ASSUMELINT_PARSERS_TERRAFORM_SOURCE_FILES_H

#include "parsers/hcl/hcl.h"
#include "parsers/terraform/plan/plan.h"

typedef struct TfFile {
  Source source;
  bool overrides;            /* override.tf: its attributes go over those of other files */
  bool installed;            /* links followed, it is what `terraform init` downloaded */
  HclFile hcl;               /* with the comments; empty for JSON */
  const struct TfFile *next; /* of the module */
} TfFile;

/* A suppression at a block. */
typedef struct TfSuppression {
  Suppression *ignore;
  const struct TfSuppression *next;
} TfSuppression;

/* A block of the top level. */
typedef struct TfBlock {
  const TfFile *file;
  Str type, labels[2];
  Span header;
  const HclBody *body; /* NULL: the block is written in JSON */
  const Node *json;
  size_t order;
  const TfSuppression *ignores; /* in one's own modules only */
} TfBlock;

typedef struct TfAttribute {
  const TfFile *file;
  Span name_span;
  Span span;        /* of the expression */
  const Node *json; /* instead of it */
} TfAttribute;

/* A folder. */
typedef struct TfModule {
  const char *folder; /* "" is the current one */
  TfBlock *blocks;    /* sorted by type and labels, then by file */
  size_t count, cap;
  const TfFile *files; /* those that were read */
  bool ignores_read;
  bool no_overrides; /* a file that may override others was not read */
} TfModule;

void tf_read_module(TfModule **out, TfPlan *tf, const char *folder);
/* Blocks of that type and those labels (NULL: has none) are next to each other:
 * the first one; NULL where there is none. */
const TfBlock *tf_find_block(const TfModule *module, const char *type, Str first, Str second);
/* The next one of that type and those labels; NULL: there is no more. */
const TfBlock *tf_next_block(const TfModule *module, const TfBlock *block);
/* The attribute of a block, or what goes over it; false where there is none, or
 * where it is not certain which counts. */
bool tf_find_attribute(TfAttribute *out, const TfModule *module, const TfBlock *block,
                       const char *name);
bool tf_find_local(TfAttribute *out, const TfModule *module, Str name);
void tf_read_attribute(HclExpr **out, TfPlan *tf, const TfAttribute *attribute);
/* The attribute as a plain string; empty where it is none. */
void tf_attribute_text(Str *out, TfPlan *tf, const TfModule *module, const TfBlock *block,
                       const char *name);

/* Notes something of the source that was not read, and why. `source` may be empty
 * but for its path. */
void tf_add_unread(TfPlan *tf, const Source *source, size_t offset, const char *why);

/* source_json.c */
void tf_json_blocks(TfModule *module, TfPlan *tf, const TfFile *file, const Node *root);
void tf_json_expression(HclExpr **out, TfPlan *tf, const Node *node);
void tf_add_block(TfModule *module, TfPlan *tf, TfBlock block);

/* ---- Which of a folder count (source_pick.c) ------------------------------ */

/* Which program made the plan, by the registry that its providers are from. */
typedef enum { TF_TERRAFORM, TF_OPENTOFU, TF_ANY_TOOL } TfTool;

TfTool tf_tool_of(const TfPlan *tf);
/* Puts the files that count to the front, in the order they are read in; gives how
 * many these are. */
size_t tf_pick_files(Str *names, size_t count, TfTool tool);
bool tf_is_tofu(Str name);
bool tf_is_json(Str name);
/* override.tf and the like. */
bool tf_overrides(Str name);

#endif
