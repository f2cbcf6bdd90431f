/* SPDX-License-Identifier: Apache-2.0
 *
 * Requests from words. A caller that cannot exist is refused: every policy denies it,
 * so a typing error would look like proof.
 */
#include "run/request.h"

#include <string.h>

#include "assumelint/arena.h"
#include "facts/keys.h"

/* ---- Principal ------------------------------------------------------------------ */

static int refuse(Error *err, Str text, const char *why) {
  return error_set(err, ERR_USAGE, "the principal \"%.*s\" %s", STR_FMT(str_slice(text, 0, 200)),
                   why);
}

/* Why no caller has that name; NULL if one can. */
static const char *no_caller(const Identity *who, PrincipalKey kind) {
  switch (who->kind) {
  case IDENTITY_ANYONE:
    return "stands for any caller: name one";
  case IDENTITY_MALFORMED:
    return who->why ? who->why : "names no caller";
  case IDENTITY_GROUP:
    return "is a group, which cannot call: name a user or a role";
  case IDENTITY_OTHER_ID:
    return "is the id of something that cannot call: users have AIDA..., roles AROA...";
  case IDENTITY_OIDC:
  case IDENTITY_SAML:
    if (kind == PRINCIPAL_AWS)
      return "is an identity provider: put it under Federated";
    break;
  default:
    break;
  }
  return who->has_wildcard ? "has a wildcard: name one caller" : NULL;
}

int run_read_principal_as(Request *out, Arena *arena, PrincipalKey kind, Str text, Error *err) {
  out->principal_kind = kind;
  out->principal = text_literal(arena, text);
  Identity who = identity_of_text(arena, kind, out->principal);
  const char *why = no_caller(&who, kind);
  return why ? refuse(err, text, why) : OK;
}

/* "service:NAME", "federated:PROVIDER" */
static bool take_prefix(Str *text, const char *prefix) {
  if (!str_starts_nocase(*text, prefix))
    return false;
  *text = str_slice(*text, strlen(prefix), text->len);
  return true;
}

static bool is_provider_arn(Str text) {
  return str_starts(text, "arn:") && (str_find_str(text, STR(":oidc-provider/")) < text.len ||
                                      str_find_str(text, STR(":saml-provider/")) < text.len);
}

int run_read_principal(Request *out, Arena *arena, Str text, Error *err) {
  PrincipalKey kind = PRINCIPAL_AWS;
  if (take_prefix(&text, "service:"))
    kind = PRINCIPAL_SERVICE;
  else if (take_prefix(&text, "federated:") || is_provider_arn(text))
    kind = PRINCIPAL_FEDERATED;
  else if (take_prefix(&text, "https://"))
    return refuse(err, text, "looks like an issuer: write federated: in front of it");
  else if (str_ends(text, ".amazonaws.com") && !str_starts(text, "arn:"))
    return refuse(err, text, "looks like a service: write service: in front of it");
  else if (str_has(text, '.') && !str_has(text, ':'))
    return refuse(err, text,
                  "looks like a host: for an identity provider write federated: in "
                  "front of it");
  if (kind == PRINCIPAL_FEDERATED)
    take_prefix(&text, "https://");
  return run_read_principal_as(out, arena, kind, text, err);
}

/* ---- Action ---------------------------------------------------------------------- */

int run_read_action(Request *out, Arena *arena, Str action, Error *err) {
  Identity who;
  if (action.len == 0) {
    who = identity_of_text(arena, out->principal_kind, out->principal);
    action = str_of(request_usual_action(who.kind));
  }
  if (!str_has(action, ':') || str_has(action, '*') || str_has(action, '?'))
    return error_set(err, ERR_USAGE, "\"%.*s\" is not an action: write one like sts:AssumeRole",
                     STR_FMT(str_slice(action, 0, 100)));
  out->action = action;
  return OK;
}

/* ---- Context --------------------------------------------------------------------- */

struct context {
  Arena *arena;
  Request *request;
  Str host; /* issuer of the caller's token; empty if there is none */
  size_t cap;
};

static ContextKey *key_named(struct context *c, Str name) {
  Request *request = c->request;
  for (size_t i = 0; i < request->key_count; i++) {
    if (str_eq_nocase(request->keys[i].name, name))
      return &request->keys[i];
  }
  request->keys =
      arena_grow(c->arena, request->keys, request->key_count, &c->cap, sizeof *request->keys);
  request->keys[request->key_count] = (ContextKey){.name = name};
  return &request->keys[request->key_count++];
}

/* A key with several values is multivalued. */
static void add_value(struct context *c, Str name, Str value) {
  ContextKey *key = key_named(c, name);
  const Text *text = text_literal(c->arena, value);
  const Text **values = arena_array(c->arena, key->value_count + 1, sizeof *values);
  for (size_t i = 0; i < key->value_count; i++)
    values[i] = key->values[i];
  values[key->value_count++] = text;
  key->values = values;
  key->presence = KEY_PRESENT;
  key->multivalued = key->value_count > 1 || key_info(name, c->host)->multivalued;
}

static int add_absent(struct context *c, Str name, Error *err) {
  const ContextKey *key = request_key(c->request, name);
  if (key && key->presence == KEY_PRESENT)
    return error_set(err, ERR_USAGE, "%.*s is both given and absent: leave one out",
                     STR_FMT(str_slice(name, 0, 200)));
  key_named(c, name);
  return OK;
}

static int read_context(Request *out, const Settings *settings, Error *err) {
  struct context c = {.arena = settings->arena, .request = out};
  Identity who = identity_of_text(c.arena, out->principal_kind, out->principal);
  if (who.kind == IDENTITY_OIDC && who.host)
    text_known(who.host, &c.host);
  int status = OK;
  for (size_t i = 0; i < settings->context.count; i++) {
    Str pair = str_of(settings->context.items[i]);
    size_t equals = str_find(pair, 0, '=');
    add_value(&c, str_slice(pair, 0, equals), str_slice(pair, equals + 1, pair.len));
  }
  Str id_key = STR("sts:ExternalId");
  if (settings->external_id && request_key(out, id_key))
    return error_set(err, ERR_USAGE,
                     "--external-id and --context sts:ExternalId set the same key: leave one out");
  if (settings->external_id)
    add_value(&c, id_key, str_of(settings->external_id));
  for (size_t i = 0; i < settings->absent.count && status == OK; i++)
    status = add_absent(&c, str_of(settings->absent.items[i]), err);
  return status;
}

int run_read_request(Request *out, const Settings *settings, Error *err) {
  *out = (Request){.others = KEY_MAYBE};
  int status = run_read_principal(out, settings->arena, str_of(settings->principal), err);
  if (status == OK)
    status = run_read_action(out, settings->arena, str_of(settings->action), err);
  return status == OK ? read_context(out, settings, err) : status;
}
