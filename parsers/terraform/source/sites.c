/* SPDX-License-Identifier: Apache-2.0
 *
 * Modules as they call each other: from the address of a module to its folder.
 * A module that is called by a relative path is in that folder; others are
 * where `terraform init` put them, which .terraform/modules/modules.json tells.
 */
#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "assumelint/readers.h"
#include "parsers/terraform/plan/address.h"
#include "parsers/terraform/plan/configuration.h"
#include "parsers/terraform/source/sites.h"

/* ---- Paths --------------------------------------------------------------- */

/* Where the last part of a path begins that may be left out by "..": the path's
 * length where there is none. */
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
  if (buf.failed)
    return NULL;
  return buf.len > 0 ? buf.ptr : "";
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
  return buf.failed ? (Str){NULL, 0} : buf_str(&buf);
}

static void read_manifest(TfPlan *tf) {
  const FileAccess *files = tf->options->files;
  Error err = {.status = OK};
  NamedFile file;
  Node *root;
  const char *path = tf_join(tf->arena, tf->source->folder, STR(".terraform/modules/modules.json"));
  if (!path)
    out_of_memory();
  int status = files->read(files->context, &file, tf->arena, path, MAX_SOURCE_BYTES, &err);
  if (status == OK) {
    Span span = {0, file.bytes.len};
    status = json_read_embedded(&root, tf->arena, file.bytes, span, &err);
  }
  if (status == OK)
    tf->source->manifest = node_get(root, "Modules");
  if (status == ERR_MEMORY)
    out_of_memory();
}

/* The folder that `terraform init` put a module in; empty where it is not known. */
static void installed_folder(Str *out, TfPlan *tf, Str path) {
  Str key = manifest_key(tf->arena, path);
  const Node *list = tf->source->manifest;
  *out = (Str){NULL, 0};
  if (!key.ptr)
    out_of_memory();
  for (size_t i = 0; list && list->kind == NODE_LIST && i < list->count; i++) {
    if (str_eq(tf_string(list->items[i], "Key"), key))
      *out = tf_string(list->items[i], "Dir");
  }
  /* Somewhere else on the machine it was made on. */
  if (str_starts(*out, "/"))
    *out = (Str){NULL, 0};
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
static void find_folder(const char **out, TfPlan *tf, TfSite *site) {
  const TfModuleCall *call = tf_call_of(tf, site->path);
  const TfModule *up = site->up->module;
  Str source = call ? call->source : (Str){NULL, 0}, folder;
  const char *from = "";
  *out = NULL;
  if (source.len == 0 && site->call)
    tf_attribute_text(&source, tf, up, site->call, "source");
  if (is_relative(source) && up && site->up->folder) {
    folder = source;
    from = site->up->folder;
    site->own = site->up->own && !tf_is_installed(source);
  } else {
    installed_folder(&folder, tf, site->path);
    if (folder.len == 0)
      return;
  }
  *out = tf_join(tf->arena, from, folder);
  if (!(*out))
    out_of_memory();
}

/* ---- Sites --------------------------------------------------------------- */

static void new_site(TfSite **out, TfPlan *tf, Str path) {
  TfSource *source = tf->source;
  TfSite **sites = arena_grow(tf->arena, (void *)source->sites, source->site_count,
                              &source->site_cap, sizeof(TfSite *));
  *out = arena_alloc(tf->arena, sizeof **out);
  source->sites = sites;
  sites[source->site_count++] = *out;
  (*out)->path = path;
}

static const TfSite *known_site(const TfPlan *tf, Str path) {
  for (size_t i = 0; i < tf->source->site_count; i++) {
    if (str_eq(tf->source->sites[i]->path, path))
      return tf->source->sites[i];
  }
  return NULL;
}

static void add_root(TfPlan *tf) {
  TfSite *root;
  TfModule *module;
  const Str none = {NULL, 0};
  const char *given = tf->options->source_root;
  /* A folder as it was given, but for "." and slashes at its end. */
  bool here = strcmp(given, ".") == 0 || strcmp(given, "./") == 0;
  tf->source->folder = tf_join(tf->arena, here ? "" : given, none);
  if (!tf->source->folder)
    out_of_memory();
  read_manifest(tf);
  new_site(&root, tf, none);
  tf_read_module(&module, tf, tf->source->folder);
  root->module = module;
  root->folder = "";
  root->own = true;
  tf_read_suppressions(tf, module);
}

/* The site below `up` that is called by that name. */
static void find_site(const TfSite **out, TfPlan *tf, const TfSite *up, Str name) {
  const Str none = {NULL, 0};
  Str path = str_printf(tf->arena, "%.*s%smodule.%.*s", STR_FMT(up->path),
                        up->path.len > 0 ? "." : "", STR_FMT(name));
  TfSite *site;
  const char *folder;
  *out = known_site(tf, path);
  if (*out)
    return;
  new_site(&site, tf, path);
  site->name = name;
  site->up = up;
  site->call = tf_find_block(up->module, "module", name, none);
  *out = site;
  find_folder(&folder, tf, site);
  if (!folder)
    return;
  TfModule *module;
  const char *place = tf_join(tf->arena, tf->source->folder, str_of(folder));
  if (!place)
    out_of_memory();
  tf_read_module(&module, tf, place);
  site->module = module;
  site->folder = folder;
  if (site->own)
    tf_read_suppressions(tf, module);
}

/* ---- Instances ----------------------------------------------------------- */

void tf_enter(TfModuleInstance **out, TfPlan *tf, const TfModuleInstance *up, Str name, Str key) {
  TfModuleInstance *instance = arena_alloc(tf->arena, sizeof *instance);
  *out = instance;
  instance->up = up;
  instance->key = key;
  instance->prefix = str_printf(tf->arena, "%.*smodule.%.*s%.*s.", STR_FMT(up->prefix),
                                STR_FMT(name), STR_FMT(key));
  find_site(&instance->site, tf, up->site, name);
}

void tf_instance_of(TfModuleInstance **out, TfPlan *tf, Str prefix) {
  if (tf->source->site_count == 0)
    add_root(tf);
  *out = arena_alloc(tf->arena, sizeof **out);
  (*out)->site = tf->source->sites[0];
  for (size_t at = 0; at < prefix.len;) {
    Str rest = str_slice(prefix, at, prefix.len);
    size_t len = tf_first_module(rest);
    Str step = str_slice(rest, sizeof "module." - 1, len - 1);
    size_t key = str_find(step, 0, '[');
    tf_enter(out, tf, *out, str_slice(step, 0, key), str_slice(step, key, step.len));
    at += len;
  }
}
