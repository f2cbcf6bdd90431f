/* SPDX-License-Identifier: Apache-2.0
 *
 * Numbers. Terraform has them in decimal with many digits; here they are the
 * text that it would write, and whole ones that are not too large can be counted
 * with.
 */
#include <string.h>

#include "value.h"

enum {
  MAX_DIGITS = 100,  /* Terraform keeps 512 bits, which is more */
  MAX_EXPONENT = 99, /* zeros that an exponent stands for */
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
static bool take_digits(struct decimal *d, struct alint_str s, size_t *at) {
  size_t begin = *at;
  for (; *at < s.len && is_digit(s.ptr[*at]); ++*at) {
    if (d->count == MAX_DIGITS)
      return false;
    d->digits[d->count++] = s.ptr[*at];
  }
  return *at > begin;
}

static bool take_exponent(struct decimal *d, struct alint_str s, size_t *at) {
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

static bool read_decimal(struct decimal *d, struct alint_str s) {
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

/* Without zeros that mean nothing. */
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

struct alint_str alint_hcl_number(struct alint_arena *arena, struct alint_str written) {
  struct decimal d;
  struct alint_buf buf = alint_buf(arena);
  if (!read_decimal(&d, written))
    return (struct alint_str){NULL, 0};
  shorten(&d);
  if (d.count == 0) /* Terraform has a zero below zero, which equals the other and is written -0 */
    return d.negative ? (struct alint_str){NULL, 0} : ALINT_STR("0");
  alint_buf_add(&buf, d.negative ? "-" : "");
  if (d.point <= 0)
    alint_buf_add(&buf, "0.");
  for (long i = d.point; i < 0; i++)
    alint_buf_add_char(&buf, '0');
  for (size_t i = 0; i < d.count; i++) {
    if (i > 0 && (long)i == d.point)
      alint_buf_add_char(&buf, '.');
    alint_buf_add_char(&buf, d.digits[i]);
  }
  for (long i = (long)d.count; i < d.point; i++)
    alint_buf_add_char(&buf, '0');
  return alint_buf_str(&buf);
}

struct alint_hcl_value *alint_hcl_value_number(struct alint_arena *arena,
                                               struct alint_str written) {
  struct alint_str number = alint_hcl_number(arena, written);
  if (number.ptr)
    return alint_hcl_value_scalar(arena, ALINT_HCL_V_NUMBER, number);
  struct alint_hcl_value *out = alint_hcl_value_new(arena, ALINT_HCL_V_UNKNOWN);
  out->hole = alint_hole_new(
      arena, (struct alint_hole){.name = ALINT_STR("(a number of many digits, or -0)"),
                                 .give = ALINT_STR("write it with fewer digits")});
  return out;
}

bool alint_hcl_integer(long long *out, const struct alint_hcl_value *value) {
  enum { MAX_INTEGER_DIGITS = 15 };
  struct alint_str s = value->str;
  struct decimal d;
  bool text = value->kind == ALINT_HCL_V_TEXT && alint_text_known(value->text, &s);
  if ((!text && value->kind != ALINT_HCL_V_NUMBER) || !read_decimal(&d, s))
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

struct alint_hcl_value *alint_hcl_value_integer(struct alint_arena *arena, long long number) {
  struct alint_str s = alint_str_printf(arena, "%lld", number);
  return alint_hcl_value_scalar(arena, ALINT_HCL_V_NUMBER, s);
}
