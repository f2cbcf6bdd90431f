/* SPDX-License-Identifier: Apache-2.0
 *
 * Alternatives: a role that depends on conditions or on parameters with
 * several values is resolved once for each assignment of them.
 *
 * Choices are found while resolving. A new one gets its first
 * option; when the role is resolved, the last choice moves on and everything is
 * resolved again, until all choices are exhausted. Assignments that give the same role are
 * joined; the others are named by what they choose: "IsProd=true, Stage=dev".
 */
#include "parsers/cloudformation/alternatives/alternatives.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "parsers/cloudformation/resolve/nodes.h"
#include "parsers/cloudformation/template/parameters.h"

/* ---- Choices -------------------------------------------------------------- */

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

size_t cfn_choose(CfnTemplate *cfn, CfnChoiceKind kind, Str name, size_t option_count) {
  CfnChoices *choices = &cfn->choices;
  size_t option = 0;
  if (cfn_chosen(cfn, kind, name, &option))
    return option;
  if (choices->count >= MAX_ALTERNATIVES)
    choices->cut = true;
  else
    LIST_ADD(cfn->arena, choices,
             (CfnChoice){.kind = kind, .name = name, .option_count = option_count});
  return 0;
}

Str cfn_choose_partition(CfnTemplate *cfn, const Node *mapping) {
  size_t option = cfn_choose(cfn, CFN_PARTITION, STR("AWS::Partition"), mapping->count);
  for (size_t i = 0; i < cfn->choices.count; i++) {
    CfnChoice *choice = &cfn->choices.items[i];
    if (choice->kind != CFN_PARTITION)
      continue;
    if (!choice->mapping)
      choice->mapping = mapping;
    mapping = choice->mapping;
  }
  return mapping->members[option].key;
}

const Member *cfn_pick(CfnTemplate *cfn, const Node *map, const char *key) {
  size_t count = 0, option = 0;
  for (size_t i = 0; map && map->kind == NODE_MAP && i < map->count; i++)
    count += str_is(map->members[i].key, key);
  if (count > 1 && cfn->choosing)
    option = cfn_choose(cfn, CFN_DUPLICATE, str_of(key), count);
  for (size_t i = 0; count > 0 && i < map->count; i++) {
    if (str_is(map->members[i].key, key) && option-- == 0)
      return &map->members[i];
  }
  return NULL;
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

static CfnChoices copy_choices(const CfnTemplate *cfn) {
  size_t count = cfn->choices.count;
  CfnChoices copy = {.count = count, .cap = count};
  copy.items = arena_array(cfn->arena, count, sizeof *copy.items);
  for (size_t i = 0; i < count; i++)
    copy.items[i] = cfn->choices.items[i];
  return copy;
}

/* ---- Naming alternatives ----------------------------------------------------- */

/* The options of one choice under which a group of alternatives holds; there are
 * never more than 64 assignments, so no option beyond the 64th was tried. */
struct condition {
  const CfnChoice *choice;
  uint64_t options;
};

struct conditions {
  struct condition *items;
  size_t count;
};

static int compare_conditions(const void *a, const void *b) {
  const struct condition *x = a, *y = b;
  int order = str_cmp(x->choice->name, y->choice->name);
  if (order != 0)
    return order;
  return x->choice->kind < y->choice->kind ? -1 : x->choice->kind > y->choice->kind;
}

static bool is_same(const CfnAlternative *a, const CfnAlternative *b) {
  if (!a->exists || !b->exists)
    return a->exists == b->exists;
  return !a->alias == !b->alias && cfn_same(a->document, b->document);
}

static const CfnChoice *find_choice(const CfnChoices *assignment, const CfnChoice *wanted) {
  for (size_t i = 0; i < assignment->count; i++) {
    const CfnChoice *choice = &assignment->items[i];
    if (choice->kind == wanted->kind && str_eq(choice->name, wanted->name))
      return choice;
  }
  return NULL;
}

static uint64_t option_bit(const CfnChoice *choice) {
  return choice->option < 64 ? UINT64_C(1) << choice->option : 0;
}

static bool holds_all(const CfnChoices *assignment, const struct conditions *conditions) {
  for (size_t i = 0; i < conditions->count; i++) {
    const CfnChoice *choice = find_choice(assignment, conditions->items[i].choice);
    if (!choice || !(option_bit(choice) & conditions->items[i].options))
      return false;
  }
  return true;
}

/* Assignments that give the same: groups[i] is the first that gives what the i-th gives. */
struct grouping {
  const CfnChoices *assignments;
  size_t *groups;
  size_t count;
};

/* The options of a choice in a group; 0 where it makes no difference, or where
 * not all assignments of the group made it. */
static uint64_t options_of(const struct grouping *grouping, size_t group, const CfnChoice *wanted) {
  uint64_t inside = 0, all = 0;
  for (size_t i = 0; i < grouping->count; i++) {
    const CfnChoice *choice = find_choice(&grouping->assignments[i], wanted);
    if (!choice && grouping->groups[i] == group)
      return 0;
    all |= choice ? option_bit(choice) : 0;
    inside |= choice && grouping->groups[i] == group ? option_bit(choice) : 0;
  }
  return inside == all ? 0 : inside;
}

static void sort_conditions(struct conditions *conditions) {
  qsort(conditions->items, conditions->count, sizeof *conditions->items, compare_conditions);
}

/* Conditions with room for the choices of one assignment. */
static struct conditions make_room(CfnTemplate *cfn, const CfnChoices *assignment) {
  struct conditions none = {.count = 0};
  none.items = arena_array(cfn->arena, assignment->count, sizeof *none.items);
  return none;
}

/* What the assignments of the group have in common; false if some other
 * assignment has it too. */
static bool common_conditions(struct conditions *out, const struct grouping *grouping,
                              size_t group) {
  const CfnChoices *first = &grouping->assignments[group];
  bool exact = true;
  out->count = 0;
  for (size_t i = 0; i < first->count; i++) {
    uint64_t options = options_of(grouping, group, &first->items[i]);
    if (options != 0)
      out->items[out->count++] = (struct condition){&first->items[i], options};
  }
  for (size_t i = 0; i < grouping->count; i++)
    exact = exact && (grouping->groups[i] == group || !holds_all(&grouping->assignments[i], out));
  sort_conditions(out);
  return exact;
}

/* Whether an assignment contradicts one of the conditions, apart from the one left out.
 * A choice that was not made contradicts nothing. */
static bool contradicts(const CfnChoices *assignment, const struct conditions *conditions,
                        size_t left_out) {
  for (size_t i = 0; i < conditions->count; i++) {
    const CfnChoice *choice = find_choice(assignment, conditions->items[i].choice);
    if (i != left_out && choice && !(option_bit(choice) & conditions->items[i].options))
      return true;
  }
  return false;
}

/* Whether an assignment outside of the group agrees with all conditions, apart from the
 * one left out. */
static bool reaches_others(const struct grouping *grouping, size_t group,
                           const struct conditions *conditions, size_t left_out) {
  for (size_t i = 0; i < grouping->count; i++) {
    if (grouping->groups[i] != group &&
        !contradicts(&grouping->assignments[i], conditions, left_out))
      return true;
  }
  return false;
}

/* Adds the options of other assignments of the group that make no difference. */
static void widen(struct conditions *conditions, const struct grouping *grouping, size_t group,
                  size_t which) {
  struct condition *condition = &conditions->items[which];
  for (size_t i = 0; i < grouping->count; i++) {
    const CfnChoice *choice = find_choice(&grouping->assignments[i], condition->choice);
    uint64_t before = condition->options;
    if (grouping->groups[i] != group || !choice)
      continue;
    condition->options |= option_bit(choice);
    if (reaches_others(grouping, group, conditions, conditions->count))
      condition->options = before;
  }
}

/* The choices of one assignment of a group that make a difference: no assignment outside of
 * the group agrees with all of them. */
static void own_conditions(struct conditions *out, const struct grouping *grouping, size_t at) {
  const CfnChoices *assignment = &grouping->assignments[at];
  size_t group = grouping->groups[at];
  out->count = assignment->count;
  for (size_t i = 0; i < out->count; i++)
    out->items[i] = (struct condition){&assignment->items[i], option_bit(&assignment->items[i])};
  sort_conditions(out);
  for (size_t i = 0; i < out->count;) {
    if (reaches_others(grouping, group, out, i)) {
      i++;
      continue;
    }
    out->count--;
    memmove(&out->items[i], &out->items[i + 1], (out->count - i) * sizeof *out->items);
  }
  for (size_t i = 0; i < out->count; i++)
    widen(out, grouping, group, i);
}

static void print_option(Buf *buf, const CfnTemplate *cfn, const CfnChoice *choice, size_t option) {
  const CfnParameter *parameter = cfn_find_parameter(cfn, choice->name);
  switch (choice->kind) {
  case CFN_CONDITION:
    buf_add(buf, option == 0 ? "true" : "false");
    break;
  case CFN_PARAMETER:
    if (!parameter || option >= parameter->options.count)
      buf_add(buf, "(another value)");
    else if (parameter->options.items[option].label.len == 0)
      buf_add(buf, "(empty)");
    else
      buf_add_str(buf, parameter->options.items[option].label);
    break;
  case CFN_DUPLICATE:
    buf_addf(buf, "(definition %zu)", option + 1);
    break;
  case CFN_PARTITION:
    buf_add_str(buf, choice->mapping->members[option].key);
    break;
  case CFN_SET:
    buf_add_str(buf, cfn->sets[option].name);
    break;
  }
}

/* Whether the condition has all options but one, with those that are not listed;
 * the one goes to `*left_out`. */
static bool is_negative(const struct condition *condition, const CfnParameter *parameter,
                        size_t *left_out) {
  size_t count = condition->choice->option_count, outside = 0;
  if (!parameter || parameter->closed || count > 64 || !(condition->options >> (count - 1) & 1))
    return false;
  for (size_t i = 0; i < count; i++) {
    if (!(condition->options >> i & 1)) {
      *left_out = i;
      outside++;
    }
  }
  return outside == 1;
}

/* "Stage=dev", "Stage=dev|test", "Stage=(not prod)" */
static void print_condition(Buf *buf, const CfnTemplate *cfn, const struct condition *condition) {
  const CfnChoice *choice = condition->choice;
  const CfnParameter *parameter =
      choice->kind == CFN_PARAMETER ? cfn_find_parameter(cfn, choice->name) : NULL;
  size_t left_out = 0;
  bool first = true;
  buf_add_str(buf, choice->name);
  if (choice->kind != CFN_SET) /* only its options have names */
    buf_add_char(buf, '=');
  if (is_negative(condition, parameter, &left_out)) {
    bool empty = parameter->options.items[left_out].label.len == 0;
    buf_add(buf, "(not ");
    if (empty)
      buf_add(buf, "empty");
    else
      print_option(buf, cfn, choice, left_out);
    buf_add_char(buf, ')');
    return;
  }
  for (size_t i = 0; i < choice->option_count && i < 64; i++) {
    if (!(condition->options >> i & 1))
      continue;
    buf_add(buf, first ? "" : "|");
    print_option(buf, cfn, choice, i);
    first = false;
  }
}

static void print_all(Buf *buf, const CfnTemplate *cfn, const struct conditions *conditions) {
  for (size_t i = 0; i < conditions->count; i++) {
    buf_add(buf, i > 0 ? ", " : "");
    print_condition(buf, cfn, &conditions->items[i]);
  }
}

enum { MAX_SHOWN = 4 }; /* lists of conditions for one alternative */

/* "Stage=test or Audit=no, Stage=prod": where no single list of conditions says
 * when the alternative of a group holds. */
static void print_lists(Buf *buf, CfnTemplate *cfn, const struct grouping *grouping, size_t group) {
  struct conditions shown[MAX_SHOWN];
  size_t count = 0;
  for (size_t i = group; i < grouping->count; i++) {
    bool skip = grouping->groups[i] != group;
    for (size_t k = 0; k < count && !skip; k++)
      skip = holds_all(&grouping->assignments[i], &shown[k]);
    if (skip)
      continue;
    buf_add(buf, count > 0 ? " or " : "");
    if (count == MAX_SHOWN) {
      buf_add(buf, "others");
      break;
    }
    shown[count] = make_room(cfn, &grouping->assignments[i]);
    own_conditions(&shown[count], grouping, i);
    print_all(buf, cfn, &shown[count++]);
  }
}

/* When the alternative of a group holds; empty if it always does. */
static Str print_when(CfnTemplate *cfn, const struct grouping *grouping, size_t group) {
  bool only = true;
  for (size_t i = 0; i < grouping->count; i++)
    only = only && grouping->groups[i] == group;
  if (only)
    return STR("");
  Buf when = buf_in(cfn->arena);
  struct conditions conditions = make_room(cfn, &grouping->assignments[group]);
  if (common_conditions(&conditions, grouping, group))
    print_all(&when, cfn, &conditions);
  else
    print_lists(&when, cfn, grouping, group);
  if (when.failed)
    out_of_memory();
  return buf_str(&when);
}

/* Joins what is the same, in place: `tried` has what each assignment gives. */
static void join(CfnAlternatives *tried, CfnTemplate *cfn, const CfnChoices *assignments) {
  struct grouping grouping = {.assignments = assignments, .count = tried->count};
  grouping.groups = arena_array(cfn->arena, tried->count, sizeof *grouping.groups);
  for (size_t i = 0; i < tried->count; i++) {
    size_t group = 0;
    while (group < i &&
           (grouping.groups[group] != group || !is_same(&tried->items[group], &tried->items[i])))
      group++;
    grouping.groups[i] = group;
  }
  tried->count = 0;
  for (size_t i = 0; i < grouping.count; i++) {
    if (grouping.groups[i] != i || !tried->items[i].exists)
      continue;
    tried->items[i].when = print_when(cfn, &grouping, i);
    tried->items[tried->count++] = tried->items[i];
  }
}

/* ---- All alternatives ------------------------------------------------------- */

CfnAlternatives cfn_try_all(CfnTemplate *cfn, CfnReadRole *read, const void *context) {
  CfnAlternatives tried = {.count = 0};
  CfnChoices *assignments = arena_array(cfn->arena, MAX_ALTERNATIVES, sizeof *assignments);
  bool more = true;
  tried.items = arena_array(cfn->arena, MAX_ALTERNATIVES, sizeof *tried.items);
  cfn->choices.count = 0;
  cfn->choices.cut = false;
  cfn->choosing = true;
  while (more && tried.count < MAX_ALTERNATIVES) {
    cfn->generation++;
    tried.items[tried.count] = read(cfn, context);
    assignments[tried.count++] = copy_choices(cfn);
    more = advance(&cfn->choices);
  }
  cfn->choosing = false;
  tried.cut = more || cfn->choices.cut;
  join(&tried, cfn, assignments);
  if (!tried.cut || tried.count > 0)
    return tried;
  /* It was not there in any that were tried; in the others it may be. */
  const Hole *hole = cfn_hole(cfn, HOLE_ANY, STR("(too many alternatives)"));
  tried.items[0].exists = true;
  tried.items[0].document = cfn_opaque(cfn, hole, tried.items[0].span);
  tried.count = 1;
  return tried;
}
