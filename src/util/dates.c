/* SPDX-License-Identifier: Apache-2.0
 *
 * Dates: the W3C profile of ISO 8601 that IAM names, and epoch seconds.
 */
#include "util/values.h"

struct reader {
  Str s;
  size_t at;
};

static bool done(const struct reader *r) {
  return r->at == r->s.len;
}

static bool take(struct reader *r, char c) {
  if (done(r) || r->s.ptr[r->at] != c)
    return false;
  r->at++;
  return true;
}

static bool take_digits(struct reader *r, size_t count, int *out) {
  int value = 0;
  for (size_t i = 0; i < count; i++) {
    if (done(r) || r->s.ptr[r->at] < '0' || r->s.ptr[r->at] > '9')
      return false;
    value = value * 10 + (r->s.ptr[r->at++] - '0');
  }
  *out = value;
  return true;
}

static bool is_leap(int year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_days(int year, int month) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/* Days from 1970-01-01 to a date of the proleptic Gregorian calendar. */
static int64_t days_from_epoch(int year, int month, int day) {
  int64_t y = year - 1;
  int64_t days = y * 365 + y / 4 - y / 100 + y / 400 - 719162;
  for (int m = 1; m < month; m++)
    days += month_days(year, m);
  return days + day - 1;
}

static bool take_fraction(struct reader *r, int32_t *nanoseconds) {
  int32_t scale = 100000000;
  size_t digits = 0;
  *nanoseconds = 0;
  while (!done(r) && r->s.ptr[r->at] >= '0' && r->s.ptr[r->at] <= '9') {
    *nanoseconds += (r->s.ptr[r->at++] - '0') * scale;
    scale /= 10;
    digits++;
  }
  return digits > 0;
}

/* Z, +hh:mm or +hhmm; seconds to subtract. */
static bool take_zone(struct reader *r, int64_t *offset) {
  int hours, minutes = 0;
  *offset = 0;
  if (take(r, 'Z') || take(r, 'z'))
    return true;
  bool minus = take(r, '-');
  if (!minus && !take(r, '+'))
    return false;
  if (!take_digits(r, 2, &hours))
    return false;
  if (!done(r)) {
    take(r, ':');
    if (!take_digits(r, 2, &minutes))
      return false;
  }
  *offset = (hours * 3600 + minutes * 60) * (minus ? -1 : 1);
  return hours < 24 && minutes < 60;
}

static bool take_time(struct reader *r, Date *out) {
  int hour, minute, second = 0;
  int64_t offset = 0;
  if (!take_digits(r, 2, &hour) || !take(r, ':') || !take_digits(r, 2, &minute))
    return false;
  if (take(r, ':')) {
    if (!take_digits(r, 2, &second))
      return false;
    if ((take(r, '.') || take(r, ',')) && !take_fraction(r, &out->nanoseconds))
      return false;
  }
  if (!done(r) && !take_zone(r, &offset))
    return false;
  out->seconds += hour * 3600 + minute * 60 + second - offset;
  return hour < 25 && minute < 60 && second < 61;
}

static bool parse_iso(Date *out, Str s) {
  struct reader r = {s, 0};
  int year, month = 1, day = 1;
  if (!take_digits(&r, 4, &year))
    return false;
  if (take(&r, '-')) {
    if (!take_digits(&r, 2, &month) || month < 1 || month > 12)
      return false;
    if (take(&r, '-') && (!take_digits(&r, 2, &day) || day < 1 || day > month_days(year, month)))
      return false;
  }
  *out = (Date){.seconds = days_from_epoch(year, month, day) * 86400};
  if (take(&r, 'T') || take(&r, 't') || take(&r, ' ')) {
    if (!take_time(&r, out))
      return false;
  }
  return done(&r);
}

static bool parse_epoch(Date *out, Str s) {
  struct reader r = {s, 0};
  bool minus = take(&r, '-');
  int64_t seconds = 0;
  size_t digits = 0;
  *out = (Date){0};
  while (!done(&r) && r.s.ptr[r.at] >= '0' && r.s.ptr[r.at] <= '9' && digits < 15) {
    seconds = seconds * 10 + (r.s.ptr[r.at++] - '0');
    digits++;
  }
  if (digits == 0 || (take(&r, '.') && !take_fraction(&r, &out->nanoseconds)))
    return false;
  out->seconds = minus ? -seconds : seconds;
  return done(&r);
}

bool date_parse(Date *out, Str s) {
  /* Four digits are a year: no clock has stood at epoch second 2026 for long. */
  return parse_iso(out, s) || parse_epoch(out, s);
}

int date_compare(Date a, Date b) {
  if (a.seconds != b.seconds)
    return a.seconds < b.seconds ? -1 : 1;
  return a.nanoseconds < b.nanoseconds ? -1 : a.nanoseconds > b.nanoseconds;
}
