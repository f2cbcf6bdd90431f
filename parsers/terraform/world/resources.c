/* SPDX-License-Identifier: Apache-2.0
 *
 * Attributes of resources: their values in the plan, else what follows
 * from their type.
 *
 * "Own" is what belongs to the account the role is in. A resource of another
 * provider may be in another account.
 */
#include "parsers/terraform/plan/configuration.h"
#include "parsers/terraform/plan/others.h"
#include "parsers/terraform/world/arn.h"
#include "parsers/terraform/world/document.h"
#include "parsers/terraform/world/index.h"
#include "parsers/terraform/world/scope.h"

enum of { RESOURCE = 1, DATA = 2, BOTH = 3 };

/* Attributes that are one string; what is known of it. */
static const struct {
  const char *type;
  enum of of;
  const char *attribute;
  HoleKind kind;
  HoleKind foreign; /* of another provider */
} attributes[] = {
    {"aws_iam_role", BOTH, "arn", HOLE_ROLE_ARN, HOLE_ARN},
    {"aws_iam_role", BOTH, "name", HOLE_NAME, HOLE_NAME},
    {"aws_iam_role", BOTH, "id", HOLE_NAME, HOLE_NAME},
    {"aws_iam_role", BOTH, "unique_id", HOLE_UNIQUE_ID, HOLE_UNIQUE_ID},
    {"aws_iam_user", BOTH, "arn", HOLE_USER_ARN, HOLE_ARN},
    {"aws_iam_user", RESOURCE, "name", HOLE_NAME, HOLE_NAME},
    {"aws_iam_user", RESOURCE, "id", HOLE_NAME, HOLE_NAME},
    {"aws_iam_user", RESOURCE, "unique_id", HOLE_UNIQUE_ID, HOLE_UNIQUE_ID},
    {"aws_iam_group", BOTH, "arn", HOLE_GROUP_ARN, HOLE_ARN},
    {"aws_iam_openid_connect_provider", BOTH, "arn", HOLE_OIDC_ARN, HOLE_ARN},
    {"aws_iam_openid_connect_provider", BOTH, "id", HOLE_OIDC_ARN, HOLE_ARN},
    {"aws_iam_saml_provider", BOTH, "arn", HOLE_SAML_ARN, HOLE_ARN},
    {"aws_iam_saml_provider", BOTH, "id", HOLE_SAML_ARN, HOLE_ARN},
    {"awscc_iam_role", BOTH, "arn", HOLE_ROLE_ARN, HOLE_ARN},
    {"awscc_iam_user", BOTH, "arn", HOLE_USER_ARN, HOLE_ARN},
    {"awscc_iam_oidc_provider", BOTH, "arn", HOLE_OIDC_ARN, HOLE_ARN},
    {"awscc_iam_saml_provider", BOTH, "arn", HOLE_SAML_ARN, HOLE_ARN},
    {"aws_caller_identity", DATA, "account_id", HOLE_OWN_ACCOUNT, HOLE_ACCOUNT},
    {"aws_caller_identity", DATA, "id", HOLE_OWN_ACCOUNT, HOLE_ACCOUNT},
    {"aws_caller_identity", DATA, "arn", HOLE_ARN, HOLE_ARN},
    {"aws_partition", DATA, "partition", HOLE_PARTITION, HOLE_PARTITION},
    {"aws_partition", DATA, "id", HOLE_PARTITION, HOLE_PARTITION},
    {"aws_partition", DATA, "dns_suffix", HOLE_URL_SUFFIX, HOLE_URL_SUFFIX},
    {"aws_region", DATA, "name", HOLE_REGION, HOLE_REGION},
    {"aws_region", DATA, "id", HOLE_REGION, HOLE_REGION},
    {"aws_region", DATA, "region", HOLE_REGION, HOLE_REGION},
    {"aws_organizations_account", RESOURCE, "id", HOLE_ACCOUNT, HOLE_ACCOUNT},
};

/* Of any type. */
static const char *const strings[] = {"arn", "id", "name", "url", "account_id", "unique_id", NULL};

/* Whether an attribute is one string; what is known of it. */
static bool is_string(const TfResourceRef *ref, bool own, HoleKind *kind) {
  for (size_t i = 0; i < sizeof attributes / sizeof attributes[0]; i++) {
    if ((attributes[i].of & (ref->data ? DATA : RESOURCE)) &&
        str_is(ref->type, attributes[i].type) && str_is(ref->attribute, attributes[i].attribute)) {
      *kind = own ? attributes[i].kind : attributes[i].foreign;
      return true;
    }
  }
  bool aws = str_starts(ref->type, "aws");
  *kind = aws && str_is(ref->attribute, "arn") ? HOLE_ARN : HOLE_ANY;
  return str_is_one_of(ref->attribute, strings);
}

/* ---- Whose account ------------------------------------------------------- */

static bool is_own(const TfScope *scope, const TfResourceRef *ref) {
  const TfModuleInstance *instance = ref->instance;
  if (scope->tf->providers.count <= 1)
    return true;
  const TfModule *module = instance->site->module;
  const TfBlock *block =
      tf_find_block(module, ref->data ? "data" : "resource", ref->type, ref->name);
  return block && instance->site == scope->site &&
         str_eq(tf_provider_of(module, block), scope->provider);
}

/* ---- What the plan knows ------------------------------------------------- */

/* The marks below a member or element of a value. */
static const Node *part_of(const Node *marks, const Node *node, size_t i) {
  if (node->kind == NODE_LIST)
    return tf_mark_at(marks, i);
  return tf_mark_true(marks) ? marks : tf_member(marks, node->members[i].key);
}

/* A value with the marks of what is not known and what is secret in it. They have its form; a
 * member of an object that is not known is in the marks only. Recurses no deeper than JSON
 * is. */
static HclValue *marked(TfScope *scope, const Node *node, const Node *unknown,
                        const Node *sensitive, Str name) {
  bool map = node->kind == NODE_MAP, list = node->kind == NODE_LIST;
  if (tf_mark_true(unknown))
    return hcl_open(&scope->eval, name);
  bool hide = tf_mark_true(sensitive);
  if (hide || (!tf_any_mark(unknown) && !tf_any_mark(sensitive)) || (!map && !list)) {
    HclValue *whole = hcl_value_of_node(scope->arena, node);
    return hide ? hcl_hide(&scope->eval, whole, name) : whole;
  }
  size_t room = node->count + (unknown ? unknown->count : 0);
  HclValue *out = hcl_value_container(scope->arena, map ? HCL_V_MAP : HCL_V_LIST, room);
  for (size_t i = 0; i < node->count; i++) {
    Str part =
        map ? str_printf(scope->arena, "%.*s.%.*s", STR_FMT(name), STR_FMT(node->members[i].key))
            : str_printf(scope->arena, "%.*s[%zu]", STR_FMT(name), i);
    HclValue *item = marked(scope, node_child(node, i), part_of(unknown, node, i),
                            part_of(sensitive, node, i), part);
    if (map)
      hcl_value_put(out, text_literal(scope->arena, node->members[i].key), item);
    else
      hcl_value_add(out, item);
  }
  bool more = map && unknown && unknown->kind == NODE_MAP;
  for (size_t i = 0; more && i < unknown->count; i++) {
    Str key = unknown->members[i].key;
    Str part = str_printf(scope->arena, "%.*s.%.*s", STR_FMT(name), STR_FMT(key));
    if (!tf_member(node, key) && tf_any_mark(unknown->members[i].value))
      hcl_value_put(out, text_literal(scope->arena, key), hcl_open(&scope->eval, part));
  }
  return out;
}

/* The attribute in the values of the plan; NULL where it is not known. */
static HclValue *planned(TfScope *scope, const TfResource *resource, const TfResourceRef *ref,
                         Str name) {
  const char *key = arena_copy(scope->arena, ref->attribute.ptr, ref->attribute.len);
  const Node *node = tf_member(resource->values, ref->attribute);
  const Node *unknown = tf_mark_of(resource->unknown, key);
  if (!node || node->kind == NODE_NULL || tf_mark_true(unknown) ||
      !hcl_take_steps(&scope->eval, tf_count_nodes(node)))
    return NULL;
  return marked(scope, node, unknown, tf_mark_of(resource->sensitive, key), name);
}

/* What is certain of a resource that is still to be made: its name, and its ARN but for the
 * account, as the role's provider sees it. The provider of a resource that is not in the plan's
 * configuration is not known. */
static const Text *derived(TfScope *scope, const TfResource *resource, const TfResourceRef *ref,
                           bool own) {
  TfKind kind = resource->object->type->kind;
  bool provider = kind == TF_OIDC_PROVIDER || kind == TF_SAML_PROVIDER;
  bool id = str_is(ref->attribute, "id");
  if ((str_is(ref->attribute, "arn") || (id && provider)) &&
      (own || tf_config_for(scope->tf, resource->address)))
    return tf_arn_seen(scope->tf, resource, scope->resource->provider);
  if (id && (kind == TF_ROLE || kind == TF_USER))
    return tf_text(scope->tf, resource, resource->object->type->name, HOLE_NAME);
  return NULL;
}

/* The document of a data source that is read only during apply. */
static HclValue *document(TfScope *scope, const TfResource *resource) {
  TfDocumentCandidate candidate = tf_build_document(scope->tf, resource, scope->resource->provider);
  if (!candidate.document)
    return NULL;
  HclValue *out = hcl_value_new(scope->arena, HCL_V_DOCUMENT);
  out->node = candidate.document;
  out->sensitive = candidate.sensitive;
  return out;
}

static HclValue *known_value(TfScope *scope, const TfResourceRef *ref, Str name, bool own) {
  const TfResource *resource = tf_find_resource(scope->tf, ref->address);
  TfResource other;
  if (!resource)
    return tf_other_resource(&other, scope->tf, ref->address) ? planned(scope, &other, ref, name)
                                                              : NULL;
  HclValue *out = planned(scope, resource, ref, name);
  if (out)
    return out;
  const Text *text = derived(scope, resource, ref, own);
  if (text)
    return hcl_value_text(scope->arena, text);
  bool json = resource->object->type->kind == TF_POLICY_DOCUMENT && str_is(ref->attribute, "json");
  return json ? document(scope, resource) : NULL;
}

/* ---- The whole ----------------------------------------------------------- */

/* The account and partition the plan is for, which other parts of it name too. */
static const Text *own_text(const TfScope *scope, HoleKind kind) {
  if (kind == HOLE_OWN_ACCOUNT)
    return scope->tf->providers.items[scope->resource->provider].account;
  return kind == HOLE_PARTITION ? scope->tf->providers.items[scope->resource->provider].partition
                                : NULL;
}

static bool is_managed(HoleKind kind) {
  return kind == HOLE_ROLE_ARN || kind == HOLE_USER_ARN || kind == HOLE_OIDC_ARN ||
         kind == HOLE_SAML_ARN;
}

static void note_seen(TfScope *scope, Str address) {
  for (size_t i = 0; i < scope->seen.count; i++) {
    if (str_eq(scope->seen.items[i], address))
      return;
  }
  LIST_ADD(scope->arena, &scope->seen, address);
}

static bool is_in_plan(TfPlan *tf, Str address) {
  size_t other = tf_first_other(tf, address);
  return tf_find_resource(tf, address) ||
         (other < tf->others.count && str_eq(tf->others.items[other].address, address));
}

HclValue *tf_evaluate_resource(TfScope *scope, const TfResourceRef *ref) {
  bool own = is_own(scope, ref);
  HoleKind kind;
  Str name = str_printf(scope->arena, "%.*s.%.*s", STR_FMT(ref->address), STR_FMT(ref->attribute));
  note_seen(scope, ref->address);
  HclValue *out = known_value(scope, ref, name, own);
  if (out)
    return out;
  bool string = is_string(ref, own, &kind);
  if (string && own && own_text(scope, kind))
    return hcl_value_text(scope->arena, own_text(scope, kind));
  /* One that the plan does not have may not be there at all. */
  scope->eval.open += !is_in_plan(scope->tf, ref->address);
  out = hcl_open(&scope->eval, name);
  if (!string)
    return out;
  Hole like = *out->hole;
  like.kind = kind;
  if (!ref->data && is_managed(kind))
    like.resource = ref->address;
  return hcl_value_text(scope->arena, tf_hole_text(scope->arena, like));
}
