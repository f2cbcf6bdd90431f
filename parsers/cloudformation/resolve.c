/* SPDX-License-Identifier: Apache-2.0
 *
 * The resolver: copies a tree with its intrinsic functions replaced by what
 * they give. What is not known becomes a string with holes, or an opaque node
 * where not even the shape is known; nothing ever disappears but AWS::NoValue.
 *
 * Source: AWS CloudFormation User Guide, "Intrinsic function reference".
 */
#include "assumelint/arena.h"
#include "cfn.h"

static int give_unknown(struct alint_node **out, struct alint_cfn *cfn,
                        const struct alint_node *node, const struct alint_node *argument) {
  (void)argument;
  alint_cfn_unknown(out, cfn, node, NULL);
  return ALINT_OK;
}

static int give_unknown_string(struct alint_node **out, struct alint_cfn *cfn,
                               const struct alint_node *node, const struct alint_node *argument) {
  (void)argument;
  alint_cfn_unknown_string(out, cfn, node, NULL);
  return ALINT_OK;
}

/* A function that is not listed gives a value of unknown shape. */
static const struct {
  const char *name;
  alint_cfn_function *resolve;
} functions[] = {
    {"Ref", alint_cfn_fn_ref},
    {"Fn::GetAtt", alint_cfn_fn_get_att},
    {"Fn::Sub", alint_cfn_fn_sub},
    {"Fn::Join", alint_cfn_fn_join},
    {"Fn::Split", alint_cfn_fn_split},
    {"Fn::Select", alint_cfn_fn_select},
    {"Fn::FindInMap", alint_cfn_fn_find_in_map},
    {"Fn::If", alint_cfn_fn_if},
    {"Fn::ImportValue", alint_cfn_fn_import_value},
    {"Fn::GetStackOutput", alint_cfn_fn_get_stack_output},
    {"Fn::Base64", give_unknown_string},
    {"Fn::Length", give_unknown_string},
    {"Fn::ToJsonString", give_unknown_string},
};

bool alint_cfn_step(struct alint_cfn *cfn) {
  if (cfn->shared->steps >= ALINT_MAX_RESOLVE_STEPS) {
    cfn->shared->spent = true; /* told once (unread.c): what is not found now may be there */
    return false;
  }
  cfn->shared->steps++;
  return true;
}

static void find_dynamic(struct alint_node **node, struct alint_cfn *cfn) {
  const struct alint_text *text, *whole = alint_node_text(cfn->arena, *node);
  if (!whole)
    alint_out_of_memory();
  alint_cfn_dynamic(&text, cfn, whole);
  if (text == whole)
    return;
  alint_cfn_text_node(node, cfn, text, (*node)->span);
}

static int resolve_function(struct alint_node **out, struct alint_cfn *cfn,
                            const struct alint_node *node, const struct alint_member *member) {
  alint_cfn_function *resolve = give_unknown;
  for (size_t i = 0; i < sizeof functions / sizeof functions[0] && node->count == 1; i++) {
    if (alint_str_is(member->key, functions[i].name))
      resolve = functions[i].resolve;
  }
  int status = resolve(out, cfn, node, member->value);
  /* A dynamic reference may be put together by Fn::Sub. */
  if (status == ALINT_OK && *out && (*out)->kind == ALINT_NODE_STRING)
    find_dynamic(out, cfn);
  if (status == ALINT_OK && *out && !(*out)->alias)
    (*out)->alias = node->alias;
  return status;
}

/* A string of a template whose text has holes. */
static void resolve_marks(struct alint_node **out, struct alint_cfn *cfn,
                          const struct alint_node *node) {
  const struct alint_text *text;
  struct alint_cfn_text builder = alint_cfn_text_begin(cfn);
  bool plain = node->plain;
  alint_cfn_text_add(&builder, node->str);
  alint_cfn_text_end(&text, &builder);
  alint_cfn_dynamic(&text, cfn, text);
  alint_cfn_text_node(out, cfn, text, node->span);
  (*out)->plain = plain;
  (*out)->alias = node->alias;
}

static void resolve_scalar(struct alint_node **out, struct alint_cfn *cfn,
                           const struct alint_node *node) {
  *out = alint_node_new(cfn->arena, node->kind, node->span);
  **out = *node;
  if (cfn->place.hole_count > 0 && node->kind == ALINT_NODE_STRING && !node->text) {
    resolve_marks(out, cfn, node);
    return;
  }
  if (node->kind != ALINT_NODE_STRING || node->text || !alint_cfn_has_dynamic(node->str))
    return;
  const struct alint_text *text = alint_text_literal(cfn->arena, node->str);
  alint_cfn_dynamic(&text, cfn, text);
  alint_cfn_text_node(out, cfn, text, node->span);
}

static int resolve_list(struct alint_node **out, struct alint_cfn *cfn,
                        const struct alint_node *list) {
  struct alint_node *copy = alint_node_new(cfn->arena, ALINT_NODE_LIST, list->span);
  struct alint_node **items = alint_arena_array(cfn->arena, list->count, sizeof *items);
  copy->alias = list->alias;
  copy->items = items;
  for (size_t i = 0; i < list->count; i++) {
    struct alint_node *item = NULL;
    int status = alint_cfn_resolve(&item, cfn, list->items[i]);
    if (status != ALINT_OK)
      return status;
    if (item)
      items[copy->count++] = item;
  }
  *out = copy;
  return ALINT_OK;
}

static int resolve_map(struct alint_node **out, struct alint_cfn *cfn,
                       const struct alint_node *map) {
  struct alint_node *copy = alint_node_new(cfn->arena, ALINT_NODE_MAP, map->span);
  struct alint_member *members = alint_arena_array(cfn->arena, map->count, sizeof *members);
  copy->alias = map->alias;
  copy->members = members;
  for (size_t i = 0; i < map->count; i++) {
    struct alint_member member = map->members[i];
    size_t at = 0, end;
    const struct alint_hole *hole = alint_cfn_next_mark(cfn, member.key, &at, &end);
    if (hole) {
      /* a key that is not known: then it may be any */
      alint_cfn_opaque(out, cfn, hole, map->span);
      return ALINT_OK;
    }
    member.value = NULL;
    int status = alint_cfn_resolve(&member.value, cfn, map->members[i].value);
    if (status != ALINT_OK)
      return status;
    if (member.value)
      members[copy->count++] = member;
  }
  *out = copy;
  return ALINT_OK;
}

static int resolve_node(struct alint_node **out, struct alint_cfn *cfn,
                        const struct alint_node *node) {
  const struct alint_member *function = alint_cfn_intrinsic(node);
  if (function)
    return resolve_function(out, cfn, node, function);
  if (node->kind == ALINT_NODE_LIST)
    return resolve_list(out, cfn, node);
  if (node->kind == ALINT_NODE_MAP)
    return resolve_map(out, cfn, node);
  resolve_scalar(out, cfn, node);
  return ALINT_OK;
}

int alint_cfn_resolve(struct alint_node **out, struct alint_cfn *cfn,
                      const struct alint_node *node) {
  *out = NULL;
  if (!alint_cfn_step(cfn) || cfn->depth > 2 * ALINT_MAX_DEPTH) {
    const struct alint_hole *hole =
        alint_cfn_hole(cfn, ALINT_HOLE_ANY, ALINT_STR("(too much to resolve)"));
    alint_cfn_opaque(out, cfn, hole, node->span);
    return ALINT_OK;
  }
  cfn->depth++;
  int status = resolve_node(out, cfn, node);
  cfn->depth--;
  return status;
}

int alint_cfn_resolve_fixed(struct alint_node **out, struct alint_cfn *cfn,
                            const struct alint_node *node) {
  bool choosing = cfn->choosing, in_condition = cfn->in_condition;
  cfn->choosing = false;
  cfn->in_condition = false;
  int status = alint_cfn_resolve(out, cfn, node);
  cfn->choosing = choosing;
  cfn->in_condition = in_condition;
  return status;
}

int alint_cfn_fixed_text(const struct alint_text **out, struct alint_cfn *cfn,
                         const struct alint_node *map, const char *key) {
  const struct alint_node *member = alint_node_get(map, key);
  struct alint_node *value;
  *out = NULL;
  if (!member)
    return ALINT_OK;
  int status = alint_cfn_resolve_fixed(&value, cfn, member);
  if (status != ALINT_OK || !value || value->kind == ALINT_NODE_OPAQUE)
    return status;
  alint_cfn_node_text(out, cfn, value);
  return ALINT_OK;
}
