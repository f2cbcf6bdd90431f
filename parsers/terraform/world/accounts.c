/* SPDX-License-Identifier: Apache-2.0
 *
 * Whose account a resource is in: that of its provider. A provider configuration of AWS is a
 * pair of credentials, thus an account of its own unless the plan says otherwise, also where
 * two of them differ in nothing that the plan shows: `dynamic` blocks are not in it.
 *
 * A plan says which account it is where it read `aws_caller_identity` with that provider, where
 * the provider assumes a role or is held to one account, or where there are ARNs of its
 * resources that exist; and only where all of them agree.
 */
#include "parsers/terraform/world/accounts.h"

#include <stdlib.h>

#include "assumelint/arena.h"
#include "parsers/terraform/plan/configuration.h"
#include "parsers/terraform/world/arn.h"
#include "util/sorted.h"

/* ---- Providers ------------------------------------------------------------- */

static int compare(const void *a, const void *b) {
  return str_cmp(((const TfProvider *)a)->key, ((const TfProvider *)b)->key);
}

/* Sorts them by key, each once. */
static void sort_providers(TfPlan *tf) {
  size_t count = 0;
  sorted_sort(tf->providers.items, tf->providers.count, sizeof *tf->providers.items, compare);
  for (size_t i = 0; i < tf->providers.count; i++) {
    if (count == 0 || compare(&tf->providers.items[count - 1], &tf->providers.items[i]) != 0)
      tf->providers.items[count++] = tf->providers.items[i];
  }
  tf->providers.count = count;
}

/* The index of tf->providers; their number where there is none. */
static size_t find_provider(const TfPlan *tf, Str key) {
  TfProvider wanted = {.key = key};
  const TfProviders *providers = &tf->providers;
  size_t i =
      sorted_first_not_below(&wanted, providers->items, providers->count, sizeof wanted, compare);
  return i < providers->count && str_eq(providers->items[i].key, key) ? i : providers->count;
}

static Str key_of(const TfObject *object) {
  return tf_string(object->node, "provider_config_key");
}

static void assign_providers(TfPlan *tf) {
  TfObjects *objects = &tf->configuration;
  TfProviders missing = {NULL, 0, 0};
  sort_providers(tf);
  /* Old plans have "module.m:aws" for what a module gets from its caller, and do not say from
   * which provider: where there is only one it is that. */
  bool only = tf->providers.count == 1;
  for (size_t i = 0; i < objects->count && !only; i++) {
    TfProvider provider = {.key = key_of(&objects->items[i])};
    if (provider.key.len > 0 && find_provider(tf, provider.key) == tf->providers.count)
      LIST_ADD(tf->arena, &missing, provider);
  }
  for (size_t i = 0; i < missing.count; i++)
    LIST_ADD(tf->arena, &tf->providers, missing.items[i]);
  sort_providers(tf);
  if (tf->providers.count == 0)
    LIST_ADD(tf->arena, &tf->providers, (TfProvider){.key = STR("aws")});
  only = tf->providers.count == 1;
  for (size_t i = 0; i < objects->count; i++) {
    size_t found = only ? 0 : find_provider(tf, key_of(&objects->items[i]));
    objects->items[i].provider = found < tf->providers.count ? found : 0;
  }
}

/* ---- What a configuration says of its account ---------------------------- */

/* The role that it assumes last, if it is written as a literal. */
static Str role_of(const Node *expressions) {
  static const char *const blocks[] = {"assume_role", "assume_role_with_web_identity"};
  for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++) {
    const Node *block = node_get(expressions, blocks[i]);
    if (tf_count(block) > 0)
      return tf_string(node_get(block->items[block->count - 1], "role_arn"), "constant_value");
    if (block) /* awscc has an attribute in its place */
      return tf_string(node_get(block, "constant_value"), "role_arn");
  }
  return (Str){NULL, 0};
}

/* What the configuration of a provider says; empty where it says nothing. */
static void configured_account(Str *account, Str *partition, const TfProvider *provider) {
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
  if (tf_count(allowed) == 1 && allowed->items[0]->kind == NODE_STRING)
    *account = allowed->items[0]->str;
}

/* ---- Accounts -------------------------------------------------------------- */

static bool is_account(Str s) {
  return s.len == 12 && str_all_digits(s);
}

struct found {
  Str account, partition;
  bool several;
};

enum { BY_CALLER, BY_CONFIGURATION, BY_ARN, WAYS };

static void see(struct found *found, Str account, Str arn) {
  Str parts[5];
  bool is_arn = tf_split_arn(arn, parts);
  if (account.len == 0 && is_arn)
    account = parts[4];
  if (!is_account(account))
    return;
  if (found->account.len > 0 && !str_eq(found->account, account))
    found->several = true;
  found->account = account;
  if (is_arn)
    found->partition = parts[1];
}

static void see_values(struct found found[WAYS], const TfObject *object, const Node *values) {
  Str arn = tf_string(values, "arn");
  if (object->type->kind == TF_CALLER_IDENTITY)
    see(&found[BY_CALLER], tf_string(values, "account_id"), arn);
  else if (object->type->kind == TF_ROLE || object->type->kind == TF_USER)
    see(&found[BY_ARN], STR(""), arn);
}

/* Adds what objects say to what is found for their providers. */
static void see_objects(struct found (*found)[WAYS], TfPlan *tf, const TfObjects *objects,
                        bool changes) {
  for (size_t i = 0; i < objects->count; i++) {
    const TfObject *object = &objects->items[i];
    const TfObject *config = tf_config_for(tf, object->address);
    if (!config && tf->providers.count > 1)
      continue; /* deleted with its configuration: the provider is not known */
    struct found *its = found[config ? config->provider : 0];
    if (changes) {
      const Node *change = node_get(object->node, "change");
      see_values(its, object, node_get(change, "before"));
      see_values(its, object, node_get(change, "after"));
    } else {
      see_values(its, object, node_get(object->node, "values"));
    }
  }
}

/* "account", "account of aws.west", "partition"; the key of a provider without alias is "aws". */
static const Text *hole(TfPlan *tf, HoleKind kind, Str key, const char *give) {
  Str name = STR("account");
  if (kind == HOLE_PARTITION)
    name = STR("partition");
  else if (!str_is(key, "aws"))
    name = str_printf(tf->arena, "account of %.*s", STR_FMT(key));
  return tf_hole_text(tf->arena, (Hole){.name = name,
                                        .scope = key,
                                        .source = HOLE_OF_PROVIDER,
                                        .kind = kind,
                                        .give = str_of(give)});
}

static void settle(TfPlan *tf, TfProvider *provider, const struct found found[WAYS]) {
  const struct found *best = NULL;
  for (size_t way = 0; way < WAYS && !best; way++) {
    /* ARNs say nothing of a provider that is not known. */
    if (found[way].account.len > 0 && (way != BY_ARN || provider->config))
      best = &found[way];
  }
  if (best && !best->several) {
    provider->account = text_literal(tf->arena, best->account);
    provider->account_outside = provider->account;
    if (best->partition.len > 0)
      provider->partition = text_literal(tf->arena, best->partition);
  } else {
    provider->account = hole(tf, HOLE_OWN_ACCOUNT, provider->key, "--account ID");
    provider->account_outside = hole(tf, HOLE_ACCOUNT, provider->key, "");
  }
  if (!provider->partition)
    provider->partition = hole(tf, HOLE_PARTITION, provider->key, "");
}

void tf_find_accounts(TfPlan *tf) {
  assign_providers(tf);
  struct found(*found)[WAYS] = arena_array(tf->arena, tf->providers.count, sizeof *found);
  see_objects(found, tf, &tf->changes, true);
  see_objects(found, tf, &tf->state, false);
  for (size_t i = 0; i < tf->providers.count; i++) {
    TfProvider *provider = &tf->providers.items[i];
    struct found *configured = &found[i][BY_CONFIGURATION];
    Str account, partition;
    configured_account(&account, &partition, provider);
    see(configured, account, STR(""));
    configured->partition = partition;
    settle(tf, provider, found[i]);
  }
}

/* ---- Of one resource ----------------------------------------------------- */

void tf_account(const Text **account, const Text **partition, TfPlan *tf,
                const TfResource *resource) {
  const TfProvider *provider = &tf->providers.items[resource->provider];
  Str parts[5], arn = tf_raw(resource, "arn");
  *account = provider->account;
  *partition = provider->partition;
  /* What is replaced stays in its account. */
  if (arn.len == 0)
    arn = tf_string(resource->other, "arn");
  if (!tf_split_arn(arn, parts) || !is_account(parts[4]))
    return;
  *account = text_literal(tf->arena, parts[4]);
  *partition = text_literal(tf->arena, parts[1]);
}
