/* SPDX-License-Identifier: Apache-2.0
 *
 * Building automata and walking them. A state is a sorted list of positions; it is made when
 * it is first reached, and so are its transitions.
 */
#include "access/automaton_parts.h"

#include <stdlib.h>
#include <string.h>

#include "access/alphabet_parts.h"
#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "assumelint/utf8.h"
#include "model/hole_shape.h"

/* ---- Nodes ---------------------------------------------------------------------------- */

struct set_state {
  const uint32_t *items;
  uint32_t count;
  bool accepts;
  State *next; /* by letter; UNKNOWN_STATE until somebody asks */
};

enum { UNKNOWN_STATE = UINT32_MAX };

struct Automaton {
  Alphabet *alphabet;
  Width width;
  bool open;
  Node *nodes;
  size_t node_count, node_cap;
  uint32_t root, end;
  struct set_state *states;
  size_t state_count, state_cap;
  uint32_t *table; /* state numbers by hash, 0 is free */
  size_t table_size;
  uint32_t *marks; /* of nodes: the round in which they were added */
  uint32_t round;
  uint32_t *list; /* the set being put together */
  size_t list_count;
  uint32_t *stack;
  bool started;
  State start;
};

const Hole automaton_anything = {.name = {"anything", 8}};

const Hole automaton_role_side = {.name = {"role side", 9}, .scope = {"role side", 9}};

Automaton *automaton_new(Alphabet *alphabet, Width width) {
  Automaton *a = arena_alloc(alphabet->arena, sizeof *a);
  a->alphabet = alphabet;
  a->width = width;
  a->end = automaton_node(a, (Node){.kind = NODE_END, .next = NO_NODE, .other = NO_NODE});
  a->root = NO_NODE;
  return a;
}

Width automaton_width(const Automaton *a) {
  return a->width;
}

void automaton_set_open(Automaton *a) {
  a->open = true;
}

bool automaton_is_open(const Automaton *a) {
  return a->open;
}

uint32_t automaton_node(Automaton *a, Node node) {
  ARRAY_ADD(a->alphabet->arena, a->nodes, a->node_count, a->node_cap, node);
  return (uint32_t)a->node_count - 1;
}

static uint32_t add_split(Automaton *a, uint32_t next, uint32_t other) {
  return automaton_node(a, (Node){.kind = NODE_SPLIT, .next = next, .other = other});
}

/* A node that reads, and behind it the open end. */
static Fragment reader(Automaton *a, Node node) {
  uint32_t end = add_split(a, NO_NODE, NO_NODE);
  node.next = end;
  node.other = NO_NODE;
  return (Fragment){automaton_node(a, node), end};
}

Fragment automaton_empty(Automaton *a) {
  uint32_t end = add_split(a, NO_NODE, NO_NODE);
  return (Fragment){end, end};
}

/* What no text can be is a code that no letter has. */
enum { NO_CODE = UINT32_MAX };

Fragment automaton_code(Automaton *a, uint32_t code, bool nocase) {
  if (code > OTHER_CODE - 1) {
    a->open = true;
    code = a->width == WIDE ? OTHER_CODE : NO_CODE;
  }
  if (nocase && code < 128)
    code = (uint32_t)(unsigned char)ascii_lower((char)code);
  if (code != NO_CODE)
    alphabet_tell_apart(a->alphabet, code, nocase);
  return reader(a, (Node){.kind = NODE_CODE, .code = code, .nocase = nocase});
}

Fragment automaton_set(Automaton *a, const CodeSet *set, bool from_hole) {
  return reader(
      a, (Node){.kind = NODE_SET, .code = alphabet_set(a->alphabet, set), .from_hole = from_hole});
}

Fragment automaton_then(Automaton *a, Fragment first, Fragment second) {
  a->nodes[first.end].next = second.begin;
  return (Fragment){first.begin, second.end};
}

Fragment automaton_or(Automaton *a, Fragment first, Fragment second) {
  uint32_t end = add_split(a, NO_NODE, NO_NODE);
  a->nodes[first.end].next = end;
  a->nodes[second.end].next = end;
  return (Fragment){add_split(a, first.begin, second.begin), end};
}

Fragment automaton_many(Automaton *a, Fragment one) {
  uint32_t end = add_split(a, NO_NODE, NO_NODE);
  uint32_t loop = add_split(a, one.begin, end);
  a->nodes[one.end].next = loop;
  return (Fragment){loop, end};
}

Fragment automaton_hole(Automaton *a, const Hole *hole) {
  alphabet_add_hole(a->alphabet, hole);
  return reader(a, (Node){.kind = NODE_HOLE, .hole = hole});
}

/* Any code point, and any hole, of the set; any number of them. */
Fragment automaton_run(Automaton *a, const CodeSet *set, bool from_hole) {
  Fragment one = automaton_set(a, set, from_hole);
  a->nodes[one.begin].holes = true;
  return automaton_many(a, one);
}

void automaton_add(Automaton *a, Fragment fragment) {
  a->nodes[fragment.end].next = a->end;
  a->root = a->root == NO_NODE ? fragment.begin : add_split(a, a->root, fragment.begin);
}

/* ---- Sets of nodes ---------------------------------------------------------------------- */

static void begin_set(Automaton *a) {
  a->round++;
  a->list_count = 0;
}

/* Adds the node, or what it leads to without reading. */
static void add_to_set(Automaton *a, uint32_t node) {
  size_t depth = 0;
  a->stack[depth++] = node;
  while (depth > 0) {
    uint32_t at = a->stack[--depth];
    if (at == NO_NODE || a->marks[at] == a->round)
      continue;
    a->marks[at] = a->round;
    if (a->nodes[at].kind != NODE_SPLIT) {
      a->list[a->list_count++] = at;
      continue;
    }
    a->stack[depth++] = a->nodes[at].next;
    a->stack[depth++] = a->nodes[at].other;
  }
}

static int by_number(const void *left, const void *right) {
  uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
  return (a > b) - (a < b);
}

static uint64_t hash_of(const uint32_t *items, size_t count) {
  uint64_t h = 1469598103934665603u;
  for (size_t i = 0; i < count; i++)
    h = (h ^ items[i]) * 1099511628211u;
  return h ^ h >> 29;
}

static void grow_table(Automaton *a) {
  size_t size = a->table_size ? a->table_size * 4 : 64;
  uint32_t *table = arena_array(a->alphabet->arena, size, sizeof *table);
  for (State s = 1; s < a->state_count; s++) {
    size_t at = hash_of(a->states[s].items, a->states[s].count) & (size - 1);
    while (table[at])
      at = (at + 1) & (size - 1);
    table[at] = s;
  }
  a->table = table;
  a->table_size = size;
}

static State new_state(Automaton *a) {
  Alphabet *alphabet = a->alphabet;
  struct set_state state = {.count = (uint32_t)a->list_count};
  uint32_t *items = arena_array(alphabet->arena, a->list_count, sizeof *items);
  memcpy(items, a->list, a->list_count * sizeof *items);
  state.items = items;
  for (size_t i = 0; i < a->list_count; i++)
    state.accepts = state.accepts || items[i] == a->end;
  ARRAY_ADD(alphabet->arena, a->states, a->state_count, a->state_cap, state);
  return (State)a->state_count - 1;
}

/* The state of the set in `list`. */
static State state_of_set(Automaton *a) {
  if (a->list_count == 0)
    return DEAD;
  qsort(a->list, a->list_count, sizeof *a->list, by_number);
  if (a->state_count * 2 >= a->table_size)
    grow_table(a);
  size_t at = hash_of(a->list, a->list_count) & (a->table_size - 1);
  for (; a->table[at]; at = (at + 1) & (a->table_size - 1)) {
    const struct set_state *s = &a->states[a->table[at]];
    if (s->count == a->list_count &&
        memcmp(s->items, a->list, a->list_count * sizeof *a->list) == 0)
      return a->table[at];
  }
  if (a->state_count >= MAX_AUTOMATON_STATES) {
    a->alphabet->spent = true;
    return DEAD;
  }
  return a->table[at] = new_state(a);
}

/* ---- Reading ---------------------------------------------------------------------------- */

static bool reads_class(const Automaton *a, const Node *node, size_t class, bool fresh) {
  uint32_t code = a->alphabet->classes[class].code;
  if (fresh && node->from_hole)
    return false;
  if (node->kind == NODE_SET)
    return code_set_has(&a->alphabet->sets[node->code], code);
  if (node->kind != NODE_CODE)
    return false;
  if (node->nocase && code < 128)
    code = (uint32_t)(unsigned char)ascii_lower((char)code);
  return code == node->code;
}

static bool reads_hole(const Node *node, const Hole *hole) {
  return (node->kind == NODE_SET && node->holes) ||
         (node->kind == NODE_HOLE && hole_same(node->hole, hole));
}

/* From the set in `items`, all that some letters lead to, into `list`. */
static void step_over(Automaton *a, const uint32_t *items, size_t count, char class_of_shape) {
  begin_set(a);
  for (size_t i = 0; i < count; i++) {
    const Node *node = &a->nodes[items[i]];
    for (size_t c = 0; c < a->alphabet->class_count; c++) {
      if (hole_shape_takes(class_of_shape, a->alphabet->classes[c].code) &&
          reads_class(a, node, c, false)) {
        add_to_set(a, node->next);
        break;
      }
    }
  }
}

static uint32_t *copy_list(Automaton *a, size_t *count) {
  uint32_t *out = arena_array(a->alphabet->arena, a->list_count, sizeof *out);
  memcpy(out, a->list, a->list_count * sizeof *out);
  *count = a->list_count;
  return out;
}

/* The set in `list`, and all that any number of letters of the class lead to. */
static void step_over_many(Automaton *a, char class_of_shape) {
  for (size_t i = 0; i < a->list_count; i++) {
    const Node *node = &a->nodes[a->list[i]];
    for (size_t c = 0; c < a->alphabet->class_count; c++) {
      if (hole_shape_takes(class_of_shape, a->alphabet->classes[c].code) &&
          reads_class(a, node, c, false)) {
        add_to_set(a, node->next);
        break;
      }
    }
  }
}

static void restart_set(Automaton *a, const uint32_t *items, size_t count) {
  begin_set(a);
  for (size_t i = 0; i < count; i++)
    add_to_set(a, items[i]);
}

/* Reads some value of the hole: the set in `items` becomes that in `list`. */
static void read_value_of(Automaton *a, const uint32_t *items, size_t count, const Hole *hole) {
  restart_set(a, items, count);
  for (const char *shape = hole_shape(hole->kind); *shape; shape++) {
    size_t now;
    alphabet_spend(a->alphabet, a->list_count * 8 + 1);
    if (hole_shape_repeats(*shape)) {
      step_over_many(a, *shape);
      continue;
    }
    uint32_t *set = copy_list(a, &now);
    step_over(a, set, now, *shape);
  }
}

static void read_hole(Automaton *a, const struct set_state *from, const Hole *hole) {
  uint32_t *wide = NULL;
  size_t wide_count = 0;
  if (a->width == WIDE) {
    read_value_of(a, from->items, from->count, hole);
    wide = copy_list(a, &wide_count);
  }
  begin_set(a);
  for (size_t i = 0; i < from->count; i++) {
    const Node *node = &a->nodes[from->items[i]];
    if (reads_hole(node, hole))
      add_to_set(a, node->next);
  }
  for (size_t i = 0; i < wide_count; i++)
    add_to_set(a, wide[i]);
}

static void read_letter(Automaton *a, const struct set_state *from, Letter letter) {
  size_t classes = a->alphabet->class_count;
  if (letter >= 2 * classes) {
    read_hole(a, from, a->alphabet->holes[letter - 2 * classes]);
    return;
  }
  begin_set(a);
  for (size_t i = 0; i < from->count; i++) {
    const Node *node = &a->nodes[from->items[i]];
    if (reads_class(a, node, letter % classes, letter >= classes))
      add_to_set(a, node->next);
  }
}

State automaton_start(Automaton *a) {
  if (a->started)
    return a->start;
  Arena *arena = a->alphabet->arena;
  a->started = true;
  a->marks = arena_array(arena, a->node_count, sizeof *a->marks);
  a->list = arena_array(arena, a->node_count, sizeof *a->list);
  a->stack = arena_array(arena, 2 * a->node_count + 2, sizeof *a->stack);
  ARRAY_ADD(arena, a->states, a->state_count, a->state_cap, (struct set_state){0});
  alphabet_spend(a->alphabet, a->node_count);
  begin_set(a);
  if (a->root != NO_NODE)
    add_to_set(a, a->root);
  return a->start = state_of_set(a);
}

static State *new_row(const Automaton *a) {
  size_t letters = alphabet_letters(a->alphabet);
  State *row = arena_array(a->alphabet->arena, letters, sizeof *row);
  for (size_t i = 0; i < letters; i++)
    row[i] = UNKNOWN_STATE;
  return row;
}

State automaton_step(Automaton *a, State state, Letter letter) {
  if (state == DEAD || a->alphabet->spent)
    return DEAD;
  if (!a->states[state].next)
    a->states[state].next = new_row(a);
  State known = a->states[state].next[letter];
  if (known != UNKNOWN_STATE)
    return known;
  alphabet_spend(a->alphabet, a->states[state].count + 1);
  read_letter(a, &a->states[state], letter);
  State next = state_of_set(a);
  return a->states[state].next[letter] = next;
}

State automaton_read(Automaton *a, State state, const Text *text, bool fresh) {
  for (size_t i = 0; i < text->count && state != DEAD; i++) {
    const Piece *piece = &text->pieces[i];
    Str literal = piece->literal;
    if (piece->hole && piece->hole->sensitive && piece->hole->secret.ptr)
      literal = piece->hole->secret;
    else if (piece->hole) {
      state = automaton_step(a, state, alphabet_letter_of_hole(a->alphabet, piece->hole));
      continue;
    }
    for (size_t at = 0; at < literal.len && state != DEAD;)
      state = automaton_step(
          a, state,
          alphabet_letter_of(a->alphabet, utf8_next(literal, &at), piece->fresh || fresh));
  }
  return state;
}

bool automaton_accepts(const Automaton *a, State state) {
  return state != DEAD && a->states[state].accepts;
}
