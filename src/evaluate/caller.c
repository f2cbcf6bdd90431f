/* SPDX-License-Identifier: Apache-2.0
 *
 * Whether a principal of the policy is the caller.
 *
 * Source: IAM User Guide, "AWS JSON policy elements: Principal". A role's ARN
 * means all its sessions; an account means all its principals; a session's ARN
 * only itself; a unique id only the identity that gives it. A wildcard inside a
 * name is literal, so it matches nobody.
 */
#include "evaluate/evaluation.h"

static Tri noted(Evaluation *e, Tri result, const Identity *wanted) {
  if (result != TRI_UNKNOWN)
    return result;
  const Hole *hole = text_first_hole(wanted->text);
  return eval_unknown_hole(e, hole ? hole : text_first_hole(e->caller.text));
}

static Tri same_partition(const Identity *a, const Identity *b) {
  /* A bare account id says nothing of its partition. */
  return a->partition && b->partition ? text_eq(a->partition, b->partition) : TRI_YES;
}

static Tri account_matches(Evaluation *e, const Identity *wanted) {
  const Identity *caller = &e->caller;
  switch (caller->kind) {
  case IDENTITY_ACCOUNT:
  case IDENTITY_ROLE:
  case IDENTITY_USER:
  case IDENTITY_SESSION:
  case IDENTITY_FEDERATED_USER:
    if (caller->account)
      return tri_and(text_eq(wanted->account, caller->account), same_partition(wanted, caller));
    return TRI_UNKNOWN;
  case IDENTITY_ORPHAN: {
    /* An id names no account: the request has to say it. */
    const ContextKey *key = request_key(e->request, STR("aws:PrincipalAccount"));
    if (key && key->presence == KEY_PRESENT && key->value_count == 1)
      return text_eq(wanted->account, key->values[0]);
    return eval_unknown_key(e, STR("aws:PrincipalAccount"));
  }
  case IDENTITY_UNKNOWN:
    return TRI_UNKNOWN;
  default:
    return TRI_NO;
  }
}

/* The ARN of the role a session belongs to, where the request says all of it. */
static const Text *session_role(Evaluation *e) {
  const ContextKey *key = request_key(e->request, STR("aws:PrincipalArn"));
  Str known;
  return key && key->presence == KEY_PRESENT && key->value_count == 1 &&
                 text_known(key->values[0], &known)
             ? key->values[0]
             : NULL;
}

static Tri role_matches(Evaluation *e, const Identity *wanted) {
  const Identity *caller = &e->caller;
  if (caller->kind != IDENTITY_SESSION)
    return text_eq(wanted->text, caller->text);
  const Text *role = session_role(e);
  if (role)
    return text_eq(wanted->text, role);
  /* Names of roles are unique in an account whatever their path, so account
   * and name tell the role that the session is of. */
  if (!wanted->account || !wanted->name)
    return TRI_UNKNOWN;
  Tri out = tri_and(text_eq(wanted->account, caller->account), text_eq(wanted->name, caller->name));
  return tri_and(out, same_partition(wanted, caller));
}

static bool caller_is(const Evaluation *e, IdentityKind a, IdentityKind b) {
  return e->caller.kind == a || e->caller.kind == b || e->caller.kind == IDENTITY_UNKNOWN;
}

static Tri provider_matches(const Evaluation *e, const Identity *wanted) {
  const Identity *caller = &e->caller;
  /* A request may name the provider by its host alone. */
  if (wanted->kind == IDENTITY_OIDC && caller->kind == IDENTITY_OIDC && wanted->host &&
      caller->host && !caller->account)
    return text_eq(wanted->host, caller->host);
  return text_eq(wanted->text, caller->text);
}

static Tri identity_matches(Evaluation *e, const Identity *wanted) {
  switch (wanted->kind) {
  case IDENTITY_ANYONE:
    return TRI_YES;
  case IDENTITY_ACCOUNT:
    return account_matches(e, wanted);
  case IDENTITY_ROLE:
    return caller_is(e, IDENTITY_ROLE, IDENTITY_SESSION) ? role_matches(e, wanted) : TRI_NO;
  case IDENTITY_USER:
    return caller_is(e, IDENTITY_USER, IDENTITY_USER) ? text_eq(wanted->text, e->caller.text)
                                                      : TRI_NO;
  case IDENTITY_SESSION:
  case IDENTITY_FEDERATED_USER:
  case IDENTITY_ORPHAN:
    return caller_is(e, wanted->kind, wanted->kind) ? text_eq(wanted->text, e->caller.text)
                                                    : TRI_NO;
  case IDENTITY_SERVICE:
    return caller_is(e, IDENTITY_SERVICE, IDENTITY_SERVICE) ? text_eq(wanted->text, e->caller.text)
                                                            : TRI_NO;
  case IDENTITY_OIDC:
  case IDENTITY_SAML:
    return caller_is(e, wanted->kind, wanted->kind) ? provider_matches(e, wanted) : TRI_NO;
  case IDENTITY_UNKNOWN:
    return TRI_UNKNOWN;
  case IDENTITY_OTHER_ID:
  case IDENTITY_GROUP:
  case IDENTITY_MALFORMED:
    return TRI_NO;
  }
  return TRI_UNKNOWN;
}

Tri eval_principal_matches(Evaluation *e, const Principal *principal) {
  Identity wanted;
  /* A copy of a policy may have another text here. */
  if (principal->identity && principal->identity->text == principal->value.text)
    wanted = *principal->identity;
  else
    wanted = identity_of(e->arena, principal);
  /* The very text of the policy is its own caller, holes and all. */
  if (principal->kind == e->request->principal_kind && wanted.kind != IDENTITY_ANYONE &&
      wanted.kind != IDENTITY_MALFORMED && wanted.kind != IDENTITY_GROUP &&
      wanted.kind != IDENTITY_OTHER_ID && text_same(wanted.text, e->caller.text))
    return TRI_YES;
  return noted(e, identity_matches(e, &wanted), &wanted);
}
