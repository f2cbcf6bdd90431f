/* SPDX-License-Identifier: Apache-2.0
 *
 * Callers of AWS accounts put together: a user or a role session with the keys that
 * follow from its name, and only those that the statement does not keep out for sure.
 */
#include "access/people.h"

#include <string.h>

#include "assumelint/arena.h"

/* ---- Putting a caller together -------------------------------------------------- */

void alint_set_caller_key(struct alint_search *s, struct alint_caller *caller, const char *name,
                          const struct alint_text *value) {
  const struct alint_text **values = alint_arena_alloc(s->arena, sizeof *values);
  *values = value;
  caller->keys[caller->key_count++] =
      (struct alint_context_key){.name = alint_str(name),
                                 .presence = value ? ALINT_PRESENT : ALINT_ABSENT,
                                 .values = values,
                                 .value_count = value ? 1 : 0};
}

const struct alint_text *alint_search_literal(struct alint_search *s, const char *text) {
  const struct alint_text *out = alint_text_literal(s->arena, alint_str(text));
  return out;
}

const struct alint_text *alint_search_join(struct alint_search *s,
                                           const struct alint_text *const *parts, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (!parts[i])
      return NULL;
  }
  const struct alint_text *out = alint_text_concat(s->arena, parts, count);
  if (!out)
    alint_out_of_memory();
  return out;
}

/* arn:aws:SERVICE::ACCOUNT:REST */
const struct alint_text *alint_arn_of(struct alint_search *s, const struct alint_text *partition,
                                      const char *service, const struct alint_text *account,
                                      const struct alint_text *rest) {
  const struct alint_text *parts[] = {alint_search_literal(s, "arn:"),  partition,
                                      alint_search_literal(s, service), account,
                                      alint_search_literal(s, ":"),     rest};
  return alint_search_join(s, parts, sizeof parts / sizeof *parts);
}

/* The last component of a path. */
static const struct alint_text *base_name(struct alint_search *s, const struct alint_text *name) {
  const struct alint_text *parts[2];
  while (alint_text_split(s->arena, name, '/', parts, 2) == 2)
    name = parts[1];
  return name;
}

static void make_user(struct alint_search *s, const struct alint_person *who,
                      struct alint_caller *out) {
  const struct alint_text *rest[] = {alint_search_literal(s, "user/"), who->name};
  out->principal =
      alint_arn_of(s, who->partition, ":iam::", who->account, alint_search_join(s, rest, 2));
  alint_set_caller_key(s, out, "aws:PrincipalArn", out->principal);
  alint_set_caller_key(s, out, "aws:PrincipalType", alint_search_literal(s, "User"));
  alint_set_caller_key(s, out, "aws:username", base_name(s, who->name));
  if (who->stranger)
    alint_set_caller_key(s, out, "aws:userid",
                         alint_text_fresh(s->arena, ALINT_STR("AIDAOFSOMEBODYELSE0")));
}

static void make_session(struct alint_search *s, const struct alint_person *who,
                         struct alint_caller *out) {
  const struct alint_text *role[] = {alint_search_literal(s, "role/"), who->name};
  const struct alint_text *sts[] = {alint_search_literal(s, "assumed-role/"),
                                    base_name(s, who->name), alint_search_literal(s, "/"),
                                    who->session};
  const struct alint_text *id[] = {alint_text_fresh(s->arena, ALINT_STR("AROAOFSOMEBODYELSE0")),
                                   alint_search_literal(s, ":"), who->session};
  out->principal =
      alint_arn_of(s, who->partition, ":sts::", who->account, alint_search_join(s, sts, 4));
  alint_set_caller_key(
      s, out, "aws:PrincipalArn",
      alint_arn_of(s, who->partition, ":iam::", who->account, alint_search_join(s, role, 2)));
  alint_set_caller_key(s, out, "aws:PrincipalType", alint_search_literal(s, "AssumedRole"));
  alint_set_caller_key(s, out, "aws:username", NULL);
  /* What a unique id is nobody can say of whom the policy means. */
  if (who->stranger)
    alint_set_caller_key(s, out, "aws:userid", alint_search_join(s, id, 3));
}

static void make_person(struct alint_search *s, const struct alint_person *who,
                        struct alint_caller *out) {
  *out = (struct alint_caller){.kind = ALINT_PRINCIPAL_AWS,
                               .who = who->user ? ALINT_WHO_USER : ALINT_WHO_SESSION};
  if (who->user)
    make_user(s, who, out);
  else
    make_session(s, who, out);
  alint_set_caller_key(s, out, "aws:PrincipalAccount", who->account);
}

/* ---- People --------------------------------------------------------------------------- */

/* Whether a condition of the statement on who the caller is fails for sure. */
static bool is_kept_out(struct alint_search *s, const struct alint_caller *caller) {
  size_t before = s->request.key_count;
  bool out = false;
  for (size_t i = 0; i < caller->key_count; i++)
    s->request.keys[s->request.key_count++] = caller->keys[i];
  struct alint_evaluation e = alint_trial(s, ALINT_MAYBE);
  const struct alint_statement *statement = s->way->statement;
  for (size_t i = 0; i < statement->condition_count && !out; i++) {
    const struct alint_condition *condition = &statement->conditions[i];
    if (alint_key_info(condition->key, s->host)->source == ALINT_KEY_IDENTITY)
      out = alint_eval_condition(&e, condition) == ALINT_NO;
  }
  s->request.key_count = before;
  return out;
}

/* IAM's userNameType and roleNameType; holes are taken for good. A pattern under
 * an exact operator is nobody's name. */
static bool is_name(const struct alint_text *text) {
  for (size_t i = 0; i < text->count; i++) {
    struct alint_str s = text->pieces[i].literal;
    for (size_t k = 0; !text->pieces[i].hole && k < s.len; k++) {
      char c = alint_lower(s.ptr[k]);
      if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || strchr("+=,.@-_", c)))
        return false;
    }
  }
  return text->count > 0;
}

void alint_add_caller(struct alint_search *s, struct alint_people *out,
                      const struct alint_caller *caller) {
  if (!caller->principal)
    return;
  if (out->count >= out->max) {
    s->gave_up = true;
    return;
  }
  struct alint_caller *items =
      alint_arena_grow(s->arena, out->items, out->count, &out->cap, sizeof *items);
  out->items = items;
  items[out->count++] = *caller;
}

static void add_person(struct alint_search *s, const struct alint_person *who,
                       struct alint_people *out) {
  if (!is_name(base_name(s, who->name)))
    return;
  struct alint_caller caller;
  make_person(s, who, &caller);
  if (caller.principal && !is_kept_out(s, &caller))
    alint_add_caller(s, out, &caller);
}

void alint_add_people(struct alint_search *s, const struct alint_person *as,
                      struct alint_people *out) {
  struct alint_names names = {{.count = 0}, {.count = 0}};
  struct alint_values sessions = {.count = 0};
  struct alint_person who = *as;
  alint_find_names(s, &who, &names);
  alint_find_sessions(s, &sessions);
  size_t most = names.users.count > names.roles.count ? names.users.count : names.roles.count;
  for (size_t i = 0; i < most && s->status == ALINT_OK; i++) {
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
