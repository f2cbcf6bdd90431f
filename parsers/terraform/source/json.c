/* SPDX-License-Identifier: Apache-2.0
 *
 * `.tf.json`: the same configuration in JSON. A block is an object in objects
 * named by its type and labels, or a list of those; strings are templates.
 * Syntax: developer.hashicorp.com/terraform/language/syntax/json.
 */
#include "assumelint/arena.h"
#include "parsers/terraform/source/module.h"

/* Blocks of the top level that matter here, and how many labels they have. */
static const struct {
  const char *type;
  size_t labels;
} types[] = {
    {"resource", 2}, {"data", 2}, {"module", 1}, {"variable", 1}, {"output", 1}, {"locals", 0},
};

/* A member of the top level that is taken apart. */
struct blocks {
  TfModule *module;
  TfPlan *tf;
  TfBlock block; /* with the labels so far */
  size_t labels; /* that the type has */
};

/* Objects, one for each label, then the block itself; a list means each of its
 * elements. Recurses once for each label and list. */
static void add_blocks(struct blocks *blocks, const Node *node, size_t label, size_t lists) {
  if (node->kind == NODE_LIST && lists > 0) {
    for (size_t i = 0; i < node->count; i++)
      add_blocks(blocks, node->items[i], label, lists - 1);
    return;
  }
  if (node->kind != NODE_MAP)
    return;
  if (label == blocks->labels) {
    blocks->block.json = node;
    tf_add_block(blocks->module, blocks->tf, blocks->block);
    return;
  }
  for (size_t i = 0; i < node->count; i++) {
    blocks->block.labels[label] = node->members[i].key;
    blocks->block.header = node->members[i].key_span;
    add_blocks(blocks, node->members[i].value, label + 1, lists);
  }
}

void tf_json_blocks(TfModule *module, TfPlan *tf, const TfFile *file, const Node *root) {
  enum { LISTS = 4 }; /* in each other */
  for (size_t i = 0; root->kind == NODE_MAP && i < root->count; i++) {
    const Member *member = &root->members[i];
    for (size_t t = 0; t < sizeof types / sizeof types[0]; t++) {
      struct blocks blocks = {
          .module = module,
          .tf = tf,
          .block = {.file = file, .type = member->key, .header = member->key_span},
          .labels = types[t].labels,
      };
      if (str_is(member->key, types[t].type))
        add_blocks(&blocks, member->value, 0, LISTS);
    }
  }
}

/* ---- Expressions --------------------------------------------------------- */

static HclExpr *convert_container(TfPlan *tf, const Node *node) {
  bool map = node->kind == NODE_MAP;
  HclExpr *out = arena_alloc(tf->arena, sizeof *out);
  *out = (HclExpr){.kind = map ? HCL_OBJECT : HCL_TUPLE, .height = 1, .span = node->span};
  out->items = arena_array(tf->arena, node->count, 2 * sizeof(HclExpr *));
  for (size_t i = 0; i < node->count; i++) {
    const HclExpr *key = NULL;
    if (map) {
      const Member *member = &node->members[i];
      key = out->items[out->count++] = hcl_template(tf->arena, member->key, member->key_span);
    }
    HclExpr *item = tf_json_expression(tf, node_child(node, i));
    out->items[out->count++] = item;
    size_t height = key && key->height > item->height ? key->height : item->height;
    if (out->height <= height)
      out->height = height + 1;
  }
  if (out->height > MAX_DEPTH) /* templates in deep lists have a depth of their own */
    *out = (HclExpr){.kind = HCL_BROKEN, .height = 1, .span = node->span};
  return out;
}

/* Recurses no deeper than documents are. */
HclExpr *tf_json_expression(TfPlan *tf, const Node *node) {
  if (node->kind == NODE_LIST || node->kind == NODE_MAP)
    return convert_container(tf, node);
  if (node->kind == NODE_STRING)
    return hcl_template(tf->arena, node->str, node->span);
  HclExprKind kind = node->kind == NODE_BOOL     ? HCL_BOOL
                     : node->kind == NODE_NUMBER ? HCL_NUMBER
                                                 : HCL_NULL;
  HclExpr *out = arena_alloc(tf->arena, sizeof *out);
  *out = (HclExpr){.kind = kind, .str = node->str, .height = 1, .span = node->span};
  return out;
}
