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
#include "cfn.h"

struct alint_cfn_kind {
  const char *type;
  const char *name_property;
  bool has_path;
  const char *arn_type; /* the part of the ARN before the path */
  enum alint_hole_kind arn_kind;
  bool ref_is_arn;
};

static const struct alint_cfn_kind kinds[] = {
    {"AWS::IAM::Role", "RoleName", true, "role", ALINT_HOLE_ROLE_ARN, false},
    {"AWS::IAM::User", "UserName", true, "user", ALINT_HOLE_USER_ARN, false},
    {"AWS::IAM::Group", "GroupName", true, "group", ALINT_HOLE_GROUP_ARN, false},
    {"AWS::IAM::OIDCProvider", "Url", false, "oidc-provider", ALINT_HOLE_OIDC_ARN, true},
    {"AWS::IAM::SAMLProvider", "Name", false, "saml-provider", ALINT_HOLE_SAML_ARN, true},
    {"AWS::IAM::ManagedPolicy", "ManagedPolicyName", true, "policy", ALINT_HOLE_GROUP_ARN, true},
    {"AWS::IAM::InstanceProfile", "InstanceProfileName", true, "instance-profile",
     ALINT_HOLE_GROUP_ARN, false},
};

const struct alint_cfn_kind *alint_cfn_kind_of(struct alint_str type) {
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
    if (alint_str_is(type, kinds[i].type))
      return &kinds[i];
  }
  return NULL;
}

const struct alint_cfn_kind *alint_cfn_role_kind(void) {
  return &kinds[0];
}

struct alint_str alint_cfn_address(struct alint_cfn *cfn, struct alint_str logical_id) {
  struct alint_str id = alint_cfn_readable(cfn, logical_id);
  return alint_str_printf(cfn->arena, "%.*sResources.%.*s", ALINT_FMT(cfn->place.prefix),
                          ALINT_FMT(id));
}

struct alint_str alint_cfn_type_of(const struct alint_node *resource) {
  return alint_node_get_str(resource, "Type");
}

/* Whether a value may stand in an ARN without changing its shape. */
static bool fits_arn(const struct alint_text *text) {
  for (size_t i = 0; text && i < text->count; i++) {
    const struct alint_hole *hole = text->pieces[i].hole;
    if (!hole)
      continue;
    switch (hole->kind) {
    case ALINT_HOLE_NAME:
    case ALINT_HOLE_REGION:
    case ALINT_HOLE_ACCOUNT:
    case ALINT_HOLE_OWN_ACCOUNT:
    case ALINT_HOLE_OUTER_ACCOUNT:
    case ALINT_HOLE_PARTITION:
    case ALINT_HOLE_URL_SUFFIX:
    case ALINT_HOLE_UNIQUE_ID:
      break;
    default:
      return false;
    }
  }
  return text && text->count > 0;
}

/* An issuer is named without its scheme. */
static void strip_scheme(const struct alint_text **text, struct alint_cfn *cfn) {
  const struct alint_text *whole = *text;
  if (whole->count == 0 || whole->pieces[0].hole ||
      !alint_str_starts_nocase(whole->pieces[0].literal, "https://"))
    return;
  struct alint_str first = whole->pieces[0].literal;
  struct alint_cfn_text rest = alint_cfn_text_begin(cfn);
  alint_cfn_text_add(&rest, alint_str_slice(first, sizeof "https://" - 1, first.len));
  alint_cfn_text_append(&rest, &(struct alint_text){whole->pieces + 1, whole->count - 1});
  alint_cfn_text_end(text, &rest);
}

static int read_name(struct alint_cfn_identity *out, struct alint_cfn *cfn,
                     const struct alint_cfn_kind *kind, const struct alint_node *properties) {
  int status = alint_cfn_fixed_text(&out->name, cfn, properties, kind->name_property);
  if (status != ALINT_OK)
    return status;
  if (out->name && alint_text_empty(out->name))
    out->name = NULL;
  if (out->name && kind->arn_kind == ALINT_HOLE_OIDC_ARN)
    strip_scheme(&out->name, cfn);
  if (!kind->has_path)
    return ALINT_OK;
  if (alint_node_get(properties, "Path"))
    return alint_cfn_fixed_text(&out->path, cfn, properties, "Path");
  out->path = alint_text_literal(cfn->arena, ALINT_STR("/"));
  return ALINT_OK;
}

static void build_arn(struct alint_cfn_identity *out, struct alint_cfn *cfn,
                      const struct alint_cfn_kind *kind) {
  if (!fits_arn(out->name) || (kind->has_path && !fits_arn(out->path)))
    return;
  struct alint_cfn_text text = alint_cfn_text_begin(cfn);
  alint_cfn_text_add(&text, ALINT_STR("arn:"));
  alint_cfn_text_append(&text, cfn->partition_text);
  alint_cfn_text_add(&text, ALINT_STR(":iam::"));
  alint_cfn_text_append(&text, cfn->account_text);
  alint_cfn_text_add(&text, ALINT_STR(":"));
  alint_cfn_text_add(&text, alint_str(kind->arn_type));
  if (kind->has_path)
    alint_cfn_text_append(&text, out->path);
  else
    alint_cfn_text_add(&text, ALINT_STR("/"));
  alint_cfn_text_append(&text, out->name);
  alint_cfn_text_end(&out->arn, &text);
}

static const struct alint_text *hole_text(struct alint_cfn *cfn, enum alint_hole_kind kind,
                                          struct alint_str name, struct alint_str logical_id) {
  struct alint_hole *hole = name.ptr ? alint_cfn_hole(cfn, kind, name) : NULL;
  if (!hole)
    return NULL;
  hole->resource = alint_cfn_address(cfn, logical_id);
  return alint_text_hole(cfn->arena, hole);
}

int alint_cfn_identify(struct alint_cfn_identity *out, struct alint_cfn *cfn,
                       const struct alint_cfn_kind *kind, struct alint_str logical_id,
                       const struct alint_node *resource) {
  *out = (struct alint_cfn_identity){0};
  if (resource) {
    int status = read_name(out, cfn, kind, alint_node_get(resource, "Properties"));
    if (status == ALINT_OK)
      build_arn(out, cfn, kind);
    if (status != ALINT_OK)
      return status;
  }
  out->get_arn = out->arn;
  if (!out->get_arn)
    out->get_arn =
        hole_text(cfn, kind->arn_kind,
                  alint_str_printf(cfn->arena, "%.*s.Arn", ALINT_FMT(logical_id)), logical_id);
  out->ref = kind->ref_is_arn ? out->get_arn : out->name;
  if (!out->ref)
    out->ref = hole_text(cfn, ALINT_HOLE_NAME, logical_id, logical_id);
  if (!(out->get_arn && out->ref))
    alint_out_of_memory();
  return ALINT_OK;
}
