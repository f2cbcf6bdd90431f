/* SPDX-License-Identifier: Apache-2.0
 *
 * `assumelint diff`: roles, and below them who gains (+) and who loses (-).
 */
#include "report/access_text.h"
#include "report/access_words.h"
#include "simulate/explain.h"
#include "util/visible.h"

static bool has_condition(const Statement *s, const Condition *wanted) {
  for (size_t i = 0; i < s->condition_count; i++) {
    if (condition_same(&s->conditions[i], wanted))
      return true;
  }
  return false;
}

/* Conditions of `from` that `than` does not have. */
static void print_other_conditions(const AccessPrinter *p, const char *label, const Statement *from,
                                   const Statement *than) {
  for (size_t i = 0; i < from->condition_count; i++) {
    if (!has_condition(than, &from->conditions[i]))
      report_print_line(p, 6, label, explain_condition_line(p->arena, &from->conditions[i]));
  }
}

/* "vendor Datadog arn:aws:iam::464622532012:root" */
static void print_who(const AccessPrinter *p, const Way *way) {
  if (way->owner != OWNER_UNKNOWN)
    out_format(p->out, "%s ", owner_name(way->owner));
  if (way->owner_label.len > 0)
    out_format(p->out, "%.*s ", STR_FMT(way->owner_label));
  out_visible_str(p->out, report_way_principal(p->arena, way));
}

static const char *what(const Gain *gain, bool gained) {
  static const char *const words[2][2][2] = {
      /* by whether it is certain, gained, and the first or last way */
      {{" might be able to assume it in fewer ways", " might not be able to assume it any more"},
       {" might be able to assume it in more ways", " might be able to assume it now"}},
      {{" may assume it in fewer ways", " may not assume it any more"},
       {" may assume it in more ways", " may assume it now"}}};
  return words[gain->call.outcome == WAY_OPEN][gained][gain->is_new];
}

static void print_what(const AccessPrinter *p, const Gain *gain, bool gained) {
  const char *who = adversary_words(gain->adversary);
  out_text(p->out, what(gain, gained));
  if (who && gained)
    out_format(p->out, ": %s gets in", who);
  if (gain->listed.when.len > 0)
    out_format(p->out, ", when %.*s", STR_FMT(gain->listed.when));
  out_text(p->out, "\n");
}

static void print_gain(const AccessPrinter *p, const Gain *gain, bool gained) {
  const Way *way = gain->listed.way;
  const char *color = gained ? "\033[31m" : "\033[32m";
  out_text(p->out, "  ");
  out_text(p->out, p->color ? color : NULL);
  out_text(p->out, gained ? "+ " : "- ");
  out_text(p->out, p->color ? "\033[0m" : NULL);
  print_who(p, way);
  print_what(p, gain, gained);
  if (gain->call.witness)
    report_print_line(p, 6, gained ? "call: " : "refused: ",
                      explain_call(p->arena, gain->call.witness, way->statement));
  if (gain->call.outcome == WAY_UNKNOWN)
    report_print_line(p, 6, "", STR("not known: a value is missing"));
  if (gain->call.outcome == WAY_LIMIT)
    report_print_line(p, 6, "", STR("not known: the search was not brought to an end"));
  if (gain->former) {
    const Statement *now = gained ? way->statement : gain->former->statement;
    const Statement *before = gained ? gain->former->statement : way->statement;
    print_other_conditions(p, "no longer asked: ", before, now);
    print_other_conditions(p, "asked now: ", now, before);
  } else if (gained) {
    for (size_t i = 0; i < way->statement->condition_count; i++)
      report_print_line(
          p, 6, "asked: ", explain_condition_line(p->arena, &way->statement->conditions[i]));
  }
}

static void print_role(const AccessPrinter *p, const RoleDiff *diff) {
  report_print_role(p, diff->input, diff->role);
  out_text(p->out, diff->fate == ROLE_NEW       ? " is new"
                   : diff->fate == ROLE_DELETED ? " is deleted"
                                                : NULL);
  out_text(p->out, "\n");
  for (size_t i = 0; i < diff->gains.count; i++)
    print_gain(p, &diff->gains.items[i], true);
  for (size_t i = 0; i < diff->losses.count; i++)
    print_gain(p, &diff->losses.items[i], false);
  if (diff->unknown.len > 0)
    report_print_line(p, 2, "? ", diff->unknown);
}

void report_diff_text(AccessPrinter *p, const Diff *diff) {
  size_t gains = 0, losses = 0, unknown = 0;
  for (size_t i = 0; i < diff->count; i++) {
    print_role(p, &diff->items[i]);
    gains += diff->items[i].gains.count;
    losses += diff->items[i].losses.count;
    unknown += diff->items[i].unknown.len > 0;
  }
  if (p->quiet)
    return;
  out_format(p->out, "%zu role%s, %zu gain%s, %zu loss%s", diff->count, diff->count == 1 ? "" : "s",
             gains, gains == 1 ? "" : "s", losses, losses == 1 ? "" : "es");
  if (unknown > 0)
    out_format(p->out, ", %zu not known", unknown);
  out_text(p->out, "\n");
}
