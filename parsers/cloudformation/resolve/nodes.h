/* SPDX-License-Identifier: Apache-2.0
 *
 * Nodes of resolved trees: strings with holes, and values that are not known.
 */
#ifndef ASSUMELINT_PARSERS_CLOUDFORMATION_RESOLVE_NODES_H
#define ASSUMELINT_PARSERS_CLOUDFORMATION_RESOLVE_NODES_H

#include "parsers/cloudformation/template/template.h"

/* ---- Making them. Nothing gives NULL. ---------------------------------------- */

/* With the scope of a nested template. */
Hole *cfn_hole(const CfnTemplate *cfn, HoleKind kind, Str name);
const Text *cfn_hole_text(const CfnTemplate *cfn, HoleKind kind, Str name);
Node *cfn_hole_node(const CfnTemplate *cfn, HoleKind kind, Str name, Span span);
Node *cfn_text_node(const CfnTemplate *cfn, const Text *text, Span span);
/* A value of any type. */
Node *cfn_opaque(const CfnTemplate *cfn, const Hole *hole, Span span);
/* The value of an expression, of any type or a string; the expression is its name.
 * `source`: the resolved argument it depends on, or NULL. */
Node *cfn_unknown(const CfnTemplate *cfn, const Node *expression, const Node *source);
Node *cfn_unknown_string(const CfnTemplate *cfn, const Node *expression, const Node *source);
/* The expression as text: equal expressions have equal names. */
Str cfn_describe(const CfnTemplate *cfn, const Node *expression);

/* ---- Looking at them ----------------------------------------------------------- */

/* A resolved node as a string; NULL where it is a list, a map, null or NULL. */
const Text *cfn_node_text(const CfnTemplate *cfn, const Node *node);
/* Whether a boolean is true; YAML's yes and on arrive as they are written. */
bool cfn_is_true(Str s);
/* A node as a string without holes; false where it is none. */
bool cfn_node_known(const Node *node, Str *out);
/* A list as it is; any other node is its own only item, NULL has none. */
size_t cfn_item_count(const Node *node);
const Node *cfn_item(const Node *node, size_t index);
/* The hole that an unknown value, or a string with holes, depends on; or NULL. */
const Hole *cfn_first_hole(const Node *node);
/* "Fn::X" of {"Fn::X": ...} and {"Ref": ...}, also of the tool rain; NULL for
 * everything else. */
const Member *cfn_intrinsic(const Node *node);
/* Whether a node is that one function and nothing else. */
bool cfn_is_function(const Node *node, const char *name);
/* Whether resolved nodes certainly have the same value. */
bool cfn_same(const Node *a, const Node *b);

#endif
