/* SPDX-License-Identifier: Apache-2.0
 *
 * From kept objects to the two worlds: which resource is in which world, with
 * which values, and what the change does to it.
 */
#include <stdlib.h>

#include "accounts.h"
#include "address.h"
#include "configuration.h"
#include "map.h"
#include "roles.h"
#include "sites.h"

/* What the actions of a change mean for each world. */
static const struct {
  const char *actions;             /* joined by spaces */
  enum alint_change before, after; /* NONE: not in that world */
  bool after_is_before;            /* it goes on as it was */
  bool stays;                      /* and so does what was there, beside it */
} meanings[] = {
    {"no-op", ALINT_CHANGE_NO_OP, ALINT_CHANGE_NO_OP, false, false},
    {"create", ALINT_CHANGE_NONE, ALINT_CHANGE_CREATE, false, false},
    {"read", ALINT_CHANGE_NONE, ALINT_CHANGE_READ, false, false},
    {"update", ALINT_CHANGE_UPDATE, ALINT_CHANGE_UPDATE, false, false},
    {"delete", ALINT_CHANGE_DELETE, ALINT_CHANGE_NONE, false, false},
    {"delete create", ALINT_CHANGE_REPLACE, ALINT_CHANGE_REPLACE, false, false},
    {"create delete", ALINT_CHANGE_REPLACE, ALINT_CHANGE_REPLACE, false, false},
    /* Terraform lets go of it; it stays where it is. */
    {"forget", ALINT_CHANGE_FORGET, ALINT_CHANGE_FORGET, true, false},
    {"create forget", ALINT_CHANGE_FORGET, ALINT_CHANGE_CREATE, false, true},
};

enum { MEANING_COUNT = sizeof meanings / sizeof meanings[0] };

/* Sides of one world, in file order. */
struct sides {
  struct alint_tf_side *items;
  size_t count, cap;
};

static void add_side(struct alint_tf *tf, struct sides *sides, struct alint_tf_side side) {
  struct alint_tf_side *items =
      alint_arena_grow(tf->arena, sides->items, sides->count, &sides->cap, sizeof *items);
  sides->items = items;
  items[sides->count++] = side;
}

/* The address; an object that was left over has its key in it, so that it is
 * not taken for the resource that replaced it. */
static int side_of(struct alint_tf_side *out, struct alint_tf *tf,
                   const struct alint_tf_object *object, const char *deposed_key) {
  *out = (struct alint_tf_side){.object = object};
  out->address = object->address;
  if (out->address.len == 0)
    return alint_fail_at(tf->err, ALINT_ESYNTAX, object->span.begin,
                         "a resource without an address");
  out->resource = out->address;
  out->module = alint_tf_module_of(out->address);
  const struct alint_tf_object *config = NULL;
  alint_tf_config_for(&config, tf, out->resource);
  out->config = config ? config->node : NULL;
  out->provider = config ? config->provider : 0;
  struct alint_str deposed = alint_tf_string(object->node, deposed_key);
  if (deposed.len > 0)
    out->address = alint_str_printf(tf->arena, "%.*s (deposed %.*s)", ALINT_FMT(out->address),
                                    ALINT_FMT(deposed));
  return ALINT_OK;
}

static size_t meaning_of(const struct alint_node *actions) {
  struct alint_str first = {NULL, 0}, second = {NULL, 0};
  if (!actions || actions->kind != ALINT_NODE_LIST || actions->count == 0 || actions->count > 2)
    return MEANING_COUNT;
  first = actions->items[0]->str;
  if (actions->count == 2)
    second = actions->items[1]->str;
  for (size_t i = 0; i < MEANING_COUNT; i++) {
    struct alint_str wanted = alint_str(meanings[i].actions);
    size_t space = alint_str_find(wanted, 0, ' ');
    if (alint_str_eq(first, alint_str_slice(wanted, 0, space)) &&
        alint_str_eq(second, alint_str_slice(wanted, space + 1, wanted.len)))
      return i;
  }
  return MEANING_COUNT;
}

static bool is_map(const struct alint_node *node) {
  return node && node->kind == ALINT_NODE_MAP;
}

/* What a replacement leaves where it is. */
static void add_forgotten(struct alint_tf *tf, struct sides *after, struct alint_tf_side side) {
  side.world = ALINT_TF_AFTER;
  side.change = ALINT_CHANGE_FORGET;
  side.address = alint_str_printf(tf->arena, "%.*s (forgotten)", ALINT_FMT(side.address));
  add_side(tf, after, side);
}

/* One resource of resource_changes. Where an action promises values that are
 * not there, the side is added all the same: nothing of it is known. */
static int map_change(struct alint_tf *tf, struct sides worlds[2],
                      const struct alint_tf_object *object) {
  const struct alint_node *change = alint_node_get(object->node, "change");
  if (!is_map(change))
    return alint_fail_at(tf->err, ALINT_ESYNTAX, object->span.begin,
                         "a resource change without \"change\"");
  struct alint_tf_side side;
  int status = side_of(&side, tf, object, "deposed");
  if (status != ALINT_OK)
    return status;
  const struct alint_node *before = alint_node_get(change, "before");
  const struct alint_node *after = alint_node_get(change, "after");
  size_t i = meaning_of(alint_node_get(change, "actions"));
  enum alint_change was = ALINT_CHANGE_UPDATE, will = ALINT_CHANGE_UPDATE;
  bool same = false;
  if (i < MEANING_COUNT) {
    was = meanings[i].before;
    will = meanings[i].after;
    same = meanings[i].after_is_before;
  } else { /* an action of a later version: go by what is there */
    was = is_map(before) ? was : ALINT_CHANGE_NONE;
    will = is_map(after) || !is_map(before) ? will : ALINT_CHANGE_NONE;
  }
  side.other = is_map(before) ? before : NULL;
  side.values = is_map(before) ? before : NULL;
  side.sensitive = alint_node_get(change, "before_sensitive");
  side.change = was;
  if (was != ALINT_CHANGE_NONE)
    add_side(tf, &worlds[ALINT_TF_BEFORE], side);
  if (i < MEANING_COUNT && meanings[i].stays)
    add_forgotten(tf, &worlds[ALINT_TF_AFTER], side);
  side.world = ALINT_TF_AFTER;
  side.change = will;
  if (!same) {
    side.values = is_map(after) ? after : NULL;
    side.unknown = alint_node_get(change, "after_unknown");
    side.sensitive = alint_node_get(change, "after_sensitive");
  }
  if (will != ALINT_CHANGE_NONE)
    add_side(tf, &worlds[ALINT_TF_AFTER], side);
  return ALINT_OK;
}

/* One resource of a state: a state has no before, and a plan without changes
 * leaves the state it read as it is. */
static int map_state(struct alint_tf *tf, struct sides worlds[2],
                     const struct alint_tf_object *object) {
  struct alint_tf_side side;
  int status = side_of(&side, tf, object, "deposed_key");
  if (status != ALINT_OK)
    return status;
  const struct alint_node *values = alint_node_get(object->node, "values");
  side.values = is_map(values) ? values : NULL;
  side.sensitive = alint_node_get(object->node, "sensitive_values");
  side.change = tf->input->has_before ? ALINT_CHANGE_NO_OP : ALINT_CHANGE_NONE;
  if (tf->input->has_before)
    add_side(tf, &worlds[ALINT_TF_BEFORE], side);
  side.world = ALINT_TF_AFTER;
  add_side(tf, &worlds[ALINT_TF_AFTER], side);
  return ALINT_OK;
}

static int compare_strs(const void *a, const void *b) {
  return alint_str_cmp(*(const struct alint_str *)a, *(const struct alint_str *)b);
}

static struct alint_str imported_arn(const struct alint_tf_side *side) {
  const struct alint_node *change = alint_node_get(side->object->node, "change");
  const struct alint_node *importing = alint_node_get(change, "importing");
  return is_map(importing) ? alint_tf_string(side->other, "arn") : (struct alint_str){NULL, 0};
}

/* What one address lets go of and another one imports goes on as the other. */
static void drop_taken_over(struct alint_tf *tf, struct sides *after) {
  struct alint_str *arns = alint_arena_array(tf->arena, after->count, sizeof *arns);
  size_t count = 0, kept = 0;
  for (size_t i = 0; i < after->count; i++) {
    struct alint_str arn = imported_arn(&after->items[i]);
    if (arn.len > 0)
      arns[count++] = arn;
  }
  if (count > 1)
    qsort(arns, count, sizeof *arns, compare_strs);
  for (size_t i = 0; i < after->count; i++) {
    struct alint_str arn = alint_tf_raw(&after->items[i], "arn");
    bool forgotten = after->items[i].change == ALINT_CHANGE_FORGET && arn.len > 0 && count > 0;
    if (!forgotten || !bsearch(&arn, arns, count, sizeof *arns, compare_strs))
      after->items[kept++] = after->items[i];
  }
  after->count = kept;
}

/* ---- What a plan says nothing of ------------------------------------------ */

/* Addresses that resource_changes speaks of, sorted; those before a move too. */
static void list_changed(struct alint_str **out, size_t *count, struct alint_tf *tf) {
  struct alint_str *list = alint_arena_array(tf->arena, tf->changes.count, 2 * sizeof *list);
  *out = list;
  *count = 0;
  for (size_t i = 0; i < tf->changes.count; i++) {
    const struct alint_tf_object *object = &tf->changes.items[i];
    struct alint_str previous = alint_tf_string(object->node, "previous_address");
    list[(*count)++] = object->address;
    if (previous.len > 0)
      list[(*count)++] = previous;
  }
  if (*count > 1)
    qsort(list, *count, sizeof *list, compare_strs);
}

/* What exists and is left out of the changes (-target, -exclude; Terraform 0.12
 * left out what does not change) stays as it is. Where planning failed that
 * cannot be told. */
static int map_untouched(struct alint_tf *tf, struct sides worlds[2]) {
  struct alint_str *changed;
  size_t count;
  list_changed(&changed, &count, tf);
  int status = ALINT_OK;
  for (size_t i = 0; i < tf->state.count && status == ALINT_OK && !tf->input->errored; i++) {
    const struct alint_tf_object *object = &tf->state.items[i];
    if (!object->type->data && object->address.len > 0 &&
        (count == 0 || !bsearch(&object->address, changed, count, sizeof *changed, compare_strs)))
      status = map_state(tf, worlds, object);
  }
  return status;
}

/* A policy document that was read when the plan was made is only in the state. */
static int map_read_document(struct alint_tf *tf, struct sides worlds[2],
                             const struct alint_tf_object *object) {
  struct alint_tf_side side;
  if (object->type->kind != ALINT_TF_POLICY_DOCUMENT)
    return ALINT_OK;
  int status = side_of(&side, tf, object, "deposed_key");
  const struct alint_node *values = alint_node_get(object->node, "values");
  side.values = is_map(values) ? values : NULL;
  side.sensitive = alint_node_get(object->node, "sensitive_values");
  side.world = ALINT_TF_AFTER;
  if (status == ALINT_OK)
    add_side(tf, &worlds[ALINT_TF_AFTER], side);
  return status;
}

static int fill_world(struct alint_tf *tf, int world, const struct sides *sides) {
  alint_tf_index_sides(tf, sides->items, sides->count);
  int status = ALINT_OK;
  for (size_t i = 0; i < sides->count && status == ALINT_OK; i++) {
    const struct alint_tf_side *side = &sides->items[i];
    if (side->object->type->data)
      continue;
    switch (side->object->type->kind) {
    case ALINT_TF_ROLE:
      status = alint_tf_add_role(tf, side);
      break;
    case ALINT_TF_USER:
    case ALINT_TF_OIDC_PROVIDER:
    case ALINT_TF_SAML_PROVIDER:
      alint_tf_add_entity(tf, side);
      status = ALINT_OK;
      break;
    default:
      break;
    }
  }
  struct alint_tf_roles roles;
  if (status == ALINT_OK)
    status = alint_tf_map_stacks(tf, sides->items, sides->count);
  if (status == ALINT_OK) {
    alint_tf_index_roles(&roles, tf, alint_tf_world(tf, world));
    status = alint_tf_attach(tf, &roles, sides->items, sides->count);
  }
  for (size_t i = 0; i < sides->count && status == ALINT_OK; i++)
    alint_tf_add_handout(tf, &roles, &sides->items[i]);
  return status;
}

static void state_facts(struct alint_input *input) {
  bool plan = input->format == ALINT_FORMAT_TERRAFORM_PLAN;
  input->exact_positions = false;
  input->has_before = plan;
  (plan ? &input->before : &input->after)->read_from_iam = true;
  input->give = ALINT_STR("Write it as a literal or a variable, so that the plan knows it.");
  if (!plan)
    return;
  input->retries = "Terraform tries again for a while";
  input->give_source =
      ALINT_STR("Give --source-root DIR, the folder of the .tf files: what they say literally is "
                "judged then. Or write what the policy depends on as literals and variables, so "
                "that the plan knows it.");
}

int alint_tf_map(struct alint_tf *tf) {
  struct alint_input *input = tf->input;
  state_facts(input);
  alint_tf_sort_configuration(tf);
  alint_tf_find_accounts(tf);
  int status = ALINT_OK;
  struct sides worlds[2] = {{NULL, 0, 0}, {NULL, 0, 0}};
  bool changes = input->has_before && (tf->has_changes || tf->deferred);
  if (alint_tf_wants_source(tf))
    tf->source = alint_arena_alloc(tf->arena, sizeof *tf->source);
  const struct alint_tf_objects *objects = changes ? &tf->changes : &tf->state;
  for (size_t i = 0; i < objects->count && status == ALINT_OK; i++)
    status = changes ? map_change(tf, worlds, &objects->items[i])
                     : map_state(tf, worlds, &objects->items[i]);
  if (status == ALINT_OK && changes)
    status = map_untouched(tf, worlds);
  if (status == ALINT_OK)
    drop_taken_over(tf, &worlds[ALINT_TF_AFTER]);
  for (size_t i = 0; changes && i < tf->state.count && status == ALINT_OK; i++)
    status = map_read_document(tf, worlds, &tf->state.items[i]);
  for (int world = ALINT_TF_BEFORE; world <= ALINT_TF_AFTER && status == ALINT_OK; world++)
    status = fill_world(tf, world, &worlds[world]);
  if (status == ALINT_OK)
    alint_tf_settle_stacks(tf);
  return status;
}
