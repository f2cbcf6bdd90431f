/* SPDX-License-Identifier: Apache-2.0
 *
 * Holes: values that the input does not say.
 */
#ifndef ASSUMELINT_HOLE_H
#define ASSUMELINT_HOLE_H

#include <stdbool.h>

#include "assumelint/str.h"

typedef struct Arena Arena;

/* What is known of the value in a hole. */
typedef enum {
  HOLE_ANY,         /* nothing: any text at all, the empty one included */
  HOLE_ACCOUNT,     /* 12 digits */
  HOLE_OWN_ACCOUNT, /* 12 digits: the account the role itself is in */
  HOLE_PARTITION,   /* aws, aws-cn, aws-us-gov, ... */
  HOLE_REGION,      /* a region name */
  HOLE_URL_SUFFIX,  /* amazonaws.com, amazonaws.com.cn, ... */
  HOLE_NAME,        /* a generated name: non-empty, no ':' and no '/' and no wildcard */
  HOLE_ROLE_ARN,    /* ARN of a role of the own account */
  HOLE_USER_ARN,    /* ARN of a user of the own account */
  HOLE_GROUP_ARN,   /* ARN of a group, policy or instance profile of the own account */
  HOLE_OIDC_ARN,    /* ARN of an OIDC provider of the own account */
  HOLE_SAML_ARN,    /* ARN of a SAML provider of the own account */
  HOLE_ARN,         /* some ARN */
  HOLE_UNIQUE_ID,   /* AIDA..., AROA... of an identity that exists */
  /* 12 digits: the account of a template around the role's, deployed by the same people */
  HOLE_OUTER_ACCOUNT,
} HoleKind;

/* What a hole is named after. */
typedef enum {
  HOLE_OF_INPUT,     /* a resource, an expression, what surrounds the input */
  HOLE_OF_PARAMETER, /* a parameter of a template */
  HOLE_OF_PROVIDER,  /* what deploys to an account: `scope`, which is not shown */
  HOLE_OF_PLACE,     /* what the value at one place, `scope`, is made from; not shown either */
} HoleSource;

/* Holes of one name, scope and source are one value. A name serves to compare holes and to
 * show them; everything the judging needs to know of a hole is a member of its own. */
typedef struct Hole {
  Str name;  /* "AWS::AccountId", "VendorAccount", "aws_iam_user.ci.arn" */
  Str scope; /* where the name means this value: "StackSet.S"; empty: everywhere */
  HoleSource source;
  HoleKind kind;
  bool of_cluster; /* made from an EKS cluster: as an issuer, it is that of the cluster's tokens */
  bool sensitive;  /* the value exists and is never printed */
  Str secret;      /* with `sensitive`: the value, for comparisons only; may be empty */
  /* How to give it a value: an option, "--param VendorAccount=...", or what to do,
   * "scan the template"; may be empty. */
  Str give;
  Str resource; /* address of the resource of this input it comes from; may be empty */
} Hole;

/* A copy in the arena. A name without a `ptr`, which a Buf over its limit gives, fails as an
 * allocation does: two holes must not share a name by accident. */
Hole *hole_new(Arena *arena, Hole like);
/* Whether both certainly have the same value. */
bool hole_same(const Hole *a, const Hole *b);
/* An order in which only holes that are the same are equal. */
int hole_cmp(const Hole *a, const Hole *b);

/* The name for people, with the scope where that is shown. */
Str hole_shown(Arena *arena, const Hole *hole);
/* The name with its scope, where it has one. */
Str hole_scoped(Arena *arena, const Hole *hole);
/* Name and scope for fingerprints. */
Str hole_canonical(Arena *arena, const Hole *hole);

#endif
