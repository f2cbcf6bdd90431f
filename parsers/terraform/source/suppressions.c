/* SPDX-License-Identifier: Apache-2.0
 *
 * Suppressions in the source of a plan: comments above or beside the header of a
 * block, or anywhere inside it; in JSON the property "//" of the block. They
 * apply to the instances of that resource, or to all that the module call brings.
 *
 * Only the user's own files count: the root module and what it calls by a relative
 * path. What `terraform init` downloaded never silences anything.
 */
#include "assumelint/suppression.h"
#include "parsers/terraform/source/sites.h"
#include "util/sorted.h"

/* A suppression at a block. */
struct TfSuppression {
  Suppression *ignore;
  const struct TfSuppression *next;
};

/* ---- Blocks of comments ---------------------------------------------------- */

/* Blocks that begin at the offset or before are below it. */
static int compare_offset(const void *key, const void *item) {
  const size_t *offset = key;
  const HclBlock *block = item;
  return block->span.begin <= *offset ? 1 : -1;
}

/* The block of the top level that a comment is for; NULL: none. `line`: from
 * suppression_lines(). */
static const HclBlock *block_at(const TfFile *file, size_t offset, size_t line) {
  const HclBody *body = &file->hcl.body;
  size_t i = sorted_first_not_below(&offset, body->blocks, body->block_count, sizeof *body->blocks,
                                    compare_offset);
  const HclBlock *before = i > 0 ? &body->blocks[i - 1] : NULL;
  const HclBlock *behind = i < body->block_count ? &body->blocks[i] : NULL;
  if (before &&
      (offset < before->span.end || source_line_number(&file->source, before->span.begin) == line))
    return before;
  if (behind && source_line_number(&file->source, behind->span.begin) == line)
    return behind;
  return NULL;
}

/* Why a suppression there has no effect; NULL where it may have one. */
static const char *misplaced(const TfBlock *block) {
  static const unsigned kinds = TF_BIT(TF_ROLE) | TF_BIT(TF_USER) | TF_BIT(TF_OIDC_PROVIDER) |
                                TF_BIT(TF_SAML_PROVIDER) | TF_BIT(TF_STACK) | TF_BIT(TF_STACK_SET);
  if (block && str_is(block->type, "module"))
    return NULL;
  if (block && str_is(block->type, "resource") && tf_type_wanted(block->labels[0], kinds))
    return NULL;
  if (block && str_is(block->labels[0], "aws_iam_policy_document"))
    return "findings about a policy are reported at the role: write it there";
  return "it belongs to the resource or the module call that the finding points at";
}

/* Attaches the suppressions of the input from `first` on to a block; NULL: they are at no block. */
static void attach(TfPlan *tf, const TfFile *file, TfBlock *block, size_t first) {
  Input *input = tf->input;
  const char *why =
      file->installed ? "terraform init downloaded it; write it at the call" : misplaced(block);
  for (size_t i = first; i < input->suppression_count; i++) {
    Suppression *ignore = input->suppressions[i];
    if (why && ignore->problem.len == 0)
      ignore->problem = str_of(why);
    if (why)
      continue;
    TfSuppression *item = arena_alloc(tf->arena, sizeof *item);
    *item = (TfSuppression){ignore, block->ignores};
    block->ignores = item;
  }
}

/* ---- Files ----------------------------------------------------------------- */

/* The block of the module that was made from a block of a file. */
static TfBlock *find_block(TfPlan *tf, TfModule *module, const TfFile *file,
                           const HclBlock *wanted) {
  Str labels[2] = {{NULL, 0}, {NULL, 0}};
  for (size_t i = 0; i < wanted->label_count && i < 2; i++)
    labels[i] = wanted->labels[i];
  const char *type = arena_copy(tf->arena, wanted->type.ptr, wanted->type.len);
  const TfBlock *block = tf_find_block(module, type, labels[0], labels[1]);
  for (; block; block = tf_next_block(module, block)) {
    if (block->file == file && block->header.begin == wanted->header.begin)
      return &module->blocks.items[block - module->blocks.items];
  }
  return NULL;
}

static void read_comments(TfPlan *tf, TfModule *module, const TfFile *file) {
  const HclFile *hcl = &file->hcl;
  Str bytes = str_n(file->source.bytes, file->source.len);
  size_t *lines;
  lines = suppression_lines(tf->arena, &file->source, hcl->comments, hcl->comment_count);
  for (size_t i = 0; i < hcl->comment_count; i++) {
    Span comment = hcl->comments[i];
    size_t first = tf->input->suppression_count;
    suppression_comment(tf->input, &file->source, comment,
                        str_slice(bytes, comment.begin, comment.end));
    if (first == tf->input->suppression_count)
      continue;
    const HclBlock *block = block_at(file, comment.begin, lines[i]);
    attach(tf, file, block ? find_block(tf, module, file, block) : NULL, first);
  }
}

/* The property "//": a text, or a list of them. */
static void read_property(TfPlan *tf, TfBlock *block, const Node *value) {
  Node *const *items = value->kind == NODE_LIST ? value->items : NULL;
  size_t first = tf->input->suppression_count, count = items ? value->count : 1;
  for (size_t i = 0; i < count; i++) {
    const Node *text = items ? items[i] : value;
    if (text->kind == NODE_STRING)
      suppression_comment(tf->input, &block->file->source, text->span, text->str);
  }
  attach(tf, block->file, block, first);
}

void tf_read_suppressions(TfPlan *tf, TfModule *module) {
  if (!tf->options->suppressions || module->ignores_read)
    return;
  module->ignores_read = true;
  for (const TfFile *file = module->files; file; file = file->next)
    read_comments(tf, module, file);
  for (size_t i = 0; i < module->blocks.count; i++) {
    TfBlock *block = &module->blocks.items[i];
    bool map = block->json && block->json->kind == NODE_MAP;
    for (size_t k = 0; map && k < block->json->count; k++) {
      if (str_is(block->json->members[k].key, "//"))
        read_property(tf, block, block->json->members[k].value);
    }
  }
}

/* ---- Resources ------------------------------------------------------------- */

/* Applies the suppressions of a block and of what overrides it. */
static void add_address(TfPlan *tf, const TfModule *module, const TfBlock *block, Str address) {
  for (; block; block = tf_next_block(module, block)) {
    for (const TfSuppression *item = block->ignores; item; item = item->next)
      suppression_at(item->ignore, tf->arena, address);
  }
}

void tf_apply_suppressions(TfPlan *tf, const TfModuleInstance *instance,
                           const TfResource *resource) {
  const TfSite *site = instance->site;
  if (tf->input->suppression_count == 0)
    return;
  if (site->own)
    add_address(tf, site->module, tf_block_of(instance, resource), resource->address);
  for (; site->up; site = site->up) {
    if (site->up->own)
      add_address(tf, site->up->module, site->call, resource->address);
  }
}
