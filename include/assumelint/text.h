/* SPDX-License-Identifier: Apache-2.0
 *
 * Text: a string of literal pieces and holes.
 *
 * What a template or a plan does not say is not "unknown" as a whole: in
 * `arn:${AWS::Partition}:iam::${AWS::AccountId}:root` only two parts are open,
 * and they are the same two wherever they stand. Holes of one name and scope are
 * one value. Comparing texts is three-valued.
 */
#ifndef ASSUMELINT_TEXT_H
#define ASSUMELINT_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/str.h"

typedef struct Arena Arena;

typedef enum { TRI_NO = 0, TRI_UNKNOWN = 1, TRI_YES = 2 } Tri;

Tri tri_and(Tri a, Tri b);
Tri tri_or(Tri a, Tri b);
Tri tri_not(Tri a);

/* What is known of the value in a hole. */
typedef enum {
  HOLE_ANY,         /* nothing: any text at all, also the empty one */
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
  HOLE_OF_INPUT,     /* a resource, an expression, what is around the input */
  HOLE_OF_PARAMETER, /* a parameter of a template */
  HOLE_OF_PROVIDER,  /* what deploys to an account: `scope`, which is not shown */
  HOLE_OF_PLACE,     /* what a value at one place, `scope`, is made from; the place is not shown */
} HoleSource;

/* Made with hole_new() or of another hole. Names are for comparing and for people: what has
 * to be known of a hole are facts of their own. */
typedef struct Hole {
  Str name;  /* "AWS::AccountId", "VendorAccount", "aws_iam_user.ci.arn" */
  Str scope; /* where the name means this value: "StackSet.S"; empty: everywhere */
  HoleSource source;
  HoleKind kind;
  bool of_cluster; /* made from an EKS cluster: the issuer of its tokens, where it is an issuer */
  bool sensitive;  /* the value exists and is never printed */
  Str secret;      /* with `sensitive`: the value, for comparisons only; may be empty */
  /* How to give it a value: an option, "--param VendorAccount=...", or what to do,
   * "scan the template"; may be empty. */
  Str give;
  Str resource; /* address of the resource of this input it comes from; may be empty */
} Hole;

typedef struct Piece {
  Str literal;      /* meant while `hole` is NULL */
  const Hole *hole; /* NULL: a literal piece */
  bool fresh;       /* literal, chosen by an adversary: equal to no hole whatever its value */
  bool exact;       /* literal, put in by a policy variable: '*' and '?' in it are no wildcards */
} Piece;

/* Neighbouring literal pieces of one sort are always joined; no literal piece is
 * empty. A count of 0 is the empty string. */
typedef struct Text {
  const Piece *pieces;
  size_t count;
} Text;

/* A hole with the facts of `like`; NULL when out of memory, also where that has no name for want of
 * it (a `name.ptr` of NULL). */
Hole *hole_new(Arena *arena, Hole like);
/* Certainly one value. */
bool hole_same(const Hole *a, const Hole *b);
/* An order in which those are equal that are the same. */
int hole_cmp(const Hole *a, const Hole *b);

/* Constructors. */
const Text *text_literal(Arena *arena, Str s);
/* NULL for NULL, which a hole is when out of memory. */
const Text *text_hole(Arena *arena, const Hole *hole);
/* The account or partition that the role is in, where nothing else is known of it; `give`: how to
 * make it known, "--account ID", may be empty. */
const Text *text_own_account(Arena *arena, const char *give);
const Text *text_own_partition(Arena *arena);
const Text *text_fresh(Arena *arena, Str s);
const Text *text_concat(Arena *arena, const Text *const *parts, size_t count);
/* Cuts at each `separator` in literal pieces; at most `max` parts, the last
 * takes the rest. `parts` has room for `max`. Returns the number of parts, or 0
 * when out of memory. */
size_t text_split(Arena *arena, const Text *text, char separator, const Text **parts, size_t max);

/* The whole text as a literal; false when there is a hole in it. */
bool text_known(const Text *text, Str *out);
bool text_is(const Text *text, const char *c_string); /* known and equal */
bool text_empty(const Text *text);                    /* known and "" */
/* The hole that the text is, NULL if it is anything else. */
const Hole *text_only_hole(const Text *text);
const Hole *text_first_hole(const Text *text);
/* Same pieces: certainly equal whatever the holes are. */
bool text_same(const Text *a, const Text *b);
/* Three-valued equality, byte exact or with ASCII case folded. */
Tri text_eq(const Text *a, const Text *b);
Tri text_eq_nocase(const Text *a, const Text *b);
/* Both are given (not NULL), and differ whatever their holes are. */
bool text_contradicts(const Text *a, const Text *b);

/* The name of a hole for people, with its scope where that is shown. */
Str hole_shown(Arena *arena, const Hole *hole);
/* Its name and scope for fingerprints. */
Str hole_canonical(Arena *arena, const Hole *hole);
/* For people: holes as ${name}, sensitive ones as (sensitive). */
Str text_print(Arena *arena, const Text *text);
/* The same as a part of a condition key, where one text has to be one value: with all scopes. */
Str text_key(Arena *arena, const Text *text);
/* For fingerprints: holes by kind, not by name; own account as own. */
Str text_canonical(Arena *arena, const Text *text);

#endif
