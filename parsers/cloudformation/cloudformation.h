/* SPDX-License-Identifier: Apache-2.0
 *
 * The front end for CloudFormation and SAM templates: one mapper for the trees
 * of YAML and of JSON.
 */
#ifndef ALINT_PARSERS_CLOUDFORMATION_CLOUDFORMATION_H
#define ALINT_PARSERS_CLOUDFORMATION_CLOUDFORMATION_H

#include "assumelint/parser.h"

/* ---- Templates in files of other formats (embedded.c) ---------------------- */

/* The value of a parameter: `text` NULL where it is not known. */
struct alint_cfn_argument {
  struct alint_str name;
  const struct alint_text *text;
};

struct alint_cfn_embedded {
  struct alint_str text;     /* of the template, YAML or JSON */
  struct alint_span span;    /* where all of it stands */
  struct alint_str resource; /* the address of what brings it */
  struct alint_str prefix;   /* of addresses in it: "aws_cloudformation_stack.x/template_body/" */
  const struct alint_text *account, *partition; /* of what brings it */
  bool elsewhere;                               /* a stack set: deployed to other accounts */
  const struct alint_cfn_argument *arguments;
  size_t argument_count;
  bool arguments_unknown; /* there may be more of them */
  struct alint_str give;  /* how those get a value that have none */
  /* For all that is in it: what the change does to it, and where people edit it. */
  enum alint_change change;
  struct alint_place place, definition;
  bool is_template; /* out: it could be read */
};

/* Maps them into a world of `input`. */
int alint_cloudformation_map_embedded(struct alint_input *input, struct alint_world *world,
                                      const struct alint_parse_options *options,
                                      struct alint_cfn_embedded *items, size_t count);

#endif
