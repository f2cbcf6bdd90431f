/* SPDX-License-Identifier: Apache-2.0
 *
 * Attributes of resources: what the plan says of them, else what is known of
 * them by their type.
 *
 * "Own" is what belongs to the account the role is in. A resource of another
 * provider may be in another account.
 */
#include "arn.h"
#include "configuration.h"
#include "document.h"
#include "others.h"
#include "view.h"

enum of { RESOURCE = 1, DATA = 2, BOTH = 3 };

/* Attributes that are one string; what is known of it. */
static const struct {
  const char *type;
  enum of of;
  const char *attribute;
  enum alint_hole_kind kind;
  enum alint_hole_kind foreign; /* of another provider */
} attributes[] = {
    {"aws_iam_role", BOTH, "arn", ALINT_HOLE_ROLE_ARN, ALINT_HOLE_ARN},
    {"aws_iam_role", BOTH, "name", ALINT_HOLE_NAME, ALINT_HOLE_NAME},
    {"aws_iam_role", BOTH, "id", ALINT_HOLE_NAME, ALINT_HOLE_NAME},
    {"aws_iam_role", BOTH, "unique_id", ALINT_HOLE_UNIQUE_ID, ALINT_HOLE_UNIQUE_ID},
    {"aws_iam_user", BOTH, "arn", ALINT_HOLE_USER_ARN, ALINT_HOLE_ARN},
    {"aws_iam_user", RESOURCE, "name", ALINT_HOLE_NAME, ALINT_HOLE_NAME},
    {"aws_iam_user", RESOURCE, "id", ALINT_HOLE_NAME, ALINT_HOLE_NAME},
    {"aws_iam_user", RESOURCE, "unique_id", ALINT_HOLE_UNIQUE_ID, ALINT_HOLE_UNIQUE_ID},
    {"aws_iam_group", BOTH, "arn", ALINT_HOLE_GROUP_ARN, ALINT_HOLE_ARN},
    {"aws_iam_openid_connect_provider", BOTH, "arn", ALINT_HOLE_OIDC_ARN, ALINT_HOLE_ARN},
    {"aws_iam_openid_connect_provider", BOTH, "id", ALINT_HOLE_OIDC_ARN, ALINT_HOLE_ARN},
    {"aws_iam_saml_provider", BOTH, "arn", ALINT_HOLE_SAML_ARN, ALINT_HOLE_ARN},
    {"aws_iam_saml_provider", BOTH, "id", ALINT_HOLE_SAML_ARN, ALINT_HOLE_ARN},
    {"awscc_iam_role", BOTH, "arn", ALINT_HOLE_ROLE_ARN, ALINT_HOLE_ARN},
    {"awscc_iam_user", BOTH, "arn", ALINT_HOLE_USER_ARN, ALINT_HOLE_ARN},
    {"awscc_iam_oidc_provider", BOTH, "arn", ALINT_HOLE_OIDC_ARN, ALINT_HOLE_ARN},
    {"awscc_iam_saml_provider", BOTH, "arn", ALINT_HOLE_SAML_ARN, ALINT_HOLE_ARN},
    {"aws_caller_identity", DATA, "account_id", ALINT_HOLE_OWN_ACCOUNT, ALINT_HOLE_ACCOUNT},
    {"aws_caller_identity", DATA, "id", ALINT_HOLE_OWN_ACCOUNT, ALINT_HOLE_ACCOUNT},
    {"aws_caller_identity", DATA, "arn", ALINT_HOLE_ARN, ALINT_HOLE_ARN},
    {"aws_partition", DATA, "partition", ALINT_HOLE_PARTITION, ALINT_HOLE_PARTITION},
    {"aws_partition", DATA, "id", ALINT_HOLE_PARTITION, ALINT_HOLE_PARTITION},
    {"aws_partition", DATA, "dns_suffix", ALINT_HOLE_URL_SUFFIX, ALINT_HOLE_URL_SUFFIX},
    {"aws_region", DATA, "name", ALINT_HOLE_REGION, ALINT_HOLE_REGION},
    {"aws_region", DATA, "id", ALINT_HOLE_REGION, ALINT_HOLE_REGION},
    {"aws_region", DATA, "region", ALINT_HOLE_REGION, ALINT_HOLE_REGION},
    {"aws_organizations_account", RESOURCE, "id", ALINT_HOLE_ACCOUNT, ALINT_HOLE_ACCOUNT},
};

/* Of any type. */
static const char *const strings[] = {"arn", "id", "name", "url", "account_id", "unique_id"};

/* Whether an attribute is one string; what is known of it. */
static bool is_string(const struct alint_tf_resource *resource, bool own,
                      enum alint_hole_kind *kind) {
  for (size_t i = 0; i < sizeof attributes / sizeof attributes[0]; i++) {
    if ((attributes[i].of & (resource->data ? DATA : RESOURCE)) &&
        alint_str_is(resource->type, attributes[i].type) &&
        alint_str_is(resource->attribute, attributes[i].attribute)) {
      *kind = own ? attributes[i].kind : attributes[i].foreign;
      return true;
    }
  }
  bool aws = alint_str_starts(resource->type, "aws");
  *kind = aws && alint_str_is(resource->attribute, "arn") ? ALINT_HOLE_ARN : ALINT_HOLE_ANY;
  for (size_t i = 0; i < sizeof strings / sizeof strings[0]; i++) {
    if (alint_str_is(resource->attribute, strings[i]))
      return true;
  }
  return false;
}

/* ---- Whose account ------------------------------------------------------- */

struct alint_str alint_tf_provider_of(const struct alint_tf_module *module,
                                      const struct alint_tf_block *block) {
  struct alint_tf_attribute attribute;
  if (!block || !alint_tf_find_attribute(&attribute, module, block, "provider"))
    return (struct alint_str){NULL, 0};
  if (attribute.json)
    return attribute.json->str;
  const struct alint_source *source = &attribute.file->source;
  return alint_str_slice(alint_str_n(source->bytes, source->len), attribute.span.begin,
                         attribute.span.end);
}

static bool is_own(const struct alint_tf_view *view, const struct alint_tf_resource *resource) {
  const struct alint_tf_instance *instance = resource->instance;
  if (view->tf->provider_count <= 1)
    return true;
  const struct alint_tf_module *module = instance->site->module;
  const struct alint_tf_block *block = alint_tf_find_block(
      module, resource->data ? "data" : "resource", resource->type, resource->name);
  return block && instance->site == view->site &&
         alint_str_eq(alint_tf_provider_of(module, block), view->provider);
}

/* ---- What the plan knows ------------------------------------------------- */

static const struct alint_node *part_of(const struct alint_node *marks, enum alint_node_kind kind,
                                        const struct alint_node *node, size_t i) {
  if (!marks || marks->kind != kind)
    return marks && marks->kind == ALINT_NODE_BOOL ? marks : NULL;
  if (kind == ALINT_NODE_LIST)
    return i < marks->count ? marks->items[i] : NULL;
  for (size_t k = 0; k < marks->count; k++) {
    if (alint_str_eq(marks->members[k].key, node->members[i].key))
      return marks->members[k].value;
  }
  return NULL;
}

static bool has_key(const struct alint_node *map, struct alint_str key) {
  for (size_t i = 0; i < map->count; i++) {
    if (alint_str_eq(map->members[i].key, key))
      return true;
  }
  return false;
}

/* A value with the marks of what is not known of it, and of what is secret: these
 * are of the same form, and what is not known is no member of an object. Recurses no
 * deeper than JSON is. */
static struct alint_hcl_value *marked(struct alint_tf_view *view, const struct alint_node *node,
                                      const struct alint_node *unknown,
                                      const struct alint_node *sensitive, struct alint_str name) {
  bool map = node->kind == ALINT_NODE_MAP, list = node->kind == ALINT_NODE_LIST;
  if (unknown && unknown->kind == ALINT_NODE_BOOL && alint_tf_any_mark(unknown))
    return alint_hcl_open(&view->eval, name);
  bool hide = sensitive && sensitive->kind == ALINT_NODE_BOOL && alint_tf_any_mark(sensitive);
  if (hide || (!alint_tf_any_mark(unknown) && !alint_tf_any_mark(sensitive)) || (!map && !list)) {
    struct alint_hcl_value *whole = alint_hcl_value_of_node(view->arena, node);
    return hide ? alint_hcl_hide(&view->eval, whole, name) : whole;
  }
  size_t room = node->count + (unknown ? unknown->count : 0);
  struct alint_hcl_value *out =
      alint_hcl_value_container(view->arena, map ? ALINT_HCL_V_MAP : ALINT_HCL_V_LIST, room);
  for (size_t i = 0; i < node->count; i++) {
    struct alint_str part = map ? alint_str_printf(view->arena, "%.*s.%.*s", ALINT_FMT(name),
                                                   ALINT_FMT(node->members[i].key))
                                : alint_str_printf(view->arena, "%.*s[%zu]", ALINT_FMT(name), i);
    struct alint_hcl_value *item = marked(view, map ? node->members[i].value : node->items[i],
                                          part_of(unknown, node->kind, node, i),
                                          part_of(sensitive, node->kind, node, i), part);
    if (map)
      alint_hcl_value_put(out, alint_text_literal(view->arena, node->members[i].key), item);
    else
      alint_hcl_value_add(out, item);
  }
  bool more = map && unknown && unknown->kind == ALINT_NODE_MAP;
  for (size_t i = 0; more && i < unknown->count; i++) {
    struct alint_str key = unknown->members[i].key;
    struct alint_str part =
        alint_str_printf(view->arena, "%.*s.%.*s", ALINT_FMT(name), ALINT_FMT(key));
    if (!has_key(node, key) && alint_tf_any_mark(unknown->members[i].value))
      alint_hcl_value_put(out, alint_text_literal(view->arena, key),
                          alint_hcl_open(&view->eval, part));
  }
  return out;
}

/* The attribute in the values of the plan; NULL where it is not known. */
static struct alint_hcl_value *planned(struct alint_tf_view *view, const struct alint_tf_side *side,
                                       const struct alint_tf_resource *resource,
                                       struct alint_str name) {
  const char *key = alint_arena_copy(view->arena, resource->attribute.ptr, resource->attribute.len);
  const struct alint_node *node = alint_node_get(side->values, key);
  const struct alint_node *unknown = side->unknown, *sensitive = side->sensitive;
  if (unknown && unknown->kind == ALINT_NODE_MAP)
    unknown = alint_node_get(unknown, key);
  if (sensitive && sensitive->kind == ALINT_NODE_MAP)
    sensitive = alint_node_get(sensitive, key);
  bool open = unknown && unknown->kind == ALINT_NODE_BOOL && alint_tf_any_mark(unknown);
  if (!node || node->kind == ALINT_NODE_NULL || open ||
      !alint_hcl_take_steps(&view->eval, alint_tf_count_nodes(node)))
    return NULL;
  return marked(view, node, unknown, sensitive, name);
}

/* What is certain of a resource that is still to be made: its ARN but for the
 * account, as seen from the role's provider, and its name. Of one that the plan's
 * configuration does not have, the plan does not tell the provider. */
static struct alint_hcl_value *derived(struct alint_tf_view *view, const struct alint_tf_side *side,
                                       const struct alint_tf_resource *resource, bool own) {
  enum alint_tf_kind kind = side->object->type->kind;
  bool provider = kind == ALINT_TF_OIDC_PROVIDER || kind == ALINT_TF_SAML_PROVIDER;
  bool id = alint_str_is(resource->attribute, "id");
  const struct alint_text *text = NULL;
  const struct alint_tf_object *config = NULL;
  alint_tf_config_for(&config, view->tf, side->address);
  int status = ALINT_OK;
  if ((own || config) && (alint_str_is(resource->attribute, "arn") || (id && provider)))
    alint_tf_arn_seen(&text, view->tf, side, view->side->provider);
  else if (id && (kind == ALINT_TF_ROLE || kind == ALINT_TF_USER))
    alint_tf_text(&text, view->tf, side, side->object->type->name, ALINT_HOLE_NAME);
  return status == ALINT_OK && text ? alint_hcl_value_text(view->arena, text) : NULL;
}

/* The document of a data source that is read only during apply. */
static struct alint_hcl_value *document(struct alint_tf_view *view,
                                        const struct alint_tf_side *side) {
  struct alint_tf_candidate candidate;
  int status = alint_tf_build_document(&candidate, view->tf, side, view->side->provider);
  if (status != ALINT_OK || !candidate.document)
    return NULL;
  struct alint_hcl_value *out = alint_hcl_value_new(view->arena, ALINT_HCL_V_DOCUMENT);
  out->node = candidate.document;
  out->sensitive = candidate.sensitive;
  return out;
}

static struct alint_hcl_value *known_value(struct alint_tf_view *view,
                                           const struct alint_tf_resource *resource,
                                           struct alint_str name, bool own) {
  const struct alint_tf_side *side = alint_tf_find_side(view->tf, resource->address);
  struct alint_tf_side other;
  int status = ALINT_OK;
  if (!side)
    return alint_tf_other_side(&other, &status, view->tf, resource->address)
               ? planned(view, &other, resource, name)
               : NULL;
  struct alint_hcl_value *out = planned(view, side, resource, name);
  if (!out)
    out = derived(view, side, resource, own);
  if (!out && side->object->type->kind == ALINT_TF_POLICY_DOCUMENT &&
      alint_str_is(resource->attribute, "json"))
    out = document(view, side);
  return out;
}

/* ---- The whole ----------------------------------------------------------- */

/* The account and partition the plan is for, which other parts of it name too. */
static const struct alint_text *own_text(const struct alint_tf_view *view,
                                         enum alint_hole_kind kind) {
  if (kind == ALINT_HOLE_OWN_ACCOUNT)
    return view->tf->providers[view->side->provider].account;
  return kind == ALINT_HOLE_PARTITION ? view->tf->providers[view->side->provider].partition : NULL;
}

static bool is_managed(enum alint_hole_kind kind) {
  return kind == ALINT_HOLE_ROLE_ARN || kind == ALINT_HOLE_USER_ARN ||
         kind == ALINT_HOLE_OIDC_ARN || kind == ALINT_HOLE_SAML_ARN;
}

static void note_seen(struct alint_tf_view *view, struct alint_str address) {
  for (size_t i = 0; i < view->seen_count; i++) {
    if (alint_str_eq(view->seen[i], address))
      return;
  }
  view->seen = alint_arena_grow(view->arena, view->seen, view->seen_count, &view->seen_cap,
                                sizeof *view->seen);
  view->seen[view->seen_count++] = address;
}

static bool is_in_plan(struct alint_tf *tf, struct alint_str address) {
  size_t other = alint_tf_first_other(tf, address);
  return alint_tf_find_side(tf, address) ||
         (other < tf->other_count && alint_str_eq(tf->others[other].address, address));
}

struct alint_hcl_value *alint_tf_evaluate_resource(struct alint_tf_view *view,
                                                   const struct alint_tf_resource *resource) {
  bool own = is_own(view, resource);
  enum alint_hole_kind kind;
  struct alint_str name = alint_str_printf(view->arena, "%.*s.%.*s", ALINT_FMT(resource->address),
                                           ALINT_FMT(resource->attribute));
  note_seen(view, resource->address);
  struct alint_hcl_value *out = known_value(view, resource, name, own);
  if (out)
    return out;
  bool string = is_string(resource, own, &kind);
  if (string && own && own_text(view, kind))
    return alint_hcl_value_text(view->arena, own_text(view, kind));
  /* One that the plan does not have may not be there at all. */
  view->eval.open += !is_in_plan(view->tf, resource->address);
  out = alint_hcl_open(&view->eval, name);
  if (!string)
    return out;
  struct alint_hole like = *out->hole;
  like.kind = kind;
  if (!resource->data && is_managed(kind))
    like.resource = resource->address;
  return alint_hcl_value_text(view->arena, alint_tf_hole_text(view->arena, like));
}
