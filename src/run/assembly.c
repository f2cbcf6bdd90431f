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
#include "run/files.h"

/* The tree of the file; NULL where it cannot be read. */
static int read_manifest(struct alint_node **out, struct alint_arena *arena, const char *path) {
  struct alint_error ignored = {0};
  struct alint_source source = {.path = path};
  struct alint_str bytes;
  *out = NULL;
  int status = alint_read_regular(&bytes, arena, path, ALINT_MAX_MANIFEST_BYTES, &ignored);
  if (status == ALINT_OK) {
    source.bytes = bytes.ptr;
    source.len = bytes.len;
    status = alint_json_read(out, arena, &source, (struct alint_span){0, bytes.len}, &ignored);
  }
  return status == ALINT_ENOMEM ? status : ALINT_OK;
}

/* A name that stays in its folder; NULL for any other. */
static const char *inside(struct alint_arena *arena, struct alint_str name) {
  for (size_t at = 0; at <= name.len;) {
    size_t end = alint_str_find(name, at, '/');
    if (alint_str_is(alint_str_slice(name, at, end), ".."))
      return NULL;
    at = end + 1;
  }
  if (name.len == 0 || name.ptr[0] == '/' || alint_str_has(name, '\0'))
    return NULL;
  return alint_arena_copy(arena, name.ptr, name.len);
}

/* "aws://ACCOUNT/REGION", where unknown-account and unknown-region stand for none. */
static void read_target(struct alint_stack_target *out, struct alint_str environment) {
  static const char scheme[] = "aws://";
  if (!alint_str_starts(environment, scheme))
    return;
  struct alint_str rest = alint_str_slice(environment, sizeof scheme - 1, environment.len);
  size_t slash = alint_str_find(rest, 0, '/');
  struct alint_str account = alint_str_slice(rest, 0, slash);
  struct alint_str region = alint_str_slice(rest, slash + 1, rest.len);
  if (account.len == 12 && alint_str_all_digits(account))
    out->account = account;
  if (region.len > 0 && !alint_str_is(region, "unknown-region"))
    out->region = region;
}

struct artifacts {
  struct alint_assembly *out;
  struct alint_arena *arena;
  size_t refused;
  bool found;
};

static void look_at(struct artifacts *artifacts, const struct alint_node *artifact) {
  struct alint_assembly *out = artifacts->out;
  struct alint_str type = alint_node_get_str(artifact, "type");
  bool stack = alint_str_is(type, "aws:cloudformation:stack");
  if (!stack && !alint_str_is(type, "cdk:cloud-assembly"))
    return;
  artifacts->found = true;
  struct alint_str name = alint_node_get_str(alint_node_get(artifact, "properties"),
                                             stack ? "templateFile" : "directoryName");
  const char *copy = inside(artifacts->arena, name);
  if (!copy) {
    artifacts->refused++;
    return;
  }
  if (!stack) {
    out->nested[out->nested_count++] = copy;
    return;
  }
  read_target(&out->targets[out->stack_count], alint_node_get_str(artifact, "environment"));
  out->templates[out->stack_count++] = copy;
}

int alint_read_assembly(struct alint_assembly *out, bool *found, size_t *refused,
                        struct alint_arena *arena, const char *path) {
  struct alint_node *root;
  struct artifacts artifacts = {.out = out, .arena = arena};
  *out = (struct alint_assembly){.stack_count = 0};
  *found = false;
  int status = read_manifest(&root, arena, path);
  const struct alint_node *list = root ? alint_node_get(root, "artifacts") : NULL;
  if (status != ALINT_OK || !list || list->kind != ALINT_NODE_MAP)
    return status;
  out->templates = alint_arena_array(arena, list->count, sizeof *out->templates);
  out->targets = alint_arena_array(arena, list->count, sizeof *out->targets);
  out->nested = alint_arena_array(arena, list->count, sizeof *out->nested);
  for (size_t i = 0; i < list->count; i++)
    look_at(&artifacts, list->members[i].value);
  *found = artifacts.found;
  *refused = artifacts.refused;
  return ALINT_OK;
}
