/* SPDX-License-Identifier: Apache-2.0
 *
 * The manifest of a cloud assembly lists the templates, with account and region if
 * the app sets them.
 *
 * Source: aws/aws-cdk, cloud-assembly-schema, "manifest.schema.json".
 */
#include "run/assembly.h"

#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "assumelint/node.h"
#include "assumelint/readers.h"
#include "run/files.h"

/* NULL if it cannot be read. */
static const Node *read_manifest(Arena *arena, const char *path) {
  Error ignored = {.status = OK};
  Source source = {.path = path};
  Str bytes;
  Node *root = NULL;
  int status = run_read_regular(&bytes, arena, path, MAX_MANIFEST_BYTES, &ignored);
  if (status == OK) {
    source.bytes = bytes.ptr;
    source.len = bytes.len;
    status = json_read(&root, arena, &source, (Span){0, bytes.len}, &ignored);
  }
  if (status == ERR_MEMORY)
    out_of_memory();
  return status == OK ? root : NULL;
}

/* A copy of the name; NULL if it leads out of the folder. */
static const char *inside(Arena *arena, Str name) {
  for (size_t at = 0; at <= name.len;) {
    size_t end = str_find(name, at, '/');
    if (str_is(str_slice(name, at, end), ".."))
      return NULL;
    at = end + 1;
  }
  if (name.len == 0 || name.ptr[0] == '/' || str_has(name, '\0'))
    return NULL;
  return arena_copy(arena, name.ptr, name.len);
}

/* "aws://ACCOUNT/REGION"; the CDK writes unknown-account and unknown-region for none. */
static void read_target(StackTarget *out, Str environment) {
  static const char scheme[] = "aws://";
  if (!str_starts(environment, scheme))
    return;
  Str rest = str_slice(environment, sizeof scheme - 1, environment.len);
  size_t slash = str_find(rest, 0, '/');
  Str account = str_slice(rest, 0, slash);
  Str region = str_slice(rest, slash + 1, rest.len);
  if (account.len == 12 && str_all_digits(account))
    out->account = account;
  if (region.len > 0 && !str_is(region, "unknown-region"))
    out->region = region;
}

/* False for artifacts of other kinds. */
static bool read_artifact(Assembly *out, Arena *arena, const Node *artifact) {
  Str type = node_get_str(artifact, "type");
  bool stack = str_is(type, "aws:cloudformation:stack");
  if (!stack && !str_is(type, "cdk:cloud-assembly"))
    return false;
  const Node *properties = node_get(artifact, "properties");
  const char *name =
      inside(arena, node_get_str(properties, stack ? "templateFile" : "directoryName"));
  if (!name) {
    out->refused = true;
  } else if (stack) {
    read_target(&out->targets[out->stack_count], node_get_str(artifact, "environment"));
    out->templates[out->stack_count++] = name;
  } else {
    out->nested[out->nested_count++] = name;
  }
  return true;
}

bool run_read_assembly(Assembly *out, Arena *arena, const char *path) {
  bool found = false;
  *out = (Assembly){.stack_count = 0};
  const Node *root = read_manifest(arena, path);
  const Node *list = root ? node_get(root, "artifacts") : NULL;
  if (!list || list->kind != NODE_MAP)
    return false;
  out->templates = arena_array(arena, list->count, sizeof *out->templates);
  out->targets = arena_array(arena, list->count, sizeof *out->targets);
  out->nested = arena_array(arena, list->count, sizeof *out->nested);
  for (size_t i = 0; i < list->count; i++)
    found = read_artifact(out, arena, list->members[i].value) || found;
  return found;
}
