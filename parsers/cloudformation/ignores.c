/* SPDX-License-Identifier: Apache-2.0
 *
 * Suppressions of a template:
 *
 *   Metadata: {assumelint: {ignore: [AL201, {id: AL104, reason: ...}]}}
 *
 * of a resource or of the whole template, and comments above or beside the name
 * of a resource, which are for all of it. Comments elsewhere are for their line.
 */
#include "assumelint/ignore.h"

#include "cfn.h"

/* ---- Metadata -------------------------------------------------------------- */

/* One element of the list: an id, or an id and a reason. */
static void read_item(struct alint_ignore *out, struct alint_cfn *cfn,
                      const struct alint_node *node) {
  const struct alint_node *id = node->kind == ALINT_NODE_MAP ? alint_node_get(node, "id") : node;
  bool ours, odd = !id || id->kind != ALINT_NODE_STRING;
  for (size_t i = 0; node->kind == ALINT_NODE_MAP && i < node->count; i++)
    odd = odd || !(alint_str_is(node->members[i].key, "id") ||
                   alint_str_is(node->members[i].key, "reason"));
  struct alint_str line = alint_str_printf(cfn->arena, "assumelint:ignore %.*s",
                                           ALINT_FMT(odd ? ALINT_STR("") : id->str));
  alint_ignore_parse(out, &ours, cfn->arena, line);
  if (odd) {
    out->written = ALINT_STR("Metadata: assumelint: ignore");
    out->problem = ALINT_STR("it is a list of AL201 or {id: AL201, reason: ...}");
  }
  if (node->kind == ALINT_NODE_MAP)
    out->reason = alint_node_get_str(node, "reason");
  out->place.span = node->span;
}

/* `address` empty: for the whole input. */
static void add_item(struct alint_cfn *cfn, const struct alint_node *node,
                     struct alint_str address) {
  struct alint_ignore ignore, *added;
  read_item(&ignore, cfn, node);
  ignore.everywhere = address.len == 0;
  alint_ignore_add(&added, cfn->input, &ignore);
  if (!added || address.len == 0)
    return;
  alint_ignore_at(added, cfn->arena, address);
}

static void add_problem(struct alint_cfn *cfn, const struct alint_member *member) {
  struct alint_ignore *added;
  const struct alint_ignore ignore = {
      .place = {NULL, member->key_span},
      .written = ALINT_STR("Metadata: assumelint"),
      .problem = ALINT_STR("there is nothing in it but \"ignore\", a list"),
  };
  alint_ignore_add(&added, cfn->input, &ignore);
}

/* The metadata of `node`, a resource or the template. */
static void read_metadata(struct alint_cfn *cfn, const struct alint_node *node,
                          struct alint_str address) {
  const struct alint_member *ours =
      alint_node_member(alint_node_get(node, "Metadata"), "assumelint");
  if (!ours)
    return;
  if (ours->value->kind != ALINT_NODE_MAP) {
    add_problem(cfn, ours);
    return;
  }
  for (size_t i = 0; i < ours->value->count; i++) {
    const struct alint_member *member = &ours->value->members[i];
    const struct alint_node *list = member->value;
    if (!alint_str_is(member->key, "ignore"))
      add_problem(cfn, member);
    else if (list->kind != ALINT_NODE_LIST)
      add_item(cfn, list, address);
    for (size_t k = 0;
         list->kind == ALINT_NODE_LIST && alint_str_is(member->key, "ignore") && k < list->count;
         k++)
      add_item(cfn, list->items[k], address);
  }
}

/* ---- Comments -------------------------------------------------------------- */

/* Comments come in the order of their lines. */
void alint_cfn_index_ignores(struct alint_cfn_shared *shared, const struct alint_input *input) {
  shared->on_lines =
      alint_arena_array(input->arena, input->ignore_count, sizeof(struct alint_ignore *));
  for (size_t i = 0; i < input->ignore_count; i++) {
    if (input->ignores[i]->line > 0)
      shared->on_lines[shared->on_line_count++] = input->ignores[i];
  }
}

static void read_comments(struct alint_cfn *cfn, const struct alint_member *resource,
                          struct alint_str address) {
  const struct alint_cfn_shared *shared = cfn->shared;
  size_t line = alint_source_line_number(&cfn->input->source, resource->key_span.begin);
  size_t low = 0, high = shared->on_line_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (shared->on_lines[middle]->line < line)
      low = middle + 1;
    else
      high = middle;
  }
  for (; low < shared->on_line_count && shared->on_lines[low]->line == line; low++)
    alint_ignore_at(shared->on_lines[low], cfn->arena, address);
}

/* ---- All of a template ------------------------------------------------------ */

int alint_cfn_read_ignores(struct alint_cfn *cfn) {
  struct alint_str whole = cfn->place.prefix;
  if (!cfn->shared->ignores)
    return ALINT_OK;
  if (whole.len > 0)
    whole.len--; /* the slash */
  read_metadata(cfn, cfn->root, whole);
  for (size_t i = 0; i < cfn->resources.count; i++) {
    const struct alint_cfn_entry *entry = &cfn->resources.entries[i];
    struct alint_str address = alint_cfn_address(cfn, entry->key);
    read_metadata(cfn, entry->member->value, address);
    read_comments(cfn, entry->member, address);
  }
  return ALINT_OK;
}
