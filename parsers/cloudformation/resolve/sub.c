/* SPDX-License-Identifier: Apache-2.0
 *
 * Fn::Sub: ${Name} is a Ref, ${Name.Attribute} a GetAtt, ${!Text} the literal
 * ${Text}, and a map beside the string has values for names.
 *
 * Source: AWS CloudFormation User Guide, "Fn::Sub".
 */
#include "assumelint/arena.h"
#include "assumelint/offsets.h"
#include "parsers/cloudformation/resolve/nodes.h"
#include "parsers/cloudformation/resolve/resolve.h"
#include "parsers/cloudformation/resolve/text_builder.h"

static bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static Str trim(Str s) {
  while (s.len > 0 && is_space(s.ptr[0]))
    s = str_slice(s, 1, s.len);
  while (s.len > 0 && is_space(s.ptr[s.len - 1]))
    s = str_slice(s, 0, s.len - 1);
  return s;
}

static const Node *variable(CfnTemplate *cfn, const Node *map, Str name) {
  for (size_t i = 0; map && i < map->count; i++) {
    if (i % 16 == 15 && !cfn_step(cfn))
      return NULL;
    if (str_eq(map->members[i].key, name))
      return map->members[i].value;
  }
  return NULL;
}

/* What stands for ${name}. */
static Node *substitute(CfnTemplate *cfn, const Node *map, Str name, Span span) {
  const Node *value = variable(cfn, map, name);
  if (value)
    return cfn_resolve(cfn, value);
  size_t dot = str_find(name, 0, '.');
  if (dot == name.len)
    return cfn_ref(cfn, name, span);
  return cfn_get_att(cfn, str_slice(name, 0, dot), str_slice(name, dot + 1, name.len), span);
}

/* The string, its variables, and the text that is made of them. */
struct sub {
  CfnTemplate *cfn;
  Str format;
  const Node *map; /* or NULL */
  Span span;
  CfnTextBuilder text;
  const Offsets *from; /* of the string; NULL when offsets are not needed */
  OffsetsBuilder offsets;
};

static void add_value(struct sub *sub, Str name) {
  const Node *value = substitute(sub->cfn, sub->map, name, sub->span);
  if (!value) /* AWS::NoValue */
    return;
  const Text *text = cfn_node_text(sub->cfn, value);
  if (!text) /* a list or a map: CloudFormation refuses it */
    text = cfn_hole_text(sub->cfn, HOLE_ANY, name);
  cfn_text_append(&sub->text, text);
}

/* `written`: "${...}". */
static void add_variable(struct sub *sub, Str written) {
  Str name = trim(str_slice(written, 2, written.len - 1));
  if (name.len == 0) {
    cfn_text_add(&sub->text, written);
  } else if (name.ptr[0] == '!') {
    cfn_text_add(&sub->text, STR("${"));
    cfn_text_add(&sub->text, str_slice(name, 1, name.len));
    cfn_text_add(&sub->text, STR("}"));
  } else if (!cfn_step(sub->cfn)) {
    sub->text.too_long = true; /* the rest is not resolved, so it is no literal */
  } else {
    add_value(sub, name);
  }
}

/* What was added to the text since it had `before` bytes and holes comes from these bytes
 * of the format. */
static void add_offsets(struct sub *sub, size_t before, size_t begin, size_t end, bool literal) {
  Span span = {begin, end};
  if (!sub->from)
    return;
  if (literal)
    offsets_add_slice(&sub->offsets, sub->from, span, begin, end);
  else
    offsets_add(&sub->offsets, sub->text.bytes + sub->text.holes - before,
                offsets_span(sub->from, span, begin, end), false);
}

static void build(struct sub *sub) {
  Str format = sub->format;
  size_t at = 0;
  while (at < format.len && !sub->text.too_long) {
    Str rest = str_slice(format, at, format.len);
    size_t open = str_find_str(rest, STR("${"));
    size_t close = open < rest.len ? str_find(rest, open, '}') : rest.len;
    if (close == rest.len)
      open = rest.len;
    cfn_text_add(&sub->text, str_slice(rest, 0, open));
    add_offsets(sub, 0, at, at + open, true);
    if (open == rest.len)
      break;
    size_t before = sub->text.bytes + sub->text.holes;
    add_variable(sub, str_slice(rest, open, close + 1));
    add_offsets(sub, before, at + open, at + close + 1, false);
    at += close + 1;
  }
}

Node *cfn_fn_sub(CfnTemplate *cfn, const Node *node, const Node *argument) {
  const Node *format = argument, *map = NULL;
  if (argument->kind == NODE_LIST) {
    format = argument->count == 2 ? argument->items[0] : NULL;
    map = argument->count == 2 ? argument->items[1] : NULL;
  }
  if (!node_is_scalar(format) || format->kind == NODE_NULL || (map && map->kind != NODE_MAP))
    return cfn_unknown(cfn, node, NULL);
  struct sub sub = {.cfn = cfn,
                    .format = format->str,
                    .map = map,
                    .span = node->span,
                    .text = cfn_text_begin(cfn),
                    .offsets = offsets_begin(cfn->arena)};
  if (cfn_may_be_document(format->str))
    sub.from = offsets_of(cfn->arena, format);
  build(&sub);
  Node *result = cfn_text_node(cfn, cfn_text_end(&sub.text), node->span);
  if (sub.from)
    result->offsets = offsets_end(&sub.offsets);
  return result;
}
