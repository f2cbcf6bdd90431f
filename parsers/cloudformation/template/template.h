/* SPDX-License-Identifier: Apache-2.0
 *
 * A template with its sections, and what is known of it while it is resolved and mapped.
 */
#ifndef ASSUMELINT_PARSERS_CLOUDFORMATION_TEMPLATE_TEMPLATE_H
#define ASSUMELINT_PARSERS_CLOUDFORMATION_TEMPLATE_TEMPLATE_H

#include "assumelint/limits.h"
#include "assumelint/model.h"
#include "assumelint/parser.h"
#include "parsers/cloudformation/alternatives/alternatives.h"
#include "parsers/cloudformation/resolve/identities.h"
#include "parsers/cloudformation/template/nesting.h"

typedef struct CfnParameter CfnParameter;
typedef struct CfnGrants CfnGrants;

/* ---- Sections ------------------------------------------------------------- */

typedef struct CfnEntry {
  Str key;
  const Member *member;
  size_t order; /* its index in the file */
} CfnEntry;

/* All members of every top-level section of one name, sorted by key; duplicates in file order. */
typedef struct CfnSection {
  CfnEntry *entries;
  size_t count;
} CfnSection;

/* What a section has under one name. CloudFormation takes one of several, we cannot say which. */
typedef struct CfnDefinitions {
  Str name;
  const CfnEntry *entries;
  size_t count;
  size_t index; /* of the first entry in its section */
} CfnDefinitions;

/* A place in the resources, in file order; begins as {0}. */
typedef struct CfnResourceCursor {
  size_t section, member;
} CfnResourceCursor;

/* ---- What is known of resources and conditions ------------------------------ */

typedef struct CfnResourceState {
  bool busy;              /* being identified */
  bool read;              /* the template in it was read */
  CfnResourceNames names; /* `ref` NULL: not set yet */
} CfnResourceState;

typedef struct CfnConditionState {
  bool busy; /* being evaluated */
  struct {
    size_t generation; /* of the assignment that `value` was computed under; 0: never */
    Tri value;
  } memo[2]; /* [1] while choosing */
} CfnConditionState;

/* ---- The template ---------------------------------------------------------- */

/* What a template and all those in it have in common. */
typedef struct CfnShared {
  const ParseOptions *options;
  size_t steps;  /* of MAX_RESOLVE_STEPS */
  bool spent;    /* the steps did not suffice */
  Change change; /* of all that is in them, and where people edit it */
  SourceSpan where, definition;
  size_t nested_count;    /* of MAX_NESTED_TEMPLATES */
  bool ignores;           /* suppressions are looked for */
  Suppression **on_lines; /* those of comments, by their line */
  size_t on_line_count;
} CfnShared;

typedef struct CfnTemplate {
  Input *input;
  World *world; /* where its roles go */
  Arena *arena;
  const Node *root;
  const char *path;           /* of its file; NULL: files beside it are not looked for */
  unsigned long long file[2]; /* of a nested file */
  CfnNesting nesting;         /* zero: the template of the input */
  CfnShared *shared;
  CfnSection parameters, conditions, mappings, resources;
  CfnParameter *parameter_list;        /* parallel to parameters.entries */
  CfnConditionState *condition_states; /* parallel to conditions.entries */
  CfnResourceState *resource_states;   /* parallel to resources.entries */
  const ParameterSet *sets;            /* what the user gives */
  size_t set_count;
  const Text *account_text, *partition_text, *region_text, *suffix_text, *stack_text;

  /* Resolving */
  CfnChoices choices;
  bool choosing;     /* alternatives are being tried; otherwise what has several values is a hole */
  bool in_condition; /* a parameter compared here has alternatives even without AllowedValues */
  size_t depth;
  size_t generation; /* of the present assignment */

  CfnGrants *grants;  /* policies of the template that give administrator rights */
  bool root_reported; /* what is wrong with the root is reported with the first role */
} CfnTemplate;

/* Whether a tree is a template. */
bool cfn_is_template(const Node *root);
/* Sets the sections and the states of cfn->root. */
void cfn_read_sections(CfnTemplate *cfn);
CfnDefinitions cfn_find(const CfnSection *section, Str name);
/* The next resource in file order; NULL after the last. */
const Member *cfn_next_resource(const CfnTemplate *cfn, CfnResourceCursor *cursor);
Str cfn_type_of(const Node *resource);
Str cfn_address(const CfnTemplate *cfn, Str logical_id);

/* Counts one more step; false when there were too many. */
bool cfn_step(CfnTemplate *cfn);
/* Something that the user is shown beside the report. */
void cfn_add_note(CfnTemplate *cfn, Str note);
/* Something that was not read. */
void cfn_add_unread(CfnTemplate *cfn, Unread unread);

/* Writes out Fn::ForEach; true if cfn->root is another tree now (foreach.c). */
bool cfn_expand_loops(CfnTemplate *cfn);
/* Suppressions in metadata and comments (suppressions.c). */
void cfn_read_suppressions(CfnTemplate *cfn);

/* Maps everything a template holds, from cfn->root (cloudformation.c). ERR_USAGE: a parameter value
 * is not allowed; ERR_LIMIT: a trust policy is too large. */
int cfn_map_template(CfnTemplate *cfn);

#endif
