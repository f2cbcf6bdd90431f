/* SPDX-License-Identifier: Apache-2.0
 *
 * The unsettled points in words.
 */
#include "facts/unsettled.h"

static const UnsettledPoint points[] = {
    [U1_ANY_VALUE_IF_EXISTS] =
        {"U1", "ForAnyValue:...IfExists when the key is absent",
         "IfExists wins: true in an Allow, false in a Deny",
         "ForAnyValue wins: an empty set has no value that matches, so false",
         "IAM User Guide, \"Set operators for multivalued context keys\" and \"...IfExists\""},
    [U2_PATTERN_NOT_ARN] =
        {"U2", "an Arn operator with * for a whole ARN",
         "it stands for every ARN where that lets more callers in (in an Allow; negated, in a "
         "Deny), and matches nothing elsewhere",
         "the other way round: both sides may be compared component by component, or may not",
         "IAM User Guide, \"Amazon Resource Name (ARN) condition operators\""},
    [U3_PLAIN_ON_MULTIVALUED] =
        {"U3", "an operator without ForAnyValue or ForAllValues on a multivalued key",
         "it is false, negated or not", "it is true when one value makes it true",
         "IAM User Guide, \"Single-valued vs. multivalued context keys\""},
    [U4_NOT_PRINCIPAL] = {"U4", "NotPrincipal that lists a user or role but not its account",
                          "only the listed principals are excepted",
                          "the whole account of the caller is still meant",
                          "IAM User Guide, \"AWS JSON policy elements: NotPrincipal\""},
    [U5_EMPTY_VALUES] =
        {"U5", "a condition with an empty list of values",
         "no value matches: false, and true for a negated operator", "it is no restriction",
         "IAM User Guide, \"Access Analyzer policy check reference\" (Empty array condition)"},
    [U6_MISSING_VARIABLE] = {"U6", "a negated operator whose policy variable has no value",
                             "it is true: the value cannot be equal",
                             "it is false: the condition cannot be computed",
                             "IAM User Guide, \"Policy variables with no value\""},
    [U7_VARIABLE_IN_OTHER_TYPE] = {"U7", "a policy variable under Bool, Numeric, Date or IpAddress",
                                   "it is literal text", "it is replaced as in strings",
                                   "IAM User Guide, \"Where you can use policy variables\""},
};

const UnsettledPoint *unsettled_point(size_t n) {
  return n < sizeof points / sizeof *points ? &points[n] : 0;
}
