/* SPDX-License-Identifier: Apache-2.0
 *
 * Types: what Terraform makes of a value where it asks for another type. A plan
 * has variables as they were given, not as they were declared; elements of one
 * list, and both branches of a conditional, are made of one type.
 */
#include <stdlib.h>

#include "types.h"

/* ---- One type for several values ----------------------------------------- */

static bool is_primitive(enum alint_hcl_value_kind kind) {
  return kind == ALINT_HCL_V_BOOL || kind == ALINT_HCL_V_NUMBER || kind == ALINT_HCL_V_TEXT;
}

bool alint_hcl_has_scalar(const struct alint_hcl_value *value) {
  bool found = value->kind == ALINT_HCL_V_BOOL || value->kind == ALINT_HCL_V_NUMBER;
  for (size_t i = 0; i < value->count && !found; i++)
    found = alint_hcl_has_scalar(value->items[i]);
  return found;
}

static bool same_keys(const struct alint_hcl_value *a, const struct alint_hcl_value *b) {
  bool same = a->count == b->count;
  for (size_t i = 0; same && i < a->count; i++)
    same = alint_text_same(a->keys[i], b->keys[i]);
  return same;
}

/* Whether values are of one type already, as far as it shows in JSON. */
static bool alike(const struct alint_hcl_value *a, const struct alint_hcl_value *b) {
  if (a->kind == ALINT_HCL_V_NULL || b->kind == ALINT_HCL_V_NULL)
    return true;
  if (a->kind != b->kind || a->kind == ALINT_HCL_V_UNKNOWN)
    return false;
  if (a->kind == ALINT_HCL_V_MAP && !same_keys(a, b))
    return false;
  for (size_t i = 0; i < a->count; i++) {
    if (i < b->count ? !alike(a->items[i], b->items[i]) : !alike(a->items[i], a->items[0]))
      return false;
  }
  return true;
}

static struct alint_hcl_value *to_text(struct alint_arena *arena, struct alint_hcl_value *value) {
  if (value->kind == ALINT_HCL_V_TEXT || value->kind == ALINT_HCL_V_NULL)
    return value;
  const struct alint_text *text = alint_hcl_value_to_text(arena, value);
  return text ? alint_hcl_value_text(arena, text) : NULL;
}

/* 0: not known. */
static int form_of(const struct alint_hcl_value *value) {
  enum { PRIMITIVE = 1, LIST, MAP };
  if (value->kind == ALINT_HCL_V_LIST || value->kind == ALINT_HCL_V_MAP)
    return value->kind == ALINT_HCL_V_LIST ? LIST : MAP;
  return is_primitive(value->kind) ? PRIMITIVE : 0;
}

/* Recurses no deeper than values are. Tuples of one length and objects of the same
 * names are compared member by member; others become lists or maps, whose members
 * are all of one type. */
bool alint_hcl_conflict(const struct alint_hcl_value *a, const struct alint_hcl_value *b) {
  int form = form_of(a), other = form_of(b);
  if (form == 0 || other == 0 || form != other)
    return form != 0 && other != 0 && form != other;
  bool pairs = a->kind == ALINT_HCL_V_LIST ? a->count == b->count : same_keys(a, b);
  bool found = false;
  for (size_t i = 0; i < a->count && !found; i++) {
    if (pairs)
      found = alint_hcl_conflict(a->items[i], b->items[i]);
    else if (b->count > 0)
      found = form_of(a->items[i]) != 0 && form_of(b->items[0]) != 0 &&
              form_of(a->items[i]) != form_of(b->items[0]);
  }
  return found;
}

bool alint_hcl_unify(struct alint_arena *arena, struct alint_hcl_value **items, size_t count) {
  bool scalars = false, same = true, primitive = true;
  for (size_t i = 0; i < count; i++) {
    scalars = scalars || alint_hcl_has_scalar(items[i]);
    same = same && alike(items[0], items[i]) && alike(items[i], items[0]);
    primitive = primitive && (is_primitive(items[i]->kind) || items[i]->kind == ALINT_HCL_V_NULL);
    if (alint_hcl_conflict(items[0], items[i]))
      return false;
  }
  if (!scalars || (same && (!primitive || items[0]->kind != ALINT_HCL_V_NULL)))
    return true;
  enum alint_hcl_value_kind kind = ALINT_HCL_V_NULL;
  bool mixed = false, text = false;
  for (size_t i = 0; i < count; i++) {
    mixed = mixed || (items[i]->kind != kind && kind != ALINT_HCL_V_NULL &&
                      items[i]->kind != ALINT_HCL_V_NULL);
    kind = items[i]->kind == ALINT_HCL_V_NULL ? kind : items[i]->kind;
    text = text || items[i]->kind == ALINT_HCL_V_TEXT;
  }
  /* Numbers and bools have no type in common but that of strings among them. */
  bool done = primitive && (text || !mixed);
  for (size_t i = 0; done && mixed && i < count; i++)
    items[i] = to_text(arena, items[i]);
  return done;
}

/* Containers with numbers in them, member by member. */
static struct alint_hcl_value *unify_members(struct alint_arena *arena,
                                             struct alint_hcl_value *value,
                                             const struct alint_hcl_value *other) {
  struct alint_hcl_value *copy = alint_hcl_value_copy(arena, value);
  for (size_t i = 0; i < value->count; i++) {
    copy->items[i] = alint_hcl_unify_with(arena, value->items[i], other->items[i]);
    if (!copy->items[i])
      return NULL;
  }
  return copy;
}

struct alint_hcl_value *alint_hcl_unify_with(struct alint_arena *arena,
                                             struct alint_hcl_value *value,
                                             const struct alint_hcl_value *other) {
  if (!alint_hcl_has_scalar(value) || other->kind == ALINT_HCL_V_NULL)
    return value;
  bool scalar = value->kind == ALINT_HCL_V_BOOL || value->kind == ALINT_HCL_V_NUMBER;
  if (value->kind == other->kind && scalar)
    return value;
  if (scalar && other->kind == ALINT_HCL_V_TEXT)
    return to_text(arena, value);
  bool same_form = value->kind == other->kind && value->count == other->count &&
                   (value->kind != ALINT_HCL_V_MAP || same_keys(value, other));
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
  const struct alint_hcl_value *a = *(struct alint_hcl_value *const *)left;
  const struct alint_hcl_value *b = *(struct alint_hcl_value *const *)right;
  struct alint_str x = a->str, y = b->str;
  long long m = 0, n = 0;
  if (a->kind == ALINT_HCL_V_NUMBER && alint_hcl_integer(&m, a) && alint_hcl_integer(&n, b))
    return (m > n) - (m < n);
  if (a->kind == ALINT_HCL_V_TEXT && alint_text_known(a->text, &x) && alint_text_known(b->text, &y))
    return alint_str_cmp(x, y);
  return 0;
}

/* Whether elements can be told apart and put in order. */
static bool sortable(const struct alint_hcl_value *value, enum alint_hcl_value_kind kind) {
  struct alint_str known;
  long long number;
  if (value->kind != kind)
    return false;
  return kind == ALINT_HCL_V_TEXT ? alint_text_known(value->text, &known)
                                  : kind == ALINT_HCL_V_NUMBER && alint_hcl_integer(&number, value);
}

struct alint_hcl_value *alint_hcl_to_set(struct alint_arena *arena,
                                         const struct alint_hcl_value *list) {
  if (!list || list->kind != ALINT_HCL_V_LIST)
    return NULL;
  struct alint_hcl_value *set = alint_hcl_value_copy(arena, list);
  if (!alint_hcl_unify(arena, set->items, set->count))
    return NULL;
  set->set = true;
  set->tuple = false;
  bool single = set->count == 1 && set->items[0]->kind != ALINT_HCL_V_UNKNOWN;
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

static struct alint_hcl_value *to_number(struct alint_arena *arena, struct alint_hcl_value *value) {
  struct alint_str s;
  if (value->kind != ALINT_HCL_V_TEXT || !alint_text_known(value->text, &s))
    return value->kind == ALINT_HCL_V_NUMBER ? value : NULL;
  struct alint_str number = alint_hcl_number(arena, s);
  return number.ptr ? alint_hcl_value_scalar(arena, ALINT_HCL_V_NUMBER, number) : NULL;
}

static struct alint_hcl_value *to_bool(struct alint_arena *arena, struct alint_hcl_value *value) {
  if (value->kind != ALINT_HCL_V_TEXT)
    return value->kind == ALINT_HCL_V_BOOL ? value : NULL;
  bool yes = alint_text_is(value->text, "true") || alint_text_is(value->text, "1");
  if (!yes && !alint_text_is(value->text, "false") && !alint_text_is(value->text, "0"))
    return NULL;
  return alint_hcl_value_bool(arena, yes);
}

/* A list, set or map with each of its elements made of a type; `type` NULL: any. */
static struct alint_hcl_value *to_collection(struct alint_arena *arena,
                                             const struct alint_hcl_value *value,
                                             enum alint_hcl_value_kind kind, bool set,
                                             const struct alint_hcl_expr *type) {
  bool any = !type || (type->kind == ALINT_HCL_NAME && alint_str_is(type->str, "any"));
  if (value->kind != kind)
    return NULL;
  struct alint_hcl_value *copy = alint_hcl_value_copy(arena, value);
  for (size_t i = 0; !any && i < value->count; i++) {
    copy->items[i] = alint_hcl_convert(arena, value->items[i], type);
    if (!copy->items[i])
      return NULL;
  }
  if (any && !alint_hcl_unify(arena, copy->items, copy->count))
    return NULL;
  copy->set = copy->tuple = false;
  return set ? alint_hcl_to_set(arena, copy) : copy;
}

/* A literal that a type gives for what is left out; NULL where it is more. */
static struct alint_hcl_value *preset_of(struct alint_arena *arena,
                                         const struct alint_hcl_expr *expr) {
  switch (expr->kind) {
  case ALINT_HCL_NULL:
    return alint_hcl_value_new(arena, ALINT_HCL_V_NULL);
  case ALINT_HCL_BOOL:
    return alint_hcl_value_scalar(arena, ALINT_HCL_V_BOOL, expr->str);
  case ALINT_HCL_NUMBER:
    return alint_hcl_value_number(arena, expr->str);
  case ALINT_HCL_STRING:
    return alint_hcl_value_literal(arena, expr->str);
  case ALINT_HCL_TUPLE:
    return expr->count > 0 ? NULL : alint_hcl_value_container(arena, ALINT_HCL_V_LIST, 0);
  case ALINT_HCL_OBJECT:
    return expr->count > 0 ? NULL : alint_hcl_value_container(arena, ALINT_HCL_V_MAP, 0);
  default:
    return NULL;
  }
}

/* One attribute of an object type; NULL where it is not known. */
static struct alint_hcl_value *to_attribute(struct alint_arena *arena,
                                            struct alint_hcl_value *given,
                                            const struct alint_hcl_expr *type) {
  bool optional = type->kind == ALINT_HCL_CALL && alint_str_is(type->str, "optional") &&
                  type->count > 0 && type->count < 3;
  if (optional && given && given->kind == ALINT_HCL_V_UNKNOWN && type->count == 2)
    return given; /* null, perhaps, and then it has a value */
  if (optional && (!given || given->kind == ALINT_HCL_V_NULL))
    given = type->count == 2 ? preset_of(arena, type->items[1])
                             : alint_hcl_value_new(arena, ALINT_HCL_V_NULL);
  return given ? alint_hcl_convert(arena, given, optional ? type->items[0] : type) : NULL;
}

static struct alint_hcl_value *to_object(struct alint_arena *arena,
                                         const struct alint_hcl_value *value,
                                         const struct alint_hcl_expr *type) {
  if (value->kind != ALINT_HCL_V_MAP || type->kind != ALINT_HCL_OBJECT)
    return NULL;
  struct alint_hcl_value *object =
      alint_hcl_value_container(arena, ALINT_HCL_V_MAP, type->count / 2);
  for (size_t i = 0; i + 1 < type->count; i += 2) {
    const struct alint_text *key = alint_text_literal(arena, type->items[i]->str);
    bool sure;
    struct alint_hcl_value *item =
        to_attribute(arena, alint_hcl_value_get(value, key, &sure), type->items[i + 1]);
    if (!sure || !item)
      return NULL;
    alint_hcl_value_put(object, key, item);
  }
  return object;
}

static struct alint_hcl_value *to_tuple(struct alint_arena *arena,
                                        const struct alint_hcl_value *value,
                                        const struct alint_hcl_expr *type) {
  if (value->kind != ALINT_HCL_V_LIST || type->kind != ALINT_HCL_TUPLE || value->loose ||
      value->count != type->count)
    return NULL;
  struct alint_hcl_value *list = alint_hcl_value_container(arena, ALINT_HCL_V_LIST, type->count);
  for (size_t i = 0; i < type->count; i++) {
    struct alint_hcl_value *item = alint_hcl_convert(arena, value->items[i], type->items[i]);
    if (!item)
      return NULL;
    alint_hcl_value_add(list, item);
  }
  return list;
}

struct alint_hcl_value *alint_hcl_convert_to(struct alint_arena *arena,
                                             struct alint_hcl_value *value, struct alint_str type) {
  if (alint_str_is(type, "any"))
    return value;
  if (alint_str_is(type, "string"))
    return to_text(arena, value);
  if (alint_str_is(type, "number"))
    return to_number(arena, value);
  if (alint_str_is(type, "bool"))
    return to_bool(arena, value);
  if (alint_str_is(type, "list"))
    return to_collection(arena, value, ALINT_HCL_V_LIST, false, NULL);
  return alint_str_is(type, "map") ? to_collection(arena, value, ALINT_HCL_V_MAP, false, NULL)
                                   : NULL;
}

/* Recurses no deeper than a type is high. */
struct alint_hcl_value *alint_hcl_convert(struct alint_arena *arena, struct alint_hcl_value *value,
                                          const struct alint_hcl_expr *type) {
  bool name = type->kind == ALINT_HCL_NAME || type->kind == ALINT_HCL_STRING;
  if (value->kind == ALINT_HCL_V_NULL)
    return value;
  if (value->kind == ALINT_HCL_V_UNKNOWN) {
    /* That it is a string is something at least. */
    bool string = name && alint_str_is(type->str, "string");
    return string ? to_text(arena, value) : value;
  }
  if (name)
    return alint_hcl_convert_to(arena, value, type->str);
  if (type->kind != ALINT_HCL_CALL || type->count != 1)
    return NULL;
  const struct alint_hcl_expr *of = type->items[0];
  bool set = alint_str_is(type->str, "set");
  if (set || alint_str_is(type->str, "list"))
    return to_collection(arena, value, ALINT_HCL_V_LIST, set, of);
  if (alint_str_is(type->str, "map"))
    return to_collection(arena, value, ALINT_HCL_V_MAP, false, of);
  if (alint_str_is(type->str, "object"))
    return to_object(arena, value, of);
  return alint_str_is(type->str, "tuple") ? to_tuple(arena, value, of) : NULL;
}
