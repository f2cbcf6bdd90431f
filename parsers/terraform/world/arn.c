/* SPDX-License-Identifier: Apache-2.0
 *
 * ARNs. A resource that is not there yet has none in the plan; where its name
 * and path are known, its ARN is certain but for account and partition.
 */
#include <stdlib.h>

#include "assumelint/arena.h"
#include "parsers/terraform/world/accounts.h"
#include "parsers/terraform/world/arn.h"

static const struct {
  TfKind kind;
  const char *prefix; /* ":role", before path and name */
  bool path;
  HoleKind hole;
} forms[] = {
    {TF_ROLE, ":role", true, HOLE_ROLE_ARN},
    {TF_USER, ":user", true, HOLE_USER_ARN},
    {TF_OIDC_PROVIDER, ":oidc-provider/", false, HOLE_OIDC_ARN},
    {TF_SAML_PROVIDER, ":saml-provider/", false, HOLE_SAML_ARN},
};

enum { FORM_COUNT = sizeof forms / sizeof forms[0] };

void tf_path(const Text **out, TfPlan *tf, const TfResource *resource) {
  tf_text(out, tf, resource, "path", HOLE_ANY);
  bool unknown = tf_unknown(resource, "path") && (resource->other || tf_given(resource, "path"));
  if (*out || unknown)
    return;
  *out = text_literal(tf->arena, STR("/"));
}

void tf_issuer(const Text **out, TfPlan *tf, const TfResource *resource) {
  Str url = tf_raw(resource, "url");
  if (str_starts_nocase(url, "https://"))
    url = str_slice(url, 8, url.len);
  if (str_ends(url, "/"))
    url.len--;
  tf_text_as(out, tf, resource, "url", HOLE_ANY, url);
}

/* "arn:P:iam::ACCOUNT" and the rest. */
static void compose(const Text **out, TfPlan *tf, const char *prefix, const Text *path,
                    const Text *name, const TfResource *resource, size_t from) {
  const Text *parts[7], *account, *partition;
  tf_account_seen(&account, &partition, tf, resource, from);
  size_t n = 0;
  parts[n++] = text_literal(tf->arena, STR("arn:"));
  parts[n++] = partition;
  parts[n++] = text_literal(tf->arena, STR(":iam::"));
  parts[n++] = account;
  parts[n++] = text_literal(tf->arena, str_of(prefix));
  if (path)
    parts[n++] = path;
  parts[n++] = name;
  *out = parts[0] && parts[2] && parts[4] ? text_concat(tf->arena, parts, n) : NULL;
  if (!(*out))
    out_of_memory();
}

static size_t form_of(TfKind kind) {
  size_t i = 0;
  while (i < FORM_COUNT && forms[i].kind != kind)
    i++;
  return i;
}

/* The name that ends the ARN. One that is not known is a hole where `from` is
 * another provider: that it is another account's is to be seen in any case. */
static void name_of(const Text **out, TfPlan *tf, const TfResource *resource, size_t from) {
  if (resource->object->type->kind == TF_OIDC_PROVIDER)
    tf_issuer(out, tf, resource);
  else
    tf_text(out, tf, resource, resource->object->type->name, HOLE_NAME);
  if (*out || from == resource->provider)
    return;
  const TfType *type = resource->object->type;
  *out = tf_hole_text(
      tf->arena,
      (Hole){.name = str_printf(tf->arena, "%.*s.%s", STR_FMT(resource->address), type->name),
             .kind = type->kind == TF_OIDC_PROVIDER ? HOLE_ANY : HOLE_NAME,
             .resource = resource->address});
  if (!(*out))
    out_of_memory();
}

void tf_arn_seen(const Text **out, TfPlan *tf, const TfResource *resource, size_t from) {
  const Text *name = NULL, *path = NULL;
  size_t i = form_of(resource->object->type->kind);
  *out = NULL;
  if (i == FORM_COUNT)
    return;
  tf_text(out, tf, resource, "arn", forms[i].hole);
  if (*out)
    return;
  name_of(&name, tf, resource, from);
  if (forms[i].path)
    tf_path(&path, tf, resource);
  if (!name || (forms[i].path && !path))
    return;
  compose(out, tf, forms[i].prefix, path, name, resource, from);
}

void tf_arn(const Text **out, TfPlan *tf, const TfResource *resource) {
  tf_arn_seen(out, tf, resource, resource->provider);
}

/* ---- By address ---------------------------------------------------------- */

static int compare(const void *a, const void *b) {
  const TfResource *const *x = a, *const *y = b;
  int order = str_cmp((*x)->address, (*y)->address);
  return order != 0 ? order : (*x > *y) - (*x < *y);
}

void tf_index_resources(TfPlan *tf, const TfResource *resources, size_t count) {
  tf->by_address_count = 0;
  tf->by_address = arena_array(tf->arena, count, sizeof *tf->by_address);
  for (size_t i = 0; i < count; i++) {
    TfKind kind = resources[i].object->type->kind;
    if (kind == TF_POLICY_DOCUMENT || kind == TF_MANAGED_POLICY || form_of(kind) < FORM_COUNT)
      tf->by_address[tf->by_address_count++] = &resources[i];
  }
  if (tf->by_address_count > 1)
    qsort(tf->by_address, tf->by_address_count, sizeof *tf->by_address, compare);
  /* What a document was when it was read last is of no use once it is deferred. */
  size_t kept = 0;
  for (size_t i = 0; i < tf->by_address_count; i++) {
    const TfResource *resource = tf->by_address[i];
    if (kept == 0 || !str_eq(tf->by_address[kept - 1]->address, resource->address))
      tf->by_address[kept++] = resource;
  }
  tf->by_address_count = kept;
}

size_t tf_first_resource(const TfPlan *tf, Str address) {
  size_t low = 0, high = tf->by_address_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (str_cmp(tf->by_address[middle]->address, address) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

const TfResource *tf_find_resource(const TfPlan *tf, Str address) {
  size_t at = tf_first_resource(tf, address);
  bool hit = at < tf->by_address_count && str_eq(tf->by_address[at]->address, address);
  return hit ? tf->by_address[at] : NULL;
}
