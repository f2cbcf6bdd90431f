/* SPDX-License-Identifier: Apache-2.0
 *
 * A span of fixed-width numbers is cut at its digits: what begins like the first and is no
 * less, what begins between, what begins like the last and is no more.
 */
#include "access/spans.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>

enum { MAX_DIGITS = 20 };

struct span {
  Buf *out;
  size_t digits;
  unsigned base;
  void (*write)(const struct span *span, size_t place, unsigned first, unsigned last);
  const char *const *before; /* what stands before the digit of each place; may be NULL */
};

static bool is_all(const struct span *s, const unsigned *digits, size_t from, unsigned digit) {
  for (size_t i = from; i < s->digits; i++) {
    if (digits[i] != digit)
      return false;
  }
  return true;
}

static void write_span(const struct span *s, size_t at, const unsigned *first,
                       const unsigned *last);

/* One digit, and all that may follow between the two. */
static void write_like(const struct span *s, size_t at, unsigned digit, const unsigned *first,
                       const unsigned *last) {
  unsigned least[MAX_DIGITS] = {0}, most[MAX_DIGITS] = {0};
  for (size_t i = 0; i < s->digits; i++) {
    least[i] = first ? first[i] : 0;
    most[i] = last ? last[i] : s->base - 1;
  }
  s->write(s, at, digit, digit);
  write_span(s, at + 1, least, most);
}

static void write_free(const struct span *s, size_t at) {
  for (; at < s->digits; at++)
    s->write(s, at, 0, s->base - 1);
}

static void write_span(const struct span *s, size_t at, const unsigned *first,
                       const unsigned *last) {
  if (at == s->digits)
    return;
  if (first[at] == last[at]) {
    write_like(s, at, first[at], first, last);
    return;
  }
  bool low = is_all(s, first, at + 1, 0), high = is_all(s, last, at + 1, s->base - 1);
  unsigned from = first[at] + !low, to = last[at] - !high;
  const char *separator = "";
  buf_add(s->out, "(");
  if (!low) {
    write_like(s, at, first[at], first, NULL);
    separator = "|";
  }
  if (from <= to) {
    buf_add(s->out, separator);
    s->write(s, at, from, to);
    write_free(s, at + 1);
    separator = "|";
  }
  if (!high) {
    buf_add(s->out, separator);
    write_like(s, at, last[at], NULL, last);
  }
  buf_add(s->out, ")");
}

static void write_digit(const struct span *s, size_t place, unsigned first, unsigned last) {
  if (s->before && s->before[place])
    buf_add(s->out, s->before[place]);
  if (first == last)
    buf_addf(s->out, "%u", first);
  else
    buf_addf(s->out, "[%u-%u]", first, last);
}

static size_t digits_of(unsigned *out, uint64_t number) {
  char text[MAX_DIGITS + 1];
  int n = snprintf(text, sizeof text, "%" PRIu64, number);
  for (int i = 0; i < n; i++)
    out[i] = (unsigned)(text[i] - '0');
  return (size_t)n;
}

/* Numbers with as many digits as both have. */
static void same_length(Buf *out, uint64_t first, uint64_t last) {
  unsigned least[MAX_DIGITS] = {0}, most[MAX_DIGITS] = {0};
  struct span s = {.out = out, .base = 10, .write = write_digit};
  s.digits = digits_of(least, first);
  digits_of(most, last);
  write_span(&s, 0, least, most);
}

void span_of_numbers(Buf *out, uint64_t first, uint64_t last) {
  uint64_t next = 10;
  bool endless = last == UINT64_MAX;
  buf_add(out, "(");
  while (next <= first)
    next *= 10;
  while (!endless && next <= last) {
    same_length(out, first, next - 1);
    buf_add(out, "|");
    first = next;
    next *= 10;
  }
  same_length(out, first, endless ? next - 1 : last);
  if (endless) {
    buf_add(out, "|[1-9]");
    for (; next > 1; next /= 10)
      buf_add(out, "[0-9]");
    buf_add(out, "[0-9]*");
  }
  buf_add(out, ")");
}

/* ---- Times ------------------------------------------------------------------------------------ */

enum { SECONDS_OF_A_DAY = 86400 };

/* Year, month and day of a day since 1970 (proleptic Gregorian calendar). */
static void day_digits(unsigned *out, int64_t days) {
  int64_t z = days + 719468, era = z / 146097, doe = z - era * 146097;
  int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
  int64_t day = doy - (153 * mp + 2) / 5 + 1, month = mp < 10 ? mp + 3 : mp - 9;
  int64_t year = yoe + era * 400 + (month <= 2), fields[] = {year / 100, year % 100, month, day};
  for (size_t i = 0; i < 4; i++) {
    out[2 * i] = (unsigned)(fields[i] / 10);
    out[2 * i + 1] = (unsigned)(fields[i] % 10);
  }
}

static void time_digits(unsigned *out, int64_t seconds) {
  int64_t rest = seconds % SECONDS_OF_A_DAY, fields[] = {rest / 3600, rest / 60 % 60, rest % 60};
  day_digits(out, seconds / SECONDS_OF_A_DAY);
  for (size_t i = 0; i < 3; i++) {
    out[8 + 2 * i] = (unsigned)(fields[i] / 10);
    out[9 + 2 * i] = (unsigned)(fields[i] % 10);
  }
}

void span_of_times(Buf *out, int64_t first, int64_t last) {
  static const char *const before[] = {NULL, NULL, NULL, NULL, "-",  NULL, "-",
                                       NULL, "T",  NULL, ":",  NULL, ":",  NULL};
  unsigned least[MAX_DIGITS] = {0}, most[MAX_DIGITS] = {0};
  struct span s = {.out = out, .digits = 14, .base = 10, .write = write_digit, .before = before};
  time_digits(least, first);
  time_digits(most, last);
  write_span(&s, 0, least, most);
  buf_add(out, "Z");
}

/* ---- Addresses -------------------------------------------------------------------------------- */

static void write_octet(const struct span *s, size_t place, unsigned first, unsigned last) {
  if (place > 0)
    buf_add(s->out, "\\.");
  span_of_numbers(s->out, first, last);
}

void span_of_addresses(Buf *out, uint32_t first, uint32_t last) {
  unsigned least[MAX_DIGITS] = {0}, most[MAX_DIGITS] = {0};
  struct span s = {.out = out, .digits = 4, .base = 256, .write = write_octet};
  for (size_t i = 0; i < 4; i++) {
    least[i] = first >> (24 - 8 * i) & 255;
    most[i] = last >> (24 - 8 * i) & 255;
  }
  write_span(&s, 0, least, most);
}
