/* SPDX-License-Identifier: Apache-2.0
 *
 * Conditions as automata. Two languages for everything that is not plain: where a match helps
 * the caller the wide walk takes all texts that could match, where it hurts those that certainly
 * do; the narrow walk takes the other of each. So the wide walk misses no call, and the
 * narrow one finds none that fails.
 */
#include "access/clauses.h"

#include <string.h>

#include "access/typed.h"
#include "assumelint/arena.h"
#include "evaluate/evaluation.h"

bool clause_helps(const AskedStatement *asked, const Operator *op) {
  return (asked->deny == NO_DENY) != op->negated;
}

Width clause_width(const Question *q, bool helps) {
  return helps ? q->width : q->width == WIDE ? NARROW : WIDE;
}

/* ---- Without a value ---------------------------------------------------------------------- */

/* What is not known is taken for the caller in the wide walk, against it in the narrow one. */
static Known taken(const Run *run, const AskedStatement *asked) {
  run->q->open = true;
  bool allow = asked->deny == NO_DENY, wide = run->q->width == WIDE;
  return allow == wide ? KNOWN_TRUE : KNOWN_FALSE;
}

static Known from(bool b) {
  return b ? KNOWN_TRUE : KNOWN_FALSE;
}

static Known known_null(const Run *run, const AskedStatement *asked, const Condition *condition,
                        bool absent) {
  bool hole = condition->opaque;
  for (size_t i = 0; i < condition->value_count; i++) {
    Str wanted;
    if (!text_known(condition->values[i].text, &wanted))
      hole = true;
    else if (str_is_nocase(wanted, absent ? "true" : "false"))
      return KNOWN_TRUE;
  }
  return hole ? taken(run, asked) : KNOWN_FALSE;
}

/* U1: the reading that lets more callers in. */
static Known known_absent(const AskedStatement *asked, const Operator *op) {
  if (op->set == OPERATOR_SET_ALL)
    return KNOWN_TRUE;
  if (op->set == OPERATOR_SET_ANY)
    return from(op->if_exists && asked->deny == NO_DENY);
  return from(op->if_exists || op->negated);
}

Known clause_known(const Run *run, const AskedStatement *asked, const Condition *condition,
                   const AskedKey *key) {
  Operator op;
  bool absent = !key || !run->present[key - run->q->keys];
  /* For a companion action there is no external ID, nor a context. */
  absent = absent || (asked->companion &&
                      (key->info->source == KEY_EXTERNAL_ID || key->info->source == KEY_CONTEXT));
  if (!operator_parse(&op, condition->operator_name))
    return taken(run, asked);
  if (op.family == OPERATOR_NULL)
    return known_null(run, asked, condition, absent);
  if (absent)
    return known_absent(asked, &op);
  if (condition->opaque)
    return taken(run, asked);
  /* U3: a plain operator on a list is false. */
  if (key->list && op.set == OPERATOR_SET_NONE)
    return KNOWN_FALSE;
  return NOT_KNOWN;
}

/* ---- Variables ------------------------------------------------------------------------------ */

const AskedPart *form_only_part(const Question *q, const Form *form) {
  bool one = form->count == 1 && !form->items[0].text;
  return one ? &q->parts[form->items[0].part] : NULL;
}

/* A tag of the role may be one that others have, too. */
static bool is_tag_of_role(const AskedKey *key) {
  return str_starts_nocase(key->name, "aws:ResourceTag/") ||
         str_starts_nocase(key->name, "iam:ResourceTag/");
}

/* The value of a present key as far as it is decided: any text where it is not. */
static const Text *value_so_far(const Run *run, const AskedKey *key) {
  const Question *q = run->q;
  if (str_is_nocase(key->name, "aws:ResourceAccount"))
    return q->role->account;
  if (key->info->source == KEY_ROLE && !is_tag_of_role(key) && question_is_outsider(q))
    return text_hole(q->arena, &automaton_role_side);
  const Text **texts = arena_array(q->arena, key->form->count, sizeof *texts);
  for (size_t i = 0; i < key->form->count; i++) {
    const FormPiece *piece = &key->form->items[i];
    const Text *word = piece->text               ? piece->text
                       : run->words[piece->part] ? run->words[piece->part]
                                                 : q->parts[piece->part].fixed;
    texts[i] = word ? word : text_hole(q->arena, &automaton_anything);
  }
  return text_concat(q->arena, texts, key->form->count);
}

static Request variables_of(const Run *run) {
  const Question *q = run->q;
  Request out = {.others = KEY_ABSENT};
  out.keys = arena_array(q->arena, q->key_count, sizeof *out.keys);
  for (size_t i = 0; i < q->key_count; i++) {
    if (!run->present[i])
      continue;
    ContextKey key = context_key(q->arena, q->keys[i].name, value_so_far(run, &q->keys[i]));
    key.multivalued = q->keys[i].list;
    out.keys[out.key_count++] = key;
  }
  return out;
}

const AskedKey *clause_variable(const Run *run, const Text *text) {
  Str name, literal;
  size_t at = 0;
  if (!policy_has_variables(run->q->policy) || !text_known(text, &literal) ||
      !str_starts(literal, "${") || str_find(literal, 0, '}') + 1 != literal.len ||
      !eval_next_variable(&name, literal, &at))
    return NULL;
  const AskedKey *key = question_key(run->q, name);
  bool role_side =
      key && key->info->source == KEY_ROLE && !is_tag_of_role(key) && question_is_outsider(run->q);
  if (!key || !key->form || key->list || role_side ||
      str_is_nocase(key->name, "aws:ResourceAccount") || !run->present[key - run->q->keys])
    return NULL;
  const AskedPart *part = form_only_part(run->q, key->form);
  return part && !part->fixed ? key : NULL;
}

/* ---- Values --------------------------------------------------------------------------------- */

static unsigned flags_of(const AskedStatement *asked, const Operator *op) {
  switch (op->family) {
  case OPERATOR_LIKE:
    return AUTOMATON_GLOB;
  case OPERATOR_STRING_NOCASE:
    return AUTOMATON_NOCASE;
  case OPERATOR_ARN:
    return AUTOMATON_GLOB | AUTOMATON_ARN |
           ((asked->deny != NO_DENY) == op->negated ? AUTOMATON_STAR : 0u);
  default:
    return 0;
  }
}

/* For ForAllValues an empty text is an empty list, so no value of it counts. */
static const Text *not_empty(const Run *run, const Text *text, bool glob) {
  Str s;
  if (!text_known(text, &s))
    return text;
  for (size_t i = 0; i < s.len; i++) {
    if (!glob || s.ptr[i] != '*')
      return text;
  }
  return s.len == 0 ? NULL : text_literal(run->q->arena, STR("?*"));
}

/* Whether every text that the value matches is longer than the key's values are. */
static bool is_too_long(const AskedKey *key, const Text *value, bool glob) {
  size_t least = 0, most = key_longest(key->name);
  for (size_t i = 0; i < value->count; i++) {
    Str s = value->pieces[i].literal;
    for (size_t k = 0; !value->pieces[i].hole && k < s.len; k++)
      least += !(glob && s.ptr[k] == '*');
  }
  return most > 0 && least > most;
}

static void add_value(const Run *run, Automaton *a, const AskedStatement *asked,
                      const AskedKey *key, const Operator *op, const Evaluation *e,
                      const Text *value, bool *open) {
  Evaluation copy = *e;
  const Text *text = value;
  if (!operator_is_text(op)) {
    typed_add(run->q, a, key, op, value, open);
    return;
  }
  if (e->variables && eval_has_variable(value)) {
    Expansion done = eval_expand_variables(&copy, &text, value);
    if (done == EXPANSION_MISSING)
      return;
    if (done == EXPANSION_UNKNOWN)
      text = text_hole(run->q->arena, &automaton_anything);
  }
  if (op->set == OPERATOR_SET_ALL && op->negated)
    text = not_empty(run, text, op->family != OPERATOR_STRING);
  if (text && !is_too_long(key, text, op->family != OPERATOR_STRING))
    automaton_add_text(a, text, flags_of(asked, op));
}

Automaton *clause_automaton(const Run *run, Alphabet *alphabet, const AskedStatement *asked,
                            const Condition *condition, const Operator *op, bool *open) {
  Automaton *a = automaton_new(alphabet, clause_width(run->q, clause_helps(asked, op)));
  Request variables = variables_of(run);
  Evaluation e = {.arena = run->q->arena,
                  .policy = run->q->policy,
                  .request = &variables,
                  .variables = policy_has_variables(run->q->policy)};
  for (size_t i = 0; i < condition->value_count; i++) {
    const Text *value = condition->values[i].text;
    if (!clause_helps(asked, op) || !operator_is_text(op) || !clause_variable(run, value))
      add_value(run, a, asked, question_key(run->q, condition->key), op, &e, value, open);
  }
  if (op->set == OPERATOR_SET_ALL && !op->negated)
    automaton_add_text(a, text_literal(run->q->arena, (Str){"", 0}), 0);
  *open = *open || automaton_is_open(a);
  return a;
}
