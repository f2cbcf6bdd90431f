/* SPDX-License-Identifier: Apache-2.0
 *
 * Keys that hang together, and all that they can do.
 */
#include "access/component.h"

#include <string.h>

#include "access/clauses.h"
#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "evaluate/evaluation.h"

/* ---- What hangs together ------------------------------------------------------------------ */

static void join(Question *q, const AskedKey *a, const AskedKey *b) {
  size_t from = a->component, to = b->component;
  for (size_t i = 0; i < q->key_count; i++) {
    if (q->keys[i].component == from)
      q->keys[i].component = to;
  }
}

static bool share_part(const AskedKey *a, const AskedKey *b) {
  for (size_t i = 0; a->form && b->form && i < a->form->count; i++) {
    for (size_t k = 0; k < b->form->count; k++) {
      if (!a->form->items[i].text && !b->form->items[k].text &&
          a->form->items[i].part == b->form->items[k].part)
        return true;
    }
  }
  return false;
}

static bool is_tag(KeyGroup group) {
  return group == GROUP_TAG || group == GROUP_TAG_NAMES;
}

static bool is_network(KeyGroup group) {
  return group == GROUP_PUBLIC || group == GROUP_VPC;
}

static bool hang_together(const AskedKey *a, const AskedKey *b) {
  bool mfa = a->info->source == KEY_MFA && b->info->source == KEY_MFA;
  bool tags = is_tag(a->group) && is_tag(b->group) &&
              (a->group == GROUP_TAG_NAMES || b->group == GROUP_TAG_NAMES);
  bool orgs = a->group == b->group &&
              (a->group == GROUP_ORG || a->group == GROUP_SOURCE_ORG || a->group == GROUP_VPCE_ORG);
  bool network = is_network(a->group) && is_network(b->group);
  return mfa || tags || orgs || network || share_part(a, b);
}

static void join_variables(Question *q, const Condition *condition) {
  const AskedKey *key = question_key(q, condition->key);
  for (size_t i = 0; key && i < condition->value_count; i++) {
    const Text *text = condition->values[i].text;
    for (size_t p = 0; p < text->count; p++) {
      Str name;
      for (size_t at = 0;
           !text->pieces[p].hole && eval_next_variable(&name, text->pieces[p].literal, &at);) {
        const AskedKey *variable = question_key(q, name);
        if (variable)
          join(q, key, variable);
      }
    }
  }
}

Components question_components(Question *q) {
  Components out = {.count = 0};
  for (size_t i = 0; i < q->key_count; i++)
    q->keys[i].component = i;
  for (size_t i = 0; i < q->key_count; i++) {
    for (size_t k = 0; k < i; k++) {
      if (hang_together(&q->keys[i], &q->keys[k]))
        join(q, &q->keys[i], &q->keys[k]);
    }
  }
  for (size_t i = 0; i < q->statement_count && policy_has_variables(q->policy); i++) {
    const Statement *s = q->statements[i].statement;
    for (size_t k = 0; k < s->condition_count; k++)
      join_variables(q, &s->conditions[k]);
  }
  for (size_t id = 0; id < q->key_count; id++) {
    Component c = {.key_count = 0};
    for (size_t i = 0; i < q->key_count; i++) {
      if (q->keys[i].component == id)
        ARRAY_ADD(q->arena, c.keys, c.key_count, c.key_cap, i);
    }
    if (c.key_count > 0)
      LIST_ADD(q->arena, &out, c);
  }
  return out;
}

/* ---- Which keys are there ------------------------------------------------------------------- */

/* Keys of one organization are there together. */
static bool agrees(const Question *q, const Component *c, const bool *present) {
  bool public = false, vpc = false, mfa = false, age = false, asks_mfa = false;
  for (size_t i = 0; i < c->key_count; i++) {
    const AskedKey *a = &q->keys[c->keys[i]];
    bool is_age = a->group == GROUP_MFA_AGE;
    public = public || (a->group == GROUP_PUBLIC && present[c->keys[i]]);
    vpc = vpc || (a->group == GROUP_VPC && present[c->keys[i]]);
    if (a->info->source == KEY_MFA) {
      asks_mfa = asks_mfa || !is_age;
      mfa = mfa || (!is_age && present[c->keys[i]]);
      age = age || (is_age && present[c->keys[i]]);
    }
    for (size_t k = 0; k < i; k++) {
      const AskedKey *b = &q->keys[c->keys[k]];
      bool together =
          a->group == b->group &&
          (a->group == GROUP_ORG || a->group == GROUP_SOURCE_ORG || a->group == GROUP_VPCE_ORG);
      if (together && present[c->keys[i]] != present[c->keys[k]])
        return false;
    }
  }
  return !(public && vpc) && !(age && asks_mfa && !mfa);
}

struct explorer {
  Question *q;
  Component *component;
  DenySet all;
  size_t optional[MAX_OPTIONAL_KEYS];
  size_t optional_count;
};

/* Whether enough of the values of each part that nobody chooses get in. */
static bool is_likely(const Question *q, const RunResult *result, DenySet failed) {
  for (size_t i = 0; i < q->part_count; i++) {
    if (!result->read[i] || q->parts[i].odds <= 0 || q->parts[i].fixed)
      continue;
    if (product_share(result->product, result->places[i], failed) < q->parts[i].odds)
      return false;
  }
  return true;
}

static void add_choice(struct explorer *x, const Run *run, const RunResult *result, Exit exit) {
  Choice choice = {exit.failed | result->failed, *run, *result, exit};
  Component *c = x->component;
  for (size_t i = 0; i < c->choice_count; i++) {
    if ((c->choices[i].failed & choice.failed) == choice.failed)
      return;
  }
  ARRAY_ADD(x->q->arena, c->choices, c->choice_count, c->choice_cap, choice);
}

static const Text *natural_word(Question *q, const AskedPart *part, size_t n) {
  Str words = str_of(part->domain ? part->domain->words : NULL);
  size_t at = 0;
  while (n-- > 0)
    at = str_find(words, at, ' ') + 1;
  if (at >= words.len)
    return NULL;
  Str word = str_slice(words, at, str_find(words, at, ' '));
  return part->fresh ? text_fresh(q->arena, word) : text_literal(q->arena, word);
}

/* The first natural word of each part that has none yet, by place. */
static const Text **natural_words(Question *q, const Run *run, const RunResult *result) {
  const Text **words = arena_array(q->arena, result->place_count + 1, sizeof *words);
  for (size_t i = 0; i < q->part_count; i++) {
    size_t place = result->places[i];
    if (place != SIZE_MAX && !q->parts[i].fixed && !run->words[i] && !words[place])
      words[place] = natural_word(q, &q->parts[i], 0);
  }
  return words;
}

/* An exit where the Denies fail; NULL: none. */
static const Exit *find_exit(const RunResult *result, DenySet failed) {
  size_t count;
  const Exit *exits = product_exits(result->product, &count);
  for (size_t i = 0; i < count; i++) {
    if ((failed & ~(exits[i].failed | result->failed)) == 0)
      return &exits[i];
  }
  return NULL;
}

/* The words that a person would think of first are tried first: where they get past all Denies
 * nothing has to be looked for. Not where the share of the values counts. */
static void walk(struct explorer *x, const Run *run) {
  RunResult result = run_build(run);
  size_t count;
  if (result.lost)
    return;
  if (!result.measured) {
    run_walk(run, &result, x->all, natural_words(x->q, run, &result));
    const Exit *exit = find_exit(&result, x->all);
    if (exit) {
      add_choice(x, run, &result, *exit);
      return;
    }
  }
  run_walk(run, &result, x->all, NULL);
  const Exit *exits = product_exits(result.product, &count);
  for (size_t i = 0; i < count; i++) {
    if (!result.measured || is_likely(x->q, &result, exits[i].failed))
      add_choice(x, run, &result, exits[i]);
  }
}

/* Every way to meet what leaves a choice. */
static void walk_options(struct explorer *x, Run *run) {
  Points points = run_points(run);
  size_t total = 1;
  for (size_t i = 0; i < points.count && total <= MAX_CHOICES; i++)
    total *= points.items[i].options;
  x->q->gave_up = x->q->gave_up || total > MAX_CHOICES;
  Points *kept = arena_alloc(x->q->arena, sizeof *kept);
  *kept = points;
  run->points = kept;
  for (size_t n = 0; n < total && n<MAX_CHOICES && * x->q->steps> 0; n++) {
    size_t rest = n;
    run->options = arena_array(x->q->arena, points.count, sizeof *run->options);
    for (size_t i = 0; i < points.count; i++) {
      run->options[i] = rest % points.items[i].options;
      rest /= points.items[i].options;
    }
    walk(x, run);
  }
}

/* With an age, MFA was used. */
static void settle_mfa(Question *q, const Component *c, Run *run) {
  bool age = false;
  for (size_t i = 0; i < c->key_count; i++)
    age = age || (q->keys[c->keys[i]].group == GROUP_MFA_AGE && run->present[c->keys[i]]);
  for (size_t i = 0; age && i < q->part_count; i++) {
    if (str_is(q->parts[i].name, "MFA"))
      run->words[i] = text_literal(q->arena, STR("true"));
  }
}

static void explore_presence(struct explorer *x, size_t mask) {
  Question *q = x->q;
  Run run = {.q = q, .keys = x->component->keys, .key_count = x->component->key_count};
  run.present = arena_array(q->arena, q->key_count, sizeof *run.present);
  run.words = arena_array(q->arena, q->part_count, sizeof *run.words);
  for (size_t i = 0; i < x->component->key_count; i++) {
    const AskedKey *key = &q->keys[x->component->keys[i]];
    run.present[x->component->keys[i]] = key->there == THERE_ALWAYS && key->form;
  }
  for (size_t i = 0; i < x->optional_count; i++)
    run.present[x->optional[i]] = mask >> i & 1;
  settle_mfa(q, x->component, &run);
  if (agrees(q, x->component, run.present))
    walk_options(x, &run);
}

static unsigned bits_of(size_t mask) {
  unsigned n = 0;
  for (; mask; mask &= mask - 1)
    n++;
  return n;
}

void component_explore(Question *q, Component *component, DenySet all) {
  struct explorer x = {.q = q, .component = component, .all = all};
  for (size_t i = 0; i < component->key_count; i++) {
    const AskedKey *key = &q->keys[component->keys[i]];
    if (key->there != THERE_SOMETIMES || !key->form)
      continue;
    q->gave_up = q->gave_up || x.optional_count == MAX_OPTIONAL_KEYS;
    if (x.optional_count < MAX_OPTIONAL_KEYS)
      x.optional[x.optional_count++] = component->keys[i];
  }
  /* A call with fewer keys is the plainer one. */
  for (unsigned bits = 0; bits <= x.optional_count; bits++) {
    for (size_t mask = 0; mask < (size_t)1 << x.optional_count; mask++) {
      if (bits_of(mask) == bits && *q->steps > 0)
        explore_presence(&x, mask);
    }
  }
}

/* ---- Better words ------------------------------------------------------------------------------ */

static bool try_words(Question *q, Choice *choice, const Text *const *words) {
  bool gave_up = q->gave_up;
  run_walk(&choice->run, &choice->result, choice->failed, words);
  q->gave_up = gave_up;
  const Exit *exit = find_exit(&choice->result, choice->failed);
  if (exit)
    choice->exit = *exit;
  return exit != NULL;
}

/* Tries a natural word for the place; keeps it in `words` if it does. */
static bool improve_part(Question *q, Choice *choice, const Text **words, size_t part) {
  enum { MAX_WORDS = 3 };
  size_t place = choice->result.places[part];
  for (size_t n = 0; n < MAX_WORDS && natural_word(q, &q->parts[part], n); n++) {
    words[place] = natural_word(q, &q->parts[part], n);
    if (try_words(q, choice, words))
      return true;
  }
  words[place] = NULL;
  return false;
}

/* The walk of the choice stands at its words afterwards. */
void choice_improve(Question *q, Choice *choice) {
  const Text **words = natural_words(q, &choice->run, &choice->result);
  if (try_words(q, choice, words))
    return;
  memset(words, 0, (choice->result.place_count + 1) * sizeof *words);
  bool walked = false;
  for (size_t i = 0; i<q->part_count && * q->steps> 0; i++) {
    size_t place = choice->result.places[i];
    if (place != SIZE_MAX && !q->parts[i].fixed && !choice->run.words[i] && !words[place])
      walked = improve_part(q, choice, words, i);
  }
  if (!walked)
    try_words(q, choice, words);
}
