/* SPDX-License-Identifier: Apache-2.0
 *
 * Resources by address.
 */
#include "parsers/terraform/world/index.h"

#include <stdlib.h>

#include "assumelint/arena.h"
#include "util/sorted.h"

static int compare(const void *a, const void *b) {
  const TfResource *const *x = a, *const *y = b;
  int order = str_cmp((*x)->address, (*y)->address);
  return order != 0 ? order : (*x > *y) - (*x < *y);
}

void tf_index_resources(TfPlan *tf, const TfResources *resources) {
  static const unsigned kinds = TF_BIT(TF_ROLE) | TF_BIT(TF_USER) | TF_BIT(TF_OIDC_PROVIDER) |
                                TF_BIT(TF_SAML_PROVIDER) | TF_BIT(TF_MANAGED_POLICY) |
                                TF_BIT(TF_POLICY_DOCUMENT);
  TfIndex *index = &tf->by_address;
  index->count = 0;
  index->items = arena_array(tf->arena, resources->count, sizeof *index->items);
  for (size_t i = 0; i < resources->count; i++) {
    if (kinds & TF_BIT(resources->items[i].object->type->kind))
      index->items[index->count++] = &resources->items[i];
  }
  sorted_sort(index->items, index->count, sizeof *index->items, compare);
  /* What was last read of a document is of no use once the document is deferred. */
  size_t kept = 0;
  for (size_t i = 0; i < index->count; i++) {
    if (kept == 0 || !str_eq(index->items[kept - 1]->address, index->items[i]->address))
      index->items[kept++] = index->items[i];
  }
  index->count = kept;
}

static int compare_address(const void *key, const void *item) {
  const Str *address = key;
  const TfResource *const *resource = item;
  return str_cmp(*address, (*resource)->address);
}

size_t tf_first_resource(const TfPlan *tf, Str address) {
  const TfIndex *index = &tf->by_address;
  return sorted_first_not_below(&address, index->items, index->count, sizeof *index->items,
                                compare_address);
}

const TfResource *tf_find_resource(const TfPlan *tf, Str address) {
  size_t i = tf_first_resource(tf, address);
  bool hit = i < tf->by_address.count && str_eq(tf->by_address.items[i]->address, address);
  return hit ? tf->by_address.items[i] : NULL;
}
