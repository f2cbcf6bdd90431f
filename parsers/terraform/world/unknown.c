/* SPDX-License-Identifier: Apache-2.0
 *
 * What stands for a value that is not known.
 */
#include "parsers/terraform/world/unknown.h"

#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "parsers/terraform/plan/address.h"
#include "parsers/terraform/plan/configuration.h"
#include "parsers/terraform/world/arn.h"
#include "parsers/terraform/world/follow.h"

static const char apply_first[] = "apply what it is made from first and plan again";

/* Attributes whose form is known. */
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

static const Text *hole_text(const TfUnknowns *unknown, Hole like) {
  like.give = str_of(apply_first);
  return tf_hole_text(unknown->tf->arena, like);
}

/* A value that is not known in the document. What it is made from may be used elsewhere in
 * another way, so the hole is of this place alone. */
static const Text *hole_here(const TfUnknowns *unknown, const TfReferences *references, Str path) {
  Arena *arena = unknown->tf->arena;
  Buf names = buf_in(arena);
  Str place = str_printf(arena, "%.*s.%.*s", STR_FMT(unknown->document->address), STR_FMT(path));
  if (references->count == 0)
    return hole_text(unknown, (Hole){.name = place});
  tf_add_names(&names, references);
  return hole_text(unknown,
                   (Hole){.name = tf_built(&names), .scope = place, .source = HOLE_OF_PLACE});
}

static TfReferences references_of(const TfUnknowns *unknown, const Node *expression) {
  return tf_follow(unknown->tf, tf_context_of(unknown->document), expression);
}

const Hole *tf_unknown_element(const TfUnknowns *unknown, const Node *expression, Str path) {
  TfReferences references = references_of(unknown, expression);
  return text_only_hole(hole_here(unknown, &references, path));
}

/* ---- Values of attributes ------------------------------------------------- */

/* The ARN of a resource of this input, as far as its parts are known. */
static const Text *arn_of(const TfUnknowns *unknown, const TfResource *resource, HoleKind kind) {
  TfPlan *tf = unknown->tf;
  const Text *arn = tf_arn_seen(tf, resource, unknown->viewer);
  if (arn)
    return arn;
  Str name = str_printf(tf->arena, "%.*s.arn", STR_FMT(resource->address));
  if (resource->provider != unknown->viewer)
    kind = HOLE_ARN;
  return hole_text(unknown, (Hole){.name = name, .kind = kind, .resource = resource->address});
}

/* The value of an attribute of anything that is no instance of this input. */
static const Text *outside_value(const TfUnknowns *unknown, const TfReference *ref, size_t row) {
  TfPlan *tf = unknown->tf;
  HoleKind kind = row < ATTRIBUTE_COUNT ? attributes[row].kind : HOLE_ANY;
  Str own = tf_resource_of(ref->name), resource = {NULL, 0};
  Str name = str_printf(tf->arena, "%.*s%.*s", STR_FMT(ref->module), STR_FMT(ref->name));
  Str address = str_slice(name, 0, ref->module.len + own.len);
  const TfObject *config = tf_config_for(tf, address);
  bool viewers = !config || config->provider == unknown->viewer;
  const TfProvider *provider = &tf->providers.items[viewers ? unknown->viewer : config->provider];
  if (kind == HOLE_PARTITION)
    return provider->partition;
  if (kind == HOLE_OWN_ACCOUNT)
    return viewers ? provider->account : provider->account_outside;
  if (is_arn_kind(kind) && !viewers)
    kind = HOLE_ARN;
  if (own.len > 0 && !str_starts(own, "data."))
    resource = address;
  return hole_text(unknown, (Hole){.name = name, .kind = kind, .resource = resource});
}

/* ---- Principals ----------------------------------------------------------- */

struct values {
  const Text **items;
  size_t count, room; /* a count above the room: they do not fit */
};

static void put(struct values *values, const Text *text) {
  if (values->count < values->room)
    values->items[values->count] = text;
  values->count++;
}

/* All that a reference may mean: one value, or one of each instance. */
static void values_of(struct values *values, const TfUnknowns *unknown, const TfReference *ref) {
  TfInstances instances = tf_find_instances(unknown->tf, ref);
  size_t row = row_of(ref);
  bool arn = row < ATTRIBUTE_COUNT && is_arn_kind(attributes[row].kind);
  if (!arn || instances.count == 0)
    put(values, outside_value(unknown, ref, row));
  for (size_t i = 0; i < instances.count && arn; i++)
    put(values, arn_of(unknown, instances.items[i], attributes[row].kind));
}

/* The reference to the account, where there is no other but to the partition: the principal is
 * the account as a whole, or one in it. */
static const TfReference *only_account(const TfReferences *references) {
  const TfReference *account = NULL;
  for (size_t i = 0; i < references->count; i++) {
    size_t row = row_of(&references->items[i]);
    HoleKind kind = row < ATTRIBUTE_COUNT ? attributes[row].kind : HOLE_ANY;
    if (kind == HOLE_OWN_ACCOUNT && !account)
      account = &references->items[i];
    else if (kind != HOLE_PARTITION)
      return NULL;
  }
  return account;
}

static void principal_values(struct values *values, const TfUnknowns *unknown,
                             const TfReferences *references) {
  const TfReference *account = only_account(references);
  if (account)
    values_of(values, unknown, account);
  for (size_t i = 0; i < references->count && !account; i++)
    values_of(values, unknown, &references->items[i]);
}

void tf_name_unknown(const Text **out, size_t count, const TfUnknowns *unknown,
                     const TfUnknownValues *from) {
  struct values values = {.items = out, .room = count};
  TfReferences references = references_of(unknown, from->expression);
  if (from->principals && !references.cut)
    principal_values(&values, unknown, &references);
  if (from->principals && values.count == count)
    return;
  size_t next = 0;
  for (size_t i = 0; next < count; i++) {
    if (tf_mark_true(tf_mark_at(from->marks, i)))
      out[next++] = hole_here(unknown, &references,
                              str_printf(unknown->tf->arena, "%.*s[%zu]", STR_FMT(from->path), i));
  }
}
