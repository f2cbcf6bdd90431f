/* SPDX-License-Identifier: Apache-2.0
 *
 * Comparing two roles, policy by policy and way by way.
 */
#include "engine/gains.h"

#include "access/find.h"
#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "assumelint/status.h"

const char *alint_reach_name(enum alint_reach reach) {
  static const char *const names[] = {[ALINT_REACH_INTERNAL] = "internal",
                                      [ALINT_REACH_EXTERNAL] = "external",
                                      [ALINT_REACH_PUBLIC] = "public"};
  return names[reach];
}

/* The worst first: a gain is told by the worst of those who have it. What is
 * `only_widened` is news of a way that was there and kept them out: of a new way
 * it goes without saying. */
static const struct {
  enum alint_adversary_id id;
  enum alint_reach reach; /* at least */
  bool only_widened;
  const char *words;
} adversaries[] = {
    {ALINT_STRANGER, ALINT_REACH_PUBLIC, false, "anybody in AWS"},
    {ALINT_FOREIGN_TENANT, ALINT_REACH_PUBLIC, false, "another tenant of the issuer"},
    {ALINT_GUEST, ALINT_REACH_PUBLIC, false, "any guest of the identity pool"},
    {ALINT_STRANGER_NETWORK, ALINT_REACH_EXTERNAL, false, "anybody in the network that is named"},
    {ALINT_STRANGER_WITH_ID, ALINT_REACH_EXTERNAL, false, "anybody who knows the external ID"},
    {ALINT_OTHER_RESOURCE, ALINT_REACH_EXTERNAL, true, "any other account's resource"},
    {ALINT_OTHER_CUSTOMER, ALINT_REACH_INTERNAL, false, "any other customer of it"},
    {ALINT_OTHER_REPOSITORY, ALINT_REACH_INTERNAL, true, "any other repository of the tenant"},
    {ALINT_OTHER_SUBJECT, ALINT_REACH_INTERNAL, true, "any other subject of the issuer"},
    {ALINT_SAME_NAMESPACE, ALINT_REACH_INTERNAL, true, "any service account of the namespace"},
    {ALINT_OTHER_REF, ALINT_REACH_INTERNAL, true, "any other branch, tag or environment"},
    {ALINT_WITHOUT_MFA, ALINT_REACH_INTERNAL, true, "a caller without MFA"},
    {ALINT_INTENDED, ALINT_REACH_INTERNAL, false, NULL},
};
enum { RANKED = sizeof adversaries / sizeof adversaries[0] };

const char *alint_adversary_words(enum alint_adversary_id id) {
  for (size_t i = 0; i < RANKED; i++) {
    if (adversaries[i].id == id)
      return adversaries[i].words;
  }
  return NULL;
}

static bool is_outside(const struct alint_way *way) {
  return way->owner == ALINT_OWNER_UNKNOWN || way->owner == ALINT_OWNER_VENDOR ||
         way->owner == ALINT_OWNER_EXTERNAL;
}

/* Accounts of one's own have no other customers. */
static bool is_news(const struct alint_gain *gain, size_t rank) {
  if (adversaries[rank].id == ALINT_OTHER_CUSTOMER && !is_outside(gain->listed.way))
    return false;
  return !gain->is_new || !adversaries[rank].only_widened;
}

static enum alint_reach reach_of(const struct alint_way *way, size_t rank) {
  enum alint_reach least = adversaries[rank].reach;
  return is_outside(way) && least == ALINT_REACH_INTERNAL ? ALINT_REACH_EXTERNAL : least;
}

/* ---- One pair of policies ------------------------------------------------------------- */

struct comparison {
  struct alint_arena *arena;
  const struct alint_options *options;
  const struct alint_role *winner_role, *other_role;
  const struct alint_trust *trust;  /* of the winner */
  const struct alint_policy *other; /* empty where the role is not there */
  const struct alint_ways *other_ways;
  bool lost_deny; /* the other policy has a Deny that the winner does not have */
  struct alint_gains *out;
};

/* Whether the other policy refuses the call: YES, NO, or not known. */
static void is_refused(enum alint_tri *out, const struct comparison *c,
                       const struct alint_request *call) {
  struct alint_decision now, before;
  alint_evaluate(&now, c->arena, c->trust->policy, call, false);
  alint_evaluate(&before, c->arena, c->other, call, false);
  bool may_pass = now.verdict == ALINT_ALLOW || now.verdict == ALINT_VERDICT_UNKNOWN;
  *out = ALINT_YES;
  if (!may_pass || before.verdict == ALINT_ALLOW)
    *out = ALINT_NO;
  else if (now.verdict != ALINT_ALLOW || before.verdict == ALINT_VERDICT_UNKNOWN)
    *out = ALINT_UNKNOWN;
}

static bool same_principal(const struct alint_way *a, const struct alint_way *b) {
  if (!a->principal || !b->principal)
    return a->principal == b->principal;
  if (a->identity.who == ALINT_WHO_ACCOUNT && b->identity.who == ALINT_WHO_ACCOUNT)
    return alint_text_eq(a->identity.account, b->identity.account) == ALINT_YES;
  return a->identity.who == b->identity.who && alint_text_same(a->identity.text, b->identity.text);
}

/* Whether the principal had the same way, asked for the same things, and no Deny is gone
 * that may have closed it. */
static bool had_way(const struct comparison *c, const struct alint_way *way) {
  for (size_t i = 0; i < c->other_ways->count && !c->lost_deny; i++) {
    const struct alint_way *former = &c->other_ways->items[i];
    if (same_principal(former, way) && alint_str_eq(former->action, way->action) &&
        alint_conditions_same(former->statement, way->statement))
      return true;
  }
  return false;
}

/* Whether the adversary got in by some way of the principal before. */
static bool was_open(const struct comparison *c, const struct alint_way *way,
                     enum alint_adversary_id id) {
  for (size_t i = 0; i < c->other_ways->count; i++) {
    const struct alint_way *former = &c->other_ways->items[i];
    if (former->attempts[id].outcome == ALINT_WAY_OPEN && same_principal(former, way))
      return true;
  }
  return false;
}

/* Takes the call as the gain if it is one, or perhaps one and nothing is known
 * to be better. `*done`: it certainly is. */
static void consider(bool *done, struct alint_gain *gain, const struct comparison *c,
                     const struct alint_attempt *attempt, size_t rank) {
  enum alint_tri refused = ALINT_NO;
  *done = false;
  if (!attempt->witness)
    return;
  is_refused(&refused, c, attempt->witness);
  /* What was not known before and stands as it stood is no change. */
  if (refused == ALINT_UNKNOWN && had_way(c, gain->listed.way))
    refused = ALINT_NO;
  if (refused == ALINT_NO || (refused == ALINT_UNKNOWN && gain->call.outcome != ALINT_WAY_CLOSED))
    return;
  gain->call = *attempt;
  gain->call.outcome = refused == ALINT_YES ? ALINT_WAY_OPEN : ALINT_WAY_UNKNOWN;
  gain->adversary = adversaries[rank].id;
  gain->reach = reach_of(gain->listed.way, rank);
  *done = refused == ALINT_YES;
}

/* Looks through the attempts of one way in all made policies. Adversaries that
 * were kept out before come first: they tell what the change means. */
static void find_call(struct alint_gain *gain, const struct comparison *c,
                      struct alint_ways *const *found, size_t count, size_t way) {
  for (int news = 1; news >= 0; news--) {
    for (size_t rank = 0; rank < RANKED; rank++) {
      bool is_first = is_news(gain, rank) && !was_open(c, gain->listed.way, adversaries[rank].id);
      for (size_t i = 0; i < count && is_first == (news == 1); i++) {
        bool done;
        consider(&done, gain, c, &found[i]->items[way].attempts[adversaries[rank].id], rank);
        if (!news && done)
          gain->adversary = ALINT_INTENDED; /* they got in before, too */
        if (done)
          return;
      }
    }
  }
}

/* A way that was not searched to the end in some made policy, or where not all of these
 * were made, may be a gain, unless it stood before. */
static void give_up(struct alint_gain *gain, const struct comparison *c,
                    const struct alint_policies *policies, struct alint_ways *const *found,
                    size_t way) {
  bool gave_up = policies->cut;
  for (size_t i = 0; i < policies->count && !gave_up; i++)
    gave_up = alint_way_gave_up(&found[i]->items[way]);
  if (gain->call.outcome != ALINT_WAY_CLOSED || !gave_up || had_way(c, gain->listed.way))
    return;
  gain->call.outcome = ALINT_WAY_LIMIT;
  gain->adversary = ALINT_INTENDED;
  gain->reach = reach_of(gain->listed.way, RANKED - 1);
}

static const struct alint_way *former_way(const struct comparison *c, const struct alint_way *way) {
  for (size_t i = 0; i < c->other_ways->count; i++) {
    const struct alint_way *former = &c->other_ways->items[i];
    if (same_principal(former, way) && alint_str_eq(former->action, way->action) &&
        alint_way_outcome(former) != ALINT_WAY_CLOSED)
      return former;
  }
  return NULL;
}

/* ---- Keeping ----------------------------------------------------------------------------- */

static struct alint_gain *same_gain(const struct alint_gains *list, const struct alint_gain *gain) {
  for (size_t i = 0; i < list->count; i++) {
    const struct alint_way *a = list->items[i].listed.way, *b = gain->listed.way;
    if (same_principal(a, b) && alint_str_eq(a->action, b->action) &&
        list->items[i].listed.trust != gain->listed.trust &&
        alint_statement_same(a->statement, b->statement))
      return &list->items[i];
    if (list->items[i].listed.trust == gain->listed.trust && a->principal == b->principal &&
        a->statement == b->statement)
      return &list->items[i];
  }
  return NULL;
}

static void keep(const struct comparison *c, const struct alint_gain *gain) {
  struct alint_gains *list = c->out;
  struct alint_gain *known = same_gain(list, gain);
  if (known) {
    known->pairs++;
    if (gain->reach > known->reach || known->call.outcome != ALINT_WAY_OPEN) {
      size_t pairs = known->pairs;
      *known = *gain;
      known->pairs = pairs;
    }
    return;
  }
  const struct alint_statement *s = gain->listed.way->statement;
  bool *binds = alint_arena_array(c->arena, s->condition_count, sizeof *binds);
  struct alint_gain *grown =
      alint_arena_grow(c->arena, list->items, list->count, &list->cap, sizeof *list->items);
  for (size_t i = 0; i < s->condition_count; i++)
    binds[i] = alint_condition_binds(c->arena, c->trust->policy, s, &s->conditions[i]);
  list->items = grown;
  list->items[list->count] = *gain;
  list->items[list->count].listed.binds = binds;
  list->items[list->count++].pairs = 1;
}

static int compare_policies(const struct comparison *c) {
  struct alint_policies policies;
  struct alint_ways **found;
  struct alint_budget budget = {.steps = ALINT_MAX_WAYS_STEPS}; /* of all made policies */
  if (alint_policy_same(c->trust->policy, c->other))
    return ALINT_OK;
  alint_gain_policies(&policies, c->arena, c->trust->policy, c->other);
  int status = ALINT_OK;
  found = alint_arena_array(c->arena, policies.count, sizeof *found);
  for (size_t i = 0; i < policies.count && status == ALINT_OK; i++)
    status = alint_find_ways_within(&found[i], c->arena, c->winner_role, &policies.items[i],
                                    c->options, &budget);
  for (size_t w = 0; status == ALINT_OK && w < found[0]->count; w++) {
    const struct alint_way *way = &found[0]->items[w];
    struct alint_gain gain = {.listed = {.way = way, .trust = c->trust}};
    gain.former = former_way(c, way);
    gain.is_new = gain.former == NULL;
    find_call(&gain, c, found, policies.count, w);
    give_up(&gain, c, &policies, found, w);
    if (gain.call.outcome != ALINT_WAY_CLOSED)
      keep(c, &gain);
  }
  return status;
}

/* ---- All pairs of alternatives --------------------------------------------------------------- */

static bool has_alternative(const struct alint_role *role, struct alint_str when) {
  for (size_t i = 0; i < role->trust_count; i++) {
    if (alint_str_eq(role->trusts[i].when, when))
      return true;
  }
  return false;
}

/* An alternative is compared with the one of the same name; where there is none,
 * with all. */
static bool is_pair(const struct alint_role *other, const struct alint_trust *a,
                    const struct alint_trust *b) {
  return !has_alternative(other, a->when) || alint_str_eq(a->when, b->when);
}

static int compare_with(struct comparison *c, const struct alint_policy *other) {
  struct alint_ways *ways = NULL;
  int status = alint_find_ways(&ways, c->arena, c->other_role, other, c->options);
  c->other = other;
  c->other_ways = ways;
  c->lost_deny = alint_loses_deny(c->trust->policy, other);
  return status == ALINT_OK ? compare_policies(c) : status;
}

/* Gains that are not in every pair say in which alternative they are. */
static void name_alternatives(struct alint_gains *gains, size_t pairs) {
  for (size_t i = 0; i < gains->count; i++) {
    struct alint_gain *gain = &gains->items[i];
    if (gain->pairs < pairs)
      gain->listed.when = gain->listed.trust->when;
  }
}

int alint_find_gains(struct alint_gains *out, struct alint_arena *arena,
                     const struct alint_role *winner, const struct alint_role *other,
                     const struct alint_options *options) {
  static const struct alint_policy nothing = {.statement_count = 0};
  size_t pairs = 0;
  int status = ALINT_OK;
  *out = (struct alint_gains){.items = NULL};
  for (size_t i = 0; i < winner->trust_count && status == ALINT_OK; i++) {
    struct comparison c = {.arena = arena,
                           .options = options,
                           .winner_role = winner,
                           .other_role = other ? other : winner,
                           .trust = &winner->trusts[i],
                           .out = out};
    if (c.trust->state == ALINT_TRUST_UNKNOWN)
      continue;
    pairs += !other;
    if (!other)
      status = compare_with(&c, &nothing);
    for (size_t j = 0; other && j < other->trust_count && status == ALINT_OK; j++) {
      const struct alint_trust *of = &other->trusts[j];
      if (of->state == ALINT_TRUST_UNKNOWN || !is_pair(other, c.trust, of))
        continue;
      pairs++;
      status = compare_with(&c, of->policy);
    }
  }
  name_alternatives(out, pairs);
  return status;
}
