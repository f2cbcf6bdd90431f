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
static int read_item(struct alint_ignore *out, struct alint_cfn *cfn,
                     const struct alint_node *node) {
  const struct alint_node *id = node->kind == ALINT_NODE_MAP ? alint_node_get(node, "id") : node;
  bool ours, odd = !id || id->kind != ALINT_NODE_STRING;
  for (size_t i = 0; node->kind == ALINT_NODE_MAP && i < node->count; i++)
    odd = odd || !(alint_str_is(node->members[i].key, "id") ||
                   alint_str_is(node->members[i].key, "reason"));
  struct alint_str line = alint_str_printf(cfn->arena, "assumelint:ignore %.*s",
                                           ALINT_FMT(odd ? ALINT_STR("") : id->str));
  int status = line.ptr ? alint_ignore_parse(out, &ours, cfn->arena, line) : ALINT_ENOMEM;
  if (status != ALINT_OK)
    return status;
  if (odd) {
    out->written = ALINT_STR("Metadata: assumelint: ignore");
    out->problem = ALINT_STR("it is a list of AL201 or {id: AL201, reason: ...}");
  }
  if (node->kind == ALINT_NODE_MAP)
    out->reason = alint_node_get_str(node, "reason");
  out->place.span = node->span;
  return ALINT_OK;
}

/* `address` empty: for the whole input. */
static int add_item(struct alint_cfn *cfn, const struct alint_node *node,
                    struct alint_str address) {
  struct alint_ignore ignore, *added;
  int status = read_item(&ignore, cfn, node);
  if (status != ALINT_OK)
    return status;
  ignore.everywhere = address.len == 0;
  status = alint_ignore_add(&added, cfn->input, &ignore);
  if (status != ALINT_OK || !added || address.len == 0)
    return status;
  return alint_ignore_at(added, cfn->arena, address);
}

static int add_problem(struct alint_cfn *cfn, const struct alint_member *member) {
  struct alint_ignore *added;
  const struct alint_ignore ignore = {
      .place = {NULL, member->key_span},
      .written = ALINT_STR("Metadata: assumelint"),
      .problem = ALINT_STR("there is nothing in it but \"ignore\", a list"),
  };
  return alint_ignore_add(&added, cfn->input, &ignore);
}

/* The metadata of `node`, a resource or the template. */
static int read_metadata(struct alint_cfn *cfn, const struct alint_node *node,
                         struct alint_str address) {
  const struct alint_member *ours =
      alint_node_member(alint_node_get(node, "Metadata"), "assumelint");
  int status = ALINT_OK;
  if (!ours)
    return ALINT_OK;
  if (ours->value->kind != ALINT_NODE_MAP)
    return add_problem(cfn, ours);
  for (size_t i = 0; i < ours->value->count && status == ALINT_OK; i++) {
    const struct alint_member *member = &ours->value->members[i];
    const struct alint_node *list = member->value;
    if (!alint_str_is(member->key, "ignore"))
      status = add_problem(cfn, member);
    else if (list->kind != ALINT_NODE_LIST)
      status = add_item(cfn, list, address);
    for (size_t k = 0; list->kind == ALINT_NODE_LIST && alint_str_is(member->key, "ignore") &&
                       k < list->count && status == ALINT_OK;
         k++)
      status = add_item(cfn, list->items[k], address);
  }
  return status;
}

/* ---- Comments -------------------------------------------------------------- */

/* Comments come in the order of their lines. */
int alint_cfn_index_ignores(struct alint_cfn_shared *shared, const struct alint_input *input) {
  shared->on_lines =
      alint_arena_array(input->arena, input->ignore_count, sizeof(struct alint_ignore *));
  if (!shared->on_lines)
    return ALINT_ENOMEM;
  for (size_t i = 0; i < input->ignore_count; i++) {
    if (input->ignores[i]->line > 0)
      shared->on_lines[shared->on_line_count++] = input->ignores[i];
  }
  return ALINT_OK;
}

static int read_comments(struct alint_cfn *cfn, const struct alint_member *resource,
                         struct alint_str address) {
  const struct alint_cfn_shared *shared = cfn->shared;
  size_t line = alint_source_line_number(&cfn->input->source, resource->key_span.begin);
  size_t low = 0, high = shared->on_line_count;
  int status = ALINT_OK;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (shared->on_lines[middle]->line < line)
      low = middle + 1;
    else
      high = middle;
  }
  for (; low < shared->on_line_count && shared->on_lines[low]->line == line && status == ALINT_OK;
       low++)
    status = alint_ignore_at(shared->on_lines[low], cfn->arena, address);
  return status;
}

/* ---- All of a template ------------------------------------------------------ */

int alint_cfn_read_ignores(struct alint_cfn *cfn) {
  struct alint_str whole = cfn->place.prefix;
  if (!cfn->shared->ignores)
    return ALINT_OK;
  if (whole.len > 0)
    whole.len--; /* the slash */
  int status = read_metadata(cfn, cfn->root, whole);
  for (size_t i = 0; i < cfn->resources.count && status == ALINT_OK; i++) {
    const struct alint_cfn_entry *entry = &cfn->resources.entries[i];
    struct alint_str address = alint_cfn_address(cfn, entry->key);
    if (!address.ptr)
      return ALINT_ENOMEM;
    status = read_metadata(cfn, entry->member->value, address);
    if (status == ALINT_OK)
      status = read_comments(cfn, entry->member, address);
  }
  return status;
}
