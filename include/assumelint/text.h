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

struct alint_arena;

enum alint_tri { ALINT_NO = 0, ALINT_UNKNOWN = 1, ALINT_YES = 2 };

enum alint_tri alint_tri_and(enum alint_tri a, enum alint_tri b);
enum alint_tri alint_tri_or(enum alint_tri a, enum alint_tri b);
enum alint_tri alint_tri_not(enum alint_tri a);

/* What is known of the value in a hole. */
enum alint_hole_kind {
  ALINT_HOLE_ANY,         /* nothing: any text at all, also the empty one */
  ALINT_HOLE_ACCOUNT,     /* 12 digits */
  ALINT_HOLE_OWN_ACCOUNT, /* 12 digits: the account the role itself is in */
  ALINT_HOLE_PARTITION,   /* aws, aws-cn, aws-us-gov, ... */
  ALINT_HOLE_REGION,      /* a region name */
  ALINT_HOLE_URL_SUFFIX,  /* amazonaws.com, amazonaws.com.cn, ... */
  ALINT_HOLE_NAME,        /* a generated name: non-empty, no ':' and no '/' and no wildcard */
  ALINT_HOLE_ROLE_ARN,    /* ARN of a role of the own account */
  ALINT_HOLE_USER_ARN,    /* ARN of a user of the own account */
  ALINT_HOLE_GROUP_ARN,   /* ARN of a group, policy or instance profile of the own account */
  ALINT_HOLE_OIDC_ARN,    /* ARN of an OIDC provider of the own account */
  ALINT_HOLE_SAML_ARN,    /* ARN of a SAML provider of the own account */
  ALINT_HOLE_ARN,         /* some ARN */
  ALINT_HOLE_UNIQUE_ID,   /* AIDA..., AROA... of an identity that exists */
  /* 12 digits: the account of a template around the role's, deployed by the same people */
  ALINT_HOLE_OUTER_ACCOUNT,
};

/* What a hole is named after. */
enum alint_hole_source {
  ALINT_HOLE_OF_INPUT,     /* a resource, an expression, what is around the input */
  ALINT_HOLE_OF_PARAMETER, /* a parameter of a template */
  ALINT_HOLE_OF_PROVIDER,  /* what deploys to an account: `scope`, which is not shown */
  ALINT_HOLE_OF_PLACE, /* what a value at one place, `scope`, is made from; the place is not shown */
};

/* Made with alint_hole_new() or of another hole. Names are for comparing and for people: what has
 * to be known of a hole are facts of their own. */
struct alint_hole {
  struct alint_str name;  /* "AWS::AccountId", "VendorAccount", "aws_iam_user.ci.arn" */
  struct alint_str scope; /* where the name means this value: "StackSet.S"; empty: everywhere */
  enum alint_hole_source source;
  enum alint_hole_kind kind;
  bool of_cluster; /* made from an EKS cluster: the issuer of its tokens, where it is an issuer */
  bool sensitive;  /* the value exists and is never printed */
  struct alint_str secret; /* with `sensitive`: the value, for comparisons only; may be empty */
  /* How to give it a value: an option, "--param VendorAccount=...", or what to do,
   * "scan the template"; may be empty. */
  struct alint_str give;
  struct alint_str resource; /* address of the resource of this input it comes from; may be empty */
};

struct alint_piece {
  struct alint_str literal;      /* meant while `hole` is NULL */
  const struct alint_hole *hole; /* NULL: a literal piece */
  bool fresh; /* literal, chosen by an adversary: equal to no hole whatever its value */
  bool exact; /* literal, put in by a policy variable: '*' and '?' in it are no wildcards */
};

/* Neighbouring literal pieces of one sort are always joined; no literal piece is
 * empty. A count of 0 is the empty string. */
struct alint_text {
  const struct alint_piece *pieces;
  size_t count;
};

/* A hole with the facts of `like`; NULL when out of memory, also where that has no name for want of
 * it (a `name.ptr` of NULL). */
struct alint_hole *alint_hole_new(struct alint_arena *arena, struct alint_hole like);
/* Certainly one value. */
bool alint_hole_same(const struct alint_hole *a, const struct alint_hole *b);
/* An order in which those are equal that are the same. */
int alint_hole_cmp(const struct alint_hole *a, const struct alint_hole *b);

/* Constructors. */
const struct alint_text *alint_text_literal(struct alint_arena *arena, struct alint_str s);
/* NULL for NULL, which a hole is when out of memory. */
const struct alint_text *alint_text_hole(struct alint_arena *arena, const struct alint_hole *hole);
/* The account or partition that the role is in, where nothing else is known of it; `give`: how to
 * make it known, "--account ID", may be empty. */
const struct alint_text *alint_text_own_account(struct alint_arena *arena, const char *give);
const struct alint_text *alint_text_own_partition(struct alint_arena *arena);
const struct alint_text *alint_text_fresh(struct alint_arena *arena, struct alint_str s);
const struct alint_text *alint_text_concat(struct alint_arena *arena,
                                           const struct alint_text *const *parts, size_t count);
/* Cuts at each `separator` in literal pieces; at most `max` parts, the last
 * takes the rest. `parts` has room for `max`. Returns the number of parts, or 0
 * when out of memory. */
size_t alint_text_split(struct alint_arena *arena, const struct alint_text *text, char separator,
                        const struct alint_text **parts, size_t max);

/* The whole text as a literal; false when there is a hole in it. */
bool alint_text_known(const struct alint_text *text, struct alint_str *out);
bool alint_text_is(const struct alint_text *text, const char *c_string); /* known and equal */
bool alint_text_empty(const struct alint_text *text);                    /* known and "" */
/* The hole that the text is, NULL if it is anything else. */
const struct alint_hole *alint_text_only_hole(const struct alint_text *text);
const struct alint_hole *alint_text_first_hole(const struct alint_text *text);
/* Same pieces: certainly equal whatever the holes are. */
bool alint_text_same(const struct alint_text *a, const struct alint_text *b);
/* Three-valued equality, byte exact or with ASCII case folded. */
enum alint_tri alint_text_eq(const struct alint_text *a, const struct alint_text *b);
enum alint_tri alint_text_eq_nocase(const struct alint_text *a, const struct alint_text *b);
/* Both are given (not NULL), and differ whatever their holes are. */
bool alint_text_contradicts(const struct alint_text *a, const struct alint_text *b);

/* The name of a hole for people, with its scope where that is shown. */
struct alint_str alint_hole_shown(struct alint_arena *arena, const struct alint_hole *hole);
/* Its name and scope for fingerprints. */
struct alint_str alint_hole_canonical(struct alint_arena *arena, const struct alint_hole *hole);
/* For people: holes as ${name}, sensitive ones as (sensitive). */
struct alint_str alint_text_print(struct alint_arena *arena, const struct alint_text *text);
/* The same as a part of a condition key, where one text has to be one value: with all scopes. */
struct alint_str alint_text_key(struct alint_arena *arena, const struct alint_text *text);
/* For fingerprints: holes by kind, not by name; own account as own. */
struct alint_str alint_text_canonical(struct alint_arena *arena, const struct alint_text *text);

#endif
