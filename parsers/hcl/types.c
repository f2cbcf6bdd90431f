/* SPDX-License-Identifier: Apache-2.0
 *
 * Types: what Terraform makes of a value where it asks for another type. A plan
 * has variables as they were given, not as they were declared; elements of one
 * list, and both branches of a conditional, are made of one type.
 */
#include <stdlib.h>

#include "parsers/hcl/types.h"

/* ---- One type for several values ----------------------------------------- */

static bool is_primitive(HclValueKind kind) {
  return kind == HCL_V_BOOL || kind == HCL_V_NUMBER || kind == HCL_V_TEXT;
}

bool hcl_has_scalar(const HclValue *value) {
  for (size_t i = 0; i < value->count; i++) {
    if (hcl_has_scalar(value->items[i]))
      return true;
  }
  return value->kind == HCL_V_BOOL || value->kind == HCL_V_NUMBER;
}

static bool same_keys(const HclValue *a, const HclValue *b) {
  bool same = a->count == b->count;
  for (size_t i = 0; same && i < a->count; i++)
    same = text_same(a->keys[i], b->keys[i]);
  return same;
}

/* Whether values are of one type already, as far as it shows in JSON. */
static bool alike(const HclValue *a, const HclValue *b) {
  if (a->kind == HCL_V_NULL || b->kind == HCL_V_NULL)
    return true;
  if (a->kind != b->kind || a->kind == HCL_V_UNKNOWN)
    return false;
  if (a->kind == HCL_V_MAP && !same_keys(a, b))
    return false;
  for (size_t i = 0; i < a->count; i++) {
    if (i < b->count ? !alike(a->items[i], b->items[i]) : !alike(a->items[i], a->items[0]))
      return false;
  }
  return true;
}

static HclValue *to_text(Arena *arena, HclValue *value) {
  if (value->kind == HCL_V_TEXT || value->kind == HCL_V_NULL)
    return value;
  const Text *text = hcl_value_to_text(arena, value);
  return text ? hcl_value_text(arena, text) : NULL;
}

/* 0: not known. */
static int form_of(const HclValue *value) {
  enum { PRIMITIVE = 1, LIST, MAP };
  if (value->kind == HCL_V_LIST || value->kind == HCL_V_MAP)
    return value->kind == HCL_V_LIST ? LIST : MAP;
  return is_primitive(value->kind) ? PRIMITIVE : 0;
}

/* Recurses as deep as values are. Tuples of one length and objects with the same
 * names are compared member by member; others become lists or maps, whose members
 * are all of one type. */
bool hcl_conflict(const HclValue *a, const HclValue *b) {
  int form = form_of(a), other = form_of(b);
  if (form == 0 || other == 0 || form != other)
    return form != 0 && other != 0 && form != other;
  bool pairs = a->kind == HCL_V_LIST ? a->count == b->count : same_keys(a, b);
  bool found = false;
  for (size_t i = 0; i < a->count && !found; i++) {
    if (pairs)
      found = hcl_conflict(a->items[i], b->items[i]);
    else if (b->count > 0)
      found = form_of(a->items[i]) != 0 && form_of(b->items[0]) != 0 &&
              form_of(a->items[i]) != form_of(b->items[0]);
  }
  return found;
}

bool hcl_unify(Arena *arena, HclValue **items, size_t count) {
  bool scalars = false, same = true, primitive = true;
  for (size_t i = 0; i < count; i++) {
    scalars = scalars || hcl_has_scalar(items[i]);
    same = same && alike(items[0], items[i]) && alike(items[i], items[0]);
    primitive = primitive && (is_primitive(items[i]->kind) || items[i]->kind == HCL_V_NULL);
    if (hcl_conflict(items[0], items[i]))
      return false;
  }
  if (!scalars || (same && (!primitive || items[0]->kind != HCL_V_NULL)))
    return true;
  HclValueKind kind = HCL_V_NULL;
  bool mixed = false, text = false;
  for (size_t i = 0; i < count; i++) {
    mixed = mixed || (items[i]->kind != kind && kind != HCL_V_NULL && items[i]->kind != HCL_V_NULL);
    kind = items[i]->kind == HCL_V_NULL ? kind : items[i]->kind;
    text = text || items[i]->kind == HCL_V_TEXT;
  }
  /* Numbers and bools have no type in common but that of strings among them. */
  bool done = primitive && (text || !mixed);
  for (size_t i = 0; done && mixed && i < count; i++)
    items[i] = to_text(arena, items[i]);
  return done;
}

/* Containers with numbers in them, member by member. */
static HclValue *unify_members(Arena *arena, HclValue *value, const HclValue *other) {
  HclValue *copy = hcl_value_copy(arena, value);
  for (size_t i = 0; i < value->count; i++) {
    copy->items[i] = hcl_unify_with(arena, value->items[i], other->items[i]);
    if (!copy->items[i])
      return NULL;
  }
  return copy;
}

HclValue *hcl_unify_with(Arena *arena, HclValue *value, const HclValue *other) {
  if (!hcl_has_scalar(value) || other->kind == HCL_V_NULL)
    return value;
  bool scalar = value->kind == HCL_V_BOOL || value->kind == HCL_V_NUMBER;
  if (value->kind == other->kind && scalar)
    return value;
  if (scalar && other->kind == HCL_V_TEXT)
    return to_text(arena, value);
  bool same_form = value->kind == other->kind && value->count == other->count &&
                   (value->kind != HCL_V_MAP || same_keys(value, other));
  if (same_form && !value->loose && !other->loose)
    return unify_members(arena, value, other);
  /* Elements of both become one type. */
  bool fits = value->kind == other->kind;
  for (size_t i = 0; fits && i < value->count; i++)
    fits = alike(value->items[0], value->items[i]);
  for (size_t i = 0; fits && i < other->count; i++)
    fits = alike(value->items[0], other->items[i]);
  return fits ? value : NULL;
}

/* ---- Sets ---------------------------------------------------------------- */

static int compare_elements(const void *left, const void *right) {
  const HclValue *a = *(HclValue *const *)left;
  const HclValue *b = *(HclValue *const *)right;
  Str x = a->str, y = b->str;
  long long m = 0, n = 0;
  if (a->kind == HCL_V_NUMBER && hcl_integer(&m, a) && hcl_integer(&n, b))
    return (m > n) - (m < n);
  if (a->kind == HCL_V_TEXT && text_known(a->text, &x) && text_known(b->text, &y))
    return str_cmp(x, y);
  return 0;
}

/* Whether an element can be compared with others of that kind. */
static bool sortable(const HclValue *value, HclValueKind kind) {
  Str known;
  long long number;
  if (value->kind != kind)
    return false;
  return kind == HCL_V_TEXT ? text_known(value->text, &known)
                            : kind == HCL_V_NUMBER && hcl_integer(&number, value);
}

HclValue *hcl_to_set(Arena *arena, const HclValue *list) {
  if (!list || list->kind != HCL_V_LIST)
    return NULL;
  HclValue *set = hcl_value_copy(arena, list);
  if (!hcl_unify(arena, set->items, set->count))
    return NULL;
  set->set = true;
  set->tuple = false;
  bool single = set->count == 1 && set->items[0]->kind != HCL_V_UNKNOWN;
  for (size_t i = 0; i < set->count && !single; i++)
    set->loose = set->loose || !sortable(set->items[i], set->items[0]->kind);
  if (set->loose || set->count < 2)
    return set;
  size_t kept = 1;
  qsort(set->items, set->count, sizeof *set->items, compare_elements);
  for (size_t i = 1; i < set->count; i++) {
    if (compare_elements(&set->items[kept - 1], &set->items[i]) != 0)
      set->items[kept++] = set->items[i];
  }
  set->count = kept;
  return set;
}

/* ---- Declared types ------------------------------------------------------ */

static HclValue *to_number(Arena *arena, HclValue *value) {
  Str s;
  if (value->kind != HCL_V_TEXT || !text_known(value->text, &s))
    return value->kind == HCL_V_NUMBER ? value : NULL;
  HclValue *number = hcl_value_number(arena, s);
  return number->kind == HCL_V_NUMBER ? number : NULL;
}

static HclValue *to_bool(Arena *arena, HclValue *value) {
  if (value->kind != HCL_V_TEXT)
    return value->kind == HCL_V_BOOL ? value : NULL;
  bool yes = text_is(value->text, "true") || text_is(value->text, "1");
  if (!yes && !text_is(value->text, "false") && !text_is(value->text, "0"))
    return NULL;
  return hcl_value_bool(arena, yes);
}

/* A list, set or map with each of its elements made of a type; `type` NULL: any. */
static HclValue *to_collection(Arena *arena, const HclValue *value, HclValueKind kind, bool set,
                               const HclExpr *type) {
  bool any = !type || (type->kind == HCL_NAME && str_is(type->str, "any"));
  if (value->kind != kind)
    return NULL;
  HclValue *copy = hcl_value_copy(arena, value);
  for (size_t i = 0; !any && i < value->count; i++) {
    copy->items[i] = hcl_convert(arena, value->items[i], type);
    if (!copy->items[i])
      return NULL;
  }
  if (any && !hcl_unify(arena, copy->items, copy->count))
    return NULL;
  copy->set = copy->tuple = false;
  return set ? hcl_to_set(arena, copy) : copy;
}

/* The default that a type gives, if it is a literal; otherwise NULL. */
static HclValue *preset_of(Arena *arena, const HclExpr *expr) {
  switch (expr->kind) {
  case HCL_NULL:
    return hcl_value_new(arena, HCL_V_NULL);
  case HCL_BOOL:
    return hcl_value_scalar(arena, HCL_V_BOOL, expr->str);
  case HCL_NUMBER:
    return hcl_value_number(arena, expr->str);
  case HCL_STRING:
    return hcl_value_literal(arena, expr->str);
  case HCL_TUPLE:
    return expr->count > 0 ? NULL : hcl_value_container(arena, HCL_V_LIST, 0);
  case HCL_OBJECT:
    return expr->count > 0 ? NULL : hcl_value_container(arena, HCL_V_MAP, 0);
  default:
    return NULL;
  }
}

/* One attribute of an object type; NULL where it is not known. */
static HclValue *to_attribute(Arena *arena, HclValue *given, const HclExpr *type) {
  bool optional =
      type->kind == HCL_CALL && str_is(type->str, "optional") && type->count > 0 && type->count < 3;
  if (optional && given && given->kind == HCL_V_UNKNOWN && type->count == 2)
    return given; /* null, perhaps, and then it has a value */
  if (optional && (!given || given->kind == HCL_V_NULL))
    given = type->count == 2 ? preset_of(arena, type->items[1]) : hcl_value_new(arena, HCL_V_NULL);
  return given ? hcl_convert(arena, given, optional ? type->items[0] : type) : NULL;
}

static HclValue *to_object(Arena *arena, const HclValue *value, const HclExpr *type) {
  if (value->kind != HCL_V_MAP || type->kind != HCL_OBJECT)
    return NULL;
  HclValue *object = hcl_value_container(arena, HCL_V_MAP, type->count / 2);
  for (size_t i = 0; i + 1 < type->count; i += 2) {
    const Text *key = text_literal(arena, type->items[i]->str);
    bool sure;
    HclValue *item = to_attribute(arena, hcl_value_get(value, key, &sure), type->items[i + 1]);
    if (!sure || !item)
      return NULL;
    hcl_value_put(object, key, item);
  }
  return object;
}

static HclValue *to_tuple(Arena *arena, const HclValue *value, const HclExpr *type) {
  if (value->kind != HCL_V_LIST || type->kind != HCL_TUPLE || value->loose ||
      value->count != type->count)
    return NULL;
  HclValue *list = hcl_value_container(arena, HCL_V_LIST, type->count);
  for (size_t i = 0; i < type->count; i++) {
    HclValue *item = hcl_convert(arena, value->items[i], type->items[i]);
    if (!item)
      return NULL;
    hcl_value_add(list, item);
  }
  return list;
}

HclValue *hcl_convert_to(Arena *arena, HclValue *value, Str type) {
  if (str_is(type, "any"))
    return value;
  if (str_is(type, "string"))
    return to_text(arena, value);
  if (str_is(type, "number"))
    return to_number(arena, value);
  if (str_is(type, "bool"))
    return to_bool(arena, value);
  if (str_is(type, "list"))
    return to_collection(arena, value, HCL_V_LIST, false, NULL);
  return str_is(type, "map") ? to_collection(arena, value, HCL_V_MAP, false, NULL) : NULL;
}

/* Recurses as deep as the type is high. */
HclValue *hcl_convert(Arena *arena, HclValue *value, const HclExpr *type) {
  bool name = type->kind == HCL_NAME || type->kind == HCL_STRING;
  if (value->kind == HCL_V_NULL)
    return value;
  if (value->kind == HCL_V_UNKNOWN) {
    /* Its type is known at least. */
    bool string = name && str_is(type->str, "string");
    return string ? to_text(arena, value) : value;
  }
  if (name)
    return hcl_convert_to(arena, value, type->str);
  if (type->kind != HCL_CALL || type->count != 1)
    return NULL;
  const HclExpr *of = type->items[0];
  bool set = str_is(type->str, "set");
  if (set || str_is(type->str, "list"))
    return to_collection(arena, value, HCL_V_LIST, set, of);
  if (str_is(type->str, "map"))
    return to_collection(arena, value, HCL_V_MAP, false, of);
  if (str_is(type->str, "object"))
    return to_object(arena, value, of);
  return str_is(type->str, "tuple") ? to_tuple(arena, value, of) : NULL;
}
