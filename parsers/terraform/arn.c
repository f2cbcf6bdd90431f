/* SPDX-License-Identifier: Apache-2.0
 *
 * ARNs. A resource that is not there yet has none in the plan; where its name
 * and path are known, its ARN is certain but for account and partition.
 */
#include <stdlib.h>

#include "accounts.h"
#include "arn.h"
#include "assumelint/arena.h"

static const struct {
  enum alint_tf_kind kind;
  const char *resource; /* ":role", before path and name */
  bool path;
  enum alint_hole_kind hole;
} forms[] = {
    {ALINT_TF_ROLE, ":role", true, ALINT_HOLE_ROLE_ARN},
    {ALINT_TF_USER, ":user", true, ALINT_HOLE_USER_ARN},
    {ALINT_TF_OIDC_PROVIDER, ":oidc-provider/", false, ALINT_HOLE_OIDC_ARN},
    {ALINT_TF_SAML_PROVIDER, ":saml-provider/", false, ALINT_HOLE_SAML_ARN},
};

enum { FORM_COUNT = sizeof forms / sizeof forms[0] };

void alint_tf_path(const struct alint_text **out, struct alint_tf *tf,
                   const struct alint_tf_side *side) {
  alint_tf_text(out, tf, side, "path", ALINT_HOLE_ANY);
  bool unknown = alint_tf_unknown(side, "path") && (side->other || alint_tf_given(side, "path"));
  if (*out || unknown)
    return;
  *out = alint_text_literal(tf->arena, ALINT_STR("/"));
}

void alint_tf_issuer(const struct alint_text **out, struct alint_tf *tf,
                     const struct alint_tf_side *side) {
  struct alint_str url = alint_tf_raw(side, "url");
  if (alint_str_starts_nocase(url, "https://"))
    url = alint_str_slice(url, 8, url.len);
  if (alint_str_ends(url, "/"))
    url.len--;
  alint_tf_text_as(out, tf, side, "url", ALINT_HOLE_ANY, url);
}

/* "arn:P:iam::ACCOUNT" and the rest. */
static void compose(const struct alint_text **out, struct alint_tf *tf, const char *resource,
                    const struct alint_text *path, const struct alint_text *name,
                    const struct alint_tf_side *side, size_t from) {
  const struct alint_text *parts[7], *account, *partition;
  alint_tf_account_seen(&account, &partition, tf, side, from);
  size_t n = 0;
  parts[n++] = alint_text_literal(tf->arena, ALINT_STR("arn:"));
  parts[n++] = partition;
  parts[n++] = alint_text_literal(tf->arena, ALINT_STR(":iam::"));
  parts[n++] = account;
  parts[n++] = alint_text_literal(tf->arena, alint_str(resource));
  if (path)
    parts[n++] = path;
  parts[n++] = name;
  *out = parts[0] && parts[2] && parts[4] ? alint_text_concat(tf->arena, parts, n) : NULL;
  if (!(*out))
    alint_out_of_memory();
}

static size_t form_of(enum alint_tf_kind kind) {
  size_t i = 0;
  while (i < FORM_COUNT && forms[i].kind != kind)
    i++;
  return i;
}

/* The name that ends the ARN. One that is not known is a hole where `from` is
 * another provider: that it is another account's is to be seen in any case. */
static void name_of(const struct alint_text **out, struct alint_tf *tf,
                    const struct alint_tf_side *side, size_t from) {
  if (side->object->type->kind == ALINT_TF_OIDC_PROVIDER)
    alint_tf_issuer(out, tf, side);
  else
    alint_tf_text(out, tf, side, side->object->type->name, ALINT_HOLE_NAME);
  if (*out || from == side->provider)
    return;
  const struct alint_tf_type *type = side->object->type;
  *out = alint_tf_hole_text(
      tf->arena,
      (struct alint_hole){
          .name = alint_str_printf(tf->arena, "%.*s.%s", ALINT_FMT(side->address), type->name),
          .kind = type->kind == ALINT_TF_OIDC_PROVIDER ? ALINT_HOLE_ANY : ALINT_HOLE_NAME,
          .resource = side->address});
  if (!(*out))
    alint_out_of_memory();
}

void alint_tf_arn_seen(const struct alint_text **out, struct alint_tf *tf,
                       const struct alint_tf_side *side, size_t from) {
  const struct alint_text *name = NULL, *path = NULL;
  size_t i = form_of(side->object->type->kind);
  *out = NULL;
  if (i == FORM_COUNT)
    return;
  alint_tf_text(out, tf, side, "arn", forms[i].hole);
  if (*out)
    return;
  name_of(&name, tf, side, from);
  if (forms[i].path)
    alint_tf_path(&path, tf, side);
  if (!name || (forms[i].path && !path))
    return;
  compose(out, tf, forms[i].resource, path, name, side, from);
}

void alint_tf_arn(const struct alint_text **out, struct alint_tf *tf,
                  const struct alint_tf_side *side) {
  alint_tf_arn_seen(out, tf, side, side->provider);
}

/* ---- By address ---------------------------------------------------------- */

static int compare(const void *a, const void *b) {
  const struct alint_tf_side *const *x = a, *const *y = b;
  int order = alint_str_cmp((*x)->address, (*y)->address);
  return order != 0 ? order : (*x > *y) - (*x < *y);
}

void alint_tf_index_sides(struct alint_tf *tf, const struct alint_tf_side *sides, size_t count) {
  tf->by_address_count = 0;
  tf->by_address = alint_arena_array(tf->arena, count, sizeof *tf->by_address);
  for (size_t i = 0; i < count; i++) {
    enum alint_tf_kind kind = sides[i].object->type->kind;
    if (kind == ALINT_TF_POLICY_DOCUMENT || kind == ALINT_TF_MANAGED_POLICY ||
        form_of(kind) < FORM_COUNT)
      tf->by_address[tf->by_address_count++] = &sides[i];
  }
  if (tf->by_address_count > 1)
    qsort(tf->by_address, tf->by_address_count, sizeof *tf->by_address, compare);
  /* What a document was when it was read last is of no use once it is deferred. */
  size_t kept = 0;
  for (size_t i = 0; i < tf->by_address_count; i++) {
    const struct alint_tf_side *side = tf->by_address[i];
    if (kept == 0 || !alint_str_eq(tf->by_address[kept - 1]->address, side->address))
      tf->by_address[kept++] = side;
  }
  tf->by_address_count = kept;
}

size_t alint_tf_first_side(const struct alint_tf *tf, struct alint_str address) {
  size_t low = 0, high = tf->by_address_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (alint_str_cmp(tf->by_address[middle]->address, address) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

const struct alint_tf_side *alint_tf_find_side(const struct alint_tf *tf,
                                               struct alint_str address) {
  size_t at = alint_tf_first_side(tf, address);
  bool hit = at < tf->by_address_count && alint_str_eq(tf->by_address[at]->address, address);
  return hit ? tf->by_address[at] : NULL;
}
