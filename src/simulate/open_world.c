/* SPDX-License-Identifier: Apache-2.0
 *
 * The open world of `simulate`: what follows from the caller, the call and the role is
 * filled in; a key that is there with an unknown value is a hole; nothing is guessed.
 *
 * Sources: IAM User Guide, "AWS global condition context keys" and "IAM and AWS
 * STS condition context keys"; STS API reference.
 */
#include "simulate/open_world.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "assumelint/arena.h"
#include "evaluate/evaluation.h"
#include "facts/keys.h"

/* ---- Notes ----------------------------------------------------------------------- */

void notes_add(Notes *notes, const char *format, ...) {
  char text[1024];
  va_list args;
  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  Str note = str_of(text);
  LIST_ADD(notes->arena, notes, str_n(arena_copy(notes->arena, note.ptr, note.len), note.len));
}

/* ---- What a call can carry --------------------------------------------------------- */

/* Issuer of the caller's token; empty for others. */
static Str token_host(const Identity *who) {
  Str host = {NULL, 0};
  if (who->kind == IDENTITY_OIDC && who->host)
    text_known(who->host, &host);
  return host;
}

/* "host.example:claim" */
static bool is_claim_shaped(Str key) {
  size_t colon = str_find(key, 0, ':');
  return colon < key.len && str_has(str_slice(key, 0, colon), '.');
}

/* Why the call cannot have the key; NULL when it can. */
static const char *cannot_carry(const Request *request, const Identity *who, Str key) {
  bool token = who->kind == IDENTITY_OIDC || who->kind == IDENTITY_SAML;
  bool assume = str_is_nocase(request->action, "sts:AssumeRole");
  switch (key_info(key, token_host(who))->source) {
  case KEY_OTHER_ACTION:
    return "no call that assumes a role has it";
  case KEY_EXTERNAL_ID:
  case KEY_CONTEXT:
    return assume ? NULL : "only sts:AssumeRole has it";
  case KEY_ORG:
  case KEY_MFA:
    return token || who->kind == IDENTITY_SERVICE ? "only callers with AWS credentials have it"
                                                  : NULL;
  case KEY_CALLER_TAG:
  case KEY_CALLER_SESSION:
  case KEY_CALLER_ARN:
    return token ? "only callers with AWS credentials have it" : NULL;
  case KEY_SERVICE:
    return token ? "only AWS services bring it" : NULL;
  case KEY_CLAIM:
    return who->kind == IDENTITY_OIDC && str_starts_nocase(key, "saml:")
               ? "only SAML assertions have it"
               : NULL;
  case KEY_UNKNOWN:
    return token && is_claim_shaped(key) ? "it is a claim of another issuer" : NULL;
  default:
    return NULL;
  }
}

static void note_call(Notes *notes, const Request *request, const Identity *who) {
  const char *usual = request_usual_action(who->kind);
  if (str_starts_nocase(request->action, "sts:AssumeRole") &&
      !str_is_nocase(request->action, usual))
    notes_add(notes, "a caller of this kind calls %s, never %.*s", usual, STR_FMT(request->action));
  if (who->kind == IDENTITY_ACCOUNT)
    notes_add(notes, "the root user cannot assume roles: ask for a user or a role");
}

static void note_key(Notes *notes, const ContextKey *key, const ConditionKey *info, Str action) {
  Str value;
  if (key->presence != KEY_PRESENT)
    return;
  if (info->source == KEY_UNKNOWN)
    notes_add(notes, "%.*s is not a known condition key: it is used as given", STR_FMT(key->name));
  for (size_t i = 0; i < key->value_count; i++) {
    if (text_known(key->values[i], &value) && !key_accepts(key->name, value))
      notes_add(notes, "STS refuses \"%.*s\" as %.*s: length and characters are restricted",
                STR_FMT(value), STR_FMT(key->name));
  }
  if (info->also && !str_is_nocase(action, info->also))
    notes_add(notes, "a call with %.*s needs %s too: ask with --action %s", STR_FMT(key->name),
              info->also, info->also);
}

void request_carry(Request *request, Notes *notes) {
  Identity who = identity_of_text(notes->arena, request->principal_kind, request->principal);
  note_call(notes, request, &who);
  for (size_t i = 0; i < request->key_count; i++) {
    ContextKey *key = &request->keys[i];
    const char *why = cannot_carry(request, &who, key->name);
    if (why && key->presence == KEY_PRESENT)
      notes_add(notes, "%.*s is left out: %s", STR_FMT(key->name), why);
    if (why)
      *key = (ContextKey){.name = key->name, .presence = KEY_ABSENT};
    else
      note_key(notes, key, key_info(key->name, token_host(&who)), request->action);
  }
}

/* ---- Filling in ---------------------------------------------------------------------- */

struct opener {
  Arena *arena;
  Request *request;
  Identity who;
  size_t cap; /* of the request's keys */
};

static void add_key(struct opener *o, ContextKey key) {
  Request *request = o->request;
  request->keys =
      arena_grow(o->arena, request->keys, request->key_count, &o->cap, sizeof *request->keys);
  request->keys[request->key_count++] = key;
}

/* Adds the key where the request does not list it. NULL: it is absent. */
static void put(struct opener *o, Str name, const Text *value) {
  if (!request_key(o->request, name))
    add_key(o, context_key(o->arena, name, value));
}

static const Text *hole(struct opener *o, Str key) {
  Str give = str_printf(o->arena, "--context %.*s=...", STR_FMT(key));
  return text_hole(o->arena, hole_new(o->arena, (Hole){.name = key, .give = give}));
}

static const Text *literal(struct opener *o, const char *s) {
  return text_literal(o->arena, str_of(s));
}

/* An id of the identity: AIDA..., AROA... It does not follow from the name. */
static const Text *unique_id(struct opener *o, const char *what) {
  return text_hole(o->arena,
                   hole_new(o->arena, (Hole){.name = str_of(what), .kind = HOLE_UNIQUE_ID}));
}

/* "AROA...:session" */
static const Text *session_id(struct opener *o, const Text *role_id, const Text *session) {
  const Text *parts[] = {role_id, literal(o, ":"), session};
  return text_concat(o->arena, parts, 3);
}

static bool is_role_id(const Identity *who) {
  Str id;
  return text_known(who->text, &id) && str_starts(id, "AROA");
}

/* aws:userid; NULL for callers without one. */
static const Text *user_id(struct opener *o) {
  const Identity *who = &o->who;
  const Text *any_session = hole(o, STR("session name of the caller"));
  switch (who->kind) {
  case IDENTITY_ACCOUNT:
    return who->account;
  case IDENTITY_USER:
    return unique_id(o, "unique id of the user");
  case IDENTITY_ROLE:
    return session_id(o, unique_id(o, "unique id of the role"), any_session);
  case IDENTITY_SESSION:
    return session_id(o, unique_id(o, "unique id of the role"), who->session);
  case IDENTITY_ORPHAN:
    return is_role_id(who) ? session_id(o, who->text, any_session) : who->text;
  default:
    return NULL;
  }
}

/* What follows from the principal beyond request_complete. */
static void put_caller(struct opener *o) {
  IdentityKind kind = o->who.kind;
  const Text *id = user_id(o);
  if (id)
    put(o, STR("aws:userid"), id);
  if (kind == IDENTITY_SERVICE)
    put(o, STR("aws:PrincipalServiceName"), o->who.text);
  if (kind == IDENTITY_ROLE || kind == IDENTITY_SESSION || kind == IDENTITY_SERVICE)
    put(o, STR("aws:username"), NULL);
  if (kind == IDENTITY_ORPHAN)
    put(o, STR("aws:PrincipalType"), literal(o, is_role_id(&o->who) ? "AssumedRole" : "User"));
}

/* aws:TagKeys follows from the tags that are passed. */
static void put_tag_keys(struct opener *o) {
  static const char prefix[] = "aws:RequestTag/";
  Request *request = o->request;
  Str name = STR("aws:TagKeys");
  if (request_key(request, name))
    return;
  const Text **names = arena_array(o->arena, request->key_count, sizeof *names);
  size_t count = 0;
  for (size_t i = 0; i < request->key_count; i++) {
    const ContextKey *key = &request->keys[i];
    if (key->presence == KEY_PRESENT && str_starts_nocase(key->name, prefix))
      names[count++] = text_literal(o->arena, str_slice(key->name, strlen(prefix), key->name.len));
  }
  if (count > 0)
    add_key(o, (ContextKey){.name = name,
                            .presence = KEY_PRESENT,
                            .values = names,
                            .value_count = count,
                            .multivalued = true});
}

static bool is_token_claim(const struct opener *o, Str key) {
  return o->who.kind == IDENTITY_OIDC && (str_ends(key, ":sub") || str_ends(key, ":aud"));
}

/* A key that the policy asks for and the request does not list. */
static void open_key(struct opener *o, Str key) {
  const ConditionKey *info = key_info(key, token_host(&o->who));
  if (request_key(o->request, key))
    return;
  if (cannot_carry(o->request, &o->who, key)) {
    put(o, key, NULL);
    return;
  }
  switch (info->source) {
  case KEY_EXTERNAL_ID:
  case KEY_SOURCE_IDENTITY:
  case KEY_SESSION_TAG:
  case KEY_CONTEXT:
    put(o, key, NULL);
    break;
  case KEY_CLAIM:
    if (is_token_claim(o, key))
      put(o, key, hole(o, key));
    break;
  default:
    if (info->always && !info->multivalued)
      put(o, key, hole(o, key));
    break;
  }
}

static void open_variables(struct opener *o, Str literal) {
  Str name;
  for (size_t at = 0; eval_next_variable(&name, literal, &at);) {
    if (name.len > 1)
      open_key(o, name);
  }
}

static void open_policy(struct opener *o, const Policy *policy) {
  for (size_t i = 0; i < policy->statement_count; i++) {
    const Statement *s = &policy->statements[i];
    for (size_t k = 0; k < s->condition_count; k++) {
      const Condition *condition = &s->conditions[k];
      open_key(o, condition->key);
      for (size_t v = 0; v < condition->value_count; v++) {
        const Text *text = condition->values[v].text;
        for (size_t p = 0; p < text->count; p++)
          open_variables(o, text->pieces[p].literal);
      }
    }
  }
}

void request_open(Request *request, Arena *arena, const Role *role, const Policy *policy) {
  struct opener o = {.arena = arena, .request = request};
  o.who = identity_of_text(arena, request->principal_kind, request->principal);
  request_complete(request, arena);
  request->others = KEY_MAYBE;
  o.cap = request->key_count; /* the next key makes room of its own */
  put_caller(&o);
  put_tag_keys(&o);
  put(&o, STR("aws:SecureTransport"), literal(&o, "true"));
  put(&o, STR("aws:ResourceAccount"), role->account);
  open_policy(&o, policy);
}
