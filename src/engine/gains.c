/* SPDX-License-Identifier: Apache-2.0
 *
 * Comparing two roles, policy by policy and way by way.
 */
#include "engine/gains.h"

#include "access/witness.h"
#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "assumelint/status.h"

const char *reach_name(Reach reach) {
  static const char *const names[] = {
      [REACH_INTERNAL] = "internal", [REACH_EXTERNAL] = "external", [REACH_PUBLIC] = "public"};
  return names[reach];
}

/* The worst first: a gain is told by the worst of those who have it. What is
 * `only_widened` is news of a way that was there and kept them out: of a new way
 * it goes without saying. */
static const struct {
  AdversaryId id;
  Reach reach; /* at least */
  bool only_widened;
  const char *words;
} adversaries[] = {
    {ADVERSARY_STRANGER, REACH_PUBLIC, false, "anybody in AWS"},
    {ADVERSARY_FOREIGN_TENANT, REACH_PUBLIC, false, "another tenant of the issuer"},
    {ADVERSARY_GUEST, REACH_PUBLIC, false, "any guest of the identity pool"},
    {ADVERSARY_STRANGER_IN_NETWORK, REACH_EXTERNAL, false, "anybody in the network that is named"},
    {ADVERSARY_STRANGER_WITH_ID, REACH_EXTERNAL, false, "anybody who knows the external ID"},
    {ADVERSARY_OTHER_RESOURCE, REACH_EXTERNAL, true, "any other account's resource"},
    {ADVERSARY_OTHER_CUSTOMER, REACH_INTERNAL, false, "any other customer of it"},
    {ADVERSARY_OTHER_REPOSITORY, REACH_INTERNAL, true, "any other repository of the tenant"},
    {ADVERSARY_OTHER_SUBJECT, REACH_INTERNAL, true, "any other subject of the issuer"},
    {ADVERSARY_SAME_NAMESPACE, REACH_INTERNAL, true, "any service account of the namespace"},
    {ADVERSARY_OTHER_REF, REACH_INTERNAL, true, "any other branch, tag or environment"},
    {ADVERSARY_WITHOUT_MFA, REACH_INTERNAL, true, "a caller without MFA"},
    {ADVERSARY_INTENDED, REACH_INTERNAL, false, NULL},
};
enum { RANKED = sizeof adversaries / sizeof adversaries[0] };

const char *adversary_words(AdversaryId id) {
  for (size_t i = 0; i < RANKED; i++) {
    if (adversaries[i].id == id)
      return adversaries[i].words;
  }
  return NULL;
}

static bool is_outside(const Way *way) {
  return way->owner == OWNER_UNKNOWN || way->owner == OWNER_VENDOR || way->owner == OWNER_EXTERNAL;
}

/* Accounts of one's own have no other customers. */
static bool is_news(const Gain *gain, size_t rank) {
  if (adversaries[rank].id == ADVERSARY_OTHER_CUSTOMER && !is_outside(gain->listed.way))
    return false;
  return !gain->is_new || !adversaries[rank].only_widened;
}

static Reach reach_of(const Way *way, size_t rank) {
  Reach least = adversaries[rank].reach;
  return is_outside(way) && least == REACH_INTERNAL ? REACH_EXTERNAL : least;
}

/* ---- One pair of policies ------------------------------------------------------------- */

struct comparison {
  Arena *arena;
  const Options *options;
  const Role *winner_role, *other_role;
  const Trust *trust;  /* of the winner */
  const Policy *other; /* empty where the role is not there */
  const Ways *other_ways;
  bool lost_deny; /* the other policy has a Deny that the winner does not have */
  Gains *out;
};

/* Whether the other policy refuses the call: YES, NO, or not known. */
static void is_refused(Tri *out, const struct comparison *c, const Request *call) {
  Decision now = eval_policy(c->arena, c->trust->policy, call, false);
  Decision before = eval_policy(c->arena, c->other, call, false);
  bool may_pass = now.verdict == VERDICT_ALLOW || now.verdict == VERDICT_UNKNOWN;
  *out = TRI_YES;
  if (!may_pass || before.verdict == VERDICT_ALLOW)
    *out = TRI_NO;
  else if (now.verdict != VERDICT_ALLOW || before.verdict == VERDICT_UNKNOWN)
    *out = TRI_UNKNOWN;
}

static bool same_principal(const Way *a, const Way *b) {
  if (!a->principal || !b->principal)
    return a->principal == b->principal;
  if (a->identity.who == IDENTITY_ACCOUNT && b->identity.who == IDENTITY_ACCOUNT)
    return text_eq(a->identity.account, b->identity.account) == TRI_YES;
  return a->identity.who == b->identity.who && text_same(a->identity.text, b->identity.text);
}

/* Whether the principal had the same way, asked for the same things, and no Deny is gone
 * that may have closed it. */
static bool had_way(const struct comparison *c, const Way *way) {
  for (size_t i = 0; i < c->other_ways->count && !c->lost_deny; i++) {
    const Way *former = &c->other_ways->items[i];
    if (same_principal(former, way) && str_eq(former->action, way->action) &&
        conditions_same(former->statement, way->statement))
      return true;
  }
  return false;
}

/* Whether the adversary got in by some way of the principal before. */
static bool was_open(const struct comparison *c, const Way *way, AdversaryId id) {
  for (size_t i = 0; i < c->other_ways->count; i++) {
    const Way *former = &c->other_ways->items[i];
    if (former->attempts[id].outcome == WAY_OPEN && same_principal(former, way))
      return true;
  }
  return false;
}

/* Takes the call as the gain if it is one, or perhaps one and nothing is known
 * to be better. `*done`: it certainly is. */
static void consider(bool *done, Gain *gain, const struct comparison *c, const Attempt *attempt,
                     size_t rank) {
  Tri refused = TRI_NO;
  *done = false;
  if (!attempt->witness)
    return;
  is_refused(&refused, c, attempt->witness);
  /* What was not known before and stands as it stood is no change. */
  if (refused == TRI_UNKNOWN && had_way(c, gain->listed.way))
    refused = TRI_NO;
  if (refused == TRI_NO || (refused == TRI_UNKNOWN && gain->call.outcome != WAY_CLOSED))
    return;
  gain->call = *attempt;
  gain->call.outcome = refused == TRI_YES ? WAY_OPEN : WAY_UNKNOWN;
  gain->adversary = adversaries[rank].id;
  gain->reach = reach_of(gain->listed.way, rank);
  *done = refused == TRI_YES;
}

/* Looks through the attempts of one way in all made policies. Adversaries that
 * were kept out before come first: they tell what the change means. */
static void find_call(Gain *gain, const struct comparison *c, Ways *const *found, size_t count,
                      size_t way) {
  for (int news = 1; news >= 0; news--) {
    for (size_t rank = 0; rank < RANKED; rank++) {
      bool is_first = is_news(gain, rank) && !was_open(c, gain->listed.way, adversaries[rank].id);
      for (size_t i = 0; i < count && is_first == (news == 1); i++) {
        bool done;
        consider(&done, gain, c, &found[i]->items[way].attempts[adversaries[rank].id], rank);
        if (!news && done)
          gain->adversary = ADVERSARY_INTENDED; /* they got in before, too */
        if (done)
          return;
      }
    }
  }
}

/* A way that was not searched to the end in some made policy, or where not all of these
 * were made, may be a gain, unless it stood before. */
static void give_up(Gain *gain, const struct comparison *c, const Policies *policies,
                    Ways *const *found, size_t way) {
  bool gave_up = policies->cut;
  for (size_t i = 0; i < policies->count && !gave_up; i++)
    gave_up = way_gave_up(&found[i]->items[way]);
  if (gain->call.outcome != WAY_CLOSED || !gave_up || had_way(c, gain->listed.way))
    return;
  gain->call.outcome = WAY_LIMIT;
  gain->adversary = ADVERSARY_INTENDED;
  gain->reach = reach_of(gain->listed.way, RANKED - 1);
}

static const Way *former_way(const struct comparison *c, const Way *way) {
  for (size_t i = 0; i < c->other_ways->count; i++) {
    const Way *former = &c->other_ways->items[i];
    if (same_principal(former, way) && str_eq(former->action, way->action) &&
        way_outcome(former) != WAY_CLOSED)
      return former;
  }
  return NULL;
}

/* ---- Keeping ----------------------------------------------------------------------------- */

static Gain *same_gain(const Gains *list, const Gain *gain) {
  for (size_t i = 0; i < list->count; i++) {
    const Way *a = list->items[i].listed.way, *b = gain->listed.way;
    if (same_principal(a, b) && str_eq(a->action, b->action) &&
        list->items[i].listed.trust != gain->listed.trust &&
        statement_same(a->statement, b->statement))
      return &list->items[i];
    if (list->items[i].listed.trust == gain->listed.trust && a->principal == b->principal &&
        a->statement == b->statement)
      return &list->items[i];
  }
  return NULL;
}

static void keep(const struct comparison *c, const Gain *gain) {
  Gains *list = c->out;
  Gain *known = same_gain(list, gain);
  if (known) {
    known->pairs++;
    if (gain->reach > known->reach || known->call.outcome != WAY_OPEN) {
      size_t pairs = known->pairs;
      *known = *gain;
      known->pairs = pairs;
    }
    return;
  }
  const Statement *s = gain->listed.way->statement;
  bool *binds = arena_array(c->arena, s->condition_count, sizeof *binds);
  Gain *grown = arena_grow(c->arena, list->items, list->count, &list->cap, sizeof *list->items);
  for (size_t i = 0; i < s->condition_count; i++)
    binds[i] = access_condition_binds(c->arena, c->trust->policy, s, &s->conditions[i]);
  list->items = grown;
  list->items[list->count] = *gain;
  list->items[list->count].listed.binds = binds;
  list->items[list->count++].pairs = 1;
}

static int compare_policies(const struct comparison *c) {
  Policies policies;
  Ways **found;
  SearchBudget budget = {.steps = MAX_WAYS_STEPS}; /* of all made policies */
  if (policy_same(c->trust->policy, c->other))
    return OK;
  engine_gain_policies(&policies, c->arena, c->trust->policy, c->other);
  int status = OK;
  found = arena_array(c->arena, policies.count, sizeof *found);
  for (size_t i = 0; i < policies.count && status == OK; i++)
    status = access_find_ways_within(&found[i], c->arena, c->winner_role, &policies.items[i],
                                     c->options, &budget);
  for (size_t w = 0; status == OK && w < found[0]->count; w++) {
    const Way *way = &found[0]->items[w];
    Gain gain = {.listed = {.way = way, .trust = c->trust}};
    gain.former = former_way(c, way);
    gain.is_new = gain.former == NULL;
    find_call(&gain, c, found, policies.count, w);
    give_up(&gain, c, &policies, found, w);
    if (gain.call.outcome != WAY_CLOSED)
      keep(c, &gain);
  }
  return status;
}

/* ---- All pairs of alternatives --------------------------------------------------------------- */

static bool has_alternative(const Role *role, Str when) {
  for (size_t i = 0; i < role->trust_count; i++) {
    if (str_eq(role->trusts[i].when, when))
      return true;
  }
  return false;
}

/* An alternative is compared with the one of the same name; where there is none,
 * with all. */
static bool is_pair(const Role *other, const Trust *a, const Trust *b) {
  return !has_alternative(other, a->when) || str_eq(a->when, b->when);
}

static int compare_with(struct comparison *c, const Policy *other) {
  Ways *ways = NULL;
  int status = access_find_ways(&ways, c->arena, c->other_role, other, c->options);
  c->other = other;
  c->other_ways = ways;
  c->lost_deny = engine_loses_deny(c->trust->policy, other);
  return status == OK ? compare_policies(c) : status;
}

/* Gains that are not in every pair say in which alternative they are. */
static void name_alternatives(Gains *gains, size_t pairs) {
  for (size_t i = 0; i < gains->count; i++) {
    Gain *gain = &gains->items[i];
    if (gain->pairs < pairs)
      gain->listed.when = gain->listed.trust->when;
  }
}

int engine_find_gains(Gains *out, Arena *arena, const Role *winner, const Role *other,
                      const Options *options) {
  static const Policy nothing = {.statement_count = 0};
  size_t pairs = 0;
  int status = OK;
  *out = (Gains){.items = NULL};
  for (size_t i = 0; i < winner->trust_count && status == OK; i++) {
    struct comparison c = {.arena = arena,
                           .options = options,
                           .winner_role = winner,
                           .other_role = other ? other : winner,
                           .trust = &winner->trusts[i],
                           .out = out};
    if (c.trust->state == TRUST_UNKNOWN)
      continue;
    pairs += !other;
    if (!other)
      status = compare_with(&c, &nothing);
    for (size_t j = 0; other && j < other->trust_count && status == OK; j++) {
      const Trust *of = &other->trusts[j];
      if (of->state == TRUST_UNKNOWN || !is_pair(other, c.trust, of))
        continue;
      pairs++;
      status = compare_with(&c, of->policy);
    }
  }
  name_alternatives(out, pairs);
  return status;
}
