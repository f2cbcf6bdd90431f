/* SPDX-License-Identifier: Apache-2.0
 *
 * What the functions of Terraform's language share. Each gets its arguments as far
 * as they are known, and leaves `*out` NULL where it cannot be told for certain
 * what comes out: that is a hole then. ALINT_OK or ALINT_ENOMEM.
 *
 * All arguments together are no larger than a policy may be.
 */
#ifndef ALINT_PARSERS_HCL_FUNCTIONS_H
#define ALINT_PARSERS_HCL_FUNCTIONS_H

#include "eval.h"
#include "types.h"

struct alint_hcl_arguments {
  struct alint_hcl_eval *eval;
  const struct alint_hcl_frame *frame;
  const struct alint_hcl_expr *expr; /* the call */
  struct alint_arena *arena;
  struct alint_hcl_value *const *items;
  size_t count;
};

/* An argument that is a string without holes. */
bool alint_hcl_known_at(const struct alint_hcl_arguments *call, size_t i, struct alint_str *out);
/* Whether each character is one byte; CR and LF together are one character. */
bool alint_hcl_is_plain(struct alint_str s);
/* For the end of a function: a value that is not known for want of memory only. */
int alint_hcl_give(struct alint_hcl_value **out, struct alint_hcl_value *value);
int alint_hcl_give_bool(struct alint_hcl_value **out, const struct alint_hcl_arguments *call,
                        bool yes);
/* Texts in a row; `*out` stays NULL where one of them is no string. */
int alint_hcl_give_texts(struct alint_hcl_value **out, const struct alint_hcl_arguments *call,
                         const struct alint_text **parts, size_t count);

typedef int alint_hcl_function(struct alint_hcl_value **out,
                               const struct alint_hcl_arguments *call);

/* strings.c */
alint_hcl_function alint_hcl_f_chomp, alint_hcl_f_endswith, alint_hcl_f_format,
    alint_hcl_f_formatlist, alint_hcl_f_indent, alint_hcl_f_join, alint_hcl_f_lower,
    alint_hcl_f_replace, alint_hcl_f_split, alint_hcl_f_startswith, alint_hcl_f_strcontains,
    alint_hcl_f_substr, alint_hcl_f_title, alint_hcl_f_trim, alint_hcl_f_trimprefix,
    alint_hcl_f_trimspace, alint_hcl_f_trimsuffix, alint_hcl_f_upper;
/* collections.c */
alint_hcl_function alint_hcl_f_alltrue, alint_hcl_f_anytrue, alint_hcl_f_coalesce,
    alint_hcl_f_coalescelist, alint_hcl_f_compact, alint_hcl_f_concat, alint_hcl_f_contains,
    alint_hcl_f_distinct, alint_hcl_f_element, alint_hcl_f_flatten, alint_hcl_f_length,
    alint_hcl_f_one, alint_hcl_f_reverse, alint_hcl_f_setunion, alint_hcl_f_slice, alint_hcl_f_sort,
    alint_hcl_f_tolist, alint_hcl_f_toset;
/* maps.c */
alint_hcl_function alint_hcl_f_keys, alint_hcl_f_lookup, alint_hcl_f_merge, alint_hcl_f_tomap,
    alint_hcl_f_values, alint_hcl_f_zipmap;
/* encoding.c */
alint_hcl_function alint_hcl_f_base64decode, alint_hcl_f_base64encode, alint_hcl_f_jsondecode,
    alint_hcl_f_jsonencode, alint_hcl_f_nonsensitive, alint_hcl_f_sensitive, alint_hcl_f_tobool,
    alint_hcl_f_tonumber, alint_hcl_f_tostring;
/* files.c */
alint_hcl_function alint_hcl_f_file, alint_hcl_f_templatefile;

#endif
