/* SPDX-License-Identifier: Apache-2.0
 *
 * What the files of the CloudFormation mapper share: the template with its
 * indexes, the resolver of intrinsic functions, and the choices under which a
 * role is judged.
 *
 * Functions return ALINT_OK or ALINT_ENOMEM, with the result in the first
 * parameter; content never fails: what cannot be resolved becomes a hole.
 *
 * Source: AWS CloudFormation User Guide, "Intrinsic function reference",
 * "Pseudo parameters reference", "Parameters section structure".
 */
#ifndef ALINT_PARSERS_CLOUDFORMATION_CFN_H
#define ALINT_PARSERS_CLOUDFORMATION_CFN_H

#include "assumelint/arena.h"
#include "assumelint/builder.h"
#include "assumelint/limits.h"
#include "assumelint/model.h"
#include "assumelint/node.h"
#include "assumelint/parser.h"

/* ---- Sections, looked up by name (index.c) ------------------------------- */

struct alint_cfn_entry {
  struct alint_str key;
  const struct alint_member *member;
  size_t order; /* place in the file */
};

/* Members sorted by key, duplicates in file order. */
struct alint_cfn_index {
  struct alint_cfn_entry *entries;
  size_t count;
};

/* All members of every top-level section of that name. */
void alint_cfn_index_section(struct alint_cfn_index *out, struct alint_arena *arena,
                             const struct alint_node *root, const char *section);
/* Number of members with that key; the first of them goes to `*at`. */
size_t alint_cfn_find(const struct alint_cfn_index *index, struct alint_str key, size_t *at);

struct alint_cfn;
/* All resources in file order; ends with the first status that is not ALINT_OK. */
typedef int alint_cfn_visit_resource(struct alint_cfn *cfn, const struct alint_member *resource);
int alint_cfn_each_resource(struct alint_cfn *cfn, alint_cfn_visit_resource *visit);

/* ---- Parameters (parameters.c) ------------------------------------------- */

struct alint_cfn_option {
  struct alint_node *value;
  struct alint_str label; /* as it is written */
};

/* What a reference to a parameter may stand for. */
struct alint_cfn_parameter {
  struct alint_node *value;   /* what it is where nothing chooses; never NULL */
  struct alint_node *unknown; /* the hole; never NULL */
  struct alint_cfn_option *options;
  size_t option_count, option_cap;
  /* AllowedValues: there are no other values than the options, and every use
   * chooses. Otherwise there is one option more, any other value, and only
   * conditions choose: elsewhere the value is what it is by default. */
  bool closed;
  bool hidden;   /* NoEcho, or a value kept elsewhere: there are no options */
  bool accounts; /* the string is account ids with commas between them */
  /* The value in each parameter set, NULL where it is not given; the whole is
   * NULL where no set has one (given.c). */
  struct alint_node **given;
};

/* ---- Choices (alternatives.c) -------------------------------------------- */

enum alint_cfn_choice_kind {
  ALINT_CFN_CONDITION, /* option 0: true, 1: false */
  ALINT_CFN_PARAMETER, /* an option of the parameter */
  ALINT_CFN_DUPLICATE, /* which of several members with one key counts */
  ALINT_CFN_PARTITION, /* a key of the first mapping that AWS::Partition is looked up in */
  ALINT_CFN_SET,       /* a parameter set */
};

struct alint_cfn_choice {
  enum alint_cfn_choice_kind kind;
  struct alint_str name;
  size_t option, option_count;
  const struct alint_node *mapping; /* PARTITION */
};

struct alint_cfn_choices {
  struct alint_cfn_choice *items;
  size_t count, cap;
  bool cut; /* there were more than ALINT_MAX_ALTERNATIVES */
};

/* ---- Identities of resources (identities.c) ------------------------------ */

struct alint_cfn_identity {
  const struct alint_text *name;    /* as given; NULL when generated or not known */
  const struct alint_text *path;    /* NULL when not known, or where the type has none */
  const struct alint_text *arn;     /* with the name in it; NULL when that is not known */
  const struct alint_text *ref;     /* what Ref gives; never NULL */
  const struct alint_text *get_arn; /* what GetAtt Arn gives; never NULL */
};

/* ---- Templates in templates (nested.c) ----------------------------------- */

/* What a template and all those in it have in common. */
struct alint_cfn_shared {
  const struct alint_parse_options *options;
  size_t steps;             /* of ALINT_MAX_RESOLVE_STEPS */
  bool spent;               /* more steps were asked for */
  enum alint_change change; /* of all that is in them, and where people edit it */
  struct alint_place where, definition;
  size_t nested_count;            /* of ALINT_MAX_NESTED_TEMPLATES */
  bool ignores;                   /* suppressions are looked for */
  struct alint_ignore **on_lines; /* those of comments, by their line */
  size_t on_line_count;
};

/* A value that the resource around a template gives to a parameter. */
struct alint_cfn_passed {
  struct alint_str name;
  struct alint_node *value;
};

/* How a template stands in another one. */
struct alint_cfn_place {
  struct alint_cfn *outer; /* NULL: it does not */
  size_t depth;
  struct alint_str prefix;   /* of addresses: "Resources.S/TemplateBody/" */
  struct alint_str scope;    /* of holes: "StackSet.S" */
  struct alint_str resource; /* the address of the resource around it */
  bool elsewhere;            /* a stack set: another account, another region */
  const struct alint_cfn_passed *passed;
  size_t passed_count;
  const struct alint_hole **holes; /* what the marks in its text stand for (marks.c) */
  size_t hole_count;
};

/* ---- The template -------------------------------------------------------- */

/* What a condition turned out to be. */
struct alint_cfn_verdict {
  size_t generation; /* of the assignment it was computed under; 0: never */
  enum alint_tri value;
};

struct alint_cfn {
  struct alint_input *input;
  struct alint_world *world; /* where its roles go */
  struct alint_arena *arena;
  const struct alint_node *root;
  const char *path;             /* of its file; NULL: files beside it are not looked for */
  unsigned long long file[2];   /* of a nested file */
  struct alint_cfn_place place; /* zero: the template of the file */
  struct alint_cfn_shared *shared;
  struct alint_cfn_index parameters, conditions, mappings, resources;
  struct alint_cfn_parameter *parameter_values; /* parallel to parameters.entries */
  const struct alint_parameter_set *sets;       /* values given from outside */
  size_t set_count;
  const struct alint_text *account_text, *partition_text, *region_text, *suffix_text, *stack_text;

  /* Resolving */
  struct alint_cfn_choices choices;
  bool choosing;     /* alternatives are being tried; otherwise what has several values is a hole */
  bool in_condition; /* a parameter compared here has alternatives even without AllowedValues */
  size_t depth;
  unsigned char *resource_busy;          /* parallel to resources.entries: being identified */
  unsigned char *resource_read;          /* likewise: the template in it was read */
  struct alint_cfn_identity *identities; /* likewise; `ref` NULL: not asked for yet */
  unsigned char *condition_busy;         /* parallel to conditions.entries */
  struct alint_cfn_verdict *condition_memo[2]; /* for choosing and not choosing */
  size_t generation;

  struct alint_cfn_grant *grants; /* policies of the template that give administrator rights */
  size_t grant_count;
  const struct alint_cfn_grant **grants_by_role,
      **grants_by_policy; /* sorted, those that name one */
  size_t grants_by_role_count, grants_by_policy_count;
  bool root_told; /* what is odd about the root stands with the first role */
};

/* ---- Holes and nodes (nodes.c) ------------------------------------------- */

/* With the scope of a template inside of another one. NULL when out of memory. */
struct alint_hole *alint_cfn_hole(struct alint_cfn *cfn, enum alint_hole_kind kind,
                                  struct alint_str name);
void alint_cfn_opaque(struct alint_node **out, struct alint_cfn *cfn, const struct alint_hole *hole,
                      struct alint_span span);
void alint_cfn_text_node(struct alint_node **out, struct alint_cfn *cfn,
                         const struct alint_text *text, struct alint_span span);
void alint_cfn_hole_node(struct alint_node **out, struct alint_cfn *cfn, enum alint_hole_kind kind,
                         struct alint_str name, struct alint_span span);
/* A value of any shape, or a string, named by the expression it is the value of.
 * `from`: the resolved argument it hangs on, if one does; may be NULL. */
void alint_cfn_unknown(struct alint_node **out, struct alint_cfn *cfn,
                       const struct alint_node *expression, const struct alint_node *from);
void alint_cfn_unknown_string(struct alint_node **out, struct alint_cfn *cfn,
                              const struct alint_node *expression, const struct alint_node *from);
/* The expression as text: equal expressions give equal names. */
void alint_cfn_describe(struct alint_str *out, struct alint_cfn *cfn,
                        const struct alint_node *expression);
/* A resolved node as a string; `*out` NULL where it is a list, a map or null. */
void alint_cfn_node_text(const struct alint_text **out, struct alint_cfn *cfn,
                         const struct alint_node *node);
/* A resolved node as a string without holes; false otherwise. */
bool alint_cfn_node_known(const struct alint_node *node, struct alint_str *out);
/* "Fn::X" of {"Fn::X": ...} and {"Ref": ...}, also of the tool rain; NULL for
 * everything else. */
const struct alint_member *alint_cfn_intrinsic(const struct alint_node *node);
/* Resolved nodes that certainly have the same value. */
bool alint_cfn_same(const struct alint_node *a, const struct alint_node *b);

/* A text under construction. Failures stick. */
struct alint_cfn_text {
  struct alint_cfn *cfn;
  struct alint_buf literal; /* the literal piece at the end */
  struct alint_piece *pieces;
  size_t count, cap;
  size_t bytes, holes;
  bool no_memory, too_long;
};

/* Whether a string may be a document, so that places in it are asked for. */
bool alint_cfn_may_be_document(struct alint_str s);

struct alint_cfn_text alint_cfn_text_begin(struct alint_cfn *cfn);
void alint_cfn_text_add(struct alint_cfn_text *text, struct alint_str literal);
void alint_cfn_text_append(struct alint_cfn_text *text, const struct alint_text *more);
/* What is too long becomes a hole. */
void alint_cfn_text_end(const struct alint_text **out, struct alint_cfn_text *text);

/* ---- Marks (marks.c) ------------------------------------------------------ */

/* The text of a template may have holes, of the template around it. It is parsed
 * with marks in their places, and they are put back wherever a text is made. */

/* Whether a text could spell a mark. */
bool alint_cfn_spells_mark(struct alint_str s);
/* The text of a string with marks, their holes in `place`, and its offsets. */
void alint_cfn_set_marks(struct alint_str *out, const struct alint_offsets **offsets,
                         struct alint_cfn_place *place, struct alint_arena *arena,
                         const struct alint_node *string);
/* The next mark at or after `*at`, which moves to its place, and `*end` behind it;
 * NULL where there is none: then `*at` is the length. */
const struct alint_hole *alint_cfn_next_mark(const struct alint_cfn *cfn, struct alint_str s,
                                             size_t *at, size_t *end);
/* For people: holes as ${name}. */
struct alint_str alint_cfn_readable(const struct alint_cfn *cfn, struct alint_str s);

/* ---- Resolving (resolve.c and the files named) --------------------------- */

/* Replaces the intrinsic functions in `node`. `*out` NULL: AWS::NoValue. */
int alint_cfn_resolve(struct alint_node **out, struct alint_cfn *cfn,
                      const struct alint_node *node);
/* The same outside all alternatives: what depends on a choice is a hole. */
int alint_cfn_resolve_fixed(struct alint_node **out, struct alint_cfn *cfn,
                            const struct alint_node *node);
/* The same for a member of a map, as text; NULL where it is absent, no string, or
 * not known to be one. */
int alint_cfn_fixed_text(const struct alint_text **out, struct alint_cfn *cfn,
                         const struct alint_node *map, const char *key);
/* One more step; false when there were too many. */
bool alint_cfn_step(struct alint_cfn *cfn);

/* A function gets the whole node and its argument. */
typedef int alint_cfn_function(struct alint_node **out, struct alint_cfn *cfn,
                               const struct alint_node *node, const struct alint_node *argument);

/* functions.c */
alint_cfn_function alint_cfn_fn_join, alint_cfn_fn_split, alint_cfn_fn_select, alint_cfn_fn_if,
    alint_cfn_fn_import_value, alint_cfn_fn_get_stack_output;
/* mappings.c, sub.c, references.c */
alint_cfn_function alint_cfn_fn_find_in_map, alint_cfn_fn_sub, alint_cfn_fn_ref,
    alint_cfn_fn_get_att;

/* What `Ref: name` and `Fn::GetAtt: name.attribute` stand for. */
int alint_cfn_ref(struct alint_node **out, struct alint_cfn *cfn, struct alint_str name,
                  struct alint_span span);
int alint_cfn_get_att(struct alint_node **out, struct alint_cfn *cfn, struct alint_str name,
                      struct alint_str attribute, struct alint_span span);
/* Dynamic references in a text become holes (dynamic.c). */
void alint_cfn_dynamic(const struct alint_text **out, struct alint_cfn *cfn,
                       const struct alint_text *text);
bool alint_cfn_has_dynamic(struct alint_str literal);

/* parameters.c */
int alint_cfn_read_parameters(struct alint_cfn *cfn);
/* The value under the present choices; `at` is an index of cfn->parameters. */
int alint_cfn_parameter(struct alint_node **out, struct alint_cfn *cfn, size_t at,
                        struct alint_span span);
/* What a parameter is made of: its definition, and the hole that stands for it. */
struct alint_cfn_shape {
  struct alint_str name;
  const struct alint_node *definition;
  const struct alint_hole *hole;
  bool list, secret, stored; /* secret: NoEcho; stored: the value is a key of the parameter store */
  struct alint_span span;
};

/* Values given for it (given.c); a value that is not allowed is ALINT_EUSAGE. */
int alint_cfn_read_given(struct alint_cfn_parameter *parameter, struct alint_cfn *cfn,
                         const struct alint_cfn_shape *shape);
/* Whether the parameter has a given value under the present choices. */
void alint_cfn_given(struct alint_node **out, struct alint_cfn *cfn,
                     const struct alint_cfn_parameter *parameter);
/* Whether the hole stands for a secret value that was given. */
bool alint_cfn_is_given_secret(const struct alint_cfn *cfn, const struct alint_hole *hole);
/* "a, b" of the text of a list parameter. */
struct alint_node *alint_cfn_list_value(struct alint_cfn *cfn, struct alint_str text,
                                        struct alint_span span);
/* What Fn::Split makes of a parameter that is account ids with commas between
 * them and whose value is not known; `*out` NULL for every other text. */
void alint_cfn_split_accounts(struct alint_node **out, struct alint_cfn *cfn,
                              const struct alint_node *expression, const struct alint_text *text);
/* Literals that conditions compare parameters with become options (options.c). */
int alint_cfn_read_options(struct alint_cfn *cfn);
void alint_cfn_add_option(struct alint_cfn *cfn, struct alint_cfn_parameter *parameter,
                          struct alint_node *value, struct alint_str label);
bool alint_cfn_has_option(const struct alint_cfn_parameter *parameter, struct alint_str literal);
struct alint_cfn_parameter *alint_cfn_find_parameter(const struct alint_cfn *cfn,
                                                     struct alint_str name);

/* conditions.c: UNKNOWN only where nothing chooses. */
int alint_cfn_condition(enum alint_tri *out, struct alint_cfn *cfn, struct alint_str name);

struct alint_cfn_kind; /* what the resource types of IAM have in common */

/* NULL: no type of IAM with a name. */
const struct alint_cfn_kind *alint_cfn_kind_of(struct alint_str type);
int alint_cfn_identify(struct alint_cfn_identity *out, struct alint_cfn *cfn,
                       const struct alint_cfn_kind *kind, struct alint_str logical_id,
                       const struct alint_node *resource);
/* The role that SAM generates for a function without one: "FnRole" of Fn. */
const struct alint_cfn_kind *alint_cfn_role_kind(void);
struct alint_str alint_cfn_address(struct alint_cfn *cfn, struct alint_str logical_id);
struct alint_str alint_cfn_type_of(const struct alint_node *resource);

/* ---- Alternatives (alternatives.c) --------------------------------------- */

/* The option chosen; what was never asked for gets option 0. Not to be called
 * unless cfn->choosing. */
void alint_cfn_choose(size_t *option, struct alint_cfn *cfn, enum alint_cfn_choice_kind kind,
                      struct alint_str name, size_t option_count);
/* Whether something was chosen already. */
bool alint_cfn_chosen(const struct alint_cfn *cfn, enum alint_cfn_choice_kind kind,
                      struct alint_str name, size_t *option);
/* The partition, of those the mapping has a key for; it must have one. */
void alint_cfn_choose_partition(struct alint_str *out, struct alint_cfn *cfn,
                                const struct alint_node *mapping);
/* The member that counts, of all those with this key; NULL where there is none. */
void alint_cfn_pick(const struct alint_member **out, struct alint_cfn *cfn,
                    const struct alint_node *map, const char *key);

/* One way a role may turn out. */
struct alint_cfn_outcome {
  bool exists;                    /* false: the role is not there under these choices */
  struct alint_node *document;    /* resolved; NULL: no trust policy */
  struct alint_span span;         /* of the document, else of the resource */
  const struct alint_span *alias; /* the alias or merge key it was reached through, or NULL */
};

typedef int alint_cfn_attempt(struct alint_cfn_outcome *out, struct alint_cfn *cfn,
                              const void *context);

/* Outcomes that are equal joined, with the choices they hold under. */
struct alint_cfn_alternative {
  struct alint_cfn_outcome outcome;
  struct alint_str when;
};

struct alint_cfn_alternatives {
  struct alint_cfn_alternative *items;
  size_t count;
  bool cut; /* there were more than ALINT_MAX_ALTERNATIVES assignments */
};

int alint_cfn_try_all(struct alint_cfn_alternatives *out, struct alint_cfn *cfn,
                      alint_cfn_attempt *attempt, const void *context);
/* Joins equal outcomes (when.c). `choices` has one assignment for each outcome. */
void alint_cfn_join(struct alint_cfn_alternatives *out, struct alint_cfn *cfn,
                    const struct alint_cfn_outcome *outcomes,
                    const struct alint_cfn_choices *choices, size_t count);

/* ---- From resources to the model ----------------------------------------- */

/* Logical ids in file order, each once: `count` definitions from entry `at`. */
struct alint_cfn_resource {
  struct alint_str id;
  const struct alint_cfn_entry *entries;
  size_t count;
};

int alint_cfn_map_role(struct alint_cfn *cfn,
                       const struct alint_cfn_resource *resource); /* role.c */
int alint_cfn_map_function(struct alint_cfn *cfn,
                           const struct alint_cfn_resource *resource); /* sam.c */
/* Roles that SAM makes of it with a trust policy that is always the same (sam_roles.c). */
int alint_cfn_map_sam_roles(struct alint_cfn *cfn, const struct alint_cfn_resource *resource);
int alint_cfn_map_deployment_role(struct alint_cfn *cfn);
/* Whether a property says which role is to be taken, whatever the conditions. */
bool alint_cfn_names_role(const struct alint_node *named);
/* Whether the trust policy of a function's role is given (sam.c). */
bool alint_cfn_has_own_trust(const struct alint_cfn *cfn, const struct alint_node *definition);
/* A property in Globals for all resources of a kind: "Function". */
const struct alint_node *alint_cfn_sam_global(const struct alint_cfn *cfn, const char *kind,
                                              const char *key);
int alint_cfn_map_entity(struct alint_cfn *cfn,
                         const struct alint_cfn_resource *resource); /* entities.c */
/* After all roles: it looks for their addresses (handouts.c). */
int alint_cfn_map_handouts(struct alint_cfn *cfn);
int alint_cfn_map_unread(struct alint_cfn *cfn); /* unread.c */
/* Suppressions (ignores.c). The first finds those of comments. */
void alint_cfn_index_ignores(struct alint_cfn_shared *shared, const struct alint_input *input);
int alint_cfn_read_ignores(struct alint_cfn *cfn);
/* The first function that CloudFormation does not know, or NULL (unknown.c). */
const struct alint_member *alint_cfn_find_unknown(struct alint_cfn *cfn);
/* The template that a stack set or a nested stack brings with it (nested.c). */
int alint_cfn_map_nested(struct alint_cfn *cfn, const struct alint_cfn_resource *resource);
/* The tree of JSON or YAML in a string; NULL where it is neither (body.c). `offsets` NULL:
 * all that is known of its place is the span. */
int alint_cfn_read_text(struct alint_node **out, struct alint_arena *arena, struct alint_str text,
                        const struct alint_offsets *offsets, struct alint_span span);
/* The text of such a template: its tree, NULL where it is none. `place` gets the holes
 * of the text. */
int alint_cfn_read_body(struct alint_node **out, struct alint_cfn_place *place,
                        struct alint_cfn *cfn, const struct alint_node *value);
/* The file that a nested stack names, likewise. `inner` gets path and file. An
 * input of the run is not read once more. */
int alint_cfn_read_nested_file(struct alint_node **out, bool *is_input, struct alint_cfn *inner,
                               struct alint_cfn *cfn, const struct alint_node *value);
/* A value of the outer template as the inner one sees it (passed.c). */
void alint_cfn_pass(struct alint_node **out, struct alint_cfn *cfn, bool elsewhere,
                    const struct alint_node *value);
int alint_cfn_read_passed(struct alint_cfn_place *place, struct alint_cfn *cfn,
                          const struct alint_node *parameters);
/* Writes out Fn::ForEach: then cfn->root is another one (foreach.c). */
int alint_cfn_expand_loops(struct alint_cfn *cfn, bool *changed);
/* Account, region and partition become literals, as far as they are known (target.c). */
void alint_cfn_set_target(struct alint_cfn *cfn, const struct alint_stack_target *target);
/* The same from the values given for pseudo parameters (pseudo.c). */
enum { ALINT_CFN_PSEUDO_COUNT = 5 };
int alint_cfn_read_pseudo(struct alint_cfn *cfn);
struct alint_str alint_cfn_pseudo_name(size_t i);
/* Something to be told beside the report (given.c). */
void alint_cfn_note(struct alint_cfn *cfn, struct alint_str note);
/* Something that was not read (unread.c). */
void alint_cfn_add_unread(struct alint_cfn *cfn, struct alint_unread unread);
/* Everything a template holds, from cfn->root (cloudformation.c). */
int alint_cfn_map_template(struct alint_cfn *cfn);
bool alint_cfn_is_template(const struct alint_node *root);

/* A role as the world wants it, from whatever generates it (role.c). */
struct alint_cfn_role_parts {
  struct alint_str id;
  const struct alint_cfn_resource *resource;
  const struct alint_node *definition; /* the resource that counts outside alternatives */
  alint_cfn_attempt *attempt;
  const void *context;
  bool generated; /* no name of its own */
  bool fixed;     /* the trust policy is nobody's choice */
};

int alint_cfn_add_role(struct alint_cfn *cfn, const struct alint_cfn_role_parts *parts);
/* Whether a resource is there at all; where its condition is not known, it is (role.c). */
int alint_cfn_may_be_there(bool *out, struct alint_cfn *cfn, const struct alint_node *definition);
/* Whether the resource is there under the present choices; picks its definition. */
int alint_cfn_present(bool *out, const struct alint_node **definition, struct alint_cfn *cfn,
                      const struct alint_cfn_resource *resource, const char *type);

/* The document under that key in the properties of a resource (role.c). */
int alint_cfn_take_document(struct alint_cfn_outcome *out, struct alint_cfn *cfn,
                            const struct alint_node *definition, const char *key);
/* The trust policy of one alternative, with what is odd about it (document.c). */
int alint_cfn_map_document(struct alint_trust *out, struct alint_cfn *cfn,
                           const struct alint_cfn_resource *resource,
                           const struct alint_cfn_outcome *outcome);
int alint_cfn_map_depends(struct alint_role *role, struct alint_cfn *cfn, struct alint_str id,
                          const struct alint_node *definition); /* depends.c */

/* Administrator rights (admin.c, grants.c) */
struct alint_cfn_grant {
  const struct alint_text *role;   /* whom it is attached to: what the role's Ref gives; or NULL */
  const struct alint_text *policy; /* the managed policy: what its Ref gives; or NULL */
  struct alint_str why;
};

int alint_cfn_read_grants(struct alint_cfn *cfn);
/* The first that names the role, and that is the policy; NULL: none. */
const struct alint_cfn_grant *alint_cfn_grant_of_role(const struct alint_cfn *cfn,
                                                      const struct alint_text *role);
const struct alint_cfn_grant *alint_cfn_grant_of_policy(const struct alint_cfn *cfn,
                                                        const struct alint_text *policy);
int alint_cfn_map_admin(struct alint_cfn *cfn, struct alint_role *role,
                        const struct alint_text *ref, const struct alint_node *definition);
/* Whether an identity policy allows everything, or everything of IAM. */
int alint_cfn_is_admin_policy(bool *out, struct alint_cfn *cfn, const struct alint_node *document);

#endif
