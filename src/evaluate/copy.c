/* SPDX-License-Identifier: Apache-2.0
 *
 * Deep copies of requests, from the scratch memory of a search to the input's.
 */
#include "assumelint/arena.h"
#include "assumelint/request.h"

static const Text *copy_text(Arena *arena, const Text *text) {
  Text *out = arena_alloc(arena, sizeof *out);
  Piece *pieces = arena_array(arena, text->count, sizeof *pieces);
  for (size_t i = 0; i < text->count; i++) {
    Str literal = text->pieces[i].literal;
    pieces[i] = text->pieces[i];
    if (pieces[i].hole)
      continue;
    pieces[i].literal.ptr = arena_copy(arena, literal.ptr, literal.len);
    if (!pieces[i].literal.ptr)
      return NULL;
  }
  *out = (Text){pieces, text->count};
  return out;
}

static void copy_str(Arena *arena, Str *s) {
  s->ptr = arena_copy(arena, s->ptr, s->len);
}

static bool copy_key(Arena *arena, ContextKey *out, const ContextKey *key) {
  const Text **values = arena_array(arena, key->value_count, sizeof *values);
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

void request_copy(Request *out, Arena *arena, const Request *request) {
  ContextKey *keys = arena_array(arena, request->key_count, sizeof *keys);
  Str *also = arena_array(arena, request->also_count, sizeof *also);
  *out = *request;
  out->principal = copy_text(arena, request->principal);
  if (!out->principal)
    out_of_memory();
  copy_str(arena, &out->action);
  out->key_count = 0;
  for (size_t i = 0; i < request->key_count; i++) {
    if (request->keys[i].presence == KEY_PRESENT &&
        !copy_key(arena, &keys[out->key_count++], &request->keys[i]))
      out_of_memory();
  }
  for (size_t i = 0; i < request->also_count; i++) {
    also[i] = request->also[i];
    copy_str(arena, &also[i]);
  }
  out->keys = keys;
  out->also = also;
}
