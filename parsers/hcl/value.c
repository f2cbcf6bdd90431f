/* SPDX-License-Identifier: Apache-2.0
 *
 * Values of expressions: what Terraform would make of them, with holes where
 * that is not known.
 */
#include "value.h"

#include "assumelint/limits.h"

/* ---- Making them --------------------------------------------------------- */

struct alint_hcl_value *alint_hcl_value_new(struct alint_arena *arena,
                                            enum alint_hcl_value_kind kind) {
  struct alint_hcl_value *value = alint_arena_alloc(arena, sizeof *value);
  value->kind = kind;
  return value;
}

struct alint_hcl_value *alint_hcl_value_text(struct alint_arena *arena,
                                             const struct alint_text *text) {
  struct alint_hcl_value *value = alint_hcl_value_new(arena, ALINT_HCL_V_TEXT);
  value->text = text;
  return value;
}

struct alint_hcl_value *alint_hcl_value_literal(struct alint_arena *arena, struct alint_str s) {
  return alint_hcl_value_text(arena, alint_text_literal(arena, s));
}

struct alint_hcl_value *alint_hcl_value_scalar(struct alint_arena *arena,
                                               enum alint_hcl_value_kind kind, struct alint_str s) {
  struct alint_hcl_value *value = alint_hcl_value_new(arena, kind);
  value->str = s;
  return value;
}

struct alint_hcl_value *alint_hcl_value_bool(struct alint_arena *arena, bool yes) {
  return alint_hcl_value_scalar(arena, ALINT_HCL_V_BOOL,
                                yes ? ALINT_STR("true") : ALINT_STR("false"));
}

struct alint_hcl_value *alint_hcl_value_container(struct alint_arena *arena,
                                                  enum alint_hcl_value_kind kind, size_t room) {
  struct alint_hcl_value *value = alint_hcl_value_new(arena, kind);
  value->items = alint_arena_array(arena, room, sizeof(struct alint_hcl_value *));
  if (kind == ALINT_HCL_V_MAP)
    value->keys = alint_arena_array(arena, room, sizeof(const struct alint_text *));
  return value;
}

struct alint_hcl_value *alint_hcl_value_copy(struct alint_arena *arena,
                                             const struct alint_hcl_value *value) {
  struct alint_hcl_value *copy = alint_hcl_value_new(arena, value->kind);
  *copy = *value;
  copy->items = alint_arena_array(arena, value->count, sizeof(struct alint_hcl_value *));
  for (size_t i = 0; i < value->count; i++)
    copy->items[i] = value->items[i];
  return copy;
}

void alint_hcl_value_add(struct alint_hcl_value *list, struct alint_hcl_value *item) {
  list->items[list->count++] = item;
}

/* Whether one key comes before another: known ones in the order of their bytes. */
static bool before(const struct alint_text *a, const struct alint_text *b) {
  struct alint_str left, right;
  if (!alint_text_known(a, &left))
    return false;
  return !alint_text_known(b, &right) || alint_str_cmp(left, right) < 0;
}

bool alint_hcl_value_put(struct alint_hcl_value *map, const struct alint_text *key,
                         struct alint_hcl_value *item) {
  bool sure = true;
  for (size_t i = 0; i < map->count; i++) {
    if (alint_text_same(map->keys[i], key)) {
      map->items[i] = item;
      return true;
    }
    sure = sure && alint_text_eq(map->keys[i], key) == ALINT_NO;
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

struct alint_hcl_value *alint_hcl_value_get(const struct alint_hcl_value *map,
                                            const struct alint_text *key, bool *sure) {
  *sure = true;
  for (size_t i = 0; i < map->count; i++) {
    if (alint_text_same(map->keys[i], key))
      return map->items[i];
    *sure = *sure && alint_text_eq(map->keys[i], key) == ALINT_NO;
  }
  return NULL;
}

bool alint_hcl_has_open_key(const struct alint_hcl_value *value) {
  struct alint_str known;
  return value->kind == ALINT_HCL_V_MAP && value->count > 0 &&
         !alint_text_known(value->keys[value->count - 1], &known);
}

size_t alint_hcl_value_size(const struct alint_hcl_value *value) {
  size_t size = 1 + value->str.len;
  for (size_t i = 0; value->text && i < value->text->count; i++)
    size += 1 + value->text->pieces[i].literal.len;
  for (size_t i = 0; i < value->count && size <= ALINT_MAX_POLICY_BYTES; i++) {
    size += alint_hcl_value_size(value->items[i]);
    for (size_t k = 0; value->keys && k < value->keys[i]->count; k++)
      size += 1 + value->keys[i]->pieces[k].literal.len;
  }
  return size;
}

bool alint_hcl_value_opaque(const struct alint_hcl_value *value) {
  bool found = value->kind == ALINT_HCL_V_DOCUMENT || value->kind == ALINT_HCL_V_INSTANCE;
  for (size_t i = 0; i < value->count && !found; i++)
    found = alint_hcl_value_opaque(value->items[i]);
  return found;
}

/* ---- Out of JSON --------------------------------------------------------- */

static struct alint_hcl_value *of_container(struct alint_arena *arena,
                                            const struct alint_node *node) {
  bool map = node->kind == ALINT_NODE_MAP;
  struct alint_hcl_value *out =
      alint_hcl_value_container(arena, map ? ALINT_HCL_V_MAP : ALINT_HCL_V_LIST, node->count);
  for (size_t i = 0; i < node->count; i++) {
    struct alint_hcl_value *item =
        alint_hcl_value_of_node(arena, map ? node->members[i].value : node->items[i]);
    if (map) /* no key is there twice */
      alint_hcl_value_put(out, alint_text_literal(arena, node->members[i].key), item);
    else
      alint_hcl_value_add(out, item);
  }
  return out;
}

struct alint_hcl_value *alint_hcl_value_of_node(struct alint_arena *arena,
                                                const struct alint_node *node) {
  switch (node->kind) {
  case ALINT_NODE_BOOL:
    return alint_hcl_value_scalar(arena, ALINT_HCL_V_BOOL, node->str);
  case ALINT_NODE_NUMBER:
    return alint_hcl_value_number(arena, node->str);
  case ALINT_NODE_STRING:
    return node->text ? alint_hcl_value_text(arena, node->text)
                      : alint_hcl_value_literal(arena, node->str);
  case ALINT_NODE_LIST:
  case ALINT_NODE_MAP:
    return of_container(arena, node);
  case ALINT_NODE_NULL:
  case ALINT_NODE_OPAQUE: /* of a document that was rebuilt */
    break;
  }
  struct alint_hcl_value *out =
      alint_hcl_value_new(arena, node->hole ? ALINT_HCL_V_UNKNOWN : ALINT_HCL_V_NULL);
  out->hole = node->hole;
  return out;
}

/* ---- Texts --------------------------------------------------------------- */

const struct alint_text *alint_hcl_value_to_text(struct alint_arena *arena,
                                                 const struct alint_hcl_value *value) {
  switch (value->kind) {
  case ALINT_HCL_V_TEXT:
    return value->text;
  case ALINT_HCL_V_BOOL:
  case ALINT_HCL_V_NUMBER:
    return alint_text_literal(arena, value->str);
  case ALINT_HCL_V_UNKNOWN:
    return alint_text_hole(arena, value->hole);
  case ALINT_HCL_V_NULL:
  case ALINT_HCL_V_LIST:
  case ALINT_HCL_V_MAP:
  case ALINT_HCL_V_DOCUMENT:
  case ALINT_HCL_V_INSTANCE:
    break;
  }
  return NULL;
}
