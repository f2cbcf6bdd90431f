/* SPDX-License-Identifier: Apache-2.0
 *
 * Joining alternatives that turned out equal, and saying under which choices
 * the others hold: "IsProd=true, Stage=dev"; with several ways to one outcome
 * "Stage=test or Audit=no, Stage=prod".
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "parsers/cloudformation/cfn.h"

/* The options of one choice under which a group of outcomes holds; there are
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

static bool same_outcome(const CfnOutcome *a, const CfnOutcome *b) {
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

/* Which outcomes are equal: groups[i] is the first outcome equal to the i-th. */
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

/* Room for the choices of one assignment. */
static void make_room(struct conditions *out, CfnTemplate *cfn, const CfnChoices *assignment) {
  out->count = 0;
  out->items = arena_array(cfn->arena, assignment->count, sizeof *out->items);
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

/* Whether an assignment contradicts one of the conditions but the one left out.
 * A choice that it never made contradicts nothing. */
static bool contradicts(const CfnChoices *assignment, const struct conditions *conditions,
                        size_t left_out) {
  for (size_t i = 0; i < conditions->count; i++) {
    const CfnChoice *choice = find_choice(assignment, conditions->items[i].choice);
    if (i != left_out && choice && !(option_bit(choice) & conditions->items[i].options))
      return true;
  }
  return false;
}

/* Whether an assignment outside of the group agrees with all conditions but the
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

/* One assignment of a group, without the choices that make no difference to it:
 * what is left, no assignment outside of the group agrees with. */
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
    if (!parameter || option >= parameter->option_count)
      buf_add(buf, "(another value)");
    else if (parameter->options[option].label.len == 0)
      buf_add(buf, "(empty)");
    else
      buf_add_str(buf, parameter->options[option].label);
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

/* Whether all options but one are meant, among them those that are not listed;
 * that one goes to `*left_out`. */
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
  if (choice->kind != CFN_SET) /* that has no name, but its options do */
    buf_add_char(buf, '=');
  if (is_negative(condition, parameter, &left_out)) {
    bool empty = parameter->options[left_out].label.len == 0;
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

/* So many ways to come to one outcome are told of. */
enum { MAX_WAYS = 4 };

/* "Stage=test or Audit=no, Stage=prod": where no single list of conditions says
 * when the outcome of a group holds. */
static void print_ways(Buf *buf, CfnTemplate *cfn, const struct grouping *grouping, size_t group) {
  struct conditions ways[MAX_WAYS];
  size_t count = 0;
  for (size_t i = group; i < grouping->count; i++) {
    bool told = grouping->groups[i] != group;
    for (size_t k = 0; k < count && !told; k++)
      told = holds_all(&grouping->assignments[i], &ways[k]);
    if (told)
      continue;
    buf_add(buf, count > 0 ? " or " : "");
    if (count == MAX_WAYS) {
      buf_add(buf, "others");
      break;
    }
    make_room(&ways[count], cfn, &grouping->assignments[i]);
    own_conditions(&ways[count], grouping, i);
    print_all(buf, cfn, &ways[count++]);
  }
}

static void add_group(CfnAlternatives *out, CfnTemplate *cfn, const struct grouping *grouping,
                      size_t group, const CfnOutcome *outcome) {
  CfnAlternative *alternative = &out->items[out->count];
  Buf when = buf_in(cfn->arena);
  struct conditions conditions;
  bool only = true;
  alternative->outcome = *outcome;
  for (size_t i = 0; i < grouping->count; i++)
    only = only && grouping->groups[i] == group;
  if (!only) {
    make_room(&conditions, cfn, &grouping->assignments[group]);
    if (common_conditions(&conditions, grouping, group))
      print_all(&when, cfn, &conditions);
    else
      print_ways(&when, cfn, grouping, group);
    if (when.failed)
      out_of_memory();
    alternative->when = buf_str(&when);
  }
  out->count++;
}

void cfn_join(CfnAlternatives *out, CfnTemplate *cfn, const CfnOutcome *outcomes,
              const CfnChoices *choices, size_t count) {
  struct grouping grouping = {.assignments = choices, .count = count};
  grouping.groups = arena_array(cfn->arena, count, sizeof *grouping.groups);
  out->items = arena_array(cfn->arena, count, sizeof *out->items);
  out->count = 0;
  for (size_t i = 0; i < count; i++) {
    size_t group = 0;
    while (group < i &&
           (grouping.groups[group] != group || !same_outcome(&outcomes[group], &outcomes[i])))
      group++;
    grouping.groups[i] = group;
  }
  for (size_t i = 0; i < count; i++) {
    if (grouping.groups[i] != i || !outcomes[i].exists)
      continue;
    add_group(out, cfn, &grouping, i, &outcomes[i]);
  }
}
