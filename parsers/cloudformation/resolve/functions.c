/* SPDX-License-Identifier: Apache-2.0
 *
 * Intrinsic functions on strings and lists, and Fn::If.
 *
 * CloudFormation refuses an argument of the wrong type; here the value is then not known,
 * because nothing says what the author meant.
 */
#include "assumelint/arena.h"
#include "assumelint/offsets.h"
#include "parsers/cloudformation/resolve/nodes.h"
#include "parsers/cloudformation/resolve/resolve.h"
#include "parsers/cloudformation/resolve/text_builder.h"
#include "parsers/cloudformation/template/parameters.h"

static bool is_list_of(const Node *node, size_t count) {
  return node->kind == NODE_LIST && node->count == count;
}

/* ---- Fn::Join ------------------------------------------------------------ */

/* The bytes and holes that were added to a text, and the node they are of. */
static void add_offsets(OffsetsBuilder *offsets, const CfnTextBuilder *text, const Node *node) {
  size_t len = text->bytes + text->holes - offsets->len;
  offsets_add_slice(offsets, offsets_of(offsets->arena, node), node->span, 0, len);
}

/* False if an item is no string. `offsets`: NULL when not needed. */
static bool join_items(CfnTextBuilder *text, OffsetsBuilder *offsets, Str delimiter,
                       const Node *list) {
  for (size_t i = 0; i < list->count; i++) {
    const Text *part = cfn_node_text(text->cfn, list->items[i]);
    if (!part)
      return false;
    if (i > 0)
      cfn_text_add(text, delimiter);
    if (i > 0 && offsets)
      offsets_add(offsets, delimiter.len, list->items[i]->span, false);
    cfn_text_append(text, part);
    if (offsets)
      add_offsets(offsets, text, list->items[i]);
  }
  return true;
}

/* Whether the items may be parts of one document. */
static bool makes_document(const Node *list) {
  const Node *first = list->count > 0 ? list->items[0] : NULL;
  if (!first || !node_is_scalar(first))
    return false;
  bool text = first->text && first->text->count > 0 && !first->text->pieces[0].hole;
  return cfn_may_be_document(text ? first->text->pieces[0].literal : first->str);
}

Node *cfn_fn_join(CfnTemplate *cfn, const Node *node, const Node *argument) {
  Str delimiter;
  if (!is_list_of(argument, 2) || !cfn_node_known(argument->items[0], &delimiter))
    return cfn_unknown(cfn, node, NULL);
  const Node *list = cfn_resolve(cfn, argument->items[1]);
  if (!list || list->kind != NODE_LIST)
    return cfn_unknown_string(cfn, node, list);
  CfnTextBuilder text = cfn_text_begin(cfn);
  OffsetsBuilder offsets = offsets_begin(cfn->arena);
  bool document = makes_document(list);
  if (!join_items(&text, document ? &offsets : NULL, delimiter, list))
    return cfn_unknown(cfn, node, NULL);
  Node *result = cfn_text_node(cfn, cfn_text_end(&text), node->span);
  if (document)
    result->offsets = offsets_end(&offsets);
  return result;
}

/* ---- Fn::Split ----------------------------------------------------------- */

static bool may_hold(HoleKind kind, char c) {
  bool digit = c >= '0' && c <= '9', lower = c >= 'a' && c <= 'z';
  switch (kind) {
  case HOLE_ACCOUNT:
  case HOLE_OWN_ACCOUNT:
  case HOLE_OUTER_ACCOUNT:
    return digit;
  case HOLE_PARTITION:
  case HOLE_REGION:
    return digit || lower || c == '-';
  case HOLE_URL_SUFFIX:
    return digit || lower || c == '-' || c == '.';
  case HOLE_NAME:
    return c != ':' && c != '/';
  case HOLE_UNIQUE_ID:
    return digit || (c >= 'A' && c <= 'Z');
  default:
    return true;
  }
}

/* Whether no hole of the text can take part in a delimiter. */
static bool can_split(const Text *text, Str delimiter) {
  for (size_t i = 0; i < text->count; i++) {
    if (!text->pieces[i].hole)
      continue;
    for (size_t k = 0; k < delimiter.len; k++) {
      if (may_hold(text->pieces[i].hole->kind, delimiter.ptr[k]))
        return false;
    }
  }
  return delimiter.len > 0;
}

struct parts {
  CfnTemplate *cfn;
  Node **items;
  size_t count, cap;
  Span span;
};

static void end_part(struct parts *parts, CfnTextBuilder *text) {
  LIST_ADD(parts->cfn->arena, parts, cfn_text_node(parts->cfn, cfn_text_end(text), parts->span));
  *text = cfn_text_begin(parts->cfn);
}

static void split_text(struct parts *parts, const Text *text, Str delimiter) {
  CfnTextBuilder part = cfn_text_begin(parts->cfn);
  for (size_t i = 0; i < text->count; i++) {
    Piece piece = text->pieces[i];
    while (!piece.hole) {
      size_t cut = str_find_str(piece.literal, delimiter);
      if (cut == piece.literal.len)
        break;
      cfn_text_add(&part, str_slice(piece.literal, 0, cut));
      end_part(parts, &part);
      piece.literal = str_slice(piece.literal, cut + delimiter.len, piece.literal.len);
    }
    cfn_text_append(&part, &(Text){&piece, piece.hole || piece.literal.len > 0});
  }
  end_part(parts, &part);
}

Node *cfn_fn_split(CfnTemplate *cfn, const Node *node, const Node *argument) {
  Str delimiter;
  if (!is_list_of(argument, 2) || !cfn_node_known(argument->items[0], &delimiter))
    return cfn_unknown(cfn, node, NULL);
  const Node *source = cfn_resolve(cfn, argument->items[1]);
  const Text *text = cfn_node_text(cfn, source);
  Node *accounts = text && str_is(delimiter, ",") ? cfn_split_accounts(cfn, node, text) : NULL;
  if (accounts)
    return accounts;
  if (!text || !can_split(text, delimiter))
    return cfn_unknown(cfn, node, source);
  struct parts parts = {.cfn = cfn, .span = node->span};
  split_text(&parts, text, delimiter);
  Node *list = node_new(cfn->arena, NODE_LIST, node->span);
  list->items = parts.items;
  list->count = parts.count;
  return list;
}

/* ---- Fn::Select ---------------------------------------------------------- */

static bool read_index(const Node *node, size_t *index) {
  Str digits;
  *index = 0;
  if (!cfn_node_known(node, &digits) || !str_all_digits(digits) || digits.len > 6)
    return false;
  for (size_t i = 0; i < digits.len; i++)
    *index = *index * 10 + (size_t)(digits.ptr[i] - '0');
  return true;
}

Node *cfn_fn_select(CfnTemplate *cfn, const Node *node, const Node *argument) {
  size_t index;
  if (!is_list_of(argument, 2))
    return cfn_unknown(cfn, node, NULL);
  const Node *which = cfn_resolve(cfn, argument->items[0]);
  const Node *list = cfn_resolve(cfn, argument->items[1]);
  if (!list || list->kind != NODE_LIST || !read_index(which, &index) || index >= list->count)
    return cfn_unknown_string(cfn, node, list);
  return list->items[index];
}

/* ---- Fn::If -------------------------------------------------------------- */

Node *cfn_fn_if(CfnTemplate *cfn, const Node *node, const Node *argument) {
  Str condition;
  if (!is_list_of(argument, 3) || !cfn_node_known(argument->items[0], &condition))
    return cfn_unknown(cfn, node, NULL);
  Tri value = cfn_condition(cfn, condition);
  if (value != TRI_UNKNOWN)
    return cfn_resolve(cfn, argument->items[value == TRI_YES ? 1 : 2]);
  Node *yes = cfn_resolve(cfn, argument->items[1]);
  const Node *no = cfn_resolve(cfn, argument->items[2]);
  return cfn_same(yes, no) ? yes : cfn_unknown(cfn, node, NULL);
}

/* ---- Values of other stacks ---------------------------------------------- */

Node *cfn_fn_import_value(CfnTemplate *cfn, const Node *node, const Node *argument) {
  const Text *name = cfn_node_text(cfn, cfn_resolve(cfn, argument));
  if (!name)
    return cfn_unknown_string(cfn, node, NULL);
  Str full = str_printf(cfn->arena, "ImportValue:%.*s", STR_FMT(text_print(cfn->arena, name)));
  return cfn_hole_node(cfn, HOLE_ANY, full, node->span);
}

Node *cfn_fn_get_stack_output(CfnTemplate *cfn, const Node *node, const Node *argument) {
  Str stack = node_get_str(argument, "StackName");
  Str output = node_get_str(argument, "OutputName");
  /* With a region or a role it is another account's stack: then the whole
   * expression is the name. */
  if (stack.len == 0 || output.len == 0 || argument->count != 2)
    return cfn_unknown_string(cfn, node, NULL);
  Str full = str_printf(cfn->arena, "GetStackOutput:%.*s.%.*s", STR_FMT(stack), STR_FMT(output));
  return cfn_hole_node(cfn, HOLE_ANY, full, node->span);
}
