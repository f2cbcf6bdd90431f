/* SPDX-License-Identifier: Apache-2.0
 *
 * What a resource is made after: its DependsOn, and the resources it refers to.
 */
#include "parsers/cloudformation/cfn.h"

struct collector {
  CfnTemplate *cfn;
  Str self;
  Str *items;
  size_t count, cap;
  int status;
};

/* A name may be that of a parameter, or have an attribute behind a dot. */
static void add_name(struct collector *c, Str name) {
  size_t at;
  Str id = str_slice(name, 0, str_find(name, 0, '.'));
  if (c->status != OK || str_eq(id, c->self) || cfn_find(&c->cfn->resources, id, &at) == 0)
    return;
  Str address = cfn_address(c->cfn, id);
  for (size_t i = 0; i < c->count; i++) {
    if (str_eq(c->items[i], address))
      return;
  }
  Str *items = arena_grow(c->cfn->arena, c->items, c->count, &c->cap, sizeof *items);
  c->items = items;
  c->items[c->count++] = address;
}

/* The placeholders of a format string of Fn::Sub. */
static void add_placeholders(struct collector *c, Str format) {
  for (;;) {
    size_t open = str_find_str(format, STR("${"));
    size_t close = str_find(format, open, '}');
    if (close == format.len)
      return;
    add_name(c, str_slice(format, open + 2, close));
    format = str_slice(format, close + 1, format.len);
  }
}

static void add_argument(struct collector *c, Str function, const Node *argument) {
  if (argument->kind == NODE_LIST && argument->count > 0)
    argument = argument->items[0];
  if (!node_is_scalar(argument))
    return;
  if (str_is(function, "Ref") || str_is(function, "Fn::GetAtt"))
    add_name(c, argument->str);
  else if (str_is(function, "Fn::Sub"))
    add_placeholders(c, argument->str);
}

/* Depth: the reader's limit. */
static void walk(struct collector *c, const Node *node) {
  for (size_t i = 0; i < node->count && cfn_step(c->cfn); i++) {
    if (node->kind == NODE_LIST) {
      walk(c, node->items[i]);
    } else if (node->kind == NODE_MAP) {
      add_argument(c, node->members[i].key, node->members[i].value);
      walk(c, node->members[i].value);
    }
  }
}

int cfn_map_depends(Role *role, CfnTemplate *cfn, Str id, const Node *definition) {
  struct collector c = {.cfn = cfn, .self = id};
  const Node *named = node_get(definition, "DependsOn");
  if (named && node_is_scalar(named))
    add_name(&c, named->str);
  for (size_t i = 0; named && named->kind == NODE_LIST && i < named->count; i++) {
    if (node_is_scalar(named->items[i]))
      add_name(&c, named->items[i]->str);
  }
  walk(&c, definition);
  role->depends_on = c.items;
  role->depends_on_count = c.count;
  return c.status;
}
