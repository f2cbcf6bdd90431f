/* SPDX-License-Identifier: Apache-2.0
 *
 * When an alternative of a trust policy holds, as it is reported.
 */
#include "templates.h"

#define PARAMETERS                                                                                 \
  "Parameters:\n"                                                                                  \
  "  Stage: {Type: String, AllowedValues: [dev, test, prod]}\n"                                    \
  "  Audit: {Type: String, AllowedValues: ['yes', 'no']}\n"                                        \
  "Conditions:\n"                                                                                  \
  "  IsProd: !Equals [!Ref Stage, prod]\n"                                                         \
  "  HasAudit: !Equals [!Ref Audit, 'yes']\n"                                                      \
  "  Both: !And [!Condition IsProd, !Condition HasAudit]\n"

static void test_one_list_of_conditions(void **state) {
  (void)state;
  expect(PARAMETERS ROLE "!If [IsProd, a, b]\n", "R[Stage=dev|test]: Allow AWS=b\n"
                                                 "R[Stage=prod]: Allow AWS=a\n");
}

/* No single list of conditions says when it is b. */
static void test_several_ways(void **state) {
  (void)state;
  expect(PARAMETERS ROLE "!If [Both, a, b]\n", "R[Stage=dev|test or Audit=no]: Allow AWS=b\n"
                                               "R[Audit=yes, Stage=prod]: Allow AWS=a\n");
}

/* One of six switches being off is enough: only the first lists of conditions are shown. */
static void test_many_ways_end(void **state) {
  (void)state;
  expect("Parameters:\n"
         "  A: {Type: String, AllowedValues: [x, y]}\n"
         "  B: {Type: String, AllowedValues: [x, y]}\n"
         "  C: {Type: String, AllowedValues: [x, y]}\n"
         "  D: {Type: String, AllowedValues: [x, y]}\n"
         "  E: {Type: String, AllowedValues: [x, y]}\n"
         "  F: {Type: String, AllowedValues: [x, y]}\n"
         "Conditions:\n"
         "  All: !And [!Equals [!Ref A, x], !Equals [!Ref B, x], !Equals [!Ref C, x],\n"
         "             !Equals [!Ref D, x], !Equals [!Ref E, x], !Equals [!Ref F, x]]\n" ROLE
         "!If [All, a, b]\n",
         "R[A=x, B=x, C=x, D=x, E=x, F=x]: Allow AWS=a\n"
         "R[F=y or E=y or D=y or C=y or others]: Allow AWS=b\n");
}

TESTS(when, TEST(test_one_list_of_conditions), TEST(test_several_ways), TEST(test_many_ways_end));
