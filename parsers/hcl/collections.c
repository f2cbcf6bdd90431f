/* SPDX-License-Identifier: Apache-2.0
 *
 * Functions of lists and sets. In a loose list (see struct alint_hcl_value) no
 * position means anything: what asks for one gives nothing.
 */
#include <string.h>

#include "functions.h"

/* A list that has elements only, and in their places. */
static bool is_firm(const struct alint_hcl_value *value) {
  return value->kind == ALINT_HCL_V_LIST && !value->loose;
}

static struct alint_hcl_value *list_with_room(const struct alint_hcl_arguments *call, size_t room) {
  return alint_hcl_value_container(call->arena, ALINT_HCL_V_LIST, room);
}

/* Whether a string is certainly not empty, nor null. */
static bool is_something(const struct alint_hcl_value *value) {
  if (value->kind != ALINT_HCL_V_TEXT)
    return alint_hcl_is_there(value);
  const struct alint_hole *hole = alint_text_only_hole(value->text);
  return hole ? hole->kind != ALINT_HOLE_ANY : value->text->count > 0;
}

static bool is_nothing(const struct alint_hcl_value *value) {
  return value->kind == ALINT_HCL_V_NULL ||
         (value->kind == ALINT_HCL_V_TEXT && alint_text_empty(value->text));
}

/* ---- Lists of lists ------------------------------------------------------ */

/* A list that is not known is an element that is not known, for nobody tells how
 * many there are. */
static struct alint_hcl_value *unite(const struct alint_hcl_arguments *call, bool sets) {
  size_t room = 0;
  for (size_t i = 0; i < call->count; i++) {
    const struct alint_hcl_value *argument = call->items[i];
    if ((argument->kind != ALINT_HCL_V_LIST && argument->kind != ALINT_HCL_V_UNKNOWN) ||
        (argument->set && !sets))
      return NULL;
    room += argument->count + 1;
  }
  struct alint_hcl_value *all = list_with_room(call, room);
  for (size_t i = 0; i < call->count; i++) {
    const struct alint_hcl_value *argument = call->items[i];
    all->loose = all->loose || argument->loose || argument->kind == ALINT_HCL_V_UNKNOWN;
    if (argument->kind == ALINT_HCL_V_UNKNOWN)
      all->items[all->count++] = call->items[i];
    for (size_t k = 0; k < argument->count; k++)
      all->items[all->count++] = argument->items[k];
  }
  return all;
}

/* Of lists it makes a list, whose elements become one type. */
static struct alint_hcl_value *f_concat(const struct alint_hcl_arguments *call) {
  struct alint_hcl_value *all = unite(call, false);
  for (size_t i = 0; all && i < call->count; i++)
    all->tuple = all->tuple || call->items[i]->tuple;
  if (!all || all->tuple)
    return all;
  struct alint_hcl_value *list = alint_hcl_value_copy(call->arena, all);
  bool unified = alint_hcl_unify(call->arena, list->items, list->count);
  for (size_t i = 0; i < list->count; i++)
    unified = unified && list->items[i] == all->items[i];
  return unified ? all : NULL;
}

static size_t count_flat(const struct alint_hcl_value *list) {
  size_t count = 0;
  for (size_t i = 0; i < list->count; i++)
    count += list->items[i]->kind == ALINT_HCL_V_LIST ? count_flat(list->items[i]) : 1;
  return count;
}

/* Recurses no deeper than values are. */
static void add_flat(struct alint_hcl_value *out, const struct alint_hcl_value *list) {
  out->loose = out->loose || list->loose;
  for (size_t i = 0; i < list->count; i++) {
    if (list->items[i]->kind == ALINT_HCL_V_LIST)
      add_flat(out, list->items[i]);
    else
      out->items[out->count++] = list->items[i];
    out->loose = out->loose || list->items[i]->kind == ALINT_HCL_V_UNKNOWN;
  }
}

static struct alint_hcl_value *f_flatten(const struct alint_hcl_arguments *call) {
  const struct alint_hcl_value *list = call->items[0];
  struct alint_hcl_value *flat = list_with_room(call, count_flat(list));
  add_flat(flat, list);
  return flat;
}

static struct alint_hcl_value *f_setunion(const struct alint_hcl_arguments *call) {
  for (size_t i = 0; i < call->count; i++) {
    if (call->items[i]->kind != ALINT_HCL_V_LIST)
      return NULL;
  }
  return alint_hcl_to_set(call->arena, unite(call, true));
}

/* ---- Without some elements ----------------------------------------------- */

/* Without null and empty strings. What may be one of these stays. */
static struct alint_hcl_value *f_compact(const struct alint_hcl_arguments *call) {
  const struct alint_hcl_value *list = call->items[0];
  struct alint_hcl_value *kept = list_with_room(call, list->count);
  for (size_t i = 0; i < list->count; i++) {
    if (list->items[i]->kind != ALINT_HCL_V_TEXT && list->items[i]->kind != ALINT_HCL_V_NULL &&
        list->items[i]->kind != ALINT_HCL_V_UNKNOWN)
      return NULL;
    if (is_nothing(list->items[i]))
      continue;
    kept->loose = kept->loose || !is_something(list->items[i]);
    kept->items[kept->count++] = list->items[i];
  }
  kept->loose = kept->loose || list->loose;
  return kept;
}

static struct alint_hcl_value *f_distinct(const struct alint_hcl_arguments *call) {
  const struct alint_hcl_value *list = call->items[0];
  struct alint_hcl_value *all = alint_hcl_value_copy(call->arena, list);
  struct alint_hcl_value *kept = list_with_room(call, list->count);
  bool unified = alint_hcl_unify(call->arena, all->items, all->count);
  kept->loose = list->loose;
  for (size_t i = 0; i < all->count; i++) {
    bool again = false;
    if (!alint_hcl_take_steps(call->eval, kept->count / 16))
      return NULL;
    for (size_t k = 0; k < kept->count && !again; k++) {
      enum alint_tri equal = alint_hcl_equal(kept->items[k], all->items[i]);
      again = equal == ALINT_YES;
      kept->loose = kept->loose || equal == ALINT_UNKNOWN;
    }
    if (!again)
      kept->items[kept->count++] = all->items[i];
  }
  return unified ? kept : NULL;
}

static struct alint_hcl_value *f_slice(const struct alint_hcl_arguments *call) {
  const struct alint_hcl_value *list = call->items[0];
  long long begin = call->integer[1], end = call->integer[2];
  if (begin < 0 || end < begin || end > (long long)list->count)
    return NULL;
  struct alint_hcl_value *part = list_with_room(call, list->count);
  for (long long i = begin; i < end; i++)
    part->items[part->count++] = list->items[i];
  return part;
}

/* ---- One element --------------------------------------------------------- */

static struct alint_hcl_value *f_element(const struct alint_hcl_arguments *call) {
  const struct alint_hcl_value *list = call->items[0];
  bool fits = list->count > 0 && call->integer[1] >= 0;
  return fits ? list->items[(size_t)call->integer[1] % list->count] : NULL;
}

static struct alint_hcl_value *f_one(const struct alint_hcl_arguments *call) {
  const struct alint_hcl_value *list = call->items[0];
  if (list->count == 0)
    return alint_hcl_value_new(call->arena, ALINT_HCL_V_NULL);
  return list->count == 1 ? list->items[0] : NULL;
}

/* Whether arguments have no type in common, which is an error. */
static bool has_conflict(const struct alint_hcl_arguments *call) {
  bool found = false;
  for (size_t i = 0; i < call->count && !found; i++)
    found = alint_hcl_conflict(call->items[0], call->items[i]);
  return found;
}

/* All arguments are of one type: numbers among strings are strings. */
static struct alint_hcl_value *f_coalesce(const struct alint_hcl_arguments *call) {
  size_t first = 0;
  while (first < call->count && is_nothing(call->items[first]))
    first++;
  if (first == call->count || !is_something(call->items[first]) || has_conflict(call))
    return NULL;
  if (!alint_hcl_has_scalar(call->items[first]))
    return call->items[first];
  return alint_hcl_unify(call->arena, call->items, call->count) ? call->items[first] : NULL;
}

static struct alint_hcl_value *f_coalescelist(const struct alint_hcl_arguments *call) {
  for (size_t i = 0; i < call->count && !has_conflict(call); i++) {
    const struct alint_hcl_value *list = call->items[i];
    bool known = is_firm(list) && !list->set;
    if (!known || list->count > 0)
      return known ? call->items[i] : NULL;
  }
  return NULL;
}

/* ---- What is in it ------------------------------------------------------- */

static struct alint_hcl_value *f_contains(const struct alint_hcl_arguments *call) {
  const struct alint_hcl_value *list = call->items[0];
  enum alint_tri found = list->loose ? ALINT_UNKNOWN : ALINT_NO;
  if (call->items[1]->kind == ALINT_HCL_V_NULL)
    return NULL;
  for (size_t i = 0; i < list->count && found != ALINT_YES; i++) {
    if (list->items[i]->kind != ALINT_HCL_V_UNKNOWN || !list->loose)
      found = alint_tri_or(found, alint_hcl_equal(list->items[i], call->items[1]));
  }
  return found == ALINT_UNKNOWN ? NULL : alint_hcl_value_bool(call->arena, found == ALINT_YES);
}

/* Characters, elements or members. */
static struct alint_hcl_value *f_length(const struct alint_hcl_arguments *call) {
  const struct alint_hcl_value *value = call->items[0];
  struct alint_str s;
  size_t count = value->count;
  bool known = is_firm(value);
  if (value->kind == ALINT_HCL_V_MAP)
    known = true; /* no two keys of it may be the same */
  if (alint_hcl_known_at(call, 0, &s)) {
    count = s.len;
    known = alint_hcl_is_plain(s);
  }
  if (!known)
    return NULL;
  return alint_hcl_value_integer(call->arena, (long long)count);
}

/* alltrue() and anytrue(): whether all elements are true, or one of them is. */
static struct alint_hcl_value *f_true(const struct alint_hcl_arguments *call) {
  const struct alint_hcl_value *list = call->items[0];
  bool all = strcmp(call->name, "alltrue") == 0;
  for (size_t i = 0; i < list->count; i++) {
    if (list->items[i]->kind != ALINT_HCL_V_BOOL)
      return NULL;
    if (alint_str_is(list->items[i]->str, all ? "false" : "true"))
      return alint_hcl_value_bool(call->arena, !all);
  }
  return alint_hcl_value_bool(call->arena, all);
}

/* ---- Order --------------------------------------------------------------- */

static struct alint_hcl_value *f_reverse(const struct alint_hcl_arguments *call) {
  const struct alint_hcl_value *list = call->items[0];
  struct alint_hcl_value *back = alint_hcl_value_copy(call->arena, list);
  for (size_t i = 0; i < list->count; i++)
    back->items[i] = list->items[list->count - 1 - i];
  back->set = back->tuple = false;
  return back;
}

/* Strings by their bytes. Unlike a set it keeps what is there twice. */
static struct alint_hcl_value *f_sort(const struct alint_hcl_arguments *call) {
  struct alint_str a, b;
  struct alint_hcl_value *list = alint_hcl_value_copy(call->arena, call->items[0]);
  list->set = list->tuple = false;
  for (size_t i = 0; i < list->count; i++) {
    if (list->items[i]->kind == ALINT_HCL_V_UNKNOWN ||
        (list->items[i]->kind == ALINT_HCL_V_TEXT && !alint_text_known(list->items[i]->text, &a)))
      list->loose = true;
    else if (list->items[i]->kind != ALINT_HCL_V_TEXT)
      return NULL;
  }
  for (size_t i = 1; i < list->count && !list->loose; i++) {
    struct alint_hcl_value *item = list->items[i];
    size_t at = i;
    if (!alint_hcl_take_steps(call->eval, i / 16))
      return NULL;
    for (; at > 0 && alint_text_known(item->text, &a) &&
           alint_text_known(list->items[at - 1]->text, &b) && alint_str_cmp(b, a) > 0;
         at--)
      list->items[at] = list->items[at - 1];
    list->items[at] = item;
  }
  return list;
}

/* ---- The table ----------------------------------------------------------- */

const struct alint_hcl_function alint_hcl_collection_functions[] = {
    {"alltrue", "f", f_true},
    {"anytrue", "f", f_true},
    {"coalesce", "v+", f_coalesce},
    {"coalescelist", "v+", f_coalescelist},
    {"compact", "l", f_compact},
    {"concat", "v+", f_concat},
    {"contains", "lv", f_contains},
    {"distinct", "l", f_distinct},
    {"element", "oi", f_element},
    {"flatten", "l", f_flatten},
    {"length", "v", f_length},
    {"one", "f", f_one},
    {"reverse", "l", f_reverse},
    {"setunion", "v+", f_setunion},
    {"slice", "oii", f_slice},
    {"sort", "l", f_sort},
    {NULL, NULL, NULL},
};
