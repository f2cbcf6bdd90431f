/* SPDX-License-Identifier: Apache-2.0
 *
 * Users and identity providers: what a trust policy may name.
 */
#include "assumelint/arena.h"
#include "parsers/terraform/map/map.h"
#include "parsers/terraform/plan/configuration.h"
#include "parsers/terraform/source/sites.h"
#include "parsers/terraform/world/accounts.h"
#include "parsers/terraform/world/arn.h"
#include "parsers/terraform/world/document.h"

static PrincipalResourceKind kind_of(TfKind kind) {
  if (kind == TF_OIDC_PROVIDER)
    return RESOURCE_OIDC_PROVIDER;
  return kind == TF_SAML_PROVIDER ? RESOURCE_SAML_PROVIDER : RESOURCE_USER;
}

/* Client ids that are known; one that is not is a hole. */
static void client_ids(PrincipalResource *principal_resource, TfPlan *tf, const TfResource *side) {
  const Node *list = node_get(side->values, "client_id_list");
  bool hidden = tf_marked(side->sensitive, "client_id_list");
  for (size_t i = 0; i < tf_count(list); i++) {
    Str name = str_printf(tf->arena, "%.*s.client_id_list[%zu]", STR_FMT(side->address), i);
    const Text *text = list->items[i]->kind == NODE_STRING && !hidden
                           ? text_literal(tf->arena, list->items[i]->str)
                           : tf_hole_text(tf->arena, (Hole){.name = name, .sensitive = hidden});
    if (!text)
      out_of_memory();
    principal_resource_add_client_id(tf->input, principal_resource, text);
  }
}

/* Whether the URL refers to a cluster's issuer. */
static void refers_to_cluster(bool *out, TfPlan *tf, const TfResource *side) {
  const Node *url = node_get(node_get(side->config, "expressions"), "url");
  Str *references = NULL;
  size_t count = 0;
  if (url)
    tf_references(&references, &count, tf, url);
  for (size_t i = 0; i < count; i++)
    *out = *out || str_find_str(references[i], STR("aws_eks_cluster.")) < references[i].len;
}

static void fill(PrincipalResource *principal_resource, TfPlan *tf, const TfResource *side) {
  *principal_resource = (PrincipalResource){.kind = kind_of(side->object->type->kind),
                                            .address = side->address,
                                            .change = side->change,
                                            .span = side->object->span};
  if (side->world == TF_AFTER)
    principal_resource->previous_address = tf_string(side->object->node, "previous_address");
  if (!tf_marked(side->sensitive, "unique_id"))
    principal_resource->unique_id = tf_raw(side, "unique_id");
  const Text *partition;
  tf_account(&principal_resource->account, &partition, tf, side);
  tf_find_place(&principal_resource->source_span, &principal_resource->definition, tf, side);
  tf_arn(&principal_resource->arn, tf, side);
  if (principal_resource->kind == RESOURCE_USER)
    tf_path(&principal_resource->path, tf, side);
  if (principal_resource->kind == RESOURCE_OIDC_PROVIDER) {
    tf_issuer(&principal_resource->name, tf, side);
    refers_to_cluster(&principal_resource->of_cluster, tf, side);
    client_ids(principal_resource, tf, side);
    return;
  }
  tf_text(&principal_resource->name, tf, side, side->object->type->name, HOLE_NAME);
}

void tf_add_principal_resource(TfPlan *tf, const TfResource *side) {
  PrincipalResource principal_resource;
  fill(&principal_resource, tf, side);
  world_add_principal_resource(tf->input, tf_world(tf, side->world), &principal_resource);
}
