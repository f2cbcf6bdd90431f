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

typedef struct Arena Arena;
typedef struct Suppression Suppression;

typedef enum {
  CHANGE_NONE, /* null in reports: the input describes no change */
  CHANGE_CREATE,
  CHANGE_UPDATE,
  CHANGE_DELETE,
  CHANGE_REPLACE,
  CHANGE_NO_OP,
  CHANGE_READ,
  CHANGE_FORGET,
} Change;

typedef enum {
  ORIGIN_AS_WRITTEN,
  ORIGIN_REBUILT, /* from a deferred policy document */
  ORIGIN_SOURCE,  /* from the text of a .tf file */
} Origin;

typedef enum {
  TRUST_KNOWN,
  TRUST_MISSING, /* the role has no trust policy */
  TRUST_UNKNOWN, /* it has one that is not known at all; `hole` says why */
  TRUST_BROKEN,  /* it is there and is no policy: see the malformations */
} TrustState;

/* One trust policy of a role. A role whose policy depends on conditions or
 * parameters with several values has one for each alternative. */
typedef struct Trust {
  TrustState state;
  Policy *policy;   /* never NULL; empty where it is not known */
  const Hole *hole; /* UNKNOWN: what is missing */
  Str when;         /* "IsProd, Stage=dev": empty where there is one alternative */
  Origin origin;
  bool sensitive; /* the whole policy string is marked sensitive */
  Span span;      /* of the document; of the role where there is none */
} Trust;

/* A place in another file than the input: where people edit what a plan only
 * describes. */
typedef struct SourceSpan {
  const Source *source; /* with a line table; NULL: there is no such place */
  Span span;
} SourceSpan;

typedef struct Role {
  Str address;          /* unique in the input: Resources.Vendor, module.m["k"].aws_iam_role.r[0] */
  Str previous_address; /* moved from; empty otherwise */
  Str made_of;          /* the resource that a transform makes it of; empty otherwise */
  Str label;        /* "role" of reports: logical id, or resource name with index, or role name */
  const Text *name; /* RoleName; NULL when generated or not known */
  const Text *path; /* "/" when not given; NULL when not known */
  const Text *arn;  /* NULL when not known */
  const Text *account;   /* the account the role is in: id or an OWN_ACCOUNT hole; never NULL */
  const Text *partition; /* likewise, never NULL */
  Change change;
  Span span;              /* of the resource: where to point if nothing is tighter */
  SourceSpan source_span; /* where to point instead of anywhere in the input */
  SourceSpan definition;  /* where `source_span` is the call of a module: the block in it */
  /* Made by a transform, with a trust policy that is nobody's choice: no rule looks. */
  bool generated;
  Trust *trusts; /* at least one */
  size_t trust_count, trust_cap;
  bool alternatives_cut; /* more alternatives than MAX_ALTERNATIVES: the rest was not judged */
  long max_session;      /* seconds; -1 when not given or not known */
  bool admin;            /* has administrator-like permissions, as far as is known */
  Str admin_why;         /* "AdministratorAccess is attached" */
  bool bounded;          /* a permissions boundary keeps it from being one */
  /* Addresses of the resources of this input that it is made after (DependsOn,
   * depends_on, references), as far as they are known. */
  const Str *depends_on;
  size_t depends_on_count;
} Role;

/* What else the input holds that a trust policy may name. */
typedef enum {
  RESOURCE_USER,
  RESOURCE_OIDC_PROVIDER,
  RESOURCE_SAML_PROVIDER,
} PrincipalResourceKind;

typedef struct PrincipalResource {
  PrincipalResourceKind kind;
  Str address, previous_address;
  const Text *name; /* user or SAML provider name, OIDC issuer without scheme; NULL unknown */
  const Text *path;
  const Text *arn;         /* NULL when not known */
  const Text *account;     /* never NULL */
  Str unique_id;           /* AIDA..., AROA...; empty when not known */
  const Text **client_ids; /* OIDC */
  size_t client_id_count, client_id_cap;
  bool of_cluster; /* OIDC: its issuer, not known by name, is that of an EKS cluster */
  Change change;
  Span span;
  SourceSpan source_span, definition; /* as those of a role */
} PrincipalResource;

/* Resources through which others get roles, by the service that the roles trust.
 * Trust policies name some of them in conditions. */
typedef enum {
  BROKER_IDENTITY_POOL,    /* Cognito */
  BROKER_POOL_ATTACHMENT,  /* which roles a pool hands out */
  BROKER_TRUST_ANCHOR,     /* Roles Anywhere: who signs the certificates */
  BROKER_ANYWHERE_PROFILE, /* Roles Anywhere: which roles there are */
  BROKER_POD_IDENTITY,     /* EKS */
  BROKER_INSTANCE_PROFILE, /* EC2 */
} RoleBrokerKind;

/* A role that is handed out. */
typedef struct BrokeredRole {
  const Text *named; /* its ARN, or its name, as the resource has it */
  Str address;       /* of the role, where it is of this input; else empty */
  Str to;            /* "authenticated", "unauthenticated", "rule"; else empty */
  Span span;
} BrokeredRole;

typedef struct RoleBroker {
  RoleBrokerKind kind;
  Str address;
  const Text *id;   /* pool id, ARN of an anchor or a profile; a hole until it exists */
  const Text *pool; /* POOL_ATTACHMENT: the id of its pool; NULL when not given */
  Tri guests;       /* IDENTITY_POOL: there are identities that did not log in */
  Tri enabled;      /* TRUST_ANCHOR, ANYWHERE_PROFILE */
  /* POD_IDENTITY; NULL when not given */
  const Text *cluster, *kube_namespace, *service_account;
  BrokeredRole *roles;
  size_t role_count, role_cap;
  Change change;
  Span span;
} RoleBroker;

/* Its lists, like all those of the model, grow by builder.h. */
typedef struct World {
  Role *roles;
  size_t role_count, role_cap;
  PrincipalResource *principal_resources;
  size_t principal_resource_count, principal_resource_cap;
  RoleBroker *brokers;
  size_t broker_count, broker_cap;
  bool read_from_iam; /* policies are as IAM shows them: unique ids are of who is gone */
} World;

/* Something that may hold roles and that was not read, or that those who read it
 * after us may not read (AL903). */
typedef struct Unread {
  Str address; /* of the construct; may be empty */
  Str what;    /* "the macro PyPlate may rewrite the whole template" */
  Str give;    /* what to do about it: a sentence, may be empty */
  Span span;
  SourceSpan source_span; /* instead of `span`, where it is in another file */
  bool near_role;         /* in or above a role */
  Str low_why;            /* not empty: it is of low severity all the same, and why */
} Unread;

typedef enum {
  FORMAT_NONE,
  FORMAT_CLOUDFORMATION,
  FORMAT_CDK,
  FORMAT_CHANGE_SET,
  FORMAT_TERRAFORM_PLAN,
  FORMAT_TERRAFORM_STATE,
  FORMAT_TRUST_POLICY,
  FORMAT_AWS_CLI,
  FORMAT_COUNT,
} Format;

/* "cloudformation", "terraform-plan", ... as in the contract; NULL for NONE. For reports: what
 * follows from a format is stated as a fact of the input. */
const char *format_name(Format format);
const char *change_name(Change change); /* NULL for NONE */

typedef struct Input {
  Arena *arena; /* owns everything below */
  Source source;
  Format format;
  /* Spans are what people edit (templates, policies); false for plans, states and the like. */
  bool exact_positions;
  bool has_before; /* `before` is meant */
  bool complete;   /* false: the input says itself that it does not tell all (a targeted plan) */
  Str incomplete_why;
  /* What failed when the input was made, "the plan says that planning failed": findings hold, the
   * exit status is 2; NULL: nothing. */
  const char *errored;
  bool creates; /* what has no change and nothing before it is to be created */
  /* The deploying tool retries while IAM does not know a principal yet: "Terraform tries
   * again for a while"; NULL: it does not. */
  const char *retries;
  /* How to make a value known whose hole does not say it: a sentence; may be empty. */
  Str give;
  /* How to have the source read too, which may say what the input does not: a sentence;
   * empty: there is none. Of a role with a `source_span` it was read. */
  Str give_source;
  World before, after;
  Unread *unread;
  size_t unread_count, unread_cap;
  const Str *parameters; /* names of what a template lets one choose */
  size_t parameter_count;
  const Str *notes; /* to be told beside the report: no verdict hangs on them */
  size_t note_count;
  Suppression **suppressions; /* see suppression.h */
  size_t suppression_count, suppression_cap;
  bool suppressions_cut; /* there are more of them */
  int status;            /* OK when it was analysed */
  Error error;           /* otherwise why not; ours-but-unreadable, wrong kind, not ours */
} Input;

#endif
