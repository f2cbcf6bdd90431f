/* SPDX-License-Identifier: Apache-2.0
 *
 * Candidate strings out of the policy's own patterns: readable ones by filling
 * wildcards, and what the solver finds where several patterns must agree.
 */
#include "access/search.h"
#include "access/solve.h"
#include "assumelint/arena.h"

enum { MAX_DENY_CHOICES = 6, MAX_WISHES = 256, MAX_PICKS = 400 };

void alint_add_value(struct alint_search *s, struct alint_values *out,
                     const struct alint_text *text) {
  if (!text) {
    s->status = ALINT_ENOMEM;
    return;
  }
  for (size_t i = 0; i < out->count; i++) {
    if (alint_text_same(out->items[i], text))
      return;
  }
  if (out->count == ALINT_MAX_CANDIDATES)
    s->gave_up = true;
  else
    out->items[out->count++] = text;
}

void alint_add_literal(struct alint_search *s, struct alint_values *out, struct alint_str value) {
  alint_add_value(s, out, alint_text_literal(s->arena, value));
}

const struct alint_text *alint_use_value(struct alint_search *s, const struct alint_use *use,
                                         size_t i) {
  const struct alint_text *text = use->condition->values[i].text, *expanded = text;
  if (!alint_policy_has_variables(s->policy) || !alint_has_variable(text))
    return text;
  struct alint_evaluation e = {
      .arena = s->arena, .policy = s->policy, .request = &s->request, .variables = true};
  if (alint_expand_variables(&e, &expanded, text) != ALINT_EXPANDED)
    return NULL;
  return expanded;
}

/* The pattern with '*' replaced by `star` and '?' by 'x'. */
static const struct alint_text *filled(struct alint_search *s, const struct alint_text *pattern,
                                       const char *star) {
  struct alint_piece *pieces = alint_arena_array(s->arena, pattern->count, sizeof *pieces);
  struct alint_text *text = alint_arena_alloc(s->arena, sizeof *text);
  if (!pieces || !text)
    return NULL;
  for (size_t i = 0; i < pattern->count; i++) {
    struct alint_piece piece = pattern->pieces[i];
    if (!piece.hole && !piece.exact) {
      struct alint_buf buf = alint_buf(s->arena);
      for (size_t k = 0; k < piece.literal.len; k++) {
        char c = piece.literal.ptr[k];
        if (c == '*')
          alint_buf_add(&buf, star);
        else
          alint_buf_add_char(&buf, c == '?' ? 'x' : c);
      }
      piece.literal = alint_buf_str(&buf);
    }
    piece.exact = false;
    if (piece.hole || piece.literal.len > 0)
      pieces[text->count++] = piece;
  }
  text->pieces = pieces;
  return text;
}

static bool is_string_family(const struct alint_operator *op) {
  return op->family == ALINT_OP_STRING || op->family == ALINT_OP_STRING_NOCASE ||
         op->family == ALINT_OP_LIKE || op->family == ALINT_OP_ARN;
}

static bool has_wildcards(const struct alint_operator *op) {
  return op->family == ALINT_OP_LIKE || op->family == ALINT_OP_ARN;
}

void alint_pattern_values(struct alint_search *s, const struct alint_search_key *key,
                          struct alint_values *out) {
  for (size_t i = 0; i < key->use_count; i++) {
    const struct alint_use *use = &key->uses[i];
    if (!is_string_family(&use->op))
      continue;
    for (size_t k = 0; k < use->condition->value_count && k < MAX_PICKS; k++) {
      const struct alint_text *value = alint_use_value(s, use, k);
      if (!value)
        continue;
      if (!has_wildcards(&use->op)) {
        alint_add_value(s, out, value);
        continue;
      }
      alint_add_value(s, out, filled(s, value, ""));
      alint_add_value(s, out, filled(s, value, "x"));
    }
  }
}

/* ---- The solver's wishes --------------------------------------------------- */

struct wishes {
  struct alint_glob_wish items[MAX_WISHES];
  size_t count;
  bool overflow, impossible;
};

static void wish(struct wishes *w, const struct alint_use *use, const struct alint_text *pattern,
                 bool wanted) {
  if (w->count == MAX_WISHES) {
    w->overflow = true;
    return;
  }
  w->items[w->count++] = (struct alint_glob_wish){
      .pattern = pattern,
      .wanted = wanted,
      .glob = has_wildcards(&use->op),
      .nocase = use->op.family == ALINT_OP_STRING_NOCASE,
      .arn = use->op.family == ALINT_OP_ARN,
  };
}

/* None of the condition's values may match. */
static void wish_none(struct alint_search *s, struct wishes *w, const struct alint_use *use) {
  for (size_t i = 0; i < use->condition->value_count; i++) {
    const struct alint_text *value = alint_use_value(s, use, i);
    if (value)
      wish(w, use, value, false);
  }
}

/* One of them must: the `pick`-th, counted round. */
static void wish_one(struct alint_search *s, struct wishes *w, const struct alint_use *use,
                     size_t pick) {
  if (use->condition->value_count == 0) {
    w->impossible = true;
    return;
  }
  const struct alint_text *value = alint_use_value(s, use, pick % use->condition->value_count);
  if (value)
    wish(w, use, value, true);
  else
    w->impossible = true;
}

/* What the condition wants of a value if it is to hold (or not to). */
static void wish_for(struct alint_search *s, struct wishes *w, const struct alint_use *use,
                     bool holds, size_t pick) {
  bool match = holds != use->op.negated;
  if (match)
    wish_one(s, w, use, pick);
  else
    wish_none(s, w, use);
}

struct key_filter {
  struct alint_str key;
};

static bool accepts_char(const void *context, char c) {
  const struct key_filter *filter = context;
  return alint_key_accepts_char(filter->key, c);
}

/* Whether the use takes part: the statement's own conditions always, those of
 * Deny statements where their bit is set. */
struct selection {
  const struct alint_use *own[ALINT_MAX_SEARCH_KEYS];
  size_t own_count;
  const struct alint_use *deny[MAX_DENY_CHOICES];
  size_t deny_count;
};

static void select_uses(struct alint_search *s, const struct alint_search_key *key,
                        struct selection *out) {
  *out = (struct selection){.own_count = 0};
  for (size_t i = 0; i < key->use_count; i++) {
    const struct alint_use *use = &key->uses[i];
    if (!is_string_family(&use->op))
      continue;
    if (use->statement == s->way->statement && out->own_count < ALINT_MAX_SEARCH_KEYS)
      out->own[out->own_count++] = use;
    else if (use->statement->effect == ALINT_EFFECT_DENY && out->deny_count < MAX_DENY_CHOICES)
      out->deny[out->deny_count++] = use;
    else if (use->statement->effect == ALINT_EFFECT_DENY)
      s->gave_up = true;
  }
}

/* How many ways there are to pick one value for each condition that needs one. */
static size_t picks_of(const struct selection *sel) {
  size_t most = 1;
  for (size_t i = 0; i < sel->own_count; i++) {
    size_t n = sel->own[i]->condition->value_count;
    if (n > most)
      most = n;
  }
  return sel->own_count > 1 ? most * most : most;
}

static void solve_one(struct alint_search *s, const struct alint_search_key *key,
                      const struct alint_text *shape, const struct selection *sel, unsigned avoided,
                      size_t pick, struct alint_values *out) {
  struct wishes w = {.count = 0};
  struct key_filter filter = {key->name};
  const struct alint_text *solution;
  static const struct alint_piece at_least_two = {.literal = {"??*", 3}};
  static const struct alint_text two = {&at_least_two, 1};
  if (shape)
    w.items[w.count++] = (struct alint_glob_wish){.pattern = shape, .wanted = true, .glob = true};
  if (alint_key_shortest(key->name) == 2)
    w.items[w.count++] = (struct alint_glob_wish){.pattern = &two, .wanted = true, .glob = true};
  size_t rest = pick;
  for (size_t i = 0; i < sel->own_count; i++) {
    size_t n = sel->own[i]->condition->value_count;
    wish_for(s, &w, sel->own[i], true, rest);
    rest = n > 0 ? rest / n : rest;
  }
  for (size_t i = 0; i < sel->deny_count; i++) {
    if (avoided & 1u << i)
      wish_for(s, &w, sel->deny[i], false, pick);
  }
  if (w.impossible)
    return;
  s->gave_up = s->gave_up || w.overflow;
  switch (alint_solve(&solution, s->arena, w.items, w.count, accepts_char, &filter)) {
  case ALINT_SOLVED:
    alint_add_value(s, out, solution);
    break;
  case ALINT_SOLVER_GAVE_UP:
    s->gave_up = true;
    break;
  case ALINT_SOLVER_NO_MEMORY:
    s->status = ALINT_ENOMEM;
    break;
  case ALINT_UNSOLVABLE:
    break;
  }
}

void alint_solved_values(struct alint_search *s, const struct alint_search_key *key,
                         const struct alint_text *shape, struct alint_values *out) {
  struct selection sel;
  select_uses(s, key, &sel);
  /* One condition alone is met by its own values, filled in. */
  if (sel.deny_count == 0 && sel.own_count < 2 && (!shape || sel.own_count == 0))
    return;
  size_t picks = picks_of(&sel);
  if (picks > MAX_PICKS) {
    picks = MAX_PICKS;
    s->gave_up = true;
  }
  for (unsigned avoided = 0; avoided < 1u << sel.deny_count; avoided++) {
    for (size_t pick = 0; pick < picks && s->status == ALINT_OK; pick++)
      solve_one(s, key, shape, &sel, avoided, pick, out);
  }
}
