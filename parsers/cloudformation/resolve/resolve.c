/* SPDX-License-Identifier: Apache-2.0
 *
 * The resolver: copies a tree with its intrinsic functions and dynamic references replaced by
 * what they give. What is not known becomes a string with holes, or an opaque node
 * where its type is not known either; nothing disappears but AWS::NoValue.
 *
 * Source: AWS CloudFormation User Guide, "Intrinsic function reference", "Using dynamic
 * references to specify template values".
 */
#include "parsers/cloudformation/resolve/resolve.h"

#include "assumelint/arena.h"
#include "parsers/cloudformation/resolve/nodes.h"
#include "parsers/cloudformation/resolve/text_builder.h"

/* ---- Dynamic references ------------------------------------------------------ */

/* {{resolve:ssm:/path:1}}: CloudFormation fetches the value when it deploys. It may stand
 * inside any string, with holes in it. */
#define OPENING STR("{{resolve:")

/* A position in a text: a byte of a literal piece. */
struct cursor {
  size_t piece, at;
};

static bool next_opening(const Text *text, struct cursor *cursor) {
  for (; cursor->piece < text->count; cursor->piece++, cursor->at = 0) {
    const Piece *piece = &text->pieces[cursor->piece];
    if (piece->hole)
      continue;
    Str rest = str_slice(piece->literal, cursor->at, piece->literal.len);
    size_t found = str_find_str(rest, OPENING);
    if (found < rest.len) {
      cursor->at += found;
      return true;
    }
  }
  return false;
}

/* The end of the reference that begins at `from`, after its "}}". */
static bool find_end(const Text *text, struct cursor from, struct cursor *end) {
  for (size_t i = from.piece; i < text->count; i++) {
    const Piece *piece = &text->pieces[i];
    if (piece->hole)
      continue;
    size_t begin = i == from.piece ? from.at : 0;
    Str rest = str_slice(piece->literal, begin, piece->literal.len);
    size_t found = str_find_str(rest, STR("}}"));
    if (found < rest.len) {
      *end = (struct cursor){i, begin + found + 2};
      return true;
    }
  }
  return false;
}

static void copy_part(CfnTextBuilder *out, const Text *text, struct cursor from, struct cursor to) {
  for (size_t i = from.piece; i <= to.piece && i < text->count; i++) {
    Piece piece = text->pieces[i];
    if (piece.hole) {
      if (i < to.piece)
        cfn_text_append(out, &(Text){&piece, 1});
      continue;
    }
    size_t begin = i == from.piece ? from.at : 0;
    size_t end = i == to.piece ? to.at : piece.literal.len;
    cfn_text_add(out, str_slice(piece.literal, begin, end));
  }
}

static void add_reference(CfnTextBuilder *out, const Text *text, struct cursor from,
                          struct cursor to) {
  CfnTextBuilder reference = cfn_text_begin(out->cfn);
  copy_part(&reference, text, from, to);
  Str name = text_print(out->cfn->arena, cfn_text_end(&reference));
  cfn_text_append(out, cfn_hole_text(out->cfn, HOLE_ANY, name));
}

/* The text with holes for its dynamic references; the text itself if there are none. */
static const Text *replace_dynamic(CfnTemplate *cfn, const Text *text) {
  struct cursor done = {0, 0}, at = {0, 0}, end;
  if (!next_opening(text, &at))
    return text;
  CfnTextBuilder result = cfn_text_begin(cfn);
  while (next_opening(text, &at) && find_end(text, at, &end)) {
    copy_part(&result, text, done, at);
    add_reference(&result, text, at, end);
    done = at = end;
  }
  copy_part(&result, text, done, (struct cursor){text->count, 0});
  return cfn_text_end(&result);
}

/* ---- Functions ----------------------------------------------------------------- */

static Node *give_unknown(CfnTemplate *cfn, const Node *node, const Node *argument) {
  (void)argument;
  return cfn_unknown(cfn, node, NULL);
}

static Node *give_unknown_string(CfnTemplate *cfn, const Node *node, const Node *argument) {
  (void)argument;
  return cfn_unknown_string(cfn, node, NULL);
}

/* A function that is not listed gives a value of any type. */
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

static Node *resolve_function(CfnTemplate *cfn, const Node *node, const Member *member) {
  CfnFunction *resolve = give_unknown;
  for (size_t i = 0; i < sizeof functions / sizeof functions[0] && node->count == 1; i++) {
    if (str_is(member->key, functions[i].name))
      resolve = functions[i].resolve;
  }
  Node *result = resolve(cfn, node, member->value);
  if (!result)
    return NULL;
  if (result->kind == NODE_STRING) { /* Fn::Sub may put a dynamic reference together */
    const Text *whole = node_text(cfn->arena, result);
    const Text *text = replace_dynamic(cfn, whole);
    if (text != whole)
      result = cfn_text_node(cfn, text, result->span);
  }
  if (!result->alias)
    result->alias = node->alias;
  return result;
}

/* ---- Trees --------------------------------------------------------------------- */

/* A string of a template whose text has placeholders. */
static Node *resolve_placeholders(CfnTemplate *cfn, const Node *node) {
  CfnTextBuilder builder = cfn_text_begin(cfn);
  cfn_text_add(&builder, node->str);
  const Text *text = replace_dynamic(cfn, cfn_text_end(&builder));
  Node *result = cfn_text_node(cfn, text, node->span);
  result->plain = node->plain;
  result->alias = node->alias;
  return result;
}

static Node *resolve_scalar(CfnTemplate *cfn, const Node *node) {
  bool literal = node->kind == NODE_STRING && !node->text;
  if (literal && cfn->nesting.hole_count > 0)
    return resolve_placeholders(cfn, node);
  if (literal && str_find_str(node->str, OPENING) < node->str.len) {
    const Text *text = replace_dynamic(cfn, text_literal(cfn->arena, node->str));
    return cfn_text_node(cfn, text, node->span);
  }
  return node_copy(cfn->arena, node, node->span);
}

static Node *resolve_list(CfnTemplate *cfn, const Node *list) {
  Node *copy = node_new(cfn->arena, NODE_LIST, list->span);
  copy->alias = list->alias;
  copy->items = arena_array(cfn->arena, list->count, sizeof *copy->items);
  for (size_t i = 0; i < list->count; i++) {
    Node *item = cfn_resolve(cfn, list->items[i]);
    if (item)
      copy->items[copy->count++] = item;
  }
  return copy;
}

static Node *resolve_map(CfnTemplate *cfn, const Node *map) {
  Node *copy = node_new(cfn->arena, NODE_MAP, map->span);
  copy->alias = map->alias;
  copy->members = arena_array(cfn->arena, map->count, sizeof *copy->members);
  for (size_t i = 0; i < map->count; i++) {
    Member member = map->members[i];
    size_t begin = 0, end;
    const Hole *hole = cfn_next_placeholder(cfn, member.key, &begin, &end);
    if (hole) /* the key is not known, so it may be any */
      return cfn_opaque(cfn, hole, map->span);
    member.value = cfn_resolve(cfn, member.value);
    if (member.value)
      copy->members[copy->count++] = member;
  }
  return copy;
}

static Node *resolve_node(CfnTemplate *cfn, const Node *node) {
  const Member *function = cfn_intrinsic(node);
  if (function)
    return resolve_function(cfn, node, function);
  if (node->kind == NODE_LIST)
    return resolve_list(cfn, node);
  if (node->kind == NODE_MAP)
    return resolve_map(cfn, node);
  return resolve_scalar(cfn, node);
}

Node *cfn_resolve(CfnTemplate *cfn, const Node *node) {
  if (!cfn_step(cfn) || cfn->depth > 2 * MAX_DEPTH)
    return cfn_opaque(cfn, cfn_hole(cfn, HOLE_ANY, STR("(too much to resolve)")), node->span);
  cfn->depth++;
  Node *result = resolve_node(cfn, node);
  cfn->depth--;
  return result;
}

Node *cfn_resolve_fixed(CfnTemplate *cfn, const Node *node) {
  bool choosing = cfn->choosing, in_condition = cfn->in_condition;
  cfn->choosing = false;
  cfn->in_condition = false;
  Node *result = node ? cfn_resolve(cfn, node) : NULL;
  cfn->choosing = choosing;
  cfn->in_condition = in_condition;
  return result;
}

const Text *cfn_fixed_text(CfnTemplate *cfn, const Node *map, const char *key) {
  const Node *value = cfn_resolve_fixed(cfn, node_get(map, key));
  return value && value->kind != NODE_OPAQUE ? cfn_node_text(cfn, value) : NULL;
}
