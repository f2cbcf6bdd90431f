/* SPDX-License-Identifier: Apache-2.0
 *
 * What the functions of Terraform's language share. Each is a line in the table of
 * its file, with the arguments that it takes, one letter each:
 *
 *   s  a string without holes: call->str     l  a list or set
 *   a  the same of which alint_hcl_is_plain  f  one that is not loose: see value.h
 *   i  a whole number: call->integer         o  one that is no set besides
 *   t  a string                              m  a map or an object
 *   v  anything
 *
 * Behind a letter "?" is none or one, "*" any number, and "+" one or more. s, a
 * and i are among the first three. All arguments together are no larger than a
 * policy may be.
 */
#ifndef ALINT_PARSERS_HCL_FUNCTIONS_H
#define ALINT_PARSERS_HCL_FUNCTIONS_H

#include "eval.h"
#include "types.h"

struct alint_hcl_arguments {
  const char *name; /* of the function */
  struct alint_hcl_eval *eval;
  const struct alint_hcl_frame *frame;
  const struct alint_hcl_expr *expr; /* the call */
  struct alint_arena *arena;
  struct alint_hcl_value **items;
  size_t count;
  struct alint_str str[3]; /* of s and a */
  long long integer[3];    /* of i */
};

struct alint_hcl_function {
  const char *name, *takes;
  /* NULL where it cannot be told for certain what comes out: that is a hole then. */
  struct alint_hcl_value *(*evaluate)(const struct alint_hcl_arguments *call);
};

/* Each ends with a name that is NULL. */
extern const struct alint_hcl_function alint_hcl_string_functions[],
    alint_hcl_collection_functions[], alint_hcl_map_functions[], alint_hcl_encoding_functions[],
    alint_hcl_file_functions[];

/* An argument that is a string without holes. */
bool alint_hcl_known_at(const struct alint_hcl_arguments *call, size_t i, struct alint_str *out);
/* Whether each character is one byte; CR and LF together are one character. */
bool alint_hcl_is_plain(struct alint_str s);
/* Texts in a row; NULL where one of them is no string. */
struct alint_hcl_value *alint_hcl_give_texts(const struct alint_hcl_arguments *call,
                                             const struct alint_text **parts, size_t count);

#endif
