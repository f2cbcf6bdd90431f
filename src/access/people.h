/* SPDX-License-Identifier: Apache-2.0
 *
 * Callers of AWS accounts: what the files that make them share.
 */
#ifndef ALINT_ACCESS_PEOPLE_H
#define ALINT_ACCESS_PEOPLE_H

#include "access/search.h"

/* Texts that are part of a caller; NULL, and the search's status, without memory.
 * A NULL among the parts gives NULL. */
const struct alint_text *alint_search_literal(struct alint_search *s, const char *text);
const struct alint_text *alint_search_join(struct alint_search *s,
                                           const struct alint_text *const *parts, size_t count);
/* arn:PARTITION + service + ACCOUNT:REST, with a service like ":iam::". */
const struct alint_text *alint_arn_of(struct alint_search *s, const struct alint_text *partition,
                                      const char *service, const struct alint_text *account,
                                      const struct alint_text *rest);
/* A value of NULL: the key is not there. */
void alint_set_caller_key(struct alint_search *s, struct alint_caller *caller, const char *name,
                          const struct alint_text *value);

struct alint_person {
  const struct alint_text *partition, *account;
  const struct alint_text *name;    /* with its path, without leading '/' */
  const struct alint_text *session; /* of a role */
  bool user, stranger;
};

/* names.c: names that somebody of the account may bear, with their paths. */
struct alint_names {
  struct alint_values users, roles;
};
void alint_find_names(struct alint_search *s, const struct alint_person *who,
                      struct alint_names *out);
/* Names of role sessions: the end of aws:userid. */
void alint_find_sessions(struct alint_search *s, struct alint_values *out);

/* Adds a caller whose principal is known; beyond `max` the search gives up. */
void alint_add_caller(struct alint_search *s, struct alint_people *out,
                      const struct alint_caller *caller);
/* Users and sessions of the account of `as` that the statement may let in. */
void alint_add_people(struct alint_search *s, const struct alint_person *as,
                      struct alint_people *out);

/* accounts.c: accounts a stranger may have, one that stands nowhere first. */
void alint_stranger_accounts(struct alint_search *s, struct alint_values *out);

#endif
