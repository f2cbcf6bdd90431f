/* SPDX-License-Identifier: Apache-2.0
 *
 * What the functions of Terraform's language share. Each is a line in the table of
 * its file, with the arguments that it takes, one letter each:
 *
 *   s  a string without holes: call->str     l  a list or set
 *   a  the same of which hcl_is_plain  f  one that is not loose: see value.h
 *   i  a whole number: call->integer         o  one that is no set besides
 *   t  a string                              m  a map or an object
 *   v  anything
 *
 * Behind a letter "?" is none or one, "*" any number, and "+" one or more. s, a
 * and i are among the first three. All arguments together are no larger than a
 * policy may be.
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
  /* NULL where it cannot be told for certain what comes out: that is a hole then. */
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
