/* SPDX-License-Identifier: Apache-2.0
 *
 * The configuration in a plan: its references name values that are not known.
 *
 * Addresses in it are relative to their module and have no keys. An expression
 * lists the objects it refers to, and nothing of its text.
 */
#include "parsers/terraform/plan/configuration.h"

#include <stdlib.h>

#include "parsers/terraform/plan/address.h"
#include "parsers/terraform/plan/resource.h"
#include "util/sorted.h"

/* ---- Reading ------------------------------------------------------------- */

static int read_resources(TfPlan *tf, JsonEvent event, void *context) {
  const TfModuleCall *call = context;
  TfKeep keep = {.into = &tf->configuration, .kinds = ~0U};
  if (call)
    keep.module = call->path;
  return tf_read_list(tf, event, "the list of resources", tf_keep_object, &keep);
}

static int read_source(TfPlan *tf, JsonEvent event, void *context) {
  return tf_read_text(&((TfModuleCall *)context)->source, tf, event);
}

static int read_expressions(TfPlan *tf, JsonEvent event, void *context) {
  return tf_keep_value(&((TfModuleCall *)context)->expressions, tf, event);
}

static int read_for_each(TfPlan *tf, JsonEvent event, void *context) {
  return tf_keep_value(&((TfModuleCall *)context)->for_each, tf, event);
}

static int read_count(TfPlan *tf, JsonEvent event, void *context) {
  return tf_keep_value(&((TfModuleCall *)context)->count, tf, event);
}

static int read_depends_on(TfPlan *tf, JsonEvent event, void *context) {
  return tf_keep_value(&((TfModuleCall *)context)->depends_on, tf, event);
}

static int read_outputs(TfPlan *tf, JsonEvent event, void *context) {
  TfModuleCall *call = context;
  return call ? tf_keep_value(&call->outputs, tf, event) : tf_skip(tf, event);
}

static int read_declared(TfPlan *tf, JsonEvent event, void *context) {
  TfModuleCall *call = context;
  return tf_keep_value(call ? &call->declared : &tf->declared, tf, event);
}

static TfRead read_module;

static int read_call(TfPlan *tf, Str name, JsonEvent event, void *context) {
  static const TfKeyReader keys[] = {
      {"source", read_source},
      {"expressions", read_expressions},
      {"for_each_expression", read_for_each},
      {"count_expression", read_count},
      {"depends_on", read_depends_on},
      {"module", read_module},
  };
  const TfModuleCall *up = context;
  Str above = up ? up->path : STR("");
  TfModuleCall call = {.path = str_printf(tf->arena, "%.*s%smodule.%.*s", STR_FMT(above),
                                          up ? "." : "", STR_FMT(name))};
  int status =
      tf_read_object(tf, event, "a module call", keys, sizeof keys / sizeof keys[0], &call);
  if (event == JSON_BEGIN_OBJECT)
    LIST_ADD(tf->arena, &tf->calls, call);
  return status;
}

/* Recurses no deeper than the cursor lets containers nest. */
static int read_calls(TfPlan *tf, JsonEvent event, void *context) {
  return tf_read_named(tf, event, "\"module_calls\"", read_call, context);
}

static int read_module(TfPlan *tf, JsonEvent event, void *context) {
  static const TfKeyReader keys[] = {
      {"resources", read_resources},
      {"module_calls", read_calls},
      {"outputs", read_outputs},
      {"variables", read_declared},
  };
  return tf_read_object(tf, event, "a module", keys, sizeof keys / sizeof keys[0], context);
}

/* Keeps providers of AWS: "aws", "aws.alias", "module.m:aws", or under a local name. */
static int read_provider(TfPlan *tf, Str key, JsonEvent event, void *context) {
  (void)context;
  TfProvider provider = {.key = str_n(arena_copy(tf->arena, key.ptr, key.len), key.len)};
  int status = tf_keep_value(&provider.config, tf, event);
  Str full = tf_string(provider.config, "full_name");
  Str name = tf_string(provider.config, "name");
  bool aws = full.len > 0 ? str_ends(full, "/aws") || str_ends(full, "/awscc")
                          : str_is(name, "aws") || str_is(name, "awscc");
  if (status == OK && aws)
    LIST_ADD(tf->arena, &tf->providers, provider);
  return status;
}

static int read_providers(TfPlan *tf, JsonEvent event, void *context) {
  return tf_read_named(tf, event, "\"provider_config\"", read_provider, context);
}

int tf_read_configuration(TfPlan *tf, JsonEvent event, void *context) {
  static const TfKeyReader keys[] = {
      {"provider_config", read_providers},
      {"root_module", read_module},
  };
  return tf_read_object(tf, event, "\"configuration\"", keys, sizeof keys / sizeof keys[0],
                        context);
}

/* ---- Looking up ---------------------------------------------------------- */

static int compare_addresses(const void *a, const void *b) {
  return str_cmp(((const TfObject *)a)->address, ((const TfObject *)b)->address);
}

static int compare_paths(const void *a, const void *b) {
  return str_cmp(((const TfModuleCall *)a)->path, ((const TfModuleCall *)b)->path);
}

void tf_sort_configuration(TfPlan *tf) {
  TfObjects *objects = &tf->configuration;
  sorted_sort(objects->items, objects->count, sizeof *objects->items, compare_addresses);
  sorted_sort(tf->calls.items, tf->calls.count, sizeof *tf->calls.items, compare_paths);
}

const TfObject *tf_config_for(const TfPlan *tf, Str address) {
  const TfObjects *objects = &tf->configuration;
  if (objects->count == 0)
    return NULL;
  TfObject key = {.address = tf_config_address(tf->arena, address)};
  return bsearch(&key, objects->items, objects->count, sizeof key, compare_addresses);
}

const TfModuleCall *tf_call_of(const TfPlan *tf, Str path) {
  TfModuleCall key = {.path = path};
  if (tf->calls.count == 0)
    return NULL;
  return bsearch(&key, tf->calls.items, tf->calls.count, sizeof key, compare_paths);
}

const TfModuleCall *tf_call_for(const TfPlan *tf, Str instance) {
  Str path = tf_config_address(tf->arena, instance);
  return path.len > 0 ? tf_call_of(tf, str_slice(path, 0, path.len - 1)) : NULL;
}

/* Whether `longer` goes on where `shorter` ends: a.b.c after a.b. */
static bool unwraps_to(Str longer, Str shorter) {
  return longer.len > shorter.len && str_eq(str_slice(longer, 0, shorter.len), shorter) &&
         (longer.ptr[shorter.len] == '.' || longer.ptr[shorter.len] == '[');
}

TfNames tf_references(TfPlan *tf, const Node *expression) {
  const Node *list = node_get(expression, "references");
  TfNames out = {NULL, 0, 0};
  for (size_t i = 0; i < tf_count(list); i++) {
    Str reference = list->items[i]->str;
    if (list->items[i]->kind != NODE_STRING)
      continue;
    /* A reference is followed by its own shorter forms. */
    if (out.count == 0 || !unwraps_to(out.items[out.count - 1], reference))
      LIST_ADD(tf->arena, &out, reference);
  }
  return out;
}
