/* SPDX-License-Identifier: Apache-2.0
 *
 * Runs the rules over both worlds of an input.
 */
#include <stdint.h>
#include <stdlib.h>

#include "assumelint/limits.h"
#include "assumelint/status.h"
#include "engine/found.h"

struct alint_sink {
  struct alint_found_list *list;
  const struct alint_rule *rule; /* that runs */
};

int alint_report_finding(const struct alint_check *check, const struct alint_finding *finding) {
  const struct alint_rule *rule = check->sink->rule;
  struct alint_found_list *list = check->sink->list;
  if (finding->unfinished)
    rule = alint_rule_of_kind(ALINT_RULE_UNFINISHED);
  if (list->count >= ALINT_MAX_FINDINGS) {
    list->cut = true;
    if (check->trust && !list->cut_at)
      list->cut_at = check->role;
    return ALINT_OK;
  }
  list->items =
      alint_arena_grow(list->arena, list->items, list->count, &list->cap, sizeof *list->items);
  list->items[list->count++] = (struct alint_found){
      .rule = rule, .finding = *finding, .role = check->role, .trust = check->trust};
  return ALINT_OK;
}

void alint_found_compact(struct alint_found_list *list) {
  size_t kept = 0;
  for (size_t i = 0; i < list->count; i++) {
    if (!list->items[i].dropped)
      list->items[kept++] = list->items[i];
  }
  list->count = kept;
}

static int run_rules(const struct alint_check *check, const struct alint_rule *const *rules) {
  int status = ALINT_OK;
  for (; *rules && status == ALINT_OK; rules++) {
    check->sink->rule = *rules;
    if ((*rules)->checks)
      status = alint_run_checks((*rules)->checks, check);
  }
  return status;
}

/* Once for all rules. */
static void identify_principals(struct alint_check *check) {
  const struct alint_policy *policy = check->trust->policy;
  const struct alint_identity **all =
      alint_arena_array(check->arena, policy->statement_count, sizeof *all);
  for (size_t i = 0; i < policy->statement_count; i++) {
    const struct alint_statement *statement = &policy->statements[i];
    struct alint_identity *identities =
        alint_arena_array(check->arena, statement->principal_count, sizeof *identities);
    for (size_t k = 0; k < statement->principal_count; k++)
      alint_identify(&identities[k], check->arena, &statement->principals[k]);
    all[i] = identities;
  }
  check->identities = all;
}

static int run_on_trust(struct alint_check *check, const struct alint_rule *const *rules) {
  struct alint_ways *ways = NULL;
  if (check->trust->state != ALINT_TRUST_UNKNOWN) {
    int status =
        alint_find_ways(&ways, check->arena, check->role, check->trust->policy, check->options);
    if (status != ALINT_OK)
      return status;
  }
  check->ways = ways;
  identify_principals(check);
  return run_rules(check, rules);
}

/* Findings about a world name an address: whose is it? */
static void attribute(struct alint_found_list *list, size_t first,
                      const struct alint_things *things) {
  for (size_t i = first; i < list->count; i++) {
    const struct alint_thing *thing = alint_thing_at(things, list->items[i].finding.address);
    list->items[i].role = thing ? thing->role : NULL;
    list->items[i].entity = thing ? thing->entity : NULL;
  }
}

static int run_on_world(struct alint_found_list *list, const struct alint_check *base,
                        const struct alint_rule *const *rules) {
  struct alint_check check = *base;
  struct alint_sink sink = {.list = list};
  check.sink = &sink;
  for (size_t r = 0; r < check.world->role_count; r++) {
    check.role = &check.world->roles[r];
    if (check.role->generated)
      continue;
    for (size_t t = 0; t < check.role->trust_count; t++) {
      check.trust = &check.role->trusts[t];
      int status = run_on_trust(&check, rules);
      if (status != ALINT_OK)
        return status;
    }
  }
  check = *base;
  check.sink = &sink;
  size_t first = list->count;
  int status = run_rules(&check, rules);
  attribute(list, first, check.things);
  return status;
}

/* A judging limit: what was not kept is said to be missing. */
static void report_cut(struct alint_found_list *list, const struct alint_check *check) {
  const struct alint_rule *rule = alint_rule_of_kind(ALINT_RULE_UNFINISHED);
  if (!list->cut || !rule)
    return;
  struct alint_finding finding = {
      .fault = ALINT_STR("findings-limit"),
      .message = alint_str_printf(list->arena, "more than %d findings: the rest is not reported",
                                  ALINT_MAX_FINDINGS),
  };
  list->count--; /* makes room */
  const struct alint_found *last = &list->items[list->count];
  if (last->trust && (!list->cut_at || last->role < list->cut_at))
    list->cut_at = last->role;
  struct alint_sink sink = {list, rule};
  struct alint_check at = *check;
  at.sink = &sink;
  alint_report_finding(&at, &finding);
  list->items[list->count - 1].always_new = true;
}

/* Everything up to the fingerprints, for one world. */
static int check_world(struct alint_found_list *list, const struct alint_check *check,
                       const struct alint_rule *const *rules) {
  int status = run_on_world(list, check, rules);
  if (status == ALINT_OK) {
    report_cut(list, check);
    alint_apply_precedence(list);
    alint_apply_severity(list, check->options);
    alint_merge_alternatives(list);
    alint_apply_fingerprints(list, check->world, check->other);
  }
  return status;
}

/* Roles with a verdict missing, whatever --ignore says of the rule that tells it. */
static size_t count_unknown_roles(const struct alint_world *world,
                                  const struct alint_found_list *list) {
  size_t count = 0, at = 0;
  for (size_t r = 0; r < world->role_count; r++) {
    const struct alint_role *role = &world->roles[r];
    bool unknown =
        role->alternatives_cut || (list->cut_at && role >= list->cut_at && !role->generated);
    for (size_t t = 0; t < role->trust_count; t++)
      unknown = unknown || role->trusts[t].state == ALINT_TRUST_UNKNOWN;
    /* Findings about trust policies come in the order of the roles. */
    for (; at < list->count && list->items[at].trust && list->items[at].role <= role; at++)
      unknown = unknown ||
                (list->items[at].role == role && alint_rule_is_undecided(list->items[at].rule));
    count += unknown;
  }
  return count;
}

static void select_enabled(struct alint_found_list *list, const struct alint_options *options) {
  for (size_t i = 0; i < list->count; i++)
    list->items[i].dropped = !alint_rule_enabled(list->items[i].rule, options);
  alint_found_compact(list);
}

static int check_both(struct alint_checked *out, struct alint_input *input,
                      const struct alint_options *options, const struct alint_rule *const *rules) {
  struct alint_found_list before = {.arena = input->arena}, after = {.arena = input->arena};
  struct alint_things *things_before = NULL, *things_after;
  alint_index_things(&things_after, input->arena, &input->after);
  if (input->has_before)
    alint_index_things(&things_before, input->arena, &input->before);
  struct alint_check check = {
      .arena = input->arena,
      .input = input,
      .world = &input->after,
      .other = input->has_before ? &input->before : NULL,
      .things = things_after,
      .other_things = things_before,
      .is_after = true,
      .options = options,
  };
  int status = check_world(&after, &check, rules);
  if (status != ALINT_OK)
    return status;
  out->unknown_roles = count_unknown_roles(&input->after, &after);
  if (input->has_before) {
    check.world = &input->before;
    check.other = &input->after;
    check.things = things_before;
    check.other_things = things_after;
    check.is_after = false;
    status = check_world(&before, &check, rules);
    if (status == ALINT_OK)
      alint_mark_introduced(&after, &before);
    if (status != ALINT_OK)
      return status;
  }
  alint_apply_ignores(out, &after, input, rules);
  status = ALINT_OK;
  select_enabled(&after, options);
  out->items = after.items;
  out->count = after.count;
  return ALINT_OK;
}

/* An input that was not judged to the end is one that was not analysed. */
static int give_up(struct alint_input *input, int status) {
  bool limit = alint_arena_hit_limit(input->arena);
  input->status = limit ? ALINT_ELIMIT : status;
  input->error = (struct alint_error){0};
  return alint_fail(&input->error, input->status, "%s",
                    limit                    ? "judging it takes more memory than is allowed"
                    : status == ALINT_ELIMIT ? "judging it takes more than is allowed"
                                             : "out of memory while it was judged");
}

struct checking {
  struct alint_checked *checked;
  struct alint_input *input;
  const struct alint_options *options;
  const struct alint_rule *const *rules;
};

static int check_protected(void *context) {
  struct checking *c = context;
  c->checked = alint_arena_alloc(c->input->arena, sizeof *c->checked);
  return check_both(c->checked, c->input, c->options, c->rules);
}

int alint_check_with(struct alint_checked **out, struct alint_input *input,
                     const struct alint_options *options, const struct alint_rule *const *rules) {
  *out = NULL;
  if (input->status != ALINT_OK)
    return ALINT_OK; /* the report says why */
  struct checking c = {.input = input, .options = options, .rules = rules};
  int status = alint_protect(check_protected, &c);
  if (status != ALINT_OK)
    return give_up(input, status);
  *out = c.checked;
  return ALINT_OK;
}

int alint_check_input(struct alint_checked **out, struct alint_input *input,
                      const struct alint_options *options) {
  return alint_check_with(out, input, options, alint_rules);
}
