/* SPDX-License-Identifier: Apache-2.0
 *
 * Candidate numbers, dates, addresses and booleans: the values the policy
 * names, their neighbours on both sides, and points between them. Conditions
 * cut the line only there, so no region is left without a candidate.
 */
#include <stdlib.h>
#include <string.h>

#include "access/search.h"
#include "access/values.h"
#include "assumelint/arena.h"

/* A number or a date is printed, or parsed. */
enum { STEPS_OF_A_POINT = 100 };

static bool known_value(struct alint_search *s, const struct alint_use *use, size_t i,
                        struct alint_str *out) {
  const struct alint_text *text = alint_use_value(s, use, i);
  return text && alint_text_known(text, out);
}

/* Points on a line, of all conditions on a key. */
struct points {
  double *items;
  size_t count, cap;
};

static void add_point(struct alint_search *s, struct points *points, double point) {
  points->items =
      alint_arena_grow(s->arena, points->items, points->count, &points->cap, sizeof *points->items);
  points->items[points->count++] = point;
}

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

static void sort(struct points *points) {
  if (points->count > 1)
    qsort(points->items, points->count, sizeof *points->items, by_size);
}

/* ---- Numbers --------------------------------------------------------------- */

/* Plain numbers as doubles are exact enough to propose neighbours: the
 * evaluator compares the texts. Larger ones get more digits instead. */
static const double largest = 1e15;

static void add_number(struct alint_search *s, const struct alint_search_key *key,
                       struct alint_values *out, double number) {
  /* Ages are whole seconds. */
  if (key->info->whole && (number < 0 || number != (double)(int64_t)number))
    return;
  alint_spend(s, STEPS_OF_A_POINT);
  struct alint_str text = alint_str_printf(s->arena, "%.15g", number);
  alint_add_literal(s, out, text);
}

static bool to_number(struct alint_str s, double *out) {
  char digits[32];
  if (s.len == 0 || s.len >= sizeof digits)
    return false;
  memcpy(digits, s.ptr, s.len);
  digits[s.len] = '\0';
  char *end;
  *out = strtod(digits, &end);
  return *end == '\0' && *out > -largest && *out < largest;
}

static void add_large(struct alint_search *s, struct alint_values *out, struct alint_str value) {
  int order;
  size_t dot = alint_str_find(value, 0, '.');
  if (!alint_decimal_compare(&order, value, value))
    return;
  alint_add_literal(s, out,
                    alint_str_printf(s->arena, "%.*s0", ALINT_FMT(alint_str_slice(value, 0, dot))));
  alint_add_literal(s, out, ALINT_STR("0"));
}

static void number_values(struct alint_search *s, const struct alint_search_key *key,
                          const struct alint_use *use, struct alint_values *out,
                          struct points *points) {
  for (size_t i = 0; i < use->condition->value_count; i++) {
    struct alint_str value;
    double number;
    if (!known_value(s, use, i, &value))
      continue;
    if (!to_number(value, &number)) {
      alint_add_literal(s, out, value);
      add_large(s, out, value);
    } else {
      if (!key->info->whole)
        alint_add_literal(s, out, value);
      add_point(s, points, number);
    }
  }
}

static void add_numbers(struct alint_search *s, const struct alint_search_key *key,
                        struct alint_values *out, struct points *points) {
  sort(points);
  for (size_t i = 0; i < points->count; i++) {
    double point = points->items[i];
    add_number(s, key, out, point);
    add_number(s, key, out, point - 1);
    add_number(s, key, out, point + 1);
    if (i + 1 < points->count)
      add_number(s, key, out, (point + points->items[i + 1]) / 2);
    /* Of a fraction the whole numbers beside it. */
    if (key->info->whole && point >= 0) {
      add_number(s, key, out, (double)(int64_t)point);
      add_number(s, key, out, (double)(int64_t)point + 1);
    }
  }
}

/* ---- Dates ----------------------------------------------------------------- */

/* Civil date from days since the epoch (proleptic Gregorian). */
static void civil(int64_t days, int *year, int *month, int *day) {
  days += 719468;
  int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  int64_t doe = days - era * 146097;
  int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  int64_t mp = (5 * doy + 2) / 153;
  *day = (int)(doy - (153 * mp + 2) / 5 + 1);
  *month = (int)(mp < 10 ? mp + 3 : mp - 9);
  *year = (int)(yoe + era * 400 + (*month <= 2));
}

static void add_date(struct alint_search *s, struct alint_values *out, int64_t seconds,
                     bool epoch) {
  int64_t days = (seconds >= 0 ? seconds : seconds - 86399) / 86400;
  int rest = (int)(seconds - days * 86400), year, month, day;
  civil(days, &year, &month, &day);
  if (year < 1 || year > 9999 || (epoch && seconds < 0))
    return;
  alint_spend(s, STEPS_OF_A_POINT);
  struct alint_str text =
      epoch ? alint_str_printf(s->arena, "%lld", (long long)seconds)
            : alint_str_printf(s->arena, "%04d-%02d-%02dT%02d:%02d:%02dZ", year, month, day,
                               rest / 3600, rest / 60 % 60, rest % 60);
  alint_add_literal(s, out, text);
}

/* The value itself too: it may have a fraction, or be a date in another form. */
static void date_values(struct alint_search *s, const struct alint_use *use, bool epoch,
                        struct alint_values *out, struct points *points) {
  for (size_t i = 0; i < use->condition->value_count; i++) {
    struct alint_str value;
    struct alint_date date;
    if (!known_value(s, use, i, &value) || !alint_date_parse(&date, value))
      continue;
    if (!epoch)
      alint_add_literal(s, out, value);
    add_point(s, points, (double)date.seconds);
  }
}

static void add_dates(struct alint_search *s, struct alint_values *out, struct points *points,
                      bool epoch) {
  sort(points);
  for (size_t i = 0; i < points->count; i++) {
    int64_t point = (int64_t)points->items[i];
    add_date(s, out, point, epoch);
    add_date(s, out, point - 1, epoch);
    add_date(s, out, point + 1, epoch);
    if (i + 1 < points->count)
      add_date(s, out, (point + (int64_t)points->items[i + 1]) / 2, epoch);
  }
}

/* Where both are asked for, the epoch second is the time of day that was chosen. */
bool alint_follow_time(struct alint_search *s, const struct alint_search_key *key,
                       struct alint_values *out) {
  const struct alint_context_key *time = alint_chosen(s, "aws:CurrentTime");
  struct alint_str known;
  struct alint_date date;
  if (!alint_str_is_nocase(key->name, "aws:EpochTime") || !time ||
      !alint_text_known(time->values[0], &known) || !alint_date_parse(&date, known))
    return false;
  add_date(s, out, date.seconds, true);
  return true;
}

/* The time of day goes by the conditions on the epoch second too. */
static void epoch_points(struct alint_search *s, const struct alint_search_key *key,
                         struct points *points) {
  const struct alint_search_key *epoch = alint_search_key(s, "aws:EpochTime");
  if (!epoch || !alint_str_is_nocase(key->name, "aws:CurrentTime"))
    return;
  for (size_t i = 0; i < epoch->use_count; i++) {
    const struct alint_use *use = &epoch->uses[i];
    struct alint_str value;
    struct alint_date date;
    double number;
    for (size_t k = 0; k < use->condition->value_count; k++) {
      if (!known_value(s, use, k, &value))
        continue;
      if (use->op.family == ALINT_OP_NUMERIC && to_number(value, &number))
        add_point(s, points, number);
      else if (use->op.family == ALINT_OP_DATE && alint_date_parse(&date, value))
        add_point(s, points, (double)date.seconds);
    }
  }
}

/* ---- All -------------------------------------------------------------------- */

static void other_values(struct alint_search *s, const struct alint_use *use,
                         struct alint_values *out) {
  for (size_t i = 0; i < use->condition->value_count; i++)
    alint_add_value(s, out, use->condition->values[i].text);
}

void alint_typed_values(struct alint_search *s, const struct alint_search_key *key,
                        struct alint_values *out) {
  struct points numbers = {NULL, 0, 0}, dates = {NULL, 0, 0};
  bool epoch = alint_str_is_nocase(key->name, "aws:EpochTime");
  bool addresses = key->info->source == ALINT_KEY_ADDRESS;
  for (size_t i = 0; i < key->use_count; i++) {
    const struct alint_use *use = &key->uses[i];
    if (!alint_use_matters(s, use))
      continue;
    switch (use->op.family) {
    case ALINT_OP_NUMERIC:
      number_values(s, key, use, out, &numbers);
      break;
    case ALINT_OP_DATE:
      date_values(s, use, epoch, out, &dates);
      break;
    case ALINT_OP_IP:
      addresses = true;
      break;
    case ALINT_OP_BOOL:
      alint_add_literal(s, out, ALINT_STR("true"));
      alint_add_literal(s, out, ALINT_STR("false"));
      break;
    case ALINT_OP_BINARY:
      other_values(s, use, out);
      break;
    default:
      break;
    }
  }
  epoch_points(s, key, &dates);
  add_numbers(s, key, out, &numbers);
  add_dates(s, out, &dates, epoch);
  if (addresses)
    alint_address_values(s, key, false, out);
}
