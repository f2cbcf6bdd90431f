/* SPDX-License-Identifier: Apache-2.0
 *
 * Roles.
 */

#include "parsers/terraform/map/map.h"
#include "parsers/terraform/map/roles.h"
#include "parsers/terraform/plan/address.h"
#include "parsers/terraform/source/sites.h"
#include "parsers/terraform/world/accounts.h"
#include "parsers/terraform/world/arn.h"

static long seconds_of(const TfResource *resource, const char *attribute) {
  const Node *node = node_get(resource->values, attribute);
  return node && node->kind == NODE_NUMBER ? role_session_seconds(node->str) : -1;
}

static int fill(Role *role, TfPlan *tf, const TfResource *resource) {
  *role = role_new(resource->address, resource->object->span, resource->change);
  if (resource->world == TF_AFTER)
    role->previous_address = tf_string(resource->object->node, "previous_address");
  role->label = tf_label_of(resource->address);
  role->max_session = seconds_of(resource, "max_session_duration");
  role->name = tf_text(tf, resource, resource->object->type->name, HOLE_NAME);
  role->path = tf_path(tf, resource);
  role->arn = tf_arn(tf, resource);
  tf_account(&role->account, &role->partition, tf, resource);
  tf_depends(role, tf, resource);
  tf_locate(&role->source_span, &role->definition, tf, resource);
  int status = tf_map_trusts(role, tf, resource);
  if (status == OK)
    status = tf_source_trust(role, tf, resource);
  if (status == OK)
    tf_role_admin(role, tf, resource);
  return status;
}

int tf_add_role(TfPlan *tf, const TfResource *resource) {
  Role role;
  int status = fill(&role, tf, resource);
  if (status == OK)
    world_add_role(tf->input, tf_world(tf, resource->world), &role);
  return status;
}
