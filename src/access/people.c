/* SPDX-License-Identifier: Apache-2.0
 *
 * Callers of AWS accounts put together: a user or a role session with the keys that
 * follow from its name, and only those that the statement does not keep out for sure.
 */
#include "access/people.h"

#include <string.h>

#include "assumelint/arena.h"

/* ---- Putting a caller together -------------------------------------------------- */

void search_set_caller_key(Search *s, Caller *caller, const char *name, const Text *value) {
  caller->keys[caller->key_count++] = context_key(s->arena, str_of(name), value);
}

const Text *search_literal(Search *s, const char *text) {
  return text_literal(s->arena, str_of(text));
}

const Text *search_join(Search *s, const Text *const *parts, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (!parts[i])
      return NULL;
  }
  return text_concat(s->arena, parts, count);
}

/* arn:aws:SERVICE::ACCOUNT:REST */
const Text *search_arn_of(Search *s, const Text *partition, const char *service,
                          const Text *account, const Text *rest) {
  const Text *parts[] = {search_literal(s, "arn:"), partition, search_literal(s, service), account,
                         search_literal(s, ":"),    rest};
  return search_join(s, parts, sizeof parts / sizeof *parts);
}

/* The last component of a path. */
static const Text *base_name(Search *s, const Text *name) {
  const Text *parts[2];
  while (text_split(s->arena, name, '/', parts, 2) == 2)
    name = parts[1];
  return name;
}

static void make_user(Search *s, const Person *who, Caller *out) {
  const Text *rest[] = {search_literal(s, "user/"), who->name};
  out->principal =
      search_arn_of(s, who->partition, ":iam::", who->account, search_join(s, rest, 2));
  search_set_caller_key(s, out, "aws:PrincipalArn", out->principal);
  search_set_caller_key(s, out, "aws:PrincipalType", search_literal(s, "User"));
  search_set_caller_key(s, out, "aws:username", base_name(s, who->name));
  if (who->stranger)
    search_set_caller_key(s, out, "aws:userid", text_fresh(s->arena, STR("AIDAOFSOMEBODYELSE0")));
}

static void make_session(Search *s, const Person *who, Caller *out) {
  const Text *role[] = {search_literal(s, "role/"), who->name};
  const Text *sts[] = {search_literal(s, "assumed-role/"), base_name(s, who->name),
                       search_literal(s, "/"), who->session};
  const Text *id[] = {text_fresh(s->arena, STR("AROAOFSOMEBODYELSE0")), search_literal(s, ":"),
                      who->session};
  out->principal = search_arn_of(s, who->partition, ":sts::", who->account, search_join(s, sts, 4));
  search_set_caller_key(
      s, out, "aws:PrincipalArn",
      search_arn_of(s, who->partition, ":iam::", who->account, search_join(s, role, 2)));
  search_set_caller_key(s, out, "aws:PrincipalType", search_literal(s, "AssumedRole"));
  search_set_caller_key(s, out, "aws:username", NULL);
  /* What a unique id is nobody can say of whom the policy means. */
  if (who->stranger)
    search_set_caller_key(s, out, "aws:userid", search_join(s, id, 3));
}

static void make_person(Search *s, const Person *who, Caller *out) {
  *out = (Caller){.kind = PRINCIPAL_AWS, .who = who->user ? IDENTITY_USER : IDENTITY_SESSION};
  if (who->user)
    make_user(s, who, out);
  else
    make_session(s, who, out);
  search_set_caller_key(s, out, "aws:PrincipalAccount", who->account);
}

/* ---- People --------------------------------------------------------------------------- */

/* Whether a condition of the statement on who the caller is fails for sure. */
static bool is_kept_out(Search *s, const Caller *caller) {
  size_t before = s->request.key_count;
  bool out = false;
  for (size_t i = 0; i < caller->key_count; i++)
    s->request.keys[s->request.key_count++] = caller->keys[i];
  Evaluation e = search_trial(s, KEY_MAYBE);
  const Statement *statement = s->way->statement;
  for (size_t i = 0; i < statement->condition_count && !out; i++) {
    const Condition *condition = &statement->conditions[i];
    if (key_info(condition->key, s->host)->source == KEY_IDENTITY)
      out = eval_condition(&e, condition) == TRI_NO;
  }
  s->request.key_count = before;
  return out;
}

/* IAM's userNameType and roleNameType; holes are taken for good. A pattern under
 * an exact operator is nobody's name. */
static bool is_name(const Text *text) {
  for (size_t i = 0; i < text->count; i++) {
    Str s = text->pieces[i].literal;
    for (size_t k = 0; !text->pieces[i].hole && k < s.len; k++) {
      char c = ascii_lower(s.ptr[k]);
      if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || strchr("+=,.@-_", c)))
        return false;
    }
  }
  return text->count > 0;
}

void search_add_caller(Search *s, Callers *out, const Caller *caller) {
  if (!caller->principal)
    return;
  if (out->count >= out->max) {
    s->gave_up = true;
    return;
  }
  LIST_ADD(s->arena, out, *caller);
}

static void add_person(Search *s, const Person *who, Callers *out) {
  if (!is_name(base_name(s, who->name)))
    return;
  Caller caller;
  make_person(s, who, &caller);
  if (caller.principal && !is_kept_out(s, &caller))
    search_add_caller(s, out, &caller);
}

void search_add_people(Search *s, const Person *as, Callers *out) {
  CallerNames names = {{.count = 0}, {.count = 0}};
  TextList sessions = {.count = 0};
  Person who = *as;
  search_find_names(s, &who, &names);
  search_find_sessions(s, &sessions);
  size_t most = names.users.count > names.roles.count ? names.users.count : names.roles.count;
  for (size_t i = 0; i < most && s->status == OK; i++) {
    if (i < names.users.count) {
      who.user = true;
      who.name = names.users.items[i];
      add_person(s, &who, out);
    }
    who.user = false;
    for (size_t k = 0; i < names.roles.count && k < sessions.count; k++) {
      who.name = names.roles.items[i];
      who.session = sessions.items[k];
      add_person(s, &who, out);
    }
  }
}
