/* SPDX-License-Identifier: Apache-2.0
 *
 * The table of adversaries.
 */
#include "access/adversaries.h"

#include "facts/issuers.h"

/* What trusted callers and outsiders may do with the keys of each source. A trusted caller
 * has every value that the policy asks for. An outsider chooses its names, tags, MFA and
 * client, has its own organization, and no service or provider vouches for it. Most keys of
 * IDENTITY are set with the caller and not here. */
static const struct {
  KeyChoice trusted, outsider;
} choices[] = {
    [KEY_UNKNOWN] = {CHOICE_ABSENT, CHOICE_ABSENT},
    [KEY_IDENTITY] = {CHOICE_FREE, CHOICE_ABSENT},
    [KEY_ORG] = {CHOICE_FREE, CHOICE_FRESH},
    [KEY_CALLER_TAG] = {CHOICE_FREE, CHOICE_FREE},
    [KEY_CALLER_SESSION] = {CHOICE_FREE, CHOICE_FREE},
    [KEY_CALLER_ARN] = {CHOICE_FREE, CHOICE_SOURCE},
    [KEY_ADDRESS] = {CHOICE_FREE, CHOICE_WIDE},
    [KEY_NETWORK] = {CHOICE_FREE, CHOICE_FRESH},
    [KEY_SERVICE] = {CHOICE_FREE, CHOICE_ABSENT},
    [KEY_SERVICE_FLAG] = {CHOICE_NO, CHOICE_NO},
    [KEY_EXTERNAL_ID] = {CHOICE_FREE, CHOICE_FRESH},
    [KEY_SESSION_NAME] = {CHOICE_FREE, CHOICE_FREE},
    [KEY_SOURCE_IDENTITY] = {CHOICE_FREE, CHOICE_FREE},
    [KEY_SESSION_TAG] = {CHOICE_FREE, CHOICE_FREE},
    [KEY_CONTEXT] = {CHOICE_FREE, CHOICE_ABSENT},
    [KEY_CLIENT] = {CHOICE_FREE, CHOICE_FREE},
    [KEY_TIME] = {CHOICE_FREE, CHOICE_FREE},
    [KEY_MFA] = {CHOICE_FREE, CHOICE_FREE},
    [KEY_ROLE] = {CHOICE_FREE, CHOICE_FREE},
    [KEY_CLAIM] = {CHOICE_FREE, CHOICE_FRESH},
    [KEY_OTHER_ACTION] = {CHOICE_ABSENT, CHOICE_ABSENT},
};

struct adversary {
  CallerKind caller;
  bool outsider;
  struct {
    KeySource source; /* UNKNOWN ends the list */
    KeyChoice choice;
  } but[3];
};

static const struct adversary adversaries[ADVERSARY_COUNT] = {
    [ADVERSARY_INTENDED] = {CALLER_NAMED, false, {{0}}},
    [ADVERSARY_STRANGER] = {CALLER_STRANGER, true, {{0}}},
    [ADVERSARY_STRANGER_IN_NETWORK] = {CALLER_STRANGER,
                                       true,
                                       {{KEY_ADDRESS, CHOICE_FREE}, {KEY_NETWORK, CHOICE_FREE}}},
    [ADVERSARY_STRANGER_WITH_ID] = {CALLER_STRANGER, true, {{KEY_EXTERNAL_ID, CHOICE_FREE}}},
    [ADVERSARY_OTHER_CUSTOMER] = {CALLER_NAMED, false, {{KEY_EXTERNAL_ID, CHOICE_FRESH}}},
    [ADVERSARY_FOREIGN_TENANT] = {CALLER_NAMED, true, {{KEY_CLAIM, CHOICE_CLAIM}}},
    [ADVERSARY_OTHER_REPOSITORY] = {CALLER_NAMED, false, {{KEY_CLAIM, CHOICE_CLAIM}}},
    [ADVERSARY_OTHER_REF] = {CALLER_NAMED, false, {{KEY_CLAIM, CHOICE_CLAIM}}},
    [ADVERSARY_GUEST] = {CALLER_NAMED, false, {{KEY_CLAIM, CHOICE_CLAIM}}},
    [ADVERSARY_OTHER_SUBJECT] = {CALLER_NAMED, false, {{KEY_CLAIM, CHOICE_CLAIM}}},
    [ADVERSARY_SAME_NAMESPACE] = {CALLER_NAMED, false, {{KEY_CLAIM, CHOICE_CLAIM}}},
    [ADVERSARY_OTHER_RESOURCE] = {CALLER_NAMED, false, {{KEY_SERVICE, CHOICE_SOURCE}}},
    [ADVERSARY_WITHOUT_MFA] = {CALLER_NAMED, false, {{KEY_MFA, CHOICE_NO}}},
};

CallerKind adversary_caller(AdversaryId id) {
  return adversaries[id].caller;
}

static KeyChoice declared_choice(const struct adversary *adversary, KeySource source) {
  for (size_t i = 0; i < sizeof adversary->but / sizeof *adversary->but; i++) {
    if (adversary->but[i].source == source && source != KEY_UNKNOWN)
      return adversary->but[i].choice;
  }
  return adversary->outsider ? choices[source].outsider : choices[source].trusted;
}

static bool names_aws_caller(IdentityKind who) {
  return who == IDENTITY_ACCOUNT || who == IDENTITY_ROLE || who == IDENTITY_USER ||
         who == IDENTITY_SESSION || who == IDENTITY_FEDERATED_USER;
}

/* {"Service": "*"} and {"Federated": "*"} do not exist, whatever the value of a hole. */
static bool may_be_anyone(PrincipalKey kind) {
  return kind != PRINCIPAL_SERVICE && kind != PRINCIPAL_FEDERATED;
}

bool adversary_applies(AdversaryId id, const Way *way) {
  IdentityKind who = way->identity.kind;
  const Issuer *issuer = issuer_of(&way->identity);
  switch (id) {
  case ADVERSARY_INTENDED:
    return true;
  case ADVERSARY_STRANGER:
  case ADVERSARY_STRANGER_IN_NETWORK:
  case ADVERSARY_STRANGER_WITH_ID:
    return !way->principal || who == IDENTITY_ANYONE ||
           (who == IDENTITY_UNKNOWN && may_be_anyone(way->principal->kind));
  case ADVERSARY_OTHER_CUSTOMER:
    return way->principal && (names_aws_caller(who) || way->fixed_account);
  case ADVERSARY_FOREIGN_TENANT:
    return way->principal && who == IDENTITY_OIDC && issuer;
  case ADVERSARY_OTHER_REPOSITORY:
  case ADVERSARY_OTHER_REF:
    return issuer && (issuer->unit_ends || issuer->subjects);
  case ADVERSARY_GUEST:
    return issuer && issuer->has_guests;
  case ADVERSARY_OTHER_SUBJECT:
  case ADVERSARY_SAME_NAMESPACE:
    return who == IDENTITY_OIDC && !issuer;
  case ADVERSARY_OTHER_RESOURCE:
    return who == IDENTITY_SERVICE || (who == IDENTITY_ANYONE && way->principal);
  case ADVERSARY_WITHOUT_MFA:
    return names_aws_caller(who) || who == IDENTITY_ANYONE;
  case ADVERSARY_COUNT:
    break;
  }
  return false;
}

/* Whether a caller of this kind never has keys of the source: some come with AWS credentials,
 * some with AssumeRole, some with calls of a service. */
static bool is_without(KeySource source, IdentityKind caller) {
  bool service = caller == IDENTITY_SERVICE;
  bool federated = caller == IDENTITY_OIDC || caller == IDENTITY_SAML;
  switch (source) {
  case KEY_IDENTITY:
  case KEY_ORG:
  case KEY_CALLER_TAG:
    return service || federated;
  case KEY_CALLER_SESSION:
  case KEY_CALLER_ARN:
  case KEY_MFA:
  case KEY_EXTERNAL_ID:
    return federated;
  case KEY_SERVICE:
    return !service;
  default:
    return false;
  }
}

KeyChoice adversary_choice(AdversaryId id, const ConditionKey *info, IdentityKind caller) {
  if (info->source == KEY_SERVICE_FLAG && caller == IDENTITY_SERVICE)
    return CHOICE_YES;
  if (is_without(info->source, caller))
    return CHOICE_ABSENT;
  KeyChoice choice = declared_choice(&adversaries[id], info->source);
  /* The age of MFA is absent without MFA. */
  return choice == CHOICE_NO && info->whole ? CHOICE_ABSENT : choice;
}
