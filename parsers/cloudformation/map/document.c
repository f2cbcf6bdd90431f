/* SPDX-License-Identifier: Apache-2.0
 *
 * The trust policy of one alternative, and what is odd about its place in the
 * template: keys on the way to it that stand there twice, aliases.
 */
#include "parsers/cloudformation/cfn.h"

/* ---- Oddities ------------------------------------------------------------ */

static void add_oddity(CfnTemplate *cfn, Policy *policy, Malformation malformation) {
  /* The mapper is done with the policy: this list is ours. */
  Malformation *items = arena_array(cfn->arena, policy->malformation_count + 1, sizeof *items);
  for (size_t i = 0; i < policy->malformation_count; i++)
    items[i] = policy->malformations[i];
  items[policy->malformation_count++] = malformation;
  policy->malformations = items;
}

static void add_duplicate(CfnTemplate *cfn, Policy *policy, const Member *member) {
  add_oddity(cfn, policy,
             (Malformation){.kind = MALFORMED_DUPLICATE_KEY,
                            .statement = -1,
                            .detail = member->key,
                            .span = member->key_span,
                            .pointer = STR("")});
}

/* Such a map has a handful of members; in larger ones only the first are seen. */
enum { MAX_LOOKED_AT = 100 };

static void add_duplicates_of_map(CfnTemplate *cfn, Policy *policy, const Node *map) {
  if (!map || map->kind != NODE_MAP)
    return;
  for (size_t i = 0; i < map->count && i < MAX_LOOKED_AT; i++) {
    if (!node_is_duplicate(map, i))
      continue;
    add_duplicate(cfn, policy, &map->members[i]);
  }
}

static void add_oddities(CfnTemplate *cfn, Policy *policy, const CfnResource *resource,
                         const CfnOutcome *outcome) {
  /* What is odd about the template is told once, with its first role. */
  if (!cfn->root_told)
    add_duplicates_of_map(cfn, policy, cfn->root);
  cfn->root_told = true;
  for (size_t i = 0; i < resource->count; i++) {
    const Node *definition = resource->entries[i].member->value;
    if (i > 0)
      add_duplicate(cfn, policy, resource->entries[i].member);
    add_duplicates_of_map(cfn, policy, definition);
    for (size_t k = 0; definition->kind == NODE_MAP && k < definition->count; k++) {
      if (str_is(definition->members[k].key, "Properties"))
        add_duplicates_of_map(cfn, policy, definition->members[k].value);
    }
  }
  /* An alias that covers the document, or stands inside it, is seen by the
   * policy mapper, unless the document is a string. */
  const Node *document = outcome->document;
  bool seen = document && document->alias && !node_is_scalar(document);
  if (!outcome->alias || seen)
    return;
  add_oddity(
      cfn, policy,
      (Malformation){
          .kind = MALFORMED_ALIAS, .statement = -1, .span = *outcome->alias, .pointer = STR("")});
}

/* ---- The policy ---------------------------------------------------------- */

static const Hole *hole_of(const Node *document) {
  if (!document)
    return NULL;
  if (document->kind == NODE_OPAQUE)
    return document->hole;
  return document->text ? text_first_hole(document->text) : NULL;
}

int cfn_map_document(Trust *out, CfnTemplate *cfn, const CfnResource *resource,
                     const CfnOutcome *outcome) {
  out->origin = ORIGIN_AS_WRITTEN;
  out->span = outcome->span;
  int status =
      policy_map(&out->policy, &out->state, cfn->arena, outcome->document, &cfn->input->error);
  if (status != OK)
    return status;
  if (out->state == TRUST_UNKNOWN)
    out->hole = hole_of(outcome->document);
  if (!outcome->document)
    out->policy->span = outcome->span;
  add_oddities(cfn, out->policy, resource, outcome);
  return OK;
}
