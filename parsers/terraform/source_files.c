/* SPDX-License-Identifier: Apache-2.0
 *
 * The files of a module: all of one folder, in the order of their names, those
 * that override others last. Which files count and what overriding means:
 * developer.hashicorp.com/terraform/language/files.
 */
#include <stdlib.h>
#include <string.h>

#include "assumelint/arena.h"
#include "sites.h"

/* ---- What was not read --------------------------------------------------- */

void alint_tf_add_unread(struct alint_tf *tf, const struct alint_source *source, size_t offset,
                         const char *why) {
  struct alint_unread unread = {
      .what = alint_str_printf(tf->arena, "this part of the plan's source was not read: %s", why),
      .give = ALINT_STR("Give --source-root the folder that the plan was made in, as it was then."),
      .low_why = ALINT_STR("the plan itself was judged all the same"),
      .place = {source, {offset, offset}},
  };
  alint_model_add_unread(tf->input, unread);
}

/* ---- Blocks -------------------------------------------------------------- */

void alint_tf_add_block(struct alint_tf_module *module, struct alint_tf *tf,
                        struct alint_tf_block block) {
  struct alint_tf_block *blocks =
      alint_arena_grow(tf->arena, module->blocks, module->count, &module->cap, sizeof *blocks);
  module->blocks = blocks;
  block.order = module->count;
  blocks[module->count++] = block;
}

static void add_blocks(struct alint_tf_module *module, struct alint_tf *tf,
                       const struct alint_tf_file *file) {
  const struct alint_hcl_body *body = &file->hcl.body;
  for (size_t i = 0; i < body->block_count; i++) {
    const struct alint_hcl_block *from = &body->blocks[i];
    struct alint_tf_block block = {
        .file = file, .type = from->type, .header = from->header, .body = &from->body};
    for (size_t k = 0; k < from->label_count && k < 2; k++)
      block.labels[k] = from->labels[k];
    alint_tf_add_block(module, tf, block);
  }
}

/* Order aside. */
static int compare_names(const struct alint_tf_block *a, const struct alint_tf_block *b) {
  int order = alint_str_cmp(a->type, b->type);
  if (order == 0)
    order = alint_str_cmp(a->labels[0], b->labels[0]);
  return order != 0 ? order : alint_str_cmp(a->labels[1], b->labels[1]);
}

static int compare_blocks(const void *left, const void *right) {
  const struct alint_tf_block *a = left, *b = right;
  int order = compare_names(a, b);
  return order != 0 ? order : (a->order > b->order) - (a->order < b->order);
}

const struct alint_tf_block *alint_tf_find_block(const struct alint_tf_module *module,
                                                 const char *type, struct alint_str first,
                                                 struct alint_str second) {
  struct alint_tf_block key = {.type = alint_str(type), .labels = {first, second}};
  size_t low = 0, high = module ? module->count : 0;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (compare_names(&module->blocks[middle], &key) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  bool hit = module && low < module->count && compare_names(&module->blocks[low], &key) == 0;
  return hit ? &module->blocks[low] : NULL;
}

const struct alint_tf_block *alint_tf_next_block(const struct alint_tf_module *module,
                                                 const struct alint_tf_block *block) {
  const struct alint_tf_block *next = block + 1;
  bool same = next < module->blocks + module->count && compare_names(block, next) == 0;
  return same ? next : NULL;
}

/* ---- Attributes ---------------------------------------------------------- */

/* Counts the attributes of that name in one block; gives the last. */
static size_t find_in_block(struct alint_tf_attribute *out, const struct alint_tf_block *block,
                            struct alint_str name) {
  size_t count = 0;
  for (size_t i = 0; block->body && i < block->body->attribute_count; i++) {
    const struct alint_hcl_attribute *attribute = &block->body->attributes[i];
    if (!alint_str_eq(attribute->name, name))
      continue;
    *out = (struct alint_tf_attribute){
        .file = block->file, .name_span = attribute->name_span, .span = attribute->span};
    count++;
  }
  for (size_t i = 0; block->json && i < block->json->count; i++) {
    const struct alint_member *member = &block->json->members[i];
    if (!alint_str_eq(member->key, name))
      continue;
    *out = (struct alint_tf_attribute){.file = block->file,
                                       .name_span = member->key_span,
                                       .span = member->value->span,
                                       .json = member->value};
    count++;
  }
  return count;
}

/* Among blocks of one name, which are next to each other: one of those that do
 * not override, and whatever goes over it. */
static bool find_among(struct alint_tf_attribute *out, const struct alint_tf_module *module,
                       const struct alint_tf_block *first, struct alint_str name) {
  const struct alint_tf_block *end = module->blocks + module->count;
  size_t count = 0, over = 0;
  for (const struct alint_tf_block *b = first; b < end && compare_names(b, first) == 0; b++) {
    struct alint_tf_attribute hit;
    size_t found = find_in_block(&hit, b, name);
    if (found == 0)
      continue;
    *out = hit;
    *(b->file->overrides ? &over : &count) += found;
  }
  return count <= 1 && count + over > 0;
}

static size_t count_plain(const struct alint_tf_module *module,
                          const struct alint_tf_block *first) {
  const struct alint_tf_block *end = module->blocks + module->count;
  size_t count = 0;
  for (const struct alint_tf_block *b = first; b < end && compare_names(b, first) == 0; b++)
    count += !b->file->overrides;
  return count;
}

bool alint_tf_find_attribute(struct alint_tf_attribute *out, const struct alint_tf_module *module,
                             const struct alint_tf_block *block, const char *name) {
  /* Two blocks of one name are no configuration of Terraform's. */
  return !module->no_overrides && count_plain(module, block) == 1 &&
         find_among(out, module, block, alint_str(name));
}

bool alint_tf_find_local(struct alint_tf_attribute *out, const struct alint_tf_module *module,
                         struct alint_str name) {
  const struct alint_str none = {NULL, 0};
  const struct alint_tf_block *locals = alint_tf_find_block(module, "locals", none, none);
  return locals && !module->no_overrides && find_among(out, module, locals, name);
}

void alint_tf_read_attribute(struct alint_hcl_expr **out, struct alint_tf *tf,
                             const struct alint_tf_attribute *attribute) {
  if (attribute->json) {
    alint_tf_json_expression(out, tf, attribute->json);
    return;
  }
  alint_hcl_expression(out, tf->arena, &attribute->file->source, attribute->span);
}

void alint_tf_attribute_text(struct alint_str *out, struct alint_tf *tf,
                             const struct alint_tf_module *module,
                             const struct alint_tf_block *block, const char *name) {
  struct alint_tf_attribute attribute;
  struct alint_hcl_expr *expr;
  *out = (struct alint_str){NULL, 0};
  if (!block || !alint_tf_find_attribute(&attribute, module, block, name))
    return;
  alint_tf_read_attribute(&expr, tf, &attribute);
  if (expr->kind == ALINT_HCL_STRING)
    *out = expr->str;
}

/* ---- Files --------------------------------------------------------------- */

/* Reads what a file holds; ALINT_ESYNTAX and the like are in `err`. */
static int parse_file(struct alint_tf_module *module, struct alint_tf *tf,
                      struct alint_tf_file *file, bool json, struct alint_error *err) {
  struct alint_file on_disk;
  const struct alint_files *files = tf->options->files;
  int status = files->read(files->context, &on_disk, tf->arena, file->source.path,
                           ALINT_MAX_SOURCE_BYTES, err);
  if (status != ALINT_OK)
    return status;
  file->source.bytes = on_disk.bytes.ptr;
  file->source.len = on_disk.bytes.len;
  file->installed = alint_tf_is_installed(on_disk.real);
  alint_source_index(&file->source, tf->arena);
  if (!json) {
    status = alint_hcl_read(&file->hcl, tf->arena, &file->source, err);
    if (status == ALINT_OK)
      add_blocks(module, tf, file);
    return status;
  }
  struct alint_node *root;
  struct alint_span all = {0, on_disk.bytes.len};
  status = alint_json_read(&root, tf->arena, &file->source, all, err);
  if (status == ALINT_OK)
    alint_tf_json_blocks(module, tf, file, root);
  return status;
}

static void read_file(struct alint_tf_module *module, struct alint_tf *tf, struct alint_str name) {
  struct alint_error err = {.status = ALINT_OK};
  struct alint_tf_file *file = alint_arena_alloc(tf->arena, sizeof *file);
  file->overrides = alint_tf_overrides(name);
  file->source.path = alint_tf_join(tf->arena, module->folder, name);
  if (!file->source.path)
    alint_out_of_memory();
  size_t before = module->count;
  int status = parse_file(module, tf, file, alint_tf_is_json(name), &err);
  if (status == ALINT_OK) {
    file->next = module->files;
    module->files = file;
    return;
  }
  if (status == ALINT_ENOMEM)
    alint_out_of_memory();
  module->count = before;
  module->no_overrides = module->no_overrides || file->overrides;
  alint_tf_add_unread(tf, &file->source, err.has_offset ? err.offset : 0, err.text);
}

static void unread_folder(struct alint_tf *tf, const char *folder, const char *why) {
  struct alint_source *source = alint_arena_alloc(tf->arena, sizeof *source);
  source->path = folder[0] ? folder : ".";
  alint_tf_add_unread(tf, source, 0, why);
}

/* A file that only OpenTofu reads, where nobody knows whether it did. */
static void leave_open(struct alint_tf_module *module, struct alint_tf *tf, struct alint_str name) {
  struct alint_source *source = alint_arena_alloc(tf->arena, sizeof *source);
  module->no_overrides = true;
  source->path = alint_tf_join(tf->arena, module->folder, name);
  if (!source->path)
    alint_out_of_memory();
  alint_tf_add_unread(tf, source, 0,
                      "only OpenTofu reads .tofu files, and the plan does not tell whether "
                      "OpenTofu made it");
}

static void read_folder(struct alint_tf_module *module, struct alint_tf *tf) {
  struct alint_str *names;
  size_t count, kept = 0;
  struct alint_error err = {.status = ALINT_OK};
  const struct alint_files *files = tf->options->files;
  int status = files->list(files->context, &names, &count, tf->arena, module->folder, &err);
  if (status == ALINT_ENOMEM)
    alint_out_of_memory();
  if (status != ALINT_OK) {
    unread_folder(tf, module->folder, err.text);
    return;
  }
  enum alint_tf_tool tool = alint_tf_tool_of(tf);
  kept = alint_tf_pick_files(names, count, tool);
  if (kept == 0) {
    unread_folder(tf, module->folder, "there are no .tf files in this folder");
    return;
  }
  for (size_t i = 0; i < kept; i++) {
    if (tf->source->file_count++ < ALINT_MAX_SOURCE_FILES) {
      bool open = tool == ALINT_TF_ANY_TOOL && alint_tf_is_tofu(names[i]);
      if (open)
        leave_open(module, tf, names[i]);
      else
        read_file(module, tf, names[i]);
    } else {
      module->no_overrides = true;
      unread_folder(tf, module->folder, "the source has too many files");
      return;
    }
  }
  if (module->count > 1)
    qsort(module->blocks, module->count, sizeof *module->blocks, compare_blocks);
}

void alint_tf_read_module(struct alint_tf_module **out, struct alint_tf *tf, const char *folder) {
  struct alint_tf_source *source = tf->source;
  for (size_t i = 0; i < source->module_count; i++) {
    *out = source->modules[i];
    if (strcmp((*out)->folder, folder) == 0)
      return;
  }
  struct alint_tf_module **modules =
      alint_arena_grow(tf->arena, (void *)source->modules, source->module_count,
                       &source->module_cap, sizeof(struct alint_tf_module *));
  struct alint_tf_module *module = alint_arena_alloc(tf->arena, sizeof *module);
  source->modules = modules;
  modules[source->module_count++] = module;
  module->folder = folder;
  *out = module;
  read_folder(module, tf);
}
