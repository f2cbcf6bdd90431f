/* SPDX-License-Identifier: Apache-2.0
 *
 * Candidate strings that the solver finds, where several conditions must agree
 * on one value or Deny statements must be stepped around.
 */

#include "access/solve.h"
#include "access/values.h"
#include "assumelint/arena.h"

static bool has_wildcards(const Operator *op) {
  return op->family == OPERATOR_LIKE || op->family == OPERATOR_ARN;
}

/* ---- Wishes ---------------------------------------------------------------- */

enum { STEPS_OF_A_WISH = 24 };

struct task {
  const SearchKey *key;
  const Text *shape;
  bool fresh;
  GlobWish *wishes;
  size_t wish_count, wish_cap;
  unsigned groups;
  bool impossible;
};

static void wish(Search *s, struct task *t, GlobWish w) {
  t->wishes = arena_grow(s->arena, t->wishes, t->wish_count, &t->wish_cap, sizeof *t->wishes);
  t->wishes[t->wish_count++] = w;
}

static void wish_shape(Search *s, struct task *t, const Text *shape) {
  wish(s, t, (GlobWish){.pattern = shape, .wanted = true, .group = t->groups++, .glob = true});
}

/* What stands before the first wildcard or hole. */
static Str fixed_start(const Text *pattern, bool glob) {
  if (pattern->count == 0 || pattern->pieces[0].hole || pattern->pieces[0].fresh)
    return (Str){NULL, 0};
  Str start = pattern->pieces[0].literal;
  size_t end = 0;
  while (end < start.len &&
         !(glob && !pattern->pieces[0].exact && (start.ptr[end] == '*' || start.ptr[end] == '?')))
    end++;
  return str_slice(start, 0, end);
}

/* Whether the pattern starts otherwise than the shape: it plays no part then. */
static bool leaves_shape(const struct task *t, const Text *pattern, const Operator *op) {
  if (!t->shape || op->family == OPERATOR_STRING_NOCASE)
    return false;
  Str a = fixed_start(t->shape, true), b = fixed_start(pattern, has_wildcards(op));
  size_t n = a.len < b.len ? a.len : b.len;
  return !str_eq(str_slice(a, 0, n), str_slice(b, 0, n));
}

/* An Arn operator compares six components. */
static bool has_components(const Text *pattern) {
  size_t colons = 0;
  for (size_t i = 0; i < pattern->count; i++) {
    if (pattern->pieces[i].hole)
      return true;
    Str literal = pattern->pieces[i].literal;
    for (size_t k = 0; k < literal.len; k++)
      colons += literal.ptr[k] == ':';
  }
  return colons >= 5;
}

/* What the condition wants of a value if it is to hold (or not to). */
static void wish_for(Search *s, struct task *t, const ConditionUse *use, bool holds) {
  bool match = holds != use->op.negated, any = false;
  /* A variable that is not chosen yet may have any value. */
  search_spend(s, 2 * STEPS_OF_A_WISH * use->condition->value_count);
  for (size_t i = 0; match && i < use->condition->value_count; i++) {
    if (!search_use_value(s, use, i))
      return;
  }
  for (size_t i = 0; i < use->condition->value_count; i++) {
    const Text *value = search_use_value(s, use, i);
    if (!value || leaves_shape(t, value, &use->op) ||
        (use->op.family == OPERATOR_ARN && !has_components(value)) ||
        (match && t->fresh && !search_fixes_little(t->key->name, value)))
      continue;
    wish(s, t,
         (GlobWish){.pattern = value,
                    .wanted = match,
                    .group = match ? t->groups : 0,
                    .glob = has_wildcards(&use->op),
                    .nocase = use->op.family == OPERATOR_STRING_NOCASE,
                    .arn = use->op.family == OPERATOR_ARN});
    any = true;
  }
  t->impossible = t->impossible || (match && !any);
  t->groups += match && any;
}

/* ---- One solution ------------------------------------------------------------ */

enum { SOLUTIONS_IN_SIGHT = 4 };

/* The conditions that must hold, and those that should be had if possible. */
struct selection {
  const ConditionUse **must, **optional;
  size_t must_count, optional_count;
};

static bool accepts_char(const void *context, char c) {
  const SearchKey *key = context;
  return key_accepts_char(key->name, c);
}

static bool solve(Search *s, const SearchKey *key, const Text *shape, bool fresh,
                  const struct selection *sel, const bool *wanted, TextList *out) {
  static const Piece at_least_two = {.literal = {"??*", 3}};
  static const Text two = {&at_least_two, 1};
  struct task t = {.key = key, .shape = shape, .fresh = fresh};
  const Text *solution = NULL;
  if (s->steps >= s->most_steps) {
    s->gave_up = s->wants_more = true;
    return false;
  }
  if (shape)
    wish_shape(s, &t, shape);
  if (key_shortest(key->name) == 2)
    wish_shape(s, &t, &two);
  if (s->never)
    wish(s, &t, (GlobWish){.pattern = s->never, .glob = true});
  for (size_t i = 0; i < sel->must_count; i++)
    wish_for(s, &t, sel->must[i], true);
  for (size_t i = 0; i < sel->optional_count; i++) {
    if (wanted[i])
      wish_for(s, &t, sel->optional[i], sel->optional[i]->statement->effect != EFFECT_DENY);
  }
  if (t.impossible || s->status != OK)
    return false;
  /* None takes more than its share of what is left. */
  size_t left = (s->most_steps - s->steps) / SOLUTIONS_IN_SIGHT, given = left;
  Solution result =
      search_solve(&solution, s->arena, t.wishes, t.wish_count, accepts_char, key, &left);
  search_spend(s, given - left);
  switch (result) {
  case SOLVER_SOLVED:
    search_add_value(s, out, solution);
    return true;
  case SOLVER_OUT_OF_STEPS:
    s->gave_up = s->wants_more = true;
    break;
  case SOLVER_GAVE_UP:
    s->gave_up = true;
    break;
  case SOLVER_UNSOLVABLE:
    break;
  }
  return false;
}

/* ---- Every set worth having ----------------------------------------------------- */

static unsigned bits_of(unsigned mask) {
  unsigned n = 0;
  for (; mask; mask &= mask - 1)
    n++;
  return n;
}

static bool is_part(unsigned mask, const unsigned *of, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if ((mask & of[i]) == mask)
      return true;
  }
  return false;
}

static bool same_condition(const ConditionUse *a, const ConditionUse *b) {
  const Condition *x = a->condition, *y = b->condition;
  if (a->statement->effect != b->statement->effect || x->value_count != y->value_count ||
      a->op.family != b->op.family || a->op.negated != b->op.negated)
    return false;
  for (size_t i = 0; i < x->value_count; i++) {
    if (!text_same(x->values[i].text, y->values[i].text))
      return false;
  }
  return true;
}

static void drop_equal(Search *s, struct selection *sel) {
  size_t kept = 0;
  for (size_t i = 0; i < sel->optional_count; i++) {
    bool equal = false;
    search_spend(s, STEPS_OF_A_WISH * kept);
    for (size_t k = 0; k < kept && !equal; k++)
      equal = same_condition(sel->optional[k], sel->optional[i]);
    if (!equal)
      sel->optional[kept++] = sel->optional[i];
  }
  sel->optional_count = kept;
}

struct sets {
  Search *s;
  const SearchKey *key;
  const Text *shape;
  bool fresh;
  struct selection *sel;
  bool *wanted; /* by optional condition */
  TextList *out;
};

static bool solve_set(const struct sets *x) {
  return solve(x->s, x->key, x->shape, x->fresh, x->sel, x->wanted, x->out);
}

static void want_all(const struct sets *x, bool wanted) {
  for (size_t i = 0; i < x->sel->optional_count; i++)
    x->wanted[i] = wanted;
}

/* Those that cannot be had even alone are not asked for again. */
static void drop_impossible(struct sets *x) {
  size_t kept = 0, count = x->sel->optional_count;
  want_all(x, false);
  for (size_t i = 0; i < count && x->s->status == OK; i++) {
    const ConditionUse *use = x->sel->optional[i];
    x->sel->optional[kept] = use;
    x->wanted[kept] = true;
    x->sel->optional_count = kept + 1;
    bool possible = solve_set(x);
    x->wanted[kept] = false;
    kept += possible;
  }
  x->sel->optional_count = kept;
}

/* From most of the conditions down to few; parts of a set that was had are left out. */
static void solve_each_set(const struct sets *x) {
  unsigned had[MAX_SOLVED_SETS];
  size_t had_count = 0, solves = 0;
  unsigned n = (unsigned)x->sel->optional_count;
  for (unsigned size = n; size-- > 2 && x->s->status == OK;) {
    for (unsigned mask = 0; mask < 1u << n; mask++) {
      if (bits_of(mask) != size || is_part(mask, had, had_count))
        continue;
      if (solves++ == MAX_SOLVED_SETS) {
        x->s->gave_up = true;
        return;
      }
      for (size_t i = 0; i < n; i++)
        x->wanted[i] = (mask & 1u << i) != 0;
      if (solve_set(x))
        had[had_count++] = mask;
    }
  }
}

/* Too many to try each set: as many as go together, beginning with each in turn. */
static void solve_greedily(const struct sets *x) {
  size_t n = x->sel->optional_count;
  x->s->gave_up = true;
  for (size_t first = 0; first < n && first < MAX_OPTIONAL_CONDITIONS; first++) {
    want_all(x, false);
    for (size_t i = 0; i < n && x->s->status == OK; i++) {
      x->wanted[(first + i) % n] = true;
      x->wanted[(first + i) % n] = solve_set(x);
    }
  }
}

/* Values for every set of optional conditions that is worth having. */
static void solve_sets(struct sets *x) {
  drop_equal(x->s, x->sel);
  x->wanted = arena_array(x->s->arena, x->sel->optional_count, sizeof *x->wanted);
  want_all(x, true);
  if (solve_set(x) || x->sel->optional_count == 0)
    return;
  want_all(x, false);
  if (!solve_set(x))
    return;
  drop_impossible(x);
  want_all(x, true);
  if (x->sel->optional_count < 2 || solve_set(x))
    return;
  if (x->sel->optional_count <= MAX_OPTIONAL_CONDITIONS)
    solve_each_set(x);
  else
    solve_greedily(x);
}

static bool is_own(const Search *s, const ConditionUse *use) {
  return use->statement == s->way->statement;
}

/* Whether each value of a list must keep the condition by itself. */
static bool of_each_value(const SearchKey *key, const ConditionUse *use) {
  return !key->info->multivalued || use->op.set == OPERATOR_SET_ALL;
}

/* `target`: the ForAnyValue condition that one value of a list is for. */
static void solve_for(Search *s, const SearchKey *key, const Text *shape, bool fresh,
                      const ConditionUse *target, TextList *out) {
  struct selection sel = {.must_count = 0};
  search_spend(s, 2 * key->use_count);
  sel.must = arena_array(s->arena, key->use_count + 1, sizeof *sel.must);
  sel.optional = arena_array(s->arena, key->use_count + 1, sizeof *sel.optional);
  for (size_t i = 0; i < key->use_count; i++) {
    const ConditionUse *use = &key->uses[i];
    if (!operator_is_text(&use->op) || !search_use_matters(s, use))
      continue;
    if (is_own(s, use) ? of_each_value(key, use) || use == target : use == target)
      sel.must[sel.must_count++] = use;
    else if (!is_own(s, use))
      sel.optional[sel.optional_count++] = use;
  }
  /* One condition alone is met by its own values, filled in. */
  bool alone = sel.must_count == 0 || (sel.must_count == 1 && !sel.must[0]->op.negated);
  if (alone && sel.optional_count == 0 && !shape && !fresh)
    return;
  if (s->effort < EFFORT_SOLVED) {
    s->skipped = true;
    return;
  }
  struct sets sets = {.s = s, .key = key, .shape = shape, .fresh = fresh, .sel = &sel, .out = out};
  solve_sets(&sets);
}

void search_solved_values(Search *s, const SearchKey *key, const Text *shape, bool fresh,
                          TextList *out) {
  solve_for(s, key, shape, fresh, NULL, out);
  for (size_t i = 0; key->info->multivalued && i < key->use_count; i++) {
    const ConditionUse *use = &key->uses[i];
    if (is_own(s, use) && use->op.set == OPERATOR_SET_ANY && operator_is_text(&use->op))
      solve_for(s, key, shape, fresh, use, out);
  }
}
