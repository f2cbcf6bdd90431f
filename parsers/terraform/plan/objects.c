/* SPDX-License-Identifier: Apache-2.0
 *
 * Resource objects out of the stream. An object is held back until its `type`
 * is known, whatever the order of its keys; one that matters becomes a tree in
 * the arena, every node of it with the span of the whole object.
 */
#include <stdlib.h>

#include "assumelint/arena.h"
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
      return error_set_at(err, ERR_SYNTAX, map->span.begin,
                          "a key stands twice in this object: readers disagree which counts");
  }
  return OK;
}

/* Recurses no deeper than MAX_DEPTH: the reader has seen to it. */
int tf_check_keys(const Node *root, Arena *arena, Error *err) {
  int status = OK;
  if (root->kind == NODE_MAP && root->count > 1)
    status = check_map(root, arena, err);
  for (size_t i = 0; i < root->count && status == OK; i++) {
    const Node *child = root->kind == NODE_MAP ? root->members[i].value : root->items[i];
    if (child->count > 0)
      status = tf_check_keys(child, arena, err);
  }
  return status;
}

/* ---- Keeping ------------------------------------------------------------- */

/* "module.a.module.b." and the address of a resource in it. */
static void scoped_address(Str *out, TfPlan *tf, const TfCallPath *scope, Str address) {
  const TfCallPath *path[MAX_DEPTH];
  size_t depth = 0;
  for (; scope && depth < MAX_DEPTH; scope = scope->up)
    path[depth++] = scope;
  Buf buf = buf_in(tf->arena);
  while (depth > 0) {
    buf_add(&buf, "module.");
    buf_add_str(&buf, path[--depth]->name);
    buf_add_char(&buf, '.');
  }
  buf_add_str(&buf, address);
  *out = buf_str(&buf);
  if (buf.failed)
    out_of_memory();
}

static int add_object(TfPlan *tf, const TfKeep *keep, Str bytes, Span span) {
  TfObject object = {.span = span};
  int status = json_read_embedded(&object.node, tf->arena, bytes, span, tf->err);
  if (status == OK)
    status = tf_check_keys(object.node, tf->arena, tf->err);
  if (status != OK)
    return status;
  bool data = str_is(tf_string(object.node, "mode"), "data");
  object.type = tf_type_of(tf_string(object.node, "type"), data);
  if (!object.type || !(keep->kinds & TF_BIT(object.type->kind)))
    return OK;
  scoped_address(&object.address, tf, keep->scope, tf_string(object.node, "address"));
  stream_mark(tf->stream, span);
  TfObjects *into = keep->into;
  TfObject *items = arena_grow(tf->arena, into->items, into->count, &into->cap, sizeof *items);
  into->items = items;
  items[into->count++] = object;
  return OK;
}

enum finding { TYPE_UNKNOWN, TYPE_WANTED, TYPE_NOT_WANTED };

/* A resource object that is being read. */
struct reading {
  const TfKeep *keep;
  enum finding type;
  Str address; /* where it is kept for its values */
};

/* Takes the address along; one that is too long is none. */
static int take_address(TfPlan *tf, struct reading *reading) {
  Window *w = &tf->stream->window;
  Str text;
  JsonEvent event = window_next(w);
  if (event != JSON_STRING || !window_text(w, &text))
    return window_skip_value(w, event) ? OK : window_status(w);
  reading->address.ptr = arena_copy(tf->arena, text.ptr, text.len);
  reading->address.len = text.len;
  if (!reading->address.ptr)
    out_of_memory();
  return OK;
}

/* One member of a resource object, whose key was just given. */
static int read_member(TfPlan *tf, struct reading *reading) {
  Window *w = &tf->stream->window;
  enum finding *type = &reading->type;
  Str text;
  if (reading->keep->others && window_text(w, &text) && str_is(text, "address"))
    return take_address(tf, reading);
  bool is_type = window_text(w, &text) && str_is(text, "type");
  if (is_type && *type != TYPE_UNKNOWN)
    return error_set_at(tf->err, ERR_SYNTAX, w->cursor.token.begin,
                        "the key \"type\" stands twice in one object");
  JsonEvent event = window_next(w);
  if (!is_type)
    return window_skip_value(w, event) ? OK : window_status(w);
  if (event == JSON_ERROR)
    return window_status(w);
  if (event != JSON_STRING)
    return error_set_at(tf->err, ERR_SYNTAX, w->cursor.token.begin,
                        "the type of a resource is no string");
  bool wanted = window_text(w, &text) && tf_type_wanted(text, reading->keep->kinds);
  *type = wanted ? TYPE_WANTED : TYPE_NOT_WANTED;
  if (!wanted && !reading->keep->others)
    window_drop(w);
  return OK;
}

int tf_keep_object(TfPlan *tf, JsonEvent event, void *context) {
  struct reading reading = {.keep = context, .type = TYPE_UNKNOWN};
  Window *w = &tf->stream->window;
  Span span = w->cursor.token;
  if (event != JSON_BEGIN_OBJECT)
    return error_set_at(tf->err, ERR_SYNTAX, span.begin, "a resource is no object");
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
  Str bytes;
  if (reading.type == TYPE_NOT_WANTED && !reading.keep->others)
    return OK;
  int status = window_held(w, &bytes);
  if (reading.type == TYPE_NOT_WANTED) {
    if (status == OK)
      tf_add_other(tf, reading.keep->prior, reading.address, bytes);
    return OK;
  } /* too large to be looked at */
  return status == OK ? add_object(tf, reading.keep, bytes, span) : status;
}

int tf_keep_value(const Node **out, TfPlan *tf, JsonEvent event) {
  Window *w = &tf->stream->window;
  Span span = w->cursor.token;
  Str bytes;
  Node *node;
  *out = NULL;
  if (event != JSON_BEGIN_OBJECT && event != JSON_BEGIN_ARRAY)
    return window_skip_value(w, event) ? OK : window_status(w);
  window_hold(w);
  if (!window_skip_value(w, event))
    return window_status(w);
  span.end = w->cursor.token.end;
  int status = window_held(w, &bytes);
  if (status == OK)
    status = json_read_embedded(&node, tf->arena, bytes, span, tf->err);
  if (status == OK)
    status = tf_check_keys(node, tf->arena, tf->err);
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
  Str text;
  if (event != JSON_STRING || !window_text(&tf->stream->window, &text))
    return window_skip_value(&tf->stream->window, event) ? OK : window_status(&tf->stream->window);
  const char *copy = arena_copy(tf->arena, text.ptr, text.len);
  module->address = str_n(copy, text.len);
  return OK;
}

static int read_resources(TfPlan *tf, JsonEvent event, void *context) {
  struct module *module = context;
  bool there;
  int status = tf_expect(tf, event, JSON_BEGIN_ARRAY, "the list of resources", &there);
  if (!there)
    return status;
  module->first = module->keep->into->count;
  status = tf_read_list(tf, tf_keep_object, module->keep);
  module->last = module->keep->into->count;
  return status;
}

static int read_children(TfPlan *tf, JsonEvent event, void *context);

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

static int read_module(TfPlan *tf, JsonEvent event, void *keep) {
  static const TfKeyReader keys[] = {
      {"address", read_address},
      {"resources", read_resources},
      {"child_modules", read_children},
  };
  struct module module = {.keep = keep, .address = {"", 0}};
  bool there;
  unsigned seen = 0;
  int status = tf_expect(tf, event, JSON_BEGIN_OBJECT, "a module", &there);
  if (there)
    status = tf_read_object(tf, keys, sizeof keys / sizeof keys[0], &module, &seen);
  for (size_t i = module.first; i < module.last && status == OK; i++)
    complete_address(tf, &module.keep->into->items[i], module.address);
  return status;
}

/* Recurses no deeper than the cursor lets containers nest. */
static int read_children(TfPlan *tf, JsonEvent event, void *context) {
  const struct module *module = context;
  bool there;
  int status = tf_expect(tf, event, JSON_BEGIN_ARRAY, "the list of modules", &there);
  return there ? tf_read_list(tf, read_module, module->keep) : status;
}

int tf_read_values(TfPlan *tf, JsonEvent event, void *keep) {
  static const TfKeyReader keys[] = {{"root_module", read_module}};
  bool there;
  unsigned seen = 0;
  int status = tf_expect(tf, event, JSON_BEGIN_OBJECT, "\"values\"", &there);
  return there ? tf_read_object(tf, keys, 1, keep, &seen) : status;
}
