/* SPDX-License-Identifier: Apache-2.0
 *
 * Candidate numbers, dates, addresses and booleans: the values the policy
 * names, their neighbours on both sides, and points between them. Conditions
 * cut the line only there, so no region is left without a candidate.
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "access/search.h"
#include "access/values.h"
#include "assumelint/arena.h"

enum { MAX_POINTS = 64 };

static bool known_value(struct alint_search *s, const struct alint_use *use, size_t i,
                        struct alint_str *out) {
  const struct alint_text *text = alint_use_value(s, use, i);
  return text && alint_text_known(text, out);
}

/* ---- Numbers --------------------------------------------------------------- */

/* Plain numbers as doubles are exact enough to propose neighbours: the
 * evaluator compares the texts. */
static void add_number(struct alint_search *s, struct alint_values *out, double number) {
  struct alint_str text = alint_str_printf(s->arena, "%.15g", number);
  if (text.ptr)
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
  return *end == '\0';
}

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

static void add_between(struct alint_search *s, struct alint_values *out, double *points,
                        size_t count) {
  qsort(points, count, sizeof *points, by_size);
  for (size_t i = 0; i < count; i++) {
    add_number(s, out, points[i] - 1);
    add_number(s, out, points[i] + 1);
    if (i + 1 < count)
      add_number(s, out, (points[i] + points[i + 1]) / 2);
  }
}

static void number_values(struct alint_search *s, const struct alint_use *use,
                          struct alint_values *out, double *points, size_t *count) {
  for (size_t i = 0; i < use->condition->value_count; i++) {
    struct alint_str value;
    double number;
    if (!known_value(s, use, i, &value))
      continue;
    alint_add_literal(s, out, value);
    if (to_number(value, &number) && *count < MAX_POINTS)
      points[(*count)++] = number;
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
  if (year < 1 || year > 9999)
    return;
  struct alint_str text =
      epoch ? alint_str_printf(s->arena, "%lld", (long long)seconds)
            : alint_str_printf(s->arena, "%04d-%02d-%02dT%02d:%02d:%02dZ", year, month, day,
                               rest / 3600, rest / 60 % 60, rest % 60);
  if (text.ptr)
    alint_add_literal(s, out, text);
}

static void date_values(struct alint_search *s, const struct alint_use *use,
                        struct alint_values *out, double *points, size_t *count) {
  for (size_t i = 0; i < use->condition->value_count; i++) {
    struct alint_str value;
    struct alint_date date;
    if (!known_value(s, use, i, &value) || !alint_date_parse(&date, value))
      continue;
    alint_add_literal(s, out, value);
    if (*count < MAX_POINTS)
      points[(*count)++] = (double)date.seconds;
  }
}

static void add_dates_between(struct alint_search *s, struct alint_values *out, double *points,
                              size_t count, bool epoch) {
  qsort(points, count, sizeof *points, by_size);
  for (size_t i = 0; i < count; i++) {
    add_date(s, out, (int64_t)points[i] - 1, epoch);
    add_date(s, out, (int64_t)points[i] + 1, epoch);
    if (i + 1 < count)
      add_date(s, out, ((int64_t)points[i] + (int64_t)points[i + 1]) / 2, epoch);
  }
}

/* ---- Addresses --------------------------------------------------------------- */

static void add_address(struct alint_search *s, struct alint_values *out,
                        const struct alint_network *net) {
  char text[INET6_ADDRSTRLEN];
  if (inet_ntop(net->family == 6 ? AF_INET6 : AF_INET, net->bytes, text, sizeof text)) {
    char *copy = alint_arena_copy(s->arena, text, strlen(text));
    if (copy)
      alint_add_literal(s, out, alint_str(copy));
    else
      s->status = ALINT_ENOMEM;
  }
}

/* Adds 1 or -1 to an address; false when it wraps round. */
static bool step_address(struct alint_network *net, int by) {
  size_t n = net->family == 6 ? 16 : 4;
  for (size_t i = n; i-- > 0;) {
    int sum = net->bytes[i] + by;
    net->bytes[i] = (unsigned char)sum;
    if (sum >= 0 && sum <= 255)
      return true;
  }
  return false;
}

/* First or last address of the network. */
static struct alint_network edge(const struct alint_network *net, bool last) {
  struct alint_network out = *net;
  unsigned most = net->family == 6 ? 128 : 32;
  for (unsigned bit = net->bits; bit < most; bit++) {
    unsigned char mask = (unsigned char)(0x80u >> (bit % 8));
    if (last)
      out.bytes[bit / 8] |= mask;
    else
      out.bytes[bit / 8] &= (unsigned char)~mask;
  }
  out.bits = most;
  return out;
}

static void address_values(struct alint_search *s, const struct alint_use *use,
                           struct alint_values *out) {
  for (size_t i = 0; i < use->condition->value_count; i++) {
    struct alint_str value;
    struct alint_network net;
    if (!known_value(s, use, i, &value) || !alint_network_parse(&net, value))
      continue;
    struct alint_network first = edge(&net, false), last = edge(&net, true);
    struct alint_network inside = first;
    if (net.bits < (net.family == 6 ? 128u : 32u) && step_address(&inside, 1))
      add_address(s, out, &inside);
    add_address(s, out, &first);
    add_address(s, out, &last);
    if (step_address(&first, -1))
      add_address(s, out, &first);
    if (step_address(&last, 1))
      add_address(s, out, &last);
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
  double numbers[MAX_POINTS], dates[MAX_POINTS];
  size_t number_count = 0, date_count = 0;
  for (size_t i = 0; i < key->use_count; i++) {
    const struct alint_use *use = &key->uses[i];
    switch (use->op.family) {
    case ALINT_OP_NUMERIC:
      number_values(s, use, out, numbers, &number_count);
      break;
    case ALINT_OP_DATE:
      date_values(s, use, out, dates, &date_count);
      break;
    case ALINT_OP_IP:
      address_values(s, use, out);
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
  add_between(s, out, numbers, number_count);
  add_dates_between(s, out, dates, date_count, alint_str_is_nocase(key->name, "aws:EpochTime"));
}
