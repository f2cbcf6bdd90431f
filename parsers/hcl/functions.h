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

#include "../terraform/source.h"

struct alint_tf_arguments {
  struct alint_tf_eval *eval;
  const struct alint_tf_frame *frame;
  const struct alint_hcl_expr *expr; /* the call */
  struct alint_arena *arena;
  struct alint_tf_value *const *items;
  size_t count;
};

/* An argument that is a string without holes. */
bool alint_tf_known_at(const struct alint_tf_arguments *call, size_t i, struct alint_str *out);
/* Whether each character is one byte; CR and LF together are one character. */
bool alint_tf_is_plain(struct alint_str s);
/* For the end of a function: a value that is not known for want of memory only. */
int alint_tf_give(struct alint_tf_value **out, struct alint_tf_value *value);
int alint_tf_give_bool(struct alint_tf_value **out, const struct alint_tf_arguments *call,
                       bool yes);
/* Texts in a row; `*out` stays NULL where one of them is no string. */
int alint_tf_give_texts(struct alint_tf_value **out, const struct alint_tf_arguments *call,
                        const struct alint_text **parts, size_t count);

typedef int alint_tf_function(struct alint_tf_value **out, const struct alint_tf_arguments *call);

/* source_strings.c */
alint_tf_function alint_tf_f_chomp, alint_tf_f_endswith, alint_tf_f_format, alint_tf_f_formatlist,
    alint_tf_f_indent, alint_tf_f_join, alint_tf_f_lower, alint_tf_f_replace, alint_tf_f_split,
    alint_tf_f_startswith, alint_tf_f_strcontains, alint_tf_f_substr, alint_tf_f_title,
    alint_tf_f_trim, alint_tf_f_trimprefix, alint_tf_f_trimspace, alint_tf_f_trimsuffix,
    alint_tf_f_upper;
/* source_collections.c */
alint_tf_function alint_tf_f_alltrue, alint_tf_f_anytrue, alint_tf_f_coalesce,
    alint_tf_f_coalescelist, alint_tf_f_compact, alint_tf_f_concat, alint_tf_f_contains,
    alint_tf_f_distinct, alint_tf_f_element, alint_tf_f_flatten, alint_tf_f_length, alint_tf_f_one,
    alint_tf_f_reverse, alint_tf_f_setunion, alint_tf_f_slice, alint_tf_f_sort, alint_tf_f_tolist,
    alint_tf_f_toset;
/* source_maps.c */
alint_tf_function alint_tf_f_keys, alint_tf_f_lookup, alint_tf_f_merge, alint_tf_f_tomap,
    alint_tf_f_values, alint_tf_f_zipmap;
/* source_encoding.c */
alint_tf_function alint_tf_f_base64decode, alint_tf_f_base64encode, alint_tf_f_jsondecode,
    alint_tf_f_jsonencode, alint_tf_f_nonsensitive, alint_tf_f_sensitive, alint_tf_f_tobool,
    alint_tf_f_tonumber, alint_tf_f_tostring;
/* source_reads.c */
alint_tf_function alint_tf_f_file, alint_tf_f_templatefile;

#endif
