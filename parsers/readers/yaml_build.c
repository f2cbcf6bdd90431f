/* SPDX-License-Identifier: Apache-2.0
 *
 * From libyaml's events to the document tree.
 *
 * A stack of open collections, no recursion. Short tags become maps of one key as soon as
 * their node starts, so that anchors and positions cover them. A failure sticks and ends
 * the loop over the events, so what is built after it does not matter.
 */
#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "assumelint/offsets.h"
#include "parsers/readers/yaml_private.h"

/* A collection that has not ended yet. */
struct YamlCollection {
  Node *node;                /* the list or map itself */
  Node *outer;               /* the same, or the map its short tag makes of it */
  size_t cap;                /* room in items or members */
  size_t depth;              /* of `node` */
  size_t begin, outer_begin; /* where `node` and `outer` begin */
  size_t last_end;           /* where its last child ended */
  bool flow;
  bool has_key; /* maps: a key waits for its value */
  bool key_merges;
  Str key;
  Span key_span;
  size_t *merges; /* indexes of the members written << */
  size_t merge_count, merge_cap;
};

Node *yaml_node(YamlBuilder *b, NodeKind kind, size_t begin, size_t end) {
  if (++b->nodes > MAX_NODES)
    yaml_fail(b, ERR_LIMIT, begin, "more than %zu nodes", MAX_NODES);
  return node_new(b->arena, kind, yaml_span(b, begin, end));
}

static YamlCollection *top(const YamlBuilder *b) {
  return b->depth > 0 ? &b->open[b->depth - 1] : NULL;
}

/* ---- Attaching a node to what is open ---- */

static bool wants_key(const YamlCollection *open) {
  return open && open->node->kind == NODE_MAP && !open->has_key;
}

static void take_key(YamlBuilder *b, const Node *node, size_t begin, size_t end, bool merges) {
  YamlCollection *map = top(b);
  if (!node_is_scalar(node))
    yaml_fail(b, ERR_SYNTAX, begin, "a key that is not a scalar");
  else if (node->kind == NODE_NULL)
    yaml_fail(b, ERR_SYNTAX, begin, "a key that is null");
  map->has_key = true;
  map->key_merges = merges;
  map->key = node->str;
  map->key_span = yaml_span(b, begin, end);
}

static void add_member(YamlBuilder *b, YamlCollection *open, Node *value) {
  Node *map = open->node;
  if (open->key_merges) {
    ARRAY_ADD(b->arena, open->merges, open->merge_count, open->merge_cap, map->count);
  }
  ARRAY_ADD(b->arena, map->members, map->count, open->cap,
            (Member){open->key, open->key_span, value});
  open->has_key = false;
}

/* Puts a value into the open collection, or makes it the root. */
static void attach(YamlBuilder *b, Node *value, size_t end) {
  YamlCollection *open = top(b);
  if (!open) {
    b->root = value;
    return;
  }
  open->last_end = end;
  if (open->node->kind == NODE_MAP) {
    add_member(b, open, value);
    return;
  }
  Node *list = open->node;
  ARRAY_ADD(b->arena, list->items, list->count, open->cap, value);
}

/* ---- Tags ---- */

static void fail_tag(YamlBuilder *b, const char *tag, size_t begin) {
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
  yaml_fail(b, ERR_SYNTAX, begin, "unknown tag %s%s", is_standard ? "!!" : "", clean);
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

/* {"Fn::Sub": inner} for `!Sub inner`; the key is where the tag is. */
static Node *wrap(YamlBuilder *b, const char *function, Node *inner, size_t begin, size_t end) {
  Node *outer = yaml_node(b, NODE_MAP, begin, end);
  outer->members = arena_alloc(b->arena, sizeof *outer->members);
  outer->members[0] = (Member){str_of(function), yaml_span(b, begin, word_end(b, begin)), inner};
  outer->count = 1;
  outer->from_tag = true;
  return outer;
}

/* ---- Scalars and aliases ---- */

/* What a scalar is, by its tag and, where it is unquoted, by its text. */
static NodeKind scalar_kind(YamlBuilder *b, const YamlTag *tag, const yaml_event_t *event,
                            Str value, size_t begin) {
  if (tag->class == YAML_TAG_UNKNOWN)
    fail_tag(b, (const char *)event->data.scalar.tag, begin);
  else if (tag->class == YAML_TAG_LIST || tag->class == YAML_TAG_MAP)
    yaml_fail(b, ERR_SYNTAX, begin, "a scalar with the tag of a collection");
  else if (tag->class == YAML_TAG_NONE)
    return event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE ? yaml_resolve(value) : NODE_STRING;
  return tag->kind;
}

/* For libyaml a block scalar ends where the next line that is not blank starts. */
static size_t trim_end(const YamlBuilder *b, size_t begin, size_t end) {
  while (end > begin && is_blank(b->bytes[end - 1]))
    end--;
  return end;
}

/* Strings of a file are decoded again when their offsets are needed. Inside a string only
 * what may be a document needs offsets, and gets them at once. */
static const Offsets *scalar_offsets(const YamlBuilder *b, Str decoded, size_t begin, size_t end) {
  if (!b->offsets || !str_has(decoded, '{'))
    return b->file;
  return offsets_inside(b->arena, str_n(b->bytes, b->len), b->offsets, (Span){begin, end}, decoded);
}

static void add_scalar(YamlBuilder *b, const yaml_event_t *event) {
  size_t begin = yaml_offset(b, event->start_mark.index);
  size_t end = trim_end(b, begin, yaml_offset(b, event->end_mark.index));
  const char *anchor = (const char *)event->data.scalar.anchor;
  Str value = {(const char *)event->data.scalar.value, event->data.scalar.length};
  YamlTag tag = yaml_tag((const char *)event->data.scalar.tag);
  yaml_pass_gap(b, begin, end);
  NodeKind kind = scalar_kind(b, &tag, event, value, begin);
  if (str_has(value, '\0'))
    yaml_fail(b, ERR_SYNTAX, begin, "a NUL character in a string");
  size_t content = event->data.scalar.tag || anchor ? skip_properties(b, begin, end) : begin;
  Node *node = yaml_node(b, kind, content, end);
  node->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
  node->str = str_n(arena_copy(b->arena, value.ptr, value.len), value.len);
  node->offsets = scalar_offsets(b, node->str, content, end);
  bool merges = tag.class == YAML_TAG_MERGE ||
                (node->plain && tag.class == YAML_TAG_NONE && str_is(node->str, "<<"));
  if (tag.class == YAML_TAG_FUNCTION)
    node = wrap(b, tag.function, node, begin, end);
  if (anchor)
    yaml_set_anchor(b, anchor, node, begin);
  if (wants_key(top(b)))
    take_key(b, node, content, end, merges);
  else
    attach(b, node, end);
}

static bool is_open(const YamlBuilder *b, const Node *node) {
  for (size_t i = 0; i < b->depth; i++) {
    if (b->open[i].outer == node)
      return true;
  }
  return false;
}

static void add_alias(YamlBuilder *b, const yaml_event_t *event) {
  size_t begin = yaml_offset(b, event->start_mark.index);
  size_t end = yaml_offset(b, event->end_mark.index);
  const char *name = (const char *)event->data.alias.anchor;
  const Node *anchored = yaml_anchored(b, name);
  if (!anchored) {
    yaml_fail(b, ERR_SYNTAX, begin, "the alias *%.80s has no anchor before it", name);
    return;
  }
  if (is_open(b, anchored)) {
    yaml_fail(b, ERR_SYNTAX, begin, "the alias *%.80s stands inside what it refers to", name);
    return;
  }
  Node *node = yaml_copy(b, anchored, b->depth > 0 ? top(b)->depth + 1 : 1, begin, end);
  if (wants_key(top(b)))
    take_key(b, node, begin, end, false);
  else
    attach(b, node, end);
}

/* ---- Collections ---- */

/* What the start events of lists and maps have in common. */
struct start {
  NodeKind kind;
  const yaml_char_t *anchor, *tag;
  bool flow;
};

static void start_collection(YamlBuilder *b, const yaml_event_t *event, struct start start) {
  size_t begin = yaml_offset(b, event->start_mark.index);
  YamlTag tag = yaml_tag((const char *)start.tag);
  bool wraps = tag.class == YAML_TAG_FUNCTION;
  YamlTagClass own = start.kind == NODE_MAP ? YAML_TAG_MAP : YAML_TAG_LIST;
  size_t depth = (b->depth > 0 ? top(b)->depth : 0) + (wraps ? 2 : 1);
  if (tag.class == YAML_TAG_UNKNOWN)
    fail_tag(b, (const char *)start.tag, begin);
  else if (tag.class != YAML_TAG_NONE && !wraps && tag.class != own)
    yaml_fail(b, ERR_SYNTAX, begin, "a collection with a tag of another type");
  else if (wants_key(top(b)))
    yaml_fail(b, ERR_SYNTAX, begin, "a key that is not a scalar");
  else if (depth > MAX_DEPTH)
    yaml_fail(b, ERR_LIMIT, begin, "nested more than %d levels deep", MAX_DEPTH);
  size_t content = start.tag || start.anchor ? skip_properties(b, begin, b->len) : begin;
  Node *node = yaml_node(b, start.kind, content, begin);
  Node *outer = wraps ? wrap(b, tag.function, node, begin, begin) : node;
  attach(b, outer, begin);
  if (start.anchor)
    yaml_set_anchor(b, (const char *)start.anchor, outer, begin);
  ARRAY_ADD(b->arena, b->open, b->depth, b->open_cap,
            (YamlCollection){.node = node,
                             .outer = outer,
                             .depth = depth,
                             .begin = content,
                             .outer_begin = begin,
                             .last_end = begin,
                             .flow = start.flow});
}

/* For libyaml a block collection ends where the next token starts, here with its last
 * child. So does a pair in a flow list, which has no bracket of its own. */
static size_t collection_end(YamlBuilder *b, const YamlCollection *open,
                             const yaml_event_t *event) {
  size_t end = yaml_offset(b, event->end_mark.index);
  char bracket = open->node->kind == NODE_MAP ? '}' : ']';
  if (open->flow && end > 0 && end > open->last_end && b->bytes[end - 1] == bracket)
    return end;
  return open->last_end;
}

static void end_collection(YamlBuilder *b, const yaml_event_t *event) {
  const YamlCollection *open = top(b);
  if (!open) {
    yaml_fail(b, ERR_INTERNAL, 0, "libyaml closed a collection that is not open");
    return;
  }
  size_t end = collection_end(b, open, event);
  open->node->span = yaml_span(b, open->begin < end ? open->begin : end, end);
  if (open->outer != open->node)
    open->outer->span = yaml_span(b, open->outer_begin, end);
  if (open->merge_count > 0)
    yaml_merge(b, open->node, open->merges, open->merge_count);
  b->depth--;
  if (b->depth > 0)
    top(b)->last_end = end;
}

void yaml_build(YamlBuilder *b, const yaml_event_t *event) {
  switch (event->type) {
  case YAML_SCALAR_EVENT:
    add_scalar(b, event);
    break;
  case YAML_ALIAS_EVENT:
    add_alias(b, event);
    break;
  case YAML_SEQUENCE_START_EVENT:
    start_collection(b, event,
                     (struct start){NODE_LIST, event->data.sequence_start.anchor,
                                    event->data.sequence_start.tag,
                                    event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE});
    break;
  case YAML_MAPPING_START_EVENT:
    start_collection(b, event,
                     (struct start){NODE_MAP, event->data.mapping_start.anchor,
                                    event->data.mapping_start.tag,
                                    event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE});
    break;
  case YAML_SEQUENCE_END_EVENT:
  case YAML_MAPPING_END_EVENT:
    end_collection(b, event);
    break;
  case YAML_NO_EVENT:
  case YAML_STREAM_START_EVENT:
  case YAML_STREAM_END_EVENT:
  case YAML_DOCUMENT_START_EVENT:
  case YAML_DOCUMENT_END_EVENT:
    yaml_fail(b, ERR_INTERNAL, 0, "an event out of place");
    break;
  }
}
