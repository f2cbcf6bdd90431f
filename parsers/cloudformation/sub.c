/* SPDX-License-Identifier: Apache-2.0
 *
 * Fn::Sub: ${Name} is a Ref, ${Name.Attribute} a GetAtt, ${!Text} the literal
 * ${Text}, and a map beside the string has values for names.
 *
 * Source: AWS CloudFormation User Guide, "Fn::Sub".
 */
#include "assumelint/arena.h"
#include "cfn.h"

static bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static struct alint_str trim(struct alint_str s) {
  while (s.len > 0 && is_space(s.ptr[0]))
    s = alint_str_slice(s, 1, s.len);
  while (s.len > 0 && is_space(s.ptr[s.len - 1]))
    s = alint_str_slice(s, 0, s.len - 1);
  return s;
}

static const struct alint_node *variable(struct alint_cfn *cfn, const struct alint_node *map,
                                         struct alint_str name) {
  for (size_t i = 0; map && i < map->count; i++) {
    if (i % 16 == 15 && !alint_cfn_step(cfn))
      return NULL;
    if (alint_str_eq(map->members[i].key, name))
      return map->members[i].value;
  }
  return NULL;
}

/* What stands for ${name}. */
static int substitute(struct alint_node **out, struct alint_cfn *cfn, const struct alint_node *map,
                      struct alint_str name, struct alint_span span) {
  const struct alint_node *value = variable(cfn, map, name);
  if (value)
    return alint_cfn_resolve(out, cfn, value);
  size_t dot = alint_str_find(name, 0, '.');
  if (dot == name.len)
    return alint_cfn_ref(out, cfn, name, span);
  return alint_cfn_get_att(out, cfn, alint_str_slice(name, 0, dot),
                           alint_str_slice(name, dot + 1, name.len), span);
}

static int add_variable(struct alint_cfn_text *text, const struct alint_node *map,
                        struct alint_str name, struct alint_span span) {
  struct alint_cfn *cfn = text->cfn;
  struct alint_node *value = NULL;
  const struct alint_text *part;
  int status = substitute(&value, cfn, map, name, span);
  if (status != ALINT_OK || !value) /* AWS::NoValue */
    return status;
  alint_cfn_node_text(&part, cfn, value);
  if (!part) {
    /* A list or a map: CloudFormation refuses it. */
    const struct alint_hole *hole = alint_cfn_hole(cfn, ALINT_HOLE_ANY, name);
    part = hole ? alint_text_hole(cfn->arena, hole) : NULL;
  }
  if (!part)
    alint_out_of_memory();
  alint_cfn_text_append(text, part);
  return ALINT_OK;
}

static int add_placeholder(struct alint_cfn_text *text, const struct alint_node *map,
                           struct alint_str placeholder, struct alint_span span) {
  struct alint_str name = trim(alint_str_slice(placeholder, 2, placeholder.len - 1));
  if (name.len == 0) {
    alint_cfn_text_add(text, placeholder);
  } else if (name.ptr[0] == '!') {
    alint_cfn_text_add(text, ALINT_STR("${"));
    alint_cfn_text_add(text, alint_str_slice(name, 1, name.len));
    alint_cfn_text_add(text, ALINT_STR("}"));
  } else if (!alint_cfn_step(text->cfn)) {
    text->too_long = true; /* what is left is not resolved, and so is no literal */
  } else {
    return add_variable(text, map, name, span);
  }
  return ALINT_OK;
}

/* Where the parts of a text come from; `from` NULL: nobody will ask. */
struct places {
  const struct alint_offsets *from;
  struct alint_offsets_builder builder;
};

/* What was added to the text since it had `before` bytes and holes stands for
 * what is between `begin` and `end` of the format: that itself if it is `literal`. */
static void add_place(struct places *places, const struct alint_cfn_text *text, size_t before,
                      struct alint_span span, bool literal) {
  if (!places->from)
    return;
  if (literal)
    alint_offsets_add_slice(&places->builder, places->from, span, span.begin, span.end);
  else
    alint_offsets_add(&places->builder, text->bytes + text->holes - before,
                      alint_offsets_span(places->from, span, span.begin, span.end), false);
}

static int build(const struct alint_text **out, struct alint_cfn *cfn, struct places *places,
                 struct alint_str format, const struct alint_node *map, struct alint_span span) {
  struct alint_cfn_text text = alint_cfn_text_begin(cfn);
  size_t at = 0;
  while (at < format.len && !text.too_long) {
    struct alint_str rest = alint_str_slice(format, at, format.len);
    size_t open = alint_str_find_str(rest, ALINT_STR("${"));
    size_t close = open < rest.len ? alint_str_find(rest, open, '}') : rest.len;
    if (close == rest.len)
      open = rest.len;
    alint_cfn_text_add(&text, alint_str_slice(rest, 0, open));
    add_place(places, &text, 0, (struct alint_span){at, at + open}, true);
    if (open == rest.len)
      break;
    size_t before = text.bytes + text.holes;
    int status = add_placeholder(&text, map, alint_str_slice(rest, open, close + 1), span);
    if (status != ALINT_OK)
      return status;
    add_place(places, &text, before, (struct alint_span){at + open, at + close + 1}, false);
    at += close + 1;
  }
  alint_cfn_text_end(out, &text);
  return ALINT_OK;
}

int alint_cfn_fn_sub(struct alint_node **out, struct alint_cfn *cfn, const struct alint_node *node,
                     const struct alint_node *argument) {
  const struct alint_node *format = argument, *map = NULL;
  if (argument->kind == ALINT_NODE_LIST) {
    format = argument->count == 2 ? argument->items[0] : NULL;
    map = argument->count == 2 ? argument->items[1] : NULL;
  }
  if (!alint_node_is_scalar(format) || format->kind == ALINT_NODE_NULL ||
      (map && map->kind != ALINT_NODE_MAP)) {
    alint_cfn_unknown(out, cfn, node, NULL);
    return ALINT_OK;
  }
  const struct alint_text *text;
  struct places places = {.builder = alint_offsets_begin(cfn->arena)};
  if (alint_cfn_may_be_document(format->str))
    places.from = alint_offsets_of(cfn->arena, format);
  int status = build(&text, cfn, &places, format->str, map, node->span);
  if (status == ALINT_OK)
    alint_cfn_text_node(out, cfn, text, node->span);
  if (status == ALINT_OK && places.from)
    (*out)->offsets = alint_offsets_end(&places.builder);
  return status;
}
