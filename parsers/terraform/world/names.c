/* SPDX-License-Identifier: Apache-2.0
 *
 * What stands for a value that is not known: the resource it is an attribute of,
 * or a name that tells what it is made from.
 */
#include "assumelint/arena.h"
#include "parsers/terraform/plan/address.h"
#include "parsers/terraform/plan/configuration.h"
#include "parsers/terraform/world/arn.h"
#include "parsers/terraform/world/document.h"

static const char apply_first[] = "apply what it is made from first and plan again";

/* Attributes that we know the form of. */
static const struct {
  const char *type;
  const char *attribute;
  HoleKind kind;
} attributes[] = {
    {"aws_iam_role.", "arn", HOLE_ROLE_ARN},
    {"awscc_iam_role.", "arn", HOLE_ROLE_ARN},
    {"aws_iam_role.", "unique_id", HOLE_UNIQUE_ID},
    {"aws_iam_user.", "arn", HOLE_USER_ARN},
    {"awscc_iam_user.", "arn", HOLE_USER_ARN},
    {"aws_iam_user.", "unique_id", HOLE_UNIQUE_ID},
    {"aws_iam_group.", "arn", HOLE_GROUP_ARN},
    {"aws_iam_openid_connect_provider.", "arn", HOLE_OIDC_ARN},
    {"aws_iam_openid_connect_provider.", "id", HOLE_OIDC_ARN},
    {"awscc_iam_oidc_provider.", "arn", HOLE_OIDC_ARN},
    {"aws_iam_saml_provider.", "arn", HOLE_SAML_ARN},
    {"aws_iam_saml_provider.", "id", HOLE_SAML_ARN},
    {"awscc_iam_saml_provider.", "arn", HOLE_SAML_ARN},
    {"data.aws_iam_role.", "arn", HOLE_ROLE_ARN},
    {"data.aws_iam_user.", "arn", HOLE_USER_ARN},
    {"data.aws_iam_openid_connect_provider.", "arn", HOLE_OIDC_ARN},
    {"data.aws_iam_saml_provider.", "arn", HOLE_SAML_ARN},
    {"aws_organizations_account.", "id", HOLE_ACCOUNT},
    {"data.aws_caller_identity.", "account_id", HOLE_OWN_ACCOUNT},
    {"data.aws_caller_identity.", "id", HOLE_OWN_ACCOUNT},
    {"data.aws_partition.", "partition", HOLE_PARTITION},
};

enum { ATTRIBUTE_COUNT = sizeof attributes / sizeof attributes[0] };

static bool is_arn_kind(HoleKind kind) {
  return kind >= HOLE_ROLE_ARN && kind <= HOLE_SAML_ARN;
}

/* The row of a reference; without an attribute, "arn" is meant. */
static size_t row_of(const TfReference *ref) {
  Str attribute = tf_attribute_of(ref);
  size_t i = 0;
  for (; i < ATTRIBUTE_COUNT; i++) {
    if (str_starts(ref->name, attributes[i].type) &&
        (attribute.len > 0 ? str_is(attribute, attributes[i].attribute)
                           : is_arn_kind(attributes[i].kind)))
      break;
  }
  return i;
}

/* ---- Holes ---------------------------------------------------------------- */

Hole *tf_hole(Arena *arena, Hole like) {
  /* Whatever is made from the issuer of a cluster, in expressions too; the second is what stacks of
   * CloudFormation call their output after the attribute. */
  static const char *const of_cluster[] = {"aws_eks_cluster.", ".OpenIdConnectIssuerUrl"};
  for (size_t i = 0; i < sizeof of_cluster / sizeof of_cluster[0]; i++) {
    if (str_find_str(like.name, str_of(of_cluster[i])) < like.name.len)
      like.of_cluster = true;
  }
  return hole_new(arena, like);
}

const Text *tf_hole_text(Arena *arena, Hole like) {
  return text_hole(arena, tf_hole(arena, like));
}

static void hole_text(const Text **out, const TfUnknowns *unknown, Hole like) {
  like.give = str_of(apply_first);
  *out = tf_hole_text(unknown->tf->arena, like);
  if (!(*out))
    out_of_memory();
}

/* What is not known at one place of a document. What it is made from may be used elsewhere in
 * another way, so the name is for this place alone. */
static int hole_here(const Text **out, const TfUnknowns *unknown, const TfReferences *trail,
                     Str where) {
  Arena *arena = unknown->tf->arena;
  Str address = unknown->document->address;
  Str place = str_printf(arena, "%.*s.%.*s", STR_FMT(address), STR_FMT(where));
  Buf names = buf_in(arena);
  if (trail->count == 0) {
    hole_text(out, unknown, (Hole){.name = place});
    return OK;
  }
  tf_add_names(&names, trail);
  if (names.failed)
    out_of_memory();
  hole_text(out, unknown, (Hole){.name = buf_str(&names), .scope = place, .source = HOLE_OF_PLACE});
  return OK;
}

const Hole *tf_unknown_element(const TfUnknowns *unknown, const Node *expression, Str where) {
  TfReferences trail = {.refs = NULL};
  const Text *text = NULL;
  if (expression)
    tf_follow(&trail, unknown->tf, tf_place_of(unknown->document), expression);
  return hole_here(&text, unknown, &trail, where) == OK ? text_only_hole(text) : NULL;
}

/* ---- Values of attributes ------------------------------------------------- */

/* An ARN of this input: of known parts as far as they are known. */
static void arn_of(const Text **out, const TfUnknowns *unknown, const TfResource *resource,
                   HoleKind kind) {
  TfPlan *tf = unknown->tf;
  tf_arn_seen(out, tf, resource, unknown->viewer);
  if (*out)
    return;
  Str name = str_printf(tf->arena, "%.*s.arn", STR_FMT(resource->address));
  if (resource->provider != unknown->viewer)
    kind = HOLE_ARN;
  hole_text(out, unknown, (Hole){.name = name, .kind = kind, .resource = resource->address});
}

/* The provider of a resource of the configuration; that of the role where it is
 * not known. */
static void provider_of(size_t *out, const TfUnknowns *unknown, const TfReference *ref) {
  const TfObject *config = NULL;
  Str address = str_printf(unknown->tf->arena, "%.*s%.*s", STR_FMT(ref->module),
                           STR_FMT(tf_resource_of(ref->name)));
  tf_config_for(&config, unknown->tf, address);
  int status = OK;
  *out = status == OK && config ? config->provider : unknown->viewer;
}

/* What an attribute of something that is no instance of this input stands for. */
static void outside_value(const Text **out, const TfUnknowns *unknown, const TfReference *ref,
                          size_t row) {
  TfPlan *tf = unknown->tf;
  HoleKind kind = row < ATTRIBUTE_COUNT ? attributes[row].kind : HOLE_ANY;
  size_t at;
  provider_of(&at, unknown, ref);
  const TfProvider *provider = &tf->providers[at];
  if (kind == HOLE_OWN_ACCOUNT || kind == HOLE_PARTITION) {
    *out = kind == HOLE_PARTITION  ? provider->partition
           : at == unknown->viewer ? provider->account
                                   : provider->account_outside;
    return;
  }
  if (is_arn_kind(kind) && at != unknown->viewer)
    kind = HOLE_ARN;
  Str own = tf_resource_of(ref->name), resource = {NULL, 0};
  Str name = str_printf(tf->arena, "%.*s%.*s", STR_FMT(ref->module), STR_FMT(ref->name));
  if (own.len > 0 && !str_starts(own, "data."))
    resource = str_slice(name, 0, ref->module.len + own.len);
  hole_text(out, unknown, (Hole){.name = name, .kind = kind, .resource = resource});
}

/* ---- Principals ----------------------------------------------------------- */

struct values {
  const Text **items;
  size_t count, room; /* may have more than there is room for: they do not fit then */
};

static void put(struct values *values, const Text *text) {
  if (values->count < values->room)
    values->items[values->count] = text;
  values->count++;
}

/* All that a reference may stand for: one value, or one of each instance. */
static void values_of(struct values *values, const TfUnknowns *unknown, const TfReference *ref) {
  TfInstanceRange instances;
  size_t row = row_of(ref);
  const Text *text = NULL;
  bool arn = row < ATTRIBUTE_COUNT && is_arn_kind(attributes[row].kind);
  tf_find_instances(&instances, unknown->tf, ref);
  if ((!arn || instances.count == 0)) {
    outside_value(&text, unknown, ref, row);
    put(values, text);
    return;
  }
  for (size_t i = 0; i < instances.count; i++) {
    arn_of(&text, unknown, unknown->tf->by_address[instances.first + i], attributes[row].kind);
    put(values, text);
  }
}

/* Nothing but the account, and what an ARN of it needs besides: the account as a
 * whole, or somebody in it. */
static const TfReference *only_account(const TfReferences *trail) {
  const TfReference *account = NULL;
  for (size_t i = 0; i < trail->count; i++) {
    size_t row = row_of(&trail->refs[i]);
    HoleKind kind = row < ATTRIBUTE_COUNT ? attributes[row].kind : HOLE_ANY;
    if (kind == HOLE_OWN_ACCOUNT && !account)
      account = &trail->refs[i];
    else if (kind != HOLE_PARTITION)
      return NULL;
  }
  return account;
}

static void principal_values(struct values *values, const TfUnknowns *unknown,
                             const TfReferences *trail) {
  const TfReference *account = only_account(trail);
  if (account) {
    values_of(values, unknown, account);
    return;
  }
  for (size_t i = 0; i < trail->count; i++)
    values_of(values, unknown, &trail->refs[i]);
}

void tf_name_unknown(const Text **out, size_t count, const TfUnknowns *unknown,
                     const TfUnknownValues *from) {
  TfReferences trail = {.refs = NULL};
  struct values values = {.items = out, .room = count};
  TfPlan *tf = unknown->tf;
  if (from->expression)
    tf_follow(&trail, tf, tf_place_of(unknown->document), from->expression);
  if (from->principals && !trail.cut)
    principal_values(&values, unknown, &trail);
  if ((values.count == count && from->principals))
    return;
  size_t next = 0;
  for (size_t i = 0; next < count; i++) {
    if (!tf_mark_true(tf_mark_at(from->marks, i)))
      continue;
    Str place = str_printf(tf->arena, "%.*s[%zu]", STR_FMT(from->where), i);
    hole_here(&out[next++], unknown, &trail, place);
  }
}
