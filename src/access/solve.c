/* SPDX-License-Identifier: Apache-2.0
 *
 * The product automaton and its walk. A state is, for every glob, the set of
 * positions it may have reached, as bits; all globs' bits lie in one row.
 */
#include "access/solve.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "assumelint/limits.h"
#include "assumelint/status.h"
#include "assumelint/utf8.h"

enum {
  FIRST_STATES = 64,
  TABLE = 16384,         /* slots: a power of two, well above the most states */
  STEPS_OF_A_TABLE = 800 /* to make it */
};
_Static_assert(TABLE > 2 * MAX_SOLVER_STATES, "the table of states must not fill up");

/* Code points are letters; holes and fresh runs get letters above Unicode. */
#define FIRST_SPECIAL 0x110000u

enum element_kind { LETTER, ONE, MANY };

struct element {
  enum element_kind kind;
  bool nocase, no_colon;
  uint32_t letter;
  uint32_t glob; /* that it belongs to */
};

struct special {
  const Hole *hole; /* NULL: a fresh literal */
  Str literal;
};

struct glob {
  size_t begin, end; /* elements; position `end` accepts */
  bool wanted;
  size_t group;
};

struct state {
  uint32_t parent;
  uint32_t letter;
};

struct solver {
  size_t steps, max_steps;  /* work done, and what may be done */
  struct element *elements; /* one beyond each glob's last, so positions are indices */
  size_t element_count;
  struct glob *globs;
  size_t glob_count;
  size_t group_count;
  unsigned char *groups; /* of the row looked at: what became of each group */
  struct special specials[MAX_SOLVER_HOLES];
  size_t special_count;
  uint32_t letters[MAX_SOLVER_LETTERS];
  size_t letter_count;
  size_t words;
  uint64_t *rows;
  struct state *states;
  size_t state_count, state_cap;
  uint16_t *table;
  size_t element_cap;
  bool overflow;
  bool (*accepts)(const void *context, char c);
  const void *context;
};

/* ---- Letters ------------------------------------------------------------- */

static void add_letter(struct solver *s, uint32_t letter) {
  for (size_t i = 0; i < s->letter_count; i++) {
    if (s->letters[i] == letter)
      return;
  }
  if (letter < 0x80 && s->accepts && !s->accepts(s->context, (char)letter))
    return;
  if (s->letter_count == MAX_SOLVER_LETTERS)
    s->overflow = true;
  else
    s->letters[s->letter_count++] = letter;
}

static uint32_t special_letter(struct solver *s, const Piece *piece) {
  for (size_t i = 0; i < s->special_count; i++) {
    const struct special *known = &s->specials[i];
    if (!known->hole == !piece->hole && (piece->hole ? hole_same(known->hole, piece->hole)
                                                     : str_eq(known->literal, piece->literal)))
      return FIRST_SPECIAL + (uint32_t)i;
  }
  if (s->special_count == sizeof s->specials / sizeof *s->specials) {
    s->overflow = true;
    return FIRST_SPECIAL;
  }
  s->specials[s->special_count] = (struct special){piece->hole, piece->literal};
  return FIRST_SPECIAL + (uint32_t)s->special_count++;
}

/* ---- Building ------------------------------------------------------------ */

static void add_element(struct solver *s, struct element e) {
  if (s->element_count == s->element_cap) {
    s->overflow = true;
    return;
  }
  e.glob = (uint32_t)(s->glob_count - 1);
  s->elements[s->element_count++] = e;
  if (e.kind == LETTER)
    add_letter(s, e.letter);
}

static void add_literal(struct solver *s, const GlobWish *wish, Str literal, bool exact,
                        size_t *colons) {
  for (size_t at = 0; at < literal.len && !s->overflow;) {
    uint32_t code = utf8_next(literal, &at);
    struct element e = {.kind = LETTER, .letter = code, .nocase = wish->nocase};
    if (wish->glob && !exact && (code == '*' || code == '?')) {
      e.kind = code == '*' ? MANY : ONE;
      e.no_colon = wish->arn && *colons < 5;
    }
    *colons += code == ':';
    add_element(s, e);
  }
}

static void add_glob(struct solver *s, const GlobWish *wish) {
  size_t colons = 0;
  struct glob *glob = &s->globs[s->glob_count++];
  glob->begin = s->element_count;
  glob->wanted = wish->wanted;
  glob->group = wish->group;
  if (wish->wanted && wish->group >= s->group_count)
    s->group_count = (size_t)wish->group + 1;
  for (size_t i = 0; i < wish->pattern->count && !s->overflow; i++) {
    const Piece *piece = &wish->pattern->pieces[i];
    if (piece->hole || piece->fresh)
      add_element(s, (struct element){.kind = LETTER, .letter = special_letter(s, piece)});
    else
      add_literal(s, wish, piece->literal, piece->exact, &colons);
  }
  glob->end = s->element_count;
  /* The accepting position has an index of its own and takes no letter. */
  if (s->element_count == s->element_cap)
    s->overflow = true;
  else
    s->elements[s->element_count++] = (struct element){
        .kind = LETTER, .letter = UINT32_MAX, .glob = (uint32_t)(s->glob_count - 1)};
}

static bool is_named(const struct solver *s, char c, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (s->letters[i] == (uint32_t)c)
      return true;
  }
  return false;
}

/* Letters that stand in no pattern: what every wildcard takes alike. Plain ones
 * first, and of each sort one more that no pattern names. */
static void add_other_letters(struct solver *s) {
  static const char *const sorts[] = {"abcdefghijklmnopqrstuvwxyz", "0123456789",
                                      "ABCDEFGHIJKLMNOPQRSTUVWXYZ"};
  size_t named = s->letter_count;
  add_letter(s, 'x');
  add_letter(s, 'y');
  add_letter(s, '0');
  for (size_t i = 0; i < sizeof sorts / sizeof *sorts; i++) {
    const char *c = sorts[i];
    while (*c && is_named(s, *c, named))
      c++;
    if (*c)
      add_letter(s, (uint32_t)*c);
  }
}

static bool is_plain(uint32_t letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
         (letter >= '0' && letter <= '9');
}

/* Of equally short solutions the one of letters and digits is found first. */
static void plain_letters_first(struct solver *s) {
  uint32_t sorted[MAX_SOLVER_LETTERS];
  size_t n = 0;
  for (int plain = 1; plain >= 0; plain--) {
    for (size_t i = 0; i < s->letter_count; i++) {
      if (is_plain(s->letters[i]) == (plain == 1))
        sorted[n++] = s->letters[i];
    }
  }
  memcpy(s->letters, sorted, n * sizeof *sorted);
}

/* ---- Walking --------------------------------------------------------------- */

static void set(uint64_t *row, size_t i) {
  row[i / 64] |= (uint64_t)1 << (i % 64);
}

/* The first position at or after `from` that is in the row, or the number of
 * positions. */
static size_t next_in(const struct solver *s, const uint64_t *row, size_t from) {
  size_t word = from / 64;
  if (word >= s->words)
    return s->element_count;
  uint64_t bits = row[word] & (UINT64_MAX << (from % 64));
  while (bits == 0) {
    if (++word == s->words)
      return s->element_count;
    bits = row[word];
  }
  size_t bit = 0;
  while (!(bits >> bit & 0xFF))
    bit += 8;
  while (!(bits >> bit & 1))
    bit++;
  return word * 64 + bit;
}

/* A position before a run may also stand behind it. */
static void close_row(const struct solver *s, uint64_t *row) {
  for (size_t i = next_in(s, row, 0); i < s->element_count; i = next_in(s, row, i + 1)) {
    if (s->elements[i].kind == MANY)
      set(row, i + 1);
  }
}

static uint32_t fold(uint32_t letter) {
  return letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter;
}

static bool takes(const struct element *e, uint32_t letter) {
  if (e->kind != LETTER)
    return !(e->no_colon && letter == ':') && !(e->kind == ONE && letter >= FIRST_SPECIAL);
  return e->nocase ? fold(e->letter) == fold(letter) : e->letter == letter;
}

static void step_row(struct solver *s, const uint64_t *row, uint32_t letter, uint64_t *next) {
  size_t positions = 0;
  memset(next, 0, s->words * sizeof *next);
  for (size_t i = next_in(s, row, 0); i < s->element_count; i = next_in(s, row, i + 1)) {
    positions++;
    if (takes(&s->elements[i], letter))
      set(next, s->elements[i].kind == MANY ? i : i + 1);
  }
  close_row(s, next);
  /* The row is cleared, hashed and compared, its positions looked at. */
  s->steps += 4 * s->words + 3 * positions;
}

enum { GROUP_ALIVE = 1, GROUP_MATCHES = 2 };

/* 1: a solution; -1: no longer string can be one; 0: go on. */
static int look(struct solver *s, const uint64_t *row) {
  bool good = true;
  memset(s->groups, 0, s->group_count);
  for (size_t i = next_in(s, row, 0); i < s->element_count; i = next_in(s, row, i + 1)) {
    const struct glob *glob = &s->globs[s->elements[i].glob];
    if (!glob->wanted)
      good = good && i != glob->end;
    else
      s->groups[glob->group] |= i == glob->end ? GROUP_ALIVE | GROUP_MATCHES : GROUP_ALIVE;
  }
  for (size_t g = 0; g < s->group_count; g++) {
    if (!(s->groups[g] & GROUP_ALIVE))
      return -1;
    good = good && (s->groups[g] & GROUP_MATCHES);
  }
  return good;
}

/* Room for one state more, and the row behind it. */
static void grow(struct solver *s) {
  if (s->state_count + 1 < s->state_cap)
    return;
  size_t cap = s->state_cap ? s->state_cap * 2 : FIRST_STATES;
  uint64_t *rows = realloc(s->rows, cap * s->words * sizeof *rows);
  if (rows)
    s->rows = rows;
  struct state *states = realloc(s->states, cap * sizeof *states);
  if (states)
    s->states = states;
  if (!rows || !states)
    out_of_memory();
  s->state_cap = cap;
}

/* The slot of an equal row, or the free one where it belongs. */
static uint16_t *slot_of(struct solver *s, const uint64_t *row) {
  uint64_t hash = 1469598103934665603u;
  for (size_t i = 0; i < s->words; i++)
    hash = (hash ^ row[i] ^ row[i] >> 29) * 1099511628211u;
  for (size_t at = hash % TABLE;; at = (at + 1) % TABLE) {
    uint16_t *slot = &s->table[at];
    if (*slot == 0 || memcmp(&s->rows[(*slot - 1u) * s->words], row, s->words * sizeof *row) == 0)
      return slot;
  }
}

/* Adds the row that lies behind the last state if it is new. */
static bool add_state(struct solver *s, uint32_t parent, uint32_t letter) {
  uint16_t *slot = slot_of(s, &s->rows[s->state_count * s->words]);
  if (*slot != 0)
    return false;
  s->states[s->state_count] = (struct state){parent, letter};
  *slot = (uint16_t)++s->state_count;
  return true;
}

static const Text *spell(const struct solver *s, Arena *arena, size_t state) {
  uint32_t letters[MAX_SOLVER_STATES];
  size_t n = 0, count = 0, specials = 0;
  for (size_t i = state; i != 0; i = s->states[i].parent) {
    letters[n++] = s->states[i].letter;
    specials += s->states[i].letter >= FIRST_SPECIAL;
  }
  const Text **parts = arena_array(arena, 2 * specials + 1, sizeof *parts);
  Buf buf = buf_in(arena);
  while (n > 0) {
    uint32_t letter = letters[--n];
    if (letter < FIRST_SPECIAL) {
      buf_add_utf8(&buf, letter);
      continue;
    }
    const struct special *special = &s->specials[letter - FIRST_SPECIAL];
    parts[count++] = text_literal(arena, buf_str(&buf));
    parts[count++] =
        special->hole ? text_hole(arena, special->hole) : text_fresh(arena, special->literal);
    buf = buf_in(arena);
  }
  parts[count++] = text_literal(arena, buf_str(&buf));
  return text_concat(arena, parts, count);
}

static Solution walk(struct solver *s, const Text **out, Arena *arena) {
  grow(s);
  memset(s->rows, 0, s->words * sizeof *s->rows);
  for (size_t g = 0; g < s->glob_count; g++)
    set(s->rows, s->globs[g].begin);
  close_row(s, s->rows);
  add_state(s, 0, 0);
  for (size_t at = 0; at < s->state_count; at++) {
    int verdict = look(s, &s->rows[at * s->words]);
    if (verdict > 0) {
      *out = spell(s, arena, at);
      return SOLVER_SOLVED;
    }
    for (size_t l = 0; l < s->letter_count && verdict == 0; l++) {
      if (s->state_count == MAX_SOLVER_STATES)
        return SOLVER_GAVE_UP;
      if (s->steps > s->max_steps)
        return SOLVER_OUT_OF_STEPS;
      grow(s);
      step_row(s, &s->rows[at * s->words], s->letters[l], &s->rows[s->state_count * s->words]);
      add_state(s, (uint32_t)at, s->letters[l]);
    }
  }
  return SOLVER_UNSOLVABLE;
}

/* An element for each character, hole and fresh run, and one at each end. */
static size_t elements_of(const GlobWish *wishes, size_t count) {
  size_t n = count;
  for (size_t i = 0; i < count; i++) {
    for (size_t k = 0; k < wishes[i].pattern->count; k++) {
      const Piece *piece = &wishes[i].pattern->pieces[k];
      n += piece->hole || piece->fresh ? 1 : piece->literal.len;
    }
  }
  return n < MAX_SOLVER_POSITIONS ? n : MAX_SOLVER_POSITIONS;
}

struct solving {
  struct solver *s;
  const GlobWish *wishes;
  size_t count;
  const Text **out;
  Arena *arena;
  Solution result;
};

/* Tables of malloc's, and then a text of the arena's. */
static int solve(void *context) {
  struct solving *solving = context;
  struct solver *s = solving->s;
  size_t count = solving->count;
  s->elements = calloc(s->element_cap + 1, sizeof *s->elements);
  s->globs = calloc(count + 1, sizeof *s->globs);
  s->table = calloc(TABLE, sizeof *s->table);
  if (!s->elements || !s->globs || !s->table)
    return ERR_MEMORY;
  for (size_t i = 0; i < count; i++)
    add_glob(s, &solving->wishes[i]);
  add_other_letters(s);
  plain_letters_first(s);
  solving->result = SOLVER_GAVE_UP;
  if (s->overflow)
    return OK;
  s->words = s->element_count / 64 + 1;
  s->groups = calloc(s->group_count + 1, 1);
  if (!s->groups)
    return ERR_MEMORY;
  solving->result = walk(s, solving->out, solving->arena);
  return OK;
}

Solution search_solve(const Text **out, Arena *arena, const GlobWish *wishes, size_t count,
                      bool (*accepts)(const void *context, char c), const void *context,
                      size_t *steps) {
  struct solver s = {.accepts = accepts, .context = context, .max_steps = *steps};
  s.element_cap = elements_of(wishes, count);
  s.steps = STEPS_OF_A_TABLE + 16 * s.element_cap;
  struct solving solving = {.s = &s, .wishes = wishes, .count = count, .out = out, .arena = arena};
  int status = protect(solve, &solving);
  *steps -= s.steps < *steps ? s.steps : *steps;
  free(s.elements);
  free(s.globs);
  free(s.groups);
  free(s.states);
  free(s.table);
  free(s.rows);
  if (status != OK)
    out_of_memory();
  return solving.result;
}
