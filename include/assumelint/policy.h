/* SPDX-License-Identifier: Apache-2.0
 *
 * A trust policy, as written.
 *
 * The mapper (parsers/policy.c) keeps what is odd about a document beside what
 * it says: rules of the 6xx family speak of the oddities, the evaluator of the
 * rest. Grammar: IAM User Guide, "Grammar of the IAM JSON policy language".
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

enum alint_effect {
  ALINT_EFFECT_ALLOW,
  ALINT_EFFECT_DENY,
  ALINT_EFFECT_OTHER,   /* missing or something else: the statement allows and denies nothing */
  ALINT_EFFECT_UNKNOWN, /* a hole */
};

/* The key under which a principal stands. */
enum alint_principal_key {
  ALINT_PRINCIPAL_STAR, /* "Principal": "*" */
  ALINT_PRINCIPAL_AWS,
  ALINT_PRINCIPAL_SERVICE,
  ALINT_PRINCIPAL_FEDERATED,
  ALINT_PRINCIPAL_CANONICAL,
  ALINT_PRINCIPAL_OTHER,  /* an unknown kind; `key` has it */
  ALINT_PRINCIPAL_OPAQUE, /* the Principal element, or this list, is a hole: anybody */
};

/* A value with the place it stands at. `pointer` is an RFC 6901 pointer inside
 * the policy document: /Statement/0/Principal/AWS/1. */
struct alint_item {
  const struct alint_text *text;
  struct alint_span span;
  struct alint_str pointer;
  bool plain_number; /* YAML: unquoted, and YAML 1.1 reads it as a number */
  bool was_number;   /* JSON: a number, not a string */
  bool was_bool;     /* a boolean, not a string */
};

struct alint_identity;

struct alint_principal {
  enum alint_principal_key kind;
  struct alint_str key; /* "AWS", "Service", ... as written; empty for STAR and OPAQUE */
  struct alint_item value;
  const struct alint_identity *identity; /* of `value`, once somebody has asked; else NULL */
};

struct alint_condition {
  struct alint_str operator_name; /* as written: "ForAnyValue:StringLikeIfExists" */
  struct alint_str key;           /* as written: "sts:ExternalId" */
  bool key_has_hole; /* a part of the key is not known: it stands in `key` as ${name} */
  struct alint_span operator_span, key_span;
  struct alint_str pointer; /* of the key: /Statement/0/Condition/StringEquals/sts:ExternalId */
  struct alint_item *values;
  size_t value_count;
  bool opaque;                   /* the values are not known at all */
  const struct alint_hole *hole; /* opaque: what stands for them */
};

/* What is odd about a document. */
enum alint_oddity_kind {
  ALINT_ODD_NOT_JSON,        /* a string that is not JSON */
  ALINT_ODD_NOT_OBJECT,      /* the document, or a statement, is not an object */
  ALINT_ODD_DUPLICATE_KEY,   /* in the policy or above it; detail: the key */
  ALINT_ODD_MISSING,         /* an element is absent; detail: its name */
  ALINT_ODD_EMPTY,           /* an element is there and empty; detail: its name */
  ALINT_ODD_WRONG_TYPE,      /* an element of the wrong JSON type; detail: its name */
  ALINT_ODD_BOTH,            /* both of a pair; detail: "Action and NotAction" */
  ALINT_ODD_BAD_EFFECT,      /* detail: the value */
  ALINT_ODD_PROHIBITED,      /* Resource, NotResource; detail: its name */
  ALINT_ODD_UNKNOWN_ELEMENT, /* detail: its name */
  ALINT_ODD_BAD_VERSION,     /* detail: the value */
  ALINT_ODD_ALIAS,           /* YAML alias or merge key: CloudFormation refuses it */
};

struct alint_oddity {
  enum alint_oddity_kind kind;
  int statement; /* index, or -1 for the document */
  struct alint_str detail;
  struct alint_span span;
  struct alint_str pointer;
};

struct alint_statement {
  size_t index;         /* place in the document, 0-based */
  struct alint_str sid; /* empty when absent */
  bool has_sid;
  bool sid_has_hole;          /* a part of it is not known: it stands in `sid` as ${name} */
  struct alint_span sid_span; /* of the Sid's value */
  enum alint_effect effect;
  struct alint_span span;        /* of the whole statement */
  struct alint_span effect_span; /* of the Effect's value, else of the statement */
  struct alint_str pointer;      /* /Statement/0, or /Statement for a single object */
  bool has_principal, has_not_principal;
  struct alint_span principal_span; /* of the Principal or NotPrincipal key */
  struct alint_principal *principals;
  size_t principal_count;
  struct alint_principal *not_principals;
  size_t not_principal_count;
  bool has_action, has_not_action;
  struct alint_span action_span;
  struct alint_item *actions;
  size_t action_count;
  struct alint_item *not_actions;
  size_t not_action_count;
  struct alint_condition *conditions; /* one for each operator and key, in file order */
  size_t condition_count;
  bool condition_opaque;                /* the whole Condition, or an operator's block, is a hole */
  const struct alint_hole *opaque_hole; /* the first hole that stands for a whole element */
};

struct alint_policy {
  struct alint_str version; /* empty when absent */
  bool has_version;
  struct alint_span version_span;
  struct alint_span span; /* of the document */
  struct alint_statement *statements;
  size_t statement_count;
  bool statements_opaque; /* some statements are not known */
  struct alint_oddity *oddities;
  size_t oddity_count;
};

/* "2012-10-17": policy variables are replaced only then. */
bool alint_policy_has_variables(const struct alint_policy *policy);

/* What they say is certainly the same, whatever holes hold. */
bool alint_condition_same(const struct alint_condition *a, const struct alint_condition *b);
bool alint_conditions_same(const struct alint_statement *a, const struct alint_statement *b);
bool alint_statement_same(const struct alint_statement *a, const struct alint_statement *b);
bool alint_policy_same(const struct alint_policy *a, const struct alint_policy *b);

#endif
