/* SPDX-License-Identifier: Apache-2.0
 *
 * What Terraform makes before a role: what its configuration refers to, or
 * lists in depends_on; policy documents it refers to are followed. Where the
 * trail leads through a local value or a variable it ends.
 */
#include "plan.h"

enum {
  MAX_DOCUMENTS = 32, /* followed, one out of another, for one role */
  MAX_FOUND = 1000,   /* resources that one role is made after */
};

struct trail {
  struct alint_tf *tf;
  const struct alint_tf_side *side;
  struct alint_str *found;
  size_t count, cap;
  struct alint_str documents[MAX_DOCUMENTS]; /* in the role's module */
  size_t document_count;
};

static int add(struct trail *trail, struct alint_str address) {
  struct alint_str *items =
      alint_arena_grow(trail->tf->arena, trail->found, trail->count, &trail->cap, sizeof *items);
  if (!items)
    return alint_no_memory(trail->tf->err);
  trail->found = items;
  items[trail->count++] = address;
  return ALINT_OK;
}

/* Something the role refers to; a document is followed later. */
static int see(struct trail *trail, struct alint_str reference) {
  struct alint_str resource = alint_tf_resource_of(reference);
  if (resource.len == 0 || trail->count >= MAX_FOUND)
    return ALINT_OK;
  if (alint_str_starts(resource, "data.")) {
    for (size_t i = 0; i < trail->document_count; i++) {
      if (alint_str_eq(trail->documents[i], resource))
        return ALINT_OK;
    }
    if (trail->document_count < MAX_DOCUMENTS)
      trail->documents[trail->document_count++] = resource;
    return ALINT_OK;
  }
  struct alint_str address = alint_str_printf(trail->tf->arena, "%.*s%.*s",
                                              ALINT_FMT(trail->side->module), ALINT_FMT(resource));
  if (!address.ptr)
    return alint_no_memory(trail->tf->err);
  /* All instances of it: which one is meant is not in the plan. */
  size_t at = alint_tf_first_side(trail->tf, address);
  int status = ALINT_OK;
  for (; at < trail->tf->by_address_count && status == ALINT_OK && trail->count < MAX_FOUND; at++) {
    struct alint_str its = trail->tf->by_address[at]->address;
    if (!alint_str_eq(alint_str_slice(its, 0, address.len), address))
      break;
    if (its.len == address.len || its.ptr[address.len] == '[')
      status = add(trail, its);
  }
  return status;
}

/* All references in a tree of expressions; no deeper than documents are. */
static int see_all(struct trail *trail, const struct alint_node *node, bool references) {
  int status = ALINT_OK;
  for (size_t i = 0; node && i < node->count && status == ALINT_OK; i++) {
    const struct alint_node *child =
        node->kind == ALINT_NODE_MAP ? node->members[i].value : node->items[i];
    if (node->kind == ALINT_NODE_MAP)
      status = see_all(trail, child, alint_str_is(node->members[i].key, "references"));
    else if (references && child->kind == ALINT_NODE_STRING)
      status = see(trail, child->str);
    else
      status = see_all(trail, child, false);
  }
  return status;
}

static int see_resource(struct trail *trail, struct alint_str address) {
  struct alint_str config_address;
  if (alint_tf_config_address(&config_address, trail->tf->arena, address) != ALINT_OK)
    return alint_no_memory(trail->tf->err);
  const struct alint_node *config = alint_tf_config_of(trail->tf, config_address);
  int status = see_all(trail, alint_node_get(config, "expressions"), false);
  return status == ALINT_OK ? see_all(trail, alint_node_get(config, "depends_on"), true) : status;
}

int alint_tf_depends(struct alint_role *role, struct alint_tf *tf,
                     const struct alint_tf_side *side) {
  struct trail trail = {.tf = tf, .side = side};
  int status = see_resource(&trail, side->resource);
  for (size_t i = 0; i < trail.document_count && status == ALINT_OK; i++) {
    struct alint_str address = alint_str_printf(tf->arena, "%.*s%.*s", ALINT_FMT(side->module),
                                                ALINT_FMT(trail.documents[i]));
    status = address.ptr ? see_resource(&trail, address) : alint_no_memory(tf->err);
  }
  role->depends_on = trail.found;
  role->depends_on_count = trail.count;
  return status;
}
