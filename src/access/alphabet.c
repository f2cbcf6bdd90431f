/* SPDX-License-Identifier: Apache-2.0
 *
 * Alphabets: classes of code points that no automaton tells apart.
 */
#include "access/alphabet_parts.h"

#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "model/hole_shape.h"

void code_set_add(CodeSet *set, uint32_t code) {
  set->bits[code / 64] |= (uint64_t)1 << code % 64;
}

bool code_set_has(const CodeSet *set, uint32_t code) {
  return set->bits[code / 64] >> code % 64 & 1;
}

/* ---- Building ------------------------------------------------------------------------- */

Alphabet *alphabet_new(Arena *arena, size_t *steps) {
  Alphabet *alphabet = arena_alloc(arena, sizeof *alphabet);
  alphabet->arena = arena;
  alphabet->steps = steps;
  return alphabet;
}

bool alphabet_spent(const Alphabet *alphabet) {
  return alphabet->spent;
}

void alphabet_spend(Alphabet *alphabet, size_t steps) {
  if (*alphabet->steps <= steps)
    alphabet->spent = true;
  *alphabet->steps -= steps < *alphabet->steps ? steps : *alphabet->steps;
}

void alphabet_give_up(Alphabet *alphabet) {
  alphabet->spent = true;
}

void alphabet_tell_apart(Alphabet *alphabet, uint32_t code, bool nocase) {
  alphabet->alone[code] = true;
  if (nocase && code >= 'a' && code <= 'z')
    alphabet->alone[code - 'a' + 'A'] = true;
}

uint32_t alphabet_set(Alphabet *alphabet, const CodeSet *set) {
  for (size_t i = 0; i < alphabet->set_count; i++) {
    if (memcmp(&alphabet->sets[i], set, sizeof *set) == 0)
      return (uint32_t)i;
  }
  ARRAY_ADD(alphabet->arena, alphabet->sets, alphabet->set_count, alphabet->set_cap, *set);
  return (uint32_t)alphabet->set_count - 1;
}

/* The code points of each class of a hole's shape are told apart, so that its value can be
 * read class by class. */
static void add_shape_sets(Alphabet *alphabet, const Hole *hole) {
  for (const char *shape = hole_shape(hole->kind); *shape; shape++) {
    CodeSet set = {{0}};
    for (uint32_t code = 0; code < CODES; code++) {
      if (hole_shape_takes(*shape, code))
        code_set_add(&set, code);
    }
    alphabet_set(alphabet, &set);
  }
}

void alphabet_add_hole(Alphabet *alphabet, const Hole *hole) {
  for (size_t i = 0; i < alphabet->hole_count; i++) {
    if (hole_same(alphabet->holes[i], hole))
      return;
  }
  add_shape_sets(alphabet, hole);
  ARRAY_ADD(alphabet->arena, alphabet->holes, alphabet->hole_count, alphabet->hole_cap, hole);
}

void alphabet_add_text(Alphabet *alphabet, const Text *text) {
  for (size_t i = 0; i < text->count; i++) {
    if (text->pieces[i].hole)
      alphabet_add_hole(alphabet, text->pieces[i].hole);
  }
}

/* How natural a code point is in a text that is made up: the lower the more. */
static unsigned strangeness(uint32_t code) {
  if (code >= 'a' && code <= 'z')
    return 0;
  if (code >= '0' && code <= '9')
    return 1;
  if (code >= 'A' && code <= 'Z')
    return 2;
  if (code == '-')
    return 3;
  return code > ' ' && code < 127 ? 4 : 5;
}

enum { CLASS_SLOTS = 1024 };

/* What the sets say of a code point, in a word: of those that stand alone nothing else has it. */
static uint64_t signature_of(const Alphabet *alphabet, uint32_t code) {
  uint64_t out = 1469598103934665603u;
  if (alphabet->alone[code])
    return code;
  for (size_t i = 0; i < alphabet->set_count; i++)
    out = (out ^ code_set_has(&alphabet->sets[i], code)) * 1099511628211u;
  return out | (uint64_t)1 << 63;
}

/* `slots`: classes by signature, plus 1. */
static void add_code(Alphabet *alphabet, uint64_t *signatures, uint16_t *slots, uint32_t code) {
  uint64_t signature = signature_of(alphabet, code);
  size_t at = (size_t)(signature ^ signature >> 29) % CLASS_SLOTS;
  for (; slots[at]; at = (at + 1) % CLASS_SLOTS) {
    size_t class = slots[at] - 1u;
    if (signatures[class] == signature) {
      alphabet->classes[class].size++;
      alphabet->class_of[code] = (uint32_t) class;
      return;
    }
  }
  signatures[alphabet->class_count] = signature;
  alphabet->class_of[code] = (uint32_t)alphabet->class_count;
  alphabet->classes[alphabet->class_count++] = (struct code_class){code, 1};
  slots[at] = (uint16_t)alphabet->class_count;
}

void alphabet_close(Alphabet *alphabet) {
  enum { KINDS = 6 };
  uint64_t signatures[CODES];
  uint16_t slots[CLASS_SLOTS] = {0};
  alphabet->classes = arena_array(alphabet->arena, CODES, sizeof *alphabet->classes);
  for (unsigned kind = 0; kind < KINDS; kind++) {
    for (uint32_t code = 0; code < CODES; code++) {
      if (strangeness(code) == kind)
        add_code(alphabet, signatures, slots, code);
    }
  }
  alphabet_spend(alphabet, CODES * (4 + alphabet->set_count) / 4);
}

/* ---- Looking ---------------------------------------------------------------------------- */

size_t alphabet_classes(const Alphabet *alphabet) {
  return alphabet->class_count;
}

size_t alphabet_holes(const Alphabet *alphabet) {
  return alphabet->hole_count;
}

size_t alphabet_letters(const Alphabet *alphabet) {
  return 2 * alphabet->class_count + alphabet->hole_count;
}

Letter alphabet_letter(const Alphabet *alphabet, size_t class, bool fresh) {
  return (Letter)(class + (fresh ? alphabet->class_count : 0));
}

Letter alphabet_hole_letter(const Alphabet *alphabet, size_t hole) {
  return (Letter)(2 * alphabet->class_count + hole);
}

size_t alphabet_size(const Alphabet *alphabet, size_t class) {
  return alphabet->classes[class].size;
}

Letter alphabet_letter_of(const Alphabet *alphabet, uint32_t code, bool fresh) {
  return alphabet_letter(alphabet, alphabet->class_of[code < OTHER_CODE ? code : OTHER_CODE],
                         fresh);
}

Letter alphabet_letter_of_hole(const Alphabet *alphabet, const Hole *hole) {
  size_t i = 0;
  while (i + 1 < alphabet->hole_count && !hole_same(alphabet->holes[i], hole))
    i++;
  return alphabet_hole_letter(alphabet, i);
}

/* ---- Texts ------------------------------------------------------------------------------ */

/* What stands for the code points above U+00FF. */
enum { SAMPLE_OTHER = 0x4E00 };

static const Text *run_text(const Alphabet *alphabet, Arena *arena, const Letter *word,
                            size_t count, bool fresh) {
  Buf buf = buf_in(arena);
  for (size_t i = 0; i < count; i++) {
    uint32_t code = alphabet->classes[word[i] % alphabet->class_count].code;
    buf_add_utf8(&buf, code == OTHER_CODE ? SAMPLE_OTHER : code);
  }
  return fresh ? text_fresh(arena, buf_str(&buf)) : text_literal(arena, buf_str(&buf));
}

const Text *alphabet_text(const Alphabet *alphabet, Arena *arena, const Letter *word,
                          size_t count) {
  const Text **parts = arena_array(arena, count, sizeof *parts);
  size_t classes = alphabet->class_count, n = 0;
  for (size_t at = 0; at < count;) {
    if (word[at] >= 2 * classes) {
      parts[n++] = text_hole(arena, alphabet->holes[word[at++] - 2 * classes]);
      continue;
    }
    size_t begin = at;
    bool fresh = word[at] >= classes;
    while (at < count && word[at] < 2 * classes && (word[at] >= classes) == fresh)
      at++;
    parts[n++] = run_text(alphabet, arena, word + begin, at - begin, fresh);
  }
  return text_concat(arena, parts, n);
}
