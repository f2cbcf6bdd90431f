/* SPDX-License-Identifier: Apache-2.0
 *
 * Who gets in: the evaluator of trust policies and the ways in of a role.
 *
 * evaluate() answers one call exactly as IAM answers it; find ways() asks it
 * for every statement, principal and adversary. A finding about access carries
 * the call that succeeds, so it is proved.
 *
 * Sources: IAM User Guide, "Policy evaluation logic", "IAM JSON policy
 * elements: Condition operators", "Creating a condition with multiple keys or
 * values", "IAM and AWS STS condition context keys".
 */
#ifndef ASSUMELINT_ACCESS_H
#define ASSUMELINT_ACCESS_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/model.h"
#include "assumelint/policy.h"
#include "assumelint/principal.h"
#include "assumelint/text.h"

/* ---- Requests ---------------------------------------------------------- */

enum alint_presence {
  ALINT_ABSENT,
  ALINT_PRESENT,
  ALINT_MAYBE, /* whether it is there, or its value, is not known */
};

/* One condition key of a request. */
struct alint_context_key {
  struct alint_str name; /* compared without case */
  enum alint_presence presence;
  const struct alint_text *const *values;
  size_t value_count;
  bool multivalued; /* given as a list */
};

struct alint_request {
  enum alint_principal_key principal_kind; /* AWS, SERVICE or FEDERATED */
  const struct alint_text *principal;
  struct alint_str action; /* "sts:AssumeRole" */
  /* Companion actions the call needs besides (sts:TagSession, ...): all must be
   * allowed. `simulate` and `test` leave it empty. */
  const struct alint_str *also;
  size_t also_count;
  struct alint_context_key *keys;
  size_t key_count;
  enum alint_presence others; /* keys not listed: ABSENT (closed world) or MAYBE */
};

/* NULL when the request says nothing of the key. */
const struct alint_context_key *alint_request_key(const struct alint_request *request,
                                                  struct alint_str name);

/* Adds the keys that follow from the principal and are not given: aws:PrincipalArn,
 * aws:PrincipalAccount, aws:PrincipalType, aws:username, aws:PrincipalIsAWSService.
 * What follows only in part (the path of a session's role) has a hole. */
void alint_request_complete(struct alint_request *request, struct alint_arena *arena);

/* ---- Verdicts ---------------------------------------------------------- */

enum alint_verdict {
  ALINT_IMPLICIT_DENY,
  ALINT_EXPLICIT_DENY,
  ALINT_ALLOW,
  ALINT_VERDICT_UNKNOWN,
};

const char *alint_verdict_name(enum alint_verdict verdict); /* "allow", "implicit-deny", ... */

/* Unsettled points of IAM's semantics, one bit each: see src/access/unsettled.h. */
typedef unsigned alint_assumptions;

struct alint_condition_result {
  const struct alint_condition *condition;
  enum alint_tri result;
};

struct alint_statement_result {
  const struct alint_statement *statement;
  enum alint_tri principal, action, condition, all;
  struct alint_condition_result *conditions; /* one for each condition of the statement */
};

struct alint_decision {
  enum alint_verdict verdict;
  const struct alint_statement *decided_by; /* NULL for an implicit deny */
  const struct alint_hole *hole;            /* UNKNOWN: the first hole that decided, if one did */
  struct alint_str key;          /* UNKNOWN: the condition key not known, if one decided */
  alint_assumptions assumptions; /* those that decided */
  struct alint_statement_result *statements; /* one for each statement; NULL unless asked for */
};

/* The verdict of the policy alone. `details` asks for `statements`. Never
 * fails on content. */
void alint_evaluate(struct alint_decision *out, struct alint_arena *arena,
                    const struct alint_policy *policy, const struct alint_request *request,
                    bool details);

/* ---- Adversaries and ways in ------------------------------------------- */

enum alint_adversary_id {
  ALINT_INTENDED,         /* whom the principal names, with whatever the conditions ask */
  ALINT_STRANGER,         /* a principal of an unrelated account */
  ALINT_STRANGER_NETWORK, /* the same, from inside the network the policy names */
  ALINT_STRANGER_WITH_ID, /* the same, knowing the external ID the policy names */
  ALINT_OTHER_CUSTOMER,   /* through the trusted principal, with no external ID or a random one */
  ALINT_FOREIGN_TENANT,   /* another organization's workload at a shared OIDC issuer */
  ALINT_OTHER_REPOSITORY, /* another repository or workspace of the tenant that is meant */
  ALINT_OTHER_REF,        /* another branch, tag or environment of the repository that is meant */
  ALINT_GUEST,            /* an unauthenticated identity of the Cognito pool that is meant */
  ALINT_OTHER_SUBJECT, /* another subject of an issuer that is one's own (EKS: another namespace) */
  ALINT_SAME_NAMESPACE, /* EKS: another service account of the namespace that is meant */
  ALINT_OTHER_RESOURCE, /* another account's resource of the service that is meant */
  ALINT_WITHOUT_MFA,    /* whom the principal names, with long-lived keys */
  ALINT_ADVERSARY_COUNT,
};

enum alint_outcome {
  ALINT_WAY_CLOSED,  /* no call of this adversary succeeds */
  ALINT_WAY_OPEN,    /* `witness` succeeds */
  ALINT_WAY_UNKNOWN, /* a hole decides: `hole` */
  ALINT_WAY_LIMIT,   /* the search gave up */
};

/* What one adversary can do through one principal of one statement. */
struct alint_attempt {
  enum alint_outcome outcome;
  struct alint_request *witness; /* OPEN: evaluates to allow; UNKNOWN: the call that might */
  alint_assumptions assumptions; /* OPEN: those that decided */
  const struct alint_hole *hole; /* UNKNOWN */
  bool gave_up;   /* LIMIT and UNKNOWN: a limit was hit before all calls were tried */
  bool any_value; /* OTHER_CUSTOMER: also with a random external ID, not only with none */
};

enum alint_owner {
  ALINT_OWNER_UNKNOWN,
  ALINT_OWNER_OWN,
  ALINT_OWNER_TRUSTED,
  ALINT_OWNER_ORG,
  ALINT_OWNER_VENDOR,
  ALINT_OWNER_EXTERNAL,
  ALINT_OWNER_AWS, /* a service */
};

const char *alint_owner_name(enum alint_owner owner);

/* Statement x principal. */
struct alint_way {
  const struct alint_statement *statement; /* an Allow */
  const struct alint_principal *principal; /* of the statement; NULL for NotPrincipal */
  struct alint_identity identity;
  enum alint_owner owner;
  struct alint_str owner_label; /* vendor or trusted name; may be empty */
  /* ANYONE: the account that conditions ask callers to be of, and whose `owner`
   * tells; NULL when they ask for none. Of several, the one least one's own. */
  const struct alint_text *fixed_account;
  struct alint_str action; /* the assume action this principal can use here */
  struct alint_attempt attempts[ALINT_ADVERSARY_COUNT]; /* CLOSED where it does not apply */
};

struct alint_ways {
  struct alint_way *items;
  size_t count;
  size_t steps_left; /* of ALINT_MAX_WAYS_STEPS, for more searches in the same policy */
};

/* The best that any adversary reaches by the way: open, unknown, limit, closed. */
enum alint_outcome alint_way_outcome(const struct alint_way *way);
enum alint_outcome alint_better_outcome(enum alint_outcome a, enum alint_outcome b);

/* Whether some search through the way gave up: that adversary may get in by a call that
 * was not tried. Whoever reads attempts asks this before saying that a way is closed. */
bool alint_way_gave_up(const struct alint_way *way);

struct alint_options;

/* All ways in of one trust policy, in the order of statements and principals.
 * A way that no caller at all can use (the intended caller is CLOSED) is listed
 * all the same. */
int alint_find_ways(struct alint_ways **out, struct alint_arena *arena,
                    const struct alint_role *role, const struct alint_policy *policy,
                    const struct alint_options *options);

/* Whether a condition really narrows who can call: some value of its key, or
 * the key's absence where it may be absent, fails it. */
bool alint_condition_binds(struct alint_arena *arena, const struct alint_policy *policy,
                           const struct alint_statement *statement,
                           const struct alint_condition *condition);

/* Whether a condition of the statement asks for a key (compared without case). */
bool alint_statement_asks(const struct alint_statement *statement, const char *key);

#endif
