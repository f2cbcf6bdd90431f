/* SPDX-License-Identifier: Apache-2.0
 *
 * From words to a request. A caller that cannot exist is refused: a request of
 * nobody is denied by every policy, and a typing error would look like proof.
 */
#include "run/request.h"

#include <string.h>

#include "access/keys.h"
#include "access/open_world.h"
#include "assumelint/arena.h"

/* ---- Principal ------------------------------------------------------------------ */

static int refuse(struct alint_error *err, struct alint_str text, const char *why) {
  if (text.len > 200)
    text.len = 200;
  return alint_fail(err, ALINT_EUSAGE, "the principal \"%.*s\" %s", ALINT_FMT(text), why);
}

/* Why nobody of that name can call; NULL when somebody can. */
static const char *no_caller(const struct alint_identity *who, enum alint_principal_key kind) {
  switch (who->who) {
  case ALINT_WHO_ANYONE:
    return "is nobody in particular: name one caller";
  case ALINT_WHO_MALFORMED:
    return who->why ? who->why : "names nobody";
  case ALINT_WHO_GROUP:
    return "is no identity that can call";
  case ALINT_WHO_OTHER_ID:
    return "is the id of something that cannot call: users have AIDA..., roles AROA...";
  case ALINT_WHO_OIDC:
  case ALINT_WHO_SAML:
    if (kind == ALINT_PRINCIPAL_AWS)
      return "is an identity provider: it stands under Federated";
    break;
  default:
    break;
  }
  return who->has_wildcard ? "has a wildcard: name one caller" : NULL;
}

int alint_read_principal_as(struct alint_request *out, struct alint_arena *arena,
                            enum alint_principal_key kind, struct alint_str text,
                            struct alint_error *err) {
  struct alint_identity who;
  out->principal_kind = kind;
  out->principal = alint_text_literal(arena, text);
  alint_identify_text(&who, arena, kind, out->principal);
  const char *why = no_caller(&who, kind);
  return why ? refuse(err, text, why) : ALINT_OK;
}

/* "service:NAME", "federated:PROVIDER" */
static bool take_prefix(struct alint_str *text, const char *prefix) {
  if (!alint_str_starts_nocase(*text, prefix))
    return false;
  *text = alint_str_slice(*text, strlen(prefix), text->len);
  return true;
}

static bool is_provider_arn(struct alint_str text) {
  if (!alint_str_starts(text, "arn:"))
    return false;
  for (size_t i = 0, colons = 0; i < text.len; i++) {
    colons += text.ptr[i] == ':';
    if (text.ptr[i] == ':' && colons == 5) {
      struct alint_str rest = alint_str_slice(text, i + 1, text.len);
      return alint_str_starts(rest, "oidc-provider/") || alint_str_starts(rest, "saml-provider/");
    }
  }
  return false;
}

int alint_read_principal(struct alint_request *out, struct alint_arena *arena,
                         struct alint_str text, struct alint_error *err) {
  enum alint_principal_key kind = ALINT_PRINCIPAL_AWS;
  if (take_prefix(&text, "service:"))
    kind = ALINT_PRINCIPAL_SERVICE;
  else if (take_prefix(&text, "federated:") || is_provider_arn(text))
    kind = ALINT_PRINCIPAL_FEDERATED;
  else if (take_prefix(&text, "https://"))
    return refuse(err, text, "looks like an issuer: write federated: in front of it");
  else if (alint_str_ends(text, ".amazonaws.com") && !alint_str_starts(text, "arn:"))
    return refuse(err, text, "looks like a service: write service: in front of it");
  else if (alint_str_has(text, '.') && !alint_str_has(text, ':'))
    return refuse(err, text,
                  "looks like a host: for an identity provider write federated: in "
                  "front of it");
  if (kind == ALINT_PRINCIPAL_FEDERATED)
    take_prefix(&text, "https://");
  return alint_read_principal_as(out, arena, kind, text, err);
}

/* ---- Action ---------------------------------------------------------------------- */

int alint_read_action(struct alint_request *out, struct alint_arena *arena, struct alint_str action,
                      struct alint_error *err) {
  struct alint_identity who;
  if (action.len == 0) {
    alint_identify_text(&who, arena, out->principal_kind, out->principal);
    action = alint_str(alint_usual_action(who.who));
  }
  if (!alint_str_has(action, ':') || alint_str_has(action, '*') || alint_str_has(action, '?'))
    return alint_fail(err, ALINT_EUSAGE,
                      "the action \"%.*s\" is none: write one, as in sts:AssumeRole",
                      (int)(action.len < 100 ? action.len : 100), action.ptr);
  out->action = action;
  return ALINT_OK;
}

/* ---- Context --------------------------------------------------------------------- */

struct context {
  struct alint_arena *arena;
  struct alint_request *request;
  struct alint_str host; /* issuer of the caller's token; empty for others */
  size_t cap;
};

static struct alint_context_key *key_named(struct context *c, struct alint_str name) {
  struct alint_request *request = c->request;
  for (size_t i = 0; i < request->key_count; i++) {
    if (alint_str_eq_nocase(request->keys[i].name, name))
      return &request->keys[i];
  }
  request->keys =
      alint_arena_grow(c->arena, request->keys, request->key_count, &c->cap, sizeof *request->keys);
  request->keys[request->key_count] = (struct alint_context_key){.name = name};
  return &request->keys[request->key_count++];
}

/* One more value of a key: a second one makes it multivalued. */
static void add_value(struct context *c, struct alint_str name, struct alint_str value) {
  struct alint_context_key *key = key_named(c, name);
  const struct alint_text *text = alint_text_literal(c->arena, value);
  const struct alint_text **values =
      alint_arena_array(c->arena, key->value_count + 1, sizeof *values);
  for (size_t i = 0; i < key->value_count; i++)
    values[i] = key->values[i];
  values[key->value_count++] = text;
  key->values = values;
  key->presence = ALINT_PRESENT;
  key->multivalued = key->value_count > 1 || alint_key_info(name, c->host)->multivalued;
}

static int add_absent(struct context *c, struct alint_str name, struct alint_error *err) {
  const struct alint_context_key *key = alint_request_key(c->request, name);
  if (key && key->presence == ALINT_PRESENT)
    return alint_fail(err, ALINT_EUSAGE, "%.*s is given, and said to be absent",
                      (int)(name.len < 200 ? name.len : 200), name.ptr);
  key_named(c, name);
  return ALINT_OK;
}

static int read_context(struct alint_request *out, const struct alint_settings *settings,
                        struct alint_error *err) {
  struct context c = {.arena = settings->arena, .request = out};
  struct alint_identity who;
  alint_identify_text(&who, c.arena, out->principal_kind, out->principal);
  if (who.who == ALINT_WHO_OIDC && who.host)
    alint_text_known(who.host, &c.host);
  int status = ALINT_OK;
  for (size_t i = 0; i < settings->context.count; i++) {
    struct alint_str pair = alint_str(settings->context.items[i]);
    size_t equals = alint_str_find(pair, 0, '=');
    add_value(&c, alint_str_slice(pair, 0, equals), alint_str_slice(pair, equals + 1, pair.len));
  }
  struct alint_str id_key = ALINT_STR("sts:ExternalId");
  if (settings->external_id && alint_request_key(out, id_key))
    return alint_fail(err, ALINT_EUSAGE, "--external-id and --context sts:ExternalId are the same");
  if (settings->external_id)
    add_value(&c, id_key, alint_str(settings->external_id));
  for (size_t i = 0; i < settings->absent.count && status == ALINT_OK; i++)
    status = add_absent(&c, alint_str(settings->absent.items[i]), err);
  return status;
}

int alint_read_request(struct alint_request *out, const struct alint_settings *settings,
                       struct alint_error *err) {
  *out = (struct alint_request){.others = ALINT_MAYBE};
  int status = alint_read_principal(out, settings->arena, alint_str(settings->principal), err);
  if (status == ALINT_OK)
    status = alint_read_action(out, settings->arena, alint_str(settings->action), err);
  return status == ALINT_OK ? read_context(out, settings, err) : status;
}
