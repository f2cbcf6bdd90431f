/* SPDX-License-Identifier: Apache-2.0
 *
 * Users and identity providers: what a trust policy may name.
 */
#include "accounts.h"
#include "arn.h"
#include "configuration.h"
#include "map.h"
#include "sites.h"

static enum alint_entity_kind kind_of(enum alint_tf_kind kind) {
  if (kind == ALINT_TF_OIDC_PROVIDER)
    return ALINT_ENTITY_OIDC_PROVIDER;
  return kind == ALINT_TF_SAML_PROVIDER ? ALINT_ENTITY_SAML_PROVIDER : ALINT_ENTITY_USER;
}

/* Client ids that are known; one that is not is a hole. */
static int client_ids(struct alint_entity *entity, struct alint_tf *tf,
                      const struct alint_tf_side *side) {
  const struct alint_node *list = alint_node_get(side->values, "client_id_list");
  if (!list || list->kind != ALINT_NODE_LIST)
    return ALINT_OK;
  entity->client_ids = alint_arena_array(tf->arena, list->count, sizeof *entity->client_ids);
  if (!entity->client_ids)
    return alint_no_memory(tf->err);
  bool hidden = alint_tf_marked(side->sensitive, "client_id_list");
  for (size_t i = 0; i < list->count; i++) {
    const struct alint_text *text = NULL;
    if (list->items[i]->kind == ALINT_NODE_STRING && !hidden) {
      text = alint_text_literal(tf->arena, list->items[i]->str);
    } else {
      struct alint_hole *hole = alint_arena_alloc(tf->arena, sizeof *hole);
      if (hole) {
        hole->name =
            alint_str_printf(tf->arena, "%.*s.client_id_list[%zu]", ALINT_FMT(side->address), i);
        hole->sensitive = hidden;
        text = alint_text_hole(tf->arena, hole);
      }
    }
    if (!text)
      return alint_no_memory(tf->err);
    entity->client_ids[entity->client_id_count++] = text;
  }
  return ALINT_OK;
}

/* Whether the URL refers to a cluster's issuer. */
static int refers_to_cluster(bool *out, struct alint_tf *tf, const struct alint_tf_side *side) {
  const struct alint_node *url = alint_node_get(alint_node_get(side->config, "expressions"), "url");
  struct alint_str *references = NULL;
  size_t count = 0;
  int status = url ? alint_tf_references(&references, &count, tf, url) : ALINT_OK;
  for (size_t i = 0; status == ALINT_OK && i < count; i++)
    *out = *out ||
           alint_str_find_str(references[i], ALINT_STR("aws_eks_cluster.")) < references[i].len;
  return status;
}

static int fill(struct alint_entity *entity, struct alint_tf *tf,
                const struct alint_tf_side *side) {
  entity->kind = kind_of(side->object->type->kind);
  entity->address = side->address;
  if (side->world == ALINT_TF_AFTER)
    entity->previous_address = alint_tf_string(side->object->node, "previous_address");
  entity->change = side->change;
  entity->span = side->object->span;
  if (!alint_tf_marked(side->sensitive, "unique_id"))
    entity->unique_id = alint_tf_raw(side, "unique_id");
  const struct alint_text *partition;
  int status = alint_tf_account(&entity->account, &partition, tf, side);
  if (status == ALINT_OK)
    status = alint_tf_find_place(&entity->place, &entity->definition, tf, side);
  if (status == ALINT_OK)
    status = alint_tf_arn(&entity->arn, tf, side);
  if (status == ALINT_OK && entity->kind == ALINT_ENTITY_USER)
    status = alint_tf_path(&entity->path, tf, side);
  if (status == ALINT_OK && entity->kind == ALINT_ENTITY_OIDC_PROVIDER) {
    status = alint_tf_issuer(&entity->name, tf, side);
    if (status == ALINT_OK)
      status = refers_to_cluster(&entity->of_cluster, tf, side);
    return status == ALINT_OK ? client_ids(entity, tf, side) : status;
  }
  if (status == ALINT_OK)
    status = alint_tf_text(&entity->name, tf, side, side->object->type->name, ALINT_HOLE_NAME);
  return status;
}

int alint_tf_add_entity(struct alint_tf *tf, const struct alint_tf_side *side) {
  struct alint_world *world =
      side->world == ALINT_TF_BEFORE ? &tf->input->before : &tf->input->after;
  struct alint_entity *entities = alint_arena_grow(tf->arena, world->entities, world->entity_count,
                                                   &tf->entity_cap[side->world], sizeof *entities);
  if (!entities)
    return alint_no_memory(tf->err);
  world->entities = entities;
  entities[world->entity_count] = (struct alint_entity){.unique_id = {NULL, 0}};
  int status = fill(&entities[world->entity_count], tf, side);
  if (status == ALINT_OK)
    world->entity_count++;
  return status;
}
