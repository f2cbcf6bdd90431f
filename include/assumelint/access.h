/* SPDX-License-Identifier: Apache-2.0
 *
 * Who gets in: the ways into a role, and who can use each.
 *
 * A way in is an Allow statement with one of its principals. For each, every
 * adversary is tried; a finding about access carries the call that succeeds, so
 * it is proved.
 */
#ifndef ASSUMELINT_ACCESS_H
#define ASSUMELINT_ACCESS_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/model.h"
#include "assumelint/policy.h"
#include "assumelint/principal.h"
#include "assumelint/request.h"
#include "assumelint/text.h"

/* ---- Adversaries and ways in ------------------------------------------- */

typedef enum {
  ADVERSARY_INTENDED,            /* the principal, with everything the conditions ask for */
  ADVERSARY_STRANGER,            /* a principal of an unrelated account */
  ADVERSARY_STRANGER_IN_NETWORK, /* the same, from inside the network the policy names */
  ADVERSARY_STRANGER_WITH_ID,    /* the same, knowing the external ID the policy names */
  ADVERSARY_OTHER_CUSTOMER, /* through the trusted principal, with no external ID or a random one */
  ADVERSARY_FOREIGN_TENANT, /* another organization's workload at a shared OIDC issuer */
  ADVERSARY_OTHER_REPOSITORY, /* another repository or workspace of the trusted tenant */
  ADVERSARY_OTHER_REF,        /* another branch, tag or environment of the trusted repository */
  ADVERSARY_GUEST,            /* an unauthenticated identity of the trusted Cognito pool */
  ADVERSARY_OTHER_SUBJECT,    /* another subject of an own issuer (EKS: another namespace) */
  ADVERSARY_SAME_NAMESPACE,   /* EKS: another service account of the trusted namespace */
  ADVERSARY_OTHER_RESOURCE,   /* another account's resource of the trusted service */
  ADVERSARY_WITHOUT_MFA,      /* the principal, with long-lived keys */
  ADVERSARY_COUNT,
} AdversaryId;

typedef enum {
  WAY_CLOSED,  /* no call of this adversary succeeds */
  WAY_OPEN,    /* `witness` succeeds */
  WAY_UNKNOWN, /* a hole decides: `hole` */
  WAY_LIMIT,   /* the search gave up */
} Outcome;

/* What one adversary can do through one principal of one statement. */
typedef struct Attempt {
  Outcome outcome;
  Request *witness;        /* OPEN: evaluates to allow; UNKNOWN: the call that might */
  Assumptions assumptions; /* OPEN: the points that decided */
  const Hole *hole;        /* UNKNOWN */
  bool gave_up;            /* LIMIT and UNKNOWN: a limit was hit before all calls were tried */
  bool any_value;          /* OTHER_CUSTOMER: also with a random external ID, not only with none */
} Attempt;

typedef enum {
  OWNER_UNKNOWN,
  OWNER_OWN,
  OWNER_TRUSTED,
  OWNER_ORG,
  OWNER_VENDOR,
  OWNER_EXTERNAL,
  OWNER_AWS, /* a service */
} Owner;

const char *owner_name(Owner owner);

/* Statement x principal. */
typedef struct Way {
  const Statement *statement; /* an Allow */
  const Principal *principal; /* of the statement; NULL for NotPrincipal */
  Identity identity;
  Owner owner;
  Str owner_label; /* vendor or trusted name; may be empty */
  /* ANYONE: the account that the conditions demand; NULL when they demand none. `owner` is
   * its owner. If they name several accounts, the least trusted. */
  const Text *fixed_account;
  Str action;                        /* the assume action this principal can use here */
  Attempt attempts[ADVERSARY_COUNT]; /* CLOSED where it does not apply */
} Way;

typedef struct Ways {
  Way *items;
  size_t count, cap;
} Ways;

/* The best that any adversary reaches by the way: open, unknown, limit, closed. */
Outcome way_outcome(const Way *way);
Outcome outcome_better(Outcome a, Outcome b);

/* Whether some search through the way gave up: its adversary may get in by a call that
 * was not tried. A way that gave up must not be called closed. */
bool way_gave_up(const Way *way);

typedef struct Options Options;

/* What searches may spend. A trust policy has one: everything that is searched in it spends
 * of it. Steps are counted, never time. */
typedef struct SearchBudget {
  size_t steps;    /* left for all searches */
  size_t most;     /* of these, for the next search */
  bool wants_more; /* the last search gave up for want of steps */
} SearchBudget;

/* All ways in of one trust policy, in the order of statements and principals, with those
 * that no caller can use. ERR_LIMIT: a statement names more than MAX_TOKEN_ISSUERS issuers. */
int access_find_ways(Ways **out, Arena *arena, const Role *role, const Policy *policy,
                     const Options *options, SearchBudget *budget);

/* Whether a condition narrows who can call: some value of its key fails it, or the
 * absence of a key that may be absent. */
bool access_condition_binds(Arena *arena, const Policy *policy, const Statement *statement,
                            const Condition *condition);

/* Whether a condition of the statement is on the key (compared without case). */
bool statement_asks_key(const Statement *statement, const char *key);

#endif
