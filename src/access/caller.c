/* SPDX-License-Identifier: Apache-2.0
 *
 * Whether a principal of the policy is the caller.
 *
 * Source: IAM User Guide, "AWS JSON policy elements: Principal". A role's ARN
 * means all its sessions; an account means all its principals; a session's ARN
 * only itself; a unique id only the identity that gives it. A wildcard inside a
 * name is literal, so it matches nobody.
 */
#include "access/internal.h"

static enum alint_tri noted(struct alint_evaluation *e, enum alint_tri result,
                            const struct alint_identity *wanted) {
  if (result != ALINT_UNKNOWN)
    return result;
  const struct alint_hole *hole = alint_text_first_hole(wanted->text);
  return alint_unknown_hole(e, hole ? hole : alint_text_first_hole(e->caller.text));
}

static enum alint_tri same_partition(const struct alint_identity *a,
                                     const struct alint_identity *b) {
  /* A bare account id says nothing of its partition. */
  return a->partition && b->partition ? alint_text_eq(a->partition, b->partition) : ALINT_YES;
}

static enum alint_tri account_matches(struct alint_evaluation *e,
                                      const struct alint_identity *wanted) {
  const struct alint_identity *caller = &e->caller;
  switch (caller->who) {
  case ALINT_WHO_ACCOUNT:
  case ALINT_WHO_ROLE:
  case ALINT_WHO_USER:
  case ALINT_WHO_SESSION:
  case ALINT_WHO_FEDERATED_USER:
    if (caller->account)
      return alint_tri_and(alint_text_eq(wanted->account, caller->account),
                           same_partition(wanted, caller));
    return ALINT_UNKNOWN;
  case ALINT_WHO_ORPHAN: {
    /* An id names no account: the request has to say it. */
    const struct alint_context_key *key =
        alint_request_key(e->request, ALINT_STR("aws:PrincipalAccount"));
    if (key && key->presence == ALINT_PRESENT && key->value_count == 1)
      return alint_text_eq(wanted->account, key->values[0]);
    return alint_unknown_key(e, ALINT_STR("aws:PrincipalAccount"));
  }
  case ALINT_WHO_UNKNOWN:
    return ALINT_UNKNOWN;
  default:
    return ALINT_NO;
  }
}

/* The ARN of the role a session belongs to, where the request says all of it. */
static const struct alint_text *session_role(struct alint_evaluation *e) {
  const struct alint_context_key *key =
      alint_request_key(e->request, ALINT_STR("aws:PrincipalArn"));
  struct alint_str known;
  return key && key->presence == ALINT_PRESENT && key->value_count == 1 &&
                 alint_text_known(key->values[0], &known)
             ? key->values[0]
             : NULL;
}

static enum alint_tri role_matches(struct alint_evaluation *e,
                                   const struct alint_identity *wanted) {
  const struct alint_identity *caller = &e->caller;
  if (caller->who != ALINT_WHO_SESSION)
    return alint_text_eq(wanted->text, caller->text);
  const struct alint_text *role = session_role(e);
  if (role)
    return alint_text_eq(wanted->text, role);
  /* Names of roles are unique in an account whatever their path, so account
   * and name tell the role that the session is of. */
  if (!wanted->account || !wanted->name)
    return ALINT_UNKNOWN;
  enum alint_tri out = alint_tri_and(alint_text_eq(wanted->account, caller->account),
                                     alint_text_eq(wanted->name, caller->name));
  return alint_tri_and(out, same_partition(wanted, caller));
}

static bool caller_is(const struct alint_evaluation *e, enum alint_who a, enum alint_who b) {
  return e->caller.who == a || e->caller.who == b || e->caller.who == ALINT_WHO_UNKNOWN;
}

static enum alint_tri provider_matches(const struct alint_evaluation *e,
                                       const struct alint_identity *wanted) {
  const struct alint_identity *caller = &e->caller;
  /* A request may name the provider by its host alone. */
  if (wanted->who == ALINT_WHO_OIDC && caller->who == ALINT_WHO_OIDC && wanted->host &&
      caller->host && !caller->account)
    return alint_text_eq(wanted->host, caller->host);
  return alint_text_eq(wanted->text, caller->text);
}

static enum alint_tri identity_matches(struct alint_evaluation *e,
                                       const struct alint_identity *wanted) {
  switch (wanted->who) {
  case ALINT_WHO_ANYONE:
    return ALINT_YES;
  case ALINT_WHO_ACCOUNT:
    return account_matches(e, wanted);
  case ALINT_WHO_ROLE:
    return caller_is(e, ALINT_WHO_ROLE, ALINT_WHO_SESSION) ? role_matches(e, wanted) : ALINT_NO;
  case ALINT_WHO_USER:
    return caller_is(e, ALINT_WHO_USER, ALINT_WHO_USER)
               ? alint_text_eq(wanted->text, e->caller.text)
               : ALINT_NO;
  case ALINT_WHO_SESSION:
  case ALINT_WHO_FEDERATED_USER:
  case ALINT_WHO_ORPHAN:
    return caller_is(e, wanted->who, wanted->who) ? alint_text_eq(wanted->text, e->caller.text)
                                                  : ALINT_NO;
  case ALINT_WHO_SERVICE:
    return caller_is(e, ALINT_WHO_SERVICE, ALINT_WHO_SERVICE)
               ? alint_text_eq(wanted->text, e->caller.text)
               : ALINT_NO;
  case ALINT_WHO_OIDC:
  case ALINT_WHO_SAML:
    return caller_is(e, wanted->who, wanted->who) ? provider_matches(e, wanted) : ALINT_NO;
  case ALINT_WHO_UNKNOWN:
    return ALINT_UNKNOWN;
  case ALINT_WHO_OTHER_ID:
  case ALINT_WHO_GROUP:
  case ALINT_WHO_MALFORMED:
    return ALINT_NO;
  }
  return ALINT_UNKNOWN;
}

enum alint_tri alint_principal_matches(struct alint_evaluation *e,
                                       const struct alint_principal *principal) {
  struct alint_identity wanted;
  /* A copy of a policy may have another text here. */
  if (principal->identity && principal->identity->text == principal->value.text)
    wanted = *principal->identity;
  else
    alint_identify(&wanted, e->arena, principal);
  /* The very text of the policy is its own caller, holes and all. */
  if (principal->kind == e->request->principal_kind && wanted.who != ALINT_WHO_ANYONE &&
      wanted.who != ALINT_WHO_MALFORMED && wanted.who != ALINT_WHO_GROUP &&
      wanted.who != ALINT_WHO_OTHER_ID && alint_text_same(wanted.text, e->caller.text))
    return ALINT_YES;
  return noted(e, identity_matches(e, &wanted), &wanted);
}
