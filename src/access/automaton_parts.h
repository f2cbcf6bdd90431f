/* SPDX-License-Identifier: Apache-2.0
 *
 * The inside of automata, for the files that build them.
 */
#ifndef ASSUMELINT_ACCESS_AUTOMATON_PARTS_H
#define ASSUMELINT_ACCESS_AUTOMATON_PARTS_H

#include "access/automaton.h"

enum {
  CODES = 257, /* U+0000 to U+00FF, and one for all above */
  OTHER_CODE = 256,
  SET_WORDS = 5,
};

/* Code points by bit. */
typedef struct CodeSet {
  uint64_t bits[SET_WORDS];
} CodeSet;

void code_set_add(CodeSet *set, uint32_t code);
bool code_set_has(const CodeSet *set, uint32_t code);

typedef enum {
  NODE_SPLIT, /* reads nothing: goes on at both */
  NODE_CODE,  /* one code point */
  NODE_SET,   /* one of a set */
  NODE_HOLE,  /* the whole value of a hole */
  NODE_END,
} NodeKind;

enum { NO_NODE = UINT32_MAX };

typedef struct Node {
  NodeKind kind;
  bool nocase;          /* CODE */
  bool holes;           /* SET: reads the letters of holes, too */
  bool from_hole;       /* stands for part of a hole's value: reads no fresh letter */
  uint32_t code;        /* CODE; SET: index of the set */
  uint32_t next, other; /* `other`: SPLIT; NO_NODE: none */
  const Hole *hole;
} Node;

/* A piece of an automaton: from `begin` to nodes whose `next` is still open, which are linked
 * through it. */
typedef struct Fragment {
  uint32_t begin, end; /* `end`: a SPLIT node without successors, to be linked */
} Fragment;

uint32_t automaton_node(Automaton *automaton, Node node);
uint32_t alphabet_set(Alphabet *alphabet, const CodeSet *set);
/* Reads one code point. */
Fragment automaton_code(Automaton *automaton, uint32_t code, bool nocase);
Fragment automaton_set(Automaton *automaton, const CodeSet *set, bool from_hole);
Fragment automaton_empty(Automaton *automaton);
Fragment automaton_then(Automaton *a, Fragment first, Fragment second);
Fragment automaton_or(Automaton *a, Fragment first, Fragment second);
Fragment automaton_many(Automaton *a, Fragment one); /* any number of times */
Fragment automaton_hole(Automaton *automaton, const Hole *hole);
/* One more alternative of the whole automaton. */
void automaton_add(Automaton *a, Fragment fragment);
Width automaton_width(const Automaton *automaton);
void automaton_set_open(Automaton *automaton);

/* Any number of code points of the set, and of holes. */
Fragment automaton_run(Automaton *automaton, const CodeSet *set, bool from_hole);

#endif
