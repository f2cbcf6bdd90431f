/* SPDX-License-Identifier: Apache-2.0
 *
 * The front end for CloudFormation and SAM templates: one mapper for the trees
 * of YAML and of JSON.
 */
#ifndef ASSUMELINT_PARSERS_CLOUDFORMATION_CLOUDFORMATION_H
#define ASSUMELINT_PARSERS_CLOUDFORMATION_CLOUDFORMATION_H

#include "assumelint/parser.h"

/* ---- Templates in files of other formats (embedded.c) ---------------------- */

/* The value of a parameter: `text` NULL where it is not known. */
typedef struct CfnArgument {
  Str name;
  const Text *text;
} CfnArgument;

typedef struct CfnEmbedded {
  Str text;     /* of the template, YAML or JSON */
  Span span;    /* where all of it stands */
  Str resource; /* the address of what brings it */
  Str prefix;   /* of addresses in it: "aws_cloudformation_stack.x/template_body/" */
  const Text *account, *partition; /* of what brings it */
  bool elsewhere;                  /* a stack set: deployed to other accounts */
  const CfnArgument *arguments;
  size_t argument_count;
  bool arguments_unknown; /* there may be more of them */
  Str give;               /* how those get a value that have none */
  /* For all that is in it: what the change does to it, and where people edit it. */
  Change change;
  SourceSpan place, definition;
  bool is_template; /* out: it could be read */
} CfnEmbedded;

/* Maps them into a world of `input`. */
int cfn_map_embedded(Input *input, World *world, const ParseOptions *options, CfnEmbedded *items,
                     size_t count);

#endif
