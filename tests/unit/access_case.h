/* SPDX-License-Identifier: Apache-2.0
 *
 * Trust policies in a test: read from JSON in which ` stands for the quotation
 * mark, and the role they belong to.
 */
#ifndef ALINT_TEST_ACCESS_CASE_H
#define ALINT_TEST_ACCESS_CASE_H

#include "assumelint/access.h"
#include "assumelint/arena.h"
#include "assumelint/node.h"
#include "assumelint/options.h"
#include "assumelint/parser.h"
#include "unit.h"

enum { ALINT_CASE_BYTES = 1 << 28 };

static inline struct alint_node *case_json(struct alint_arena *arena, const char *text) {
  struct alint_source *source = alint_arena_alloc(arena, sizeof *source);
  struct alint_error err = {0};
  struct alint_node *root = NULL;
  size_t len = strlen(text);
  char *bytes = alint_arena_copy(arena, text, len);
  for (size_t i = 0; i < len; i++) {
    if (bytes[i] == '`')
      bytes[i] = '"';
  }
  *source = (struct alint_source){.path = "case", .bytes = bytes, .len = len};
  if (alint_json_read(&root, arena, source, (struct alint_span){0, len}, &err) != ALINT_OK)
    fprintf(stderr, "%s: %s\n", text, err.text);
  return root;
}

static inline struct alint_policy *case_policy_of(struct alint_arena *arena,
                                                  const struct alint_node *root) {
  struct alint_policy *policy = NULL;
  enum alint_trust_state state;
  struct alint_error err = {0};
  return alint_policy_map(&policy, &state, arena, root, &err) == ALINT_OK ? policy : NULL;
}

static inline struct alint_policy *case_policy(struct alint_arena *arena, const char *json) {
  return case_policy_of(arena, case_json(arena, json));
}

/* A role of an account that is not known, as in a template. */
static inline struct alint_role *case_role(struct alint_arena *arena) {
  static const struct alint_hole account = {.name = {"own account", 11},
                                            .kind = ALINT_HOLE_OWN_ACCOUNT};
  static const struct alint_hole partition = {.name = {"AWS::Partition", 14},
                                              .kind = ALINT_HOLE_PARTITION};
  struct alint_role *role = alint_arena_alloc(arena, sizeof *role);
  role->account = alint_text_hole(arena, &account);
  role->partition = alint_text_hole(arena, &partition);
  return role;
}

static inline struct alint_ways *case_ways(struct alint_arena *arena,
                                           const struct alint_policy *policy) {
  static const struct alint_options options = {0};
  struct alint_ways *ways = NULL;
  return alint_find_ways(&ways, arena, case_role(arena), policy, &options) == ALINT_OK ? ways
                                                                                       : NULL;
}

/* The best that the adversary reaches by any way: open, unknown, limit, closed. */
static inline enum alint_outcome case_outcome(const struct alint_ways *ways,
                                              enum alint_adversary_id adversary) {
  enum alint_outcome best = ALINT_WAY_CLOSED;
  for (size_t i = 0; i < ways->count; i++)
    best = alint_better_outcome(ways->items[i].attempts[adversary].outcome, best);
  return best;
}

/* The witness, asked again as `test` asks: a closed world, what follows from the
 * principal filled in, each action a call of its own. */
static inline enum alint_verdict case_replay(struct alint_arena *arena,
                                             const struct alint_policy *policy,
                                             const struct alint_request *witness) {
  struct alint_request request = *witness;
  struct alint_decision decision = {0};
  request.others = ALINT_ABSENT;
  request.also = NULL;
  request.also_count = 0;
  alint_request_complete(&request, arena);
  for (size_t i = 0; i <= witness->also_count; i++) {
    request.action = i == 0 ? witness->action : witness->also[i - 1];
    alint_evaluate(&decision, arena, policy, &request, false);
    if (decision.verdict != ALINT_ALLOW)
      return decision.verdict == ALINT_ALLOW ? ALINT_VERDICT_UNKNOWN : decision.verdict;
  }
  return ALINT_ALLOW;
}

/* Whether every way that is open has a witness, and the witness is allowed. */
static inline bool case_all_proved(struct alint_arena *arena, const struct alint_policy *policy,
                                   const struct alint_ways *ways) {
  for (size_t i = 0; i < ways->count; i++) {
    for (int id = 0; id < ALINT_ADVERSARY_COUNT; id++) {
      const struct alint_attempt *attempt = &ways->items[i].attempts[id];
      if (attempt->outcome == ALINT_WAY_OPEN &&
          (!attempt->witness || case_replay(arena, policy, attempt->witness) != ALINT_ALLOW))
        return false;
    }
  }
  return true;
}

static inline const char *case_name(enum alint_outcome outcome) {
  static const char *const names[] = {
      [ALINT_WAY_CLOSED] = "closed",
      [ALINT_WAY_OPEN] = "open",
      [ALINT_WAY_UNKNOWN] = "unknown",
      [ALINT_WAY_LIMIT] = "limit",
  };
  return names[outcome];
}

/* Whether the adversary fares so with the policy, and every call that was found is proved. */
static inline bool case_is(struct alint_arena *arena, const char *json,
                           enum alint_adversary_id adversary, enum alint_outcome wanted) {
  const struct alint_policy *policy = case_policy(arena, json);
  const struct alint_ways *ways = case_ways(arena, policy);
  enum alint_outcome got = case_outcome(ways, adversary);
  bool proved = case_all_proved(arena, policy, ways);
  if (got != wanted || !proved)
    fprintf(stderr, "%s%s: %s\n", proved ? "" : "not proved, ", case_name(got), json);
  return got == wanted && proved;
}

/* What a condition of an Allow, and more statements, make of a way. */
struct case_row {
  enum alint_outcome outcome;
  const char *condition; /* NULL: none */
  const char *more;      /* statements after it; NULL: none */
};

/* Whether the adversary fares as the row says, and every call that was found is proved.
 * `allow`: the statement up to its condition. */
static inline bool case_agrees(const struct case_row *row, const char *allow,
                               enum alint_adversary_id adversary) {
  struct alint_arena *arena = alint_arena_new(ALINT_CASE_BYTES);
  struct alint_str json =
      alint_str_printf(arena, "{`Version`:`2012-10-17`,`Statement`:[%s%s%s}%s%s]}", allow,
                       row->condition ? ",`Condition`:" : "", row->condition ? row->condition : "",
                       row->more ? "," : "", row->more ? row->more : "");
  bool agrees = case_is(arena, json.ptr, adversary, row->outcome);
  alint_arena_free(arena);
  return agrees;
}

/* How many of the rows are wrong. */
static inline size_t case_wrong(const struct case_row *rows, size_t count, const char *allow,
                                enum alint_adversary_id adversary) {
  size_t wrong = 0;
  for (size_t i = 0; i < count; i++)
    wrong += !case_agrees(&rows[i], allow, adversary);
  return wrong;
}

#endif
