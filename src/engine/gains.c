/* SPDX-License-Identifier: Apache-2.0
 *
 * Comparing two roles, policy by policy and way by way.
 */
#include "engine/gains.h"

#include <string.h>

#include "access/witness.h"
#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "assumelint/status.h"

/* ---- Policies to search ----------------------------------------------------------------- */

/* Policies made from `winner`, in which calls are searched:
 *
 * 1. The policy itself: its easiest calls.
 * 2. The policy with the Allow statements of `other` as Denies. A Deny matches if all
 *    of its parts do, so this closes exactly what `other` allowed.
 * 3. For each Deny of `other` that `winner` lacks: the policy with the conditions of
 *    the Deny added to every Allow, which leaves the calls that it denied.
 *
 * Both policies judge every call that is found, so these may be rough. Each starts with
 * the Allow statements of `winner`: their ways correspond one to one. */
struct policies {
  Policy *items;
  size_t count;
  bool cut; /* more would have to be made */
};

static bool has_statement(const Policy *policy, const Statement *s) {
  for (size_t i = 0; i < policy->statement_count; i++) {
    if (statement_same(&policy->statements[i], s))
      return true;
  }
  return false;
}

/* Whether `other` has a Deny, or what may be one, that `winner` does not have. */
static bool loses_deny(const Policy *winner, const Policy *other) {
  for (size_t i = 0; i < other->statement_count; i++) {
    const Statement *s = &other->statements[i];
    if (s->effect != EFFECT_ALLOW && !has_statement(winner, s))
      return true;
  }
  return false;
}

/* The policy with the other's Allow statements as Denies. */
static Policy minus(Arena *arena, const Policy *winner, const Policy *other) {
  Policy out = *winner;
  size_t count = winner->statement_count;
  out.statements = arena_array(arena, count + other->statement_count, sizeof *out.statements);
  if (count > 0)
    memcpy(out.statements, winner->statements, count * sizeof *out.statements);
  for (size_t i = 0; i < other->statement_count; i++) {
    if (other->statements[i].effect != EFFECT_ALLOW)
      continue;
    out.statements[count] = other->statements[i];
    out.statements[count++].effect = EFFECT_DENY;
  }
  out.statement_count = count;
  return out;
}

static void add_conditions(Statement *s, Arena *arena, const Statement *from) {
  size_t own = s->condition_count, added = from->condition_count;
  Condition *all = arena_array(arena, own + added, sizeof *all);
  if (own > 0)
    memcpy(all, s->conditions, own * sizeof *all);
  if (added > 0)
    memcpy(all + own, from->conditions, added * sizeof *all);
  s->conditions = all;
  s->condition_count = own + added;
}

/* The policy with the conditions of a Deny added to every Allow. */
static Policy narrowed(Arena *arena, const Policy *winner, const Statement *deny) {
  Policy out = *winner;
  out.statements = arena_array(arena, winner->statement_count, sizeof *out.statements);
  for (size_t i = 0; i < winner->statement_count; i++) {
    Statement *s = &out.statements[i];
    *s = winner->statements[i];
    if (s->effect != EFFECT_DENY)
      add_conditions(s, arena, deny);
  }
  return out;
}

static struct policies make_policies(Arena *arena, const Policy *winner, const Policy *other) {
  enum { MAX_MADE = 2 + MAX_LOST_DENIES };
  struct policies out = {.items = arena_array(arena, MAX_MADE, sizeof *out.items)};
  out.items[out.count++] = *winner;
  out.items[out.count++] = minus(arena, winner, other);
  for (size_t i = 0; i < other->statement_count && !out.cut; i++) {
    const Statement *s = &other->statements[i];
    if (s->effect != EFFECT_DENY || s->condition_count == 0 || has_statement(winner, s))
      continue;
    out.cut = out.count == MAX_MADE;
    if (!out.cut)
      out.items[out.count++] = narrowed(arena, winner, s);
  }
  return out;
}

/* ---- Adversaries ------------------------------------------------------------------------ */

/* The worst first: only the worst that gains is reported. `only_widened`: reported only for
 * a way that was there before and kept it out; a new way implies it. */
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

/* Only outside accounts have other customers. */
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
  SearchBudget budget;
  Gains *out;
};

/* Whether this policy allows the call and the other refuses it. */
static Tri is_refused(const struct comparison *c, const Request *call) {
  Decision now = eval_policy(c->arena, c->trust->policy, call, false);
  Decision before = eval_policy(c->arena, c->other, call, false);
  bool may_pass = now.verdict == VERDICT_ALLOW || now.verdict == VERDICT_UNKNOWN;
  if (!may_pass || before.verdict == VERDICT_ALLOW)
    return TRI_NO;
  return now.verdict != VERDICT_ALLOW || before.verdict == VERDICT_UNKNOWN ? TRI_UNKNOWN : TRI_YES;
}

static bool same_principal(const Way *a, const Way *b) {
  if (!a->principal || !b->principal)
    return a->principal == b->principal;
  if (a->identity.kind == IDENTITY_ACCOUNT && b->identity.kind == IDENTITY_ACCOUNT)
    return text_eq(a->identity.account, b->identity.account) == TRI_YES;
  return a->identity.kind == b->identity.kind && text_same(a->identity.text, b->identity.text);
}

/* Whether the principal had a way with the same conditions, and no Deny is gone that may
 * have closed it. */
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

/* Takes the call as the gain if it is one, or may be one and no better call is known.
 * Returns whether it certainly is one. */
static bool consider(Gain *gain, const struct comparison *c, const Attempt *attempt, size_t rank) {
  if (!attempt->witness)
    return false;
  Tri refused = is_refused(c, attempt->witness);
  /* What was not known before and is unchanged is no gain. */
  if (refused == TRI_UNKNOWN && had_way(c, gain->listed.way))
    refused = TRI_NO;
  if (refused == TRI_NO || (refused == TRI_UNKNOWN && gain->call.outcome != WAY_CLOSED))
    return false;
  gain->call = *attempt;
  gain->call.outcome = refused == TRI_YES ? WAY_OPEN : WAY_UNKNOWN;
  gain->adversary = adversaries[rank].id;
  gain->reach = reach_of(gain->listed.way, rank);
  return refused == TRI_YES;
}

/* Looks through the attempts of one way in all made policies. Adversaries that had no way
 * before come first: they show what the change means. */
static void find_call(Gain *gain, const struct comparison *c, Ways *const *found, size_t count,
                      size_t way) {
  for (int news = 1; news >= 0; news--) {
    for (size_t rank = 0; rank < RANKED; rank++) {
      bool is_first = is_news(gain, rank) && !was_open(c, gain->listed.way, adversaries[rank].id);
      for (size_t i = 0; i < count && is_first == (news == 1); i++) {
        if (!consider(gain, c, &found[i]->items[way].attempts[adversaries[rank].id], rank))
          continue;
        if (!news)
          gain->adversary = ADVERSARY_INTENDED; /* this adversary got in before, too */
        return;
      }
    }
  }
}

/* If the search gave up in a made policy, or some policies were not made, a way that the
 * principal did not have before may be a gain. */
static void give_up(Gain *gain, const struct comparison *c, const struct policies *policies,
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

/* The gain of the same principal: in the same alternative by the same statement, in another
 * one by the same action and an equal statement. */
static Gain *same_gain(const Gains *list, const Gain *gain) {
  const Way *way = gain->listed.way;
  for (size_t i = 0; i < list->count; i++) {
    const Way *other = list->items[i].listed.way;
    bool same = list->items[i].listed.trust == gain->listed.trust
                    ? other->principal == way->principal && other->statement == way->statement
                    : same_principal(other, way) && str_eq(other->action, way->action) &&
                          statement_same(other->statement, way->statement);
    if (same)
      return &list->items[i];
  }
  return NULL;
}

static void keep(const struct comparison *c, Gain *gain) {
  Gains *list = c->out;
  Gain *known = same_gain(list, gain);
  gain->listed.binds = engine_condition_binds(c->arena, c->trust->policy, gain->listed.way);
  if (known) {
    gain->pairs = ++known->pairs;
    if (gain->reach > known->reach || known->call.outcome != WAY_OPEN)
      *known = *gain;
    return;
  }
  gain->pairs = 1;
  LIST_ADD(c->arena, list, *gain);
}

/* Searches one of so many policies that are still to be searched. Each has an equal part of
 * what is left, so that no policy starves the others. */
static int search_part(Ways **out, struct comparison *c, const Role *role, const Policy *policy,
                       size_t policies) {
  SearchBudget part = {.steps = c->budget.steps / policies};
  c->budget.steps -= part.steps;
  int status = access_find_ways(out, c->arena, role, policy, c->options, &part);
  c->budget.steps += part.steps;
  return status;
}

static int compare_policies(struct comparison *c) {
  struct policies policies = make_policies(c->arena, c->trust->policy, c->other);
  Ways *former = NULL, **found = arena_array(c->arena, policies.count, sizeof *found);
  int status = search_part(&former, c, c->other_role, c->other, policies.count + 1);
  for (size_t i = 0; i < policies.count && status == OK; i++)
    status = search_part(&found[i], c, c->winner_role, &policies.items[i], policies.count - i);
  if (status != OK)
    return status;
  c->other_ways = former;
  c->lost_deny = loses_deny(c->trust->policy, c->other);
  for (size_t w = 0; w < found[0]->count; w++) {
    const Way *way = &found[0]->items[w];
    Gain gain = {.listed = {.way = way, .trust = c->trust}, .former = former_way(c, way)};
    gain.is_new = gain.former == NULL;
    find_call(&gain, c, found, policies.count, w);
    give_up(&gain, c, &policies, found, w);
    if (gain.call.outcome != WAY_CLOSED)
      keep(c, &gain);
  }
  return OK;
}

/* ---- All pairs of alternatives --------------------------------------------------------------- */

static bool has_alternative(const Role *role, Str when) {
  for (size_t i = 0; i < role->trust_count; i++) {
    if (str_eq(role->trusts[i].when, when))
      return true;
  }
  return false;
}

/* An alternative is compared with the one of the same name, or with all if there is none. */
static bool is_pair(const Role *other, const Trust *a, const Trust *b) {
  return !has_alternative(other, a->when) || str_eq(a->when, b->when);
}

struct pair {
  const Trust *trust; /* of the winner */
  const Policy *other;
};

struct pairs {
  struct pair *items; /* those that differ */
  size_t count, cap;
  size_t all;
};

static void add_pair(struct pairs *out, Arena *arena, const Trust *trust, const Policy *other) {
  out->all++;
  if (!policy_same(trust->policy, other))
    LIST_ADD(arena, out, ((struct pair){trust, other}));
}

static struct pairs list_pairs(Arena *arena, const Role *winner, const Role *other) {
  static const Policy nothing = {.statement_count = 0};
  struct pairs out = {.items = NULL};
  for (size_t i = 0; i < winner->trust_count; i++) {
    const Trust *trust = &winner->trusts[i];
    if (trust->state == TRUST_UNKNOWN)
      continue;
    if (!other)
      add_pair(&out, arena, trust, &nothing);
    for (size_t j = 0; other && j < other->trust_count; j++) {
      const Trust *against = &other->trusts[j];
      if (against->state != TRUST_UNKNOWN && is_pair(other, trust, against))
        add_pair(&out, arena, trust, against->policy);
    }
  }
  return out;
}

size_t engine_count_pairs(Arena *arena, const Role *winner, const Role *other) {
  return list_pairs(arena, winner, other).count;
}

/* A gain that some pairs lack names its alternative. */
static void name_alternatives(Gains *gains, size_t pairs) {
  for (size_t i = 0; i < gains->count; i++) {
    Gain *gain = &gains->items[i];
    if (gain->pairs < pairs)
      gain->listed.when = gain->listed.trust->when;
  }
}

int engine_find_gains(Gains *out, Arena *arena, const Role *winner, const Role *other,
                      SearchBudget share, const Options *options) {
  struct pairs pairs = list_pairs(arena, winner, other);
  *out = (Gains){.items = NULL};
  for (size_t i = 0; i < pairs.count; i++) {
    struct comparison c = {.arena = arena,
                           .options = options,
                           .winner_role = winner,
                           .other_role = other ? other : winner,
                           .trust = pairs.items[i].trust,
                           .other = pairs.items[i].other,
                           .budget = share,
                           .out = out};
    int status = compare_policies(&c);
    if (status != OK)
      return status;
  }
  name_alternatives(out, pairs.all);
  return OK;
}
