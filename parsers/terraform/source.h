/* SPDX-License-Identifier: Apache-2.0
 *
 * Inside the Terraform front end: the source of a plan (--source-root). It tells
 * where a resource is written, and what a policy says that the plan leaves out.
 *
 *   files    source_files.c, source_json.c   one folder is one module
 *   sites    source_sites.c                  modules as they call each other
 *   places   source_place.c                  where people edit a resource
 *   ignores  source_ignores.c                suppressions in comments
 *   values   source_values.c, source_eval.c and the files named below
 *   policies source_check.c, source_trust.c
 *
 * The source may be another one than the plan was made of. A place is a hint; a
 * policy is taken from it only where it refers to exactly what the plan says.
 */
#ifndef ALINT_PARSERS_TERRAFORM_SOURCE_H
#define ALINT_PARSERS_TERRAFORM_SOURCE_H

#include "../hcl/hcl.h"
#include "plan.h"

/* ---- Files (source_files.c, source_json.c) ------------------------------- */

struct alint_tf_file {
  struct alint_source source;
  bool overrides;                   /* override.tf: its attributes go over those of other files */
  bool installed;                   /* links followed, it is what `terraform init` downloaded */
  struct alint_hcl_file hcl;        /* with the comments; empty for JSON */
  const struct alint_tf_file *next; /* of the module */
};

/* A suppression at a block. */
struct alint_tf_ignore {
  struct alint_ignore *ignore;
  const struct alint_tf_ignore *next;
};

/* A block of the top level. */
struct alint_tf_block {
  const struct alint_tf_file *file;
  struct alint_str type, labels[2];
  struct alint_span header;
  const struct alint_hcl_body *body; /* NULL: the block is written in JSON */
  const struct alint_node *json;
  size_t order;
  const struct alint_tf_ignore *ignores; /* in one's own modules only */
};

struct alint_tf_attribute {
  const struct alint_tf_file *file;
  struct alint_span name_span;
  struct alint_span span;        /* of the expression */
  const struct alint_node *json; /* instead of it */
};

/* A folder. */
struct alint_tf_module {
  const char *folder;            /* "" is the current one */
  struct alint_tf_block *blocks; /* sorted by type and labels, then by file */
  size_t count, cap;
  const struct alint_tf_file *files; /* those that were read */
  bool ignores_read;
  bool no_overrides; /* a file that may override others was not read */
};

int alint_tf_read_module(struct alint_tf_module **out, struct alint_tf *tf, const char *folder);
/* Blocks of that type and those labels (NULL: has none) are next to each other:
 * the first one; NULL where there is none. */
const struct alint_tf_block *alint_tf_find_block(const struct alint_tf_module *module,
                                                 const char *type, struct alint_str first,
                                                 struct alint_str second);
/* The next one of that type and those labels; NULL: there is no more. */
const struct alint_tf_block *alint_tf_next_block(const struct alint_tf_module *module,
                                                 const struct alint_tf_block *block);
/* The attribute of a block, or what goes over it; false where there is none, or
 * where it is not certain which counts. */
bool alint_tf_find_attribute(struct alint_tf_attribute *out, const struct alint_tf_module *module,
                             const struct alint_tf_block *block, const char *name);
bool alint_tf_find_local(struct alint_tf_attribute *out, const struct alint_tf_module *module,
                         struct alint_str name);
int alint_tf_read_attribute(struct alint_hcl_expr **out, struct alint_tf *tf,
                            const struct alint_tf_attribute *attribute);
/* The attribute as a plain string; empty where it is none. */
int alint_tf_attribute_text(struct alint_str *out, struct alint_tf *tf,
                            const struct alint_tf_module *module,
                            const struct alint_tf_block *block, const char *name);

/* Notes something of the source that was not read, and why. `source` may be empty
 * but for its path. */
int alint_tf_add_unread(struct alint_tf *tf, const struct alint_source *source, size_t offset,
                        const char *why);

/* Which program made the plan, by the registry that its providers are from. */
enum alint_tf_tool { ALINT_TF_TERRAFORM, ALINT_TF_OPENTOFU, ALINT_TF_ANY_TOOL };

/* Names of files (source_pick.c). */
enum alint_tf_tool alint_tf_tool_of(const struct alint_tf *tf);
/* Puts the files that count to the front, in the order they are read in; gives how
 * many these are. */
size_t alint_tf_pick_files(struct alint_str *names, size_t count, enum alint_tf_tool tool);
bool alint_tf_is_tofu(struct alint_str name);
bool alint_tf_is_json(struct alint_str name);
/* override.tf and the like. */
bool alint_tf_overrides(struct alint_str name);

/* source_json.c */
int alint_tf_json_blocks(struct alint_tf_module *module, struct alint_tf *tf,
                         const struct alint_tf_file *file, const struct alint_node *root);
int alint_tf_json_expression(struct alint_hcl_expr **out, struct alint_tf *tf,
                             const struct alint_node *node);
int alint_tf_add_block(struct alint_tf_module *module, struct alint_tf *tf,
                       struct alint_tf_block block);

/* ---- Sites (source_sites.c) ---------------------------------------------- */

/* A module of the configuration. */
struct alint_tf_site {
  struct alint_str path;                /* "module.a.module.b"; empty for the root */
  struct alint_str name;                /* "b" */
  const char *folder;                   /* from the root module's: "" for that; NULL: not known */
  const struct alint_tf_site *up;       /* NULL: the root */
  const struct alint_tf_module *module; /* NULL: it is not in the source */
  const struct alint_tf_block *call;    /* the block in `up`; NULL for the root, or not found */
  bool own; /* the user's own files: the root, and what is called from there by relative paths */
};

/* One instance of it. */
struct alint_tf_instance {
  const struct alint_tf_site *site;
  const struct alint_tf_instance *up;
  struct alint_str prefix; /* "module.a[\"k\"].module.b." */
  struct alint_str key;    /* "[0]"; empty for none */
};

/* The instance that an address with keys is in: "module.a[\"k\"]." */
int alint_tf_instance_of(struct alint_tf_instance **out, struct alint_tf *tf,
                         struct alint_str prefix);
/* The instance that a module calls; `key` as in addresses. */
int alint_tf_enter(struct alint_tf_instance **out, struct alint_tf *tf,
                   const struct alint_tf_instance *up, struct alint_str name, struct alint_str key);
/* The block of a resource; NULL where there is none (source_place.c). */
const struct alint_tf_block *alint_tf_block_of(const struct alint_tf_instance *instance,
                                               const struct alint_tf_side *side);

/* Whether a path leads into the folder that `terraform init` puts things in. */
bool alint_tf_is_installed(struct alint_str path);
/* Finds the suppressions in a module of one's own (source_ignores.c). */
int alint_tf_read_ignores(struct alint_tf *tf, struct alint_tf_module *module);
/* Says of those that stand at a resource, or at a call of what it is in, that they
 * are for it. */
int alint_tf_place_ignores(struct alint_tf *tf, const struct alint_tf_instance *instance,
                           const struct alint_tf_side *side);

/* A file that an expression names. */
struct alint_tf_named_file {
  struct alint_tf_file file;
  struct alint_str why; /* it was not read; NULL: it was */
};

/* What --source-root gave; allocated when it is first looked at. */
struct alint_tf_source {
  const char *folder; /* of the root module */
  struct alint_tf_module **modules;
  size_t module_count, module_cap;
  struct alint_tf_site **sites;
  size_t site_count, site_cap;
  const struct alint_node *manifest; /* modules.json; NULL: there is none */
  size_t file_count;
  struct alint_tf_named_file **named;
  size_t named_count, named_cap;
  size_t unread_cap;
  size_t steps; /* of all evaluations */
};

/* A folder and a path from there, without "." and ".."; NULL when out of memory. */
const char *alint_tf_join(struct alint_arena *arena, const char *folder, struct alint_str path);

/* ---- Values (source_values.c) -------------------------------------------- */

enum alint_hcl_value_kind {
  ALINT_HCL_V_NULL,
  ALINT_HCL_V_BOOL,     /* str */
  ALINT_HCL_V_NUMBER,   /* str */
  ALINT_HCL_V_TEXT,     /* text */
  ALINT_HCL_V_LIST,     /* items */
  ALINT_HCL_V_MAP,      /* keys and items */
  ALINT_HCL_V_DOCUMENT, /* node: a policy document that was rebuilt */
  ALINT_HCL_V_RESOURCE, /* resource and instance: one instance as a whole */
  ALINT_HCL_V_UNKNOWN,  /* hole */
};

struct alint_tf_resource;

struct alint_hcl_value {
  enum alint_hcl_value_kind kind;
  struct alint_str str;
  const struct alint_text *text;
  const struct alint_hole *hole;
  struct alint_hcl_value **items;
  const struct alint_text **keys; /* sorted; those that are not known come last */
  size_t count;
  struct alint_node *node;
  const struct alint_tf_resource *resource;
  const struct alint_tf_instance *instance;
  bool sensitive; /* DOCUMENT; MAP: its keys are secret, though there is no hole for them */
  bool set;       /* LIST: of no order but that of its elements */
  bool tuple;     /* LIST: certainly none of Terraform's, whose elements are of one type */
  /* LIST: an element that is not known may be any number of them, or equal to
   * another one, or elsewhere: no position in it means anything. */
  bool loose;
};

struct alint_hcl_value *alint_hcl_value_new(struct alint_arena *arena,
                                            enum alint_hcl_value_kind kind);
struct alint_hcl_value *alint_hcl_value_text(struct alint_arena *arena,
                                             const struct alint_text *text);
struct alint_hcl_value *alint_hcl_value_literal(struct alint_arena *arena, struct alint_str s);
/* A BOOL or NUMBER. */
struct alint_hcl_value *alint_hcl_value_scalar(struct alint_arena *arena,
                                               enum alint_hcl_value_kind kind, struct alint_str s);
struct alint_hcl_value *alint_hcl_value_bool(struct alint_arena *arena, bool yes);
/* A list or map with room for that many. */
struct alint_hcl_value *alint_hcl_value_container(struct alint_arena *arena,
                                                  enum alint_hcl_value_kind kind, size_t room);
/* Puts a member into a map that has room; one with an equal key is replaced. False
 * where it is not known whether another key is the same. */
bool alint_hcl_value_put(struct alint_hcl_value *map, const struct alint_text *key,
                         struct alint_hcl_value *item);
/* The member of that key; `*sure` is false where it may be another one. NULL: none. */
struct alint_hcl_value *alint_hcl_value_get(const struct alint_hcl_value *map,
                                            const struct alint_text *key, bool *sure);
/* Whether a map has a key that is not known: its place among the others is not either. */
bool alint_hcl_has_open_key(const struct alint_hcl_value *value);
/* An upper bound of the work that a value makes; more than ALINT_MAX_POLICY_BYTES
 * is not counted. */
size_t alint_hcl_value_size(const struct alint_hcl_value *value);
/* Whether a part of it cannot be written as JSON. */
bool alint_hcl_value_opaque(const struct alint_hcl_value *value);
/* A value of the plan. `hide`: it is sensitive, and `name` is what holes are called. */
struct alint_hcl_value *alint_hcl_value_of_node(struct alint_arena *arena,
                                                const struct alint_node *node, bool hide,
                                                struct alint_str name);
/* The same value with all literals hidden. */
struct alint_hcl_value *alint_hcl_value_hide(struct alint_arena *arena,
                                             const struct alint_hcl_value *value,
                                             struct alint_str name);
/* A scalar as text, as it stands in a template; NULL text for anything else. */
int alint_hcl_value_to_text(const struct alint_text **out, struct alint_arena *arena,
                            const struct alint_hcl_value *value);
/* jsonencode(): of a value that is not too large, nor opaque. NULL when out of
 * memory (source_write.c). */
const struct alint_text *alint_hcl_value_json(struct alint_arena *arena,
                                              const struct alint_hcl_value *value);

/* ---- Numbers (source_numbers.c) ------------------------------------------ */

/* A number as Terraform writes it; empty where it is none, or has too many digits. */
struct alint_str alint_hcl_number(struct alint_arena *arena, struct alint_str written);
/* A NUMBER of what is written somewhere, else something that is not known; `name`
 * for that. */
struct alint_hcl_value *alint_hcl_value_number(struct alint_arena *arena, struct alint_str written);
/* A number, or a string that is one, that is whole and not too large. */
bool alint_hcl_integer(long long *out, const struct alint_hcl_value *value);
struct alint_hcl_value *alint_hcl_value_integer(struct alint_arena *arena, long long number);

/* ---- Types (source_types.c) ---------------------------------------------- */

/* Each gives NULL in `*out` where it cannot be told what comes out, and ALINT_OK
 * or ALINT_ENOMEM. */

/* Values of one list: numbers among strings are strings. In place. */
int alint_hcl_unify(bool *done, struct alint_arena *arena, struct alint_hcl_value **items,
                    size_t count);
/* One branch of a conditional, whose other one is `other`. */
int alint_hcl_unify_with(struct alint_hcl_value **out, struct alint_arena *arena,
                         struct alint_hcl_value *value, const struct alint_hcl_value *other);
bool alint_hcl_has_scalar(const struct alint_hcl_value *value);
/* Whether two values certainly have no type in common. */
bool alint_hcl_conflict(const struct alint_hcl_value *a, const struct alint_hcl_value *b);
int alint_hcl_to_set(struct alint_hcl_value **out, struct alint_arena *arena,
                     const struct alint_hcl_value *list);
/* string, number, bool, any, list or map. */
int alint_hcl_convert_to(struct alint_hcl_value **out, struct alint_arena *arena,
                         struct alint_hcl_value *value, struct alint_str type);
/* The type that a variable is declared with. */
int alint_hcl_convert(struct alint_hcl_value **out, struct alint_arena *arena,
                      struct alint_hcl_value *value, const struct alint_hcl_expr *type);

/* ---- Evaluation (source_eval.c and others) ------------------------------- */

/* A condition that is not known: both branches are tried. */
struct alint_hcl_choice {
  struct alint_str name; /* the condition as written */
  bool no;               /* false comes second */
};

/* The evaluation of one policy. Functions give NULL when out of memory; what
 * cannot be told is UNKNOWN. */
struct alint_hcl_eval {
  struct alint_tf *tf;
  struct alint_arena *arena;
  const struct alint_tf_side *side; /* the role */
  struct alint_str provider;        /* of the role, as written in `site`; empty: the default */
  const struct alint_tf_site *site;
  struct alint_hcl_choice choices[ALINT_MAX_ALTERNATIVES];
  size_t choice_count;
  struct alint_str *seen; /* addresses of resources that are referred to */
  size_t seen_count, seen_cap;
  size_t depth, steps;
  size_t open;     /* how often something was not understood, or may be an error */
  size_t failures; /* how often something was an error for certain */
  size_t attempts; /* how many try() and can() are around */
  bool one_branch; /* no choices are made: what depends on one is not known */
  bool hide;       /* the policy is sensitive: no text of the source is to be shown */
  bool many;       /* there are more choices than there is room for */
  bool cut;        /* a limit was hit: what came out is not all */
};

/* Names that a `for` or a template's call brings; the innermost first. */
struct alint_hcl_binding {
  const struct alint_hcl_binding *up;
  struct alint_str name;
  struct alint_hcl_value *value;
};

/* Where an expression stands. */
struct alint_hcl_frame {
  const struct alint_tf_instance *instance;
  const struct alint_tf_file *file;
  const struct alint_tf_block *block; /* whose each.key and count.index; NULL: there are none */
  struct alint_str address;           /* of that block, with its key */
  struct alint_str key;               /* "[0]" */
  const struct alint_hcl_binding *bindings;
  struct alint_str turn; /* which turn of the loops around, and which call of a template */
  bool template_file;    /* knows the bindings only */
};

struct alint_hcl_value *alint_hcl_evaluate(struct alint_hcl_eval *eval,
                                           const struct alint_hcl_frame *frame,
                                           const struct alint_hcl_expr *expr);
/* An attribute; `frame` is of its module and block. */
struct alint_hcl_value *alint_tf_evaluate_attribute(struct alint_hcl_eval *eval,
                                                    const struct alint_hcl_frame *frame,
                                                    const struct alint_tf_attribute *attribute);
/* A reference: a chain of members and indexes with a name at its end (source_names.c). */
struct alint_hcl_value *alint_hcl_evaluate_reference(struct alint_hcl_eval *eval,
                                                     const struct alint_hcl_frame *frame,
                                                     const struct alint_hcl_expr *expr);
/* source_variables.c */
struct alint_hcl_value *alint_tf_evaluate_variable(struct alint_hcl_eval *eval,
                                                   const struct alint_tf_instance *instance,
                                                   struct alint_str name);
struct alint_hcl_value *alint_tf_evaluate_local(struct alint_hcl_eval *eval,
                                                const struct alint_tf_instance *instance,
                                                struct alint_str name);
/* Whether a block has the attribute and it is anything but a plain false. */
int alint_tf_is_true(bool *out, struct alint_tf *tf, const struct alint_tf_module *module,
                     const struct alint_tf_block *block, const char *name);
/* Of a tree of JSON. */
size_t alint_tf_count_nodes(const struct alint_node *node);
/* An attribute of a resource (source_resources.c). */
struct alint_tf_resource {
  bool data;
  struct alint_str type, name, key; /* key as in addresses; empty for none */
  struct alint_str attribute;
  struct alint_str address; /* with its module and key */
};

struct alint_hcl_value *alint_tf_evaluate_resource(struct alint_hcl_eval *eval,
                                                   const struct alint_tf_instance *instance,
                                                   const struct alint_tf_resource *resource);
/* The resource as a whole, or all its instances: a list or a map of them. `*out` is
 * NULL where the plan does not tell. ALINT_OK or ALINT_ENOMEM. */
int alint_tf_evaluate_instances(struct alint_hcl_value **out, struct alint_hcl_eval *eval,
                                const struct alint_tf_instance *instance,
                                const struct alint_tf_resource *resource);
/* The provider of a block as written; empty for the default, or no block. */
struct alint_str alint_tf_provider_of(const struct alint_tf_module *module,
                                      const struct alint_tf_block *block);
/* A call. What is not known is a hole (source_functions.c). */
struct alint_hcl_value *alint_hcl_evaluate_call(struct alint_hcl_eval *eval,
                                                const struct alint_hcl_frame *frame,
                                                const struct alint_hcl_expr *expr);
/* Operators and conditionals (source_operations.c). */
struct alint_hcl_value *alint_hcl_evaluate_operation(struct alint_hcl_eval *eval,
                                                     const struct alint_hcl_frame *frame,
                                                     const struct alint_hcl_expr *expr);
struct alint_hcl_value *alint_hcl_evaluate_conditional(struct alint_hcl_eval *eval,
                                                       const struct alint_hcl_frame *frame,
                                                       const struct alint_hcl_expr *expr);
enum alint_tri alint_hcl_equal(const struct alint_hcl_value *a, const struct alint_hcl_value *b);
/* Whether a value is certainly not null. */
bool alint_hcl_is_there(const struct alint_hcl_value *value);
/* `for` and splats (source_loops.c). */
struct alint_hcl_value *alint_hcl_evaluate_for(struct alint_hcl_eval *eval,
                                               const struct alint_hcl_frame *frame,
                                               const struct alint_hcl_expr *expr);
/* What follows a value: members, indexes and splats. `expr` is the whole. */
struct alint_hcl_value *alint_hcl_evaluate_steps(struct alint_hcl_eval *eval,
                                                 const struct alint_hcl_frame *frame,
                                                 struct alint_hcl_value *value,
                                                 const struct alint_hcl_expr *const *steps,
                                                 size_t count, const struct alint_hcl_expr *expr);
/* Texts in a row, a hole where one of them is NULL (no string), or where they are
 * longer than any policy. */
struct alint_hcl_value *alint_hcl_concat(struct alint_hcl_eval *eval,
                                         const struct alint_hcl_frame *frame,
                                         const struct alint_hcl_expr *expr,
                                         const struct alint_text **parts, size_t count);
/* Counts the work that a value makes; false where that is too much. */
bool alint_hcl_afford(struct alint_hcl_eval *eval, const struct alint_hcl_value *value);
/* Counts what is looked at; false when that is enough. */
bool alint_hcl_take_steps(struct alint_hcl_eval *eval, size_t count);
/* Not known; `name` is with the module or block that gives it its meaning. */
struct alint_hcl_value *alint_hcl_open(struct alint_hcl_eval *eval, struct alint_str name);
/* The same by the text of an expression. */
struct alint_hcl_value *alint_hcl_open_expression(struct alint_hcl_eval *eval,
                                                  const struct alint_hcl_frame *frame,
                                                  const struct alint_hcl_expr *expr);

/* ---- Policies (source_check.c) ------------------------------------------- */

/* Whether an expression refers to what `references` of the plan's configuration
 * says, to all of it and to nothing else. */
int alint_tf_same_references(bool *out, struct alint_tf *tf, const struct alint_hcl_expr *expr,
                             const struct alint_node *expression);

#endif
