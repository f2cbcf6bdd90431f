/* SPDX-License-Identifier: Apache-2.0
 *
 * The callers an adversary can be: the principal of the request and the keys
 * that follow from it (aws:PrincipalArn, aws:PrincipalAccount, ...).
 *
 * A stranger may give its user or role any name, so names come from the
 * policy's patterns on aws:PrincipalArn and aws:username; its account is one
 * that stands nowhere in the policy.
 */
#include <string.h>

#include "access/search.h"
#include "assumelint/arena.h"

/* Accounts nobody meant; one that stands nowhere in the policy is taken. */
static const char *const accounts[] = {"210987654321", "209876543210", "298765432109",
                                       "287654321098"};

static bool mentions(const struct alint_search *s, const char *account) {
  for (size_t i = 0; i < s->key_count; i++) {
    for (size_t k = 0; k < s->keys[i].use_count; k++) {
      const struct alint_condition *condition = s->keys[i].uses[k].condition;
      for (size_t v = 0; v < condition->value_count; v++) {
        const struct alint_text *text = condition->values[v].text;
        for (size_t p = 0; p < text->count; p++) {
          struct alint_str literal = text->pieces[p].literal;
          if (!text->pieces[p].hole &&
              alint_str_find_str(literal, alint_str(account)) < literal.len)
            return true;
        }
      }
    }
  }
  return false;
}

const struct alint_text *alint_stranger_account(struct alint_search *s) {
  size_t n = sizeof accounts / sizeof *accounts;
  size_t i = 0;
  while (i + 1 < n && mentions(s, accounts[i]))
    i++;
  return alint_text_fresh(s->arena, alint_str(accounts[i]));
}

/* ---- Putting a caller together -------------------------------------------------- */

static void set_key(struct alint_search *s, struct alint_caller *caller, const char *name,
                    const struct alint_text *value) {
  const struct alint_text **values = alint_arena_alloc(s->arena, sizeof *values);
  if (!values) {
    s->status = ALINT_ENOMEM;
    return;
  }
  *values = value;
  caller->keys[caller->key_count++] =
      (struct alint_context_key){.name = alint_str(name),
                                 .presence = value ? ALINT_PRESENT : ALINT_ABSENT,
                                 .values = values,
                                 .value_count = value ? 1 : 0};
}

static const struct alint_text *literal(struct alint_search *s, const char *text) {
  const struct alint_text *out = alint_text_literal(s->arena, alint_str(text));
  if (!out)
    s->status = ALINT_ENOMEM;
  return out;
}

static const struct alint_text *join(struct alint_search *s, const struct alint_text *const *parts,
                                     size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (!parts[i])
      return NULL;
  }
  const struct alint_text *out = alint_text_concat(s->arena, parts, count);
  if (!out)
    s->status = ALINT_ENOMEM;
  return out;
}

/* arn:aws:SERVICE::ACCOUNT:REST */
static const struct alint_text *arn_of(struct alint_search *s, const struct alint_text *partition,
                                       const char *service, const struct alint_text *account,
                                       const struct alint_text *rest) {
  const struct alint_text *parts[] = {literal(s, "arn:"), partition, literal(s, service), account,
                                      literal(s, ":"),    rest};
  return join(s, parts, sizeof parts / sizeof *parts);
}

struct person {
  const struct alint_text *partition, *account, *name; /* name with its path, without leading '/' */
  bool user;
  const struct alint_text *user_id; /* part before the session name */
};

/* The last component of a path. */
static const struct alint_text *base_name(struct alint_search *s, const struct alint_text *name) {
  const struct alint_text *parts[32];
  size_t n = alint_text_split(s->arena, name, '/', parts, sizeof parts / sizeof *parts);
  return n > 0 ? parts[n - 1] : name;
}

static void make_user(struct alint_search *s, const struct person *who, struct alint_caller *out) {
  const struct alint_text *rest[] = {literal(s, "user/"), who->name};
  out->principal = arn_of(s, who->partition, ":iam::", who->account, join(s, rest, 2));
  set_key(s, out, "aws:PrincipalArn", out->principal);
  set_key(s, out, "aws:PrincipalType", literal(s, "User"));
  set_key(s, out, "aws:username", base_name(s, who->name));
  set_key(s, out, "aws:userid", alint_text_fresh(s->arena, ALINT_STR("AIDAOFSOMEBODYELSE0")));
}

static void make_session(struct alint_search *s, const struct person *who,
                         struct alint_caller *out) {
  const struct alint_text *session = literal(s, "/session");
  const struct alint_text *role[] = {literal(s, "role/"), who->name};
  const struct alint_text *sts[] = {literal(s, "assumed-role/"), base_name(s, who->name), session};
  const struct alint_text *id[] = {alint_text_fresh(s->arena, ALINT_STR("AROAOFSOMEBODYELSE0")),
                                   literal(s, ":session")};
  out->principal = arn_of(s, who->partition, ":sts::", who->account, join(s, sts, 3));
  set_key(s, out, "aws:PrincipalArn",
          arn_of(s, who->partition, ":iam::", who->account, join(s, role, 2)));
  set_key(s, out, "aws:PrincipalType", literal(s, "AssumedRole"));
  set_key(s, out, "aws:username", NULL);
  set_key(s, out, "aws:userid", join(s, id, 2));
}

static void make_person(struct alint_search *s, const struct person *who,
                        struct alint_caller *out) {
  *out = (struct alint_caller){.kind = ALINT_PRINCIPAL_AWS,
                               .who = who->user ? ALINT_WHO_USER : ALINT_WHO_SESSION};
  if (who->user)
    make_user(s, who, out);
  else
    make_session(s, who, out);
  set_key(s, out, "aws:PrincipalAccount", who->account);
}

/* ---- Names out of patterns ----------------------------------------------------- */

/* Names somebody may bear: literal ones and filled patterns. */
struct names {
  const struct alint_text *items[24];
  bool user[24];
  size_t count;
};

static void add_name(struct names *names, const struct alint_text *name, bool user) {
  if (name && name->count > 0 && names->count < sizeof names->items / sizeof *names->items) {
    names->items[names->count] = name;
    names->user[names->count++] = user;
  }
}

/* "role/team/Ops" or "user/bob" out of an ARN's last part. */
static void add_from_resource(struct alint_search *s, struct names *names,
                              const struct alint_text *resource) {
  const struct alint_text *parts[2];
  if (alint_text_split(s->arena, resource, '/', parts, 2) != 2)
    return;
  if (alint_text_is(parts[0], "role"))
    add_name(names, parts[1], false);
  else if (alint_text_is(parts[0], "user"))
    add_name(names, parts[1], true);
}

/* Solves for an ARN of the account that fits the statement's conditions. */
static void add_solved(struct alint_search *s, struct alint_search_key *key, struct names *names,
                       const struct person *who, const char *type) {
  struct alint_values solved = {.count = 0};
  const struct alint_text *shape =
      arn_of(s, who->partition, ":iam::", who->account, literal(s, type));
  if (!shape)
    return;
  alint_solved_values(s, key, shape, &solved);
  for (size_t i = 0; i < solved.count && i < 6; i++) {
    const struct alint_text *parts[6];
    if (alint_text_split(s->arena, solved.items[i], ':', parts, 6) == 6)
      add_from_resource(s, names, parts[5]);
  }
}

static void add_readable(struct alint_search *s, struct alint_search_key *key,
                         struct names *names) {
  struct alint_values values = {.count = 0};
  alint_pattern_values(s, key, &values);
  for (size_t i = 0; i < values.count; i++) {
    const struct alint_text *parts[6];
    if (alint_text_split(s->arena, values.items[i], ':', parts, 6) == 6)
      add_from_resource(s, names, parts[5]);
  }
}

static void find_names(struct alint_search *s, const struct person *who, struct names *out) {
  struct alint_search_key *arn = alint_search_key(s, "aws:PrincipalArn");
  struct alint_search_key *username = alint_search_key(s, "aws:username");
  add_name(out, literal(s, "app"), true);
  add_name(out, literal(s, "app"), false);
  if (arn) {
    add_readable(s, arn, out);
    add_solved(s, arn, out, who, "role/?*");
    add_solved(s, arn, out, who, "user/?*");
  }
  if (username) {
    struct alint_values values = {.count = 0};
    alint_pattern_values(s, username, &values);
    alint_solved_values(s, username, NULL, &values);
    for (size_t i = 0; i < values.count && i < 8; i++)
      add_name(out, values.items[i], true);
  }
}

static size_t people_of(struct alint_search *s, struct person *who, struct alint_caller *out,
                        size_t max) {
  struct names names = {.count = 0};
  size_t n = 0;
  find_names(s, who, &names);
  for (size_t i = 0; i < names.count && n < max; i++) {
    who->name = names.items[i];
    who->user = names.user[i];
    make_person(s, who, &out[n++]);
  }
  return n;
}

/* ---- Whom the principal names ---------------------------------------------------- */

/* Whether anything is asked of who the caller is beyond the principal. */
static bool asks_identity(const struct alint_search *s) {
  for (size_t i = 0; i < s->key_count; i++) {
    if (s->keys[i].info->source == ALINT_KEY_IDENTITY)
      return true;
  }
  return false;
}

static size_t one(struct alint_caller *out, enum alint_principal_key kind,
                  const struct alint_identity *who) {
  *out = (struct alint_caller){.kind = kind, .principal = who->text, .who = who->who};
  return 1;
}

static const struct alint_text *partition_of(struct alint_search *s,
                                             const struct alint_identity *who) {
  return who->partition ? who->partition : s->role->partition;
}

/* A role, user or session that the policy names: its keys follow. */
static size_t named_identity(struct alint_search *s, const struct alint_identity *who,
                             struct alint_caller *out) {
  const struct alint_text *arn = who->text;
  one(out, ALINT_PRINCIPAL_AWS, who);
  if (who->who == ALINT_WHO_SESSION) {
    const struct alint_text *rest[] = {literal(s, "role/"), who->name};
    arn = arn_of(s, partition_of(s, who), ":iam::", who->account, join(s, rest, 2));
  }
  set_key(s, out, "aws:PrincipalArn", arn);
  if (who->account)
    set_key(s, out, "aws:PrincipalAccount", who->account);
  set_key(s, out, "aws:PrincipalType",
          literal(s, who->who == ALINT_WHO_USER             ? "User"
                     : who->who == ALINT_WHO_FEDERATED_USER ? "FederatedUser"
                                                            : "AssumedRole"));
  set_key(s, out, "aws:username", who->who == ALINT_WHO_USER ? who->name : NULL);
  return 1;
}

static size_t account_callers(struct alint_search *s, const struct alint_identity *who,
                              struct alint_caller *out, size_t max) {
  struct person person = {.partition = partition_of(s, who), .account = who->account};
  if (!asks_identity(s))
    return one(out, ALINT_PRINCIPAL_AWS, who);
  return people_of(s, &person, out, max);
}

/* Somebody whom a policy for everybody means: accounts come from its conditions. */
static size_t anyone_meant(struct alint_search *s, struct alint_caller *out, size_t max) {
  const struct alint_text *meant[6];
  size_t count = 0, n = 0;
  static const char *const keys[] = {"aws:PrincipalAccount", "aws:PrincipalArn"};
  for (size_t i = 0; i < 2; i++) {
    struct alint_search_key *key = alint_search_key(s, keys[i]);
    struct alint_values values = {.count = 0};
    if (key)
      alint_pattern_values(s, key, &values);
    for (size_t k = 0; k < values.count && count < 5; k++) {
      const struct alint_text *parts[6];
      if (i == 0)
        meant[count++] = values.items[k];
      else if (alint_text_split(s->arena, values.items[k], ':', parts, 6) == 6 &&
               parts[4]->count > 0)
        meant[count++] = parts[4];
    }
  }
  meant[count++] = literal(s, "123456789012");
  for (size_t i = 0; i < count && n < max; i++) {
    struct person person = {.partition = literal(s, "aws"), .account = meant[i]};
    n += people_of(s, &person, out + n, (max - n) / (count - i));
  }
  return n;
}

static size_t service_meant(struct alint_search *s, struct alint_caller *out) {
  *out = (struct alint_caller){.kind = ALINT_PRINCIPAL_SERVICE,
                               .principal = literal(s, "lambda.amazonaws.com"),
                               .who = ALINT_WHO_SERVICE};
  struct alint_search_key *key = alint_search_key(s, "aws:PrincipalServiceName");
  struct alint_values values = {.count = 0};
  if (key)
    alint_pattern_values(s, key, &values);
  if (values.count > 0)
    out->principal = values.items[0];
  set_key(s, out, "aws:PrincipalServiceName", out->principal);
  return 1;
}

static bool wants_service(const struct alint_search *s) {
  for (size_t i = 0; i < s->key_count; i++) {
    enum alint_key_source source = s->keys[i].info->source;
    if (source == ALINT_KEY_SERVICE || source == ALINT_KEY_SERVICE_FLAG)
      return true;
  }
  return false;
}

static size_t named_callers(struct alint_search *s, struct alint_caller *out, size_t max) {
  const struct alint_way *way = s->way;
  switch (way->identity.who) {
  case ALINT_WHO_ANYONE: {
    size_t n = anyone_meant(s, out, max - 1);
    return wants_service(s) ? n + service_meant(s, out + n) : n;
  }
  case ALINT_WHO_ACCOUNT:
    return account_callers(s, &way->identity, out, max);
  case ALINT_WHO_ROLE:
  case ALINT_WHO_USER:
  case ALINT_WHO_SESSION:
  case ALINT_WHO_FEDERATED_USER:
    return named_identity(s, &way->identity, out);
  case ALINT_WHO_SERVICE:
    one(out, ALINT_PRINCIPAL_SERVICE, &way->identity);
    set_key(s, out, "aws:PrincipalServiceName", way->identity.text);
    return 1;
  case ALINT_WHO_OIDC:
  case ALINT_WHO_SAML:
    return one(out, ALINT_PRINCIPAL_FEDERATED, &way->identity);
  case ALINT_WHO_ORPHAN:
  case ALINT_WHO_UNKNOWN:
    return one(out, way->principal ? way->principal->kind : ALINT_PRINCIPAL_AWS, &way->identity);
  case ALINT_WHO_OTHER_ID:
  case ALINT_WHO_GROUP:
  case ALINT_WHO_MALFORMED:
    break;
  }
  return 0;
}

/* ---- Strangers ------------------------------------------------------------------- */

/* Somebody with a token of an identity provider that needs no registration. */
static size_t web_stranger(struct alint_search *s, struct alint_caller *out) {
  *out = (struct alint_caller){.kind = ALINT_PRINCIPAL_FEDERATED,
                               .principal = literal(s, "accounts.google.com"),
                               .who = ALINT_WHO_OIDC};
  return 1;
}

static size_t stranger_callers(struct alint_search *s, struct alint_caller *out, size_t max) {
  struct person person = {.account = alint_stranger_account(s)};
  const struct alint_text *partitions[] = {literal(s, "aws"), s->role->partition};
  size_t n = 0;
  if (alint_str_is_nocase(s->way->action, "sts:AssumeRoleWithWebIdentity"))
    return web_stranger(s, out);
  for (size_t i = 0; i < 2 && person.account; i++) {
    person.partition = partitions[i];
    if (i == 0 || !alint_text_same(partitions[0], partitions[1]))
      n += people_of(s, &person, out + n, (max - n) / (2 - i));
  }
  return n;
}

size_t alint_callers(struct alint_search *s, struct alint_caller *out, size_t max) {
  if (alint_adversary_caller(s->adversary) == ALINT_CALLER_STRANGER)
    return stranger_callers(s, out, max);
  return named_callers(s, out, max);
}
