/* SPDX-License-Identifier: Apache-2.0
 *
 * Fn::Sub: ${Name} is a Ref, ${Name.Attribute} a GetAtt, ${!Text} the literal
 * ${Text}, and a map beside the string has values for names.
 *
 * Source: AWS CloudFormation User Guide, "Fn::Sub".
 */
#include "assumelint/arena.h"
#include "assumelint/offsets.h"
#include "parsers/cloudformation/cfn.h"

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
static int substitute(Node **out, CfnTemplate *cfn, const Node *map, Str name, Span span) {
  const Node *value = variable(cfn, map, name);
  if (value)
    return cfn_resolve(out, cfn, value);
  size_t dot = str_find(name, 0, '.');
  if (dot == name.len)
    return cfn_ref(out, cfn, name, span);
  return cfn_get_att(out, cfn, str_slice(name, 0, dot), str_slice(name, dot + 1, name.len), span);
}

static int add_variable(CfnTextBuilder *text, const Node *map, Str name, Span span) {
  CfnTemplate *cfn = text->cfn;
  Node *value = NULL;
  const Text *part;
  int status = substitute(&value, cfn, map, name, span);
  if (status != OK || !value) /* AWS::NoValue */
    return status;
  cfn_node_text(&part, cfn, value);
  if (!part) {
    /* A list or a map: CloudFormation refuses it. */
    const Hole *hole = cfn_hole(cfn, HOLE_ANY, name);
    part = hole ? text_hole(cfn->arena, hole) : NULL;
  }
  if (!part)
    out_of_memory();
  cfn_text_append(text, part);
  return OK;
}

static int add_placeholder(CfnTextBuilder *text, const Node *map, Str placeholder, Span span) {
  Str name = trim(str_slice(placeholder, 2, placeholder.len - 1));
  if (name.len == 0) {
    cfn_text_add(text, placeholder);
  } else if (name.ptr[0] == '!') {
    cfn_text_add(text, STR("${"));
    cfn_text_add(text, str_slice(name, 1, name.len));
    cfn_text_add(text, STR("}"));
  } else if (!cfn_step(text->cfn)) {
    text->too_long = true; /* what is left is not resolved, and so is no literal */
  } else {
    return add_variable(text, map, name, span);
  }
  return OK;
}

/* Where the parts of a text come from; `from` NULL: nobody will ask. */
struct places {
  const Offsets *from;
  OffsetsBuilder builder;
};

/* What was added to the text since it had `before` bytes and holes stands for
 * what is between `begin` and `end` of the format: that itself if it is `literal`. */
static void add_place(struct places *places, const CfnTextBuilder *text, size_t before, Span span,
                      bool literal) {
  if (!places->from)
    return;
  if (literal)
    offsets_add_slice(&places->builder, places->from, span, span.begin, span.end);
  else
    offsets_add(&places->builder, text->bytes + text->holes - before,
                offsets_span(places->from, span, span.begin, span.end), false);
}

static int build(const Text **out, CfnTemplate *cfn, struct places *places, Str format,
                 const Node *map, Span span) {
  CfnTextBuilder text = cfn_text_begin(cfn);
  size_t at = 0;
  while (at < format.len && !text.too_long) {
    Str rest = str_slice(format, at, format.len);
    size_t open = str_find_str(rest, STR("${"));
    size_t close = open < rest.len ? str_find(rest, open, '}') : rest.len;
    if (close == rest.len)
      open = rest.len;
    cfn_text_add(&text, str_slice(rest, 0, open));
    add_place(places, &text, 0, (Span){at, at + open}, true);
    if (open == rest.len)
      break;
    size_t before = text.bytes + text.holes;
    int status = add_placeholder(&text, map, str_slice(rest, open, close + 1), span);
    if (status != OK)
      return status;
    add_place(places, &text, before, (Span){at + open, at + close + 1}, false);
    at += close + 1;
  }
  cfn_text_end(out, &text);
  return OK;
}

int cfn_fn_sub(Node **out, CfnTemplate *cfn, const Node *node, const Node *argument) {
  const Node *format = argument, *map = NULL;
  if (argument->kind == NODE_LIST) {
    format = argument->count == 2 ? argument->items[0] : NULL;
    map = argument->count == 2 ? argument->items[1] : NULL;
  }
  if (!node_is_scalar(format) || format->kind == NODE_NULL || (map && map->kind != NODE_MAP)) {
    cfn_unknown(out, cfn, node, NULL);
    return OK;
  }
  const Text *text;
  struct places places = {.builder = offsets_begin(cfn->arena)};
  if (cfn_may_be_document(format->str))
    places.from = offsets_of(cfn->arena, format);
  int status = build(&text, cfn, &places, format->str, map, node->span);
  if (status == OK)
    cfn_text_node(out, cfn, text, node->span);
  if (status == OK && places.from)
    (*out)->offsets = offsets_end(&places.builder);
  return status;
}
