/* SPDX-License-Identifier: Apache-2.0
 *
 * Alternatives: a role that depends on conditions or on parameters with
 * several values is resolved once for each assignment of them.
 *
 * Choices are found while resolving. Each one that is new gets its first
 * option; when the role is resolved, the last choice moves on and everything is
 * resolved again, until all choices are exhausted.
 */
#include "parsers/cloudformation/cfn.h"

bool cfn_chosen(const CfnTemplate *cfn, CfnChoiceKind kind, Str name, size_t *option) {
  for (size_t i = 0; i < cfn->choices.count; i++) {
    const CfnChoice *choice = &cfn->choices.items[i];
    if (choice->kind == kind && str_eq(choice->name, name)) {
      *option = choice->option;
      return true;
    }
  }
  return false;
}

void cfn_choose(size_t *option, CfnTemplate *cfn, CfnChoiceKind kind, Str name,
                size_t option_count) {
  CfnChoices *choices = &cfn->choices;
  *option = 0;
  if (cfn_chosen(cfn, kind, name, option))
    return;
  if (choices->count >= MAX_ALTERNATIVES) {
    choices->cut = true;
    return;
  }
  CfnChoice *items =
      arena_grow(cfn->arena, choices->items, choices->count, &choices->cap, sizeof *items);
  choices->items = items;
  choices->items[choices->count++] =
      (CfnChoice){.kind = kind, .name = name, .option_count = option_count};
}

void cfn_choose_partition(Str *out, CfnTemplate *cfn, const Node *mapping) {
  static const Str name = {"AWS::Partition", sizeof "AWS::Partition" - 1};
  size_t option;
  cfn_choose(&option, cfn, CFN_PARTITION, name, mapping->count);
  for (size_t i = 0; i < cfn->choices.count; i++) {
    CfnChoice *choice = &cfn->choices.items[i];
    if (choice->kind != CFN_PARTITION)
      continue;
    if (!choice->mapping)
      choice->mapping = mapping;
    mapping = choice->mapping;
  }
  *out = mapping->members[option].key;
}

void cfn_pick(const Member **out, CfnTemplate *cfn, const Node *map, const char *key) {
  Str wanted = str_of(key);
  size_t count = 0, option = 0;
  *out = NULL;
  for (size_t i = 0; map && map->kind == NODE_MAP && i < map->count; i++)
    count += str_eq(map->members[i].key, wanted);
  if (count > 1 && cfn->choosing)
    cfn_choose(&option, cfn, CFN_DUPLICATE, wanted, count);
  for (size_t i = 0; count > 0 && i < map->count; i++) {
    if (str_eq(map->members[i].key, wanted) && option-- == 0) {
      *out = &map->members[i];
      break;
    }
  }
}

/* Moves to the next assignment; false after the last. */
static bool advance(CfnChoices *choices) {
  while (choices->count > 0) {
    CfnChoice *last = &choices->items[choices->count - 1];
    if (++last->option < last->option_count)
      return true;
    choices->count--;
  }
  return false;
}

static void keep(CfnChoices *out, CfnTemplate *cfn) {
  size_t count = cfn->choices.count;
  out->items = arena_array(cfn->arena, count, sizeof *out->items);
  for (size_t i = 0; i < count; i++)
    out->items[i] = cfn->choices.items[i];
  out->count = out->cap = count;
}

int cfn_try_all(CfnAlternatives *out, CfnTemplate *cfn, CfnAttempt *attempt, const void *context) {
  CfnOutcome *outcomes = arena_array(cfn->arena, MAX_ALTERNATIVES, sizeof *outcomes);
  CfnChoices *assignments = arena_array(cfn->arena, MAX_ALTERNATIVES, sizeof *assignments);
  size_t count = 0;
  bool more = true;
  int status = OK;
  cfn->choices.count = 0;
  cfn->choices.cut = false;
  cfn->choosing = true;
  while (more && count < MAX_ALTERNATIVES && status == OK) {
    cfn->generation++;
    status = attempt(&outcomes[count], cfn, context);
    if (status == OK)
      keep(&assignments[count++], cfn);
    more = advance(&cfn->choices);
  }
  cfn->choosing = false;
  if (status != OK)
    return status;
  out->cut = more || cfn->choices.cut;
  cfn_join(out, cfn, outcomes, assignments, count);
  if (!out->cut || out->count > 0)
    return OK;
  /* It was not there in any that were tried; in the others it may be. */
  const Hole *hole = cfn_hole(cfn, HOLE_ANY, STR("(too many alternatives)"));
  outcomes[0].exists = true;
  out->items[0] = (CfnAlternative){.outcome = outcomes[0]};
  out->count = 1;
  cfn_opaque(&out->items[0].outcome.document, cfn, hole, outcomes[0].span);
  return OK;
}
