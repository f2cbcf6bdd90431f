/* SPDX-License-Identifier: Apache-2.0
 *
 * Suppressions of a template:
 *
 *   Metadata: {assumelint: {ignore: [AL201, {id: AL104, reason: ...}]}}
 *
 * of a resource or of the whole template, and comments above or beside the name
 * of a resource, which are for all of it. Comments elsewhere are for their line.
 */
#include "assumelint/suppression.h"

#include "parsers/cloudformation/cfn.h"

/* ---- Metadata -------------------------------------------------------------- */

/* One element of the list: an id, or an id and a reason. */
static void read_item(Suppression *out, CfnTemplate *cfn, const Node *node) {
  const Node *id = node->kind == NODE_MAP ? node_get(node, "id") : node;
  bool odd = !id || id->kind != NODE_STRING;
  for (size_t i = 0; node->kind == NODE_MAP && i < node->count; i++)
    odd = odd || !(str_is(node->members[i].key, "id") || str_is(node->members[i].key, "reason"));
  Str line = str_printf(cfn->arena, "assumelint:ignore %.*s", STR_FMT(odd ? STR("") : id->str));
  suppression_parse(out, cfn->arena, line);
  if (odd) {
    out->written = STR("Metadata: assumelint: ignore");
    out->problem = STR("it is a list of AL201 or {id: AL201, reason: ...}");
  }
  if (node->kind == NODE_MAP)
    out->reason = node_get_str(node, "reason");
  out->source_span.span = node->span;
}

/* `address` empty: for the whole input. */
static void add_item(CfnTemplate *cfn, const Node *node, Str address) {
  Suppression ignore;
  read_item(&ignore, cfn, node);
  ignore.everywhere = address.len == 0;
  Suppression *added = suppression_add(cfn->input, &ignore);
  if (added && address.len > 0)
    suppression_at(added, cfn->arena, address);
}

static void add_problem(CfnTemplate *cfn, const Member *member) {
  const Suppression ignore = {
      .source_span = {NULL, member->key_span},
      .written = STR("Metadata: assumelint"),
      .problem = STR("there is nothing in it but \"ignore\", a list"),
  };
  suppression_add(cfn->input, &ignore);
}

/* The metadata of `node`, a resource or the template. */
static void read_metadata(CfnTemplate *cfn, const Node *node, Str address) {
  const Member *ours = node_member(node_get(node, "Metadata"), "assumelint");
  if (!ours)
    return;
  if (ours->value->kind != NODE_MAP) {
    add_problem(cfn, ours);
    return;
  }
  for (size_t i = 0; i < ours->value->count; i++) {
    const Member *member = &ours->value->members[i];
    const Node *list = member->value;
    if (!str_is(member->key, "ignore"))
      add_problem(cfn, member);
    else if (list->kind != NODE_LIST)
      add_item(cfn, list, address);
    for (size_t k = 0; list->kind == NODE_LIST && str_is(member->key, "ignore") && k < list->count;
         k++)
      add_item(cfn, list->items[k], address);
  }
}

/* ---- Comments -------------------------------------------------------------- */

/* Comments come in the order of their lines. */
void cfn_index_suppressions(CfnShared *shared, const Input *input) {
  shared->on_lines = arena_array(input->arena, input->suppression_count, sizeof(Suppression *));
  for (size_t i = 0; i < input->suppression_count; i++) {
    if (input->suppressions[i]->line > 0)
      shared->on_lines[shared->on_line_count++] = input->suppressions[i];
  }
}

static void read_comments(CfnTemplate *cfn, const Member *resource, Str address) {
  const CfnShared *shared = cfn->shared;
  size_t line = source_line_number(&cfn->input->source, resource->key_span.begin);
  size_t low = 0, high = shared->on_line_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (shared->on_lines[middle]->line < line)
      low = middle + 1;
    else
      high = middle;
  }
  for (; low < shared->on_line_count && shared->on_lines[low]->line == line; low++)
    suppression_at(shared->on_lines[low], cfn->arena, address);
}

/* ---- All of a template ------------------------------------------------------ */

int cfn_read_suppressions(CfnTemplate *cfn) {
  Str whole = cfn->place.prefix;
  if (!cfn->shared->ignores)
    return OK;
  if (whole.len > 0)
    whole.len--; /* the slash */
  read_metadata(cfn, cfn->root, whole);
  for (size_t i = 0; i < cfn->resources.count; i++) {
    const CfnEntry *entry = &cfn->resources.entries[i];
    Str address = cfn_address(cfn, entry->key);
    read_metadata(cfn, entry->member->value, address);
    read_comments(cfn, entry->member, address);
  }
  return OK;
}
