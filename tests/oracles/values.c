/* SPDX-License-Identifier: Apache-2.0
 *
 * Prints what the reader of Terraform's source makes of the local values of a
 * folder, as JSON: {NAME: JSON TEXT}, with what is not known as ${name}. For
 * comparing it with Terraform itself: tests/oracles/terraform.py.
 *
 *   values FOLDER VARIABLES.json
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "assumelint/readers.h"
#include "parsers/terraform/world/scope.h"
#include "run/files.h"
#include "util/json_write.h"

static bool write_stdout(void *context, const char *bytes, size_t len) {
  (void)context;
  return fwrite(bytes, 1, len, stdout) == len;
}

/* Values by name become {"name": {"value": ...}}, as a plan has them. */
static const Node *as_planned(Arena *arena, Node *values) {
  Node *out = node_new(arena, NODE_MAP, values->span);
  Member *members = arena_array(arena, values->count, 2 * sizeof *members);
  out->members = members;
  for (size_t i = 0; i < values->count; i++) {
    Node *variable = node_new(arena, NODE_MAP, values->span);
    Member *value = &members[values->count + i];
    *value = (Member){.key = STR("value"), .value = values->members[i].value};
    variable->members = value;
    variable->count = 1;
    members[i] = (Member){.key = values->members[i].key, .value = variable};
    out->count++;
  }
  return out;
}

static void put_local(JsonWriter *json, TfPlan *tf, const TfModuleInstance *instance, Str name) {
  TfResource resource = {.world = TF_AFTER};
  TfScope scope;
  tf_begin_scope(&scope, tf, &resource, instance->site);
  const HclValue *value = tf_evaluate_local(&scope, instance, name);
  const Text *text = value && !hcl_value_opaque(value) ? hcl_value_json(tf->arena, value) : NULL;
  json_key(json, name);
  if (text && !scope.eval.cut && scope.eval.choice_count == 0)
    json_str(json, NULL, text_print(tf->arena, text));
  else
    json_null(json, NULL);
}

static void put_locals(JsonWriter *json, TfPlan *tf, const TfModuleInstance *instance) {
  const TfModule *module = instance->site->module;
  json_object(json, NULL);
  for (size_t i = 0; i < module->blocks.count; i++) {
    const TfBlock *block = &module->blocks.items[i];
    for (size_t k = 0;
         str_is(block->type, "locals") && block->body && k < block->body->attribute_count; k++)
      put_local(json, tf, instance, block->body->attributes[k].name);
  }
  json_end(json);
}

int main(int argc, char **argv) {
  Arena *arena = arena_new(MAX_ARENA_BYTES);
  Input input = {.arena = arena};
  Error err = {.status = OK};
  TfProvider provider = {.key = STR("aws")};
  ParseOptions options = {.source_root = NULL};
  TfPlan tf = {.input = &input, .arena = arena, .err = &err, .options = &options};
  TfModuleInstance *instance = NULL;
  Node *values;
  Disk disk;
  Str bytes;
  const Str none = {NULL, 0};
  Settings settings = {.source_root = argc > 1 ? argv[1] : NULL};
  int exit_status = 2;
  if (!arena || argc != 3 || run_allow_files(&options, &disk, &settings, &err) != OK) {
    fprintf(stderr, "usage: values FOLDER VARIABLES.json\n");
    goto cleanup;
  }
  tf.providers = (TfProviders){&provider, 1, 1};
  tf.source = arena_alloc(arena, sizeof *tf.source);
  int status = run_read_given(&bytes, arena, argv[2], &err);
  Span all = {0, bytes.len};
  if (status == OK)
    status = json_read_embedded(&values, arena, bytes, all, &err);
  if (status == OK)
    tf.variables = as_planned(arena, values);
  if (status == OK && tf.variables)
    instance = tf_instance_of(&tf, none);
  if (status != OK || !tf.variables) {
    fprintf(stderr, "values: %s\n", err.text);
    goto cleanup;
  }
  for (size_t i = 0; i < input.unread_count; i++)
    fprintf(stderr, "values: %s: %.*s\n", input.unread[i].source_span.source->path,
            STR_FMT(input.unread[i].what));
  Out out = {.write = write_stdout};
  JsonWriter json = json_writer(&out);
  put_locals(&json, &tf, instance);
  out_text(&out, "\n");
  exit_status = out.failed ? 2 : 0;
cleanup:
  arena_free(arena);
  return exit_status;
}
