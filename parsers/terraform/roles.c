/* SPDX-License-Identifier: Apache-2.0
 *
 * The roles of a world by what other resources call them: name, ARN, address.
 */
#include <stdlib.h>

#include "roles.h"
#include "util/sorted.h"

struct alint_tf_role_entry {
  struct alint_str key;
  struct alint_role *role;
};

static void add(struct alint_tf_roles *roles, struct alint_tf *tf, struct alint_str key,
                struct alint_role *role) {
  if (key.len == 0)
    return;
  struct alint_tf_role_entry *entries =
      alint_arena_grow(tf->arena, roles->entries, roles->count, &roles->cap, sizeof *entries);
  roles->entries = entries;
  entries[roles->count++] = (struct alint_tf_role_entry){key, role};
}

static int compare(const void *a, const void *b) {
  const struct alint_tf_role_entry *x = a, *y = b;
  int order = alint_str_cmp(x->key, y->key);
  return order != 0 ? order : (x->role > y->role) - (x->role < y->role);
}

void alint_tf_index_roles(struct alint_tf_roles *out, struct alint_tf *tf,
                          const struct alint_world *world) {
  *out = (struct alint_tf_roles){NULL, 0, 0};
  for (size_t i = 0; i < world->role_count; i++) {
    struct alint_role *role = &world->roles[i];
    struct alint_str text;
    add(out, tf, role->address, role);
    if (role->name && alint_text_known(role->name, &text))
      add(out, tf, text, role);
    if (role->arn && alint_text_known(role->arn, &text))
      add(out, tf, text, role);
  }
  if (out->count > 1)
    qsort(out->entries, out->count, sizeof *out->entries, compare);
}

static int compare_key(const void *key, const void *item) {
  const struct alint_str *name = key;
  const struct alint_tf_role_entry *entry = item;
  return alint_str_cmp(*name, entry->key);
}

struct alint_role *alint_tf_role_named(const struct alint_tf_roles *roles, struct alint_str key,
                                       size_t i) {
  size_t low = alint_first_not_below(&key, roles->entries, roles->count, sizeof *roles->entries,
                                     compare_key);
  bool hit = i < roles->count - low && alint_str_eq(roles->entries[low + i].key, key);
  return hit ? roles->entries[low + i].role : NULL;
}
