/* SPDX-License-Identifier: Apache-2.0
 *
 * Intrinsic functions on strings and lists, and Fn::If.
 *
 * An argument of the wrong shape is an error for CloudFormation; here it makes
 * a value that is not known, for what the author meant cannot be told.
 */
#include "assumelint/arena.h"
#include "cfn.h"

/* ---- Fn::Join ------------------------------------------------------------ */

/* The bytes and holes that were added to a text, and the node they are of. */
static void add_place(struct alint_offsets_builder *places, const struct alint_cfn_text *text,
                      const struct alint_node *node) {
  size_t len = text->bytes + text->holes - places->len;
  alint_offsets_add_slice(places, alint_offsets_of(places->arena, node), node->span, 0, len);
}

/* `places` may be NULL. */
static void join_items(struct alint_cfn_text *text, bool *joined,
                       struct alint_offsets_builder *places, struct alint_str delimiter,
                       const struct alint_node *list) {
  *joined = true;
  for (size_t i = 0; i < list->count; i++) {
    const struct alint_text *part;
    alint_cfn_node_text(&part, text->cfn, list->items[i]);
    if (!part) {
      *joined = false;
      return;
    }
    if (i > 0)
      alint_cfn_text_add(text, delimiter);
    if (i > 0 && places)
      alint_offsets_add(places, delimiter.len, list->items[i]->span, false);
    alint_cfn_text_append(text, part);
    if (places)
      add_place(places, text, list->items[i]);
  }
}

/* Whether the items may be parts of one document. */
static bool makes_document(const struct alint_node *list) {
  const struct alint_node *first = list->count > 0 ? list->items[0] : NULL;
  if (!first || !alint_node_is_scalar(first))
    return false;
  bool text = first->text && first->text->count > 0 && !first->text->pieces[0].hole;
  return alint_cfn_may_be_document(text ? first->text->pieces[0].literal : first->str);
}

int alint_cfn_fn_join(struct alint_node **out, struct alint_cfn *cfn, const struct alint_node *node,
                      const struct alint_node *argument) {
  struct alint_str delimiter;
  struct alint_node *list = NULL;
  if (argument->kind != ALINT_NODE_LIST || argument->count != 2 ||
      !alint_cfn_node_known(argument->items[0], &delimiter)) {
    alint_cfn_unknown(out, cfn, node, NULL);
    return ALINT_OK;
  }
  int status = alint_cfn_resolve(&list, cfn, argument->items[1]);
  if (status != ALINT_OK)
    return status;
  if (!list || list->kind != ALINT_NODE_LIST) {
    alint_cfn_unknown_string(out, cfn, node, list);
    return ALINT_OK;
  }
  struct alint_cfn_text text = alint_cfn_text_begin(cfn);
  struct alint_offsets_builder places = alint_offsets_begin(cfn->arena);
  const struct alint_text *whole;
  bool joined, document = makes_document(list);
  join_items(&text, &joined, document ? &places : NULL, delimiter, list);
  if (!joined) {
    alint_cfn_unknown(out, cfn, node, NULL);
    return ALINT_OK;
  }
  alint_cfn_text_end(&whole, &text);
  alint_cfn_text_node(out, cfn, whole, node->span);
  if (document)
    (*out)->offsets = alint_offsets_end(&places);
  return ALINT_OK;
}

/* ---- Fn::Split ----------------------------------------------------------- */

static bool may_hold(enum alint_hole_kind kind, char c) {
  bool digit = c >= '0' && c <= '9', lower = c >= 'a' && c <= 'z';
  switch (kind) {
  case ALINT_HOLE_ACCOUNT:
  case ALINT_HOLE_OWN_ACCOUNT:
  case ALINT_HOLE_OUTER_ACCOUNT:
    return digit;
  case ALINT_HOLE_PARTITION:
  case ALINT_HOLE_REGION:
    return digit || lower || c == '-';
  case ALINT_HOLE_URL_SUFFIX:
    return digit || lower || c == '-' || c == '.';
  case ALINT_HOLE_NAME:
    return c != ':' && c != '/';
  case ALINT_HOLE_UNIQUE_ID:
    return digit || (c >= 'A' && c <= 'Z');
  default:
    return true;
  }
}

/* Whether no hole of the text can take part in a delimiter. */
static bool can_split(const struct alint_text *text, struct alint_str delimiter) {
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
  struct alint_cfn *cfn;
  struct alint_node *list;
  size_t cap;
};

static void end_part(struct parts *parts, struct alint_cfn_text *text) {
  struct alint_node *list = parts->list, *item;
  const struct alint_text *part;
  alint_cfn_text_end(&part, text);
  alint_cfn_text_node(&item, parts->cfn, part, list->span);
  list->items = alint_arena_grow(parts->cfn->arena, list->items, list->count, &parts->cap,
                                 sizeof(struct alint_node *));
  list->items[list->count++] = item;
  *text = alint_cfn_text_begin(parts->cfn);
}

static void split_text(struct parts *parts, const struct alint_text *text,
                       struct alint_str delimiter) {
  struct alint_cfn_text part = alint_cfn_text_begin(parts->cfn);
  for (size_t i = 0; i < text->count; i++) {
    struct alint_piece piece = text->pieces[i];
    while (!piece.hole) {
      size_t cut = alint_str_find_str(piece.literal, delimiter);
      if (cut == piece.literal.len)
        break;
      alint_cfn_text_add(&part, alint_str_slice(piece.literal, 0, cut));
      end_part(parts, &part);
      piece.literal = alint_str_slice(piece.literal, cut + delimiter.len, piece.literal.len);
    }
    alint_cfn_text_append(&part, &(struct alint_text){&piece, piece.hole || piece.literal.len > 0});
  }
  end_part(parts, &part);
}

int alint_cfn_fn_split(struct alint_node **out, struct alint_cfn *cfn,
                       const struct alint_node *node, const struct alint_node *argument) {
  struct alint_str delimiter;
  struct alint_node *source = NULL;
  const struct alint_text *text;
  if (argument->kind != ALINT_NODE_LIST || argument->count != 2 ||
      !alint_cfn_node_known(argument->items[0], &delimiter)) {
    alint_cfn_unknown(out, cfn, node, NULL);
    return ALINT_OK;
  }
  int status = alint_cfn_resolve(&source, cfn, argument->items[1]);
  if (status == ALINT_OK)
    alint_cfn_node_text(&text, cfn, source);
  if (status != ALINT_OK)
    return status;
  if (text && alint_str_is(delimiter, ",")) {
    alint_cfn_split_accounts(out, cfn, node, text);
    if (*out)
      return ALINT_OK;
  }
  if (!text || !can_split(text, delimiter)) {
    alint_cfn_unknown(out, cfn, node, source);
    return ALINT_OK;
  }
  struct parts parts = {.cfn = cfn,
                        .list = alint_node_new(cfn->arena, ALINT_NODE_LIST, node->span)};
  if (!parts.list)
    alint_out_of_memory();
  *out = parts.list;
  split_text(&parts, text, delimiter);
  return ALINT_OK;
}

/* ---- Fn::Select ---------------------------------------------------------- */

static bool read_index(const struct alint_node *node, size_t *index) {
  struct alint_str digits;
  *index = 0;
  if (!node || !alint_cfn_node_known(node, &digits) || !alint_str_all_digits(digits) ||
      digits.len > 6)
    return false;
  for (size_t i = 0; i < digits.len; i++)
    *index = *index * 10 + (size_t)(digits.ptr[i] - '0');
  return true;
}

int alint_cfn_fn_select(struct alint_node **out, struct alint_cfn *cfn,
                        const struct alint_node *node, const struct alint_node *argument) {
  struct alint_node *which = NULL, *list = NULL;
  size_t index;
  if (argument->kind != ALINT_NODE_LIST || argument->count != 2) {
    alint_cfn_unknown(out, cfn, node, NULL);
    return ALINT_OK;
  }
  int status = alint_cfn_resolve(&which, cfn, argument->items[0]);
  if (status == ALINT_OK)
    status = alint_cfn_resolve(&list, cfn, argument->items[1]);
  if (status != ALINT_OK)
    return status;
  if (!list || list->kind != ALINT_NODE_LIST || !read_index(which, &index) ||
      index >= list->count) {
    alint_cfn_unknown_string(out, cfn, node, list);
    return ALINT_OK;
  }
  *out = list->items[index];
  return ALINT_OK;
}

/* ---- Fn::If -------------------------------------------------------------- */

int alint_cfn_fn_if(struct alint_node **out, struct alint_cfn *cfn, const struct alint_node *node,
                    const struct alint_node *argument) {
  struct alint_str condition;
  enum alint_tri value;
  if (argument->kind != ALINT_NODE_LIST || argument->count != 3 ||
      !alint_cfn_node_known(argument->items[0], &condition)) {
    alint_cfn_unknown(out, cfn, node, NULL);
    return ALINT_OK;
  }
  int status = alint_cfn_condition(&value, cfn, condition);
  if (status != ALINT_OK)
    return status;
  if (value != ALINT_UNKNOWN)
    return alint_cfn_resolve(out, cfn, argument->items[value == ALINT_YES ? 1 : 2]);
  struct alint_node *yes = NULL, *no = NULL;
  status = alint_cfn_resolve(&yes, cfn, argument->items[1]);
  if (status == ALINT_OK)
    status = alint_cfn_resolve(&no, cfn, argument->items[2]);
  if (status != ALINT_OK)
    return status;
  if (alint_cfn_same(yes, no)) {
    *out = yes;
    return ALINT_OK;
  }
  alint_cfn_unknown(out, cfn, node, NULL);
  return ALINT_OK;
}

/* ---- Values of other stacks ---------------------------------------------- */

int alint_cfn_fn_import_value(struct alint_node **out, struct alint_cfn *cfn,
                              const struct alint_node *node, const struct alint_node *argument) {
  struct alint_node *name = NULL;
  const struct alint_text *text = NULL;
  int status = alint_cfn_resolve(&name, cfn, argument);
  if (status == ALINT_OK)
    alint_cfn_node_text(&text, cfn, name);
  if (status != ALINT_OK)
    return status;
  if (!text) {
    alint_cfn_unknown_string(out, cfn, node, NULL);
    return ALINT_OK;
  }
  struct alint_str printed = alint_text_print(cfn->arena, text);
  struct alint_str full = alint_str_printf(cfn->arena, "ImportValue:%.*s", ALINT_FMT(printed));
  alint_cfn_hole_node(out, cfn, ALINT_HOLE_ANY, full, node->span);
  return ALINT_OK;
}

int alint_cfn_fn_get_stack_output(struct alint_node **out, struct alint_cfn *cfn,
                                  const struct alint_node *node,
                                  const struct alint_node *argument) {
  struct alint_str stack = alint_node_get_str(argument, "StackName");
  struct alint_str output = alint_node_get_str(argument, "OutputName");
  /* With a region or a role it is another account's stack: then the whole
   * expression is the name. */
  if (stack.len == 0 || output.len == 0 || argument->count != 2) {
    alint_cfn_unknown_string(out, cfn, node, NULL);
    return ALINT_OK;
  }
  struct alint_str full =
      alint_str_printf(cfn->arena, "GetStackOutput:%.*s.%.*s", ALINT_FMT(stack), ALINT_FMT(output));
  alint_cfn_hole_node(out, cfn, ALINT_HOLE_ANY, full, node->span);
  return ALINT_OK;
}
