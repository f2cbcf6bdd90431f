/* SPDX-License-Identifier: Apache-2.0
 *
 * The files of a module: all of one folder, in the order of their names, the ones
 * that override others last (developer.hashicorp.com/terraform/language/files).
 * OpenTofu reads main.tofu instead of main.tf; Terraform knows no such files
 * (opentofu.org/docs/language/files).
 */
#include <stdlib.h>
#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/readers.h"
#include "parsers/terraform/plan/resource.h"
#include "parsers/terraform/source/sites.h"
#include "util/sorted.h"

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

/* ---- Which files count ----------------------------------------------------- */

enum tool { TERRAFORM, OPENTOFU, ANY_TOOL };

/* By the length of what they end in: the longer first. */
static const struct {
  const char *end;
  size_t len;
  bool json, tofu;
} kinds[] = {
    {".tofu.json", 10, true, true},
    {".tf.json", 8, true, false},
    {".tofu", 5, false, true},
    {".tf", 3, false, false},
};

enum { KIND_COUNT = sizeof kinds / sizeof kinds[0] };

/* KIND_COUNT for any other file. */
static size_t kind_of(Str name) {
  size_t i = 0;
  while (i < KIND_COUNT && !str_ends(name, kinds[i].end))
    i++;
  return i;
}

static bool counts(Str name) {
  bool left_out = str_starts(name, ".") || str_ends(name, "~") ||
                  (str_starts(name, "#") && str_ends(name, "#"));
  return !left_out && kind_of(name) < KIND_COUNT;
}

static bool is_json(Str name) {
  size_t kind = kind_of(name);
  return kind < KIND_COUNT && kinds[kind].json;
}

static bool is_tofu(Str name) {
  size_t kind = kind_of(name);
  return kind < KIND_COUNT && kinds[kind].tofu;
}

static Str stem_of(Str name) {
  size_t kind = kind_of(name);
  return str_slice(name, 0, kind < KIND_COUNT ? name.len - kinds[kind].len : name.len);
}

static bool overrides(Str name) {
  Str stem = stem_of(name);
  return str_is(stem, "override") || str_ends(stem, "_override");
}

/* Files that override come last. */
static int compare_files(const void *left, const void *right) {
  const Str *a = left, *b = right;
  int order = (int)overrides(*a) - (int)overrides(*b);
  return order != 0 ? order : str_cmp(*a, *b);
}

/* Whether OpenTofu reads another file instead of the first. In sorted order, files that begin
 * alike come behind it. */
static bool is_replaced(const Str *names, size_t count) {
  Str stem = stem_of(names[0]);
  for (size_t i = 1; i < count && !is_tofu(names[0]); i++) {
    if (!str_eq(str_slice(names[i], 0, stem.len), stem))
      break;
    if (is_tofu(names[i]) && is_json(names[i]) == is_json(names[0]) &&
        str_eq(stem_of(names[i]), stem))
      return true;
  }
  return false;
}

/* Puts the files that count to the front, in the order they are read in. Gives their number. */
static size_t pick_files(Str *names, size_t count, enum tool tool) {
  size_t kept = 0, left = 0;
  for (size_t i = 0; i < count; i++) {
    if (counts(names[i]) && !(tool == TERRAFORM && is_tofu(names[i])))
      names[kept++] = names[i];
  }
  sorted_sort(names, kept, sizeof *names, compare_files);
  if (tool != OPENTOFU)
    return kept;
  /* ".tf" comes before ".tofu": what replaces a file is not yet moved. Files
   * beyond the limit are not looked at. */
  for (size_t i = 0; i < kept; i++) {
    if (i > MAX_SOURCE_FILES || !is_replaced(names + i, kept - i))
      names[left++] = names[i];
  }
  return left;
}

/* Which program made the plan, by the registry of its providers. */
static enum tool tool_of(const TfPlan *tf) {
  bool terraform = false, tofu = false;
  for (size_t i = 0; i < tf->providers.count; i++) {
    Str full = tf_string(tf->providers.items[i].config, "full_name");
    terraform = terraform || str_starts(full, "registry.terraform.io/");
    tofu = tofu || str_starts(full, "registry.opentofu.org/");
  }
  if (terraform == tofu)
    return ANY_TOOL;
  return tofu ? OPENTOFU : TERRAFORM;
}

/* ---- Reading --------------------------------------------------------------- */

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

/* Reads what a file holds; the text of a failure is in `err`. */
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
  file->overrides = overrides(name);
  file->source.path = tf_join(tf->arena, module->folder, name);
  size_t before = module->blocks.count;
  int status = parse_file(module, tf, file, is_json(name), &err);
  if (status == ERR_MEMORY)
    out_of_memory();
  if (status == OK) {
    file->next = module->files;
    module->files = file;
    return;
  }
  module->blocks.count = before;
  module->no_overrides = module->no_overrides || file->overrides;
  tf_add_unread(tf, &file->source, err.has_offset ? err.offset : 0, err.text);
}

static void unread_path(TfPlan *tf, const char *path, const char *why) {
  Source *source = arena_alloc(tf->arena, sizeof *source);
  source->path = path;
  tf_add_unread(tf, source, 0, why);
}

static void unread_folder(TfPlan *tf, const TfModule *module, const char *why) {
  unread_path(tf, module->folder[0] ? module->folder : ".", why);
}

static void read_folder(TfModule *module, TfPlan *tf) {
  Str *names;
  size_t count;
  Error err = {.status = OK};
  const FileAccess *files = tf->options->files;
  int status = files->list(files->context, &names, &count, tf->arena, module->folder, &err);
  if (status == ERR_MEMORY)
    out_of_memory();
  if (status != OK) {
    unread_folder(tf, module, err.text);
    return;
  }
  enum tool tool = tool_of(tf);
  count = pick_files(names, count, tool);
  if (count == 0)
    unread_folder(tf, module, "there are no .tf files in this folder");
  for (size_t i = 0; i < count; i++) {
    if (tf->source->file_count++ >= MAX_SOURCE_FILES) {
      module->no_overrides = true;
      unread_folder(tf, module, "the source has too many files");
      return;
    }
    if (tool == ANY_TOOL && is_tofu(names[i])) {
      module->no_overrides = true;
      unread_path(tf, tf_join(tf->arena, module->folder, names[i]),
                  "only OpenTofu reads .tofu files, and the plan does not say whether "
                  "OpenTofu made it");
    } else {
      read_file(module, tf, names[i]);
    }
  }
  tf_sort_blocks(module);
}

TfModule *tf_read_module(TfPlan *tf, const char *folder) {
  TfSource *source = tf->source;
  for (size_t i = 0; i < source->modules.count; i++) {
    if (strcmp(source->modules.items[i]->folder, folder) == 0)
      return source->modules.items[i];
  }
  TfModule *module = arena_alloc(tf->arena, sizeof *module);
  LIST_ADD(tf->arena, &source->modules, module);
  module->folder = folder;
  read_folder(module, tf);
  return module;
}
