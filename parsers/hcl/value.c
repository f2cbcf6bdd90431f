/* SPDX-License-Identifier: Apache-2.0
 *
 * Values of expressions: what Terraform would make of them, with holes where
 * that is not known.
 */
#include "parsers/hcl/value.h"

#include "assumelint/limits.h"

/* ---- Making them --------------------------------------------------------- */

HclValue *hcl_value_new(Arena *arena, HclValueKind kind) {
  HclValue *value = arena_alloc(arena, sizeof *value);
  value->kind = kind;
  return value;
}

HclValue *hcl_value_text(Arena *arena, const Text *text) {
  HclValue *value = hcl_value_new(arena, HCL_V_TEXT);
  value->text = text;
  return value;
}

HclValue *hcl_value_literal(Arena *arena, Str s) {
  return hcl_value_text(arena, text_literal(arena, s));
}

HclValue *hcl_value_scalar(Arena *arena, HclValueKind kind, Str s) {
  HclValue *value = hcl_value_new(arena, kind);
  value->str = s;
  return value;
}

HclValue *hcl_value_bool(Arena *arena, bool yes) {
  return hcl_value_scalar(arena, HCL_V_BOOL, yes ? STR("true") : STR("false"));
}

HclValue *hcl_value_container(Arena *arena, HclValueKind kind, size_t room) {
  HclValue *value = hcl_value_new(arena, kind);
  value->items = arena_array(arena, room, sizeof(HclValue *));
  value->cap = room;
  if (kind == HCL_V_MAP)
    value->keys = arena_array(arena, room, sizeof(const Text *));
  return value;
}

HclValue *hcl_value_copy(Arena *arena, const HclValue *value) {
  HclValue *copy = hcl_value_new(arena, value->kind);
  *copy = *value;
  copy->cap = value->count;
  copy->items = arena_array(arena, value->count, sizeof(HclValue *));
  for (size_t i = 0; i < value->count; i++)
    copy->items[i] = value->items[i];
  return copy;
}

void hcl_value_add(HclValue *list, HclValue *item) {
  list->items[list->count++] = item;
}

/* Whether one key comes before another: known ones in the order of their bytes. */
static bool before(const Text *a, const Text *b) {
  Str left, right;
  if (!text_known(a, &left))
    return false;
  return !text_known(b, &right) || str_cmp(left, right) < 0;
}

bool hcl_value_put(HclValue *map, const Text *key, HclValue *item) {
  bool sure = true;
  for (size_t i = 0; i < map->count; i++) {
    if (text_same(map->keys[i], key)) {
      map->items[i] = item;
      return true;
    }
    sure = sure && text_eq(map->keys[i], key) == TRI_NO;
  }
  size_t at = map->count++;
  for (; at > 0 && before(key, map->keys[at - 1]); at--) {
    map->keys[at] = map->keys[at - 1];
    map->items[at] = map->items[at - 1];
  }
  map->keys[at] = key;
  map->items[at] = item;
  return sure;
}

HclValue *hcl_value_get(const HclValue *map, const Text *key, bool *sure) {
  *sure = true;
  for (size_t i = 0; i < map->count; i++) {
    if (text_same(map->keys[i], key))
      return map->items[i];
    *sure = *sure && text_eq(map->keys[i], key) == TRI_NO;
  }
  return NULL;
}

bool hcl_has_open_key(const HclValue *value) {
  Str known;
  return value->kind == HCL_V_MAP && value->count > 0 &&
         !text_known(value->keys[value->count - 1], &known);
}

size_t hcl_text_size(const Text *text) {
  size_t size = text->count;
  for (size_t i = 0; i < text->count; i++)
    size += text->pieces[i].hole ? 0 : text->pieces[i].literal.len;
  return size;
}

size_t hcl_value_size(const HclValue *value) {
  size_t size = 1 + value->str.len + (value->text ? hcl_text_size(value->text) : 0);
  for (size_t i = 0; i < value->count && size <= MAX_POLICY_BYTES; i++)
    size += hcl_value_size(value->items[i]) + (value->keys ? hcl_text_size(value->keys[i]) : 0);
  return size;
}

bool hcl_value_opaque(const HclValue *value) {
  for (size_t i = 0; i < value->count; i++) {
    if (hcl_value_opaque(value->items[i]))
      return true;
  }
  return value->kind == HCL_V_DOCUMENT || value->kind == HCL_V_INSTANCE;
}

/* ---- Out of JSON --------------------------------------------------------- */

static HclValue *of_container(Arena *arena, const Node *node) {
  bool map = node->kind == NODE_MAP;
  HclValue *out = hcl_value_container(arena, map ? HCL_V_MAP : HCL_V_LIST, node->count);
  for (size_t i = 0; i < node->count; i++) {
    HclValue *item = hcl_value_of_node(arena, node_child(node, i));
    if (map) /* no key is there twice */
      hcl_value_put(out, text_literal(arena, node->members[i].key), item);
    else
      hcl_value_add(out, item);
  }
  return out;
}

HclValue *hcl_value_of_node(Arena *arena, const Node *node) {
  switch (node->kind) {
  case NODE_BOOL:
    return hcl_value_scalar(arena, HCL_V_BOOL, node->str);
  case NODE_NUMBER:
    return hcl_value_number(arena, node->str);
  case NODE_STRING:
    return node->text ? hcl_value_text(arena, node->text) : hcl_value_literal(arena, node->str);
  case NODE_LIST:
  case NODE_MAP:
    return of_container(arena, node);
  case NODE_NULL:
  case NODE_OPAQUE: /* of a document that was rebuilt */
    break;
  }
  HclValue *out = hcl_value_new(arena, node->hole ? HCL_V_UNKNOWN : HCL_V_NULL);
  out->hole = node->hole;
  return out;
}

/* ---- Texts --------------------------------------------------------------- */

const Text *hcl_value_to_text(Arena *arena, const HclValue *value) {
  if (value->kind == HCL_V_BOOL || value->kind == HCL_V_NUMBER)
    return text_literal(arena, value->str);
  if (value->kind == HCL_V_UNKNOWN)
    return text_hole(arena, value->hole);
  return value->kind == HCL_V_TEXT ? value->text : NULL;
}
