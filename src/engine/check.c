/* SPDX-License-Identifier: Apache-2.0
 *
 * Runs the rules over both worlds of an input.
 */
#include <stdint.h>
#include <stdlib.h>

#include "assumelint/limits.h"
#include "assumelint/status.h"
#include "engine/raw_finding.h"

typedef struct Sink {
  RawFindings *list;
  const Rule *rule; /* that runs */
} Sink;

int rule_report_finding(const Check *check, const Finding *finding) {
  const Rule *rule = check->sink->rule;
  RawFindings *list = check->sink->list;
  if (finding->unfinished)
    rule = rule_of_kind(RULE_UNFINISHED);
  if (list->count >= MAX_FINDINGS) {
    list->cut = true;
    if (check->trust && !list->cut_at)
      list->cut_at = check->role;
    return OK;
  }
  list->items = arena_grow(list->arena, list->items, list->count, &list->cap, sizeof *list->items);
  list->items[list->count++] =
      (RawFinding){.rule = rule, .finding = *finding, .role = check->role, .trust = check->trust};
  return OK;
}

void findings_compact(RawFindings *list) {
  size_t kept = 0;
  for (size_t i = 0; i < list->count; i++) {
    if (!list->items[i].dropped)
      list->items[kept++] = list->items[i];
  }
  list->count = kept;
}

static int run_rules(const Check *check, const Rule *const *rules) {
  int status = OK;
  for (; *rules && status == OK; rules++) {
    check->sink->rule = *rules;
    if ((*rules)->checks)
      status = rule_run_checks((*rules)->checks, check);
  }
  return status;
}

/* Once for all rules. */
static void identify_principals(Check *check) {
  const Policy *policy = check->trust->policy;
  const Identity **all = arena_array(check->arena, policy->statement_count, sizeof *all);
  for (size_t i = 0; i < policy->statement_count; i++) {
    const Statement *statement = &policy->statements[i];
    Identity *identities =
        arena_array(check->arena, statement->principal_count, sizeof *identities);
    for (size_t k = 0; k < statement->principal_count; k++)
      identities[k] = identity_of(check->arena, &statement->principals[k]);
    all[i] = identities;
  }
  check->identities = all;
}

static int run_on_trust(Check *check, const Rule *const *rules) {
  Ways *ways = NULL;
  if (check->trust->state != TRUST_UNKNOWN) {
    int status =
        access_find_ways(&ways, check->arena, check->role, check->trust->policy, check->options);
    if (status != OK)
      return status;
  }
  check->ways = ways;
  identify_principals(check);
  return run_rules(check, rules);
}

/* Findings about a world name an address: whose is it? */
static void attribute(RawFindings *list, size_t first, const ResourceIndex *resources) {
  for (size_t i = first; i < list->count; i++) {
    const Resource *resource = resource_at(resources, list->items[i].finding.address);
    list->items[i].role = resource ? resource->role : NULL;
    list->items[i].principal_resource = resource ? resource->principal_resource : NULL;
  }
}

static int run_on_world(RawFindings *list, const Check *base, const Rule *const *rules) {
  Check check = *base;
  Sink sink = {.list = list};
  check.sink = &sink;
  for (size_t r = 0; r < check.world->role_count; r++) {
    check.role = &check.world->roles[r];
    if (check.role->generated)
      continue;
    for (size_t t = 0; t < check.role->trust_count; t++) {
      check.trust = &check.role->trusts[t];
      int status = run_on_trust(&check, rules);
      if (status != OK)
        return status;
    }
  }
  check = *base;
  check.sink = &sink;
  size_t first = list->count;
  int status = run_rules(&check, rules);
  attribute(list, first, check.resources);
  return status;
}

/* A judging limit: what was not kept is said to be missing. */
static void report_cut(RawFindings *list, const Check *check) {
  const Rule *rule = rule_of_kind(RULE_UNFINISHED);
  if (!list->cut || !rule)
    return;
  Finding finding = {
      .fault = STR("findings-limit"),
      .message =
          str_printf(list->arena, "more than %d findings: the rest is not reported", MAX_FINDINGS),
  };
  list->count--; /* makes room */
  const RawFinding *last = &list->items[list->count];
  if (last->trust && (!list->cut_at || last->role < list->cut_at))
    list->cut_at = last->role;
  Sink sink = {list, rule};
  Check at = *check;
  at.sink = &sink;
  rule_report_finding(&at, &finding);
  list->items[list->count - 1].always_new = true;
}

/* Everything up to the fingerprints, for one world. */
static int check_world(RawFindings *list, const Check *check, const Rule *const *rules) {
  int status = run_on_world(list, check, rules);
  if (status == OK) {
    report_cut(list, check);
    engine_apply_precedence(list);
    engine_apply_severity(list, check->options);
    engine_merge_alternatives(list);
    engine_apply_fingerprints(list, check->world, check->other);
  }
  return status;
}

/* Roles with a verdict missing, whatever --ignore says of the rule that tells it. */
static size_t count_unknown_roles(const World *world, const RawFindings *list) {
  size_t count = 0, at = 0;
  for (size_t r = 0; r < world->role_count; r++) {
    const Role *role = &world->roles[r];
    bool unknown =
        role->alternatives_cut || (list->cut_at && role >= list->cut_at && !role->generated);
    for (size_t t = 0; t < role->trust_count; t++)
      unknown = unknown || role->trusts[t].state == TRUST_UNKNOWN;
    /* Findings about trust policies come in the order of the roles. */
    for (; at < list->count && list->items[at].trust && list->items[at].role <= role; at++)
      unknown =
          unknown || (list->items[at].role == role && rule_is_undecided(list->items[at].rule));
    count += unknown;
  }
  return count;
}

static void select_enabled(RawFindings *list, const Options *options) {
  for (size_t i = 0; i < list->count; i++)
    list->items[i].dropped = !rule_enabled(list->items[i].rule, options);
  findings_compact(list);
}

static int check_both(CheckedInput *out, Input *input, const Options *options,
                      const Rule *const *rules) {
  RawFindings before = {.arena = input->arena}, after = {.arena = input->arena};
  ResourceIndex *things_after = resource_index_build(input->arena, &input->after);
  ResourceIndex *things_before =
      input->has_before ? resource_index_build(input->arena, &input->before) : NULL;
  Check check = {
      .arena = input->arena,
      .input = input,
      .world = &input->after,
      .other = input->has_before ? &input->before : NULL,
      .resources = things_after,
      .other_resources = things_before,
      .is_after = true,
      .options = options,
  };
  int status = check_world(&after, &check, rules);
  if (status != OK)
    return status;
  out->unknown_roles = count_unknown_roles(&input->after, &after);
  if (input->has_before) {
    check.world = &input->before;
    check.other = &input->after;
    check.resources = things_before;
    check.other_resources = things_after;
    check.is_after = false;
    status = check_world(&before, &check, rules);
    if (status == OK)
      engine_mark_introduced(&after, &before);
    if (status != OK)
      return status;
  }
  engine_apply_ignores(out, &after, input, rules);
  status = OK;
  select_enabled(&after, options);
  out->items = after.items;
  out->count = after.count;
  return OK;
}

/* An input that was not judged to the end is one that was not analysed. */
static int give_up(Input *input, int status) {
  bool limit = arena_hit_limit(input->arena);
  input->status = limit ? ERR_LIMIT : status;
  input->error = (Error){0};
  return error_set(&input->error, input->status, "%s",
                   limit                 ? "judging it takes more memory than is allowed"
                   : status == ERR_LIMIT ? "judging it takes more than is allowed"
                                         : "out of memory while it was judged");
}

struct checking {
  CheckedInput *checked;
  Input *input;
  const Options *options;
  const Rule *const *rules;
};

static int check_protected(void *context) {
  struct checking *c = context;
  c->checked = arena_alloc(c->input->arena, sizeof *c->checked);
  return check_both(c->checked, c->input, c->options, c->rules);
}

int engine_check_with(CheckedInput **out, Input *input, const Options *options,
                      const Rule *const *rules) {
  *out = NULL;
  if (input->status != OK)
    return OK; /* the report says why */
  struct checking c = {.input = input, .options = options, .rules = rules};
  int status = protect(check_protected, &c);
  if (status != OK)
    return give_up(input, status);
  *out = c.checked;
  return OK;
}

int engine_check_input(CheckedInput **out, Input *input, const Options *options) {
  return engine_check_with(out, input, options, rule_list);
}
