/* SPDX-License-Identifier: Apache-2.0
 *
 * `assumelint diff`: who gains and who loses access, of a plan or between two
 * files. Roles are matched by address, then by the address they had before,
 * then by their name.
 */
#include "cli/diff.h"

#include <stdlib.h>
#include <unistd.h>

#include "assumelint/arena.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/inputs.h"
#include "cli/output.h"

struct side {
  struct alint_input *input;
  const struct alint_role *role;
  bool matched;
};

struct sides {
  struct side *items;
  size_t count;
};

struct diff_run {
  const struct alint_settings *settings;
  struct alint_arena *arena;
  struct alint_loaded old, new;
  struct sides before, after;
  struct alint_diff diff;
  int exit_status;
};

/* ---- Both worlds ----------------------------------------------------------------------------- */

static const struct alint_world *world_of(const struct alint_input *input, bool before) {
  return before ? &input->before : &input->after;
}

static int collect(struct sides *out, struct alint_arena *arena, const struct alint_loaded *inputs,
                   bool before) {
  size_t count = 0;
  for (size_t i = 0; i < inputs->count; i++)
    count += world_of(inputs->items[i].input, before)->role_count;
  out->items = alint_arena_array(arena, count, sizeof *out->items);
  if (!out->items)
    return ALINT_ENOMEM;
  for (size_t i = 0; i < inputs->count; i++) {
    const struct alint_world *world = world_of(inputs->items[i].input, before);
    for (size_t r = 0; r < world->role_count; r++)
      out->items[out->count++] = (struct side){inputs->items[i].input, &world->roles[r], false};
  }
  return ALINT_OK;
}

/* ---- Matching: by a key of the role after, against one of the role before ---------------------- */

static struct alint_str address_of(const struct alint_role *role) {
  return role->address;
}

static struct alint_str previous_of(const struct alint_role *role) {
  return role->previous_address;
}

static struct alint_str name_of(const struct alint_role *role) {
  struct alint_str name;
  return role->name && alint_text_known(role->name, &name) ? name : (struct alint_str){NULL, 0};
}

struct keyed {
  struct alint_str key;
  size_t index;
};

static int by_key(const void *left, const void *right) {
  const struct keyed *a = left, *b = right;
  int order = alint_str_cmp(a->key, b->key);
  return order != 0 ? order : a->index < b->index ? -1 : a->index > b->index;
}

static size_t first_with(const struct keyed *sorted, size_t count, struct alint_str key) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (alint_str_cmp(sorted[middle].key, key) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* `partner[i]`: index in `before` + 1 of the role that was `after.items[i]`. */
static int match_by(struct diff_run *run, size_t *partner,
                    struct alint_str (*after_key)(const struct alint_role *),
                    struct alint_str (*before_key)(const struct alint_role *)) {
  size_t count = run->before.count;
  struct keyed *sorted = alint_arena_array(run->arena, count, sizeof *sorted);
  if (!sorted)
    return ALINT_ENOMEM;
  for (size_t i = 0; i < count; i++)
    sorted[i] = (struct keyed){before_key(run->before.items[i].role), i};
  if (count > 1)
    qsort(sorted, count, sizeof *sorted, by_key);
  for (size_t i = 0; i < run->after.count; i++) {
    struct alint_str key = after_key(run->after.items[i].role);
    if (partner[i] != 0 || key.len == 0)
      continue;
    for (size_t at = first_with(sorted, count, key);
         at < count && alint_str_eq(sorted[at].key, key) && partner[i] == 0; at++) {
      struct side *side = &run->before.items[sorted[at].index];
      if (side->matched)
        continue;
      side->matched = true;
      partner[i] = sorted[at].index + 1;
    }
  }
  return ALINT_OK;
}

static int match(struct diff_run *run, size_t *partner) {
  int status = match_by(run, partner, address_of, address_of);
  if (status == ALINT_OK)
    status = match_by(run, partner, previous_of, address_of);
  return status == ALINT_OK ? match_by(run, partner, name_of, name_of) : status;
}

/* ---- Comparing --------------------------------------------------------------------------------- */

static const struct alint_trust *unknown_trust(const struct alint_role *role) {
  for (size_t i = 0; role && i < role->trust_count; i++) {
    if (role->trusts[i].state == ALINT_TRUST_UNKNOWN)
      return &role->trusts[i];
  }
  return NULL;
}

static bool has_opaque(const struct alint_role *role) {
  for (size_t i = 0; role && i < role->trust_count; i++) {
    if (role->trusts[i].policy->statements_opaque)
      return true;
  }
  return role && role->alternatives_cut;
}

static bool same_hole(const struct alint_trust *a, const struct alint_trust *b) {
  return a && b && a->hole && b->hole && alint_str_eq(a->hole->name, b->hole->name);
}

/* Why it cannot be said who gains; empty when it can. */
static struct alint_str why_unknown(struct alint_arena *arena, const struct alint_role *before,
                                    const struct alint_role *after) {
  const struct alint_trust *then = unknown_trust(before), *now = unknown_trust(after);
  struct alint_str none = {NULL, 0};
  bool unchanged = after && after->change == ALINT_CHANGE_NO_OP;
  if (unchanged || same_hole(then, now))
    return none;
  if (now && now->hole && !now->hole->sensitive)
    return alint_str_printf(arena,
                            "who may assume it now is not known: the trust policy comes from "
                            "${%.*s}",
                            ALINT_FMT(alint_hole_shown(arena, now->hole)));
  if (now)
    return ALINT_STR("who may assume it now is not known");
  if (then)
    return ALINT_STR("who could assume it before is not known");
  if (has_opaque(after) || has_opaque(before))
    return ALINT_STR("a part of the trust policy is not known");
  return none;
}

static int compare(struct diff_run *run, struct side *before, struct side *after) {
  const struct alint_options *options = &run->settings->options;
  struct side *shown = after ? after : before;
  struct alint_role_diff one = {
      .fate = !before  ? ALINT_ROLE_NEW
              : !after ? ALINT_ROLE_DELETED
                       : ALINT_ROLE_CHANGED,
      .input = shown->input,
      .role = shown->role,
      .unknown = why_unknown(run->arena, before ? before->role : NULL, after ? after->role : NULL)};
  int status = ALINT_OK;
  if (after)
    status = alint_find_gains(&one.gains, run->arena, after->role, before ? before->role : NULL,
                              options);
  if (before && status == ALINT_OK)
    status = alint_find_gains(&one.losses, run->arena, before->role, after ? after->role : NULL,
                              options);
  if (status != ALINT_OK)
    return status;
  if (one.fate == ALINT_ROLE_CHANGED && one.gains.count == 0 && one.losses.count == 0 &&
      one.unknown.len == 0)
    return ALINT_OK;
  struct alint_diff *diff = &run->diff;
  struct alint_role_diff *grown =
      alint_arena_grow(run->arena, diff->items, diff->count, &diff->cap, sizeof *diff->items);
  if (!grown)
    return ALINT_ENOMEM;
  diff->items = grown;
  diff->items[diff->count++] = one;
  return ALINT_OK;
}

static int compare_all(struct diff_run *run) {
  size_t *partner = alint_arena_array(run->arena, run->after.count, sizeof *partner);
  int status = partner ? match(run, partner) : ALINT_ENOMEM;
  for (size_t i = 0; i < run->after.count && status == ALINT_OK; i++)
    status = compare(run, partner[i] > 0 ? &run->before.items[partner[i] - 1] : NULL,
                     &run->after.items[i]);
  for (size_t i = 0; i < run->before.count && status == ALINT_OK; i++) {
    if (!run->before.items[i].matched)
      status = compare(run, &run->before.items[i], NULL);
  }
  return status;
}

/* ---- The gate ------------------------------------------------------------------------------------ */

/* What is not known passes no gate. */
static bool fails(const struct alint_diff *diff, enum alint_gain_gate gate) {
  static const enum alint_reach least[] = {[ALINT_GAIN_ANY] = ALINT_REACH_INTERNAL,
                                           [ALINT_GAIN_EXTERNAL] = ALINT_REACH_EXTERNAL,
                                           [ALINT_GAIN_PUBLIC] = ALINT_REACH_PUBLIC};
  if (gate == ALINT_GAIN_NEVER)
    return false;
  for (size_t i = 0; i < diff->count; i++) {
    if (diff->items[i].unknown.len > 0 && diff->items[i].fate != ALINT_ROLE_DELETED)
      return true;
    for (size_t g = 0; g < diff->items[i].gains.count; g++) {
      if (diff->items[i].gains.items[g].reach >= least[gate])
        return true;
    }
  }
  return false;
}

/* ---- The run ------------------------------------------------------------------------------------- */

/* One path: it must hold both worlds. */
static bool has_before(const struct alint_loaded *inputs, const char *path) {
  for (size_t i = 0; i < inputs->count; i++) {
    if (inputs->items[i].input->has_before)
      continue;
    alint_complain("%s: it does not tell what was before: name OLD and NEW",
                   inputs->items[i].input->source.path);
    return false;
  }
  if (inputs->count == 0)
    alint_complain("%s: there is nothing to compare", path);
  return inputs->count > 0;
}

static int load_and_compare(struct diff_run *run, struct alint_loader *loader,
                            struct alint_loaded *old, struct alint_loaded *new, bool *comparable) {
  const struct alint_strings *paths = &run->settings->arguments;
  bool one = paths->count == 1;
  int status = alint_load_path(loader, old, paths->items[0], run->arena);
  if (status == ALINT_OK && !one)
    status = alint_load_path(loader, new, paths->items[1], run->arena);
  alint_loader_end(loader);
  if (status != ALINT_OK)
    return status;
  *comparable = !loader->failed || (old->count > 0 && (one || new->count > 0));
  if (one)
    *comparable = *comparable && has_before(old, paths->items[0]);
  if (!*comparable)
    return ALINT_OK;
  status = collect(&run->before, run->arena, old, one);
  if (status == ALINT_OK)
    status = collect(&run->after, run->arena, one ? old : new, false);
  return status == ALINT_OK ? compare_all(run) : status;
}

static int tell(const struct diff_run *run, bool failed) {
  const struct alint_settings *settings = run->settings;
  struct alint_out out = alint_out_to(stdout);
  if (settings->json)
    alint_print_diff_json(&out, run->arena, &run->diff);
  else
    alint_print_diff(&out, run->arena, &run->diff, alint_want_color(settings->color, STDOUT_FILENO),
                     settings->quiet);
  if (!alint_finish_stdout() || out.failed || failed)
    return ALINT_EXIT_FAILURE;
  return fails(&run->diff, settings->gain_gate) ? ALINT_EXIT_FINDINGS : ALINT_EXIT_OK;
}

static int run_diff(void *context) {
  struct diff_run *run = context;
  struct alint_loader loader;
  bool comparable = false;
  if (!alint_loader_begin(&loader, run->settings))
    return ALINT_OK;
  int status = load_and_compare(run, &loader, &run->old, &run->new, &comparable);
  if (status == ALINT_OK && comparable)
    run->exit_status = tell(run, loader.failed);
  return status;
}

int alint_command_diff(const struct alint_settings *settings) {
  struct diff_run run = {
      .settings = settings, .arena = settings->arena, .exit_status = ALINT_EXIT_FAILURE};
  if (alint_protect(run_diff, &run) != ALINT_OK)
    alint_complain("out of memory");
  alint_unload(&run.old);
  alint_unload(&run.new);
  return run.exit_status;
}
