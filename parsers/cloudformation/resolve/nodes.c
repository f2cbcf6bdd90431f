/* SPDX-License-Identifier: Apache-2.0
 *
 * Nodes of resolved trees: strings with holes, values that are not known, and
 * the names of these.
 */
#include "parsers/cloudformation/resolve/nodes.h"

#include "assumelint/arena.h"
#include "assumelint/buf.h"

/* ---- Making them ------------------------------------------------------------ */

Hole *cfn_hole(const CfnTemplate *cfn, HoleKind kind, Str name) {
  Str readable = cfn_readable(cfn, name);
  bool of_cluster = str_find_str(readable, STR(".OpenIdConnectIssuerUrl")) < readable.len;
  return hole_new(cfn->arena, (Hole){.name = readable.ptr ? readable : STR(""),
                                     .scope = cfn->nesting.scope,
                                     .kind = kind,
                                     .of_cluster = of_cluster});
}

const Text *cfn_hole_text(const CfnTemplate *cfn, HoleKind kind, Str name) {
  return text_hole(cfn->arena, cfn_hole(cfn, kind, name));
}

Node *cfn_hole_node(const CfnTemplate *cfn, HoleKind kind, Str name, Span span) {
  return cfn_text_node(cfn, cfn_hole_text(cfn, kind, name), span);
}

Node *cfn_text_node(const CfnTemplate *cfn, const Text *text, Span span) {
  Node *node = node_new(cfn->arena, NODE_STRING, span);
  if (!text_known(text, &node->str))
    node->text = text;
  return node;
}

Node *cfn_opaque(const CfnTemplate *cfn, const Hole *hole, Span span) {
  Node *node = node_new(cfn->arena, NODE_OPAQUE, span);
  node->hole = hole;
  return node;
}

const Hole *cfn_first_hole(const Node *node) {
  if (!node)
    return NULL;
  if (node->kind == NODE_OPAQUE)
    return node->hole;
  return node->text ? text_first_hole(node->text) : NULL;
}

/* A hole named by the expression; what gives `source` a value gives one to it. */
static const Hole *named_hole(const CfnTemplate *cfn, const Node *expression, const Node *source) {
  const Hole *first = cfn_first_hole(source);
  Hole *hole = cfn_hole(cfn, HOLE_ANY, cfn_describe(cfn, expression));
  if (first) {
    hole->give = first->give;
    hole->sensitive = first->sensitive;
  }
  return hole;
}

Node *cfn_unknown(const CfnTemplate *cfn, const Node *expression, const Node *source) {
  return cfn_opaque(cfn, named_hole(cfn, expression, source), expression->span);
}

Node *cfn_unknown_string(const CfnTemplate *cfn, const Node *expression, const Node *source) {
  const Text *text = text_hole(cfn->arena, named_hole(cfn, expression, source));
  return cfn_text_node(cfn, text, expression->span);
}

/* ---- Looking at them ---------------------------------------------------------- */

const Member *cfn_intrinsic(const Node *node) {
  if (!node || node->kind != NODE_MAP)
    return NULL;
  if (node->count == 1 &&
      (str_is(node->members[0].key, "Ref") || str_starts(node->members[0].key, "Rain::")))
    return &node->members[0];
  /* CloudFormation refuses a function with siblings, or lets it rewrite them
   * (Fn::Transform, Fn::ForEach): it decides about the whole map. */
  for (size_t i = 0; i < node->count; i++) {
    if (str_starts(node->members[i].key, "Fn::"))
      return &node->members[i];
  }
  return NULL;
}

bool cfn_is_function(const Node *node, const char *name) {
  return node && node->kind == NODE_MAP && node->count == 1 && str_is(node->members[0].key, name);
}

size_t cfn_item_count(const Node *node) {
  return node && node->kind == NODE_LIST ? node->count : node ? 1 : 0;
}

const Node *cfn_item(const Node *node, size_t index) {
  return node->kind == NODE_LIST ? node->items[index] : node;
}

bool cfn_is_true(Str s) {
  static const char *const yes[] = {"true", "yes", "on", "y"};
  for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++) {
    if (str_is_nocase(s, yes[i]))
      return true;
  }
  return false;
}

const Text *cfn_node_text(const CfnTemplate *cfn, const Node *node) {
  if (!node)
    return NULL;
  switch (node->kind) {
  case NODE_STRING:
  case NODE_NUMBER:
    return node_text(cfn->arena, node);
  case NODE_BOOL:
    return text_literal(cfn->arena, cfn_is_true(node->str) ? STR("true") : STR("false"));
  case NODE_OPAQUE:
    return text_hole(cfn->arena, node->hole);
  case NODE_NULL:
  case NODE_LIST:
  case NODE_MAP:
    break;
  }
  return NULL;
}

bool cfn_node_known(const Node *node, Str *out) {
  *out = (Str){"", 0};
  if (!node_is_scalar(node) || node->kind == NODE_NULL)
    return false;
  if (node->text)
    return text_known(node->text, out);
  *out = node->str;
  return !str_has(node->str, '\xEE') || !cfn_spells_placeholder(node->str);
}

static bool same_scalars(const Node *a, const Node *b) {
  if (!a->text != !b->text)
    return false;
  if (a->text)
    return text_same(a->text, b->text);
  /* Unquoted and quoted numbers differ: YAML reads the former in its own way. */
  return a->plain == b->plain && str_eq(a->str, b->str);
}

/* Depth: trees come from readers and the resolver, both of which are limited. */
bool cfn_same(const Node *a, const Node *b) {
  if (a == b)
    return true;
  if (!a || !b || a->kind != b->kind || !a->alias != !b->alias)
    return false;
  if (node_is_scalar(a))
    return same_scalars(a, b);
  if (a->kind == NODE_OPAQUE)
    return hole_same(a->hole, b->hole);
  if (a->count != b->count)
    return false;
  for (size_t i = 0; i < a->count; i++) {
    if (a->kind == NODE_LIST) {
      if (!cfn_same(a->items[i], b->items[i]))
        return false;
    } else if (!str_eq(a->members[i].key, b->members[i].key) ||
               !cfn_same(a->members[i].value, b->members[i].value)) {
      return false;
    }
  }
  return true;
}

/* ---- Names of expressions ------------------------------------------------------ */

/* Fn::Select('1', Fn::Split('//', ${Cluster.OpenIdConnectIssuerUrl})): a value that only its
 * expression is known of. Equal expressions need equal names: holes with equal names are equal. */

enum {
  MAX_NAME = 120,        /* of a name that is printed whole */
  MAX_WRITTEN = 1 << 16, /* of an expression */
};

static void write_node(Buf *buf, const Node *node, size_t depth);

static void write_scalar(Buf *buf, const Node *node) {
  buf_add_char(buf, '\'');
  buf_add_str(buf, node->str);
  buf_add_char(buf, '\'');
}

static void write_list(Buf *buf, const Node *list, size_t depth) {
  for (size_t i = 0; i < list->count && !buf->failed; i++) {
    if (i > 0)
      buf_add(buf, ", ");
    write_node(buf, list->items[i], depth);
  }
}

static void write_name(Buf *buf, const Node *node, size_t depth) {
  if (node_is_scalar(node))
    buf_add_str(buf, node->str);
  else
    write_node(buf, node, depth);
}

/* ${Name} and ${Name.Attribute} */
static void write_reference(Buf *buf, const Node *argument, size_t depth) {
  buf_add(buf, "${");
  if (argument->kind != NODE_LIST)
    write_name(buf, argument, depth);
  for (size_t i = 0; argument->kind == NODE_LIST && i < argument->count && !buf->failed; i++) {
    buf_add(buf, i > 0 ? "." : "");
    write_name(buf, argument->items[i], depth);
  }
  buf_add_char(buf, '}');
}

static void write_function(Buf *buf, const Member *function, size_t depth) {
  const Node *argument = function->value;
  if (str_is(function->key, "Fn::GetAtt") ||
      (str_is(function->key, "Ref") && node_is_scalar(argument))) {
    write_reference(buf, argument, depth);
    return;
  }
  buf_add_str(buf, function->key);
  buf_add_char(buf, '(');
  if (argument->kind == NODE_LIST)
    write_list(buf, argument, depth);
  else
    write_node(buf, argument, depth);
  buf_add_char(buf, ')');
}

static void write_map(Buf *buf, const Node *map, size_t depth) {
  buf_add_char(buf, '{');
  for (size_t i = 0; i < map->count && !buf->failed; i++) {
    if (i > 0)
      buf_add(buf, ", ");
    buf_add_str(buf, map->members[i].key);
    buf_add(buf, ": ");
    write_node(buf, map->members[i].value, depth);
  }
  buf_add_char(buf, '}');
}

static void write_node(Buf *buf, const Node *node, size_t depth) {
  if (depth > 2 * MAX_DEPTH) {
    buf->failed = true;
    return;
  }
  if (node->kind == NODE_MAP && node->count == 1 && cfn_intrinsic(node)) {
    write_function(buf, &node->members[0], depth + 1);
  } else if (node->kind == NODE_MAP) {
    write_map(buf, node, depth + 1);
  } else if (node->kind == NODE_LIST) {
    buf_add_char(buf, '[');
    write_list(buf, node, depth + 1);
    buf_add_char(buf, ']');
  } else if (node->kind != NODE_NULL) {
    write_scalar(buf, node);
  } else {
    buf_add(buf, "null");
  }
}

/* FNV-1a */
static unsigned long long hash_of(Str s) {
  unsigned long long hash = 14695981039346656037ULL;
  for (size_t i = 0; i < s.len; i++)
    hash = (hash ^ (unsigned char)s.ptr[i]) * 1099511628211ULL;
  return hash;
}

Str cfn_describe(const CfnTemplate *cfn, const Node *expression) {
  Buf buf = buf_in(cfn->arena);
  buf.limit = MAX_WRITTEN;
  write_node(&buf, expression, 0);
  Str whole = buf_str(&buf);
  if (buf.failed) /* too long to be compared: its position is a name of its own */
    return str_printf(cfn->arena, "(an expression at byte %zu)", expression->span.begin);
  if (whole.len <= MAX_NAME)
    return whole;
  size_t end = MAX_NAME;
  while (end > 0 && ((unsigned char)whole.ptr[end] & 0xC0) == 0x80)
    end--;
  return str_printf(cfn->arena, "%.*s... #%016llx", (int)end, whole.ptr, hash_of(whole));
}
