/* SPDX-License-Identifier: Apache-2.0
 *
 * Fuzz target: the Terraform front end through windows of several sizes. Any
 * size of the window must give the same verdict on the file, the same number of
 * roles and the lines and columns that the bytes themselves give, and nothing
 * may go wrong on the way.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "assumelint/parser.h"
#include "util/utf16.h"
#include "util/window.h"

extern const FrontEnd tf_terraform_front_end;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct outcome {
  int status;
  size_t offset, before, after, principal_resources;
  size_t trust;  /* of the states and statements of all trust policies */
  size_t places; /* of the lines and columns of roles and error */
};

static size_t sum_trust(const World *world) {
  size_t sum = 0;
  for (size_t i = 0; i < world->role_count; i++) {
    const Trust *trust = &world->roles[i].trusts[0];
    sum = sum * 31 + (size_t)trust->state + trust->policy->statement_count * 7 +
          (trust->hole ? trust->hole->name.len : 0);
  }
  return sum;
}

static size_t add_place(size_t sum, const Source *source, size_t offset) {
  Position at = source_position(source, offset);
  return sum * 31 + at.line * 1009 + at.column;
}

/* By the marks, or where `bytes` is not NULL by these. */
static size_t sum_places(const Input *input, const uint8_t *bytes, size_t size) {
  Source source = input->source;
  size_t sum = 0;
  if (bytes) {
    source.bytes = (const char *)bytes;
    source.len = size;
    source_index(&source, input->arena);
  }
  for (size_t i = 0; i < input->after.role_count; i++) {
    sum = add_place(sum, &source, input->after.roles[i].span.begin);
    sum = add_place(sum, &source, input->after.roles[i].span.end);
  }
  return input->error.has_offset ? add_place(sum, &source, input->error.offset) : sum;
}

static struct outcome run(const uint8_t *data, size_t size, size_t window, bool held) {
  struct outcome out = {.status = ERR_MEMORY};
  Input input = {.arena = arena_new((size_t)256 << 20)};
  if (!input.arena)
    return out;
  MemoryReader memory = {.bytes = (const char *)data, .len = size};
  Reader reader = memory_reader(&memory);
  InputHead head = front_end_look_at_head((const char *)data, size);
  if (!head.front_end)
    head.front_end = &tf_terraform_front_end;
  out.status = front_end_read_stream(&input, head, NULL, &reader, window);
  out.offset = input.error.offset;
  if (out.status == OK) {
    out.before = input.before.role_count;
    out.after = input.after.role_count;
    out.principal_resources =
        input.before.principal_resource_count + input.after.principal_resource_count;
    out.trust = sum_trust(&input.before) * 31 + sum_trust(&input.after);
  }
  out.places = sum_places(&input, held ? data : NULL, size);
  arena_free(input.arena);
  return out;
}

static int same(const struct outcome *a, const struct outcome *b) {
  return a->status == b->status && a->offset == b->offset && a->before == b->before &&
         a->after == b->after && a->principal_resources == b->principal_resources &&
         a->trust == b->trust && a->places == b->places;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const size_t windows[] = {64, 71, 333};
  struct outcome whole = run(data, size, size + 1, !utf16_is((const char *)data, size));
  for (size_t i = 0; i < sizeof windows / sizeof windows[0]; i++) {
    struct outcome parts = run(data, size, windows[i], false);
    if (!same(&whole, &parts))
      abort();
  }
  return 0;
}
