/* SPDX-License-Identifier: Apache-2.0
 *
 * The resolver of intrinsic functions.
 *
 * Content never fails here: what cannot be resolved becomes a hole. A result of NULL is
 * AWS::NoValue.
 */
#ifndef ASSUMELINT_PARSERS_CLOUDFORMATION_RESOLVE_RESOLVE_H
#define ASSUMELINT_PARSERS_CLOUDFORMATION_RESOLVE_RESOLVE_H

#include "parsers/cloudformation/template/template.h"

/* A copy of the node with its intrinsic functions replaced. */
Node *cfn_resolve(CfnTemplate *cfn, const Node *node);
/* The same outside all alternatives: what depends on a choice is a hole. NULL gives NULL. */
Node *cfn_resolve_fixed(CfnTemplate *cfn, const Node *node);
/* The same for a member of a map, as text; NULL where it is absent, no string, or
 * not known to be one. */
const Text *cfn_fixed_text(CfnTemplate *cfn, const Node *map, const char *key);

/* What `Ref: name` and `Fn::GetAtt: name.attribute` stand for (references.c). */
Node *cfn_ref(CfnTemplate *cfn, Str name, Span span);
Node *cfn_get_att(CfnTemplate *cfn, Str name, Str attribute, Span span);

/* An intrinsic function gets the node it is written as and its argument. */
typedef Node *CfnFunction(CfnTemplate *cfn, const Node *node, const Node *argument);

/* functions.c */
CfnFunction cfn_fn_join, cfn_fn_split, cfn_fn_select, cfn_fn_if, cfn_fn_import_value,
    cfn_fn_get_stack_output;
/* mappings.c, sub.c, references.c */
CfnFunction cfn_fn_find_in_map, cfn_fn_sub, cfn_fn_ref, cfn_fn_get_att;

#endif
