/* SPDX-License-Identifier: Apache-2.0
 *
 * `assumelint diff`: roles, and below them who gains (+) and who loses (-).
 */
#include "access/explain.h"
#include "report/access_text.h"
#include "report/access_words.h"
#include "util/visible.h"

static bool has_condition(const struct alint_statement *s, const struct alint_condition *wanted) {
  for (size_t i = 0; i < s->condition_count; i++) {
    if (alint_condition_same(&s->conditions[i], wanted))
      return true;
  }
  return false;
}

/* Conditions of `from` that `than` does not have. */
static void print_other_conditions(const struct alint_access_printer *p, const char *label,
                                   const struct alint_statement *from,
                                   const struct alint_statement *than) {
  for (size_t i = 0; i < from->condition_count; i++) {
    if (!has_condition(than, &from->conditions[i]))
      alint_print_line(p, 6, label, alint_condition_line(p->arena, &from->conditions[i]));
  }
}

/* "vendor Datadog arn:aws:iam::464622532012:root" */
static void print_who(const struct alint_access_printer *p, const struct alint_way *way) {
  if (way->owner != ALINT_OWNER_UNKNOWN)
    alint_out_format(p->out, "%s ", alint_owner_name(way->owner));
  if (way->owner_label.len > 0)
    alint_out_format(p->out, "%.*s ", ALINT_FMT(way->owner_label));
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

static void print_what(const struct alint_access_printer *p, const struct alint_gain *gain,
                       bool gained) {
  const char *who = alint_adversary_words(gain->adversary);
  alint_out_text(p->out, what(gain, gained));
  if (who && gained)
    alint_out_format(p->out, ": %s gets in", who);
  if (gain->listed.when.len > 0)
    alint_out_format(p->out, ", when %.*s", ALINT_FMT(gain->listed.when));
  alint_out_text(p->out, "\n");
}

static void print_gain(const struct alint_access_printer *p, const struct alint_gain *gain,
                       bool gained) {
  const struct alint_way *way = gain->listed.way;
  const char *color = gained ? "\033[31m" : "\033[32m";
  alint_out_text(p->out, "  ");
  alint_out_text(p->out, p->color ? color : NULL);
  alint_out_text(p->out, gained ? "+ " : "- ");
  alint_out_text(p->out, p->color ? "\033[0m" : NULL);
  print_who(p, way);
  print_what(p, gain, gained);
  if (gain->call.witness)
    alint_print_line(p, 6, gained ? "call: " : "refused: ",
                     alint_call_line(p->arena, gain->call.witness, way->statement));
  if (gain->call.outcome == ALINT_WAY_UNKNOWN)
    alint_print_line(p, 6, "", ALINT_STR("not known: a value is missing"));
  if (gain->call.outcome == ALINT_WAY_LIMIT)
    alint_print_line(p, 6, "", ALINT_STR("not known: the search was not brought to an end"));
  if (gain->former) {
    const struct alint_statement *now = gained ? way->statement : gain->former->statement;
    const struct alint_statement *before = gained ? gain->former->statement : way->statement;
    print_other_conditions(p, "no longer asked: ", before, now);
    print_other_conditions(p, "asked now: ", now, before);
  } else if (gained) {
    for (size_t i = 0; i < way->statement->condition_count; i++)
      alint_print_line(p, 6,
                       "asked: ", alint_condition_line(p->arena, &way->statement->conditions[i]));
  }
}

static void print_role(const struct alint_access_printer *p, const struct alint_role_diff *diff) {
  alint_print_role(p, diff->input, diff->role);
  alint_out_text(p->out, diff->fate == ALINT_ROLE_NEW       ? " is new"
                         : diff->fate == ALINT_ROLE_DELETED ? " is deleted"
                                                            : NULL);
  alint_out_text(p->out, "\n");
  for (size_t i = 0; i < diff->gains.count; i++)
    print_gain(p, &diff->gains.items[i], true);
  for (size_t i = 0; i < diff->losses.count; i++)
    print_gain(p, &diff->losses.items[i], false);
  if (diff->unknown.len > 0)
    alint_print_line(p, 2, "? ", diff->unknown);
}

void alint_diff_text(struct alint_access_printer *p, const struct alint_diff *diff) {
  size_t gains = 0, losses = 0, unknown = 0;
  for (size_t i = 0; i < diff->count; i++) {
    print_role(p, &diff->items[i]);
    gains += diff->items[i].gains.count;
    losses += diff->items[i].losses.count;
    unknown += diff->items[i].unknown.len > 0;
  }
  if (p->quiet)
    return;
  alint_out_format(p->out, "%zu role%s, %zu gain%s, %zu loss%s", diff->count,
                   diff->count == 1 ? "" : "s", gains, gains == 1 ? "" : "s", losses,
                   losses == 1 ? "" : "es");
  if (unknown > 0)
    alint_out_format(p->out, ", %zu not known", unknown);
  alint_out_text(p->out, "\n");
}
