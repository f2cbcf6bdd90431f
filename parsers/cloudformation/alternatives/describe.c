/* SPDX-License-Identifier: Apache-2.0
 *
 * Names for values that are known by their expression only:
 * Fn::Select('1', Fn::Split('//', ${Cluster.OpenIdConnectIssuerUrl})).
 * Equal expressions get equal names, for holes with equal names are equal.
 */
#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "parsers/cloudformation/cfn.h"

enum {
  MAX_NAME = 120,        /* of a name that is printed whole */
  MAX_WRITTEN = 1 << 16, /* of an expression */
};

static void write_node(Buf *buf, const Node *node, size_t depth);

static void write_scalar(Buf *buf, const Node *node) {
  buf_add_char(buf, '\'');
  buf_add_str(buf, node->str);
  buf_add_char(buf, '\'');
}

static void write_list(Buf *buf, const Node *list, size_t depth) {
  for (size_t i = 0; i < list->count && !buf->failed; i++) {
    if (i > 0)
      buf_add(buf, ", ");
    write_node(buf, list->items[i], depth);
  }
}

static void write_get_att(Buf *buf, const Node *argument, size_t depth) {
  buf_add(buf, "${");
  if (argument->kind == NODE_LIST) {
    for (size_t i = 0; i < argument->count && !buf->failed; i++) {
      const Node *item = argument->items[i];
      buf_add(buf, i > 0 ? "." : "");
      if (node_is_scalar(item))
        buf_add_str(buf, item->str);
      else
        write_node(buf, item, depth);
    }
  } else if (node_is_scalar(argument)) {
    buf_add_str(buf, argument->str);
  } else {
    write_node(buf, argument, depth);
  }
  buf_add_char(buf, '}');
}

static void write_function(Buf *buf, const Member *function, size_t depth) {
  const Node *argument = function->value;
  if (str_is(function->key, "Ref") && node_is_scalar(argument)) {
    buf_add(buf, "${");
    buf_add_str(buf, argument->str);
    buf_add_char(buf, '}');
    return;
  }
  if (str_is(function->key, "Fn::GetAtt")) {
    write_get_att(buf, argument, depth);
    return;
  }
  buf_add_str(buf, function->key);
  buf_add_char(buf, '(');
  if (argument->kind == NODE_LIST)
    write_list(buf, argument, depth);
  else
    write_node(buf, argument, depth);
  buf_add_char(buf, ')');
}

static void write_map(Buf *buf, const Node *map, size_t depth) {
  buf_add_char(buf, '{');
  for (size_t i = 0; i < map->count && !buf->failed; i++) {
    if (i > 0)
      buf_add(buf, ", ");
    buf_add_str(buf, map->members[i].key);
    buf_add(buf, ": ");
    write_node(buf, map->members[i].value, depth);
  }
  buf_add_char(buf, '}');
}

static void write_node(Buf *buf, const Node *node, size_t depth) {
  if (depth > 2 * MAX_DEPTH) {
    buf->failed = true;
    return;
  }
  if (node->kind == NODE_MAP && node->count == 1 && cfn_intrinsic(node)) {
    write_function(buf, &node->members[0], depth + 1);
  } else if (node->kind == NODE_MAP) {
    write_map(buf, node, depth + 1);
  } else if (node->kind == NODE_LIST) {
    buf_add_char(buf, '[');
    write_list(buf, node, depth + 1);
    buf_add_char(buf, ']');
  } else if (node->kind != NODE_NULL) {
    write_scalar(buf, node);
  } else {
    buf_add(buf, "null");
  }
}

/* FNV-1a */
static unsigned long long hash_of(Str s) {
  unsigned long long hash = 14695981039346656037ULL;
  for (size_t i = 0; i < s.len; i++)
    hash = (hash ^ (unsigned char)s.ptr[i]) * 1099511628211ULL;
  return hash;
}

void cfn_describe(Str *out, CfnTemplate *cfn, const Node *expression) {
  Buf buf = buf_in(cfn->arena);
  buf.limit = MAX_WRITTEN;
  write_node(&buf, expression, 0);
  Str whole = buf_str(&buf);
  if (buf.failed) {
    /* Too long to be compared: a name of its own, by its place. */
    *out = str_printf(cfn->arena, "(an expression at byte %zu)", expression->span.begin);
  } else if (whole.len <= MAX_NAME) {
    *out = whole;
  } else {
    size_t end = MAX_NAME;
    while (end > 0 && ((unsigned char)whole.ptr[end] & 0xC0) == 0x80)
      end--;
    *out = str_printf(cfn->arena, "%.*s... #%016llx", (int)end, whole.ptr, hash_of(whole));
  }
  if (!out->ptr)
    out_of_memory();
}
