/* SPDX-License-Identifier: Apache-2.0
 *
 * The witness search: callers to try.
 */
#ifndef ASSUMELINT_ACCESS_PEOPLE_H
#define ASSUMELINT_ACCESS_PEOPLE_H

#include "access/values.h"

/* A caller: the principal and the keys that follow from it. */
typedef struct Caller {
  PrincipalKey kind;
  const Text *principal;
  IdentityKind who;
  ContextKey keys[6];
  size_t key_count;
} Caller;

/* Callers, best first: never more than `max`. */
typedef struct Callers {
  Caller *items;
  size_t count, cap, max;
} Callers;

/* identities.c: the callers an adversary can be, best first. */
void search_callers(Search *s, Callers *out);

/* people.c: texts that are part of a caller. A NULL among the parts gives NULL. */
const Text *search_literal(Search *s, const char *text);
const Text *search_join(Search *s, const Text *const *parts, size_t count);
/* arn:PARTITION + service + ACCOUNT:REST, with a service like ":iam::". */
const Text *search_arn_of(Search *s, const Text *partition, const char *service,
                          const Text *account, const Text *rest);
/* NULL: the key is absent. */
void search_set_caller_key(Search *s, Caller *caller, const char *name, const Text *value);

typedef struct Person {
  const Text *partition, *account;
  const Text *name;    /* with its path, without leading '/' */
  const Text *session; /* of a role */
  bool user, stranger;
} Person;

/* names.c: names, with their paths, that users and roles of the account may have. */
typedef struct CallerNames {
  TextList users, roles;
} CallerNames;
void search_find_names(Search *s, const Person *who, CallerNames *out);
/* Names of role sessions: the end of aws:userid. */
void search_find_sessions(Search *s, TextList *out);

/* people.c: adds a caller whose principal is known; beyond `max` the search gives up. */
void search_add_caller(Search *s, Callers *out, const Caller *caller);
/* Users and sessions of the account of `as` that the statement may let in. */
void search_add_people(Search *s, const Person *as, Callers *out);

/* accounts.c: an account that stands nowhere in the policy. */
const Text *search_stranger_account(Search *s);
/* Accounts a stranger may have, that one first. */
void search_stranger_accounts(Search *s, TextList *out);

#endif
