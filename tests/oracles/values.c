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

#include "../../parsers/terraform/view.h"
#include "run/files.h"
#include "util/json_write.h"

static bool write_stdout(void *context, const char *bytes, size_t len) {
  (void)context;
  return fwrite(bytes, 1, len, stdout) == len;
}

/* Values by name become {"name": {"value": ...}}, as a plan has them. */
static const struct alint_node *as_planned(struct alint_arena *arena, struct alint_node *values) {
  struct alint_node *out = alint_node_new(arena, ALINT_NODE_MAP, values->span);
  struct alint_member *members = alint_arena_array(arena, values->count, 2 * sizeof *members);
  out->members = members;
  for (size_t i = 0; i < values->count; i++) {
    struct alint_node *variable = alint_node_new(arena, ALINT_NODE_MAP, values->span);
    struct alint_member *value = &members[values->count + i];
    *value = (struct alint_member){.key = ALINT_STR("value"), .value = values->members[i].value};
    variable->members = value;
    variable->count = 1;
    members[i] = (struct alint_member){.key = values->members[i].key, .value = variable};
    out->count++;
  }
  return out;
}

static void put_local(struct alint_json *json, struct alint_tf *tf,
                      const struct alint_tf_instance *instance, struct alint_str name) {
  struct alint_tf_side side = {.world = ALINT_TF_AFTER};
  struct alint_tf_view view;
  alint_tf_begin_view(&view, tf, &side, instance->site);
  const struct alint_hcl_value *value = alint_tf_evaluate_local(&view, instance, name);
  const struct alint_text *text =
      value && !alint_hcl_value_opaque(value) ? alint_hcl_value_json(tf->arena, value) : NULL;
  alint_json_key_str(json, name);
  if (text && !view.eval.cut && view.eval.choice_count == 0)
    alint_json_str(json, alint_text_print(tf->arena, text));
  else
    alint_json_null(json);
}

static void put_locals(struct alint_json *json, struct alint_tf *tf,
                       const struct alint_tf_instance *instance) {
  const struct alint_tf_module *module = instance->site->module;
  alint_json_object(json);
  for (size_t i = 0; i < module->count; i++) {
    const struct alint_tf_block *block = &module->blocks[i];
    for (size_t k = 0;
         alint_str_is(block->type, "locals") && block->body && k < block->body->attribute_count;
         k++)
      put_local(json, tf, instance, block->body->attributes[k].name);
  }
  alint_json_end(json);
}

int main(int argc, char **argv) {
  struct alint_arena *arena = alint_arena_new(ALINT_MAX_ARENA_BYTES);
  struct alint_input input = {.arena = arena};
  struct alint_error err = {.status = ALINT_OK};
  struct alint_tf_provider provider = {.key = ALINT_STR("aws")};
  struct alint_parse_options options = {.source_root = NULL};
  struct alint_tf tf = {.input = &input, .arena = arena, .err = &err, .options = &options};
  struct alint_tf_instance *instance;
  struct alint_node *values;
  struct alint_disk disk;
  struct alint_str bytes;
  const struct alint_str none = {NULL, 0};
  struct alint_settings settings = {.source_root = argc > 1 ? argv[1] : NULL};
  int exit_status = 2;
  if (!arena || argc != 3 || alint_allow_files(&options, &disk, &settings, &err) != ALINT_OK) {
    fprintf(stderr, "usage: values FOLDER VARIABLES.json\n");
    goto cleanup;
  }
  tf.providers = &provider;
  tf.provider_count = 1;
  tf.source = alint_arena_alloc(arena, sizeof *tf.source);
  int status = alint_read_given(&bytes, arena, argv[2], &err);
  struct alint_span all = {0, bytes.len};
  if (status == ALINT_OK)
    status = alint_json_read_embedded(&values, arena, bytes, all, &err);
  if (status == ALINT_OK)
    tf.variables = as_planned(arena, values);
  if (status == ALINT_OK && tf.variables)
    alint_tf_instance_of(&instance, &tf, none);
  if (status != ALINT_OK || !tf.variables) {
    fprintf(stderr, "values: %s\n", err.text);
    goto cleanup;
  }
  for (size_t i = 0; i < input.unread_count; i++)
    fprintf(stderr, "values: %s: %.*s\n", input.unread[i].place.source->path,
            ALINT_FMT(input.unread[i].what));
  struct alint_out out = {.write = write_stdout};
  struct alint_json json = alint_json(&out);
  put_locals(&json, &tf, instance);
  alint_out_text(&out, "\n");
  exit_status = out.failed ? 2 : 0;
cleanup:
  alint_arena_free(arena);
  return exit_status;
}
