/* SPDX-License-Identifier: Apache-2.0
 *
 * The walk over the product of automata.
 */
#include "access/product.h"

#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/limits.h"

/* What a clause is once its value was read to the end. */
enum { CLAUSE_HOLDS = UINT32_MAX, CLAUSE_FAILS = UINT32_MAX - 1 };

enum { NO_LETTER = UINT32_MAX, NO_NODE = UINT32_MAX };

/* A clause with what it reads. */
struct reader {
  Clause clause;
  size_t last; /* the last part of its form */
  bool constant;
  bool *reads; /* by part */
};

/* A node: which part is read, the states of its languages, those of the clauses. */
struct trace {
  uint32_t parent;
  Letter letter; /* NO_LETTER: the part ended */
};

struct edge {
  uint32_t from, to;
  double weight;
};

struct Product {
  Arena *arena;
  Alphabet *alphabet;
  ProductPart *parts;
  size_t part_count, part_cap;
  struct reader *clauses;
  size_t clause_count, clause_cap;
  size_t languages; /* room for the states of one part's */
  size_t width;     /* of a node */
  uint32_t *nodes;
  struct trace *traces;
  double *totals; /* of a node: the weight of all letters that its part could go on with */
  size_t node_count, node_cap;
  uint32_t *table; /* nodes by hash, plus 1 */
  size_t table_size;
  struct edge *edges;
  size_t edge_count, edge_cap;
  Exit *exits;
  size_t exit_count, exit_cap;
  uint32_t *next;           /* the node being put together */
  const Text *const *words; /* by part; may be NULL */
};

Product *product_new(Arena *arena, Alphabet *alphabet) {
  Product *p = arena_alloc(arena, sizeof *p);
  p->arena = arena;
  p->alphabet = alphabet;
  return p;
}

void product_add_part(Product *p, ProductPart part) {
  ARRAY_ADD(p->arena, p->parts, p->part_count, p->part_cap, part);
  p->languages = part.count > p->languages ? part.count : p->languages;
}

void product_add_clause(Product *p, Clause clause) {
  struct reader reader = {.clause = clause, .constant = true};
  for (size_t i = 0; i < clause.form->count; i++) {
    if (clause.form->items[i].text)
      continue;
    reader.last = clause.form->items[i].part;
    reader.constant = false;
  }
  ARRAY_ADD(p->arena, p->clauses, p->clause_count, p->clause_cap, reader);
}

/* ---- Reading forms ------------------------------------------------------------------------ */

static const FormPiece *find_part(const Form *form, size_t part) {
  for (size_t i = 0; i < form->count; i++) {
    if (!form->items[i].text && form->items[i].part == part)
      return &form->items[i];
  }
  return NULL;
}

static void find_parts(Product *p, struct reader *r) {
  r->reads = arena_array(p->arena, p->part_count + 1, sizeof *r->reads);
  for (size_t i = 0; i < p->part_count; i++)
    r->reads[i] = find_part(r->clause.form, i) != NULL;
}

static State read_texts(const struct reader *r, State state, const FormPiece *from,
                        const FormPiece *to) {
  for (; from < to && from->text; from++)
    state = automaton_read(r->clause.automaton, state, from->text, false);
  return state;
}

/* The texts before the part are read; those before other parts were. */
static State enter_part(const struct reader *r, State state, size_t part) {
  const FormPiece *begin = r->clause.form->items, *piece = find_part(r->clause.form, part);
  const FormPiece *from = piece;
  while (from > begin && from[-1].text)
    from--;
  return read_texts(r, state, from, piece);
}

static uint32_t conclude(const struct reader *r, State state) {
  bool accepts = automaton_accepts(r->clause.automaton, state);
  return accepts != r->clause.negated ? CLAUSE_HOLDS : CLAUSE_FAILS;
}

/* The last part is behind it: what follows is read, and the clause is decided. */
static uint32_t finish(const struct reader *r, State state) {
  const Form *form = r->clause.form;
  const FormPiece *end = form->items + form->count;
  const FormPiece *from = find_part(form, r->last) + 1;
  return conclude(r, read_texts(r, state, from, end));
}

static uint32_t constant_clause(const struct reader *r) {
  const Form *form = r->clause.form;
  State state = automaton_start(r->clause.automaton);
  return conclude(r, read_texts(r, state, form->items, form->items + form->count));
}

/* ---- Nodes -------------------------------------------------------------------------------- */

static uint32_t *language_states(const Product *p, uint32_t *node) {
  (void)p;
  return node + 1;
}

static uint32_t *clause_states(const Product *p, uint32_t *node) {
  return node + 1 + p->languages;
}

static uint32_t *node_at(const Product *p, uint32_t node) {
  return p->nodes + (size_t)node * p->width;
}

static size_t hash_node(const Product *p, const uint32_t *node) {
  uint64_t h = 1469598103934665603u;
  for (size_t i = 0; i < p->width; i++)
    h = (h ^ node[i]) * 1099511628211u;
  return (size_t)(h ^ h >> 31);
}

static void grow_nodes(Product *p) {
  size_t cap = p->node_cap ? p->node_cap * 4 : 64;
  uint32_t *nodes = arena_array(p->arena, cap * p->width, sizeof *nodes);
  struct trace *traces = arena_array(p->arena, cap, sizeof *traces);
  double *totals = arena_array(p->arena, cap, sizeof *totals);
  if (p->node_count > 0) {
    memcpy(nodes, p->nodes, p->node_count * p->width * sizeof *nodes);
    memcpy(traces, p->traces, p->node_count * sizeof *traces);
    memcpy(totals, p->totals, p->node_count * sizeof *totals);
  }
  p->nodes = nodes;
  p->traces = traces;
  p->totals = totals;
  p->node_cap = cap;
  p->table_size = cap * 4;
  p->table = arena_array(p->arena, p->table_size, sizeof *p->table);
  for (uint32_t i = 0; i < p->node_count; i++) {
    size_t at = hash_node(p, node_at(p, i)) & (p->table_size - 1);
    while (p->table[at])
      at = (at + 1) & (p->table_size - 1);
    p->table[at] = i + 1;
  }
}

/* The number of the node in `next`; a new one remembers how it was reached. */
static uint32_t intern(Product *p, uint32_t parent, Letter letter) {
  if (p->node_count == p->node_cap)
    grow_nodes(p);
  size_t at = hash_node(p, p->next) & (p->table_size - 1);
  for (; p->table[at]; at = (at + 1) & (p->table_size - 1)) {
    if (memcmp(node_at(p, p->table[at] - 1), p->next, p->width * sizeof *p->next) == 0)
      return p->table[at] - 1;
  }
  if (p->node_count >= MAX_PRODUCT_NODES) {
    alphabet_give_up(p->alphabet);
    return NO_NODE;
  }
  uint32_t node = (uint32_t)p->node_count++;
  memcpy(node_at(p, node), p->next, p->width * sizeof *p->next);
  p->traces[node] = (struct trace){parent, letter};
  p->table[at] = node + 1;
  return node;
}

/* ---- Moving ------------------------------------------------------------------------------- */

/* Whether a clause that must hold certainly does not. */
static bool is_lost(const struct reader *r, uint32_t state) {
  if (r->clause.deny != NO_DENY)
    return false;
  return state == CLAUSE_FAILS || (state == DEAD && !r->clause.negated);
}

/* `next` begins the part. False: nothing can come of it. */
static bool begin_part(Product *p, size_t part) {
  const ProductPart *begun = part < p->part_count ? &p->parts[part] : NULL;
  uint32_t *languages = language_states(p, p->next), *clauses = clause_states(p, p->next);
  p->next[0] = (uint32_t)part;
  memset(languages, 0, p->languages * sizeof *languages);
  for (size_t i = 0; begun && i < begun->count; i++)
    languages[i] = automaton_start(begun->languages[i].automaton);
  for (size_t i = 0; begun && i < p->clause_count; i++) {
    struct reader *r = &p->clauses[i];
    if (clauses[i] < CLAUSE_FAILS && r->reads[part])
      clauses[i] = enter_part(r, clauses[i], part);
    if (is_lost(r, clauses[i]))
      return false;
  }
  return !begun || !begun->empty;
}

/* Whether the part that the node reads may end there. */
static bool may_end_at(const Product *p, uint32_t *node) {
  const ProductPart *part = &p->parts[node[0]];
  for (size_t i = 0; i < part->count; i++) {
    const Language *l = &part->languages[i];
    if (automaton_accepts(l->automaton, language_states(p, node)[i]) == l->negated)
      return false;
  }
  return true;
}

static bool may_end(const Product *p, uint32_t node) {
  return may_end_at(p, node_at(p, node));
}

/* The part ends in `next`, which begins the one behind it. */
static bool close_part(Product *p, size_t part) {
  uint32_t *clauses = clause_states(p, p->next);
  for (size_t i = 0; i < p->clause_count; i++) {
    struct reader *r = &p->clauses[i];
    if (!r->constant && r->last == part)
      clauses[i] = finish(r, clauses[i]);
    if (is_lost(r, clauses[i]))
      return false;
  }
  return begin_part(p, part + 1);
}

/* The part of the node ends; `next` begins the one behind it. */
static bool end_part(Product *p, uint32_t node) {
  if (!may_end(p, node))
    return false;
  memcpy(p->next, node_at(p, node), p->width * sizeof *p->next);
  return close_part(p, node_at(p, node)[0]);
}

static bool step_languages(Product *p, const ProductPart *part, Letter letter) {
  uint32_t *states = language_states(p, p->next);
  for (size_t i = 0; i < part->count; i++) {
    states[i] = automaton_step(part->languages[i].automaton, states[i], letter);
    if (states[i] == DEAD && !part->languages[i].negated)
      return false;
  }
  return true;
}

static bool step_clauses(Product *p, size_t part, Letter letter) {
  uint32_t *states = clause_states(p, p->next);
  for (size_t i = 0; i < p->clause_count; i++) {
    struct reader *r = &p->clauses[i];
    if (states[i] >= CLAUSE_FAILS || states[i] == DEAD || !r->reads[part])
      continue;
    states[i] = automaton_step(r->clause.automaton, states[i], letter);
    if (is_lost(r, states[i]))
      return false;
  }
  return true;
}

static void add_edge(Product *p, uint32_t from, uint32_t to, double weight) {
  struct edge edge = {from, to, weight};
  if (to != NO_NODE)
    ARRAY_ADD(p->arena, p->edges, p->edge_count, p->edge_cap, edge);
}

static void try_letter(Product *p, uint32_t node, Letter letter, double weight) {
  size_t part = node_at(p, node)[0];
  memcpy(p->next, node_at(p, node), p->width * sizeof *p->next);
  if (!step_languages(p, &p->parts[part], letter))
    return;
  p->totals[node] += weight;
  if (step_clauses(p, part, letter))
    add_edge(p, node, intern(p, node, letter), weight);
}

/* The part of the node is this word and no other. */
static void read_word(Product *p, uint32_t node, const Text *word) {
  size_t part = node_at(p, node)[0];
  const ProductPart *read = &p->parts[part];
  memcpy(p->next, node_at(p, node), p->width * sizeof *p->next);
  for (size_t i = 0; i < read->count; i++)
    language_states(p, p->next)[i] = automaton_read(
        read->languages[i].automaton, language_states(p, p->next)[i], word, read->fresh);
  for (size_t i = 0; i < p->clause_count; i++) {
    struct reader *r = &p->clauses[i];
    uint32_t *state = &clause_states(p, p->next)[i];
    if (*state < CLAUSE_FAILS && *state != DEAD && r->reads[part])
      *state = automaton_read(r->clause.automaton, *state, word, read->fresh);
    if (is_lost(r, *state))
      return;
  }
  if (may_end_at(p, p->next) && close_part(p, part))
    intern(p, node, NO_LETTER);
}

static void expand(Product *p, uint32_t node) {
  size_t part = node_at(p, node)[0], classes = alphabet_classes(p->alphabet);
  const ProductPart *read = &p->parts[part];
  if (p->words && p->words[part]) {
    alphabet_spend(p->alphabet, 8 * (2 + p->clause_count));
    read_word(p, node, p->words[part]);
    return;
  }
  alphabet_spend(p->alphabet, 2 + p->clause_count);
  if (end_part(p, node))
    add_edge(p, node, intern(p, node, NO_LETTER), 0);
  for (size_t i = 0; i < classes && !alphabet_spent(p->alphabet); i++) {
    alphabet_spend(p->alphabet, 2 + read->count + p->clause_count / 2);
    try_letter(p, node, alphabet_letter(p->alphabet, i, read->fresh),
               (double)alphabet_size(p->alphabet, i));
  }
  for (size_t i = 0; read->holes && i < alphabet_holes(p->alphabet); i++)
    try_letter(p, node, alphabet_hole_letter(p->alphabet, i), 0);
}

/* ---- Exits -------------------------------------------------------------------------------- */

static DenySet failed_denies(const Product *p, uint32_t node) {
  const uint32_t *states = clause_states(p, node_at(p, node));
  DenySet out = 0;
  for (size_t i = 0; i < p->clause_count; i++) {
    if (p->clauses[i].clause.deny != NO_DENY && states[i] == CLAUSE_FAILS)
      out |= (DenySet)1 << p->clauses[i].clause.deny;
  }
  return out;
}

static void add_exit(Product *p, uint32_t node) {
  Exit exit = {failed_denies(p, node), node};
  size_t kept = 0;
  for (size_t i = 0; i < p->exit_count; i++) {
    if ((p->exits[i].failed & exit.failed) == exit.failed)
      return;
  }
  for (size_t i = 0; i < p->exit_count; i++) {
    if ((exit.failed & p->exits[i].failed) != p->exits[i].failed)
      p->exits[kept++] = p->exits[i];
  }
  p->exit_count = kept;
  ARRAY_ADD(p->arena, p->exits, p->exit_count, p->exit_cap, exit);
}

static bool begin_walk(Product *p) {
  p->width = 1 + p->languages + p->clause_count;
  p->next = arena_array(p->arena, p->width, sizeof *p->next);
  uint32_t *states = clause_states(p, p->next);
  for (size_t i = 0; i < p->clause_count; i++) {
    struct reader *r = &p->clauses[i];
    find_parts(p, r);
    states[i] = r->constant ? constant_clause(r) : automaton_start(r->clause.automaton);
    if (is_lost(r, states[i]))
      return false;
  }
  return begin_part(p, 0);
}

/* Forgets an earlier walk. */
static void restart(Product *p) {
  p->node_count = p->edge_count = p->exit_count = 0;
  if (p->table)
    memset(p->table, 0, p->table_size * sizeof *p->table);
  if (p->totals)
    memset(p->totals, 0, p->node_cap * sizeof *p->totals);
}

void product_walk(Product *p, DenySet goal, const Text *const *words) {
  p->words = words;
  restart(p);
  if (!begin_walk(p))
    return;
  intern(p, NO_NODE, NO_LETTER);
  for (uint32_t node = 0; node < p->node_count && !alphabet_spent(p->alphabet); node++) {
    if (node_at(p, node)[0] < p->part_count) {
      expand(p, node);
      continue;
    }
    add_exit(p, node);
    if ((failed_denies(p, node) & goal) == goal)
      return;
  }
}

const Exit *product_exits(const Product *p, size_t *count) {
  *count = p->exit_count;
  return p->exits;
}

const Text *product_word(const Product *p, Arena *arena, const Exit *exit, size_t part) {
  size_t count = 0, at;
  if (p->words && p->words[part])
    return p->words[part];
  for (uint32_t n = exit->node; n != NO_NODE; n = p->traces[n].parent)
    count += node_at(p, n)[0] == part && p->traces[n].letter != NO_LETTER;
  Letter *word = arena_array(arena, count, sizeof *word);
  at = count;
  for (uint32_t n = exit->node; n != NO_NODE; n = p->traces[n].parent) {
    if (node_at(p, n)[0] == part && p->traces[n].letter != NO_LETTER)
      word[--at] = p->traces[n].letter;
  }
  return alphabet_text(p->alphabet, arena, word, count);
}

/* ---- Shares ------------------------------------------------------------------------------- */

/* Which nodes lead to an exit where the Denies fail. */
static bool *find_useful(Product *p, DenySet failed) {
  bool *useful = arena_array(p->arena, p->node_count, sizeof *useful);
  for (uint32_t n = 0; n < p->node_count; n++)
    useful[n] = node_at(p, n)[0] == p->part_count && (failed_denies(p, n) & failed) == failed;
  for (bool changed = true; changed;) {
    changed = false;
    for (size_t i = p->edge_count; i-- > 0;) {
      const struct edge *e = &p->edges[i];
      if (useful[e->to] && !useful[e->from])
        changed = useful[e->from] = true;
    }
    alphabet_spend(p->alphabet, p->edge_count);
  }
  return useful;
}

/* A random value goes on with each letter alike, and where it may end, it does so half the time.
 * Values are long enough after so many letters. */
enum { SHARE_ROUNDS = 48 };

double product_share(Product *p, size_t part, DenySet failed) {
  bool *useful = find_useful(p, failed);
  double *share = arena_array(p->arena, p->node_count, sizeof *share), most = 0;
  double *sum = arena_array(p->arena, p->node_count, sizeof *sum);
  bool *ends = arena_array(p->arena, p->node_count, sizeof *ends);
  for (size_t i = 0; i < p->edge_count; i++) {
    if (p->edges[i].weight <= 0 && node_at(p, p->edges[i].from)[0] == part &&
        node_at(p, p->edges[i].to)[0] == part + 1)
      ends[p->edges[i].from] = useful[p->edges[i].to];
  }
  for (unsigned round = 0; round < SHARE_ROUNDS && !alphabet_spent(p->alphabet); round++) {
    memset(sum, 0, p->node_count * sizeof *sum);
    for (size_t i = 0; i < p->edge_count; i++) {
      const struct edge *e = &p->edges[i];
      if (node_at(p, e->from)[0] == part && e->weight > 0)
        sum[e->from] += e->weight / p->totals[e->from] * share[e->to];
    }
    bool changed = false;
    for (uint32_t n = 0; n < p->node_count; n++) {
      if (node_at(p, n)[0] != part)
        continue;
      double ending = ends[n] ? 1 : 0;
      bool goes_on = p->totals[n] > 0;
      double now = !may_end(p, n) ? sum[n] : goes_on ? (ending + sum[n]) / 2 : ending;
      changed = changed || now != share[n];
      share[n] = now;
    }
    alphabet_spend(p->alphabet, p->edge_count + p->node_count);
    if (!changed)
      break;
  }
  for (uint32_t n = 0; n < p->node_count; n++) {
    bool entry = node_at(p, n)[0] == part && p->traces[n].letter == NO_LETTER;
    most = entry && share[n] > most ? share[n] : most;
  }
  return most;
}
