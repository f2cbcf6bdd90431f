/* SPDX-License-Identifier: Apache-2.0
 *
 * What a caller needs besides the trust policy.
 *
 * Source: IAM User Guide, "Policy evaluation logic" and "Cross-account policy
 * evaluation logic"; STS API reference, AssumeRole: within one account a trust
 * policy that names the user or role is enough, one that names the account
 * hands the decision to it; between accounts both sides must allow.
 */
#include "assumelint/status.h"
#include "evaluate/evaluation.h"
#include "simulate/open_world.h"

/* The best match among the statement's principals: the account, or the caller
 * itself (everybody counts as itself: "All principals" of the User Guide). */
static void names_caller(bool *itself, Evaluation *e, const Statement *statement) {
  *itself = false;
  for (size_t i = 0; i < statement->principal_count; i++) {
    const Principal *principal = &statement->principals[i];
    if (eval_principal_matches(e, principal) != TRI_YES)
      continue;
    Identity wanted = identity_of(e->arena, principal);
    *itself = *itself || wanted.kind != IDENTITY_ACCOUNT;
  }
}

static const Text *caller_account(const Evaluation *e) {
  const ContextKey *key = request_key(e->request, STR("aws:PrincipalAccount"));
  if (e->caller.account)
    return e->caller.account;
  return key && key->presence == KEY_PRESENT && key->value_count == 1 ? key->values[0] : NULL;
}

void request_caller_needs(CallerNeeds *out, Arena *arena, const Policy *policy,
                          const Request *request, const Statement *statement,
                          const Text *role_account) {
  Evaluation e = {.arena = arena, .policy = policy, .request = request};
  bool itself = false;
  *out = (CallerNeeds){false, NULL};
  if (request->principal_kind == PRINCIPAL_SERVICE)
    out->why = "a service needs the trust policy alone";
  if (request->principal_kind == PRINCIPAL_FEDERATED)
    out->why = "a token or assertion of the provider is enough";
  if (out->why)
    return;
  e.caller = identity_of_text(arena, request->principal_kind, request->principal);
  names_caller(&itself, &e, statement);
  const Text *account = caller_account(&e);
  Tri same = account ? text_eq(account, role_account) : TRI_UNKNOWN;
  out->identity_policy = !itself || same != TRI_YES;
  if (same == TRI_NO)
    out->why = "the caller is of another account than the role";
  else if (!itself)
    out->why = "the trust policy names the caller's account, not the caller itself";
  else if (same == TRI_UNKNOWN)
    out->why = "unless the caller is of the role's own account";
  else
    out->why = "the trust policy names a caller of the role's own account";
}
