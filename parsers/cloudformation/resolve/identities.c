/* SPDX-License-Identifier: Apache-2.0
 *
 * Names and ARNs of the resources of IAM in a template.
 *
 * A name that is given makes the ARN a text that can be compared with what
 * other policies say; without it the ARN is a hole that leads to the resource.
 * Both are resolved outside all alternatives, so they are the same everywhere.
 *
 * Source: IAM User Guide, "IAM ARNs"; CloudFormation's return values of the
 * AWS::IAM resource types.
 */
#include "parsers/cloudformation/resolve/identities.h"

#include "parsers/cloudformation/resolve/nodes.h"
#include "parsers/cloudformation/resolve/resolve.h"
#include "parsers/cloudformation/resolve/text_builder.h"

typedef struct CfnIamType {
  const char *type;
  const char *name_property;
  bool has_path;
  const char *arn_type; /* the part of the ARN before the path */
  HoleKind arn_kind;
  bool ref_is_arn;
} CfnIamType;

static const CfnIamType types[] = {
    {"AWS::IAM::Role", "RoleName", true, "role", HOLE_ROLE_ARN, false},
    {"AWS::IAM::User", "UserName", true, "user", HOLE_USER_ARN, false},
    {"AWS::IAM::Group", "GroupName", true, "group", HOLE_GROUP_ARN, false},
    {"AWS::IAM::OIDCProvider", "Url", false, "oidc-provider", HOLE_OIDC_ARN, true},
    {"AWS::IAM::SAMLProvider", "Name", false, "saml-provider", HOLE_SAML_ARN, true},
    {"AWS::IAM::ManagedPolicy", "ManagedPolicyName", true, "policy", HOLE_GROUP_ARN, true},
    {"AWS::IAM::InstanceProfile", "InstanceProfileName", true, "instance-profile", HOLE_GROUP_ARN,
     false},
};

const CfnIamType *cfn_iam_type(Str type) {
  for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
    if (str_is(type, types[i].type))
      return &types[i];
  }
  return NULL;
}

const CfnIamType *cfn_role_type(void) {
  return &types[0];
}

/* Whether a value may stand in an ARN without adding parts to it. */
static bool fits_arn(const Text *text) {
  for (size_t i = 0; text && i < text->count; i++) {
    const Hole *hole = text->pieces[i].hole;
    if (!hole)
      continue;
    switch (hole->kind) {
    case HOLE_NAME:
    case HOLE_REGION:
    case HOLE_ACCOUNT:
    case HOLE_OWN_ACCOUNT:
    case HOLE_OUTER_ACCOUNT:
    case HOLE_PARTITION:
    case HOLE_URL_SUFFIX:
    case HOLE_UNIQUE_ID:
      break;
    default:
      return false;
    }
  }
  return text && text->count > 0;
}

/* An issuer is named without its scheme. */
static const Text *strip_scheme(CfnTemplate *cfn, const Text *url) {
  if (url->count == 0 || url->pieces[0].hole ||
      !str_starts_nocase(url->pieces[0].literal, "https://"))
    return url;
  Str first = url->pieces[0].literal;
  CfnTextBuilder rest = cfn_text_begin(cfn);
  cfn_text_add(&rest, str_slice(first, sizeof "https://" - 1, first.len));
  cfn_text_append(&rest, &(Text){url->pieces + 1, url->count - 1});
  return cfn_text_end(&rest);
}

static void read_name(CfnResourceNames *out, CfnTemplate *cfn, const CfnIamType *type,
                      const Node *properties) {
  out->name = cfn_fixed_text(cfn, properties, type->name_property);
  if (out->name && text_empty(out->name))
    out->name = NULL;
  if (out->name && type->arn_kind == HOLE_OIDC_ARN)
    out->name = strip_scheme(cfn, out->name);
  if (!type->has_path)
    return;
  out->path = node_get(properties, "Path") ? cfn_fixed_text(cfn, properties, "Path")
                                           : text_literal(cfn->arena, STR("/"));
}

/* NULL where the name is not known. */
static const Text *build_arn(CfnTemplate *cfn, const CfnIamType *type,
                             const CfnResourceNames *names) {
  if (!fits_arn(names->name) || (type->has_path && !fits_arn(names->path)))
    return NULL;
  CfnTextBuilder text = cfn_text_begin(cfn);
  cfn_text_add(&text, STR("arn:"));
  cfn_text_append(&text, cfn->partition_text);
  cfn_text_add(&text, STR(":iam::"));
  cfn_text_append(&text, cfn->account_text);
  cfn_text_add(&text, STR(":"));
  cfn_text_add(&text, str_of(type->arn_type));
  if (type->has_path)
    cfn_text_append(&text, names->path);
  else
    cfn_text_add(&text, STR("/"));
  cfn_text_append(&text, names->name);
  return cfn_text_end(&text);
}

static const Text *resource_hole(CfnTemplate *cfn, HoleKind kind, Str name, Str logical_id) {
  Hole *hole = cfn_hole(cfn, kind, name);
  hole->resource = cfn_address(cfn, logical_id);
  return text_hole(cfn->arena, hole);
}

CfnResourceNames cfn_identify(CfnTemplate *cfn, const CfnIamType *type, Str logical_id,
                              const Node *resource) {
  CfnResourceNames names = {.name = NULL};
  if (resource) {
    read_name(&names, cfn, type, node_get(resource, "Properties"));
    names.arn = build_arn(cfn, type, &names);
  }
  names.get_arn = names.arn;
  if (!names.get_arn) {
    Str attribute = str_printf(cfn->arena, "%.*s.Arn", STR_FMT(logical_id));
    names.get_arn = resource_hole(cfn, type->arn_kind, attribute, logical_id);
  }
  names.ref = type->ref_is_arn ? names.get_arn : names.name;
  if (!names.ref)
    names.ref = resource_hole(cfn, HOLE_NAME, logical_id, logical_id);
  return names;
}
