/* SPDX-License-Identifier: Apache-2.0
 *
 * The resolver: copies a tree with its intrinsic functions replaced by what
 * they give. What is not known becomes a string with holes, or an opaque node
 * where not even the shape is known; nothing ever disappears but AWS::NoValue.
 *
 * Source: AWS CloudFormation User Guide, "Intrinsic function reference".
 */
#include "assumelint/arena.h"
#include "parsers/cloudformation/cfn.h"

static int give_unknown(Node **out, CfnTemplate *cfn, const Node *node, const Node *argument) {
  (void)argument;
  cfn_unknown(out, cfn, node, NULL);
  return OK;
}

static int give_unknown_string(Node **out, CfnTemplate *cfn, const Node *node,
                               const Node *argument) {
  (void)argument;
  cfn_unknown_string(out, cfn, node, NULL);
  return OK;
}

/* A function that is not listed gives a value of unknown shape. */
static const struct {
  const char *name;
  CfnFunction *resolve;
} functions[] = {
    {"Ref", cfn_fn_ref},
    {"Fn::GetAtt", cfn_fn_get_att},
    {"Fn::Sub", cfn_fn_sub},
    {"Fn::Join", cfn_fn_join},
    {"Fn::Split", cfn_fn_split},
    {"Fn::Select", cfn_fn_select},
    {"Fn::FindInMap", cfn_fn_find_in_map},
    {"Fn::If", cfn_fn_if},
    {"Fn::ImportValue", cfn_fn_import_value},
    {"Fn::GetStackOutput", cfn_fn_get_stack_output},
    {"Fn::Base64", give_unknown_string},
    {"Fn::Length", give_unknown_string},
    {"Fn::ToJsonString", give_unknown_string},
};

bool cfn_step(CfnTemplate *cfn) {
  if (cfn->shared->steps >= MAX_RESOLVE_STEPS) {
    cfn->shared->spent = true; /* told once (unread.c): what is not found now may be there */
    return false;
  }
  cfn->shared->steps++;
  return true;
}

static void find_dynamic(Node **node, CfnTemplate *cfn) {
  const Text *text, *whole = node_text(cfn->arena, *node);
  if (!whole)
    out_of_memory();
  cfn_dynamic(&text, cfn, whole);
  if (text == whole)
    return;
  cfn_text_node(node, cfn, text, (*node)->span);
}

static int resolve_function(Node **out, CfnTemplate *cfn, const Node *node, const Member *member) {
  CfnFunction *resolve = give_unknown;
  for (size_t i = 0; i < sizeof functions / sizeof functions[0] && node->count == 1; i++) {
    if (str_is(member->key, functions[i].name))
      resolve = functions[i].resolve;
  }
  int status = resolve(out, cfn, node, member->value);
  /* A dynamic reference may be put together by Fn::Sub. */
  if (status == OK && *out && (*out)->kind == NODE_STRING)
    find_dynamic(out, cfn);
  if (status == OK && *out && !(*out)->alias)
    (*out)->alias = node->alias;
  return status;
}

/* A string of a template whose text has holes. */
static void resolve_marks(Node **out, CfnTemplate *cfn, const Node *node) {
  const Text *text;
  CfnTextBuilder builder = cfn_text_begin(cfn);
  bool plain = node->plain;
  cfn_text_add(&builder, node->str);
  cfn_text_end(&text, &builder);
  cfn_dynamic(&text, cfn, text);
  cfn_text_node(out, cfn, text, node->span);
  (*out)->plain = plain;
  (*out)->alias = node->alias;
}

static void resolve_scalar(Node **out, CfnTemplate *cfn, const Node *node) {
  *out = node_new(cfn->arena, node->kind, node->span);
  **out = *node;
  if (cfn->place.hole_count > 0 && node->kind == NODE_STRING && !node->text) {
    resolve_marks(out, cfn, node);
    return;
  }
  if (node->kind != NODE_STRING || node->text || !cfn_has_dynamic(node->str))
    return;
  const Text *text = text_literal(cfn->arena, node->str);
  cfn_dynamic(&text, cfn, text);
  cfn_text_node(out, cfn, text, node->span);
}

static int resolve_list(Node **out, CfnTemplate *cfn, const Node *list) {
  Node *copy = node_new(cfn->arena, NODE_LIST, list->span);
  Node **items = arena_array(cfn->arena, list->count, sizeof *items);
  copy->alias = list->alias;
  copy->items = items;
  for (size_t i = 0; i < list->count; i++) {
    Node *item = NULL;
    int status = cfn_resolve(&item, cfn, list->items[i]);
    if (status != OK)
      return status;
    if (item)
      items[copy->count++] = item;
  }
  *out = copy;
  return OK;
}

static int resolve_map(Node **out, CfnTemplate *cfn, const Node *map) {
  Node *copy = node_new(cfn->arena, NODE_MAP, map->span);
  Member *members = arena_array(cfn->arena, map->count, sizeof *members);
  copy->alias = map->alias;
  copy->members = members;
  for (size_t i = 0; i < map->count; i++) {
    Member member = map->members[i];
    size_t at = 0, end;
    const Hole *hole = cfn_next_mark(cfn, member.key, &at, &end);
    if (hole) {
      /* a key that is not known: then it may be any */
      cfn_opaque(out, cfn, hole, map->span);
      return OK;
    }
    member.value = NULL;
    int status = cfn_resolve(&member.value, cfn, map->members[i].value);
    if (status != OK)
      return status;
    if (member.value)
      members[copy->count++] = member;
  }
  *out = copy;
  return OK;
}

static int resolve_node(Node **out, CfnTemplate *cfn, const Node *node) {
  const Member *function = cfn_intrinsic(node);
  if (function)
    return resolve_function(out, cfn, node, function);
  if (node->kind == NODE_LIST)
    return resolve_list(out, cfn, node);
  if (node->kind == NODE_MAP)
    return resolve_map(out, cfn, node);
  resolve_scalar(out, cfn, node);
  return OK;
}

int cfn_resolve(Node **out, CfnTemplate *cfn, const Node *node) {
  *out = NULL;
  if (!cfn_step(cfn) || cfn->depth > 2 * MAX_DEPTH) {
    const Hole *hole = cfn_hole(cfn, HOLE_ANY, STR("(too much to resolve)"));
    cfn_opaque(out, cfn, hole, node->span);
    return OK;
  }
  cfn->depth++;
  int status = resolve_node(out, cfn, node);
  cfn->depth--;
  return status;
}

int cfn_resolve_fixed(Node **out, CfnTemplate *cfn, const Node *node) {
  bool choosing = cfn->choosing, in_condition = cfn->in_condition;
  cfn->choosing = false;
  cfn->in_condition = false;
  int status = cfn_resolve(out, cfn, node);
  cfn->choosing = choosing;
  cfn->in_condition = in_condition;
  return status;
}

int cfn_fixed_text(const Text **out, CfnTemplate *cfn, const Node *map, const char *key) {
  const Node *member = node_get(map, key);
  Node *value;
  *out = NULL;
  if (!member)
    return OK;
  int status = cfn_resolve_fixed(&value, cfn, member);
  if (status != OK || !value || value->kind == NODE_OPAQUE)
    return status;
  cfn_node_text(out, cfn, value);
  return OK;
}
