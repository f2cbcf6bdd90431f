/* SPDX-License-Identifier: Apache-2.0
 *
 * Suppressions of a template:
 *
 *   Metadata: {assumelint: {ignore: [AL201, {id: AL104, reason: ...}]}}
 *
 * of a resource or of the whole template, and comments above or beside the name
 * of a resource, which cover all of it. Comments elsewhere cover their line.
 */
#include "assumelint/suppression.h"

#include "assumelint/arena.h"
#include "parsers/cloudformation/template/template.h"
#include "util/sorted.h"

/* ---- Metadata -------------------------------------------------------------- */

/* An id, or an id and a reason. */
static void read_item(Suppression *out, CfnTemplate *cfn, const Node *node) {
  const Node *id = node->kind == NODE_MAP ? node_get(node, "id") : node;
  bool odd = !id || id->kind != NODE_STRING;
  for (size_t i = 0; node->kind == NODE_MAP && i < node->count; i++)
    odd = odd || !(str_is(node->members[i].key, "id") || str_is(node->members[i].key, "reason"));
  Str line = str_printf(cfn->arena, "assumelint:ignore %.*s", STR_FMT(odd ? STR("") : id->str));
  suppression_parse(out, cfn->arena, line);
  if (odd) {
    out->written = STR("Metadata: assumelint: ignore");
    out->problem = STR("write a list of AL201 or {id: AL201, reason: ...}");
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
      .problem = STR("its only member can be \"ignore\", a list"),
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
    if (!str_is(member->key, "ignore")) {
      add_problem(cfn, member);
      continue;
    }
    if (list->kind != NODE_LIST)
      add_item(cfn, list, address);
    for (size_t k = 0; list->kind == NODE_LIST && k < list->count; k++)
      add_item(cfn, list->items[k], address);
  }
}

/* ---- Comments -------------------------------------------------------------- */

/* Comments come in the order of their lines. */
static void index_comments(CfnShared *shared, const Input *input) {
  shared->on_lines = arena_array(input->arena, input->suppression_count, sizeof *shared->on_lines);
  for (size_t i = 0; i < input->suppression_count; i++) {
    if (input->suppressions[i]->line > 0)
      shared->on_lines[shared->on_line_count++] = input->suppressions[i];
  }
}

static int compare_line(const void *key, const void *item) {
  const size_t *line = key;
  Suppression *const *suppression = item;
  return *line < (*suppression)->line ? -1 : *line > (*suppression)->line;
}

static void read_comments(CfnTemplate *cfn, const Member *resource, Str address) {
  const CfnShared *shared = cfn->shared;
  size_t line = source_line_number(&cfn->input->source, resource->key_span.begin);
  size_t i = sorted_first_not_below(&line, shared->on_lines, shared->on_line_count,
                                    sizeof *shared->on_lines, compare_line);
  for (; i < shared->on_line_count && shared->on_lines[i]->line == line; i++)
    suppression_at(shared->on_lines[i], cfn->arena, address);
}

/* ---- All of a template ------------------------------------------------------ */

void cfn_read_suppressions(CfnTemplate *cfn) {
  Str whole = cfn->nesting.prefix;
  if (!cfn->shared->ignores)
    return;
  if (!cfn->nesting.outer)
    index_comments(cfn->shared, cfn->input);
  if (whole.len > 0)
    whole.len--; /* the slash */
  read_metadata(cfn, cfn->root, whole);
  for (size_t i = 0; i < cfn->resources.count; i++) {
    const CfnEntry *entry = &cfn->resources.entries[i];
    Str address = cfn_address(cfn, entry->key);
    read_metadata(cfn, entry->member->value, address);
    read_comments(cfn, entry->member, address);
  }
}
