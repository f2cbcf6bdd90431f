/* SPDX-License-Identifier: Apache-2.0
 *
 * Trust policies in a test: read from JSON in which ` stands for the quotation
 * mark, and the role they belong to.
 */
#ifndef ASSUMELINT_TESTS_UNIT_ACCESS_CASE_H
#define ASSUMELINT_TESTS_UNIT_ACCESS_CASE_H

#include "assumelint/access.h"
#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "assumelint/node.h"
#include "assumelint/options.h"
#include "assumelint/parser.h"
#include "assumelint/readers.h"
#include "unit.h"

enum { CASE_BYTES = 1 << 28 };

static inline Node *case_json(Arena *arena, const char *text) {
  Source *source = arena_alloc(arena, sizeof *source);
  Error err = {0};
  Node *root = NULL;
  size_t len = strlen(text);
  char *bytes = arena_copy(arena, text, len);
  for (size_t i = 0; i < len; i++) {
    if (bytes[i] == '`')
      bytes[i] = '"';
  }
  *source = (Source){.path = "case", .bytes = bytes, .len = len};
  if (json_read(&root, arena, source, (Span){0, len}, &err) != OK)
    fprintf(stderr, "%s: %s\n", text, err.text);
  return root;
}

static inline Policy *case_policy_of(Arena *arena, const Node *root) {
  Policy *policy = NULL;
  TrustState state;
  Error err = {0};
  return policy_map(&policy, &state, arena, root, &err) == OK ? policy : NULL;
}

static inline Policy *case_policy(Arena *arena, const char *json) {
  return case_policy_of(arena, case_json(arena, json));
}

/* A policy of these statements. */
static inline Policy *case_statements(Arena *arena, const char *statements) {
  Str json = str_printf(arena, "{`Version`:`2012-10-17`,`Statement`:[%s]}", statements);
  return case_policy(arena, json.ptr);
}

/* Puts the hole wherever a principal or a value of a condition is HOLE. */
static inline void case_put_hole(Arena *arena, Policy *policy, const Hole *hole) {
  for (size_t i = 0; i < policy->statement_count; i++) {
    Statement *s = &policy->statements[i];
    for (size_t k = 0; k < s->principal_count; k++) {
      if (text_is(s->principals[k].value.text, "HOLE"))
        s->principals[k].value.text = text_hole(arena, hole);
    }
    for (size_t k = 0; k < s->condition_count; k++) {
      for (size_t v = 0; v < s->conditions[k].value_count; v++) {
        if (text_is(s->conditions[k].values[v].text, "HOLE"))
          s->conditions[k].values[v].text = text_hole(arena, hole);
      }
    }
  }
}

/* The keys of a JSON object, or none where it is NULL; a list makes a multivalued key. */
static inline void case_context(Request *out, Arena *arena, const Node *context) {
  size_t count = context ? context->count : 0;
  out->keys = arena_array(arena, count + 1, sizeof *out->keys);
  for (size_t i = 0; i < count; i++) {
    const Node *value = context->members[i].value;
    bool list = value->kind == NODE_LIST;
    size_t n = list ? value->count : 1;
    const Text **values = arena_array(arena, n + 1, sizeof *values);
    for (size_t k = 0; k < n; k++)
      values[k] = node_text(arena, list ? value->items[k] : value);
    out->keys[out->key_count++] = (ContextKey){.name = context->members[i].key,
                                               .presence = KEY_PRESENT,
                                               .values = values,
                                               .value_count = n,
                                               .multivalued = list};
  }
}

/* A role of an account that is not known, as in a template. */
static inline Role *case_role(Arena *arena) {
  static const Hole account = {.name = {"own account", 11}, .kind = HOLE_OWN_ACCOUNT};
  static const Hole partition = {.name = {"AWS::Partition", 14}, .kind = HOLE_PARTITION};
  Role *role = arena_alloc(arena, sizeof *role);
  role->account = text_hole(arena, &account);
  role->partition = text_hole(arena, &partition);
  return role;
}

static inline Ways *case_ways_within(Arena *arena, const Policy *policy, SearchBudget *budget) {
  static const Options options = {0};
  Ways *ways = NULL;
  int status = access_find_ways(&ways, arena, case_role(arena), policy, &options, budget);
  return status == OK ? ways : NULL;
}

static inline Ways *case_ways(Arena *arena, const Policy *policy) {
  SearchBudget budget = {.steps = MAX_WAYS_STEPS};
  return case_ways_within(arena, policy, &budget);
}

/* The best that the adversary reaches by any way: open, unknown, limit, closed. */
static inline Outcome case_outcome(const Ways *ways, AdversaryId adversary) {
  Outcome best = WAY_CLOSED;
  for (size_t i = 0; i < ways->count; i++)
    best = outcome_better(ways->items[i].attempts[adversary].outcome, best);
  return best;
}

/* The witness, asked again as `test` asks: a closed world, what follows from the
 * principal filled in, each action a call of its own. */
static inline Verdict case_replay(Arena *arena, const Policy *policy, const Request *witness) {
  Request request = *witness;
  request.others = KEY_ABSENT;
  request.also = NULL;
  request.also_count = 0;
  request_complete(&request, arena);
  for (size_t i = 0; i <= witness->also_count; i++) {
    request.action = i == 0 ? witness->action : witness->also[i - 1];
    Verdict verdict = eval_policy(arena, policy, &request, false).verdict;
    if (verdict != VERDICT_ALLOW)
      return verdict;
  }
  return VERDICT_ALLOW;
}

/* Whether every way that is open has a witness, and the witness is allowed. */
static inline bool case_all_proved(Arena *arena, const Policy *policy, const Ways *ways) {
  for (size_t i = 0; i < ways->count; i++) {
    for (int id = 0; id < ADVERSARY_COUNT; id++) {
      const Attempt *attempt = &ways->items[i].attempts[id];
      if (attempt->outcome == WAY_OPEN &&
          (!attempt->witness || case_replay(arena, policy, attempt->witness) != VERDICT_ALLOW))
        return false;
    }
  }
  return true;
}

static inline const char *case_name(Outcome outcome) {
  static const char *const names[] = {
      [WAY_CLOSED] = "closed",
      [WAY_OPEN] = "open",
      [WAY_UNKNOWN] = "unknown",
      [WAY_LIMIT] = "limit",
  };
  return names[outcome];
}

/* Whether this is the best that the adversary reaches, and every call that was found is proved. */
static inline bool case_is(Arena *arena, const char *json, AdversaryId adversary, Outcome wanted) {
  const Policy *policy = case_policy(arena, json);
  const Ways *ways = case_ways(arena, policy);
  Outcome got = case_outcome(ways, adversary);
  bool proved = case_all_proved(arena, policy, ways);
  if (got != wanted || !proved)
    fprintf(stderr, "%s%s: %s\n", proved ? "" : "not proved, ", case_name(got), json);
  return got == wanted && proved;
}

/* What a condition of an Allow, and more statements, make of a way. */
struct case_row {
  Outcome outcome;
  const char *condition; /* NULL: none */
  const char *more;      /* statements after it; NULL: none */
};

/* A row without more statements. */
#define IF(outcome, condition)                                                                     \
  { outcome, condition, NULL }

/* Whether the adversary fares as the row says, and every call that was found is proved.
 * `allow`: the statement up to its condition. */
static inline bool case_agrees(const struct case_row *row, const char *allow,
                               AdversaryId adversary) {
  Arena *arena = arena_new(CASE_BYTES);
  Str json = str_printf(arena, "{`Version`:`2012-10-17`,`Statement`:[%s%s%s}%s%s]}", allow,
                        row->condition ? ",`Condition`:" : "", row->condition ? row->condition : "",
                        row->more ? "," : "", row->more ? row->more : "");
  bool agrees = case_is(arena, json.ptr, adversary, row->outcome);
  arena_free(arena);
  return agrees;
}

/* How many of the rows are wrong. */
static inline size_t case_wrong(const struct case_row *rows, size_t count, const char *allow,
                                AdversaryId adversary) {
  size_t wrong = 0;
  for (size_t i = 0; i < count; i++)
    wrong += !case_agrees(&rows[i], allow, adversary);
  return wrong;
}

#endif
