/* SPDX-License-Identifier: Apache-2.0
 *
 * Runs the rules over both worlds of an input, then decides which findings are
 * reported and how.
 */
#include <string.h>

#include "assumelint/limits.h"
#include "engine/budget.h"
#include "engine/raw_finding.h"

/* One world while it is judged. */
struct judged {
  Check check;        /* of the world as a whole */
  SearchBudget share; /* of each trust policy */
  RawFindings found;
};

/* ---- Running the rules -------------------------------------------------------- */

typedef struct Sink {
  RawFindings *list;
  const Rule *rule; /* that runs */
} Sink;

void rule_report_finding(const Check *check, const Finding *finding) {
  RawFindings *list = check->sink->list;
  if (list->count < MAX_FINDINGS) {
    const Rule *rule = finding->unfinished ? rule_of_kind(RULE_UNFINISHED) : check->sink->rule;
    LIST_ADD(list->arena, list,
             (RawFinding){
                 .rule = rule, .finding = *finding, .role = check->role, .trust = check->trust});
    return;
  }
  list->cut = true;
  if (check->trust && !list->cut_at)
    list->cut_at = check->role;
}

static void run_rules(const Check *check, const Rule *const *rules) {
  for (; *rules; rules++) {
    check->sink->rule = *rules;
    if ((*rules)->checks)
      rule_run_checks((*rules)->checks, check);
  }
}

/* All rules share the identities. */
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

/* `share`: what the searches in this policy may spend. */
static int run_on_trust(Check *check, SearchBudget *share, const Rule *const *rules) {
  Ways *ways = NULL;
  check->budget = share;
  if (check->trust->state != TRUST_UNKNOWN) {
    int status = access_find_ways(&ways, check->arena, check->role, check->trust->policy,
                                  check->options, check->budget);
    if (status != OK)
      return status;
  }
  check->ways = ways;
  identify_principals(check);
  run_rules(check, rules);
  return OK;
}

/* Finds the role or principal resource at the address of each finding about the world. */
static void attribute(RawFindings *list, size_t first, const ResourceIndex *resources) {
  for (size_t i = first; i < list->count; i++) {
    const Resource *resource = resource_at(resources, list->items[i].finding.address);
    list->items[i].role = resource ? resource->role : NULL;
    list->items[i].principal_resource = resource ? resource->principal_resource : NULL;
  }
}

static int run_on_world(struct judged *judged, const Rule *const *rules) {
  RawFindings *list = &judged->found;
  Sink sink = {.list = list};
  Check check = judged->check, world = judged->check;
  SearchBudget share;
  check.sink = world.sink = &sink;
  for (size_t r = 0; r < check.world->role_count; r++) {
    check.role = &check.world->roles[r];
    for (size_t t = 0; !check.role->generated && t < check.role->trust_count; t++) {
      check.trust = &check.role->trusts[t];
      share = judged->share;
      int status = run_on_trust(&check, &share, rules);
      if (status != OK)
        return status;
    }
  }
  size_t first = list->count;
  run_rules(&world, rules);
  attribute(list, first, check.resources);
  return OK;
}

/* ---- Severity ------------------------------------------------------------------ */

/* A way into an administrator role is worse if its owner is known. */
static bool is_raised(const RawFinding *found) {
  const Way *way = found->finding.way;
  return found->rule->raised_for_admin && found->role && found->role->admin &&
         found->severity < SEVERITY_CRITICAL && way && way->owner != OWNER_UNKNOWN;
}

static void raise(RawFinding *found, Arena *arena) {
  Severity from = found->severity;
  Str why = found->role->admin_why, reason = found->severity_reason;
  if (why.len == 0)
    why = STR("the role has administrator-like permissions");
  found->severity = (Severity)(from + 1);
  found->severity_reason = str_printf(arena, "%.*s%sraised from %s: %.*s", STR_FMT(reason),
                                      reason.len ? "; " : "", severity_name(from), STR_FMT(why));
}

/* The severity of the finding or else of the rule, raised for administrator roles, then
 * changed by --strict. */
static void apply_severity(RawFindings *list, const Options *options) {
  for (size_t i = 0; i < list->count; i++) {
    RawFinding *found = &list->items[i];
    found->severity = found->finding.severity;
    found->severity_reason = found->finding.severity_reason;
    if (found->severity == SEVERITY_NONE)
      found->severity = found->rule->severity;
    if (is_raised(found))
      raise(found, list->arena);
    if (options->strict && rule_is_undecided(found->rule) && found->severity != SEVERITY_HIGH) {
      found->severity = SEVERITY_HIGH;
      found->severity_reason = STR("strict: an undecided verdict is high");
    }
  }
}

/* ---- --select and --ignore ------------------------------------------------------ */

/* Length of the longest entry of the list that matches the rule: an id, a prefix of one, or
 * a name, which counts as a whole id. -1 if none matches. */
static int longest_match(const Rule *rule, const char *const *list, size_t count) {
  int longest = -1;
  for (size_t i = 0; i < count; i++) {
    size_t len = strlen(list[i]);
    if (strcmp(list[i], rule->name) == 0)
      len = strlen(rule->id);
    else if (strncmp(list[i], rule->id, len) != 0)
      continue;
    if ((int)len > longest)
      longest = (int)len;
  }
  return longest;
}

/* The longest match wins, and --ignore wins a tie. */
bool rule_enabled(const Rule *rule, const Options *options) {
  /* A file that could not be read is always reported. */
  if (rule->kind == RULE_UNREADABLE)
    return true;
  int selected =
      options->select_count == 0 ? 0 : longest_match(rule, options->select, options->select_count);
  return selected > longest_match(rule, options->ignore, options->ignore_count);
}

void findings_compact(RawFindings *list) {
  size_t kept = 0;
  for (size_t i = 0; i < list->count; i++) {
    if (!list->items[i].dropped)
      list->items[kept++] = list->items[i];
  }
  list->count = kept;
}

static void select_enabled(RawFindings *list, const Options *options) {
  for (size_t i = 0; i < list->count; i++)
    list->items[i].dropped = !rule_enabled(list->items[i].rule, options);
  findings_compact(list);
}

/* ---- What is missing ------------------------------------------------------------ */

/* If MAX_FINDINGS was hit, replaces the last finding by one that says so. */
static void report_cut(struct judged *judged) {
  RawFindings *list = &judged->found;
  if (!list->cut)
    return;
  RawFinding *last = &list->items[list->count - 1];
  if (last->trust && (!list->cut_at || last->role < list->cut_at))
    list->cut_at = last->role;
  *last = (RawFinding){
      .rule = rule_of_kind(RULE_UNFINISHED),
      .finding = {.fault = STR("findings-limit"),
                  .message =
                      str_printf(list->arena, "more than %d findings: the rest is not reported",
                                 MAX_FINDINGS)},
      .always_new = true,
  };
}

/* Roles that could not be judged wholly. --ignore does not change their number. */
static size_t count_unknown_roles(const struct judged *judged) {
  const World *world = judged->check.world;
  const RawFindings *list = &judged->found;
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

/* ---- All steps ------------------------------------------------------------------- */

/* Takes the findings of both worlds from the rules to the report; `before` may be NULL.
 * Selection comes last: an ignored rule still claims its way in, so that no weaker rule
 * reports the same way. */
static void settle(CheckedInput *out, struct judged *after, struct judged *before,
                   const Rule *const *rules) {
  struct judged *worlds[] = {after, before};
  const Options *options = after->check.options;
  for (size_t i = 0; i < 2 && worlds[i]; i++) {
    RawFindings *list = &worlds[i]->found;
    report_cut(worlds[i]);
    engine_apply_precedence(list);
    apply_severity(list, options);
    engine_merge_alternatives(list);
    engine_apply_fingerprints(list, worlds[i]->check.world, worlds[i]->check.other);
  }
  if (before)
    engine_mark_introduced(&after->found, &before->found);
  out->unknown_roles = count_unknown_roles(after);
  engine_apply_suppressions(out, &after->found, after->check.input, rules);
  select_enabled(&after->found, options);
  out->items = after->found.items;
  out->count = after->found.count;
}

static int check_both(CheckedInput *out, Input *input, const Options *options,
                      const Rule *const *rules) {
  enum { BEFORE, AFTER, WORLDS };
  const World *worlds[WORLDS] = {input->has_before ? &input->before : NULL, &input->after};
  ResourceIndex *resources[WORLDS] = {NULL};
  struct judged judged[WORLDS];
  size_t policies = 0;
  for (int w = BEFORE; w < WORLDS; w++) {
    if (!worlds[w])
      continue;
    resources[w] = resource_index_build(input->arena, worlds[w]);
    policies += engine_count_policies(worlds[w]);
  }
  for (int w = BEFORE; w < WORLDS; w++)
    judged[w] = (struct judged){.check = {.arena = input->arena,
                                          .input = input,
                                          .world = worlds[w],
                                          .other = worlds[!w],
                                          .resources = resources[w],
                                          .other_resources = resources[!w],
                                          .is_after = w == AFTER,
                                          .options = options},
                                .share = engine_share(policies),
                                .found = {.arena = input->arena}};
  int status = run_on_world(&judged[AFTER], rules);
  if (status == OK && input->has_before)
    status = run_on_world(&judged[BEFORE], rules);
  if (status == OK)
    settle(out, &judged[AFTER], input->has_before ? &judged[BEFORE] : NULL, rules);
  return status;
}

/* ---- One input ------------------------------------------------------------------- */

/* An input that was not judged to the end was not analysed. */
static int give_up(Input *input, int status) {
  bool limit = arena_hit_limit(input->arena);
  input->status = limit ? ERR_LIMIT : status;
  input->error = (Error){0};
  return error_set(&input->error, input->status, "%s",
                   limit                 ? "judging it takes more memory than the limit"
                   : status == ERR_LIMIT ? "judging it goes beyond a limit"
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
