/* SPDX-License-Identifier: Apache-2.0
 *
 * Templates in templates: how an inner template is nested, and how its text is read.
 */
#ifndef ASSUMELINT_PARSERS_CLOUDFORMATION_TEMPLATE_NESTING_H
#define ASSUMELINT_PARSERS_CLOUDFORMATION_TEMPLATE_NESTING_H

#include "assumelint/node.h"

typedef struct CfnDefinitions CfnDefinitions;
typedef struct CfnTemplate CfnTemplate;

/* A value that the resource around a template gives to one of its parameters. */
typedef struct CfnNestedParameter {
  Str name;
  Node *value;
} CfnNestedParameter;

/* How a template is nested in another one. */
typedef struct CfnNesting {
  CfnTemplate *outer; /* NULL: it is not nested */
  size_t depth;
  Str prefix;     /* of addresses: "Resources.S/TemplateBody/" */
  Str scope;      /* of holes: "StackSet.S" */
  Str resource;   /* the address of the resource around it */
  bool elsewhere; /* a stack set: another account, another region */
  const CfnNestedParameter *parameters;
  size_t parameter_count;
  const Hole **holes; /* what the placeholders in its text stand for */
  size_t hole_count;
} CfnNesting;

/* Maps the template that a stack set, nested stack or application brings with it; sets `read`
 * of the resource's state if nothing is left to report. Errors: those of cfn_map_template(). */
int cfn_map_nested(CfnTemplate *cfn, const CfnDefinitions *resource);
/* The tree of JSON or YAML in a string; NULL if the string is neither. Without `offsets`
 * every node gets `span`. */
Node *cfn_read_text(Arena *arena, Str text, const Offsets *offsets, Span span);

/* ---- Placeholders --------------------------------------------------------- */

/* The text of a nested template may have holes of the outer template. It is parsed with
 * placeholders for them, and each text made of it gets its holes back. */

/* Whether a text could spell a placeholder. */
bool cfn_spells_placeholder(Str s);
/* The text of a string with placeholders. Their holes go to `nesting`, its offsets to `*offsets`;
 * these are NULL where those of the string are not known. */
Str cfn_set_placeholders(const Offsets **offsets, CfnNesting *nesting, Arena *arena,
                         const Node *string);
/* The hole of the next placeholder at or after `*begin`; the placeholder then ends before `*end`.
 * NULL if there is none: then `*begin` is the length. */
const Hole *cfn_next_placeholder(const CfnTemplate *cfn, Str s, size_t *begin, size_t *end);
/* For people: placeholders as ${name}. */
Str cfn_readable(const CfnTemplate *cfn, Str s);

#endif
