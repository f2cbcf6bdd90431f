/* SPDX-License-Identifier: Apache-2.0
 *
 * Joining alternatives that turned out equal, and saying under which choices
 * the others hold: "IsProd=true, Stage=dev".
 */
#include <stdint.h>
#include <stdlib.h>

#include "cfn.h"

/* The options of one choice under which a group of outcomes holds; there are
 * never more than 64 assignments, so no option beyond the 64th was tried. */
struct condition {
  const struct alint_cfn_choice *choice;
  uint64_t options;
};

struct conditions {
  struct condition *items;
  size_t count;
};

static int compare_conditions(const void *a, const void *b) {
  const struct condition *x = a, *y = b;
  int order = alint_str_cmp(x->choice->name, y->choice->name);
  if (order != 0)
    return order;
  return x->choice->kind < y->choice->kind ? -1 : x->choice->kind > y->choice->kind;
}

static bool same_outcome(const struct alint_cfn_outcome *a, const struct alint_cfn_outcome *b) {
  if (!a->exists || !b->exists)
    return a->exists == b->exists;
  return a->aliased == b->aliased && alint_cfn_same(a->document, b->document);
}

static const struct alint_cfn_choice *find_choice(const struct alint_cfn_choices *assignment,
                                                  const struct alint_cfn_choice *wanted) {
  for (size_t i = 0; i < assignment->count; i++) {
    const struct alint_cfn_choice *choice = &assignment->items[i];
    if (choice->kind == wanted->kind && alint_str_eq(choice->name, wanted->name))
      return choice;
  }
  return NULL;
}

static uint64_t option_bit(const struct alint_cfn_choice *choice) {
  return choice->option < 64 ? UINT64_C(1) << choice->option : 0;
}

static bool holds_all(const struct alint_cfn_choices *assignment,
                      const struct conditions *conditions) {
  for (size_t i = 0; i < conditions->count; i++) {
    const struct alint_cfn_choice *choice = find_choice(assignment, conditions->items[i].choice);
    if (!choice || !(option_bit(choice) & conditions->items[i].options))
      return false;
  }
  return true;
}

/* Which outcomes are equal: groups[i] is the first outcome equal to the i-th. */
struct grouping {
  const struct alint_cfn_choices *assignments;
  size_t *groups;
  size_t count;
};

/* The options of a choice in a group; 0 where it makes no difference, or where
 * not all assignments of the group made it. */
static uint64_t options_of(const struct grouping *grouping, size_t group,
                           const struct alint_cfn_choice *wanted) {
  uint64_t inside = 0, all = 0;
  for (size_t i = 0; i < grouping->count; i++) {
    const struct alint_cfn_choice *choice = find_choice(&grouping->assignments[i], wanted);
    if (!choice && grouping->groups[i] == group)
      return 0;
    all |= choice ? option_bit(choice) : 0;
    inside |= choice && grouping->groups[i] == group ? option_bit(choice) : 0;
  }
  return inside == all ? 0 : inside;
}

/* What the assignments of the group have in common, if no other assignment has
 * it too; otherwise the whole first assignment. */
static int common_conditions(struct conditions *out, struct alint_cfn *cfn,
                             const struct grouping *grouping, size_t group) {
  const struct alint_cfn_choices *first = &grouping->assignments[group];
  bool exact = true;
  out->count = 0;
  out->items = alint_arena_array(cfn->arena, first->count, sizeof *out->items);
  if (!out->items)
    return ALINT_ENOMEM;
  for (size_t i = 0; i < first->count; i++) {
    uint64_t options = options_of(grouping, group, &first->items[i]);
    if (options != 0)
      out->items[out->count++] = (struct condition){&first->items[i], options};
  }
  for (size_t i = 0; i < grouping->count; i++)
    exact = exact && (grouping->groups[i] == group || !holds_all(&grouping->assignments[i], out));
  if (!exact) {
    out->count = first->count;
    for (size_t i = 0; i < first->count; i++)
      out->items[i] = (struct condition){&first->items[i], option_bit(&first->items[i])};
  }
  qsort(out->items, out->count, sizeof *out->items, compare_conditions);
  return ALINT_OK;
}

static void print_option(struct alint_buf *buf, const struct alint_cfn_choice *choice,
                         const struct alint_cfn_parameter *parameter, size_t option) {
  switch (choice->kind) {
  case ALINT_CFN_CONDITION:
    alint_buf_add(buf, option == 0 ? "true" : "false");
    break;
  case ALINT_CFN_PARAMETER:
    if (!parameter || option >= parameter->option_count)
      alint_buf_add(buf, "(another value)");
    else if (parameter->options[option].label.len == 0)
      alint_buf_add(buf, "(empty)");
    else
      alint_buf_add_str(buf, parameter->options[option].label);
    break;
  case ALINT_CFN_DUPLICATE:
    alint_buf_addf(buf, "(definition %zu)", option + 1);
    break;
  case ALINT_CFN_PARTITION:
    alint_buf_add_str(buf, choice->mapping->members[option].key);
    break;
  }
}

/* Whether all options but one are meant, among them those that are not listed;
 * that one goes to `*left_out`. */
static bool is_negative(const struct condition *condition,
                        const struct alint_cfn_parameter *parameter, size_t *left_out) {
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
static void print_condition(struct alint_buf *buf, const struct alint_cfn *cfn,
                            const struct condition *condition) {
  const struct alint_cfn_choice *choice = condition->choice;
  const struct alint_cfn_parameter *parameter =
      choice->kind == ALINT_CFN_PARAMETER ? alint_cfn_find_parameter(cfn, choice->name) : NULL;
  size_t left_out = 0;
  bool first = true;
  alint_buf_add_str(buf, choice->name);
  alint_buf_add_char(buf, '=');
  if (is_negative(condition, parameter, &left_out)) {
    bool empty = parameter->options[left_out].label.len == 0;
    alint_buf_add(buf, "(not ");
    if (empty)
      alint_buf_add(buf, "empty");
    else
      print_option(buf, choice, parameter, left_out);
    alint_buf_add_char(buf, ')');
    return;
  }
  for (size_t i = 0; i < choice->option_count && i < 64; i++) {
    if (!(condition->options >> i & 1))
      continue;
    alint_buf_add(buf, first ? "" : "|");
    print_option(buf, choice, parameter, i);
    first = false;
  }
}

static int print_when(struct alint_str *out, struct alint_cfn *cfn,
                      const struct conditions *conditions) {
  struct alint_buf buf = alint_buf(cfn->arena);
  for (size_t i = 0; i < conditions->count; i++) {
    if (i > 0)
      alint_buf_add(&buf, ", ");
    print_condition(&buf, cfn, &conditions->items[i]);
  }
  *out = alint_buf_str(&buf);
  return buf.failed ? ALINT_ENOMEM : ALINT_OK;
}

static int add_group(struct alint_cfn_alternatives *out, struct alint_cfn *cfn,
                     const struct grouping *grouping, size_t group,
                     const struct alint_cfn_outcome *outcome) {
  struct alint_cfn_alternative *alternative = &out->items[out->count];
  struct conditions conditions;
  bool only = true;
  alternative->outcome = *outcome;
  for (size_t i = 0; i < grouping->count; i++)
    only = only && grouping->groups[i] == group;
  if (!only) {
    int status = common_conditions(&conditions, cfn, grouping, group);
    if (status == ALINT_OK)
      status = print_when(&alternative->when, cfn, &conditions);
    if (status != ALINT_OK)
      return status;
  }
  out->count++;
  return ALINT_OK;
}

int alint_cfn_join(struct alint_cfn_alternatives *out, struct alint_cfn *cfn,
                   const struct alint_cfn_outcome *outcomes,
                   const struct alint_cfn_choices *choices, size_t count) {
  struct grouping grouping = {.assignments = choices, .count = count};
  grouping.groups = alint_arena_array(cfn->arena, count, sizeof *grouping.groups);
  out->items = alint_arena_array(cfn->arena, count, sizeof *out->items);
  out->count = 0;
  if (!grouping.groups || !out->items)
    return ALINT_ENOMEM;
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
    int status = add_group(out, cfn, &grouping, i, &outcomes[i]);
    if (status != ALINT_OK)
      return status;
  }
  return ALINT_OK;
}
