/* SPDX-License-Identifier: Apache-2.0
 *
 * Modules as they call each other: from the address of a module to its folder.
 * A module that is called by a relative path is in that folder; others are
 * where `terraform init` put them, which .terraform/modules/modules.json lists.
 */
#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "assumelint/readers.h"
#include "parsers/terraform/plan/address.h"
#include "parsers/terraform/plan/configuration.h"
#include "parsers/terraform/source/sites.h"

/* ---- Paths --------------------------------------------------------------- */

/* Where the last part of a path begins that ".." takes away; the path's length where there is
 * none. */
static size_t last_part(Str path) {
  size_t at = path.len;
  while (at > 0 && path.ptr[at - 1] != '/')
    at--;
  Str part = str_slice(path, at, path.len);
  return part.len == 0 || str_is(part, "..") || str_is(part, ".") ? path.len : at;
}

const char *tf_join(Arena *arena, const char *folder, Str path) {
  Buf buf = buf_in(arena);
  buf_add(&buf, folder);
  for (size_t at = 0; at < path.len;) {
    size_t end = str_find(path, at, '/');
    Str part = str_slice(path, at, end);
    at = end + 1;
    if (part.len == 0 || str_is(part, "."))
      continue;
    while (buf.len > 1 && buf.ptr[buf.len - 1] == '/')
      buf.len--;
    Str so_far = buf_str(&buf);
    if (str_is(part, "..") && last_part(so_far) < so_far.len) {
      buf.len = last_part(so_far);
      buf.ptr[buf.len] = '\0';
      continue;
    }
    if (buf.len > 0 && buf.ptr[buf.len - 1] != '/')
      buf_add_char(&buf, '/');
    buf_add_str(&buf, part);
  }
  while (buf.len > 1 && buf.ptr[buf.len - 1] == '/')
    buf.ptr[--buf.len] = '\0';
  return tf_built(&buf).len > 0 ? buf.ptr : "";
}

/* ---- Folders ------------------------------------------------------------- */

static bool is_relative(Str source) {
  return str_starts(source, "./") || str_starts(source, "../");
}

/* "a.b" for "module.a.module.b". */
static Str manifest_key(Arena *arena, Str path) {
  Buf buf = buf_in(arena);
  for (size_t at = 0; at < path.len;) {
    size_t name = str_find(path, at, '.') + 1, end = str_find(path, name, '.');
    buf_add(&buf, at > 0 ? "." : "");
    buf_add_str(&buf, str_slice(path, name, end));
    at = end + 1;
  }
  return tf_built(&buf);
}

static void read_manifest(TfPlan *tf) {
  const FileAccess *files = tf->options->files;
  Error ignored = {.status = OK};
  NamedFile file;
  const char *path = tf_join(tf->arena, tf->source->folder, STR(".terraform/modules/modules.json"));
  int status = files->read(files->context, &file, tf->arena, path, MAX_SOURCE_BYTES, &ignored);
  if (status == ERR_MEMORY)
    out_of_memory();
  if (status != OK)
    return;
  Span span = {0, file.bytes.len};
  tf->source->manifest = node_get(json_parse(tf->arena, file.bytes, span), "Modules");
}

/* The folder that `terraform init` put a module in; empty where it is not known. */
static Str installed_folder(TfPlan *tf, Str path) {
  Str key = manifest_key(tf->arena, path), folder = {NULL, 0};
  const Node *list = tf->source->manifest;
  for (size_t i = 0; i < tf_count(list); i++) {
    if (str_eq(tf_string(list->items[i], "Key"), key))
      folder = tf_string(list->items[i], "Dir");
  }
  /* An absolute path is of the machine where `terraform init` ran. */
  return str_starts(folder, "/") ? (Str){NULL, 0} : folder;
}

bool tf_is_installed(Str path) {
  for (size_t at = 0, end; at < path.len; at = end + 1) {
    end = str_find(path, at, '/');
    if (str_is(str_slice(path, at, end), ".terraform"))
      return true;
  }
  return false;
}

/* From the folder of the root module; NULL where it is not known. */
static const char *find_folder(TfPlan *tf, TfSite *site) {
  const TfModuleCall *call = tf_call_of(tf, site->path);
  const TfSite *up = site->up;
  Str source = call ? call->source : (Str){NULL, 0};
  if (source.len == 0)
    source = tf_attribute_text(tf, up->module, site->call, "source");
  if (is_relative(source) && up->module && up->folder) {
    site->own = up->own && !tf_is_installed(source);
    return tf_join(tf->arena, up->folder, source);
  }
  Str folder = installed_folder(tf, site->path);
  return folder.len > 0 ? tf_join(tf->arena, "", folder) : NULL;
}

/* ---- Sites --------------------------------------------------------------- */

static TfSite *new_site(TfPlan *tf, Str path) {
  TfSite *site = arena_alloc(tf->arena, sizeof *site);
  LIST_ADD(tf->arena, &tf->source->sites, site);
  site->path = path;
  return site;
}

static void read_site(TfSite *site, TfPlan *tf, const char *folder) {
  TfModule *module = tf_read_module(tf, folder);
  site->module = module;
  if (site->own)
    tf_read_suppressions(tf, module);
}

static void add_root(TfPlan *tf) {
  const Str none = {NULL, 0};
  const char *given = tf->options->source_root;
  /* The folder as it was given, but for "." and slashes at its end. */
  bool here = strcmp(given, ".") == 0 || strcmp(given, "./") == 0;
  tf->source->folder = tf_join(tf->arena, here ? "" : given, none);
  read_manifest(tf);
  TfSite *root = new_site(tf, none);
  root->folder = "";
  root->own = true;
  read_site(root, tf, tf->source->folder);
}

/* The site below `up` that is called by that name. */
static const TfSite *find_site(TfPlan *tf, const TfSite *up, Str name) {
  const Str none = {NULL, 0};
  Str path = str_printf(tf->arena, "%.*s%smodule.%.*s", STR_FMT(up->path),
                        up->path.len > 0 ? "." : "", STR_FMT(name));
  for (size_t i = 0; i < tf->source->sites.count; i++) {
    if (str_eq(tf->source->sites.items[i]->path, path))
      return tf->source->sites.items[i];
  }
  TfSite *site = new_site(tf, path);
  site->name = name;
  site->up = up;
  site->call = tf_find_block(up->module, "module", name, none);
  site->folder = find_folder(tf, site);
  if (site->folder)
    read_site(site, tf, tf_join(tf->arena, tf->source->folder, str_of(site->folder)));
  return site;
}

/* ---- Instances ----------------------------------------------------------- */

TfModuleInstance *tf_enter(TfPlan *tf, const TfModuleInstance *up, Str name, Str key) {
  TfModuleInstance *instance = arena_alloc(tf->arena, sizeof *instance);
  instance->site = find_site(tf, up->site, name);
  instance->up = up;
  instance->key = key;
  instance->prefix = str_printf(tf->arena, "%.*smodule.%.*s%.*s.", STR_FMT(up->prefix),
                                STR_FMT(name), STR_FMT(key));
  return instance;
}

TfModuleInstance *tf_instance_of(TfPlan *tf, Str prefix) {
  if (tf->source->sites.count == 0)
    add_root(tf);
  TfModuleInstance *instance = arena_alloc(tf->arena, sizeof *instance);
  instance->site = tf->source->sites.items[0];
  for (size_t at = 0; at < prefix.len;) {
    Str rest = str_slice(prefix, at, prefix.len);
    size_t len = tf_first_module(rest);
    Str step = str_slice(rest, sizeof "module." - 1, len - 1);
    size_t key = str_find(step, 0, '[');
    instance = tf_enter(tf, instance, str_slice(step, 0, key), str_slice(step, key, step.len));
    at += len;
  }
  return instance;
}
