/* SPDX-License-Identifier: Apache-2.0
 *
 * What stands for a value that is not known: the resource it is an attribute of,
 * or a name that tells what it is made from.
 */
#include "address.h"
#include "arn.h"
#include "assumelint/arena.h"
#include "configuration.h"
#include "document.h"

static const char apply_first[] = "apply what it is made from first and plan again";

/* Attributes that we know the form of. */
static const struct {
  const char *type;
  const char *attribute;
  enum alint_hole_kind kind;
} attributes[] = {
    {"aws_iam_role.", "arn", ALINT_HOLE_ROLE_ARN},
    {"awscc_iam_role.", "arn", ALINT_HOLE_ROLE_ARN},
    {"aws_iam_role.", "unique_id", ALINT_HOLE_UNIQUE_ID},
    {"aws_iam_user.", "arn", ALINT_HOLE_USER_ARN},
    {"awscc_iam_user.", "arn", ALINT_HOLE_USER_ARN},
    {"aws_iam_user.", "unique_id", ALINT_HOLE_UNIQUE_ID},
    {"aws_iam_group.", "arn", ALINT_HOLE_GROUP_ARN},
    {"aws_iam_openid_connect_provider.", "arn", ALINT_HOLE_OIDC_ARN},
    {"aws_iam_openid_connect_provider.", "id", ALINT_HOLE_OIDC_ARN},
    {"awscc_iam_oidc_provider.", "arn", ALINT_HOLE_OIDC_ARN},
    {"aws_iam_saml_provider.", "arn", ALINT_HOLE_SAML_ARN},
    {"aws_iam_saml_provider.", "id", ALINT_HOLE_SAML_ARN},
    {"awscc_iam_saml_provider.", "arn", ALINT_HOLE_SAML_ARN},
    {"data.aws_iam_role.", "arn", ALINT_HOLE_ROLE_ARN},
    {"data.aws_iam_user.", "arn", ALINT_HOLE_USER_ARN},
    {"data.aws_iam_openid_connect_provider.", "arn", ALINT_HOLE_OIDC_ARN},
    {"data.aws_iam_saml_provider.", "arn", ALINT_HOLE_SAML_ARN},
    {"aws_organizations_account.", "id", ALINT_HOLE_ACCOUNT},
    {"data.aws_caller_identity.", "account_id", ALINT_HOLE_OWN_ACCOUNT},
    {"data.aws_caller_identity.", "id", ALINT_HOLE_OWN_ACCOUNT},
    {"data.aws_partition.", "partition", ALINT_HOLE_PARTITION},
};

enum { ATTRIBUTE_COUNT = sizeof attributes / sizeof attributes[0] };

static bool is_arn_kind(enum alint_hole_kind kind) {
  return kind >= ALINT_HOLE_ROLE_ARN && kind <= ALINT_HOLE_SAML_ARN;
}

/* The row of a reference; without an attribute, "arn" is meant. */
static size_t row_of(const struct alint_tf_ref *ref) {
  struct alint_str attribute = alint_tf_attribute_of(ref);
  size_t i = 0;
  for (; i < ATTRIBUTE_COUNT; i++) {
    if (alint_str_starts(ref->name, attributes[i].type) &&
        (attribute.len > 0 ? alint_str_is(attribute, attributes[i].attribute)
                           : is_arn_kind(attributes[i].kind)))
      break;
  }
  return i;
}

/* ---- Holes ---------------------------------------------------------------- */

struct alint_hole *alint_tf_hole(struct alint_arena *arena, struct alint_hole like) {
  /* Whatever is made from the issuer of a cluster, in expressions too; the second is what stacks of
   * CloudFormation call their output after the attribute. */
  static const char *const of_cluster[] = {"aws_eks_cluster.", ".OpenIdConnectIssuerUrl"};
  for (size_t i = 0; i < sizeof of_cluster / sizeof of_cluster[0]; i++) {
    if (alint_str_find_str(like.name, alint_str(of_cluster[i])) < like.name.len)
      like.of_cluster = true;
  }
  return alint_hole_new(arena, like);
}

const struct alint_text *alint_tf_hole_text(struct alint_arena *arena, struct alint_hole like) {
  return alint_text_hole(arena, alint_tf_hole(arena, like));
}

static void hole_text(const struct alint_text **out, const struct alint_tf_unknown *unknown,
                      struct alint_hole like) {
  like.give = alint_str(apply_first);
  *out = alint_tf_hole_text(unknown->tf->arena, like);
  if (!(*out))
    alint_out_of_memory();
}

/* What is not known at one place of a document. What it is made from may be used elsewhere in
 * another way, so the name is for this place alone. */
static int hole_here(const struct alint_text **out, const struct alint_tf_unknown *unknown,
                     const struct alint_tf_trail *trail, struct alint_str where) {
  struct alint_arena *arena = unknown->tf->arena;
  struct alint_str address = unknown->document->address;
  struct alint_str place =
      alint_str_printf(arena, "%.*s.%.*s", ALINT_FMT(address), ALINT_FMT(where));
  struct alint_buf names = alint_buf(arena);
  if (trail->count == 0) {
    hole_text(out, unknown, (struct alint_hole){.name = place});
    return ALINT_OK;
  }
  alint_tf_add_names(&names, trail);
  if (names.failed)
    alint_out_of_memory();
  hole_text(out, unknown,
            (struct alint_hole){
                .name = alint_buf_str(&names), .scope = place, .source = ALINT_HOLE_OF_PLACE});
  return ALINT_OK;
}

const struct alint_hole *alint_tf_unknown_element(const struct alint_tf_unknown *unknown,
                                                  const struct alint_node *expression,
                                                  struct alint_str where) {
  struct alint_tf_trail trail = {.refs = NULL};
  const struct alint_text *text = NULL;
  if (expression)
    alint_tf_follow(&trail, unknown->tf, alint_tf_place_of(unknown->document), expression);
  return hole_here(&text, unknown, &trail, where) == ALINT_OK ? alint_text_only_hole(text) : NULL;
}

/* ---- Values of attributes ------------------------------------------------- */

/* An ARN of this input: of known parts as far as they are known. */
static void arn_of(const struct alint_text **out, const struct alint_tf_unknown *unknown,
                   const struct alint_tf_side *side, enum alint_hole_kind kind) {
  struct alint_tf *tf = unknown->tf;
  alint_tf_arn_seen(out, tf, side, unknown->viewer);
  if (*out)
    return;
  struct alint_str name = alint_str_printf(tf->arena, "%.*s.arn", ALINT_FMT(side->address));
  if (side->provider != unknown->viewer)
    kind = ALINT_HOLE_ARN;
  hole_text(out, unknown,
            (struct alint_hole){.name = name, .kind = kind, .resource = side->address});
}

/* The provider of a resource of the configuration; that of the role where it is
 * not known. */
static void provider_of(size_t *out, const struct alint_tf_unknown *unknown,
                        const struct alint_tf_ref *ref) {
  const struct alint_tf_object *config = NULL;
  struct alint_str address =
      alint_str_printf(unknown->tf->arena, "%.*s%.*s", ALINT_FMT(ref->module),
                       ALINT_FMT(alint_tf_resource_of(ref->name)));
  alint_tf_config_for(&config, unknown->tf, address);
  int status = ALINT_OK;
  *out = status == ALINT_OK && config ? config->provider : unknown->viewer;
}

/* What an attribute of something that is no instance of this input stands for. */
static void outside_value(const struct alint_text **out, const struct alint_tf_unknown *unknown,
                          const struct alint_tf_ref *ref, size_t row) {
  struct alint_tf *tf = unknown->tf;
  enum alint_hole_kind kind = row < ATTRIBUTE_COUNT ? attributes[row].kind : ALINT_HOLE_ANY;
  size_t at;
  provider_of(&at, unknown, ref);
  const struct alint_tf_provider *provider = &tf->providers[at];
  if (kind == ALINT_HOLE_OWN_ACCOUNT || kind == ALINT_HOLE_PARTITION) {
    *out = kind == ALINT_HOLE_PARTITION ? provider->partition
           : at == unknown->viewer      ? provider->account
                                        : provider->account_outside;
    return;
  }
  if (is_arn_kind(kind) && at != unknown->viewer)
    kind = ALINT_HOLE_ARN;
  struct alint_str own = alint_tf_resource_of(ref->name), resource = {NULL, 0};
  struct alint_str name =
      alint_str_printf(tf->arena, "%.*s%.*s", ALINT_FMT(ref->module), ALINT_FMT(ref->name));
  if (own.len > 0 && !alint_str_starts(own, "data."))
    resource = alint_str_slice(name, 0, ref->module.len + own.len);
  hole_text(out, unknown, (struct alint_hole){.name = name, .kind = kind, .resource = resource});
}

/* ---- Principals ----------------------------------------------------------- */

struct values {
  const struct alint_text **items;
  size_t count, room; /* may have more than there is room for: they do not fit then */
};

static void put(struct values *values, const struct alint_text *text) {
  if (values->count < values->room)
    values->items[values->count] = text;
  values->count++;
}

/* All that a reference may stand for: one value, or one of each instance. */
static void values_of(struct values *values, const struct alint_tf_unknown *unknown,
                      const struct alint_tf_ref *ref) {
  struct alint_tf_instances instances;
  size_t row = row_of(ref);
  const struct alint_text *text = NULL;
  bool arn = row < ATTRIBUTE_COUNT && is_arn_kind(attributes[row].kind);
  alint_tf_find_instances(&instances, unknown->tf, ref);
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
static const struct alint_tf_ref *only_account(const struct alint_tf_trail *trail) {
  const struct alint_tf_ref *account = NULL;
  for (size_t i = 0; i < trail->count; i++) {
    size_t row = row_of(&trail->refs[i]);
    enum alint_hole_kind kind = row < ATTRIBUTE_COUNT ? attributes[row].kind : ALINT_HOLE_ANY;
    if (kind == ALINT_HOLE_OWN_ACCOUNT && !account)
      account = &trail->refs[i];
    else if (kind != ALINT_HOLE_PARTITION)
      return NULL;
  }
  return account;
}

static void principal_values(struct values *values, const struct alint_tf_unknown *unknown,
                             const struct alint_tf_trail *trail) {
  const struct alint_tf_ref *account = only_account(trail);
  if (account) {
    values_of(values, unknown, account);
    return;
  }
  for (size_t i = 0; i < trail->count; i++)
    values_of(values, unknown, &trail->refs[i]);
}

void alint_tf_name_unknown(const struct alint_text **out, size_t count,
                           const struct alint_tf_unknown *unknown,
                           const struct alint_tf_unknown_values *from) {
  struct alint_tf_trail trail = {.refs = NULL};
  struct values values = {.items = out, .room = count};
  struct alint_tf *tf = unknown->tf;
  if (from->expression)
    alint_tf_follow(&trail, tf, alint_tf_place_of(unknown->document), from->expression);
  if (from->principals && !trail.cut)
    principal_values(&values, unknown, &trail);
  if ((values.count == count && from->principals))
    return;
  size_t next = 0;
  for (size_t i = 0; next < count; i++) {
    if (!alint_tf_mark_true(alint_tf_mark_at(from->marks, i)))
      continue;
    struct alint_str place = alint_str_printf(tf->arena, "%.*s[%zu]", ALINT_FMT(from->where), i);
    hole_here(&out[next++], unknown, &trail, place);
  }
}
