/* SPDX-License-Identifier: Apache-2.0
 *
 * A question: can this adversary, as a caller of one kind, with a call of one shape, get in?
 *
 * decide.c asks one question for each kind of caller and shape of call. A question has the
 * keys that the policy speaks of, each made of parts; keys that hang together (they share a
 * part, or one is the policy variable of another, or they are there together) are a
 * component. component.c finds for each component which sets of Denies can fail there;
 * decide.c looks for one choice a component with which all of them do.
 */
#ifndef ASSUMELINT_ACCESS_QUESTION_H
#define ASSUMELINT_ACCESS_QUESTION_H

#include "access/adversaries.h"
#include "access/product.h"
#include "access/spelled.h"
#include "facts/domains.h"

/* A part with what this adversary has of it. */
typedef struct AskedPart {
  Str name;
  const PartDomain *domain; /* NULL: `fixed` */
  const Text *fixed;        /* the only value; NULL: any of the domain */
  bool fresh;               /* its value is of no hole */
  bool holes;               /* its value may be, or have, that of a hole */
  const Spelled *not_in;    /* words that it is not; may be NULL */
  const Spelled *only_in;   /* it is one of these that the domain has; may be NULL */
  double odds;              /* open only if so large a share of its values gets in; 0: one */
  bool element;             /* each element of a list has one of its own */
  bool wide_only;           /* an address outside of the narrow networks that the policy names */
} AskedPart;

typedef struct AskedKey {
  Str name;
  const ConditionKey *info;
  There there;
  KeyGroup group;
  bool list;
  Form *forms; /* alternatives; `form` is the one of this question */
  size_t form_count, form_cap;
  const Form *form;
  size_t component;
} AskedKey;

/* A statement that plays a part: an Allow that must match, or a Deny that must not. */
typedef struct AskedStatement {
  const Statement *statement;
  bool companion; /* for a companion action: the call's external ID is not there */
  int deny;       /* its bit; NO_DENY: it must match */
  Tri principal;  /* whether it is for the caller; UNKNOWN: `form` of the caller decides */
} AskedStatement;

typedef struct Question {
  Arena *arena;
  size_t *steps;
  const Role *role;
  const Policy *policy;
  const Way *way;
  AdversaryId adversary;
  CallerKindOf caller;
  const Request *named; /* the caller with its keys, where the policy names it whole; else NULL */
  const TokenDomain *token;
  Str host; /* of the token; empty: none */
  Spelled spelled, demanded;
  AskedPart *parts; /* in reading order */
  size_t part_count, part_cap;
  AskedKey *keys;
  size_t key_count, key_cap;
  AskedStatement *statements;
  size_t statement_count, statement_cap;
  int deny_count;
  Width width;
  bool widened; /* a part may have values that may be nobody's */
  bool open;    /* something has a wider language than its narrow one */
  bool gave_up; /* a limit was hit */
} Question;

AskedKey *question_key(const Question *q, Str name);

/* Whether the adversary has nothing of the role's owner. */
bool question_is_outsider(const Question *q);
/* callers.c: the parts that callers of this kind have, and then the keys that the policy
 * speaks of. */
void question_add_parts(Question *q);
void question_add_key(Question *q, Str name);
/* Once forms are chosen: makes the nth of the parts that can be another's that of an other;
 * gives how many there are, at least 1; 0: such a subject names nobody who could be another. */
size_t question_choose_other(Question *q, size_t nth);
/* What the adversary has of a part of who calls. */
void question_restrict(const Question *q, AskedPart *part, const ConditionKey *info);
/* `form` as domains.h writes it. */
Form question_form(Question *q, Str form, Str key);

#endif
