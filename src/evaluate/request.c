/* SPDX-License-Identifier: Apache-2.0
 *
 * Requests: looking up keys, adding the keys that follow from the principal, copying.
 *
 * Source: IAM User Guide, "AWS global condition context keys", the availability
 * of aws:PrincipalArn, aws:PrincipalAccount, aws:PrincipalType and aws:username.
 */
#include "assumelint/request.h"

#include <string.h>

#include "assumelint/arena.h"

ContextKey context_key(Arena *arena, Str name, const Text *value) {
  const Text **values = arena_alloc(arena, sizeof *values);
  *values = value;
  return (ContextKey){.name = name,
                      .presence = value ? KEY_PRESENT : KEY_ABSENT,
                      .values = values,
                      .value_count = value ? 1 : 0};
}

const char *request_principal_key(PrincipalKey kind) {
  switch (kind) {
  case PRINCIPAL_SERVICE:
    return "Service";
  case PRINCIPAL_FEDERATED:
    return "Federated";
  default:
    return "AWS";
  }
}

const char *request_usual_action(IdentityKind kind) {
  switch (kind) {
  case IDENTITY_OIDC:
    return "sts:AssumeRoleWithWebIdentity";
  case IDENTITY_SAML:
    return "sts:AssumeRoleWithSAML";
  default:
    return "sts:AssumeRole";
  }
}

/* ---- Looking up ---------------------------------------------------------------------- */

const ContextKey *request_key(const Request *request, Str name) {
  char last = name.len > 0 ? ascii_lower(name.ptr[name.len - 1]) : '\0';
  for (size_t i = 0; i < request->key_count; i++) {
    /* Keys start alike more often than they end alike. */
    Str key = request->keys[i].name;
    if (key.len == name.len && (key.len == 0 || ascii_lower(key.ptr[key.len - 1]) == last) &&
        str_eq_nocase(key, name))
      return &request->keys[i];
  }
  return NULL;
}

const Text *request_value(const Request *request, Str name) {
  const ContextKey *key = request_key(request, name);
  return key && key->presence == KEY_PRESENT && key->value_count == 1 ? key->values[0] : NULL;
}

/* ---- Completing ---------------------------------------------------------------------- */

enum { MAX_ADDED = 6 };

static void add(Request *request, Arena *arena, const char *name, const Text *value) {
  if (value && !request_key(request, str_of(name)))
    request->keys[request->key_count++] = context_key(arena, str_of(name), value);
}

/* arn:P:iam::A:role/<path>NAME: a session's ARN does not contain the path. */
static const Text *role_of_session(Arena *arena, const Identity *who) {
  const Hole *path = hole_new(arena, (Hole){.name = STR("path of the role")});
  const Text *parts[] = {text_literal(arena, STR("arn:")),
                         who->partition,
                         text_literal(arena, STR(":iam::")),
                         who->account,
                         text_literal(arena, STR(":role/")),
                         text_hole(arena, path),
                         who->name};
  return text_concat(arena, parts, sizeof parts / sizeof *parts);
}

/* aws:PrincipalType by the kind of the caller; NULL where it has none. */
static const char *type_of(IdentityKind kind) {
  switch (kind) {
  case IDENTITY_USER:
    return "User";
  case IDENTITY_ROLE:
  case IDENTITY_SESSION:
    return "AssumedRole";
  case IDENTITY_FEDERATED_USER:
    return "FederatedUser";
  case IDENTITY_ACCOUNT:
    return "Account";
  default:
    return NULL;
  }
}

static void add_aws(Request *request, Arena *arena, const Identity *who) {
  const char *type = type_of(who->kind);
  add(request, arena, "aws:PrincipalAccount", who->account);
  if (!type)
    return;
  /* A bare account id is no ARN. */
  if (who->kind == IDENTITY_SESSION)
    add(request, arena, "aws:PrincipalArn", role_of_session(arena, who));
  else if (who->kind != IDENTITY_ACCOUNT || who->partition)
    add(request, arena, "aws:PrincipalArn", who->text);
  add(request, arena, "aws:PrincipalType", text_literal(arena, str_of(type)));
  if (who->kind == IDENTITY_USER)
    add(request, arena, "aws:username", who->name);
}

void request_complete(Request *request, Arena *arena) {
  ContextKey *keys = arena_array(arena, request->key_count + MAX_ADDED, sizeof *keys);
  Identity who = identity_of_text(arena, request->principal_kind, request->principal);
  if (request->key_count > 0)
    memcpy(keys, request->keys, request->key_count * sizeof *keys);
  request->keys = keys;
  Str service = who.kind == IDENTITY_SERVICE ? STR("true") : STR("false");
  if (request->principal_kind != PRINCIPAL_FEDERATED)
    add(request, arena, "aws:PrincipalIsAWSService", text_literal(arena, service));
  if (request->principal_kind == PRINCIPAL_AWS)
    add_aws(request, arena, &who);
}

/* ---- Copying, from the scratch memory of a search to the input's ------------------------- */

static Str copy_str(Arena *arena, Str s) {
  return str_n(arena_copy(arena, s.ptr, s.len), s.len);
}

static const Text *copy_text(Arena *arena, const Text *text) {
  Text *out = arena_alloc(arena, sizeof *out);
  Piece *pieces = arena_array(arena, text->count, sizeof *pieces);
  for (size_t i = 0; i < text->count; i++) {
    pieces[i] = text->pieces[i];
    if (!pieces[i].hole)
      pieces[i].literal = copy_str(arena, pieces[i].literal);
  }
  *out = (Text){pieces, text->count};
  return out;
}

static ContextKey copy_key(Arena *arena, const ContextKey *key) {
  const Text **values = arena_array(arena, key->value_count, sizeof *values);
  for (size_t i = 0; i < key->value_count; i++)
    values[i] = copy_text(arena, key->values[i]);
  ContextKey out = *key;
  out.name = copy_str(arena, key->name);
  out.values = values;
  return out;
}

Request request_copy(Arena *arena, const Request *request) {
  ContextKey *keys = arena_array(arena, request->key_count, sizeof *keys);
  Str *also = arena_array(arena, request->also_count, sizeof *also);
  Request out = *request;
  out.principal = copy_text(arena, request->principal);
  out.action = copy_str(arena, request->action);
  out.keys = keys;
  out.also = also;
  out.key_count = 0;
  for (size_t i = 0; i < request->key_count; i++) {
    if (request->keys[i].presence == KEY_PRESENT)
      keys[out.key_count++] = copy_key(arena, &request->keys[i]);
  }
  for (size_t i = 0; i < request->also_count; i++)
    also[i] = copy_str(arena, request->also[i]);
  return out;
}
