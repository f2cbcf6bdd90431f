/* SPDX-License-Identifier: Apache-2.0
 *
 * Whether a principal of the policy is the caller.
 *
 * Source: IAM User Guide, "AWS JSON policy elements: Principal". A role's ARN
 * means all its sessions; an account means all its principals; a session's ARN
 * only itself; a unique id only its identity. A wildcard inside a name is literal, so it
 * matches no caller.
 */
#include "evaluate/evaluation.h"

/* A bare account id does not name its partition. */
static Tri same_partition(const Identity *a, const Identity *b) {
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
    /* An id names no account: only the request can. */
    const Text *account = request_value(e->request, STR("aws:PrincipalAccount"));
    return account ? text_eq(wanted->account, account)
                   : eval_unknown_key(e, STR("aws:PrincipalAccount"));
  }
  case IDENTITY_UNKNOWN:
    return TRI_UNKNOWN;
  default:
    return TRI_NO;
  }
}

static Tri role_matches(Evaluation *e, const Identity *wanted) {
  const Identity *caller = &e->caller;
  if (caller->kind != IDENTITY_SESSION)
    return text_eq(wanted->text, caller->text);
  const Text *role = request_value(e->request, STR("aws:PrincipalArn"));
  if (role && !text_first_hole(role))
    return text_eq(wanted->text, role);
  /* Role names are unique in an account whatever their path, so account and name
   * identify the role of a session. */
  if (!wanted->account || !wanted->name)
    return TRI_UNKNOWN;
  Tri out = tri_and(text_eq(wanted->account, caller->account), text_eq(wanted->name, caller->name));
  return tri_and(out, same_partition(wanted, caller));
}

static Tri provider_matches(const Identity *wanted, const Identity *caller) {
  /* A request may name the provider by its host alone. */
  if (wanted->kind == IDENTITY_OIDC && caller->kind == IDENTITY_OIDC && wanted->host &&
      caller->host && !caller->account)
    return text_eq(wanted->host, caller->host);
  return text_eq(wanted->text, caller->text);
}

static Tri identity_matches(Evaluation *e, const Identity *wanted) {
  bool same_kind = e->caller.kind == wanted->kind || e->caller.kind == IDENTITY_UNKNOWN;
  switch (wanted->kind) {
  case IDENTITY_ANYONE:
    return TRI_YES;
  case IDENTITY_ACCOUNT:
    return account_matches(e, wanted);
  case IDENTITY_ROLE:
    return same_kind || e->caller.kind == IDENTITY_SESSION ? role_matches(e, wanted) : TRI_NO;
  case IDENTITY_USER:
  case IDENTITY_SESSION:
  case IDENTITY_FEDERATED_USER:
  case IDENTITY_ORPHAN:
  case IDENTITY_SERVICE:
    return same_kind ? text_eq(wanted->text, e->caller.text) : TRI_NO;
  case IDENTITY_OIDC:
  case IDENTITY_SAML:
    return same_kind ? provider_matches(wanted, &e->caller) : TRI_NO;
  case IDENTITY_UNKNOWN:
    return TRI_UNKNOWN;
  case IDENTITY_OTHER_ID:
  case IDENTITY_GROUP:
  case IDENTITY_MALFORMED:
    return TRI_NO;
  }
  return TRI_UNKNOWN;
}

/* Whether the principal has another key than the caller: {"Service": ...} and
 * {"Federated": ...} name no AWS identity, even where their value is not known. */
static bool is_of_other_key(PrincipalKey principal, PrincipalKey caller) {
  bool known =
      caller == PRINCIPAL_AWS || caller == PRINCIPAL_SERVICE || caller == PRINCIPAL_FEDERATED;
  return known && principal != caller &&
         (principal == PRINCIPAL_SERVICE || principal == PRINCIPAL_FEDERATED);
}

Tri eval_principal_matches(Evaluation *e, const Principal *principal) {
  Identity wanted;
  if (is_of_other_key(principal->kind, e->request->principal_kind))
    return TRI_NO;
  /* A copy of a policy may have another text. */
  if (principal->identity && principal->identity->text == principal->value.text)
    wanted = *principal->identity;
  else
    wanted = identity_of(e->arena, principal);
  /* The very text of the policy is its own caller, holes and all. */
  if (principal->kind == e->request->principal_kind && wanted.kind != IDENTITY_ANYONE &&
      wanted.kind != IDENTITY_MALFORMED && wanted.kind != IDENTITY_GROUP &&
      wanted.kind != IDENTITY_OTHER_ID && text_same(wanted.text, e->caller.text))
    return TRI_YES;
  Tri out = identity_matches(e, &wanted);
  return out == TRI_UNKNOWN ? eval_unknown_text(e, wanted.text, e->caller.text) : out;
}
