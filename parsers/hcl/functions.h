/* SPDX-License-Identifier: Apache-2.0
 *
 * What the functions of Terraform's language share. Each is a line in the table of its
 * file, with one letter for each argument that it takes:
 *
 *   s  a string without holes: call->str     l  a list or set
 *   a  the same, and hcl_is_plain()          f  one that is not loose: value.h
 *   i  a whole number: call->integer         o  one that is not loose, and a list
 *   t  a string                              m  a map or an object
 *   v  anything
 *
 * "?" behind a letter means none or one, "*" any number, "+" one or more. s, a and i are
 * among the first three. All arguments together are at most as large as a policy.
 */
#ifndef ASSUMELINT_PARSERS_HCL_FUNCTIONS_H
#define ASSUMELINT_PARSERS_HCL_FUNCTIONS_H

#include "parsers/hcl/eval.h"
#include "parsers/hcl/types.h"

typedef struct HclArguments {
  const char *name; /* of the function */
  HclEval *eval;
  const HclFrame *frame;
  const HclExpr *expr; /* the call */
  Arena *arena;
  HclValue **items;
  size_t count;
  Str str[3];           /* of s and a */
  long long integer[3]; /* of i */
} HclArguments;

typedef struct HclFunction {
  const char *name, *takes;
  /* NULL where the result is not certain: it becomes a hole. */
  HclValue *(*evaluate)(const HclArguments *call);
} HclFunction;

/* Each ends with a name that is NULL. */
extern const HclFunction hcl_string_functions[], hcl_collection_functions[],
    hcl_encoding_functions[];

/* An argument that is a string without holes. */
bool hcl_known_at(const HclArguments *call, size_t i, Str *out);
/* Whether each character is one byte; CR and LF together are one character. */
bool hcl_is_plain(Str s);

#endif
