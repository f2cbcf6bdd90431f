/* SPDX-License-Identifier: Apache-2.0
 *
 * Names and ARNs of the resources of IAM in a template.
 *
 * A name that is given makes the ARN a text that can be compared with what
 * other policies say; without it the ARN is a hole that leads to the resource.
 * Both are the same wherever they are asked for: they are resolved outside all
 * alternatives.
 *
 * Source: IAM User Guide, "IAM ARNs"; CloudFormation's return values of the
 * AWS::IAM resource types.
 */
#include "assumelint/arena.h"
#include "parsers/cloudformation/cfn.h"

typedef struct CfnIamType {
  const char *type;
  const char *name_property;
  bool has_path;
  const char *arn_type; /* the part of the ARN before the path */
  HoleKind arn_kind;
  bool ref_is_arn;
} CfnIamType;

static const CfnIamType kinds[] = {
    {"AWS::IAM::Role", "RoleName", true, "role", HOLE_ROLE_ARN, false},
    {"AWS::IAM::User", "UserName", true, "user", HOLE_USER_ARN, false},
    {"AWS::IAM::Group", "GroupName", true, "group", HOLE_GROUP_ARN, false},
    {"AWS::IAM::OIDCProvider", "Url", false, "oidc-provider", HOLE_OIDC_ARN, true},
    {"AWS::IAM::SAMLProvider", "Name", false, "saml-provider", HOLE_SAML_ARN, true},
    {"AWS::IAM::ManagedPolicy", "ManagedPolicyName", true, "policy", HOLE_GROUP_ARN, true},
    {"AWS::IAM::InstanceProfile", "InstanceProfileName", true, "instance-profile", HOLE_GROUP_ARN,
     false},
};

const CfnIamType *cfn_kind_of(Str type) {
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
    if (str_is(type, kinds[i].type))
      return &kinds[i];
  }
  return NULL;
}

const CfnIamType *cfn_role_kind(void) {
  return &kinds[0];
}

Str cfn_address(CfnTemplate *cfn, Str logical_id) {
  Str id = cfn_readable(cfn, logical_id);
  return str_printf(cfn->arena, "%.*sResources.%.*s", STR_FMT(cfn->place.prefix), STR_FMT(id));
}

Str cfn_type_of(const Node *resource) {
  return node_get_str(resource, "Type");
}

/* Whether a value may stand in an ARN without changing its shape. */
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
static void strip_scheme(const Text **text, CfnTemplate *cfn) {
  const Text *whole = *text;
  if (whole->count == 0 || whole->pieces[0].hole ||
      !str_starts_nocase(whole->pieces[0].literal, "https://"))
    return;
  Str first = whole->pieces[0].literal;
  CfnTextBuilder rest = cfn_text_begin(cfn);
  cfn_text_add(&rest, str_slice(first, sizeof "https://" - 1, first.len));
  cfn_text_append(&rest, &(Text){whole->pieces + 1, whole->count - 1});
  cfn_text_end(text, &rest);
}

static int read_name(CfnResourceNames *out, CfnTemplate *cfn, const CfnIamType *kind,
                     const Node *properties) {
  int status = cfn_fixed_text(&out->name, cfn, properties, kind->name_property);
  if (status != OK)
    return status;
  if (out->name && text_empty(out->name))
    out->name = NULL;
  if (out->name && kind->arn_kind == HOLE_OIDC_ARN)
    strip_scheme(&out->name, cfn);
  if (!kind->has_path)
    return OK;
  if (node_get(properties, "Path"))
    return cfn_fixed_text(&out->path, cfn, properties, "Path");
  out->path = text_literal(cfn->arena, STR("/"));
  return OK;
}

static void build_arn(CfnResourceNames *out, CfnTemplate *cfn, const CfnIamType *kind) {
  if (!fits_arn(out->name) || (kind->has_path && !fits_arn(out->path)))
    return;
  CfnTextBuilder text = cfn_text_begin(cfn);
  cfn_text_add(&text, STR("arn:"));
  cfn_text_append(&text, cfn->partition_text);
  cfn_text_add(&text, STR(":iam::"));
  cfn_text_append(&text, cfn->account_text);
  cfn_text_add(&text, STR(":"));
  cfn_text_add(&text, str_of(kind->arn_type));
  if (kind->has_path)
    cfn_text_append(&text, out->path);
  else
    cfn_text_add(&text, STR("/"));
  cfn_text_append(&text, out->name);
  cfn_text_end(&out->arn, &text);
}

static const Text *hole_text(CfnTemplate *cfn, HoleKind kind, Str name, Str logical_id) {
  Hole *hole = name.ptr ? cfn_hole(cfn, kind, name) : NULL;
  if (!hole)
    return NULL;
  hole->resource = cfn_address(cfn, logical_id);
  return text_hole(cfn->arena, hole);
}

int cfn_identify(CfnResourceNames *out, CfnTemplate *cfn, const CfnIamType *kind, Str logical_id,
                 const Node *resource) {
  *out = (CfnResourceNames){0};
  if (resource) {
    int status = read_name(out, cfn, kind, node_get(resource, "Properties"));
    if (status == OK)
      build_arn(out, cfn, kind);
    if (status != OK)
      return status;
  }
  out->get_arn = out->arn;
  if (!out->get_arn)
    out->get_arn = hole_text(cfn, kind->arn_kind,
                             str_printf(cfn->arena, "%.*s.Arn", STR_FMT(logical_id)), logical_id);
  out->ref = kind->ref_is_arn ? out->get_arn : out->name;
  if (!out->ref)
    out->ref = hole_text(cfn, HOLE_NAME, logical_id, logical_id);
  if (!(out->get_arn && out->ref))
    out_of_memory();
  return OK;
}
