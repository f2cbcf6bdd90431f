/* SPDX-License-Identifier: Apache-2.0
 *
 * Decimal numbers, compared digit by digit: no rounding, no size limit.
 */
#include "util/values.h"

struct decimal {
  bool negative;
  Str whole;    /* without leading zeros */
  Str fraction; /* without trailing zeros */
};

static bool digits_only(Str s) {
  return s.len == 0 || str_all_digits(s);
}

static bool parse(struct decimal *out, Str s) {
  out->negative = s.len > 0 && s.ptr[0] == '-';
  if (s.len > 0 && (s.ptr[0] == '-' || s.ptr[0] == '+'))
    s = str_slice(s, 1, s.len);
  size_t dot = str_find(s, 0, '.');
  out->whole = str_slice(s, 0, dot);
  out->fraction = str_slice(s, dot + 1, s.len);
  if (dot == s.len)
    out->fraction = (Str){NULL, 0};
  if (!digits_only(out->whole) || !digits_only(out->fraction) ||
      out->whole.len + out->fraction.len == 0)
    return false;
  while (out->whole.len > 0 && out->whole.ptr[0] == '0')
    out->whole = str_slice(out->whole, 1, out->whole.len);
  while (out->fraction.len > 0 && out->fraction.ptr[out->fraction.len - 1] == '0')
    out->fraction.len--;
  if (out->whole.len == 0 && out->fraction.len == 0)
    out->negative = false;
  return true;
}

static int compare_magnitude(const struct decimal *a, const struct decimal *b) {
  if (a->whole.len != b->whole.len)
    return a->whole.len < b->whole.len ? -1 : 1;
  int order = str_cmp(a->whole, b->whole);
  if (order == 0)
    order = str_cmp(a->fraction, b->fraction);
  return order < 0 ? -1 : order > 0;
}

bool decimal_compare(int *order, Str a, Str b) {
  struct decimal x, y;
  if (!parse(&x, a) || !parse(&y, b))
    return false;
  if (x.negative != y.negative)
    *order = x.negative ? -1 : 1;
  else
    *order = x.negative ? compare_magnitude(&y, &x) : compare_magnitude(&x, &y);
  return true;
}
