/* SPDX-License-Identifier: Apache-2.0
 *
 * Nodes of resolved trees: strings with holes, values that are not known, and
 * what they are called.
 */
#include "assumelint/arena.h"
#include "cfn.h"

struct alint_hole *alint_cfn_hole(struct alint_cfn *cfn, enum alint_hole_kind kind,
                                  struct alint_str name) {
  struct alint_str readable = alint_cfn_readable(cfn, name);
  bool of_cluster =
      alint_str_find_str(readable, ALINT_STR(".OpenIdConnectIssuerUrl")) < readable.len;
  return alint_hole_new(cfn->arena, (struct alint_hole){.name = readable,
                                                        .scope = cfn->place.scope,
                                                        .kind = kind,
                                                        .of_cluster = of_cluster});
}

void alint_cfn_opaque(struct alint_node **out, struct alint_cfn *cfn, const struct alint_hole *hole,
                      struct alint_span span) {
  *out = hole ? alint_node_new(cfn->arena, ALINT_NODE_OPAQUE, span) : NULL;
  if (!*out)
    alint_out_of_memory();
  (*out)->hole = hole;
}

void alint_cfn_text_node(struct alint_node **out, struct alint_cfn *cfn,
                         const struct alint_text *text, struct alint_span span) {
  *out = text ? alint_node_new(cfn->arena, ALINT_NODE_STRING, span) : NULL;
  if (!*out)
    alint_out_of_memory();
  if (!alint_text_known(text, &(*out)->str))
    (*out)->text = text;
}

void alint_cfn_hole_node(struct alint_node **out, struct alint_cfn *cfn, enum alint_hole_kind kind,
                         struct alint_str name, struct alint_span span) {
  const struct alint_hole *hole = alint_cfn_hole(cfn, kind, name);
  alint_cfn_text_node(out, cfn, alint_text_hole(cfn->arena, hole), span);
}

/* A hole named by the expression, to be filled by what fills `source`. */
static struct alint_hole *named_hole(struct alint_cfn *cfn, const struct alint_node *expression,
                                     const struct alint_hole *source) {
  struct alint_str name;
  struct alint_hole *hole = NULL;
  alint_cfn_describe(&name, cfn, expression);
  hole = alint_cfn_hole(cfn, ALINT_HOLE_ANY, name);
  if (hole && source) {
    hole->give = source->give;
    hole->sensitive = source->sensitive;
  }
  return hole;
}

static const struct alint_hole *first_hole(const struct alint_node *node) {
  if (!node)
    return NULL;
  if (node->kind == ALINT_NODE_OPAQUE)
    return node->hole;
  return node->text ? alint_text_first_hole(node->text) : NULL;
}

void alint_cfn_unknown(struct alint_node **out, struct alint_cfn *cfn,
                       const struct alint_node *expression, const struct alint_node *from) {
  const struct alint_hole *hole = named_hole(cfn, expression, first_hole(from));
  alint_cfn_opaque(out, cfn, hole, expression->span);
}

void alint_cfn_unknown_string(struct alint_node **out, struct alint_cfn *cfn,
                              const struct alint_node *expression, const struct alint_node *from) {
  const struct alint_hole *hole = named_hole(cfn, expression, first_hole(from));
  alint_cfn_text_node(out, cfn, alint_text_hole(cfn->arena, hole), expression->span);
}

const struct alint_member *alint_cfn_intrinsic(const struct alint_node *node) {
  if (!node || node->kind != ALINT_NODE_MAP)
    return NULL;
  if (node->count == 1 && (alint_str_is(node->members[0].key, "Ref") ||
                           alint_str_starts(node->members[0].key, "Rain::")))
    return &node->members[0];
  /* A function with siblings is refused by CloudFormation, or rewrites them
   * (Fn::Transform, Fn::ForEach): it decides about the whole map. */
  for (size_t i = 0; i < node->count; i++) {
    if (alint_str_starts(node->members[i].key, "Fn::"))
      return &node->members[i];
  }
  return NULL;
}

void alint_cfn_node_text(const struct alint_text **out, struct alint_cfn *cfn,
                         const struct alint_node *node) {
  *out = NULL;
  if (!node)
    return;
  switch (node->kind) {
  case ALINT_NODE_STRING:
  case ALINT_NODE_NUMBER:
    *out = alint_node_text(cfn->arena, node);
    if (!(*out))
      alint_out_of_memory();
    return;
  case ALINT_NODE_BOOL: {
    /* YAML's yes and on arrive as "true". */
    static const char *const yes[] = {"true", "yes", "on", "y"};
    bool value = false;
    for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++)
      value = value || alint_str_is_nocase(node->str, yes[i]);
    *out = alint_text_literal(cfn->arena, alint_str(value ? "true" : "false"));
    return;
  }
  case ALINT_NODE_OPAQUE:
    *out = alint_text_hole(cfn->arena, node->hole);
    if (!(*out))
      alint_out_of_memory();
    return;
  case ALINT_NODE_NULL:
  case ALINT_NODE_LIST:
  case ALINT_NODE_MAP:
    return;
  }
}

bool alint_cfn_node_known(const struct alint_node *node, struct alint_str *out) {
  *out = (struct alint_str){"", 0};
  if (!alint_node_is_scalar(node) || node->kind == ALINT_NODE_NULL)
    return false;
  if (node->text)
    return alint_text_known(node->text, out);
  *out = node->str;
  return !alint_str_has(node->str, '\xEE') || !alint_cfn_spells_mark(node->str);
}

static bool same_scalars(const struct alint_node *a, const struct alint_node *b) {
  if (!a->text != !b->text)
    return false;
  if (a->text)
    return alint_text_same(a->text, b->text);
  /* Unquoted and quoted numbers differ: YAML reads the former in its own way. */
  return a->plain == b->plain && alint_str_eq(a->str, b->str);
}

/* Depth: trees come from readers and the resolver, both of which are limited. */
bool alint_cfn_same(const struct alint_node *a, const struct alint_node *b) {
  if (a == b)
    return true;
  if (!a || !b || a->kind != b->kind || !a->alias != !b->alias)
    return false;
  if (alint_node_is_scalar(a))
    return same_scalars(a, b);
  if (a->kind == ALINT_NODE_OPAQUE)
    return alint_hole_same(a->hole, b->hole);
  if (a->count != b->count)
    return false;
  for (size_t i = 0; i < a->count; i++) {
    if (a->kind == ALINT_NODE_LIST) {
      if (!alint_cfn_same(a->items[i], b->items[i]))
        return false;
    } else if (!alint_str_eq(a->members[i].key, b->members[i].key) ||
               !alint_cfn_same(a->members[i].value, b->members[i].value)) {
      return false;
    }
  }
  return true;
}
