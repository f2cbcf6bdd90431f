/* SPDX-License-Identifier: Apache-2.0
 *
 * Whose account a resource is in: that of its provider. A plan says so where it
 * read `aws_caller_identity` with that provider, where the provider assumes a
 * role or is held to one account, or where there are ARNs of its resources that
 * exist; and only where all of them agree.
 */
#include "parsers/terraform/world/accounts.h"
#include "assumelint/arena.h"
#include "parsers/terraform/plan/configuration.h"
#include "parsers/terraform/world/arn.h"

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
  if (account.len != 12 || !str_all_digits(account))
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

/* What objects say, into what is found for their providers. */
static void see_objects(struct found (*found)[WAYS], TfPlan *tf, const TfObjects *objects,
                        bool changes) {
  for (size_t i = 0; i < objects->count; i++) {
    const TfObject *object = &objects->items[i];
    const TfObject *config = NULL;
    tf_config_for(&config, tf, object->address);
    if (!config && tf->provider_count > 1)
      continue; /* deleted with its configuration: of whichever provider */
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
    /* ARNs tell nothing of a provider that nothing is known of. */
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
  bool whole = provider->account && provider->account_outside && provider->partition;
  if (!whole)
    out_of_memory();
}

void tf_find_accounts(TfPlan *tf) {
  tf_place_providers(tf);
  struct found(*found)[WAYS] = NULL;
  found = arena_array(tf->arena, tf->provider_count, sizeof *found);
  see_objects(found, tf, &tf->changes, true);
  see_objects(found, tf, &tf->state, false);
  for (size_t i = 0; i < tf->provider_count; i++) {
    struct found *configured = &found[i][BY_CONFIGURATION];
    Str account, partition;
    tf_configured_account(&tf->providers[i], &account, &partition);
    see(configured, account, STR(""));
    configured->partition = partition;
    settle(tf, &tf->providers[i], found[i]);
  }
}

/* ---- Of one resource ----------------------------------------------------- */

static bool is_account(Str s) {
  return s.len == 12 && str_all_digits(s);
}

void tf_account(const Text **account, const Text **partition, TfPlan *tf,
                const TfResource *resource) {
  const TfProvider *provider = &tf->providers[resource->provider];
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

void tf_account_seen(const Text **account, const Text **partition, TfPlan *tf,
                     const TfResource *resource, size_t from) {
  tf_account(account, partition, tf, resource);
  const TfProvider *provider = &tf->providers[resource->provider];
  if (*account == provider->account && from != resource->provider)
    *account = provider->account_outside;
}
