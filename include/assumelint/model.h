/* SPDX-License-Identifier: Apache-2.0
 *
 * The role model: the contract between front ends and rules.
 *
 * Front ends know formats and nothing of safety, rules know roles and nothing
 * of formats. An input has two worlds of the same shape: before and after the
 * change it describes. A template has an after only, unless it is given a
 * before. Every node carries a byte span of the file it came from.
 *
 * Everything lives in the arena of its input.
 */
#ifndef ASSUMELINT_MODEL_H
#define ASSUMELINT_MODEL_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/policy.h"
#include "assumelint/source.h"
#include "assumelint/status.h"
#include "assumelint/text.h"

struct alint_arena;
struct alint_ignore;

enum alint_change {
  ALINT_CHANGE_NONE, /* null in reports: the input describes no change */
  ALINT_CHANGE_CREATE,
  ALINT_CHANGE_UPDATE,
  ALINT_CHANGE_DELETE,
  ALINT_CHANGE_REPLACE,
  ALINT_CHANGE_NO_OP,
  ALINT_CHANGE_READ,
  ALINT_CHANGE_FORGET,
};

enum alint_origin {
  ALINT_ORIGIN_AS_WRITTEN,
  ALINT_ORIGIN_REBUILT, /* from a deferred policy document */
  ALINT_ORIGIN_SOURCE,  /* from the text of a .tf file */
};

enum alint_trust_state {
  ALINT_TRUST_KNOWN,
  ALINT_TRUST_MISSING, /* the role has no trust policy */
  ALINT_TRUST_UNKNOWN, /* it has one that is not known at all; `hole` says why */
  ALINT_TRUST_BROKEN,  /* it is there and is no policy: see the oddities */
};

/* One trust policy of a role. A role whose policy depends on conditions or
 * parameters with several values has one for each alternative. */
struct alint_trust {
  enum alint_trust_state state;
  struct alint_policy *policy;   /* never NULL; empty where it is not known */
  const struct alint_hole *hole; /* UNKNOWN: what is missing */
  struct alint_str when;         /* "IsProd, Stage=dev": empty where there is one alternative */
  enum alint_origin origin;
  bool sensitive;         /* the whole policy string is marked sensitive */
  struct alint_span span; /* of the document; of the role where there is none */
};

/* A place in another file than the input: where people edit what a plan only
 * describes. */
struct alint_place {
  const struct alint_source *source; /* with a line table; NULL: there is no such place */
  struct alint_span span;
};

struct alint_role {
  struct alint_str
      address; /* unique in the input: Resources.Vendor, module.m["k"].aws_iam_role.r[0] */
  struct alint_str previous_address; /* moved from; empty otherwise */
  struct alint_str made_of; /* the resource that a transform makes it of; empty otherwise */
  struct alint_str
      label; /* "role" of reports: logical id, or resource name with index, or role name */
  const struct alint_text *name; /* RoleName; NULL when generated or not known */
  const struct alint_text *path; /* "/" when not given; NULL when not known */
  const struct alint_text *arn;  /* NULL when not known */
  const struct alint_text
      *account; /* the account the role is in: id or an OWN_ACCOUNT hole; never NULL */
  const struct alint_text *partition; /* likewise, never NULL */
  enum alint_change change;
  struct alint_span span;        /* of the resource: where to point if nothing is tighter */
  struct alint_place place;      /* where to point instead of anywhere in the input */
  struct alint_place definition; /* `place` is the call of a module: the block in the module */
  /* Made by a transform, with a trust policy that is nobody's choice: no rule looks. */
  bool generated;
  struct alint_trust *trusts; /* at least one */
  size_t trust_count, trust_cap;
  bool
      alternatives_cut; /* more alternatives than ALINT_MAX_ALTERNATIVES: the rest was not judged */
  long max_session;     /* seconds; -1 when not given or not known */
  bool admin;           /* has administrator-like permissions, as far as is known */
  struct alint_str admin_why; /* "AdministratorAccess is attached" */
  bool bounded;               /* a permissions boundary keeps it from being one */
  /* Addresses of the resources of this input that it is made after (DependsOn,
   * depends_on, references), as far as they are known. */
  const struct alint_str *depends_on;
  size_t depends_on_count;
};

/* What else the input holds that a trust policy may name. */
enum alint_entity_kind {
  ALINT_ENTITY_USER,
  ALINT_ENTITY_OIDC_PROVIDER,
  ALINT_ENTITY_SAML_PROVIDER,
};

struct alint_entity {
  enum alint_entity_kind kind;
  struct alint_str address, previous_address;
  const struct alint_text
      *name; /* user or SAML provider name, OIDC issuer without scheme; NULL unknown */
  const struct alint_text *path;
  const struct alint_text *arn;         /* NULL when not known */
  const struct alint_text *account;     /* never NULL */
  struct alint_str unique_id;           /* AIDA..., AROA...; empty when not known */
  const struct alint_text **client_ids; /* OIDC */
  size_t client_id_count, client_id_cap;
  bool of_cluster; /* OIDC: its issuer, not known by name, is that of an EKS cluster */
  enum alint_change change;
  struct alint_span span;
  struct alint_place place, definition; /* as those of a role */
};

/* Resources through which others get roles, by the service that the roles trust.
 * Trust policies name some of them in conditions. */
enum alint_handout_kind {
  ALINT_HANDOUT_IDENTITY_POOL,    /* Cognito */
  ALINT_HANDOUT_POOL_ATTACHMENT,  /* which roles a pool hands out */
  ALINT_HANDOUT_TRUST_ANCHOR,     /* Roles Anywhere: who signs the certificates */
  ALINT_HANDOUT_ANYWHERE_PROFILE, /* Roles Anywhere: which roles there are */
  ALINT_HANDOUT_POD_IDENTITY,     /* EKS */
  ALINT_HANDOUT_INSTANCE_PROFILE, /* EC2 */
};

/* A role that is handed out. */
struct alint_handed_role {
  const struct alint_text *named; /* its ARN, or its name, as the resource has it */
  struct alint_str address;       /* of the role, where it is of this input; else empty */
  struct alint_str to;            /* "authenticated", "unauthenticated", "rule"; else empty */
  struct alint_span span;
};

struct alint_handout {
  enum alint_handout_kind kind;
  struct alint_str address;
  const struct alint_text *id; /* pool id, ARN of an anchor or a profile; a hole until it exists */
  const struct alint_text *pool; /* POOL_ATTACHMENT: the id of its pool; NULL when not given */
  enum alint_tri guests;         /* IDENTITY_POOL: there are identities that did not log in */
  enum alint_tri enabled;        /* TRUST_ANCHOR, ANYWHERE_PROFILE */
  /* POD_IDENTITY; NULL when not given */
  const struct alint_text *cluster, *kube_namespace, *service_account;
  struct alint_handed_role *roles;
  size_t role_count, role_cap;
  enum alint_change change;
  struct alint_span span;
};

/* Its lists, like all those of the model, grow by builder.h. */
struct alint_world {
  struct alint_role *roles;
  size_t role_count, role_cap;
  struct alint_entity *entities;
  size_t entity_count, entity_cap;
  struct alint_handout *handouts;
  size_t handout_count, handout_cap;
  bool read_from_iam; /* policies are as IAM shows them: unique ids are of who is gone */
};

/* Something that may hold roles and that was not read, or that those who read it
 * after us may not read (AL903). */
struct alint_unread {
  struct alint_str address; /* of the construct; may be empty */
  struct alint_str what;    /* "the macro PyPlate may rewrite the whole template" */
  struct alint_str give;    /* what to do about it: a sentence, may be empty */
  struct alint_span span;
  struct alint_place place; /* instead of `span`, where it is in another file */
  bool near_role;           /* in or above a role */
  struct alint_str low_why; /* not empty: it is of low severity all the same, and why */
};

enum alint_format {
  ALINT_FORMAT_NONE,
  ALINT_FORMAT_CLOUDFORMATION,
  ALINT_FORMAT_CDK,
  ALINT_FORMAT_CHANGE_SET,
  ALINT_FORMAT_TERRAFORM_PLAN,
  ALINT_FORMAT_TERRAFORM_STATE,
  ALINT_FORMAT_TRUST_POLICY,
  ALINT_FORMAT_AWS_CLI,
  ALINT_FORMAT_COUNT,
};

/* "cloudformation", "terraform-plan", ... as in the contract; NULL for NONE. For reports: what
 * follows from a format is stated as a fact of the input. */
const char *alint_format_name(enum alint_format format);
const char *alint_change_name(enum alint_change change); /* NULL for NONE */

struct alint_input {
  struct alint_arena *arena; /* owns everything below */
  struct alint_source source;
  enum alint_format format;
  bool
      exact_positions; /* spans are places people edit (templates, policies); false: plans, states, ... */
  bool has_before; /* `before` is meant */
  bool complete;   /* false: the input says itself that it does not tell all (a targeted plan) */
  struct alint_str incomplete_why;
  /* What failed when the input was made, "the plan says that planning failed": findings hold, the
   * exit status is 2; NULL: nothing. */
  const char *errored;
  bool creates; /* what has no change and nothing before it is to be created */
  /* The deploying tool retries while IAM does not know a principal yet: "Terraform tries again for a
   * while"; NULL: it does not. */
  const char *retries;
  /* How to make a value known whose hole does not say it: a sentence; may be empty. */
  struct alint_str give;
  /* How to have the source read too, which may say what the input does not: a sentence; empty: there
   * is none. Of a role with a `place` it was read. */
  struct alint_str give_source;
  struct alint_world before, after;
  struct alint_unread *unread;
  size_t unread_count, unread_cap;
  const struct alint_str *parameters; /* names of what a template lets one choose */
  size_t parameter_count;
  const struct alint_str *notes; /* to be told beside the report: no verdict hangs on them */
  size_t note_count;
  struct alint_ignore **ignores; /* suppressions in the source: see ignore.h */
  size_t ignore_count, ignore_cap;
  bool ignores_cut;         /* there are more of them */
  int status;               /* ALINT_OK when it was analysed */
  struct alint_error error; /* otherwise why not; ours-but-unreadable, wrong kind, not ours */
};

#endif
