/* SPDX-License-Identifier: Apache-2.0
 *
 * Resource objects out of the stream. An object is held back until its `type`
 * is known, whatever the order of its keys; one that matters becomes a tree in
 * the arena, every node of it with the span of the whole object.
 */
#include <stdlib.h>

#include "address.h"
#include "assumelint/arena.h"
#include "others.h"
#include "stream.h"

/* ---- Duplicate keys ------------------------------------------------------ */

static int compare_keys(const void *a, const void *b) {
  return alint_str_cmp(*(const struct alint_str *)a, *(const struct alint_str *)b);
}

static int check_map(const struct alint_node *map, struct alint_arena *arena,
                     struct alint_error *err) {
  struct alint_str *keys = alint_arena_array(arena, map->count, sizeof *keys);
  for (size_t i = 0; i < map->count; i++)
    keys[i] = map->members[i].key;
  qsort(keys, map->count, sizeof *keys, compare_keys);
  for (size_t i = 1; i < map->count; i++) {
    if (alint_str_eq(keys[i - 1], keys[i]))
      return alint_fail_at(err, ALINT_ESYNTAX, map->span.begin,
                           "a key stands twice in this object: readers disagree which counts");
  }
  return ALINT_OK;
}

/* Recurses no deeper than ALINT_MAX_DEPTH: the reader has seen to it. */
int alint_tf_check_keys(const struct alint_node *root, struct alint_arena *arena,
                        struct alint_error *err) {
  int status = ALINT_OK;
  if (root->kind == ALINT_NODE_MAP && root->count > 1)
    status = check_map(root, arena, err);
  for (size_t i = 0; i < root->count && status == ALINT_OK; i++) {
    const struct alint_node *child =
        root->kind == ALINT_NODE_MAP ? root->members[i].value : root->items[i];
    if (child->count > 0)
      status = alint_tf_check_keys(child, arena, err);
  }
  return status;
}

/* ---- Keeping ------------------------------------------------------------- */

/* "module.a.module.b." and the address of a resource in it. */
static void scoped_address(struct alint_str *out, struct alint_tf *tf,
                           const struct alint_tf_scope *scope, struct alint_str address) {
  const struct alint_tf_scope *path[ALINT_MAX_DEPTH];
  size_t depth = 0;
  for (; scope && depth < ALINT_MAX_DEPTH; scope = scope->up)
    path[depth++] = scope;
  struct alint_buf buf = alint_buf(tf->arena);
  while (depth > 0) {
    alint_buf_add(&buf, "module.");
    alint_buf_add_str(&buf, path[--depth]->name);
    alint_buf_add_char(&buf, '.');
  }
  alint_buf_add_str(&buf, address);
  *out = alint_buf_str(&buf);
  if (buf.failed)
    alint_out_of_memory();
}

static int add_object(struct alint_tf *tf, const struct alint_tf_keep *keep, struct alint_str bytes,
                      struct alint_span span) {
  struct alint_tf_object object = {.span = span};
  int status = alint_json_read_embedded(&object.node, tf->arena, bytes, span, tf->err);
  if (status == ALINT_OK)
    status = alint_tf_check_keys(object.node, tf->arena, tf->err);
  if (status != ALINT_OK)
    return status;
  bool data = alint_str_is(alint_tf_string(object.node, "mode"), "data");
  object.type = alint_tf_type_of(alint_tf_string(object.node, "type"), data);
  if (!object.type || !(keep->kinds & ALINT_TF_BIT(object.type->kind)))
    return ALINT_OK;
  scoped_address(&object.address, tf, keep->scope, alint_tf_string(object.node, "address"));
  alint_stream_mark(tf->stream, span);
  struct alint_tf_objects *into = keep->into;
  struct alint_tf_object *items =
      alint_arena_grow(tf->arena, into->items, into->count, &into->cap, sizeof *items);
  into->items = items;
  items[into->count++] = object;
  return ALINT_OK;
}

enum finding { TYPE_UNKNOWN, TYPE_WANTED, TYPE_NOT_WANTED };

/* A resource object that is being read. */
struct reading {
  const struct alint_tf_keep *keep;
  enum finding type;
  struct alint_str address; /* where it is kept for its values */
};

/* Takes the address along; one that is too long is none. */
static int take_address(struct alint_tf *tf, struct reading *reading) {
  struct alint_window *w = &tf->stream->window;
  struct alint_str text;
  enum alint_json_event event = alint_window_next(w);
  if (event != ALINT_JSON_STRING || !alint_window_text(w, &text))
    return alint_window_skip_value(w, event) ? ALINT_OK : alint_window_status(w);
  reading->address.ptr = alint_arena_copy(tf->arena, text.ptr, text.len);
  reading->address.len = text.len;
  if (!reading->address.ptr)
    alint_out_of_memory();
  return ALINT_OK;
}

/* One member of a resource object, whose key was just given. */
static int read_member(struct alint_tf *tf, struct reading *reading) {
  struct alint_window *w = &tf->stream->window;
  enum finding *type = &reading->type;
  struct alint_str text;
  if (reading->keep->others && alint_window_text(w, &text) && alint_str_is(text, "address"))
    return take_address(tf, reading);
  bool is_type = alint_window_text(w, &text) && alint_str_is(text, "type");
  if (is_type && *type != TYPE_UNKNOWN)
    return alint_fail_at(tf->err, ALINT_ESYNTAX, w->cursor.token.begin,
                         "the key \"type\" stands twice in one object");
  enum alint_json_event event = alint_window_next(w);
  if (!is_type)
    return alint_window_skip_value(w, event) ? ALINT_OK : alint_window_status(w);
  if (event == ALINT_JSON_ERROR)
    return alint_window_status(w);
  if (event != ALINT_JSON_STRING)
    return alint_fail_at(tf->err, ALINT_ESYNTAX, w->cursor.token.begin,
                         "the type of a resource is no string");
  bool wanted = alint_window_text(w, &text) && alint_tf_type_wanted(text, reading->keep->kinds);
  *type = wanted ? TYPE_WANTED : TYPE_NOT_WANTED;
  if (!wanted && !reading->keep->others)
    alint_window_drop(w);
  return ALINT_OK;
}

int alint_tf_keep_object(struct alint_tf *tf, enum alint_json_event event, void *context) {
  struct reading reading = {.keep = context, .type = TYPE_UNKNOWN};
  struct alint_window *w = &tf->stream->window;
  struct alint_span span = w->cursor.token;
  if (event != ALINT_JSON_BEGIN_OBJECT)
    return alint_fail_at(tf->err, ALINT_ESYNTAX, span.begin, "a resource is no object");
  alint_window_hold(w);
  while ((event = alint_window_next(w)) == ALINT_JSON_KEY) {
    int status = read_member(tf, &reading);
    if (status != ALINT_OK)
      return status;
  }
  if (event != ALINT_JSON_END_OBJECT)
    return alint_window_status(w);
  span.end = w->cursor.token.end;
  if (reading.type == TYPE_UNKNOWN)
    return alint_fail_at(tf->err, ALINT_ESYNTAX, span.begin, "a resource without a type");
  struct alint_str bytes;
  if (reading.type == TYPE_NOT_WANTED && !reading.keep->others)
    return ALINT_OK;
  int status = alint_window_held(w, &bytes);
  if (reading.type == TYPE_NOT_WANTED) {
    if (status == ALINT_OK)
      alint_tf_add_other(tf, reading.keep->prior, reading.address, bytes);
    return ALINT_OK;
  } /* too large to be looked at */
  return status == ALINT_OK ? add_object(tf, reading.keep, bytes, span) : status;
}

int alint_tf_keep_value(const struct alint_node **out, struct alint_tf *tf,
                        enum alint_json_event event) {
  struct alint_window *w = &tf->stream->window;
  struct alint_span span = w->cursor.token;
  struct alint_str bytes;
  struct alint_node *node;
  *out = NULL;
  if (event != ALINT_JSON_BEGIN_OBJECT && event != ALINT_JSON_BEGIN_ARRAY)
    return alint_window_skip_value(w, event) ? ALINT_OK : alint_window_status(w);
  alint_window_hold(w);
  if (!alint_window_skip_value(w, event))
    return alint_window_status(w);
  span.end = w->cursor.token.end;
  int status = alint_window_held(w, &bytes);
  if (status == ALINT_OK)
    status = alint_json_read_embedded(&node, tf->arena, bytes, span, tf->err);
  if (status == ALINT_OK)
    status = alint_tf_check_keys(node, tf->arena, tf->err);
  if (status == ALINT_OK)
    *out = node;
  return status;
}

/* ---- The modules of a state ---------------------------------------------- */

/* A module while it is read. */
struct module {
  struct alint_tf_keep *keep;
  struct alint_str address; /* known only when all of it is read; empty: the root module */
  size_t first, last;       /* its own resources among those kept */
};

static int read_address(struct alint_tf *tf, enum alint_json_event event, void *context) {
  struct module *module = context;
  struct alint_str text;
  if (event != ALINT_JSON_STRING || !alint_window_text(&tf->stream->window, &text))
    return alint_window_skip_value(&tf->stream->window, event)
               ? ALINT_OK
               : alint_window_status(&tf->stream->window);
  const char *copy = alint_arena_copy(tf->arena, text.ptr, text.len);
  module->address = alint_str_n(copy, text.len);
  return ALINT_OK;
}

static int read_resources(struct alint_tf *tf, enum alint_json_event event, void *context) {
  struct module *module = context;
  bool there;
  int status = alint_tf_expect(tf, event, ALINT_JSON_BEGIN_ARRAY, "the list of resources", &there);
  if (!there)
    return status;
  module->first = module->keep->into->count;
  status = alint_tf_read_list(tf, alint_tf_keep_object, module->keep);
  module->last = module->keep->into->count;
  return status;
}

static int read_children(struct alint_tf *tf, enum alint_json_event event, void *context);

/* Terraform 0.12 wrote addresses that begin in the module and have no key. */
static void complete_address(struct alint_tf *tf, struct alint_tf_object *object,
                             struct alint_str module) {
  const struct alint_node *index = alint_node_get(object->node, "index");
  struct alint_str key = {NULL, 0}, address = object->address;
  bool keyless = address.len > 0 && alint_tf_key_of(address).len == 0;
  if (keyless && index && index->kind == ALINT_NODE_NUMBER)
    key = alint_str_printf(tf->arena, "[%.*s]", ALINT_FMT(index->str));
  else if (keyless && index && index->kind == ALINT_NODE_STRING)
    key = alint_tf_quote_key(tf->arena, index->str);
  bool inside = module.len == 0 || address.len == 0 || alint_str_starts(address, "module.");
  if (inside && key.len == 0)
    return;
  object->address =
      alint_str_printf(tf->arena, "%.*s%s%.*s%.*s", inside ? 0 : (int)module.len, module.ptr,
                       inside ? "" : ".", ALINT_FMT(address), ALINT_FMT(key));
}

static int read_module(struct alint_tf *tf, enum alint_json_event event, void *keep) {
  static const struct alint_tf_key keys[] = {
      {"address", read_address},
      {"resources", read_resources},
      {"child_modules", read_children},
  };
  struct module module = {.keep = keep, .address = {"", 0}};
  bool there;
  unsigned seen = 0;
  int status = alint_tf_expect(tf, event, ALINT_JSON_BEGIN_OBJECT, "a module", &there);
  if (there)
    status = alint_tf_read_object(tf, keys, sizeof keys / sizeof keys[0], &module, &seen);
  for (size_t i = module.first; i < module.last && status == ALINT_OK; i++)
    complete_address(tf, &module.keep->into->items[i], module.address);
  return status;
}

/* Recurses no deeper than the cursor lets containers nest. */
static int read_children(struct alint_tf *tf, enum alint_json_event event, void *context) {
  const struct module *module = context;
  bool there;
  int status = alint_tf_expect(tf, event, ALINT_JSON_BEGIN_ARRAY, "the list of modules", &there);
  return there ? alint_tf_read_list(tf, read_module, module->keep) : status;
}

int alint_tf_read_values(struct alint_tf *tf, enum alint_json_event event, void *keep) {
  static const struct alint_tf_key keys[] = {{"root_module", read_module}};
  bool there;
  unsigned seen = 0;
  int status = alint_tf_expect(tf, event, ALINT_JSON_BEGIN_OBJECT, "\"values\"", &there);
  return there ? alint_tf_read_object(tf, keys, 1, keep, &seen) : status;
}
