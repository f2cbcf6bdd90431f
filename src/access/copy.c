/* SPDX-License-Identifier: Apache-2.0
 *
 * Deep copies of requests, from the scratch memory of a search to the input's.
 */
#include "access/find.h"
#include "assumelint/arena.h"

static const struct alint_text *copy_text(struct alint_arena *arena,
                                          const struct alint_text *text) {
  struct alint_text *out = alint_arena_alloc(arena, sizeof *out);
  struct alint_piece *pieces = alint_arena_array(arena, text->count, sizeof *pieces);
  for (size_t i = 0; i < text->count; i++) {
    struct alint_str literal = text->pieces[i].literal;
    pieces[i] = text->pieces[i];
    if (pieces[i].hole)
      continue;
    pieces[i].literal.ptr = alint_arena_copy(arena, literal.ptr, literal.len);
    if (!pieces[i].literal.ptr)
      return NULL;
  }
  *out = (struct alint_text){pieces, text->count};
  return out;
}

static void copy_str(struct alint_arena *arena, struct alint_str *s) {
  s->ptr = alint_arena_copy(arena, s->ptr, s->len);
}

static bool copy_key(struct alint_arena *arena, struct alint_context_key *out,
                     const struct alint_context_key *key) {
  const struct alint_text **values = alint_arena_array(arena, key->value_count, sizeof *values);
  *out = *key;
  copy_str(arena, &out->name);
  for (size_t i = 0; i < key->value_count; i++) {
    values[i] = copy_text(arena, key->values[i]);
    if (!values[i])
      return false;
  }
  out->values = values;
  return true;
}

void alint_copy_request(struct alint_request *out, struct alint_arena *arena,
                        const struct alint_request *request) {
  struct alint_context_key *keys = alint_arena_array(arena, request->key_count, sizeof *keys);
  struct alint_str *also = alint_arena_array(arena, request->also_count, sizeof *also);
  *out = *request;
  out->principal = copy_text(arena, request->principal);
  if (!out->principal)
    alint_out_of_memory();
  copy_str(arena, &out->action);
  out->key_count = 0;
  for (size_t i = 0; i < request->key_count; i++) {
    if (request->keys[i].presence == ALINT_PRESENT &&
        !copy_key(arena, &keys[out->key_count++], &request->keys[i]))
      alint_out_of_memory();
  }
  for (size_t i = 0; i < request->also_count; i++) {
    also[i] = request->also[i];
    copy_str(arena, &also[i]);
  }
  out->keys = keys;
  out->also = also;
}
