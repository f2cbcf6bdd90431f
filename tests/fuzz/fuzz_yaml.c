/* SPDX-License-Identifier: Apache-2.0
 *
 * Fuzz target: the YAML reader, and the policy mapper over what it gives.
 *
 * The input is read as YAML and the tree mapped as a policy; then it is taken
 * as a policy written as a string, in which each DEL byte is a hole. Besides
 * what the sanitizers see: spans lie inside the file, content never makes the
 * mapper fail but for a limit.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/offsets.h"
#include "assumelint/parser.h"
#include "assumelint/readers.h"
#include "assumelint/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Much less than a real run has, so that running out is tried too. */
enum { ARENA_BYTES = 64 << 20 };

static void require(bool holds) {
  if (!holds)
    abort();
}

static void check_span(Span span, size_t size) {
  require(span.begin <= span.end && span.end <= size);
}

static void check_tree(const Node *node, size_t size) {
  check_span(node->span, size);
  for (size_t i = 0; node->kind == NODE_LIST && i < node->count; i++)
    check_tree(node->items[i], size);
  for (size_t i = 0; node->kind == NODE_MAP && i < node->count; i++) {
    check_span(node->members[i].key_span, size);
    check_tree(node->members[i].value, size);
  }
}

/* What stands in a string of the file, as JSON and as YAML, stands in its span. */
static void check_inside(Arena *arena, const Node *string) {
  const Offsets *offsets = offsets_of(arena, string);
  Node *root = NULL;
  size_t documents = 0, end = 0, at = string->span.begin;
  for (size_t i = 0; offsets && i < offsets->count; i++) {
    const Stretch *stretch = &offsets->stretches[i];
    size_t next = i + 1 < offsets->count ? offsets->stretches[i + 1].at : offsets->len;
    require(stretch->at == end && next > end);
    require(stretch->span.begin >= at && stretch->span.end <= string->span.end);
    require(!stretch->exact || stretch->span.end - stretch->span.begin == next - end);
    at = stretch->span.end;
    end = next;
  }
  require(!offsets || end == string->str.len);
  if (json_read_string(&root, arena, string->str, offsets, string->span, NULL) == OK)
    check_tree(root, string->span.end);
  if (yaml_read_string(&root, &documents, arena, string->str, offsets, string->span, NULL) == OK)
    check_tree(root, string->span.end);
}

static void check_strings(Arena *arena, const Node *node) {
  if (node->kind == NODE_STRING)
    check_inside(arena, node);
  for (size_t i = 0; node->kind == NODE_LIST && i < node->count; i++)
    check_strings(arena, node->items[i]);
  for (size_t i = 0; node->kind == NODE_MAP && i < node->count; i++)
    check_strings(arena, node->members[i].value);
}

static void check_policy(const Policy *policy, size_t size) {
  for (size_t i = 0; i < policy->malformation_count; i++) {
    check_span(policy->malformations[i].span, size);
    require(policy->malformations[i].pointer.ptr != NULL);
  }
  for (size_t i = 0; i < policy->statement_count; i++) {
    const Statement *st = &policy->statements[i];
    check_span(st->effect_span, size);
    for (size_t k = 0; k < st->principal_count; k++)
      require(st->principals[k].value.text && st->principals[k].value.pointer.ptr);
    for (size_t k = 0; k < st->condition_count; k++)
      require(st->conditions[k].opaque || st->conditions[k].values != NULL);
  }
}

static void map_policy(Arena *arena, const Node *root, size_t size) {
  Policy *policy = NULL;
  TrustState state = TRUST_KNOWN;
  Error err = {0};
  int status = policy_map(&policy, &state, arena, root, &err);
  require(status == err.status);
  require(status == OK || status == ERR_LIMIT || status == ERR_MEMORY);
  if (status == OK)
    check_policy(policy, size);
}

static void map_string(Arena *arena, Str s) {
  static const Hole hole = {.name = {"H", 1}};
  const Text *parts[64];
  size_t count = 0, at = 0;
  while (at <= s.len && count + 2 <= sizeof parts / sizeof *parts) {
    size_t end = str_find(s, at, 0x7F);
    parts[count++] = text_literal(arena, str_slice(s, at, end));
    if (end < s.len)
      parts[count++] = text_hole(arena, &hole);
    at = end + 1;
  }
  for (size_t i = 0; i < count; i++) {
    if (!parts[i])
      return;
  }
  Node *node = node_string(arena, STR(""), (Span){0, 0});
  node->text = text_concat(arena, parts, count);
  if (node->text)
    map_policy(arena, node, 0);
}

static void check_equal(const Node *a, const Node *b) {
  require(a->kind == b->kind && a->count == b->count && str_eq(a->str, b->str));
  for (size_t i = 0; a->kind == NODE_LIST && i < a->count; i++)
    check_equal(a->items[i], b->items[i]);
  for (size_t i = 0; a->kind == NODE_MAP && i < a->count; i++) {
    require(str_eq(a->members[i].key, b->members[i].key));
    check_equal(a->members[i].value, b->members[i].value);
  }
}

/* What stands in a comment matters to nothing: with other text in all of them the
 * document is the same. */
static void check_comments(Arena *arena, const Source *source, const Comments *comments,
                           const Node *root) {
  char *bytes = arena_copy(arena, source->bytes, source->len);
  Source other = {.path = "fuzz", .bytes = bytes, .len = source->len};
  Node *again = NULL;
  Error err = {0};
  size_t documents = 0, end = 0;
  source_index(&other, arena);
  for (size_t i = 0; i < comments->count; i++) {
    Span span = comments->items[i];
    check_span(span, source->len);
    require(span.begin >= end && span.begin < span.end && bytes[span.begin] == '#');
    end = span.end;
    memset(bytes + span.begin, '#', end - span.begin);
  }
  int status = yaml_read(&again, &documents, arena, &other, &err);
  require(status == OK || status == ERR_MEMORY);
  if (status == OK)
    check_equal(root, again);
}

struct input {
  Arena *arena;
  const char *bytes;
  size_t size;
};

static int run(void *context) {
  const struct input *input = context;
  Arena *arena = input->arena;
  const char *bytes = input->bytes;
  size_t size = input->size;
  Source source = {.path = "fuzz", .bytes = size > 0 ? bytes : "", .len = size};
  Node *root = NULL;
  Error err = {0};
  size_t documents = 0;
  source_index(&source, arena);
  Comments comments = {.items = NULL};
  int status = yaml_read_comments(&root, &documents, &comments, arena, &source, &err);
  require(status == err.status && status != ERR_INTERNAL);
  if (status == OK) {
    check_tree(root, size);
    check_comments(arena, &source, &comments, root);
    check_strings(arena, root);
    map_policy(arena, root, size);
  } else {
    require(!err.has_offset || err.offset <= size);
  }
  if (utf8_valid(bytes, size, NULL))
    map_string(arena, str_n(bytes, size));
  return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct input input = {arena_new(ARENA_BYTES), (const char *)data, size};
  if (input.arena)
    protect(run, &input);
  arena_free(input.arena);
  return 0;
}
