/* SPDX-License-Identifier: Apache-2.0
 *
 * From kept objects to the two worlds: which resource is in which world, with
 * which values, and what the change does to it.
 */
#include <stdlib.h>

#include "parsers/terraform/map/map.h"
#include "parsers/terraform/map/roles.h"
#include "parsers/terraform/plan/address.h"
#include "parsers/terraform/plan/configuration.h"
#include "parsers/terraform/source/sites.h"
#include "parsers/terraform/world/accounts.h"

/* What the actions of a change mean for each world. */
static const struct {
  const char *actions;  /* joined by spaces */
  Change before, after; /* NONE: not in that world */
  bool after_is_before; /* it goes on as it was */
  bool stays;           /* and so does what was there, beside it */
} meanings[] = {
    {"no-op", CHANGE_NO_OP, CHANGE_NO_OP, false, false},
    {"create", CHANGE_NONE, CHANGE_CREATE, false, false},
    {"read", CHANGE_NONE, CHANGE_READ, false, false},
    {"update", CHANGE_UPDATE, CHANGE_UPDATE, false, false},
    {"delete", CHANGE_DELETE, CHANGE_NONE, false, false},
    {"delete create", CHANGE_REPLACE, CHANGE_REPLACE, false, false},
    {"create delete", CHANGE_REPLACE, CHANGE_REPLACE, false, false},
    /* Terraform lets go of it; it stays where it is. */
    {"forget", CHANGE_FORGET, CHANGE_FORGET, true, false},
    {"create forget", CHANGE_FORGET, CHANGE_CREATE, false, true},
};

enum { MEANING_COUNT = sizeof meanings / sizeof meanings[0] };

/* Sides of one world, in file order. */
struct resources {
  TfResource *items;
  size_t count, cap;
};

static void add_resource(TfPlan *tf, struct resources *resources, TfResource resource) {
  TfResource *items =
      arena_grow(tf->arena, resources->items, resources->count, &resources->cap, sizeof *items);
  resources->items = items;
  items[resources->count++] = resource;
}

/* The address; an object that was left over has its key in it, so that it is
 * not taken for the resource that replaced it. */
static int begin_resource(TfResource *out, TfPlan *tf, const TfObject *object,
                          const char *deposed_key) {
  *out = (TfResource){.object = object};
  out->address = object->address;
  if (out->address.len == 0)
    return error_set_at(tf->err, ERR_SYNTAX, object->span.begin, "a resource without an address");
  out->plain_address = out->address;
  out->module = tf_module_of(out->address);
  const TfObject *config = NULL;
  tf_config_for(&config, tf, out->plain_address);
  out->config = config ? config->node : NULL;
  out->provider = config ? config->provider : 0;
  Str deposed = tf_string(object->node, deposed_key);
  if (deposed.len > 0)
    out->address =
        str_printf(tf->arena, "%.*s (deposed %.*s)", STR_FMT(out->address), STR_FMT(deposed));
  return OK;
}

static size_t meaning_of(const Node *actions) {
  Str first = {NULL, 0}, second = {NULL, 0};
  if (!actions || actions->kind != NODE_LIST || actions->count == 0 || actions->count > 2)
    return MEANING_COUNT;
  first = actions->items[0]->str;
  if (actions->count == 2)
    second = actions->items[1]->str;
  for (size_t i = 0; i < MEANING_COUNT; i++) {
    Str wanted = str_of(meanings[i].actions);
    size_t space = str_find(wanted, 0, ' ');
    if (str_eq(first, str_slice(wanted, 0, space)) &&
        str_eq(second, str_slice(wanted, space + 1, wanted.len)))
      return i;
  }
  return MEANING_COUNT;
}

static bool is_map(const Node *node) {
  return node && node->kind == NODE_MAP;
}

/* What a replacement leaves where it is. */
static void add_forgotten(TfPlan *tf, struct resources *after, TfResource resource) {
  resource.world = TF_AFTER;
  resource.change = CHANGE_FORGET;
  resource.address = str_printf(tf->arena, "%.*s (forgotten)", STR_FMT(resource.address));
  add_resource(tf, after, resource);
}

/* One resource of resource_changes. Where an action promises values that are
 * not there, the resource is added all the same: nothing of it is known. */
static int map_change(TfPlan *tf, struct resources worlds[2], const TfObject *object) {
  const Node *change = node_get(object->node, "change");
  if (!is_map(change))
    return error_set_at(tf->err, ERR_SYNTAX, object->span.begin,
                        "a resource change without \"change\"");
  TfResource resource;
  int status = begin_resource(&resource, tf, object, "deposed");
  if (status != OK)
    return status;
  const Node *before = node_get(change, "before");
  const Node *after = node_get(change, "after");
  size_t i = meaning_of(node_get(change, "actions"));
  Change was = CHANGE_UPDATE, will = CHANGE_UPDATE;
  bool same = false;
  if (i < MEANING_COUNT) {
    was = meanings[i].before;
    will = meanings[i].after;
    same = meanings[i].after_is_before;
  } else { /* an action of a later version: go by what is there */
    was = is_map(before) ? was : CHANGE_NONE;
    will = is_map(after) || !is_map(before) ? will : CHANGE_NONE;
  }
  resource.other = is_map(before) ? before : NULL;
  resource.values = is_map(before) ? before : NULL;
  resource.sensitive = node_get(change, "before_sensitive");
  resource.change = was;
  if (was != CHANGE_NONE)
    add_resource(tf, &worlds[TF_BEFORE], resource);
  if (i < MEANING_COUNT && meanings[i].stays)
    add_forgotten(tf, &worlds[TF_AFTER], resource);
  resource.world = TF_AFTER;
  resource.change = will;
  if (!same) {
    resource.values = is_map(after) ? after : NULL;
    resource.unknown = node_get(change, "after_unknown");
    resource.sensitive = node_get(change, "after_sensitive");
  }
  if (will != CHANGE_NONE)
    add_resource(tf, &worlds[TF_AFTER], resource);
  return OK;
}

/* One resource of a state: a state has no before, and a plan without changes
 * leaves the state it read as it is. */
static int map_state(TfPlan *tf, struct resources worlds[2], const TfObject *object) {
  TfResource resource;
  int status = begin_resource(&resource, tf, object, "deposed_key");
  if (status != OK)
    return status;
  const Node *values = node_get(object->node, "values");
  resource.values = is_map(values) ? values : NULL;
  resource.sensitive = node_get(object->node, "sensitive_values");
  resource.change = tf->input->has_before ? CHANGE_NO_OP : CHANGE_NONE;
  if (tf->input->has_before)
    add_resource(tf, &worlds[TF_BEFORE], resource);
  resource.world = TF_AFTER;
  add_resource(tf, &worlds[TF_AFTER], resource);
  return OK;
}

static int compare_strs(const void *a, const void *b) {
  return str_cmp(*(const Str *)a, *(const Str *)b);
}

static Str imported_arn(const TfResource *resource) {
  const Node *change = node_get(resource->object->node, "change");
  const Node *importing = node_get(change, "importing");
  return is_map(importing) ? tf_string(resource->other, "arn") : (Str){NULL, 0};
}

/* What one address lets go of and another one imports goes on as the other. */
static void drop_taken_over(TfPlan *tf, struct resources *after) {
  Str *arns = arena_array(tf->arena, after->count, sizeof *arns);
  size_t count = 0, kept = 0;
  for (size_t i = 0; i < after->count; i++) {
    Str arn = imported_arn(&after->items[i]);
    if (arn.len > 0)
      arns[count++] = arn;
  }
  if (count > 1)
    qsort(arns, count, sizeof *arns, compare_strs);
  for (size_t i = 0; i < after->count; i++) {
    Str arn = tf_raw(&after->items[i], "arn");
    bool forgotten = after->items[i].change == CHANGE_FORGET && arn.len > 0 && count > 0;
    if (!forgotten || !bsearch(&arn, arns, count, sizeof *arns, compare_strs))
      after->items[kept++] = after->items[i];
  }
  after->count = kept;
}

/* ---- What a plan says nothing of ------------------------------------------ */

/* Addresses that resource_changes speaks of, sorted; those before a move too. */
static void list_changed(Str **out, size_t *count, TfPlan *tf) {
  Str *list = arena_array(tf->arena, tf->changes.count, 2 * sizeof *list);
  *out = list;
  *count = 0;
  for (size_t i = 0; i < tf->changes.count; i++) {
    const TfObject *object = &tf->changes.items[i];
    Str previous = tf_string(object->node, "previous_address");
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
static int map_untouched(TfPlan *tf, struct resources worlds[2]) {
  Str *changed;
  size_t count;
  list_changed(&changed, &count, tf);
  int status = OK;
  for (size_t i = 0; i < tf->state.count && status == OK && !tf->input->errored; i++) {
    const TfObject *object = &tf->state.items[i];
    if (!object->type->data && object->address.len > 0 &&
        (count == 0 || !bsearch(&object->address, changed, count, sizeof *changed, compare_strs)))
      status = map_state(tf, worlds, object);
  }
  return status;
}

/* A policy document that was read when the plan was made is only in the state. */
static int map_read_document(TfPlan *tf, struct resources worlds[2], const TfObject *object) {
  TfResource resource;
  if (object->type->kind != TF_POLICY_DOCUMENT)
    return OK;
  int status = begin_resource(&resource, tf, object, "deposed_key");
  const Node *values = node_get(object->node, "values");
  resource.values = is_map(values) ? values : NULL;
  resource.sensitive = node_get(object->node, "sensitive_values");
  resource.world = TF_AFTER;
  if (status == OK)
    add_resource(tf, &worlds[TF_AFTER], resource);
  return status;
}

static int fill_world(TfPlan *tf, int world, const struct resources *resources) {
  tf_index_resources(tf, resources->items, resources->count);
  int status = OK;
  for (size_t i = 0; i < resources->count && status == OK; i++) {
    const TfResource *resource = &resources->items[i];
    if (resource->object->type->data)
      continue;
    switch (resource->object->type->kind) {
    case TF_ROLE:
      status = tf_add_role(tf, resource);
      break;
    case TF_USER:
    case TF_OIDC_PROVIDER:
    case TF_SAML_PROVIDER:
      tf_add_principal_resource(tf, resource);
      status = OK;
      break;
    default:
      break;
    }
  }
  TfRoleIndex roles;
  if (status == OK)
    status = tf_map_stacks(tf, resources->items, resources->count);
  if (status == OK) {
    tf_index_roles(&roles, tf, tf_world(tf, world));
    status = tf_attach(tf, &roles, resources->items, resources->count);
  }
  for (size_t i = 0; i < resources->count && status == OK; i++)
    tf_add_broker(tf, &roles, &resources->items[i]);
  return status;
}

static void state_facts(Input *input) {
  bool plan = input->format == FORMAT_TERRAFORM_PLAN;
  input->exact_positions = false;
  input->has_before = plan;
  (plan ? &input->before : &input->after)->read_from_iam = true;
  input->give = STR("Write it as a literal or a variable, so that the plan knows it.");
  if (!plan)
    return;
  input->retries = "Terraform tries again for a while";
  input->give_source =
      STR("Give --source-root DIR, the folder of the .tf files: what they say literally is "
          "judged then. Or write what the policy depends on as literals and variables, so "
          "that the plan knows it.");
}

int tf_map_worlds(TfPlan *tf) {
  Input *input = tf->input;
  state_facts(input);
  tf_sort_configuration(tf);
  tf_find_accounts(tf);
  int status = OK;
  struct resources worlds[2] = {{NULL, 0, 0}, {NULL, 0, 0}};
  bool changes = input->has_before && (tf->has_changes || tf->deferred);
  if (tf_wants_source(tf))
    tf->source = arena_alloc(tf->arena, sizeof *tf->source);
  const TfObjects *objects = changes ? &tf->changes : &tf->state;
  for (size_t i = 0; i < objects->count && status == OK; i++)
    status = changes ? map_change(tf, worlds, &objects->items[i])
                     : map_state(tf, worlds, &objects->items[i]);
  if (status == OK && changes)
    status = map_untouched(tf, worlds);
  if (status == OK)
    drop_taken_over(tf, &worlds[TF_AFTER]);
  for (size_t i = 0; changes && i < tf->state.count && status == OK; i++)
    status = map_read_document(tf, worlds, &tf->state.items[i]);
  for (int world = TF_BEFORE; world <= TF_AFTER && status == OK; world++)
    status = fill_world(tf, world, &worlds[world]);
  if (status == OK)
    tf_settle_stacks(tf);
  return status;
}
