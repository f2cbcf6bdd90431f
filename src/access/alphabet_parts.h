/* SPDX-License-Identifier: Apache-2.0
 *
 * The inside of an alphabet, for automata.
 */
#ifndef ASSUMELINT_ACCESS_ALPHABET_PARTS_H
#define ASSUMELINT_ACCESS_ALPHABET_PARTS_H

#include "access/automaton_parts.h"

struct code_class {
  uint32_t code; /* one of its code points: the most natural one */
  size_t size;   /* how many it has */
};

struct Alphabet {
  Arena *arena;
  size_t *steps;
  bool spent;
  bool alone[CODES]; /* code points that are told apart from all others */
  CodeSet *sets;
  size_t set_count, set_cap;
  const Hole **holes;
  size_t hole_count, hole_cap;
  uint32_t class_of[CODES];
  struct code_class *classes; /* most natural first */
  size_t class_count;
};

void alphabet_tell_apart(Alphabet *alphabet, uint32_t code, bool nocase);
void alphabet_add_hole(Alphabet *alphabet, const Hole *hole);
Letter alphabet_letter_of(const Alphabet *alphabet, uint32_t code, bool fresh);
Letter alphabet_letter_of_hole(const Alphabet *alphabet, const Hole *hole);

#endif
