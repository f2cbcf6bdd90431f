/* SPDX-License-Identifier: Apache-2.0
 *
 * A diff for reading and as JSON.
 */
#include "access/explain.h"
#include "cli/access_json.h"
#include "cli/diff.h"
#include "cli/inputs.h"
#include "cli/ways_json.h"
#include "util/visible.h"

static const char *fate_name(enum alint_role_fate fate) {
  static const char *const names[] = {
      [ALINT_ROLE_CHANGED] = "changed", [ALINT_ROLE_NEW] = "new", [ALINT_ROLE_DELETED] = "deleted"};
  return names[fate];
}

/* ---- Text -------------------------------------------------------------------------------- */

struct printer {
  struct alint_out *out;
  struct alint_arena *arena;
  bool color;
};

static void print_line(const struct printer *p, const char *label, struct alint_str text) {
  alint_out_text(p->out, "      ");
  alint_out_text(p->out, label);
  alint_out_visible_str(p->out, text);
  alint_out_text(p->out, "\n");
}

static bool has_condition(const struct alint_statement *s, const struct alint_condition *wanted) {
  for (size_t i = 0; i < s->condition_count; i++) {
    if (alint_condition_same(&s->conditions[i], wanted))
      return true;
  }
  return false;
}

/* Conditions of `from` that `than` does not have. */
static void print_other_conditions(const struct printer *p, const char *label,
                                   const struct alint_statement *from,
                                   const struct alint_statement *than) {
  for (size_t i = 0; i < from->condition_count; i++) {
    if (!has_condition(than, &from->conditions[i]))
      print_line(p, label, alint_condition_line(p->arena, &from->conditions[i]));
  }
}

/* "vendor Datadog arn:aws:iam::464622532012:root" */
static void print_who(const struct printer *p, const struct alint_way *way) {
  if (way->owner != ALINT_OWNER_UNKNOWN) {
    alint_out_text(p->out, alint_owner_name(way->owner));
    alint_out_text(p->out, " ");
  }
  if (way->owner_label.len > 0) {
    alint_out_visible_str(p->out, way->owner_label);
    alint_out_text(p->out, " ");
  }
  alint_out_visible_str(p->out, alint_way_principal(p->arena, way));
}

static const char *what(const struct alint_gain *gain, bool gained) {
  static const char *const words[2][2][2] = {
      /* by whether it is certain, gained, and the first or last way */
      {{" might be able to assume it in fewer ways", " might not be able to assume it any more"},
       {" might be able to assume it in more ways", " might be able to assume it now"}},
      {{" may assume it in fewer ways", " may not assume it any more"},
       {" may assume it in more ways", " may assume it now"}}};
  return words[gain->call.outcome == ALINT_WAY_OPEN][gained][gain->is_new];
}

static void print_what(const struct printer *p, const struct alint_gain *gain, bool gained) {
  const char *who = alint_adversary_words(gain->adversary);
  alint_out_text(p->out, what(gain, gained));
  if (who && gained) {
    alint_out_text(p->out, ": ");
    alint_out_text(p->out, who);
    alint_out_text(p->out, " gets in");
  }
  if (gain->listed.when.len > 0) {
    alint_out_text(p->out, ", when ");
    alint_out_visible_str(p->out, gain->listed.when);
  }
  alint_out_text(p->out, "\n");
}

static void print_gain(const struct printer *p, const struct alint_gain *gain, bool gained) {
  const struct alint_way *way = gain->listed.way;
  const char *color = gained ? "\033[31m" : "\033[32m";
  alint_out_text(p->out, "  ");
  alint_out_text(p->out, p->color ? color : NULL);
  alint_out_text(p->out, gained ? "+ " : "- ");
  alint_out_text(p->out, p->color ? "\033[0m" : NULL);
  print_who(p, way);
  print_what(p, gain, gained);
  if (gain->call.witness)
    print_line(p, gained ? "call: " : "refused: ",
               alint_call_line(p->arena, gain->call.witness, way->statement));
  if (gain->call.outcome == ALINT_WAY_UNKNOWN)
    print_line(p, "", ALINT_STR("not known: a value is missing"));
  if (gain->call.outcome == ALINT_WAY_LIMIT)
    print_line(p, "", ALINT_STR("not known: the search was not brought to an end"));
  if (gain->former) {
    const struct alint_statement *now = gained ? way->statement : gain->former->statement;
    const struct alint_statement *before = gained ? gain->former->statement : way->statement;
    print_other_conditions(p, "no longer asked: ", before, now);
    print_other_conditions(p, "asked now: ", now, before);
  } else if (gained) {
    for (size_t i = 0; i < way->statement->condition_count; i++)
      print_line(p, "asked: ", alint_condition_line(p->arena, &way->statement->conditions[i]));
  }
}

static void print_role(const struct printer *p, const struct alint_role_diff *diff) {
  struct alint_role_line at = alint_role_line(diff->input, diff->role);
  alint_out_visible(p->out, at.path);
  alint_out_text(p->out, ":");
  alint_out_size(p->out, at.line);
  alint_out_text(p->out, p->color ? ": \033[1m" : ": ");
  alint_out_visible_str(p->out, diff->role->address);
  alint_out_text(p->out, p->color ? "\033[0m" : NULL);
  alint_out_text(p->out, diff->fate == ALINT_ROLE_NEW       ? " is new"
                         : diff->fate == ALINT_ROLE_DELETED ? " is deleted"
                                                            : NULL);
  alint_out_text(p->out, "\n");
  for (size_t i = 0; i < diff->gains.count; i++)
    print_gain(p, &diff->gains.items[i], true);
  for (size_t i = 0; i < diff->losses.count; i++)
    print_gain(p, &diff->losses.items[i], false);
  if (diff->unknown.len > 0) {
    alint_out_text(p->out, "  ? ");
    alint_out_visible_str(p->out, diff->unknown);
    alint_out_text(p->out, "\n");
  }
}

static void print_count(const struct printer *p, const char *before, size_t count, const char *one,
                        const char *many) {
  alint_out_text(p->out, before);
  alint_out_size(p->out, count);
  alint_out_text(p->out, count == 1 ? one : many);
}

void alint_print_diff(struct alint_out *out, struct alint_arena *arena,
                      const struct alint_diff *diff, bool color, bool quiet) {
  const struct printer p = {out, arena, color};
  size_t gains = 0, losses = 0, unknown = 0;
  for (size_t i = 0; i < diff->count; i++) {
    print_role(&p, &diff->items[i]);
    gains += diff->items[i].gains.count;
    losses += diff->items[i].losses.count;
    unknown += diff->items[i].unknown.len > 0;
  }
  if (quiet)
    return;
  print_count(&p, "", diff->count, " role, ", " roles, ");
  print_count(&p, "", gains, " gain, ", " gains, ");
  print_count(&p, "", losses, " loss", " losses");
  if (unknown > 0)
    print_count(&p, ", ", unknown, " not known", " not known");
  alint_out_text(out, "\n");
}

/* ---- JSON ---------------------------------------------------------------------------------- */

static void add_gains(struct alint_json *json, struct alint_arena *arena, const char *key,
                      const struct alint_gains *gains) {
  alint_json_key(json, key);
  alint_json_array(json);
  for (size_t i = 0; i < gains->count; i++) {
    const struct alint_gain *gain = &gains->items[i];
    alint_json_object(json);
    alint_add_way(json, arena, &gain->listed);
    alint_json_key(json, "new");
    alint_json_bool(json, gain->is_new);
    alint_add_string(json, "reach", alint_reach_name(gain->reach));
    alint_add_string(json, "who", alint_adversary_words(gain->adversary));
    alint_json_key(json, "certain");
    alint_json_bool(json, gain->call.outcome == ALINT_WAY_OPEN);
    alint_add_witness(json, arena, "witness", &gain->call);
    alint_json_end(json);
  }
  alint_json_end(json);
}

void alint_print_diff_json(struct alint_out *out, struct alint_arena *arena,
                           const struct alint_diff *diff) {
  struct alint_json json = alint_json(out);
  alint_json_object(&json);
  alint_add_number(&json, "schema_version", 1);
  alint_json_key(&json, "roles");
  alint_json_array(&json);
  for (size_t i = 0; i < diff->count; i++) {
    const struct alint_role_diff *one = &diff->items[i];
    alint_json_object(&json);
    alint_add_role(&json, one->input, one->role);
    alint_add_string(&json, "status", fate_name(one->fate));
    add_gains(&json, arena, "gains", &one->gains);
    add_gains(&json, arena, "losses", &one->losses);
    alint_add_str(&json, "unknown",
                  one->unknown.len > 0 ? one->unknown : (struct alint_str){NULL, 0});
    alint_json_end(&json);
  }
  alint_json_end(&json);
  alint_json_end(&json);
  alint_out_text(out, "\n");
}
