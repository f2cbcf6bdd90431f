/* SPDX-License-Identifier: Apache-2.0
 *
 * The roles of a world by what other resources call them: name, ARN, address.
 */
#include <stdlib.h>

#include "parsers/terraform/map/roles.h"
#include "util/sorted.h"

typedef struct TfRoleEntry {
  Str key;
  Role *role;
} TfRoleEntry;

static void add(TfRoleIndex *roles, TfPlan *tf, Str key, Role *role) {
  if (key.len > 0)
    LIST_ADD(tf->arena, roles, (TfRoleEntry){key, role});
}

/* Adds a name or ARN if it is known. */
static void add_text(TfRoleIndex *roles, TfPlan *tf, const Text *text, Role *role) {
  Str key;
  if (text && text_known(text, &key))
    add(roles, tf, key, role);
}

static int compare(const void *a, const void *b) {
  const TfRoleEntry *x = a, *y = b;
  int order = str_cmp(x->key, y->key);
  return order != 0 ? order : (x->role > y->role) - (x->role < y->role);
}

TfRoleIndex tf_index_roles(TfPlan *tf, const World *world) {
  TfRoleIndex out = {NULL, 0, 0};
  for (size_t i = 0; i < world->role_count; i++) {
    Role *role = &world->roles[i];
    add(&out, tf, role->address, role);
    add_text(&out, tf, role->name, role);
    add_text(&out, tf, role->arn, role);
  }
  sorted_sort(out.items, out.count, sizeof *out.items, compare);
  return out;
}

static int compare_key(const void *key, const void *item) {
  const Str *name = key;
  const TfRoleEntry *entry = item;
  return str_cmp(*name, entry->key);
}

Role *tf_role_named(const TfRoleIndex *roles, Str key, size_t i) {
  size_t low =
      sorted_first_not_below(&key, roles->items, roles->count, sizeof *roles->items, compare_key);
  bool hit = i < roles->count - low && str_eq(roles->items[low + i].key, key);
  return hit ? roles->items[low + i].role : NULL;
}
