/* SPDX-License-Identifier: Apache-2.0
 *
 * Typed values.
 */
#include "access/typed.h"

#include "assumelint/arena.h"
#include "util/values.h"

static void add_bool(Automaton *automaton, Str wanted) {
  Piece piece = {.literal = wanted};
  const Text text = {&piece, 1};
  if (str_is_nocase(wanted, "true") || str_is_nocase(wanted, "false"))
    automaton_add_text(automaton, &text, AUTOMATON_NOCASE);
}

void typed_add(Automaton *automaton, const Operator *op, const Text *value, bool *open) {
  static const Piece anything = {.hole = &automaton_anything};
  static const Text any = {&anything, 1};
  Str known;
  if (op->family == OPERATOR_BOOL && text_known(value, &known)) {
    add_bool(automaton, known);
    return;
  }
  *open = true;
  automaton_add_text(automaton, &any, 0);
}

void typed_add_narrow(Question *q, Alphabet *alphabet, ProductPart *part) {
  (void)alphabet;
  (void)part;
  q->gave_up = true;
}
