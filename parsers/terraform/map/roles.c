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
  if (key.len == 0)
    return;
  TfRoleEntry *entries =
      arena_grow(tf->arena, roles->entries, roles->count, &roles->cap, sizeof *entries);
  roles->entries = entries;
  entries[roles->count++] = (TfRoleEntry){key, role};
}

static int compare(const void *a, const void *b) {
  const TfRoleEntry *x = a, *y = b;
  int order = str_cmp(x->key, y->key);
  return order != 0 ? order : (x->role > y->role) - (x->role < y->role);
}

void tf_index_roles(TfRoleIndex *out, TfPlan *tf, const World *world) {
  *out = (TfRoleIndex){NULL, 0, 0};
  for (size_t i = 0; i < world->role_count; i++) {
    Role *role = &world->roles[i];
    Str text;
    add(out, tf, role->address, role);
    if (role->name && text_known(role->name, &text))
      add(out, tf, text, role);
    if (role->arn && text_known(role->arn, &text))
      add(out, tf, text, role);
  }
  if (out->count > 1)
    qsort(out->entries, out->count, sizeof *out->entries, compare);
}

static int compare_key(const void *key, const void *item) {
  const Str *name = key;
  const TfRoleEntry *entry = item;
  return str_cmp(*name, entry->key);
}

Role *tf_role_named(const TfRoleIndex *roles, Str key, size_t i) {
  size_t low = sorted_first_not_below(&key, roles->entries, roles->count, sizeof *roles->entries,
                                      compare_key);
  bool hit = i < roles->count - low && str_eq(roles->entries[low + i].key, key);
  return hit ? roles->entries[low + i].role : NULL;
}
