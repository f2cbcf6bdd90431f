/* SPDX-License-Identifier: Apache-2.0
 *
 * Provider configurations of AWS. Each is a pair of credentials, thus an
 * account of its own as long as nobody says otherwise, also where two of them
 * differ in nothing that the plan shows: `dynamic` blocks are not in it.
 */
#include <stdlib.h>

#include "accounts.h"
#include "arn.h"

void alint_tf_add_provider(struct alint_tf *tf, struct alint_tf_provider provider) {
  struct alint_tf_provider *items = alint_arena_grow(tf->arena, tf->providers, tf->provider_count,
                                                     &tf->provider_cap, sizeof *items);
  tf->providers = items;
  items[tf->provider_count++] = provider;
}

static int compare(const void *a, const void *b) {
  return alint_str_cmp(((const struct alint_tf_provider *)a)->key,
                       ((const struct alint_tf_provider *)b)->key);
}

/* Sorts them by key, each once. */
static void sort(struct alint_tf *tf) {
  size_t count = 0;
  if (tf->provider_count > 1)
    qsort(tf->providers, tf->provider_count, sizeof *tf->providers, compare);
  for (size_t i = 0; i < tf->provider_count; i++) {
    if (count == 0 || compare(&tf->providers[count - 1], &tf->providers[i]) != 0)
      tf->providers[count++] = tf->providers[i];
  }
  tf->provider_count = count;
}

static size_t find(const struct alint_tf *tf, struct alint_str key) {
  struct alint_tf_provider wanted = {.key = key};
  const struct alint_tf_provider *hit =
      tf->provider_count > 0
          ? bsearch(&wanted, tf->providers, tf->provider_count, sizeof wanted, compare)
          : NULL;
  return hit ? (size_t)(hit - tf->providers) : tf->provider_count;
}

static struct alint_str key_of(const struct alint_tf_object *object) {
  return alint_tf_string(object->node, "provider_config_key");
}

/* Old plans have "module.m:aws" for what a module gets from its caller, and do
 * not say from which provider: where there is one for all it is that. */
static size_t find_for(const struct alint_tf *tf, const struct alint_tf_object *object) {
  struct alint_str key = key_of(object);
  return tf->provider_count == 1 ? 0 : find(tf, key);
}

void alint_tf_place_providers(struct alint_tf *tf) {
  sort(tf);
  size_t known = tf->provider_count;
  for (size_t i = 0; i < tf->configuration.count; i++) {
    const struct alint_tf_object *object = &tf->configuration.items[i];
    struct alint_tf_provider provider = {.key = key_of(object)};
    if (known == 1 || provider.key.len == 0)
      continue;
    /* `known` ones are sorted, those behind them are not. */
    size_t count = tf->provider_count;
    tf->provider_count = known;
    bool missing = find(tf, provider.key) == known;
    tf->provider_count = count;
    if (missing)
      alint_tf_add_provider(tf, provider);
  }
  sort(tf);
  if (tf->provider_count == 0)
    alint_tf_add_provider(tf, (struct alint_tf_provider){.key = ALINT_STR("aws")});
  for (size_t i = 0; i < tf->configuration.count; i++) {
    size_t at = find_for(tf, &tf->configuration.items[i]);
    tf->configuration.items[i].provider = at < tf->provider_count ? at : 0;
  }
}

/* ---- What a configuration says of its account ---------------------------- */

static struct alint_str constant_string(const struct alint_node *expression) {
  return alint_tf_string(expression, "constant_value");
}

/* The role that it assumes last, if it is written as a literal. */
static struct alint_str role_of(const struct alint_node *expressions) {
  static const char *const blocks[] = {"assume_role", "assume_role_with_web_identity"};
  for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++) {
    const struct alint_node *block = alint_node_get(expressions, blocks[i]);
    if (!block)
      continue;
    if (block->kind == ALINT_NODE_LIST && block->count > 0)
      return constant_string(alint_node_get(block->items[block->count - 1], "role_arn"));
    /* awscc has an attribute in its place. */
    return alint_tf_string(alint_node_get(block, "constant_value"), "role_arn");
  }
  return (struct alint_str){NULL, 0};
}

void alint_tf_configured_account(const struct alint_tf_provider *provider,
                                 struct alint_str *account, struct alint_str *partition) {
  const struct alint_node *expressions = alint_node_get(provider->config, "expressions");
  struct alint_str parts[5];
  *account = *partition = (struct alint_str){NULL, 0};
  if (alint_tf_split_arn(role_of(expressions), parts)) {
    *partition = parts[1];
    *account = parts[4];
    return;
  }
  /* The provider refuses to work in any other account. */
  const struct alint_node *allowed =
      alint_node_get(alint_node_get(expressions, "allowed_account_ids"), "constant_value");
  if (allowed && allowed->kind == ALINT_NODE_LIST && allowed->count == 1 &&
      allowed->items[0]->kind == ALINT_NODE_STRING)
    *account = allowed->items[0]->str;
}
