/* SPDX-License-Identifier: Apache-2.0
 *
 * The open world of `simulate`: what follows from the caller, the call and the
 * role is filled in; what is there but not told is a hole; nothing is guessed.
 *
 * Sources: IAM User Guide, "AWS global condition context keys" and "IAM and AWS
 * STS condition context keys"; STS API reference.
 */
#include "access/open_world.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "access/keys.h"
#include "assumelint/arena.h"
#include "assumelint/status.h"

/* ---- Notes ----------------------------------------------------------------------- */

void alint_note(struct alint_notes *notes, const char *format, ...) {
  struct alint_str *grown =
      alint_arena_grow(notes->arena, notes->items, notes->count, &notes->cap, sizeof *notes->items);
  struct alint_buf buf = alint_buf(notes->arena);
  char text[1024];
  va_list args;
  va_start(args, format);
  int len = vsnprintf(text, sizeof text, format, args);
  va_end(args);
  if (len > 0)
    alint_buf_add(&buf, text);
  if (buf.failed)
    alint_out_of_memory();
  notes->items = grown;
  notes->items[notes->count++] = alint_buf_str(&buf);
}

const char *alint_usual_action(enum alint_who who) {
  switch (who) {
  case ALINT_WHO_OIDC:
    return "sts:AssumeRoleWithWebIdentity";
  case ALINT_WHO_SAML:
    return "sts:AssumeRoleWithSAML";
  default:
    return "sts:AssumeRole";
  }
}

/* ---- What a call can carry --------------------------------------------------------- */

/* Issuer of the caller's token; empty for others. */
static struct alint_str token_host(const struct alint_identity *who) {
  struct alint_str host = {NULL, 0};
  if (who->who == ALINT_WHO_OIDC && who->host)
    alint_text_known(who->host, &host);
  return host;
}

/* "host.example:claim" */
static bool is_claim_shaped(struct alint_str key) {
  size_t colon = alint_str_find(key, 0, ':');
  return colon < key.len && alint_str_has(alint_str_slice(key, 0, colon), '.');
}

/* Why the call cannot have the key; NULL when it can. */
static const char *cannot_carry(const struct alint_request *request,
                                const struct alint_identity *who, struct alint_str key) {
  bool token = who->who == ALINT_WHO_OIDC || who->who == ALINT_WHO_SAML;
  bool assume = alint_str_is_nocase(request->action, "sts:AssumeRole");
  switch (alint_key_info(key, token_host(who))->source) {
  case ALINT_KEY_OTHER_ACTION:
    return "no call that assumes a role has it";
  case ALINT_KEY_EXTERNAL_ID:
  case ALINT_KEY_CONTEXT:
    return assume ? NULL : "only sts:AssumeRole has it";
  case ALINT_KEY_ORG:
    return token || who->who == ALINT_WHO_SERVICE ? "only callers with AWS credentials have it"
                                                  : NULL;
  case ALINT_KEY_CALLER_TAG:
  case ALINT_KEY_CALLER_SESSION:
  case ALINT_KEY_CALLER_ARN:
    return token ? "only callers with AWS credentials have it" : NULL;
  case ALINT_KEY_MFA:
    return token || who->who == ALINT_WHO_SERVICE ? "only callers with AWS credentials have it"
                                                  : NULL;
  case ALINT_KEY_SERVICE:
    return token ? "only AWS services bring it" : NULL;
  case ALINT_KEY_CLAIM:
    return who->who == ALINT_WHO_OIDC && alint_str_starts_nocase(key, "saml:")
               ? "only SAML assertions have it"
               : NULL;
  case ALINT_KEY_UNKNOWN:
    return token && is_claim_shaped(key) ? "it is a claim of another issuer" : NULL;
  default:
    return NULL;
  }
}

static void note_call(struct alint_notes *notes, const struct alint_request *request,
                      const struct alint_identity *who) {
  const char *usual = alint_usual_action(who->who);
  if (alint_str_starts_nocase(request->action, "sts:AssumeRole") &&
      !alint_str_is_nocase(request->action, usual))
    alint_note(notes, "a caller of this kind calls %s, never %.*s", usual,
               ALINT_FMT(request->action));
  if (who->who == ALINT_WHO_ACCOUNT)
    alint_note(notes, "the root user itself cannot assume roles: ask for a user or a role");
}

static void note_key(struct alint_notes *notes, const struct alint_context_key *key,
                     const struct alint_key_info *info, struct alint_str action) {
  struct alint_str value;
  if (key->presence != ALINT_PRESENT)
    return;
  if (info->source == ALINT_KEY_UNKNOWN)
    alint_note(notes, "%.*s is no condition key that is known here: it is taken as given",
               ALINT_FMT(key->name));
  for (size_t i = 0; i < key->value_count; i++) {
    if (alint_text_known(key->values[i], &value) && !alint_key_accepts(key->name, value))
      alint_note(notes, "STS refuses \"%.*s\" as %.*s: length and characters are restricted",
                 ALINT_FMT(value), ALINT_FMT(key->name));
  }
  if (info->also && !alint_str_is_nocase(action, info->also))
    alint_note(notes, "a call with %.*s needs %s as well: ask with --action %s",
               ALINT_FMT(key->name), info->also, info->also);
}

void alint_request_carry(struct alint_request *request, struct alint_notes *notes) {
  struct alint_identity who;
  alint_identify_text(&who, notes->arena, request->principal_kind, request->principal);
  note_call(notes, request, &who);
  for (size_t i = 0; i < request->key_count; i++) {
    struct alint_context_key *key = &request->keys[i];
    const char *why = cannot_carry(request, &who, key->name);
    if (why && key->presence == ALINT_PRESENT)
      alint_note(notes, "%.*s is left out: %s", ALINT_FMT(key->name), why);
    if (why)
      *key = (struct alint_context_key){.name = key->name, .presence = ALINT_ABSENT};
    else
      note_key(notes, key, alint_key_info(key->name, token_host(&who)), request->action);
  }
}

/* ---- Filling in ---------------------------------------------------------------------- */

struct opener {
  struct alint_arena *arena;
  struct alint_request *request;
  struct alint_identity who;
  size_t cap;
  bool failed;
};

static void put(struct opener *o, struct alint_str name, enum alint_presence presence,
                const struct alint_text *value, bool multivalued) {
  if (alint_request_key(o->request, name))
    return;
  struct alint_context_key *grown = alint_arena_grow(
      o->arena, o->request->keys, o->request->key_count, &o->cap, sizeof *o->request->keys);
  const struct alint_text **values = alint_arena_alloc(o->arena, sizeof *values);
  if ((presence == ALINT_PRESENT && !value))
    alint_out_of_memory();
  *values = value;
  o->request->keys = grown;
  o->request->keys[o->request->key_count++] =
      (struct alint_context_key){.name = name,
                                 .presence = presence,
                                 .values = values,
                                 .value_count = presence == ALINT_PRESENT ? 1 : 0,
                                 .multivalued = multivalued};
}

static const struct alint_text *hole(struct opener *o, struct alint_str key) {
  struct alint_str give = alint_str_printf(o->arena, "--context %.*s=...", ALINT_FMT(key));
  return alint_text_hole(o->arena,
                         alint_hole_new(o->arena, (struct alint_hole){.name = key, .give = give}));
}

static const struct alint_text *literal(struct opener *o, const char *s) {
  return alint_text_literal(o->arena, alint_str(s));
}

/* An id of the identity: AIDA..., AROA... It cannot be told from a name. */
static const struct alint_text *unique_id(struct opener *o, const char *what) {
  return alint_text_hole(
      o->arena, alint_hole_new(o->arena, (struct alint_hole){.name = alint_str(what),
                                                             .kind = ALINT_HOLE_UNIQUE_ID}));
}

/* "AROA...:session" */
static const struct alint_text *session_id(struct opener *o, const struct alint_text *role_id,
                                           const struct alint_text *session) {
  const struct alint_text *colon = literal(o, ":");
  const struct alint_text *parts[] = {role_id, colon, session};
  return role_id && colon && session ? alint_text_concat(o->arena, parts, 3) : NULL;
}

static void put_user_id(struct opener *o) {
  struct alint_str key = ALINT_STR("aws:userid"), id;
  const struct alint_text *any_session = hole(o, ALINT_STR("session name of the caller"));
  switch (o->who.who) {
  case ALINT_WHO_ACCOUNT:
    put(o, key, ALINT_PRESENT, o->who.account, false);
    break;
  case ALINT_WHO_USER:
    put(o, key, ALINT_PRESENT, unique_id(o, "unique id of the user"), false);
    break;
  case ALINT_WHO_ROLE:
    put(o, key, ALINT_PRESENT, session_id(o, unique_id(o, "unique id of the role"), any_session),
        false);
    break;
  case ALINT_WHO_SESSION:
    put(o, key, ALINT_PRESENT, session_id(o, unique_id(o, "unique id of the role"), o->who.session),
        false);
    break;
  case ALINT_WHO_ORPHAN:
    if (alint_text_known(o->who.text, &id) && alint_str_starts(id, "AROA"))
      put(o, key, ALINT_PRESENT, session_id(o, o->who.text, any_session), false);
    else
      put(o, key, ALINT_PRESENT, o->who.text, false);
    break;
  default:
    break;
  }
}

/* What follows from the principal beyond alint_request_complete. */
static void put_caller(struct opener *o) {
  put_user_id(o);
  if (o->who.who == ALINT_WHO_SERVICE)
    put(o, ALINT_STR("aws:PrincipalServiceName"), ALINT_PRESENT, o->who.text, false);
  if (o->who.who == ALINT_WHO_ROLE || o->who.who == ALINT_WHO_SESSION ||
      o->who.who == ALINT_WHO_SERVICE)
    put(o, ALINT_STR("aws:username"), ALINT_ABSENT, NULL, false);
  if (o->who.who == ALINT_WHO_ORPHAN) {
    struct alint_str id;
    bool role = alint_text_known(o->who.text, &id) && alint_str_starts(id, "AROA");
    put(o, ALINT_STR("aws:PrincipalType"), ALINT_PRESENT, literal(o, role ? "AssumedRole" : "User"),
        false);
  }
}

/* aws:TagKeys follows from the tags that are passed. */
static void put_tag_keys(struct opener *o) {
  static const char prefix[] = "aws:RequestTag/";
  struct alint_request *request = o->request;
  struct alint_str name = ALINT_STR("aws:TagKeys");
  if (alint_request_key(request, name))
    return;
  const struct alint_text **names = alint_arena_array(o->arena, request->key_count, sizeof *names);
  size_t count = 0;
  for (size_t i = 0; i < request->key_count; i++) {
    const struct alint_context_key *key = &request->keys[i];
    if (key->presence != ALINT_PRESENT || !alint_str_starts_nocase(key->name, prefix))
      continue;
    names[count] =
        alint_text_literal(o->arena, alint_str_slice(key->name, strlen(prefix), key->name.len));
    if (!names[count++])
      alint_out_of_memory();
  }
  if (count == 0)
    return;
  put(o, name, ALINT_PRESENT, names[0], true);
  {
    struct alint_context_key *added = &request->keys[request->key_count - 1];
    added->values = names;
    added->value_count = count;
  }
}

static bool is_token_claim(const struct opener *o, struct alint_str key) {
  return o->who.who == ALINT_WHO_OIDC &&
         (alint_str_ends(key, ":sub") || alint_str_ends(key, ":aud"));
}

/* A key the policy asks for and the request does not tell. */
static void open_key(struct opener *o, struct alint_str key) {
  const struct alint_key_info *info = alint_key_info(key, token_host(&o->who));
  if (alint_request_key(o->request, key))
    return;
  if (cannot_carry(o->request, &o->who, key)) {
    put(o, key, ALINT_ABSENT, NULL, false);
    return;
  }
  switch (info->source) {
  case ALINT_KEY_EXTERNAL_ID:
  case ALINT_KEY_SOURCE_IDENTITY:
  case ALINT_KEY_SESSION_TAG:
  case ALINT_KEY_CONTEXT:
    put(o, key, ALINT_ABSENT, NULL, false);
    break;
  case ALINT_KEY_CLAIM:
    if (is_token_claim(o, key))
      put(o, key, ALINT_PRESENT, hole(o, key), false);
    break;
  default:
    /* What follows from who calls is not known only where the caller is not. */
    if (info->always && !info->multivalued)
      put(o, key, ALINT_PRESENT, hole(o, key), false);
    break;
  }
}

/* Keys inside ${...}. */
static void open_variables(struct opener *o, struct alint_str s) {
  for (size_t at = alint_str_find(s, 0, '$'); at + 2 < s.len; at = alint_str_find(s, at + 1, '$')) {
    size_t end = alint_str_find(s, at, '}');
    if (s.ptr[at + 1] != '{' || end == s.len)
      continue;
    struct alint_str name = alint_str_slice(s, at + 2, end);
    name = alint_str_slice(name, 0, alint_str_find(name, 0, ','));
    if (name.len > 1)
      open_key(o, name);
  }
}

static void open_policy(struct opener *o, const struct alint_policy *policy) {
  for (size_t i = 0; i < policy->statement_count; i++) {
    const struct alint_statement *s = &policy->statements[i];
    for (size_t k = 0; k < s->condition_count; k++) {
      const struct alint_condition *condition = &s->conditions[k];
      open_key(o, condition->key);
      for (size_t v = 0; v < condition->value_count; v++) {
        const struct alint_text *text = condition->values[v].text;
        for (size_t p = 0; p < text->count; p++)
          open_variables(o, text->pieces[p].literal);
      }
    }
  }
}

void alint_request_open(struct alint_request *request, struct alint_arena *arena,
                        const struct alint_role *role, const struct alint_policy *policy) {
  struct opener o = {.arena = arena, .request = request};
  alint_identify_text(&o.who, arena, request->principal_kind, request->principal);
  alint_request_complete(request, arena);
  request->others = ALINT_MAYBE;
  o.cap = request->key_count; /* the next key makes room of its own */
  put_caller(&o);
  put_tag_keys(&o);
  put(&o, ALINT_STR("aws:SecureTransport"), ALINT_PRESENT, literal(&o, "true"), false);
  put(&o, ALINT_STR("aws:ResourceAccount"), ALINT_PRESENT, role->account, false);
  open_policy(&o, policy);
}
