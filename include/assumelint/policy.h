/* SPDX-License-Identifier: Apache-2.0
 *
 * A trust policy, as written.
 *
 * The mapper (parsers/policy/policy.c) keeps the malformations of a document beside
 * what it says: rules of the 6xx family report them, the evaluator reads the rest. Grammar: IAM User Guide, "Grammar of the IAM JSON policy language".
 *
 * Everything lives in the arena of its input.
 */
#ifndef ASSUMELINT_POLICY_H
#define ASSUMELINT_POLICY_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/source.h"
#include "assumelint/str.h"
#include "assumelint/text.h"

typedef enum {
  EFFECT_ALLOW,
  EFFECT_DENY,
  EFFECT_OTHER,   /* missing or something else: the statement allows and denies nothing */
  EFFECT_UNKNOWN, /* a hole */
} Effect;

/* The key under which a principal stands. */
typedef enum {
  PRINCIPAL_STAR, /* "Principal": "*" */
  PRINCIPAL_AWS,
  PRINCIPAL_SERVICE,
  PRINCIPAL_FEDERATED,
  PRINCIPAL_CANONICAL,
  PRINCIPAL_OTHER,  /* an unknown kind; `key` has it */
  PRINCIPAL_OPAQUE, /* the Principal element, or this list, is a hole: anybody */
} PrincipalKey;

/* A value with the place it stands at. `pointer` is an RFC 6901 pointer inside
 * the policy document: /Statement/0/Principal/AWS/1. */
typedef struct Item {
  const Text *text;
  Span span;
  Str pointer;
  bool plain_number; /* YAML: unquoted, and YAML 1.1 reads it as a number */
  bool was_number;   /* JSON: a number, not a string */
  bool was_bool;     /* a boolean, not a string */
} Item;

typedef struct Identity Identity;

typedef struct Principal {
  PrincipalKey kind;
  Str key; /* "AWS", "Service", ... as written; empty for STAR and OPAQUE */
  Item value;
  const Identity *identity; /* of `value`, once somebody has asked; else NULL */
} Principal;

typedef struct Condition {
  Str operator_name; /* as written: "ForAnyValue:StringLikeIfExists" */
  Str key;           /* as written: "sts:ExternalId" */
  bool key_has_hole; /* a part of the key is not known: it stands in `key` as ${name} */
  Span operator_span, key_span;
  Str pointer; /* of the key: /Statement/0/Condition/StringEquals/sts:ExternalId */
  Item *values;
  size_t value_count;
  bool opaque;      /* the values are not known at all */
  const Hole *hole; /* opaque: what stands for them */
} Condition;

/* What is odd about a document. */
typedef enum {
  MALFORMED_NOT_JSON,        /* a string that is not JSON */
  MALFORMED_NOT_OBJECT,      /* the document, or a statement, is not an object */
  MALFORMED_DUPLICATE_KEY,   /* in the policy or above it; detail: the key */
  MALFORMED_MISSING,         /* an element is absent; detail: its name */
  MALFORMED_EMPTY,           /* an element is there and empty; detail: its name */
  MALFORMED_WRONG_TYPE,      /* an element of the wrong JSON type; detail: its name */
  MALFORMED_BOTH,            /* both of a pair; detail: "Action and NotAction" */
  MALFORMED_BAD_EFFECT,      /* detail: the value */
  MALFORMED_PROHIBITED,      /* Resource, NotResource; detail: its name */
  MALFORMED_UNKNOWN_ELEMENT, /* detail: its name */
  MALFORMED_BAD_VERSION,     /* detail: the value */
  MALFORMED_ALIAS,           /* YAML alias or merge key: CloudFormation refuses it */
} MalformationKind;

typedef struct Malformation {
  MalformationKind kind;
  int statement; /* index, or -1 for the document */
  Str detail;
  Span span;
  Str pointer;
} Malformation;

typedef struct Statement {
  size_t index; /* place in the document, 0-based */
  Str sid;      /* empty when absent */
  bool has_sid;
  bool sid_has_hole; /* a part of it is not known: it stands in `sid` as ${name} */
  Span sid_span;     /* of the Sid's value */
  Effect effect;
  Span span;        /* of the whole statement */
  Span effect_span; /* of the Effect's value, else of the statement */
  Str pointer;      /* /Statement/0, or /Statement for a single object */
  bool has_principal, has_not_principal;
  Span principal_span; /* of the Principal or NotPrincipal key */
  Principal *principals;
  size_t principal_count;
  Principal *not_principals;
  size_t not_principal_count;
  bool has_action, has_not_action;
  Span action_span;
  Item *actions;
  size_t action_count;
  Item *not_actions;
  size_t not_action_count;
  Condition *conditions; /* one for each operator and key, in file order */
  size_t condition_count;
  bool condition_opaque;   /* the whole Condition, or an operator's block, is a hole */
  const Hole *opaque_hole; /* the first hole that stands for a whole element */
} Statement;

typedef struct Policy {
  Str version; /* empty when absent */
  bool has_version;
  Span version_span;
  Span span; /* of the document */
  Statement *statements;
  size_t statement_count;
  bool statements_opaque; /* some statements are not known */
  Malformation *malformations;
  size_t malformation_count;
} Policy;

/* "2012-10-17": policy variables are replaced only then. */
bool policy_has_variables(const Policy *policy);

/* What they say is certainly the same, whatever holes hold. */
bool condition_same(const Condition *a, const Condition *b);
bool conditions_same(const Statement *a, const Statement *b);
bool statement_same(const Statement *a, const Statement *b);
bool policy_same(const Policy *a, const Policy *b);

#endif
