/* SPDX-License-Identifier: Apache-2.0
 *
 * Resources and data sources of no type of ours.
 */
#include "parsers/terraform/plan/others.h"

#include <stdlib.h>

#include "parsers/terraform/plan/address.h"
#include "parsers/terraform/plan/stream.h"
#include "util/sorted.h"

static bool is_data(Str address) {
  Str module = tf_module_of(address);
  return str_starts(str_slice(address, module.len, address.len), "data.");
}

void tf_add_other(TfPlan *tf, bool prior, Str address, Str bytes) {
  TfOtherResources *others = &tf->others;
  /* resource_changes has what the plan says of managed resources. */
  if (address.len == 0 || (prior && !is_data(address)))
    return;
  if (bytes.len > MAX_OTHER_BYTES - others->bytes) {
    others->cut = true;
    return;
  }
  const char *copy = arena_copy(tf->arena, bytes.ptr, bytes.len);
  others->bytes += bytes.len;
  LIST_ADD(tf->arena, others,
           (TfOtherResource){.address = address, .bytes = str_n(copy, bytes.len), .prior = prior});
}

/* The planned resource comes before the one in the prior state. */
static int compare(const void *left, const void *right) {
  const TfOtherResource *a = left, *b = right;
  int order = str_cmp(a->address, b->address);
  return order != 0 ? order : (int)a->prior - (int)b->prior;
}

static int compare_address(const void *key, const void *item) {
  const Str *address = key;
  const TfOtherResource *other = item;
  return str_cmp(*address, other->address);
}

size_t tf_first_other(TfPlan *tf, Str address) {
  TfOtherResources *others = &tf->others;
  if (!others->sorted && others->count > 1)
    qsort(others->items, others->count, sizeof *others->items, compare);
  others->sorted = true;
  return sorted_first_not_below(&address, others->items, others->count, sizeof *others->items,
                                compare_address);
}

static void read_other(TfPlan *tf, TfOtherResource *other) {
  Error ignored = {.status = OK};
  Span none = {0, 0};
  Node *node;
  if (other->read)
    return;
  other->read = true;
  int status = tf_read_tree(&node, tf, other->bytes, none, &ignored);
  if (status == ERR_MEMORY)
    out_of_memory();
  if (status == OK)
    other->node = node;
}

static bool is_of(const TfOtherResources *others, size_t i, Str address) {
  return i < others->count && str_eq(others->items[i].address, address);
}

bool tf_other_resource(TfResource *out, TfPlan *tf, Str address) {
  size_t i = tf_first_other(tf, address);
  *out = (TfResource){.world = TF_AFTER, .address = address};
  if (!is_of(&tf->others, i, address))
    return false;
  TfOtherResource *other = &tf->others.items[i];
  /* A left-over object has the same address. */
  if (is_of(&tf->others, i + 1, address) && other[1].prior == other->prior)
    return false;
  read_other(tf, other);
  if (!other->node)
    return false;
  const Node *change = node_get(other->node, "change");
  out->values = other->prior ? node_get(other->node, "values") : node_get(change, "after");
  out->sensitive = other->prior ? node_get(other->node, "sensitive_values")
                                : node_get(change, "after_sensitive");
  out->unknown = other->prior ? NULL : node_get(change, "after_unknown");
  return out->values && out->values->kind == NODE_MAP;
}
