/* SPDX-License-Identifier: Apache-2.0
 *
 * Types: what Terraform makes of a value where it asks for another type.
 */
#ifndef ALINT_PARSERS_HCL_TYPES_H
#define ALINT_PARSERS_HCL_TYPES_H

#include "hcl.h"
#include "value.h"

/* Each gives NULL where it cannot be told what comes out. */

/* Values of one list: numbers among strings are strings. In place; false where they
 * have no type in common for certain. */
bool alint_hcl_unify(struct alint_arena *arena, struct alint_hcl_value **items, size_t count);
/* One branch of a conditional, whose other one is `other`. */
struct alint_hcl_value *alint_hcl_unify_with(struct alint_arena *arena,
                                             struct alint_hcl_value *value,
                                             const struct alint_hcl_value *other);
bool alint_hcl_has_scalar(const struct alint_hcl_value *value);
/* Whether two values certainly have no type in common. */
bool alint_hcl_conflict(const struct alint_hcl_value *a, const struct alint_hcl_value *b);
struct alint_hcl_value *alint_hcl_to_set(struct alint_arena *arena,
                                         const struct alint_hcl_value *list);
/* string, number, bool, any, list or map. */
struct alint_hcl_value *alint_hcl_convert_to(struct alint_arena *arena,
                                             struct alint_hcl_value *value, struct alint_str type);
/* The type that a variable is declared with. */
struct alint_hcl_value *alint_hcl_convert(struct alint_arena *arena, struct alint_hcl_value *value,
                                          const struct alint_hcl_expr *type);

#endif
