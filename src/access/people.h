/* SPDX-License-Identifier: Apache-2.0
 *
 * Callers of AWS accounts: what the files that make them share.
 */
#ifndef ASSUMELINT_ACCESS_PEOPLE_H
#define ASSUMELINT_ACCESS_PEOPLE_H

#include "access/search.h"

/* Texts that are part of a caller; NULL, and the search's status, without memory.
 * A NULL among the parts gives NULL. */
const Text *search_literal(Search *s, const char *text);
const Text *search_join(Search *s, const Text *const *parts, size_t count);
/* arn:PARTITION + service + ACCOUNT:REST, with a service like ":iam::". */
const Text *search_arn_of(Search *s, const Text *partition, const char *service,
                          const Text *account, const Text *rest);
/* A value of NULL: the key is not there. */
void search_set_caller_key(Search *s, Caller *caller, const char *name, const Text *value);

typedef struct Person {
  const Text *partition, *account;
  const Text *name;    /* with its path, without leading '/' */
  const Text *session; /* of a role */
  bool user, stranger;
} Person;

/* names.c: names that somebody of the account may bear, with their paths. */
typedef struct CallerNames {
  TextList users, roles;
} CallerNames;
void search_find_names(Search *s, const Person *who, CallerNames *out);
/* Names of role sessions: the end of aws:userid. */
void search_find_sessions(Search *s, TextList *out);

/* Adds a caller whose principal is known; beyond `max` the search gives up. */
void search_add_caller(Search *s, Callers *out, const Caller *caller);
/* Users and sessions of the account of `as` that the statement may let in. */
void search_add_people(Search *s, const Person *as, Callers *out);

/* accounts.c: accounts a stranger may have, one that stands nowhere first. */
void search_stranger_accounts(Search *s, TextList *out);

#endif
