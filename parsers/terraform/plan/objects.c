/* SPDX-License-Identifier: Apache-2.0
 *
 * Resource objects from the stream. An object is held back until its `type`
 * is known, whatever the order of its keys; an object of a wanted type becomes a tree in
 * the arena, whose nodes all have the span of the whole object.
 */
#include <stdlib.h>

#include "assumelint/arena.h"
#include "assumelint/readers.h"
#include "parsers/terraform/plan/address.h"
#include "parsers/terraform/plan/others.h"
#include "parsers/terraform/plan/stream.h"

/* ---- Duplicate keys ------------------------------------------------------ */

static int compare_keys(const void *a, const void *b) {
  return str_cmp(*(const Str *)a, *(const Str *)b);
}

static int check_map(const Node *map, Arena *arena, Error *err) {
  Str *keys = arena_array(arena, map->count, sizeof *keys);
  for (size_t i = 0; i < map->count; i++)
    keys[i] = map->members[i].key;
  qsort(keys, map->count, sizeof *keys, compare_keys);
  for (size_t i = 1; i < map->count; i++) {
    if (str_eq(keys[i - 1], keys[i]))
      return error_set_at(
          err, ERR_SYNTAX, map->span.begin,
          "a key appears twice in this object: readers disagree on which one counts");
  }
  return OK;
}

/* Recurses no deeper than MAX_DEPTH, which the reader has checked. */
static int check_keys(const Node *root, Arena *arena, Error *err) {
  int status = root->kind == NODE_MAP && root->count > 1 ? check_map(root, arena, err) : OK;
  for (size_t i = 0; i < root->count && status == OK; i++) {
    const Node *child = node_child(root, i);
    if (child->count > 0)
      status = check_keys(child, arena, err);
  }
  return status;
}

int tf_read_tree(Node **out, TfPlan *tf, Str json, Span span, Error *err) {
  int status = json_read_embedded(out, tf->arena, json, span, err);
  return status == OK ? check_keys(*out, tf->arena, err) : status;
}

/* ---- Keeping ------------------------------------------------------------- */

static int add_object(TfPlan *tf, const TfKeep *keep, Str bytes, Span span) {
  TfObject object = {.span = span};
  int status = tf_read_tree(&object.node, tf, bytes, span, tf->err);
  if (status != OK)
    return status;
  bool data = str_is(tf_string(object.node, "mode"), "data");
  object.type = tf_type_of(tf_string(object.node, "type"), data);
  if (!object.type || !(keep->kinds & TF_BIT(object.type->kind)))
    return OK;
  object.address = tf_string(object.node, "address");
  if (keep->module.len > 0)
    object.address =
        str_printf(tf->arena, "%.*s.%.*s", STR_FMT(keep->module), STR_FMT(object.address));
  stream_keep_position(tf->stream, span);
  LIST_ADD(tf->arena, keep->into, object);
  return OK;
}

enum finding { TYPE_UNKNOWN, TYPE_WANTED, TYPE_NOT_WANTED };

/* A resource object that is being read. */
struct reading {
  const TfKeep *keep;
  enum finding type;
  Str address; /* where it is kept for its values */
};

/* One member of a resource object, whose key was just read. */
static int read_member(TfPlan *tf, struct reading *reading) {
  Window *w = &tf->stream->window;
  Str text;
  bool is_text = window_text(w, &text);
  if (reading->keep->others && is_text && str_is(text, "address"))
    return tf_read_text(&reading->address, tf, window_next(w));
  bool is_type = is_text && str_is(text, "type");
  if (is_type && reading->type != TYPE_UNKNOWN)
    return error_set_at(tf->err, ERR_SYNTAX, w->cursor.token.begin,
                        "the key \"type\" appears twice in one object");
  JsonEvent event = window_next(w);
  if (!is_type)
    return tf_skip(tf, event);
  if (event == JSON_ERROR)
    return window_status(w);
  if (event != JSON_STRING)
    return error_set_at(tf->err, ERR_SYNTAX, w->cursor.token.begin,
                        "the type of a resource is not a string");
  bool wanted = window_text(w, &text) && tf_type_wanted(text, reading->keep->kinds);
  reading->type = wanted ? TYPE_WANTED : TYPE_NOT_WANTED;
  if (!wanted && !reading->keep->others)
    window_drop(w);
  return OK;
}

int tf_keep_object(TfPlan *tf, JsonEvent event, void *context) {
  struct reading reading = {.keep = context, .type = TYPE_UNKNOWN};
  Window *w = &tf->stream->window;
  Span span = w->cursor.token;
  if (event != JSON_BEGIN_OBJECT)
    return error_set_at(tf->err, ERR_SYNTAX, span.begin, "a resource is not an object");
  window_hold(w);
  while ((event = window_next(w)) == JSON_KEY) {
    int status = read_member(tf, &reading);
    if (status != OK)
      return status;
  }
  if (event != JSON_END_OBJECT)
    return window_status(w);
  span.end = w->cursor.token.end;
  if (reading.type == TYPE_UNKNOWN)
    return error_set_at(tf->err, ERR_SYNTAX, span.begin, "a resource without a type");
  if (reading.type == TYPE_NOT_WANTED && !reading.keep->others)
    return OK;
  Str bytes;
  int status = window_held(w, &bytes);
  if (reading.type == TYPE_WANTED)
    return status == OK ? add_object(tf, reading.keep, bytes, span) : status;
  if (status == OK) /* else it is too large to be kept for its values */
    tf_add_other(tf, reading.keep->prior, reading.address, bytes);
  return OK;
}

int tf_keep_value(const Node **out, TfPlan *tf, JsonEvent event) {
  Window *w = &tf->stream->window;
  Span span = w->cursor.token;
  Str bytes;
  Node *node;
  *out = NULL;
  if (event != JSON_BEGIN_OBJECT && event != JSON_BEGIN_ARRAY)
    return tf_skip(tf, event);
  window_hold(w);
  if (!window_skip_value(w, event))
    return window_status(w);
  span.end = w->cursor.token.end;
  int status = window_held(w, &bytes);
  if (status == OK)
    status = tf_read_tree(&node, tf, bytes, span, tf->err);
  if (status == OK)
    *out = node;
  return status;
}

/* ---- The modules of a state ---------------------------------------------- */

/* A module while it is read. */
struct module {
  TfKeep *keep;
  Str address;        /* known only when all of it is read; empty: the root module */
  size_t first, last; /* its own resources among those kept */
};

static int read_address(TfPlan *tf, JsonEvent event, void *context) {
  struct module *module = context;
  return tf_read_text(&module->address, tf, event);
}

static int read_resources(TfPlan *tf, JsonEvent event, void *context) {
  struct module *module = context;
  module->first = module->keep->into->count;
  int status = tf_read_list(tf, event, "the list of resources", tf_keep_object, module->keep);
  module->last = module->keep->into->count;
  return status;
}

/* Terraform 0.12 wrote addresses that begin in the module and have no key. */
static void complete_address(TfPlan *tf, TfObject *object, Str module) {
  const Node *index = node_get(object->node, "index");
  Str key = {NULL, 0}, address = object->address;
  bool keyless = address.len > 0 && tf_key_of(address).len == 0;
  if (keyless && index && index->kind == NODE_NUMBER)
    key = str_printf(tf->arena, "[%.*s]", STR_FMT(index->str));
  else if (keyless && index && index->kind == NODE_STRING)
    key = tf_quote_key(tf->arena, index->str);
  bool inside = module.len == 0 || address.len == 0 || str_starts(address, "module.");
  if (inside && key.len == 0)
    return;
  object->address = str_printf(tf->arena, "%.*s%s%.*s%.*s", inside ? 0 : (int)module.len,
                               module.ptr, inside ? "" : ".", STR_FMT(address), STR_FMT(key));
}

static TfRead read_children;

static int read_module(TfPlan *tf, JsonEvent event, void *keep) {
  static const TfKeyReader keys[] = {
      {"address", read_address},
      {"resources", read_resources},
      {"child_modules", read_children},
  };
  struct module module = {.keep = keep, .address = {"", 0}};
  int status = tf_read_object(tf, event, "a module", keys, sizeof keys / sizeof keys[0], &module);
  for (size_t i = module.first; i < module.last && status == OK; i++)
    complete_address(tf, &module.keep->into->items[i], module.address);
  return status;
}

/* Recurses no deeper than the cursor lets containers nest. */
static int read_children(TfPlan *tf, JsonEvent event, void *context) {
  const struct module *module = context;
  return tf_read_list(tf, event, "the list of modules", read_module, module->keep);
}

int tf_read_values(TfPlan *tf, JsonEvent event, void *keep) {
  static const TfKeyReader keys[] = {{"root_module", read_module}};
  return tf_read_object(tf, event, "\"values\"", keys, 1, keep);
}
