/* SPDX-License-Identifier: Apache-2.0
 *
 * Suppressions in the source of a plan: comments above or beside the header of a
 * block, or anywhere inside of it; in JSON the property "//" of the block. They
 * are for the instances of that resource, or for all that the module call brings.
 *
 * Only the user's own files are looked at: the root module and what is called by
 * a relative path from there. What `terraform init` downloaded never silences
 * anything.
 */
#include "assumelint/ignore.h"
#include "sites.h"

/* ---- Blocks of comments ---------------------------------------------------- */

/* The block of the top level that a comment is for; NULL: none. `line`: what
 * alint_ignore_lines gives. */
static const struct alint_hcl_block *block_at(const struct alint_tf_file *file, size_t offset,
                                              size_t line) {
  const struct alint_hcl_body *body = &file->hcl.body;
  size_t low = 0, high = body->block_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (body->blocks[middle].span.begin <= offset)
      low = middle + 1;
    else
      high = middle;
  }
  const struct alint_hcl_block *before = low > 0 ? &body->blocks[low - 1] : NULL;
  const struct alint_hcl_block *behind = low < body->block_count ? &body->blocks[low] : NULL;
  if (before && (offset < before->span.end ||
                 alint_source_line_number(&file->source, before->span.begin) == line))
    return before;
  if (behind && alint_source_line_number(&file->source, behind->span.begin) == line)
    return behind;
  return NULL;
}

/* Why nothing is ever found there; NULL where something may be. */
static const char *misplaced(const struct alint_tf_block *block) {
  static const unsigned kinds = ALINT_TF_BIT(ALINT_TF_ROLE) | ALINT_TF_BIT(ALINT_TF_USER) |
                                ALINT_TF_BIT(ALINT_TF_OIDC_PROVIDER) |
                                ALINT_TF_BIT(ALINT_TF_SAML_PROVIDER) |
                                ALINT_TF_BIT(ALINT_TF_STACK) | ALINT_TF_BIT(ALINT_TF_STACK_SET);
  if (block && alint_str_is(block->type, "module"))
    return NULL;
  if (block && alint_str_is(block->type, "resource") &&
      alint_tf_type_wanted(block->labels[0], kinds))
    return NULL;
  if (block && alint_str_is(block->labels[0], "aws_iam_policy_document"))
    return "findings about a policy are at the role: it belongs there";
  return "it belongs to the resource or the module call that the finding points at";
}

/* `block` NULL: they stand at none. Those of the input from `first` on. */
static void attach(struct alint_tf *tf, const struct alint_tf_file *file,
                   struct alint_tf_block *block, size_t first) {
  struct alint_input *input = tf->input;
  const char *why =
      file->installed ? "terraform init downloaded it; write it at the call" : misplaced(block);
  for (size_t i = first; i < input->ignore_count; i++) {
    struct alint_ignore *ignore = input->ignores[i];
    if (why && ignore->problem.len == 0)
      ignore->problem = alint_str(why);
    if (why)
      continue;
    struct alint_tf_ignore *item = alint_arena_alloc(tf->arena, sizeof *item);
    *item = (struct alint_tf_ignore){ignore, block->ignores};
    block->ignores = item;
  }
}

/* ---- Files ----------------------------------------------------------------- */

/* The block of the module that was made of one of a file. */
static void find_block(struct alint_tf_block **out, struct alint_tf *tf,
                       struct alint_tf_module *module, const struct alint_tf_file *file,
                       const struct alint_hcl_block *wanted) {
  const struct alint_str none = {NULL, 0};
  const char *type = alint_arena_copy(tf->arena, wanted->type.ptr, wanted->type.len);
  *out = NULL;
  const struct alint_tf_block *block =
      alint_tf_find_block(module, type, wanted->label_count > 0 ? wanted->labels[0] : none,
                          wanted->label_count > 1 ? wanted->labels[1] : none);
  for (; block && !*out; block = alint_tf_next_block(module, block)) {
    if (block->file == file && block->header.begin == wanted->header.begin)
      *out = &module->blocks[block - module->blocks];
  }
}

static void read_comments(struct alint_tf *tf, struct alint_tf_module *module,
                          const struct alint_tf_file *file) {
  const struct alint_hcl_file *hcl = &file->hcl;
  struct alint_str bytes = alint_str_n(file->source.bytes, file->source.len);
  size_t *lines;
  alint_ignore_lines(&lines, tf->arena, &file->source, hcl->comments, hcl->comment_count);
  for (size_t i = 0; i < hcl->comment_count; i++) {
    struct alint_span comment = hcl->comments[i];
    size_t first = tf->input->ignore_count;
    alint_ignore_comment(tf->input, &file->source, comment,
                         alint_str_slice(bytes, comment.begin, comment.end));
    if (first == tf->input->ignore_count)
      continue;
    const struct alint_hcl_block *at = block_at(file, comment.begin, lines[i]);
    struct alint_tf_block *block = NULL;
    if (at)
      find_block(&block, tf, module, file, at);
    attach(tf, file, block, first);
  }
}

/* The property "//": a text, or several. */
static void read_property(struct alint_tf *tf, struct alint_tf_block *block,
                          const struct alint_node *value) {
  struct alint_node *const *items = value->kind == ALINT_NODE_LIST ? value->items : NULL;
  size_t first = tf->input->ignore_count, count = items ? value->count : 1;
  for (size_t i = 0; i < count; i++) {
    const struct alint_node *text = items ? items[i] : value;
    if (text->kind == ALINT_NODE_STRING)
      alint_ignore_comment(tf->input, &block->file->source, text->span, text->str);
  }
  attach(tf, block->file, block, first);
}

void alint_tf_read_ignores(struct alint_tf *tf, struct alint_tf_module *module) {
  if (!tf->options->ignores || module->ignores_read)
    return;
  module->ignores_read = true;
  for (const struct alint_tf_file *file = module->files; file; file = file->next)
    read_comments(tf, module, file);
  for (size_t i = 0; i < module->count; i++) {
    struct alint_tf_block *block = &module->blocks[i];
    bool map = block->json && block->json->kind == ALINT_NODE_MAP;
    for (size_t k = 0; map && k < block->json->count; k++) {
      if (alint_str_is(block->json->members[k].key, "//"))
        read_property(tf, block, block->json->members[k].value);
    }
  }
}

/* ---- Resources ------------------------------------------------------------- */

/* Those of a block and of what overrides it. */
static void add_address(struct alint_tf *tf, const struct alint_tf_module *module,
                        const struct alint_tf_block *block, struct alint_str address) {
  for (; block; block = alint_tf_next_block(module, block)) {
    for (const struct alint_tf_ignore *item = block->ignores; item; item = item->next)
      alint_ignore_at(item->ignore, tf->arena, address);
  }
}

void alint_tf_place_ignores(struct alint_tf *tf, const struct alint_tf_instance *instance,
                            const struct alint_tf_side *side) {
  const struct alint_tf_site *site = instance->site;
  if (tf->input->ignore_count == 0)
    return;
  if (site->own)
    add_address(tf, site->module, alint_tf_block_of(instance, side), side->address);
  for (; site->up; site = site->up) {
    if (site->up->own)
      add_address(tf, site->up->module, site->call, side->address);
  }
}
