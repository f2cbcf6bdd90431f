/* SPDX-License-Identifier: Apache-2.0
 *
 * Parameters of a template, and the pseudo parameters.
 */
#ifndef ASSUMELINT_PARSERS_CLOUDFORMATION_TEMPLATE_PARAMETERS_H
#define ASSUMELINT_PARSERS_CLOUDFORMATION_TEMPLATE_PARAMETERS_H

#include "parsers/cloudformation/template/template.h"

typedef struct CfnOption {
  Node *value;
  Str label; /* as it is written */
} CfnOption;

/* What a reference to a parameter may stand for. */
typedef struct CfnParameter {
  Node *value;   /* what it is without a choice; never NULL */
  Node *unknown; /* the hole; never NULL */
  struct {
    CfnOption *items;
    size_t count, cap;
  } options;
  /* AllowedValues: there are no other values than the options, and every use
   * chooses. Otherwise there is one option more, any other value, and only
   * conditions choose: elsewhere the value is the default. */
  bool closed;
  bool hidden;   /* NoEcho, or a value kept elsewhere: there are no options */
  bool accounts; /* the string is account ids with commas between them */
  /* The value in each parameter set, NULL where the set has none; NULL as a whole if no
   * set has one. A nested parameter is the only set of its template. */
  Node **set_values;
} CfnParameter;

/* ---- Of the template ------------------------------------------------------- */

/* Fills cfn->parameter_list. ERR_USAGE: a parameter value is not allowed. */
int cfn_read_parameters(CfnTemplate *cfn);
/* Makes options of the literals that conditions compare parameters with. */
void cfn_read_options(CfnTemplate *cfn);
/* NULL: there is no such parameter. */
CfnParameter *cfn_find_parameter(const CfnTemplate *cfn, Str name);
bool cfn_has_option(const CfnParameter *parameter, Str literal);
/* What a reference at `span` stands for, under the present choices; `index` is one of
 * cfn->parameters. Never NULL. */
Node *cfn_parameter(CfnTemplate *cfn, size_t index, Span span);
/* What Fn::Split makes of a parameter that is account ids with commas between
 * them and whose value is not known; NULL for every other text. */
Node *cfn_split_accounts(CfnTemplate *cfn, const Node *expression, const Text *text);
/* The list that the text "a, b" of a list parameter is. */
Node *cfn_list_value(CfnTemplate *cfn, Str text, Span span);

/* ---- Parameter values (parameter_values.c) ----------------------------------- */

/* A parameter as the template defines it. */
typedef struct CfnParameterDefinition {
  Str name;
  const Node *node;
  const Hole *hole;          /* stands for its value */
  bool list, secret, stored; /* secret: NoEcho; stored: the value is a key of the parameter store */
  Span span;
} CfnParameterDefinition;

/* Sets parameter->set_values. ERR_USAGE: a value is not allowed. */
int cfn_read_parameter_values(CfnParameter *parameter, CfnTemplate *cfn,
                              const CfnParameterDefinition *definition);
/* The parameter value under the present choices; NULL if there is none. */
Node *cfn_parameter_value(CfnTemplate *cfn, const CfnParameter *parameter);
/* Whether the hole stands for a secret parameter value. */
bool cfn_is_given_secret(const CfnTemplate *cfn, const Hole *hole);

/* ---- Pseudo parameters (pseudo_parameters.c) ---------------------------------- */

enum { CFN_PSEUDO_COUNT = 5 }; /* those that can have parameter values */

/* Makes account, region and partition literals, as far as the target has them. */
void cfn_set_target(CfnTemplate *cfn, const StackTarget *target);
/* The same from parameter values. ERR_USAGE: one is no such value, or contradicts the target. */
int cfn_read_pseudo_values(CfnTemplate *cfn);
/* Fills in those that are not set: from the template around it, or with holes. */
void cfn_fill_pseudo_parameters(CfnTemplate *cfn);
/* "AWS::Region"; `index` is below CFN_PSEUDO_COUNT. */
Str cfn_pseudo_name(size_t index);
/* NULL for other names. */
const Text *cfn_pseudo_text(CfnTemplate *cfn, Str name);

#endif
