/* SPDX-License-Identifier: Apache-2.0
 *
 * Modules as they call each other: from the address of a module to its folder.
 * A module that is called by a relative path is in that folder; others are
 * where `terraform init` put them, which .terraform/modules/modules.json tells.
 */
#include <string.h>

#include "address.h"
#include "assumelint/arena.h"
#include "configuration.h"
#include "sites.h"

/* ---- Paths --------------------------------------------------------------- */

/* Where the last part of a path begins that may be left out by "..": the path's
 * length where there is none. */
static size_t last_part(struct alint_str path) {
  size_t at = path.len;
  while (at > 0 && path.ptr[at - 1] != '/')
    at--;
  struct alint_str part = alint_str_slice(path, at, path.len);
  return part.len == 0 || alint_str_is(part, "..") || alint_str_is(part, ".") ? path.len : at;
}

const char *alint_tf_join(struct alint_arena *arena, const char *folder, struct alint_str path) {
  struct alint_buf buf = alint_buf(arena);
  alint_buf_add(&buf, folder);
  for (size_t at = 0; at < path.len;) {
    size_t end = alint_str_find(path, at, '/');
    struct alint_str part = alint_str_slice(path, at, end);
    at = end + 1;
    if (part.len == 0 || alint_str_is(part, "."))
      continue;
    while (buf.len > 1 && buf.ptr[buf.len - 1] == '/')
      buf.len--;
    struct alint_str so_far = alint_buf_str(&buf);
    if (alint_str_is(part, "..") && last_part(so_far) < so_far.len) {
      buf.len = last_part(so_far);
      buf.ptr[buf.len] = '\0';
      continue;
    }
    if (buf.len > 0 && buf.ptr[buf.len - 1] != '/')
      alint_buf_add_char(&buf, '/');
    alint_buf_add_str(&buf, part);
  }
  while (buf.len > 1 && buf.ptr[buf.len - 1] == '/')
    buf.ptr[--buf.len] = '\0';
  if (buf.failed)
    return NULL;
  return buf.len > 0 ? buf.ptr : "";
}

/* ---- Folders ------------------------------------------------------------- */

static bool is_relative(struct alint_str source) {
  return alint_str_starts(source, "./") || alint_str_starts(source, "../");
}

/* "a.b" for "module.a.module.b". */
static struct alint_str manifest_key(struct alint_arena *arena, struct alint_str path) {
  struct alint_buf buf = alint_buf(arena);
  for (size_t at = 0; at < path.len;) {
    size_t name = alint_str_find(path, at, '.') + 1, end = alint_str_find(path, name, '.');
    alint_buf_add(&buf, at > 0 ? "." : "");
    alint_buf_add_str(&buf, alint_str_slice(path, name, end));
    at = end + 1;
  }
  return buf.failed ? (struct alint_str){NULL, 0} : alint_buf_str(&buf);
}

static void read_manifest(struct alint_tf *tf) {
  const struct alint_files *files = tf->options->files;
  struct alint_error err = {.status = ALINT_OK};
  struct alint_file file;
  struct alint_node *root;
  const char *path =
      alint_tf_join(tf->arena, tf->source->folder, ALINT_STR(".terraform/modules/modules.json"));
  if (!path)
    alint_out_of_memory();
  int status = files->read(files->context, &file, tf->arena, path, ALINT_MAX_SOURCE_BYTES, &err);
  if (status == ALINT_OK) {
    struct alint_span span = {0, file.bytes.len};
    status = alint_json_read_embedded(&root, tf->arena, file.bytes, span, &err);
  }
  if (status == ALINT_OK)
    tf->source->manifest = alint_node_get(root, "Modules");
  if (status == ALINT_ENOMEM)
    alint_out_of_memory();
}

/* The folder that `terraform init` put a module in; empty where it is not known. */
static void installed_folder(struct alint_str *out, struct alint_tf *tf, struct alint_str path) {
  struct alint_str key = manifest_key(tf->arena, path);
  const struct alint_node *list = tf->source->manifest;
  *out = (struct alint_str){NULL, 0};
  if (!key.ptr)
    alint_out_of_memory();
  for (size_t i = 0; list && list->kind == ALINT_NODE_LIST && i < list->count; i++) {
    if (alint_str_eq(alint_tf_string(list->items[i], "Key"), key))
      *out = alint_tf_string(list->items[i], "Dir");
  }
  /* Somewhere else on the machine it was made on. */
  if (alint_str_starts(*out, "/"))
    *out = (struct alint_str){NULL, 0};
}

bool alint_tf_is_installed(struct alint_str path) {
  for (size_t at = 0, end; at < path.len; at = end + 1) {
    end = alint_str_find(path, at, '/');
    if (alint_str_is(alint_str_slice(path, at, end), ".terraform"))
      return true;
  }
  return false;
}

/* From the folder of the root module; NULL where it is not known. */
static void find_folder(const char **out, struct alint_tf *tf, struct alint_tf_site *site) {
  const struct alint_tf_call *call = alint_tf_call_of(tf, site->path);
  const struct alint_tf_module *up = site->up->module;
  struct alint_str source = call ? call->source : (struct alint_str){NULL, 0}, folder;
  const char *from = "";
  *out = NULL;
  if (source.len == 0 && site->call)
    alint_tf_attribute_text(&source, tf, up, site->call, "source");
  if (is_relative(source) && up && site->up->folder) {
    folder = source;
    from = site->up->folder;
    site->own = site->up->own && !alint_tf_is_installed(source);
  } else {
    installed_folder(&folder, tf, site->path);
    if (folder.len == 0)
      return;
  }
  *out = alint_tf_join(tf->arena, from, folder);
  if (!(*out))
    alint_out_of_memory();
}

/* ---- Sites --------------------------------------------------------------- */

static void new_site(struct alint_tf_site **out, struct alint_tf *tf, struct alint_str path) {
  struct alint_tf_source *source = tf->source;
  struct alint_tf_site **sites =
      alint_arena_grow(tf->arena, (void *)source->sites, source->site_count, &source->site_cap,
                       sizeof(struct alint_tf_site *));
  *out = alint_arena_alloc(tf->arena, sizeof **out);
  source->sites = sites;
  sites[source->site_count++] = *out;
  (*out)->path = path;
}

static const struct alint_tf_site *known_site(const struct alint_tf *tf, struct alint_str path) {
  for (size_t i = 0; i < tf->source->site_count; i++) {
    if (alint_str_eq(tf->source->sites[i]->path, path))
      return tf->source->sites[i];
  }
  return NULL;
}

static void add_root(struct alint_tf *tf) {
  struct alint_tf_site *root;
  struct alint_tf_module *module;
  const struct alint_str none = {NULL, 0};
  const char *given = tf->options->source_root;
  /* A folder as it was given, but for "." and slashes at its end. */
  bool here = strcmp(given, ".") == 0 || strcmp(given, "./") == 0;
  tf->source->folder = alint_tf_join(tf->arena, here ? "" : given, none);
  if (!tf->source->folder)
    alint_out_of_memory();
  read_manifest(tf);
  new_site(&root, tf, none);
  alint_tf_read_module(&module, tf, tf->source->folder);
  root->module = module;
  root->folder = "";
  root->own = true;
  alint_tf_read_ignores(tf, module);
}

/* The site below `up` that is called by that name. */
static void find_site(const struct alint_tf_site **out, struct alint_tf *tf,
                      const struct alint_tf_site *up, struct alint_str name) {
  const struct alint_str none = {NULL, 0};
  struct alint_str path = alint_str_printf(tf->arena, "%.*s%smodule.%.*s", ALINT_FMT(up->path),
                                           up->path.len > 0 ? "." : "", ALINT_FMT(name));
  struct alint_tf_site *site;
  const char *folder;
  *out = known_site(tf, path);
  if (*out)
    return;
  new_site(&site, tf, path);
  site->name = name;
  site->up = up;
  site->call = alint_tf_find_block(up->module, "module", name, none);
  *out = site;
  find_folder(&folder, tf, site);
  if (!folder)
    return;
  struct alint_tf_module *module;
  const char *place = alint_tf_join(tf->arena, tf->source->folder, alint_str(folder));
  if (!place)
    alint_out_of_memory();
  alint_tf_read_module(&module, tf, place);
  site->module = module;
  site->folder = folder;
  if (site->own)
    alint_tf_read_ignores(tf, module);
}

/* ---- Instances ----------------------------------------------------------- */

void alint_tf_enter(struct alint_tf_instance **out, struct alint_tf *tf,
                    const struct alint_tf_instance *up, struct alint_str name,
                    struct alint_str key) {
  struct alint_tf_instance *instance = alint_arena_alloc(tf->arena, sizeof *instance);
  *out = instance;
  instance->up = up;
  instance->key = key;
  instance->prefix = alint_str_printf(tf->arena, "%.*smodule.%.*s%.*s.", ALINT_FMT(up->prefix),
                                      ALINT_FMT(name), ALINT_FMT(key));
  find_site(&instance->site, tf, up->site, name);
}

void alint_tf_instance_of(struct alint_tf_instance **out, struct alint_tf *tf,
                          struct alint_str prefix) {
  if (tf->source->site_count == 0)
    add_root(tf);
  *out = alint_arena_alloc(tf->arena, sizeof **out);
  (*out)->site = tf->source->sites[0];
  for (size_t at = 0; at < prefix.len;) {
    struct alint_str rest = alint_str_slice(prefix, at, prefix.len);
    size_t len = alint_tf_first_module(rest);
    struct alint_str step = alint_str_slice(rest, sizeof "module." - 1, len - 1);
    size_t key = alint_str_find(step, 0, '[');
    alint_tf_enter(out, tf, *out, alint_str_slice(step, 0, key),
                   alint_str_slice(step, key, step.len));
    at += len;
  }
}
