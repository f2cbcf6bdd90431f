/* SPDX-License-Identifier: Apache-2.0
 *
 * The witness search against brute force. Random policies over a few keys are asked
 * every request of a small world: where the evaluator lets one in, the search must
 * have found a way, or say that it gave up; and what it found the evaluator must let
 * in. A way that is missed is a false "safe".
 *
 * A failure names its seed: SEED=N POLICIES=1 build/tests/unit-access soundness runs
 * that policy alone. POLICIES=N runs N policies of each adversary.
 */
#include "access/adversaries.h"
#include "access/witness.h"
#include "access_case.h"
#include "assumelint/buf.h"
#include "chance.h"
#include "soundness_worlds.h"

enum {
  POLICIES = 30,
  MAX_REQUESTS = 6000,
  TOPICS = 3,
  EVALUATIONS = 500,
  DECISION_STEPS = 20000000
};

static unsigned long setting(const char *name, unsigned long usual) {
  const char *text = getenv(name);
  return text ? strtoul(text, NULL, 10) : usual;
}

/* ---- Random policies ------------------------------------------------------------------------- */

/* A world, and of its topics those that the policy speaks of. */
struct game {
  const struct world *world;
  const struct topic *topics[TOPICS];
  unsigned topic_count;
};

static bool is_in(const struct game *game, const struct topic *topic) {
  for (unsigned i = 0; i < game->topic_count; i++) {
    if (game->topics[i] == topic)
      return true;
  }
  return false;
}

static struct game random_game(uint64_t *seed, const struct world *world) {
  struct game out = {.world = world};
  unsigned n = 0, wanted = 1 + pick(seed, TOPICS);
  while (world->topics[n])
    n++;
  while (out.topic_count < wanted) {
    const struct topic *topic = world->topics[pick(seed, n)];
    if (is_in(&out, topic))
      wanted--;
    else
      out.topics[out.topic_count++] = topic;
  }
  return out;
}

static void write_glob(Buf *buf, uint64_t *seed) {
  static const char *const parts[] = {"a", "b", "a", "b", "*", "*", "?", "A", "ab"};
  for (unsigned n = pick(seed, 5); n > 0; n--)
    buf_add(buf, parts[pick(seed, sizeof parts / sizeof *parts)]);
}

/* What a policy variable may be of: keys that the request may say something of. */
static void write_variable(Buf *buf, uint64_t *seed) {
  static const char *const variables[] = {"${aws:PrincipalTag/team}",
                                          "${aws:username}",
                                          "${aws:PrincipalTag/unit, 'a'}",
                                          "${*}",
                                          "${sts:RoleSessionName}",
                                          "${aws:PrincipalTag/team}*",
                                          "*${aws:username}",
                                          "a${aws:PrincipalTag/unit}",
                                          "${?}"};
  buf_add(buf, variables[pick(seed, sizeof variables / sizeof *variables)]);
}

static void write_value(Buf *buf, uint64_t *seed, const struct asked_key *key) {
  unsigned how = pick(seed, 8);
  buf_add(buf, "`");
  if (!key->before || (how < 2 && key->values[0])) {
    buf_add(buf, any(seed, key->values));
  } else {
    buf_add(buf, key->before);
    if (how == 2)
      write_variable(buf, seed);
    else
      write_glob(buf, seed);
    buf_add(buf, key->after);
  }
  buf_add(buf, "`");
}

static void write_condition(Buf *buf, uint64_t *seed, const struct asked_key *key,
                            const char *operator_name) {
  bool null = strcmp(operator_name, "Null") == 0;
  unsigned n = null || pick(seed, 3) ? 1 : 2 + pick(seed, 2);
  buf_addf(buf, "`%s`:{`%s`:[", operator_name, key->name);
  for (unsigned i = 0; i < n; i++) {
    buf_add(buf, i > 0 ? "," : "");
    if (null)
      buf_add(buf, pick(seed, 2) ? "`true`" : "`false`");
    else
      write_value(buf, seed, key);
  }
  buf_add(buf, "]}");
}

/* Each operator once: JSON would have it twice. */
static void write_conditions(Buf *buf, uint64_t *seed, const struct game *game) {
  const char *used[4] = {NULL};
  unsigned count = 0, tries = pick(seed, 4);
  buf_add(buf, "{");
  for (unsigned i = 0; i < tries; i++) {
    const struct topic *topic = game->topics[pick(seed, game->topic_count)];
    unsigned keys = 0;
    while (keys < sizeof topic->keys / sizeof *topic->keys && topic->keys[keys].name)
      keys++;
    const struct asked_key *key = &topic->keys[pick(seed, keys)];
    const char *operator_name = any(seed, key->operators);
    bool known = false;
    for (unsigned k = 0; k < count; k++)
      known = known || strcmp(used[k], operator_name) == 0;
    if (known)
      continue;
    buf_add(buf, count > 0 ? "," : "");
    used[count++] = operator_name;
    write_condition(buf, seed, key, operator_name);
  }
  buf_add(buf, "}");
}

static const char *random_policy(Arena *arena, uint64_t *seed, const struct game *game) {
  Buf buf = buf_in(arena);
  unsigned allows = 1 + (pick(seed, 4) == 0), denies = pick(seed, 4);
  buf_addf(&buf, "{`Version`:`%s`,`Statement`:[", pick(seed, 8) ? "2012-10-17" : "2008-10-17");
  for (unsigned i = 0; i < allows + denies; i++) {
    bool deny = i >= allows;
    buf_addf(&buf, "%s{`Effect`:`%s`,%s,`Action`:%s,`Condition`:", i > 0 ? "," : "",
             deny ? "Deny" : "Allow", any(seed, deny ? game->world->denies : game->world->allows),
             any(seed, game->world->actions));
    write_conditions(&buf, seed, game);
    buf_add(&buf, "}");
  }
  buf_add(&buf, "]}");
  return buf.ptr;
}

/* ---- All requests ------------------------------------------------------------------------------ */

enum { MAX_KEYS = 24 };

/* A request being put together. Texts are made once for each saying. */
struct call {
  Request request;
  ContextKey keys[MAX_KEYS];
  Str also[2];
};

static const Text *const *values_of(Arena *arena, const char *value, size_t *count) {
  const Text **out = arena_array(arena, 8, sizeof *out);
  Str rest = str_of(value[0] == '[' ? value + 1 : value);
  *count = 0;
  for (size_t at = 0; value[0] == '[' && at < rest.len;) {
    size_t end = str_find(rest, at, ' ');
    out[(*count)++] = text_literal(arena, str_slice(rest, at, end));
    at = end + 1;
  }
  if (value[0] != '[')
    out[(*count)++] = text_literal(arena, rest);
  return out;
}

static void put(Arena *arena, struct call *call, const char *const *said) {
  static const struct {
    const char *key, *action;
  } companions[] = {{"aws:TagKeys", "sts:TagSession"},
                    {"sts:SourceIdentity", "sts:SetSourceIdentity"}};
  for (; said[0]; said += 2) {
    size_t count;
    const Text *const *values = values_of(arena, said[1], &count);
    if (said[0][0] == '\0') {
      call->request.principal = values[0];
      continue;
    }
    assert_true(call->request.key_count < MAX_KEYS);
    call->keys[call->request.key_count++] = (ContextKey){.name = str_of(said[0]),
                                                         .presence = KEY_PRESENT,
                                                         .values = values,
                                                         .value_count = count,
                                                         .multivalued = said[1][0] == '['};
    for (size_t i = 0; i < 2; i++) {
      if (strcmp(said[0], companions[i].key) == 0)
        call->also[call->request.also_count++] = str_of(companions[i].action);
    }
  }
}

static size_t sayings_of(const saying *sayings) {
  size_t n = 0;
  while (!sayings[n][0] || strcmp(sayings[n][0], "end") != 0)
    n++;
  return n;
}

/* The n-th request: of each topic that the policy speaks of one saying, of others the
 * first. */
static void nth_call(Arena *arena, struct call *out, const struct game *game, size_t n) {
  const struct world *world = game->world;
  size_t callers = sayings_of(world->callers);
  *out = (struct call){.request = {.principal_kind = world->kind, .action = str_of(world->action)}};
  out->request.keys = out->keys;
  out->request.also = out->also;
  put(arena, out, world->callers[n % callers]);
  n /= callers;
  for (unsigned i = 0; world->topics[i]; i++) {
    const struct topic *topic = world->topics[i];
    bool twice = false;
    for (unsigned k = 0; k < i; k++)
      twice = twice || world->topics[k] == topic;
    if (twice || !topic->sayings)
      continue;
    size_t sayings = sayings_of(topic->sayings);
    put(arena, out, topic->sayings[is_in(game, topic) ? n % sayings : 0]);
    n /= is_in(game, topic) ? sayings : 1;
  }
}

static size_t calls_of(const struct game *game) {
  size_t n = sayings_of(game->world->callers);
  for (unsigned i = 0; i < game->topic_count; i++)
    n *= game->topics[i]->sayings ? sayings_of(game->topics[i]->sayings) : 1;
  return n;
}

/* The first request that the policy allows, or as many as there are: all of them where
 * they are not too many, else some by chance. */
static size_t find_allowed(uint64_t *seed, const struct game *game, const Policy *policy) {
  size_t all = calls_of(game), tries = all < MAX_REQUESTS ? all : MAX_REQUESTS;
  Arena *arena = NULL;
  size_t found = all;
  for (size_t i = 0; i < tries && found == all; i++) {
    struct call call;
    if (i % EVALUATIONS == 0) {
      arena_free(arena);
      arena = arena_new(CASE_BYTES);
    }
    size_t n = tries == all ? i : pick(seed, (unsigned)all);
    nth_call(arena, &call, game, n);
    if (eval_policy(arena, policy, &call.request, false).verdict == VERDICT_ALLOW)
      found = n;
  }
  arena_free(arena);
  return found;
}

/* ---- The comparison ---------------------------------------------------------------------------- */

/* What became of the policies of one world. */
struct tally {
  unsigned allowed, found, gave_up, missed, unproved;
};

static void tell(const char *what, const struct world *world, uint64_t seed, const char *json) {
  fprintf(stderr, "%s, %s (SEED=%llu POLICIES=1): ", what, world->name, (unsigned long long)seed);
  for (; *json; json++)
    fputc(*json == '`' ? '"' : *json, stderr);
  fputc('\n', stderr);
}

static void tell_call(const struct game *game, size_t n) {
  Arena *arena = arena_new(CASE_BYTES);
  struct call call;
  nth_call(arena, &call, game, n);
  Str who = text_print(arena, call.request.principal);
  fprintf(stderr, "  %.*s", STR_FMT(who));
  for (size_t i = 0; i < call.request.key_count; i++) {
    const ContextKey *key = &call.keys[i];
    fprintf(stderr, " %.*s=", STR_FMT(key->name));
    for (size_t k = 0; k < key->value_count; k++) {
      Str value = text_print(arena, key->values[k]);
      fprintf(stderr, "%s%.*s", k > 0 ? "," : "", STR_FMT(value));
    }
  }
  fputc('\n', stderr);
  arena_free(arena);
}

/* The attempts of one adversary, by the decision instead of the search. */
static void decide_again(Arena *arena, const Policy *policy, const Ways *ways, AdversaryId id) {
  const Role *role = case_role(arena);
  for (size_t i = 0; i < ways->count; i++) {
    Way *way = &ways->items[i];
    SearchBudget budget = {.steps = DECISION_STEPS, .most = DECISION_STEPS};
    if (adversary_applies(id, way))
      way->attempts[id] = access_decide(arena, role, policy, way, id, &budget);
  }
}

static void compare(struct tally *tally, const struct world *world, uint64_t seed, bool decided) {
  Arena *arena = arena_new(CASE_BYTES);
  uint64_t chance = seed * 0x9E3779B97F4A7C15u;
  struct game game = random_game(&chance, world);
  const char *json = random_policy(arena, &chance, &game);
  const Policy *policy = case_policy(arena, json);
  assert_non_null(policy);
  const Ways *ways = case_ways(arena, policy);
  assert_non_null(ways);
  if (decided)
    decide_again(arena, policy, ways, world->id);
  Outcome outcome = case_outcome(ways, world->id);
  if (!case_all_proved(arena, policy, ways)) {
    tell("not proved", world, seed, json);
    tally->unproved++;
  }
  tally->found += outcome == WAY_OPEN;
  tally->gave_up += outcome == WAY_LIMIT || outcome == WAY_UNKNOWN;
  if (getenv("TELL") && (outcome == WAY_LIMIT || outcome == WAY_UNKNOWN))
    tell(outcome == WAY_LIMIT ? "gave up" : "not known", world, seed, json);
  size_t allowed = outcome == WAY_OPEN ? calls_of(&game) : find_allowed(&chance, &game, policy);
  if (allowed < calls_of(&game)) {
    tally->allowed++;
    tally->missed += outcome == WAY_CLOSED;
    if (outcome == WAY_CLOSED) {
      tell("missed", world, seed, json);
      tell_call(&game, allowed);
    }
  }
  arena_free(arena);
}

static void compare_all(bool decided) {
  unsigned long first = setting("SEED", 1), count = setting("POLICIES", POLICIES);
  if (decided && !getenv("POLICIES"))
    count /= 3;
  struct tally all = {0};
  for (size_t i = 0; i < WORLDS; i++) {
    struct tally tally = {0};
    for (unsigned long n = 0; n < count; n++)
      compare(&tally, &worlds[i], first + n, decided);
    if (getenv("POLICIES"))
      fprintf(stderr, "%s: %u found, %u gave up, %u missed of %lu\n", worlds[i].name, tally.found,
              tally.gave_up, tally.missed, count);
    all.found += tally.found;
    all.gave_up += tally.gave_up;
    all.missed += tally.missed;
    all.unproved += tally.unproved;
  }
  assert_int_equal(all.missed, 0);
  assert_int_equal(all.unproved, 0);
  /* It neither gives up often, nor finds nothing for want of luck. */
  assert_true(count < POLICIES || all.gave_up * 100 <= WORLDS * count);
  assert_true(count < POLICIES || all.found * 4 > WORLDS * count);
}

static void what_gets_in_is_found(void **state) {
  (void)state;
  compare_all(false);
}

static void what_gets_in_is_not_decided_closed(void **state) {
  (void)state;
  compare_all(true);
}

TESTS(soundness, TEST(what_gets_in_is_found), TEST(what_gets_in_is_not_decided_closed));
