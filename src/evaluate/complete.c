/* SPDX-License-Identifier: Apache-2.0
 *
 * What a principal alone says of a request's context.
 *
 * Source: IAM User Guide, "AWS global condition context keys", the availability
 * of aws:PrincipalArn, aws:PrincipalAccount, aws:PrincipalType and aws:username.
 */
#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/request.h"
#include "assumelint/status.h"

enum { MAX_ADDED = 6 };

struct completion {
  Arena *arena;
  Request *request;
  bool failed;
};

static void add(struct completion *c, const char *name, const Text *value) {
  const Text **values = arena_alloc(c->arena, sizeof *values);
  if (!value)
    out_of_memory();
  if (request_key(c->request, str_of(name)))
    return;
  *values = value;
  c->request->keys[c->request->key_count++] = (ContextKey){
      .name = str_of(name), .presence = KEY_PRESENT, .values = values, .value_count = 1};
}

static const Text *literal(struct completion *c, const char *s) {
  return text_literal(c->arena, str_of(s));
}

/* arn:P:iam::A:role/<path>NAME: a session's ARN does not tell the path. */
static const Text *role_of_session(struct completion *c, const Identity *who) {
  const Hole *path = hole_new(c->arena, (Hole){.name = STR("path of the role")});
  const Text *parts[] = {literal(c, "arn:"), who->partition,       literal(c, ":iam::"),
                         who->account,       literal(c, ":role/"), text_hole(c->arena, path),
                         who->name};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    if (!parts[i])
      return NULL;
  }
  return text_concat(c->arena, parts, sizeof parts / sizeof *parts);
}

static void add_aws(struct completion *c, const Identity *who) {
  if (who->account)
    add(c, "aws:PrincipalAccount", who->account);
  switch (who->kind) {
  case IDENTITY_USER:
    add(c, "aws:PrincipalArn", who->text);
    add(c, "aws:PrincipalType", literal(c, "User"));
    add(c, "aws:username", who->name);
    break;
  case IDENTITY_ROLE:
    add(c, "aws:PrincipalArn", who->text);
    add(c, "aws:PrincipalType", literal(c, "AssumedRole"));
    break;
  case IDENTITY_SESSION:
    add(c, "aws:PrincipalArn", role_of_session(c, who));
    add(c, "aws:PrincipalType", literal(c, "AssumedRole"));
    break;
  case IDENTITY_FEDERATED_USER:
    add(c, "aws:PrincipalArn", who->text);
    add(c, "aws:PrincipalType", literal(c, "FederatedUser"));
    break;
  case IDENTITY_ACCOUNT:
    if (who->partition)
      add(c, "aws:PrincipalArn", who->text);
    add(c, "aws:PrincipalType", literal(c, "Account"));
    break;
  default:
    break;
  }
}

void request_complete(Request *request, Arena *arena) {
  struct completion c = {.arena = arena, .request = request};
  ContextKey *keys = arena_array(arena, request->key_count + MAX_ADDED, sizeof *keys);
  Identity who = identity_of_text(arena, request->principal_kind, request->principal);
  if (request->key_count > 0)
    memcpy(keys, request->keys, request->key_count * sizeof *keys);
  request->keys = keys;
  bool service = who.kind == IDENTITY_SERVICE;
  if (request->principal_kind != PRINCIPAL_FEDERATED)
    add(&c, "aws:PrincipalIsAWSService", literal(&c, service ? "true" : "false"));
  if (request->principal_kind == PRINCIPAL_AWS)
    add_aws(&c, &who);
}
