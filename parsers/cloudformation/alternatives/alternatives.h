/* SPDX-License-Identifier: Apache-2.0
 *
 * Choices under which a template is resolved, and the alternatives that come of them.
 */
#ifndef ASSUMELINT_PARSERS_CLOUDFORMATION_ALTERNATIVES_ALTERNATIVES_H
#define ASSUMELINT_PARSERS_CLOUDFORMATION_ALTERNATIVES_ALTERNATIVES_H

#include "assumelint/node.h"

typedef struct CfnTemplate CfnTemplate;

typedef enum {
  CFN_CONDITION, /* option 0: true, 1: false */
  CFN_PARAMETER, /* an option of the parameter */
  CFN_DUPLICATE, /* which of several members with one key counts */
  CFN_PARTITION, /* a key of the first mapping that AWS::Partition is looked up in */
  CFN_SET,       /* a parameter set */
} CfnChoiceKind;

typedef struct CfnChoice {
  CfnChoiceKind kind;
  Str name;
  size_t option, option_count;
  const Node *mapping; /* PARTITION */
} CfnChoice;

/* An assignment: an option for each choice that was made. */
typedef struct CfnChoices {
  CfnChoice *items;
  size_t count, cap;
  bool cut; /* there were more than MAX_ALTERNATIVES */
} CfnChoices;

/* ---- Choices -------------------------------------------------------------- */

/* The option under the present assignment; a new choice gets option 0. Only while
 * cfn->choosing. */
size_t cfn_choose(CfnTemplate *cfn, CfnChoiceKind kind, Str name, size_t option_count);
/* Whether the choice was made already; its option goes to `*option`. */
bool cfn_chosen(const CfnTemplate *cfn, CfnChoiceKind kind, Str name, size_t *option);
/* The partition, one of the keys of `mapping`, which must have one. */
Str cfn_choose_partition(CfnTemplate *cfn, const Node *mapping);
/* The member with this key that counts; NULL if there is none. */
const Member *cfn_pick(CfnTemplate *cfn, const Node *map, const char *key);

/* ---- Conditions (conditions.c) -------------------------------------------- */

/* UNKNOWN only while not choosing. */
Tri cfn_condition(CfnTemplate *cfn, Str name);
/* The condition that a resource names under `Condition`; YES without one. */
Tri cfn_condition_of(CfnTemplate *cfn, const Member *condition);

/* ---- Alternatives --------------------------------------------------------- */

/* A role with its trust policy under one assignment, or under several that give the same. */
typedef struct CfnAlternative {
  bool exists;       /* false: the role is not there */
  Node *document;    /* resolved; NULL: no trust policy */
  Span span;         /* of the document, else of the resource */
  const Span *alias; /* the alias or merge key it was reached through, or NULL */
  Str when;          /* set by cfn_try_all(); empty where there is one alternative */
} CfnAlternative;

typedef struct CfnAlternatives {
  CfnAlternative *items;
  size_t count;
  bool cut; /* there were more than MAX_ALTERNATIVES assignments */
} CfnAlternatives;

/* Reads a role under the present assignment. */
typedef CfnAlternative CfnReadRole(CfnTemplate *cfn, const void *context);

/* Reads the role under each assignment. Those that give the same are joined, those without
 * the role left out. */
CfnAlternatives cfn_try_all(CfnTemplate *cfn, CfnReadRole *read, const void *context);

#endif
