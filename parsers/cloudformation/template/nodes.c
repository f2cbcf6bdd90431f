/* SPDX-License-Identifier: Apache-2.0
 *
 * Nodes of resolved trees: strings with holes, values that are not known, and
 * what they are called.
 */
#include "assumelint/arena.h"
#include "parsers/cloudformation/cfn.h"

Hole *cfn_hole(CfnTemplate *cfn, HoleKind kind, Str name) {
  Str readable = cfn_readable(cfn, name);
  bool of_cluster = str_find_str(readable, STR(".OpenIdConnectIssuerUrl")) < readable.len;
  return hole_new(
      cfn->arena,
      (Hole){.name = readable, .scope = cfn->place.scope, .kind = kind, .of_cluster = of_cluster});
}

void cfn_opaque(Node **out, CfnTemplate *cfn, const Hole *hole, Span span) {
  *out = hole ? node_new(cfn->arena, NODE_OPAQUE, span) : NULL;
  if (!*out)
    out_of_memory();
  (*out)->hole = hole;
}

void cfn_text_node(Node **out, CfnTemplate *cfn, const Text *text, Span span) {
  *out = text ? node_new(cfn->arena, NODE_STRING, span) : NULL;
  if (!*out)
    out_of_memory();
  if (!text_known(text, &(*out)->str))
    (*out)->text = text;
}

void cfn_hole_node(Node **out, CfnTemplate *cfn, HoleKind kind, Str name, Span span) {
  const Hole *hole = cfn_hole(cfn, kind, name);
  cfn_text_node(out, cfn, text_hole(cfn->arena, hole), span);
}

/* A hole named by the expression, to be filled by what fills `source`. */
static Hole *named_hole(CfnTemplate *cfn, const Node *expression, const Hole *source) {
  Str name;
  Hole *hole = NULL;
  cfn_describe(&name, cfn, expression);
  hole = cfn_hole(cfn, HOLE_ANY, name);
  if (hole && source) {
    hole->give = source->give;
    hole->sensitive = source->sensitive;
  }
  return hole;
}

static const Hole *first_hole(const Node *node) {
  if (!node)
    return NULL;
  if (node->kind == NODE_OPAQUE)
    return node->hole;
  return node->text ? text_first_hole(node->text) : NULL;
}

void cfn_unknown(Node **out, CfnTemplate *cfn, const Node *expression, const Node *from) {
  const Hole *hole = named_hole(cfn, expression, first_hole(from));
  cfn_opaque(out, cfn, hole, expression->span);
}

void cfn_unknown_string(Node **out, CfnTemplate *cfn, const Node *expression, const Node *from) {
  const Hole *hole = named_hole(cfn, expression, first_hole(from));
  cfn_text_node(out, cfn, text_hole(cfn->arena, hole), expression->span);
}

const Member *cfn_intrinsic(const Node *node) {
  if (!node || node->kind != NODE_MAP)
    return NULL;
  if (node->count == 1 &&
      (str_is(node->members[0].key, "Ref") || str_starts(node->members[0].key, "Rain::")))
    return &node->members[0];
  /* A function with siblings is refused by CloudFormation, or rewrites them
   * (Fn::Transform, Fn::ForEach): it decides about the whole map. */
  for (size_t i = 0; i < node->count; i++) {
    if (str_starts(node->members[i].key, "Fn::"))
      return &node->members[i];
  }
  return NULL;
}

void cfn_node_text(const Text **out, CfnTemplate *cfn, const Node *node) {
  *out = NULL;
  if (!node)
    return;
  switch (node->kind) {
  case NODE_STRING:
  case NODE_NUMBER:
    *out = node_text(cfn->arena, node);
    if (!(*out))
      out_of_memory();
    return;
  case NODE_BOOL: {
    /* YAML's yes and on arrive as "true". */
    static const char *const yes[] = {"true", "yes", "on", "y"};
    bool value = false;
    for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++)
      value = value || str_is_nocase(node->str, yes[i]);
    *out = text_literal(cfn->arena, str_of(value ? "true" : "false"));
    return;
  }
  case NODE_OPAQUE:
    *out = text_hole(cfn->arena, node->hole);
    if (!(*out))
      out_of_memory();
    return;
  case NODE_NULL:
  case NODE_LIST:
  case NODE_MAP:
    return;
  }
}

bool cfn_node_known(const Node *node, Str *out) {
  *out = (Str){"", 0};
  if (!node_is_scalar(node) || node->kind == NODE_NULL)
    return false;
  if (node->text)
    return text_known(node->text, out);
  *out = node->str;
  return !str_has(node->str, '\xEE') || !cfn_spells_mark(node->str);
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
