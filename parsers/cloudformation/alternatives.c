/* SPDX-License-Identifier: Apache-2.0
 *
 * Alternatives: a role that depends on conditions or on parameters with
 * several values is resolved once for each assignment of them.
 *
 * Choices are found while resolving. Each one that is new gets its first
 * option; when the role is resolved, the last choice moves on and everything is
 * resolved again, until all choices are exhausted.
 */
#include "cfn.h"

bool alint_cfn_chosen(const struct alint_cfn *cfn, enum alint_cfn_choice_kind kind,
                      struct alint_str name, size_t *option) {
  for (size_t i = 0; i < cfn->choices.count; i++) {
    const struct alint_cfn_choice *choice = &cfn->choices.items[i];
    if (choice->kind == kind && alint_str_eq(choice->name, name)) {
      *option = choice->option;
      return true;
    }
  }
  return false;
}

void alint_cfn_choose(size_t *option, struct alint_cfn *cfn, enum alint_cfn_choice_kind kind,
                      struct alint_str name, size_t option_count) {
  struct alint_cfn_choices *choices = &cfn->choices;
  *option = 0;
  if (alint_cfn_chosen(cfn, kind, name, option))
    return;
  if (choices->count >= ALINT_MAX_ALTERNATIVES) {
    choices->cut = true;
    return;
  }
  struct alint_cfn_choice *items =
      alint_arena_grow(cfn->arena, choices->items, choices->count, &choices->cap, sizeof *items);
  choices->items = items;
  choices->items[choices->count++] =
      (struct alint_cfn_choice){.kind = kind, .name = name, .option_count = option_count};
}

void alint_cfn_choose_partition(struct alint_str *out, struct alint_cfn *cfn,
                                const struct alint_node *mapping) {
  static const struct alint_str name = {"AWS::Partition", sizeof "AWS::Partition" - 1};
  size_t option;
  alint_cfn_choose(&option, cfn, ALINT_CFN_PARTITION, name, mapping->count);
  for (size_t i = 0; i < cfn->choices.count; i++) {
    struct alint_cfn_choice *choice = &cfn->choices.items[i];
    if (choice->kind != ALINT_CFN_PARTITION)
      continue;
    if (!choice->mapping)
      choice->mapping = mapping;
    mapping = choice->mapping;
  }
  *out = mapping->members[option].key;
}

void alint_cfn_pick(const struct alint_member **out, struct alint_cfn *cfn,
                    const struct alint_node *map, const char *key) {
  struct alint_str wanted = alint_str(key);
  size_t count = 0, option = 0;
  *out = NULL;
  for (size_t i = 0; map && map->kind == ALINT_NODE_MAP && i < map->count; i++)
    count += alint_str_eq(map->members[i].key, wanted);
  if (count > 1 && cfn->choosing)
    alint_cfn_choose(&option, cfn, ALINT_CFN_DUPLICATE, wanted, count);
  for (size_t i = 0; count > 0 && i < map->count; i++) {
    if (alint_str_eq(map->members[i].key, wanted) && option-- == 0) {
      *out = &map->members[i];
      break;
    }
  }
}

/* Moves to the next assignment; false after the last. */
static bool advance(struct alint_cfn_choices *choices) {
  while (choices->count > 0) {
    struct alint_cfn_choice *last = &choices->items[choices->count - 1];
    if (++last->option < last->option_count)
      return true;
    choices->count--;
  }
  return false;
}

static void keep(struct alint_cfn_choices *out, struct alint_cfn *cfn) {
  size_t count = cfn->choices.count;
  out->items = alint_arena_array(cfn->arena, count, sizeof *out->items);
  for (size_t i = 0; i < count; i++)
    out->items[i] = cfn->choices.items[i];
  out->count = out->cap = count;
}

int alint_cfn_try_all(struct alint_cfn_alternatives *out, struct alint_cfn *cfn,
                      alint_cfn_attempt *attempt, const void *context) {
  struct alint_cfn_outcome *outcomes =
      alint_arena_array(cfn->arena, ALINT_MAX_ALTERNATIVES, sizeof *outcomes);
  struct alint_cfn_choices *assignments =
      alint_arena_array(cfn->arena, ALINT_MAX_ALTERNATIVES, sizeof *assignments);
  size_t count = 0;
  bool more = true;
  int status = ALINT_OK;
  cfn->choices.count = 0;
  cfn->choices.cut = false;
  cfn->choosing = true;
  while (more && count < ALINT_MAX_ALTERNATIVES && status == ALINT_OK) {
    cfn->generation++;
    status = attempt(&outcomes[count], cfn, context);
    if (status == ALINT_OK)
      keep(&assignments[count++], cfn);
    more = advance(&cfn->choices);
  }
  cfn->choosing = false;
  if (status != ALINT_OK)
    return status;
  out->cut = more || cfn->choices.cut;
  alint_cfn_join(out, cfn, outcomes, assignments, count);
  if (!out->cut || out->count > 0)
    return ALINT_OK;
  /* It was not there in any that were tried; in the others it may be. */
  const struct alint_hole *hole =
      alint_cfn_hole(cfn, ALINT_HOLE_ANY, ALINT_STR("(too many alternatives)"));
  outcomes[0].exists = true;
  out->items[0] = (struct alint_cfn_alternative){.outcome = outcomes[0]};
  out->count = 1;
  alint_cfn_opaque(&out->items[0].outcome.document, cfn, hole, outcomes[0].span);
  return ALINT_OK;
}
