/* SPDX-License-Identifier: Apache-2.0
 *
 * Arena allocator: blocks in a list, the newest one is filled.
 *
 * With ALINT_ARENA_MALLOC each allocation is a block of its own.
 *
 * This is the one file that knows of setjmp() and longjmp().
 */
#include "assumelint/arena.h"

#include <setjmp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "assumelint/status.h"

/* Blocks grow: an arena of a few small things, of which there are many, is to
 * cost no more than they do. */
enum { FIRST_BLOCK_BYTES = 4 * 1024, BLOCK_BYTES = 64 * 1024 };

struct block {
  struct block *next;
  size_t used, size;
  max_align_t data[];
};

struct alint_arena {
  struct block *blocks;
  size_t handed_out, limit;
  bool hit_limit;
};

/* ---- Running out of memory ----------------------------------------------- */

/* A call of alint_protect() that has not returned yet. */
struct boundary {
  struct boundary *outer;
  jmp_buf back;
};

static _Thread_local struct boundary *innermost;
static _Thread_local size_t blocks_left = SIZE_MAX;

int alint_protect(int (*body)(void *context), void *context) {
  struct boundary here = {.outer = innermost};
  if (setjmp(here.back) != 0) {
    innermost = here.outer;
    return ALINT_ENOMEM;
  }
  innermost = &here;
  int status = body(context);
  innermost = here.outer;
  return status;
}

_Noreturn void alint_out_of_memory(void) {
  if (!innermost)
    abort(); /* a bug; to go on would be worse */
  longjmp(innermost->back, 1);
}

void alint_arena_fail_after(size_t blocks) {
  blocks_left = blocks;
}

static void *new_block(size_t size) {
  if (blocks_left == 0)
    return NULL;
  blocks_left -= blocks_left != SIZE_MAX;
  return calloc(1, size);
}

/* ---- Arenas -------------------------------------------------------------- */

struct alint_arena *alint_arena_new(size_t limit) {
  struct alint_arena *arena = new_block(sizeof *arena);
  if (arena)
    arena->limit = limit;
  return arena;
}

void alint_arena_free(struct alint_arena *arena) {
  if (!arena)
    return;
  for (struct block *b = arena->blocks; b;) {
    struct block *next = b->next;
    free(b);
    b = next;
  }
  free(arena);
}

#ifndef ALINT_ARENA_MALLOC
static size_t next_block_size(const struct alint_arena *arena) {
  size_t size = arena->blocks ? arena->blocks->size : FIRST_BLOCK_BYTES / 2;
  return size < BLOCK_BYTES / 2 ? 2 * size : BLOCK_BYTES;
}
#endif

static struct block *add_block(struct alint_arena *arena, size_t size) {
  struct block *b = size > SIZE_MAX - sizeof *b ? NULL : new_block(sizeof *b + size);
  if (!b)
    alint_out_of_memory();
  b->size = size;
  b->next = arena->blocks;
  arena->blocks = b;
  return b;
}

void *alint_arena_alloc(struct alint_arena *arena, size_t size) {
  size_t align = _Alignof(max_align_t);
  if (size > SIZE_MAX - align)
    alint_out_of_memory();
#ifdef ALINT_ARENA_MALLOC
  /* Not rounded up: a read one past the end must be seen. */
  size_t rounded = size ? size : 1, block_size = rounded;
#else
  size_t rounded = (size + align - 1) / align * align;
  if (rounded == 0)
    rounded = align;
  size_t block_size = next_block_size(arena);
  if (rounded > block_size)
    block_size = rounded;
#endif
  if (rounded > arena->limit - arena->handed_out) {
    arena->hit_limit = true;
    alint_out_of_memory();
  }
  struct block *b = arena->blocks;
  if (!b || b->size - b->used < rounded)
    b = add_block(arena, block_size);
  void *out = (char *)b->data + b->used;
  b->used += rounded;
  arena->handed_out += rounded;
  return out;
}

void *alint_arena_array(struct alint_arena *arena, size_t count, size_t size) {
  if (size != 0 && count > SIZE_MAX / size)
    alint_out_of_memory();
  return alint_arena_alloc(arena, count * size);
}

char *alint_arena_copy(struct alint_arena *arena, const char *bytes, size_t len) {
  if (len == SIZE_MAX)
    alint_out_of_memory();
  char *out = alint_arena_alloc(arena, len + 1);
  if (len > 0)
    memcpy(out, bytes, len);
  out[len] = '\0';
  return out;
}

void *alint_arena_grow(struct alint_arena *arena, void *items, size_t count, size_t *cap,
                       size_t size) {
  if (items && count < *cap)
    return items;
  size_t wanted = *cap < 4 ? 4 : *cap * 2;
  if (wanted <= count)
    alint_out_of_memory();
  void *grown = alint_arena_array(arena, wanted, size);
  if (items && count > 0)
    memcpy(grown, items, count * size);
  *cap = wanted;
  return grown;
}

int alint_arena_hit_limit(const struct alint_arena *arena) {
  return arena->hit_limit;
}
