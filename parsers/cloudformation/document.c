/* SPDX-License-Identifier: Apache-2.0
 *
 * The trust policy of one alternative, and what is odd about its place in the
 * template: keys on the way to it that stand there twice, aliases.
 */
#include "cfn.h"

/* ---- Oddities ------------------------------------------------------------ */

static void add_oddity(struct alint_cfn *cfn, struct alint_policy *policy,
                       struct alint_oddity oddity) {
  /* The mapper is done with the policy: this list is ours. */
  struct alint_oddity *items =
      alint_arena_array(cfn->arena, policy->oddity_count + 1, sizeof *items);
  for (size_t i = 0; i < policy->oddity_count; i++)
    items[i] = policy->oddities[i];
  items[policy->oddity_count++] = oddity;
  policy->oddities = items;
}

static void add_duplicate(struct alint_cfn *cfn, struct alint_policy *policy,
                          const struct alint_member *member) {
  add_oddity(cfn, policy,
             (struct alint_oddity){.kind = ALINT_ODD_DUPLICATE_KEY,
                                   .statement = -1,
                                   .detail = member->key,
                                   .span = member->key_span,
                                   .pointer = ALINT_STR("")});
}

/* Such a map has a handful of members; in larger ones only the first are seen. */
enum { MAX_LOOKED_AT = 100 };

static void add_duplicates_of_map(struct alint_cfn *cfn, struct alint_policy *policy,
                                  const struct alint_node *map) {
  if (!map || map->kind != ALINT_NODE_MAP)
    return;
  for (size_t i = 0; i < map->count && i < MAX_LOOKED_AT; i++) {
    if (!alint_node_is_duplicate(map, i))
      continue;
    add_duplicate(cfn, policy, &map->members[i]);
  }
}

static void add_oddities(struct alint_cfn *cfn, struct alint_policy *policy,
                         const struct alint_cfn_resource *resource,
                         const struct alint_cfn_outcome *outcome) {
  /* What is odd about the template is told once, with its first role. */
  if (!cfn->root_told)
    add_duplicates_of_map(cfn, policy, cfn->root);
  cfn->root_told = true;
  for (size_t i = 0; i < resource->count; i++) {
    const struct alint_node *definition = resource->entries[i].member->value;
    if (i > 0)
      add_duplicate(cfn, policy, resource->entries[i].member);
    add_duplicates_of_map(cfn, policy, definition);
    for (size_t k = 0; definition->kind == ALINT_NODE_MAP && k < definition->count; k++) {
      if (alint_str_is(definition->members[k].key, "Properties"))
        add_duplicates_of_map(cfn, policy, definition->members[k].value);
    }
  }
  /* An alias that covers the document, or stands inside it, is seen by the
   * policy mapper, unless the document is a string. */
  const struct alint_node *document = outcome->document;
  bool seen = document && document->alias && !alint_node_is_scalar(document);
  if (!outcome->alias || seen)
    return;
  add_oddity(cfn, policy,
             (struct alint_oddity){.kind = ALINT_ODD_ALIAS,
                                   .statement = -1,
                                   .span = *outcome->alias,
                                   .pointer = ALINT_STR("")});
}

/* ---- The policy ---------------------------------------------------------- */

static const struct alint_hole *hole_of(const struct alint_node *document) {
  if (!document)
    return NULL;
  if (document->kind == ALINT_NODE_OPAQUE)
    return document->hole;
  return document->text ? alint_text_first_hole(document->text) : NULL;
}

int alint_cfn_map_document(struct alint_trust *out, struct alint_cfn *cfn,
                           const struct alint_cfn_resource *resource,
                           const struct alint_cfn_outcome *outcome) {
  out->origin = ALINT_ORIGIN_AS_WRITTEN;
  out->span = outcome->span;
  int status = alint_policy_map(&out->policy, &out->state, cfn->arena, outcome->document,
                                &cfn->input->error);
  if (status != ALINT_OK)
    return status;
  if (out->state == ALINT_TRUST_UNKNOWN)
    out->hole = hole_of(outcome->document);
  if (!outcome->document)
    out->policy->span = outcome->span;
  add_oddities(cfn, out->policy, resource, outcome);
  return ALINT_OK;
}
