/* SPDX-License-Identifier: Apache-2.0
 *
 * Attributes of resources: what the plan says of them, else what is known of
 * them by their type.
 *
 * "Own" is what belongs to the account the role is in. A resource of another
 * provider may be in another account.
 */
#include "document.h"
#include "source.h"

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

static bool is_own(const struct alint_tf_eval *eval, const struct alint_tf_instance *instance,
                   const struct alint_tf_resource *resource) {
  if (eval->tf->provider_count <= 1)
    return true;
  const struct alint_tf_module *module = instance->site->module;
  const struct alint_tf_block *block = alint_tf_find_block(
      module, resource->data ? "data" : "resource", resource->type, resource->name);
  return block && instance->site == eval->site &&
         alint_str_eq(alint_tf_provider_of(module, block), eval->provider);
}

/* ---- What the plan knows ------------------------------------------------- */

static bool any_mark(const struct alint_node *marks) {
  if (!marks || (marks->kind == ALINT_NODE_BOOL && alint_str_is(marks->str, "true")))
    return marks != NULL;
  for (size_t i = 0; i < marks->count; i++) {
    if (any_mark(marks->kind == ALINT_NODE_MAP ? marks->members[i].value : marks->items[i]))
      return true;
  }
  return false;
}

/* The attribute in the values of the plan; `*out` is NULL where it is not known. */
static int planned(struct alint_tf_value **out, struct alint_tf_eval *eval,
                   const struct alint_tf_side *side, const struct alint_tf_resource *resource,
                   struct alint_str name) {
  const char *key = alint_arena_copy(eval->arena, resource->attribute.ptr, resource->attribute.len);
  *out = NULL;
  if (!key)
    return ALINT_ENOMEM;
  const struct alint_node *node = alint_node_get(side->values, key);
  const struct alint_node *unknown = side->unknown;
  bool open =
      unknown && any_mark(unknown->kind == ALINT_NODE_MAP ? alint_node_get(unknown, key) : unknown);
  if (!node || node->kind == ALINT_NODE_NULL || open || !alint_tf_take_steps(eval, node->count))
    return ALINT_OK;
  bool hide = any_mark(side->sensitive && side->sensitive->kind == ALINT_NODE_MAP
                           ? alint_node_get(side->sensitive, key)
                           : side->sensitive);
  *out = alint_tf_value_of_node(eval->arena, node, hide, name);
  return *out ? ALINT_OK : ALINT_ENOMEM;
}

/* What is certain of a resource that is still to be made: its ARN but for the
 * account, and its name. */
static int derived(struct alint_tf_value **out, struct alint_tf_eval *eval,
                   const struct alint_tf_side *side, const struct alint_tf_resource *resource,
                   bool own) {
  enum alint_tf_kind kind = side->object->type->kind;
  bool provider = kind == ALINT_TF_OIDC_PROVIDER || kind == ALINT_TF_SAML_PROVIDER;
  bool id = alint_str_is(resource->attribute, "id");
  const struct alint_text *text = NULL;
  int status = ALINT_OK;
  *out = NULL;
  if (own && (alint_str_is(resource->attribute, "arn") || (id && provider)))
    status = alint_tf_arn(&text, eval->tf, side);
  else if (id && (kind == ALINT_TF_ROLE || kind == ALINT_TF_USER))
    status = alint_tf_text(&text, eval->tf, side, side->object->type->name, ALINT_HOLE_NAME);
  if (status == ALINT_OK && text)
    *out = alint_tf_value_text(eval->arena, text);
  return text && !*out ? ALINT_ENOMEM : status;
}

/* The document of a data source that is read only during apply. */
static int document(struct alint_tf_value **out, struct alint_tf_eval *eval,
                    const struct alint_tf_side *side) {
  struct alint_tf_candidate candidate;
  int status = alint_tf_build_document(&candidate, eval->tf, side, eval->side->provider);
  if (status != ALINT_OK || !candidate.document)
    return status;
  *out = alint_tf_value_new(eval->arena, ALINT_TF_V_DOCUMENT);
  if (!*out)
    return ALINT_ENOMEM;
  (*out)->node = candidate.document;
  (*out)->sensitive = candidate.sensitive;
  return ALINT_OK;
}

static int known_value(struct alint_tf_value **out, struct alint_tf_eval *eval,
                       const struct alint_tf_resource *resource, struct alint_str name, bool own) {
  const struct alint_tf_side *side = alint_tf_find_side(eval->tf, resource->address);
  int status = ALINT_OK;
  *out = NULL;
  if (side)
    status = planned(out, eval, side, resource, name);
  if (status == ALINT_OK && side && !*out)
    status = derived(out, eval, side, resource, own);
  if (status == ALINT_OK && side && !*out && side->object->type->kind == ALINT_TF_POLICY_DOCUMENT &&
      alint_str_is(resource->attribute, "json"))
    status = document(out, eval, side);
  return status;
}

/* ---- Instances ----------------------------------------------------------- */

static struct alint_tf_value *instance_value(struct alint_tf_eval *eval,
                                             const struct alint_tf_instance *instance,
                                             const struct alint_tf_resource *resource,
                                             struct alint_str key) {
  struct alint_tf_value *value = alint_tf_value_new(eval->arena, ALINT_TF_V_RESOURCE);
  struct alint_tf_resource *it = alint_arena_alloc(eval->arena, sizeof *it);
  if (!value || !it)
    return NULL;
  *it = *resource;
  it->attribute = (struct alint_str){NULL, 0};
  if (key.len > 0) {
    it->key = key;
    it->address =
        alint_str_printf(eval->arena, "%.*s%.*s", ALINT_FMT(resource->address), ALINT_FMT(key));
  }
  value->resource = it;
  value->instance = instance;
  return it->address.ptr ? value : NULL;
}

/* The key of an instance of the resource; false for anything else. */
static bool key_of(struct alint_str *key, struct alint_str address, struct alint_str resource) {
  if (!alint_str_eq(alint_str_slice(address, 0, resource.len), resource))
    return false;
  struct alint_str rest = alint_str_slice(address, resource.len, address.len);
  alint_tf_split_key(rest, key);
  return key->len == rest.len;
}

/* Puts an instance into the list or map of all; false where it does not fit. */
static int add_instance(bool *fits, struct alint_tf_value **list, struct alint_tf_value **map,
                        struct alint_tf_eval *eval, struct alint_tf_value *item, size_t room) {
  struct alint_str key = item->resource->key, name;
  struct alint_str inner = alint_str_slice(key, 1, key.len > 0 ? key.len - 1 : 0);
  struct alint_tf_value index = {.kind = ALINT_TF_V_NUMBER, .str = inner};
  bool number = alint_str_all_digits(inner);
  struct alint_tf_value **all = number ? list : map;
  long long at = 0;
  if (!*all)
    *all = alint_tf_value_container(eval->arena, number ? ALINT_TF_V_LIST : ALINT_TF_V_MAP, room);
  if (!*all)
    return ALINT_ENOMEM;
  if (number) {
    *fits = alint_tf_integer(&at, &index) && at < (long long)room && !(*all)->items[at];
    if (*fits)
      (*all)->items[at] = item;
    (*all)->count += *fits;
    return ALINT_OK;
  }
  if (alint_tf_unquote_key(&name, eval->arena, key) != ALINT_OK)
    return ALINT_ENOMEM;
  const struct alint_text *text = alint_text_literal(eval->arena, name);
  *fits = text && alint_tf_value_put(*all, text, item);
  return text ? ALINT_OK : ALINT_ENOMEM;
}

int alint_tf_evaluate_instances(struct alint_tf_value **out, struct alint_tf_eval *eval,
                                const struct alint_tf_instance *instance,
                                const struct alint_tf_resource *resource) {
  const struct alint_tf *tf = eval->tf;
  struct alint_tf_value *list = NULL, *map = NULL;
  struct alint_str key;
  size_t first = alint_tf_first_side(tf, resource->address), end = first, room = 0;
  *out = NULL;
  if (alint_tf_find_side(tf, resource->address)) {
    *out = instance_value(eval, instance, resource, (struct alint_str){NULL, 0});
    return *out ? ALINT_OK : ALINT_ENOMEM;
  }
  for (; end < tf->by_address_count; end++) {
    struct alint_str address = tf->by_address[end]->address;
    if (!alint_str_eq(alint_str_slice(address, 0, resource->address.len), resource->address))
      break;
    room += key_of(&key, address, resource->address);
  }
  /* Where planning failed, or waits for another plan, some may be missing. */
  bool fits = room > 0 && !tf->deferred && !tf->input->errored;
  if (!alint_tf_take_steps(eval, end - first))
    return ALINT_OK;
  for (size_t i = first; i < end && fits; i++) {
    if (!key_of(&key, tf->by_address[i]->address, resource->address))
      continue;
    struct alint_tf_value *item = instance_value(eval, instance, resource, key);
    if (!item || add_instance(&fits, &list, &map, eval, item, room) != ALINT_OK)
      return ALINT_ENOMEM;
  }
  if (fits && !(list && map))
    *out = list ? list : map;
  return ALINT_OK;
}

/* ---- The whole ----------------------------------------------------------- */

/* The account and partition the plan is for, which other parts of it name too. */
static const struct alint_text *own_text(const struct alint_tf_eval *eval,
                                         enum alint_hole_kind kind) {
  if (kind == ALINT_HOLE_OWN_ACCOUNT)
    return eval->tf->providers[eval->side->provider].account;
  return kind == ALINT_HOLE_PARTITION ? eval->tf->providers[eval->side->provider].partition : NULL;
}

static bool is_managed(enum alint_hole_kind kind) {
  return kind == ALINT_HOLE_ROLE_ARN || kind == ALINT_HOLE_USER_ARN ||
         kind == ALINT_HOLE_OIDC_ARN || kind == ALINT_HOLE_SAML_ARN;
}

static bool note_seen(struct alint_tf_eval *eval, struct alint_str address) {
  for (size_t i = 0; i < eval->seen_count; i++) {
    if (alint_str_eq(eval->seen[i], address))
      return true;
  }
  struct alint_str *seen =
      alint_arena_grow(eval->arena, eval->seen, eval->seen_count, &eval->seen_cap, sizeof *seen);
  if (!seen)
    return false;
  eval->seen = seen;
  seen[eval->seen_count++] = address;
  return true;
}

struct alint_tf_value *alint_tf_evaluate_resource(struct alint_tf_eval *eval,
                                                  const struct alint_tf_instance *instance,
                                                  const struct alint_tf_resource *resource) {
  bool own = is_own(eval, instance, resource);
  enum alint_hole_kind kind;
  struct alint_tf_value *out;
  struct alint_str name = alint_str_printf(eval->arena, "%.*s.%.*s", ALINT_FMT(resource->address),
                                           ALINT_FMT(resource->attribute));
  if (!name.ptr || !note_seen(eval, resource->address) ||
      known_value(&out, eval, resource, name, own) != ALINT_OK)
    return NULL;
  if (out)
    return out;
  bool string = is_string(resource, own, &kind);
  if (string && own && own_text(eval, kind))
    return alint_tf_value_text(eval->arena, own_text(eval, kind));
  /* One that the plan does not have may not be there at all. */
  eval->open += !alint_tf_find_side(eval->tf, resource->address);
  out = alint_tf_open(eval, name);
  if (!out || !string)
    return out;
  struct alint_hole *hole = alint_arena_alloc(eval->arena, sizeof *hole);
  if (!hole)
    return NULL;
  *hole = *out->hole;
  hole->kind = kind;
  if (!resource->data && is_managed(kind))
    hole->resource = resource->address;
  return alint_tf_value_text(eval->arena, alint_text_hole(eval->arena, hole));
}
