/* SPDX-License-Identifier: Apache-2.0
 *
 * Types: what Terraform makes of a value where it asks for another type.
 */
#ifndef ASSUMELINT_PARSERS_HCL_TYPES_H
#define ASSUMELINT_PARSERS_HCL_TYPES_H

#include "parsers/hcl/hcl.h"
#include "parsers/hcl/value.h"

/* Each gives NULL where the result is not certain. */

/* Makes the values of one list one type, in place: numbers among strings become strings.
 * False where it is not certain that they have a type in common. */
bool hcl_unify(Arena *arena, HclValue **items, size_t count);
/* One branch of a conditional, whose other one is `other`. */
HclValue *hcl_unify_with(Arena *arena, HclValue *value, const HclValue *other);
bool hcl_has_scalar(const HclValue *value);
/* Whether two values certainly have no type in common. */
bool hcl_conflict(const HclValue *a, const HclValue *b);
HclValue *hcl_to_set(Arena *arena, const HclValue *list);
/* string, number, bool, any, list or map. */
HclValue *hcl_convert_to(Arena *arena, HclValue *value, Str type);
/* The type that a variable is declared with. */
HclValue *hcl_convert(Arena *arena, HclValue *value, const HclExpr *type);

#endif
