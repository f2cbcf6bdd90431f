/* SPDX-License-Identifier: Apache-2.0
 *
 * The manifest of a cloud assembly: which templates there are, and the account
 * and region of each where the app says them.
 *
 * Source: aws/aws-cdk, cloud-assembly-schema, "manifest.schema.json".
 */
#include "run/assembly.h"

#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "assumelint/node.h"
#include "assumelint/readers.h"
#include "run/files.h"

/* The tree of the file; NULL where it cannot be read. */
static int read_manifest(Node **out, Arena *arena, const char *path) {
  Error ignored = {0};
  Source source = {.path = path};
  Str bytes;
  *out = NULL;
  int status = run_read_regular(&bytes, arena, path, MAX_MANIFEST_BYTES, &ignored);
  if (status == OK) {
    source.bytes = bytes.ptr;
    source.len = bytes.len;
    status = json_read(out, arena, &source, (Span){0, bytes.len}, &ignored);
  }
  return status == ERR_MEMORY ? status : OK;
}

/* A name that stays in its folder; NULL for any other. */
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

/* "aws://ACCOUNT/REGION", where unknown-account and unknown-region stand for none. */
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

struct artifacts {
  Assembly *out;
  Arena *arena;
  size_t refused;
  bool found;
};

static void look_at(struct artifacts *artifacts, const Node *artifact) {
  Assembly *out = artifacts->out;
  Str type = node_get_str(artifact, "type");
  bool stack = str_is(type, "aws:cloudformation:stack");
  if (!stack && !str_is(type, "cdk:cloud-assembly"))
    return;
  artifacts->found = true;
  Str name =
      node_get_str(node_get(artifact, "properties"), stack ? "templateFile" : "directoryName");
  const char *copy = inside(artifacts->arena, name);
  if (!copy) {
    artifacts->refused++;
    return;
  }
  if (!stack) {
    out->nested[out->nested_count++] = copy;
    return;
  }
  read_target(&out->targets[out->stack_count], node_get_str(artifact, "environment"));
  out->templates[out->stack_count++] = copy;
}

int run_read_assembly(Assembly *out, bool *found, size_t *refused, Arena *arena, const char *path) {
  Node *root;
  struct artifacts artifacts = {.out = out, .arena = arena};
  *out = (Assembly){.stack_count = 0};
  *found = false;
  int status = read_manifest(&root, arena, path);
  const Node *list = root ? node_get(root, "artifacts") : NULL;
  if (status != OK || !list || list->kind != NODE_MAP)
    return status;
  out->templates = arena_array(arena, list->count, sizeof *out->templates);
  out->targets = arena_array(arena, list->count, sizeof *out->targets);
  out->nested = arena_array(arena, list->count, sizeof *out->nested);
  for (size_t i = 0; i < list->count; i++)
    look_at(&artifacts, list->members[i].value);
  *found = artifacts.found;
  *refused = artifacts.refused;
  return OK;
}
