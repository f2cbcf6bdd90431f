/* SPDX-License-Identifier: Apache-2.0
 *
 * Names for values that are known by their expression only:
 * Fn::Select('1', Fn::Split('//', ${Cluster.OpenIdConnectIssuerUrl})).
 * Equal expressions get equal names, for holes with equal names are equal.
 */
#include "assumelint/arena.h"
#include "cfn.h"

enum {
  MAX_NAME = 120,        /* of a name that is printed whole */
  MAX_WRITTEN = 1 << 16, /* of an expression */
};

static void write_node(struct alint_buf *buf, const struct alint_node *node, size_t depth);

static void write_scalar(struct alint_buf *buf, const struct alint_node *node) {
  alint_buf_add_char(buf, '\'');
  alint_buf_add_str(buf, node->str);
  alint_buf_add_char(buf, '\'');
}

static void write_list(struct alint_buf *buf, const struct alint_node *list, size_t depth) {
  for (size_t i = 0; i < list->count && !buf->failed; i++) {
    if (i > 0)
      alint_buf_add(buf, ", ");
    write_node(buf, list->items[i], depth);
  }
}

static void write_get_att(struct alint_buf *buf, const struct alint_node *argument, size_t depth) {
  alint_buf_add(buf, "${");
  if (argument->kind == ALINT_NODE_LIST) {
    for (size_t i = 0; i < argument->count && !buf->failed; i++) {
      const struct alint_node *item = argument->items[i];
      alint_buf_add(buf, i > 0 ? "." : "");
      if (alint_node_is_scalar(item))
        alint_buf_add_str(buf, item->str);
      else
        write_node(buf, item, depth);
    }
  } else if (alint_node_is_scalar(argument)) {
    alint_buf_add_str(buf, argument->str);
  } else {
    write_node(buf, argument, depth);
  }
  alint_buf_add_char(buf, '}');
}

static void write_function(struct alint_buf *buf, const struct alint_member *function,
                           size_t depth) {
  const struct alint_node *argument = function->value;
  if (alint_str_is(function->key, "Ref") && alint_node_is_scalar(argument)) {
    alint_buf_add(buf, "${");
    alint_buf_add_str(buf, argument->str);
    alint_buf_add_char(buf, '}');
    return;
  }
  if (alint_str_is(function->key, "Fn::GetAtt")) {
    write_get_att(buf, argument, depth);
    return;
  }
  alint_buf_add_str(buf, function->key);
  alint_buf_add_char(buf, '(');
  if (argument->kind == ALINT_NODE_LIST)
    write_list(buf, argument, depth);
  else
    write_node(buf, argument, depth);
  alint_buf_add_char(buf, ')');
}

static void write_map(struct alint_buf *buf, const struct alint_node *map, size_t depth) {
  alint_buf_add_char(buf, '{');
  for (size_t i = 0; i < map->count && !buf->failed; i++) {
    if (i > 0)
      alint_buf_add(buf, ", ");
    alint_buf_add_str(buf, map->members[i].key);
    alint_buf_add(buf, ": ");
    write_node(buf, map->members[i].value, depth);
  }
  alint_buf_add_char(buf, '}');
}

static void write_node(struct alint_buf *buf, const struct alint_node *node, size_t depth) {
  if (depth > 2 * ALINT_MAX_DEPTH) {
    buf->failed = true;
    return;
  }
  if (node->kind == ALINT_NODE_MAP && node->count == 1 && alint_cfn_intrinsic(node)) {
    write_function(buf, &node->members[0], depth + 1);
  } else if (node->kind == ALINT_NODE_MAP) {
    write_map(buf, node, depth + 1);
  } else if (node->kind == ALINT_NODE_LIST) {
    alint_buf_add_char(buf, '[');
    write_list(buf, node, depth + 1);
    alint_buf_add_char(buf, ']');
  } else if (node->kind != ALINT_NODE_NULL) {
    write_scalar(buf, node);
  } else {
    alint_buf_add(buf, "null");
  }
}

/* FNV-1a */
static unsigned long long hash_of(struct alint_str s) {
  unsigned long long hash = 14695981039346656037ULL;
  for (size_t i = 0; i < s.len; i++)
    hash = (hash ^ (unsigned char)s.ptr[i]) * 1099511628211ULL;
  return hash;
}

void alint_cfn_describe(struct alint_str *out, struct alint_cfn *cfn,
                        const struct alint_node *expression) {
  struct alint_buf buf = alint_buf(cfn->arena);
  buf.limit = MAX_WRITTEN;
  write_node(&buf, expression, 0);
  struct alint_str whole = alint_buf_str(&buf);
  if (buf.failed) {
    /* Too long to be compared: a name of its own, by its place. */
    *out = alint_str_printf(cfn->arena, "(an expression at byte %zu)", expression->span.begin);
  } else if (whole.len <= MAX_NAME) {
    *out = whole;
  } else {
    size_t end = MAX_NAME;
    while (end > 0 && ((unsigned char)whole.ptr[end] & 0xC0) == 0x80)
      end--;
    *out = alint_str_printf(cfn->arena, "%.*s... #%016llx", (int)end, whole.ptr, hash_of(whole));
  }
  if (!out->ptr)
    alint_out_of_memory();
}
