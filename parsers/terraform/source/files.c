/* SPDX-License-Identifier: Apache-2.0
 *
 * The files of a module: all of one folder, in the order of their names, those
 * that override others last. Which files count and what overriding means:
 * developer.hashicorp.com/terraform/language/files.
 */
#include <stdlib.h>
#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/readers.h"
#include "parsers/terraform/source/sites.h"

/* ---- What was not read --------------------------------------------------- */

void tf_add_unread(TfPlan *tf, const Source *source, size_t offset, const char *why) {
  Unread unread = {
      .what = str_printf(tf->arena, "this part of the plan's source was not read: %s", why),
      .give = STR("Give --source-root the folder that the plan was made in, as it was then."),
      .low_why = STR("the plan itself was judged all the same"),
      .source_span = {source, {offset, offset}},
  };
  input_add_unread(tf->input, unread);
}

/* ---- Blocks -------------------------------------------------------------- */

void tf_add_block(TfModule *module, TfPlan *tf, TfBlock block) {
  TfBlock *blocks =
      arena_grow(tf->arena, module->blocks, module->count, &module->cap, sizeof *blocks);
  module->blocks = blocks;
  block.order = module->count;
  blocks[module->count++] = block;
}

static void add_blocks(TfModule *module, TfPlan *tf, const TfFile *file) {
  const HclBody *body = &file->hcl.body;
  for (size_t i = 0; i < body->block_count; i++) {
    const HclBlock *from = &body->blocks[i];
    TfBlock block = {.file = file, .type = from->type, .header = from->header, .body = &from->body};
    for (size_t k = 0; k < from->label_count && k < 2; k++)
      block.labels[k] = from->labels[k];
    tf_add_block(module, tf, block);
  }
}

/* Order aside. */
static int compare_names(const TfBlock *a, const TfBlock *b) {
  int order = str_cmp(a->type, b->type);
  if (order == 0)
    order = str_cmp(a->labels[0], b->labels[0]);
  return order != 0 ? order : str_cmp(a->labels[1], b->labels[1]);
}

static int compare_blocks(const void *left, const void *right) {
  const TfBlock *a = left, *b = right;
  int order = compare_names(a, b);
  return order != 0 ? order : (a->order > b->order) - (a->order < b->order);
}

const TfBlock *tf_find_block(const TfModule *module, const char *type, Str first, Str second) {
  TfBlock key = {.type = str_of(type), .labels = {first, second}};
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

const TfBlock *tf_next_block(const TfModule *module, const TfBlock *block) {
  const TfBlock *next = block + 1;
  bool same = next < module->blocks + module->count && compare_names(block, next) == 0;
  return same ? next : NULL;
}

/* ---- Attributes ---------------------------------------------------------- */

/* Counts the attributes of that name in one block; gives the last. */
static size_t find_in_block(TfAttribute *out, const TfBlock *block, Str name) {
  size_t count = 0;
  for (size_t i = 0; block->body && i < block->body->attribute_count; i++) {
    const HclAttribute *attribute = &block->body->attributes[i];
    if (!str_eq(attribute->name, name))
      continue;
    *out = (TfAttribute){
        .file = block->file, .name_span = attribute->name_span, .span = attribute->span};
    count++;
  }
  for (size_t i = 0; block->json && i < block->json->count; i++) {
    const Member *member = &block->json->members[i];
    if (!str_eq(member->key, name))
      continue;
    *out = (TfAttribute){.file = block->file,
                         .name_span = member->key_span,
                         .span = member->value->span,
                         .json = member->value};
    count++;
  }
  return count;
}

/* Among blocks of one name, which are next to each other: one of those that do
 * not override, and whatever goes over it. */
static bool find_among(TfAttribute *out, const TfModule *module, const TfBlock *first, Str name) {
  const TfBlock *end = module->blocks + module->count;
  size_t count = 0, over = 0;
  for (const TfBlock *b = first; b < end && compare_names(b, first) == 0; b++) {
    TfAttribute hit;
    size_t found = find_in_block(&hit, b, name);
    if (found == 0)
      continue;
    *out = hit;
    *(b->file->overrides ? &over : &count) += found;
  }
  return count <= 1 && count + over > 0;
}

static size_t count_plain(const TfModule *module, const TfBlock *first) {
  const TfBlock *end = module->blocks + module->count;
  size_t count = 0;
  for (const TfBlock *b = first; b < end && compare_names(b, first) == 0; b++)
    count += !b->file->overrides;
  return count;
}

bool tf_find_attribute(TfAttribute *out, const TfModule *module, const TfBlock *block,
                       const char *name) {
  /* Two blocks of one name are no configuration of Terraform's. */
  return !module->no_overrides && count_plain(module, block) == 1 &&
         find_among(out, module, block, str_of(name));
}

bool tf_find_local(TfAttribute *out, const TfModule *module, Str name) {
  const Str none = {NULL, 0};
  const TfBlock *locals = tf_find_block(module, "locals", none, none);
  return locals && !module->no_overrides && find_among(out, module, locals, name);
}

void tf_read_attribute(HclExpr **out, TfPlan *tf, const TfAttribute *attribute) {
  if (attribute->json) {
    tf_json_expression(out, tf, attribute->json);
    return;
  }
  hcl_expression(out, tf->arena, &attribute->file->source, attribute->span);
}

void tf_attribute_text(Str *out, TfPlan *tf, const TfModule *module, const TfBlock *block,
                       const char *name) {
  TfAttribute attribute;
  HclExpr *expr;
  *out = (Str){NULL, 0};
  if (!block || !tf_find_attribute(&attribute, module, block, name))
    return;
  tf_read_attribute(&expr, tf, &attribute);
  if (expr->kind == HCL_STRING)
    *out = expr->str;
}

/* ---- Files --------------------------------------------------------------- */

/* Reads what a file holds; ERR_SYNTAX and the like are in `err`. */
static int parse_file(TfModule *module, TfPlan *tf, TfFile *file, bool json, Error *err) {
  NamedFile on_disk;
  const FileAccess *files = tf->options->files;
  int status =
      files->read(files->context, &on_disk, tf->arena, file->source.path, MAX_SOURCE_BYTES, err);
  if (status != OK)
    return status;
  file->source.bytes = on_disk.bytes.ptr;
  file->source.len = on_disk.bytes.len;
  file->installed = tf_is_installed(on_disk.real);
  source_index(&file->source, tf->arena);
  if (!json) {
    status = hcl_read(&file->hcl, tf->arena, &file->source, err);
    if (status == OK)
      add_blocks(module, tf, file);
    return status;
  }
  Node *root;
  Span all = {0, on_disk.bytes.len};
  status = json_read(&root, tf->arena, &file->source, all, err);
  if (status == OK)
    tf_json_blocks(module, tf, file, root);
  return status;
}

static void read_file(TfModule *module, TfPlan *tf, Str name) {
  Error err = {.status = OK};
  TfFile *file = arena_alloc(tf->arena, sizeof *file);
  file->overrides = tf_overrides(name);
  file->source.path = tf_join(tf->arena, module->folder, name);
  if (!file->source.path)
    out_of_memory();
  size_t before = module->count;
  int status = parse_file(module, tf, file, tf_is_json(name), &err);
  if (status == OK) {
    file->next = module->files;
    module->files = file;
    return;
  }
  if (status == ERR_MEMORY)
    out_of_memory();
  module->count = before;
  module->no_overrides = module->no_overrides || file->overrides;
  tf_add_unread(tf, &file->source, err.has_offset ? err.offset : 0, err.text);
}

static void unread_folder(TfPlan *tf, const char *folder, const char *why) {
  Source *source = arena_alloc(tf->arena, sizeof *source);
  source->path = folder[0] ? folder : ".";
  tf_add_unread(tf, source, 0, why);
}

/* A file that only OpenTofu reads, where nobody knows whether it did. */
static void leave_open(TfModule *module, TfPlan *tf, Str name) {
  Source *source = arena_alloc(tf->arena, sizeof *source);
  module->no_overrides = true;
  source->path = tf_join(tf->arena, module->folder, name);
  if (!source->path)
    out_of_memory();
  tf_add_unread(tf, source, 0,
                "only OpenTofu reads .tofu files, and the plan does not tell whether "
                "OpenTofu made it");
}

static void read_folder(TfModule *module, TfPlan *tf) {
  Str *names;
  size_t count, kept = 0;
  Error err = {.status = OK};
  const FileAccess *files = tf->options->files;
  int status = files->list(files->context, &names, &count, tf->arena, module->folder, &err);
  if (status == ERR_MEMORY)
    out_of_memory();
  if (status != OK) {
    unread_folder(tf, module->folder, err.text);
    return;
  }
  TfTool tool = tf_tool_of(tf);
  kept = tf_pick_files(names, count, tool);
  if (kept == 0) {
    unread_folder(tf, module->folder, "there are no .tf files in this folder");
    return;
  }
  for (size_t i = 0; i < kept; i++) {
    if (tf->source->file_count++ < MAX_SOURCE_FILES) {
      bool open = tool == TF_ANY_TOOL && tf_is_tofu(names[i]);
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

void tf_read_module(TfModule **out, TfPlan *tf, const char *folder) {
  TfSource *source = tf->source;
  for (size_t i = 0; i < source->module_count; i++) {
    *out = source->modules[i];
    if (strcmp((*out)->folder, folder) == 0)
      return;
  }
  TfModule **modules = arena_grow(tf->arena, (void *)source->modules, source->module_count,
                                  &source->module_cap, sizeof(TfModule *));
  TfModule *module = arena_alloc(tf->arena, sizeof *module);
  source->modules = modules;
  modules[source->module_count++] = module;
  module->folder = folder;
  *out = module;
  read_folder(module, tf);
}
