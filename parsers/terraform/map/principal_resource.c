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

static PrincipalResourceKind kind_of(TfKind kind) {
  if (kind == TF_OIDC_PROVIDER)
    return RESOURCE_OIDC_PROVIDER;
  return kind == TF_SAML_PROVIDER ? RESOURCE_SAML_PROVIDER : RESOURCE_USER;
}

/* Client ids that are known; one that is not is a hole. */
static void add_client_ids(PrincipalResource *out, TfPlan *tf, const TfResource *resource) {
  const Node *list = node_get(resource->values, "client_id_list");
  bool hidden = tf_marked(resource->sensitive, "client_id_list");
  for (size_t i = 0; i < tf_count(list); i++) {
    Str name = str_printf(tf->arena, "%.*s.client_id_list[%zu]", STR_FMT(resource->address), i);
    const Text *text = list->items[i]->kind == NODE_STRING && !hidden
                           ? text_literal(tf->arena, list->items[i]->str)
                           : tf_hole_text(tf->arena, (Hole){.name = name, .sensitive = hidden});
    principal_resource_add_client_id(tf->input, out, text);
  }
}

/* Whether the URL refers to a cluster's issuer. */
static bool refers_to_cluster(TfPlan *tf, const TfResource *resource) {
  TfNames names = tf_references(tf, tf_expression_of(resource, "url"));
  for (size_t i = 0; i < names.count; i++) {
    if (str_find_str(names.items[i], STR("aws_eks_cluster.")) < names.items[i].len)
      return true;
  }
  return false;
}

static void fill(PrincipalResource *out, TfPlan *tf, const TfResource *resource) {
  *out = (PrincipalResource){.kind = kind_of(resource->object->type->kind),
                             .address = resource->address,
                             .change = resource->change,
                             .span = resource->object->span};
  if (resource->world == TF_AFTER)
    out->previous_address = tf_string(resource->object->node, "previous_address");
  if (!tf_marked(resource->sensitive, "unique_id"))
    out->unique_id = tf_raw(resource, "unique_id");
  const Text *partition;
  tf_account(&out->account, &partition, tf, resource);
  tf_locate(&out->source_span, &out->definition, tf, resource);
  out->arn = tf_arn(tf, resource);
  if (out->kind == RESOURCE_USER)
    out->path = tf_path(tf, resource);
  if (out->kind == RESOURCE_OIDC_PROVIDER) {
    out->name = tf_issuer(tf, resource);
    out->of_cluster = refers_to_cluster(tf, resource);
    add_client_ids(out, tf, resource);
  } else {
    out->name = tf_text(tf, resource, resource->object->type->name, HOLE_NAME);
  }
}

void tf_add_principal_resource(TfPlan *tf, const TfResource *resource) {
  PrincipalResource principal_resource;
  fill(&principal_resource, tf, resource);
  world_add_principal_resource(tf->input, tf_world(tf, resource->world), &principal_resource);
}
