/* SPDX-License-Identifier: Apache-2.0
 *
 * The configuration in a plan: it gives names to what is not known.
 *
 * Addresses in it are relative to their module and have no keys; an expression
 * tells which objects it refers to, and nothing of its text.
 */
#include <stdlib.h>
#include <string.h>

#include "accounts.h"
#include "address.h"
#include "assumelint/arena.h"
#include "configuration.h"
#include "stream.h"

/* ---- Reading ------------------------------------------------------------- */

int alint_tf_read_variables(struct alint_tf *tf, enum alint_json_event event, void *context) {
  (void)context;
  return alint_tf_keep_value(&tf->variables, tf, event);
}

static int read_resources(struct alint_tf *tf, enum alint_json_event event, void *context) {
  struct alint_tf_keep keep = {.into = &tf->configuration, .kinds = ~0U, .scope = context};
  bool there;
  int status = alint_tf_expect(tf, event, ALINT_JSON_BEGIN_ARRAY, "the list of resources", &there);
  return there ? alint_tf_read_list(tf, alint_tf_keep_object, &keep) : status;
}

/* The call of the module that is being read; NULL for the root module. */
static struct alint_tf_call *call_of(struct alint_tf *tf, void *context) {
  const struct alint_tf_scope *scope = context;
  return scope ? &tf->calls[scope->call] : NULL;
}

static int read_source(struct alint_tf *tf, enum alint_json_event event, void *context) {
  struct alint_str text;
  if (event != ALINT_JSON_STRING || !alint_window_text(&tf->stream->window, &text))
    return alint_window_skip_value(&tf->stream->window, event)
               ? ALINT_OK
               : alint_window_status(&tf->stream->window);
  const char *copy = alint_arena_copy(tf->arena, text.ptr, text.len);
  call_of(tf, context)->source = alint_str_n(copy, text.len);
  return ALINT_OK;
}

static int read_expressions(struct alint_tf *tf, enum alint_json_event event, void *context) {
  return alint_tf_keep_value(&call_of(tf, context)->expressions, tf, event);
}

static int read_for_each(struct alint_tf *tf, enum alint_json_event event, void *context) {
  return alint_tf_keep_value(&call_of(tf, context)->for_each, tf, event);
}

static int read_count(struct alint_tf *tf, enum alint_json_event event, void *context) {
  return alint_tf_keep_value(&call_of(tf, context)->count, tf, event);
}

static int read_depends_on(struct alint_tf *tf, enum alint_json_event event, void *context) {
  return alint_tf_keep_value(&call_of(tf, context)->depends_on, tf, event);
}

static int read_outputs(struct alint_tf *tf, enum alint_json_event event, void *context) {
  struct alint_tf_call *call = call_of(tf, context);
  if (call)
    return alint_tf_keep_value(&call->outputs, tf, event);
  return alint_window_skip_value(&tf->stream->window, event)
             ? ALINT_OK
             : alint_window_status(&tf->stream->window);
}

static int read_declared(struct alint_tf *tf, enum alint_json_event event, void *context) {
  struct alint_tf_call *call = call_of(tf, context);
  return alint_tf_keep_value(call ? &call->declared : &tf->declared, tf, event);
}

/* "module.a.module.b" of a scope, in its place of the list. */
static void keep_call(struct alint_tf *tf, struct alint_tf_scope *scope) {
  struct alint_tf_call *calls =
      alint_arena_grow(tf->arena, tf->calls, tf->call_count, &tf->call_cap, sizeof *calls);
  tf->calls = calls;
  scope->call = tf->call_count++;
  const struct alint_tf_scope *up = scope->up;
  struct alint_str above = up ? calls[up->call].path : (struct alint_str){NULL, 0};
  struct alint_str path = alint_str_printf(tf->arena, "%.*s%smodule.%.*s", ALINT_FMT(above),
                                           up ? "." : "", ALINT_FMT(scope->name));
  calls[scope->call] = (struct alint_tf_call){.path = path};
}

static int read_module(struct alint_tf *tf, enum alint_json_event event, void *context);

static int read_call(struct alint_tf *tf, enum alint_json_event event, void *context) {
  static const struct alint_tf_key keys[] = {
      {"source", read_source},
      {"expressions", read_expressions},
      {"for_each_expression", read_for_each},
      {"count_expression", read_count},
      {"depends_on", read_depends_on},
      {"module", read_module},
  };
  bool there;
  unsigned seen = 0;
  int status = alint_tf_expect(tf, event, ALINT_JSON_BEGIN_OBJECT, "a module call", &there);
  if (there) {
    keep_call(tf, context);
    status = ALINT_OK;
  }
  if (!there || status != ALINT_OK)
    return status;
  return alint_tf_read_object(tf, keys, sizeof keys / sizeof keys[0], context, &seen);
}

/* Members of any name. Recurses no deeper than the cursor lets containers nest. */
static int read_calls(struct alint_tf *tf, enum alint_json_event event, void *context) {
  bool there;
  int status = alint_tf_expect(tf, event, ALINT_JSON_BEGIN_OBJECT, "\"module_calls\"", &there);
  if (!there)
    return status;
  while ((event = alint_window_next(&tf->stream->window)) == ALINT_JSON_KEY) {
    struct alint_str name;
    char copy[ALINT_WINDOW_TEXT];
    if (!alint_window_text(&tf->stream->window, &name))
      name = ALINT_STR("?"); /* too long for any module: nothing will be found under it */
    memcpy(copy, name.ptr, name.len);
    struct alint_tf_scope scope = {.up = context, .name = alint_str_n(copy, name.len)};
    status = read_call(tf, alint_window_next(&tf->stream->window), &scope);
    if (status != ALINT_OK)
      return status;
  }
  return event == ALINT_JSON_END_OBJECT ? ALINT_OK : alint_window_status(&tf->stream->window);
}

static int read_module(struct alint_tf *tf, enum alint_json_event event, void *context) {
  static const struct alint_tf_key keys[] = {
      {"resources", read_resources},
      {"module_calls", read_calls},
      {"outputs", read_outputs},
      {"variables", read_declared},
  };
  bool there;
  unsigned seen = 0;
  int status = alint_tf_expect(tf, event, ALINT_JSON_BEGIN_OBJECT, "a module", &there);
  return there ? alint_tf_read_object(tf, keys, sizeof keys / sizeof keys[0], context, &seen)
               : status;
}

/* Keeps those of AWS: "aws", "aws.alias", "module.m:aws", or under a local name. */
static int read_provider(struct alint_tf *tf, struct alint_str key) {
  struct alint_tf_provider provider = {.key = key};
  int status = alint_tf_keep_value(&provider.config, tf, alint_window_next(&tf->stream->window));
  struct alint_str full = alint_tf_string(provider.config, "full_name");
  struct alint_str name = alint_tf_string(provider.config, "name");
  bool aws = full.len > 0 ? alint_str_ends(full, "/aws") || alint_str_ends(full, "/awscc")
                          : alint_str_is(name, "aws") || alint_str_is(name, "awscc");
  if (status != ALINT_OK || !aws)
    return status;
  alint_tf_add_provider(tf, provider);
  return ALINT_OK;
}

static int read_providers(struct alint_tf *tf, enum alint_json_event event, void *context) {
  (void)context;
  bool there;
  int status = alint_tf_expect(tf, event, ALINT_JSON_BEGIN_OBJECT, "\"provider_config\"", &there);
  if (!there)
    return status;
  while ((event = alint_window_next(&tf->stream->window)) == ALINT_JSON_KEY) {
    struct alint_str key = {NULL, 0};
    if (!alint_window_text(&tf->stream->window, &key))
      key = ALINT_STR("?");
    key.ptr = alint_arena_copy(tf->arena, key.ptr, key.len);
    if (!key.ptr)
      alint_out_of_memory();
    status = read_provider(tf, key);
    if (status != ALINT_OK)
      return status;
  }
  return event == ALINT_JSON_END_OBJECT ? ALINT_OK : alint_window_status(&tf->stream->window);
}

int alint_tf_read_configuration(struct alint_tf *tf, enum alint_json_event event, void *context) {
  static const struct alint_tf_key keys[] = {
      {"provider_config", read_providers},
      {"root_module", read_module},
  };
  (void)context;
  bool there;
  unsigned seen = 0;
  int status = alint_tf_expect(tf, event, ALINT_JSON_BEGIN_OBJECT, "\"configuration\"", &there);
  return there ? alint_tf_read_object(tf, keys, sizeof keys / sizeof keys[0], NULL, &seen) : status;
}

/* ---- Looking up ---------------------------------------------------------- */

static int compare_addresses(const void *a, const void *b) {
  return alint_str_cmp(((const struct alint_tf_object *)a)->address,
                       ((const struct alint_tf_object *)b)->address);
}

static int compare_paths(const void *a, const void *b) {
  return alint_str_cmp(((const struct alint_tf_call *)a)->path,
                       ((const struct alint_tf_call *)b)->path);
}

void alint_tf_sort_configuration(struct alint_tf *tf) {
  if (tf->configuration.count > 1)
    qsort(tf->configuration.items, tf->configuration.count, sizeof *tf->configuration.items,
          compare_addresses);
  if (tf->call_count > 1)
    qsort(tf->calls, tf->call_count, sizeof *tf->calls, compare_paths);
}

static const struct alint_tf_object *config_object(const struct alint_tf *tf,
                                                   struct alint_str address) {
  struct alint_tf_object key = {.address = address};
  return tf->configuration.count > 0
             ? bsearch(&key, tf->configuration.items, tf->configuration.count, sizeof key,
                       compare_addresses)
             : NULL;
}

const struct alint_node *alint_tf_config_of(const struct alint_tf *tf, struct alint_str address) {
  const struct alint_tf_object *hit = config_object(tf, address);
  return hit ? hit->node : NULL;
}

void alint_tf_config_for(const struct alint_tf_object **out, const struct alint_tf *tf,
                         struct alint_str address) {
  struct alint_str config_address;
  *out = NULL;
  if (tf->configuration.count == 0)
    return;
  alint_tf_config_address(&config_address, tf->arena, address);
  *out = config_object(tf, config_address);
}

const struct alint_tf_call *alint_tf_call_of(const struct alint_tf *tf, struct alint_str path) {
  struct alint_tf_call key = {.path = path};
  return tf->call_count > 0 ? bsearch(&key, tf->calls, tf->call_count, sizeof key, compare_paths)
                            : NULL;
}

/* Whether `longer` goes on where `shorter` ends: a.b.c after a.b. */
static bool unwraps_to(struct alint_str longer, struct alint_str shorter) {
  return longer.len > shorter.len &&
         alint_str_eq(alint_str_slice(longer, 0, shorter.len), shorter) &&
         (longer.ptr[shorter.len] == '.' || longer.ptr[shorter.len] == '[');
}

void alint_tf_references(struct alint_str **out, size_t *count, struct alint_tf *tf,
                         const struct alint_node *expression) {
  const struct alint_node *list = alint_node_get(expression, "references");
  *out = NULL;
  *count = 0;
  if (!list || list->kind != ALINT_NODE_LIST)
    return;
  *out = alint_arena_array(tf->arena, list->count, sizeof **out);
  for (size_t i = 0; i < list->count; i++) {
    struct alint_str reference = list->items[i]->str;
    if (list->items[i]->kind != ALINT_NODE_STRING)
      continue;
    /* A reference is followed by its own shorter forms. */
    if (*count > 0 && unwraps_to((*out)[*count - 1], reference))
      continue;
    (*out)[(*count)++] = reference;
  }
}

struct alint_str alint_tf_resource_of(struct alint_str reference) {
  static const char *const others[] = {"var.",    "local.", "each.", "count.",
                                       "module.", "path.",  "self.", "terraform."};
  for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
    if (alint_str_starts(reference, others[i]))
      return (struct alint_str){NULL, 0};
  }
  size_t at = alint_str_starts(reference, "data.") ? 5 : 0;
  size_t dot = alint_str_find(reference, at, '.');
  if (dot >= reference.len)
    return (struct alint_str){NULL, 0};
  size_t end = dot + 1;
  while (end < reference.len && reference.ptr[end] != '.' && reference.ptr[end] != '[')
    end++;
  return alint_str_slice(reference, 0, end);
}
