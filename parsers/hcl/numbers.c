/* SPDX-License-Identifier: Apache-2.0
 *
 * Numbers. Terraform's are decimal with many digits. Here a number is the text that
 * Terraform would write; arithmetic works with whole numbers that are not too large.
 */
#include <string.h>

#include "assumelint/buf.h"
#include "parsers/hcl/value.h"

enum {
  MAX_DIGITS = 100,  /* Terraform keeps 512 bits, which is more */
  MAX_EXPONENT = 99, /* zeros that an exponent adds */
};

struct decimal {
  char digits[MAX_DIGITS];
  size_t count;
  long point; /* the decimal point comes behind that many digits; may be negative */
  bool negative;
};

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/* The digits from `*at` on; false where there are none, or too many. */
static bool take_digits(struct decimal *d, Str s, size_t *at) {
  size_t begin = *at;
  for (; *at < s.len && is_digit(s.ptr[*at]); ++*at) {
    if (d->count == MAX_DIGITS)
      return false;
    d->digits[d->count++] = s.ptr[*at];
  }
  return *at > begin;
}

static bool take_exponent(struct decimal *d, Str s, size_t *at) {
  long exponent = 0;
  bool down = false;
  if (*at >= s.len || (s.ptr[*at] != 'e' && s.ptr[*at] != 'E'))
    return true;
  ++*at;
  if (*at < s.len && (s.ptr[*at] == '+' || s.ptr[*at] == '-'))
    down = s.ptr[(*at)++] == '-';
  if (*at >= s.len)
    return false;
  for (; *at < s.len && is_digit(s.ptr[*at]); ++*at) {
    exponent = exponent * 10 + (s.ptr[*at] - '0');
    if (exponent > MAX_EXPONENT)
      return false;
  }
  d->point += down ? -exponent : exponent;
  return true;
}

static bool read_decimal(struct decimal *d, Str s) {
  size_t at = 0;
  memset(d, 0, sizeof *d);
  if (s.len > 0 && s.ptr[0] == '-') {
    d->negative = true;
    at++;
  }
  if (!take_digits(d, s, &at))
    return false;
  d->point = (long)d->count;
  if (at < s.len && s.ptr[at] == '.') {
    at++;
    if (!take_digits(d, s, &at))
      return false;
  }
  return take_exponent(d, s, &at) && at == s.len;
}

/* Drops leading and trailing zeros. */
static void shorten(struct decimal *d) {
  size_t zeros = 0;
  while (d->count > 0 && d->digits[d->count - 1] == '0')
    d->count--;
  while (zeros < d->count && d->digits[zeros] == '0')
    zeros++;
  memmove(d->digits, d->digits + zeros, d->count - zeros);
  d->count -= zeros;
  d->point -= (long)zeros;
}

/* A number as Terraform writes it. Without a ptr: it is none, or has too many digits. */
static Str canonical(Arena *arena, Str written) {
  struct decimal d;
  Buf buf = buf_in(arena);
  if (!read_decimal(&d, written))
    return (Str){NULL, 0};
  shorten(&d);
  if (d.count == 0) /* Terraform has a zero below zero, which equals the other and is written -0 */
    return d.negative ? (Str){NULL, 0} : STR("0");
  buf_add(&buf, d.negative ? "-" : "");
  if (d.point <= 0)
    buf_add(&buf, "0.");
  for (long i = d.point; i < 0; i++)
    buf_add_char(&buf, '0');
  for (size_t i = 0; i < d.count; i++) {
    if (i > 0 && (long)i == d.point)
      buf_add_char(&buf, '.');
    buf_add_char(&buf, d.digits[i]);
  }
  for (long i = (long)d.count; i < d.point; i++)
    buf_add_char(&buf, '0');
  return buf_str(&buf);
}

HclValue *hcl_value_number(Arena *arena, Str written) {
  Str number = canonical(arena, written);
  if (number.ptr)
    return hcl_value_scalar(arena, HCL_V_NUMBER, number);
  HclValue *out = hcl_value_new(arena, HCL_V_UNKNOWN);
  out->hole = hole_new(arena, (Hole){.name = STR("(a number of many digits, or -0)"),
                                     .give = STR("write it with fewer digits")});
  return out;
}

bool hcl_integer(long long *out, const HclValue *value) {
  enum { MAX_INTEGER_DIGITS = 15 };
  Str s = value->str;
  struct decimal d;
  bool text = value->kind == HCL_V_TEXT && text_known(value->text, &s);
  if ((!text && value->kind != HCL_V_NUMBER) || !read_decimal(&d, s))
    return false;
  shorten(&d);
  if (d.point > MAX_INTEGER_DIGITS || (d.count > 0 && d.point < (long)d.count))
    return false;
  *out = 0;
  for (long i = 0; d.count > 0 && i < d.point; i++)
    *out = *out * 10 + (i < (long)d.count ? d.digits[i] - '0' : 0);
  *out = d.negative ? -*out : *out;
  return true;
}

HclValue *hcl_value_integer(Arena *arena, long long number) {
  return hcl_value_scalar(arena, HCL_V_NUMBER, str_printf(arena, "%lld", number));
}
