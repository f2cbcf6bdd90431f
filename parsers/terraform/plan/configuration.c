/* SPDX-License-Identifier: Apache-2.0
 *
 * The configuration in a plan: it gives names to what is not known.
 *
 * Addresses in it are relative to their module and have no keys; an expression
 * tells which objects it refers to, and nothing of its text.
 */
#include <stdlib.h>
#include <string.h>

#include "assumelint/arena.h"
#include "parsers/terraform/plan/address.h"
#include "parsers/terraform/plan/configuration.h"
#include "parsers/terraform/plan/stream.h"
#include "parsers/terraform/world/accounts.h"

/* ---- Reading ------------------------------------------------------------- */

int tf_read_variables(TfPlan *tf, JsonEvent event, void *context) {
  (void)context;
  return tf_keep_value(&tf->variables, tf, event);
}

static int read_resources(TfPlan *tf, JsonEvent event, void *context) {
  TfKeep keep = {.into = &tf->configuration, .kinds = ~0U, .scope = context};
  bool there;
  int status = tf_expect(tf, event, JSON_BEGIN_ARRAY, "the list of resources", &there);
  return there ? tf_read_list(tf, tf_keep_object, &keep) : status;
}

/* The call of the module that is being read; NULL for the root module. */
static TfModuleCall *call_of(TfPlan *tf, void *context) {
  const TfCallPath *scope = context;
  return scope ? &tf->calls[scope->call] : NULL;
}

static int read_source(TfPlan *tf, JsonEvent event, void *context) {
  Str text;
  if (event != JSON_STRING || !window_text(&tf->stream->window, &text))
    return window_skip_value(&tf->stream->window, event) ? OK : window_status(&tf->stream->window);
  const char *copy = arena_copy(tf->arena, text.ptr, text.len);
  call_of(tf, context)->source = str_n(copy, text.len);
  return OK;
}

static int read_expressions(TfPlan *tf, JsonEvent event, void *context) {
  return tf_keep_value(&call_of(tf, context)->expressions, tf, event);
}

static int read_for_each(TfPlan *tf, JsonEvent event, void *context) {
  return tf_keep_value(&call_of(tf, context)->for_each, tf, event);
}

static int read_count(TfPlan *tf, JsonEvent event, void *context) {
  return tf_keep_value(&call_of(tf, context)->count, tf, event);
}

static int read_depends_on(TfPlan *tf, JsonEvent event, void *context) {
  return tf_keep_value(&call_of(tf, context)->depends_on, tf, event);
}

static int read_outputs(TfPlan *tf, JsonEvent event, void *context) {
  TfModuleCall *call = call_of(tf, context);
  if (call)
    return tf_keep_value(&call->outputs, tf, event);
  return window_skip_value(&tf->stream->window, event) ? OK : window_status(&tf->stream->window);
}

static int read_declared(TfPlan *tf, JsonEvent event, void *context) {
  TfModuleCall *call = call_of(tf, context);
  return tf_keep_value(call ? &call->declared : &tf->declared, tf, event);
}

/* "module.a.module.b" of a scope, in its place of the list. */
static void keep_call(TfPlan *tf, TfCallPath *scope) {
  TfModuleCall *calls =
      arena_grow(tf->arena, tf->calls, tf->call_count, &tf->call_cap, sizeof *calls);
  tf->calls = calls;
  scope->call = tf->call_count++;
  const TfCallPath *up = scope->up;
  Str above = up ? calls[up->call].path : (Str){NULL, 0};
  Str path = str_printf(tf->arena, "%.*s%smodule.%.*s", STR_FMT(above), up ? "." : "",
                        STR_FMT(scope->name));
  calls[scope->call] = (TfModuleCall){.path = path};
}

static int read_module(TfPlan *tf, JsonEvent event, void *context);

static int read_call(TfPlan *tf, JsonEvent event, void *context) {
  static const TfKeyReader keys[] = {
      {"source", read_source},
      {"expressions", read_expressions},
      {"for_each_expression", read_for_each},
      {"count_expression", read_count},
      {"depends_on", read_depends_on},
      {"module", read_module},
  };
  bool there;
  unsigned seen = 0;
  int status = tf_expect(tf, event, JSON_BEGIN_OBJECT, "a module call", &there);
  if (there) {
    keep_call(tf, context);
    status = OK;
  }
  if (!there || status != OK)
    return status;
  return tf_read_object(tf, keys, sizeof keys / sizeof keys[0], context, &seen);
}

/* Members of any name. Recurses no deeper than the cursor lets containers nest. */
static int read_calls(TfPlan *tf, JsonEvent event, void *context) {
  bool there;
  int status = tf_expect(tf, event, JSON_BEGIN_OBJECT, "\"module_calls\"", &there);
  if (!there)
    return status;
  while ((event = window_next(&tf->stream->window)) == JSON_KEY) {
    Str name;
    char copy[WINDOW_TEXT];
    if (!window_text(&tf->stream->window, &name))
      name = STR("?"); /* too long for any module: nothing will be found under it */
    memcpy(copy, name.ptr, name.len);
    TfCallPath scope = {.up = context, .name = str_n(copy, name.len)};
    status = read_call(tf, window_next(&tf->stream->window), &scope);
    if (status != OK)
      return status;
  }
  return event == JSON_END_OBJECT ? OK : window_status(&tf->stream->window);
}

static int read_module(TfPlan *tf, JsonEvent event, void *context) {
  static const TfKeyReader keys[] = {
      {"resources", read_resources},
      {"module_calls", read_calls},
      {"outputs", read_outputs},
      {"variables", read_declared},
  };
  bool there;
  unsigned seen = 0;
  int status = tf_expect(tf, event, JSON_BEGIN_OBJECT, "a module", &there);
  return there ? tf_read_object(tf, keys, sizeof keys / sizeof keys[0], context, &seen) : status;
}

/* Keeps those of AWS: "aws", "aws.alias", "module.m:aws", or under a local name. */
static int read_provider(TfPlan *tf, Str key) {
  TfProvider provider = {.key = key};
  int status = tf_keep_value(&provider.config, tf, window_next(&tf->stream->window));
  Str full = tf_string(provider.config, "full_name");
  Str name = tf_string(provider.config, "name");
  bool aws = full.len > 0 ? str_ends(full, "/aws") || str_ends(full, "/awscc")
                          : str_is(name, "aws") || str_is(name, "awscc");
  if (status != OK || !aws)
    return status;
  tf_add_provider(tf, provider);
  return OK;
}

static int read_providers(TfPlan *tf, JsonEvent event, void *context) {
  (void)context;
  bool there;
  int status = tf_expect(tf, event, JSON_BEGIN_OBJECT, "\"provider_config\"", &there);
  if (!there)
    return status;
  while ((event = window_next(&tf->stream->window)) == JSON_KEY) {
    Str key = {NULL, 0};
    if (!window_text(&tf->stream->window, &key))
      key = STR("?");
    key.ptr = arena_copy(tf->arena, key.ptr, key.len);
    if (!key.ptr)
      out_of_memory();
    status = read_provider(tf, key);
    if (status != OK)
      return status;
  }
  return event == JSON_END_OBJECT ? OK : window_status(&tf->stream->window);
}

int tf_read_configuration(TfPlan *tf, JsonEvent event, void *context) {
  static const TfKeyReader keys[] = {
      {"provider_config", read_providers},
      {"root_module", read_module},
  };
  (void)context;
  bool there;
  unsigned seen = 0;
  int status = tf_expect(tf, event, JSON_BEGIN_OBJECT, "\"configuration\"", &there);
  return there ? tf_read_object(tf, keys, sizeof keys / sizeof keys[0], NULL, &seen) : status;
}

/* ---- Looking up ---------------------------------------------------------- */

static int compare_addresses(const void *a, const void *b) {
  return str_cmp(((const TfObject *)a)->address, ((const TfObject *)b)->address);
}

static int compare_paths(const void *a, const void *b) {
  return str_cmp(((const TfModuleCall *)a)->path, ((const TfModuleCall *)b)->path);
}

void tf_sort_configuration(TfPlan *tf) {
  if (tf->configuration.count > 1)
    qsort(tf->configuration.items, tf->configuration.count, sizeof *tf->configuration.items,
          compare_addresses);
  if (tf->call_count > 1)
    qsort(tf->calls, tf->call_count, sizeof *tf->calls, compare_paths);
}

static const TfObject *config_object(const TfPlan *tf, Str address) {
  TfObject key = {.address = address};
  return tf->configuration.count > 0
             ? bsearch(&key, tf->configuration.items, tf->configuration.count, sizeof key,
                       compare_addresses)
             : NULL;
}

const Node *tf_config_of(const TfPlan *tf, Str address) {
  const TfObject *hit = config_object(tf, address);
  return hit ? hit->node : NULL;
}

void tf_config_for(const TfObject **out, const TfPlan *tf, Str address) {
  Str config_address;
  *out = NULL;
  if (tf->configuration.count == 0)
    return;
  tf_config_address(&config_address, tf->arena, address);
  *out = config_object(tf, config_address);
}

const TfModuleCall *tf_call_of(const TfPlan *tf, Str path) {
  TfModuleCall key = {.path = path};
  return tf->call_count > 0 ? bsearch(&key, tf->calls, tf->call_count, sizeof key, compare_paths)
                            : NULL;
}

/* Whether `longer` goes on where `shorter` ends: a.b.c after a.b. */
static bool unwraps_to(Str longer, Str shorter) {
  return longer.len > shorter.len && str_eq(str_slice(longer, 0, shorter.len), shorter) &&
         (longer.ptr[shorter.len] == '.' || longer.ptr[shorter.len] == '[');
}

void tf_references(Str **out, size_t *count, TfPlan *tf, const Node *expression) {
  const Node *list = node_get(expression, "references");
  *out = NULL;
  *count = 0;
  if (!list || list->kind != NODE_LIST)
    return;
  *out = arena_array(tf->arena, list->count, sizeof **out);
  for (size_t i = 0; i < list->count; i++) {
    Str reference = list->items[i]->str;
    if (list->items[i]->kind != NODE_STRING)
      continue;
    /* A reference is followed by its own shorter forms. */
    if (*count > 0 && unwraps_to((*out)[*count - 1], reference))
      continue;
    (*out)[(*count)++] = reference;
  }
}

Str tf_resource_of(Str reference) {
  static const char *const others[] = {"var.",    "local.", "each.", "count.",
                                       "module.", "path.",  "self.", "terraform."};
  for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
    if (str_starts(reference, others[i]))
      return (Str){NULL, 0};
  }
  size_t at = str_starts(reference, "data.") ? 5 : 0;
  size_t dot = str_find(reference, at, '.');
  if (dot >= reference.len)
    return (Str){NULL, 0};
  size_t end = dot + 1;
  while (end < reference.len && reference.ptr[end] != '.' && reference.ptr[end] != '[')
    end++;
  return str_slice(reference, 0, end);
}
