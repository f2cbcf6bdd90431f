/* SPDX-License-Identifier: Apache-2.0
 *
 * ARNs. A resource that is not there yet has none in the plan; where its name
 * and path are known, its ARN is certain but for account and partition.
 */
#include "parsers/terraform/world/arn.h"
#include "assumelint/arena.h"
#include "parsers/terraform/world/accounts.h"

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

bool tf_split_arn(Str arn, Str parts[5]) {
  size_t at = 0;
  if (!str_starts(arn, "arn:"))
    return false;
  for (int i = 0; i < 5; i++) {
    size_t end = str_find(arn, at, ':');
    if (end == arn.len)
      return false;
    parts[i] = str_slice(arn, at, end);
    at = end + 1;
  }
  return true;
}

const Text *tf_path(TfPlan *tf, const TfResource *resource) {
  const Text *path = tf_text(tf, resource, "path", HOLE_ANY);
  bool unknown = tf_unknown(resource, "path") && (resource->other || tf_given(resource, "path"));
  return path || unknown ? path : text_literal(tf->arena, STR("/"));
}

const Text *tf_issuer(TfPlan *tf, const TfResource *resource) {
  Str url = tf_raw(resource, "url");
  if (str_starts_nocase(url, "https://"))
    url = str_slice(url, 8, url.len);
  if (str_ends(url, "/"))
    url.len--;
  return tf_text_as(tf, resource, "url", HOLE_ANY, url);
}

/* "arn:PARTITION:iam::ACCOUNT" and the rest. */
static const Text *compose(TfPlan *tf, const char *prefix, const Text *path, const Text *name,
                           const TfResource *resource, size_t viewer) {
  const Text *account, *partition, *parts[7];
  const TfProvider *provider = &tf->providers.items[resource->provider];
  tf_account(&account, &partition, tf, resource);
  /* Another provider's account that is not known is not the viewer's own. */
  if (account == provider->account && viewer != resource->provider)
    account = provider->account_outside;
  size_t n = 0;
  parts[n++] = text_literal(tf->arena, STR("arn:"));
  parts[n++] = partition;
  parts[n++] = text_literal(tf->arena, STR(":iam::"));
  parts[n++] = account;
  parts[n++] = text_literal(tf->arena, str_of(prefix));
  if (path)
    parts[n++] = path;
  parts[n++] = name;
  return text_concat(tf->arena, parts, n);
}

/* The name that ends the ARN. For another provider one that is not known is a hole: the ARN
 * then shows that it is another account's. */
static const Text *name_of(TfPlan *tf, const TfResource *resource, size_t viewer) {
  const TfType *type = resource->object->type;
  bool oidc = type->kind == TF_OIDC_PROVIDER;
  const Text *name = oidc ? tf_issuer(tf, resource) : tf_text(tf, resource, type->name, HOLE_NAME);
  if (name || viewer == resource->provider)
    return name;
  return tf_hole_text(tf->arena, (Hole){.name = str_printf(tf->arena, "%.*s.%s",
                                                           STR_FMT(resource->address), type->name),
                                        .kind = oidc ? HOLE_ANY : HOLE_NAME,
                                        .resource = resource->address});
}

const Text *tf_arn_seen(TfPlan *tf, const TfResource *resource, size_t viewer) {
  const Text *path = NULL;
  size_t i = 0;
  while (i < FORM_COUNT && forms[i].kind != resource->object->type->kind)
    i++;
  if (i == FORM_COUNT)
    return NULL;
  const Text *arn = tf_text(tf, resource, "arn", forms[i].hole);
  if (arn)
    return arn;
  const Text *name = name_of(tf, resource, viewer);
  if (forms[i].path)
    path = tf_path(tf, resource);
  if (!name || (forms[i].path && !path))
    return NULL;
  return compose(tf, forms[i].prefix, path, name, resource, viewer);
}

const Text *tf_arn(TfPlan *tf, const TfResource *resource) {
  return tf_arn_seen(tf, resource, resource->provider);
}
