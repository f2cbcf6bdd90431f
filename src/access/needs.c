/* SPDX-License-Identifier: Apache-2.0
 *
 * What a caller needs besides the trust policy.
 *
 * Source: IAM User Guide, "Policy evaluation logic" and "Cross-account policy
 * evaluation logic"; STS API reference, AssumeRole: within one account a trust
 * policy that names the user or role is enough, one that names the account
 * hands the decision to it; between accounts both sides must allow.
 */
#include "access/internal.h"
#include "access/open_world.h"
#include "assumelint/status.h"

/* The best match among the statement's principals: the account, or the caller
 * itself (everybody counts as itself: "All principals" of the User Guide). */
static void names_caller(bool *itself, struct alint_evaluation *e,
                         const struct alint_statement *statement) {
  *itself = false;
  for (size_t i = 0; i < statement->principal_count; i++) {
    const struct alint_principal *principal = &statement->principals[i];
    struct alint_identity wanted;
    if (alint_principal_matches(e, principal) != ALINT_YES)
      continue;
    alint_identify(&wanted, e->arena, principal);
    *itself = *itself || wanted.who != ALINT_WHO_ACCOUNT;
  }
}

static const struct alint_text *caller_account(const struct alint_evaluation *e) {
  const struct alint_context_key *key =
      alint_request_key(e->request, ALINT_STR("aws:PrincipalAccount"));
  if (e->caller.account)
    return e->caller.account;
  return key && key->presence == ALINT_PRESENT && key->value_count == 1 ? key->values[0] : NULL;
}

void alint_caller_needs(struct alint_needs *out, struct alint_arena *arena,
                        const struct alint_policy *policy, const struct alint_request *request,
                        const struct alint_statement *statement,
                        const struct alint_text *role_account) {
  struct alint_evaluation e = {.arena = arena, .policy = policy, .request = request};
  bool itself = false;
  *out = (struct alint_needs){false, NULL};
  if (request->principal_kind == ALINT_PRINCIPAL_SERVICE)
    out->why = "a service needs the trust policy alone";
  if (request->principal_kind == ALINT_PRINCIPAL_FEDERATED)
    out->why = "a token or assertion of the provider is enough";
  if (out->why)
    return;
  alint_identify_text(&e.caller, arena, request->principal_kind, request->principal);
  names_caller(&itself, &e, statement);
  const struct alint_text *account = caller_account(&e);
  enum alint_tri same = account ? alint_text_eq(account, role_account) : ALINT_UNKNOWN;
  out->identity_policy = !itself || same != ALINT_YES;
  if (same == ALINT_NO)
    out->why = "the caller is of another account than the role";
  else if (!itself)
    out->why = "the trust policy names the caller's account, not the caller itself";
  else if (same == ALINT_UNKNOWN)
    out->why = "unless the caller is of the role's own account";
  else
    out->why = "the trust policy names a caller of the role's own account";
}
