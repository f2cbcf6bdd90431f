/* SPDX-License-Identifier: Apache-2.0
 *
 * Resources and data sources of no type of ours. With --source-root they are kept
 * as the JSON that they are, and read when a policy of the source refers to them.
 */
#include <stdlib.h>

#include "address.h"
#include "others.h"
#include "stream.h"
#include "util/sorted.h"

static bool is_data(struct alint_str address) {
  struct alint_str module = alint_tf_module_of(address);
  return alint_str_starts(alint_str_slice(address, module.len, address.len), "data.");
}

void alint_tf_add_other(struct alint_tf *tf, bool prior, struct alint_str address,
                        struct alint_str bytes) {
  /* What is managed the plan says in resource_changes, if it says it at all. */
  if (address.len == 0 || (prior && !is_data(address)))
    return;
  if (bytes.len > ALINT_MAX_OTHER_BYTES - tf->other_bytes) {
    tf->others_cut = true;
    return;
  }
  struct alint_tf_other *others =
      alint_arena_grow(tf->arena, tf->others, tf->other_count, &tf->other_cap, sizeof *others);
  const char *copy = alint_arena_copy(tf->arena, bytes.ptr, bytes.len);
  tf->others = others;
  tf->other_bytes += bytes.len;
  others[tf->other_count++] = (struct alint_tf_other){
      .address = address, .bytes = alint_str_n(copy, bytes.len), .prior = prior};
}

/* What the plan does with it comes before what was there. */
static int compare(const void *left, const void *right) {
  const struct alint_tf_other *a = left, *b = right;
  int order = alint_str_cmp(a->address, b->address);
  return order != 0 ? order : (int)a->prior - (int)b->prior;
}

static int compare_address(const void *key, const void *item) {
  const struct alint_str *address = key;
  const struct alint_tf_other *other = item;
  return alint_str_cmp(*address, other->address);
}

size_t alint_tf_first_other(struct alint_tf *tf, struct alint_str address) {
  if (!tf->others_sorted && tf->other_count > 1)
    qsort(tf->others, tf->other_count, sizeof *tf->others, compare);
  tf->others_sorted = true;
  return alint_first_not_below(&address, tf->others, tf->other_count, sizeof *tf->others,
                               compare_address);
}

/* ALINT_OK also where it cannot be read. */
static int read_other(struct alint_tf *tf, struct alint_tf_other *other) {
  struct alint_error err = {.status = ALINT_OK};
  struct alint_span none = {0, 0};
  struct alint_node *node;
  if (other->read)
    return ALINT_OK;
  other->read = true;
  int status = alint_json_read_embedded(&node, tf->arena, other->bytes, none, &err);
  if (status == ALINT_OK)
    status = alint_tf_check_keys(node, tf->arena, &err);
  if (status == ALINT_OK)
    other->node = node;
  return status == ALINT_ENOMEM ? status : ALINT_OK;
}

static bool is_of(const struct alint_tf *tf, size_t i, struct alint_str address) {
  return i < tf->other_count && alint_str_eq(tf->others[i].address, address);
}

bool alint_tf_other_side(struct alint_tf_side *out, int *status, struct alint_tf *tf,
                         struct alint_str address) {
  size_t i = alint_tf_first_other(tf, address);
  *status = ALINT_OK;
  *out = (struct alint_tf_side){.world = ALINT_TF_AFTER, .address = address};
  /* One that is left over has the same address. */
  if (!is_of(tf, i, address) ||
      (is_of(tf, i + 1, address) && tf->others[i + 1].prior == tf->others[i].prior))
    return false;
  struct alint_tf_other *other = &tf->others[i];
  *status = read_other(tf, other);
  if (*status != ALINT_OK || !other->node)
    return false;
  const struct alint_node *change = alint_node_get(other->node, "change");
  out->values =
      alint_node_get(other->prior ? other->node : change, other->prior ? "values" : "after");
  out->sensitive = alint_node_get(other->prior ? other->node : change,
                                  other->prior ? "sensitive_values" : "after_sensitive");
  out->unknown = other->prior ? NULL : alint_node_get(change, "after_unknown");
  return out->values && out->values->kind == ALINT_NODE_MAP;
}
