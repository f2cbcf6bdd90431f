/* SPDX-License-Identifier: Apache-2.0
 *
 * Whether some caller keeps all conditions: a walk over the product of automata.
 *
 * A caller is one word, its parts in their order. A condition reads the value of its key,
 * which is made of some of the parts and the texts between them; so its automaton listens to
 * its key's parts and passes over the others. A state of the product is a state of each
 * automaton; the walk is breadth first, so words that are found are short.
 */
#ifndef ASSUMELINT_ACCESS_PRODUCT_H
#define ASSUMELINT_ACCESS_PRODUCT_H

#include "access/automaton.h"

/* A text, or a part where `text` is NULL. */
typedef struct FormPiece {
  const Text *text;
  size_t part;
} FormPiece;

/* How the value of a key is made. Parts stand in ascending order, each once. */
typedef struct Form {
  FormPiece *items;
  size_t count, cap;
} Form;

typedef struct Language {
  Automaton *automaton;
  bool negated; /* all texts that it does not accept */
} Language;

/* A part and the languages that it is in. */
typedef struct ProductPart {
  Language *languages;
  size_t count, cap;
  bool fresh; /* chosen by an adversary, so that no hole's value is in it */
  bool holes; /* it may hold values of holes */
  bool empty; /* no language is fit for it: it has no value */
} ProductPart;

enum { NO_DENY = -1 };

typedef struct Clause {
  Automaton *automaton;
  const Form *form;
  bool negated; /* holds where the automaton does not accept */
  int deny;     /* the Deny that does not apply where the clause does not hold; NO_DENY: the
                   clause must hold */
} Clause;

/* A set of Denies that do not apply, by bit. */
typedef uint64_t DenySet;
enum { MAX_DENIES = 64 };

typedef struct Exit {
  DenySet failed;
  uint32_t node;
} Exit;

typedef struct Product Product;

Product *product_new(Arena *arena, Alphabet *alphabet);
void product_add_part(Product *product, ProductPart part);
void product_add_clause(Product *product, Clause clause);

/* Walks until all Denies of `goal` fail at once, or to the end. `words`: by part, the only value
 * that is looked at, NULL for any; or NULL itself. May be walked again with others. Afterwards `product_exits` has
 * the largest sets of Denies that fail together, none inside another; none at all: no caller
 * keeps the clauses that must hold. */
void product_walk(Product *product, DenySet goal, const Text *const *words);
const Exit *product_exits(const Product *product, size_t *count);

/* The word of a part on the way to an exit. */
const Text *product_word(const Product *product, Arena *arena, const Exit *exit, size_t part);

/* Of all values of the part, the share that can be completed to a call in which the Denies of
 * `failed` fail. Walked to the end before. */
double product_share(Product *product, size_t part, DenySet failed);

#endif
