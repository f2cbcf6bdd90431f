/* SPDX-License-Identifier: Apache-2.0
 *
 * Provider configurations of AWS. Each is a pair of credentials, thus an
 * account of its own as long as nobody says otherwise, also where two of them
 * differ in nothing that the plan shows: `dynamic` blocks are not in it.
 */
#include <stdlib.h>

#include "parsers/terraform/world/accounts.h"
#include "parsers/terraform/world/arn.h"

void tf_add_provider(TfPlan *tf, TfProvider provider) {
  TfProvider *items =
      arena_grow(tf->arena, tf->providers, tf->provider_count, &tf->provider_cap, sizeof *items);
  tf->providers = items;
  items[tf->provider_count++] = provider;
}

static int compare(const void *a, const void *b) {
  return str_cmp(((const TfProvider *)a)->key, ((const TfProvider *)b)->key);
}

/* Sorts them by key, each once. */
static void sort(TfPlan *tf) {
  size_t count = 0;
  if (tf->provider_count > 1)
    qsort(tf->providers, tf->provider_count, sizeof *tf->providers, compare);
  for (size_t i = 0; i < tf->provider_count; i++) {
    if (count == 0 || compare(&tf->providers[count - 1], &tf->providers[i]) != 0)
      tf->providers[count++] = tf->providers[i];
  }
  tf->provider_count = count;
}

static size_t find(const TfPlan *tf, Str key) {
  TfProvider wanted = {.key = key};
  const TfProvider *hit =
      tf->provider_count > 0
          ? bsearch(&wanted, tf->providers, tf->provider_count, sizeof wanted, compare)
          : NULL;
  return hit ? (size_t)(hit - tf->providers) : tf->provider_count;
}

static Str key_of(const TfObject *object) {
  return tf_string(object->node, "provider_config_key");
}

/* Old plans have "module.m:aws" for what a module gets from its caller, and do
 * not say from which provider: where there is one for all it is that. */
static size_t find_for(const TfPlan *tf, const TfObject *object) {
  Str key = key_of(object);
  return tf->provider_count == 1 ? 0 : find(tf, key);
}

void tf_place_providers(TfPlan *tf) {
  sort(tf);
  size_t known = tf->provider_count;
  for (size_t i = 0; i < tf->configuration.count; i++) {
    const TfObject *object = &tf->configuration.items[i];
    TfProvider provider = {.key = key_of(object)};
    if (known == 1 || provider.key.len == 0)
      continue;
    /* `known` ones are sorted, those behind them are not. */
    size_t count = tf->provider_count;
    tf->provider_count = known;
    bool missing = find(tf, provider.key) == known;
    tf->provider_count = count;
    if (missing)
      tf_add_provider(tf, provider);
  }
  sort(tf);
  if (tf->provider_count == 0)
    tf_add_provider(tf, (TfProvider){.key = STR("aws")});
  for (size_t i = 0; i < tf->configuration.count; i++) {
    size_t at = find_for(tf, &tf->configuration.items[i]);
    tf->configuration.items[i].provider = at < tf->provider_count ? at : 0;
  }
}

/* ---- What a configuration says of its account ---------------------------- */

static Str constant_string(const Node *expression) {
  return tf_string(expression, "constant_value");
}

/* The role that it assumes last, if it is written as a literal. */
static Str role_of(const Node *expressions) {
  static const char *const blocks[] = {"assume_role", "assume_role_with_web_identity"};
  for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++) {
    const Node *block = node_get(expressions, blocks[i]);
    if (!block)
      continue;
    if (block->kind == NODE_LIST && block->count > 0)
      return constant_string(node_get(block->items[block->count - 1], "role_arn"));
    /* awscc has an attribute in its place. */
    return tf_string(node_get(block, "constant_value"), "role_arn");
  }
  return (Str){NULL, 0};
}

void tf_configured_account(const TfProvider *provider, Str *account, Str *partition) {
  const Node *expressions = node_get(provider->config, "expressions");
  Str parts[5];
  *account = *partition = (Str){NULL, 0};
  if (tf_split_arn(role_of(expressions), parts)) {
    *partition = parts[1];
    *account = parts[4];
    return;
  }
  /* The provider refuses to work in any other account. */
  const Node *allowed = node_get(node_get(expressions, "allowed_account_ids"), "constant_value");
  if (allowed && allowed->kind == NODE_LIST && allowed->count == 1 &&
      allowed->items[0]->kind == NODE_STRING)
    *account = allowed->items[0]->str;
}
