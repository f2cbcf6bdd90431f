/* SPDX-License-Identifier: Apache-2.0
 *
 * Resources and data sources of no type of ours. With --source-root they are kept
 * as the JSON that they are, and read when a policy of the source refers to them.
 */
#include <stdlib.h>

#include "parsers/terraform/plan/address.h"
#include "parsers/terraform/plan/others.h"
#include "parsers/terraform/plan/stream.h"
#include "util/sorted.h"

static bool is_data(Str address) {
  Str module = tf_module_of(address);
  return str_starts(str_slice(address, module.len, address.len), "data.");
}

void tf_add_other(TfPlan *tf, bool prior, Str address, Str bytes) {
  /* What is managed the plan says in resource_changes, if it says it at all. */
  if (address.len == 0 || (prior && !is_data(address)))
    return;
  if (bytes.len > MAX_OTHER_BYTES - tf->other_bytes) {
    tf->others_cut = true;
    return;
  }
  TfOtherResource *others =
      arena_grow(tf->arena, tf->others, tf->other_count, &tf->other_cap, sizeof *others);
  const char *copy = arena_copy(tf->arena, bytes.ptr, bytes.len);
  tf->others = others;
  tf->other_bytes += bytes.len;
  others[tf->other_count++] =
      (TfOtherResource){.address = address, .bytes = str_n(copy, bytes.len), .prior = prior};
}

/* What the plan does with it comes before what was there. */
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
  if (!tf->others_sorted && tf->other_count > 1)
    qsort(tf->others, tf->other_count, sizeof *tf->others, compare);
  tf->others_sorted = true;
  return sorted_first_not_below(&address, tf->others, tf->other_count, sizeof *tf->others,
                                compare_address);
}

/* OK also where it cannot be read. */
static int read_other(TfPlan *tf, TfOtherResource *other) {
  Error err = {.status = OK};
  Span none = {0, 0};
  Node *node;
  if (other->read)
    return OK;
  other->read = true;
  int status = json_read_embedded(&node, tf->arena, other->bytes, none, &err);
  if (status == OK)
    status = tf_check_keys(node, tf->arena, &err);
  if (status == OK)
    other->node = node;
  return status == ERR_MEMORY ? status : OK;
}

static bool is_of(const TfPlan *tf, size_t i, Str address) {
  return i < tf->other_count && str_eq(tf->others[i].address, address);
}

bool tf_other_resource(TfResource *out, int *status, TfPlan *tf, Str address) {
  size_t i = tf_first_other(tf, address);
  *status = OK;
  *out = (TfResource){.world = TF_AFTER, .address = address};
  /* One that is left over has the same address. */
  if (!is_of(tf, i, address) ||
      (is_of(tf, i + 1, address) && tf->others[i + 1].prior == tf->others[i].prior))
    return false;
  TfOtherResource *other = &tf->others[i];
  *status = read_other(tf, other);
  if (*status != OK || !other->node)
    return false;
  const Node *change = node_get(other->node, "change");
  out->values = node_get(other->prior ? other->node : change, other->prior ? "values" : "after");
  out->sensitive = node_get(other->prior ? other->node : change,
                            other->prior ? "sensitive_values" : "after_sensitive");
  out->unknown = other->prior ? NULL : node_get(change, "after_unknown");
  return out->values && out->values->kind == NODE_MAP;
}
