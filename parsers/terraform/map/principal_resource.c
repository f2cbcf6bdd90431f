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
static void client_ids(PrincipalResource *principal_resource, TfPlan *tf,
                       const TfResource *resource) {
  const Node *list = node_get(resource->values, "client_id_list");
  bool hidden = tf_marked(resource->sensitive, "client_id_list");
  for (size_t i = 0; i < tf_count(list); i++) {
    Str name = str_printf(tf->arena, "%.*s.client_id_list[%zu]", STR_FMT(resource->address), i);
    const Text *text = list->items[i]->kind == NODE_STRING && !hidden
                           ? text_literal(tf->arena, list->items[i]->str)
                           : tf_hole_text(tf->arena, (Hole){.name = name, .sensitive = hidden});
    if (!text)
      out_of_memory();
    principal_resource_add_client_id(tf->input, principal_resource, text);
  }
}

/* Whether the URL refers to a cluster's issuer. */
static void refers_to_cluster(bool *out, TfPlan *tf, const TfResource *resource) {
  const Node *url = node_get(node_get(resource->config, "expressions"), "url");
  Str *references = NULL;
  size_t count = 0;
  if (url)
    tf_references(&references, &count, tf, url);
  for (size_t i = 0; i < count; i++)
    *out = *out || str_find_str(references[i], STR("aws_eks_cluster.")) < references[i].len;
}

static void fill(PrincipalResource *principal_resource, TfPlan *tf, const TfResource *resource) {
  *principal_resource = (PrincipalResource){.kind = kind_of(resource->object->type->kind),
                                            .address = resource->address,
                                            .change = resource->change,
                                            .span = resource->object->span};
  if (resource->world == TF_AFTER)
    principal_resource->previous_address = tf_string(resource->object->node, "previous_address");
  if (!tf_marked(resource->sensitive, "unique_id"))
    principal_resource->unique_id = tf_raw(resource, "unique_id");
  const Text *partition;
  tf_account(&principal_resource->account, &partition, tf, resource);
  tf_find_place(&principal_resource->place, &principal_resource->definition, tf, resource);
  tf_arn(&principal_resource->arn, tf, resource);
  if (principal_resource->kind == RESOURCE_USER)
    tf_path(&principal_resource->path, tf, resource);
  if (principal_resource->kind == RESOURCE_OIDC_PROVIDER) {
    tf_issuer(&principal_resource->name, tf, resource);
    refers_to_cluster(&principal_resource->of_cluster, tf, resource);
    client_ids(principal_resource, tf, resource);
    return;
  }
  tf_text(&principal_resource->name, tf, resource, resource->object->type->name, HOLE_NAME);
}

void tf_add_principal_resource(TfPlan *tf, const TfResource *resource) {
  PrincipalResource principal_resource;
  fill(&principal_resource, tf, resource);
  world_add_principal_resource(tf->input, tf_world(tf, resource->world), &principal_resource);
}
