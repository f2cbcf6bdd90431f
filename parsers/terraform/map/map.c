/* SPDX-License-Identifier: Apache-2.0
 *
 * From objects of the plan to the two worlds: which resource is in which world, with
 * which values, and what the change does to it.
 */
#include "parsers/terraform/map/map.h"
#include "parsers/terraform/map/roles.h"
#include "parsers/terraform/plan/address.h"
#include "parsers/terraform/plan/configuration.h"
#include "parsers/terraform/source/sites.h"
#include "parsers/terraform/world/accounts.h"
#include "parsers/terraform/world/index.h"

/* What the actions of a change mean for each world. */
static const struct meaning {
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

static const Node *map_or_null(const Node *node) {
  return node && node->kind == NODE_MAP ? node : NULL;
}

/* A resource with its address and configuration. The key of an object that was left over is in
 * its address, so that it is not taken for the resource that replaced it. */
static int begin_resource(TfResource *out, TfPlan *tf, const TfObject *object,
                          const char *deposed_key) {
  Str address = object->address;
  Str deposed = tf_string(object->node, deposed_key);
  if (address.len == 0)
    return error_set_at(tf->err, ERR_SYNTAX, object->span.begin, "a resource without an address");
  const TfObject *config = tf_config_for(tf, address);
  *out = (TfResource){.object = object,
                      .address = address,
                      .plain_address = address,
                      .module = tf_module_of(address),
                      .config = config ? config->node : NULL,
                      .provider = config ? config->provider : 0};
  if (deposed.len > 0)
    out->address = str_printf(tf->arena, "%.*s (deposed %.*s)", STR_FMT(address), STR_FMT(deposed));
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

/* What a replacement leaves where it is. */
static void add_forgotten(TfPlan *tf, TfResources *after, TfResource resource) {
  resource.world = TF_AFTER;
  resource.change = CHANGE_FORGET;
  resource.address = str_printf(tf->arena, "%.*s (forgotten)", STR_FMT(resource.address));
  LIST_ADD(tf->arena, after, resource);
}

/* One resource of resource_changes. Where an action promises values that are
 * not there, the resource is added all the same: nothing of it is known. */
static int map_change(TfPlan *tf, TfResources worlds[2], const TfObject *object) {
  const Node *change = map_or_null(node_get(object->node, "change"));
  TfResource resource;
  if (!change)
    return error_set_at(tf->err, ERR_SYNTAX, object->span.begin,
                        "a resource change without \"change\"");
  int status = begin_resource(&resource, tf, object, "deposed");
  if (status != OK)
    return status;
  const Node *before = map_or_null(node_get(change, "before"));
  const Node *after = map_or_null(node_get(change, "after"));
  size_t i = meaning_of(node_get(change, "actions"));
  struct meaning meaning = {NULL, CHANGE_UPDATE, CHANGE_UPDATE, false, false};
  if (i < MEANING_COUNT) {
    meaning = meanings[i];
  } else { /* an action of a later version: go by what is there */
    meaning.before = before ? CHANGE_UPDATE : CHANGE_NONE;
    meaning.after = after || !before ? CHANGE_UPDATE : CHANGE_NONE;
  }
  resource.other = before;
  resource.values = before;
  resource.sensitive = node_get(change, "before_sensitive");
  resource.change = meaning.before;
  if (meaning.before != CHANGE_NONE)
    LIST_ADD(tf->arena, &worlds[TF_BEFORE], resource);
  if (meaning.stays)
    add_forgotten(tf, &worlds[TF_AFTER], resource);
  resource.world = TF_AFTER;
  resource.change = meaning.after;
  if (!meaning.after_is_before) {
    resource.values = after;
    resource.unknown = node_get(change, "after_unknown");
    resource.sensitive = node_get(change, "after_sensitive");
  }
  if (meaning.after != CHANGE_NONE)
    LIST_ADD(tf->arena, &worlds[TF_AFTER], resource);
  return OK;
}

static int begin_state_resource(TfResource *out, TfPlan *tf, const TfObject *object) {
  int status = begin_resource(out, tf, object, "deposed_key");
  if (status != OK)
    return status;
  out->values = map_or_null(node_get(object->node, "values"));
  out->sensitive = node_get(object->node, "sensitive_values");
  return OK;
}

/* One resource of a state: a state has no before, and a plan without changes
 * leaves the state it read as it is. */
static int map_state(TfPlan *tf, TfResources worlds[2], const TfObject *object) {
  TfResource resource;
  int status = begin_state_resource(&resource, tf, object);
  if (status != OK)
    return status;
  resource.change = tf->input->has_before ? CHANGE_NO_OP : CHANGE_NONE;
  if (tf->input->has_before)
    LIST_ADD(tf->arena, &worlds[TF_BEFORE], resource);
  resource.world = TF_AFTER;
  LIST_ADD(tf->arena, &worlds[TF_AFTER], resource);
  return OK;
}

static Str imported_arn(const TfResource *resource) {
  const Node *change = node_get(resource->object->node, "change");
  bool imported = map_or_null(node_get(change, "importing"));
  return imported ? tf_string(resource->other, "arn") : (Str){NULL, 0};
}

/* What one address forgets and another one imports goes on as the other. */
static void drop_taken_over(TfPlan *tf, TfResources *after) {
  TfNames arns = {NULL, 0, 0};
  size_t kept = 0;
  for (size_t i = 0; i < after->count; i++) {
    Str arn = imported_arn(&after->items[i]);
    if (arn.len > 0)
      LIST_ADD(tf->arena, &arns, arn);
  }
  tf_sort_names(&arns);
  for (size_t i = 0; i < after->count; i++) {
    const TfResource *resource = &after->items[i];
    if (resource->change != CHANGE_FORGET || !tf_has_name(&arns, tf_raw(resource, "arn")))
      after->items[kept++] = *resource;
  }
  after->count = kept;
}

/* ---- What a plan does not mention ----------------------------------------- */

/* Addresses in resource_changes, sorted, those before a move too. */
static TfNames changed_addresses(TfPlan *tf) {
  TfNames out = {NULL, 0, 0};
  for (size_t i = 0; i < tf->changes.count; i++) {
    const TfObject *object = &tf->changes.items[i];
    Str previous = tf_string(object->node, "previous_address");
    LIST_ADD(tf->arena, &out, object->address);
    if (previous.len > 0)
      LIST_ADD(tf->arena, &out, previous);
  }
  tf_sort_names(&out);
  return out;
}

/* What exists and is left out of the changes (-target, -exclude; Terraform 0.12
 * left out what does not change) stays as it is. Where planning failed that
 * is not known. */
static int map_untouched(TfPlan *tf, TfResources worlds[2]) {
  TfNames changed = changed_addresses(tf);
  int status = OK;
  for (size_t i = 0; i < tf->state.count && status == OK && !tf->input->errored; i++) {
    const TfObject *object = &tf->state.items[i];
    if (!object->type->data && object->address.len > 0 && !tf_has_name(&changed, object->address))
      status = map_state(tf, worlds, object);
  }
  return status;
}

/* A policy document that was read when the plan was made is only in the state. */
static int map_read_documents(TfPlan *tf, TfResources *after) {
  for (size_t i = 0; i < tf->state.count; i++) {
    TfResource resource;
    if (tf->state.items[i].type->kind != TF_POLICY_DOCUMENT)
      continue;
    int status = begin_state_resource(&resource, tf, &tf->state.items[i]);
    if (status != OK)
      return status;
    resource.world = TF_AFTER;
    LIST_ADD(tf->arena, after, resource);
  }
  return OK;
}

/* ---- The worlds ------------------------------------------------------------ */

static int add_to_world(TfPlan *tf, const TfResource *resource) {
  if (resource->object->type->data)
    return OK;
  switch (resource->object->type->kind) {
  case TF_ROLE:
    return tf_add_role(tf, resource);
  case TF_USER:
  case TF_OIDC_PROVIDER:
  case TF_SAML_PROVIDER:
    tf_add_principal_resource(tf, resource);
    return OK;
  default:
    return OK;
  }
}

static int fill_world(TfPlan *tf, int world, const TfResources *resources) {
  int status = OK;
  tf_index_resources(tf, resources);
  for (size_t i = 0; i < resources->count && status == OK; i++)
    status = add_to_world(tf, &resources->items[i]);
  if (status == OK)
    status = tf_map_stacks(tf, world, resources);
  if (status != OK)
    return status;
  TfRoleIndex roles = tf_index_roles(tf, tf_world(tf, world));
  tf_attach(tf, &roles, resources);
  for (size_t i = 0; i < resources->count; i++)
    tf_add_broker(tf, &roles, &resources->items[i]);
  return OK;
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
  TfResources worlds[2] = {{NULL, 0, 0}, {NULL, 0, 0}};
  int status = OK;
  state_facts(input);
  tf_sort_configuration(tf);
  tf_find_accounts(tf);
  if (tf_wants_source(tf))
    tf->source = arena_alloc(tf->arena, sizeof *tf->source);
  bool changes = input->has_before && (tf->has_changes || tf->deferred);
  const TfObjects *objects = changes ? &tf->changes : &tf->state;
  for (size_t i = 0; i < objects->count && status == OK; i++)
    status = changes ? map_change(tf, worlds, &objects->items[i])
                     : map_state(tf, worlds, &objects->items[i]);
  if (status == OK && changes)
    status = map_untouched(tf, worlds);
  if (status != OK)
    return status;
  drop_taken_over(tf, &worlds[TF_AFTER]);
  if (changes)
    status = map_read_documents(tf, &worlds[TF_AFTER]);
  for (int world = TF_BEFORE; world <= TF_AFTER && status == OK; world++)
    status = fill_world(tf, world, &worlds[world]);
  if (status == OK)
    tf_settle_stacks(tf);
  return status;
}
