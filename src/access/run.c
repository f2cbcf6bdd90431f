/* SPDX-License-Identifier: Apache-2.0
 *
 * Puts the product of a run together: the parts that are used, the conditions as clauses.
 */
#include "access/run.h"

#include <string.h>

#include "access/clauses.h"
#include "access/principals.h"
#include "access/typed.h"
#include "assumelint/arena.h"
#include "assumelint/limits.h"

struct builder {
  const Run *run;
  Question *q;
  RunResult out;
  size_t *merged;   /* by part: the part that it is the same as */
  size_t *next_own; /* by key: the first element that no condition has for itself */
  size_t part_count;
};

enum { NO_PLACE = SIZE_MAX };

/* ---- Choices ------------------------------------------------------------------------------ */

static bool is_in_component(const Run *run, const AskedKey *key) {
  for (size_t i = 0; key && i < run->key_count; i++) {
    if (&run->q->keys[run->keys[i]] == key)
      return true;
  }
  return false;
}

static size_t count_variables(const Run *run, const AskedStatement *asked, const Condition *c,
                              const AskedKey *key, const Operator *op) {
  size_t count = 0;
  const AskedPart *part = form_only_part(run->q, key->form);
  if (!operator_is_text(op) || !clause_helps(asked, op) || !part || part->fixed)
    return 0;
  for (size_t i = 0; i < c->value_count; i++)
    count += clause_variable(run, c->values[i].text) != NULL;
  return count;
}

static void add_point(Points *out, const Run *run, const AskedStatement *asked,
                      const Condition *c) {
  const AskedKey *key = question_key(run->q, c->key);
  Operator op;
  if (!is_in_component(run, key) || clause_known(run, asked, c, key) != NOT_KNOWN ||
      !operator_parse(&op, c->operator_name))
    return;
  size_t options = key->list ? asked->deny != NO_DENY : count_variables(run, asked, c, key, &op);
  if (options > 0)
    LIST_ADD(run->q->arena, out, (Point){asked, c, options + 1});
}

Points run_points(const Run *run) {
  Points out = {.count = 0};
  for (size_t i = 0; i < run->q->statement_count; i++) {
    const AskedStatement *asked = &run->q->statements[i];
    for (size_t k = 0; k < asked->statement->condition_count; k++)
      add_point(&out, run, asked, &asked->statement->conditions[k]);
  }
  return out;
}

static size_t option_of(const Run *run, const AskedStatement *asked, const Condition *c) {
  for (size_t i = 0; i < run->points->count; i++) {
    if (run->points->items[i].asked == asked && run->points->items[i].condition == c)
      return run->options[i];
  }
  return 0;
}

/* ---- Parts that are the same ------------------------------------------------------------------ */

static void merge(struct builder *b, const AskedKey *key, const AskedKey *other) {
  size_t x = (size_t)(form_only_part(b->q, key->form) - b->q->parts);
  size_t y = (size_t)(form_only_part(b->q, other->form) - b->q->parts);
  size_t from = b->merged[x] > b->merged[y] ? b->merged[x] : b->merged[y];
  size_t to = b->merged[x] > b->merged[y] ? b->merged[y] : b->merged[x];
  for (size_t i = 0; i < b->q->part_count; i++) {
    if (b->merged[i] == from)
      b->merged[i] = to;
  }
}

/* The n-th of the values that are variables of one key. */
static const AskedKey *variable_at(const Run *run, const Condition *c, size_t n) {
  for (size_t i = 0; i < c->value_count; i++) {
    const AskedKey *key = clause_variable(run, c->values[i].text);
    if (key && n-- == 0)
      return key;
  }
  return NULL;
}

static void merge_parts(struct builder *b) {
  const Run *run = b->run;
  b->merged = arena_array(b->q->arena, b->q->part_count, sizeof *b->merged);
  for (size_t i = 0; i < b->q->part_count; i++)
    b->merged[i] = i;
  for (size_t i = 0; i < run->points->count; i++) {
    const Point *point = &run->points->items[i];
    const AskedKey *key = question_key(b->q, point->condition->key);
    if (run->options[i] > 0 && !key->list)
      merge(b, key, variable_at(run, point->condition, run->options[i] - 1));
  }
}

/* ---- Parts ------------------------------------------------------------------------------------ */

static Automaton *words_automaton(struct builder *b, const Spelled *words) {
  Automaton *a = automaton_new(b->out.alphabet, NARROW);
  for (size_t i = 0; i < words->count; i++)
    automaton_add_text(a, text_literal(b->q->arena, words->words[i]), AUTOMATON_NOCASE);
  for (size_t i = 0; i < words->text_count; i++)
    automaton_add_text(a, words->texts[i], 0);
  return a;
}

static void add_language(struct builder *b, ProductPart *out, Automaton *a, bool negated) {
  ARRAY_ADD(b->q->arena, out->languages, out->count, out->cap, (Language){a, negated});
}

static void add_exact_language(struct builder *b, ProductPart *out, const Text *text) {
  Automaton *a = automaton_new(b->out.alphabet, NARROW);
  automaton_add_text(a, text, 0);
  alphabet_add_text(b->out.alphabet, text);
  add_language(b, out, a, false);
}

static void add_domain(struct builder *b, ProductPart *out, const AskedPart *part) {
  Automaton *a = automaton_new(b->out.alphabet, WIDE);
  const char *wider = part->domain->wider;
  /* A share is one of the values that there are, not of what might be one. */
  bool wide = wider && b->q->width == WIDE && part->odds <= 0;
  b->q->open = b->q->open || wider;
  b->q->widened = b->q->widened || wide;
  if (!automaton_add_regex(a, wide ? wider : part->domain->language))
    b->q->gave_up = true;
  if (strcmp(part->domain->name, "IP") == 0)
    typed_add_public(b->q, b->out.alphabet, out, a);
  add_language(b, out, a, false);
}

/* Adds what the part is in; several parts that are the same are in the languages of each. */
static void add_part_languages(struct builder *b, ProductPart *out, size_t index) {
  const AskedPart *part = &b->q->parts[index];
  const Text *word = b->run->words[index] ? b->run->words[index] : part->fixed;
  out->fresh = out->fresh || (part->fresh && !part->fixed);
  out->holes = out->holes && (part->holes || word);
  if (word)
    add_exact_language(b, out, word);
  if (!part->domain || part->fixed)
    return;
  add_domain(b, out, part);
  if (part->wide_only)
    typed_add_narrow(b->q, b->out.alphabet, out);
  if (part->not_in)
    add_language(b, out, words_automaton(b, part->not_in), true);
  if (part->only_in)
    add_language(b, out, words_automaton(b, part->only_in), false);
  b->q->gave_up = b->q->gave_up || (part->not_in && part->not_in->cut);
}

static bool uses_part(const struct builder *b, const Form *form, size_t part) {
  for (size_t i = 0; i < form->count; i++) {
    if (!form->items[i].text && b->merged[form->items[i].part] == part)
      return true;
  }
  return false;
}

/* How many times the part stands: as often as a list has elements, or once, or not at all. */
static size_t copies_of(const struct builder *b, size_t part) {
  const Run *run = b->run;
  size_t copies = 0;
  for (size_t i = 0; i < run->key_count; i++) {
    const AskedKey *key = &b->q->keys[run->keys[i]];
    if (!run->present[run->keys[i]] || !uses_part(b, key->form, part))
      continue;
    size_t n = b->q->parts[part].element ? b->out.elements[run->keys[i]] : 1;
    copies = n > copies ? n : copies;
  }
  return copies;
}

static void add_parts(struct builder *b) {
  Question *q = b->q;
  b->out.places = arena_array(q->arena, q->part_count, sizeof *b->out.places);
  for (size_t i = 0; i < q->part_count; i++) {
    size_t copies = b->merged[i] == i ? copies_of(b, i) : 0;
    b->out.places[i] = copies > 0 ? b->part_count : NO_PLACE;
    for (size_t n = 0; n < copies; n++) {
      ProductPart part = {.holes = true};
      for (size_t k = i; k < q->part_count; k++) {
        if (b->merged[k] == i)
          add_part_languages(b, &part, k);
      }
      product_add_part(b->out.product, part);
      b->part_count++;
    }
  }
  for (size_t i = 0; i < q->part_count; i++)
    b->out.places[i] = b->out.places[b->merged[i]];
}

/* ---- Clauses ---------------------------------------------------------------------------------- */

/* A part that is read is read under the names of all that are the same. */
static void note_read(struct builder *b, size_t part) {
  for (size_t i = 0; i < b->q->part_count; i++) {
    if (b->merged[i] != b->merged[part])
      continue;
    b->out.read[i] = true;
    b->out.measured = b->out.measured || (b->q->parts[i].odds > 0 && !b->q->parts[i].fixed);
  }
}

/* The form in places of the product, for one element of a list. */
static const Form *placed(struct builder *b, const Form *form, size_t element) {
  Form *out = arena_alloc(b->q->arena, sizeof *out);
  size_t before = 0;
  for (size_t i = 0; i < form->count; i++) {
    FormPiece piece = form->items[i];
    if (!piece.text) {
      bool own = b->q->parts[piece.part].element;
      note_read(b, piece.part);
      piece.part = b->out.places[piece.part] + (own ? element : 0);
      /* Parts that are the same may stand out of order: that is not walked. */
      if (piece.part + 1 <= before)
        b->q->gave_up = true;
      before = piece.part + 1;
    } else {
      alphabet_add_text(b->out.alphabet, piece.text);
    }
    LIST_ADD(b->q->arena, out, piece);
  }
  return out;
}

static void decide_known(struct builder *b, const AskedStatement *asked, bool holds) {
  if (!holds && asked->deny == NO_DENY)
    b->out.lost = true;
  else if (!holds)
    b->out.failed |= (DenySet)1 << asked->deny;
}

static void add_clause(struct builder *b, Automaton *a, const Form *form, bool negated, int deny) {
  product_add_clause(b->out.product,
                     (Clause){.automaton = a, .form = form, .negated = negated, .deny = deny});
}

/* The conditions on lists: for all elements, or for one that is the condition's own. */
static void add_list_clause(struct builder *b, const AskedStatement *asked, const Condition *c,
                            const AskedKey *key, const Operator *op, Automaton *a) {
  size_t index = (size_t)(key - b->q->keys);
  bool deny = asked->deny != NO_DENY, all = op->set == OPERATOR_SET_ALL;
  if (deny && option_of(b->run, asked, c) == 0)
    return;
  if (deny)
    b->out.failed |= (DenySet)1 << asked->deny;
  /* That "all do" fails needs one that does not; that "one does" fails needs all not to. */
  bool each = all != deny, negated = op->negated != deny;
  if (!each) {
    add_clause(b, a, placed(b, key->form, b->next_own[index]++), negated, NO_DENY);
    return;
  }
  for (size_t i = 0; i < b->out.elements[index]; i++)
    add_clause(b, a, placed(b, key->form, i), negated, NO_DENY);
}

static void add_condition(struct builder *b, const AskedStatement *asked, const Condition *c) {
  const AskedKey *key = question_key(b->q, c->key);
  Operator op;
  if (!is_in_component(b->run, key))
    return;
  Known known = clause_known(b->run, asked, c, key);
  if (known != NOT_KNOWN) {
    decide_known(b, asked, known == KNOWN_TRUE);
    return;
  }
  operator_parse(&op, c->operator_name);
  bool merged = !key->list && option_of(b->run, asked, c) > 0;
  if (merged) {
    decide_known(b, asked, asked->deny == NO_DENY);
    return;
  }
  bool open = false;
  Automaton *a = clause_automaton(b->run, b->out.alphabet, asked, c, &op, &open);
  b->q->open = b->q->open || open;
  if (key->list)
    add_list_clause(b, asked, c, key, &op, a);
  else
    add_clause(b, a, placed(b, key->form, 0), op.negated, asked->deny);
}

/* The principals of a statement, where who calls is in the component. */
static void add_principals(struct builder *b, const AskedStatement *asked) {
  const AskedKey *key = question_key(b->q, STR(IDENTITY_KEY));
  const Statement *s = asked->statement;
  if (asked->principal != TRI_UNKNOWN || !is_in_component(b->run, key))
    return;
  bool negated = s->has_not_principal && !s->has_principal;
  bool helps = (asked->deny == NO_DENY) != negated;
  Automaton *a = automaton_new(b->out.alphabet, clause_width(b->q, helps));
  for (size_t i = 0; !negated && i < s->principal_count; i++)
    principal_add(a, b->q->arena, &s->principals[i]);
  for (size_t i = 0; negated && i < s->not_principal_count; i++)
    principal_add(a, b->q->arena, &s->not_principals[i]);
  b->q->open = b->q->open || automaton_is_open(a);
  add_clause(b, a, placed(b, key->form, 0), negated, asked->deny);
}

/* ---- Lists -------------------------------------------------------------------------------------- */

static bool wants_own_element(const Run *run, const AskedStatement *asked, const Condition *c,
                              const AskedKey *key) {
  Operator op;
  bool deny = asked->deny != NO_DENY;
  return clause_known(run, asked, c, key) == NOT_KNOWN && operator_parse(&op, c->operator_name) &&
         (deny ? op.set == OPERATOR_SET_ALL && option_of(run, asked, c) > 0
               : op.set == OPERATOR_SET_ANY);
}

static size_t count_elements(const Run *run, const AskedKey *key) {
  size_t count = 0;
  for (size_t i = 0; i < run->q->statement_count; i++) {
    const AskedStatement *asked = &run->q->statements[i];
    for (size_t k = 0; k < asked->statement->condition_count; k++) {
      const Condition *c = &asked->statement->conditions[k];
      count += question_key(run->q, c->key) == key && wants_own_element(run, asked, c, key);
    }
  }
  return count > 0 ? count : 1;
}

RunResult run_build(const Run *run) {
  Question *q = run->q;
  struct builder b = {.run = run, .q = q};
  b.out.alphabet = alphabet_new(q->arena, q->steps);
  b.out.product = product_new(q->arena, b.out.alphabet);
  b.out.elements = arena_array(q->arena, q->key_count, sizeof *b.out.elements);
  b.out.read = arena_array(q->arena, q->part_count, sizeof *b.out.read);
  b.next_own = arena_array(q->arena, q->key_count, sizeof *b.next_own);
  for (size_t i = 0; i < run->key_count; i++)
    b.out.elements[run->keys[i]] = count_elements(run, &q->keys[run->keys[i]]);
  merge_parts(&b);
  add_parts(&b);
  for (size_t i = 0; i < q->statement_count && !b.out.lost; i++) {
    const AskedStatement *asked = &q->statements[i];
    add_principals(&b, asked);
    for (size_t k = 0; k < asked->statement->condition_count && !b.out.lost; k++)
      add_condition(&b, asked, &asked->statement->conditions[k]);
  }
  if (b.out.lost)
    return b.out;
  alphabet_close(b.out.alphabet);
  b.out.place_count = b.part_count;
  return b.out;
}

void run_walk(const Run *run, const RunResult *result, DenySet goal, const Text *const *words) {
  /* For a share the walk goes to the end. */
  bool whole = result->measured && !words;
  product_walk(result->product, whole ? ~(DenySet)0 : goal & ~result->failed, words);
  run->q->gave_up = run->q->gave_up || alphabet_spent(result->alphabet);
}

/* ---- Values ------------------------------------------------------------------------------------- */

static const Text *element_value(const Run *run, const RunResult *result, const Exit *exit,
                                 const Form *form, size_t element) {
  Question *q = run->q;
  const Text **texts = arena_array(q->arena, form->count, sizeof *texts);
  for (size_t i = 0; i < form->count; i++) {
    const FormPiece *piece = &form->items[i];
    bool own = !piece->text && q->parts[piece->part].element;
    texts[i] = piece->text ? piece->text
                           : product_word(result->product, q->arena, exit,
                                          result->places[piece->part] + (own ? element : 0));
  }
  return text_concat(q->arena, texts, form->count);
}

ContextKey run_value(const Run *run, const RunResult *result, const Exit *exit, size_t index) {
  Question *q = run->q;
  const AskedKey *key = &q->keys[index];
  size_t count = key->list ? result->elements[index] : 1;
  const Text **values = arena_array(q->arena, count, sizeof *values);
  for (size_t i = 0; i < count; i++)
    values[i] = element_value(run, result, exit, key->form, i);
  return (ContextKey){.name = key->name,
                      .presence = KEY_PRESENT,
                      .values = values,
                      .value_count = count,
                      .multivalued = key->list};
}
