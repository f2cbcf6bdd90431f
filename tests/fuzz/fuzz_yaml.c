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
#include "assumelint/parser.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Much less than a real run has, so that running out is tried too. */
enum { ARENA_BYTES = 64 << 20 };

static void require(bool holds) {
  if (!holds)
    abort();
}

static void check_span(struct alint_span span, size_t size) {
  require(span.begin <= span.end && span.end <= size);
}

static void check_tree(const struct alint_node *node, size_t size) {
  check_span(node->span, size);
  for (size_t i = 0; node->kind == ALINT_NODE_LIST && i < node->count; i++)
    check_tree(node->items[i], size);
  for (size_t i = 0; node->kind == ALINT_NODE_MAP && i < node->count; i++) {
    check_span(node->members[i].key_span, size);
    check_tree(node->members[i].value, size);
  }
}

/* What stands in a string of the file, as JSON and as YAML, stands in its span. */
static void check_inside(struct alint_arena *arena, const struct alint_node *string) {
  const struct alint_offsets *offsets = alint_offsets_of(arena, string);
  struct alint_node *root = NULL;
  size_t documents = 0, end = 0, at = string->span.begin;
  for (size_t i = 0; offsets && i < offsets->count; i++) {
    const struct alint_stretch *stretch = &offsets->stretches[i];
    size_t next = i + 1 < offsets->count ? offsets->stretches[i + 1].at : offsets->len;
    require(stretch->at == end && next > end);
    require(stretch->span.begin >= at && stretch->span.end <= string->span.end);
    require(!stretch->exact || stretch->span.end - stretch->span.begin == next - end);
    at = stretch->span.end;
    end = next;
  }
  require(!offsets || end == string->str.len);
  if (alint_json_read_string(&root, arena, string->str, offsets, string->span, NULL) == ALINT_OK)
    check_tree(root, string->span.end);
  if (alint_yaml_read_string(&root, &documents, arena, string->str, offsets, string->span, NULL) ==
      ALINT_OK)
    check_tree(root, string->span.end);
}

static void check_strings(struct alint_arena *arena, const struct alint_node *node) {
  if (node->kind == ALINT_NODE_STRING)
    check_inside(arena, node);
  for (size_t i = 0; node->kind == ALINT_NODE_LIST && i < node->count; i++)
    check_strings(arena, node->items[i]);
  for (size_t i = 0; node->kind == ALINT_NODE_MAP && i < node->count; i++)
    check_strings(arena, node->members[i].value);
}

static void check_policy(const struct alint_policy *policy, size_t size) {
  for (size_t i = 0; i < policy->oddity_count; i++) {
    check_span(policy->oddities[i].span, size);
    require(policy->oddities[i].pointer.ptr != NULL);
  }
  for (size_t i = 0; i < policy->statement_count; i++) {
    const struct alint_statement *st = &policy->statements[i];
    check_span(st->effect_span, size);
    for (size_t k = 0; k < st->principal_count; k++)
      require(st->principals[k].value.text && st->principals[k].value.pointer.ptr);
    for (size_t k = 0; k < st->condition_count; k++)
      require(st->conditions[k].opaque || st->conditions[k].values != NULL);
  }
}

static void map_policy(struct alint_arena *arena, const struct alint_node *root, size_t size) {
  struct alint_policy *policy = NULL;
  enum alint_trust_state state = ALINT_TRUST_KNOWN;
  struct alint_error err = {0};
  int status = alint_policy_map(&policy, &state, arena, root, &err);
  require(status == err.status);
  require(status == ALINT_OK || status == ALINT_ELIMIT || status == ALINT_ENOMEM);
  if (status == ALINT_OK)
    check_policy(policy, size);
}

static void map_string(struct alint_arena *arena, struct alint_str s) {
  static const struct alint_hole hole = {.name = {"H", 1}};
  const struct alint_text *parts[64];
  size_t count = 0, at = 0;
  while (at <= s.len && count + 2 <= sizeof parts / sizeof *parts) {
    size_t end = alint_str_find(s, at, 0x7F);
    parts[count++] = alint_text_literal(arena, alint_str_slice(s, at, end));
    if (end < s.len)
      parts[count++] = alint_text_hole(arena, &hole);
    at = end + 1;
  }
  for (size_t i = 0; i < count; i++) {
    if (!parts[i])
      return;
  }
  struct alint_node *node = alint_node_string(arena, ALINT_STR(""), (struct alint_span){0, 0});
  node->text = alint_text_concat(arena, parts, count);
  if (node->text)
    map_policy(arena, node, 0);
}

static void check_equal(const struct alint_node *a, const struct alint_node *b) {
  require(a->kind == b->kind && a->count == b->count && alint_str_eq(a->str, b->str));
  for (size_t i = 0; a->kind == ALINT_NODE_LIST && i < a->count; i++)
    check_equal(a->items[i], b->items[i]);
  for (size_t i = 0; a->kind == ALINT_NODE_MAP && i < a->count; i++) {
    require(alint_str_eq(a->members[i].key, b->members[i].key));
    check_equal(a->members[i].value, b->members[i].value);
  }
}

/* What stands in a comment matters to nothing: with other text in all of them the
 * document is the same. */
static void check_comments(struct alint_arena *arena, const struct alint_source *source,
                           const struct alint_comments *comments, const struct alint_node *root) {
  char *bytes = alint_arena_copy(arena, source->bytes, source->len);
  struct alint_source other = {.path = "fuzz", .bytes = bytes, .len = source->len};
  struct alint_node *again = NULL;
  struct alint_error err = {0};
  size_t documents = 0, end = 0;
  alint_source_index(&other, arena);
  for (size_t i = 0; i < comments->count; i++) {
    struct alint_span span = comments->items[i];
    check_span(span, source->len);
    require(span.begin >= end && span.begin < span.end && bytes[span.begin] == '#');
    end = span.end;
    memset(bytes + span.begin, '#', end - span.begin);
  }
  int status = alint_yaml_read(&again, &documents, arena, &other, &err);
  require(status == ALINT_OK || status == ALINT_ENOMEM);
  if (status == ALINT_OK)
    check_equal(root, again);
}

struct input {
  struct alint_arena *arena;
  const char *bytes;
  size_t size;
};

static int run(void *context) {
  const struct input *input = context;
  struct alint_arena *arena = input->arena;
  const char *bytes = input->bytes;
  size_t size = input->size;
  struct alint_source source = {.path = "fuzz", .bytes = size > 0 ? bytes : "", .len = size};
  struct alint_node *root = NULL;
  struct alint_error err = {0};
  size_t documents = 0;
  alint_source_index(&source, arena);
  struct alint_comments comments = {.items = NULL};
  int status = alint_yaml_read_comments(&root, &documents, &comments, arena, &source, &err);
  require(status == err.status && status != ALINT_EINTERNAL);
  if (status == ALINT_OK) {
    check_tree(root, size);
    check_comments(arena, &source, &comments, root);
    check_strings(arena, root);
    map_policy(arena, root, size);
  } else {
    require(!err.has_offset || err.offset <= size);
  }
  if (alint_utf8_valid(bytes, size, NULL))
    map_string(arena, alint_str_n(bytes, size));
  return ALINT_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct input input = {alint_arena_new(ARENA_BYTES), (const char *)data, size};
  if (input.arena)
    alint_protect(run, &input);
  alint_arena_free(input.arena);
  return 0;
}
