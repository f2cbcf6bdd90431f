/* SPDX-License-Identifier: Apache-2.0
 *
 * Intrinsic functions on strings and lists, and Fn::If.
 *
 * An argument of the wrong shape is an error for CloudFormation; here it makes
 * a value that is not known, for what the author meant cannot be told.
 */
#include "assumelint/arena.h"
#include "assumelint/offsets.h"
#include "parsers/cloudformation/cfn.h"

/* ---- Fn::Join ------------------------------------------------------------ */

/* The bytes and holes that were added to a text, and the node they are of. */
static void add_place(OffsetsBuilder *places, const CfnTextBuilder *text, const Node *node) {
  size_t len = text->bytes + text->holes - places->len;
  offsets_add_slice(places, offsets_of(places->arena, node), node->span, 0, len);
}

/* `places` may be NULL. */
static void join_items(CfnTextBuilder *text, bool *joined, OffsetsBuilder *places, Str delimiter,
                       const Node *list) {
  *joined = true;
  for (size_t i = 0; i < list->count; i++) {
    const Text *part;
    cfn_node_text(&part, text->cfn, list->items[i]);
    if (!part) {
      *joined = false;
      return;
    }
    if (i > 0)
      cfn_text_add(text, delimiter);
    if (i > 0 && places)
      offsets_add(places, delimiter.len, list->items[i]->span, false);
    cfn_text_append(text, part);
    if (places)
      add_place(places, text, list->items[i]);
  }
}

/* Whether the items may be parts of one document. */
static bool makes_document(const Node *list) {
  const Node *first = list->count > 0 ? list->items[0] : NULL;
  if (!first || !node_is_scalar(first))
    return false;
  bool text = first->text && first->text->count > 0 && !first->text->pieces[0].hole;
  return cfn_may_be_document(text ? first->text->pieces[0].literal : first->str);
}

int cfn_fn_join(Node **out, CfnTemplate *cfn, const Node *node, const Node *argument) {
  Str delimiter;
  Node *list = NULL;
  if (argument->kind != NODE_LIST || argument->count != 2 ||
      !cfn_node_known(argument->items[0], &delimiter)) {
    cfn_unknown(out, cfn, node, NULL);
    return OK;
  }
  int status = cfn_resolve(&list, cfn, argument->items[1]);
  if (status != OK)
    return status;
  if (!list || list->kind != NODE_LIST) {
    cfn_unknown_string(out, cfn, node, list);
    return OK;
  }
  CfnTextBuilder text = cfn_text_begin(cfn);
  OffsetsBuilder places = offsets_begin(cfn->arena);
  const Text *whole;
  bool joined, document = makes_document(list);
  join_items(&text, &joined, document ? &places : NULL, delimiter, list);
  if (!joined) {
    cfn_unknown(out, cfn, node, NULL);
    return OK;
  }
  cfn_text_end(&whole, &text);
  cfn_text_node(out, cfn, whole, node->span);
  if (document)
    (*out)->offsets = offsets_end(&places);
  return OK;
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
  Node *list;
  size_t cap;
};

static void end_part(struct parts *parts, CfnTextBuilder *text) {
  Node *list = parts->list, *item;
  const Text *part;
  cfn_text_end(&part, text);
  cfn_text_node(&item, parts->cfn, part, list->span);
  list->items =
      arena_grow(parts->cfn->arena, list->items, list->count, &parts->cap, sizeof(Node *));
  list->items[list->count++] = item;
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

int cfn_fn_split(Node **out, CfnTemplate *cfn, const Node *node, const Node *argument) {
  Str delimiter;
  Node *source = NULL;
  const Text *text;
  if (argument->kind != NODE_LIST || argument->count != 2 ||
      !cfn_node_known(argument->items[0], &delimiter)) {
    cfn_unknown(out, cfn, node, NULL);
    return OK;
  }
  int status = cfn_resolve(&source, cfn, argument->items[1]);
  if (status == OK)
    cfn_node_text(&text, cfn, source);
  if (status != OK)
    return status;
  if (text && str_is(delimiter, ",")) {
    cfn_split_accounts(out, cfn, node, text);
    if (*out)
      return OK;
  }
  if (!text || !can_split(text, delimiter)) {
    cfn_unknown(out, cfn, node, source);
    return OK;
  }
  struct parts parts = {.cfn = cfn, .list = node_new(cfn->arena, NODE_LIST, node->span)};
  if (!parts.list)
    out_of_memory();
  *out = parts.list;
  split_text(&parts, text, delimiter);
  return OK;
}

/* ---- Fn::Select ---------------------------------------------------------- */

static bool read_index(const Node *node, size_t *index) {
  Str digits;
  *index = 0;
  if (!node || !cfn_node_known(node, &digits) || !str_all_digits(digits) || digits.len > 6)
    return false;
  for (size_t i = 0; i < digits.len; i++)
    *index = *index * 10 + (size_t)(digits.ptr[i] - '0');
  return true;
}

int cfn_fn_select(Node **out, CfnTemplate *cfn, const Node *node, const Node *argument) {
  Node *which = NULL, *list = NULL;
  size_t index;
  if (argument->kind != NODE_LIST || argument->count != 2) {
    cfn_unknown(out, cfn, node, NULL);
    return OK;
  }
  int status = cfn_resolve(&which, cfn, argument->items[0]);
  if (status == OK)
    status = cfn_resolve(&list, cfn, argument->items[1]);
  if (status != OK)
    return status;
  if (!list || list->kind != NODE_LIST || !read_index(which, &index) || index >= list->count) {
    cfn_unknown_string(out, cfn, node, list);
    return OK;
  }
  *out = list->items[index];
  return OK;
}

/* ---- Fn::If -------------------------------------------------------------- */

int cfn_fn_if(Node **out, CfnTemplate *cfn, const Node *node, const Node *argument) {
  Str condition;
  Tri value;
  if (argument->kind != NODE_LIST || argument->count != 3 ||
      !cfn_node_known(argument->items[0], &condition)) {
    cfn_unknown(out, cfn, node, NULL);
    return OK;
  }
  int status = cfn_condition(&value, cfn, condition);
  if (status != OK)
    return status;
  if (value != TRI_UNKNOWN)
    return cfn_resolve(out, cfn, argument->items[value == TRI_YES ? 1 : 2]);
  Node *yes = NULL, *no = NULL;
  status = cfn_resolve(&yes, cfn, argument->items[1]);
  if (status == OK)
    status = cfn_resolve(&no, cfn, argument->items[2]);
  if (status != OK)
    return status;
  if (cfn_same(yes, no)) {
    *out = yes;
    return OK;
  }
  cfn_unknown(out, cfn, node, NULL);
  return OK;
}

/* ---- Values of other stacks ---------------------------------------------- */

int cfn_fn_import_value(Node **out, CfnTemplate *cfn, const Node *node, const Node *argument) {
  Node *name = NULL;
  const Text *text = NULL;
  int status = cfn_resolve(&name, cfn, argument);
  if (status == OK)
    cfn_node_text(&text, cfn, name);
  if (status != OK)
    return status;
  if (!text) {
    cfn_unknown_string(out, cfn, node, NULL);
    return OK;
  }
  Str printed = text_print(cfn->arena, text);
  Str full = str_printf(cfn->arena, "ImportValue:%.*s", STR_FMT(printed));
  cfn_hole_node(out, cfn, HOLE_ANY, full, node->span);
  return OK;
}

int cfn_fn_get_stack_output(Node **out, CfnTemplate *cfn, const Node *node, const Node *argument) {
  Str stack = node_get_str(argument, "StackName");
  Str output = node_get_str(argument, "OutputName");
  /* With a region or a role it is another account's stack: then the whole
   * expression is the name. */
  if (stack.len == 0 || output.len == 0 || argument->count != 2) {
    cfn_unknown_string(out, cfn, node, NULL);
    return OK;
  }
  Str full = str_printf(cfn->arena, "GetStackOutput:%.*s.%.*s", STR_FMT(stack), STR_FMT(output));
  cfn_hole_node(out, cfn, HOLE_ANY, full, node->span);
  return OK;
}
