/* SPDX-License-Identifier: Apache-2.0
 *
 * Automata: which texts a pattern of a policy matches, and which a domain has.
 *
 * An automaton is built of positions that read one letter each and is determinized while it
 * is walked: a state is a set of positions, made when it is first reached. All automata of a
 * question share one alphabet, whose letters are
 *
 *   - classes of code points that no automaton of the question tells apart; all above U+00FF
 *     are one class;
 *   - the same classes once more, fresh: chosen by an adversary, so that they are part of no
 *     hole's value;
 *   - one letter for each hole, which stands for its whole value.
 *
 * What is not known has two languages: all texts it could match (WIDE) and those that it
 * matches for certain (NARROW). Without holes they are the same.
 */
#ifndef ASSUMELINT_ACCESS_AUTOMATON_H
#define ASSUMELINT_ACCESS_AUTOMATON_H

#include "access/alphabet.h"

/* ---- Automata ------------------------------------------------------------------------- */

typedef struct Automaton Automaton;

typedef enum { WIDE, NARROW } Width;

typedef enum {
  AUTOMATON_GLOB = 1,   /* '*' and '?' are wildcards */
  AUTOMATON_NOCASE = 2, /* ASCII case is folded */
  AUTOMATON_ARN = 4,    /* six components; wildcards of the first five cross no colon */
  AUTOMATON_STAR = 8,   /* ARN: "*" alone is every ARN (U2) */
} AutomatonFlags;

/* Stands in a text for any text at all: in a wide language every one, in a narrow none. */
extern const Hole automaton_anything;

/* Stands for the role's own side (its organization, its tags): equal to itself alone. */
extern const Hole automaton_role_side;

/* Matches what one of the texts does; `add_text` any number of times before the alphabet is
 * closed. */
Automaton *automaton_new(Alphabet *alphabet, Width width);
void automaton_add_text(Automaton *automaton, const Text *text, unsigned flags);
/* A regular expression as domains.h has them. False: it is none. */
bool automaton_add_regex(Automaton *automaton, const char *regex);
/* Whether some text has a wider language than its narrow one. */
bool automaton_is_open(const Automaton *automaton);

/* States: 0 is dead. */
typedef uint32_t State;
enum { DEAD = 0 };
State automaton_start(Automaton *automaton);
State automaton_step(Automaton *automaton, State state, Letter letter);
/* Reads a text: literal pieces as they are, holes as their letters. `fresh`: the literal
 * pieces were chosen by an adversary. */
State automaton_read(Automaton *automaton, State state, const Text *text, bool fresh);
bool automaton_accepts(const Automaton *automaton, State state);

#endif
