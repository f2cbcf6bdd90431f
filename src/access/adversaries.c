/* SPDX-License-Identifier: Apache-2.0
 *
 * The table of adversaries.
 */
#include "access/adversaries.h"

#include "access/issuers.h"

/* What two kinds of people may do with the keys of each source. Whom the policy
 * means brings whatever it asks for. An outsider chooses its names, tags, MFA
 * and client, has an organization of its own, and no service or provider
 * vouches for it. Most of IDENTITY is set with the caller and not here. */
static const struct {
  enum alint_choice meant, outsider;
} choices[] = {
    [ALINT_KEY_UNKNOWN] = {ALINT_CHOICE_ABSENT, ALINT_CHOICE_ABSENT},
    [ALINT_KEY_IDENTITY] = {ALINT_CHOICE_FREE, ALINT_CHOICE_ABSENT},
    [ALINT_KEY_ORG] = {ALINT_CHOICE_FREE, ALINT_CHOICE_FRESH},
    [ALINT_KEY_CALLER_TAG] = {ALINT_CHOICE_FREE, ALINT_CHOICE_FREE},
    [ALINT_KEY_CALLER_SESSION] = {ALINT_CHOICE_FREE, ALINT_CHOICE_FREE},
    [ALINT_KEY_CALLER_ARN] = {ALINT_CHOICE_FREE, ALINT_CHOICE_SOURCE},
    [ALINT_KEY_ADDRESS] = {ALINT_CHOICE_FREE, ALINT_CHOICE_WIDE},
    [ALINT_KEY_NETWORK] = {ALINT_CHOICE_FREE, ALINT_CHOICE_FRESH},
    [ALINT_KEY_SERVICE] = {ALINT_CHOICE_FREE, ALINT_CHOICE_ABSENT},
    [ALINT_KEY_SERVICE_FLAG] = {ALINT_CHOICE_NO, ALINT_CHOICE_NO},
    [ALINT_KEY_EXTERNAL_ID] = {ALINT_CHOICE_FREE, ALINT_CHOICE_FRESH},
    [ALINT_KEY_SESSION_NAME] = {ALINT_CHOICE_FREE, ALINT_CHOICE_FREE},
    [ALINT_KEY_SOURCE_IDENTITY] = {ALINT_CHOICE_FREE, ALINT_CHOICE_FREE},
    [ALINT_KEY_SESSION_TAG] = {ALINT_CHOICE_FREE, ALINT_CHOICE_FREE},
    [ALINT_KEY_CONTEXT] = {ALINT_CHOICE_FREE, ALINT_CHOICE_ABSENT},
    [ALINT_KEY_CLIENT] = {ALINT_CHOICE_FREE, ALINT_CHOICE_FREE},
    [ALINT_KEY_TIME] = {ALINT_CHOICE_FREE, ALINT_CHOICE_FREE},
    [ALINT_KEY_MFA] = {ALINT_CHOICE_FREE, ALINT_CHOICE_FREE},
    [ALINT_KEY_ROLE] = {ALINT_CHOICE_FREE, ALINT_CHOICE_FREE},
    [ALINT_KEY_CLAIM] = {ALINT_CHOICE_FREE, ALINT_CHOICE_FRESH},
    [ALINT_KEY_OTHER_ACTION] = {ALINT_CHOICE_ABSENT, ALINT_CHOICE_ABSENT},
};

struct adversary {
  enum alint_caller_kind caller;
  bool outsider;
  struct {
    enum alint_key_source source; /* UNKNOWN ends the list */
    enum alint_choice choice;
  } but[3];
};

static const struct adversary adversaries[ALINT_ADVERSARY_COUNT] = {
    [ALINT_INTENDED] = {ALINT_CALLER_NAMED, false, {{0}}},
    [ALINT_STRANGER] = {ALINT_CALLER_STRANGER, true, {{0}}},
    [ALINT_STRANGER_NETWORK] = {ALINT_CALLER_STRANGER,
                                true,
                                {{ALINT_KEY_ADDRESS, ALINT_CHOICE_FREE},
                                 {ALINT_KEY_NETWORK, ALINT_CHOICE_FREE}}},
    [ALINT_STRANGER_WITH_ID] = {ALINT_CALLER_STRANGER,
                                true,
                                {{ALINT_KEY_EXTERNAL_ID, ALINT_CHOICE_FREE}}},
    [ALINT_OTHER_CUSTOMER] = {ALINT_CALLER_NAMED,
                              false,
                              {{ALINT_KEY_EXTERNAL_ID, ALINT_CHOICE_FRESH}}},
    [ALINT_FOREIGN_TENANT] = {ALINT_CALLER_NAMED, true, {{ALINT_KEY_CLAIM, ALINT_CHOICE_CLAIM}}},
    [ALINT_OTHER_REPOSITORY] = {ALINT_CALLER_NAMED, false, {{ALINT_KEY_CLAIM, ALINT_CHOICE_CLAIM}}},
    [ALINT_OTHER_REF] = {ALINT_CALLER_NAMED, false, {{ALINT_KEY_CLAIM, ALINT_CHOICE_CLAIM}}},
    [ALINT_GUEST] = {ALINT_CALLER_NAMED, false, {{ALINT_KEY_CLAIM, ALINT_CHOICE_CLAIM}}},
    [ALINT_OTHER_SUBJECT] = {ALINT_CALLER_NAMED, false, {{ALINT_KEY_CLAIM, ALINT_CHOICE_CLAIM}}},
    [ALINT_SAME_NAMESPACE] = {ALINT_CALLER_NAMED, false, {{ALINT_KEY_CLAIM, ALINT_CHOICE_CLAIM}}},
    [ALINT_OTHER_RESOURCE] = {ALINT_CALLER_NAMED,
                              false,
                              {{ALINT_KEY_SERVICE, ALINT_CHOICE_SOURCE}}},
    [ALINT_WITHOUT_MFA] = {ALINT_CALLER_NAMED, false, {{ALINT_KEY_MFA, ALINT_CHOICE_NO}}},
};

enum alint_caller_kind alint_adversary_caller(enum alint_adversary_id id) {
  return adversaries[id].caller;
}

static enum alint_choice declared_choice(const struct adversary *adversary,
                                         enum alint_key_source source) {
  for (size_t i = 0; i < sizeof adversary->but / sizeof *adversary->but; i++) {
    if (adversary->but[i].source == source && source != ALINT_KEY_UNKNOWN)
      return adversary->but[i].choice;
  }
  return adversary->outsider ? choices[source].outsider : choices[source].meant;
}

static bool names_aws_caller(enum alint_who who) {
  return who == ALINT_WHO_ACCOUNT || who == ALINT_WHO_ROLE || who == ALINT_WHO_USER ||
         who == ALINT_WHO_SESSION || who == ALINT_WHO_FEDERATED_USER;
}

/* {"Service": "*"} and {"Federated": "*"} do not exist, whatever a hole holds. */
static bool may_be_anyone(enum alint_principal_key kind) {
  return kind != ALINT_PRINCIPAL_SERVICE && kind != ALINT_PRINCIPAL_FEDERATED;
}

static bool has_units(const struct alint_way *way) {
  const struct alint_issuer *issuer = alint_issuer_of(&way->identity);
  return issuer && (issuer->unit_ends || issuer->subjects);
}

static bool is_cognito(const struct alint_way *way) {
  const struct alint_issuer *issuer = alint_issuer_of(&way->identity);
  return issuer && issuer->has_guests;
}

bool alint_adversary_applies(enum alint_adversary_id id, const struct alint_way *way) {
  enum alint_who who = way->identity.who;
  switch (id) {
  case ALINT_INTENDED:
    return true;
  case ALINT_STRANGER:
  case ALINT_STRANGER_NETWORK:
  case ALINT_STRANGER_WITH_ID:
    return !way->principal || who == ALINT_WHO_ANYONE ||
           (who == ALINT_WHO_UNKNOWN && may_be_anyone(way->principal->kind));
  case ALINT_OTHER_CUSTOMER:
    return way->principal && (names_aws_caller(who) || way->fixed_account);
  case ALINT_FOREIGN_TENANT:
    return way->principal && who == ALINT_WHO_OIDC && alint_issuer_of(&way->identity);
  case ALINT_OTHER_REPOSITORY:
  case ALINT_OTHER_REF:
    return has_units(way);
  case ALINT_GUEST:
    return is_cognito(way);
  case ALINT_OTHER_SUBJECT:
  case ALINT_SAME_NAMESPACE:
    return who == ALINT_WHO_OIDC && !alint_issuer_of(&way->identity);
  case ALINT_OTHER_RESOURCE:
    return who == ALINT_WHO_SERVICE || (who == ALINT_WHO_ANYONE && way->principal);
  case ALINT_WITHOUT_MFA:
    return names_aws_caller(who) || who == ALINT_WHO_ANYONE;
  case ALINT_ADVERSARY_COUNT:
    break;
  }
  return false;
}

enum alint_choice alint_adversary_choice(enum alint_adversary_id id,
                                         const struct alint_key_info *info, enum alint_who caller) {
  bool service = caller == ALINT_WHO_SERVICE;
  bool federated = caller == ALINT_WHO_OIDC || caller == ALINT_WHO_SAML;
  if (info->source == ALINT_KEY_SERVICE_FLAG && service)
    return ALINT_CHOICE_YES;
  /* Keys that come with AWS credentials, or with AssumeRole alone. */
  if (federated && (info->source == ALINT_KEY_ORG || info->source == ALINT_KEY_CALLER_TAG ||
                    info->source == ALINT_KEY_CALLER_SESSION ||
                    info->source == ALINT_KEY_CALLER_ARN || info->source == ALINT_KEY_MFA ||
                    info->source == ALINT_KEY_SERVICE || info->source == ALINT_KEY_EXTERNAL_ID))
    return ALINT_CHOICE_ABSENT;
  if (!service && info->source == ALINT_KEY_SERVICE)
    return ALINT_CHOICE_ABSENT;
  if ((service || federated) && info->source == ALINT_KEY_IDENTITY)
    return ALINT_CHOICE_ABSENT;
  if (service && (info->source == ALINT_KEY_ORG || info->source == ALINT_KEY_CALLER_TAG))
    return ALINT_CHOICE_ABSENT;
  enum alint_choice choice = declared_choice(&adversaries[id], info->source);
  /* How long ago MFA was used: nothing is there without. */
  return choice == ALINT_CHOICE_NO && info->whole ? ALINT_CHOICE_ABSENT : choice;
}
