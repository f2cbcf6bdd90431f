/* SPDX-License-Identifier: Apache-2.0
 *
 * Inside the Terraform front end: what is kept of a plan or state while it
 * streams by (read.c, objects.c, configuration.c), and how it becomes the two
 * worlds (map.c and the files named below).
 *
 * Format: developer.hashicorp.com/terraform/internals/json-format, versions
 * 0.1 to 1.x.
 */
#ifndef ALINT_PARSERS_TERRAFORM_PLAN_H
#define ALINT_PARSERS_TERRAFORM_PLAN_H

#include "../stream.h"
#include "assumelint/arena.h"
#include "assumelint/builder.h"
#include "assumelint/limits.h"
#include "assumelint/model.h"
#include "assumelint/node.h"
#include "assumelint/parser.h"
#include "util/window.h"

/* ---- Objects that matter (types.c) --------------------------------------- */

enum alint_tf_kind {
  ALINT_TF_NONE,
  ALINT_TF_ROLE,
  ALINT_TF_USER,
  ALINT_TF_OIDC_PROVIDER,
  ALINT_TF_SAML_PROVIDER,
  ALINT_TF_ROLE_ATTACHMENT,   /* one role, one managed policy */
  ALINT_TF_ROLE_ATTACHMENTS,  /* one role, all its managed policies */
  ALINT_TF_POLICY_ATTACHMENT, /* several roles, one managed policy */
  ALINT_TF_ROLE_POLICY,       /* one role, an inline policy */
  ALINT_TF_MANAGED_POLICY,
  ALINT_TF_IDENTITY_POOL,
  ALINT_TF_POOL_ROLES,
  ALINT_TF_TRUST_ANCHOR,
  ALINT_TF_ANYWHERE_PROFILE,
  ALINT_TF_POD_IDENTITY,
  ALINT_TF_INSTANCE_PROFILE,
  ALINT_TF_STACK,
  ALINT_TF_STACK_SET,
  ALINT_TF_STACK_INSTANCE,  /* of a stack set */
  ALINT_TF_POLICY_DOCUMENT, /* data source */
  ALINT_TF_CALLER_IDENTITY, /* data source */
};

/* The attributes of a type that is there under two names (aws, awscc). */
struct alint_tf_type {
  const char *type;
  enum alint_tf_kind kind;
  bool data;          /* a data source; otherwise a managed resource */
  const char *name;   /* attribute with the name */
  const char *policy; /* attribute with the policy document, if any */
};

/* NULL: no type of ours. Data sources and resources may share a type's name. */
const struct alint_tf_type *alint_tf_type_of(struct alint_str type, bool data);
/* Whether a type of that name is of one of the kinds (a bit for each kind). */
bool alint_tf_type_wanted(struct alint_str type, unsigned kinds);
#define ALINT_TF_BIT(kind) (1U << (kind))

enum { ALINT_TF_BEFORE, ALINT_TF_AFTER }; /* worlds */
struct alint_tf_side;
struct alint_tf_source;

struct alint_tf_object {
  const struct alint_tf_type *type;
  struct alint_node *node;
  struct alint_span span;
  struct alint_str address; /* with its modules; of configuration: without keys */
  size_t provider;          /* of configuration: index of tf->providers */
};

struct alint_tf_objects {
  struct alint_tf_object *items;
  size_t count, cap;
};

/* ---- Configuration ------------------------------------------------------- */

/* The call of a module in the configuration. */
struct alint_tf_call {
  struct alint_str path;   /* "module.a.module.b" */
  struct alint_str source; /* as written; empty: not known */
  const struct alint_node *expressions, *for_each, *count, *depends_on;
  const struct alint_node *outputs, *declared; /* of the module: its outputs and variables */
};

/* A provider configuration of AWS: a pair of credentials, thus an account. */
struct alint_tf_provider {
  struct alint_str key;                         /* "aws", "aws.west", "module.m:aws" */
  const struct alint_node *config;              /* NULL: one that nothing is known of */
  const struct alint_text *account, *partition; /* as those see it that are in the account */
  const struct alint_text *account_outside;     /* as others do */
};

/* ---- The plan ------------------------------------------------------------ */

struct alint_tf {
  struct alint_input *input;
  struct alint_arena *arena;
  struct alint_error *err;
  const struct alint_parse_options *options;
  struct alint_stream *stream;

  unsigned seen;                         /* top-level keys: one bit for each of read.c's table */
  struct alint_str version;              /* format_version or plan_format_version */
  struct alint_tf_objects changes;       /* of resource_changes */
  struct alint_tf_objects state;         /* of prior_state, or of a state's values */
  struct alint_tf_objects configuration; /* sorted by address once read */
  struct alint_tf_call *calls;           /* sorted by path once read */
  size_t call_count, call_cap;
  struct alint_tf_provider *providers; /* at least one once accounts are found */
  size_t provider_count, provider_cap;
  const struct alint_node *variables; /* of the root module: values; NULL: not kept */
  const struct alint_node *declared;  /* of the root module: how they are declared */
  struct alint_tf_source *source;     /* NULL: no --source-root */
  struct alint_tf_other *others;      /* with --source-root */
  size_t other_count, other_cap, other_bytes;
  bool others_sorted;
  bool others_cut;  /* one was too large to be kept */
  bool deferred;    /* deferred_changes is there and not empty */
  bool has_changes; /* resource_changes is there */
  bool redacted;    /* by HCP Terraform: sensitive values are not those of the plan */

  /* Mapping */
  const struct alint_tf_side **by_address; /* see alint_tf_index_sides */
  size_t by_address_count;
};

/* The world of the input that a side belongs in. */
static inline struct alint_world *alint_tf_world(const struct alint_tf *tf, int world) {
  return world == ALINT_TF_BEFORE ? &tf->input->before : &tf->input->after;
}

/* ---- Addresses (address.c) ----------------------------------------------- */

/* "module.m[\"k\"]." of an address; empty in the root module. */
struct alint_str alint_tf_module_of(struct alint_str address);
/* The module above, and of the last step of a module its name and its key
 * ("[\"k\"]", or empty). Not for the root module. */
struct alint_str alint_tf_module_up(struct alint_str module, struct alint_str *name,
                                    struct alint_str *key);
/* The key that the text begins with, brackets included; empty for none. */
void alint_tf_split_key(struct alint_str text, struct alint_str *key);
/* The string in a key, as for_each has it; empty for a number. And back. */
int alint_tf_unquote_key(struct alint_str *out, struct alint_arena *arena, struct alint_str key);
struct alint_str alint_tf_quote_key(struct alint_arena *arena, struct alint_str text);
/* The key of an instance, "[0]" or "[\"k\"]"; empty for none. */
struct alint_str alint_tf_key_of(struct alint_str address);
/* The length of "module.m[\"k\"]." at the start of an address; 0 where there is
 * no module. */
size_t alint_tf_first_module(struct alint_str address);
/* "r[0]": the resource's name with its key. */
struct alint_str alint_tf_label_of(struct alint_str address);
/* "module.m.aws_iam_role.r" for "module.m[\"k\"].aws_iam_role.r[0]". */
int alint_tf_config_address(struct alint_str *out, struct alint_arena *arena,
                            struct alint_str address);

/* ---- Walking (walk.c) ---------------------------------------------------- */

/* What a walk does at each level of containers: a table of keys. `read` gets
 * the event of the value. Keys of the table must not stand twice; those not in
 * it are passed over. Gives the bits of the keys that were there. */
struct alint_tf_key {
  const char *key;
  int (*read)(struct alint_tf *tf, enum alint_json_event event, void *context);
};

int alint_tf_read_object(struct alint_tf *tf, const struct alint_tf_key *keys, size_t count,
                         void *context, unsigned *seen);
/* Calls `each` for every element of the list just begun, with its event. */
int alint_tf_read_list(struct alint_tf *tf,
                       int (*each)(struct alint_tf *tf, enum alint_json_event event, void *context),
                       void *context);
/* ALINT_OK and `*there` when the value is of the event's kind; null is as good
 * as absent; anything else is ALINT_ESYNTAX. */
int alint_tf_expect(struct alint_tf *tf, enum alint_json_event event, enum alint_json_event wanted,
                    const char *what, bool *there);

/* ---- Objects (objects.c) ------------------------------------------------- */

/* A module call of the configuration, on the way to what is being read. */
struct alint_tf_scope {
  const struct alint_tf_scope *up;
  struct alint_str name;
  size_t call; /* its place in tf->calls, as long as they are read */
};

/* What to keep, and where. */
struct alint_tf_keep {
  struct alint_tf_objects *into;
  unsigned kinds;
  const struct alint_tf_scope *scope; /* configuration: NULL in the root module */
  bool others;                        /* what is not wanted is kept for its values: others.c */
  bool prior;                         /* it is of the state before the plan */
};

/* Reads the resource object just begun and keeps it if its type is wanted. */
int alint_tf_keep_object(struct alint_tf *tf, enum alint_json_event event, void *keep);
/* Keeps the object or list just begun; NULL for a value of another kind. */
int alint_tf_keep_value(const struct alint_node **out, struct alint_tf *tf,
                        enum alint_json_event event);
/* ALINT_ESYNTAX where a key stands twice in an object. */
int alint_tf_check_keys(const struct alint_node *root, struct alint_arena *arena,
                        struct alint_error *err);
/* Modules of a state: {"root_module": {"resources", "child_modules"}}. */
int alint_tf_read_values(struct alint_tf *tf, enum alint_json_event event, void *keep);

/* ---- Other resources (others.c) ------------------------------------------ */

/* A resource of no type of ours: policies of the source refer to its values. */
struct alint_tf_other {
  struct alint_str address;
  struct alint_str bytes; /* JSON of the resource object */
  bool prior;             /* data of the state before the plan, which is as it was read */
  bool read;
  struct alint_node *node; /* once it is read; NULL: it cannot be */
};

/* Keeps one, up to ALINT_MAX_OTHER_BYTES of all. */
int alint_tf_add_other(struct alint_tf *tf, bool prior, struct alint_str address,
                       struct alint_str bytes);
/* The place of the first one whose address is not before it. */
size_t alint_tf_first_other(struct alint_tf *tf, struct alint_str address);
/* Its values after the plan; false where there are none (`out->values` is null then), or it
 * cannot be told what they are. `*status` is ALINT_OK or ALINT_ENOMEM. */
bool alint_tf_other_side(struct alint_tf_side *out, int *status, struct alint_tf *tf,
                         struct alint_str address);

/* ---- Configuration (configuration.c) ------------------------------------- */

int alint_tf_read_configuration(struct alint_tf *tf, enum alint_json_event event, void *context);
/* The top level's "variables". */
int alint_tf_read_variables(struct alint_tf *tf, enum alint_json_event event, void *context);
void alint_tf_sort_configuration(struct alint_tf *tf);
/* The call of that path; NULL where it is not known. */
const struct alint_tf_call *alint_tf_call_of(const struct alint_tf *tf, struct alint_str path);
/* The configuration of a resource, by its address without keys; NULL where it is
 * not known. */
const struct alint_node *alint_tf_config_of(const struct alint_tf *tf, struct alint_str address);
/* The same by an address with keys. */
int alint_tf_config_for(const struct alint_tf_object **out, const struct alint_tf *tf,
                        struct alint_str address);
/* What an expression refers to, the most specific ones only, in file order. */
int alint_tf_references(struct alint_str **out, size_t *count, struct alint_tf *tf,
                        const struct alint_node *expression);

/* The resource that a reference starts with: "aws_iam_user.ci" of
 * aws_iam_user.ci.arn, "data.x.y" of data.x.y.json; empty for anything else. */
struct alint_str alint_tf_resource_of(struct alint_str reference);

/* ---- The source of a plan (source*.c) ------------------------------------ */

/* Whether --source-root was given. */
bool alint_tf_wants_source(const struct alint_tf *tf);
/* Where people edit a resource, and the block in its module where that is
 * another place (source_place.c). Leaves both alone where it is not known. What is
 * suppressed there is suppressed then. */
int alint_tf_find_place(struct alint_place *place, struct alint_place *definition,
                        struct alint_tf *tf, const struct alint_tf_side *side);
/* Reads the trust policies that the plan leaves out from the source, as far as
 * that tells them (source_trust.c). */
int alint_tf_source_trust(struct alint_role *role, struct alint_tf *tf,
                          const struct alint_tf_side *side);

/* ---- Mapping (map.c) ----------------------------------------------------- */

/* A resource as it is in one of the worlds. */
struct alint_tf_side {
  const struct alint_tf_object *object;
  int world;
  struct alint_str address;           /* unique: left-over (deposed) objects have their key in it */
  struct alint_str resource;          /* address without that key */
  struct alint_str module;            /* "module.m[\"k\"]."; empty in the root module */
  const struct alint_node *values;    /* NULL: nothing of it is known */
  const struct alint_node *unknown;   /* after_unknown; NULL: all is known */
  const struct alint_node *sensitive; /* NULL: nothing is */
  const struct alint_node *other;     /* its values before the change, or NULL */
  const struct alint_node *config;    /* its configuration, or NULL */
  size_t provider;                    /* index of tf->providers */
  enum alint_change change;
};

int alint_tf_map(struct alint_tf *tf);

int alint_tf_add_role(struct alint_tf *tf, const struct alint_tf_side *side);   /* role.c */
int alint_tf_add_entity(struct alint_tf *tf, const struct alint_tf_side *side); /* entity.c */
/* Fills role->trusts (trust.c); where one of them is not known it is the first. */
int alint_tf_map_trusts(struct alint_role *role, struct alint_tf *tf,
                        const struct alint_tf_side *side);
/* A policy out of its document, which `out->sensitive` hides. */
int alint_tf_map_document(struct alint_trust *out, struct alint_tf *tf,
                          const struct alint_tf_side *side, const struct alint_node *document);
/* Fills role->depends_on (depends.c). */
int alint_tf_depends(struct alint_role *role, struct alint_tf *tf,
                     const struct alint_tf_side *side);
/* Hides all of a policy that a sensitive string must not show (sensitive.c).
 * `name` is a prefix for the names of the holes. */
int alint_tf_hide(struct alint_policy *policy, struct alint_arena *arena, struct alint_str name);

/* ---- Attributes (attributes.c, accounts.c) ------------------------------- */

/* A string member of a map; empty where it is absent or no string (null, say). */
struct alint_str alint_tf_string(const struct alint_node *map, const char *key);
/* Whether `after_unknown` or sensitive marks name the attribute, or all. */
bool alint_tf_marked(const struct alint_node *marks, const char *attribute);
bool alint_tf_unknown(const struct alint_tf_side *side, const char *attribute);
/* Whether the configuration has it, or is not known itself: awscc counts what is
 * not given as not known. */
bool alint_tf_given(const struct alint_tf_side *side, const char *attribute);
/* The string itself, sensitive or not; empty where it is absent or no string. */
struct alint_str alint_tf_raw(const struct alint_tf_side *side, const char *attribute);
/* The holes of Terraform's inputs are made here, and copied of one another (names.c). */
struct alint_hole *alint_tf_hole(struct alint_arena *arena, struct alint_hole like);
const struct alint_text *alint_tf_hole_text(struct alint_arena *arena, struct alint_hole like);
/* A string attribute as text: NULL where it is absent, null, empty or not
 * known; a sensitive one is a hole of that kind. */
int alint_tf_text(const struct alint_text **out, struct alint_tf *tf,
                  const struct alint_tf_side *side, const char *attribute,
                  enum alint_hole_kind kind);
/* The same for what was made of the attribute. */
int alint_tf_text_as(const struct alint_text **out, struct alint_tf *tf,
                     const struct alint_tf_side *side, const char *attribute,
                     enum alint_hole_kind kind, struct alint_str value);
/* The ARN: as given, or made of what it is certainly made of; NULL where that is
 * not known (arn.c). */
int alint_tf_arn(const struct alint_text **out, struct alint_tf *tf,
                 const struct alint_tf_side *side);
/* The same as it is seen by resources of the provider `from`. */
int alint_tf_arn_seen(const struct alint_text **out, struct alint_tf *tf,
                      const struct alint_tf_side *side, size_t from);
int alint_tf_path(const struct alint_text **out, struct alint_tf *tf,
                  const struct alint_tf_side *side); /* "/" where it is not given */
/* An OIDC issuer without its scheme and closing slash. */
int alint_tf_issuer(const struct alint_text **out, struct alint_tf *tf,
                    const struct alint_tf_side *side);
/* Sorts what has an ARN, policies and policy documents by address; finds them.
 * NULL: no such resource. */
int alint_tf_index_sides(struct alint_tf *tf, const struct alint_tf_side *sides, size_t count);
const struct alint_tf_side *alint_tf_find_side(const struct alint_tf *tf, struct alint_str address);
/* The place in tf->by_address of the first address that is not before it. */
size_t alint_tf_first_side(const struct alint_tf *tf, struct alint_str address);
/* The first five parts of an ARN, up to the account; false for no ARN. */
bool alint_tf_split_arn(struct alint_str arn, struct alint_str parts[5]);

/* ---- Accounts (accounts.c, providers.c) ---------------------------------- */

int alint_tf_add_provider(struct alint_tf *tf, struct alint_tf_provider provider);
/* Sorts tf->providers, of which there is at least one then, and says of each
 * resource of the configuration which is its. */
int alint_tf_place_providers(struct alint_tf *tf);
/* What a provider's configuration says; empty where it says nothing. */
void alint_tf_configured_account(const struct alint_tf_provider *provider,
                                 struct alint_str *account, struct alint_str *partition);
/* Fills the accounts of tf->providers. */
int alint_tf_find_accounts(struct alint_tf *tf);
/* Account and partition out of the ARN, or those of its provider. */
int alint_tf_account(const struct alint_text **account, const struct alint_text **partition,
                     struct alint_tf *tf, const struct alint_tf_side *side);
/* The same as it is seen by resources of the provider `from`: what is not known
 * and another provider's is not one's own. */
int alint_tf_account_seen(const struct alint_text **account, const struct alint_text **partition,
                          struct alint_tf *tf, const struct alint_tf_side *side, size_t from);

/* ---- Stacks (stacks.c) ---------------------------------------------------- */

/* Maps the templates of the stacks of one world into it. */
int alint_tf_map_stacks(struct alint_tf *tf, const struct alint_tf_side *sides, size_t count);
/* Says what an update brings or takes away, when both worlds are mapped. */
int alint_tf_settle_stacks(struct alint_tf *tf);

/* ---- Roles by name (roles.c) ---------------------------------------------- */

struct alint_tf_role_entry;
struct alint_tf_roles {
  struct alint_tf_role_entry *entries;
  size_t count, cap;
};

/* The roles of a world, all of which are mapped. */
int alint_tf_index_roles(struct alint_tf_roles *out, struct alint_tf *tf,
                         const struct alint_world *world);
/* The `i`-th role of that name, ARN or address; NULL after the last one. */
struct alint_role *alint_tf_role_named(const struct alint_tf_roles *roles, struct alint_str key,
                                       size_t i);

/* ---- Administrator rights (admin.c, attach.c) ---------------------------- */

/* alint_admin_document of a policy that is JSON in a string. */
int alint_tf_admin_document(const char **why, struct alint_tf *tf, struct alint_str json);
/* By the attributes of the role itself. */
int alint_tf_role_admin(struct alint_role *role, struct alint_tf *tf,
                        const struct alint_tf_side *side);
/* By the attachments among the resources of the world of these roles. */
int alint_tf_attach(struct alint_tf *tf, const struct alint_tf_roles *roles,
                    const struct alint_tf_side *sides, size_t count);

/* ---- What hands out roles (handouts.c) ------------------------------------ */

int alint_tf_add_handout(struct alint_tf *tf, const struct alint_tf_roles *roles,
                         const struct alint_tf_side *side);

/* What people give by mistake; ends with one that is nothing (wrong.c). */
extern const struct alint_wrong alint_tf_wrong[];

#endif
