/* SPDX-License-Identifier: Apache-2.0
 *
 * From libyaml's events to the document tree.
 *
 * A stack of open collections, no recursion. Short tags become maps of one key
 * as soon as their node starts, so that anchors and positions cover them.
 */
#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "assumelint/offsets.h"
#include "parsers/readers/yaml_private.h"

Node *yaml_node(YamlBuilder *b, NodeKind kind, size_t begin, size_t end) {
  if (++b->nodes > MAX_NODES) {
    yaml_fail(b, ERR_LIMIT, begin, "more than %zu nodes", MAX_NODES);
    return NULL;
  }
  Node *node = node_new(b->arena, kind, yaml_place(b, begin, end));
  return node;
}

static YamlFrame *top(YamlBuilder *b) {
  return b->depth > 0 ? &b->frames[b->depth - 1] : NULL;
}

/* ---- Attaching a node to what is open ---- */

static int take_key(YamlBuilder *b, YamlFrame *frame, const Node *node, size_t begin, size_t end,
                    bool merges) {
  if (!node_is_scalar(node))
    return yaml_fail(b, ERR_SYNTAX, begin, "a key that is not a scalar");
  if (node->kind == NODE_NULL)
    return yaml_fail(b, ERR_SYNTAX, begin, "a key that is null");
  frame->has_key = true;
  frame->key_merges = merges;
  frame->key = node->str;
  frame->key_span = yaml_place(b, begin, end);
  return OK;
}

static void add_member(YamlBuilder *b, YamlFrame *frame, Node *value) {
  Node *map = frame->node;
  if (frame->key_merges) {
    frame->merges = arena_grow(b->arena, frame->merges, frame->merge_count, &frame->merge_cap,
                               sizeof *frame->merges);
    frame->merges[frame->merge_count++] = map->count;
  }
  map->members = arena_grow(b->arena, map->members, map->count, &frame->cap, sizeof *map->members);
  map->members[map->count++] = (Member){frame->key, frame->key_span, value};
  frame->has_key = false;
}

/* Puts a value into the open collection, or makes it the root. */
static void attach(YamlBuilder *b, Node *value, size_t end) {
  YamlFrame *frame = top(b);
  if (!frame) {
    b->root = value;
    return;
  }
  frame->last_end = end;
  if (frame->node->kind == NODE_MAP) {
    add_member(b, frame, value);
    return;
  }
  Node *list = frame->node;
  list->items = arena_grow(b->arena, list->items, list->count, &frame->cap, sizeof *list->items);
  list->items[list->count++] = value;
}

static bool wants_key(const YamlFrame *frame) {
  return frame && frame->node->kind == NODE_MAP && !frame->has_key;
}

/* ---- Tags ---- */

static int unknown_tag(YamlBuilder *b, const char *tag, size_t begin) {
  static const char standard[] = "tag:yaml.org,2002:";
  bool is_standard = strncmp(tag, standard, sizeof standard - 1) == 0;
  char clean[80];
  size_t n = 0;
  tag += is_standard ? sizeof standard - 1 : 0;
  for (; n < sizeof clean - 1 && tag[n] != '\0'; n++)
    clean[n] = (unsigned char)tag[n] < 0x20 || tag[n] == 0x7F ? '?' : tag[n];
  /* Not in the middle of a character. */
  while (tag[n] != '\0' && n > 0 && ((unsigned char)tag[n] & 0xC0) == 0x80)
    n--;
  clean[n] = '\0';
  return yaml_fail(b, ERR_SYNTAX, begin, "unknown tag %s%s", is_standard ? "!!" : "", clean);
}

/* {"Fn::Sub": inner} for `!Sub inner`; the key is where the tag is. */
static int wrap(Node **out, YamlBuilder *b, const char *function, Node *inner, size_t begin,
                size_t tag_end, size_t end) {
  Node *outer = yaml_node(b, NODE_MAP, begin, end);
  if (!outer)
    return b->err->status;
  outer->members = arena_alloc(b->arena, sizeof *outer->members);
  outer->members[0] = (Member){str_of(function), yaml_place(b, begin, tag_end), inner};
  outer->count = 1;
  outer->from_tag = true;
  *out = outer;
  return OK;
}

static bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Where the tag and the anchor before a node end and the node itself begins. */
static size_t skip_properties(const YamlBuilder *b, size_t at, size_t end) {
  for (;;) {
    while (at < end && is_blank(b->bytes[at]))
      at++;
    if (at < end && b->bytes[at] == '#') {
      while (at < end && b->bytes[at] != '\n')
        at++;
    } else if (at < end && (b->bytes[at] == '!' || b->bytes[at] == '&')) {
      while (at < end && !is_blank(b->bytes[at]))
        at++;
    } else {
      return at;
    }
  }
}

/* Where the word at `at` ends. */
static size_t word_end(const YamlBuilder *b, size_t at) {
  while (at < b->len && !is_blank(b->bytes[at]))
    at++;
  return at;
}

/* ---- Events ---- */

static int too_deep(YamlBuilder *b, size_t at) {
  return yaml_fail(b, ERR_LIMIT, at, "nested more than %d levels deep", MAX_DEPTH);
}

/* Kind of a scalar and whether it may be a key as it stands. */
static int scalar_kind(NodeKind *out, YamlBuilder *b, const YamlTag *tag, const yaml_event_t *event,
                       Str value, size_t begin) {
  switch (tag->class) {
  case YAML_TAG_NONE:
    *out = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE ? yaml_resolve(value) : NODE_STRING;
    return OK;
  case YAML_TAG_SCALAR:
  case YAML_TAG_MERGE:
  case YAML_TAG_FUNCTION:
    *out = tag->kind;
    return OK;
  case YAML_TAG_LIST:
  case YAML_TAG_MAP:
    return yaml_fail(b, ERR_SYNTAX, begin, "a scalar with the tag of a collection");
  case YAML_TAG_UNKNOWN:
    break;
  }
  return unknown_tag(b, (const char *)event->data.scalar.tag, begin);
}

/* The end of a scalar as libyaml gives it is, for a block scalar, the start of
 * the next line that is not blank. */
static size_t trim_end(const YamlBuilder *b, size_t begin, size_t end) {
  while (end > begin && is_blank(b->bytes[end - 1]))
    end--;
  return end;
}

/* Strings of a file are decoded again when somebody asks. Of those inside a
 * string only what may be a document is looked at, and at once. */
static void take_offsets(const YamlBuilder *b, Node *node, size_t begin, size_t end) {
  Span span = {begin, end};
  node->offsets = b->file;
  if (b->offsets && str_has(node->str, '{'))
    node->offsets = offsets_inside(b->arena, str_n(b->bytes, b->len), b->offsets, span, node->str);
}

static int add_scalar(YamlBuilder *b, const yaml_event_t *event) {
  size_t begin = yaml_offset(b, event->start_mark.index);
  size_t end = trim_end(b, begin, yaml_offset(b, event->end_mark.index));
  yaml_pass_gap(b, begin, end);
  Str value = {(const char *)event->data.scalar.value, event->data.scalar.length};
  YamlTag tag = yaml_tag((const char *)event->data.scalar.tag);
  NodeKind kind = NODE_STRING;
  int status = scalar_kind(&kind, b, &tag, event, value, begin);
  if (status != OK)
    return status;
  if (str_has(value, '\0'))
    return yaml_fail(b, ERR_SYNTAX, begin, "a NUL character in a string");
  bool has_properties = event->data.scalar.tag || event->data.scalar.anchor;
  size_t content = has_properties ? skip_properties(b, begin, end) : begin;
  Node *node = yaml_node(b, kind, content, end);
  if (!node)
    return b->err->status;
  node->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
  node->str = str_n(arena_copy(b->arena, value.ptr, value.len), value.len);
  take_offsets(b, node, content, end);
  if (tag.class == YAML_TAG_FUNCTION) {
    status = wrap(&node, b, tag.function, node, begin, word_end(b, begin), end);
    if (status != OK)
      return status;
  }
  if (event->data.scalar.anchor)
    status = yaml_set_anchor(b, (const char *)event->data.scalar.anchor, node, false, begin);
  if (status != OK)
    return status;
  if (!wants_key(top(b))) {
    attach(b, node, end);
    return OK;
  }
  bool merges = tag.class == YAML_TAG_MERGE ||
                (node->plain && tag.class == YAML_TAG_NONE && str_is(node->str, "<<"));
  return take_key(b, top(b), node, content, end, merges);
}

static int add_alias(YamlBuilder *b, const yaml_event_t *event) {
  size_t begin = yaml_offset(b, event->start_mark.index);
  size_t end = yaml_offset(b, event->end_mark.index);
  Node *node = NULL;
  size_t depth = b->depth > 0 ? top(b)->depth + 1 : 1;
  int status = yaml_expand(&node, b, (const char *)event->data.alias.anchor, depth, begin, end);
  if (status != OK)
    return status;
  if (wants_key(top(b)))
    return take_key(b, top(b), node, begin, end, false);
  attach(b, node, end);
  return OK;
}

/* What the start events of lists and maps have in common. */
struct start {
  NodeKind kind;
  const char *anchor, *tag;
  bool flow;
};

static int push_frame(YamlBuilder *b, Node *node, Node *outer, const struct start *start,
                      size_t depth, size_t begin) {
  b->frames = arena_grow(b->arena, b->frames, b->depth, &b->frame_cap, sizeof *b->frames);
  YamlFrame *frame = &b->frames[b->depth];
  *frame = (YamlFrame){.node = node, .outer = outer, .depth = depth};
  frame->flow = start->flow;
  frame->last_end = begin;
  if (start->anchor) {
    int status = yaml_set_anchor(b, start->anchor, outer, true, begin);
    if (status != OK)
      return status;
    frame->anchor = b->anchor_count;
  }
  b->depth++;
  return OK;
}

static int start_collection(YamlBuilder *b, const yaml_event_t *event, const struct start *start) {
  size_t begin = yaml_offset(b, event->start_mark.index);
  YamlTag tag = yaml_tag(start->tag);
  bool is_map = start->kind == NODE_MAP;
  if (tag.class == YAML_TAG_UNKNOWN)
    return unknown_tag(b, start->tag, begin);
  if (tag.class != YAML_TAG_NONE && tag.class != YAML_TAG_FUNCTION &&
      tag.class != (is_map ? YAML_TAG_MAP : YAML_TAG_LIST))
    return yaml_fail(b, ERR_SYNTAX, begin, "a collection with a tag of another type");
  if (wants_key(top(b)))
    return yaml_fail(b, ERR_SYNTAX, begin, "a key that is not a scalar");
  bool wraps = tag.class == YAML_TAG_FUNCTION;
  size_t depth = (b->depth > 0 ? top(b)->depth : 0) + (wraps ? 2 : 1);
  if (depth > MAX_DEPTH)
    return too_deep(b, begin);
  size_t content = start->tag || start->anchor ? skip_properties(b, begin, b->len) : begin;
  Node *node = yaml_node(b, start->kind, content, begin);
  if (!node)
    return b->err->status;
  Node *outer = node;
  if (wraps) {
    int status = wrap(&outer, b, tag.function, node, begin, word_end(b, begin), begin);
    if (status != OK)
      return status;
  }
  attach(b, outer, begin);
  int status = push_frame(b, node, outer, start, depth, begin);
  if (status != OK)
    return status;
  top(b)->begin = content;
  top(b)->outer_begin = begin;
  return OK;
}

/* libyaml ends a block collection where the next token starts: it ends with its
 * last child. So does a pair in a flow list, which has no bracket of its own. */
static size_t collection_end(YamlBuilder *b, const YamlFrame *frame, const yaml_event_t *event) {
  size_t end = yaml_offset(b, event->end_mark.index);
  char bracket = frame->node->kind == NODE_MAP ? '}' : ']';
  if (frame->flow && end > 0 && end > frame->last_end && b->bytes[end - 1] == bracket)
    return end;
  return frame->last_end;
}

static int end_collection(YamlBuilder *b, const yaml_event_t *event) {
  YamlFrame *frame = top(b);
  if (!frame)
    return error_set(b->err, ERR_INTERNAL, "libyaml closed a collection that is not open");
  size_t end = collection_end(b, frame, event);
  frame->node->span = yaml_place(b, frame->begin < end ? frame->begin : end, end);
  if (frame->outer != frame->node)
    frame->outer->span = yaml_place(b, frame->outer_begin, end);
  if (frame->anchor > 0)
    b->anchors[frame->anchor - 1].open = false;
  if (frame->merge_count > 0) {
    int status = yaml_merge(b, frame);
    if (status != OK)
      return status;
  }
  b->depth--;
  if (b->depth > 0)
    top(b)->last_end = end;
  return OK;
}

int yaml_build(YamlBuilder *b, const yaml_event_t *event) {
  struct start start = {0};
  switch (event->type) {
  case YAML_SCALAR_EVENT:
    return add_scalar(b, event);
  case YAML_ALIAS_EVENT:
    return add_alias(b, event);
  case YAML_SEQUENCE_START_EVENT:
    start.kind = NODE_LIST;
    start.anchor = (const char *)event->data.sequence_start.anchor;
    start.tag = (const char *)event->data.sequence_start.tag;
    start.flow = event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
    return start_collection(b, event, &start);
  case YAML_MAPPING_START_EVENT:
    start.kind = NODE_MAP;
    start.anchor = (const char *)event->data.mapping_start.anchor;
    start.tag = (const char *)event->data.mapping_start.tag;
    start.flow = event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
    return start_collection(b, event, &start);
  case YAML_SEQUENCE_END_EVENT:
  case YAML_MAPPING_END_EVENT:
    return end_collection(b, event);
  case YAML_NO_EVENT:
  case YAML_STREAM_START_EVENT:
  case YAML_STREAM_END_EVENT:
  case YAML_DOCUMENT_START_EVENT:
  case YAML_DOCUMENT_END_EVENT:
    break;
  }
  return error_set(b->err, ERR_INTERNAL, "an event out of place");
}
