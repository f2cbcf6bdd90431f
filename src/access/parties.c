/* SPDX-License-Identifier: Apache-2.0
 *
 * Whom an adversary can be: whom the principal names, or a stranger.
 */
#include "access/inquiry.h"
#include "assumelint/arena.h"

static void ask_people(Inquiry *d, const Identity *who, const Text *principal) {
  bool user = !who || (who->kind != IDENTITY_ROLE && who->kind != IDENTITY_SESSION);
  bool role = !who || who->kind != IDENTITY_USER;
  Party party = {.who = who, .key = PRINCIPAL_AWS, .principal = principal};
  party.kind = CALLER_USER;
  if (user)
    inquiry_ask(d, &party);
  party.kind = CALLER_ROLE;
  if (role && d->best.outcome != WAY_OPEN)
    inquiry_ask(d, &party);
}

static void ask_one(Inquiry *d, CallerKindOf kind, PrincipalKey key, const Identity *who,
                    const Text *principal) {
  Party party = {.kind = kind, .who = who, .key = key, .principal = principal};
  inquiry_ask(d, &party);
}

/* Callers of an account: their parts with the account. */
static void ask_account(Inquiry *d, const Text *partition, const Text *account) {
  Identity *who = arena_alloc(d->arena, sizeof *who);
  *who = (Identity){.kind = IDENTITY_ACCOUNT, .partition = partition, .account = account};
  ask_people(d, who, NULL);
}

/* Whether the policy asks for something that calls of services have. */
static bool speaks_of_services(const Inquiry *d) {
  for (size_t i = 0; i < d->policy->statement_count; i++) {
    const Statement *s = &d->policy->statements[i];
    for (size_t k = 0; k < s->condition_count; k++) {
      KeySource source = key_info(s->conditions[k].key, (Str){NULL, 0})->source;
      if (source == KEY_SERVICE || source == KEY_SERVICE_FLAG)
        return true;
    }
  }
  return false;
}

static void ask_everybody(Inquiry *d) {
  static const char service[] = "lambda.amazonaws.com";
  if (d->adversary == ADVERSARY_OTHER_CUSTOMER && d->way->fixed_account)
    ask_account(d, NULL, d->way->fixed_account);
  else if (d->adversary != ADVERSARY_OTHER_RESOURCE)
    ask_people(d, NULL, NULL);
  if (d->best.outcome != WAY_OPEN && d->adversary != ADVERSARY_OTHER_CUSTOMER &&
      speaks_of_services(d))
    ask_one(d, CALLER_SERVICE, PRINCIPAL_SERVICE, NULL, text_literal(d->arena, str_of(service)));
}

static void ask_named(Inquiry *d) {
  const Identity *who = &d->way->identity;
  PrincipalKey key = d->way->principal ? d->way->principal->kind : PRINCIPAL_AWS;
  switch (who->kind) {
  case IDENTITY_ANYONE:
    ask_everybody(d);
    break;
  case IDENTITY_ACCOUNT:
    ask_account(d, who->partition, who->account);
    break;
  case IDENTITY_ROLE:
  case IDENTITY_USER:
  case IDENTITY_SESSION:
  case IDENTITY_FEDERATED_USER:
  case IDENTITY_ORPHAN:
    ask_people(d, who, who->text);
    break;
  case IDENTITY_SERVICE:
    ask_one(d, CALLER_SERVICE, PRINCIPAL_SERVICE, who, who->text);
    break;
  case IDENTITY_OIDC:
    ask_one(d, CALLER_TOKEN, PRINCIPAL_FEDERATED, who, who->text);
    break;
  case IDENTITY_SAML:
    ask_one(d, CALLER_ASSERTION, PRINCIPAL_FEDERATED, who, who->text);
    break;
  case IDENTITY_UNKNOWN:
    ask_one(d,
            key == PRINCIPAL_FEDERATED ? CALLER_TOKEN
            : key == PRINCIPAL_SERVICE ? CALLER_SERVICE
                                       : CALLER_ROLE,
            key == PRINCIPAL_STAR || key == PRINCIPAL_OPAQUE ? PRINCIPAL_AWS : key, who, who->text);
    break;
  default:
    break;
  }
}

void inquiry_ask_all(Inquiry *d) {
  bool web = str_is_nocase(d->way->action, "sts:AssumeRoleWithWebIdentity");
  if (adversary_caller(d->adversary) != CALLER_STRANGER)
    ask_named(d);
  else if (web)
    ask_one(d, CALLER_TOKEN, PRINCIPAL_FEDERATED, NULL,
            text_literal(d->arena, STR("accounts.google.com")));
  else
    ask_people(d, NULL, NULL);
}
