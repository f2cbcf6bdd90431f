/* SPDX-License-Identifier: Apache-2.0
 *
 * The letters that the automata of one question read (automaton.h).
 */
#ifndef ASSUMELINT_ACCESS_ALPHABET_H
#define ASSUMELINT_ACCESS_ALPHABET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "assumelint/text.h"

typedef uint32_t Letter;

typedef struct Alphabet Alphabet;

/* `steps`: what may be spent; when it is 0 every automaton is dead and `alphabet_spent`. */
Alphabet *alphabet_new(Arena *arena, size_t *steps);
/* Whether a limit was hit: no answer is a proof then. */
bool alphabet_spent(const Alphabet *alphabet);
void alphabet_spend(Alphabet *alphabet, size_t steps);
void alphabet_give_up(Alphabet *alphabet);

/* Before it is closed: the holes of a text that will be read. */
void alphabet_add_text(Alphabet *alphabet, const Text *text);
/* No automaton is built any more, from now on they are walked. */
void alphabet_close(Alphabet *alphabet);

size_t alphabet_classes(const Alphabet *alphabet);
size_t alphabet_holes(const Alphabet *alphabet);
size_t alphabet_letters(const Alphabet *alphabet);
/* The letter of a class, in the order in which natural texts use them. */
Letter alphabet_letter(const Alphabet *alphabet, size_t class, bool fresh);
Letter alphabet_hole_letter(const Alphabet *alphabet, size_t hole);
/* How many code points the class has. */
size_t alphabet_size(const Alphabet *alphabet, size_t class);
/* The text of a word: a hole is a hole, fresh letters are fresh pieces. */
const Text *alphabet_text(const Alphabet *alphabet, Arena *arena, const Letter *word, size_t count);

#endif
