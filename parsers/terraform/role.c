/* SPDX-License-Identifier: Apache-2.0
 *
 * Roles.
 */

#include "accounts.h"
#include "address.h"
#include "arn.h"
#include "map.h"
#include "roles.h"
#include "sites.h"

static long seconds_of(const struct alint_tf_side *side, const char *attribute) {
  const struct alint_node *node = alint_node_get(side->values, attribute);
  return node && node->kind == ALINT_NODE_NUMBER ? alint_session_seconds(node->str) : -1;
}

static int fill(struct alint_role *role, struct alint_tf *tf, const struct alint_tf_side *side) {
  *role = alint_new_role(side->address, side->object->span, side->change);
  if (side->world == ALINT_TF_AFTER)
    role->previous_address = alint_tf_string(side->object->node, "previous_address");
  role->label = alint_tf_label_of(side->address);
  role->max_session = seconds_of(side, "max_session_duration");
  alint_tf_text(&role->name, tf, side, side->object->type->name, ALINT_HOLE_NAME);
  alint_tf_path(&role->path, tf, side);
  alint_tf_arn(&role->arn, tf, side);
  alint_tf_account(&role->account, &role->partition, tf, side);
  alint_tf_depends(role, tf, side);
  alint_tf_find_place(&role->place, &role->definition, tf, side);
  int status = alint_tf_map_trusts(role, tf, side);
  if (status == ALINT_OK)
    status = alint_tf_source_trust(role, tf, side);
  if (status == ALINT_OK)
    alint_tf_role_admin(role, tf, side);
  return status;
}

int alint_tf_add_role(struct alint_tf *tf, const struct alint_tf_side *side) {
  struct alint_role role;
  int status = fill(&role, tf, side);
  if (status == ALINT_OK)
    alint_model_add_role(tf->input, alint_tf_world(tf, side->world), &role);
  return status;
}
