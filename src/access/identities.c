/* SPDX-License-Identifier: Apache-2.0
 *
 * The callers an adversary can be: the principal of the request and the keys
 * that follow from it (aws:PrincipalArn, aws:PrincipalAccount, ...).
 */
#include "access/people.h"

/* ---- Whom the principal names ---------------------------------------------------- */

/* Whether anything is asked of who the caller is beyond the principal. */
static bool asks_identity(const Search *s) {
  for (size_t i = 0; i < s->key_count; i++) {
    if (s->keys[i].info->source == KEY_IDENTITY)
      return true;
  }
  return false;
}

static Caller as_named(PrincipalKey kind, const Identity *who) {
  return (Caller){.kind = kind, .principal = who->text, .who = who->kind};
}

static void add_named(Search *s, PrincipalKey kind, const Identity *who, Callers *out) {
  Caller caller = as_named(kind, who);
  search_add_caller(s, out, &caller);
}

static const Text *partition_of(Search *s, const Identity *who) {
  return who->partition ? who->partition : s->role->partition;
}

/* A role, user or session that the policy names: its keys follow. */
static void add_identity(Search *s, const Identity *who, const Text *arn, Callers *out) {
  Caller caller = as_named(PRINCIPAL_AWS, who);
  search_set_caller_key(s, &caller, "aws:PrincipalArn", arn);
  if (who->account)
    search_set_caller_key(s, &caller, "aws:PrincipalAccount", who->account);
  search_set_caller_key(s, &caller, "aws:PrincipalType",
                        search_literal(s, who->kind == IDENTITY_USER             ? "User"
                                          : who->kind == IDENTITY_FEDERATED_USER ? "FederatedUser"
                                                                                 : "AssumedRole"));
  search_set_caller_key(s, &caller, "aws:username", who->kind == IDENTITY_USER ? who->name : NULL);
  search_add_caller(s, out, &caller);
}

/* The ARN of a session does not tell the path of its role: one that the
 * conditions ask for, or none. */
static void add_session(Search *s, const Identity *who, Callers *out) {
  SearchKey *key = search_key(s, "aws:PrincipalArn");
  const Text *rest[] = {search_literal(s, "role/"), who->name};
  const Text *paths[] = {search_literal(s, "role/*/"), who->name};
  const Text *partition = partition_of(s, who);
  TextList arns = {.count = 0};
  search_add_value(s, &arns,
                   search_arn_of(s, partition, ":iam::", who->account, search_join(s, rest, 2)));
  const Text *shape = search_arn_of(s, partition, ":iam::", who->account, search_join(s, paths, 2));
  if (key && shape)
    search_solved_values(s, key, shape, false, &arns);
  for (size_t i = 0; i < arns.count; i++)
    add_identity(s, who, arns.items[i], out);
}

/* The partitions that ARNs of the conditions are of, and the usual one. */
static void spelled_partitions(Search *s, TextList *out) {
  static const char *const known[] = {"aws", "aws-cn", "aws-us-gov"};
  SearchKey *key = search_key(s, "aws:PrincipalArn");
  const Text *parts[6];
  for (size_t i = 0; key && i < key->use_count; i++) {
    const Condition *condition = key->uses[i].condition;
    for (size_t k = 0; k < condition->value_count; k++) {
      if (text_split(s->arena, condition->values[k].text, ':', parts, 6) != 6)
        continue;
      for (size_t p = 0; p < sizeof known / sizeof *known; p++) {
        if (text_is(parts[1], known[p]))
          search_add_literal(s, out, str_of(known[p]));
      }
    }
  }
  search_add_literal(s, out, STR("aws"));
}

/* People of the account. Where its partition is not known, they may be of any. */
static void add_people_of(Search *s, const Text *partition, const Text *account, Callers *out) {
  TextList partitions = {.count = 0};
  Str known;
  size_t max = out->max;
  if (!partition || !text_known(partition, &known))
    spelled_partitions(s, &partitions);
  if (partition)
    search_add_value(s, &partitions, partition);
  for (size_t i = 0; i < partitions.count && s->status == OK; i++) {
    Person person = {.partition = partitions.items[i], .account = account};
    out->max = out->count + (max - out->count) / (partitions.count - i);
    search_add_people(s, &person, out);
  }
  out->max = max;
}

static void add_account(Search *s, const Identity *who, Callers *out) {
  if (asks_identity(s))
    add_people_of(s, partition_of(s, who), who->account, out);
  else
    add_named(s, PRINCIPAL_AWS, who, out);
}

/* Accounts that fit patterns like 1111*. */
static void add_like_accounts(Search *s, const SearchKey *key, TextList *out) {
  const Text *shape = search_literal(s, "????????????");
  search_solved_values(s, key, shape, false, out);
}

/* Somebody whom a policy for everybody means: accounts come from its conditions,
 * and the role's own is one. */
static void meant_accounts(Search *s, TextList *out) {
  static const char *const keys[] = {"aws:PrincipalAccount", "aws:PrincipalArn"};
  const Text *parts[6];
  if (s->way->fixed_account)
    search_add_value(s, out, s->way->fixed_account);
  if (s->adversary == ADVERSARY_OTHER_CUSTOMER)
    return;
  for (size_t i = 0; i < 2; i++) {
    SearchKey *key = search_key(s, keys[i]);
    TextList values = {.count = 0};
    if (key)
      search_pattern_values(s, key, &values);
    if (key && i == 0)
      add_like_accounts(s, key, &values);
    for (size_t k = 0; k < values.count; k++) {
      s->gave_up = s->gave_up || out->count == MAX_MEANT_ACCOUNTS;
      if (out->count == MAX_MEANT_ACCOUNTS)
        break;
      Str known;
      bool real = !text_known(values.items[k], &known) || key_accepts(str_of(keys[0]), known);
      if (i == 0 && real)
        search_add_value(s, out, values.items[k]);
      else if (i == 0)
        continue;
      else if (text_split(s->arena, values.items[k], ':', parts, 6) == 6 && parts[4]->count > 0)
        search_add_value(s, out, parts[4]);
    }
  }
  search_add_literal(s, out, STR("123456789012"));
  if (search_key(s, "aws:ResourceAccount"))
    search_add_value(s, out, s->role->account);
}

static void add_anyone_meant(Search *s, Callers *out) {
  TextList meant = {.count = 0};
  size_t max = out->max;
  meant_accounts(s, &meant);
  for (size_t i = 0; i < meant.count && s->status == OK; i++) {
    out->max = out->count + (max - out->count) / (meant.count - i);
    add_people_of(s, NULL, meant.items[i], out);
  }
  out->max = max;
}

static void add_service_meant(Search *s, Callers *out) {
  Caller caller = {.kind = PRINCIPAL_SERVICE,
                   .principal = search_literal(s, "lambda.amazonaws.com"),
                   .who = IDENTITY_SERVICE};
  SearchKey *key = search_key(s, "aws:PrincipalServiceName");
  TextList values = {.count = 0};
  if (key)
    search_pattern_values(s, key, &values);
  if (values.count > 0)
    caller.principal = values.items[0];
  search_set_caller_key(s, &caller, "aws:PrincipalServiceName", caller.principal);
  search_add_caller(s, out, &caller);
}

static bool wants_service(const Search *s) {
  for (size_t i = 0; i < s->key_count; i++) {
    KeySource source = s->keys[i].info->source;
    if (source == KEY_SERVICE || source == KEY_SERVICE_FLAG)
      return true;
  }
  return false;
}

/* Everybody: people of the accounts that are meant, and services. */
static void add_everybody(Search *s, Callers *out) {
  bool service = wants_service(s);
  if (s->adversary != ADVERSARY_OTHER_RESOURCE) {
    out->max--; /* leaves room for a service */
    add_anyone_meant(s, out);
    out->max++;
  }
  if (service && s->adversary != ADVERSARY_OTHER_CUSTOMER)
    add_service_meant(s, out);
}

static void add_service(Search *s, const Identity *who, Callers *out) {
  Caller caller = as_named(PRINCIPAL_SERVICE, who);
  search_set_caller_key(s, &caller, "aws:PrincipalServiceName", who->text);
  search_add_caller(s, out, &caller);
}

static void add_whom_it_names(Search *s, Callers *out) {
  const Way *way = s->way;
  const Identity *who = &way->identity;
  switch (who->kind) {
  case IDENTITY_ANYONE:
    add_everybody(s, out);
    break;
  case IDENTITY_ACCOUNT:
    add_account(s, who, out);
    break;
  case IDENTITY_SESSION:
    add_session(s, who, out);
    break;
  case IDENTITY_ROLE:
  case IDENTITY_USER:
  case IDENTITY_FEDERATED_USER:
    add_identity(s, who, who->text, out);
    break;
  case IDENTITY_SERVICE:
    add_service(s, who, out);
    break;
  case IDENTITY_OIDC:
  case IDENTITY_SAML:
    add_named(s, PRINCIPAL_FEDERATED, who, out);
    break;
  case IDENTITY_ORPHAN:
  case IDENTITY_UNKNOWN:
    add_named(s, way->principal ? way->principal->kind : PRINCIPAL_AWS, who, out);
    break;
  case IDENTITY_OTHER_ID:
  case IDENTITY_GROUP:
  case IDENTITY_MALFORMED:
    break;
  }
}

/* ---- Strangers ------------------------------------------------------------------- */

/* Somebody with a token of an identity provider that needs no registration. */
static void add_web_stranger(Search *s, Callers *out) {
  Caller caller = {.kind = PRINCIPAL_FEDERATED,
                   .principal = search_literal(s, "accounts.google.com"),
                   .who = IDENTITY_OIDC};
  search_add_caller(s, out, &caller);
}

/* Whether a partition that is not known plays a part: ARNs with holes are compared. */
static bool compares_holes(Search *s) {
  SearchKey *key = search_key(s, "aws:PrincipalArn");
  for (size_t i = 0; key && i < key->use_count; i++) {
    const Condition *condition = key->uses[i].condition;
    for (size_t k = 0; k < condition->value_count; k++) {
      if (text_first_hole(condition->values[k].text))
        return true;
    }
  }
  return false;
}

static void add_strangers(Search *s, Callers *out) {
  TextList own = {.count = 0};
  const Text *partitions[] = {search_literal(s, "aws"), s->role->partition};
  size_t max = out->max;
  search_stranger_accounts(s, &own);
  bool other = !text_same(partitions[0], partitions[1]) &&
               (!text_first_hole(partitions[1]) || compares_holes(s));
  for (size_t i = 0; i < own.count && s->status == OK; i++) {
    for (size_t p = 0; p < (other ? 2 : 1); p++) {
      Person person = {.partition = partitions[p], .account = own.items[i], .stranger = true};
      out->max = out->count + (max - out->count) / ((own.count - i) * 2 - p);
      search_add_people(s, &person, out);
    }
  }
  out->max = max;
}

void search_callers(Search *s, Callers *out) {
  out->count = 0;
  out->max = MAX_CALLERS;
  if (adversary_caller(s->adversary) != CALLER_STRANGER)
    add_whom_it_names(s, out);
  else if (str_is_nocase(s->way->action, "sts:AssumeRoleWithWebIdentity"))
    add_web_stranger(s, out);
  else
    add_strangers(s, out);
}
