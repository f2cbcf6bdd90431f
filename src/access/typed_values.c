/* SPDX-License-Identifier: Apache-2.0
 *
 * Candidate numbers, dates, addresses and booleans: the values the policy
 * names, their neighbours on both sides, and points between them. Conditions
 * cut the line only there, so no region is left without a candidate.
 */
#include <stdlib.h>
#include <string.h>

#include "access/values.h"
#include "assumelint/arena.h"
#include "util/sorted.h"
#include "util/values.h"

/* A number or a date is printed, or parsed. */
enum { STEPS_OF_A_POINT = 100 };

static bool known_value(Search *s, const ConditionUse *use, size_t i, Str *out) {
  const Text *text = search_use_value(s, use, i);
  return text && text_known(text, out);
}

/* Points on a line, of all conditions on a key. */
struct points {
  double *items;
  size_t count, cap;
};

static void add_point(Search *s, struct points *points, double point) {
  LIST_ADD(s->arena, points, point);
}

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

static void sort(struct points *points) {
  sorted_sort(points->items, points->count, sizeof *points->items, by_size);
}

/* ---- Numbers --------------------------------------------------------------- */

/* Plain numbers as doubles are exact enough to propose neighbours: the
 * evaluator compares the texts. Larger ones get more digits instead. */
static const double largest = 1e15;

static void add_number(Search *s, const SearchKey *key, TextList *out, double number) {
  /* Ages are whole seconds. */
  if (key->info->whole && (number < 0 || number != (double)(int64_t)number))
    return;
  search_spend(s, STEPS_OF_A_POINT);
  Str text = str_printf(s->arena, "%.15g", number);
  search_add_literal(s, out, text);
}

static bool to_number(Str s, double *out) {
  char digits[32];
  if (s.len == 0 || s.len >= sizeof digits)
    return false;
  memcpy(digits, s.ptr, s.len);
  digits[s.len] = '\0';
  char *end;
  *out = strtod(digits, &end);
  return *end == '\0' && *out > -largest && *out < largest;
}

static void add_large(Search *s, TextList *out, Str value) {
  int order;
  size_t dot = str_find(value, 0, '.');
  if (!decimal_compare(&order, value, value))
    return;
  search_add_literal(s, out, str_printf(s->arena, "%.*s0", STR_FMT(str_slice(value, 0, dot))));
  search_add_literal(s, out, STR("0"));
}

static void number_values(Search *s, const SearchKey *key, const ConditionUse *use, TextList *out,
                          struct points *points) {
  for (size_t i = 0; i < use->condition->value_count; i++) {
    Str value;
    double number;
    if (!known_value(s, use, i, &value))
      continue;
    if (!to_number(value, &number)) {
      search_add_literal(s, out, value);
      add_large(s, out, value);
    } else {
      if (!key->info->whole)
        search_add_literal(s, out, value);
      add_point(s, points, number);
    }
  }
}

static void add_numbers(Search *s, const SearchKey *key, TextList *out, struct points *points) {
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

static void add_date(Search *s, TextList *out, int64_t seconds, bool epoch) {
  int64_t days = (seconds >= 0 ? seconds : seconds - 86399) / 86400;
  int rest = (int)(seconds - days * 86400), year, month, day;
  civil(days, &year, &month, &day);
  if (year < 1 || year > 9999 || (epoch && seconds < 0))
    return;
  search_spend(s, STEPS_OF_A_POINT);
  Str text = epoch ? str_printf(s->arena, "%lld", (long long)seconds)
                   : str_printf(s->arena, "%04d-%02d-%02dT%02d:%02d:%02dZ", year, month, day,
                                rest / 3600, rest / 60 % 60, rest % 60);
  search_add_literal(s, out, text);
}

/* The value itself too: it may have a fraction, or be a date in another form. */
static void date_values(Search *s, const ConditionUse *use, bool epoch, TextList *out,
                        struct points *points) {
  for (size_t i = 0; i < use->condition->value_count; i++) {
    Str value;
    Date date;
    if (!known_value(s, use, i, &value) || !date_parse(&date, value))
      continue;
    if (!epoch)
      search_add_literal(s, out, value);
    add_point(s, points, (double)date.seconds);
  }
}

static void add_dates(Search *s, TextList *out, struct points *points, bool epoch) {
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
bool search_follow_time(Search *s, const SearchKey *key, TextList *out) {
  const ContextKey *time = search_chosen(s, "aws:CurrentTime");
  Str known;
  Date date;
  if (!str_is_nocase(key->name, "aws:EpochTime") || !time || !text_known(time->values[0], &known) ||
      !date_parse(&date, known))
    return false;
  add_date(s, out, date.seconds, true);
  return true;
}

/* The time of day goes by the conditions on the epoch second too. */
static void epoch_points(Search *s, const SearchKey *key, struct points *points) {
  const SearchKey *epoch = search_key(s, "aws:EpochTime");
  if (!epoch || !str_is_nocase(key->name, "aws:CurrentTime"))
    return;
  for (size_t i = 0; i < epoch->use_count; i++) {
    const ConditionUse *use = &epoch->uses[i];
    Str value;
    Date date;
    double number;
    for (size_t k = 0; k < use->condition->value_count; k++) {
      if (!known_value(s, use, k, &value))
        continue;
      if (use->op.family == OPERATOR_NUMERIC && to_number(value, &number))
        add_point(s, points, number);
      else if (use->op.family == OPERATOR_DATE && date_parse(&date, value))
        add_point(s, points, (double)date.seconds);
    }
  }
}

/* ---- All -------------------------------------------------------------------- */

static void other_values(Search *s, const ConditionUse *use, TextList *out) {
  for (size_t i = 0; i < use->condition->value_count; i++)
    search_add_value(s, out, use->condition->values[i].text);
}

void search_typed_values(Search *s, const SearchKey *key, TextList *out) {
  struct points numbers = {NULL, 0, 0}, dates = {NULL, 0, 0};
  bool epoch = str_is_nocase(key->name, "aws:EpochTime");
  bool addresses = key->info->source == KEY_ADDRESS;
  for (size_t i = 0; i < key->use_count; i++) {
    const ConditionUse *use = &key->uses[i];
    if (!search_use_matters(s, use))
      continue;
    switch (use->op.family) {
    case OPERATOR_NUMERIC:
      number_values(s, key, use, out, &numbers);
      break;
    case OPERATOR_DATE:
      date_values(s, use, epoch, out, &dates);
      break;
    case OPERATOR_IP:
      addresses = true;
      break;
    case OPERATOR_BOOL:
      search_add_literal(s, out, STR("true"));
      search_add_literal(s, out, STR("false"));
      break;
    case OPERATOR_BINARY:
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
    search_address_values(s, key, false, out);
}
