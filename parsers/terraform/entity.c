/* SPDX-License-Identifier: Apache-2.0
 *
 * Users and identity providers: what a trust policy may name.
 */
#include "accounts.h"
#include "arn.h"
#include "assumelint/arena.h"
#include "configuration.h"
#include "document.h"
#include "map.h"
#include "sites.h"

static enum alint_entity_kind kind_of(enum alint_tf_kind kind) {
  if (kind == ALINT_TF_OIDC_PROVIDER)
    return ALINT_ENTITY_OIDC_PROVIDER;
  return kind == ALINT_TF_SAML_PROVIDER ? ALINT_ENTITY_SAML_PROVIDER : ALINT_ENTITY_USER;
}

/* Client ids that are known; one that is not is a hole. */
static void client_ids(struct alint_entity *entity, struct alint_tf *tf,
                       const struct alint_tf_side *side) {
  const struct alint_node *list = alint_node_get(side->values, "client_id_list");
  bool hidden = alint_tf_marked(side->sensitive, "client_id_list");
  for (size_t i = 0; i < alint_tf_count(list); i++) {
    struct alint_str name =
        alint_str_printf(tf->arena, "%.*s.client_id_list[%zu]", ALINT_FMT(side->address), i);
    const struct alint_text *text =
        list->items[i]->kind == ALINT_NODE_STRING && !hidden
            ? alint_text_literal(tf->arena, list->items[i]->str)
            : alint_tf_hole_text(tf->arena, (struct alint_hole){.name = name, .sensitive = hidden});
    if (!text)
      alint_out_of_memory();
    alint_model_add_client_id(tf->input, entity, text);
  }
}

/* Whether the URL refers to a cluster's issuer. */
static void refers_to_cluster(bool *out, struct alint_tf *tf, const struct alint_tf_side *side) {
  const struct alint_node *url = alint_node_get(alint_node_get(side->config, "expressions"), "url");
  struct alint_str *references = NULL;
  size_t count = 0;
  if (url)
    alint_tf_references(&references, &count, tf, url);
  for (size_t i = 0; i < count; i++)
    *out = *out ||
           alint_str_find_str(references[i], ALINT_STR("aws_eks_cluster.")) < references[i].len;
}

static void fill(struct alint_entity *entity, struct alint_tf *tf,
                 const struct alint_tf_side *side) {
  *entity = (struct alint_entity){.kind = kind_of(side->object->type->kind),
                                  .address = side->address,
                                  .change = side->change,
                                  .span = side->object->span};
  if (side->world == ALINT_TF_AFTER)
    entity->previous_address = alint_tf_string(side->object->node, "previous_address");
  if (!alint_tf_marked(side->sensitive, "unique_id"))
    entity->unique_id = alint_tf_raw(side, "unique_id");
  const struct alint_text *partition;
  alint_tf_account(&entity->account, &partition, tf, side);
  alint_tf_find_place(&entity->place, &entity->definition, tf, side);
  alint_tf_arn(&entity->arn, tf, side);
  if (entity->kind == ALINT_ENTITY_USER)
    alint_tf_path(&entity->path, tf, side);
  if (entity->kind == ALINT_ENTITY_OIDC_PROVIDER) {
    alint_tf_issuer(&entity->name, tf, side);
    refers_to_cluster(&entity->of_cluster, tf, side);
    client_ids(entity, tf, side);
    return;
  }
  alint_tf_text(&entity->name, tf, side, side->object->type->name, ALINT_HOLE_NAME);
}

void alint_tf_add_entity(struct alint_tf *tf, const struct alint_tf_side *side) {
  struct alint_entity entity;
  fill(&entity, tf, side);
  alint_model_add_entity(tf->input, alint_tf_world(tf, side->world), &entity);
}
