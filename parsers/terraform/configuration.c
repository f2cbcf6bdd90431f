/* SPDX-License-Identifier: Apache-2.0
 *
 * The configuration in a plan: it gives names to what is not known.
 *
 * Addresses in it are relative to their module and have no keys; an expression
 * tells which objects it refers to, and nothing of its text.
 */
#include <stdlib.h>
#include <string.h>

#include "plan.h"

/* ---- Reading ------------------------------------------------------------- */

static int read_resources(struct alint_tf *tf, enum alint_json_event event, void *context) {
  struct alint_tf_keep keep = {
      .into = &tf->configuration,
      .kinds = ALINT_TF_BIT(ALINT_TF_ROLE) | ALINT_TF_BIT(ALINT_TF_ROLE_ATTACHMENT) |
               ALINT_TF_BIT(ALINT_TF_ROLE_POLICY) | ALINT_TF_BIT(ALINT_TF_POLICY_DOCUMENT),
      .scope = context,
  };
  bool there;
  int status = alint_tf_expect(tf, event, ALINT_JSON_BEGIN_ARRAY, "the list of resources", &there);
  return there ? alint_tf_read_list(tf, alint_tf_keep_object, &keep) : status;
}

static int read_module(struct alint_tf *tf, enum alint_json_event event, void *context);

static int read_call_source(struct alint_tf *tf, enum alint_json_event event, void *context) {
  const struct alint_tf_scope *scope = context;
  struct alint_str text;
  if (!alint_tf_wants_source(tf) || event != ALINT_JSON_STRING ||
      !alint_window_text(&tf->window, &text))
    return alint_window_skip_value(&tf->window, event) ? ALINT_OK
                                                       : alint_window_status(&tf->window);
  const char *copy = alint_arena_copy(tf->arena, text.ptr, text.len);
  if (!copy)
    return alint_no_memory(tf->err);
  tf->calls[scope->call].source = alint_str_n(copy, text.len);
  return ALINT_OK;
}

static int read_call_expressions(struct alint_tf *tf, enum alint_json_event event, void *context) {
  const struct alint_tf_scope *scope = context;
  const struct alint_node *expressions;
  if (!alint_tf_wants_source(tf))
    return alint_window_skip_value(&tf->window, event) ? ALINT_OK
                                                       : alint_window_status(&tf->window);
  int status = alint_tf_keep_value(&expressions, tf, event);
  if (status == ALINT_OK)
    tf->calls[scope->call].expressions = expressions;
  return status;
}

/* "module.a.module.b" of a scope, in its place of the list. */
static int keep_call(struct alint_tf *tf, struct alint_tf_scope *scope) {
  struct alint_tf_call *calls =
      alint_arena_grow(tf->arena, tf->calls, tf->call_count, &tf->call_cap, sizeof *calls);
  if (!calls)
    return alint_no_memory(tf->err);
  tf->calls = calls;
  scope->call = tf->call_count++;
  const struct alint_tf_scope *up = scope->up;
  struct alint_str above = up ? calls[up->call].path : (struct alint_str){NULL, 0};
  struct alint_str path = alint_str_printf(tf->arena, "%.*s%smodule.%.*s", ALINT_FMT(above),
                                           up ? "." : "", ALINT_FMT(scope->name));
  calls[scope->call].path = path;
  return path.ptr ? ALINT_OK : alint_no_memory(tf->err);
}

static int read_call(struct alint_tf *tf, enum alint_json_event event, void *context) {
  static const struct alint_tf_key keys[] = {
      {"source", read_call_source},
      {"expressions", read_call_expressions},
      {"module", read_module},
  };
  bool there;
  unsigned seen = 0;
  int status = alint_tf_expect(tf, event, ALINT_JSON_BEGIN_OBJECT, "a module call", &there);
  if (there && alint_tf_wants_source(tf))
    status = keep_call(tf, context);
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
  while ((event = alint_window_next(&tf->window)) == ALINT_JSON_KEY) {
    struct alint_str name;
    char copy[ALINT_WINDOW_TEXT];
    if (!alint_window_text(&tf->window, &name))
      name = ALINT_STR("?"); /* too long for any module: nothing will be found under it */
    memcpy(copy, name.ptr, name.len);
    struct alint_tf_scope scope = {.up = context, .name = alint_str_n(copy, name.len)};
    status = read_call(tf, alint_window_next(&tf->window), &scope);
    if (status != ALINT_OK)
      return status;
  }
  return event == ALINT_JSON_END_OBJECT ? ALINT_OK : alint_window_status(&tf->window);
}

/* Of the root module, which has no scope. */
static int read_declared(struct alint_tf *tf, enum alint_json_event event, void *context) {
  if (!context && alint_tf_wants_source(tf))
    return alint_tf_keep_value(&tf->declared, tf, event);
  return alint_window_skip_value(&tf->window, event) ? ALINT_OK : alint_window_status(&tf->window);
}

static int read_module(struct alint_tf *tf, enum alint_json_event event, void *context) {
  static const struct alint_tf_key keys[] = {
      {"resources", read_resources},
      {"module_calls", read_calls},
      {"variables", read_declared},
  };
  bool there;
  unsigned seen = 0;
  int status = alint_tf_expect(tf, event, ALINT_JSON_BEGIN_OBJECT, "a module", &there);
  return there ? alint_tf_read_object(tf, keys, sizeof keys / sizeof keys[0], context, &seen)
               : status;
}

/* Counts "aws", "aws.alias" and "module.m:aws". */
static int read_providers(struct alint_tf *tf, enum alint_json_event event, void *context) {
  (void)context;
  bool there;
  int status = alint_tf_expect(tf, event, ALINT_JSON_BEGIN_OBJECT, "\"provider_config\"", &there);
  if (!there)
    return status;
  while ((event = alint_window_next(&tf->window)) == ALINT_JSON_KEY) {
    struct alint_str key = {NULL, 0};
    if (alint_window_text(&tf->window, &key)) {
      size_t colon = key.len;
      while (colon > 0 && key.ptr[colon - 1] != ':')
        colon--;
      key = alint_str_slice(key, colon, key.len);
    }
    if (alint_str_starts(key, "aws"))
      tf->aws_providers++;
    if (!alint_window_skip_value(&tf->window, alint_window_next(&tf->window)))
      return alint_window_status(&tf->window);
  }
  return event == ALINT_JSON_END_OBJECT ? ALINT_OK : alint_window_status(&tf->window);
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

void alint_tf_sort_configuration(struct alint_tf *tf) {
  if (tf->configuration.count > 1)
    qsort(tf->configuration.items, tf->configuration.count, sizeof *tf->configuration.items,
          compare_addresses);
}

const struct alint_node *alint_tf_config_of(const struct alint_tf *tf, struct alint_str address) {
  struct alint_tf_object key = {.address = address};
  if (tf->configuration.count == 0)
    return NULL;
  const struct alint_tf_object *hit = bsearch(
      &key, tf->configuration.items, tf->configuration.count, sizeof key, compare_addresses);
  return hit ? hit->node : NULL;
}

/* Whether `longer` goes on where `shorter` ends: a.b.c after a.b. */
static bool unwraps_to(struct alint_str longer, struct alint_str shorter) {
  return longer.len > shorter.len &&
         alint_str_eq(alint_str_slice(longer, 0, shorter.len), shorter) &&
         (longer.ptr[shorter.len] == '.' || longer.ptr[shorter.len] == '[');
}

int alint_tf_references(struct alint_str **out, size_t *count, struct alint_tf *tf,
                        const struct alint_node *expression) {
  const struct alint_node *list = alint_node_get(expression, "references");
  *out = NULL;
  *count = 0;
  if (!list || list->kind != ALINT_NODE_LIST)
    return ALINT_OK;
  *out = alint_arena_array(tf->arena, list->count, sizeof **out);
  if (!*out)
    return alint_no_memory(tf->err);
  for (size_t i = 0; i < list->count; i++) {
    struct alint_str reference = list->items[i]->str;
    if (list->items[i]->kind != ALINT_NODE_STRING)
      continue;
    /* A reference is followed by its own shorter forms. */
    if (*count > 0 && unwraps_to((*out)[*count - 1], reference))
      continue;
    (*out)[(*count)++] = reference;
  }
  return ALINT_OK;
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
