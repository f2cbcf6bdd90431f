/* SPDX-License-Identifier: Apache-2.0
 *
 * Whose account a resource is in: that of its provider. A plan says so where it
 * read `aws_caller_identity` with that provider, where the provider assumes a
 * role or is held to one account, or where there are ARNs of its resources that
 * exist; and only where all of them agree.
 */
#include "accounts.h"
#include "arn.h"
#include "assumelint/arena.h"
#include "configuration.h"

struct found {
  struct alint_str account, partition;
  bool several;
};

enum { BY_CALLER, BY_CONFIGURATION, BY_ARN, WAYS };

static void see(struct found *found, struct alint_str account, struct alint_str arn) {
  struct alint_str parts[5];
  bool is_arn = alint_tf_split_arn(arn, parts);
  if (account.len == 0 && is_arn)
    account = parts[4];
  if (account.len != 12 || !alint_str_all_digits(account))
    return;
  if (found->account.len > 0 && !alint_str_eq(found->account, account))
    found->several = true;
  found->account = account;
  if (is_arn)
    found->partition = parts[1];
}

static void see_values(struct found found[WAYS], const struct alint_tf_object *object,
                       const struct alint_node *values) {
  struct alint_str arn = alint_tf_string(values, "arn");
  if (object->type->kind == ALINT_TF_CALLER_IDENTITY)
    see(&found[BY_CALLER], alint_tf_string(values, "account_id"), arn);
  else if (object->type->kind == ALINT_TF_ROLE || object->type->kind == ALINT_TF_USER)
    see(&found[BY_ARN], ALINT_STR(""), arn);
}

/* What objects say, into what is found for their providers. */
static void see_objects(struct found (*found)[WAYS], struct alint_tf *tf,
                        const struct alint_tf_objects *objects, bool changes) {
  for (size_t i = 0; i < objects->count; i++) {
    const struct alint_tf_object *object = &objects->items[i];
    const struct alint_tf_object *config = NULL;
    alint_tf_config_for(&config, tf, object->address);
    if (!config && tf->provider_count > 1)
      continue; /* deleted with its configuration: of whichever provider */
    struct found *its = found[config ? config->provider : 0];
    if (changes) {
      const struct alint_node *change = alint_node_get(object->node, "change");
      see_values(its, object, alint_node_get(change, "before"));
      see_values(its, object, alint_node_get(change, "after"));
    } else {
      see_values(its, object, alint_node_get(object->node, "values"));
    }
  }
}

/* "account", "account of aws.west", "partition"; the key of a provider without alias is "aws". */
static const struct alint_text *hole(struct alint_tf *tf, enum alint_hole_kind kind,
                                     struct alint_str key, const char *give) {
  struct alint_str name = ALINT_STR("account");
  if (kind == ALINT_HOLE_PARTITION)
    name = ALINT_STR("partition");
  else if (!alint_str_is(key, "aws"))
    name = alint_str_printf(tf->arena, "account of %.*s", ALINT_FMT(key));
  return alint_tf_hole_text(tf->arena, (struct alint_hole){.name = name,
                                                           .scope = key,
                                                           .source = ALINT_HOLE_OF_PROVIDER,
                                                           .kind = kind,
                                                           .give = alint_str(give)});
}

static void settle(struct alint_tf *tf, struct alint_tf_provider *provider,
                   const struct found found[WAYS]) {
  const struct found *best = NULL;
  for (size_t way = 0; way < WAYS && !best; way++) {
    /* ARNs tell nothing of a provider that nothing is known of. */
    if (found[way].account.len > 0 && (way != BY_ARN || provider->config))
      best = &found[way];
  }
  if (best && !best->several) {
    provider->account = alint_text_literal(tf->arena, best->account);
    provider->account_outside = provider->account;
    if (best->partition.len > 0)
      provider->partition = alint_text_literal(tf->arena, best->partition);
  } else {
    provider->account = hole(tf, ALINT_HOLE_OWN_ACCOUNT, provider->key, "--account ID");
    provider->account_outside = hole(tf, ALINT_HOLE_ACCOUNT, provider->key, "");
  }
  if (!provider->partition)
    provider->partition = hole(tf, ALINT_HOLE_PARTITION, provider->key, "");
  bool whole = provider->account && provider->account_outside && provider->partition;
  if (!whole)
    alint_out_of_memory();
}

void alint_tf_find_accounts(struct alint_tf *tf) {
  alint_tf_place_providers(tf);
  struct found(*found)[WAYS] = NULL;
  found = alint_arena_array(tf->arena, tf->provider_count, sizeof *found);
  see_objects(found, tf, &tf->changes, true);
  see_objects(found, tf, &tf->state, false);
  for (size_t i = 0; i < tf->provider_count; i++) {
    struct found *configured = &found[i][BY_CONFIGURATION];
    struct alint_str account, partition;
    alint_tf_configured_account(&tf->providers[i], &account, &partition);
    see(configured, account, ALINT_STR(""));
    configured->partition = partition;
    settle(tf, &tf->providers[i], found[i]);
  }
}

/* ---- Of one resource ----------------------------------------------------- */

static bool is_account(struct alint_str s) {
  return s.len == 12 && alint_str_all_digits(s);
}

void alint_tf_account(const struct alint_text **account, const struct alint_text **partition,
                      struct alint_tf *tf, const struct alint_tf_side *side) {
  const struct alint_tf_provider *provider = &tf->providers[side->provider];
  struct alint_str parts[5], arn = alint_tf_raw(side, "arn");
  *account = provider->account;
  *partition = provider->partition;
  /* What is replaced stays in its account. */
  if (arn.len == 0)
    arn = alint_tf_string(side->other, "arn");
  if (!alint_tf_split_arn(arn, parts) || !is_account(parts[4]))
    return;
  *account = alint_text_literal(tf->arena, parts[4]);
  *partition = alint_text_literal(tf->arena, parts[1]);
}

void alint_tf_account_seen(const struct alint_text **account, const struct alint_text **partition,
                           struct alint_tf *tf, const struct alint_tf_side *side, size_t from) {
  alint_tf_account(account, partition, tf, side);
  const struct alint_tf_provider *provider = &tf->providers[side->provider];
  if (*account == provider->account && from != side->provider)
    *account = provider->account_outside;
}
