/* SPDX-License-Identifier: Apache-2.0
 *
 * Arena: many small allocations that go together.
 *
 * There is one arena for each input (document, model and ways in live in it)
 * and one for the report. Memory is zeroed and aligned for any type. Nothing is
 * freed singly. With ASSUMELINT_ARENA_MALLOC defined every allocation is a malloc of
 * its own, so that sanitizers see each overrun.
 */
#ifndef ASSUMELINT_ARENA_H
#define ASSUMELINT_ARENA_H

#include <stddef.h>

typedef struct Arena Arena;

/* `limit`: bytes the arena may hand out in all. NULL when out of memory. */
Arena *arena_new(size_t limit);
void arena_free(Arena *arena); /* NULL is fine */

/* Allocation never gives NULL: when memory or the limit is exhausted, or when the
 * size would overflow, protect() returns instead. A size of 0 gives a valid
 * pointer. */
void *arena_alloc(Arena *arena, size_t size);
void *arena_array(Arena *arena, size_t count, size_t size);

/* A NUL-terminated copy of `len` bytes. */
char *arena_copy(Arena *arena, const char *bytes, size_t len);

/* Makes room for one more item in a growing list: returns `items` itself while
 * `count < *cap`, otherwise a copy with at least twice the room. Pointers to items
 * do not survive that. */
void *arena_grow(Arena *arena, void *items, size_t count, size_t *cap, size_t size);

/* Appends to a list whose three members are lvalues of any name. The value is evaluated
 * before the list counts it. */
#define ARRAY_ADD(arena, items, count, cap, ...)                                                   \
  ((items) = arena_grow(arena, (void *)(items), count, &(cap), sizeof *(items)),                   \
   (items)[count] = (__VA_ARGS__), (void)(count)++)

/* Appends to a list, a struct with `items`, `count` and `cap`. */
#define LIST_ADD(arena, list, ...)                                                                 \
  ARRAY_ADD(arena, (list)->items, (list)->count, (list)->cap, __VA_ARGS__)

/* Whether an allocation was refused because of the limit, not for want of memory. */
int arena_hit_limit(const Arena *arena);

/* The boundary of all allocations: runs `body` and returns its status, or
 * ERR_MEMORY as soon as one fails in it, of whatever arena. What `body` was about
 * to do is not done then, and what it holds is not given back: whoever opens a file
 * or allocates otherwise than from an arena, and then from one, calls this for the
 * second part, frees, and fails on with out_of_memory(). Calls nest; the
 * innermost of the thread returns, so an arena belongs to one thread at a time. */
int protect(int (*body)(void *context), void *context);

/* Fails as an allocation does. Without a boundary around it, which is a bug, the
 * process is aborted. */
_Noreturn void out_of_memory(void);

/* For tests: this thread gets so many arenas and blocks more and then none;
 * SIZE_MAX: as many as there are. With ASSUMELINT_ARENA_MALLOC each allocation counts. */
void arena_fail_after(size_t blocks);

#endif
