/* SPDX-License-Identifier: Apache-2.0
 *
 * The table of adversaries.
 */
#include "access/adversaries.h"

#include "access/issuers.h"

/* Short names, for the table. */
enum {
  ABSENT = ALINT_CHOICE_ABSENT,
  FREE = ALINT_CHOICE_FREE,
  FRESH = ALINT_CHOICE_FRESH,
  WIDE = ALINT_CHOICE_WIDE,
  NO = ALINT_CHOICE_NO,
  TENANT = ALINT_CHOICE_TENANT,
};

/* Whom the policy means brings whatever it asks for; the trusted account's
 * other customer the same, but for the external ID. A principal of an unrelated
 * account chooses its names, tags, MFA and client, has an organization of its
 * own, and no service or provider vouches for it. IDENTITY is set with the
 * caller and not here. */
/* clang-format off */
static const unsigned char choices[][ALINT_ADVERSARY_COUNT] = {
    /*                            intended  stranger  +network  +id       customer  tenant */
    [ALINT_KEY_UNKNOWN] =         {ABSENT,  ABSENT,   ABSENT,   ABSENT,   ABSENT,   ABSENT},
    [ALINT_KEY_IDENTITY] =        {ABSENT,  ABSENT,   ABSENT,   ABSENT,   ABSENT,   ABSENT},
    [ALINT_KEY_ORG] =             {FREE,    FRESH,    FRESH,    FRESH,    FREE,     ABSENT},
    [ALINT_KEY_CALLER_TAG] =      {FREE,    FREE,     FREE,     FREE,     FREE,     ABSENT},
    [ALINT_KEY_CALLER_SESSION] =  {FREE,    FREE,     FREE,     FREE,     FREE,     ABSENT},
    [ALINT_KEY_ADDRESS] =         {FREE,    WIDE,     FREE,     WIDE,     FREE,     WIDE},
    [ALINT_KEY_NETWORK] =         {FREE,    FRESH,    FREE,     FRESH,    FREE,     FRESH},
    [ALINT_KEY_SERVICE] =         {FREE,    ABSENT,   ABSENT,   ABSENT,   FREE,     ABSENT},
    [ALINT_KEY_SERVICE_FLAG] =    {NO,      NO,       NO,       NO,       NO,       NO},
    [ALINT_KEY_EXTERNAL_ID] =     {FREE,    FRESH,    FRESH,    FREE,     FRESH,    ABSENT},
    [ALINT_KEY_SESSION_NAME] =    {FREE,    FREE,     FREE,     FREE,     FREE,     FREE},
    [ALINT_KEY_SOURCE_IDENTITY] = {FREE,    FREE,     FREE,     FREE,     FREE,     FREE},
    [ALINT_KEY_SESSION_TAG] =     {FREE,    FREE,     FREE,     FREE,     FREE,     FREE},
    [ALINT_KEY_CONTEXT] =         {FREE,    ABSENT,   ABSENT,   ABSENT,   FREE,     ABSENT},
    [ALINT_KEY_CLIENT] =          {FREE,    FREE,     FREE,     FREE,     FREE,     FREE},
    [ALINT_KEY_TIME] =            {FREE,    FREE,     FREE,     FREE,     FREE,     FREE},
    [ALINT_KEY_MFA] =             {FREE,    FREE,     FREE,     FREE,     FREE,     ABSENT},
    [ALINT_KEY_ROLE] =            {FREE,    FREE,     FREE,     FREE,     FREE,     FREE},
    [ALINT_KEY_CLAIM] =           {FREE,    FRESH,    FRESH,    FRESH,    FREE,     TENANT},
    [ALINT_KEY_OTHER_ACTION] =    {ABSENT,  ABSENT,   ABSENT,   ABSENT,   ABSENT,   ABSENT},
};
/* clang-format on */

enum alint_caller_kind alint_adversary_caller(enum alint_adversary_id id) {
  bool stranger =
      id == ALINT_STRANGER || id == ALINT_STRANGER_NETWORK || id == ALINT_STRANGER_WITH_ID;
  return stranger ? ALINT_CALLER_STRANGER : ALINT_CALLER_NAMED;
}

static bool names_aws_caller(enum alint_who who) {
  return who == ALINT_WHO_ACCOUNT || who == ALINT_WHO_ROLE || who == ALINT_WHO_USER ||
         who == ALINT_WHO_SESSION || who == ALINT_WHO_FEDERATED_USER;
}

/* {"Service": "*"} and {"Federated": "*"} do not exist, whatever a hole holds. */
static bool may_be_anyone(enum alint_principal_key kind) {
  return kind != ALINT_PRINCIPAL_SERVICE && kind != ALINT_PRINCIPAL_FEDERATED;
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
    return way->principal && names_aws_caller(who);
  case ALINT_FOREIGN_TENANT:
    return way->principal && who == ALINT_WHO_OIDC && alint_issuer_of(&way->identity);
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
                    info->source == ALINT_KEY_CALLER_SESSION || info->source == ALINT_KEY_MFA ||
                    info->source == ALINT_KEY_SERVICE || info->source == ALINT_KEY_EXTERNAL_ID))
    return ALINT_CHOICE_ABSENT;
  if (!service && info->source == ALINT_KEY_SERVICE)
    return ALINT_CHOICE_ABSENT;
  if (service && (info->source == ALINT_KEY_ORG || info->source == ALINT_KEY_CALLER_TAG))
    return ALINT_CHOICE_ABSENT;
  return (enum alint_choice)choices[info->source][id];
}
