/* SPDX-License-Identifier: Apache-2.0
 *
 * Arena allocator: blocks in a list, the newest one is filled.
 *
 * With ASSUMELINT_ARENA_MALLOC each allocation is a block of its own.
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

typedef struct Arena {
  struct block *blocks;
  size_t handed_out, limit;
  bool hit_limit;
} Arena;

/* ---- Running out of memory ----------------------------------------------- */

/* A call of protect() that has not returned yet. */
struct boundary {
  struct boundary *outer;
  jmp_buf back;
};

static _Thread_local struct boundary *innermost;
static _Thread_local size_t blocks_left = SIZE_MAX;

int protect(int (*body)(void *context), void *context) {
  struct boundary here = {.outer = innermost};
  if (setjmp(here.back) != 0) {
    innermost = here.outer;
    return ERR_MEMORY;
  }
  innermost = &here;
  int status = body(context);
  innermost = here.outer;
  return status;
}

_Noreturn void out_of_memory(void) {
  if (!innermost)
    abort(); /* a bug; to go on would be worse */
  longjmp(innermost->back, 1);
}

void arena_fail_after(size_t blocks) {
  blocks_left = blocks;
}

static void *new_block(size_t size) {
  if (blocks_left == 0)
    return NULL;
  blocks_left -= blocks_left != SIZE_MAX;
  return calloc(1, size);
}

/* ---- Arenas -------------------------------------------------------------- */

Arena *arena_new(size_t limit) {
  Arena *arena = new_block(sizeof *arena);
  if (arena)
    arena->limit = limit;
  return arena;
}

void arena_free(Arena *arena) {
  if (!arena)
    return;
  for (struct block *b = arena->blocks; b;) {
    struct block *next = b->next;
    free(b);
    b = next;
  }
  free(arena);
}

#ifndef ASSUMELINT_ARENA_MALLOC
static size_t next_block_size(const Arena *arena) {
  size_t size = arena->blocks ? arena->blocks->size : FIRST_BLOCK_BYTES / 2;
  return size < BLOCK_BYTES / 2 ? 2 * size : BLOCK_BYTES;
}
#endif

static struct block *add_block(Arena *arena, size_t size) {
  struct block *b = size > SIZE_MAX - sizeof *b ? NULL : new_block(sizeof *b + size);
  if (!b)
    out_of_memory();
  b->size = size;
  b->next = arena->blocks;
  arena->blocks = b;
  return b;
}

void *arena_alloc(Arena *arena, size_t size) {
  size_t align = _Alignof(max_align_t);
  if (size > SIZE_MAX - align)
    out_of_memory();
#ifdef ASSUMELINT_ARENA_MALLOC
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
    out_of_memory();
  }
  struct block *b = arena->blocks;
  if (!b || b->size - b->used < rounded)
    b = add_block(arena, block_size);
  void *out = (char *)b->data + b->used;
  b->used += rounded;
  arena->handed_out += rounded;
  return out;
}

void *arena_array(Arena *arena, size_t count, size_t size) {
  if (size != 0 && count > SIZE_MAX / size)
    out_of_memory();
  return arena_alloc(arena, count * size);
}

char *arena_copy(Arena *arena, const char *bytes, size_t len) {
  if (len == SIZE_MAX)
    out_of_memory();
  char *out = arena_alloc(arena, len + 1);
  if (len > 0)
    memcpy(out, bytes, len);
  out[len] = '\0';
  return out;
}

void *arena_grow(Arena *arena, void *items, size_t count, size_t *cap, size_t size) {
  if (items && count < *cap)
    return items;
  size_t wanted = *cap < 4 ? 4 : *cap * 2;
  if (wanted <= count)
    out_of_memory();
  void *grown = arena_array(arena, wanted, size);
  if (items && count > 0)
    memcpy(grown, items, count * size);
  *cap = wanted;
  return grown;
}

int arena_hit_limit(const Arena *arena) {
  return arena->hit_limit;
}
