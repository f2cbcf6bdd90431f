/* SPDX-License-Identifier: Apache-2.0
 *
 * Candidate values of one condition key for one adversary, and which of them
 * are worth trying.
 */
#include <string.h>

#include "access/search.h"
#include "access/values.h"
#include "assumelint/arena.h"

static struct alint_context_key absent(const struct alint_search_key *key) {
  return (struct alint_context_key){.name = key->name, .presence = ALINT_ABSENT};
}

/* ---- The values an adversary has --------------------------------------------- */

/* Documentation addresses stand for "some public address". */
static void usual_values(struct alint_search *s, const struct alint_search_key *key,
                         struct alint_values *out) {
  static const char *const addresses[] = {"203.0.113.7", "198.51.100.7", "192.0.2.7",
                                          "8.8.8.8",     "2001:db8::7",  NULL};
  if (key->info->usual)
    alint_add_literal(s, out, alint_str(key->info->usual));
  for (size_t i = 0; key->info->source == ALINT_KEY_ADDRESS && addresses[i]; i++)
    alint_add_literal(s, out, alint_str(addresses[i]));
}

void alint_free_values(struct alint_search *s, const struct alint_search_key *key,
                       struct alint_values *out) {
  usual_values(s, key, out);
  if (key->info->source == ALINT_KEY_ROLE &&
      alint_str_is_nocase(key->name, "aws:ResourceAccount")) {
    alint_add_value(s, out, s->role->account);
    struct alint_str own;
    if (alint_text_known(s->role->account, &own))
      return;
  }
  alint_pattern_values(s, key, out);
  alint_typed_values(s, key, out);
  alint_solved_values(s, key, NULL, out);
  if (out->count == 0 || key->use_count > 0)
    alint_add_literal(s, out, ALINT_STR("assumelint"));
}

static bool wider_than(const struct alint_network *net) {
  return net->bits < (net->family == 6 ? 16u : 8u);
}

/* Whether an address lies in a network of the policy that is no wider than a
 * stranger's choice: to be in there takes more than choosing. */
static bool in_narrow_network(struct alint_search *s, const struct alint_search_key *key,
                              const struct alint_text *value) {
  struct alint_str text;
  struct alint_network address, net;
  if (!alint_text_known(value, &text) || !alint_network_parse(&address, text))
    return true;
  for (size_t i = 0; i < key->use_count; i++) {
    const struct alint_use *use = &key->uses[i];
    for (size_t k = 0; use->op.family == ALINT_OP_IP && k < use->condition->value_count; k++) {
      if (alint_text_known(use->condition->values[k].text, &text) &&
          alint_network_parse(&net, text) && !wider_than(&net) &&
          alint_network_contains(&net, &address))
        return true;
    }
  }
  (void)s;
  return false;
}

static void wide_values(struct alint_search *s, const struct alint_search_key *key,
                        struct alint_values *out) {
  struct alint_values all = {.count = 0};
  usual_values(s, key, &all);
  alint_typed_values(s, key, &all);
  for (size_t i = 0; i < all.count; i++) {
    if (!in_narrow_network(s, key, all.items[i]))
      alint_add_value(s, out, all.items[i]);
  }
}

/* What a value of one's own looks like, by the start of the key's values. */
static const struct {
  const char *key, *value;
} own_values[] = {
    {"aws:PrincipalOrgID", "o-a1b2c3d4e5"},
    {"aws:PrincipalOrgPaths", "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/"},
    {"aws:VpceOrgID", "o-a1b2c3d4e5"},
    {"aws:VpceOrgPaths", "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/"},
    {"aws:SourceVpc", "vpc-0a1b2c3d4e5f60718"},
    {"aws:SourceVpce", "vpce-0a1b2c3d4e5f60718"},
    {"aws:VpceAccount", "210987654321"},
    {"aws:VpcSourceIp", "10.0.0.7"},
    {"sts:ExternalId", "any-other-customer"},
    {"aws:SourceArn", "arn:aws:states:us-east-1:210987654321:stateMachine:another"},
    {"aws:SourceOrgID", "o-a1b2c3d4e5"},
    {"aws:SourceOrgPaths", "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/"},
};

/* A value that equals none of the policy's, though a wildcard may take it. */
void alint_fresh_values(struct alint_search *s, const struct alint_search_key *key,
                        struct alint_values *out) {
  const char *value = "of-somebody-else";
  for (size_t i = 0; i < sizeof own_values / sizeof *own_values; i++) {
    if (alint_str_is_nocase(key->name, own_values[i].key))
      value = own_values[i].value;
  }
  for (size_t i = 0; i < key->use_count; i++) {
    const struct alint_condition *condition = key->uses[i].condition;
    for (size_t k = 0; k < condition->value_count; k++) {
      if (alint_text_is(condition->values[k].text, value))
        value = "x-of-somebody-else-entirely";
    }
  }
  alint_add_value(s, out, alint_text_fresh(s->arena, alint_str(value)));
}

/* Subject and audience are in every token. */
static bool claim_always(struct alint_str key) {
  return alint_str_ends(key, ":sub") || alint_str_ends(key, ":aud");
}

/* ---- From values to candidates ------------------------------------------------ */

static void collect_values(struct alint_search *s, const struct alint_search_key *key,
                           struct alint_values *out) {
  switch (key->choice) {
  case ALINT_CHOICE_ABSENT:
    break;
  case ALINT_CHOICE_FREE:
    alint_free_values(s, key, out);
    break;
  case ALINT_CHOICE_FRESH:
    alint_fresh_values(s, key, out);
    break;
  case ALINT_CHOICE_WIDE:
    wide_values(s, key, out);
    break;
  case ALINT_CHOICE_NO:
    alint_add_literal(s, out, ALINT_STR("false"));
    break;
  case ALINT_CHOICE_YES:
    alint_add_literal(s, out, ALINT_STR("true"));
    break;
  case ALINT_CHOICE_CLAIM:
    alint_claim_values(s, key, out);
    break;
  case ALINT_CHOICE_SOURCE:
    alint_source_values(s, key, out);
    break;
  }
}

static bool may_be_absent(const struct alint_search_key *key) {
  if (key->choice == ALINT_CHOICE_ABSENT)
    return true;
  if (key->info->source == ALINT_KEY_CLAIM)
    return !claim_always(key->name);
  return !key->info->always;
}

static void add_candidate(struct alint_search *s, struct alint_search_key *key, size_t *cap,
                          const struct alint_context_key *candidate) {
  struct alint_context_key *grown = alint_arena_grow(
      s->arena, key->candidates, key->candidate_count, cap, sizeof *key->candidates);
  if (!grown) {
    s->status = ALINT_ENOMEM;
    return;
  }
  key->candidates = grown;
  key->candidates[key->candidate_count++] = *candidate;
}

static void add_list(struct alint_search *s, struct alint_search_key *key, size_t *cap,
                     const struct alint_text *const *values, size_t count) {
  const struct alint_text **copy = alint_arena_array(s->arena, count, sizeof *copy);
  if (!copy) {
    s->status = ALINT_ENOMEM;
    return;
  }
  memcpy(copy, values, count * sizeof *copy);
  struct alint_context_key candidate = {.name = key->name,
                                        .presence = ALINT_PRESENT,
                                        .values = copy,
                                        .value_count = count,
                                        .multivalued = key->info->multivalued};
  add_candidate(s, key, cap, &candidate);
}

/* Tag keys that the policy asks for by aws:RequestTag/KEY go into aws:TagKeys. */
static void tag_key_values(struct alint_search *s, struct alint_values *out) {
  for (size_t i = 0; i < s->key_count; i++) {
    struct alint_str name = s->keys[i].name;
    if (alint_str_starts_nocase(name, "aws:RequestTag/"))
      alint_add_literal(s, out, alint_str_slice(name, 15, name.len));
  }
}

/* A key whose name has a hole may be any key. */
static bool name_is_open(const struct alint_search_key *key) {
  return key->info->source == ALINT_KEY_UNKNOWN && key->use_count > 0 &&
         key->uses[0].condition->key_has_hole;
}

static void all_candidates(struct alint_search *s, struct alint_search_key *key) {
  struct alint_values values = {.count = 0};
  size_t cap = 0;
  key->candidates = NULL;
  key->candidate_count = 0;
  struct alint_context_key none = absent(key);
  if (name_is_open(key))
    none.presence = ALINT_MAYBE;
  if (may_be_absent(key))
    add_candidate(s, key, &cap, &none);
  collect_values(s, key, &values);
  if (alint_str_is_nocase(key->name, "aws:TagKeys"))
    tag_key_values(s, &values);
  for (size_t i = 0; i < values.count && s->status == ALINT_OK; i++) {
    struct alint_str known;
    if (!alint_text_known(values.items[i], &known) || alint_key_accepts(key->name, known))
      add_list(s, key, &cap, &values.items[i], 1);
  }
  if (!key->info->multivalued)
    return;
  /* Pairs, and all of them: for ForAnyValue conditions that want several. */
  for (size_t i = 0; i < values.count && i < 6; i++) {
    for (size_t k = i + 1; k < values.count && k < 6; k++) {
      const struct alint_text *pair[] = {values.items[i], values.items[k]};
      add_list(s, key, &cap, pair, 2);
    }
  }
  if (values.count > 2)
    add_list(s, key, &cap, values.items, values.count);
}

/* ---- Which of them to keep ------------------------------------------------------ */

/* How a candidate does under each condition on the key, so that more is better:
 * a condition of an Allow should hold, one of a Deny should not. False when a
 * condition of the statement at hand fails. */
static bool rate(struct alint_search *s, const struct alint_search_key *key,
                 const struct alint_context_key *candidate, unsigned char *scores) {
  struct alint_request request = s->request;
  struct alint_context_key keys[ALINT_MAX_SEARCH_KEYS + 8];
  memcpy(keys, s->request.keys, s->request.key_count * sizeof *keys);
  keys[request.key_count++] = *candidate;
  request.keys = keys;
  struct alint_evaluation e = {.arena = s->arena,
                               .policy = s->policy,
                               .request = &request,
                               .variables = alint_policy_has_variables(s->policy)};
  for (size_t i = 0; i < key->use_count; i++) {
    const struct alint_use *use = &key->uses[i];
    e.deny = use->statement->effect == ALINT_EFFECT_DENY;
    enum alint_tri holds = alint_eval_condition(&e, use->condition);
    if (use->statement == s->way->statement && holds == ALINT_NO)
      return false;
    scores[i] = (unsigned char)(e.deny ? alint_tri_not(holds) : holds);
  }
  /* A call that needs no companion action needs less. */
  scores[key->use_count] = candidate->presence == ALINT_ABSENT || !key->info->also;
  return !e.failed;
}

static bool dominated(const unsigned char *scores, const unsigned char *by, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (scores[i] > by[i])
      return false;
  }
  return true;
}

/* Keeps candidates that no earlier or later one outdoes everywhere. Keys that
 * must agree with others keep all that the statement accepts. */
void alint_make_candidates(struct alint_search *s, struct alint_search_key *key) {
  all_candidates(s, key);
  size_t width = key->use_count + 1, kept = 0;
  unsigned char *scores = alint_arena_array(s->arena, key->candidate_count + 1, width);
  if (!scores || s->status != ALINT_OK) {
    s->status = ALINT_ENOMEM;
    return;
  }
  for (size_t i = 0; i < key->candidate_count; i++) {
    unsigned char *mine = scores + kept * width;
    if (!rate(s, key, &key->candidates[i], mine))
      continue;
    bool worse = false;
    for (size_t k = 0; k < kept && !worse && !key->coupled; k++)
      worse = dominated(mine, scores + k * width, width);
    if (worse)
      continue;
    for (size_t k = 0; k < kept && !key->coupled;) {
      if (!dominated(scores + k * width, mine, width)) {
        k++;
        continue;
      }
      kept--;
      memmove(&key->candidates[k], &key->candidates[k + 1], (kept - k) * sizeof *key->candidates);
      memmove(scores + k * width, scores + (k + 1) * width, (kept + 1 - k) * width);
      mine = scores + kept * width;
    }
    key->candidates[kept++] = key->candidates[i];
  }
  key->candidate_count = kept;
}
