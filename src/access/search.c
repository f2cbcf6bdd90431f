/* SPDX-License-Identifier: Apache-2.0
 *
 * The walk over callers and candidate values. Every answer was given by the
 * evaluator; a search that hit a limit says so.
 */
#include "access/search.h"

#include <string.h>

#include "access/find.h"
#include "access/values.h"
#include "assumelint/arena.h"

enum { MAX_CALLERS = 64 };

/* ---- Keys that must agree ---------------------------------------------------------- */

static const struct alint_context_key *chosen(const struct alint_search *s, const char *name) {
  const struct alint_context_key *key = alint_request_key(&s->request, alint_str(name));
  return key && key->presence == ALINT_PRESENT ? key : NULL;
}

static bool holds_value(const struct alint_context_key *key, struct alint_str value) {
  for (size_t i = 0; i < key->value_count; i++) {
    struct alint_str known;
    if (alint_text_known(key->values[i], &known) && alint_str_eq_nocase(known, value))
      return true;
  }
  return false;
}

/* aws:TagKeys lists exactly the tags that are passed; transitive ones are among
 * them. Tags the policy does not speak of may be passed besides. */
static bool tags_agree(const struct alint_search *s) {
  const struct alint_context_key *tag_keys = chosen(s, "aws:TagKeys");
  const struct alint_context_key *transitive = chosen(s, "sts:TransitiveTagKeys");
  bool speaks = alint_request_key(&s->request, ALINT_STR("aws:TagKeys")) != NULL;
  for (size_t i = 0; i < s->request.key_count && speaks; i++) {
    const struct alint_context_key *key = &s->request.keys[i];
    if (!alint_str_starts_nocase(key->name, "aws:RequestTag/"))
      continue;
    bool listed = tag_keys && holds_value(tag_keys, alint_str_slice(key->name, 15, key->name.len));
    if (listed != (key->presence == ALINT_PRESENT))
      return false;
  }
  for (size_t i = 0; transitive && speaks && i < transitive->value_count; i++) {
    struct alint_str known;
    if (alint_text_known(transitive->values[i], &known) &&
        !(tag_keys && holds_value(tag_keys, known)))
      return false;
  }
  return true;
}

static bool is_true(const struct alint_context_key *key) {
  return key && key->value_count == 1 && alint_text_is(key->values[0], "true");
}

/* An age is there only with MFA that was used. */
static bool mfa_agrees(const struct alint_search *s) {
  bool speaks = alint_request_key(&s->request, ALINT_STR("aws:MultiFactorAuthPresent")) != NULL;
  return !speaks || !chosen(s, "aws:MultiFactorAuthAge") ||
         is_true(chosen(s, "aws:MultiFactorAuthPresent"));
}

/* Through an endpoint there is no public address, and without one no VPC. */
static bool network_agrees(const struct alint_search *s) {
  bool vpc = false;
  for (size_t i = 0; i < s->request.key_count; i++) {
    const struct alint_context_key *key = &s->request.keys[i];
    vpc = vpc || (key->presence == ALINT_PRESENT &&
                  alint_key_info(key->name, s->host)->source == ALINT_KEY_NETWORK);
  }
  return !vpc || !chosen(s, "aws:SourceIp");
}

static bool known_date(const struct alint_context_key *key, struct alint_date *out) {
  struct alint_str known;
  return key && key->value_count == 1 && alint_text_known(key->values[0], &known) &&
         alint_date_parse(out, known);
}

static bool time_agrees(const struct alint_search *s) {
  struct alint_date a, b;
  if (!known_date(chosen(s, "aws:CurrentTime"), &a) || !known_date(chosen(s, "aws:EpochTime"), &b))
    return true;
  return a.seconds == b.seconds;
}

static bool request_agrees(const struct alint_search *s) {
  return tags_agree(s) && mfa_agrees(s) && network_agrees(s) && time_agrees(s);
}

/* ---- Asking -------------------------------------------------------------------------- */

static size_t add_companion(struct alint_str *also, size_t count, const char *action) {
  for (size_t i = 0; i < count; i++) {
    if (alint_str_is(also[i], action))
      return count;
  }
  also[count] = alint_str(action);
  return count + 1;
}

static size_t companions(const struct alint_search *s, struct alint_str *also) {
  size_t count = 0;
  for (size_t i = 0; i < s->request.key_count; i++) {
    const struct alint_context_key *key = &s->request.keys[i];
    const struct alint_key_info *info = alint_key_info(key->name, s->host);
    if (key->presence == ALINT_PRESENT && info->also)
      count = add_companion(also, count, info->also);
  }
  return count;
}

static bool rate_attempt(struct alint_attempt *best, const struct alint_decision *decision) {
  if (decision->verdict == ALINT_ALLOW && best->outcome != ALINT_WAY_OPEN) {
    best->outcome = ALINT_WAY_OPEN;
    best->assumptions = decision->assumptions;
    best->hole = NULL;
    return true;
  }
  if (decision->verdict == ALINT_VERDICT_UNKNOWN && best->outcome == ALINT_WAY_CLOSED) {
    best->outcome = ALINT_WAY_UNKNOWN;
    best->hole = decision->hole;
    return true;
  }
  return false;
}

static void ask(struct alint_search *s, struct alint_attempt *best, struct alint_request *witness) {
  struct alint_str also[4];
  struct alint_decision decision;
  if (!request_agrees(s))
    return;
  s->request.also = also;
  s->request.also_count = companions(s, also);
  int status = alint_evaluate(&decision, s->arena, s->policy, &s->request, false);
  if (status != ALINT_OK)
    s->status = status;
  else if (rate_attempt(best, &decision))
    s->status = alint_copy_request(witness, s->arena, &s->request);
}

/* Chooses a value for the keys from `at` on. */
static void choose(struct alint_search *s, size_t at, struct alint_attempt *best,
                   struct alint_request *witness) {
  while (at < s->key_count && s->keys[at].fixed)
    at++;
  if (at == s->key_count) {
    ask(s, best, witness);
    return;
  }
  struct alint_search_key *key = &s->keys[at];
  if (key->linked || !key->candidates)
    alint_make_candidates(s, key);
  for (size_t i = 0; i < key->candidate_count; i++) {
    if (s->status != ALINT_OK || best->outcome == ALINT_WAY_OPEN)
      return;
    if (++s->steps > ALINT_MAX_SEARCH_STEPS) {
      s->gave_up = true;
      return;
    }
    s->request.keys[s->request.key_count++] = key->candidates[i];
    choose(s, at + 1, best, witness);
    s->request.key_count--;
  }
}

/* ---- One caller ------------------------------------------------------------------------ */

static bool is_fixed(const struct alint_caller *caller, struct alint_str name) {
  for (size_t i = 0; i < caller->key_count; i++) {
    if (alint_str_eq_nocase(caller->keys[i].name, name))
      return true;
  }
  return false;
}

static void begin_caller(struct alint_search *s, const struct alint_caller *caller) {
  s->request.principal_kind = caller->kind;
  s->request.principal = caller->principal;
  s->request.key_count = 0;
  for (size_t i = 0; i < caller->key_count; i++) {
    for (size_t k = 0; k < s->key_count; k++) {
      if (alint_str_eq_nocase(s->keys[k].name, caller->keys[i].name))
        s->request.keys[s->request.key_count++] = caller->keys[i];
    }
  }
  for (size_t i = 0; i < s->key_count; i++) {
    struct alint_search_key *key = &s->keys[i];
    key->fixed = is_fixed(caller, key->name);
    key->choice = alint_adversary_choice(s->adversary, key->info, caller->who);
    key->candidates = NULL;
    key->candidate_count = 0;
  }
}

/* The issuer of the caller's token; where the host has a hole, as it is printed:
 * keys built with the same hole are printed alike. */
static struct alint_str token_host(struct alint_arena *arena, const struct alint_way *way) {
  if (way->identity.who != ALINT_WHO_OIDC || !way->identity.host)
    return (struct alint_str){NULL, 0};
  return alint_text_print(arena, way->identity.host);
}

static void try_callers(struct alint_search *s, struct alint_attempt *best,
                        struct alint_request *witness) {
  struct alint_caller *callers = alint_arena_array(s->arena, MAX_CALLERS, sizeof *callers);
  if (!callers) {
    s->status = ALINT_ENOMEM;
    return;
  }
  size_t count = alint_callers(s, callers, MAX_CALLERS);
  for (size_t i = 0; i < count && s->status == ALINT_OK && best->outcome != ALINT_WAY_OPEN; i++) {
    if (!callers[i].principal)
      continue;
    begin_caller(s, &callers[i]);
    choose(s, 0, best, witness);
  }
}

int alint_find_witness(struct alint_attempt *out, struct alint_arena *arena,
                       const struct alint_role *role, const struct alint_policy *policy,
                       const struct alint_way *way, enum alint_adversary_id adversary) {
  struct alint_request witness = {0};
  struct alint_search *s = NULL;
  int status = ALINT_ENOMEM;
  *out = (struct alint_attempt){.outcome = ALINT_WAY_CLOSED};
  /* Candidates and trial requests go with the search; the witness stays. */
  struct alint_arena *scratch = alint_arena_new(ALINT_MAX_SEARCH_BYTES);
  if (!scratch)
    return ALINT_ENOMEM;
  s = alint_arena_alloc(scratch, sizeof *s);
  struct alint_context_key *keys =
      alint_arena_array(scratch, ALINT_MAX_SEARCH_KEYS + 8, sizeof *keys);
  if (!s || !keys)
    goto cleanup;
  *s = (struct alint_search){
      .arena = scratch, .role = role, .policy = policy, .way = way, .adversary = adversary};
  s->host = token_host(scratch, way);
  s->request = (struct alint_request){.action = way->action, .keys = keys, .others = ALINT_ABSENT};
  s->status = alint_collect_keys(s);
  if (s->status == ALINT_OK)
    try_callers(s, out, &witness);
  if (s->status == ALINT_ENOMEM && alint_arena_hit_limit(scratch)) {
    s->status = ALINT_OK;
    s->gave_up = true;
  }
  if (s->gave_up && out->outcome == ALINT_WAY_CLOSED)
    out->outcome = ALINT_WAY_LIMIT;
  status = s->status;
  if (status == ALINT_OK && witness.principal) {
    out->witness = alint_arena_alloc(arena, sizeof *out->witness);
    status = out->witness ? alint_copy_request(out->witness, arena, &witness) : ALINT_ENOMEM;
  }
cleanup:
  alint_arena_free(scratch);
  return status;
}
