/* SPDX-License-Identifier: Apache-2.0
 *
 * Typed values of conditions: numbers, dates in odd forms, networks, base64.
 */
#include "util/values.h"
#include "unit.h"

static void numbers(void **state) {
  (void)state;
  static const struct {
    const char *a, *b;
    int order;
  } cases[] = {
      {"1", "1", 0},         {"1", "2", -1},
      {"10", "9", 1},        {"-1", "1", -1},
      {"-2", "-1", -1},      {"-10", "-9", -1},
      {"0", "-0", 0},        {"1.0", "1", 0},
      {"1.05", "1.5", -1},   {".5", "0.50", 0},
      {"5.", "5", 0},        {"+7", "7", 0},
      {"007", "7", 0},       {"0.1", "0.10000000000000000000000000000000001", -1},
      {"-0.0", "0", 0},      {"18446744073709551616", "18446744073709551615", 1},
      {"-1.5", "-1.25", -1},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    int order = 9, back = 9;
    if (!decimal_compare(&order, str_of(cases[i].a), str_of(cases[i].b)) ||
        !decimal_compare(&back, str_of(cases[i].b), str_of(cases[i].a)) ||
        order != cases[i].order || back != -cases[i].order)
      fail_msg("%s and %s: %d, %d", cases[i].a, cases[i].b, order, back);
  }
  static const char *const bad[] = {"",   "-",   ".",     "+",   "1e3", "0x10",    " 1",
                                    "1 ", "1,5", "1.2.3", "--1", "NaN", "\xd9\xa1"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    int order;
    if (decimal_compare(&order, str_of(bad[i]), STR("1")))
      fail_msg("%s is a number", bad[i]);
  }
}

static void dates(void **state) {
  (void)state;
  static const struct {
    const char *text;
    int64_t seconds;
    int32_t nanoseconds;
  } cases[] = {
      {"1970-01-01T00:00:00Z", 0, 0},
      {"1970", 0, 0},
      {"1970-02", 2678400, 0},
      {"2026-11-21", 1795219200, 0},
      {"2026-11-21T10:00Z", 1795255200, 0},
      {"2026-11-21T10:00:00+09:00", 1795222800, 0},
      {"2026-11-21T10:00:00-0530", 1795275000, 0},
      {"2026-11-21T10:00:00.25Z", 1795255200, 250000000},
      {"2026-11-21T10:00:00,25Z", 1795255200, 250000000},
      {"2026-11-21t10:00:00z", 1795255200, 0},
      {"2026-11-21T10:00:00", 1795255200, 0},
      {"2024-02-29", 1709164800, 0},
      {"1969-12-31T23:59:59Z", -1, 0},
      {"2016-12-31T23:59:60Z", 1483228800, 0},
      {"1795255200", 1795255200, 0},
      {"-1", -1, 0},
      {"0", 0, 0},
      {"1795255200.5", 1795255200, 500000000},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Date date;
    if (!date_parse(&date, str_of(cases[i].text)) || date.seconds != cases[i].seconds ||
        date.nanoseconds != cases[i].nanoseconds)
      fail_msg("%s: %lld", cases[i].text, (long long)date.seconds);
  }
  static const char *const bad[] = {"",
                                    "yesterday",
                                    "2026-13-01",
                                    "2026-00-01",
                                    "2026-02-30",
                                    "2025-02-29",
                                    "2026-11-21T",
                                    "2026-11-21T10",
                                    "2026-11-21T10:60Z",
                                    "2026-11-21T10:00:00+25:00",
                                    "2026-11-21T10:00:00.Z",
                                    "2026-11-21T10:00:00Z ",
                                    "21/11/2026",
                                    "2026-11-*",
                                    "99999999999999999999"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    Date date;
    if (date_parse(&date, str_of(bad[i])))
      fail_msg("%s is a date", bad[i]);
  }
}

static void networks(void **state) {
  (void)state;
  static const struct {
    const char *outer, *inner;
    bool contains;
  } cases[] = {
      {"10.0.0.0/8", "10.255.255.255", true},
      {"10.0.0.0/8", "11.0.0.0", false},
      {"10.1.2.3/8", "10.9.9.9", true}, /* bits behind the prefix do not count */
      {"0.0.0.0/0", "255.255.255.255", true},
      {"0.0.0.0/0", "::1", false},
      {"::/0", "10.0.0.1", false},
      {"::/0", "2001:db8::1", true},
      {"203.0.113.7", "203.0.113.7", true},
      {"203.0.113.7", "203.0.113.8", false},
      {"203.0.113.0/25", "203.0.113.127", true},
      {"203.0.113.0/25", "203.0.113.128", false},
      {"2001:db8::/33", "2001:db8:7fff::1", true},
      {"2001:db8::/33", "2001:db8:8000::1", false},
      {"10.0.0.0/16", "10.0.0.0/8", false},
      {"10.0.0.0/8", "10.3.0.0/16", true},
      {"2001:DB8::", "2001:db8:0:0:0:0:0:0", true},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Network outer, inner;
    if (!network_parse(&outer, str_of(cases[i].outer)) ||
        !network_parse(&inner, str_of(cases[i].inner)) ||
        network_contains(&outer, &inner) != cases[i].contains)
      fail_msg("%s in %s", cases[i].inner, cases[i].outer);
  }
  static const char *const bad[] = {"",           "10.0.0",       "10.0.0.0/33",  "10.0.0.0/",
                                    "10.0.0.0/a", "10.0.0.0/8/8", "256.0.0.1",    "10.0.0.01",
                                    "::1/129",    "1::2::3",      "10.0.0.0/-1",  " 10.0.0.1",
                                    "*",          "10.*",         "fe80::1%eth0", "10.0.0.0/0008"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    Network net;
    if (network_parse(&net, str_of(bad[i])))
      fail_msg("%s is a network", bad[i]);
  }
  Network net;
  assert_false(network_parse(&net, str_n("10.0.0.1\0x", 10)));
}

static void base64(void **state) {
  (void)state;
  static const struct {
    const char *text, *bytes; /* NULL: not base64 */
  } cases[] = {
      {"", ""},
      {"QQ==", "A"},
      {"QQ", "A"},
      {"QUI=", "AB"},
      {"QUJD", "ABC"},
      {"QUJDRA==", "ABCD"},
      {"+/+/", "\xfb\xff\xbf"},
      {"Q", NULL},
      {"QQ=Q", NULL},
      {"Q Q=", NULL},
      {"Q-Q_", NULL},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    unsigned char out[32];
    size_t len = 99;
    bool good = base64_decode(out, &len, str_of(cases[i].text));
    const char *bytes = cases[i].bytes;
    if (good != (bytes != NULL) || (bytes && (len != strlen(bytes) || memcmp(out, bytes, len))))
      fail_msg("%s", cases[i].text);
  }
}

TESTS(values, TEST(numbers), TEST(dates), TEST(networks), TEST(base64));
