/* SPDX-License-Identifier: Apache-2.0
 *
 * Templates in files of other formats: a Terraform plan has those of its stacks as strings.
 */
#ifndef ASSUMELINT_PARSERS_CLOUDFORMATION_CLOUDFORMATION_H
#define ASSUMELINT_PARSERS_CLOUDFORMATION_CLOUDFORMATION_H

#include "assumelint/parser.h"

/* The value of a parameter; `text` NULL: it is not known. */
typedef struct CfnArgument {
  Str name;
  const Text *text;
} CfnArgument;

typedef struct CfnEmbedded {
  Str text;     /* of the template, YAML or JSON */
  Span span;    /* of all of it */
  Str resource; /* the address of the resource that has it */
  Str prefix;   /* of addresses in it: "aws_cloudformation_stack.x/template_body/" */
  const Text *account, *partition; /* of that resource */
  bool elsewhere;                  /* a stack set: deployed to other accounts */
  const CfnArgument *arguments;
  size_t argument_count;
  bool arguments_unknown; /* there may be more of them */
  Str give;               /* how a parameter without a value gets one */
  /* For everything in it: what the change does to it, and where people edit it. */
  Change change;
  SourceSpan source_span, definition;
  bool is_template; /* set by cfn_map_embedded(): it could be read */
} CfnEmbedded;

/* Maps the templates into a world of `input`. Errors: those of cfn_map_template(). */
int cfn_map_embedded(Input *input, World *world, const ParseOptions *options, CfnEmbedded *items,
                     size_t count);

#endif
