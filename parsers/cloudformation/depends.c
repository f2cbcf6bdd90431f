/* SPDX-License-Identifier: Apache-2.0
 *
 * What a resource is made after: its DependsOn, and the resources it refers to.
 */
#include "cfn.h"

struct collector {
  struct alint_cfn *cfn;
  struct alint_str self;
  struct alint_str *items;
  size_t count, cap;
  int status;
};

/* A name may be that of a parameter, or have an attribute behind a dot. */
static void add_name(struct collector *c, struct alint_str name) {
  size_t at;
  struct alint_str id = alint_str_slice(name, 0, alint_str_find(name, 0, '.'));
  if (c->status != ALINT_OK || alint_str_eq(id, c->self) ||
      alint_cfn_find(&c->cfn->resources, id, &at) == 0)
    return;
  struct alint_str address = alint_cfn_address(c->cfn, id);
  for (size_t i = 0; i < c->count; i++) {
    if (alint_str_eq(c->items[i], address))
      return;
  }
  struct alint_str *items =
      alint_arena_grow(c->cfn->arena, c->items, c->count, &c->cap, sizeof *items);
  c->items = items;
  c->items[c->count++] = address;
}

/* The placeholders of a format string of Fn::Sub. */
static void add_placeholders(struct collector *c, struct alint_str format) {
  for (;;) {
    size_t open = alint_str_find_str(format, ALINT_STR("${"));
    size_t close = alint_str_find(format, open, '}');
    if (close == format.len)
      return;
    add_name(c, alint_str_slice(format, open + 2, close));
    format = alint_str_slice(format, close + 1, format.len);
  }
}

static void add_argument(struct collector *c, struct alint_str function,
                         const struct alint_node *argument) {
  if (argument->kind == ALINT_NODE_LIST && argument->count > 0)
    argument = argument->items[0];
  if (!alint_node_is_scalar(argument))
    return;
  if (alint_str_is(function, "Ref") || alint_str_is(function, "Fn::GetAtt"))
    add_name(c, argument->str);
  else if (alint_str_is(function, "Fn::Sub"))
    add_placeholders(c, argument->str);
}

/* Depth: the reader's limit. */
static void walk(struct collector *c, const struct alint_node *node) {
  for (size_t i = 0; i < node->count && alint_cfn_step(c->cfn); i++) {
    if (node->kind == ALINT_NODE_LIST) {
      walk(c, node->items[i]);
    } else if (node->kind == ALINT_NODE_MAP) {
      add_argument(c, node->members[i].key, node->members[i].value);
      walk(c, node->members[i].value);
    }
  }
}

int alint_cfn_map_depends(struct alint_role *role, struct alint_cfn *cfn, struct alint_str id,
                          const struct alint_node *definition) {
  struct collector c = {.cfn = cfn, .self = id};
  const struct alint_node *named = alint_node_get(definition, "DependsOn");
  if (named && alint_node_is_scalar(named))
    add_name(&c, named->str);
  for (size_t i = 0; named && named->kind == ALINT_NODE_LIST && i < named->count; i++) {
    if (alint_node_is_scalar(named->items[i]))
      add_name(&c, named->items[i]->str);
  }
  walk(&c, definition);
  role->depends_on = c.items;
  role->depends_on_count = c.count;
  return c.status;
}
