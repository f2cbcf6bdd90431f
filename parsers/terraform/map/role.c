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

static long seconds_of(const TfResource *side, const char *attribute) {
  const Node *node = node_get(side->values, attribute);
  return node && node->kind == NODE_NUMBER ? role_session_seconds(node->str) : -1;
}

static int fill(Role *role, TfPlan *tf, const TfResource *side) {
  *role = role_new(side->address, side->object->span, side->change);
  if (side->world == TF_AFTER)
    role->previous_address = tf_string(side->object->node, "previous_address");
  role->label = tf_label_of(side->address);
  role->max_session = seconds_of(side, "max_session_duration");
  tf_text(&role->name, tf, side, side->object->type->name, HOLE_NAME);
  tf_path(&role->path, tf, side);
  tf_arn(&role->arn, tf, side);
  tf_account(&role->account, &role->partition, tf, side);
  tf_depends(role, tf, side);
  tf_find_place(&role->source_span, &role->definition, tf, side);
  int status = tf_map_trusts(role, tf, side);
  if (status == OK)
    status = tf_source_trust(role, tf, side);
  if (status == OK)
    tf_role_admin(role, tf, side);
  return status;
}

int tf_add_role(TfPlan *tf, const TfResource *side) {
  Role role;
  int status = fill(&role, tf, side);
  if (status == OK)
    world_add_role(tf->input, tf_world(tf, side->world), &role);
  return status;
}
