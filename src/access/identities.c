/* SPDX-License-Identifier: Apache-2.0
 *
 * The callers an adversary can be: the principal of the request and the keys
 * that follow from it (aws:PrincipalArn, aws:PrincipalAccount, ...).
 */
#include "access/people.h"

/* ---- Whom the principal names ---------------------------------------------------- */

/* Whether anything is asked of who the caller is beyond the principal. */
static bool asks_identity(const struct alint_search *s) {
  for (size_t i = 0; i < s->key_count; i++) {
    if (s->keys[i].info->source == ALINT_KEY_IDENTITY)
      return true;
  }
  return false;
}

static struct alint_caller as_named(enum alint_principal_key kind,
                                    const struct alint_identity *who) {
  return (struct alint_caller){.kind = kind, .principal = who->text, .who = who->who};
}

static void add_named(struct alint_search *s, enum alint_principal_key kind,
                      const struct alint_identity *who, struct alint_people *out) {
  struct alint_caller caller = as_named(kind, who);
  alint_add_caller(s, out, &caller);
}

static const struct alint_text *partition_of(struct alint_search *s,
                                             const struct alint_identity *who) {
  return who->partition ? who->partition : s->role->partition;
}

/* A role, user or session that the policy names: its keys follow. */
static void add_identity(struct alint_search *s, const struct alint_identity *who,
                         const struct alint_text *arn, struct alint_people *out) {
  struct alint_caller caller = as_named(ALINT_PRINCIPAL_AWS, who);
  alint_set_caller_key(s, &caller, "aws:PrincipalArn", arn);
  if (who->account)
    alint_set_caller_key(s, &caller, "aws:PrincipalAccount", who->account);
  alint_set_caller_key(s, &caller, "aws:PrincipalType",
                       alint_search_literal(s, who->who == ALINT_WHO_USER ? "User"
                                               : who->who == ALINT_WHO_FEDERATED_USER
                                                   ? "FederatedUser"
                                                   : "AssumedRole"));
  alint_set_caller_key(s, &caller, "aws:username", who->who == ALINT_WHO_USER ? who->name : NULL);
  alint_add_caller(s, out, &caller);
}

/* The ARN of a session does not tell the path of its role: one that the
 * conditions ask for, or none. */
static void add_session(struct alint_search *s, const struct alint_identity *who,
                        struct alint_people *out) {
  struct alint_search_key *key = alint_search_key(s, "aws:PrincipalArn");
  const struct alint_text *rest[] = {alint_search_literal(s, "role/"), who->name};
  const struct alint_text *paths[] = {alint_search_literal(s, "role/*/"), who->name};
  const struct alint_text *partition = partition_of(s, who);
  struct alint_values arns = {.count = 0};
  alint_add_value(
      s, &arns, alint_arn_of(s, partition, ":iam::", who->account, alint_search_join(s, rest, 2)));
  const struct alint_text *shape =
      alint_arn_of(s, partition, ":iam::", who->account, alint_search_join(s, paths, 2));
  if (key && shape)
    alint_solved_values(s, key, shape, false, &arns);
  for (size_t i = 0; i < arns.count; i++)
    add_identity(s, who, arns.items[i], out);
}

/* The partitions that ARNs of the conditions are of, and the usual one. */
static void spelled_partitions(struct alint_search *s, struct alint_values *out) {
  static const char *const known[] = {"aws", "aws-cn", "aws-us-gov"};
  struct alint_search_key *key = alint_search_key(s, "aws:PrincipalArn");
  const struct alint_text *parts[6];
  for (size_t i = 0; key && i < key->use_count; i++) {
    const struct alint_condition *condition = key->uses[i].condition;
    for (size_t k = 0; k < condition->value_count; k++) {
      if (alint_text_split(s->arena, condition->values[k].text, ':', parts, 6) != 6)
        continue;
      for (size_t p = 0; p < sizeof known / sizeof *known; p++) {
        if (alint_text_is(parts[1], known[p]))
          alint_add_literal(s, out, alint_str(known[p]));
      }
    }
  }
  alint_add_literal(s, out, ALINT_STR("aws"));
}

/* People of the account. Where its partition is not known, they may be of any. */
static void add_people_of(struct alint_search *s, const struct alint_text *partition,
                          const struct alint_text *account, struct alint_people *out) {
  struct alint_values partitions = {.count = 0};
  struct alint_str known;
  size_t max = out->max;
  if (!partition || !alint_text_known(partition, &known))
    spelled_partitions(s, &partitions);
  if (partition)
    alint_add_value(s, &partitions, partition);
  for (size_t i = 0; i < partitions.count && s->status == ALINT_OK; i++) {
    struct alint_person person = {.partition = partitions.items[i], .account = account};
    out->max = out->count + (max - out->count) / (partitions.count - i);
    alint_add_people(s, &person, out);
  }
  out->max = max;
}

static void add_account(struct alint_search *s, const struct alint_identity *who,
                        struct alint_people *out) {
  if (asks_identity(s))
    add_people_of(s, partition_of(s, who), who->account, out);
  else
    add_named(s, ALINT_PRINCIPAL_AWS, who, out);
}

/* Accounts that fit patterns like 1111*. */
static void add_like_accounts(struct alint_search *s, const struct alint_search_key *key,
                              struct alint_values *out) {
  const struct alint_text *shape = alint_search_literal(s, "????????????");
  alint_solved_values(s, key, shape, false, out);
}

/* Somebody whom a policy for everybody means: accounts come from its conditions,
 * and the role's own is one. */
static void meant_accounts(struct alint_search *s, struct alint_values *out) {
  static const char *const keys[] = {"aws:PrincipalAccount", "aws:PrincipalArn"};
  const struct alint_text *parts[6];
  if (s->way->fixed_account)
    alint_add_value(s, out, s->way->fixed_account);
  if (s->adversary == ALINT_OTHER_CUSTOMER)
    return;
  for (size_t i = 0; i < 2; i++) {
    struct alint_search_key *key = alint_search_key(s, keys[i]);
    struct alint_values values = {.count = 0};
    if (key)
      alint_pattern_values(s, key, &values);
    if (key && i == 0)
      add_like_accounts(s, key, &values);
    for (size_t k = 0; k < values.count; k++) {
      s->gave_up = s->gave_up || out->count == ALINT_MAX_MEANT_ACCOUNTS;
      if (out->count == ALINT_MAX_MEANT_ACCOUNTS)
        break;
      struct alint_str known;
      bool real = !alint_text_known(values.items[k], &known) ||
                  alint_key_accepts(alint_str(keys[0]), known);
      if (i == 0 && real)
        alint_add_value(s, out, values.items[k]);
      else if (i == 0)
        continue;
      else if (alint_text_split(s->arena, values.items[k], ':', parts, 6) == 6 &&
               parts[4]->count > 0)
        alint_add_value(s, out, parts[4]);
    }
  }
  alint_add_literal(s, out, ALINT_STR("123456789012"));
  if (alint_search_key(s, "aws:ResourceAccount"))
    alint_add_value(s, out, s->role->account);
}

static void add_anyone_meant(struct alint_search *s, struct alint_people *out) {
  struct alint_values meant = {.count = 0};
  size_t max = out->max;
  meant_accounts(s, &meant);
  for (size_t i = 0; i < meant.count && s->status == ALINT_OK; i++) {
    out->max = out->count + (max - out->count) / (meant.count - i);
    add_people_of(s, NULL, meant.items[i], out);
  }
  out->max = max;
}

static void add_service_meant(struct alint_search *s, struct alint_people *out) {
  struct alint_caller caller = {.kind = ALINT_PRINCIPAL_SERVICE,
                                .principal = alint_search_literal(s, "lambda.amazonaws.com"),
                                .who = ALINT_WHO_SERVICE};
  struct alint_search_key *key = alint_search_key(s, "aws:PrincipalServiceName");
  struct alint_values values = {.count = 0};
  if (key)
    alint_pattern_values(s, key, &values);
  if (values.count > 0)
    caller.principal = values.items[0];
  alint_set_caller_key(s, &caller, "aws:PrincipalServiceName", caller.principal);
  alint_add_caller(s, out, &caller);
}

static bool wants_service(const struct alint_search *s) {
  for (size_t i = 0; i < s->key_count; i++) {
    enum alint_key_source source = s->keys[i].info->source;
    if (source == ALINT_KEY_SERVICE || source == ALINT_KEY_SERVICE_FLAG)
      return true;
  }
  return false;
}

/* Everybody: people of the accounts that are meant, and services. */
static void add_everybody(struct alint_search *s, struct alint_people *out) {
  bool service = wants_service(s);
  if (s->adversary != ALINT_OTHER_RESOURCE) {
    out->max--; /* leaves room for a service */
    add_anyone_meant(s, out);
    out->max++;
  }
  if (service && s->adversary != ALINT_OTHER_CUSTOMER)
    add_service_meant(s, out);
}

static void add_service(struct alint_search *s, const struct alint_identity *who,
                        struct alint_people *out) {
  struct alint_caller caller = as_named(ALINT_PRINCIPAL_SERVICE, who);
  alint_set_caller_key(s, &caller, "aws:PrincipalServiceName", who->text);
  alint_add_caller(s, out, &caller);
}

static void add_whom_it_names(struct alint_search *s, struct alint_people *out) {
  const struct alint_way *way = s->way;
  const struct alint_identity *who = &way->identity;
  switch (who->who) {
  case ALINT_WHO_ANYONE:
    add_everybody(s, out);
    break;
  case ALINT_WHO_ACCOUNT:
    add_account(s, who, out);
    break;
  case ALINT_WHO_SESSION:
    add_session(s, who, out);
    break;
  case ALINT_WHO_ROLE:
  case ALINT_WHO_USER:
  case ALINT_WHO_FEDERATED_USER:
    add_identity(s, who, who->text, out);
    break;
  case ALINT_WHO_SERVICE:
    add_service(s, who, out);
    break;
  case ALINT_WHO_OIDC:
  case ALINT_WHO_SAML:
    add_named(s, ALINT_PRINCIPAL_FEDERATED, who, out);
    break;
  case ALINT_WHO_ORPHAN:
  case ALINT_WHO_UNKNOWN:
    add_named(s, way->principal ? way->principal->kind : ALINT_PRINCIPAL_AWS, who, out);
    break;
  case ALINT_WHO_OTHER_ID:
  case ALINT_WHO_GROUP:
  case ALINT_WHO_MALFORMED:
    break;
  }
}

/* ---- Strangers ------------------------------------------------------------------- */

/* Somebody with a token of an identity provider that needs no registration. */
static void add_web_stranger(struct alint_search *s, struct alint_people *out) {
  struct alint_caller caller = {.kind = ALINT_PRINCIPAL_FEDERATED,
                                .principal = alint_search_literal(s, "accounts.google.com"),
                                .who = ALINT_WHO_OIDC};
  alint_add_caller(s, out, &caller);
}

/* Whether a partition that is not known plays a part: ARNs with holes are compared. */
static bool compares_holes(struct alint_search *s) {
  struct alint_search_key *key = alint_search_key(s, "aws:PrincipalArn");
  for (size_t i = 0; key && i < key->use_count; i++) {
    const struct alint_condition *condition = key->uses[i].condition;
    for (size_t k = 0; k < condition->value_count; k++) {
      if (alint_text_first_hole(condition->values[k].text))
        return true;
    }
  }
  return false;
}

static void add_strangers(struct alint_search *s, struct alint_people *out) {
  struct alint_values own = {.count = 0};
  const struct alint_text *partitions[] = {alint_search_literal(s, "aws"), s->role->partition};
  size_t max = out->max;
  alint_stranger_accounts(s, &own);
  bool other = !alint_text_same(partitions[0], partitions[1]) &&
               (!alint_text_first_hole(partitions[1]) || compares_holes(s));
  for (size_t i = 0; i < own.count && s->status == ALINT_OK; i++) {
    for (size_t p = 0; p < (other ? 2 : 1); p++) {
      struct alint_person person = {
          .partition = partitions[p], .account = own.items[i], .stranger = true};
      out->max = out->count + (max - out->count) / ((own.count - i) * 2 - p);
      alint_add_people(s, &person, out);
    }
  }
  out->max = max;
}

void alint_callers(struct alint_search *s, struct alint_people *out) {
  out->count = 0;
  out->max = ALINT_MAX_CALLERS;
  if (alint_adversary_caller(s->adversary) != ALINT_CALLER_STRANGER)
    add_whom_it_names(s, out);
  else if (alint_str_is_nocase(s->way->action, "sts:AssumeRoleWithWebIdentity"))
    add_web_stranger(s, out);
  else
    add_strangers(s, out);
}
