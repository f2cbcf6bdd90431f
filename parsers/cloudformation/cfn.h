/* SPDX-License-Identifier: Apache-2.0
 *
 * What the files of the CloudFormation mapper share: the template with its
 * indexes, the resolver of intrinsic functions, and the choices under which a
 * role is judged.
 *
 * Functions return OK or ERR_MEMORY, with the result in the first
 * parameter; content never fails: what cannot be resolved becomes a hole.
 *
 * Source: AWS CloudFormation User Guide, "Intrinsic function reference",
 * "Pseudo parameters reference", "Parameters section structure".
 */
#ifndef ASSUMELINT_PARSERS_CLOUDFORMATION_CFN_H
#define ASSUMELINT_PARSERS_CLOUDFORMATION_CFN_H

#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "assumelint/builder.h"
#include "assumelint/limits.h"
#include "assumelint/model.h"
#include "assumelint/node.h"
#include "assumelint/parser.h"

typedef struct CfnGrant CfnGrant;

/* ---- Sections, looked up by name (index.c) ------------------------------- */

typedef struct CfnEntry {
  Str key;
  const Member *member;
  size_t order; /* place in the file */
} CfnEntry;

/* Members sorted by key, duplicates in file order. */
typedef struct CfnSection {
  CfnEntry *entries;
  size_t count;
} CfnSection;

/* All members of every top-level section of that name. */
void cfn_index_section(CfnSection *out, Arena *arena, const Node *root, const char *section);
/* Number of members with that key; the first of them goes to `*at`. */
size_t cfn_find(const CfnSection *index, Str key, size_t *at);

typedef struct CfnTemplate CfnTemplate;
/* All resources in file order; ends with the first status that is not OK. */
typedef int CfnVisitResource(CfnTemplate *cfn, const Member *resource);
int cfn_each_resource(CfnTemplate *cfn, CfnVisitResource *visit);

/* ---- Parameters (parameters.c) ------------------------------------------- */

typedef struct CfnOption {
  Node *value;
  Str label; /* as it is written */
} CfnOption;

/* What a reference to a parameter may stand for. */
typedef struct CfnParameter {
  Node *value;   /* what it is where nothing chooses; never NULL */
  Node *unknown; /* the hole; never NULL */
  CfnOption *options;
  size_t option_count, option_cap;
  /* AllowedValues: there are no other values than the options, and every use
   * chooses. Otherwise there is one option more, any other value, and only
   * conditions choose: elsewhere the value is what it is by default. */
  bool closed;
  bool hidden;   /* NoEcho, or a value kept elsewhere: there are no options */
  bool accounts; /* the string is account ids with commas between them */
  /* The value in each parameter set, NULL where it is not given; the whole is
   * NULL where no set has one (given.c). */
  Node **given;
} CfnParameter;

/* ---- Choices (alternatives.c) -------------------------------------------- */

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

typedef struct CfnChoices {
  CfnChoice *items;
  size_t count, cap;
  bool cut; /* there were more than MAX_ALTERNATIVES */
} CfnChoices;

/* ---- Identities of resources (identities.c) ------------------------------ */

typedef struct CfnResourceNames {
  const Text *name;    /* as given; NULL when generated or not known */
  const Text *path;    /* NULL when not known, or where the type has none */
  const Text *arn;     /* with the name in it; NULL when that is not known */
  const Text *ref;     /* what Ref gives; never NULL */
  const Text *get_arn; /* what GetAtt Arn gives; never NULL */
} CfnResourceNames;

/* ---- Templates in templates (nested.c) ----------------------------------- */

/* What a template and all those in it have in common. */
typedef struct CfnShared {
  const ParseOptions *options;
  size_t steps;  /* of MAX_RESOLVE_STEPS */
  bool spent;    /* more steps were asked for */
  Change change; /* of all that is in them, and where people edit it */
  SourceSpan where, definition;
  size_t nested_count;    /* of MAX_NESTED_TEMPLATES */
  bool ignores;           /* suppressions are looked for */
  Suppression **on_lines; /* those of comments, by their line */
  size_t on_line_count;
} CfnShared;

/* A value that the resource around a template gives to a parameter. */
typedef struct CfnNestedParameter {
  Str name;
  Node *value;
} CfnNestedParameter;

/* How a template stands in another one. */
typedef struct CfnNesting {
  CfnTemplate *outer; /* NULL: it does not */
  size_t depth;
  Str prefix;     /* of addresses: "Resources.S/TemplateBody/" */
  Str scope;      /* of holes: "StackSet.S" */
  Str resource;   /* the address of the resource around it */
  bool elsewhere; /* a stack set: another account, another region */
  const CfnNestedParameter *passed;
  size_t passed_count;
  const Hole **holes; /* what the marks in its text stand for (marks.c) */
  size_t hole_count;
} CfnNesting;

/* ---- The template -------------------------------------------------------- */

/* What a condition turned out to be. */
typedef struct CfnConditionMemo {
  size_t generation; /* of the assignment it was computed under; 0: never */
  Tri value;
} CfnConditionMemo;

typedef struct CfnTemplate {
  Input *input;
  World *world; /* where its roles go */
  Arena *arena;
  const Node *root;
  const char *path;           /* of its file; NULL: files beside it are not looked for */
  unsigned long long file[2]; /* of a nested file */
  CfnNesting place;           /* zero: the template of the file */
  CfnShared *shared;
  CfnSection parameters, conditions, mappings, resources;
  CfnParameter *parameter_values; /* parallel to parameters.entries */
  const ParameterSet *sets;       /* values given from outside */
  size_t set_count;
  const Text *account_text, *partition_text, *region_text, *suffix_text, *stack_text;

  /* Resolving */
  CfnChoices choices;
  bool choosing;     /* alternatives are being tried; otherwise what has several values is a hole */
  bool in_condition; /* a parameter compared here has alternatives even without AllowedValues */
  size_t depth;
  unsigned char *resource_busy;        /* parallel to resources.entries: being identified */
  unsigned char *resource_read;        /* likewise: the template in it was read */
  CfnResourceNames *identities;        /* likewise; `ref` NULL: not asked for yet */
  unsigned char *condition_busy;       /* parallel to conditions.entries */
  CfnConditionMemo *condition_memo[2]; /* for choosing and not choosing */
  size_t generation;

  CfnGrant *grants; /* policies of the template that give administrator rights */
  size_t grant_count;
  const CfnGrant **grants_by_role, **grants_by_policy; /* sorted, those that name one */
  size_t grants_by_role_count, grants_by_policy_count;
  bool root_told; /* what is odd about the root stands with the first role */
} CfnTemplate;

/* ---- Holes and nodes (nodes.c) ------------------------------------------- */

/* With the scope of a template inside of another one. NULL when out of memory. */
Hole *cfn_hole(CfnTemplate *cfn, HoleKind kind, Str name);
void cfn_opaque(Node **out, CfnTemplate *cfn, const Hole *hole, Span span);
void cfn_text_node(Node **out, CfnTemplate *cfn, const Text *text, Span span);
void cfn_hole_node(Node **out, CfnTemplate *cfn, HoleKind kind, Str name, Span span);
/* A value of any shape, or a string, named by the expression it is the value of.
 * `from`: the resolved argument it hangs on, if one does; may be NULL. */
void cfn_unknown(Node **out, CfnTemplate *cfn, const Node *expression, const Node *from);
void cfn_unknown_string(Node **out, CfnTemplate *cfn, const Node *expression, const Node *from);
/* The expression as text: equal expressions give equal names. */
void cfn_describe(Str *out, CfnTemplate *cfn, const Node *expression);
/* A resolved node as a string; `*out` NULL where it is a list, a map or null. */
void cfn_node_text(const Text **out, CfnTemplate *cfn, const Node *node);
/* A resolved node as a string without holes; false otherwise. */
bool cfn_node_known(const Node *node, Str *out);
/* "Fn::X" of {"Fn::X": ...} and {"Ref": ...}, also of the tool rain; NULL for
 * everything else. */
const Member *cfn_intrinsic(const Node *node);
/* Resolved nodes that certainly have the same value. */
bool cfn_same(const Node *a, const Node *b);

/* A text under construction. Failures stick. */
typedef struct CfnTextBuilder {
  CfnTemplate *cfn;
  Buf literal; /* the literal piece at the end */
  Piece *pieces;
  size_t count, cap;
  size_t bytes, holes;
  bool no_memory, too_long;
} CfnTextBuilder;

/* Whether a string may be a document, so that places in it are asked for. */
bool cfn_may_be_document(Str s);

CfnTextBuilder cfn_text_begin(CfnTemplate *cfn);
void cfn_text_add(CfnTextBuilder *text, Str literal);
void cfn_text_append(CfnTextBuilder *text, const Text *more);
/* What is too long becomes a hole. */
void cfn_text_end(const Text **out, CfnTextBuilder *text);

/* ---- Marks (marks.c) ------------------------------------------------------ */

/* The text of a template may have holes, of the template around it. It is parsed
 * with marks in their places, and they are put back wherever a text is made. */

/* Whether a text could spell a mark. */
bool cfn_spells_mark(Str s);
/* The text of a string with marks, their holes in `place`, and its offsets. */
void cfn_set_marks(Str *out, const Offsets **offsets, CfnNesting *place, Arena *arena,
                   const Node *string);
/* The next mark at or after `*at`, which moves to its place, and `*end` behind it;
 * NULL where there is none: then `*at` is the length. */
const Hole *cfn_next_mark(const CfnTemplate *cfn, Str s, size_t *at, size_t *end);
/* For people: holes as ${name}. */
Str cfn_readable(const CfnTemplate *cfn, Str s);

/* ---- Resolving (resolve.c and the files named) --------------------------- */

/* Replaces the intrinsic functions in `node`. `*out` NULL: AWS::NoValue. */
int cfn_resolve(Node **out, CfnTemplate *cfn, const Node *node);
/* The same outside all alternatives: what depends on a choice is a hole. */
int cfn_resolve_fixed(Node **out, CfnTemplate *cfn, const Node *node);
/* The same for a member of a map, as text; NULL where it is absent, no string, or
 * not known to be one. */
int cfn_fixed_text(const Text **out, CfnTemplate *cfn, const Node *map, const char *key);
/* One more step; false when there were too many. */
bool cfn_step(CfnTemplate *cfn);

/* A function gets the whole node and its argument. */
typedef int CfnFunction(Node **out, CfnTemplate *cfn, const Node *node, const Node *argument);

/* functions.c */
CfnFunction cfn_fn_join, cfn_fn_split, cfn_fn_select, cfn_fn_if, cfn_fn_import_value,
    cfn_fn_get_stack_output;
/* mappings.c, sub.c, references.c */
CfnFunction cfn_fn_find_in_map, cfn_fn_sub, cfn_fn_ref, cfn_fn_get_att;

/* What `Ref: name` and `Fn::GetAtt: name.attribute` stand for. */
int cfn_ref(Node **out, CfnTemplate *cfn, Str name, Span span);
int cfn_get_att(Node **out, CfnTemplate *cfn, Str name, Str attribute, Span span);
/* Dynamic references in a text become holes (dynamic.c). */
void cfn_dynamic(const Text **out, CfnTemplate *cfn, const Text *text);
bool cfn_has_dynamic(Str literal);

/* parameters.c */
int cfn_read_parameters(CfnTemplate *cfn);
/* The value under the present choices; `at` is an index of cfn->parameters. */
int cfn_parameter(Node **out, CfnTemplate *cfn, size_t at, Span span);
/* What a parameter is made of: its definition, and the hole that stands for it. */
typedef struct CfnParameterShape {
  Str name;
  const Node *definition;
  const Hole *hole;
  bool list, secret, stored; /* secret: NoEcho; stored: the value is a key of the parameter store */
  Span span;
} CfnParameterShape;

/* Values given for it (given.c); a value that is not allowed is ERR_USAGE. */
int cfn_read_parameter_values(CfnParameter *parameter, CfnTemplate *cfn,
                              const CfnParameterShape *shape);
/* Whether the parameter has a given value under the present choices. */
void cfn_parameter_given(Node **out, CfnTemplate *cfn, const CfnParameter *parameter);
/* Whether the hole stands for a secret value that was given. */
bool cfn_is_given_secret(const CfnTemplate *cfn, const Hole *hole);
/* "a, b" of the text of a list parameter. */
Node *cfn_list_value(CfnTemplate *cfn, Str text, Span span);
/* What Fn::Split makes of a parameter that is account ids with commas between
 * them and whose value is not known; `*out` NULL for every other text. */
void cfn_split_accounts(Node **out, CfnTemplate *cfn, const Node *expression, const Text *text);
/* Literals that conditions compare parameters with become options (options.c). */
int cfn_read_options(CfnTemplate *cfn);
void cfn_add_option(CfnTemplate *cfn, CfnParameter *parameter, Node *value, Str label);
bool cfn_has_option(const CfnParameter *parameter, Str literal);
CfnParameter *cfn_find_parameter(const CfnTemplate *cfn, Str name);

/* conditions.c: UNKNOWN only where nothing chooses. */
int cfn_condition(Tri *out, CfnTemplate *cfn, Str name);

typedef struct CfnIamType CfnIamType; /* what the resource types of IAM have in common */

/* NULL: no type of IAM with a name. */
const CfnIamType *cfn_kind_of(Str type);
int cfn_identify(CfnResourceNames *out, CfnTemplate *cfn, const CfnIamType *kind, Str logical_id,
                 const Node *resource);
/* The role that SAM generates for a function without one: "FnRole" of Fn. */
const CfnIamType *cfn_role_kind(void);
Str cfn_address(CfnTemplate *cfn, Str logical_id);
Str cfn_type_of(const Node *resource);

/* ---- Alternatives (alternatives.c) --------------------------------------- */

/* The option chosen; what was never asked for gets option 0. Not to be called
 * unless cfn->choosing. */
void cfn_choose(size_t *option, CfnTemplate *cfn, CfnChoiceKind kind, Str name,
                size_t option_count);
/* Whether something was chosen already. */
bool cfn_chosen(const CfnTemplate *cfn, CfnChoiceKind kind, Str name, size_t *option);
/* The partition, of those the mapping has a key for; it must have one. */
void cfn_choose_partition(Str *out, CfnTemplate *cfn, const Node *mapping);
/* The member that counts, of all those with this key; NULL where there is none. */
void cfn_pick(const Member **out, CfnTemplate *cfn, const Node *map, const char *key);

/* One way a role may turn out. */
typedef struct CfnOutcome {
  bool exists;       /* false: the role is not there under these choices */
  Node *document;    /* resolved; NULL: no trust policy */
  Span span;         /* of the document, else of the resource */
  const Span *alias; /* the alias or merge key it was reached through, or NULL */
} CfnOutcome;

typedef int CfnAttempt(CfnOutcome *out, CfnTemplate *cfn, const void *context);

/* Outcomes that are equal joined, with the choices they hold under. */
typedef struct CfnAlternative {
  CfnOutcome outcome;
  Str when;
} CfnAlternative;

typedef struct CfnAlternatives {
  CfnAlternative *items;
  size_t count;
  bool cut; /* there were more than MAX_ALTERNATIVES assignments */
} CfnAlternatives;

int cfn_try_all(CfnAlternatives *out, CfnTemplate *cfn, CfnAttempt *attempt, const void *context);
/* Joins equal outcomes (when.c). `choices` has one assignment for each outcome. */
void cfn_join(CfnAlternatives *out, CfnTemplate *cfn, const CfnOutcome *outcomes,
              const CfnChoices *choices, size_t count);

/* ---- From resources to the model ----------------------------------------- */

/* Logical ids in file order, each once: `count` definitions from entry `at`. */
typedef struct CfnResource {
  Str id;
  const CfnEntry *entries;
  size_t count;
} CfnResource;

int cfn_map_role(CfnTemplate *cfn, const CfnResource *resource);     /* role.c */
int cfn_map_function(CfnTemplate *cfn, const CfnResource *resource); /* sam.c */
/* Roles that SAM makes of it with a trust policy that is always the same (sam_roles.c). */
int cfn_map_sam_roles(CfnTemplate *cfn, const CfnResource *resource);
int cfn_map_deployment_role(CfnTemplate *cfn);
/* Whether a property says which role is to be taken, whatever the conditions. */
bool cfn_names_role(const Node *named);
/* Whether the trust policy of a function's role is given (sam.c). */
bool cfn_has_own_trust(const CfnTemplate *cfn, const Node *definition);
/* A property in Globals for all resources of a kind: "Function". */
const Node *cfn_sam_global(const CfnTemplate *cfn, const char *kind, const char *key);
int cfn_map_principal_resource(CfnTemplate *cfn, const CfnResource *resource); /* entities.c */
/* After all roles: it looks for their addresses (handouts.c). */
int cfn_map_brokers(CfnTemplate *cfn);
int cfn_map_unread(CfnTemplate *cfn); /* unread.c */
/* Suppressions (ignores.c). The first finds those of comments. */
void cfn_index_suppressions(CfnShared *shared, const Input *input);
int cfn_read_suppressions(CfnTemplate *cfn);
/* The first function that CloudFormation does not know, or NULL (unknown.c). */
const Member *cfn_find_unknown(CfnTemplate *cfn);
/* The template that a stack set or a nested stack brings with it (nested.c). */
int cfn_map_nested(CfnTemplate *cfn, const CfnResource *resource);
/* The tree of JSON or YAML in a string; NULL where it is neither (body.c). `offsets` NULL:
 * all that is known of its place is the span. */
int cfn_read_text(Node **out, Arena *arena, Str text, const Offsets *offsets, Span span);
/* The text of such a template: its tree, NULL where it is none. `place` gets the holes
 * of the text. */
int cfn_read_body(Node **out, CfnNesting *place, CfnTemplate *cfn, const Node *value);
/* The file that a nested stack names, likewise. `inner` gets path and file. An
 * input of the run is not read once more. */
int cfn_read_nested_file(Node **out, bool *is_input, CfnTemplate *inner, CfnTemplate *cfn,
                         const Node *value);
/* A value of the outer template as the inner one sees it (passed.c). */
void cfn_pass_in(Node **out, CfnTemplate *cfn, bool elsewhere, const Node *value);
int cfn_read_nested_parameters(CfnNesting *place, CfnTemplate *cfn, const Node *parameters);
/* Writes out Fn::ForEach: then cfn->root is another one (foreach.c). */
int cfn_expand_loops(CfnTemplate *cfn, bool *changed);
/* Account, region and partition become literals, as far as they are known (target.c). */
void cfn_set_target(CfnTemplate *cfn, const StackTarget *target);
/* The same from the values given for pseudo parameters (pseudo.c). */
enum { CFN_PSEUDO_COUNT = 5 };
int cfn_read_pseudo(CfnTemplate *cfn);
Str cfn_pseudo_name(size_t i);
/* Something to be told beside the report (given.c). */
void cfn_add_note(CfnTemplate *cfn, Str note);
/* Something that was not read (unread.c). */
void cfn_add_unread(CfnTemplate *cfn, Unread unread);
/* Everything a template holds, from cfn->root (cloudformation.c). */
int cfn_map_template(CfnTemplate *cfn);
bool cfn_is_template(const Node *root);

/* A role as the world wants it, from whatever generates it (role.c). */
typedef struct CfnRoleParts {
  Str id;
  const CfnResource *resource;
  const Node *definition; /* the resource that counts outside alternatives */
  CfnAttempt *attempt;
  const void *context;
  bool generated; /* no name of its own */
  bool fixed;     /* the trust policy is nobody's choice */
} CfnRoleParts;

int cfn_add_role(CfnTemplate *cfn, const CfnRoleParts *parts);
/* Whether a resource is there at all; where its condition is not known, it is (role.c). */
int cfn_may_be_there(bool *out, CfnTemplate *cfn, const Node *definition);
/* Whether the resource is there under the present choices; picks its definition. */
int cfn_present(bool *out, const Node **definition, CfnTemplate *cfn, const CfnResource *resource,
                const char *type);

/* The document under that key in the properties of a resource (role.c). */
int cfn_take_document(CfnOutcome *out, CfnTemplate *cfn, const Node *definition, const char *key);
/* The trust policy of one alternative, with what is odd about it (document.c). */
int cfn_map_document(Trust *out, CfnTemplate *cfn, const CfnResource *resource,
                     const CfnOutcome *outcome);
int cfn_map_depends(Role *role, CfnTemplate *cfn, Str id, const Node *definition); /* depends.c */

/* Administrator rights (admin.c, grants.c) */
typedef struct CfnGrant {
  const Text *role;   /* whom it is attached to: what the role's Ref gives; or NULL */
  const Text *policy; /* the managed policy: what its Ref gives; or NULL */
  Str why;
} CfnGrant;

int cfn_read_grants(CfnTemplate *cfn);
/* The first that names the role, and that is the policy; NULL: none. */
const CfnGrant *cfn_grant_of_role(const CfnTemplate *cfn, const Text *role);
const CfnGrant *cfn_grant_of_policy(const CfnTemplate *cfn, const Text *policy);
int cfn_map_admin(CfnTemplate *cfn, Role *role, const Text *ref, const Node *definition);
/* Whether an identity policy allows everything, or everything of IAM. */
int cfn_is_admin_policy(bool *out, CfnTemplate *cfn, const Node *document);

#endif
