/* SPDX-License-Identifier: Apache-2.0
 *
 * The trust policy of a role: a string of JSON in the values. Where the plan leaves it
 * out, the documents that it may be are rebuilt; source_trust.c asks the source.
 */
#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "parsers/terraform/map/map.h"
#include "parsers/terraform/plan/address.h"
#include "parsers/terraform/world/document.h"

enum { MAX_NAMED = 4 }; /* resources in a hint */

/* ---- A policy that is not known -------------------------------------------- */

static Str name_of(TfPlan *tf, const TfResource *resource, const TfReferences *references) {
  Buf buf = buf_in(tf->arena);
  if (references->count == 0)
    return str_printf(tf->arena, "%.*s.%s", STR_FMT(resource->address),
                      resource->object->type->policy);
  tf_add_names(&buf, references);
  return tf_built(&buf);
}

/* How to make it known: what has to be there before the plan is made. */
static Str give_of(TfPlan *tf, const TfReferences *references) {
  Buf buf = buf_in(tf->arena);
  size_t named = 0;
  for (size_t i = 0; i < references->count && named < MAX_NAMED; i++) {
    Str resource = tf_resource_of(references->items[i].name);
    if (resource.len == 0)
      continue;
    buf_add(&buf, named++ > 0 ? ", " : "apply what the policy is made from first (");
    buf_add_str(&buf, references->items[i].module);
    buf_add_str(&buf, resource);
  }
  buf_add(&buf, named > 0 ? ") and plan again, or write the policy with values that are "
                            "known when the plan is made"
                          : "write the policy with values that are known when the plan is "
                            "made, or apply what it is made from first and plan again");
  return tf_built(&buf);
}

static const Hole *hole_of(TfPlan *tf, const TfResource *resource, const TfReferences *references) {
  Hole like = {.name = name_of(tf, resource, references), .give = give_of(tf, references)};
  Str first = {NULL, 0};
  if (references->count > 0)
    first = tf_resource_of(references->items[0].name);
  if (first.len > 0)
    like.resource =
        str_printf(tf->arena, "%.*s%.*s", STR_FMT(references->items[0].module), STR_FMT(first));
  return tf_hole(tf->arena, like);
}

/* ---- A policy that is known ------------------------------------------------ */

int tf_map_document(Trust *out, TfPlan *tf, const TfResource *resource, const Node *document) {
  int status = policy_map(&out->policy, &out->state, tf->arena, document, tf->err);
  if (status != OK || !out->sensitive)
    return status;
  Str name = str_printf(tf->arena, "%.*s%s", STR_FMT(resource->address),
                        resource->world == TF_BEFORE ? " (before)" : "");
  tf_hide(out->policy, tf->arena, name);
  return OK;
}

/* ---- Alternatives ---------------------------------------------------------- */

static Trust *add_trust(Role *role, TfPlan *tf, const TfResource *resource) {
  Trust *trust = role_add_trust(tf->input, role, resource->object->span);
  trust->sensitive = tf_marked(resource->sensitive, resource->object->type->policy);
  return trust;
}

/* A policy that the plan leaves out: the documents that it may be, or something that is not
 * known. */
static int map_left_out(Role *role, TfPlan *tf, const TfResource *resource) {
  TfRebuilt rebuilt = tf_rebuild(tf, resource, resource->object->type->policy);
  int status = OK;
  bool unknown = rebuilt.count == 0 || !rebuilt.certain;
  bool several = rebuilt.count + unknown > 1;
  role->alternatives_cut = rebuilt.cut;
  if (unknown) {
    Trust *trust = add_trust(role, tf, resource);
    if (several)
      trust->when = STR("the policy is something else");
    trust->state = TRUST_UNKNOWN;
    trust->hole = hole_of(tf, resource, &rebuilt.references);
  }
  for (size_t i = 0; i < rebuilt.count && status == OK; i++) {
    const TfDocumentCandidate *candidate = &rebuilt.items[i];
    Trust *trust = add_trust(role, tf, resource);
    trust->origin = ORIGIN_REBUILT;
    trust->sensitive = trust->sensitive || candidate->sensitive;
    trust->hole = candidate->hole;
    if (several)
      trust->when = str_printf(tf->arena, "the policy is %.*s.json", STR_FMT(candidate->address));
    status = tf_map_document(trust, tf, resource, candidate->document);
  }
  return status;
}

int tf_map_trusts(Role *role, TfPlan *tf, const TfResource *resource) {
  const char *attribute = resource->object->type->policy;
  const Node *document = node_get(resource->values, attribute);
  bool sensitive = tf_marked(resource->sensitive, attribute);
  bool known = document && document->kind != NODE_NULL;
  if (!known && (!resource->values || sensitive || tf_marked(resource->unknown, attribute)))
    return map_left_out(role, tf, resource);
  Trust *trust = add_trust(role, tf, resource);
  trust->state = TRUST_MISSING;
  if (!known)
    return OK;
  int status = tf_map_document(trust, tf, resource, document);
  if (status != OK || !tf->redacted || !sensitive || trust->state != TRUST_BROKEN)
    return status;
  role->trust_count = 0; /* what HCP Terraform redacted is no policy */
  return map_left_out(role, tf, resource);
}
