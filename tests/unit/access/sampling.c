/* SPDX-License-Identifier: Apache-2.0
 *
 * Who gets in, against calls as they really come. Random policies are asked sampled calls of
 * every kind of caller: where the evaluator lets one in, the way it comes by must not be
 * called closed, neither for its caller nor for the adversary whose call it is. And every
 * witness is asked again.
 *
 * A failure names its seed: SEED=N POLICIES=1 build/tests/unit-access sampling runs that
 * policy alone. POLICIES=N runs N policies; SUMMARY=1 counts what is missed, by adversary and
 * by what the policy asks, instead of failing; TELL=1 tells each miss beside that.
 */
#include "access_case.h"
#include "sampling_cases.h"
#include "sampling_policies.h"
#include "sampling_tally.h"

enum { POLICIES = 300, SHAPES = 3, REDRAWS = 40, FIRST_REDRAWS = 10, ENOUGH = 2 };

static unsigned long setting(const char *name, unsigned long usual) {
  const char *text = getenv(name);
  return text ? strtoul(text, NULL, 10) : usual;
}

/* A policy with what it was made around. */
struct game {
  Arena *arena;
  uint64_t seed;
  enum caller by;
  struct parties who;
  const char *json;
  const Policy *policy;
  const Ways *ways; /* NULL before somebody got in */
};

/* ---- Telling ----------------------------------------------------------------------------------- */

static void tell_text(Arena *arena, const Text *text) {
  Str value = text_print(arena, text);
  fprintf(stderr, "%.*s", STR_FMT(value));
}

static void tell_call(const struct game *game, const Request *call) {
  fputs("  call: ", stderr);
  tell_text(game->arena, call->principal);
  for (size_t i = 0; i < call->key_count; i++) {
    fprintf(stderr, " %.*s=", STR_FMT(call->keys[i].name));
    for (size_t k = 0; k < call->keys[i].value_count; k++) {
      fputs(k > 0 ? "," : "", stderr);
      tell_text(game->arena, call->keys[i].values[k]);
    }
  }
  fputc('\n', stderr);
}

static void tell_policy(const char *what, const char *who, const struct game *game) {
  fprintf(stderr, "%s, %s (SEED=%llu POLICIES=1): ", what, who, (unsigned long long)game->seed);
  for (const char *at = game->json; *at; at++)
    fputc(*at == '`' ? '"' : *at, stderr);
  fputc('\n', stderr);
}

/* What is left of a policy once everything is out that a miss does not need. */
static void tell_needed(const struct game *game, const Policy *policy) {
  fputs("  needs:", stderr);
  for (size_t i = 0; i < policy->statement_count; i++) {
    const Statement *s = &policy->statements[i];
    fprintf(stderr, " %s{", s->effect == EFFECT_DENY ? "Deny" : "Allow");
    for (size_t k = 0; k < s->condition_count; k++) {
      const Condition *c = &s->conditions[k];
      fprintf(stderr, "%s%.*s %.*s", k > 0 ? ", " : "", STR_FMT(c->operator_name), STR_FMT(c->key));
      for (size_t v = 0; v < c->value_count; v++) {
        fputc(' ', stderr);
        tell_text(game->arena, c->values[v].text);
      }
    }
    fputc('}', stderr);
  }
  fputc('\n', stderr);
}

/* ---- Asking the evaluator -------------------------------------------------------------------- */

/* Without the external ID, as companion actions are asked. */
static Request as_companion(Arena *arena, const Request *call, Str action) {
  Request out = *call;
  out.action = action;
  out.also_count = out.key_count = 0;
  out.keys = arena_array(arena, call->key_count, sizeof *out.keys);
  for (size_t i = 0; i < call->key_count; i++) {
    if (!str_is(call->keys[i].name, "sts:ExternalId"))
      out.keys[out.key_count++] = call->keys[i];
  }
  return out;
}

/* By both readings of what companion actions know of the external ID. */
static bool lets_in(Arena *arena, const Policy *policy, const Request *call) {
  if (eval_policy(arena, policy, call, false).verdict != VERDICT_ALLOW)
    return false;
  if (!request_key(call, STR("sts:ExternalId")))
    return true;
  for (size_t i = 0; i < call->also_count; i++) {
    Request companion = as_companion(arena, call, call->also[i]);
    if (eval_policy(arena, policy, &companion, false).verdict != VERDICT_ALLOW)
      return false;
  }
  return true;
}

/* Whether the principal of the way, or its NotPrincipal, means the caller. */
static bool means_caller(Arena *arena, const Policy *policy, const Way *way, const Request *call) {
  Principal principal;
  Statement statement = *way->statement;
  statement.effect = EFFECT_ALLOW;
  statement.condition_count = 0;
  if (way->principal) {
    principal = *way->principal;
    statement.principals = &principal;
    statement.principal_count = 1;
  }
  Policy one = *policy;
  one.statements = &statement;
  one.statement_count = 1;
  Request plain = *call;
  plain.also_count = 0;
  return eval_policy(arena, &one, &plain, false).verdict == VERDICT_ALLOW;
}

/* ---- Asking the search ----------------------------------------------------------------------- */

/* One that got in. */
struct entrant {
  AdversaryId id;
  Request call;
  const char *host; /* of its token; NULL */
};

static bool is_for(const Way *way, AdversaryId id) {
  IdentityKind who = way->identity.kind;
  bool anyone = !way->principal || who == IDENTITY_ANYONE;
  switch (id) {
  case ADVERSARY_STRANGER:
    return anyone;
  case ADVERSARY_OTHER_CUSTOMER:
    return who == IDENTITY_ACCOUNT || who == IDENTITY_ROLE || who == IDENTITY_USER ||
           who == IDENTITY_SESSION;
  case ADVERSARY_OTHER_RESOURCE:
    return who == IDENTITY_SERVICE || (anyone && way->principal);
  case ADVERSARY_INTENDED:
    return true;
  default:
    return who == IDENTITY_OIDC;
  }
}

static bool comes_by(Arena *arena, const Policy *policy, const Way *way,
                     const struct entrant *who) {
  bool token = way->identity.kind == IDENTITY_OIDC;
  if (token && (!way->principal || way->principal->kind != PRINCIPAL_FEDERATED) &&
      !(who->host && text_is(way->identity.host, who->host)))
    return false;
  return is_for(way, who->id) && means_caller(arena, policy, way, &who->call);
}

/* Where everybody gets in, nobody asks whose resource it is that a service calls for. */
static Outcome said_of(const Way *way, AdversaryId id) {
  Outcome out = way->attempts[id].outcome;
  bool anyone = !way->principal || way->identity.kind == IDENTITY_ANYONE;
  return id == ADVERSARY_OTHER_RESOURCE && anyone
             ? outcome_better(out, way->attempts[ADVERSARY_STRANGER].outcome)
             : out;
}

/* The best that is said of the ways by which it comes; none are found: false. A way that
 * stands for its statement under another action will do where there is none of its own. */
static bool best_said(Outcome *out, Arena *arena, const Policy *policy, const Ways *ways,
                      const struct entrant *who) {
  Decision decision = eval_policy(arena, policy, &who->call, true);
  size_t found = 0;
  *out = WAY_CLOSED;
  for (int pass = 0; pass < 2 && found == 0; pass++) {
    for (size_t i = 0; i < ways->count; i++) {
      const Way *way = &ways->items[i];
      if (decision.statements[way->statement - policy->statements].all != TRI_YES ||
          str_eq(way->action, who->call.action) == (pass == 1) ||
          !comes_by(arena, policy, way, who))
        continue;
      found++;
      *out = outcome_better(*out, said_of(way, who->id));
    }
  }
  return found > 0;
}

/* ---- Making a miss small --------------------------------------------------------------------- */

static Policy *copy_of(Arena *arena, const Policy *policy) {
  Policy *out = arena_alloc(arena, sizeof *out);
  *out = *policy;
  out->statements = arena_array(arena, policy->statement_count, sizeof *out->statements);
  for (size_t i = 0; i < policy->statement_count; i++) {
    Statement *s = &out->statements[i];
    *s = policy->statements[i];
    s->conditions = arena_array(arena, s->condition_count + 1, sizeof *s->conditions);
    for (size_t k = 0; k < s->condition_count; k++)
      s->conditions[k] = policy->statements[i].conditions[k];
  }
  return out;
}

/* `listed`: some way stands for it. */
static bool is_missed(Arena *arena, const Policy *policy, const struct entrant *who, bool listed) {
  Outcome said;
  const Ways *ways = case_ways(arena, policy);
  return lets_in(arena, policy, &who->call) &&
         best_said(&said, arena, policy, ways, who) == listed && said == WAY_CLOSED;
}

static void drop_statement(Policy *policy, size_t n) {
  for (size_t i = n; i + 1 < policy->statement_count; i++)
    policy->statements[i] = policy->statements[i + 1];
  policy->statement_count--;
}

static void drop_condition(Statement *s, size_t n) {
  for (size_t i = n; i + 1 < s->condition_count; i++)
    s->conditions[i] = s->conditions[i + 1];
  s->condition_count--;
}

/* Takes out what can be without which the call is let in and missed all the same. */
static const Policy *smallest(Arena *arena, const Policy *policy, const struct entrant *who,
                              bool listed) {
  for (size_t i = policy->statement_count; i > 0; i--) {
    Policy *less = copy_of(arena, policy);
    drop_statement(less, i - 1);
    if (is_missed(arena, less, who, listed))
      policy = less;
  }
  for (size_t i = 0; i < policy->statement_count; i++) {
    for (size_t k = policy->statements[i].condition_count; k > 0; k--) {
      Policy *less = copy_of(arena, policy);
      drop_condition(&less->statements[i], k - 1);
      if (is_missed(arena, less, who, listed))
        policy = less;
    }
  }
  return policy;
}

/* ---- One entrant ----------------------------------------------------------------------------- */

/* It got in: false if its way is called closed. */
static bool check_entrant(struct tally *tally, struct game *game, const struct entrant *who) {
  Outcome said;
  if (!game->ways) {
    game->ways = case_ways(game->arena, game->policy);
    assert_non_null(game->ways);
    tally->allowed++;
  }
  bool listed = best_said(&said, game->arena, game->policy, game->ways, who);
  if (!listed && who->id != ADVERSARY_INTENDED)
    return true;
  tally->checked[who->id]++;
  if (said != WAY_CLOSED)
    return true;
  tally->missed[who->id]++;
  tally->no_way[who->id] += !listed;
  tally->by_caller[game->by]++;
  if (!getenv("SUMMARY") || getenv("TELL")) {
    tell_policy(listed ? "missed" : "missed, no way", adversary_names[who->id], game);
    tell_call(game, &who->call);
  }
  if (getenv("SUMMARY")) {
    const Policy *small = smallest(game->arena, game->policy, who, listed);
    count_asked(tally->by_asked[who->id], small);
    if (getenv("TELL"))
      tell_needed(game, small);
  }
  return false;
}

static bool try_intended(struct tally *tally, struct game *game, uint64_t shape) {
  const struct sample *s = sample_call(game->arena, game->by, &game->who, shape);
  struct entrant who = {ADVERSARY_INTENDED, sample_request(s), s->host};
  return !lets_in(game->arena, game->policy, &who.call) || check_entrant(tally, game, &who);
}

/* ---- Adversaries ----------------------------------------------------------------------------- */

static bool is_spelled(const struct game *game, const char *value) {
  return strstr(game->json, value) != NULL;
}

/* The external ID of one who was not told it: none, one's own account, or any. */
static bool forget_external_id(struct game *game, struct sample *s, const char *own,
                               uint64_t *seed) {
  char fresh[12];
  for (unsigned i = 0; i < s->count; i++) {
    struct said *said = &s->said[i];
    if (strcmp(said->name, "sts:ExternalId") != 0)
      continue;
    size_t kept = pick(seed, (unsigned)strlen(said->values[0]) + 1);
    draw_of(fresh, 8, "abcdefghijklmnopqrstuvwxyz0123456789", seed);
    switch (pick(seed, 4)) {
    case 0:
      *said = s->said[--s->count];
      return true;
    case 1:
      said->values[0] = own;
      return !is_spelled(game, PRINT(s, "`%s`", own));
    case 2:
      said->values[0] = PRINT(s, "%.*s%s", (int)kept, said->values[0], fresh);
      return true;
    default:
      said->values[0] = PRINT(s, "%s%s", fresh, said->values[0] + kept);
      return true;
    }
  }
  return true;
}

/* NULL: this one is not the adversary after all. */
static struct sample *draw_adversary(struct game *game, AdversaryId id, uint64_t shape,
                                     struct parties *who, uint64_t *seed) {
  *who = id == ADVERSARY_OTHER_CUSTOMER ? game->who : other_parties(&game->who, seed);
  if (id == ADVERSARY_GUEST)
    memcpy(who->uuid, game->who.uuid, sizeof who->uuid);
  else if (id != ADVERSARY_OTHER_CUSTOMER &&
           (is_spelled(game, who->owner) || is_spelled(game, who->account)))
    return NULL;
  struct sample *s = sample_call(game->arena, game->by, who, shape);
  if (s->kind != PRINCIPAL_FEDERATED)
    return forget_external_id(game, s, who->account, seed) ? s : NULL;
  if (id == ADVERSARY_GUEST) {
    const struct said *amr = sample_says(s, PRINT(s, "%s:amr", s->host));
    return amr->count == 1 ? s : NULL;
  }
  return s;
}

/* Whether this shape of call is nobody's choice. */
static bool is_reserved(const struct sample *s) {
  const struct said *arn = sample_says(s, "aws:PrincipalArn");
  return arn && strstr(arn->values[0], "/aws-reserved/");
}

/* Not one that happens to be drawn, nor one of a few names: several get in, and where names
 * can be chosen, of several lengths. */
static bool try_adversary(struct tally *tally, struct game *game, AdversaryId id, uint64_t shape) {
  uint64_t seed = game->seed ^ shape ^ (uint64_t)id << 40;
  bool chosen = id == ADVERSARY_FOREIGN_TENANT || id == ADVERSARY_OTHER_SUBJECT ||
                id == ADVERSARY_OTHER_RESOURCE;
  unsigned entered = 0, lengths = 0;
  size_t length = 0;
  for (unsigned i = 0; i < REDRAWS && (entered > 0 || i < FIRST_REDRAWS); i++) {
    struct parties parties;
    const struct sample *s = draw_adversary(game, id, shape, &parties, &seed);
    if (!s || (id == ADVERSARY_STRANGER && is_reserved(s)))
      continue;
    struct entrant who = {id, sample_request(s), s->host};
    if (!lets_in(game->arena, game->policy, &who.call))
      continue;
    entered++;
    lengths += strlen(parties.owner) != length;
    length = strlen(parties.owner);
    if (entered >= ENOUGH && (!chosen || lengths > 1))
      return check_entrant(tally, game, &who);
  }
  return true;
}

static bool try_adversaries(struct tally *tally, struct game *game, uint64_t shape) {
  switch (game->by) {
  case BY_USER:
  case BY_SESSION:
    return try_adversary(tally, game, ADVERSARY_STRANGER, shape) &&
           try_adversary(tally, game, ADVERSARY_OTHER_CUSTOMER, shape);
  case BY_SERVICE:
  case BY_CERTIFICATE:
    return try_adversary(tally, game, ADVERSARY_OTHER_RESOURCE, shape);
  case BY_SAML:
    return true;
  case BY_GITHUB_ENTERPRISE:
  case BY_EKS:
  case BY_CIRCLECI:
    return try_adversary(tally, game, ADVERSARY_OTHER_SUBJECT, shape);
  case BY_COGNITO:
    return try_adversary(tally, game, ADVERSARY_GUEST, shape) &&
           try_adversary(tally, game, ADVERSARY_FOREIGN_TENANT, shape);
  default:
    return try_adversary(tally, game, ADVERSARY_FOREIGN_TENANT, shape);
  }
}

/* ---- Witnesses ------------------------------------------------------------------------------- */

static bool is_made_of(Str s, size_t shortest, size_t longest, const char *extra) {
  for (size_t i = 0; i < s.len; i++) {
    char c = ascii_lower(s.ptr[i]);
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || strchr(extra, c)))
      return false;
  }
  return s.len >= shortest && s.len <= longest;
}

static bool is_account(Str s) {
  return s.len == 12 && str_all_digits(s);
}

/* Whether IAM could have made this caller. What is not known may be anything. */
static bool is_legal(Arena *arena, const Request *call) {
  static const struct {
    const char *key;
    size_t shortest, longest;
    const char *extra;
  } names[] = {{"aws:username", 1, 64, "_+=,.@-"},
               {"sts:RoleSessionName", 2, 64, "_+=,.@-"},
               {"sts:SourceIdentity", 2, 64, "_+=,.@-"},
               {"sts:ExternalId", 2, 1224, "_+=,.@:/-"}};
  Str value;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    const Text *text = request_value(call, str_of(names[i].key));
    if (text && text_known(text, &value) &&
        !is_made_of(value, names[i].shortest, names[i].longest, names[i].extra))
      return false;
  }
  const Text *account = request_value(call, STR("aws:PrincipalAccount"));
  if (account && text_known(account, &value) && !is_account(value))
    return false;
  if (call->principal_kind != PRINCIPAL_AWS)
    return true;
  const Text *arns[] = {call->principal, request_value(call, STR("aws:PrincipalArn"))};
  for (size_t i = 0; i < 2; i++) {
    if (!arns[i])
      continue;
    Identity who = identity_of_text(arena, PRINCIPAL_AWS, arns[i]);
    if (who.account && text_known(who.account, &value) && !is_account(value))
      return false;
    if (who.name && text_known(who.name, &value) && !is_made_of(value, 1, 64, "_+=,.@-"))
      return false;
  }
  return true;
}

static bool check_witnesses(struct tally *tally, const struct game *game) {
  bool proved = case_all_proved(game->arena, game->policy, game->ways), legal = true;
  for (size_t i = 0; i < game->ways->count; i++) {
    for (int id = 0; id < ADVERSARY_COUNT; id++) {
      const Attempt *attempt = &game->ways->items[i].attempts[id];
      if (attempt->outcome != WAY_OPEN || is_legal(game->arena, attempt->witness))
        continue;
      if (legal && (!getenv("SUMMARY") || getenv("TELL"))) {
        tell_policy("no legal caller", "witness", game);
        tell_call(game, attempt->witness);
      }
      legal = false;
    }
  }
  if (!proved)
    tell_policy("not proved", "witness", game);
  tally->unproved += !proved;
  tally->illegal += !legal;
  return proved && legal;
}

/* ---- One policy ------------------------------------------------------------------------------ */

static void play(struct tally *tally, uint64_t number) {
  uint64_t seed = number * 0x9E3779B97F4A7C15u;
  struct game game = {.arena = arena_new(CASE_BYTES), .seed = number};
  uint64_t shapes[SHAPES];
  pick(&seed, 2);
  game.by = (enum caller)pick(&seed, CALLERS + 6);
  if (game.by >= CALLERS) /* callers of accounts and of GitHub have the most to say */
    game.by = game.by % 3 == 0 ? BY_GITHUB : game.by % 3 == 1 ? BY_SESSION : BY_USER;
  game.who = usual_parties(&seed);
  struct parties others = named_parties(&game.who, &seed);
  for (size_t i = 0; i < SHAPES; i++)
    shapes[i] = seed ^ (i + 1) * 0xD1342543DE82EF95u;
  struct subject about = {.call = sample_call(game.arena, game.by, &game.who, shapes[0]),
                          .others = sample_call(game.arena, game.by, &others, shapes[1]),
                          .arena = game.arena,
                          .narrow = pick(&seed, 2)};
  game.json = sample_policy(&about, &seed);
  game.policy = case_policy(game.arena, game.json);
  assert_non_null(game.policy);
  bool right = true;
  for (size_t i = 0; i < SHAPES && right; i++)
    right = try_intended(tally, &game, shapes[i]);
  for (size_t i = 0; i < SHAPES && right; i++)
    right = try_adversaries(tally, &game, shapes[i]);
  /* Callers of another kind, of whom it was not thought. */
  game.by = (enum caller)pick(&seed, CALLERS);
  for (size_t i = 0; i < 2 && right; i++)
    right = try_intended(tally, &game, shapes[i]) && try_adversaries(tally, &game, shapes[i]);
  tally->missing += !right;
  if (game.ways)
    check_witnesses(tally, &game);
  arena_free(game.arena);
}

/* Until the decision stands in for the search, which misses many: SAMPLING=1 runs it. */
static void skip_for_now(void) {
  if (!getenv("SAMPLING") && !getenv("SUMMARY"))
    SKIP("the search is not sound yet");
}

static void what_is_sampled_is_not_called_closed(void **state) {
  (void)state;
  skip_for_now();
  unsigned long first = setting("SEED", 1), count = setting("POLICIES", POLICIES);
  struct tally tally = {0};
  for (unsigned long n = 0; n < count; n++)
    play(&tally, first + n);
  if (getenv("SUMMARY")) {
    print_summary(&tally, count);
    return;
  }
  assert_int_equal(tally.missing, 0);
  assert_int_equal(tally.unproved, 0);
  assert_int_equal(tally.illegal, 0);
  /* It does not find nothing for want of luck. */
  assert_true(count < POLICIES || tally.allowed * 4 > count);
}

static bool holds(const struct known *one) {
  Arena *arena = arena_new(CASE_BYTES);
  struct tally tally = {0};
  struct game game = {.arena = arena, .json = one->statements};
  game.policy = case_statements(arena, one->statements);
  assert_non_null(game.policy);
  game.ways = case_ways(arena, game.policy);
  Outcome outcome = case_outcome(game.ways, one->id);
  bool right = (outcome == WAY_CLOSED) == one->closed;
  if (!right)
    fprintf(stderr, "%s: %s is %s\n", one->name, adversary_names[one->id], case_name(outcome));
  right = check_witnesses(&tally, &game) && right;
  arena_free(arena);
  return right;
}

static void what_people_found_stays_found(void **state) {
  (void)state;
  size_t wrong = 0, count = sizeof known / sizeof *known;
  skip_for_now();
  for (size_t i = 0; i < count; i++)
    wrong += !holds(&known[i]);
  if (getenv("SUMMARY"))
    fprintf(stderr, "%zu of %zu known policies are wrong\n", wrong, count);
  else
    assert_int_equal(wrong, 0);
}

TESTS(sampling, TEST(what_is_sampled_is_not_called_closed), TEST(what_people_found_stays_found));
